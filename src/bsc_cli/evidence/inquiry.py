"""All arrows of a strategy held against its readings."""

from __future__ import annotations

from bsc_cli.evaluation import Evaluation
from bsc_cli.evaluation.arithmetic import computed_from
from bsc_cli.evidence.case import Case, Question
from bsc_cli.evidence.evidence import Evidence
from bsc_cli.evidence.same_arrow import groups
from bsc_cli.evidence.weighing import Weighing


def inquire(evaluation: Evaluation, question: Question | None = None) -> Evidence:
    """Hold all arrows of a strategy against its readings, and say of each what they say."""
    asked = question or Question()
    found = groups(evaluation)
    computed = computed_from(evaluation.strategy)
    cases = [Case(evaluation, group, asked, computed) for group in found]
    tested = [case for case in cases if case.is_testable]
    results = iter(Weighing(evaluation, tested, asked).hypotheses() if tested else ())
    hypotheses = tuple(next(results) if case.is_testable else case.untested() for case in cases)
    return Evidence(evaluation, hypotheses, asked.prior, asked.history is not None)
