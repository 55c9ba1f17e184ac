"""The page of `bsc evidence`: a headline, then the hypotheses by verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsc_cli.evidence import Evidence, Hypothesis, Verdict
from bsc_cli.view.evidence.sentences import about, chance, summary
from bsc_cli.view.looking.page import Entry, Page, Section

_HEADINGS = {
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.SUPPORTED: "Supported",
    Verdict.NOT_SUPPORTED: "Not supported: an effect large enough to act on is unlikely",
    Verdict.NOT_ENOUGH: "Not enough data",
}


def page(evidence: Evidence, shown: Sequence[Hypothesis], about_what: str, *, q_values: bool = False) -> Page:
    """Return the page about some hypotheses; `about_what` is the name of the strategy, or of what was asked for.

    With `q_values` each has its own, and a sentence says what it is.
    """
    many = len(evidence.q_values) if q_values else 0
    return Page(
        title=f"Evidence: {about_what}",
        sentences=(*_sentences(evidence, shown), *([_what_q_is(many)] if many else [])),
        sections=tuple(_sections(evidence, shown, q_values=q_values)),
        command="bsc map --evidence -o map.svg" if shown else None,
    )


def _sentences(evidence: Evidence, shown: Sequence[Hypothesis]) -> Iterator[str]:
    day = evidence.evaluation.as_of
    yield f"as of {day}" if day else "nothing was ever read"
    if not shown:
        yield "There is no arrow here to hold against readings."
        return
    counted = [(word, sum(each.verdict is word for each in shown)) for word in _HEADINGS]
    said = ", ".join(f"{count} {word}" for word, count in counted if count)
    yield f"{_many(len(shown))} held against the readings: {said}."
    supported = [each for each in shown if each.verdict is Verdict.SUPPORTED and each.weighed]
    if supported:
        wrong = sum(1 - each.weighed.holds for each in supported if each.weighed)
        many = f"{wrong:.1f}" if wrong >= 0.1 else "fewer than 0.1"  # noqa: PLR2004 - one decimal
        yield f"Of the {len(supported)} supported, {many} are to be expected not to hold."
    yield f"Before anything was read each was given a chance of {chance(evidence.prior)}."
    if any(each.counts_history for each in shown):
        yield "Where readings from before an arrow was drawn count, its verdict is weaker than it looks."


def _what_q_is(many: int) -> str:
    tested = "the one that was weighed" if many == 1 else f"all {many} that were weighed"
    return f"Of those with a q of 0.1 or less a tenth is to be expected by chance (Benjamini-Hochberg over {tested})."


def _many(count: int) -> str:
    return "1 hypothesis is" if count == 1 else f"{count} hypotheses are"


def _sections(evidence: Evidence, shown: Sequence[Hypothesis], *, q_values: bool) -> Iterator[Section]:
    for word, heading in _HEADINGS.items():
        entries = tuple(_entry(evidence, each, q_values=q_values) for each in shown if each.verdict is word)
        if entries:
            yield Section(heading, entries)


def _entry(evidence: Evidence, hypothesis: Hypothesis, *, q_values: bool) -> Entry:
    q = evidence.q_value(hypothesis) if q_values else None
    objectives = evidence.evaluation.strategy.objectives
    cause, effect = (objectives[end].title for end in (hypothesis.arrow.source, hypothesis.arrow.target))
    turned = " (opposite)" if hypothesis.arrow.effect == "opposite" else ""
    said = summary(hypothesis) + _q(q)
    return Entry(0, None, f"{cause} → {effect}{turned}", said, tuple(about(evidence, hypothesis)))


def _q(value: float | None) -> str:
    if value is None:
        return ""
    return "; q under 0.001" if value < 0.001 else f"; q {value:.3f}"  # noqa: PLR2004 - three decimals
