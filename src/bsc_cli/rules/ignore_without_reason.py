"""The rule `ignore-without-reason`."""

from collections.abc import Iterator

from bsc_cli.check import Silencing
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Silencing, Severity.WARNING)
def ignore_without_reason(silencing: Silencing) -> Iterator[Problem]:
    """Comments that silence a rule without saying why; they silence nothing.

    ## Why
    To silence a finding is a decision about the strategy, and whoever reads the file next year needs to know why it
    was taken. A bare `ignore` cannot be told from one that was written to make a red check green.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[orphan-objective]  # <- ignore-without-reason
      work-safely: {perspective: process, title: Let nobody be hurt at work}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[objective-without-metric] We count accidents from 2027 on.
      work-safely: {perspective: process, title: Let nobody be hurt at work}
    ```
    """
    for ignore in silencing.ignores:
        if not ignore.reason:
            names = ", ".join(f'"{name}"' for name in ignore.rules) or "a rule"
            yield Problem(
                ignore.spot,
                f"This comment is to silence {names} and gives no reason, so it silences nothing.",
                help="Write the reason after the ']'.",
            )
