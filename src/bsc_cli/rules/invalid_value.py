"""The rule `invalid-value`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.load import Loaded
from bsc_cli.rule import rule


@rule(Loaded, Severity.ERROR)
def invalid_value(loaded: Loaded) -> Iterator[Problem]:
    """Values that their field cannot hold, and fields that are needed and not there.

    ## Why
    Every field has one shape, so that a value means the same to every reader: a number is digits with a point, a
    period is written 2026-Q3, a cadence is one of six words. Guessing what "12%" or "monthly" was meant to be would
    put a number on a scorecard that nobody wrote.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        metrics:
          on-time-share:
            target: 95%  # <- invalid-value
            every: monthly  # <- invalid-value
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        metrics:
          on-time-share:
            unit: "%"
            target: 95
            every: month
    ```
    """
    yield from loaded.faults_of("invalid-value")
