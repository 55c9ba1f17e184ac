"""Exact decimals as people read them."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from bsc_cli.model import Range

ABSENT = "\N{EN DASH}"
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(10) ** 12
_ABSURD = Decimal(10) ** 6
_PLACES = {"metric": Decimal("0.01"), "score": Decimal("0.1"), "scripts": Decimal("0.0001")}
_WRITABLE, _KEPT = 18, 15


def shown(number: Decimal | None) -> str:
    """Return a number with two decimals at most and its thousands apart; very small and large ones as powers of ten.

    A number that two decimals would make 0 keeps its first two digits.
    """
    if number is None:
        return ABSENT
    size = abs(number)
    if size >= _LARGEST or 0 < size < Decimal("0.00001"):
        return f"{Context(prec=3).create_decimal(number).normalize():e}"
    if 0 < size < Decimal("0.01"):
        return f"{Context(prec=2).create_decimal(number).normalize():f}"
    return f"{_rounded(number, _PLACES['metric']):,f}".replace(",", " ")


def shown_score(score: Decimal | None) -> str:
    """Return a score with one decimal at most. It is rounded down where rounding up would reach a better band."""
    from bsc_cli.evaluation import Status  # a plan has no scores, and is drawn without what evaluates

    if score is None:
        return ABSENT
    if abs(score) >= _ABSURD:
        return shown(score)
    near = _rounded(score, _PLACES["score"])
    if Status.of_score(near) is not Status.of_score(score):
        near = _trimmed(score.quantize(_PLACES["score"], ROUND_FLOOR, _CONTEXT))
    return f"{near:f}"


def percent(number: Decimal | None) -> str:
    """Return a percentage without decimals, never rounded up to 50 or 100, which mean something."""
    if number is None:
        return ABSENT
    if abs(number) >= _ABSURD:
        return f"{shown(number)}%"
    whole = _rounded(number, Decimal(1))
    return f"{whole - 1 if number < whole and whole in (50, 100) else whole:f}%"


def shown_range(bounds: Range) -> str:
    """Return a range in words: "2 to 4", "2 or more"."""
    if bounds.low is None:
        return f"{shown(bounds.high)} or less"
    return f"{shown(bounds.low)} or more" if bounds.high is None else f"{shown(bounds.low)} to {shown(bounds.high)}"


def exactly(number: Decimal | None) -> Decimal | None:
    """Return a value for scripts, with all the digits that it was written with.

    One that was computed and has more than 18 digits after the point, mostly because it has no end, is rounded to 15
    digits, or to its whole ones where these are more: as many as every reader of numbers keeps.
    """
    if number is None:
        return None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -_WRITABLE:
        return number
    return Context(prec=max(_KEPT, number.adjusted() + 1), rounding=ROUND_HALF_EVEN).plus(number)


def four_places(number: Decimal | None) -> Decimal | None:
    """Return points or a percentage with four decimals at most, for scripts.

    They are never rounded up to 50 or 100, where bands and coverage have their edges.
    """
    if number is None:
        return None
    near = _rounded(number, _PLACES["scripts"])
    if number < near and near in (50, 100):
        return _trimmed(number.quantize(_PLACES["scripts"], ROUND_FLOOR, _CONTEXT))
    return near


def written(number: Decimal | None) -> str:
    """Return a number with all its digits and no zeros at its end; what is absent is empty."""
    return "" if number is None else f"{_trimmed(number):f}"


def _rounded(number: Decimal, place: Decimal) -> Decimal:
    if number.adjusted() > 40:  # noqa: PLR2004 - beyond what the context can hold to four places
        return number
    return _trimmed(number.quantize(place, context=_CONTEXT))


def _trimmed(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    if number == whole:
        return whole + 0  # no minus before a 0
    return number.normalize(_CONTEXT)
