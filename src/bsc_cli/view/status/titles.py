"""What people call the parts of what is rolled up."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.evaluation import Evaluation


def titles_of(evaluation: Evaluation) -> Mapping[str, Mapping[str, str]]:
    """Return what things are called, by kind and id: an objective and a metric may share an id.

    Everything of the strategy is there, for an evaluation of a part of it knows more than it holds.
    """
    strategy = evaluation.strategy
    titles: dict[str, dict[str, str]] = {"perspective": {}, "objective": {}, "metric": {}}
    for card in strategy.scorecards.values():
        for name, perspective in strategy.settings.perspectives.items():
            titles["perspective"][f"{card.id}/{name}"] = perspective.title or name
        for objective in card.objectives.values():
            titles["objective"][objective.id] = objective.title
            titles["metric"].update({metric.id: metric.title or metric.name for metric in objective.metrics.values()})
    return titles
