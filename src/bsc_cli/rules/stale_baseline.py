"""The rule `stale-baseline`."""

from collections.abc import Iterator

from bsc_cli.check import Baseline, holdable
from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule


@rule(Baseline, Severity.WARNING)
def stale_baseline(baseline: Baseline) -> Iterator[Problem]:
    """Entries of the baseline that hold nothing back any more.

    ## Why
    A baseline is a list of debts, written down so that new ones show. When a debt is paid its entry must go, or the
    same fault could come back unseen; and a list that only ever grows shorter is how everyone sees that the strategy
    is being mended. A rule that did not run, for lack of readings or because it is off, leaves its entries alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue, owner: cfo}
    ```
    ```json .bsc/baseline.json
    {
      "format_version": "1.0",
      "entries": [
        {"rule": "objective-without-owner", "element": "corporate/grow-revenue", "field": null,
         "fingerprint": "df0b76179be2d16cf905c139e1cb31af"}  # <- stale-baseline
      ]
    }
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue}
    ```
    ```json .bsc/baseline.json
    {
      "format_version": "1.0",
      "entries": [
        {"rule": "objective-without-owner", "element": "corporate/grow-revenue", "field": null,
         "fingerprint": "df0b76179be2d16cf905c139e1cb31af"}
      ]
    }
    ```
    """
    from bsc_cli.rules import named, names  # this very folder: it can only be asked once its files are being used

    every = frozenset(names())
    for entry in baseline.stale(every):
        address = entry.address
        if address.rule not in every:
            message = f'"{address.rule[:60]}" is not a rule, so this entry holds nothing back.'
        elif not holdable(named(address.rule)):
            message = f'"{address.rule}" is a rule that no baseline can hold back.'
        else:
            message = f'"{address.rule}" has nothing to say of "{address.element[:80]}" here any more.'
        yield Problem(entry.spot, message, help="`bsc baseline --prune` drops such entries.")
