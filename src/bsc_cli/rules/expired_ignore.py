"""The rule `expired-ignore`."""

from collections.abc import Iterator

from bsc_cli.check import Silencing
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Silencing, Severity.WARNING)
def expired_ignore(silencing: Silencing) -> Iterator[Problem]:
    """Comments whose last day has passed, or is no day; they no longer silence anything.

    ## Why
    `until=2027-03-31` makes silence a promise with a date. When the day is over the finding comes back by itself, and
    this says which comment it was, so that the promise is kept or renewed on purpose.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[objective-without-owner] The role is being filled. until=2026-03-31  # <- expired-ignore
      grow-revenue: {perspective: financial, title: Grow revenue}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[objective-without-owner] The role is being filled. until=2099-12-31
      grow-revenue: {perspective: financial, title: Grow revenue}
    ```
    """
    for ignore in silencing.ignores:
        if not ignore.expired(silencing.today):
            continue
        if ignore.expires is None:
            message = f"'until={(ignore.until or '')[:40]}' is no day, so this comment silences nothing."
            advice = "Write it as until=2027-03-31."
        else:
            message = f"This comment was to silence until {ignore.expires}, and no longer does."
            advice = "Mend what it hides, or give it a new day with the reason."
        yield Problem(ignore.spot, message, help=advice)
