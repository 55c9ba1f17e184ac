"""The status as table, JSON, CSV and Markdown: what is shown, and that user text stays text."""

from __future__ import annotations

import csv as csv_reader
import json as json_reader
import re
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli import __version__
from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.numbers import percent, shown, shown_score
from bsc_cli.view.status import Arrangement, csv, json, markdown, table
from bsc_cli.view.status.paint import BOLD, QUIET
from bsc_cli.view.status.table import pieces
from bsc_cli.view.status.words import SHAPES, WORDS
from bsc_cli.visible import in_csv, in_markdown, oneline
from measured import standing, strategy_of

CARD = """
scorecard: corporate
title: Expand into the European market
owner: ceo
objectives:
  grow-european-revenue:
    perspective: financial
    title: Grow revenue from European exports
    owner: cfo
    metrics:
      export-growth: {title: Export revenue, unit: "%", better: higher, baseline: 0, targets: {2026-Q2: 7}}
      export-margin: {unit: "%", better: higher, target: 24, red_line: 20}
  shorten-lead-time:
    perspective: process
    title: Shorten the lead time of custom orders from the first enquiry to the day of delivery
    owner: coo
    metrics:
      lead-time-days: {better: lower, target: 10, red_line: 14, every: month}
      visits: {}
      rework: {target_range: {low: 2, high: 4}}
      complaints: {better: lower, targets: {2026-12: 5}}
      accidents: {better: lower, target: 0}
      surveys: {better: higher, target: 5}
      lorry-hours: {retired: {on: 2026-01, because: It moved nobody}}
"""
LINES = (
    "export-growth,2026-Q2,7,",
    "export-margin,2026-Q2,19.4,",
    "lead-time-days,2026-04,12,",
    "visits,2026-06,1234567.891,",
    "rework,2026-06,,The sensor was broken",
    "complaints,2026-06,7,",
    "accidents,2026-06,1,",
    "lorry-hours,2026-01,800,",
)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Return an evaluation in which nearly every status occurs."""
    return standing(strategy_of(corporate=CARD), *LINES)


def printed(evaluation: Evaluation, width: int) -> str:
    """Return the table without colour."""
    return table(evaluation, width)


@pytest.mark.parametrize("width", [60, 80, 120, 160, 240])
def test_table_fits_its_width(evaluation: Evaluation, width: int) -> None:
    """No line is wider than asked for, none ends in a space, and every living thing is there with its status."""
    text = printed(evaluation, width)
    assert max(map(len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    names = ("Financial", "Internal process", "Export revenue (%)", "export-margin (%)", "lead-time-days")
    for name in names if width > 60 else ("Financial", "Internal"):
        assert name in text
    for status in evaluation.counts:
        if evaluation.counts[status]:
            assert f"{SHAPES[status]} {evaluation.counts[status]} {WORDS[status]}".split()[0] in text
            assert WORDS[status] in " ".join(text.split())


@pytest.mark.parametrize("width", [80, 160])
def test_a_metric_with_everything_about_it(evaluation: Evaluation, width: int) -> None:
    """Value, expected, score and status stand on its line; the rest there or, where it is narrow, on the next one."""
    lines = printed(evaluation, width).splitlines()
    at = next(number for number, line in enumerate(lines) if "export-margin (%)" in line)
    assert re.search(r"export-margin \(%\) +19\.4 +24 +42\.5  ■ off", lines[at])
    rest = lines[at] if width == 160 else lines[at + 1]
    for part in ("too few", "cfo", "2026-Q2"):
        assert part in rest
    late = next(line for line in lines if "lead-time-days" in line)
    assert re.search("lead-time-days +12 +\N{EN DASH} +\N{EN DASH}  △ late", late)
    assert "2026-04, 61 d" in "\n".join(lines)
    assert "The sensor was broken" in "\n".join(lines)
    assert "2 to 4" in "\n".join(lines)


def test_roll_ups_show_what_is_worth_a_word(evaluation: Evaluation) -> None:
    """Beside the score stand coverage where it is not whole, the worst child and the counts where there are several."""
    text = printed(evaluation, 160)
    assert re.search(r"Financial +71\.2  ◆ near +●1 ■1\n", text), text
    assert re.search(r"Grow revenue from European exports +71\.2  ◆ near +worst: export-margin\n", text), text
    assert "100% covered" not in text
    assert "lorry-hours" not in text
    assert "\N{MULTIPLICATION SIGN} 1 retired" in text


def test_laid_out_by_unit_roll_ups_have_their_worst_child_too() -> None:
    """Of several perspectives the worst is named, of several metrics of an objective, too."""
    metrics = "{good: {better: higher, target: 5, red_line: 1}, bad: {better: higher, target: 9, red_line: 1}}"
    above = (
        "scorecard: top\nobjectives:\n"
        f"  earn: {{perspective: financial, title: Earn, metrics: {metrics}}}\n"
        "  win: {perspective: customer, title: Win, metrics: {won: {better: higher, target: 9, red_line: 1}}}\n"
    )
    below = (
        "scorecard: shop\nparent: top\nobjectives:\n"
        f"  sell: {{perspective: customer, title: Sell, supports: [top/earn], metrics: {metrics}}}\n"
    )
    lines = [f"{name},2026-01,5," for name in ("top/good", "top/bad", "shop/good", "shop/bad")]
    found = standing(strategy_of(top=above, shop=below), *lines, "top/won,2026-01,1,")
    text = table(found, 120, Arrangement("unit"))
    tree, supported = text.split("What the units do")
    assert re.findall("worst: (.+)", tree) == ["Customer"]
    assert re.findall("worst: (.+)", supported) == ["bad", "bad"]


def test_low_coverage_has_a_number_and_no_status() -> None:
    """Under half covered the number stays and the word says why there is no status."""
    found = standing(strategy_of(corporate=CARD), "lead-time-days,2026-06,10,")
    assert re.search(r"Internal process +100  \? low coverage", printed(found, 160))


def test_colour_is_never_alone(evaluation: Evaluation) -> None:
    """Each coloured piece of the table is a shape or a shape and a word."""
    coloured = [
        piece.text.strip()
        for line in pieces(evaluation, 160)
        for piece in line
        if piece.style not in ("", BOLD, QUIET) and piece.text.strip()
    ]
    assert coloured
    assert all(text.startswith(tuple(SHAPES.values())) for text in coloured)
    assert len(set(SHAPES.values())) == len(set(WORDS.values())) == len(Status)


def test_nothing_read_at_all() -> None:
    """An evaluation without any reading is shown as such."""
    found = standing(strategy_of(corporate=CARD))
    assert "nothing was ever read" in printed(found, 80)
    assert json_reader.loads(json(found))["as_of"] is None
    assert "Nothing was ever read" in markdown(found)


def document(evaluation: Evaluation) -> dict[str, Any]:
    """Return the JSON status as data."""
    found: dict[str, Any] = json_reader.loads(json(evaluation))
    return found


def test_json_has_the_promised_names(evaluation: Evaluation) -> None:
    """The names of the JSON reference, numbers as numbers, what is absent as null, and every list there."""
    data = document(evaluation)
    assert data["format_version"] == "1.0"
    assert data["tool"] == {"name": "bsc", "version": __version__}
    assert data["as_of"] == "2026-06-30"
    assert list(data["summary"]) == [str(status) for status in Status]
    assert data["summary"]["on-target"] == 1
    assert sum(data["summary"].values()) == len(data["metrics"]) == 9
    metric = next(each for each in data["metrics"] if each["id"] == "corporate/export-margin")
    assert {key: metric[key] for key in ("period", "value", "expected", "target", "red_line", "score", "status")} == {
        "period": "2026-Q2",
        "value": 19.4,
        "expected": 24,
        "target": 24,
        "red_line": 20,
        "score": 42.5,
        "status": "off",
    }
    assert (metric["objective"], metric["owner"], metric["note"]) == ("corporate/grow-european-revenue", "cfo", None)
    for group in ("objectives", "perspectives", "scorecards"):
        assert {"id", "score", "status", "coverage", "worst", "counts"} <= set(data[group][0])
    assert data["perspectives"][0]["id"] == "corporate/financial"
    assert data["findings"] == []


def test_json_takes_findings(evaluation: Evaluation) -> None:
    """What the command line adds stands under findings as it is."""
    found = json_reader.loads(json(evaluation, [{"rule": "late-reading"}]))
    assert found["findings"] == [{"rule": "late-reading"}]


def test_csv_has_a_row_for_each_metric(evaluation: Evaluation) -> None:
    """Numbers are plain, what is absent is empty, the retired are there."""
    found = list(csv_reader.DictReader(StringIO(csv(evaluation))))
    assert [row["metric"] for row in found] == [each.id for each in evaluation.metrics]
    by_name = {row["metric"].split("/")[1]: row for row in found}
    assert by_name["visits"]["value"] == "1234567.891"
    assert by_name["visits"]["score"] == ""
    assert by_name["export-margin"]["score"] == "42.5"
    assert by_name["export-margin"]["perspective"] == "financial"
    assert by_name["rework"]["note"] == "The sensor was broken"
    assert by_name["lorry-hours"]["status"] == "retired"


def test_markdown_is_a_table_for_each_scorecard(evaluation: Evaluation) -> None:
    """Every row of the table has as many cells as its head."""
    found = markdown(evaluation)
    assert found.startswith("# Expand into the European market\n\nAs of 2026-06-30: ● 1 on target, ■ 1 off")
    rows = [line for line in found.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {11}
    assert any("export-margin (%) | 19.4 | 24 | 42.5 | ■ off" in row for row in rows)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-0.000", "0"),
        ("1.50", "1.5"),
        ("90.0351", "90.04"),
        ("1234567.891", "1 234 567.89"),
        ("-12345.5", "-12 345.5"),
        ("0.004", "0.004"),
        ("0.00123456", "0.0012"),
        ("0.0000000001", "1e-10"),
        ("123456789012345678", "1.23e+17"),
    ],
)
def test_numbers_for_people(number: str, text: str) -> None:
    """Two decimals at most, thousands apart, and never 0 for what is not."""
    assert shown(Decimal(number)) == text


@pytest.mark.parametrize(
    ("score", "text"),
    [("100", "100"), ("99.97", "99.9"), ("49.999", "49.9"), ("62.5", "62.5"), ("66.6667", "66.7"), ("-50", "-50")],
)
def test_scores_are_not_rounded_into_a_better_band(score: str, text: str) -> None:
    """99.97 is near, so it is not shown as 100."""
    assert shown_score(Decimal(score)) == text


def test_percentages_that_mean_something_are_not_rounded_up_to() -> None:
    """49.9% covered is not half, 99.9% is not all."""
    assert [percent(Decimal(each)) for each in ("49.9", "99.9", "99.4", "125", "-0.2")] == [
        "49%",
        "99%",
        "99%",
        "125%",
        "0%",
    ]


@given(st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False))
def test_a_shown_score_is_in_the_band_of_the_score(score: Decimal) -> None:
    """What a person reads agrees with the status beside it."""
    assert Status.of_score(Decimal(shown_score(score).replace(" ", ""))) is Status.of_score(score)


NAUGHTY = (
    "[red]rich[/red]",
    "\x1b[31mred\x1b[0m\x07",
    "one\r\ntwo\u2028three",
    "right\u202eleft",
    "<script>alert(1)</script>",
    "a | b",
    "@everyone #12 :smile: https://example.org www.example.org",
    "[link](javascript:alert(1)) ![x](y) `code` *bold* _it_ ~~no~~ $x$",
    "\\| &lt; &#124;",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "::error::no",
    "漢字仮名" * 20,
    "x" * 300,
)
CORPUS = Path(__file__).parents[1].parent / "shared" / "corpora" / "blns.json"


def evaluation_with(text: str) -> Evaluation:
    """Return an evaluation in which every place for text holds this one."""
    quoted = json_reader.dumps(text)
    card = f"""
scorecard: c
title: {quoted}
owner: {quoted}
objectives:
  o:
    perspective: process
    title: {quoted}
    metrics:
      m: {{title: {quoted}, unit: {quoted}, better: higher, target: 5}}
      n: {{owner: {quoted}}}
"""
    note = '"' + text.replace('"', '""') + '"'
    return standing(strategy_of(c=card), "m,2026-01,4," + note, "n,2026-01,,x")


@pytest.mark.parametrize("text", NAUGHTY)
def test_user_text_stays_text(text: str) -> None:
    """No view sends a control character, breaks a line or cell, or lets text become markup or a formula."""
    found = evaluation_with(text)
    for width in (60, 160):
        lines = printed(found, width).split("\n")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", "".join(lines))
    assert document(found)["metrics"][0]["title"] == text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", json(found) + csv(found) + markdown(found))
    row = next(csv_reader.DictReader(StringIO(csv(found))))
    assert row["title"][0] not in "=+-@"
    rows = [line for line in markdown(found).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {11}
    escaped = in_markdown(text)
    assert not re.search(r"[\\`*_\[\]<>|~$]", escaped)
    assert not re.search(r"@(?!&#8203;)|(?<!&)#(?!&#8203;)|:(?=[\w/+-])|www\.|&(?!#\d+;)", escaped)


def test_rich_markup_is_shown_as_written() -> None:
    """Square brackets are text."""
    assert "[red]rich[/red]" in printed(evaluation_with("[red]rich[/red]"), 160)


@pytest.mark.skipif(not CORPUS.is_file(), reason="the list of naughty strings is not here")
def test_the_big_list_of_naughty_strings() -> None:
    """Every string of the list survives in one line of text that nothing acts on, for each kind of output."""
    for text in json_reader.loads(CORPUS.read_text(encoding="utf-8")):
        line = oneline(text)
        assert oneline(line) == line
        assert line.isprintable() or re.search("[\u00a0-\uffff\U00010000-\U0010ffff]", line)
        assert "\n" not in line
        assert not in_csv(text).startswith(("=", "+", "-", "@"))
        assert not re.search(r"[\\`*_\[\]<>|~$]", in_markdown(text))
