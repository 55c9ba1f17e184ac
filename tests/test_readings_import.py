"""`bsc readings import`: spreadsheets as people export them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.cli import run
from bsc_cli.finding import Spot
from bsc_cli.readings.wide import Choices, Decimals, Imported, import_sheet
from measured import strategy_of

CARD = """\
scorecard: c
objectives:
  o:
    perspective: process
    title: Do it
    metrics:
      lead-time: {title: Lead time of orders, unit: days, better: lower, target: 9, every: month}
      share: {title: Share, unit: "%", better: higher, target: 90, every: month, limits: {low: 0, high: 100}}
      sales: {unit: kEUR, better: higher, target: 9, every: year}
      count: {better: higher, target: 9}
"""
STRATEGY = strategy_of(c=CARD)
FISCAL = strategy_of(c=CARD, settings="fiscal_year_starts: april\n")


def imported(text: str, choices: Choices | None = None, *, fiscal: bool = False) -> Imported:
    """Import a table."""
    return import_sheet("t.csv", text, FISCAL if fiscal else STRATEGY, choices or Choices())


def rows(found: Imported) -> list[str]:
    """Return what was read, without the metrics' scorecard."""
    return [",".join(entry).removeprefix("c/").removesuffix(",") for entry in found.entries]


def faults(found: Imported) -> list[tuple[int, int, str]]:
    """Return line, column and what is said, for each fault."""
    spots = [fault.problem.element for fault in found.faults]
    assert all(isinstance(spot, Spot) for spot in spots)
    places = [spot.place for spot in spots if isinstance(spot, Spot)]
    said = [f"{fault.problem.message} {fault.problem.help}" for fault in found.faults]
    return [(place.line, place.column, text) for place, text in zip(places, said, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "KPI,2026-01,2026-02\nLead time of orders,15.5,14\nshare,70,71.25\n",
        "KPI;2026-01;2026-02\r\nLead time of orders;15,5;14\r\nshare;70;71,25\r\n",
        (
            "\ufeffsep=;\r\nReport for the board\r\n\r\nKPI;Unit;Jan 2026;Feb 2026\r\n"
            "lead time of orders (days);days;15,5;14\r\nc/share;%;70 %;71,25%\r\n"
        ),
        "name\t01/2026\t02/2026\nlead-time\t15.5 days\t14\nSHARE\t70%\t71.25\n",
        "Month|Lead time of orders|Share\n2026-01|15.5|70\n2026-02|14|71.25\n",
        "Month,Share,Owner,lead-time\n31/01/2026,70,boss,15.5\n28/02/2026,71.25,boss,14\n",
        "metric,month,value\nlead-time,Jan-26,15.5\nshare,Jan-26,70\nlead-time,Feb-26,14\nshare,Feb-26,71.25\n",
    ],
)
def test_the_same_table_in_many_shapes(text: str) -> None:
    """Periods or metrics across, or a row for each; any separator, decimals, unit and title lines."""
    found = imported(text)
    assert faults(found) == []
    by_month = {row.replace("-31,", ",").replace("-28,", ",") for row in rows(found)}
    assert by_month == {"lead-time,2026-01,15.5", "lead-time,2026-02,14", "share,2026-01,70", "share,2026-02,71.25"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1,234", "15.5"], ["1234", "15.5"]),
        (["1,234", "15,5"], ["1.234", "15.5"]),
        (["1.234", "2.345.678"], ["1234", "2345678"]),
        (["1.234", "0.5"], ["1.234", "0.5"]),
        (["1.234", "12.3456"], ["1.234", "12.3456"]),
        (["1.234", "1.234,5"], ["1234", "1234.5"]),
        (["1 234", "1\u00a0234,5", "1\u202f234"], ["1234", "1234.5", "1234"]),
        (["1'234.50", "(7)", "\u22125", "-.5"], ["1234.50", "-7", "-5", "-0.5"]),
        (["0,123", "1,234"], ["0.123", "1.234"]),
        (["7", "8"], ["7", "8"]),
    ],
)
def test_numbers_by_what_the_others_show(cells: list[str], expected: list[str]) -> None:
    """What is before decimals is told from all numbers of the table together."""
    lines = "\n".join(f'{2000 + place},"{cell}"' for place, cell in enumerate(cells))
    found = imported(f"year,count\n{lines}\n")
    assert faults(found) == []
    assert [entry.value for entry in found.entries] == expected


@given(
    numbers=st.lists(st.decimals(-99_999_999, 99_999_999, places=2), min_size=1, max_size=8),
    comma=st.booleans(),
    grouped=st.sampled_from(["", "other", " ", "'"]),
)
def test_numbers_come_back(numbers: list[object], comma: bool, grouped: str) -> None:  # noqa: FBT001 - drawn
    """Numbers with two decimals are read back whatever way they are written, for they show what stands before them."""
    mark, other = (",", ".") if comma else (".", ",")
    group = other if grouped == "other" else grouped
    written = [f"{number:,}".replace(",", "G").replace(".", mark).replace("G", group) for number in numbers]
    lines = "\n".join(f'{2000 + place};"{cell}"' for place, cell in enumerate(written))
    found = imported(f"year;count\n{lines}\n")
    assert faults(found) == []
    assert [entry.value for entry in found.entries] == [f"{number:f}" for number in numbers]


def test_a_number_that_could_be_two_is_told() -> None:
    """1,234 alone is neither a thousand nor one and a bit until somebody says which; numbers may disagree, too."""
    text = 'year,count\n2001,"1,234"\n'
    [(line, column, said)] = faults(imported(text))
    assert (line, column) == (2, 6)
    assert said.startswith('"1,234" is 1234 or 1.234; no number of this table shows which. Say --decimal point')
    assert rows(imported(text, Choices(decimals=Decimals.POINT))) == ["count,2001,1234"]
    assert rows(imported(text, Choices(decimals=Decimals.COMMA))) == ["count,2001,1.234"]
    mixed = imported('year,count\n2001,"1,234"\n2002,1.5\n2003,"1,5"\n')
    assert [place[:2] for place in faults(mixed)] == [(2, 6)]
    assert rows(mixed) == ["count,2002,1.5", "count,2003,1.5"]
    assert any("was read as 1234" in each for each in imported('year,count\n2001,"1,234"\n2002,1.5\n').told)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("KPI,2026-01,2026-02\nshare,70,abc\n", (2, 10), 'has "abc" in it'),
        ("KPI,2026-01,2026-02\ncount,70%,1\n", (2, 7), "is in %"),
        ("KPI,2026-01,2026-02\ncount,12k,1\n", (2, 7), "is in thousands"),
        ("KPI,2026-01,2026-02\nshare,101,1\n", (2, 7), "above 100"),
        ("KPI,2026-01,2026-02\nshares,10,1\n", (2, 1), 'did you mean "c/share"? Say --map'),
        (
            "KPI,2026-01,2026-02,Total\nshare,10,1,11\n",
            (1, 21),
            '"Total" is not a period. Write a period such as',
        ),
        ("KPI,2026-01,2026-Q1\nshare,10,1\n", (2, 10), "measured every month"),
        (
            "date,share\n03/04/2026,1\n",
            (2, 1),
            "is 2026-04-03 or 2026-03-04; no date of this",
        ),
        ("date,share\n13/04/2026,1\n04/13/2026,1\n", (2, 1), "dates of this column show both"),
        ("month,share\nMar-26,1\n", (2, 1), "a month of 2026, or a day without its year. Write 2026-03."),
        ("year,sales\n2000/01,1\n", (2, 1), "or a month. Write 2000 for the year, 2000-01 for the month."),
        ("year,sales\n2014/2015,1\n", (2, 1), "years begin in January here"),
        ("year,sales\n2005-2007,1\n", (2, 1), "Write 2007, the year in which it ends"),
        ("year,sales\n2001,1\n2001,2\n", (3, 6), "already has a reading for 2001"),
        ("when,what\nx,y\n", (1, 1), "No column and no row of this table has periods."),
        ("", (1, 1), "This file is empty."),
        ('year,sales\n2001,"1\n', (2, 6), "never closed"),
    ],
)
def test_what_is_not_certain(text: str, place: tuple[int, int], said: str) -> None:
    """It is told at its cell, with what to do; it is never guessed."""
    found = faults(imported(text))
    assert found[0][:2] == place
    assert said in found[0][2]


def test_fiscal_years_and_gaps() -> None:
    """2000/01 beside 2001/02 is a year; n/a and a dash are known to be missing, an empty cell is nothing."""
    found = imported("year,sales\n2000/01,1\n2001/02,n/a\n2002/03,\n2003/04,\u2013\n2004 / 05,#DIV/0!\n", fiscal=True)
    assert [tuple(entry)[1:] for entry in found.entries] == [
        ("2000", "1", ""),
        ("2001", "", '"n/a" in the spreadsheet'),
        ("2003", "", '"\u2013" in the spreadsheet'),
        ("2004", "", '"#DIV/0!" in the spreadsheet'),
    ]


def test_choosing_rows_and_names() -> None:
    """A table with a column for each way to divide it: only the rows for the whole, under the name that is given."""
    text = "Year,Sex,Age,Value\n2001,,,5\n2001,f,,6\n2001,,60+,7\n2002,,,8\n"
    choices = Choices(names={"Value": "c/sales", "Age": None}, where={"Sex": "", "Age": ""})
    found = imported(text, choices)
    assert (rows(found), faults(found)) == (["sales,2001,5", "sales,2002,8"], [])
    assert "2 of 4 rows were left out, as asked." in found.told


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a strategy with readings and a table, and go there."""
    (tmp_path / "readings").mkdir()
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "bsc.yaml").write_text("strategy: One\n")
    (tmp_path / "scorecards/c.yaml").write_text(CARD)
    (tmp_path / "readings/c.csv").write_bytes(b"metric,period,value\r\nc/share,2026-01,70.0\r\n")
    (tmp_path / "t.csv").write_text("month,share,lead-time\n2026-01,70,5\n2026-02,71,n/a\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782000000")
    return tmp_path


def test_to_stdout_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is a readings file; -o writes it, but never over another file."""
    assert run(["readings", "import", "t.csv"]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "metric,period,value,note"
    assert len(out.splitlines()) == 5
    assert run(["readings", "import", "t.csv", "-o", "new/t.csv"]) == 0
    assert len((folder / "new/t.csv").read_text().splitlines()) == 4  # the one that is in the readings is left out
    assert run(["readings", "import", "t.csv", "-o", "new/t.csv"]) == 2
    assert run(["readings", "import", "t.csv", "--dry-run"]) == 0
    assert capsys.readouterr().out == ""


def test_adding_to_the_readings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that are there stay as they are, new ones are added; again, nothing happens; another value is refused."""
    assert run(["readings", "import", "t.csv", "--append"]) == 0
    assert "Added 3 to readings/c.csv; 1 were there already." in capsys.readouterr().err
    whole = (
        b"metric,period,value,note\r\nc/share,2026-01,70.0\r\nc/lead-time,2026-01,5,\r\nc/share,2026-02,71,\r\n"
        b'c/lead-time,2026-02,,"""n/a"" in the spreadsheet"\r\n'
    )
    assert (folder / "readings/c.csv").read_bytes() == whole
    assert run(["readings", "import", "t.csv", "--append"]) == 0
    (folder / "t.csv").write_text("month,share\n2026-03,72\n2026-01,75\n")
    assert run(["readings", "import", "t.csv", "--append"]) == 2
    assert '"c/share" has 70.0 for 2026-01 (readings/c.csv:2), but 75 in the table.' in capsys.readouterr().err
    (folder / "t.csv").write_text("month,share\n2026-03,72\n2026-04,abc\n")
    assert run(["readings", "import", "t.csv", "--append"]) == 1
    assert "t.csv:3:9: error[reading-malformed]" in capsys.readouterr().err
    assert (folder / "readings/c.csv").read_bytes() == whole


def test_the_sheet_comes_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template as a sheet, filled in by a spreadsheet with semicolons and commas, is read back as it was meant."""
    assert run(["readings", "template", "--format", "sheet", "-o", "due.csv"]) == 0
    sheet = (folder / "due.csv").read_text().replace(",", ";").replace("2026-04;;", "2026-04;71,5;")
    (folder / "due.csv").write_bytes(b"\xef\xbb\xbf" + sheet.replace("\n", "\r\n").encode())
    capsys.readouterr()
    assert run(["readings", "import", "due.csv"]) == 0
    assert "c/share,2026-04,71.5," in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "arguments", [["none.csv"], ["t.csv", "--map", "x"], ["t.csv", "--map", "x=y"], ["t.csv", "--scorecard", "d"]]
)
def test_what_cannot_be_asked(folder: Path, arguments: list[str]) -> None:
    """A file that is not there, a name without a meaning, a metric or scorecard that is none: exit code 2."""
    del folder
    assert run(["readings", "import", *arguments]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "/dev/null"], "/dev/null is not a file that can be imported."),
        (["import", "none.csv"], "There is no file none.csv."),
        (["check", "/dev/null"], "/dev/null is neither a file nor a folder."),
        (["check", "none.csv"], "There is no file or folder none.csv."),
    ],
)
def test_a_device_is_not_said_to_be_missing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """What is there and is no file is told apart from what is not there."""
    assert run(["readings", *arguments, "--strategy", str(folder)]) == 2
    assert said in capsys.readouterr().err
