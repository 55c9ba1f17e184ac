"""One text as the word that it holds: a scorecard, a review, the settings. References are not followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from bsc_cli.finding import Also, Place, Problem, Reported, Spot
from bsc_cli.load.loaded import the_first
from bsc_cli.load.plain_words import in_plain_words, names_of_ours
from bsc_cli.load.quick_word import quick_word
from bsc_cli.model import Scorecard, Settings, Word, with_ids
from bsc_cli.source import Document, Plain, Span, read

W = TypeVar("W", bound=Word)


class Memory(Protocol):
    """What is known of texts that were read before."""

    def document(self, path: str, text: str, /) -> tuple[Mapping[str, Any], bool] | None:
        """Return the plain data of a text, lists as lists, and whether it is doubtful; None when it is not known."""

    def keep_document(self, document: Document, /) -> None:
        """Keep what a text says, which made a word."""


def read_word(
    path: str, text: str, model: type[W], memory: Memory | None = None
) -> tuple[W | None, Document, tuple[Reported, ...]]:
    """Return what a text says as a word, its document, and what keeps it from being one."""
    if memory is not None and (known := memory.document(path, text)) is not None:
        document = Document(path, text, None, doubtful=known[1])
        if not any(names_of_ours(model, document)):  # a second process reads texts, and does not ask what they say
            with suppress(ValueError):
                return quick_word(model, _filled(model, path, known[0])), document, ()
    word, document, faults = _read(path, text, model)
    if memory is not None and word is not None:
        memory.keep_document(document)
    return word, document, faults


def _read(path: str, text: str, model: type[W]) -> tuple[W | None, Document, tuple[Reported, ...]]:
    from pydantic import ValidationError

    document = read(path, text)
    if document.faults:
        return None, document, tuple(the_first(_faults_of(document)))
    if not isinstance(document.data, dict):
        if document.data is None and model is Settings:
            return model.model_validate({"@id": path}), document, ()
        return None, document, (Reported("invalid-value", _not_a_mapping(document, model)),)
    if ours := tuple(the_first(names_of_ours(model, document))):
        return None, document, ours
    try:
        return _word(model, _filled(model, path, document.data)), document, ()
    except ValidationError as error:
        return None, document, tuple(the_first(in_plain_words(error, model, document)))


def _filled(model: type[Word], path: str, data: Mapping[str, Any]) -> dict[str, object]:
    return with_ids(data) if model is Scorecard else {**data, "@id": path}


def _word(model: type[W], data: dict[str, object]) -> W:
    try:
        return quick_word(model, data)
    except ValueError:  # there is something to say, and pydantic says it
        return model.model_validate(data)


def _faults_of(document: Document) -> Iterator[Reported]:
    path, lines = document.path, document.text.split("\n")
    for fault in document.faults:
        identity = path if fault.rule == "not-yaml" else f"{path}:{_text_at(lines, fault.span)}"
        also = tuple(Also(Spot(path, Place(path, *span)), note) for span, note in fault.related)
        spot = Spot(identity, Place(path, *fault.span))
        yield Reported(fault.rule, Problem(spot, fault.message, None, fault.help, also))


def _text_at(lines: list[str], span: Span) -> str:
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else line[span.column - 1 :]


def _not_a_mapping(document: Document, model: type[Word]) -> Problem:
    shape = "is empty" if document.data is None else f"holds {_shape(document.data)}"
    first = next(name for name, info in model.model_fields.items() if not (info.alias or name).startswith("@"))
    return Problem(
        Spot(document.path, Place(document.path, 1, 1, 1, 2)),
        f"This file {shape}; {model.noun} is a mapping of fields.",
        help=f"Begin it with '{first}: ...'.",
    )


def _shape(data: Plain) -> str:
    return "a list" if isinstance(data, tuple) else "a single value"
