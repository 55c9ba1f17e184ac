"""Which metrics a metric is computed from, through as many formulas as it takes."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.evaluation.formulas import Formulas
from bsc_cli.strategy import Strategy


def computed_from(strategy: Strategy) -> Mapping[str, frozenset[str]]:
    """Return, for each metric with a formula, the full ids of all metrics that its value depends on."""
    needs = {name: each.needs for name, each in Formulas(strategy).computed.items()}
    found: dict[str, frozenset[str]] = {}
    for name, inputs in needs.items():
        reached: set[str] = set()
        ahead = list(inputs)
        while ahead:
            here = ahead.pop()
            if here not in reached:
                reached.add(here)
                ahead += needs.get(here, ())
        found[name] = frozenset(reached)
    return found
