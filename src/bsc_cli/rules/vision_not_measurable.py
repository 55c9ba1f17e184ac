"""The rule `vision-not-measurable`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


@rule(Strategy, Severity.WARNING, by_scorecard=True)
def vision_not_measurable(
    strategy: Strategy,
    *,
    numbers: tuple[str, ...] = (
        "zero",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "half",
        "halve",
        "double",
        "triple",
        "twice",
    ),
) -> Iterator[Problem]:
    """Visions without a number to reach, or without a date to reach it by.

    ## Why
    The article this tool comes from sets two statements side by side: to be the market leader is a cliche, "Achieve
    20% market share in the Northeast region by 2026" is a target. The difference is a number and a date; with them,
    two people cannot disagree on whether the vision was reached. A metric named by 'measured_by' stands for the
    number, and 'by' or a year in the statement is the date. `numbers` are the words that count as one.

    ## Bad
    ```yaml
    scorecard: corporate
    vision:
      statement: Be the supplier that Europe's distributors turn to first.  # <- vision-not-measurable
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```

    ## Good
    ```yaml
    scorecard: corporate
    vision:
      statement: Earn 20% of revenue from European distributors.
      by: 2029
    objectives:
      grow-revenue: {perspective: financial, title: Grow revenue from European exports}
    ```
    """
    counting = frozenset(word.casefold() for word in numbers)
    for card in strategy.scorecards.values():
        vision = card.vision
        if vision is None:
            continue
        rest = _YEAR.sub("", vision.statement)
        has_number = bool(re.search(r"\d", rest)) or bool(counting & set(re.findall(r"\w+", rest.casefold())))
        missing = [] if has_number or vision.measured_by else ["no number"]
        missing += [] if strategy.due_day(vision) else ["no date"]
        if missing:
            yield Problem(
                vision,
                f'The vision of "{card.id}" has {" and ".join(missing)}: nobody could tell whether it was reached.',
                "statement",
                help="Write what is to be reached as a number, or name its metric in 'measured_by'; and when, in 'by'.",
            )
