"""The tombstone that objectives and metrics share."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from bsc_cli.model.time_fields import PeriodField
from bsc_cli.model.word import Ref, Word


class Retired(Word):
    """A tombstone: given up, when and why; its readings and history stay."""

    noun: ClassVar[str] = "a tombstone"

    on: PeriodField = Field(description="When it was retired.")
    because: str = Field(description="Why it was retired.")
    successor: Ref | None = Field(default=None, description="What took its place.")
