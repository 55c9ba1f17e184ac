"""Where bsc is plugged in: the pre-commit hook, the GitLab job, the problem matcher."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sound
from bsc_cli.source import read
from history import commit

ROOT = Path(__file__).parents[1]
TORN = sound.CORPORATE.replace("      grow: {after: 2 quarters", "      groww: {after: 2 quarters")
HOOK: Any = read("hooks", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")).data[0]  # type: ignore[index] # a list of hooks
GITLAB: Any = read("gitlab", (ROOT / "integrations/gitlab/bsc.gitlab-ci.yml").read_text(encoding="utf-8")).data
GUIDE = (ROOT / "docs/integrations.md").read_text(encoding="utf-8")
MATCHERS = json.loads((ROOT / "integrations/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]


def strategy(folder: Path, corporate: str = sound.CORPORATE) -> Path:
    """Write a strategy with this scorecard `corporate` to a folder."""
    for path, text in {**sound.FILES, "scorecards/corporate.yaml": corporate}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run shell lines with `bsc` as this very code, and nothing that would make it think of GitHub."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
    prelude = f'bsc() {{ {shlex.quote(sys.executable)} -m bsc_cli "$@"; }}\n'
    command = ["bash", "-e", "-c", prelude + script]
    return subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, text=True, check=False)  # noqa: S603 - our own lines


@pytest.mark.parametrize(("corporate", "code"), [(sound.CORPORATE, 0), (TORN, 1)])
def test_the_hook_checks_the_whole_strategy(corporate: str, code: int, tmp_path: Path) -> None:
    """Its entry is run in the repository's root without file names: one changed file can break another."""
    assert HOOK["pass_filenames"] is False
    assert shell(HOOK["entry"], strategy(tmp_path, corporate)).returncode == code


def test_the_hook_runs_when_a_file_of_a_strategy_changed() -> None:
    """Its pattern finds every kind of file that bsc reads, and leaves the rest of a repository alone."""
    wanted = [*sound.FILES, "readings/a.csv", "plan/scorecards/b.yml"]
    changed = [*wanted, "README.md", "src/yaml.py", "a.yaml.bak"]
    assert [path for path in changed if re.search(HOOK["files"], path)] == wanted


@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="pre-commit is not installed")
def test_pre_commit_tries_the_hook(tmp_path: Path) -> None:
    """`pre-commit try-repo` installs this project from a git repository, and passes or fails with the strategy."""
    git = "git -c user.name=bsc -c user.email=bsc@example.org"
    ours = tmp_path / "ours"
    shutil.copytree(ROOT / "src", ours / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, ours / name)
    theirs = strategy(tmp_path / "theirs")
    for folder in (ours, theirs):
        assert shell(f"git init -q && git add -A && {git} commit -qm first", folder).returncode == 0
    tried = "pre-commit try-repo ../ours bsc-validate --all-files"
    home = str(tmp_path / "home")
    passed = shell(tried, theirs, PRE_COMMIT_HOME=home)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    strategy(theirs, TORN)
    failed = shell(f"git add -A && {tried}", theirs, PRE_COMMIT_HOME=home)
    assert (failed.returncode, "error[unknown-reference]" in failed.stdout) == (1, True), failed.stdout


@pytest.mark.parametrize(("corporate", "code"), [(sound.CORPORATE, 0), (TORN, 1)])
def test_the_gitlab_job_writes_what_it_keeps(corporate: str, code: int, tmp_path: Path) -> None:
    """Its script lines, run as they stand: the exit code, and each report and artifact that the job names."""
    strategy(tmp_path / "plan", corporate)
    job = GITLAB["bsc"]
    chosen = {**GITLAB["variables"], "BSC_STRATEGY": "plan", "CI_PROJECT_DIR": str(tmp_path), "GITLAB_CI": "true"}
    checked = shell("\n".join(job["script"]), tmp_path, **chosen)
    assert checked.returncode == code, checked.stderr
    shell("\n".join(job["after_script"]), tmp_path, **chosen)
    reports = job["artifacts"]["reports"]
    found = json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))
    broken = [each["location"]["path"] for each in found if each["check_name"] == "unknown-reference"]
    assert broken == ["plan/scorecards/corporate.yaml"] * code
    assert (tmp_path / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
    drawn, *of_a_change = job["artifacts"]["paths"]
    assert (tmp_path / drawn).exists() == (code == 0)
    assert not [each for each in of_a_change if (tmp_path / each).exists()]  # this is no merge request


def test_the_gitlab_job_says_what_a_merge_request_changes(tmp_path: Path) -> None:
    """With the commit where the branch began: changes in the log, as Markdown and on a map; a guard fails the job."""
    readings = {"plan/readings/a.csv": "metric,period,value\ncorporate/revenue,2026-Q3,7\n"}
    first = commit(tmp_path, {**{f"plan/{path}": text for path, text in sound.FILES.items()}, **readings})
    strategy(tmp_path / "plan", sound.CORPORATE.replace("2026-Q2: 7", "2026-Q2: 6"))
    job = GITLAB["bsc"]
    chosen = {**GITLAB["variables"], "BSC_STRATEGY": "plan", "CI_PROJECT_DIR": str(tmp_path), "GITLAB_CI": "true"}
    chosen["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = first
    checked = shell("\n".join(job["script"]), tmp_path, **chosen)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "target for 2026-Q2: 7 % → 6 %, loosened" in checked.stdout
    assert "error[history-rewritten]" in checked.stdout
    shell("\n".join(job["after_script"]), tmp_path, **chosen)
    _, drawn, told = ((tmp_path / each).read_text(encoding="utf-8") for each in job["artifacts"]["paths"])
    assert 'data-change="changed"' in drawn
    assert told.startswith("## What changes in the strategy")
    gone = {**chosen, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40}
    assert shell("\n".join(job["script"]), tmp_path, **gone).returncode == 0


def editor() -> dict[str, Any]:
    """Return the matcher that docs/integrations.md shows for an editor's task."""
    blocks = re.findall(r"^```json\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    [tasks] = [json.loads(block)["tasks"] for block in blocks if '"tasks"' in block]
    found: dict[str, Any] = tasks[0]["problemMatcher"]
    return {**found, "pattern": [found["pattern"]]}


def matched(line: str, matchers: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Yield what matchers read off a line, as GitHub's runner and an editor would."""
    for matcher in matchers:
        [pattern] = matcher["pattern"]
        found = re.search(pattern["regexp"], line, re.ASCII)
        if found:
            said = {name: found[group] for name, group in pattern.items() if name != "regexp"}
            yield {"severity": matcher.get("severity", "error"), **said}


@pytest.mark.parametrize("tool", ["github", "editor"])
@pytest.mark.parametrize("corporate", [TORN, sound.CORPORATE], ids=["torn", "sound"])
@pytest.mark.parametrize("style", ["text", "concise"])
def test_a_problem_matcher_reads_every_finding_and_nothing_else(
    style: str, corporate: str, tool: str, tmp_path: Path
) -> None:
    """What it reads off the lines is what the JSON says, and source lines, notes and help are passed over."""
    process = shell(f"bsc validate --show info --format {style} --format json=out.json", strategy(tmp_path, corporate))
    findings = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["findings"]
    assert findings
    info, matchers = ("notice", MATCHERS) if tool == "github" else ("info", [editor()])
    got = [said for line in process.stdout.splitlines() for said in matched(line, matchers)]
    told = [said.pop("message") for said in got]
    assert got == [
        {
            "severity": info if each["severity"] == "info" else each["severity"],
            "file": each["path"],
            "line": str(each["line"]),
            "column": str(each["column"]),
            "code": each["rule"],
        }
        for each in findings
    ]
    assert all(message.startswith(each["message"]) for message, each in zip(told, findings, strict=True))
