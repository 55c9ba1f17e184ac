"""The rule `formula-invalid`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR)
def formula_invalid(strategy: Strategy) -> Iterator[Problem]:
    """Formulas that cannot be computed: how they are written, a metric that does not exist, or a loop.

    ## Why
    A metric with such a formula never has a value, and nobody sees why. A formula is made of metric ids, numbers,
    `+`, `-`, `*`, `/` and brackets. Ids hold hyphens, so operators stand between spaces: `a - b` subtracts, `a-b` is
    one id. A metric of another scorecard is named in full, `sales/orders`. `sum(orders)` adds up the metric of that
    name over the scorecards whose parent is this one: that makes a ratio of units a ratio of sums, never a mean of
    ratios.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          on-time-share: {formula: 100 * on-time / oders}  # <- formula-invalid
          on-time: {formula: orders-late}  # <- formula-invalid
          late-share: {formula: 100% - on-time-share}  # <- formula-invalid
          orders: {formula: backlog + 1}  # <- formula-invalid
          backlog: {formula: orders * 2}
          late: {}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          on-time-share: {formula: 100 * (orders - late) / orders}
          orders: {aggregate: sum}
          late: {aggregate: sum}
    ```
    """
    if not strategy.with_formula:  # most have none, and need not wait for what reads them
        return
    from bsc_cli.evaluation.formulas import Formulas

    yield from Formulas(strategy).problems()
