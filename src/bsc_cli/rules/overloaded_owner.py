"""The rule `overloaded-owner`."""

from collections import Counter
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO)
def overloaded_owner(strategy: Strategy, *, most: int = 7) -> Iterator[Problem]:
    """More objectives, metrics and initiatives under one owner than one person can answer for.

    ## Why
    Ownership is there so that someone notices and decides. One role that answers for everything is little better
    than "If everyone owns the scorecard, no one owns it", as the article this tool comes from puts it: the ninth thing
    is owned in name only. Counted are objectives, metrics that name another owner than their objective does, and
    initiatives that are neither done nor stopped, over all scorecards.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue, owner: coo}
      cut-waste: {perspective: financial, title: Cut waste, owner: coo}
      deliver-on-time: {perspective: customer, title: Deliver on time, owner: coo}
      answer-quickly: {perspective: customer, title: Answer quickly, owner: coo}
      shorten-lead-time: {perspective: process, title: Shorten the lead time, owner: coo}
      keep-lines-running: {perspective: process, title: Keep the lines running, owner: coo}
      train-fitters: {perspective: learning, title: Train the fitters, owner: coo}
      keep-our-people: {perspective: learning, title: Keep our people, owner: coo}  # <- overloaded-owner
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue, owner: chief-sales-officer}
      deliver-on-time: {perspective: customer, title: Deliver on time, owner: coo}
      shorten-lead-time: {perspective: process, title: Shorten the lead time, owner: coo}
      train-fitters: {perspective: learning, title: Train the fitters, owner: head-of-training}
    ```
    """
    count = Counter([each.owner for each in strategy.ownable if each.owner is not None])
    if max(count.values(), default=0) <= most:  # a glance that counts too much rather than too little
        return
    for owner, things in strategy.owned.items():
        if len(things) > max(most, 0):
            yield Problem(
                things[max(most, 0)],
                f'"{" ".join(owner.split())}" owns {len(things)} things; more than {most} are owned in name only.',
                "owner",
                help="Let some be owned by the roles that decide about them day by day.",
            )
