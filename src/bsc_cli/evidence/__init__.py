"""Whether the readings bear out the arrows: for each, what they say, how likely it is, and what it would take to know.

What is imported here needs no library of numbers; `examine` needs the extra `evidence` when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsc_cli.evidence.evidence import Ends, Evidence, Hypothesis, Needed, Verdict, Weighed
from bsc_cli.evidence.since import Drawn, History, Since, Source, since_when

if TYPE_CHECKING:
    from bsc_cli.evaluation import Evaluation

__all__ = [
    "Drawn",
    "Ends",
    "Evidence",
    "History",
    "Hypothesis",
    "Needed",
    "Since",
    "Source",
    "Verdict",
    "Weighed",
    "examine",
    "since_when",
]


def examine(
    evaluation: Evaluation, history: History | None = None, *, prior: float = 0.5, all_readings: bool = False
) -> Evidence:
    """Hold all arrows of a strategy against its readings, and say of each what they say.

    `history` tells when arrows were drawn (None: nothing does but `declared_on`), `prior` is the chance that an arrow
    is given before anything was read. With `all_readings`, those older than the arrow count, too, where it was
    reasoned and not seen in the readings first.
    """
    from bsc_cli.evidence.case import Question
    from bsc_cli.evidence.inquiry import inquire

    return inquire(evaluation, Question(history, prior, all_readings))
