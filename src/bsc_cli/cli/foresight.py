"""What is to come, as far as it can be told: forecasts, and what arrows make of them by the evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.cli.extra import can_compute

if TYPE_CHECKING:
    from bsc_cli.cli.opening import Opened
    from bsc_cli.evaluation import Evaluation
    from bsc_cli.evaluation.odds import ArrowOdds
    from bsc_cli.forecast import Outlook


def foresee(opened: Opened, evaluation: Evaluation, at: str | None = None, *, fan: bool = False) -> Outlook:
    """Forecast all of an evaluation, which is a whole one. `at` is the ref that the strategy was read from.

    Arrows are not looked at when no metric has enough readings for a forecast: git need not be asked about them then.
    """
    from bsc_cli.forecast import FEWEST, look_out

    odds: tuple[ArrowOdds, ...] = ()
    if any(len(result.series) >= FEWEST for result in evaluation.metrics) and evaluation.strategy.arrows:
        from bsc_cli.cli.arrow_history import arrow_history
        from bsc_cli.evidence import examine

        odds = examine(evaluation, arrow_history(opened, evaluation.strategy, at, quietly=True)).odds
    return look_out(evaluation, odds, fan=fan)


def foresee_if_possible(opened: Opened, evaluation: Evaluation, at: str | None = None) -> Outlook | None:
    """Forecast all of an evaluation where the extra for it is installed."""
    return foresee(opened, evaluation, at) if can_compute() else None
