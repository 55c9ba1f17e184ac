"""Forecasts in words: the same ones in a table, on a page and in a status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bsc_cli.evaluation.pace import Pace
from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.numbers import ABSENT, percent, shown, shown_range
from bsc_cli.visible import oneline

_EVEN = Decimal("0.5")


def cells(forecast: Forecast) -> Mapping[str, str]:
    """Return what stands beside the name of a metric, by the name of the column, in their order."""
    band = ABSENT if forecast.low is None else f"{shown(forecast.low)} to {shown(forecast.high)}"
    return {
        "due": str(forecast.due),
        "target": shown_range(forecast.target_range) if forecast.target_range else shown(forecast.target),
        "now": shown(forecast.result.value),
        "chance": chance(forecast.probability),
        ARROWS: chance(forecast.pushed.probability if forecast.pushed else None),
        "by then": chance(forecast.probability_by),
        "8 in 10 between": band,
        "pace needed": pace_in_words(forecast.pace),
    }


ARROWS = "with arrows"


def columns_of(forecasts: Sequence[Forecast]) -> tuple[str, ...]:
    """Return the columns of some forecasts: that of the arrows only where they move any."""
    every = cells(forecasts[0]) if forecasts else ()
    return tuple(each for each in every if each != ARROWS or any(forecast.pushed for forecast in forecasts))


def chance(part: Decimal | None) -> str:
    """Return a chance in percent."""
    return ABSENT if part is None else percent(part * 100)


def pace_in_words(pace: Pace | None) -> str:
    """Return how many times the best pace so far is needed."""
    if pace is None:
        return ABSENT
    if pace.best.gain <= 0:
        return "never improved"
    return f"{shown(round(pace.needed.pace / pace.best.pace, 1))} x best"


def name(forecast: Forecast) -> str:
    """Return the metric's title with its unit, on one line."""
    unit = f" ({oneline(forecast.result.metric.unit)})" if forecast.result.metric.unit else ""
    return oneline(forecast.result.title) + unit


def summary(outlook: Outlook) -> Iterator[str]:
    """Yield what there is to say of all forecasts together, in sentences."""
    every = outlook.forecasts
    if not every:
        yield "No target is due after that day."
        return
    told = [each for each in every if each.probability is not None]
    missed = sum(each.probability is not None and each.probability < _EVEN for each in told)
    if told:
        yield f"{_counted(len(told), 'target')} still due; {missed or 'none'} more likely missed than met."
    if silent := len(every) - len(told):
        yield f"No chance can be stated for {_number(silent, 'target')}."


def footnotes(forecasts: Sequence[Forecast]) -> Iterator[str]:
    """Yield what the numbers mean, where there are any."""
    if any(each.probability is not None for each in forecasts):
        yield "chance: that the reading of that day meets the target, if things go on as the readings have gone so far."
        if any(each.pushed for each in forecasts):
            yield "with arrows: the same with what is on its way from metrics upstream; bsc ahead says why."
        yield "by then: that at least one reading from the next to that one does. 3% and 97% are as far as it goes."


def _counted(number: int, noun: str) -> str:
    return f"{_number(number, noun)} {'is' if number == 1 else 'are'}"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
