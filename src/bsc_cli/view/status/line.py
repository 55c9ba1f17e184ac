"""One thing and where it stands, as text: what the table, the Markdown page and the web page are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bsc_cli.evaluation import MetricResult, Rollup, Status
from bsc_cli.forecast import Forecast
from bsc_cli.view.numbers import ABSENT, percent, shown, shown_range, shown_score
from bsc_cli.view.status.recent import recent, sparkline
from bsc_cli.view.status.words import LOW_COVERAGE, spoken, tally, trend_of
from bsc_cli.visible import oneline

Kind = Literal["scorecard", "perspective", "objective", "supporter", "metric", "more", "initiative"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a status.

    `cells` has text by the name of its column, `about` what else there is to say, `counts` the metrics by status where
    they are worth a word. `depth` counts from 0; `branch` is drawn before the name in a tree. `status` is None where
    the line stands for nothing that has one. `latest` are the newest values, in the metric's unit, `forecasts` those of
    a metric where they were asked for.
    """

    kind: Kind
    depth: int
    name: str
    cells: Mapping[str, str]
    status: Status | None = None
    about: str = ""
    counts: Mapping[Status, int] | None = None
    branch: str = ""
    latest: tuple[Decimal | None, ...] = ()
    forecasts: tuple[Forecast, ...] = ()

    @property
    def said(self) -> str:
        """What stands beside the cells: `about`, and the counts where they have no column."""
        counts = "" if self.counts is None or "metrics" in self.cells else tally(self.counts, words=False)
        return " · ".join(filter(None, (self.about, counts)))


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below each other, and the columns beside their names. `top` is the line that speaks for all of them."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    title: str = ""
    top: Line | None = None


def of_metric(result: MetricResult, depth: int, forecasts: tuple[Forecast, ...] | None = None) -> Line:
    """Return the line of a metric, with its forecasts where they were asked for."""
    unit = f" ({oneline(result.metric.unit)})" if result.metric.unit else ""
    bounds = result.target_range
    latest = recent(result)
    return Line(
        "metric",
        depth,
        oneline(result.title) + unit,
        {
            "value": shown(result.value),
            "expected": shown_range(bounds) if bounds is not None else shown(result.expected),
            "score": shown_score(result.score),
            "status": spoken(result.status),
            "progress": percent(result.progress),
            "trend": trend_of(result),
            "recent": sparkline(latest),
            "owner": oneline(result.owner or ABSENT),
            "read": _read(result),
            "scorecard": result.metric.scorecard_id,
            **({} if forecasts is None else {"chance": _chance(forecasts)}),
        },
        result.status,
        oneline(result.note),
        latest=latest,
        forecasts=forecasts or (),
    )


def _chance(forecasts: tuple[Forecast, ...]) -> str:
    """Return how likely the next target is met, moved by the arrows where they move it: "36% → 26% in 2026-12"."""
    first = forecasts[0] if forecasts else None
    if first is None or first.probability is None:
        return ABSENT
    moved = f" → {percent(first.pushed.probability * 100)}" if first.pushed and first.missed_more else ""
    return f"{percent(first.probability * 100)}{moved} in {first.period}"


def of_rollup(result: Rollup, depth: int, titles: Mapping[str, str]) -> Line:
    """Return the line of something rolled up.

    Coverage is spoken of where it is not whole, the worst part and the counts where there are several. `titles` are
    those of its parts.
    """
    metrics = sum(number for status, number in result.counts.items() if status is not Status.RETIRED)
    about = []
    if result.score is not None and result.coverage < 100:  # noqa: PLR2004 - percent
        about.append(f"{percent(result.coverage)} covered")
    if worst := worst_of(result, titles):
        about.append(worst)
    if not metrics:
        about.append("no metrics")
    counts = result.counts if metrics > 1 and result.kind != "objective" else None  # those stand below it, one by one
    name = oneline(result.title)
    return Line(_kind(result), depth, name, cells_of(result), result.status, " · ".join(about), counts)


def worst_of(result: Rollup, titles: Mapping[str, str]) -> str:
    """Return which part of something rolled up is the worst, where there are several; else nothing."""
    scored = sum(number for status, number in result.counts.items() if status.has_score)
    if result.worst is None or len(result.parts) < 2 or scored < 2:  # noqa: PLR2004 - several
        return ""
    return f"worst: {oneline(titles[result.worst])}"


def cells_of(result: Rollup) -> Mapping[str, str]:
    """Return the cells of something rolled up."""
    return {
        "score": shown_score(result.score),
        "status": spoken(result.status) if result.score is None or result.status.has_score else LOW_COVERAGE,
        "covered": percent(result.coverage),
    }


def _kind(result: Rollup) -> Kind:
    match result.kind:
        case "scorecard" | "perspective" as kind:
            return kind
    return "objective"


def _read(result: MetricResult) -> str:
    """Return the period of the value and how many days ago it ended."""
    if result.period is None:
        return ABSENT
    return f"{result.period}, {result.age} d" if result.age else str(result.period)
