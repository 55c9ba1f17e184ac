"""`bsc baseline`: start green on an old strategy, and see only what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bsc_cli.cli.checking import complain, run_rules
from bsc_cli.cli.kept import kept_file
from bsc_cli.cli.opening import Opened, open_strategy
from bsc_cli.cli.options import Colour, ColourOption, StrategyOption
from bsc_cli.cli.output import note, write_file
from bsc_cli.stop import Stop
from bsc_cli.tree import BASELINE


def baseline(
    update: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--update", help="Write it anew from what is found now.")
    ] = False,
    prune: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--prune", help="Only drop the entries that no longer occur.")
    ] = False,
    strategy: StrategyOption = None,
    color: ColourOption = Colour.AUTO,
) -> int:
    """Take down everything that is found now, so that `bsc validate` shows only what is new."""
    if update and prune:
        raise Stop("Choose one: --update takes in what is new, --prune only drops what is gone.")
    opened = open_strategy(strategy)._replace(only=None)
    target = kept_file(opened, strategy, BASELINE, "A baseline")
    there = BASELINE in opened.tree.paths
    if there and not (update or prune):
        raise Stop(
            f"There is a baseline already: {BASELINE}. --update writes it anew from what is found now, "
            "--prune only drops the entries that no longer occur."
        )
    if prune:
        return _prune(opened, target, color)
    return _write(opened, target, color, first=not there)


def _write(opened: Opened, target: Path, color: Colour, *, first: bool) -> int:
    from bsc_cli.check import Address, baseline_text, holdable
    from bsc_cli.rules import named

    result = run_rules(opened)
    if opened.loaded.strategy is None:
        complain(opened, result, color)
        return 1
    held = [Address.of(found) for found in result.findings if holdable(named(found.rule))]
    if beyond := sum(not holdable(named(found.rule)) for found in result.findings):
        note(f"{_counted(beyond, 'finding', 'findings')} cannot be held back; mend what `bsc validate` still shows.")
    if first and not held:
        note("There is nothing to hold back, so no baseline was written.")
        return 0
    write_file(target, baseline_text(held).encode())
    note(f"Wrote {BASELINE} with {_counted(len(held), 'entry', 'entries')}. Commit it with the strategy.")
    return 0


def _prune(opened: Opened, target: Path, color: Colour) -> int:
    from bsc_cli.check import baseline_text, read_baseline
    from bsc_cli.rules import names

    old = read_baseline(opened.tree)
    if old is None:
        raise Stop(f"There is no baseline to prune: no {BASELINE} below this strategy. `bsc baseline` writes one.")
    result = run_rules(opened, old)
    if opened.loaded.strategy is None or old.fault is not None:
        opened.loaded.texts.update({BASELINE: old.text})  # for the lines around findings
        complain(opened, result, color)
        return 1
    stale = set(old.met(result.baselined, result.rules_run).stale(names()))
    if not stale:
        note("Every entry still occurs; nothing was dropped.")
        return 0
    kept = [entry.address for entry in old.entries if entry not in stale]
    write_file(target, baseline_text(kept).encode())
    note(f"Dropped {len(stale)} of {len(old.entries)} entries from {BASELINE}.")
    return 0


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
