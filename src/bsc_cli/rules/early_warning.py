"""The rule `early-warning`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.forecast import Outlook
from bsc_cli.forecast.reason import movers
from bsc_cli.forecast.warning import because, moved, warned
from bsc_cli.rule import rule


@rule(Outlook, Severity.WARNING)
def early_warning(outlook: Outlook, *, points: int = 10) -> Iterator[Problem]:
    """Targets that are more likely missed than met since something upstream of them turned.

    ## Why
    A scorecard is to tell of a miss while there is time to act: the driver turns first, and the lag of the arrow is the
    time that is left. The chance of missing a target is first told from the metric's own readings alone, then with what
    the arrows into it add, each weighted by how likely it is that the arrow holds. A finding is made when that moves
    the chance by ten `points` or more and beyond one half, and names the arrows that are more likely than not. It is a
    change of odds, and no certainty: docs/forecast.md says how often such chances were right. Needs
    `bsc-cli[evidence]`.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        owner: cso
        metrics:
          repeat-orders:
            unit: "%"
            better: higher
            targets: {2026-Q3: 60}  # <- early-warning
            every: quarter
      answer-fast:
        perspective: process
        title: Answer complaints fast
        owner: coo
        drives: {keep-customers: {after: 1 quarter, because: Who waits leaves.}}
        metrics: {hours-to-answer: {better: lower, target: 24, red_line: 30, every: quarter}}
    ```
    ```csv
    metric,period,value
    hours-to-answer,2021-Q4,22
    hours-to-answer,2022-Q1,27
    hours-to-answer,2022-Q2,21
    hours-to-answer,2022-Q3,26
    hours-to-answer,2022-Q4,20
    hours-to-answer,2023-Q1,26
    hours-to-answer,2023-Q2,24
    hours-to-answer,2023-Q3,28
    hours-to-answer,2023-Q4,27
    hours-to-answer,2024-Q1,24
    hours-to-answer,2024-Q2,23
    hours-to-answer,2024-Q3,25
    hours-to-answer,2024-Q4,24
    hours-to-answer,2025-Q1,21
    hours-to-answer,2025-Q2,26
    hours-to-answer,2025-Q3,17
    hours-to-answer,2025-Q4,24
    hours-to-answer,2026-Q1,30
    hours-to-answer,2026-Q2,32
    repeat-orders,2021-Q4,59
    repeat-orders,2022-Q1,64
    repeat-orders,2022-Q2,59
    repeat-orders,2022-Q3,62
    repeat-orders,2022-Q4,59
    repeat-orders,2023-Q1,64
    repeat-orders,2023-Q2,60
    repeat-orders,2023-Q3,61
    repeat-orders,2023-Q4,60
    repeat-orders,2024-Q1,58
    repeat-orders,2024-Q2,62
    repeat-orders,2024-Q3,60
    repeat-orders,2024-Q4,58
    repeat-orders,2025-Q1,61
    repeat-orders,2025-Q2,63
    repeat-orders,2025-Q3,62
    repeat-orders,2025-Q4,66
    repeat-orders,2026-Q1,61
    repeat-orders,2026-Q2,55
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        owner: cso
        metrics: {repeat-orders: {unit: "%", better: higher, targets: {2026-Q3: 60}, every: quarter}}
      answer-fast:
        perspective: process
        title: Answer complaints fast
        owner: coo
        drives: {keep-customers: {after: 1 quarter, because: Who waits leaves.}}
        metrics: {hours-to-answer: {better: lower, target: 24, red_line: 30, every: quarter}}
    ```
    ```csv
    metric,period,value
    hours-to-answer,2026-Q2,32
    repeat-orders,2026-Q2,58
    ```
    """
    strategy = outlook.evaluation.strategy
    for forecast in warned(outlook, points):
        metric = forecast.result.metric
        dated = [period for period in metric.targets if strategy.calendar.last_day(period) == forecast.due]
        yield Problem(
            metric,
            f'The chance of missing {forecast.target} for "{metric.name}" on {forecast.due} goes {moved(forecast)}, '
            f"because {because(outlook, forecast)}.",
            ("targets", str(dated[-1])) if dated else "target",
            help="Act on the driver while its effect is still on the way, or say in a review why this is accepted.",
            also=tuple(
                Also(strategy.metrics[cause.odds.cause], f"this moves it by {cause.adds:f}")
                for cause in movers(forecast)
            ),
        )
