"""The rule `no-width` where a metric has limits: they hold for what is read, not for what is worked out of it."""

from __future__ import annotations

import pytest

from bsc_cli.rules.no_width import no_width
from measured import strategy_of

CARD = """\
scorecard: c
objectives:
  o:
    perspective: process
    title: Do it
    metrics:
      p: {better: higher, every: month}
      m: {target_range: {low: 0, high: 10}, red_line: 12, limits: {low: 0}, every: month%s}
"""


@pytest.mark.parametrize(
    ("more", "found"), [("", 0), (", aggregate: mean", 0), (", aggregate: sum", 1), (", formula: p - 3", 1)]
)
def test_a_bound_that_only_what_is_read_cannot_cross_needs_a_width(more: str, found: int) -> None:
    """A difference may be below a limit that no reading can be below; a sum may be beyond it."""
    strategy = strategy_of(c=CARD % more)
    told = [each for each in no_width.check(strategy) if each.field == ("target_range", "low")]
    assert len(told) == found
