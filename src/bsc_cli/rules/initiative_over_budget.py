"""The rule `initiative-over-budget`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def initiative_over_budget(strategy: Strategy, *, slack: int = 10) -> Iterator[Problem]:
    """Work that goes on and has cost more than was set aside for it.

    ## Why
    The article this tool comes from wants resources behind every objective, and a budget is a decision about them: it
    says what the effect is worth. Money beyond it is taken from something else, and nobody has decided from what.
    Up to `slack` percent over it is left alone, and so is what is done or stopped: its cost cannot be changed any more.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        initiatives:
          second-shift:
            title: Run a second shift
            budget: 40000
            spent: 66000  # <- initiative-over-budget
            progress: 60
            status: active
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        initiatives:
          second-shift: {title: Run a second shift, budget: 70000, spent: 66000, progress: 60, status: active}
          third-station: {title: Open a third packing station, budget: 9000, spent: 11000, status: done}
    ```
    """
    for initiative in strategy.open_initiatives.values():
        budget, spent = initiative.budget, initiative.spent
        if budget is not None and spent is not None and 100 * spent > (100 + slack) * budget:
            yield Problem(
                initiative,
                f'"{initiative.name}" has cost {spent:f} of a budget of {budget:f}, and goes on.',
                "spent",
                help="Decide in a review whether it is worth more, and raise the budget, or stop it.",
                also=(Also(initiative, "the budget is here", "budget"),),
            )
