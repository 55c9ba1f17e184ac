"""The rule `placeholder-target`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.model import is_placeholder
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def placeholder_target(strategy: Strategy) -> Iterator[Problem]:
    """Targets that look like a number put there to be replaced: 555, 99999, 12345.

    ## Why
    A form wants a number, nobody has one, so somebody types what is quick to type and means to come back. From then on
    it is a target: it is scored, coloured and rolled up, and every report that holds it says something that nobody
    ever meant. A metric without a target is honest; the status shows it as such.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 99999}  # <- placeholder-target
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 12000}
          availability: {unit: "%", better: higher, target: 99.99}
    ```
    """
    for metric in strategy.metrics.values():
        if metric.targets and not any(map(is_placeholder, metric.targets.values())):
            continue  # as nearly all are; with dated targets there is no other
        found = [(field, number) for field, number in metric.numbers_aimed_at.items() if is_placeholder(number)]
        if found:
            field, number = found[0]
            yield Problem(
                metric,
                f'The target of "{metric.name}" is {number:f}, which looks like a placeholder.',
                field,
                help="Write the number that is meant, or leave the target out until there is one.",
            )
