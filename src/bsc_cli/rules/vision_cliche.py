"""The rule `vision-cliche`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.INFO, by_scorecard=True)
def vision_cliche(
    strategy: Strategy,
    *,
    phrases: tuple[str, ...] = (
        "best in class",
        "best of breed",
        "centre of excellence",
        "center of excellence",
        "cutting edge",
        "employer of choice",
        "industry leader",
        "leading provider",
        "market leader",
        "market leadership",
        "next level",
        "number one",
        "of choice",
        "partner of choice",
        "premier provider",
        "second to none",
        "state of the art",
        "trusted partner",
        "unrivalled",
        "world class",
        "world leader",
        "world leading",
    ),
) -> Iterator[Problem]:
    """Visions with a phrase that could stand in the vision of any organisation.

    ## Why
    "Be the market leader" is the article's own example of a cliche. Such phrases commit to nothing: they name no
    market, no customer and no number, so that every objective can be said to serve them. Hyphens and capitals do not
    matter in `phrases`.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:
      statement: Be the market leader with world-class service by 2029.  # <- vision-cliche
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors by the end of 2029.
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    """
    for card in strategy.scorecards.values():
        if card.vision is None:
            continue
        wanted = {_plain(phrase): phrase for phrase in phrases if phrase.strip()}
        text = f" {_plain(card.vision.statement)} "
        found = [phrase for plain, phrase in wanted.items() if f" {plain} " in text]
        # "partner of choice" says all that "of choice" does.
        longest = [each for each in found if not any(each != other and each in other for other in found)]
        if longest:
            yield Problem(
                card.vision,
                f'The vision of "{card.id}" says {" and ".join(_quoted(longest))}, as anybody could say.',
                "statement",
                help="Say what would be seen, by whom, and how much of it.",
            )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _quoted(phrases: list[str]) -> Iterator[str]:
    return (f'"{phrase}"' for phrase in phrases)
