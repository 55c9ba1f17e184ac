"""What very many readings come to, kept for as long as their files are what they were.

It depends on the files of the strategy, by their content, on those of the readings, by what the system knows of them,
and on the day; a file of readings that is a link, or that was just written, is not certain, and nothing is kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Container, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bsc_cli.cache.entry import read_entry, write_entry
from bsc_cli.cache.files import Stamp, is_settled, stamp
from bsc_cli.cache.plain_readings import plain_readings, readings_of

if TYPE_CHECKING:
    from bsc_cli.readings import Readings
    from bsc_cli.strategy import Strategy

MOST_BYTES = 32 * 1024 * 1024
"""A quarter of a million readings take 5."""
_MOST_READINGS = 2_000_000


class Measured(NamedTuple):
    """Readings, and whether their texts were at hand for the lines around findings."""

    readings: Readings
    shown: bool


class KeptReadings:
    """What is kept of some files, by the path they are shown with, for one strategy. Nothing here raises."""

    def __init__(self, folder: Path, program: str, strategy: Strategy, files: Mapping[str, Path], today: date) -> None:
        self._folder, self._strategy, self._files = folder, strategy, files
        self._key = json.dumps(["readings", program, [[path, str(file)] for path, file in sorted(files.items())]])
        self._taken = time.time_ns()
        self._stamps = self._stamps_now()
        self._under = [_digest_of(strategy), today.isoformat(), [list(each or ()) for each in self._stamps]]

    def _stamps_now(self) -> list[Stamp | None]:
        return [stamp(file) for _, file in sorted(self._files.items())]

    def found(self, rules: Container[str]) -> Measured | None:
        """Return what was kept, with faults of these rules only; None where anything is, or may be, another thing."""
        entry = read_entry(self._folder, self._key, MOST_BYTES)
        if entry is None or entry.get("under") != self._under or None in self._stamps:
            return None
        metrics = self._strategy.metrics.keys() | {each.id for each in self._strategy.tombstones.values()}
        readings = readings_of(entry.get("readings"), self._strategy.calendar, metrics, rules)
        shown = entry.get("shown")
        return Measured(readings, shown) if readings is not None and isinstance(shown, bool) else None

    def keep(self, measured: Measured) -> None:
        """Keep what was read since this was made, where it is certain of what."""
        readings = measured.readings
        if readings.count > _MOST_READINGS or self._stamps != self._stamps_now():
            return
        if not all(known and is_settled(known, self._taken) for known in self._stamps):
            return
        plain = plain_readings(readings, self._strategy.calendar)
        if plain is not None:
            entry = {"under": self._under, "shown": measured.shown, "readings": plain}
            write_entry(self._folder, self._key, entry, MOST_BYTES)


def _digest_of(strategy: Strategy) -> str:
    """Return what tells strategies apart by what their files say: some of it decides how a reading is understood."""
    digest = sha256()
    for path, document in sorted(strategy.documents.items()):
        digest.update(f"{len(path)} {len(document.text)} {path}{document.text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
