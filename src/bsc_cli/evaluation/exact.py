"""Numbers that have no end as decimals, kept as fractions for as long as something hangs on their last digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import TypeAlias

from bsc_cli.readings import EXACT

Exact: TypeAlias = Decimal | Fraction
"""An exact number: a Decimal that has few digits, else a Fraction."""
LONGEST = 500
"""Bits of the numerator and of the denominator, about 150 digits: formulas of formulas may go on without end."""

_PLACES = 18  # after the point, of a number that one may write
_MOST_PARTS = 500
"""Readings of shorter periods in one of a longer one: a year has 366 days, 53 weeks and 18 longer ones."""
_GREATEST = _MOST_PARTS * 10**_PLACES
_DOWN = Context(prec=EXACT.prec, rounding=ROUND_FLOOR)


def is_short(number: Decimal) -> bool:
    """Whether a number has no more digits after the point than one may write."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_PLACES


def unrounded(value: Decimal) -> Exact:
    """Return the number that was rounded to a value of 60 digits: a reading, or a sum or mean of those of one period.

    A mean of up to 500 numbers of up to 18 digits after the point is a fraction with a denominator of up to 5e20. Two
    of these lie at least 4e-42 apart, and the value at most 5e-43 from its own, so that is the nearest one.
    """
    return value if is_short(value) else Fraction(value).limit_denominator(_GREATEST)


def nearest(number: Exact) -> Decimal:
    """Return a number as a decimal; one without an end is rounded to 60 digits."""
    if isinstance(number, Decimal):
        return number
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def down(number: Fraction) -> Decimal:
    """Return a number as a decimal; one without an end is rounded down at 60 digits: never into a better band."""
    return _DOWN.divide(Decimal(number.numerator), Decimal(number.denominator))


def ratio_down(number: Decimal, divisor: Decimal) -> Decimal:
    """Return a quotient; one without an end is rounded down at 60 digits, as in `down`."""
    return _DOWN.divide(number, divisor)


def is_long(number: Exact) -> bool:
    """Whether a number is a fraction that has become so long that it is not worth keeping."""
    return (
        isinstance(number, Fraction) and max(number.numerator.bit_length(), number.denominator.bit_length()) > LONGEST
    )


def less(number: Decimal, other: Exact) -> Exact:
    """Return a difference; decimals and fractions do not mix by themselves."""
    return number - other if isinstance(other, Decimal) else Fraction(number) - other


def total(numbers: Sequence[Exact]) -> Exact:
    """Return a sum: a fraction when one of the numbers is one."""
    decimals = [each for each in numbers if isinstance(each, Decimal)]
    if len(decimals) == len(numbers):
        return sum(decimals, Decimal(0))
    return sum((Fraction(each) for each in numbers), Fraction(0))
