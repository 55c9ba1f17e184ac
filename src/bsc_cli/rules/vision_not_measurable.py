"""The rule `vision-not-measurable`."""

import re
from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy
from bsc_cli.strategy.spoken_dates import without_dates

_NAME = re.compile(
    r"\b(?:industrie|industry|web) \d\.0"  # Industry 4.0
    r"|(?<=\s)[A-Z]\w+ \d\.0(?![\d%]| (?:million|billion|per))"  # Society 5.0
    r"|\b(?:ISO|IEC|DIN|EN)[ /-]?\d[\d:-]*|\b[2-6]G\b|\b[2-4]D\b|\b24/7\b"
)
"""Numbers that are a part of a name and count nothing."""
_NUMBER = re.compile(r"(?<!\w)(?<![A-Za-z]-)\d|(?<=EUR|USD|GBP|CHF)\d")
"""Where a number begins that stands by itself: not the one in "B2B" or "COVID-19"."""


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
    number, and 'by' or a date in the statement is the date. A number counts that stands by itself and is no date and no
    part of a name ("B2B", "Industry 4.0"); `numbers` are the words that count as one. Four digits such as 2028 are
    taken for a year after "by", "in", "until", "before", "end of" and the like, and where no word follows ("Serve 2000
    guests" counts); write 2,000 where they are not.

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
        rest = _NAME.sub(" ", without_dates(vision.statement))
        has_number = bool(_NUMBER.search(rest)) or bool(counting & set(re.findall(r"\w+", rest.casefold())))
        missing = [] if has_number or vision.measured_by else ["no number"]
        missing += [] if strategy.due_day(vision) else ["no date"]
        if missing:
            yield Problem(
                vision,
                f'The vision of "{card.id}" has {" and ".join(missing)}: nobody could tell whether it was reached.',
                "statement",
                help="Write what is to be reached as a number, or name its metric in 'measured_by'; and when, in 'by'.",
            )
