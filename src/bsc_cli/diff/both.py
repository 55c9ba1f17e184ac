"""Both versions of a strategy in one: as it is now, with what is gone put back where it was."""

from __future__ import annotations

from collections.abc import Mapping

from bsc_cli.diff.diff import Diff
from bsc_cli.diff.pairs import Pairs
from bsc_cli.model import Arrow, Objective, Perspective, Scorecard
from bsc_cli.strategy import Strategy

Ends = tuple[str, str]
"""Where an arrow starts and where it leads, by the full ids that the newer version has for both."""


def both(diff: Diff) -> Strategy:
    """Return the newer version and, beside it, the objectives and arrows that only the older one had.

    What was retired counts as gone. What is put back has the ids by which the newer version would call it, and no
    place in a file. Scorecards, perspectives, themes and owners that it needs are there, too.
    """
    base, head = diff.base, diff.head
    gone = gone_objectives(diff)
    arrows: dict[str, dict[str, Arrow]] = {}
    now = {(each.source, each.target) for each in head.arrows}
    for (source, target), arrow in arrows_of_base(diff).items():
        if (source, target) not in now:
            ends = {"id": f"{source} -> {target}", "source": source, "target": target, "written": target}
            arrows.setdefault(source, {})[target] = arrow.model_copy(update=ends)
    ghosts: dict[str, dict[str, Objective]] = {}
    for full, objective in gone.items():
        card, name = full.split("/", 1)
        ghosts.setdefault(card, {})[name] = _ghost(full, objective, arrows.get(full, {}), diff.pairs)
    cards = {
        card: _with_the_gone(head.scorecards.get(card), base.scorecards.get(card), ghosts.get(card, {}), arrows, head)
        for card in sorted({*head.scorecards, *ghosts})
    }
    settings = head.settings.model_copy(
        update={
            "perspectives": _in_order(base.settings.perspectives, head.settings.perspectives),
            "themes": {**base.settings.themes, **head.settings.themes},
            "owners": {**base.settings.owners, **head.settings.owners},
        }
    )
    return Strategy(settings, cards, head.reviews, head.documents, head.paths)


def gone_objectives(diff: Diff) -> Mapping[str, Objective]:
    """Return the objectives that were living and are not any more, by the ids that the newer version has for them."""
    was = {diff.pairs.in_head("objective", full): each for full, each in diff.base.objectives.items()}
    return {full: each for full, each in was.items() if full not in diff.head.objectives}


def arrows_of_base(diff: Diff) -> Mapping[Ends, Arrow]:
    """Return the arrows of the older version by their ends as the newer one calls them."""
    in_head = diff.pairs.in_head
    return {(in_head("objective", each.source), in_head("objective", each.target)): each for each in diff.base.arrows}


def _ghost(full: str, objective: Objective, drives: Mapping[str, Arrow], pairs: Pairs) -> Objective:
    above = (Strategy.full_id(ref, objective.scorecard_id) for ref in objective.supports)
    supports = tuple(pairs.in_head("objective", each) for each in above)
    return objective.model_copy(update={"id": full, "retired": None, "drives": dict(drives), "supports": supports})


def _with_the_gone(
    now: Scorecard | None,
    was: Scorecard | None,
    ghosts: Mapping[str, Objective],
    arrows: Mapping[str, Mapping[str, Arrow]],
    head: Strategy,
) -> Scorecard:
    card = now or was
    if card is None:
        raise TypeError(ghosts)
    if now is None:
        return card.model_copy(update={"objectives": dict(ghosts)})
    objectives = {
        name: _driving(each, arrows[each.id], head) if each.id in arrows else each
        for name, each in now.objectives.items()
    }
    return now.model_copy(update={"objectives": {**objectives, **ghosts}})


def _driving(objective: Objective, more: Mapping[str, Arrow], head: Strategy) -> Objective:
    """Return an objective with arrows put back; one to what is retired now is among these, if it ever was living."""
    living = {ref: each for ref, each in objective.drives.items() if each.target in head.objectives}
    return objective.model_copy(update={"drives": {**living, **more}})


def _in_order(old: Mapping[str, Perspective], new: Mapping[str, Perspective]) -> dict[str, Perspective]:
    """Return the perspectives of both; one that is gone stands before the one that it stood before."""
    order = list(new)
    below = ""
    for name in reversed(tuple(old)):
        if name not in new:
            order.insert(order.index(below) if below else len(order), name)
        below = name
    return {name: new.get(name) or old[name] for name in order}
