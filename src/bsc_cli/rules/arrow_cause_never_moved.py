"""The rule `arrow-cause-never-moved`."""

from collections.abc import Iterator

from bsc_cli.evaluation.comparable import Window, looked_at
from bsc_cli.evaluation.verdict import untried
from bsc_cli.evidence import Evidence, Verdict
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Evidence, Severity.INFO)
def arrow_cause_never_moved(evidence: Evidence, *, fewest: int = 6) -> Iterator[Problem]:
    """Arrows whose cause has been measured for a while and has not moved: nobody has tried the hypothesis yet.

    ## Why
    An arrow can be seen to hold only when its cause moves. Where the cause stands still the question is not whether
    the strategy is right but whether it was carried out. Moved means what it means for `bsc why`: a clear step or
    signal in the readings since the arrow was declared, else in all of them; what an event parts from the newest
    reading is not looked at, and metrics that moved against each other have moved. Few readings (`fewest`) say nothing.
    Small movements can tell, where there are many: of an arrow that `bsc evidence` calls supported, not supported or
    contradicted, this rule says nothing.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {churn: {unit: "%", better: lower, baseline: 6, target: 4, every: month}}
      train-advisers:
        perspective: learning
        title: Train the advisers
        drives:
          keep-customers: {after: 1 month, because: Advice keeps customers.}  # <- arrow-cause-never-moved
        metrics: {trained: {unit: "%", better: higher, baseline: 20, target: 80, every: month}}
    ```
    ```csv
    metric,period,value
    trained,2026-01,20
    trained,2026-02,21
    trained,2026-03,20
    trained,2026-04,20
    trained,2026-05,21
    trained,2026-06,20
    churn,2026-01,6
    churn,2026-02,6
    churn,2026-03,5
    churn,2026-04,6
    churn,2026-05,5
    churn,2026-06,6
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      keep-customers:
        perspective: customer
        title: Keep our customers
        metrics: {churn: {unit: "%", better: lower, baseline: 6, target: 4, every: month}}
      train-advisers:
        perspective: learning
        title: Train the advisers
        drives:
          keep-customers: {after: 1 month, because: Advice keeps customers.}
        metrics: {trained: {unit: "%", better: higher, baseline: 20, target: 80, every: month}}
    ```
    ```csv
    metric,period,value
    trained,2026-01,20
    trained,2026-02,21
    trained,2026-03,40
    trained,2026-04,55
    trained,2026-05,70
    trained,2026-06,75
    churn,2026-01,6
    churn,2026-02,6
    churn,2026-03,5
    churn,2026-04,6
    churn,2026-05,5
    churn,2026-06,4
    ```
    """
    evaluation, day = evidence.evaluation, evidence.evaluation.as_of
    if day is None:
        return
    for arrow in untried(evaluation):
        tested = evidence.by_arrow.get((arrow.source, arrow.target))
        if tested is not None and tested.verdict is not Verdict.NOT_ENOUGH:
            continue
        seen = looked_at(evaluation, arrow.source, Window(arrow.declared_on, day))
        if seen.readings >= fewest:
            since = f"the event of {seen.event}" if seen.event else arrow.declared_on
            when = f" since {since}" if since else ""
            yield Problem(
                arrow,
                f'"{arrow.cause}" has not moved{when}, so nothing can show yet in "{arrow.written}".',
                help="Ask whether its plan was carried out; until then the arrow is neither right nor wrong.",
            )
