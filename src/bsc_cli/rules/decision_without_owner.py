"""The rule `decision-without-owner`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def decision_without_owner(strategy: Strategy) -> Iterator[Problem]:
    """Decisions that name nobody who carries them out, and nothing that somebody answers for.

    ## Why
    A review is held so that its data is "discussed, debated, and acted upon", as the article this tool comes from puts
    it, and "if everyone owns the scorecard, no one owns it" is true of a decision, too. One that is about an objective,
    a metric or an initiative is carried out by whoever answers for that, unless it says otherwise. A date is not asked
    for: that something stays as it is has none.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports, owner: chief-sales-officer}
    ```
    ```yaml reviews/2026-Q3-corporate.yaml
    review: corporate
    on: 2026-10-12
    decisions:
      - what: Visit more distributors.  # <- decision-without-owner
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow-exports: {perspective: financial, title: Grow revenue from exports, owner: chief-sales-officer}
    ```
    ```yaml reviews/2026-Q3-corporate.yaml
    review: corporate
    on: 2026-10-12
    decisions:
      - {what: Visit every distributor before the year ends., owner: chief-sales-officer, due: 2026-12}
      - {what: Leave the target as it is., because: It was far from the start., about: [grow-exports]}
    ```
    """
    for review in strategy.reviews:
        for number, decision in enumerate(review.decisions):
            if decision.owner is None and not decision.about:
                what = " ".join(decision.what.split())  # a text of several lines is said in one
                when = " and by when" if decision.due is None else ""
                yield Problem(
                    review,
                    f'"{what}" does not say who does it{when}, nor what it is about.',
                    ("decisions", number, "what"),
                    help="Add an 'owner', and a 'due' if it is to be done by a day.",
                )
