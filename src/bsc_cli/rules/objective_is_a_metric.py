"""The rule `objective-is-a-metric`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_BEGINNINGS = (
    "% ",
    "# of ",
    "percent of ",
    "percentage of ",
    "number of ",
    "total number of ",
    "no. of ",
    "average ",
    "rate of ",
    "ratio of ",
    "anteil der ",
    "anteil an ",
    "anzahl ",
    "nombre de ",
    "nombre d'",
    "pourcentage de ",
    "taux de ",
    "número de ",
    "porcentaje de ",
    "percentuale di ",
    "numero di ",
    "aantal ",
)
"""How the name of a measure begins, in lower case; no title that says what to achieve begins so."""

_NAMES = ("ebit", "ebita", "ebitda", "net promoter score", "nps", "return on investment", "roce", "roe", "roi")
"""Measures with a name of their own."""


@rule(Strategy, Severity.INFO, by_scorecard=True)
def objective_is_a_metric(strategy: Strategy) -> Iterator[Problem]:
    """Objectives whose title is the name of a measure.

    ## Why
    The objective is the aim and the metric the yardstick; who writes the yardstick where the aim belongs has chosen
    a measure before a strategy. The article this tool comes from wants it the other way round: "strategy must be
    defined before metrics are chosen." It is also how Goodhart's law begins, as the number is all that is left to
    aim at. Found are titles that begin as measures do ("Number of", "% of"), a few names such as EBITDA, and titles
    that one of the objective's own metrics repeats.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      contracts: {perspective: customer, title: Number of new contracts signed}  # <- objective-is-a-metric
      downtime:
        perspective: process
        title: Unplanned downtime  # <- objective-is-a-metric
        metrics:
          downtime-hours: {title: Unplanned downtime, unit: hours, better: lower}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      contracts: {perspective: customer, title: Secure contracts with new distributors}
      downtime:
        perspective: process
        title: Keep the line running
        metrics:
          downtime-hours: {title: Unplanned downtime, unit: hours, better: lower}
    ```
    """
    for objective in strategy.objectives.values():
        title = " ".join(objective.title.casefold().split())
        metrics = strategy.metrics_of(objective)
        measures = [" ".join(metric.title.casefold().split()) for metric in metrics if metric.title is not None]
        if title.startswith(_BEGINNINGS) or title.endswith("(%)") or title in _NAMES:
            what = f'The title of "{objective.name}" names a measure and not an aim.'
        elif title in measures:
            what = f'"{objective.name}" and one of its metrics have the same title.'
        else:
            continue
        yield Problem(
            objective,
            what,
            "title",
            help="Say what is to be achieved, beginning with a verb, and keep the measure under 'metrics'.",
        )
