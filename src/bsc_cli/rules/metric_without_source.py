"""The rule `metric-without-source`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def metric_without_source(strategy: Strategy) -> Iterator[Problem]:
    """Metrics that do not say where their values come from.

    ## Why
    The article this tool comes from asks to make sure that the data sources are available and reliable, and says what
    happens otherwise: messy or disputed data is ignored. Two people who take the same figure from two systems get two
    figures, and the meeting is about those. "Source of data" is a line of the record sheet of Neely and others
    (1997). A computed metric has its `formula` for a source.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics:
          export-growth: {unit: "%", better: higher, target: 15, every: quarter}  # <- metric-without-source
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports:
        perspective: financial
        title: Grow revenue from exports
        metrics:
          export-growth:
            unit: "%"
            better: higher
            target: 15
            every: quarter
            source: ERP, revenue by ship-to country
    ```
    """
    for metric in strategy.metrics.values():
        if metric.source is None and metric.formula is None:
            yield Problem(
                metric,
                f'"{metric.name}" does not say where its values come from.',
                help="Add a 'source': the system, survey or log, and what is taken from it.",
            )
