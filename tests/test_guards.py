"""What clears a guard, what does not, and who has to confirm a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from history import commit
from test_diff import DECISION, EDITS, EUROPE, FILES, READINGS, REVIEW, RISE, SALES, C, Edit, R, S, edited, told

E = "scorecards/europe.yaml"
ABOUT = {
    "target loosened after a miss": "contracts",
    "target put off": "answer-hours",
    "baseline reset": "answer-hours",
    "metric deleted while off": "answer-fast",
    "red line widened": "complete-answers",
    "weight moved off a red metric": "complete-answers",
    "unit changed": "reorders",
    "arrow removed without a word": "answer-fast",
    "past reading restated": "contracts",
    "past reading deleted": "contracts",
    "target of a closed period changed": "answer-hours",
    "placeholder target": "contracts",
}
"""Edits that trip guards which somebody can answer, and what the answer has to be about."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for a strategy."""
    made = tmp_path / "strategy"
    made.mkdir()
    return made


def rules(answer: dict[str, Any]) -> list[str]:
    """Return the names of the findings' rules."""
    return sorted(each["rule"] for each in answer["findings"])


@pytest.mark.parametrize("name", ABOUT)
@pytest.mark.parametrize("by", ["the element", "its objective"])
def test_a_decision_clears_every_guard(name: str, by: str, folder: Path) -> None:
    """A decision that is new and about the element, or about its objective, answers for all that it trips."""
    edit = EDITS[name]
    assert edit.guards
    home = "win-distributors" if ABOUT[name] in ("contracts", "reorders") else "answer-fast"
    about = ABOUT[name] if by == "the element" else home
    edited(folder, edit._replace(added={REVIEW: DECISION % about}))
    assert rules(told(folder, "HEAD~1", "HEAD", code=0)) == []


@pytest.mark.parametrize("name", ABOUT)
def test_a_decision_about_something_else_clears_nothing(name: str, folder: Path) -> None:
    """A decision about another objective leaves every guard as it is; so does one that was there before."""
    edit = EDITS[name]
    other = "answer-fast" if ABOUT[name] in ("contracts", "reorders") else "win-distributors"
    files = {**FILES, REVIEW: DECISION % ABOUT[name].replace("answer-hours", "answer-fast")}
    commit(folder, files)
    for path, old, new in edit.replaced:
        files[path] = files[path].replace(old, new)
    commit(folder, {**files, "reviews/other.yaml": (DECISION % other).replace("2026-07-12", "2026-07-13")})
    assert rules(told(folder, "HEAD~1", "HEAD")) == edit.guards


def test_a_vision_is_put_off_by_a_review_of_its_scorecard(folder: Path) -> None:
    """A decision of a review of the scorecard answers for it, one of another scorecard does not."""
    edit = EDITS["vision's date moved"]
    for card, left in {"corporate": False, "sales": True}.items():
        about = DECISION.replace("review: sales", f"review: {card}") % ("grow" if card == "corporate" else "contracts")
        edited(folder / card, edit._replace(added={REVIEW: about}))
        assert ("target-loosened" in rules(told(folder / card, "HEAD~1", "HEAD"))) is left


def test_a_tombstone_clears_what_a_deletion_trips(folder: Path) -> None:
    """Retired with a reason while it is off, a metric trips nothing, although the score rises without it."""
    edited(folder, EDITS["metric retired properly"])
    answer = told(folder, "HEAD~1", "HEAD", code=0)
    assert rules(answer) == []
    card = next(each for each in answer["score_impact"] if each["id"] == "sales")
    assert card["after"] > card["before"]


def test_a_tombstone_of_an_objective_answers_for_its_metrics_and_arrows(folder: Path) -> None:
    """An objective retired with a reason takes its metrics and arrows along, and nothing is tripped."""
    grave = "    retired: {on: 2026-06, because: Nobody buys for our answers.}\n    metrics:\n      answer-hours"
    commit(folder, FILES)
    commit(folder, {S: SALES.replace("    metrics:\n      answer-hours", grave)})
    assert rules(told(folder, "HEAD~1", "HEAD", code=0)) == []


@pytest.mark.parametrize(
    "name", ["target loosened after a miss", "metric deleted while off", "weight moved off a red metric"]
)
def test_not_looking_any_more_is_no_way_out(name: str, folder: Path) -> None:
    """A metric that was off when it was last read is still a missed one when no reading came since."""
    edit = EDITS[name]
    later = "sales/reorders,2026-12,45\ncorporate/revenue,2026-Q4,15\n"
    files = {**FILES, R: READINGS + later}
    commit(folder, files)
    for path, old, new in edit.replaced:
        files[path] = files[path].replace(old, new)
    commit(folder, files)
    found = rules(told(folder, "HEAD~1", "HEAD"))
    missed = {"target-moved-after-miss", "metric-dropped-while-red", "weight-moved-off-red"}
    assert missed & set(found) == missed & set(edit.guards)


def test_a_change_above_lists_the_units_that_must_confirm(folder: Path) -> None:
    """Both units have to confirm version 4; one that does so is not asked any more."""
    edited(folder, EDITS["vision's date moved"])
    asked = {each["unit"]: each for each in told(folder, "HEAD~1", "HEAD")["to_confirm"]}
    assert asked == {
        "europe": {"unit": "europe", "parent": "corporate", "owner": None, "version": 4, "confirmed": 3},
        "sales": {"unit": "sales", "parent": "corporate", "owner": "cso", "version": 4, "confirmed": 3},
    }
    corporate = (folder / C).read_text().replace("version: 3", "version: 4")
    commit(folder, {C: corporate, E: EUROPE.replace("parent_version: 3", "parent_version: 4")})
    assert [each["unit"] for each in told(folder, "HEAD~2", "HEAD")["to_confirm"]] == ["sales"]
    commit(folder, {S: SALES.replace("parent_version: 3", "parent_version: 4")})
    assert told(folder, "HEAD~3", "HEAD")["to_confirm"] == []


def test_a_unit_under_another_parent_must_confirm_that_one(folder: Path) -> None:
    """The version that it confirmed was another scorecard's."""
    edited(folder, EDITS["unit regrouped under another parent"])
    (asked,) = told(folder, "HEAD~1", "HEAD")["to_confirm"]
    assert (asked["unit"], asked["parent"], asked["version"]) == ("sales", "europe", None)


def test_wording_above_asks_nobody(folder: Path) -> None:
    """A title or a description of the parent is no change to confirm."""
    commit(folder, FILES)
    commit(folder, {C: FILES[C].replace("title: Grow revenue in Europe", "title: Grow our revenue in Europe")})
    assert told(folder, "HEAD~1", "HEAD")["to_confirm"] == []


@pytest.mark.parametrize(
    ("target", "found"),
    [("555", True), ("99999", True), ("12345", True), ("1000", True), ("11", False), ("12", False), ("99.9", False)],
)
def test_a_placeholder_is_told_by_its_digits_or_its_size(target: str, found: bool, folder: Path) -> None:  # noqa: FBT001 - a row of the table
    """From 10: the same digit three times, counting up, or a hundred times as much; not 11, 12 or 99.9."""
    commit(folder, FILES)
    commit(folder, {S: SALES.replace("target: 10,", f"target: {target},")})
    assert ("target-becomes-placeholder" in rules(told(folder, "HEAD~1", "HEAD"))) is found


def test_one_word_that_puts_every_target_off_is_told_once(folder: Path) -> None:
    """Targets are due half a year later; a decision of the root's review answers for it, one of a unit does not."""
    july = [("bsc.yaml", "strategy: Halden Valves\n", "strategy: Halden Valves\nfiscal_year_starts: july\n")]
    edited(folder / "alone", Edit(july, set(), []))
    [found] = told(folder / "alone", "HEAD~1", "HEAD")["findings"]
    assert (found["rule"], found["path"], found["line"]) == ("fiscal-year-moved", "bsc.yaml", 2)
    assert '4 targets fall due on another day: that of "revenue" for 2026-Q2 on 2026-12-31' in found["message"]
    for card, left in {"corporate": False, "sales": True}.items():
        about = DECISION.replace("review: sales", f"review: {card}") % ("grow" if card == "corporate" else "contracts")
        edited(folder / card, Edit(july, set(), [], {REVIEW: about}))
        assert ("fiscal-year-moved" in rules(told(folder / card, "HEAD~1", "HEAD"))) is left


def test_targets_written_by_the_new_year_are_where_they_were(folder: Path) -> None:
    """What was due at the end of June 2026 is so still: it is the fourth quarter of the year from July 2025 on."""
    july = [
        ("bsc.yaml", "strategy: Halden Valves\n", "strategy: Halden Valves\nfiscal_year_starts: july\n"),
        (C, "{2026-Q2: 7, 2026-Q4: 15}", "{2025-Q4: 7, 2026-Q2: 15}"),
        (S, "{2026-Q2: 30, 2026-Q4: 24}", "{2025-Q4: 30, 2026-Q2: 24}"),
    ]
    edited(folder, Edit(july, set(), []))
    assert "fiscal-year-moved" not in rules(told(folder, "HEAD~1", "HEAD"))


_OFF = ", ".join(f"{rule}: {{severity: off}}" for rule in ("target-loosened", "target-moved-after-miss", RISE))


def test_a_change_does_not_disarm_its_own_guards(folder: Path) -> None:
    """Turned off in the same change, guards speak as if nothing had happened; turned off before, they are silent."""
    edit = EDITS["target loosened after a miss"]
    settings = ("bsc.yaml", "strategy: Halden Valves\n", f"strategy: Halden Valves\nrules: {{{_OFF}}}\n")
    edited(folder, edit._replace(replaced=[*edit.replaced, settings]))
    answer = told(folder, "HEAD~1", "HEAD")
    assert rules(answer) == edit.guards
    assert {each["severity"] for each in answer["findings"]} == {"warning"}
    later = {**FILES, "bsc.yaml": settings[2]}
    other = folder / "later"
    other.mkdir()
    commit(other, later)
    commit(other, {**later, S: FILES[S].replace("target: 10,", "target: 7,")})
    assert rules(told(other, "HEAD~1", "HEAD")) == []


def test_a_stricter_guard_counts_at_once(folder: Path) -> None:
    """Made an error in the change that it looks at, it is one."""
    edit = EDITS["target loosened after a miss"]
    strict = "strategy: Halden Valves\nrules: {target-loosened: {severity: error}}\n"
    edited(folder, edit._replace(replaced=[*edit.replaced, ("bsc.yaml", "strategy: Halden Valves\n", strict)]))
    answer = told(folder, "HEAD~1", "HEAD", code=1)
    assert {each["rule"]: each["severity"] for each in answer["findings"]}["target-loosened"] == "error"
