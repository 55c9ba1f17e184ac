"""The rule `conflicting-effects`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def conflicting_effects(strategy: Strategy) -> Iterator[Problem]:
    """Objectives that are said to help another one by one way and to harm it by another.

    ## Why
    Two ways with opposite effect are a trade-off, and the map does not say which side wins: whatever happens then
    agrees with it. Cutting costs today might hurt the ability to invest in training tomorrow, as the article this tool
    comes from puts it. Such a conflict is worth drawing when it is one that the strategy decides; then silence this
    with the reason. Of the objectives that an objective both helps and harms, the nearest is shown.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      raise-profit: {perspective: financial, title: Raise profit}
      keep-customers: {perspective: customer, title: Keep our customers, drives: {raise-profit: {}}}
      cut-costs:  # <- conflicting-effects
        perspective: process
        title: Cut the cost of service
        drives:
          raise-profit: {after: 1 quarter, because: Costs are lower.}
          keep-customers: {after: 2 quarters, effect: opposite, because: Fewer people answer the telephone.}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      raise-profit: {perspective: financial, title: Raise profit}
      keep-customers: {perspective: customer, title: Keep our customers, drives: {raise-profit: {}}}
      shorten-calls:
        perspective: process
        title: Solve what customers call for at the first call
        drives:
          raise-profit: {after: 1 quarter, because: Fewer calls cost less.}
          keep-customers: {after: 2 quarters, because: Customers like to call once.}
    ```
    """
    opposite = frozenset((arrow.source, arrow.target) for arrow in strategy.arrows if arrow.effect == "opposite")
    if not opposite:
        return
    for helping, harming in strategy.graph.conflicts(opposite):
        cause, effect = strategy.objectives[helping[0]], strategy.objectives[helping[-1]]
        ways = strategy.arrows_along(helping), strategy.arrows_along(harming)
        yield Problem(
            cause,
            f'"{cause.name}" both helps and harms "{strategy.ref_to(effect, cause.scorecard_id)}": '
            f"by ways of {len(ways[0])} and {len(ways[1])} arrows.",
            help="Take out the arrow that the strategy does not bet on; if both are meant, silence this.",
            also=(
                *(Also(arrow, "on the way that helps") for arrow in ways[0]),
                *(Also(arrow, "on the way that harms") for arrow in ways[1]),
            ),
        )
