"""What supports an objective from below in the cascade, beside how it stands itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bsc_cli.evaluation.links import Links
from bsc_cli.evaluation.standing import Standing


class Supporters(NamedTuple):
    """The objectives of units that support one above, the worst first.

    `is_silo` is True when all of them that are measured are on target, one at least is, and the objective is off:
    every unit meets its own aim, and what they were to achieve together is missed.
    """

    standings: tuple[Standing, ...]
    is_silo: bool


def supporters(objective: str, links: Links, standings: Mapping[str, Standing]) -> Supporters:
    """Return the supporters of an objective; none when no unit supports it."""
    units = sorted(
        (standings[link.cause] for link in links.into(objective) if link.arrow is None),
        key=lambda unit: (unit.rank, unit.points),
    )
    known = [unit for unit in units if unit.is_known]
    green = bool(known) and all(unit.is_green for unit in known)
    return Supporters(tuple(units), green and standings[objective].is_off)
