"""Fields that hold a period, a day or a lag: how they are read from their texts, and how the schema tells of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from bsc_cli.model.lag import Lag
from bsc_cli.model.period import EXAMPLES, Period

_known = lru_cache(maxsize=4096)(Period.read)
_known_lag = lru_cache(maxsize=4096)(Lag.read)


def _period(value: object) -> Period:
    """Read a period that a field holds: the same few stand in a strategy thousands of times."""
    return _known(value) if type(value) is str else Period.read(value)


def _lag(value: object) -> Lag:
    """Read a lag that a field holds."""
    return _known_lag(value) if type(value) is str else Lag.read(value)


def _day(value: object) -> date:
    try:
        period = Period.read(value)
    except ValueError as error:
        raise ValueError(str(error).replace(f"a period: {EXAMPLES}", "a day: write it as 2026-07-15")) from None
    if period.cadence != "day":
        raise ValueError(f"'{period}' is not a day: write it as 2026-07-15")
    return date.fromisoformat(str(period))


PeriodField = Annotated[
    Period,
    PlainValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 9999},
                {"type": "string", "pattern": r"^\d{4}(-H[12]|-Q[1-4]|-W\d{2}|-\d{2}(-\d{2})?)?$"},
            ],
            "examples": ["2026", "2026-H1", "2026-Q3", "2026-07", "2026-W31", "2026-07-15"],
        }
    ),
]
PeriodKey = Annotated[Period, PlainValidator(_period), WithJsonSchema({"type": "string"})]
DayField = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
LagField = Annotated[
    Lag,
    PlainValidator(_lag),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{1,4} (day|week|month|quarter|year)s?$",
            "examples": ["10 days", "6 months", "1 quarter", "2 quarters"],
        }
    ),
]
