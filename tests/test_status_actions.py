"""What is being done, in a status: the open initiatives of what is shown, those that are late first."""

from __future__ import annotations

import json as json_reader
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli import run
from bsc_cli.evaluation import Evaluation
from bsc_cli.rules.initiative_overdue import initiative_overdue
from bsc_cli.view.status import Arrangement, csv, json, markdown, table
from bsc_cli.view.status.html_format import html
from measured import standing, strategy_of

EXPANSION = Path(__file__).parents[1] / "examples" / "european-expansion"
CARD = """
scorecard: corporate
owner: ceo
objectives:
  deliver:
    perspective: process
    title: Deliver when promised
    owner: coo
    metrics:
      lead-time: {better: lower, target: 10, every: month}
      errors: {better: lower, target: 1}
    initiatives:
      later: {title: Open a third station, owner: planner, due: 2026-09, status: planned}
      shift:
        title: Run a second shift
        owner: plant
        start: 2026-01
        due: 2026-05
        budget: 9000
        spent: 4500.5
        progress: 60
        status: active
        moves: [lead-time, errors]
      someday: {title: Ask around}
      today: {title: Due on the very day, due: 2026-06, status: active, progress: 99.7}
      first: {title: Buy a lorry, due: 2026-Q1}
      over: {title: Was done, due: 2026-01, status: done}
      left: {title: Was stopped, due: 2026-01, status: stopped}
  grow:
    perspective: financial
    title: Grow
    metrics:
      revenue: {better: higher, target: 5}
    initiatives:
      visits: {title: Visit customers, due: 2026-04, status: active}
  gone:
    perspective: financial
    title: Gone
    retired: {on: 2026-01, because: It moved nobody}
    initiatives:
      nothing: {title: Of nothing any more, due: 2026-01}
"""
LINES = ("corporate/lead-time,2026-06,9,", "corporate/revenue,2026-06,5,")
IN_ORDER = [
    "Buy a lorry",
    "Visit customers",
    "Run a second shift",
    "Due on the very day",
    "Open a third station",
    "Ask around",
]


@pytest.fixture
def evaluation() -> Evaluation:
    """Return an evaluation as of 30 June 2026 with three initiatives that are late."""
    found = standing(strategy_of(corporate=CARD), *LINES)
    assert found.as_of == date(2026, 6, 30)
    return found


def initiatives_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the initiatives of the JSON status."""
    found: list[dict[str, Any]] = json_reader.loads(json(evaluation))["initiatives"]
    return found


def shown_in(text: str) -> list[str]:
    """Return the initiatives that a text names, in its order."""
    titles = [*IN_ORDER, "Was done", "Was stopped", "Of nothing any more"]
    return [found[0] for found in re.finditer("|".join(titles), text)]


def test_scripts_get_every_field(evaluation: Evaluation) -> None:
    """The open ones of living objectives, in the order of the strategy, with numbers as numbers and full ids."""
    found = {each["id"]: each for each in initiatives_of(evaluation)}
    assert list(found) == [f"corporate/{each}" for each in ("later", "shift", "someday", "today", "first", "visits")]
    assert found["corporate/shift"] == {
        "id": "corporate/shift",
        "title": "Run a second shift",
        "objective": "corporate/deliver",
        "owner": "plant",
        "status": "active",
        "start": "2026-01",
        "due": "2026-05",
        "progress": 60,
        "budget": 9000,
        "spent": 4500.5,
        "late": True,
        "moves": ["corporate/lead-time", "corporate/errors"],
    }
    absent = ("status", "start", "due", "progress", "budget", "spent")
    assert {name: found["corporate/someday"][name] for name in absent} == dict.fromkeys(absent)
    assert found["corporate/someday"]["owner"] == "coo"
    assert found["corporate/visits"]["owner"] == "ceo"


def test_late_is_what_the_rule_calls_late(evaluation: Evaluation) -> None:
    """An initiative is late when its last day is over, and the rule says so of the very same ones."""
    late = {each["id"] for each in initiatives_of(evaluation) if each["late"]}
    assert late == {"corporate/shift", "corporate/first", "corporate/visits"}
    assert {problem.element.id for problem in initiative_overdue.check(evaluation)} == late


def test_nothing_is_late_before_anything_was_read() -> None:
    """Without a day to hold it against nothing is late."""
    assert not any(each["late"] for each in initiatives_of(standing(strategy_of(corporate=CARD))))


@pytest.mark.parametrize("arrangement", [Arrangement(), Arrangement(sort="worst"), Arrangement(by="unit")], ids=str)
def test_people_see_what_is_late_first(evaluation: Evaluation, arrangement: Arrangement) -> None:
    """Table, Markdown and page end with the same list: late ones by their day, then the others, without a day last."""
    for written in (
        table(evaluation, 120, arrangement),
        markdown(evaluation, arrangement),
        html(evaluation, arrangement),
    ):
        start = written.index("Actions")
        assert shown_in(written[:start]) == []
        assert shown_in(written[start:]) == IN_ORDER


def test_what_is_said_of_each(evaluation: Evaluation) -> None:
    """Progress, the period in which it is due, where it stands or that it is late, and its owner."""
    lines = table(evaluation, 100).splitlines()
    assert [line.split() for line in lines if "second shift" in line] == [
        ["Run", "a", "second", "shift", "60%", "2026-05", "△", "late", "plant"]
    ]
    assert re.search("Due on the very day +99%  2026-06  active +coo", "\n".join(lines))
    assert re.search("Ask around +\N{EN DASH}  \N{EN DASH} +\N{EN DASH} +coo", "\n".join(lines))
    assert "| Open a third station | \N{EN DASH} | 2026-09 | planned | planner |" in markdown(evaluation)
    row = re.search("<tr[^>]*><th[^>]*>Run a second shift.*</tr>", html(evaluation))
    assert row
    for cell in (
        '<td class="number progress">60%</td>',
        '<td class="due">2026-05</td>',
        '<td class="status"><span class="unknown"><span aria-hidden="true">△</span> late</span></td>',
        '<td class="owner">plant</td>',
    ):
        assert cell in row[0]


def test_a_long_list_is_counted_in_the_table() -> None:
    """Of many the first twelve stand in the table, then how many more there are and how many of them are late."""
    many = "\n".join(
        f"      i{number:02}: {{title: Work {number:02}, due: {'2026-05' if number < 15 else '2027-01'}}}"
        for number in range(40)
    )
    found = standing(
        strategy_of(corporate=CARD.replace("    initiatives:\n", f"    initiatives:\n{many}\n", 1)), *LINES
    )
    text = table(found, 120)
    assert len(re.findall(r"Work \d\d", text)) == 10  # two that are late for longer come before them
    assert re.search(r"and 34 more +6 of them late\n", text), text[-400:]
    assert len(re.findall(r"Work \d\d", html(found))) == len(re.findall(r"Work \d\d", markdown(found))) == 40


def test_there_is_nothing_where_nothing_is_done(evaluation: Evaluation) -> None:
    """Without an open initiative no format has a section of them; a table of rows for metrics never has."""
    calm = standing(strategy_of(corporate=re.sub(r"    initiatives:\n( {6,}.*\n)+", "", CARD)), *LINES)
    assert initiatives_of(calm) == []
    for written in (table(calm, 120), markdown(calm), html(calm)):
        assert "Actions" not in written
    assert csv(calm) == csv(evaluation)


def test_those_of_what_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    """With --scorecard and --select only the initiatives of objectives that are shown are listed."""
    base = ["status", "--strategy", str(EXPANSION), "--format", "json", "--fail-on", "none"]
    for more, wanted in ((["--scorecard", "hr"], "hr/"), (["--select", "owner:cfo"], None)):
        assert run([*base, *more]) == 0
        document = json_reader.loads(capfd.readouterr().out)
        objectives = {each["id"] for each in document["objectives"]}
        assert {each["objective"] for each in document["initiatives"]} <= objectives
        if wanted:
            assert document["initiatives"]
            assert all(each["id"].startswith(wanted) for each in document["initiatives"])


def test_user_text_stays_text() -> None:
    """A title or an owner that commands, marks up or forges does none of it."""
    nasty = "::error::a | <script>x</script> @team \\u202eb"
    card = CARD.replace("title: Run a second shift", f'title: "{nasty}"').replace("owner: plant", f'owner: "{nasty}"')
    found = standing(strategy_of(corporate=card), *LINES)
    for width in (24, 60, 160):
        assert not [line for line in table(found, width).splitlines() if line.lstrip().startswith("::")]
    assert "<script" not in html(found)
    assert "<script" not in markdown(found)
    assert "@team" not in markdown(found)
    assert "\u202e" not in table(found, 120) + html(found) + markdown(found) + json(found)
