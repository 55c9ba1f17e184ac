"""The rule `objective-without-plan`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def objective_without_plan(strategy: Strategy) -> Iterator[Problem]:
    """Objectives with no initiative, or only stopped ones: nobody is doing anything to reach them.

    ## Why
    A scorecard that says what but not how is "just a scoreboard", in the words of the article this tool comes from:
    "Every objective needs an associated action plan with owners, timelines, and resources." When objectives are
    translated to units the actions are theirs, as in the article's own example: an objective that a unit's objective
    with a plan supports has its plan there.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:  # <- objective-without-plan
        perspective: process
        title: Shorten the lead time of custom orders
        initiatives:
          new-software: {title: Replace the planning software, status: stopped}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        initiatives:
          new-software: {title: Replace the planning software, status: stopped}
          just-in-time-cell: {title: Run custom orders through a just-in-time cell, owner: coo, due: 2026-09}
    ```
    """
    own = {each.objective for each in strategy.initiatives.values() if each.status != "stopped"}
    planned = strategy.cascade.following_from_any(own)
    for objective in strategy.objectives.values():
        if objective.id not in planned:
            some = "only stopped initiatives" if objective.initiatives else "no initiative"
            yield Problem(
                objective,
                f'"{objective.name}" has {some}: nothing is being done to reach it.',
                help="Add what will be done under 'initiatives', with an owner, a due date and the means.",
            )
