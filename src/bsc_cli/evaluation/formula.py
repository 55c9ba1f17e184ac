"""Formulas: safe arithmetic over metric ids. `100 * (visits - breaches) / visits`, `sum(visits)`.

Ids hold hyphens and slashes, so operators stand between spaces: `a - b` subtracts, `a-b` is one id. The text is taken
apart into numbers, ids and operators; ids and numbers become plain names, and what Python's own parser then makes of it
is walked with a short list of what is allowed. Nothing is ever executed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from typing import TypeAlias, TypeVar

from bsc_cli.evaluation.exact import Exact, is_long, nearest
from bsc_cli.readings import EXACT

LONGEST = 500
"""Characters. Enough for any indicator; what is longer should be several metrics."""
DEEPEST = 150
"""How deep operations may be nested; a sum of n things is n deep."""

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d+\.\d+(?![\w.-]))|(?P<sum>sum(?=\s*\())|(?P<name>{_ID}(?:/{_ID})?(?![\w.]))|(?P<sign>[-+*/()]))",
    re.ASCII,
)


class FormulaError(ValueError):
    """A formula that cannot be read: a full sentence, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Reference:
    """A metric as a formula names it; `of_units`: summed over the scorecards below this one."""

    ref: str
    of_units: bool = False


@dataclass(frozen=True, slots=True)
class _Negative:
    of: Node


@dataclass(frozen=True, slots=True)
class _Operation:
    sign: str
    left: Node
    right: Node


Node: TypeAlias = "Decimal | Reference | _Negative | _Operation"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read: the metrics it needs, in the order in which they are named, and what to do."""

    references: tuple[Reference, ...]
    root: Node

    def value(self, lookup: Callable[[Reference], Exact]) -> Exact:
        """Compute it exactly from the values of its references; raise ZeroDivisionError where one divides by 0.

        Decimals are quicker, so fractions are for what has no end on the way. What grows beyond all use as a fraction
        is rounded to 60 digits at every step.
        """
        try:
            with localcontext(_ENDING):
                return _value(self.root, lambda reference: _ending(lookup(reference)), Decimal)
        except Inexact:
            pass
        try:
            return _value(self.root, lambda reference: Fraction(lookup(reference)), Fraction)
        except OverflowError:
            with localcontext(EXACT):
                return _value(self.root, lambda reference: nearest(lookup(reference)), Decimal)


def parse(text: str) -> Formula:
    """Read a formula; raise FormulaError when it is not one."""
    if len(text) > LONGEST:
        raise FormulaError(
            f"The formula has {len(text)} characters; more than {LONGEST} cannot be checked by a person.",
            "Split it into several metrics.",
        )
    names: dict[str, Decimal | Reference | str] = {}
    plain = " ".join(_named(text, names))
    try:
        tree = ast.parse(plain, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f'"{_short(text)}" is not a formula.', _HINT) from None
    root = _walk(tree.body, names, text, 0)
    references = dict.fromkeys(each for each in names.values() if isinstance(each, Reference))
    if not references:
        raise FormulaError(f'The formula "{_short(text)}" names no metric.', "Give a fixed number as a reading.")
    return Formula(tuple(references), root)


_HINT = "Use metric ids, numbers, + - * / between spaces, ( ), and sum(id) for the sum over the units."


def _named(text: str, names: dict[str, Decimal | Reference | str]) -> list[str]:
    """Take the text apart: signs as they are, numbers and ids as names n0, n1... that `names` explains."""
    parts: list[str] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        token = _TOKEN.match(text, position)
        if token is None:
            rest = text[position:].lstrip()
            raise FormulaError(f'"{_short(rest, 20)}" cannot stand in a formula.', _HINT)
        position = token.end()
        if token["sign"]:
            parts.append(token["sign"])
            continue
        name = f"n{len(names)}"
        written = token["number"] or token["sum"] or token["name"]
        names[name] = (
            "sum" if token["sum"] else Decimal(written) if token["number"] or written.isdigit() else Reference(written)
        )
        parts.append(name)
    return parts


_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def _walk(node: ast.expr, names: dict[str, Decimal | Reference | str], text: str, depth: int) -> Node:
    if depth > DEEPEST:
        raise FormulaError(f"The formula is nested more than {DEEPEST} levels deep.", "Split it into several metrics.")
    match node:
        case ast.Name(id=name):
            meant = names[name]
            if not isinstance(meant, str):
                return meant
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _Negative(_walk(operand, names, text, depth + 1))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            return _Operation(
                _SIGNS[type(op)], _walk(left, names, text, depth + 1), _walk(right, names, text, depth + 1)
            )
        case ast.Call(func=ast.Name(id=function), args=[ast.Name(id=argument)], keywords=[]):
            meant = names[argument]
            if names[function] == "sum" and isinstance(meant, Reference) and "/" not in meant.ref:
                names[argument] = summed = Reference(meant.ref, of_units=True)
                return summed
    raise FormulaError(f'"{_short(text)}" is not a formula.', _HINT)


_ENDING = Context(prec=EXACT.prec, traps=[Inexact, InvalidOperation])
_Number = TypeVar("_Number", Decimal, Fraction)


def _ending(number: Exact) -> Decimal:
    if isinstance(number, Fraction):
        raise Inexact
    return number


def _value(node: Node, lookup: Callable[[Reference], _Number], kind: Callable[[Decimal], _Number]) -> _Number:
    match node:
        case Decimal():
            return kind(node)
        case Reference():
            return lookup(node)
        case _Negative(of=inner):
            return -_value(inner, lookup, kind)
        case _Operation(sign=sign, left=left, right=right):
            first, second = _value(left, lookup, kind), _value(right, lookup, kind)
            found = _applied(sign, first, second)
            if is_long(found):
                raise OverflowError
            return found


def _applied(sign: str, first: _Number, second: _Number) -> _Number:
    if sign == "/":
        if second == 0:
            raise ZeroDivisionError
        return first / second
    return first + second if sign == "+" else first - second if sign == "-" else first * second


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
