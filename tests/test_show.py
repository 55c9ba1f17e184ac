"""`bsc show`: one element with all its fields, its place, its ties, and what reviews said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sound
from bsc_cli.cli import run
from bsc_cli.load import load
from bsc_cli.model import Arrow, Initiative, Metric, Objective, Review, Scorecard
from bsc_cli.selection import Selectable, elements, find_one
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from bsc_cli.view.profile import json as as_json
from bsc_cli.view.profile import markdown, profile_of, text

TIES = [
    *("drives", "driven_by", "supports", "supported_by", "units", "objectives", "metrics", "initiatives"),
    *("moves", "moved_by", "guards", "proves", "tombstones", "replaces", "reviews", "notes", "decisions"),
]
EXAMPLES = Path(__file__).parents[1] / "examples"


def strategy_of(files: dict[str, str]) -> Strategy:
    """Return the strategy of some files, which can be read."""
    strategy = load(Tree.of(files)).strategy
    assert strategy is not None
    return strategy


SOUND = strategy_of(sound.FILES)


def shown(name: str, strategy: Strategy = SOUND) -> dict[str, Any]:
    """Return the JSON document of the element that has a name."""
    document: dict[str, Any] = json.loads(as_json(profile_of(strategy, find_one(strategy, name))))
    return document


def ties(name: str, strategy: Strategy = SOUND) -> dict[str, list[str]]:
    """Return the ids of what an element is tied to, by each tie that has any."""
    document = shown(name, strategy)
    return {tie: [each["id"] for each in document[tie]] for tie in TIES[:-2] if document[tie]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("grow", {"driven_by", "supported_by", "metrics"}),
        ("speed-up", {"drives", "metrics", "initiatives"}),
        ("contract", {"drives", "supports", "metrics", "tombstones"}),
        ("revenue", {"proves"}),
        ("margin", {"guards"}),
        ("lead-time", {"moved_by"}),
        ("contracts", {"replaces"}),
        ("calls", set()),
        ("cell", {"moves"}),
        ("corporate", {"units", "objectives", "reviews"}),
        ("sales", {"objectives"}),
        ("2026-Q2", set()),
        ("speed-up -> grow", {"drives", "driven_by"}),
    ],
)
def test_each_element_has_its_ties(name: str, expected: set[str]) -> None:
    """Of every kind of element, what it is tied to in the strategy in which every word occurs, and nothing else."""
    assert set(ties(name)) == expected


def test_the_ends_of_ties() -> None:
    """Each tie leads to the right thing, told by hand from the files."""
    assert ties("grow") == {
        "driven_by": ["corporate/speed-up", "sales/contract"],
        "supported_by": ["sales/contract"],
        "metrics": ["corporate/revenue", "corporate/margin"],
    }
    assert ties("contract") == {
        "drives": ["corporate/grow"],
        "supports": ["corporate/grow"],
        "metrics": ["sales/contracts"],
        "tombstones": ["sales/calls"],
    }
    assert ties("margin") == {"guards": ["corporate/revenue"]}
    assert ties("revenue") == {"proves": ["corporate"]}
    assert ties("contracts") == {"replaces": ["sales/calls"]}
    assert ties("cell") == {"moves": ["corporate/lead-time"]}
    assert ties("corporate") == {
        "units": ["sales"],
        "objectives": ["corporate/grow", "corporate/speed-up"],
        "reviews": ["reviews/2026-Q2.yaml"],
    }
    assert ties("speed-up -> grow") == {"drives": ["corporate/grow"], "driven_by": ["corporate/speed-up"]}


def test_ties_run_both_ways() -> None:
    """On an example: whatever drives, supports or moves something is found again from the other end."""
    strategy = load(Tree.below(EXAMPLES / "european-expansion")).strategy
    assert strategy is not None
    every = {f"{each.kind}:{each.id}": shown(f"{each.kind}:{each.id}", strategy) for each in elements(strategy)}
    there, back = ("drives", "supports", "moves"), ("driven_by", "supported_by", "moved_by")
    counted = 0
    for name, document in every.items():
        if name.startswith("arrow:"):
            continue
        for one, other in (*zip(there, back, strict=True), *zip(back, there, strict=True)):
            for tie in document[one]:
                found = every[f"{tie['kind']}:{tie['id']}"]
                assert document["element"]["id"] in [each["id"] for each in found[other]]
                counted += 1
    assert counted > 50


def test_an_arrow_says_its_hypothesis_at_both_ends() -> None:
    """Lag, reason and effect of an arrow stand with what it ties."""
    for name, tie in (("speed-up", "drives"), ("grow", "driven_by")):
        says = shown(name)[tie][0]
        assert (says["after"], says["because"]) == ("2 quarters", "Fast delivery wins orders.")
        assert (says["effect"], says["feedback"]) == ("same", False)


def test_what_reviews_said_stands_with_what_it_is_about() -> None:
    """A decision is shown of what it names, a note of its metric, both with their place; the review has all of it."""
    decision = shown("speed-up")["decisions"]
    line = sound.REVIEW.split("\n").index("  - what: Move the second line forward.") + 1
    assert decision == [
        {
            "review": "reviews/2026-Q2.yaml",
            "on": "2026-07-12",
            "path": "reviews/2026-Q2.yaml",
            "line": line,
            "column": 11,
            "about": ["speed-up"],
            "what": "Move the second line forward.",
            "because": "It gates satisfaction.",
            "owner": "coo",
            "due": "2026-11",
        }
    ]
    note = shown("lead-time")["notes"]
    assert [(each["why"], each["implies"]) for each in note] == [
        ("The second line came late.", "Satisfaction will slip.")
    ]
    assert shown("2026-Q2")["decisions"] == decision
    assert shown("2026-Q2")["notes"] == note
    for other in ("grow", "cell", "contract", "margin"):
        assert shown(other)["decisions"] == shown(other)["notes"] == []


def test_a_review_speaks_of_its_own_scorecard() -> None:
    """A short reference means the scorecard that was reviewed, a full one the scorecard it names."""
    card = "scorecard: {0}\nobjectives: {{x: {{perspective: process, title: Do x}}}}\n"
    decided = "review: a\non: 2026-01-02\ndecisions:\n  - {what: One., about: [x]}\n  - {what: Two., about: [b/x]}\n"
    strategy = strategy_of({"a.yaml": card.format("a"), "b.yaml": card.format("b"), "reviews/r.yaml": decided})
    assert [each["what"] for each in shown("a/x", strategy)["decisions"]] == ["One."]
    assert [each["what"] for each in shown("b/x", strategy)["decisions"]] == ["Two."]


WORDS: tuple[type[Selectable], ...] = (Scorecard, Objective, Metric, Initiative, Arrow, Review)


def test_all_fields_are_there() -> None:
    """JSON has every field of the word, by the name that people write; numbers are numbers."""
    for each in elements(SOUND):
        document = shown(f"{each.kind}:{each.id}")
        assert list(document) == ["format_version", "tool", "element", *TIES]
        infos = type(each).model_fields
        names = {info.alias or name for name, info in infos.items()}
        told = {"drives", "supports", "metrics", "initiatives", "moves", "notes", "decisions", "objectives"}
        assert set(document["element"]["fields"]) == {name for name in names if name[0] != "@"} - told
    assert {type(each) for each in elements(SOUND)} == set(WORDS)
    fields = shown("margin")["element"]["fields"]
    assert (fields["target"], fields["red_line"], fields["baseline"]) == (24.5, 20, None)
    assert shown("revenue")["element"]["fields"]["targets"] == {"2026-Q2": 7, "2026-Q4": 15}
    assert shown("calls")["element"]["fields"]["retired"] == {
        "on": "2026-01",
        "because": "It counted effort.",
        "successor": "contracts",
    }


def test_under_a_tombstone_everything_is_still_shown() -> None:
    """A retired objective shows the metrics it had; of a living one, what was retired is under its own heading."""
    card = """
scorecard: a
objectives:
  old:
    perspective: process
    title: Do it by hand
    retired: {on: 2026-01, because: A machine does it., successor: new}
    metrics: {hours: {}, errors: {retired: {on: 2025-01, because: Nobody counted.}}}
  new: {perspective: process, title: Do it by machine}
"""
    strategy = strategy_of({"a.yaml": card})
    assert ties("old", strategy) == {"metrics": ["a/hours", "a/errors"]}
    assert ties("new", strategy) == {"replaces": ["a/old"]}
    assert ties("scorecard:a", strategy) == {"objectives": ["a/new"], "tombstones": ["a/old"]}
    assert shown("hours", strategy)["element"]["retired"] is True


def test_text_shows_fields_place_and_ties() -> None:
    """The text of a metric, whole."""
    lines = sound.CORPORATE.split("\n")
    line = next(number for number, each in enumerate(lines, 1) if each.startswith("      lead-time:"))
    assert text(profile_of(SOUND, SOUND.metrics["corporate/lead-time"])) == (
        "metric corporate/lead-time of corporate/speed-up\n"
        f"at scorecards/corporate.yaml:{line}:7\n"
        "\n"
        "kind       leading\n"
        "unit       days\n"
        "better     lower\n"
        "baseline   19\n"
        "target     10\n"
        "path       linear\n"
        "every      month\n"
        "aggregate  last\n"
        "\n"
        "Moved by\n"
        "  corporate/cell: Build a just-in-time cell\n"
        "    owner coo\n"
        "\n"
        "Noted\n"
        "  2026-07-12, lead-time\n"
        "    why The second line came late.\n"
        "    implies Satisfaction will slip.\n"
        "    at reviews/2026-Q2.yaml:6:3\n"
    )


def test_text_names_owners_and_tombstones_in_full() -> None:
    """What the settings call an owner stands beside the id; a tombstone has a line for each thing it says."""
    assert "owner        cfo (Chief Financial Officer)\n" in text(profile_of(SOUND, SOUND.objectives["corporate/grow"]))
    calls = text(profile_of(SOUND, find_one(SOUND, "calls")))
    assert calls.startswith("metric sales/calls of sales/contract (retired)\n")
    assert "retired    on: 2026-01\n           because: It counted effort.\n           successor: contracts\n" in calls


NAUGHTY = ["\x1b[31mred", "a\nb", "\u202eback", "<script>x</script>", "| cell | `code` *b*", "@team #1", "::error::x"]


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_user_text_stays_text(naughty: str) -> None:
    """Free text of any kind: JSON gives it back, text and Markdown let nothing of it act."""
    word = json.dumps(naughty)
    card = (
        f"scorecard: a\nobjectives:\n  x: {{perspective: process, title: {word}, done_when: {word}, "
        f"drives: {{y: {{because: {word}}}}}}}\n  y: {{perspective: process, title: {word}}}\n"
    )
    strategy = strategy_of({"a.yaml": card})
    profile = profile_of(strategy, find_one(strategy, "x"))
    document = json.loads(as_json(profile))
    assert not set(as_json(profile)) & {"\x1b", "\u202e"}
    assert document["element"]["fields"]["done_when"] == document["drives"][0]["because"] == naughty
    plain = profile_of(strategy_of({"a.yaml": card.replace(word, "word")}), find_one(strategy, "x"))
    for written, harmless in ((text(profile), text(plain)), (markdown(profile), markdown(plain))):
        assert written.count("\n") == harmless.count("\n")
        assert not set(written) & {"\x1b", "\u202e"}
        assert not [line for line in written.split("\n") if line.lstrip().startswith("::")]
    marked = markdown(profile)
    assert "<script" not in marked
    assert "@team" not in marked
    assert "`code`" not in marked


@pytest.mark.parametrize("style", ["text", "json", "markdown"])
def test_the_command_writes_the_document_alone(style: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """On stdout or in a file, the same bytes, and nothing on stderr."""
    root = str(EXAMPLES / "european-expansion")
    assert run(["show", "qualified-pipeline", "--strategy", root, "--format", style]) == 0
    output, said = capfd.readouterr()
    assert "Yearly volume under negotiation" in output
    assert said == ""
    target = tmp_path / "out"
    assert run(["show", "qualified-pipeline", "--strategy", root, "--format", style, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == output


def test_a_name_that_is_not_there_stops(capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 with the nearest name, and stdout stays empty."""
    assert run(["show", "qualified-pipelines", "--strategy", str(EXAMPLES / "european-expansion")]) == 2
    output, said = capfd.readouterr()
    assert output == ""
    assert 'did you mean "qualified-pipeline"?' in said
