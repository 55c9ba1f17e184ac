"""What the causal graph answers, against answers found by trying every way through small graphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.graph import CausalGraph

NODES = "abcdef"
Arrow = tuple[str, str]

ARROWS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12, unique=True)
UPWARD = ARROWS.map(lambda arrows: [(min(ends), max(ends)) for ends in arrows if ends[0] != ends[1]])
"""Arrows that make no loops."""


def ways(arrows: list[Arrow], start: str, end: str, passed: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every way of one arrow or more that passes no objective twice, but may end where it began."""
    for cause, effect in dict.fromkeys(arrows):
        if cause != start or cause == effect:
            continue
        if effect == end:
            yield (*passed, start, end)
        elif effect not in (*passed, start):
            yield from ways(arrows, effect, end, (*passed, start))


@given(ARROWS)
def test_loops_are_found_where_there_are_any(arrows: list[Arrow]) -> None:
    """Each knot gives one loop, which is one; an objective is in a knot exactly if some way leads back to it."""
    graph = CausalGraph(NODES, arrows)
    circling = {node for node in NODES if any(ways(arrows, node, node))}
    assert {node for node in NODES if graph.knot(node) is not None} == circling
    assert {graph.knot(loop[0]) for loop in graph.loops} == {graph.knot(node) for node in circling}
    assert len({graph.knot(loop[0]) for loop in graph.loops}) == len(graph.loops)
    for loop in graph.loops:
        assert (*loop, loop[0]) in set(ways(arrows, loop[0], loop[0]))
        assert len(loop) + 1 == min(len(way) for way in ways(arrows, loop[0], loop[0]))


@given(ARROWS)
def test_loop_through_an_arrow_is_the_shortest(arrows: list[Arrow]) -> None:
    """An arrow's loop is a shortest way from its effect back to its cause, or there is none."""
    graph = CausalGraph(NODES, arrows)
    for cause, effect in arrows:
        if cause == effect:
            continue
        back = [len(way) for way in ways(arrows, effect, cause)]
        loop = graph.loop_through(cause, effect)
        assert (loop is None) == (not back)
        if loop is not None:
            assert loop[:2] == (cause, effect)[: len(loop)]
            assert len(loop) == min(back)
            assert set(pairwise((*loop, cause))) <= set(arrows)


@given(ARROWS, st.sets(st.sampled_from(NODES)))
def test_one_sweep_finds_what_leads_to_any(arrows: list[Arrow], some: set[str]) -> None:
    """What leads to any of some objectives is what leads to each of them, taken together; likewise what follows."""
    graph = CausalGraph(NODES, arrows)
    assert graph.leading_to_any(some) == some.union(*(graph.leading_to(each) for each in some))
    assert graph.following_from_any(some) == some.union(*(graph.following_from(each) for each in some))


@given(UPWARD)
def test_detours_are_the_arrows_that_can_be_left_out(arrows: list[Arrow]) -> None:
    """Without loops, an arrow has a detour exactly if its cause still leads to its effect without it."""
    detours = list(CausalGraph(NODES, arrows).detours())
    spare = {ends for ends in arrows if any(ways([each for each in arrows if each != ends], *ends))}
    assert sorted((way[0], way[-1]) for way in detours) == sorted(spare)
    for way in detours:
        others = [each for each in arrows if each != (way[0], way[-1])]
        assert way in set(ways(others, way[0], way[-1]))
        assert len(way) == min(map(len, ways(others, way[0], way[-1])))


@given(UPWARD, st.sets(st.sampled_from([(one, other) for one in NODES for other in NODES if one < other])))
def test_conflicts_are_found_where_ways_disagree(arrows: list[Arrow], opposite: set[Arrow]) -> None:
    """There is a conflict exactly if two ways with the same ends have opposite effect, and the pair shown is one."""

    def turned(way: tuple[str, ...]) -> bool:
        return sum(ends in opposite for ends in pairwise(way)) % 2 == 1

    disagreeing = {
        (start, end) for start in NODES for end in NODES if len({turned(way) for way in ways(arrows, start, end)}) > 1
    }
    found = list(CausalGraph(NODES, arrows).conflicts(opposite))
    assert bool(found) == bool(disagreeing)
    assert len({plain[0] for plain, _ in found}) == len(found)
    for plain, other in found:
        assert (plain[0], plain[-1]) == (other[0], other[-1])
        assert plain[1] != other[1]
        assert (turned(plain), turned(other)) == (False, True)
        assert {plain, other} <= set(ways(arrows, plain[0], plain[-1]))


def test_inside_a_loop_nothing_is_said_twice_or_against_itself() -> None:
    """Where objectives drive each other, every way may run through anything: that is the loop's own matter."""
    arrows = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "b")]
    graph = CausalGraph("abc", arrows)
    assert not list(graph.conflicts({("c", "b")}))
    assert not list(graph.detours())


def test_a_conflict_is_shown_where_the_ways_part() -> None:
    """What comes before the parting of the ways is not found again."""
    arrows = [("a", "b"), ("a", "f"), ("b", "c"), ("b", "d"), ("d", "c")]
    assert list(CausalGraph("abcdf", arrows).conflicts({("b", "c")})) == [(("b", "d", "c"), ("b", "c"))]


def test_a_ladder_of_many_ways_is_quick() -> None:
    """2 to the power of 200 ways lead up a ladder; none is walked twice."""
    rungs = [f"{side}{step}" for step in range(200) for side in "lr"]
    arrows = [(f"{one}{step}", f"{other}{step + 1}") for step in range(199) for one in "lr" for other in "lr"]
    graph = CausalGraph(rungs, arrows)
    assert len(list(graph.conflicts({("l0", "l1")}))) == 1
    assert not list(graph.detours())
    assert not graph.loops


MANY = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=60)


@given(MANY)
def test_answers_are_those_of_networkx(arrows: list[tuple[int, int]]) -> None:
    """Knots, islands and what leads to and follows from an objective, on graphs too large to try every way."""
    names = [f"o{number:02}" for number in range(25)]
    ends = [(names[cause], names[effect]) for cause, effect in arrows]
    graph = CausalGraph(names, ends)
    reference: nx.DiGraph[str] = nx.DiGraph()
    reference.add_nodes_from(names)
    reference.add_edges_from((cause, effect) for cause, effect in ends if cause != effect)
    knots: dict[int, set[str]] = {}
    for name in names:
        assert graph.leading_to(name) == nx.ancestors(reference, name)
        assert graph.following_from(name) == nx.descendants(reference, name)
        assert set(graph.drivers_of(name)) == set(reference.predecessors(name))
        if (knot := graph.knot(name)) is not None:
            knots.setdefault(knot, set()).add(name)
    components = (each for each in nx.strongly_connected_components(reference) if len(each) > 1)
    assert sorted(map(sorted, knots.values())) == sorted(map(sorted, components))
    assert set(graph.islands) == {frozenset(each) for each in nx.weakly_connected_components(reference)}
    for cause, effect in ends:
        if cause != effect and (loop := graph.loop_through(cause, effect)) is not None:
            assert len(loop) == nx.shortest_path_length(reference, effect, cause) + 1
