"""The rule `arrow-downward`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def arrow_downward(strategy: Strategy) -> Iterator[Problem]:
    """Arrows that run from an upper perspective to a lower one and are not marked as feedback.

    ## Why
    The framework "relies on the hypothesis that improvements in the lower layers (learning, processes) drive
    improvements in the upper layers", says the article this tool comes from. An arrow the other way is most often
    drawn from the wrong end: 'drives' names the effect, not the cause. Where results really pay for something below,
    'feedback: true' says so. Arrows within one perspective, and arrows to another unit's scorecard, where a department
    may serve a department, are not looked at.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        drives:
          deliver-on-time: {after: 1 quarter, because: Customers pay for punctual delivery.}  # <- arrow-downward
      deliver-on-time: {perspective: customer, title: Deliver on time}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        drives:
          grow-revenue: {after: 1 quarter, because: Customers pay for punctual delivery.}
    ```
    """
    for arrow in strategy.arrows:
        cause, effect = strategy.objectives[arrow.source], strategy.objectives[arrow.target]
        if (
            cause.scorecard_id == effect.scorecard_id
            and strategy.height(cause) > strategy.height(effect)
            and not arrow.feedback
        ):
            yield Problem(
                arrow,
                f'The arrow from "{cause.name}" to "{effect.name}" runs down, from "{cause.perspective}" to '
                f'"{effect.perspective}".',
                help="Turn it round if the second drives the first; if it is meant to run back, add 'feedback: true'.",
            )
