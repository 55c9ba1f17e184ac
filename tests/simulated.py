"""Strategies with readings whose truth is known, for tests of evidence: written as people write them, drawn by seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bsc_cli.evaluation import Evaluation, evaluate
from bsc_cli.evidence.numbers import Matrix
from bsc_cli.readings import read
from bsc_cli.strategy import Strategy


def card(name: str, arrows: str = "{tenants: {after: 3 months}}", parent: str = "", every: str = "month") -> str:
    """Return a scorecard of two objectives: repairs (lead-days, better lower) drive tenants (satisfaction)."""
    above = f"parent: {parent}\n" if parent else ""
    supports = f"    supports: [{parent}/{{}}]\n" if parent else ""
    return (
        f"scorecard: {name}\n{above}objectives:\n"
        f"  tenants:\n    perspective: customer\n    title: Delight tenants\n{supports.format('tenants')}"
        f"    metrics:\n      satisfaction: {{kind: lagging, better: higher, every: {every}}}\n"
        f"  repairs:\n    perspective: process\n    title: Repair fast\n{supports.format('repairs')}"
        f"    drives: {arrows}\n    metrics:\n      lead-days: {{kind: leading, better: lower, every: month}}\n"
    )


def driven(
    seed: int, months: int, strength: float, lag: int = 3, shared: Matrix | None = None
) -> tuple[Matrix, Matrix]:
    """Return a cause and an effect by month; `strength` is the partial correlation at the lag, in their values.

    Both follow half from their last month. `shared` is added to both.
    """
    rng = np.random.default_rng([seed, months])
    cause, effect = np.zeros(months + 40), np.zeros(months + 40)
    slope = strength / np.sqrt(1 - strength**2) * np.sqrt(0.75)
    for month in range(lag + 1, months + 40):
        cause[month] = 0.5 * cause[month - 1] + rng.standard_normal()
        effect[month] = 0.5 * effect[month - 1] + slope * cause[month - lag] + rng.standard_normal()
    more = np.zeros(months) if shared is None else shared
    return cause[40:] + more, effect[40:] + more


def lines(metric: str, values: Sequence[float] | Matrix, first_year: int = 2015) -> list[str]:
    """Return the rows of a readings file for monthly values, NaN left out."""
    return [
        f"{metric},{first_year + month // 12}-{month % 12 + 1:02},{value:.4f}"
        for month, value in enumerate(values)
        if np.isfinite(value)
    ]


def held(strategy: Strategy, columns: Mapping[str, Sequence[float] | Matrix]) -> Evaluation:
    """Evaluate a strategy on monthly values by metric, from January 2015 on."""
    text = "\n".join(["metric,period,value", *(line for name, each in columns.items() for line in lines(name, each))])
    return evaluate(strategy, read({"readings/r.csv": text + "\n"}, strategy))
