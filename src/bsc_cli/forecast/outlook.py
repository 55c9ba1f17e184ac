"""All forecasts of a strategy as of a day: what is likely to be met, and what the arrows add to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bsc_cli.finding import Field, Place, Pointable
from bsc_cli.forecast.forecast import Forecast

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bsc_cli.evaluation import Evaluation


@dataclass(frozen=True)
class Outlook:
    """The forecasts of the living metrics with a target that is still due, in the order of the strategy, next first."""

    evaluation: Evaluation
    forecasts: tuple[Forecast, ...] = ()

    @cached_property
    def by_metric(self) -> Mapping[str, tuple[Forecast, ...]]:
        """The forecasts of each metric that has any, by full id: of its next target, and of its last one."""
        found: dict[str, list[Forecast]] = {}
        for each in self.forecasts:
            found.setdefault(each.id, []).append(each)
        return {metric: tuple(each) for metric, each in found.items()}

    def having(self, metrics: Collection[str]) -> Outlook:
        """Return the forecasts of some metrics, by full id."""
        return replace(self, forecasts=tuple(each for each in self.forecasts if each.id in metrics))

    def locate(self, element: Pointable, field: Field = None) -> Place:
        """Return where an element, or a field of it, stands."""
        return self.evaluation.locate(element, field)
