"""The rule `duplicate-id`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.load import Loaded
from bsc_cli.rule import rule


@rule(Loaded, Severity.ERROR)
def duplicate_id(loaded: Loaded) -> Iterator[Problem]:
    """Ids given twice: keys alike, scorecards, or metrics or initiatives of one scorecard.

    ## Why
    Arrows, readings and reviews speak of a thing by its id, so each id must mean one thing. Most YAML readers keep the
    last of two keys alike and drop the first without a word; an objective would vanish from the map unseen.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue at home}
      grow-revenue: {perspective: financial, title: Grow revenue from Europe}  # <- duplicate-id
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue at home}
      grow-european-revenue: {perspective: financial, title: Grow revenue from Europe}
    ```
    """
    yield from loaded.faults_of("duplicate-id")
