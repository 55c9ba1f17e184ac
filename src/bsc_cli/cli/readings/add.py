"""`bsc readings add`: one measured value into the right file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules, today
from bsc_cli.cli.naming import metric_named
from bsc_cli.cli.opening import find_tree, open_strategy
from bsc_cli.cli.options import Colour, ColourOption, StrategyOption
from bsc_cli.cli.output import note as say
from bsc_cli.cli.readings.writing import Target, fitting, place_for, save, taking_turns, text_at
from bsc_cli.cli.tables import tables_of_settings, texts_of
from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.readings import Entry, Reading
    from bsc_cli.strategy import Strategy


def add(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="Its id, or its short id where only one has it.")],
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="2026, 2026-H1, 2026-Q3, 2026-07 or 2026-07-15.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='Digits and a point; "" is known to be missing.')],
    *,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What there is to say about it.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Write it over the reading that is there.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to add it to. [default: where the metric's other readings are, else its scorecard's]",
        ),
    ] = None,
    strategy: StrategyOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Add one reading. Every other character of the file stays as it is."""
    opened = open_strategy(strategy)
    whole = opened.loaded.strategy
    if whole is None:
        complain(opened, run_rules(opened), color)
        return 1
    from bsc_cli.readings import Entry

    entry = Entry(metric_named(whole, metric), period.strip(), value.strip(), " ".join(note.split()))
    reading = _checked(whole, entry)
    with taking_turns(Path(opened.tree.root or ".")):
        place = _write(_again(opened, strategy), whole, Wish(entry, reading, output, replace=replace))
    said = f"{value.strip()}" if reading.value is not None else "known to be missing"
    say(f"Wrote {entry.metric} for {reading.period}, {said}, to {place}.")
    return 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written, the reading that it is, and whereto."""

    entry: Entry
    reading: Reading
    output: str | None
    replace: bool


def _again(opened: Opened, strategy: str | None) -> Opened:
    """Return a strategy with its files as they are now that it is our turn."""
    return opened._replace(tree=find_tree(strategy)) if opened.tree.root else opened


def _write(opened: Opened, strategy: Strategy, wish: Wish) -> str:
    """Write a row; return the file and the line."""
    from bsc_cli.readings import Readings, inserted, neighbour, read, replaced

    texts = texts_of(tables_of_settings(opened, strategy))
    named = None if wish.output is None else place_for(opened, strategy, Readings(), wish.entry.metric, wish.output)
    if named is not None:
        texts[named.shown] = text_at(named)
    readings = read(texts, strategy)
    same = next((row for row in readings.rows.get(wish.reading.metric, ()) if row.period == wish.reading.period), None)
    target = named or place_for(opened, strategy, readings, wish.entry.metric, None)
    if same is not None:
        _refuse_unless(wish.replace, same, wish.reading)
        target = target if same.path == target.shown else Target(Path(opened.tree.root) / same.path, same.path)
    with fitting(target):
        if same is not None:
            line, text = same.line, replaced(target.shown, text_at(target), wish.entry, same.line)
        else:
            beside = neighbour(readings, wish.entry.metric, wish.reading.period, target.shown, strategy.calendar)
            text, line = inserted(target.shown, text_at(target), wish.entry, *beside)
    save(target, text)
    return f"{target.shown}:{line}"


def _checked(strategy: Strategy, entry: Entry) -> Reading:
    """Return an entry as the reading that it is; raise Stop with what a readings file would be told about it."""
    from bsc_cli.evaluation import without_future
    from bsc_cli.readings import new_file, read

    alone = without_future(read({"": new_file(entry)}, strategy), strategy.calendar, today())
    for fault in alone.faults:
        raise Stop(f"{fault.problem.message} {fault.problem.help or ''}".strip())
    return alone.rows[entry.metric][0]


def _refuse_unless(replace: bool, there: Reading, new: Reading) -> None:  # noqa: FBT001 - the flag of the command
    if not replace:
        old = "no value" if there.value is None else f"the value {there.value:f}"
        what = "leaves it empty" if new.value is None else f"writes {new.value:f}"
        raise Stop(
            f'"{there.metric}" already has {old} for {there.period} ({there.path}:{there.line}). '
            f"--replace {what} instead."
        )
