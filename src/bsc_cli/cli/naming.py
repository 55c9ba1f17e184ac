"""What a person calls an objective or a metric on the command line: its id, full or short."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.strategy import Strategy


class Named(NamedTuple):
    """The full id of an objective; and of the metric of it that was named, if it was one."""

    objective: str
    metric: str | None = None


def objective_named(strategy: Strategy, name: str) -> str:
    """Return the full id of the living objective that a name means; raise Stop with the nearest name when none does."""
    found = _one(name, strategy.objectives)
    if found is None:
        raise Stop(f'"{name[:60]}" is not an objective here{_rather(name, strategy.objectives)}')
    return found


def metric_named(strategy: Strategy, name: str) -> str:
    """Return the full id of the living metric that a name means; raise Stop with the nearest name when none does."""
    found = _one(name.removeprefix("metric:"), strategy.metrics)
    if found is None:
        raise Stop(f'"{name[:60]}" is not a metric here{_rather(name, strategy.metrics)}')
    return found


def named(strategy: Strategy, name: str) -> Named:
    """Return the living objective or metric that a name means; raise Stop with the nearest name when none does.

    Where both have the name it is the objective; `metric:` before it means the metric.
    """
    kind, colon, rest = name.partition(":")
    if colon and kind in ("objective", "metric"):
        name = rest
    objective = _one(name, strategy.objectives) if kind != "metric" else None
    if objective is not None:
        return Named(objective)
    metric = _one(name, strategy.metrics) if kind != "objective" else None
    if metric is not None:
        return Named(strategy.metrics[metric].objective, metric)
    known = (*strategy.objectives, *strategy.metrics)
    raise Stop(f'"{name[:60]}" is not an objective or a metric here{_rather(name, known)}')


def is_named(strategy: Strategy, name: str) -> bool:
    """Whether a name means an objective or a metric, or several."""
    known = {full for every in (strategy.objectives, strategy.metrics) for full in every}
    bare = name.removeprefix("objective:").removeprefix("metric:")
    return bare in known or bare in {_short(full) for full in known}


def _one(name: str, among: Iterable[str]) -> str | None:
    found = [full for full in among if name in (full, _short(full))]
    if len(found) > 1:
        raise Stop(f'"{name}" is in several scorecards; write one of {", ".join(found)}.')
    return found[0] if found else None


def _short(full: str) -> str:
    return full.split("/", 1)[1]


def _rather(name: str, among: Iterable[str]) -> str:
    from bsc_cli.load import nearest

    known = list(among)
    close = nearest(name, [*known, *map(_short, known)])
    return f"; did you mean {close}?" if close else "."
