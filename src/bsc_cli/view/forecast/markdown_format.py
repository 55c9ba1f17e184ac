"""Forecasts as Markdown, for a pull request or a page."""

from __future__ import annotations

from collections.abc import Iterable

from bsc_cli.forecast import Forecast, Outlook
from bsc_cli.view.forecast.words import cells, columns_of, footnotes, name, summary
from bsc_cli.visible import in_markdown


def markdown(outlook: Outlook) -> str:
    """Return a heading, what there is to say of all of it, and a table. User text becomes no markup or mention."""
    evaluation = outlook.evaluation
    day = f"As of {evaluation.as_of}" if evaluation.as_of else "Nothing was ever read"
    parts = [f"# {in_markdown(evaluation.strategy.name) or 'Forecast'}", f"{day}: {' '.join(summary(outlook))}"]
    if outlook.forecasts:
        names = columns_of(outlook.forecasts)
        head = [_row(["", *names, "note"]), _row(["---", *("---:" for _ in names), "---"])]
        parts.append("\n".join([*head, *(_row(_line(each, names)) for each in outlook.forecasts)]))
        parts += ["\n".join(f"- {sentence}" for sentence in footnotes(outlook.forecasts))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _line(forecast: Forecast, names: Iterable[str]) -> list[str]:
    told = cells(forecast)
    return [in_markdown(name(forecast)), *(told[each] for each in names), in_markdown(forecast.lacking)]


def _row(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"
