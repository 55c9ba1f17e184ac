"""The rule `unknown-field`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.load import Loaded
from bsc_cli.rule import rule


@rule(Loaded, Severity.ERROR)
def unknown_field(loaded: Loaded) -> Iterator[Problem]:
    """Fields that the language does not have, most often misspelt ones.

    ## Why
    A misspelt field that is passed over in silence says nothing, while its author believes that it does: an 'ownr' is
    an objective without an owner. `bsc schema` prints the fields for editors that complete and check them.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from Europe
        ownr: cfo  # <- unknown-field
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue:
        perspective: financial
        title: Grow revenue from Europe
        owner: cfo
    ```
    """
    yield from loaded.faults_of("unknown-field")
