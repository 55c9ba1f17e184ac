"""The rules about one kind of subject, found without the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bsc_cli import rules


@pytest.mark.parametrize("kind", sorted({rule.subject for rule in rules.catalogue()}, key=repr))
def test_none_is_left_out(kind: type) -> None:
    """They are those of the catalogue, in its order."""
    assert rules.about(kind) == tuple(rule for rule in rules.catalogue() if rule.subject is kind)


def test_a_rule_that_is_not_listed_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is found though nobody has written the list anew."""
    subject = rules.named("late-reading").subject
    whole = Path.read_text
    monkeypatch.setattr(
        Path, "read_text", lambda path, **how: "" if path.name == "subjects.txt" else whole(path, **how)
    )
    assert rules.named("late-reading") in rules.about(subject)


def test_the_others_are_not_imported() -> None:
    """A status needs nothing that compares or forecasts."""
    program = (
        "import sys; from bsc_cli.evaluation import Evaluation; from bsc_cli.rules import about; about(Evaluation);"
        "print(*sorted({'bsc_cli.diff', 'bsc_cli.forecast', 'bsc_cli.history', 'bsc_cli.evidence'} & {*sys.modules}))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert told.stdout == "\n"
