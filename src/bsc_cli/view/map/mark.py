"""What the readings say of an objective, as its card shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bsc_cli.view.map.ink import Look

WORDS: dict[str, str] = {
    "on-target": "On target",
    "near": "Near target",
    "off": "Off target",
    "no-target": "No target",
    "not-due": "Not due yet",
    "late": "Late",
    "missing": "Missing",
    "never-measured": "Never measured",
    "retired": "Retired",
    "no-score": "No score",
}
"""The statuses as people read them."""

_LOOKS: dict[str, Look] = {"on-target": "ok", "near": "near", "off": "off"}


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One metric on a card. Texts are as they are to be read; `None` is left out.

    `readings` are drawn as a sparkline, oldest first, against `level`, the target as a number in the same unit. `unit`
    is that of the value and the target, where their texts do not end with it. `expected` is what the status asks by
    now on the way to the target, where that is not the target itself.
    """

    title: str
    value: str | None = None
    target: str | None = None
    readings: tuple[Decimal, ...] = ()
    level: Decimal | None = None
    leading: bool = False
    unit: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How an objective stands. `status` is a status of `status --format json`; of the metrics two are shown."""

    status: str
    metrics: tuple[MetricLine, ...] = ()

    @property
    def look(self) -> Look:
        """The shape and colour that show the status."""
        return _LOOKS.get(self.status, "none")

    @property
    def word(self) -> str:
        """The status as people read it."""
        return WORDS.get(self.status, self.status)
