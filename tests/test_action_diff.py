"""The GitHub Action on a pull request: what changes, in the summary always and in a comment where it may write."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

import sound
from history import commit, run
from test_action import ACTION, STEPS, Job, command

LOOSENED = sound.CORPORATE.replace("target: 24.5", "target: 20.5")
GH = """\
import json, os, pathlib, sys
asked = sys.argv[1:]
log = pathlib.Path(os.environ["GH_LOG"])
body = [each.removeprefix("body=@") for each in asked if each.startswith("body=@")]
text = pathlib.Path(body[0]).read_text(encoding="utf-8") if body else None
done = json.loads(log.read_text()) if log.exists() else []
done.append({"asked": asked, "body": text, "token": os.environ.get("GH_TOKEN")})
log.write_text(json.dumps(done))
if os.environ.get("GH_REFUSES"): sys.exit("HTTP 403: Resource not accessible by integration")
if "--jq" in asked: print(os.environ.get("GH_KNOWN", ""), end="")
"""


class Request(Job):
    """A runner at a pull request: main as it was, and a checkout with its change."""

    def __init__(self, root: Path, corporate: str = LOOSENED) -> None:
        super().__init__(root, sound.CORPORATE)
        self.base = commit(self.checkout, {})
        run(self.checkout, "update-ref", "refs/remotes/origin/main", self.base)
        commit(self.checkout, {"plan/scorecards/corporate.yaml": corporate})
        self.asked = root / "asked.json"

    def step(self, step: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a step of the action with what GitHub sets for a pull request."""
        chosen = next(each for each in STEPS if each.get("id") == step)
        script = self.temp / f"{step}.sh"
        script.write_text(chosen["run"], encoding="utf-8")
        command(self.temp / "tools/gh", f'python3 {shlex.quote(str(self.temp / "gh.py"))} "$@"')
        (self.temp / "gh.py").write_text(GH, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
        made = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_BASE_REF": "main",
            "GITHUB_OUTPUT": str(self.outputs),
            "GITHUB_REPOSITORY": "halden/strategy",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.checkout),
            "RUNNER_TEMP": str(self.temp),
            "PATH": f"{self.temp / 'tools'}:{os.environ['PATH']}",
            "STRATEGY": "plan",
            "FAIL_ON": "error",
            "BASE": "",
            "NUMBER": "7",
            "GH_TOKEN": "the-token",
            "GH_LOG": str(self.asked),
        }
        flags = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        return subprocess.run(  # noqa: S603 - the action's own step
            flags, cwd=self.checkout, env={**kept, **made, **environment}, capture_output=True, text=True, check=False
        )

    def told(
        self, text: str = "## What changes in the strategy\n\n1 change, from a to b.\n\n| What |\n|---|\n| a |\n"
    ) -> None:
        """Lay there what the step before has written."""
        (self.temp / "bsc-changes.md").write_text(text, encoding="utf-8")

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What `gh` was asked."""
        found: list[dict[str, Any]] = json.loads(self.asked.read_text()) if self.asked.exists() else []
        return found


def test_the_summary_says_what_changes(tmp_path: Path) -> None:
    """The guards at their lines as the checkout has them, the changes in the summary, the map of them kept."""
    job = Request(tmp_path)
    done = job.step("diff")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::warning file=plan/scorecards/corporate.yaml,line=" in done.stdout
    assert "title=target-loosened" in done.stdout
    assert "from origin/main to the working tree" in job.summary.read_text(encoding="utf-8")
    assert (job.temp / "bsc-changes.md").read_text(encoding="utf-8") == job.summary.read_text(encoding="utf-8")
    assert 'data-change="changed"' in (job.temp / "strategy-changes.svg").read_text(encoding="utf-8")
    assert job.outputs.read_text() == f"changes={job.temp}/bsc-changes.md\n"


def test_a_guard_fails_the_job_as_any_rule_does(tmp_path: Path) -> None:
    """`fail-on` counts for the guards, too; the summary is there all the same."""
    job = Request(tmp_path)
    assert job.step("diff", FAIL_ON="warning").returncode == 1
    assert "target-loosened" in job.summary.read_text(encoding="utf-8")


def test_a_merge_commit_knows_what_it_is_merged_into(tmp_path: Path) -> None:
    """Where the branch itself was not fetched, the first parent of the merge that GitHub checks out is it."""
    job = Request(tmp_path)
    head = run(job.checkout, "rev-parse", "HEAD")
    tree = run(job.checkout, "rev-parse", "HEAD^{tree}")
    merge = run(job.checkout, "commit-tree", tree, "-p", job.base, "-p", head, "-m", "Merge")
    run(job.checkout, "checkout", "-q", merge)
    run(job.checkout, "update-ref", "-d", "refs/remotes/origin/main")
    done = job.step("diff")
    assert done.returncode == 0, done.stderr
    assert "1 change, from HEAD^1 to" in job.summary.read_text(encoding="utf-8").replace("&#94;", "^").replace(
        "&#8203;", ""
    )


def test_nothing_to_compare_with_fails_nobody(tmp_path: Path) -> None:
    """A shallow checkout, or an older version that cannot be read: a notice, no summary, the job goes on."""
    job = Request(tmp_path)
    done = job.step("diff", GITHUB_BASE_REF="elsewhere")
    assert (done.returncode, job.summary.read_text(), job.outputs.read_text()) == (0, "", "")
    assert "::notice title=bsc diff::" in done.stdout
    assert 'There is no commit "origin/elsewhere" here.' in done.stderr


@pytest.mark.parametrize("base", ["$(touch ran)", "`touch ran`", "; touch ran", "--output=ran", "-o ran"])
def test_a_base_is_only_a_name(base: str, tmp_path: Path) -> None:
    """Whatever a ref is called, nothing of it is run and no option comes of it."""
    job = Request(tmp_path)
    assert job.step("diff", BASE=base).returncode == 0
    assert not list(tmp_path.rglob("ran"))
    assert job.summary.read_text() == ""


def test_one_comment_is_kept(tmp_path: Path) -> None:
    """The first time it is made, then it is changed; it is what the summary has, under a line to know it by."""
    job = Request(tmp_path)
    job.told()
    assert job.step("comment").returncode == 0
    looked, made = job.calls
    assert looked["asked"][:3] == ["api", "--paginate", "repos/halden/strategy/issues/7/comments"]
    assert made["asked"][:5] == ["api", "--silent", "--method", "POST", "repos/halden/strategy/issues/7/comments"]
    first, _, rest = made["body"].partition("\n")
    assert first.startswith("<!-- bsc diff ")
    assert first in looked["asked"][-1]
    assert rest == (job.temp / "bsc-changes.md").read_text(encoding="utf-8")
    assert job.step("comment", GH_KNOWN="42\n43\n").returncode == 0
    changed = job.calls[-1]["asked"]
    assert changed[:5] == ["api", "--silent", "--method", "PATCH", "repos/halden/strategy/issues/comments/42"]
    assert {each["token"] for each in job.calls} == {"the-token"}


def test_two_strategies_have_a_comment_each(tmp_path: Path) -> None:
    """The line to know it by is of the strategy; whatever its path, it is letters, digits and hyphens."""
    job = Request(tmp_path)
    job.told()
    for path in ("plan", 'pl"an --> $(touch ran)'):
        job.step("comment", STRATEGY=path)
    one, other = (each["body"].split("\n")[0] for each in job.calls if each["body"])
    assert one != other
    assert not set(other.removeprefix("<!-- ").removesuffix(" -->")) - set("bsc diff-0123456789")
    assert not list(tmp_path.rglob("ran"))


def test_where_nothing_changes_nobody_is_told(tmp_path: Path) -> None:
    """A pull request that leaves the strategy alone gets no comment; one that has a comment hears of it."""
    job = Request(tmp_path)
    job.told("## What changes in the strategy\n\nNothing changed, from a to b.\n")
    job.step("comment")
    assert len(job.calls) == 1
    job.step("comment", GH_KNOWN="42")
    assert "Nothing changed" in job.calls[-1]["body"]


def test_without_the_right_to_write_the_job_goes_on(tmp_path: Path) -> None:
    """A comment that may not be written is a warning: the summary has it."""
    job = Request(tmp_path)
    job.told()
    done = job.step("comment", GH_REFUSES="1")
    assert done.returncode == 0
    assert "::warning title=bsc::" in done.stdout


def test_commenting_is_asked_for() -> None:
    """It needs a right to write, so it is off by default, and left out for a pull request from a fork."""
    [step] = [each for each in STEPS if each.get("id") == "comment"]
    assert ACTION["inputs"]["comment"]["default"] == "false"
    assert "inputs.comment == 'true'" in step["if"]
    assert "github.event.pull_request.head.repo.full_name == github.repository" in step["if"]
    assert {name: value for name, value in step["env"].items() if "github." in value} == {
        "NUMBER": "${{ github.event.pull_request.number }}",
        "GH_TOKEN": "${{ github.token }}",
    }
