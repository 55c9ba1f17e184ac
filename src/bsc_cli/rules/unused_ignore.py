"""The rule `unused-ignore`."""

from collections.abc import Iterator

from bsc_cli.check import Silencing
from bsc_cli.finding import Problem, Severity
from bsc_cli.load import nearest
from bsc_cli.rule import rule


@rule(Silencing, Severity.WARNING)
def unused_ignore(silencing: Silencing) -> Iterator[Problem]:
    """Comments that silence a rule which has nothing to say there.

    ## Why
    What was silenced may have been mended since, and the comment left behind: it would then hide the next, real
    finding on that line. A misspelt rule name silences nothing at all. A rule that did not run, for lack of readings
    or because it is off, shows nothing either way and is left alone.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[objective-without-owner] The role is being filled.  # <- unused-ignore
      grow-revenue: {perspective: financial, title: Grow revenue, owner: cfo}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      # bsc: ignore[objective-without-owner] The role is being filled.
      grow-revenue: {perspective: financial, title: Grow revenue}
    ```
    """
    from bsc_cli.rules import names  # this very folder: it can only be asked once its files are being used

    every = frozenset(names())
    for ignore in silencing.ignores:
        if not ignore.reason or ignore.expired(silencing.today):
            continue  # ignore-without-reason and expired-ignore have these
        if not ignore.rules:
            yield Problem(ignore.spot, "This comment names no rule to silence.", help="Write ignore[rule-name].")
        for name in ignore.rules:
            if name not in every:
                near = nearest(name, every)
                yield Problem(
                    ignore.spot,
                    f'"{name[:60]}" is not a rule' + (f'; did you mean "{near}"?' if near else "."),
                    help=None if near else "`bsc explain` lists the rules.",
                )
            elif name in silencing.ran and (ignore.place, name) not in silencing.used:
                yield Problem(
                    ignore.spot,
                    f'"{name}" has nothing to say here, so there is nothing to silence.',
                    help="Delete the comment, or this name from it.",
                )
