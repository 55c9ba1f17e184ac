"""The rule `financial-only`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

if TYPE_CHECKING:
    from bsc_cli.model import Scorecard

_FINANCIAL = ("financ", "finans", "finanz", "shareholder", "финанс", "фінанс", "財務", "财务", "재무")
"""What the id or the title of a financial perspective has in it, in lower case, in several languages."""


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def financial_only(strategy: Strategy, *, share: int = 40, least: int = 4) -> Iterator[Problem]:
    """Too large a share of the metrics, or of their weight, in the financial perspective at the top.

    ## Why
    Financial figures are the result, not the driver: the article this tool comes from warns of a team that gives 90%
    of its attention to next month's profit and cuts corners on service and people to reach it. Kaplan and Norton's
    first article ("The Balanced Scorecard - Measures that Drive Performance", 1992) was written against just that.
    More than `share` percent of the metrics in the top perspective is too much, when that is the financial one. The
    same goes for weights, where every metric, or every objective, of the scorecard has one. Only scorecards without
    a parent and with at least `least` metrics are judged; a finance department may well measure money.

    ## Bad
    ```yaml
    scorecard: corporate  # <- financial-only
    objectives:
      earn-more:
        perspective: financial
        title: Earn more with what we have
        metrics: {return-on-capital: {unit: "%"}, revenue: {unit: EUR}, operating-margin: {unit: "%"}}
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {repeat-orders: {unit: "%"}}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      earn-more:
        perspective: financial
        title: Earn more with what we have
        metrics: {return-on-capital: {unit: "%"}}
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {repeat-orders: {unit: "%"}}
      deliver-on-time:
        perspective: process
        title: Deliver on time
        metrics: {on-time-deliveries: {unit: "%"}}
      train-dispatchers:
        perspective: learning
        title: Train the dispatchers
        metrics: {dispatchers-trained: {unit: "%"}}
    ```
    """
    top = strategy.perspectives[0]
    names = f"{top} {strategy.settings.perspectives[top].title or ''}".casefold()
    if not any(word in names for word in _FINANCIAL):
        return
    for card in strategy.roots:
        if len(strategy.metrics_in(card)) < least:
            continue
        percent, of_what = max(_shares(strategy, card, top), key=lambda each: each[0])
        if percent > share:
            yield Problem(
                card,
                f'"{card.id}" has {percent.to_integral_value(ROUND_CEILING)}% of {of_what} in the perspective "{top}"; '
                f"more than {share}% crowds out what drives the result.",
                help="Keep the figures that prove the strategy, and measure the objectives below that drive them.",
            )


def _shares(strategy: Strategy, card: Scorecard, top: str) -> Iterator[tuple[Decimal, str]]:
    objectives = strategy.objectives_of(card)
    metrics = [(each.perspective == top, metric.weight) for each in objectives for metric in strategy.metrics_of(each)]
    yield _percent([(is_top, Decimal(1)) for is_top, _ in metrics]), f"its {len(metrics)} metrics"
    yield _percent(metrics), "the weight of its metrics"
    yield _percent([(each.perspective == top, each.weight) for each in objectives]), "the weight of its objectives"


def _percent(weights: list[tuple[bool, Decimal | None]]) -> Decimal:
    """Return the share of the weight at the top, 0..100; 0 unless every weight is given: they are relative."""
    given = [(is_top, weight) for is_top, weight in weights if weight is not None]
    total = sum((weight for _, weight in given), Decimal(0))
    if len(given) < len(weights) or not total:
        return Decimal(0)
    return 100 * sum((weight for is_top, weight in given if is_top), Decimal(0)) / total
