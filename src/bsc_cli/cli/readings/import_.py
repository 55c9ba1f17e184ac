"""`bsc readings import`: a spreadsheet exported as CSV, as readings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal as Number
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_reading_rules, run_rules
from bsc_cli.cli.naming import metric_named
from bsc_cli.cli.one_scorecard import check_scorecard
from bsc_cli.cli.opening import find_tree, open_strategy
from bsc_cli.cli.options import Colour, ColourOption, OutputOption, ScorecardOption, StrategyOption
from bsc_cli.cli.output import note, write
from bsc_cli.cli.path import path_of
from bsc_cli.cli.readings.writing import Target, fitting, place_for, save, taking_turns, text_at
from bsc_cli.cli.tables import Table, tables_of_settings, texts_of
from bsc_cli.finding import Severity
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree
from bsc_cli.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bsc_cli.cli.opening import Opened
    from bsc_cli.finding import Result
    from bsc_cli.readings import Entry
    from bsc_cli.readings.wide import Imported
    from bsc_cli.strategy import Strategy


class Decimal(StrEnum):
    """What stands before decimals."""

    POINT = "point"
    COMMA = "comma"


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A table exported as CSV, with , ; tab or | between.")],
    *,
    names: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="NAME=METRIC", help="What a name in it means; NAME= leaves it out."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="COLUMN=TEXT", help="Only rows with this in a column; COLUMN= for nothing."),
    ] = None,
    decimal: Annotated[
        Decimal | None, typer.Option("--decimal", help="What is before decimals, where the table does not show it.")
    ] = None,
    scorecard: ScorecardOption = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add the rows to the readings, each where it belongs, or to -o FILE.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how the table is read.")] = False,
    output: OutputOption = None,
    strategy: StrategyOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Turn a spreadsheet with periods or metrics across into rows of metric, period and value.

    What is not certain is told at its cell, and then nothing is written to any file.
    """
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    from bsc_cli.readings.wide import Choices, Decimals, import_sheet

    check_scorecard(scorecard, whole)
    text = _text_of(file)
    meant = {name: metric_named(whole, full) if full else None for name, full in _pairs(names or (), "--map")}
    decimals = Decimals[decimal.name] if decimal else None
    choices = Choices(meant, dict(_pairs(where or (), "--where")), decimals, scorecard)
    imported = import_sheet(Path(file).as_posix(), text, whole, choices)
    for told in imported.told:
        note(visible(told))
    if not imported.entries and not imported.faults:
        raise Stop(f"There are no readings in {file}: no row has a value.")
    result = _findings(opened, whole, imported)
    failed = bool(result.at_least(Severity.ERROR))
    done = _deliver(opened, whole, imported, strategy, Whereto(output, append=append, dry=dry_run, failed=failed))
    opened.loaded.texts.update({Path(file).as_posix(): text})  # for the lines around findings
    complain(opened, result, color)
    note(done)
    return int(failed)


def _text_of(file: str) -> str:
    path = path_of(file)
    if not path.is_file():
        raise Stop(f"{file} is not a file that can be imported." if path.exists() else f"There is no file {file}.")
    return Table(Tree.only(path.absolute().parent, [path.absolute()]), path.name).text


def _pairs(written: Iterable[str], option: str) -> list[tuple[str, str]]:
    found = []
    for each in written:
        name, equals, value = each.rpartition("=") if option == "--map" else each.partition("=")
        if not equals:
            raise Stop(f"{option} needs a name, = and what it means: {option} 'Lead time=lead-time-days'.")
        found.append((name.strip(), value.strip()))
    return found


def _findings(opened: Opened, strategy: Strategy, imported: Imported) -> Result:
    """Return what there is to say of the table, at the severities that the settings give it."""
    from bsc_cli.evaluation import evaluate
    from bsc_cli.readings import Readings

    result = run_reading_rules(opened, evaluate(strategy, Readings(faults=imported.faults)))
    rules = {fault.rule for fault in imported.faults}
    return result._replace(findings=tuple(each for each in result.findings if each.rule in rules))


@dataclass(frozen=True, slots=True)
class Whereto:
    """Where the rows go; nowhere when it is only a dry run, and to no file when something was not certain."""

    output: str | None
    append: bool
    dry: bool
    failed: bool

    @property
    def is_file(self) -> bool:
        """Whether files are to be written."""
        return self.append or self.output not in (None, "-")


def _deliver(opened: Opened, strategy: Strategy, imported: Imported, path: str | None, whereto: Whereto) -> str:
    """Write the rows to where they are wanted, and return a sentence about it."""
    from bsc_cli.readings import appended

    entries = imported.entries
    metrics = len({entry.metric for entry in entries})
    count = f"{len(entries)} reading{'' if len(entries) == 1 else 's'} of {metrics} metric{'' if metrics == 1 else 's'}"
    if whereto.dry or (whereto.failed and whereto.is_file):
        return f"Read {count}; nothing was written."
    if not whereto.is_file:
        write(appended("", "", entries) or "metric,period,value,note\n", None)
        return f"Read {count}."
    with taking_turns(Path(opened.tree.root or ".")):
        opened = opened._replace(tree=find_tree(path)) if opened.tree.root else opened
        return _add(opened, strategy, entries, whereto)


def _add(opened: Opened, strategy: Strategy, entries: Sequence[Entry], whereto: Whereto) -> str:
    """Add the rows that are not there yet; raise Stop, before anything is written, where another value is there."""
    from bsc_cli.readings import Readings, appended, read

    texts = texts_of(tables_of_settings(opened, strategy))
    named = place_for(opened, strategy, Readings(), "", whereto.output) if whereto.output else None
    if named is not None:
        if named.file.exists() and not whereto.append:
            raise Stop(f"There is a file {named.shown} already; --append adds to it.")
        texts[named.shown] = text_at(named)
    there = read(texts, strategy)
    known = {(full, str(row.period)): row for full, rows in there.rows.items() for row in rows}
    fresh: dict[Target, list[Entry]] = {}
    same = 0
    for entry in entries:
        row = known.get((entry.metric, entry.period))
        if row is None:
            target = named or place_for(opened, strategy, there, entry.metric, None)
            fresh.setdefault(target, []).append(entry)
        elif row.value == (Number(entry.value) if entry.value else None):
            same += 1
        else:
            value = "no value" if row.value is None else f"{row.value:f}"
            raise Stop(
                f'"{entry.metric}" has {value} for {entry.period} ({row.path}:{row.line}), but {entry.value or "none"} '
                "in the table. Nothing was written; correct one of them, or `bsc readings add --replace`."
            )
    written = {}
    for target, rows in fresh.items():
        with fitting(target):
            written[target] = appended(target.shown, text_at(target), rows)
    for target, text in written.items():
        save(target, text)
    said = ", ".join(f"{len(rows)} to {target.shown}" for target, rows in fresh.items()) or "nothing"
    return f"Added {said}{f'; {same} were there already' if same else ''}."
