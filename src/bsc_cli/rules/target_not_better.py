"""The rule `target-not-better`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.ERROR, by_scorecard=True)
def target_not_better(strategy: Strategy) -> Iterator[Problem]:
    """Targets that are worse than the baseline from which the metric starts.

    ## Why
    A target says what is to become better, so a target on the wrong side of where things stood asks people to get
    worse. Nearly always one of three fields is mistyped: `baseline`, the target, or `better`, and then every score
    of the metric is computed the wrong way round. Doran, who coined SMART objectives (1981), asks for an
    indicator of progress; this one would show the opposite. Of dated targets only the last is judged: a plan may get
    worse before it gets better.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days:
            unit: days
            better: lower
            baseline: 10
            target: 19  # <- target-not-better
          orders-on-time:
            unit: "%"
            better: higher
            baseline: 82
            targets: {2026-Q2: 84, 2026-Q4: 78}  # <- target-not-better
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      shorten-lead-time:
        perspective: process
        title: Shorten the lead time of custom orders
        metrics:
          lead-time-days: {unit: days, better: lower, baseline: 19, target: 10}
          orders-on-time: {unit: "%", better: higher, baseline: 82, targets: {2026-Q2: 80, 2026-Q4: 95}}
    ```
    """
    for metric in strategy.metrics.values():
        final = strategy.final_target(metric)
        if final is None or metric.baseline is None or metric.direction not in ("higher", "lower"):
            continue
        target, field = final
        is_worse = target < metric.baseline if metric.direction == "higher" else target > metric.baseline
        if is_worse:
            yield Problem(
                metric,
                f'The target of "{metric.name}" is {target:f} and its baseline {metric.baseline:f}, where '
                f"{metric.direction} is better: reaching the target would make things worse.",
                field,
                help="Check 'baseline', the target and 'better'; one of the three is likely mistyped.",
                also=(Also(metric, "the baseline is here", "baseline"),),
            )
