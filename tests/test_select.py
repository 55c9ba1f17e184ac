"""Finding elements: what each term chooses, that terms narrow and selections widen, and what is said of wrong words."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sound
from bsc_cli.cli import run
from bsc_cli.load import load
from bsc_cli.selection import elements, find, find_one, select
from bsc_cli.stop import Stop
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from bsc_cli.view import listing


def strategy_of(files: dict[str, str]) -> Strategy:
    """Return the strategy of some files, which can be read."""
    strategy = load(Tree.of(files)).strategy
    assert strategy is not None
    return strategy


def chosen(strategy: Strategy, *written: str) -> set[str]:
    """Return "kind id" of each element that selections choose."""
    return {f"{each.kind} {each.id}" for each in select(strategy, written)}


SOUND = strategy_of(sound.FILES)
EVERYTHING = {
    "scorecard corporate",
    "scorecard sales",
    "objective corporate/grow",
    "objective corporate/speed-up",
    "objective sales/contract",
    "metric corporate/revenue",
    "metric corporate/margin",
    "metric corporate/lead-time",
    "metric sales/contracts",
    "metric sales/calls",
    "initiative corporate/cell",
    "arrow corporate/speed-up -> corporate/grow",
    "arrow sales/contract -> corporate/grow",
    "review reviews/2026-Q2.yaml",
}


def test_without_terms_everything_is_chosen() -> None:
    """Everything that can be found is there once, retired things too, in the order of their kinds."""
    assert chosen(SOUND) == EVERYTHING
    assert len(elements(SOUND)) == len(EVERYTHING)
    kinds = [each.kind for each in elements(SOUND)]
    assert list(dict.fromkeys(kinds)) == ["scorecard", "objective", "metric", "initiative", "arrow", "review"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # An owner answers for what has none of its own below; a review is of those who carry out a decision.
        (
            "owner:cfo",
            {
                "objective corporate/grow",
                "metric corporate/revenue",
                "metric corporate/margin",
                "objective sales/contract",
                "metric sales/contracts",
                "metric sales/calls",
                "arrow sales/contract -> corporate/grow",
            },
        ),
        ("owner:ceo", {"scorecard corporate"}),
        (
            "owner:coo",
            {
                "objective corporate/speed-up",
                "metric corporate/lead-time",
                "initiative corporate/cell",
                "arrow corporate/speed-up -> corporate/grow",
                "review reviews/2026-Q2.yaml",
            },
        ),
        ("theme:europe", {"objective corporate/grow", "metric corporate/revenue", "metric corporate/margin"}),
        ("perspective:learning", set()),
        ("kind:leading", {"metric corporate/lead-time", "metric sales/contracts"}),
        ("kind:leading,lagging", {"metric corporate/lead-time", "metric sales/contracts", "metric corporate/revenue"}),
        ("every:quarter", {"metric corporate/revenue", "metric corporate/margin"}),
        ("status:active", {"initiative corporate/cell"}),
        ("lead-time", {"metric corporate/lead-time"}),
        ("corporate/lead-time", {"metric corporate/lead-time"}),
        ("2026-Q2", {"review reviews/2026-Q2.yaml"}),
        ("reviews/2026-Q2.yaml", {"review reviews/2026-Q2.yaml"}),
        ("speed-up -> grow", {"arrow corporate/speed-up -> corporate/grow"}),
        ("arrow:corporate/speed-up->corporate/grow", {"arrow corporate/speed-up -> corporate/grow"}),
        # A name takes along what stands under it in the file.
        (
            "speed-up",
            {
                "objective corporate/speed-up",
                "metric corporate/lead-time",
                "initiative corporate/cell",
                "arrow corporate/speed-up -> corporate/grow",
            },
        ),
        ("scorecard:sales", {each for each in EVERYTHING if " sales" in each}),
        (
            "corporate",
            {each for each in EVERYTHING if each.split(" ")[1].startswith("corporate")}
            | {"review reviews/2026-Q2.yaml"},
        ),
        # All that leads to it, and all that follows: with what stands under each, and the arrows in between.
        (
            "speed-up+",
            {each for each in EVERYTHING if each.split(" ")[0] in ("objective", "metric", "initiative")}
            - {"objective sales/contract", "metric sales/contracts", "metric sales/calls"}
            | {"arrow corporate/speed-up -> corporate/grow"},
        ),
        (
            "+contract",
            {
                "objective sales/contract",
                "metric sales/contracts",
                "metric sales/calls",
            },
        ),
        ("+lead-time kind:leading", {"metric corporate/lead-time"}),
        ("+corporate kind:leading", {"metric corporate/lead-time", "metric sales/contracts"}),
        ("+grow owner:coo kind:leading", {"metric corporate/lead-time"}),
    ],
)
def test_each_term_chooses(written: str, expected: set[str]) -> None:
    """What a selection chooses of a strategy in which every word of the language occurs."""
    assert chosen(SOUND, written) == expected


TERMS = (
    "owner:cfo",
    "owner:coo,ceo",
    "perspective:process",
    "theme:europe",
    "kind:leading",
    "every:month",
    "grow",
    "+grow",
    "speed-up+",
    "+speed-up+",
    "sales",
    "metric:lead-time",
)


@given(st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3), min_size=1, max_size=3))
def test_terms_narrow_and_selections_widen(selections: list[list[str]]) -> None:
    """A selection is what all its terms choose; several selections are what any of them chooses."""
    alone = [[chosen(SOUND, term) for term in terms] for terms in selections]
    expected = set().union(*(set.intersection(*sets) for sets in alone))
    assert chosen(SOUND, *(" ".join(terms) for terms in selections)) == expected


NAMES = "abcdef"
PAIRS = [(cause, effect) for cause in NAMES for effect in NAMES if cause != effect]


def tied(arrows: Iterable[tuple[str, str]]) -> Strategy:
    """Return a scorecard of six objectives with these arrows."""
    lines = ["scorecard: one", "objectives:"]
    for name in NAMES:
        drives = ", ".join(f"{effect}: {{}}" for cause, effect in sorted(arrows) if cause == name)
        lines.append(f"  {name}: {{perspective: process, title: Do {name}, drives: {{{drives}}}}}")
    return strategy_of({"one.yaml": "\n".join(lines)})


def closed(arrows: set[tuple[str, str]], start: str) -> set[str]:
    """Return what is reached along arrows, by adding ends until nothing changes."""
    reached = {start}
    while more := {effect for cause, effect in arrows if cause in reached} - reached:
        reached |= more
    return reached


@given(st.sets(st.sampled_from(PAIRS), max_size=9), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_arrows_are_followed_to_the_end(arrows: set[tuple[str, str]], one: str, other: str) -> None:
    """id+ is all that follows, +id all that leads there, both together both; a+ +b is what lies between."""
    strategy = tied(arrows)
    after = closed(arrows, one)
    before = closed({(effect, cause) for cause, effect in arrows}, other)

    def objectives(*written: str) -> set[str]:
        return {each.name for each in select(strategy, written) if each.kind == "objective"}

    assert objectives(f"{one}+") == after
    assert objectives(f"+{other}") == before
    assert objectives(f"+{one}+") == objectives(f"+{one}") | after
    assert objectives(f"{one}+ +{other}") == after & before
    inside = {f"{cause} -> {effect}" for cause, effect in arrows if {cause, effect} <= after}
    found = {each.id for each in select(strategy, [f"{one}+"]) if each.kind == "arrow"}
    assert {name.replace("one/", "") for name in found} == inside


def test_feedback_arrows_are_not_followed_and_the_cascade_is() -> None:
    """As on the map: an arrow that runs back down leads nowhere new, an objective leads to the one it supports."""
    card = """
scorecard: top
objectives:
  win: {perspective: financial, title: Win, drives: {learn: {feedback: true}}}
  learn: {perspective: learning, title: Learn, drives: {win: {}}}
"""
    unit = """
scorecard: unit
parent: top
objectives:
  teach: {perspective: learning, title: Teach, supports: [top/learn]}
"""
    strategy = strategy_of({"a.yaml": card, "b.yaml": unit})
    assert {each.id for each in select(strategy, ["win+"]) if each.kind == "objective"} == {"top/win"}
    assert {each.id for each in select(strategy, ["teach+"]) if each.kind == "objective"} == {
        "unit/teach",
        "top/learn",
        "top/win",
    }


def test_who_owns_nothing_by_name_owns_by_scorecard() -> None:
    """As in the status: what has no owner of its own, nor its objective, is the scorecard's owner's."""
    metrics = "metrics: {m: {owner: cfo}, n: {}}"
    card = f"scorecard: a\nowner: ceo\nobjectives:\n  x: {{perspective: process, title: Do x, {metrics}}}\n"
    strategy = strategy_of({"a.yaml": card})
    assert chosen(strategy, "owner:ceo") == {"scorecard a", "objective a/x", "metric a/n"}
    assert chosen(strategy, "owner:cfo") == {"metric a/m"}


def test_owners_with_spaces_and_commas_are_quoted() -> None:
    """Where owners are free text, quotes keep a name together, and a comma inside a known name does not part it."""
    files = {
        "a.yaml": "scorecard: a\nobjectives:\n"
        '  x: {perspective: process, title: Do x, owner: "Head of Sales, Europe"}\n'
        "  y: {perspective: process, title: Do y, owner: Head of Sales}\n"
    }
    strategy = strategy_of(files)
    assert chosen(strategy, 'owner:"Head of Sales, Europe"') == {"objective a/x"}
    assert chosen(strategy, "owner:'Head of Sales'") == {"objective a/y"}


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("ownr:cfo", '"ownr" is not what one can select by; did you mean "owner"?'),
        ("owner:cof", '"cof" is not an owner of this strategy; did you mean "coo"?'),
        ("owner:cfo,nobody", '"nobody" is not an owner of this strategy; there is ceo, cfo, coo.'),
        ("perspective:finance", 'did you mean "financial"?'),
        ("theme:asia", '"asia" is not a theme of this strategy; there is europe.'),
        ("kind:lead", '"lead" is not a kind of metric; did you mean "leading"?'),
        ("every:weekly", 'did you mean "week"?'),
        ("status:open", "there is active, done, planned, stopped."),
        ("speedup", '"speedup" is not the id of anything here; did you mean "speed-up"?'),
        ("+gros", 'did you mean "grow"?'),
        ("sales/lead-time", 'did you mean "corporate/lead-time"?'),
        ("objective:lead-time", '"lead-time" is not an objective here'),
        ("+2026-Q2", "is not on the map"),
        ("owner:'cfo", "A quotation mark is left open"),
        ("+", "is not the id of anything here"),
        ("owner:", '"" is not an owner'),
    ],
)
def test_wrong_words_are_refused_with_the_nearest(written: str, complaint: str) -> None:
    """A key, value or name that is not there stops, and says what is."""
    with pytest.raises(Stop) as stop:
        select(SOUND, [written])
    assert complaint in str(stop.value)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_whatever_is_typed_is_answered(written: list[str]) -> None:
    """Any text either chooses something or is refused in a sentence; nothing else happens."""
    try:
        assert chosen(SOUND, *written) <= EVERYTHING
    except Stop as stop:
        assert str(stop)[-1] in ".?" or "quotation" in str(stop)  # noqa: PT017 - either is an answer


def test_a_name_may_need_its_kind_or_its_scorecard() -> None:
    """A short id in two scorecards is refused with both; an id of two kinds is found twice, or once with its kind."""
    card = "scorecard: {0}\nobjectives:\n  x: {{perspective: process, title: Do x, metrics: {{x: {{}}}}}}\n"
    strategy = strategy_of({"a.yaml": card.format("a"), "b.yaml": card.format("b")})
    with pytest.raises(Stop, match="a/x, b/x"):
        find(strategy, "x")
    assert [each.kind for each in find(strategy, "a/x")] == ["objective", "metric"]
    with pytest.raises(Stop, match="objective:a/x or metric:a/x"):
        find_one(strategy, "a/x")
    assert find_one(strategy, "metric:a/x") is strategy.metrics["a/x"]


def test_every_element_is_found_by_its_id() -> None:
    """The kind and id that a list shows are a name for that element and for no other."""
    for each in elements(SOUND):
        assert find_one(SOUND, f"{each.kind}:{each.id}") is each


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a strategy."""
    for path, text in sound.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def listed(folder: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Return the elements that the command lists."""
    assert run(["list", *arguments, "--format", "json", "--strategy", str(folder)]) == 0
    document = json.loads(capfd.readouterr().out)
    assert document["format_version"] == "1.0"
    assert document["tool"]["name"] == "bsc"
    found: list[dict[str, Any]] = document["elements"]
    return found


def lines_that_declare(names: Iterable[str], text: str) -> Iterator[int]:
    """Yield the line of each key, found by looking for it."""
    for name in names:
        yield next(number for number, line in enumerate(text.split("\n"), 1) if line.strip().startswith(f"{name}:"))


def test_list_shows_the_place_of_each_element(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Path and line lead to the key under which each thing is declared."""
    found = [each for each in listed(folder, capfd, "metrics") if each["scorecard"] == "corporate"]
    assert [each["id"] for each in found] == ["corporate/revenue", "corporate/margin", "corporate/lead-time"]
    assert {each["path"] for each in found} == {"scorecards/corporate.yaml"}
    names = ["revenue", "margin", "lead-time"]
    assert [each["line"] for each in found] == list(lines_that_declare(names, sound.CORPORATE))
    assert [(each["owner"], each["objective"], each["perspective"]) for each in found] == [
        ("cfo", "corporate/grow", "financial"),
        ("cfo", "corporate/grow", "financial"),
        ("coo", "corporate/speed-up", "process"),
    ]


@pytest.mark.parametrize("kind", ["scorecards", "objectives", "metrics", "initiatives", "arrows", "reviews"])
def test_list_of_a_kind(kind: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of each kind, just what is declared; what was retired only when asked for."""
    expected = {each.split(" ", 1)[1] for each in EVERYTHING if f"{each.split(' ')[0]}s" == kind}
    assert {each["id"] for each in listed(folder, capfd, kind, "--retired")} == expected
    assert {each["id"] for each in listed(folder, capfd, kind)} == expected - {"sales/calls"}


def test_csv_and_table_say_what_json_says(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The same elements in the same order, whatever the format."""
    found = listed(folder, capfd, "--select", "owner:cfo")
    run(["list", "--select", "owner:cfo", "--format", "csv", "--strategy", str(folder)])
    rows = list(csv.DictReader(StringIO(capfd.readouterr().out)))
    assert [row["id"] for row in rows] == [each["id"] for each in found]
    assert [(row["title"], row["line"]) for row in rows] == [(each["title"] or "", str(each["line"])) for each in found]
    run(["list", "--select", "owner:cfo", "--strategy", str(folder)])
    lines = capfd.readouterr().out.splitlines()
    assert [(line.split()[0], line.split()[-1]) for line in lines] == [
        (each["kind"], f"{each['path']}:{each['line']}") for each in found
    ]
    starts = {line.index(each["owner"]) for line, each in zip(lines, found, strict=True)}
    assert len(starts) == 1


def test_several_selections_on_the_command_line_widen(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """--select given twice lists what either chooses, each once."""
    found = listed(folder, capfd, "metrics", "--select", "every:month", "--select", "kind:leading")
    assert [each["id"] for each in found] == ["corporate/lead-time", "sales/contracts"]


def test_nothing_that_fits_is_no_error(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An empty list is a document; stderr says why when only retired things fit."""
    assert listed(folder, capfd, "--select", "perspective:learning") == []
    assert run(["list", "--select", "calls", "--strategy", str(folder)]) == 0
    output, said = capfd.readouterr()
    assert output == ""
    assert "--retired" in said
    assert run(["list", "--select", "clals", "--strategy", str(folder)]) == 2
    assert "calls" in capfd.readouterr().err


def test_a_strategy_that_cannot_be_read_is_not_listed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The findings are shown instead, on stderr, and the exit code says so."""
    (folder / "bsc.yaml").write_text("owners: [\n")
    for command in (["list"], ["show", "grow"]):
        assert run([*command, "--strategy", str(folder)]) == 1
        output, said = capfd.readouterr()
        assert output == ""
        assert "error[not-yaml]" in said


NAUGHTY = ["=1+1", "\x1b[31mred", "[bold]x", "a\nb", "\u202eback", "::error::x", "-x", "日本語", "é" * 300, "a,b"]


@pytest.mark.parametrize("title", NAUGHTY)
def test_user_text_stays_text(title: str) -> None:
    """Titles of any kind: JSON gives them back, CSV has a cell that no spreadsheet computes, a table one line."""
    card = f"scorecard: a\nobjectives:\n  x: {{perspective: process, title: {json.dumps(title)}}}\n"
    strategy = strategy_of({"a.yaml": card})
    chosen_elements = select(strategy, ["objective:x"])
    assert json.loads(listing.json(strategy, chosen_elements))["elements"][0]["title"] == title
    header, row = csv.reader(StringIO(listing.csv(strategy, chosen_elements)))
    assert row[header.index("title")][0] not in "=+-@"
    table = listing.table(strategy, chosen_elements)
    assert table.count("\n") == 1
    assert "\x1b" not in table
    assert "\u202e" not in table


def test_terms_do_not_depend_on_their_order() -> None:
    """A selection says the same whichever term comes first."""
    for one, other in combinations(TERMS, 2):
        assert chosen(SOUND, f"{one} {other}") == chosen(SOUND, f"{other} {one}")
