"""A word from plain data in one go, for data there is nothing to say about; pydantic says it about any other.

What a field may hold is read from the model, so there is one definition of the language. A word that is made here holds
what is written and no more; for the rest its class answers. A strategy takes half the memory that it takes with a full
table of fields for each word (docs/decisions/0016-speed.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from bsc_cli.model import Word

W = TypeVar("W", bound=Word)
Read = Callable[[Any], Any]
"""Returns what a field holds from its plain data; raises ValueError where pydantic has something to say."""

_NO_NAMES: set[str] = set()
"""Which fields were written: of these words nobody asks, but a copy of a word begins with it."""


def quick_word(model: type[W], data: dict[str, object]) -> W:
    """Return the word that data says; raise ValueError when there is something in it for pydantic to say."""
    word: W = _reader(model)(data)
    return word


@lru_cache(maxsize=64)
def _reader(model: type[Word]) -> Read:
    if model.model_config.get("extra") != "forbid":  # what it holds beyond its fields is for pydantic
        return _refused
    fields = {}
    required = []
    for name, info in model.model_fields.items():
        default = info.get_default(call_default_factory=True)
        needed, metadata = _without_nothing(info.annotation), tuple(info.metadata)
        may_be_nothing = needed is not info.annotation and not metadata
        read = _read_of(needed if may_be_nothing else info.annotation, metadata)
        fields[info.alias or name] = name, default, read, may_be_nothing
        if info.is_required():
            required.append(info.alias or name)
        else:
            setattr(model, name, default)  # what the class answers where nothing is written
    return _reader_of(model, fields, required)


_Told = tuple[str, object, Read, bool]
"""Of a field: its name, its default, how it is read, and whether nothing may stand in its place."""


def _reader_of(model: type[Word], fields: dict[str, _Told], required: list[str]) -> Read:
    checks = [getattr(model, name) for name in model.__pydantic_decorators__.model_validators]
    new, put = object.__new__, object.__setattr__

    def read(data: Any) -> Word:  # noqa: ANN401 - plain data
        if type(data) is not dict or any(key not in data for key in required):
            raise ValueError
        word = new(model)
        for key, value in data.items():
            name, default, read_field, may_be_nothing = fields.get(key, _NOT_A_FIELD)
            if (read_field is _text and type(value) is str) or (value is None and may_be_nothing):
                meant = value
            else:
                meant = read_field(value)
            if meant is not default and (default is None or meant != default):
                put(word, name, meant)
        put(word, "__pydantic_fields_set__", _NO_NAMES)
        put(word, "__pydantic_extra__", None)
        put(word, "__pydantic_private__", None)
        for check in checks:
            check(word)
        return word

    return read


def _refused(_data: object) -> object:
    raise ValueError


def _read_of(annotation: Any, metadata: tuple[Any, ...]) -> Read:  # noqa: ANN401 - a type expression
    """Return how a field of a type is read; raise TypeError for a type that no word has had so far."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _read_of(inner, (*more, *metadata))
    is_read_by_us = any(type(each).__name__ == "PlainValidator" for each in metadata)
    read = _refused if is_read_by_us else _read_of_type(annotation)
    for each in metadata:
        read = _wrapped(read, each)
    return read


def _wrapped(read: Read, mark: Any) -> Read:  # noqa: ANN401 - whatever stands in an Annotated
    match type(mark).__name__:
        case "PlainValidator":
            function: Read = mark.func
            return function
        case "AfterValidator":
            after: Read = mark.func
            if read is _text:
                return lambda value: after(value) if type(value) is str else _refused(value)
            return lambda value: after(read(value))
        case "NothingMeans":
            filled: Read = mark.filled
            return lambda value: read(filled(value))
        case "Ge":
            return lambda value: _at_least(mark.ge, read(value))
        case "WithJsonSchema" | "SkipJsonSchema" | "FieldInfo":
            return read
    raise TypeError(mark)


def _without_nothing(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """Return X for `X | None`, and any other type as it is."""
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not NoneType)
    return annotation


def _read_of_type(annotation: Any) -> Read:  # noqa: ANN401 - a type expression
    if (inner := _without_nothing(annotation)) is not annotation:
        read = _read_of(inner, ())
        return lambda value: None if value is None else read(value)
    if get_origin(annotation) is not None:
        return _read_of_several(get_origin(annotation), get_args(annotation))
    if annotation is str:
        return _text
    if annotation in (bool, int):
        return lambda value: _sure(annotation, value)
    if isinstance(annotation, type) and issubclass(annotation, Word):
        return _reader(annotation)
    raise TypeError(annotation)


def _read_of_several(origin: Any, inside: tuple[Any, ...]) -> Read:  # noqa: ANN401 - a type expression
    if origin is Literal:
        words = {word: word for word in inside}  # one text each, however often it is written: less to keep at hand
        return lambda value: (words.get(value) if type(value) is str else None) or _refused(value)
    if origin is dict:
        read_key, read_value = (_read_of(each, ()) for each in inside)
        return lambda value: {read_key(key): read_value(each) for key, each in _sure(dict, value).items()}
    if origin is tuple:
        read_item = _read_of(inside[0], ())
        return lambda value: tuple([read_item(each) for each in _sure_list(value)])
    raise TypeError(origin)


_NOT_A_FIELD: _Told = ("", None, _refused, False)


def _text(value: object) -> object:
    if type(value) is not str:
        raise ValueError
    return value


def _sure(kind: type, value: Any) -> Any:  # noqa: ANN401 - plain data
    if type(value) is not kind:
        raise ValueError
    return value


def _sure_list(value: Any) -> Any:  # noqa: ANN401 - plain data
    if type(value) is not tuple and type(value) is not list:  # lists are lists where the data was kept as JSON
        raise ValueError
    return value


def _at_least(least: Any, value: Any) -> Any:  # noqa: ANN401 - numbers
    if value is not None and value < least:
        raise ValueError
    return value
