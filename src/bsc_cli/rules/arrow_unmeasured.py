"""The rule `arrow-unmeasured`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def arrow_unmeasured(strategy: Strategy) -> Iterator[Problem]:
    """Arrows whose cause or effect has no metric, so that nothing can ever speak against them.

    ## Why
    Ittner and Larcker ("Coming Up Short on Nonfinancial Performance Measurement", 2003) found few companies that ever
    check whether what they measure leads to what they want. An arrow can be checked when both its ends are measured;
    with one end unmeasured it is believed for as long as anyone likes.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        metrics: {revenue: {unit: EUR, better: higher}}
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        drives:
          grow-revenue: {after: 1 quarter, because: Punctual delivery brings customers back.}  # <- arrow-unmeasured
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue
        metrics: {revenue: {unit: EUR, better: higher}}
      deliver-on-time:
        perspective: customer
        title: Deliver on time
        metrics: {on-time-share: {unit: "%", better: higher}}
        drives:
          grow-revenue: {after: 1 quarter, because: Punctual delivery brings customers back.}
    ```
    """
    unmeasured = strategy.unmeasured
    for arrow in strategy.arrows if unmeasured else ():
        ends = strategy.objectives[arrow.source], strategy.objectives[arrow.target]
        blind = [end for end in {end.id: end for end in ends}.values() if end.id in unmeasured]
        if blind:
            names = " and ".join(f'"{strategy.ref_to(end, arrow.scorecard_id)}"' for end in blind)
            yield Problem(
                arrow,
                f'The arrow from "{ends[0].name}" to "{arrow.written}" cannot be tested: no metric measures {names}.',
                help="Measure both ends.",
            )
