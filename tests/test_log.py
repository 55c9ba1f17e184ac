"""The history of a strategy and of its elements, as git has it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli.app import run as bsc
from bsc_cli.diff import Change, diff
from bsc_cli.load import load
from bsc_cli.tree import Tree
from history import commit, run
from steps import history_of
from test_diff import DECISION, EDITS, FILES, READINGS, REVIEW, SALES, R, S, edited


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for a strategy."""
    made = tmp_path / "strategy"
    made.mkdir()
    return made


def told(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Return what `bsc log` says as JSON."""
    out = folder.parent / "log.json"
    asked = ["log", *arguments, "--strategy", str(folder), "--format", "json", "-o", str(out)]
    assert bsc(asked) == code
    answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return answer


def written(folder: Path, *arguments: str) -> str:
    """Return what `bsc log` writes in another format."""
    out = folder.parent / "log.txt"
    assert bsc(["log", *arguments, "--strategy", str(folder), "-o", str(out)]) == 0
    return out.read_text(encoding="utf-8")


def short(answer: dict[str, Any]) -> list[tuple[str, list[tuple[str, str | None, object, object]]]]:
    """Return the messages of the steps with their changes: kind, field, old and new."""
    return [
        (step["message"], [(each["kind"], each["field"], each["old"], each["new"]) for each in step["changes"]])
        for step in answer["steps"]
    ]


def long_story(folder: Path) -> None:
    """Commit a metric that is tightened, renamed, loosened in a merge, given a reason, and dropped."""
    commit(folder, FILES, "Begin")
    files = dict(FILES)

    def step(message: str, *edits: tuple[str, str, str], **added: str) -> None:
        for path, old, new in edits:
            assert old in files[path]
            files[path] = files[path].replace(old, new)
        commit(folder, {**files, **added}, message)

    step("Tighten", (S, "target: 10,", "target: 12,"))
    step("Retitle another", (S, "title: Answer fast", "title: Answer faster"))
    step(
        "Rename",
        (S, "contracts: {", "deals: {renamed_from: contracts, "),
        (S, "* contracts", "* deals"),
        (R, "sales/contracts", "sales/deals"),
    )
    run(folder, "switch", "-q", "-c", "proposal")
    step("Make it reachable", (S, "target: 12,", "target: 7,"))
    run(folder, "switch", "-q", "main")
    commit(folder, {"README.md": "Hello\n"}, "Beside it")
    run(folder, "-c", "user.name=The Chair", "merge", "-q", "--no-ff", "proposal", "-m", "Merge the proposal")
    step("Decide", (S, "target: 7,", "target: 6,"), **{REVIEW: DECISION % "deals"})


def test_a_metric_is_followed_through_its_names(folder: Path) -> None:
    """The newest first: loosened twice, renamed, tightened, added; what happened beside it is not there."""
    long_story(folder)
    for name in ("deals", "sales/deals", "metric:deals", "contracts", "sales/contracts", "metric:contracts"):
        answer = told(folder, name)
        assert short(answer) == [
            ("Decide", [("changed", "target", 7, 6)]),
            ("Merge the proposal", [("changed", "target", 12, 7)]),
            ("Rename", [("renamed", None, "sales/contracts", "sales/deals")]),
            ("Tighten", [("changed", "target", 10, 12)]),
            ("Begin", [("added", None, None, "sales/contracts")]),
        ]
        assert (answer["element"], answer["element_kind"], answer["complete"]) == ("sales/deals", "metric", True)


def test_a_merge_is_one_step_by_those_who_wrote_it(folder: Path) -> None:
    """What a merge brought is told once, with the merge's day; its author wrote it, and another one merged it."""
    long_story(folder)
    merge = told(folder, "deals")["steps"][1]
    assert (merge["authors"], merge["merged_by"]) == (["Strategy Office"], "The Chair")
    assert "Strategy Office (merged by The Chair)" in written(folder, "deals")


def test_a_decision_stands_with_the_change(folder: Path) -> None:
    """A review's decision that the same commit records is named; where there is none, that is said."""
    long_story(folder)
    decided, merged = told(folder, "deals")["steps"][:2]
    assert decided["decisions"][0]["because"] == "The market says so."
    assert decided["changes"][0]["decisions"] == [0]
    assert not merged["decisions"]
    page = written(folder, "deals")
    assert "decided on 2026-07-12: Change it. (reviews/2026-Q2.yaml)\n    because: The market says so." in page
    assert page.count("no decision is recorded with it") == 1


def test_what_is_gone_has_a_history(folder: Path) -> None:
    """A metric that was deleted is found by its last name, and by the one before that."""
    long_story(folder)
    text = (folder / S).read_text()
    (folder / REVIEW).unlink()
    commit(folder, {S: "\n".join(line for line in text.split("\n") if "deals" not in line), R: READINGS[:20]}, "Drop")
    for name in ("deals", "contracts"):
        steps = short(told(folder, name))
        assert steps[0] == ("Drop", [("removed", None, "sales/deals", None)])
        assert len(steps) == 6


def test_an_objective_has_its_arrows_and_metrics(folder: Path) -> None:
    """The history of an objective holds its arrows, at both ends, and what stands under it; a scorecard's is all."""
    edited(folder, EDITS["arrow removed after contradicting data"])
    commit(folder, {S: (folder / S).read_text().replace("red_line: 40", "red_line: 30")}, "Widen")
    for name in ("answer-fast", "objective:sales/win-distributors"):
        found = [step for step in told(folder, name)["steps"] if step["message"] == "A change"]
        assert [each["element_kind"] for each in found[0]["changes"]] == ["arrow"]
    assert short(told(folder, "win-distributors"))[0][0] == "Widen"
    assert "Widen" not in [message for message, _ in short(told(folder, "answer-fast"))]
    assert len(told(folder, "scorecard:sales")["steps"]) == 3
    arrow = told(folder, "answer-fast -> win-distributors")
    assert [each["kind"] for step in arrow["steps"] for each in step["changes"]] == ["removed", "added"]


def test_the_end_and_the_beginning(folder: Path) -> None:
    """--at ends earlier, --since begins after a commit or on a day, --limit keeps the newest steps."""
    long_story(folder)
    messages = [message for message, _ in short(told(folder))]
    assert messages == ["Decide", "Merge the proposal", "Rename", "Retitle another", "Tighten", "Begin"]
    assert [message for message, _ in short(told(folder, "--at", "HEAD~3"))] == messages[2:]
    assert [message for message, _ in short(told(folder, "--since", "HEAD~3"))] == messages[:2]
    some = told(folder, "--limit", "2")
    assert [message for message, _ in short(some)] == messages[:2]
    assert not some["complete"]
    assert told(folder, "--limit", "6")["complete"]
    assert not told(folder, "--since", "2999-01-01")["steps"]
    assert len(told(folder, "--since", "2001-01-01")["steps"]) == 6


def test_a_commit_that_nobody_can_read_is_passed_over(folder: Path) -> None:
    """What changed while a file could not be read stands with the commit that mended it."""
    commit(folder, FILES, "Begin")
    commit(folder, {S: "scorecard: ["}, "Break")
    commit(folder, {S: "objectives: 3"}, "Break more")
    commit(folder, {S: SALES.replace("target: 10,", "target: 9,")}, "Mend")
    answer = told(folder)
    assert [message for message, _ in short(answer)] == ["Mend", "Break more", "Break", "Begin"]
    assert short(answer)[0][1] == [("changed", "target", 10, 9)]
    assert [step["unreadable"] for step in answer["steps"]] == [[], [S], [S], []]
    assert [message for message, _ in short(told(folder, "contracts"))] == ["Mend", "Break", "Begin"]


def test_a_file_that_moves_is_nothing(folder: Path) -> None:
    """A scorecard in another file, or written in another way, is no step."""
    commit(folder, FILES, "Begin")
    (folder / S).unlink()
    commit(folder, {"scorecards/europe/sales.yml": f"# Sales\n{SALES}"}, "Move")
    assert [message for message, _ in short(told(folder))] == ["Begin"]


def facts(changes: Sequence[Change]) -> list[tuple[object, ...]]:
    """Return what changes say, without what follows from them."""
    return sorted(
        (each.kind, each.element.kind, each.element.id, each.field, str(each.old), str(each.new), str(each.effect))
        for each in changes
    )


@pytest.mark.parametrize("name", EDITS)
def test_a_step_is_the_diff_of_whole_strategies(name: str) -> None:
    """Comparing only the files that a commit touched says what comparing the two whole strategies says."""
    files = dict(FILES)
    for path, old, new in EDITS[name].replaced:
        files[path] = files[path].replace(old, new)
    files |= EDITS[name].added
    before, after = (load(Tree.of(each)).strategy for each in (FILES, files))
    assert before is not None
    assert after is not None
    changed = {path: text for path, text in files.items() if FILES.get(path) != text}
    steps = history_of([FILES, changed]).steps
    found = steps[0].changes if len(steps) > 1 else ()
    assert facts(found) == facts(diff(before, after).changes)


def test_as_many_processes_however_long_the_history(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is started as often for forty commits as for four, merges and all."""
    long_story(folder)
    started: list[str] = []
    real = subprocess.Popen.__init__

    def counted(self: Any, command: list[str], *rest: Any, **options: Any) -> None:  # noqa: ANN401 - whatever it takes
        started.append([each for each in command if not each.startswith("-") and "=" not in each][1])
        real(self, command, *rest, **options)

    with monkeypatch.context() as patched:
        patched.setattr(subprocess.Popen, "__init__", counted)
        told(folder)
        first = list(started)
        patched.undo()
        for number in range(36):
            commit(folder, {S: re.sub("title: Answer .*", f"title: Answer {number}", (folder / S).read_text())})
        started.clear()
        patched.setattr(subprocess.Popen, "__init__", counted)
        assert len(told(folder)["steps"]) == 42
    assert started == first
    assert len(first) <= 10


def test_only_files_that_may_say_something_are_read() -> None:
    """For one element, the files of other scorecards are not even parsed."""
    from bsc_cli.history import Subject

    subject = Subject("metric", "sales/contracts", frozenset({"sales/contracts"}))
    assert subject.may_be_in("a.yaml", "scorecard: sales\nobjectives: {a: {metrics: {contracts: {}}}}")
    assert subject.may_be_in("a.yaml", '{"scorecard": "sales", "objectives": {"a": {"metrics": {"contracts": {}}}}}')
    assert subject.may_be_in("r.yaml", "review: sales\ndecisions: [{about: [win-distributors]}]")
    assert not subject.may_be_in("a.yaml", "scorecard: sales-north\nobjectives: {a: {metrics: {contracts: {}}}}")
    assert not subject.may_be_in("a.yaml", "scorecard: sales\nobjectives: {a: {metrics: {orders: {}}}}")
    assert not subject.may_be_in("r.yaml", "review: corporate\n")


def test_a_shallow_clone_tells_what_it_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its oldest commit did not add everything; what to do is said, and with one commit only that."""
    long_story(folder)
    run(folder.parent, "clone", "-q", "--depth", "3", folder.as_uri(), "shallow")
    answer = told(folder.parent / "shallow")
    assert [message for message, _ in short(answer)] == ["Decide", "Merge the proposal"]
    assert not answer["complete"]
    assert "fetch-depth: 0" in capsys.readouterr().err
    run(folder.parent, "clone", "-q", "--depth", "1", folder.as_uri(), "one")
    assert bsc(["log", "--strategy", str(folder.parent / "one")]) == 2
    assert "There is no history to tell. This is a shallow clone" in capsys.readouterr().err


def test_names_and_messages_command_nobody(folder: Path) -> None:
    """Authors and messages forge no line, escape or command in text, and no markup or mention in Markdown."""
    commit(folder, FILES, "Begin")
    wicked = "::error::\x1b[31m @halden | </td> <b>x</b>"
    (folder / S).write_text(SALES.replace("target: 10,", "target: 9,"))
    run(folder, "add", "-A")
    run(folder, "-c", f"user.name={wicked}", "commit", "-q", "-m", f"{wicked}\n\n::error::second line")
    page, comment = written(folder), written(folder, "--format", "markdown")
    assert not [text for text in ("\x1b", "second line") if text in page + comment]
    assert not [line for line in page.split("\n") if line.lstrip().startswith("::")]
    assert not [text for text in ("@halden", "</td>", "<b>") if text in comment]
    assert all(line.count("|") == 7 for line in comment.split("\n") if line.startswith("| 2"))


def test_what_has_no_history_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such name, one not committed yet, no such commit, no repository: exit 2 and what to do."""
    edited(folder, EDITS["target tightened"])
    (folder / S).write_text(SALES.replace("contracts", "new-contracts"))

    def refused(*arguments: str) -> str:
        assert bsc(["log", *arguments, "--strategy", str(folder)]) == 2
        return capsys.readouterr().err

    assert '"no-such" is not the id of anything here' in refused("no-such")
    assert '"new-contracts" is not in any commit yet' in refused("new-contracts")
    assert 'There is no commit "v9" here.' in refused("--since", "v9")
    assert "cannot be a git ref" in refused("--at", "-x")
    assert "is not a day" in refused("--since", "2026-13-01")
    assert bsc(["log", "--strategy", str(folder.parent)]) == 2


def test_targets_changed_and_never_an_arrow(folder: Path) -> None:
    """Three reviews that moved a target each, and no arrow, are told of under the history."""
    commit(folder, FILES, "Begin")
    for number in (1, 2, 3):
        review = {f"reviews/{number}.yaml": f"{{review: sales, on: 2026-0{number}-01}}"}
        commit(folder, {S: SALES.replace("target: 10,", f"target: {number},"), **review}, f"Review {number}")
    (found,) = told(folder)["findings"]
    assert (found["rule"], found["severity"], found["element"]) == ("only-targets-changed", "info", "sales")
    assert "info[only-targets-changed]" in written(folder)
    assert not told(folder, "contracts")["findings"]
    assert not told(folder, "--show", "warning")["findings"]
