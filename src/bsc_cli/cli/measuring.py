"""Holding an opened strategy against readings: which files, as of which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bsc_cli.cli.checking import today
from bsc_cli.cli.tables import Table, legible, tables_named, tables_of_settings
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bsc_cli.cache.measured import Measured
    from bsc_cli.cli.opening import Opened
    from bsc_cli.cli.progress import Step
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.readings import Readings
    from bsc_cli.strategy import Strategy


def measure(opened: Opened, strategy: Strategy, given: Sequence[str], as_of: str | None) -> Evaluation:
    """Evaluate a strategy on the readings that were named, else on those its settings name."""
    from bsc_cli.evaluation import evaluate

    tables = tables_named(given, opened.tree) if given else tables_of_settings(opened, strategy)
    if not tables:
        where = ", ".join(given) or f"'{strategy.settings.readings}'"
        when = f" at {opened.tree.version}" if opened.tree.version else ""
        raise Stop(f"There are no readings to look at: no CSV file in {where}{when}.")
    readings = _read(opened, strategy, tables)
    if not readings.rows and not readings.faults:
        raise Stop(f"There are no readings to look at: {', '.join(tables)} has no rows.")
    return evaluate(strategy, readings, day(as_of), today())


def _read(opened: Opened, strategy: Strategy, tables: Mapping[str, Table]) -> Readings:
    """Read tables; of very many rows only what will be asked, or look up what they came to the last time."""
    from bsc_cli.readings import MANY, read

    files = {path: file for path, table in tables.items() if (file := table.file)}
    if sum(table.size for table in tables.values()) < MANY:
        texts, faults = legible(tables)
        opened.loaded.texts.update(texts)  # for the lines around findings
        return read(texts, strategy, today=today()).with_faults(faults)
    if len(files) < len(tables):  # of a commit
        with _told_of(tables):
            return _read_very_many(opened, strategy, tables, {}).readings
    from bsc_cli.cli.remembering import kept_readings
    from bsc_cli.rules import names

    known = kept_readings(strategy, files, today()) if opened.remembers else None
    measured = known.found(frozenset(names())) if known else None
    if measured is None:
        with _told_of(tables):
            measured = _read_very_many(opened, strategy, tables, files)
        if known:
            known.keep(measured)
    elif measured.shown:
        for path, table in tables.items():
            opened.loaded.texts.let_go(path, table.again)
    return measured.readings


def _told_of(tables: Mapping[str, Table]) -> AbstractContextManager[Step]:
    """Say on a terminal how much is read; how far it has come nobody can tell."""
    from bsc_cli.cli.progress import progress

    size = sum(table.size for table in tables.values()) // (1024 * 1024)
    return progress(lambda _: f"Reading {size} MiB of readings", at_once=True)


def _read_very_many(
    opened: Opened, strategy: Strategy, tables: Mapping[str, Table], files: Mapping[str, Path]
) -> Measured:
    """Read what very many rows come to, with DuckDB if it can tell of all these files."""
    from bsc_cli.cache.measured import Measured
    from bsc_cli.readings import can_read_bulk, read, read_bulk

    if files and can_read_bulk():
        readings = read_bulk(files, strategy, today())
        if readings is not None:
            return Measured(readings, shown=False)
    texts, faults = legible(tables)
    opened.loaded.texts.update(texts)
    return Measured(read(texts, strategy, fold=True, today=today()).with_faults(faults), shown=True)


def day(written: str | None, option: str = "--as-of") -> date | None:
    """Return the day that an option names; None when it names none. Raise Stop when it is no day."""
    if written is None:
        return None
    from bsc_cli.model import Period

    try:
        period = Period.read(written)
        if period.cadence == "day":
            return date.fromisoformat(str(period))
    except ValueError:
        pass
    raise Stop(f"'{written[:40]}' is not a day; write {option} as 2026-06-30.")
