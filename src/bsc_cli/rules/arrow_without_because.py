"""The rule `arrow-without-because`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def arrow_without_because(strategy: Strategy) -> Iterator[Problem]:
    """Arrows that do not say why the one drives the other.

    ## Why
    A strategy is a set of hypotheses about cause and effect (Kaplan and Norton, "The Balanced Scorecard", 1996), and
    a hypothesis states its mechanism. Without it an arrow is a line on a drawing: nobody can object to it, and when the
    readings speak against it nobody knows what was wrong. Ittner and Larcker (2003) name links that were never
    validated as a mistake of their own; one sentence is where that begins.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenue: {after: 2 quarters}  # <- arrow-without-because
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied distributors reorder and list more of the range.}
    ```
    """
    for arrow in strategy.arrows:
        if not (arrow.because or "").strip():
            yield Problem(
                arrow,
                f'Nothing says why "{strategy.objectives[arrow.source].name}" drives "{arrow.written}".',
                help="Give the mechanism in one sentence under 'because'.",
            )
