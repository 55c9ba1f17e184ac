"""The rule `initiative-without-effect`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, Status, effects
from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def initiative_without_effect(evaluation: Evaluation) -> Iterator[Problem]:
    """Work that is done, had its time to show, and left the metric it was to move no better than before.

    ## Why
    "Done" says that money was spent, not that it helped: the article this tool comes from asks for outcomes and not
    for activity. An initiative is a small hypothesis, and here its test is over. The last reading before it began (else
    the baseline) is held against every reading of the periods that begin after it was due, and after the lags of the
    arrows when the metric is further along. If none is better, something else holds the metric back, or the work was
    done on paper. Metrics on target are left alone, and so are those with an event (`events:`) in between.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
        initiatives:
          second-shift:
            title: Run a second shift
            start: 2026-02
            due: 2026-03
            status: done
            moves: [lead-time-days]  # <- initiative-without-effect
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-01,14
    lead-time-days,2026-03,13
    lead-time-days,2026-04,14.5
    lead-time-days,2026-05,14
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          lead-time-days: {better: lower, target: 10, every: month}
        initiatives:
          second-shift:
            title: Run a second shift
            start: 2026-02
            due: 2026-03
            status: done
            moves: [lead-time-days]
    ```
    ```csv
    metric,period,value
    lead-time-days,2026-01,14
    lead-time-days,2026-03,13
    lead-time-days,2026-04,12.5
    lead-time-days,2026-05,14
    ```
    """
    for initiative in evaluation.strategy.initiatives.values():
        if initiative.status != "done":
            continue
        for effect in effects(evaluation.strategy, initiative, evaluation.by_metric):
            metric = effect.metric.metric
            if effect.gain <= 0 and effect.metric.status is not Status.ON_TARGET:
                readings = "the reading" if len(effect.since) == 1 else f"none of the {len(effect.since)} readings"
                verb = "is not" if len(effect.since) == 1 else "is"
                yield Problem(
                    initiative,
                    f'"{initiative.name}" is done and could show from {effect.shows} on, but {readings} of '
                    f'"{metric.name}" since then {verb} better than the {effect.before:f} before it.',
                    ("moves", effect.position),
                    help="Ask what else holds the metric back, and write into the next review what was learnt.",
                    also=(Also(metric, "the metric is here"),),
                )
