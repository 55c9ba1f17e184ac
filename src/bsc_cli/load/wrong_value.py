"""What is wrong with a value, and what to write instead; of an item of a list, which one it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bsc_cli.load.names import listed, nearest
from bsc_cli.model import RuleSetting, Word

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bsc_cli.source import Route

_FIELDS = "Write its fields below it, one on each line, as 'field: value'."
_SHAPES = {
    "dict_type": (
        "a mapping of names, each with its details below it",
        "Write 'name:' on a line of its own, and its fields below.",
    ),
    "model_type": ("a mapping of fields", _FIELDS),
    "model_attributes_type": ("a mapping of fields", _FIELDS),
    "tuple_type": ("a list", "Write it as [a, b], or as '- a' lines below the key."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "int_type": ("a whole number", "Write digits alone, without quotes."),
    "int_from_float": ("a whole number", "Write digits alone, without a '.'."),
}


def wrong(details: ErrorDetails, route: Route, word: type[Word] | None) -> tuple[str, str | None]:
    """Return what is wrong with the value at a route, where a word of some kind may be meant to stand, and a help."""
    kind, value = details["type"], details["input"]
    field = str(route[-1]) if route and isinstance(route[-1], str) else None  # keys are text, positions are numbers
    label = _label(route)
    if kind == "value_error":
        return _said_by_the_word(str(details["ctx"]["error"]).rstrip("."), label, word), None
    label = label or "This"
    if kind == "literal_error":
        return _not_one_of(label, value, details)
    if kind == "string_type":
        return _not_text(label, field, value)
    if kind == "greater_than_equal":
        return f"{label} must be {details['ctx']['ge']} or more, not {value}.", None
    shape, hint = _SHAPES.get(kind, (None, None))
    if word is RuleSetting and value in ("off", "info", "warning", "error"):
        hint = f"Write it as '{field}: {{severity: {value}}}'."
    elif word is not None and field is None and route:
        hint = f"Write {_example(word)} in its place, or delete the item."
    return f"{label} {f'must be {shape}' if shape else 'cannot be read'}{_but(value)}.", hint


def _label(route: Route) -> str:
    """Return what a sentence calls the thing at a route; the whole document has no name."""
    if not route:
        return ""
    last = route[-1]
    if isinstance(last, str):
        return f"'{cut(last)}'"
    around = next(part for part in reversed(route) if isinstance(part, str))
    return f"Item {last + 1} of '{cut(around)}'"


def _example(word: type[Word]) -> str:
    """Return a word with the fields that it needs, as it is written on one line."""
    needed = ", ".join(f"{info.alias or name}: ..." for name, info in word.model_fields.items() if info.is_required())
    return f"{{{needed}}}"


def _said_by_the_word(text: str, label: str, word: type[Word] | None) -> str:
    """Return what one of our own validators says; a text that does not begin with what it is about gets that first."""
    if text.startswith("'"):
        return f"{text}."
    return f"{label} {text}." if label else f"This {word.noun.split(' ', 1)[-1] if word else 'file'} {text}."


def _not_one_of(label: str, value: object, details: ErrorDetails) -> tuple[str, str | None]:
    allowed = [each.strip().strip("'") for each in str(details["ctx"]["expected"]).replace(" or ", ", ").split(",")]
    close = nearest(value, allowed) if isinstance(value, str) else None
    return f"{label} must be {listed(allowed)}{_but(value)}.", f"Did you mean '{close}'?" if close else None


def _not_text(label: str, field: str | None, value: object) -> tuple[str, str | None]:
    key, where = ("", "in its place") if field is None else (f"{field}: ", "after the ':'")
    if value is None and field is None:
        return f"{label} has nothing in it, and needs text.", "Write the text in its place, or delete the item."
    if value is None:
        return f"{label} has nothing after it, and needs text.", f"Write it after the ':', as in '{field}: ...'."
    if isinstance(value, bool | int | Decimal | float):
        return f"{label} must be text{_but(value)}.", f'Put it in quotes: {key}"{_shown(value)}".'
    return f"{label} must be text{_but(value)}.", f"Write plain text {where}; put it in quotes when in doubt."


def _but(value: object) -> str:
    match value:
        case None:
            return ", and there is nothing here"
        case bool():
            return f", and {_shown(value)} is a yes-or-no value"
        case int() | Decimal() | float():
            return f", and {_shown(value)} is a number"
        case str():
            return f", not '{cut(value)}'"
        case tuple():
            return ", and this is a list"
    return ", and this is a mapping"


def _shown(value: object) -> str:
    return cut(str(value).lower() if isinstance(value, bool) else str(value))


def cut(text: str) -> str:
    """Return as much of a text as a line has room for."""
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - a line's worth
