"""The rule `not-yaml`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.load import Loaded
from bsc_cli.rule import rule


@rule(Loaded, Severity.ERROR)
def not_yaml(loaded: Loaded) -> Iterator[Problem]:
    """Files that cannot be read as YAML, or only in a way that a reviewer could not see.

    ## Why
    A strategy that cannot be read cannot be checked, and a file that two programs read differently is worse. So apart
    from plain slips (a tab, a missing quote, a second ':' on the line) this also refuses what YAML allows and people
    misread: tags, merge keys, and lists or mappings that are repeated by an alias. A file is UTF-8 text of at most
    1 MiB and holds one document.

    ## Bad
    ```yaml
    scorecard: corporate
    title: Europe: our second home market  # <- not-yaml
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from Europe}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    title: "Europe: our second home market"
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from Europe}
    ```
    """
    yield from loaded.faults_of("not-yaml")
