"""What `bsc status` can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bsc_cli.cli.options import Colour


class Style(StrEnum):
    """The format of a status."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class Sort(StrEnum):
    """The order of a status."""

    STRATEGY = "strategy"
    WORST = "worst"


class By(StrEnum):
    """What a status is laid out by."""

    PERSPECTIVE = "perspective"
    UNIT = "unit"


class FailOn(StrEnum):
    """What makes the command exit with 1."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Request:
    """All that was asked for."""

    readings: Sequence[str]
    strategy: str | None
    style: Style
    as_of: str | None
    at: str | None
    scorecard: str | None
    select: Sequence[str]
    sort: Sort
    by: By
    fail_on: FailOn
    forecast: bool
    remembers: bool
    output: str | None
    color: Colour
