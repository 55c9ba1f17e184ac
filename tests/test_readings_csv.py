"""Corners of CSV: what RFC 4180 allows is read, what it does not is told, and nothing is lost or made up."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.finding import Spot
from bsc_cli.readings import read
from measured import one_metric

STRATEGY = one_metric("unit: x")
HEAD = "metric,period,value,note\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "m,2026-01,1,plain\n", ("1", "plain")),
        (HEAD + 'm,2026-01,1,"comma, in quotes"\n', ("1", "comma, in quotes")),
        (HEAD + 'm,2026-01,1,"he said ""no"""\n', ("1", 'he said "no"')),
        (HEAD + 'm,2026-01,1,""\n', ("1", "")),
        (HEAD + 'm,2026-01,1,""""\n', ("1", '"')),
        (HEAD + 'm,2026-01,1,"two\nlines"\n', ("1", "two\nlines")),
        (HEAD.replace("\n", "\r\n") + 'm,2026-01,1,"two\r\nlines"\r\n', ("1", "two\r\nlines")),
        (HEAD + 'm,2026-01,1,"{""a"": 1, ""b"": [2, 3]}"\n', ("1", '{"a": 1, "b": [2, 3]}')),
        (HEAD + "m,2026-01,1,\u02b9\u00e9\u4e2d\U0001f600\n", ("1", "\u02b9\u00e9\u4e2d\U0001f600")),
        (HEAD + "m,2026-01,1,no line end", ("1", "no line end")),
        (HEAD + "\n\nm,2026-01,1,after blank lines\n\n", ("1", "after blank lines")),
        (HEAD + '"m","2026-01","1","all in quotes"\n', ("1", "all in quotes")),
        (HEAD + "m , 2026-01 , 1 , spaces around \n", ("1", "spaces around")),
        (HEAD + 'm, "2026-01", "1", "space before a quote"\n', ("1", "space before a quote")),
        (HEAD + "m\t,2026-01,1,a\ttab\n", ("1", "a\ttab")),
        (HEAD + "m,2026-01,1,it's \\" + "\n", ("1", "it's \\")),
        ("\ufeff" + HEAD + "m,2026-01,1,mark\n", ("1", "mark")),
        ("note,value,period,metric\nx,1,2026-01,m\n", ("1", "x")),
        ("metric,period,value\nm,2026-01,1\n", ("1", "")),
        (HEAD + "m,2026-01,1\n", ("1", "")),
        (HEAD + "m,2026-01,1,x,,,\n", ("1", "x")),
        (HEAD + "#m,2026-01,1\nm,2026-02,1,a sharp is a letter\n", ("1", "a sharp is a letter")),
    ],
)
def test_what_is_read(text: str, expected: tuple[str, str]) -> None:
    """The value and the note of the one row that is a reading."""
    [row] = read({"r.csv": text}, STRATEGY).rows["c/m"]
    assert (str(row.value), row.note) == expected


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ('m,2026-01,1,"x" y', 13, "Something follows the quote"),
        ('m,2026-01,1,"x', 13, "never closed"),
        ("m,2026-01,1,x,y", 15, "has 5 cells, but the header has 4"),
        ("m,2026-01", 10, "has no value"),
        ("m", 2, "has no period and no value"),
        ("m;2026-01;1;x", 14, "has no period and no value"),
        (",2026-01,1,", 1, "names no metric"),
        ("m,,1,", 3, "has no period"),
        (
            "m,2000/01,1,",
            3,
            "begins in 2000 (`fiscal_year_starts`), 2000-01 for the month",
        ),
        ("m,2014/2015,1,", 3, "Write 2014 for the fiscal year that begins in 2014"),
        ("m,2005-2007,1,", 3, "Write 2007, the year in which it ends"),
        ("m,2015 Q4,1,", 3, "Write 2015-Q4."),
        ("m,2026/03,1,", 3, "Write 2026-03."),
    ],
)
def test_what_is_told(line: str, column: int, said: str) -> None:
    """The cell, and what to do."""
    [fault] = read({"r.csv": HEAD + line + "\n"}, STRATEGY).faults
    assert isinstance(fault.problem.element, Spot)
    assert fault.problem.element.place[1:3] == (2, column)
    assert said in f"{fault.problem.message} {fault.problem.help}"


@given(
    notes=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r")), max_size=6),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_csv_writer_writes_is_read(notes: list[str], end: str, quoting: int) -> None:
    """Whatever a standard writer puts into a cell comes back, but for the space around it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator=end, quoting=quoting)  # type: ignore[arg-type] # one of its constants
    writer.writerow(["metric", "period", "value", "note"])
    writer.writerows(["m", f"{2000 + place}", "1.50", f"n{note}"] for place, note in enumerate(notes))
    found = read({"r.csv": text.getvalue()}, STRATEGY)
    assert found.faults == ()
    assert [(row.value, row.note) for row in found.rows.get("c/m", ())] == [
        (Decimal("1.50"), f"n{note}".strip()) for note in notes
    ]
