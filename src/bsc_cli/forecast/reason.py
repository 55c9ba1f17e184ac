"""Why the arrows move a forecast, in words that claim no more than was read."""

from __future__ import annotations

from decimal import localcontext

from bsc_cli.evaluation import Evaluation, Trend
from bsc_cli.evaluation.movement import signal_since
from bsc_cli.forecast.forecast import Cause, Forecast, Pushed
from bsc_cli.readings import EXACT

LIKELY = 0.5
"""Of an arrow that is less likely than this nothing is said, though it counts by how likely it is."""
_MOST = 3
"""So many causes are told."""
_SUREST = 0.99
"""No arrow is shown as certain."""
_WORTH_TELLING = 5
"""A cause that adds less than the strongest one divided by this is left out."""


def movers(forecast: Forecast) -> tuple[Cause, ...]:
    """Return the causes worth naming: as likely as not or more, moving it as it moves, the strongest first."""
    if forecast.pushed is None:
        return ()
    causes = forecast.pushed.causes
    down = _is_down(forecast.pushed)
    same = [cause for cause in causes if (cause.adds < 0) is down and cause.odds.probability >= LIKELY]
    return tuple(cause for cause in same if abs(cause.adds) * _WORTH_TELLING >= abs(causes[0].adds))[:_MOST]


def reasons(evaluation: Evaluation, forecast: Forecast) -> tuple[str, ...]:
    """Return what moves a forecast the way it moves, with how far each arrow is to be believed.

    Like '"Calls" (coo) is off since 2026-06-30 (supported 91%, 3 months)'.
    """
    if forecast.pushed is None:
        return ()
    worse = _is_down(forecast.pushed) is (forecast.result.metric.direction == "higher")
    return tuple(_reason(evaluation, cause, worse=worse is not cause.odds.is_opposite) for cause in movers(forecast))


def _is_down(pushed: Pushed) -> bool:
    return sum(cause.adds for cause in pushed.causes) < 0


def _reason(evaluation: Evaluation, cause: Cause, *, worse: bool) -> str:
    """Return what happened to a cause; `worse` says whether it was worse or better than it usually is that moves."""
    result = evaluation.by_metric[cause.odds.cause]
    name = f'"{result.title}"' + (f" ({result.owner})" if result.owner else "")
    lag, chance = cause.odds.lag_months, min(cause.odds.probability, _SUREST)
    told = f"{cause.odds.word} {chance:.0%}, {lag} month{'' if lag == 1 else 's'}"
    since = evaluation.off_since(result) if worse else None
    if since is not None:
        return f"{name} is off since {since} ({told})"
    if worse and result.trend is Trend.WORSE and evaluation.as_of is not None:
        with localcontext(EXACT):
            since = signal_since(evaluation.strategy, result, evaluation.as_of)
        return f"{name} is getting worse since {since} ({told})"
    return f"{name} has been {'worse' if worse else 'better'} than its usual course ({told})"
