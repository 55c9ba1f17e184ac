"""Early warnings: targets that are more likely missed than met since something upstream turned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.forecast.forecast import Forecast
from bsc_cli.forecast.outlook import Outlook
from bsc_cli.forecast.reason import movers, reasons

_EVEN = Decimal("0.5")
POINTS = 10
"""Points in percent by which the arrows have to move a chance before it is told."""


def worsened(outlook: Outlook, points: int = POINTS) -> Iterator[Forecast]:
    """Yield the forecasts whose chance of missing the target is raised by so many points or more by the arrows.

    One at least of these has to be as likely as not.
    """
    return (each for each in outlook.forecasts if each.missed_more * 100 >= points and movers(each))


def warned(outlook: Outlook, points: int = POINTS) -> Iterator[Forecast]:
    """Yield those of the worsened forecasts that are now more likely missed than met."""
    for each in worsened(outlook, points):
        if each.pushed is not None and each.pushed.probability < _EVEN:
            yield each


def because(outlook: Outlook, forecast: Forecast) -> str:
    """Return why the arrows move a forecast, in one clause."""
    return "; ".join(reasons(outlook.evaluation, forecast))


def moved(forecast: Forecast) -> str:
    """Return the chance of missing a target before and after the arrows are looked at: "38% -> 61%"."""
    if forecast.pushed is None or forecast.probability is None:
        return ""
    before, after = (1 - each for each in (forecast.probability, forecast.pushed.probability))
    return f"{before:.0%} → {after:.0%}"
