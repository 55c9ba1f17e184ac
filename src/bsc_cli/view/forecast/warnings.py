"""Chances that the arrows have moved, as a section of a page, and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.forecast.reason import reasons
from bsc_cli.forecast.warning import moved, worsened
from bsc_cli.view.forecast.json_format import as_data
from bsc_cli.view.looking.page import Entry, Section
from bsc_cli.view.numbers import shown


def section(outlook: Outlook, wanted: Callable[[Forecast], bool]) -> Iterator[Section]:
    """Yield the section of the wanted forecasts that the arrows have worsened, the worst first; none without any."""
    found = sorted(filter(wanted, worsened(outlook)), key=lambda each: each.pushed.probability if each.pushed else 1)
    if found:
        yield Section("Early warnings", tuple(_entry(outlook, each) for each in found))


def data(outlook: Outlook, wanted: Callable[[Forecast], bool]) -> list[dict[str, object]]:
    """Return the wanted forecasts that the arrows have worsened, in the order of the strategy."""
    return [as_data(each) for each in worsened(outlook) if wanted(each)]


def _entry(outlook: Outlook, forecast: Forecast) -> Entry:
    result = forecast.result
    because = reasons(outlook.evaluation, forecast)
    return Entry(
        0,
        result.status,
        result.title,
        f"chance of missing {shown(forecast.target)} on {forecast.due}: {moved(forecast)}",
        (f"owner: {result.owner}" if result.owner else "no owner", *(f"because {each}" for each in because)),
    )
