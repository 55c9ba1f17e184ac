"""What `--scorecard` means: that there is such a scorecard, and what of all that is found is about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.stop import Stop

if TYPE_CHECKING:
    from bsc_cli.finding import Finding, Result
    from bsc_cli.strategy import Strategy

_IN_ONE = frozenset({"scorecard", "objective", "metric", "initiative", "arrow"})
"""The kinds of element whose ids begin with that of their scorecard."""


def check_scorecard(name: str | None, *strategies: Strategy) -> None:
    """Raise Stop, with those that there are, for a scorecard that none of some versions of a strategy has."""
    known = dict.fromkeys(each for strategy in strategies for each in strategy.scorecards)
    if name is not None and name not in known:
        raise Stop(f'"{name[:60]}" is not a scorecard here; there is {", ".join(known)}.')


def findings_of(name: str, strategy: Strategy, result: Result) -> Result:
    """Return the part of a result that is about one scorecard.

    It is what stands in its file or in a review of it, and what is about something of it, wherever that stands: a
    reading of one of its metrics, what is gone from it.
    """
    files = {review.id for review in strategy.reviews if review.review == name}
    files |= {path for card, path in strategy.paths.items() if card == name}

    def is_about(found: Finding) -> bool:
        of_it = found.element.partition("/")[0] == name and (found.kind in _IN_ONE or _is_reading(found))
        return of_it or found.place.path in files

    return result._replace(
        findings=tuple(filter(is_about, result.findings)), baselined=tuple(filter(is_about, result.baselined))
    )


def _is_reading(found: Finding) -> bool:
    """Whether a finding is about a metric's readings: it stands in their file under the id of the metric."""
    path = found.place.path
    return not found.kind and path.endswith(".csv") and not found.element.startswith(path)
