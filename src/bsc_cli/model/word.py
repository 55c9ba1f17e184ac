"""What all words share: frozen, strict, nothing beyond the fields; and the shapes that fields have."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
REF_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"

MAX_EXPONENT = 18
"""Numbers have at most this many digits before the point and after it: far beyond money, safe for exact arithmetic."""
_FEW_DIGITS = 10**MAX_EXPONENT


class Word(BaseModel):
    """A thing with fields, as people write it. Frozen; equal when the content is equal, wherever it stands."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    noun: ClassVar[str] = "word"
    """What a person calls it, for messages: "an objective"."""

    def __eq__(self, other: object) -> bool:
        """Whether both say the same; a field that is not written says its default."""
        if type(self) is not type(other) or (self.__pydantic_extra__ or {}) != (other.__pydantic_extra__ or {}):
            return False
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    __hash__ = None  # type: ignore[assignment] # most hold tables; an element is known by its kind and id


class Element(Word):
    """A word that can be pointed at: it has a kind and an id that is unique in its kind over the whole strategy."""

    kind: ClassVar[str] = "element"

    # Filled in from the key the thing stands under, before validation; nobody can write "@id" by accident.
    id: SkipJsonSchema[str] = Field(default="", alias="@id", repr=False)

    @property
    def scorecard_id(self) -> str:
        """The id of the scorecard that declares this element."""
        return self.id.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The id as written in its own scorecard, without the scorecard."""
        return self.id.rsplit("/", 1)[-1]

    @property
    def route(self) -> tuple[str | int, ...]:
        """The way from the top of its file to this element."""
        raise NotImplementedError


@lru_cache(maxsize=16384)
def _check_id(text: str) -> str:
    if not _ID.fullmatch(text):
        suggestion = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
        hint = f"; '{suggestion}' would do" if suggestion else ""
        raise ValueError(f"'{text[:60]}' is not an id: ids are lower-case words joined by hyphens{hint}")
    return text


@lru_cache(maxsize=16384)
def _check_ref(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2 or not all(_ID.fullmatch(part) for part in parts):  # noqa: PLR2004 - scorecard/name
        raise ValueError(f"'{text[:60]}' is not a reference: write 'name', or 'scorecard/name' for another scorecard")
    return text


def _number(value: object) -> Decimal:
    if type(value) is Decimal and -1 <= value.adjusted() < MAX_EXPONENT and len(str(value)) <= MAX_EXPONENT:
        return value  # as nearly all are
    if type(value) is int and -_FEW_DIGITS < value < _FEW_DIGITS:
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise ValueError(f"must be a number{_as_written(value)}")  # noqa: TRY004 - pydantic reports ValueErrors
    if isinstance(value, float):
        raise ValueError("must be a number; NaN and infinity are not")  # noqa: TRY004 - likewise
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if number.adjusted() >= MAX_EXPONENT or (isinstance(exponent, int) and exponent < -MAX_EXPONENT):
        raise ValueError(f"has more than {MAX_EXPONENT} digits before or after the point")
    return number


def _as_written(value: object) -> str:
    if value is None:
        return ", and nothing is written here"
    if isinstance(value, dict | tuple):
        return ""
    if isinstance(value, str) and re.fullmatch(r"[-+]?[\d,. ]+%?", value):
        return f", and '{value[:40]}' is text; write digits with a '.', no quotes, no ',' and no '%'"
    return f", not '{str(value)[:40]}'"


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        raise ValueError("must not be below 0")
    return number


def _percent(number: Decimal) -> Decimal:
    if not 0 <= number <= 100:  # noqa: PLR2004 - percent
        raise ValueError("must be a percentage from 0 to 100")
    return number


class NothingMeans:
    """Annotation of a field: a key with nothing under it means this, in the reader and in the JSON Schema alike.

    With `or_empty` an empty mapping under it means the same.
    """

    def __init__(self, make: Callable[[], object], *, or_empty: bool = False) -> None:
        self._make, self._or_empty = make, or_empty

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.filled, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "null"}]}

    def filled(self, value: object) -> object:
        """Return what a field's value means: most often what it says."""
        return self._make() if value is None or (self._or_empty and value == {}) else value


_NUMBER_SCHEMA = WithJsonSchema({"type": "number"})
Number = Annotated[Decimal, PlainValidator(_number), _NUMBER_SCHEMA]
"""An exact decimal, from the text as written."""
Positive = Annotated[
    Decimal,
    PlainValidator(_number),
    AfterValidator(_not_negative),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""An exact decimal that is not below zero."""
Percent = Annotated[
    Decimal,
    PlainValidator(_number),
    AfterValidator(_percent),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
"""0..100."""
Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": ID_PATTERN})]
Ref = Annotated[str, AfterValidator(_check_ref), Field(json_schema_extra={"pattern": REF_PATTERN})]
"""`name` inside one scorecard, `scorecard/name` across."""
Details = Annotated[T, NothingMeans(dict)]
"""A word whose fields are all optional: nothing under the key means "no details"."""
Several = Annotated[dict[Id, T], NothingMeans(dict)]
"""Things by id; nothing under the key means none."""
ByRef = Annotated[dict[Ref, T], NothingMeans(dict)]
"""Things by reference; nothing under the key means none."""
Yes = Annotated[bool, NothingMeans(bool)]
"""true or false; nothing after the key means false."""
Listed = Annotated[tuple[T, ...], NothingMeans(tuple)]
Refs = Listed[Ref]
