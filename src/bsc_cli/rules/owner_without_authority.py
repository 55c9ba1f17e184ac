"""The rule `owner-without-authority`."""

from collections.abc import Iterator

from bsc_cli.finding import KEY, Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO)
def owner_without_authority(strategy: Strategy) -> Iterator[Problem]:
    """Owners of something who, by the list of owners, have nothing to decide.

    ## Why
    Accountability without authority is blame. The article this tool comes from has the example: the IT director who
    answers for system uptime and has no budget to fix the server. `decides` in `bsc.yaml` says what a role may decide;
    an empty list next to objectives, metrics or initiatives says that someone will be asked about what is not theirs
    to change. Where any owner has the field, one without it is found too; where none has, the list is for titles and
    handles, and says nothing of authority. Who owns nothing is left alone.

    ## Bad
    ```yaml bsc.yaml
    owners:
      it-director:
        title: IT Director
        decides: []  # <- owner-without-authority
      coo:  # <- owner-without-authority
        title: Chief Operating Officer
    ```
    ```yaml
    scorecard: corporate
    objectives:
      keep-systems-up: {perspective: process, title: Keep the order systems up, owner: it-director}
      shorten-lead-time: {perspective: process, title: Shorten the lead time, owner: coo}
    ```

    ## Good
    ```yaml bsc.yaml
    owners:
      it-director:
        title: IT Director
        decides: [server budget, maintenance windows]
    ```
    ```yaml
    scorecard: corporate
    objectives:
      keep-systems-up: {perspective: process, title: Keep the order systems up, owner: it-director}
    ```
    """
    tells = any(entry.decides is not None for entry in strategy.settings.owners.values())
    for name, entry in strategy.settings.owners.items():
        things = strategy.owned.get(name, ())
        if not entry.decides and things and tells:
            yield Problem(
                strategy.settings,
                f'"{name}" owns "{things[0].name}"{f" and {len(things) - 1} more" if len(things) > 1 else ""}, '
                f"and has {'no word on what it decides' if entry.decides is None else 'nothing to decide'}.",
                ("owners", name, KEY if entry.decides is None else "decides"),
                help="Give the role the decisions that move what it owns, or the ownership to the role that has them.",
            )
