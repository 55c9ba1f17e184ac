"""What is found about an arrow agrees with what `bsc evidence` says of it, and names it as its scorecard does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli import run

EXAMPLES = Path(__file__).parents[1] / "examples"


def document(capfd: pytest.CaptureFixture[str], *arguments: str, example: str = "repair-depots") -> dict[str, Any]:
    """Return what a command says of an example as JSON."""
    run([*arguments, "--strategy", str(EXAMPLES / example), "--format", "json"])
    data: dict[str, Any] = json.loads(capfd.readouterr().out)
    return data


def found(capfd: pytest.CaptureFixture[str], example: str = "repair-depots") -> list[dict[str, Any]]:
    """Return what is found about the arrows of an example when they are held against the readings."""
    data = document(capfd, "validate", "--readings", "--show", "info", example=example)
    return [each for each in data["findings"] if each["rule"].startswith("arrow-")]


def test_an_arrow_with_a_verdict_is_not_called_untried(capfd: pytest.CaptureFixture[str]) -> None:
    """Of no arrow it is said both that the readings do not support it and that nothing can show in it yet."""
    said = {(each["from"], each["to"]): each for each in document(capfd, "evidence")["arrows"]}
    findings = found(capfd)
    untried = [each["element"] for each in findings if each["rule"] == "arrow-cause-never-moved"]
    assert "association/train-fitters -> association/repair-at-the-first-visit" in untried
    for arrow in untried:
        assert said[tuple(arrow.split(" -> "))]["verdict"] == "not enough data"
    weighed = [each["element"] for each in findings if each["rule"] == "arrow-unsupported"]
    assert weighed == [
        "association/repair-at-the-first-visit -> association/content-tenants",
        "association/train-fitters -> association/repair-fast",
    ]


def test_an_arrow_is_named_as_its_scorecard_names_it(capfd: pytest.CaptureFixture[str]) -> None:
    """Both ends stand in the arrow's own scorecard, so both are named by their short ids."""
    findings = found(capfd)
    assert findings
    for each in findings:
        cause, effect = (end.split("/")[1] for end in each["element"].split(" -> "))
        assert f'"{cause}"' in each["message"]
        assert f'"{effect}"' in each["message"]


def test_what_the_newest_readings_say_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """A word that stays though the chance rose beyond its bound says so, in the finding as in the evidence."""
    [fast] = [each for each in document(capfd, "evidence")["arrows"] if each["to"] == "association/repair-fast"][:1]
    assert (fast["verdict"], fast["unsettled"]) == ("not supported", "not enough data")
    messages = {each["element"]: each["message"] for each in found(capfd) if each["rule"] == "arrow-unsupported"}
    for arrow, message in messages.items():
        assert ("the newest readings say not enough data" in message) is arrow.endswith("/repair-fast")


def test_a_cause_that_an_event_moved_is_looked_at_since_the_event(capfd: pytest.CaptureFixture[str]) -> None:
    """The checks fell from 83.5 to 71 when the loading slots were cut; since then, and only since then, they stand."""
    [still] = found(capfd, "logistics")
    assert still["message"].startswith('"load-by-the-book" has not moved since the event of 2025-11,')
