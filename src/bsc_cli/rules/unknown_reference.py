"""The rule `unknown-reference`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.load import Loaded
from bsc_cli.rule import rule


@rule(Loaded, Severity.ERROR)
def unknown_reference(loaded: Loaded) -> Iterator[Problem]:
    """Ids that lead nowhere: to an objective, metric, perspective or scorecard that is not there.

    ## Why
    An arrow to an objective that does not exist is a causal link that is broken without anyone seeing it, and the
    article this tool comes from warns that a scorecard whose links are broken is "just a dashboard". Most are slips of
    the pen, or were left behind when something was renamed.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from Europe}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenues: {after: 2 quarters, because: Satisfied distributors reorder.}  # <- unknown-reference
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from Europe}
      satisfy-distributors:
        perspective: customer
        title: Satisfy European distributors
        drives:
          grow-revenue: {after: 2 quarters, because: Satisfied distributors reorder.}
    ```
    """
    yield from loaded.faults_of("unknown-reference")
