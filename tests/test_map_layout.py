"""The parts of the layout, each against an oracle computed in another way."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations, product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bsc_cli.view.map.crossings import crossings
from bsc_cli.view.map.net import weave
from bsc_cli.view.map.order import best_order
from bsc_cli.view.map.rows import assign
from bsc_cli.view.map.scene import Band, Link, Node, Scene
from bsc_cli.view.map.spacing import settle


def scene_of(bands: list[int], links: list[tuple[int, int]], columns: list[int] | None = None) -> Scene:
    """Make a scene of objectives by band, and arrows by number."""
    nodes = tuple(
        Node(f"c/o{number}", f"Objective {number}", band, columns[number] if columns else 0)
        for number, band in enumerate(bands)
    )
    return Scene(
        name="n",
        subtitle="s",
        vision=None,
        as_of=None,
        heading="",
        columns=tuple("abc"[: max(columns) + 1]) if columns else ("",),
        bands=tuple(Band(f"p{number}", f"P{number}", "") for number in range(max(bands) + 1)),
        nodes=nodes,
        links=tuple(Link(source, target) for source, target in links if source != target),
    )


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Up to twelve objectives in up to four bands, arrows any way, loops too."""
    bands = draw(st.lists(st.integers(0, 3), min_size=1, max_size=12))
    ends = st.integers(0, len(bands) - 1)
    return scene_of(bands, draw(st.lists(st.tuples(ends, ends), max_size=16)))


@given(scenes(), st.integers(1, 5))
def test_every_objective_has_one_row_in_its_band(scene: Scene, most: int) -> None:
    """Rows hold each node once, in the row of its band, and no more than allowed."""
    rows = assign(scene, most)
    assert sorted(node for row in rows.nodes for node in row) == list(range(len(scene.nodes)))
    for row, band in zip(rows.nodes, rows.bands, strict=True):
        assert len(row) <= most
        assert all(scene.nodes[node].band == band for node in row)
    assert list(rows.bands) == sorted(rows.bands)


@given(scenes(), st.integers(1, 5))
def test_linked_objectives_never_share_a_row(scene: Scene, most: int) -> None:
    """Whatever loops there are, the two ends of an arrow stand in different rows, so that it can be drawn."""
    rows = assign(scene, most)
    row_of = {node: number for number, row in enumerate(rows.nodes) for node in row}
    assert all(row_of[link.source] != row_of[link.target] for link in scene.links)


def test_a_cause_stands_below_its_effect_in_one_band() -> None:
    """A chain inside a perspective becomes rows from effect to cause."""
    rows = assign(scene_of([0, 0, 0], [(0, 1), (1, 2)]), 4)
    assert rows.nodes == ((2,), (1,), (0,))


@given(scenes())
def test_a_path_leads_from_end_to_end(scene: Scene) -> None:
    """The hops of a link join its ends one row at a time, through corridors only."""
    rows = assign(scene, 4)
    net = weave(scene, rows, share=False)
    for path in net.paths:
        hops = [net.hops[number] for number in path.hops]
        ends = (hops[-1].upper, hops[0].lower) if path.down else (hops[0].lower, hops[-1].upper)
        assert ends == (path.link.source, path.link.target)
        assert all(net.row_of[hop.lower] == net.row_of[hop.upper] + 1 for hop in hops)
        assert all(lower.upper == upper.lower >= net.nodes for lower, upper in pairwise(hops))


def pairs_that_cross(net_rows: list[list[int]], hops: list[tuple[int, int]]) -> int:
    """Crossings by looking at each two hops of a channel."""
    place = {item: (number, at) for number, row in enumerate(net_rows) for at, item in enumerate(row)}
    count = 0
    for (low, up), (other_low, other_up) in combinations(hops, 2):
        if place[low][0] == place[other_low][0]:
            count += (place[low][1] - place[other_low][1]) * (place[up][1] - place[other_up][1]) < 0
    return count


@given(scenes())
def test_crossings_are_counted_right(scene: Scene) -> None:
    """The count by inversions is the count by looking at each pair."""
    net = weave(scene, assign(scene, 4), share=False)
    expected = pairs_that_cross([list(row) for row in net.rows], [(hop.lower, hop.upper) for hop in net.hops])
    assert crossings(net, net.rows) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(3, 5)), max_size=9))
@example(
    [(0, 4), (0, 4), (0, 4), (1, 4), (1, 5), (2, 3), (2, 4)]
)  # a single swap or move makes the sweeps' order no better
def test_small_nets_get_the_fewest_crossings(arrows: list[tuple[int, int]]) -> None:
    """On two rows of three the order found is as good as the best of all orders."""
    scene = scene_of([1, 1, 1, 0, 0, 0], arrows)
    net = weave(scene, assign(scene, 3), share=False)
    hops = [(hop.lower, hop.upper) for hop in net.hops]
    orders = product(permutations(range(3, 6)), permutations(range(3)))
    fewest = min(pairs_that_cross([list(upper), list(lower)], hops) for upper, lower in orders)
    assert crossings(net, best_order(net, (3,))) == fewest


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([(0, 3), (0, 5), (1, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 6), (5, 8)]), max_size=14))
def test_small_nets_with_columns_get_the_fewest_crossings_that_columns_allow(arrows: list[tuple[int, int]]) -> None:
    """On three rows of three in two columns the order found is the best of those that keep the columns."""
    scene = scene_of([2, 2, 2, 1, 1, 1, 0, 0, 0], arrows, [0, 0, 1] * 3)
    rows = assign(scene, 3)
    net = weave(scene, rows, share=False)
    hops = [(hop.lower, hop.upper) for hop in net.hops]
    pairs = [((left, left + 1, left + 2), (left + 1, left, left + 2)) for left in (6, 3, 0)]
    found = best_order(net, rows.slots)
    assert all(row in pair for row, pair in zip(found, pairs, strict=True))
    assert crossings(net, found) == min(
        pairs_that_cross([list(row) for row in order], hops) for order in product(*pairs)
    )


def test_cards_keep_the_order_of_their_columns() -> None:
    """However the arrows pull, a card of the first column stands left of one of the second."""
    scene = scene_of([0, 0, 1, 1], [(2, 1), (3, 0)], columns=[0, 1, 0, 1])
    rows = assign(scene, 4)
    net = weave(scene, rows, share=False)
    assert best_order(net, rows.slots) == ((0, 1), (2, 3))


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(0.1, 9), st.floats(0, 5)), min_size=1, max_size=8))
def test_settled_places_keep_order_and_gaps(items: list[tuple[float, float, float]]) -> None:
    """Places are in order, apart, and inside, when there is room for all."""
    wants, weights, gaps = (list(each) for each in zip(*items, strict=True))
    places = settle(wants, weights, gaps[1:], 0.0, 100.0)
    assert all(right - left >= gap - 1e-6 for (left, right), gap in zip(pairwise(places), gaps[1:], strict=True))
    assert -1e-6 <= places[0] <= places[-1] <= 100 + 1e-6


def test_settling_is_the_least_squares_answer() -> None:
    """Two that want the same place stand half a gap to either side; the heavier one moves less."""
    assert settle([10, 10], [1, 1], [4], 0, 100) == [8, 12]
    assert settle([10, 10], [3, 1], [4], 0, 100) == [9, 13]
    assert settle([10, 90], [1, 1], [4], 0, 50) == [10, 50]
    assert settle([], [], [], 0, 50) == []
