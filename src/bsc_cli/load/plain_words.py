"""What validation says, in plain words at the right key or value, with the nearest right word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

from bsc_cli.finding import Place, Problem, Reported, Spot
from bsc_cli.load.loaded import MOST_FAULTS
from bsc_cli.load.names import did_you_mean, listed, nearest
from bsc_cli.load.wrong_value import cut, wrong
from bsc_cli.model import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from bsc_cli.source import Document, Route
    from bsc_cli.source.span import Span


def in_plain_words(error: ValidationError, model: type[Word], document: Document) -> Iterator[Reported]:
    """Yield one report for each thing that validation found, in the order of the file."""
    found = error.errors(include_url=False)[: 10 * MOST_FAULTS]
    misspelt = {
        (
            details["loc"][:-1],
            nearest(str(details["loc"][-1]), _field_names(_word_at(model, details["loc"][:-1]) or model)),
        )
        for details in found
        if details["type"] == "extra_forbidden"
    }
    # A misspelt required field is one mistake, not a missing field and an unknown one.
    told = [each for each in found if each["type"] != "missing" or (each["loc"][:-1], each["loc"][-1]) not in misspelt]
    reports = [_report(details, model, document) for details in told]
    seen: set[tuple[str, Place]] = set()
    for report in sorted(reports, key=lambda report: report.problem.element.place):  # type: ignore[attr-defined]
        place = report.problem.element.place  # type: ignore[attr-defined] # a Spot, made below
        if (report.rule, place) not in seen:
            seen.add((report.rule, place))
            yield report


def names_of_ours(model: type[Word], document: Document) -> Iterator[Reported]:
    """Yield a report for each key, quoted as it must be, that has the name of what is filled in here: "@id"."""
    text = document.text
    if "@" not in text or ('"@' not in text and "'@" not in text):  # the first alone is quickest by far
        return
    for route in document.places.keys:
        word = _word_at(model, route[:-1])
        if word and any(info.alias == route[-1] and info.alias.startswith("@") for info in word.model_fields.values()):
            message, hint = _unknown_field(str(route[-1]), word)
            yield _reported("unknown-field", document, route, message, hint, at_key=True)


def _report(details: ErrorDetails, model: type[Word], document: Document) -> Reported:
    hint: str | None
    kind = details["type"]
    about_fields = kind in ("extra_forbidden", "missing")
    at_key = details["loc"][-1:] == ("[key]",) and not about_fields  # what pydantic adds when a key is wrong
    route: Route = details["loc"][:-1] if at_key else details["loc"]
    if not about_fields and (inside := _in_document(route, document)) != route:  # what it adds for one of several sorts
        message = f"'{cut(str(inside[-1]))}' must be a number, text, true or false, or a list of words."
        hint = "Write one plain value, or words as [a, b]."
        return _reported("invalid-value", document, inside, message, hint, at_key=False)
    word = _word_at(model, route[:-1]) or model
    name = str(route[-1]) if route else ""
    if kind == "extra_forbidden":
        message, hint = _unknown_field(name, word)
        return _reported("unknown-field", document, route, message, hint, at_key=True)
    if kind == "missing":
        around = route[:-1]
        message, hint = _missing(name, word, around)
        return _reported("invalid-value", document, around, message, hint, at_key=True, field=route)
    message, hint = wrong(details, route, _word_at(model, route))
    if kind != "value_error" and not at_key:  # about the whole value, be it a list; not about something in it
        return _reported_at(document.lookup.value(route), "invalid-value", document, route, message, hint)
    return _reported("invalid-value", document, route, message, hint, at_key=at_key)


def _reported(
    rule: str,
    document: Document,
    route: Route,
    message: str,
    hint: str | None,
    *,
    at_key: bool,
    field: Route | None = None,
) -> Reported:
    places = document.lookup
    span = places.key(route) if at_key else places.find(route)
    return _reported_at(span, rule, document, field or route, message, hint)


def _reported_at(span: Span, rule: str, document: Document, field: Route, message: str, hint: str | None) -> Reported:
    spot = Spot(f"{document.path}:{'/'.join(map(str, field))}", Place(document.path, *span))
    return Reported(rule, Problem(spot, message, help=hint))


def _in_document(route: Route, document: Document) -> Route:
    """Return as much of a route as there is in the document."""
    there = document.lookup
    while route and not there.has(route):
        route = route[:-1]
    return route


def _unknown_field(name: str, word: type[Word]) -> tuple[str, str]:
    fields = _field_names(word)
    if name == "id":
        return f"'id' is not a field of {word.noun}: the key it stands under is its id.", "Delete this line."
    close = nearest(name, fields)
    message = f"'{cut(name)}' is not a field of {word.noun}{did_you_mean(name, fields, quote=chr(39))}"
    return (
        message,
        f"Write '{close}' for it, or delete it."
        if close
        else f"The fields of {word.noun} are {listed(fields, 'and')}.",
    )


def _missing(name: str, word: type[Word], around: Route) -> tuple[str, str]:
    noun = word.noun.split(" ", 1)[-1]
    which = f'The {noun} "{around[-1]}"' if around and isinstance(around[-1], str) else f"This {noun}"
    return f"{which} has no '{name}', and needs one.", f"Add a line '{name}: ...' to it."


def _field_names(word: type[Word]) -> list[str]:
    names = (info.alias or name for name, info in word.model_fields.items())
    return [name for name in names if not name.startswith("@")]


def _word_at(model: type[Word], route: Route) -> type[Word] | None:
    """Return the kind of word that stands at a route in a document of a model, or None when no word stands there."""
    word, parts = model, list(route)
    while parts:
        part = parts.pop(0)
        info = next((each for name, each in word.model_fields.items() if (each.alias or name) == part), None)
        if info is None:
            return None
        inner = _word_in(info.annotation)
        if inner is None:
            return None
        if _is_container(info.annotation):
            if not parts:
                return None
            parts.pop(0)
        word = inner
    return word


def _word_in(annotation: Any) -> type[Word] | None:  # noqa: ANN401 - a type expression
    if isinstance(annotation, type) and issubclass(annotation, Word):
        return annotation
    return next((word for word in map(_word_in, get_args(annotation)) if word), None)


def _is_container(annotation: Any) -> bool:  # noqa: ANN401 - a type expression
    if get_origin(annotation) in (dict, tuple):
        return True
    return any(_is_container(each) for each in get_args(annotation))
