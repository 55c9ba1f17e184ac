"""The rule `arrow-is-arithmetic`."""

from collections.abc import Iterator

from bsc_cli.finding import Also, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def arrow_is_arithmetic(strategy: Strategy) -> Iterator[Problem]:
    """Arrows whose effect is computed from their cause: true by definition, so nothing can be learnt from them.

    ## Why
    If profit is revenue minus cost, cost "drives" profit whatever anybody does. An arrow of a strategy map is a bet on
    how the business works, which readings can bear out or not; a formula is neither. Kaplan and Norton (1996, "Linking
    the Balanced Scorecard to Strategy") ask for cause and effect that can be tested. `bsc evidence` does not test such
    an arrow. All metrics of both objectives count.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-profit:
        perspective: financial
        title: Grow profit
        metrics:
          profit: {unit: EUR, better: higher, formula: revenue - unit-cost * units-sold}
      cut-cost:
        perspective: process
        title: Cut the cost of a unit
        drives:
          grow-profit: {after: 1 month, because: What costs less earns more.}  # <- arrow-is-arithmetic
        metrics:
          unit-cost: {unit: EUR, better: lower}
      sell-more:
        perspective: customer
        title: Sell more
        metrics:
          revenue: {unit: EUR, better: higher}
          units-sold: {better: higher}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-profit:
        perspective: financial
        title: Grow profit
        metrics:
          profit: {unit: EUR, better: higher, formula: revenue - unit-cost * units-sold}
      cut-scrap:
        perspective: process
        title: Cut scrap
        drives:
          grow-profit: {after: 1 month, because: Scrap is bought and sold for nothing.}
        metrics:
          scrap-rate: {unit: "%", better: lower}
      sell-more:
        perspective: customer
        title: Sell more
        metrics:
          revenue: {unit: EUR, better: higher}
          units-sold: {better: higher}
          unit-cost: {unit: EUR, better: lower}
    ```
    """
    if not strategy.with_formula:
        return
    from bsc_cli.evaluation.arithmetic import computed_from

    computed = computed_from(strategy)
    for arrow in strategy.arrows:
        causes = strategy.metrics_of(strategy.objectives[arrow.source])
        effects = strategy.metrics_of(strategy.objectives[arrow.target])
        pairs = [(one, other) for other in effects for one in causes if one.id in computed.get(other.id, ())]
        if pairs:
            cause, effect = pairs[0]
            yield Problem(
                arrow,
                f'"{effect.name}" of "{arrow.written}" is computed from "{cause.name}" of "{arrow.cause}": the arrow '
                "holds by arithmetic, whatever happens.",
                help="Draw the arrow from what moves the input, or leave it to the formula.",
                also=(Also(effect, "the formula is here", "formula"),),
            )
