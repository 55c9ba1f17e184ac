"""What is said of one hypothesis, in a line each. Never more than the readings can bear."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.evidence import Evidence, Hypothesis, Source, Verdict, Weighed
from bsc_cli.evidence.power import MEDIUM
from bsc_cli.view.numbers import shown

_SHARED = "A shared cause not in your data would look the same"
_LEANING = 0.6
"""The chance from which on readings lean."""
_YEARS = 60
"""Months beyond which one speaks of years."""
_NEAR = 0.25
"""The chance of the declared lag, give or take a month, below which the effect stands at another lag."""


def summary(hypothesis: Hypothesis) -> str:
    """Return the verdict with its chance and what it rests on."""
    said = hypothesis.weighed
    if said is None:
        return f"{hypothesis.verdict}: {_why_nothing(hypothesis)}"
    parts = [f"{hypothesis.verdict} ({chance(said.holds)}, {odds(said.moved)})"]
    if hypothesis.verdict is Verdict.CONTRADICTED:
        parts = [f"{hypothesis.verdict}: {_against(said)}"]
    elif hypothesis.verdict is Verdict.NOT_ENOUGH:
        parts = [f"{hypothesis.verdict}, {leaning(said)}"]
    parts.append(lag(hypothesis, said))
    parts.append(f"r {decimal(said.strength)}")
    parts.append(_rows(said))
    return "; ".join(parts)


def _why_nothing(hypothesis: Hypothesis) -> str:
    if hypothesis.remarks:
        return " ".join(hypothesis.remarks)
    match hypothesis.since.told_by:
        case Source.UNCOMMITTED:
            return "the arrow is not committed as it is now, so no reading came after it."
        case Source.UNKNOWN:
            return "it was seen in the data first and nobody knows when, so no reading counts; say it in `declared_on`."
    return f"too few readings since it was drawn on {hypothesis.since.day}."


def leaning(said: Weighed) -> str:
    """Return which way the readings lean, with the chance that the arrow holds."""
    word = (
        "leaning yes"
        if said.holds >= _LEANING
        else "leaning no"
        if said.holds <= 1 - _LEANING
        else "leaning neither way"
    )
    return f"{word} ({chance(said.holds)})"


def chance(share: float) -> str:
    """Return a chance in percent, never 0 or 100: readings do not settle anything."""
    return f"{min(max(round(share * 100), 1), 99)}%"


def odds(moved: float) -> str:
    """Return by how much the readings moved the odds."""
    if moved >= 1:
        return f"odds times {_factor(moved)}"
    return f"odds divided by {_factor(1 / max(moved, 1e-9))}"


def _factor(number: float) -> str:
    if number >= 1000:  # noqa: PLR2004 - beyond, the figure means nothing
        return "1000 or more"
    return shown(Decimal(f"{number:.2g}"))


def lag(hypothesis: Hypothesis, said: Weighed) -> str:
    """Return the lag that fits best against the declared one."""
    declared = hypothesis.declared_lag_months
    if declared is None:
        return f"best lag {months(said.lag_months)} (none declared: 1 to 6 were looked at)"
    apart = ", at another lag" if said.near_declared < _NEAR and hypothesis.verdict is Verdict.SUPPORTED else ""
    return f"best lag {said.lag_months} (declared {declared}) months{apart}"


def months(count: int) -> str:
    """Return a number of months, many of them in years."""
    if count > _YEARS:
        return f"{count / 12:.0f} years"
    return "1 month" if count == 1 else f"{count} months"


def decimal(number: float) -> str:
    """Return a number with two decimals."""
    return f"{number:.2f}".replace("-0.00", "0.00")


def _rows(said: Weighed) -> str:
    units = f" in {said.units} units" if said.units > 1 else ""
    return f"{said.rows} readings{units}"


def _against(said: Weighed) -> str:
    if said.opposite >= said.reverse or said.opposite >= 0.5:  # noqa: PLR2004 - an even chance
        return f"it runs the other way up ({chance(said.opposite)})"
    return f"the effect moves first ({chance(said.reverse)})"


def about(evidence: Evidence, hypothesis: Hypothesis) -> Iterator[str]:
    """Yield what else there is to say of a hypothesis, most important first."""
    yield measured_by(evidence, hypothesis)
    said = hypothesis.weighed
    if said is not None:
        yield from _size(evidence, hypothesis, said)
    yield from _missing(hypothesis)
    if hypothesis.unsettled is not None:
        yield f"The newest readings say {hypothesis.unsettled}; a verdict changes when three looks in a row agree."
    yield from _since(hypothesis)
    if said is not None and said.event is not None:
        yield f"The level of both shifted in {said.event:%Y-%m}: one event, taken out of both."
    yield from _caution(hypothesis)


def measured_by(evidence: Evidence, hypothesis: Hypothesis) -> str:
    """Return which metrics stand for the ends, and why these."""
    if not hypothesis.ends:
        return f"{hypothesis.arrow.source} → {hypothesis.arrow.target}"
    cause, effect = hypothesis.ends[0]
    pair = f"{cause} → {effect}"
    if len(hypothesis.ends) > 1:
        short = f"{cause.split('/', 1)[1]} → {effect.split('/', 1)[1]}"
        pair = f"{short} in {', '.join(each.cause.split('/', 1)[0] for each in hypothesis.ends)}"
    chosen = [word for end in (cause, effect) if (word := _chosen(evidence, end))]
    return f"{pair} ({'; '.join(chosen)})" if chosen else pair


def _chosen(evidence: Evidence, end: str) -> str:
    """Return why a metric stands for its objective; nothing where it is the only one."""
    strategy = evidence.evaluation.strategy
    metric = strategy.metrics[end]
    all_ = strategy.metrics_of(strategy.objectives[metric.objective])
    word = "lagging" if metric.kind_ == "lagging" else "first"
    return f"{metric.name}: the {word} one of {len(all_)}" if len(all_) > 1 else ""


def _size(evidence: Evidence, hypothesis: Hypothesis, said: Weighed) -> Iterator[str]:
    if hypothesis.verdict is not Verdict.SUPPORTED:
        return
    metrics = evidence.evaluation.strategy.metrics
    cause, effect = (metrics[end] for end in evidence.own_ends(hypothesis.arrow, hypothesis) or hypothesis.ends[0])
    change = said.effect * said.swing
    yield (
        f"A usual swing of {cause.title or cause.name} ({_amount(said.swing, cause.unit)}) goes with "
        f"{_amount(abs(change), effect.unit)} {'more' if change > 0 else 'less'} of {effect.title or effect.name}"
        f"{f' {months(said.lag_months)} later' if said.lag_months else ' in the same month'}."
    )


def _amount(number: float, unit: str | None) -> str:
    said = {"%": "points"}.get(unit or "", unit)
    return f"{shown(Decimal(f'{number:.2g}'))}{f' {said}' if said else ''}"


def _missing(hypothesis: Hypothesis) -> Iterator[str]:
    said, needed = hypothesis.weighed, hypothesis.needed
    if said is not None and said.rows < hypothesis.fewest:
        yield f"A verdict takes {hypothesis.fewest} readings of the effect at least; {said.rows} count."
    if hypothesis.verdict is Verdict.SUPPORTED or not hypothesis.ends or hypothesis.remarks:
        return
    parts = []
    if hypothesis.detectable is not None:
        seen = f"r {decimal(hypothesis.detectable)} or more" if hypothesis.detectable < 1 else "not even a perfect one"
        parts.append(f"four times in five these readings would show {seen}")
    if needed is not None and needed.months == 0:
        parts.append("a smaller effect may be there")
    elif needed is not None:
        ways = [f"{months(needed.months)} more"] if needed.months else []
        ways += [f"{needed.units} units that draw the same arrow"] if needed.units else []
        wait = f"takes {', or '.join(ways)}" if ways else "is out of reach for decades"
        parts.append(f"a medium effect (r {MEDIUM}) {wait}")
    if parts:
        text = "; ".join(parts)
        yield f"{text[0].upper()}{text[1:]}."


def _since(hypothesis: Hypothesis) -> Iterator[str]:
    since, past = hypothesis.since, hypothesis.history
    if hypothesis.counts_history:
        why = f"also those from before it was drawn ({since.day})" if since.day else "as nobody knows when it was drawn"
        yield f"All readings were counted, {why}."
        return
    if since.day is not None:
        yield f"Readings count from {since.day} on ({_told(since.told_by)})."
    if past is not None and (hypothesis.weighed is None or past.rows > hypothesis.weighed.rows):
        yield f"All readings, older ones too, which do not count: {leaning(past)}, {_rows(past)}."


def _told(source: Source) -> str:
    return "the commit that drew or last changed it" if source is Source.COMMIT else "declared_on"


def _caution(hypothesis: Hypothesis) -> Iterator[str]:
    if hypothesis.is_same_month and hypothesis.weighed is not None:
        yield "Same month: an association; its direction cannot be told."
    if hypothesis.verdict is not Verdict.SUPPORTED:
        return
    if hypothesis.controls:
        yield f"{_SHARED}, beyond the controls {', '.join(hypothesis.controls)}."
    else:
        yield f"{_SHARED}: no `controls` are declared."
