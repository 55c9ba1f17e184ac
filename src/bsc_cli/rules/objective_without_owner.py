"""The rule `objective-without-owner`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def objective_without_owner(strategy: Strategy) -> Iterator[Problem]:
    """Objectives that nobody answers for.

    ## Why
    "You must assign clear ownership", says the article this tool comes from, which counts a lack of it among the four
    traps that kill execution. An objective without an owner is discussed by all and decided by none. An owner is one
    role that can decide about it, not the person who fills in the numbers.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors}  # <- objective-without-owner
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      satisfy-distributors: {perspective: customer, title: Satisfy European distributors, owner: cso}
    ```
    """
    for objective in strategy.objectives.values():
        if not (objective.owner or "").strip():
            yield Problem(
                objective,
                f'"{objective.name}" has no owner.',
                help="Name the one role that answers for it under 'owner'.",
            )
