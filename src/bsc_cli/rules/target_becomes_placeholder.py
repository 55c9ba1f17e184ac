"""The rule `target-becomes-placeholder`."""

from collections.abc import Iterator
from decimal import Decimal

from bsc_cli.diff import Diff
from bsc_cli.finding import Problem, Severity
from bsc_cli.model import Metric, is_placeholder
from bsc_cli.rule import rule


@rule(Diff, Severity.WARNING)
def target_becomes_placeholder(diff: Diff, *, times: int = 100) -> Iterator[Problem]:
    """Targets that are new and look like a placeholder, by their digits or beside what stood there before.

    ## Why
    A target that nobody can reach is as good as none, and one of 99999 where 10 stood is either a slip or a way to say
    so. Once merged it is scored like any other. `times` is how many times the old target the new one, or the new the
    old one, must be; 555 and 12345 are told by their digits. A decision of a review about the metric clears it.

    ## Bad
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 120, every: month}
          complaints: {unit: complaints, better: lower, target: 40, every: month}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 555, every: month}  # <- target-becomes-placeholder
          complaints: {unit: complaints, better: lower, target: 8000, every: month}  # <- target-becomes-placeholder
    ```

    ## Good
    ```yaml before/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 120, every: month}
    ```
    ```yaml after/scorecards/corporate.yaml
    scorecard: corporate
    version: 1
    owner: ceo
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics:
          repeat-orders: {unit: orders, better: higher, target: 550, every: month}
    ```
    """
    for metric in diff.head.metrics.values():
        was = diff.pairs.of_base.get(("metric", diff.pairs.in_base("metric", metric.id)))
        before = was.numbers_aimed_at if isinstance(was, Metric) else {}
        for field, number in metric.numbers_aimed_at.items():
            old = before.get(field, _nearest(before, number))
            if number in before.values() or diff.is_decided(metric):
                continue
            if is_placeholder(number):
                why = "which looks like a placeholder"
            elif old is not None and _is_far(old, number, times):
                why = f"and it was {old:f}"
            else:
                continue
            yield Problem(
                metric,
                f'The target of "{metric.name}" is set to {number:f}, {why}.',
                field,
                help="Write the number that is meant, or record in a review why it is this one.",
            )
            break


def _nearest(before: dict[tuple[str, ...], Decimal], number: Decimal) -> Decimal | None:
    """Return the old number that a new one is nearest to: dated targets are other fields each time."""
    return min(before.values(), key=lambda old: abs(old - number), default=None)


def _is_far(old: Decimal, new: Decimal, times: int) -> bool:
    smaller, larger = sorted((abs(old), abs(new)))
    return smaller > 0 and larger >= times * smaller
