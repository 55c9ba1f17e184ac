"""What is said of a metric, a link and an arrow, in a line each."""

from __future__ import annotations

from datetime import date

from bsc_cli.evaluation import MetricResult, Status
from bsc_cli.evaluation.links import Link
from bsc_cli.evaluation.movement import Movement
from bsc_cli.evaluation.standing import Standing
from bsc_cli.evaluation.verdict import Verdict, Word
from bsc_cli.view.numbers import shown, shown_range
from bsc_cli.view.status.words import WORDS

_QUESTIONS = {
    Word.EXECUTION: "execution question",
    Word.HYPOTHESIS: "hypothesis in question",
    Word.CONSISTENT: "consistent",
    Word.TOO_EARLY: "too early to say",
    Word.NOT_MEASURED: "not measured",
}


def whose(standing: Standing) -> str:
    """Return the id of an objective and who answers for it."""
    return f"{standing.id} · {standing.owner}" if standing.owner else standing.id


def measured(result: MetricResult, since: date | None = None) -> str:
    """Return a metric with its value, what was expected, and since when it is off."""
    parts = []
    if result.value is not None:
        parts.append(f"{shown(result.value)}{f' {result.metric.unit}' if result.metric.unit else ''}")
    if result.target_range is not None:
        parts.append(f"expected {shown_range(result.target_range)}")
    elif result.expected is not None:
        parts.append(f"expected {shown(result.expected)}")
    if since is not None:
        parts.append(f"{WORDS[Status.OFF]} since {since}")
    elif not result.status.has_score:
        parts.append(WORDS[result.status])
    if result.trend in ("better", "worse"):
        parts.append(f"trend {result.trend}")
    return f"{result.title}: {', '.join(parts)}"


def along(link: Link) -> str:
    """Return what a link says: its lag, its sign and the mechanism; or that it is the cascade."""
    if link.arrow is None:
        return "supports it, in the cascade"
    parts = [f"after {link.lag}" if link.lag else "lag not declared"]
    parts += ["opposite effect"] if link.is_opposite else []
    parts += ["feedback"] if link.is_feedback else []
    because = link.arrow.because
    return f"{', '.join(parts)}{f': {because}' if because else ''}"


def judged(verdict: Verdict, *, on_target: bool = False) -> str:
    """Return the word for an arrow, and what it rests on. `on_target`: the cause is where it should be."""
    word, cause, effect, over = _QUESTIONS[verdict.word], verdict.cause, verdict.effect, verdict.lag_over_on
    match verdict.word:
        case Word.EXECUTION:
            since = f" since the event of {verdict.event}" if verdict.event else ""
            return f"{word}: the cause has not moved{since}{', and is on target' if on_target else ''}"
        case Word.HYPOTHESIS | Word.CONSISTENT:
            return f"{word}: the cause {_moved(cause)}, which could show from {over} on; the effect {_moved(effect)}"
        case Word.TOO_EARLY if cause is not None and cause.since is not None:
            return f"{word}: the cause {_moved(cause)}, which could show from {over} on"
        case Word.TOO_EARLY:
            return f"{word}: nothing of it can show before {over}"
        case Word.NOT_MEASURED if cause is not None and cause.direction == "both":
            return f"{word}: the cause's metrics moved against each other"
    return f"{word}: too few readings of the {'cause' if cause is None else 'effect'}"


def _moved(movement: Movement | None) -> str:
    if movement is not None and movement.direction == "both":
        return "has metrics that moved against each other"
    if movement is None or movement.since is None:
        return "has not moved"
    return f"got {movement.direction} from {movement.since}"
