"""Edits as people make them, each a tiny git history: the changes and guards that a careful auditor would name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bsc_cli.cli.app import run as bsc
from bsc_cli.load import load
from bsc_cli.tree import Tree
from history import commit, run

CORPORATE = """\
scorecard: corporate
owner: ceo
version: 3
vision: {statement: Earn 20% of revenue in Europe by 2029., by: 2029}
objectives:
  grow:
    perspective: financial
    title: Grow revenue in Europe
    owner: cfo
    metrics:
      revenue: {unit: "%", better: higher, baseline: 0, targets: {2026-Q2: 7, 2026-Q4: 15}, every: quarter}
"""
EUROPE = """\
scorecard: europe
parent: corporate
parent_version: 3
objectives:
  be-close: {perspective: customer, title: Be close to distributors, owner: cso, supports: [corporate/grow]}
"""
SALES = """\
scorecard: sales
owner: cso
parent: corporate
parent_version: 3
objectives:
  win-distributors:
    perspective: customer
    title: Win European distributors
    supports: [corporate/grow]
    metrics:
      contracts: {better: higher, target: 10, every: month}
      orders: {formula: 1.5 * contracts, every: month}
      reorders: {unit: "%", better: higher, target: 60, red_line: 40, every: month}
  answer-fast:
    perspective: process
    title: Answer fast
    owner: head-of-service
    drives:
      win-distributors: {after: 1 quarter, because: Distributors buy where they get answers.}
    metrics:
      answer-hours: {unit: hours, better: lower, baseline: 52, targets: {2026-Q2: 30, 2026-Q4: 24}, every: month}
      complete-answers: {unit: "%", better: higher, target: 95, red_line: 90, every: month}
"""
# Scores by the older version: 100 - 50 * shortfall / width. contracts 100 - 50*2/1 = 0 (a tenth of 10 is the width),
# reorders 100 - 50*15/20 = 62.5, answer-hours 100 - 50*10/22 = 77.3, complete-answers 100 - 50*13/5 = -30.
READINGS = """\
metric,period,value
corporate/revenue,2026-Q2,7.5
sales/contracts,2026-05,7
sales/contracts,2026-06,8
sales/reorders,2026-06,45
sales/answer-hours,2026-06,40
sales/complete-answers,2026-06,82
"""
FILES = {
    "bsc.yaml": "strategy: Halden Valves\n",
    "scorecards/corporate.yaml": CORPORATE,
    "scorecards/europe.yaml": EUROPE,
    "scorecards/sales.yaml": SALES,
    "readings/2026.csv": READINGS,
}
ARROW = """\
    drives:
      win-distributors: {after: 1 quarter, because: Distributors buy where they get answers.}
"""
DECISION = """\
review: sales
on: 2026-07-12
decisions:
  - {what: Change it., because: The market says so., about: [%s]}
"""
REVIEW = "reviews/2026-Q2.yaml"
RISE = "better-without-new-readings"


class Edit(NamedTuple):
    """An edit: (file, old, new) replacements, files added, and what has to be said of it."""

    replaced: list[tuple[str, str, str]]
    changes: set[tuple[str, str, str | None, str | None]]
    """(kind, kind of element and id without its scorecard, field, effect)"""
    guards: list[str]
    added: dict[str, str] = {}  # noqa: RUF012 - a named tuple's default, never written to


S, C, R = "scorecards/sales.yaml", "scorecards/corporate.yaml", "readings/2026.csv"
EDITS = {
    "target loosened after a miss": Edit(
        [(S, "target: 10,", "target: 7,")],
        {("changed", "metric contracts", "target", "loosened")},
        [RISE, "target-loosened", "target-moved-after-miss"],
    ),
    "target loosened by a decision": Edit(
        [(S, "target: 10,", "target: 7,")],
        {("changed", "metric contracts", "target", "loosened"), ("added", f"review {REVIEW}", None, None)},
        [],
        {REVIEW: DECISION % "contracts"},
    ),
    "target tightened": Edit(
        [(S, "target: 60,", "target: 70,")], {("changed", "metric reorders", "target", "tightened")}, []
    ),
    "target put off": Edit(
        [(S, "2026-Q4: 24", "2027-Q2: 24")],
        {
            ("changed", "metric answer-hours", "targets.2026-Q4", "loosened"),
            ("changed", "metric answer-hours", "targets.2027-Q2", None),
        },
        ["target-loosened"],
    ),
    "path from line to step": Edit(
        [(S, "2026-Q4: 24}, every: month", "2026-Q4: 24}, path: step, every: month")],
        {("changed", "metric answer-hours", "path", "loosened")},
        ["target-loosened"],
    ),
    "baseline reset": Edit(
        [(S, "baseline: 52", "baseline: 70")],
        {("changed", "metric answer-hours", "baseline", "loosened")},
        ["baseline-reset", RISE],
    ),
    "metric deleted while off": Edit(
        [
            (S, '      complete-answers: {unit: "%", better: higher, target: 95, red_line: 90, every: month}\n', ""),
            (R, "sales/complete-answers,2026-06,82\n", ""),
        ],
        {("removed", "metric complete-answers", None, None)},
        [RISE, "metric-dropped-while-red", "metric-removed"],
    ),
    "metric retired properly": Edit(
        [(S, "red_line: 90,", "red_line: 90, retired: {on: 2026-06, because: Nobody acted on it.},")],
        {("retired", "metric complete-answers", "retired", None)},
        [],
    ),
    "red line widened": Edit(
        [(S, "red_line: 90", "red_line: 80")],
        {("changed", "metric complete-answers", "red_line", "loosened")},
        [RISE, "red-line-loosened"],
    ),
    "weight moved off a red metric": Edit(
        [(S, "red_line: 90", "red_line: 90, weight: 0.2")],
        {("changed", "metric complete-answers", "weight", None)},
        [RISE, "weight-moved-off-red", "weight-shifted"],
    ),
    "unit changed": Edit(
        [(S, 'reorders: {unit: "%"', "reorders: {unit: orders")],
        {("changed", "metric reorders", "unit", None)},
        ["definition-changed"],
    ),
    "owner replaced": Edit(
        [(S, "owner: head-of-service", "owner: coo")], {("changed", "objective answer-fast", "owner", None)}, []
    ),
    "arrow removed without a word": Edit(
        [
            (
                S,
                ARROW,
                "",
            )
        ],
        {("removed", "arrow answer-fast -> sales/win-distributors", None, None)},
        ["arrow-removed"],
    ),
    "arrow removed after contradicting data": Edit(
        [
            (
                S,
                ARROW,
                "",
            )
        ],
        {
            ("removed", "arrow answer-fast -> sales/win-distributors", None, None),
            ("added", f"review {REVIEW}", None, None),
        },
        [],
        {REVIEW: DECISION % "answer-fast"},
    ),
    "prose and links only": Edit(
        [(S, "title: Answer fast", "title: Answer within a day\n    description: See https://example.org/service")],
        {
            ("changed", "objective answer-fast", "title", None),
            ("changed", "objective answer-fast", "description", None),
        },
        [],
    ),
    "unit regrouped under another parent": Edit(
        [(S, "parent: corporate\n", "parent: europe\n")], {("moved", "scorecard sales", "parent", None)}, []
    ),
    "past reading restated": Edit([(R, "2026-05,7", "2026-05,9")], set(), ["history-rewritten"]),
    "past reading deleted": Edit([(R, "sales/contracts,2026-05,7\n", "")], set(), ["history-rewritten"]),
    "target of a closed period changed": Edit(
        [(S, "2026-Q2: 30", "2026-Q2: 38")],
        {("changed", "metric answer-hours", "targets.2026-Q2", "loosened")},
        [RISE, "history-rewritten", "target-loosened"],
    ),
    "vision's date moved": Edit(
        [(C, "by: 2029}", "by: 2031}")],
        {("changed", "vision corporate", "by", "loosened")},
        ["parent-changed-units-did-not", "parent-changed-units-did-not", "target-loosened", "version-not-raised"],
    ),
    "placeholder target": Edit(
        [(S, "target: 10,", "target: 99999,")],
        {("changed", "metric contracts", "target", "tightened")},
        ["target-becomes-placeholder"],
    ),
    "objective renamed": Edit(
        [(S, "  answer-fast:", "  reply-fast:\n    renamed_from: answer-fast")],
        {("renamed", "objective reply-fast", None, None)},
        [],
    ),
    "metric renamed, and its readings": Edit(
        [
            (S, "contracts: {", "deals: {renamed_from: contracts, "),
            (S, "* contracts", "* deals"),
            (R, "sales/contracts", "sales/deals"),
        ],
        {("renamed", "metric deals", None, None)},
        [],
    ),
    "objective renamed without a word": Edit(
        [(S, "  answer-fast:", "  answer-quickly:")],
        {
            ("removed", "objective answer-fast", None, None),
            ("added", "objective answer-quickly", None, None),
            ("redirected", "arrow answer-quickly -> sales/win-distributors", None, None),
        },
        ["id-changed"],
    ),
    "metric of a formula renamed": Edit(
        [
            (S, "contracts: {", "deals: {renamed_from: contracts, "),
            (S, "1.5 * contracts", "1.5 * sales/deals"),
            (R, "sales/contracts", "sales/deals"),
        ],
        {("renamed", "metric deals", None, None)},
        [],
    ),
    "rewritten in another order": Edit(
        [
            (S, "better: higher, target: 10,", "target: 10.0, better: higher,"),
            (C, "owner: ceo\n", "owner: ceo # chair\n"),
        ],
        set(),
        [],
    ),
}


def edited(folder: Path, edit: Edit) -> None:
    """Commit the strategy, and then the edit."""
    commit(folder, FILES)
    files = dict(FILES)
    for path, old, new in edit.replaced:
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    commit(folder, {**files, **edit.added})


def told(folder: Path, *arguments: str, code: int | None = None) -> dict[str, Any]:
    """Return what `bsc diff` says as JSON."""
    out = folder.parent / "diff.json"
    asked = ["diff", *arguments, "--strategy", str(folder), "--format", "json", "--show", "info", "-o", str(out)]
    ended = bsc(asked)
    assert code is None or ended == code
    answer: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for a strategy."""
    made = tmp_path / "strategy"
    made.mkdir()
    return made


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_its_changes_and_guards(name: str, folder: Path) -> None:
    """The changes and the guards are those of the table, no more and no fewer; an error is exit 1."""
    edit = EDITS[name]
    edited(folder, edit)
    answer = told(folder, "HEAD~1", "HEAD", code=int("history-rewritten" in edit.guards))
    found = {
        (each["kind"], f"{each['element_kind']} {_short(each['element'])}", each["field"], each["effect"])
        for each in answer["changes"]
    }
    assert found == edit.changes
    assert len(answer["changes"]) == len(edit.changes)
    assert sorted(each["rule"] for each in answer["findings"]) == edit.guards
    assert all(each["path"] and each["line"] for each in answer["findings"])


def _short(full: str) -> str:
    return full if full.startswith("reviews/") else full.split("/", 1)[-1]


def test_the_score_moves_on_the_same_readings(folder: Path) -> None:
    """A red line of 80 makes 82 of 95 score 100 - 50*13/15 = 56.67: off becomes near, and the roll-up follows."""
    edited(folder, EDITS["red line widened"])
    answer = told(folder, "HEAD~1")
    impact = {(each["kind"], each["id"]): each for each in answer["score_impact"]}
    assert impact["metric", "sales/complete-answers"] == {
        "id": "sales/complete-answers",
        "kind": "metric",
        "before": -30,
        "after": 56.6667,
        "status_before": "off",
        "status_after": "near",
    }
    # The perspective's only objective: the mean of 77.27 and 0 before (held at 0), of 77.27 and 56.67 after.
    assert impact["objective", "sales/answer-fast"]["before"] == pytest.approx(38.6364)
    assert impact["objective", "sales/answer-fast"]["after"] == pytest.approx(66.9697)
    assert answer["as_of"] == "2026-06-30"
    assert not [full for _, full in impact if full.startswith("corporate")]


def test_a_change_says_whose_it_is_and_what_follows(folder: Path) -> None:
    """Owner, places on both sides and everything downstream, along arrows and the cascade."""
    edited(folder, EDITS["red line widened"])
    (change,) = told(folder, "HEAD~1")["changes"]
    assert (change["old"], change["new"], change["owner"]) == (90, 80, "head-of-service")
    assert change["downstream"] == ["corporate/grow", "sales/win-distributors"]
    assert change["base_place"]["line"] == change["head_place"]["line"] == 22


def test_the_working_tree_against_the_main_branch(folder: Path) -> None:
    """Without arguments, what this branch and the files as they are now change is shown, and nothing of main's own."""
    commit(folder, FILES)
    run(folder, "switch", "-q", "-c", "proposal")
    commit(folder, {S: SALES.replace("target: 60", "target: 70")})
    run(folder, "switch", "-q", "main")
    commit(folder, {C: CORPORATE.replace("version: 3", "version: 4")})
    run(folder, "switch", "-q", "proposal")
    (folder / S).write_text(SALES.replace("target: 60", "target: 70").replace("owner: cso", "owner: ceo"))
    answer = told(folder)
    assert answer["base"].startswith("main (")
    assert {each["field"] for each in answer["changes"]} == {"target", "owner"}


def test_two_folders_need_no_git(tmp_path: Path) -> None:
    """Two folders are compared as they are; text, Markdown and annotations are made of the same."""
    for name, target in {"before": "10", "after": "7"}.items():
        for path, text in FILES.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text.replace("target: 10,", f"target: {target},"))
    shown = {}
    for style in ("text", "markdown", "github"):
        out = tmp_path / style
        asked = ["diff", str(tmp_path / "before"), str(tmp_path / "after"), "--format", style, "-o", str(out)]
        assert bsc([*asked, "--fail-on", "warning"]) == 1
        assert bsc(asked) == 0
        shown[style] = out.read_text(encoding="utf-8")
    assert "target: 10 → 7, loosened" in shown["text"]
    assert "This change turns 1 off into on target without a single new reading." in shown["text"]
    assert "| sales: metric contracts | target: 10 → 7, **loosened** | cso |" in shown["markdown"]
    assert "::warning file=scorecards/sales.yaml" in shown["github"]


def test_user_text_forges_nothing_in_a_comment(folder: Path) -> None:
    """Titles and owners mention nobody, close no fold, begin no section and end no cell; the comment fits."""
    commit(folder, FILES)
    wicked = "</details> @halden/finance | # Approved\\n\\n## LGTM <!-- `x` ![a](http://b) #1"
    many = "".join(f'  o-{n}: {{perspective: process, title: "{wicked} {n}", owner: "{wicked}"}}\n' for n in range(900))
    commit(folder, {S: SALES + many})
    out = folder.parent / "comment.md"
    assert bsc(["diff", "HEAD~1", "--strategy", str(folder), "--format", "markdown", "-o", str(out)]) == 0
    comment = out.read_text(encoding="utf-8")
    assert len(comment) <= 65_536
    assert "more are not shown here" in comment
    assert comment.count("</details>") == comment.count("<details>") == 1  # the fold of the changes beyond the first
    assert not [text for text in ("&lt;/details", "@halden", "<!--", "`x`", "![a", " #1 ") if text in comment]
    assert [line for line in comment.split("\n") if line.startswith("#")] == ["## What changes in the strategy"]
    assert all(line.count("|") == 5 for line in comment.split("\n") if "o-1)" in line)


def test_what_cannot_be_compared_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An older version that cannot be read, or a ref that is none, is exit 2; newer files that cannot be, exit 1."""
    commit(folder, {**FILES, S: "scorecard: ["})
    commit(folder, FILES)
    assert bsc(["diff", "HEAD~1", "--strategy", str(folder)]) == 2
    assert "cannot be read: scorecards/sales.yaml:" in capsys.readouterr().err
    assert bsc(["diff", "no-such", "--strategy", str(folder)]) == 2
    (folder / S).write_text("scorecard: [")
    assert bsc(["diff", "HEAD", "--strategy", str(folder)]) == 1


def test_a_first_version_is_all_added(folder: Path) -> None:
    """Compared with a commit that had no strategy yet, everything is added."""
    commit(folder, {"README.md": "Soon.\n"})
    commit(folder, FILES)
    answer = told(folder, "HEAD~1", code=0)
    assert {each["kind"] for each in answer["changes"]} <= {"added", "changed"}
    assert [each["element"] for each in answer["changes"] if each["element_kind"] == "metric"] == [
        "corporate/revenue",
        "sales/contracts",
        "sales/orders",
        "sales/reorders",
        "sales/answer-hours",
        "sales/complete-answers",
    ]


def test_the_worked_example_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What docs/diff.md shows is what comes out."""
    page = (Path(__file__).parents[1] / "docs/diff.md").read_text(encoding="utf-8")
    fences = dict(re.findall(r"^```\w+ before/(\S+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    (shown,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    for name in ("before", "after"):
        for path, text in {"bsc.yaml": "", **fences}.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            after = text.replace("target: 10, red_line: 8", "target: 7, red_line: 5")
            (tmp_path / name / path).write_text(after if name == "after" else text)
    monkeypatch.chdir(tmp_path)
    assert bsc(["diff", "before", "after", "--format", "text", "-o", "out.txt"]) == 0
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == shown


def test_reading_beside_another_version_is_reading(folder: Path) -> None:
    """What is taken over from another version is what would have been read; what did not change is shared."""
    edited(folder, EDITS["target tightened"])
    new = load(Tree.at(folder, "HEAD"))
    alone, beside = load(Tree.at(folder, "HEAD~1")), load(Tree.at(folder, "HEAD~1"), new)
    assert alone.strategy is not None
    assert beside.strategy is not None
    assert new.strategy is not None
    assert (beside.strategy, beside.texts, beside.faults) == (alone.strategy, alone.texts, ())
    assert beside.strategy.paths == alone.strategy.paths
    assert beside.strategy.scorecards["europe"] is new.strategy.scorecards["europe"]
    assert beside.strategy.scorecards["sales"] is not new.strategy.scorecards["sales"]


def test_a_flood_of_everything_fits_a_comment(folder: Path) -> None:
    """Many scores that move, readings restated, long ids and many findings: still one comment, the rest counted."""
    long = "very-" * 60 + "long"
    metrics = "".join(f"      {long}-{n}: {{better: higher, target: 10, every: month}}\n" for n in range(120))
    card = f"scorecard: {long}\nobjectives:\n  o:\n    perspective: process\n    title: Do\n    metrics:\n{metrics}"
    rows = "metric,period,value\n" + "".join(f"{long}/{long}-{n},2026-06,8\n" for n in range(120))
    commit(folder, {"bsc.yaml": "", "scorecards/a.yaml": card, "readings/a.csv": rows})
    edited = {"scorecards/a.yaml": card.replace("target: 10", "target: 7"), "readings/a.csv": rows.replace(",8", ",9")}
    commit(folder, edited)
    out = folder.parent / "comment.md"
    assert bsc(["diff", "HEAD~1", "--strategy", str(folder), "--format", "markdown", "-o", str(out)]) == 1
    comment = out.read_text(encoding="utf-8")
    assert len(comment) <= 65_536
    assert comment.count("not shown here") == 4
    assert "turns 120 near into on target" in comment


def test_annotations_keep_to_what_github_shows(folder: Path) -> None:
    """Ten errors and ten warnings, the first ones; the last line counts the others and names the command for them."""
    metrics = "".join(
        f"      m-{n}: {{better: higher, targets: {{2026-Q1: 5, 2026-Q4: 9}}, every: quarter}}\n" for n in range(14)
    )
    card = f"scorecard: a\nobjectives:\n  o:\n    perspective: process\n    title: Do\n    metrics:\n{metrics}"
    rows = "metric,period,value\n" + "".join(f"a/m-{n},2026-Q2,4\n" for n in range(14))
    commit(folder, {"bsc.yaml": "", "scorecards/a.yaml": card, "readings/a.csv": rows})
    commit(folder, {"scorecards/a.yaml": card.replace("2026-Q1: 5, 2026-Q4: 9", "2026-Q1: 4, 2026-Q4: 7")})
    out = folder.parent / "log.txt"
    assert bsc(["diff", "HEAD~1", "--strategy", str(folder), "--format", "github", "-o", str(out)]) == 1
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["bsc"]
    assert all(re.match(r"::\w+ file=scorecards/a\.yaml,line=\d+,", line) for line in lines[:-1])
    errors, warnings, left_out = (int(number) for number in re.findall(r"(\d+) (?:err|warn|more)", lines[-1]))
    assert (errors, left_out) == (14, errors + warnings - 20)
    assert lines[-1].endswith("`bsc diff` shows them all.")


def test_everything_deleted_is_found_where_it_was(folder: Path) -> None:
    """When no scorecard is left, what was dropped is told at the place where it stood."""
    commit(folder, FILES)
    for path in list(FILES)[1:]:
        (folder / path).unlink()
    answer = told(folder, "HEAD")
    assert {each["kind"] for each in answer["changes"]} == {"removed"}
    dropped = [each for each in answer["findings"] if each["rule"] == "metric-dropped-while-red"]
    assert [(each["element"], each["path"]) for each in dropped] == [
        ("sales/contracts", S),
        ("sales/complete-answers", S),
    ]


def test_one_file_is_compared_alone(folder: Path) -> None:
    """A scorecard's file without a bsc.yaml above it is a strategy of its own, at every ref."""
    commit(folder, {"a.yaml": CORPORATE, "b.yaml": SALES})
    commit(folder, {"a.yaml": CORPORATE.replace("2026-Q4: 15", "2026-Q4: 16"), "b.yaml": "scorecard: ["})
    out = folder.parent / "one.json"
    asked = ["diff", "HEAD~1", "HEAD", "--strategy", str(folder / "a.yaml"), "--format", "json", "-o", str(out)]
    assert bsc(asked) == 0
    (change,) = json.loads(out.read_text(encoding="utf-8"))["changes"]
    assert (change["element"], change["old"], change["new"]) == ("corporate/revenue", 15, 16)


@pytest.mark.parametrize("name", EDITS)
def test_what_is_shared_between_the_versions_is_what_would_be_worked_out(name: str, folder: Path) -> None:
    """Where the older version stands does not depend on what was taken over from the newer one, which is most of it."""
    from bsc_cli.diff import diff, review
    from bsc_cli.evaluation import evaluate

    edited(folder, EDITS[name])
    head = load(Tree.at(folder, "HEAD"))
    base = load(Tree.at(folder, "HEAD~1"), head)
    assert base.strategy is not None
    assert head.strategy is not None
    was, now = (Tree.at(folder, ref).text(R) for ref in ("HEAD~1", "HEAD"))
    found = review(diff(base.strategy, head.strategy), {R: was}, {R: now})
    fresh = evaluate(base.strategy, found.before.readings, found.as_of)
    assert found.before == fresh
    untouched = {C, S} - {path for path, _, _ in EDITS[name].replaced}
    shared = {each.id for each in found.before.metrics if any(each is other for other in found.after.metrics)}
    assert ("corporate/revenue" in shared) is (C in untouched)
    assert ("sales/answer-hours" in shared) is (S in untouched)


def test_other_rows_are_worked_out_anew() -> None:
    """A metric of the same scorecard with other readings stands where those say."""
    from bsc_cli.evaluation import evaluate
    from bsc_cli.readings import read

    strategy = load(Tree.of({path: text for path, text in FILES.items() if path != R})).strategy
    assert strategy is not None
    one, other = (read({R: text}, strategy) for text in (READINGS, READINGS.replace("2026-06,8", "2026-06,9")))
    again = evaluate(strategy, other, like=evaluate(strategy, one))
    assert again == evaluate(strategy, other)
    assert str(again.by_metric["sales/contracts"].value) == "9"
