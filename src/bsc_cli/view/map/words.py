"""What a map says in words: for readers of the screen, on hovering, and where something could not be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from bsc_cli.view.map.amount import with_unit
from bsc_cli.view.map.delta import Deltas
from bsc_cli.view.map.drawing import Arrow
from bsc_cli.view.map.ink import Look
from bsc_cli.view.map.letters import clean
from bsc_cli.view.map.mark import MetricLine
from bsc_cli.view.map.net import Path
from bsc_cli.view.map.scene import Node, Scene

_MOST_NAMED = 6
_LOOKS: dict[Look, str] = {"ok": "on target", "near": "near target", "off": "off target", "none": "without a score"}


def card_hint(node: Node) -> str:
    """Return all that a card has to say."""
    words = [f"{clean(node.title)} ({node.id})."]
    if node.delta:
        words.append(clean(node.delta.sentence))
    if node.mark:
        words.append(f"{node.mark.word}.")
    if node.owner or node.is_answered_for:
        words.append(f"Owner: {clean(node.owner)}." if node.owner else "No owner.")
    if node.holds:
        told = ", ".join(f"{count} {_LOOKS[look]}" for look, count in sorted(node.counts))
        words.append(f"{node.holds} objective{'' if node.holds == 1 else 's'}{f': {told}' if told else ''}.")
    words += [f"{clean(metric_hint(metric)).removesuffix('.')}." for metric in node.metrics]
    if node.contributes_to:
        words.append(f"Contributes to {clean('; '.join(node.contributes_to))}.")
    if node.orphan:
        words.append("No arrow leads to it or from it.")
    return " ".join(words)


def metric_hint(metric: MetricLine) -> str:
    """Return a metric with what is measured, expected by now and aimed at: "Orders: 7, expected 6, target 9"."""
    told = (("", metric.value), ("expected ", metric.expected), ("target ", metric.target))
    numbers = ", ".join(f"{what}{with_unit(number, metric.unit)}" for what, number in told if number)
    return f"{metric.title}: {numbers}" if numbers else metric.title


def arrow_hint(scene: Scene, path: Path) -> str:
    """Return the hypothesis that an arrow is."""
    link = path.link
    source, target = clean(scene.nodes[link.source].title), clean(scene.nodes[link.target].title)
    words = f"“{source}” {'drives the opposite of' if link.opposite else 'drives'} “{target}”"
    words += f", after {link.lag}" if link.lag else ""
    words += f", {link.strength}" if link.strength != "moderate" else ""
    words += ", as feedback" if link.feedback else ""
    known = f" {link.hypothesis.words}" if link.hypothesis else ""
    became = f" {clean(link.delta.sentence)}" if link.delta else ""
    return f"{words}.{known} {clean(link.because)}".strip() + became


def between(deltas: Deltas) -> str:
    """Return which versions a change lies between."""
    return f"Changes from {clean(deltas.base)} to {clean(deltas.head)}"


def _in_brackets(node: Node) -> str:
    told = [each.word.lower() for each in (node.mark, node.delta) if each]
    return f" ({', '.join(told)})" if told else ""


def _on_the_change(scene: Scene) -> list[str]:
    """Return sentences on what of a change this map does not show."""
    if scene.deltas is None:
        return []
    if not scene.deltas.count:
        return ["Nothing changed in the strategy."]
    shown = (*(node.delta for node in scene.nodes), *(link.delta for link in scene.links))
    seen = sum(delta.count for delta in shown if delta)
    unseen = scene.deltas.count - seen
    if unseen <= 0:
        return []
    also = "; ".join(map(clean, scene.deltas.elsewhere[:_MOST_NAMED]))
    also += f" and {len(scene.deltas.elsewhere) - _MOST_NAMED} more" * (len(scene.deltas.elsewhere) > _MOST_NAMED)
    many = "1 change is" if unseen == 1 else f"{unseen} changes are"
    return [f"{many} not on this map{f' ({also})' if also else ''}; bsc diff shows all."]


def notes(scene: Scene, arrows: Sequence[Arrow], missed: int) -> list[str]:
    """Return sentences on what is not drawn, or runs against the flow."""
    told = _on_the_change(scene)
    if not scene.links and not scene.supports and len(scene.nodes) > 1:
        told.append("No arrows: nothing here says what drives what.")
    if scene.self_arrows:
        many = "1 arrow leads" if scene.self_arrows == 1 else f"{scene.self_arrows} arrows lead"
        told.append(f"{many} from an objective to itself; what that means cannot be drawn.")
    against = [arrow for arrow in arrows if arrow.kind == "against"]
    if against:
        pairs = ", ".join(f"{arrow.source} to {arrow.target}" for arrow in against[:_MOST_NAMED])
        pairs += f" and {len(against) - _MOST_NAMED} more" if len(against) > _MOST_NAMED else ""
        told.append(f"Against the flow, from cause above to effect below: {pairs}.")
    if scene.hidden_arrows:
        many = "1 arrow is" if scene.hidden_arrows == 1 else f"{scene.hidden_arrows} arrows are"
        told.append(f"{many} not drawn: into a folded card from above, or between two of one band.")
    if missed:
        told.append(f"No room for the label of {missed} arrow{'' if missed == 1 else 's'}.")
    return told


def description(scene: Scene) -> str:
    """Return the whole map in words."""
    words = [f"{clean(scene.name)}, {clean(scene.subtitle)}."]
    if scene.vision:
        words.append(f"Vision: {clean(scene.vision)}")
    for number, band in enumerate(scene.bands):
        here = [node for node in scene.nodes if node.band == number]
        told = ", ".join(clean(node.title) + _in_brackets(node) for node in here)
        words.append(f"{clean(band.title)}: {told or 'no objectives'}.")
    words.append(f"{len(scene.links)} causal arrow{'' if len(scene.links) == 1 else 's'}, causes below effects.")
    if scene.deltas:
        words.append(f"{between(scene.deltas)}.")
    if scene.as_of:
        words.append(f"Readings as of {clean(scene.as_of)}.")
    return " ".join(words)
