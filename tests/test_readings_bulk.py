"""Very many readings: what is kept of them, and that DuckDB and the reader of lines agree on all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bsc_cli.cli import run
from bsc_cli.evaluation import evaluate
from bsc_cli.readings import Reading, read, read_bulk
from bsc_cli.strategy import Strategy
from measured import strategy_of
from very_many import CARD, METRICS, ROWS, TODAY, days, text_of

duckdb = pytest.mark.skipif(find_spec("duckdb") is None, reason="needs the extra duckdb")


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    """Return a strategy with a metric of each kind, its year from April on."""
    return strategy_of(c=CARD, settings="fiscal_year_starts: april\n")


def both(folder: Path, files: Mapping[str, str], strategy: Strategy) -> bool:
    """Read files in both ways, see that they agree to the last place, and return whether DuckDB could tell."""
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    lines = read(files, strategy, fold=True, today=TODAY)
    bulk = read_bulk({name: folder / name for name in files}, strategy, TODAY)
    if bulk is None:
        return False
    assert dict(bulk.rows) == dict(lines.rows)
    assert [[str(row.value) for row in rows] for rows in bulk.rows.values()] == [
        [str(row.value) for row in rows] for rows in lines.rows.values()
    ]
    assert [*bulk.rows] == [*lines.rows]
    assert bulk.faults == lines.faults
    assert bulk.newest == lines.newest
    return True


@pytest.mark.parametrize("how", ["last", "sum", "mean", "min", "max"])
@pytest.mark.parametrize("every", ["month", "quarter", "half-year", "year"])
@pytest.mark.parametrize("first", ["january", "april", "november"])
def test_what_is_kept_is_what_would_have_been_found(how: str, every: str, first: str) -> None:
    """Status, value and series are the same whether days are kept or made into periods at once, as of any day."""
    card = CARD.replace("every: quarter, aggregate: sum", f"every: {every}, aggregate: {how}")
    strategy = strategy_of(c=card, settings=f"fiscal_year_starts: {first}\n")
    rows = days("total", "2024-02-10", 700)
    rows[50], rows[51] = "total,2024-03-31,,Lost", "total,2024-04-01,3,Recount"
    text = text_of(
        *rows, *days("last", "2024-02-10", 690), "free,2026-01,3,", "weekly,2026-W02,1,", "weekly,2026-01-03,2,"
    )
    plain, folded = (read({"r.csv": text}, strategy, fold=fold) for fold in (False, True))
    assert len(folded.rows["c/total"]) < 30
    assert len(plain.rows["c/total"]) > 600
    for day in (None, *(date(2024, 2, 10) + timedelta(days=step) for step in range(0, 800, 37))):
        one, other = (evaluate(strategy, readings, day, date(2026, 12, 1)) for readings in (plain, folded))
        assert replace(one, readings=other.readings) == other


def test_a_day_that_has_not_come_is_told_of() -> None:
    """A folded period never hides a reading for a day after today."""
    strategy = strategy_of(c=CARD)
    readings = read({"r.csv": text_of(*days("last", "2026-03-01", 20))}, strategy, fold=True, today=TODAY)
    evaluation = evaluate(strategy, readings, None, TODAY)
    assert evaluation.as_of == TODAY
    [fault] = evaluation.faults
    assert "10 readings for periods that have not begun, the first for 2026-03-11" in fault.problem.message


@duckdb
def test_many_days_of_many_metrics(tmp_path: Path, strategy: Strategy) -> None:
    """Each way to aggregate, in each cadence, with notes, gaps and negative values."""
    rows = [row for metric in METRICS for row in days(metric, "2023-12-20", 800)]
    rows[5] = rows[5].rsplit(",", 2)[0] + ",-0.25,A note"
    rows[6] = rows[6].rsplit(",", 2)[0] + ",,Known to be missing"
    assert both(tmp_path, {"a.csv": text_of(*rows)}, strategy)


@duckdb
def test_where_nothing_is_added_up(tmp_path: Path) -> None:
    """Without sums, extremes and limits values are not even made into numbers by DuckDB; it is all the same."""
    card = CARD.replace(", limits: {low: -5, high: 500.5}", "")
    for how in ("sum", "mean", "min", "max"):
        card = card.replace(f", aggregate: {how}", "")
    strategy = strategy_of(c=card)
    rows = [*days("last", "2024-01-01", 400), *days("total", "2024-01-01", 400), "last,2025-06-01,x,"]
    assert both(tmp_path, {"a.csv": text_of(*rows)}, strategy)


@duckdb
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    files=st.integers(1, 2),
    last=st.booleans(),
)
@example(rows=[(name, day, "-0", "") for name in METRICS for day in ("2026-01-05", "2026-01-06")], files=1, last=True)
@example(rows=[("least", "2026-01-05", "-0", ""), ("least", "2026-01-06", "0", "")], files=1, last=True)
@example(rows=[("most", "2026-01-05", "-0.00", ""), ("most", "2026-01-06", "-1", "")], files=1, last=True)
def test_both_ways_agree(
    tmp_path: Path,
    strategy: Strategy,
    rows: list[tuple[str, ...]],
    files: int,
    last: bool,  # noqa: FBT001 - drawn
) -> None:
    """On values, notes, periods, places and findings, whatever stands in the cells."""
    parts = [text_of(*map(",".join, rows[number::files])) for number in range(files)]
    assert both(tmp_path, {f"{number}.csv": part if last else part[:-1] for number, part in enumerate(parts)}, strategy)


@duckdb
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('last,2026-01-05,3,"a, b"', True),
        ('last,2026-01-05,"3",x', True),
        ("last,2026-01-05,3", True),
        ("last,2026-01-05", True),
        ("last", True),
        (",,,", True),
        ("last,2026-01-05,1,234,x", False),
        ("", False),
        ('last,2026-01-05,3,"a\nb"', False),
        ('"last",2026-01-05,3,x', False),
        ('last,2026-01-05,3,"x', False),
        ("last,2026-01-05,3,x\r", False),
        ("last,2026-01-05,3,\0", False),
    ],
)
def test_lines_that_are_not_usual(tmp_path: Path, strategy: Strategy, line: str, told: bool) -> None:  # noqa: FBT001 - a case
    """DuckDB agrees, or the whole is left to the reader of lines."""
    text = text_of(*days("last", "2026-01-01", 4), line, *days("total", "2026-01-01", 4))
    assert both(tmp_path, {"a.csv": text}, strategy) is told


@duckdb
@pytest.mark.parametrize("first", ["2026-01-05", "2026/01/05", "2026 01 05", "2026\\01\\05", "2026-1-05", "2026-01-5"])
@pytest.mark.parametrize("form", ["{}", "{} ", " {}", "0{}", "{}\t", "{} (BC)", "-{}"])
def test_days_that_are_not_written_as_days(tmp_path: Path, strategy: Strategy, first: str, form: str) -> None:
    """What the database may take for a day, or for no day, is told of as ever."""
    for day in (form.format(first), form.format(first.replace("01", " 1")), form.format(first.replace("5", "5 "))):
        assert both(tmp_path, {"a.csv": text_of(*days("last", "2026-02-01", 4), f"last,{day},3,")}, strategy)


@duckdb
@pytest.mark.parametrize("usual", ["12.5", "7", "-3.25", "+1.5", "1.0000001", "1e3", "x", "1" * 13, ""])
@pytest.mark.parametrize(
    "odd", ["12,5", "12.x", "1x.5", "[0-9]", "9", "99.9", "\u0661\u0662.\u0665", "12.5 ", "", "1.2.3"]
)
def test_values_that_look_otherwise_than_most(tmp_path: Path, strategy: Strategy, usual: str, odd: str) -> None:
    """However most values look, the others are told of as ever."""
    rows = [f"{metric},2026-01-{day:02},{usual},x" for metric in ("last", "mean") for day in range(1, 9)]
    text = text_of(*rows, f'last,2026-02-01,"{odd}",x', f"mean,2026-02-01,{odd.replace(',', '.')},x")
    assert both(tmp_path, {"a.csv": text}, strategy)


@duckdb
@pytest.mark.parametrize(
    "text", ["", "\n", "metric;period;value\n", "period,metric,value\n2026,last,1\n", "metric,period\n"]
)
def test_headers_that_are_not_usual(tmp_path: Path, strategy: Strategy, text: str) -> None:
    """They are left to the reader of lines."""
    assert not both(tmp_path, {"a.csv": text}, strategy)


@duckdb
def test_line_ends_of_windows(tmp_path: Path, strategy: Strategy) -> None:
    """Each line with the same end is as good as without; one that differs leaves the file to the reader of lines."""
    text = text_of(*days("last", "2025-12-01", 60), "last,2026-02-03,x,", 'total,2026-02-03,1,"a, b"').replace(
        "\n", "\r\n"
    )
    assert both(tmp_path, {"a.csv": text}, strategy)
    assert both(tmp_path, {"a.csv": text[:-2]}, strategy)
    assert both(tmp_path, {"a.csv": text.replace("\r\n", "\n", 1)}, strategy) is False


@duckdb
def test_bytes_that_are_no_text(tmp_path: Path, strategy: Strategy) -> None:
    """They are left to the reader of lines, which says what is wrong."""
    (tmp_path / "a.csv").write_bytes(b"metric,period,value,note\nlast,2026-01-01,1,\xff\n")
    assert read_bulk({"a.csv": tmp_path / "a.csv"}, strategy, TODAY) is None


@duckdb
def test_sums_are_exact(tmp_path: Path, strategy: Strategy) -> None:
    """Ten thousand times 0.1 are 1000, and a sum of long numbers has all its digits."""
    rows = [f"total,{date(1998, 1, 1) + timedelta(days=day)},0.1," for day in range(10_000)]
    rows += [f"mean,{date(2020, 1, 1) + timedelta(days=day)},123456789012.{day:06}," for day in range(60)]
    assert both(tmp_path, {"a.csv": text_of(*rows)}, strategy)
    found = read_bulk({"a.csv": tmp_path / "a.csv"}, strategy, TODAY)
    assert found is not None
    assert sum((row.value or Decimal(0) for row in found.rows["c/total"]), Decimal(0)) == Decimal(1000)
    assert found.rows["c/total"][0] == Reading(
        "c/total", found.rows["c/total"][0].period, Decimal(9), "", "a.csv", 91, 18, 21
    )


@pytest.mark.parametrize("with_duckdb", [True, False])
def test_status_of_a_large_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    with_duckdb: bool,  # noqa: FBT001 - a case
) -> None:
    """From 4 MiB on the command sums up, with DuckDB or without it, and says the same of a slip as of a small file."""
    if with_duckdb and find_spec("duckdb") is None:
        pytest.skip("needs the extra duckdb")
    monkeypatch.setattr("bsc_cli.readings.can_read_bulk", lambda: with_duckdb)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782000000")
    (tmp_path / "c.yaml").write_text(CARD)
    rows = [
        row
        for metric in ("last", "total", "mean", "least", "most")
        for row in days(metric, "1971-01-01", 20_000, "-" * 20)
    ]
    rows[30] = "last,1971-01-31,1%,"
    (tmp_path / "r.csv").write_text(text_of(*rows))
    assert run(["status", "--strategy", str(tmp_path / "c.yaml"), str(tmp_path / "r.csv"), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert f"{(tmp_path / 'r.csv').as_posix()}:32:17: error[reading-malformed]" in captured.err
    assert '"age_days": 4' in captured.out or '"period": "2025-09"' in captured.out


NAMES = (
    "a*.csv", "d?coy.csv", "[d]ecoy.csv", "{decoy,b}.csv", "q'x.csv", 'q"x.csv', "a;b.csv", "a\nb.csv",
    "x'), ('decoy.csv",
    "metric=c%2Ftotal/r.csv", "value=99/r.csv", "note=zz/r.csv", "period=2026-01/r.csv", "file=7/r.csv", "~/r.csv",
    "file:/r.csv", "s3:/r.csv", "r.csv.gz", "r.parquet", "a%2A.csv", "\\x.csv", "$1.csv", ":source.csv",
    "decoy:places.csv",
)  # fmt: skip


@duckdb
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_whatever_it_is_called(
    name: str, strategy: Strategy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name is a pattern, a home, an address, a column or a piece of SQL: what is read is that file and no other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    text = text_of("c/last,2026-01,4,", "c/last,2026-02,5,x")
    for decoy in ("decoy.csv", "b.csv", "decoy6.csv", "decoy18.csv", "home/r.csv"):
        (tmp_path / decoy).parent.mkdir(exist_ok=True)
        (tmp_path / decoy).write_text(text.replace("5", "77"))
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    for each in (file, file.absolute()):
        bulk = read_bulk({name: each}, strategy, TODAY)
        assert bulk in (None, read({name: text}, strategy, fold=True, today=TODAY))
    plain = not set(name) & set("*?[]{}") and not name.endswith(".gz")
    assert (bulk is not None) == plain
