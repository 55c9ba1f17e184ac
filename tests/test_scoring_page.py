"""The page on scoring is true: each of its examples is computed, and its arithmetic done."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from bsc_cli.evaluation.exact import down
from bsc_cli.evaluation.rollup import Part, total
from bsc_cli.evaluation.trend import chart
from measured import one_metric, result, standing

PAGE = (Path(__file__).parents[1] / "docs" / "scoring.md").read_text(encoding="utf-8")
_TABLE = r"(?P<head>\|[^\n]*\|)\n\|[-|]+\|\n(?P<rows>(?:\|[^\n]*\|\n)+)"
_METRIC = re.compile(rf"```yaml\n(?P<fields>.*?)```\n\n{_TABLE}", re.DOTALL)


def cells(line: str) -> list[str]:
    """Return the cells of a table's line."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table(match: re.Match[str]) -> list[dict[str, str]]:
    """Return a table's rows by the names in its head."""
    head = cells(match["head"])
    return [dict(zip(head, cells(line), strict=True)) for line in match["rows"].splitlines()]


METRICS = [(match["fields"], table(match)) for match in _METRIC.finditer(PAGE)]
TABLES = [table(match) for match in re.finditer(_TABLE, PAGE)]


def number(written: str) -> Decimal | None:
    """Return a number as written on the page; `none` is none."""
    return None if written == "none" else Decimal(written)


@pytest.mark.parametrize(("fields", "rows"), METRICS)
def test_metrics_of_the_page(fields: str, rows: list[dict[str, str]]) -> None:
    """As of the end of each row's period the metric stands as the row says."""
    lines = [f"{row['period']},{row['value']}" for row in rows]
    for at, row in enumerate(rows):
        day = str(standing(one_metric("unit: x"), f"m,{lines[at]}").as_of)
        found = result(fields, *lines, as_of=day)
        assert found.status == row["status"], row
        for name in ("score", "expected", "progress"):
            if name in row:
                assert getattr(found, name) == number(row[name]), (name, row)


def test_arithmetic_of_the_page() -> None:
    """What is written as `100 - 50 * ...` in a row gives its score."""
    done = 0
    for _, rows in METRICS:
        for row in rows:
            for sum_ in re.findall(r"100 - 50 \* [-+*/(). 0-9]+", row.get("by hand", "")):
                assert Decimal(str(eval(sum_, {"__builtins__": {}}))) == number(row["score"])  # noqa: S307 - digits and signs of our own page
                done += 1
    assert done > 15


def test_roll_ups_of_the_page() -> None:
    """Each table of weights and scores ends in its coverage, score and status."""
    tables = [rows for rows in TABLES if "weight" in rows[0]]
    assert len(tables) == 4
    for rows in tables:
        *parts, last = rows
        found = total(
            [
                Part(
                    str(at),
                    Decimal(row["weight"]),
                    None if (score := number(row["score"])) is None else Fraction(score),
                    Fraction(0 if score is None else 100),
                )
                for at, row in enumerate(parts)
            ]
        )
        assert f"coverage {found.coverage}" == last["weight"]
        assert found.score is not None
        assert f"together {down(found.score)}" == last["score"]
        assert found.status == last["status of the whole"]


def test_charts_of_the_page() -> None:
    """The lines and the trend of each series, where higher is better."""
    [rows] = [rows for rows in TABLES if "centre" in rows[0]]
    for row in rows:
        values = row["readings"].split()
        lines = chart([Decimal(value) for value in values])
        assert (lines.low, lines.centre, lines.high) == tuple(Decimal(row[name]) for name in ("low", "centre", "high"))
        readings = [f"2026-{month:02},{value}" for month, value in enumerate(values, 1)]
        assert result("better: higher", *readings).trend == row["trend"]


def test_the_page_has_its_examples() -> None:
    """None of them has been lost by a change of layout: every fence has a table."""
    assert len(METRICS) == PAGE.count("```yaml") >= 9
    assert sum(len(rows) for _, rows in METRICS) >= 25
