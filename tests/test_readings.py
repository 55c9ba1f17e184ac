"""Readings: what is taken from a file, and what a person is told to write instead."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.finding import Place, Reported, Spot
from bsc_cli.readings import Readings, read
from bsc_cli.strategy import Strategy
from measured import one_metric, readings_of, rows, standing, strategy_of

METRIC = "limits: {low: 0, high: 2000}"


def told(readings: Readings) -> list[tuple[str, int, int, str]]:
    """Return rule, line, column and the whole of what is said, for each fault."""
    return [
        (fault.rule, *place_of(fault)[1:3], f"{fault.problem.message} {fault.problem.help or ''}".strip())
        for fault in readings.faults
    ]


def place_of(fault: Reported) -> Place:
    """Return the place of a fault."""
    assert isinstance(fault.problem.element, Spot)
    return fault.problem.element.place


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    """Return a strategy of one scorecard with one metric."""
    return one_metric(METRIC)


def test_readings_in_order_with_their_places(strategy: Strategy) -> None:
    """Rows are ordered by the end of their period; each knows its cell; the short id is made full."""
    readings = readings_of(strategy, "m,2026-02,2.50,late", "c/m,2026-01,1,", 'm,2026-03,"3", x')
    assert list(readings.rows) == ["c/m"]
    assert [(str(row.period), row.value, row.note) for row in readings.rows["c/m"]] == [
        ("2026-01", Decimal(1), ""),
        ("2026-02", Decimal("2.50"), "late"),
        ("2026-03", Decimal(3), "x"),
    ]
    assert [tuple(row.place) for row in readings.rows["c/m"]] == [
        ("readings/r.csv", 3, 13, 3, 14),
        ("readings/r.csv", 2, 11, 2, 15),
        ("readings/r.csv", 4, 11, 4, 14),
    ]
    assert readings.faults == ()
    assert readings.count == 3


@pytest.mark.parametrize("text", ["metric,period,value\r\nm,2026-01,1\r\n", "metric,period,value\rm,2026-01,1\r"])
def test_line_ends_and_byte_order_mark(strategy: Strategy, text: str) -> None:
    """Any line end will do; a byte-order mark and blank lines are nothing."""
    readings = read({"r.csv": "\ufeff" + text + "\r\n,,\r\n"}, strategy)
    assert [row.line for row in readings.rows["c/m"]] == [2]
    assert readings.faults == ()


def test_places_after_a_note_over_two_lines(strategy: Strategy) -> None:
    """A quoted note may hold commas, quotes and line ends; what follows stands on the right line."""
    readings = readings_of(strategy, 'm,2026-01,1,"A ""strike"",\nand snow"', "m,2026-02,x,", 'm,2026-03,"1\n2",')
    assert readings.rows["c/m"][0].note == 'A "strike",\nand snow'
    assert [place_of(fault)[1:] for fault in readings.faults] == [(4, 11, 4, 12), (5, 11, 5, 12)]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("12%", "Write 12; that it is in % is said once, in the metric's `unit`."),
        ('"1,234"', "Write 1234, without the comma (or 1.234 if it is a decimal comma)."),
        ('"1,234,567.8"', "Write 1234567.8."),
        ('"15,5"', "Write 15.5."),
        ('"1.234,5"', "Write 1234.5."),
        ("1 234", "Write 1234."),
        ("1'234", "Write 1234."),
        ("12 days", "Write 12; the unit is said once, in the metric's `unit`."),
        ("EUR 12.50", "Write 12.50; the unit is said once, in the metric's `unit`."),
        ("€12", "Write 12; the unit is said once, in the metric's `unit`."),
        ("\u22125", "Write -5."),
        ("(5)", "Write -5."),
        ("12.", "Write 12."),
        ("nan", "Leave the value empty, and say in the note why there is none."),
        ("-inf", "Leave the value empty, and say in the note why there is none."),
        ("n/a", "Leave the value empty, and say in the note why there is none."),
        ("\u2013", "Leave the value empty, and say in the note why there is none."),
        ("soon", "Write digits, with a '.' before decimals; words belong in the note."),
        ("0x10", "Write digits, with a '.' before decimals; words belong in the note."),
        ("1_000", "Write 1000."),
        ("1" * 19, "Write it in a larger unit, or with fewer digits."),
        ("1e999", "Write it in a larger unit, or with fewer digits."),
    ],
)
def test_what_to_write_instead_of_a_value(strategy: Strategy, written: str, instead: str) -> None:
    """A value that is no decimal with a point is told how to be one, and its period counts as missing."""
    readings = readings_of(strategy, "m,2026-01,1,", f"m,2026-02,{written},")
    [(rule, line, column, said)] = told(readings)
    assert (rule, line, column) == ("reading-malformed", 3, 11)
    assert said.endswith(f". {instead}")
    newest = readings.rows["c/m"][-1]
    assert (str(newest.period), newest.value) == ("2026-02", None)
    assert newest.note


@pytest.mark.parametrize("written", ["0", "-0.5", "+3", ".5", "1e3", "1E-3", "1.50", "0012"])
def test_decimals(written: str) -> None:
    """Decimals are exact, with a sign or an exponent if one likes."""
    strategy = one_metric("unit: x")
    [row] = readings_of(strategy, f"m,2026-01,{written},").rows["c/m"]
    assert row.value == Decimal(written)


@pytest.mark.parametrize(
    ("header", "line", "instead"),
    [
        ("metric,period,value", "m,2026-01,1,234", "Write 1234, without the comma."),
        ("metric,period,value", "m,2026-01,15,5", "Write 15.5, with a point."),
        ("metric,period,value", "m,2026-01,1,234,567.8", "Write 1234567.8, without the comma."),
        ("metric,period,value,note", "m,2026-01,1,234", "Write 1234, without the comma."),
        ("metric,period,value,note", "m,2026-01,1,234,Easter", "Write 1234, without the comma."),
    ],
)
def test_a_comma_inside_a_number(strategy: Strategy, header: str, line: str, instead: str) -> None:
    """A number split over two cells by its comma is recognised, also where the rest would pass for a note."""
    readings = read({"r.csv": rows(line, header=header)}, strategy)
    [(rule, number, column, said)] = told(readings)
    assert (rule, number, column) == ("reading-malformed", 2, 11)
    assert said.endswith(instead)
    assert readings.rows["c/m"][0].value is None


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("2026-3", "Write 2026-03."),
        ("2026/03", "Write 2026-03."),
        ("03/2026", "Write 2026-03."),
        ("202603", "Write 2026-03."),
        ("Mar 2026", "Write 2026-03."),
        ("March 2026", "Write 2026-03."),
        ("Q3 2026", "Write 2026-Q3."),
        ("2026Q3", "Write 2026-Q3."),
        ("2026-W7", "Write 2026-W07."),
        ("31.03.2026", "Write 2026-03-31."),
        ("2026-03-31 00:00:00", "Write 2026-03-31."),
        ("20260331", "Write 2026-03-31."),
        ("FY2026", "Write 2026."),
        ("3/4/2026", "Write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31 or 2026-07-15."),
        ("", "Write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W31 or 2026-07-15."),
        ("0026-03", "Write the year in full: 2026."),
    ],
)
def test_what_to_write_instead_of_a_period(strategy: Strategy, written: str, instead: str) -> None:
    """A period in another notation is told in ours, but a date that means two days is not guessed."""
    readings = readings_of(strategy, f"m,{written},1,")
    [(rule, line, column, said)] = told(readings)
    assert (rule, line, column) == ("reading-malformed", 2, 3)
    assert said.endswith(f" {instead}")
    assert not readings.rows


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2026-13", '"2026-13" is not a date: there is no month 13.'),
        ("2026-02-30", '"2026-02-30" is not a date: 2026-02 has 28 days.'),
        ("2026-W54", '"2026-W54" is not a week: 2026 has weeks 01 to 53.'),
    ],
)
def test_periods_that_the_calendar_has_not(strategy: Strategy, written: str, sentence: str) -> None:
    """A date that does not exist is told why."""
    [(_, _, _, said)] = told(readings_of(strategy, f"m,{written},1,"))
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("header", "column", "sentence"),
    [
        ("metric;period;value", 7, "This file is separated by semicolons, not by commas."),
        ("metric\tperiod\tvalue", 7, "This file is separated by tabs, not by commas."),
        ("metric,date,value", 8, '"date" is not a column of a readings file; did you mean "period"?'),
        ("metric,period,values", 15, '"values" is not a column of a readings file; did you mean "value"?'),
        ("Metric,period,value", 1, '"Metric" is not a column of a readings file; did you mean "metric"?'),
        ("metric,period,value,unit", 21, '"unit" is not a column of a readings file.'),
        ("metric,period,value,value", 21, 'The column "value" is there twice.'),
        ("metric,note", 1, 'This file has no column "period" and no column "value".'),
        ("c/m,2025-12,4", 1, "The first line of this file is not a header; it is a reading."),
        ("Report of March", 1, 'The first line of this file is not a header; it begins with "Report of March".'),
    ],
)
def test_wrong_headers(strategy: Strategy, header: str, column: int, sentence: str) -> None:
    """A wrong header is one finding with the right word, not one for each row."""
    readings = read({"r.csv": rows("m,2026-01,1", "m,2026-02,2", header=header)}, strategy)
    [(rule, line, where, said)] = told(readings)
    assert (rule, line, where) == ("reading-malformed", 1, column)
    assert said.startswith(sentence)


def test_places_behind_doubled_quotes(strategy: Strategy) -> None:
    """A comma inside a quoted cell with quotes of its own does not move the cells behind it."""
    line = '"He said ""soon, or late"" twice",m,2026-01,x'
    [(_, number, column, _)] = told(read({"r.csv": rows(line, header="note,metric,period,value")}, strategy))
    assert (number, column) == (2, line.index("x") + 1)


def test_columns_in_another_order_and_beyond(strategy: Strategy) -> None:
    """Columns are found by name; one too many is told and does not keep the rest from being read."""
    readings = read({"r.csv": rows("x,5,why,2026-01,m", header="colour,value,note,period,metric")}, strategy)
    assert [(row.value, row.note, row.column) for row in readings.rows["c/m"]] == [(Decimal(5), "why", 3)]
    assert [rule for rule, *_ in told(readings)] == ["reading-malformed"]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n"])
def test_empty_file(strategy: Strategy, text: str) -> None:
    """A file without a line is told what its first one should be."""
    [(rule, line, column, said)] = told(read({"r.csv": text}, strategy))
    assert (rule, line, column) == ("reading-malformed", 1, 1)
    assert "metric,period,value" in said


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ("m,2026-01", 10, "This row has no value."),
        ("m", 2, "This row has no period and no value."),
        ("m,2026-01,1,Easter, and snow", 21, "This row has 5 cells, but the header has 4."),
        (",2026-01,1,", 1, "This row names no metric."),
        ('m,2026-01,1,"never closed', 13, "The quote that begins here is never closed."),
        ('m,2026-01,"1"2,x', 11, "Something follows the quote that closes this cell."),
    ],
)
def test_rows_that_do_not_fit(strategy: Strategy, line: str, column: int, sentence: str) -> None:
    """A row with too few or too many cells, or a torn quote, is told so at the cell; the rows before it are read."""
    readings = readings_of(strategy, "m,2025-12,1,", line)
    [(rule, number, where, said)] = told(readings)
    assert (rule, number, where) == ("reading-malformed", 3, column)
    assert said.startswith(sentence)
    assert readings.count == 1


def test_a_note_may_be_left_out_of_a_row(strategy: Strategy) -> None:
    """Rows may end after the value, and empty cells at the end are nothing."""
    readings = readings_of(strategy, "m,2026-01,1", "m,2026-02,2,,,,")
    assert [row.value for row in readings.rows["c/m"]] == [1, 2]
    assert readings.faults == ()


def test_unknown_names_are_told_once_each() -> None:
    """One finding for a name, at its first row, with how many rows and the nearest right one."""
    strategy = strategy_of(
        c="""
        scorecard: c
        objectives:
          o:
            perspective: process
            title: Do it
            metrics:
              lead-time-days: {renamed_from: lead-time}
        """
    )
    now = "c/lead-time-days"
    instead = "Write lead-time-days, or declare this metric in a scorecard."
    readings = readings_of(strategy, "led-time-days,2026-01,1,", "led-time-days,2026-02,1,", "c/lead-time,2026-01,1,")
    assert [(line, said) for _, line, _, said in told(readings)] == [
        (2, f'No scorecard declares a metric "led-time-days" (2 rows); did you mean "lead-time-days"? {instead}'),
        (4, f'No scorecard declares a metric "c/lead-time", which was renamed to "{now}". Write {now}.'),
    ]
    [(_, _, _, said)] = told(readings_of(strategy, "o,2026-01,1,"))
    assert said == 'No scorecard declares a metric "o", which is an objective. Write the id of one of its metrics.'


def test_short_ids_need_a_single_scorecard() -> None:
    """With two scorecards a short id is told its full ones."""
    card = (
        "scorecard: {name}\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    metrics: {{m: {{}}}}\n"
    )
    strategy = strategy_of(a=card.format(name="a"), b=card.format(name="b"))
    readings = readings_of(strategy, "m,2026-01,1,", "b/m,2026-01,2,")
    assert list(readings.rows) == ["b/m"]
    [(rule, _, _, said)] = told(readings)
    assert rule == "reading-unknown-metric"
    assert said.endswith("Write a/m, b/m, whichever is meant.")


def test_a_duplicate_shows_both_lines(strategy: Strategy) -> None:
    """The first row counts, over files in alphabetical order; the second is the finding and points at the first."""
    first, second = rows("m,2026-01,1,"), rows("m,2026-02,2,", "m,2026-01,3,")
    readings = read({"b.csv": second, "a.csv": first}, strategy)
    [fault] = readings.faults
    assert fault.rule == "duplicate-reading"
    assert place_of(fault)[:2] == ("b.csv", 3)
    [also] = fault.problem.also
    assert isinstance(also.element, Spot)
    assert also.element.place[:2] == ("a.csv", 2)
    assert readings.rows["c/m"][0].value == 1


@pytest.mark.parametrize(("value", "ending"), [("-1", "below 0, the least"), ("2000.1", "above 2000, the most")])
def test_outside_the_limits(strategy: Strategy, value: str, ending: str) -> None:
    """A value that cannot be is told so and counts as missing; the limits themselves can be."""
    readings = readings_of(strategy, "m,2026-01,0,", "m,2026-02,2000,", f"m,2026-03,{value},")
    [(rule, line, column, said)] = told(readings)
    assert (rule, line, column) == ("reading-outside-limits", 4, 11)
    assert ending in said
    assert [row.value for row in readings.rows["c/m"]] == [0, 2000, None]


def test_too_coarse_for_the_cadence() -> None:
    """A quarter's figure of a monthly metric is not used; the metric's own cadence and finer ones are."""
    strategy = one_metric("every: month")
    readings = readings_of(strategy, "m,2026-Q1,9,", "m,2026,9,", "m,2026-Q2,9,", "m,2026-01,1,", "m,2026-W07,2,")
    assert [(rule, line) for rule, line, *_ in told(readings)] == [("reading-too-coarse", 2), ("reading-too-coarse", 3)]
    assert [row.value for row in readings.rows["c/m"]] == [1, 2]


def test_after_retirement() -> None:
    """Readings up to the retirement are history; later ones are told, and kept."""
    strategy = one_metric("retired: {on: 2026-03, because: Nobody looked}")
    readings = readings_of(strategy, "m,2026-03-31,1,", "m,2026-03,1,", "m,2026-04,2,", "m,2026-05,3,")
    [(rule, line, _, said)] = told(readings)
    assert (rule, line) == ("reading-after-retirement", 4)
    assert said.startswith('"c/m" was retired in 2026-03, but 2 readings are for later periods, the first for 2026-04.')
    assert readings.count == 4


def test_missing_without_a_note(strategy: Strategy) -> None:
    """An empty value needs a note; with one it is a fact."""
    readings = readings_of(strategy, "m,2026-01,,Snow", "m,2026-02,,")
    assert [(rule, line, column) for rule, line, column, _ in told(readings)] == [("missing-without-note", 3, 11)]
    assert [row.value for row in readings.rows["c/m"]] == [None, None]


def test_the_future_is_what_has_not_begun_today(strategy: Strategy) -> None:
    """Rows for periods that begin after today are told, once for a metric; without a today nothing is the future."""
    lines = ("m,2026-01,1,", "m,2026-04,4,", "m,2026-03,3,", "m,2026-02,2,")
    assert standing(strategy, *lines).faults == ()
    [fault] = standing(strategy, *lines, today="2026-02-28").faults
    assert fault.rule == "reading-in-the-future"
    assert place_of(fault)[1] == 4
    assert fault.problem.message == '"c/m" has 2 readings for periods that have not begun, the first for 2026-03.'
    [fault] = standing(strategy, *lines, today="2026-03-31").faults
    assert fault.problem.message == '"c/m" has a reading for 2026-04, which has not begun.'
    assert standing(strategy, *lines, today="2026-04-01").faults == ()


def test_looking_back_is_no_fault(strategy: Strategy) -> None:
    """Readings later than a day that is asked for are not seen, and nothing is wrong with them."""
    looking_back = standing(strategy, "m,2026-01,1,", "m,2026-03,3,", as_of="2026-02-10", today="2026-07-01")
    assert looking_back.faults == ()
    assert looking_back.by_metric["c/m"].value == 1


@pytest.mark.parametrize("as_of", [None, "2062-12-31"])
def test_a_slip_in_the_year_is_not_seen(strategy: Strategy, as_of: str | None) -> None:
    """A row in the far future does not set the day, nor is it a value in force on a day in the future."""
    slipped = standing(strategy, "m,2026-01,1,", "m,2062-02,2,", as_of=as_of, today="2026-07-01")
    assert str(slipped.as_of) == (as_of or "2026-01-31")
    assert slipped.by_metric["c/m"].value == 1
    assert [fault.rule for fault in slipped.faults] == ["reading-in-the-future"]


def test_only_the_future_is_nothing_measured(strategy: Strategy) -> None:
    """With nothing but rows of the future there is no day, and no metric was ever measured."""
    slipped = standing(strategy, "m,2062-02,2,", today="2026-07-01")
    assert slipped.as_of is None
    assert slipped.by_metric["c/m"].status == "never-measured"


def test_identities_survive_moved_lines(strategy: Strategy) -> None:
    """What a finding is about stays the same when rows are added above it."""
    lines = ("m,2026-01,12%,", "m,2026-02,,", "m,2026-03,3000,", "m,2026-4,1,", "x,2026-01,1,", "m,2026-01,1,")
    before = readings_of(strategy, *lines).faults
    after = readings_of(strategy, "m,2025-11,1,", "m,2025-12,1,", *lines).faults
    assert [fault.problem.element.id for fault in before] == [fault.problem.element.id for fault in after]
    assert len({(fault.rule, fault.problem.element.id) for fault in before}) == len(lines)


MESSY = Path(__file__).parents[1].parent / "shared" / "real" / "messy"


@pytest.mark.skipif(not MESSY.is_dir(), reason="the messy files are not here")
def test_files_of_other_kinds_are_told_once(strategy: Strategy) -> None:
    """A file that was never meant to be readings gets one finding at its head, not one for each row."""
    for path in sorted(MESSY.iterdir()):
        readings = read({path.name: path.read_text(encoding="utf-8", errors="replace")}, strategy)
        assert [rule for rule, *_ in told(readings)] == ["reading-malformed"], path.name
        assert not readings.rows


CELL = st.text(st.sampled_from('m/c,;"\n\r\t 2026-0137Q.%x\u2013\ufeff\x00é'), max_size=12)


@given(st.lists(st.lists(CELL, max_size=5).map(",".join), max_size=8).map("\n".join))
def test_any_text_is_read_without_an_error(body: str) -> None:
    """Whatever a file says, reading it ends in readings and faults, each on a line that is there."""
    strategy = one_metric(METRIC)
    text = f"metric,period,value,note\n{body}"
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for fault in read({"r.csv": text}, strategy).faults:
        _, line, column, end_line, end_column = place_of(fault)
        assert 1 <= line <= end_line <= last
        assert column >= 1
        assert (end_line, end_column) > (line, column)
        assert fault.problem.message.endswith((".", "?"))
        assert "\n" not in fault.problem.message


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=6),
    note=st.text(st.characters(blacklist_categories=["Cs"]), max_size=20),
)
def test_what_a_csv_writer_writes_is_read_back(value: Decimal, note: str) -> None:
    """Any decimal and any note survive the way through a file."""
    import csv
    from io import StringIO

    text = StringIO(newline="")
    csv.writer(text).writerows([["metric", "period", "value", "note"], ["m", "2026-01", f"{value:f}", f"n {note} n"]])
    [row] = read({"r.csv": text.getvalue()}, one_metric("unit: x")).rows["c/m"]
    assert row.value == value
    assert row.note == f"n {note} n"
