"""The rule `green-hides-red`."""

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation, MetricResult, Rollup, Status
from bsc_cli.finding import Also, Pointable, Problem, Severity
from bsc_cli.rule import rule


@rule(Evaluation, Severity.WARNING)
def green_hides_red(evaluation: Evaluation) -> Iterator[Problem]:
    """Objectives, perspectives and scorecards on target, with something directly below them that is off.

    ## Why
    A mean forgives: one number far above its target pays for another one below its red line, and whoever reads only
    the top line never asks. The article this tool comes from wants four balanced views because good figures in one
    place have hidden ruin in another for years. One finding is made for each thing that is on target, naming what is
    off below; what is near, late or missing hides nothing. Look at the one below, or change the weights if it really
    matters so little.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:  # <- green-hides-red
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 90, red_line: 80, weight: 3}
          damaged: {unit: "%", better: lower, target: 1, red_line: 2}
    ```
    ```csv
    metric,period,value
    punctual,2026-06,98
    damaged,2026-06,2.2
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      deliver-on-time:
        perspective: process
        title: Deliver when promised
        metrics:
          punctual: {unit: "%", better: higher, target: 90, red_line: 80, weight: 3}
          damaged: {unit: "%", better: lower, target: 1, red_line: 2}
    ```
    ```csv
    metric,period,value
    punctual,2026-06,98
    damaged,2026-06,1.9
    ```
    """
    strategy = evaluation.strategy
    for above in (*evaluation.objectives, *evaluation.perspectives, *evaluation.scorecards):
        off = _off_in(evaluation, above) if above.status is Status.ON_TARGET else ()
        if not off:
            continue
        worst, more = off[0].rpartition("/")[2], f" and {len(off) - 1} more are" if len(off) > 1 else " is"
        if above.kind == "objective":
            element: Pointable = strategy.objectives[above.id]
            said = f'"{strategy.objectives[above.id].name}" is on target, but its metric "{worst}"{more} off.'
        elif above.kind == "perspective":
            element, (card, name) = strategy.objectives[off[0]], above.id.split("/")
            said = f'The perspective "{name}" of "{card}" is on target, but its objective "{worst}"{more} off.'
        else:
            element = strategy.scorecards[above.id]
            said = f'The scorecard "{above.id}" is on target, but its perspective "{worst}"{more} off.'
        yield Problem(
            element,
            said,
            "perspective" if above.kind == "perspective" else None,
            help="Look at what is off first; if it matters so little, say so in its weight.",
            also=tuple(Also(strategy.metrics[each], "this metric is off") for each in off if above.kind == "objective"),
        )


def _off_in(evaluation: Evaluation, above: Rollup) -> tuple[str, ...]:
    """Return the ids of what is off directly below a roll-up, metrics, objectives or perspectives, worst first."""
    parts: list[MetricResult | Rollup] = []
    if above.kind == "objective":
        parts += [evaluation.by_metric[each] for each in above.parts]
    else:
        below = evaluation.by_objective if above.kind == "perspective" else evaluation.by_perspective
        parts += [below[each] for each in above.parts]
    off = [(each.score, each.id) for each in parts if each.status is Status.OFF and each.score is not None]
    return tuple(each for _, each in sorted(off))
