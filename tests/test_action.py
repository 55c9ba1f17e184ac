"""The GitHub Action: its shell steps, run as they stand in action.yml, on a strategy below a checkout."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sound
from bsc_cli.source import read

ACTION: Any = read("action.yml", (Path(__file__).parents[1] / "action.yml").read_text(encoding="utf-8")).data
STEPS = ACTION["runs"]["steps"]
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
UNREADABLE = sound.CORPORATE.replace("owner: ceo", "ownr: ceo")


class Job:
    """A runner's folders: a checkout with the strategy in `plan/`, and what a step wrote."""

    def __init__(self, root: Path, corporate: str) -> None:
        self.temp, self.checkout = root / "temp", root / "checkout"
        self.summary, self.outputs = root / "summary", root / "outputs"
        for path, text in {**sound.FILES, "scorecards/corporate.yaml": corporate}.items():
            (self.checkout / "plan" / path).parent.mkdir(parents=True, exist_ok=True)
            (self.checkout / "plan" / path).write_text(text, encoding="utf-8")
        command(self.temp / "bsc" / "bin" / "bsc", f'exec {shlex.quote(sys.executable)} -m bsc_cli "$@"')
        self.summary.touch()
        self.outputs.touch()

    def run(self, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step as the runner would: its inputs through `env`, bash with the runner's flags."""
        chosen = next(each for each in STEPS if each.get("id") == step)
        script = self.temp / f"{step}.sh"
        script.write_text(chosen["run"], encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
        environment = {
            **kept,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": "/the/action",
            "GITHUB_OUTPUT": str(self.outputs),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.checkout),
            "RUNNER_TEMP": str(self.temp),
            "PYTHON": str(self.temp / "python"),
            **{name: given(value, inputs) for name, value in chosen["env"].items() if "steps." not in value},
        }
        flags = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        return subprocess.run(flags, cwd=self.checkout, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - the action's own step


def given(value: str, inputs: dict[str, str]) -> str:
    """Return the value of an `env` entry for these inputs, else for their defaults."""
    defaults = {name: each["default"] for name, each in ACTION["inputs"].items()}
    return _INPUT.sub(lambda found: inputs.get(found[1].replace("-", "_"), defaults[found[1]]), value)


def command(path: Path, body: str) -> None:
    """Write a shell command."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_sound_strategy_passes(tmp_path: Path) -> None:
    """No error, a summary, the map, and no SARIF file that nobody asked for."""
    job = Job(tmp_path, sound.CORPORATE)
    validated, drawn = job.run("validate", strategy="plan"), job.run("map", strategy="plan")
    assert (validated.returncode, drawn.returncode) == (0, 0), validated.stderr + drawn.stderr
    assert "::error" not in validated.stdout
    assert job.summary.read_text(encoding="utf-8").strip()
    assert (job.temp / "strategy-map.svg").read_text(encoding="utf-8").startswith("<svg")
    assert job.outputs.read_text() == ""


def test_a_broken_strategy_fails_where_it_is_broken(tmp_path: Path) -> None:
    """The annotation names the file as the checkout sees it, the summary the rule; what cannot be read has no map."""
    job = Job(tmp_path, UNREADABLE)
    validated = job.run("validate", strategy="plan", sarif="true")
    assert validated.returncode == 1, validated.stderr
    line = UNREADABLE.split("\n").index("ownr: ceo") + 1
    assert f"::error file=plan/scorecards/corporate.yaml,line={line}," in validated.stdout
    assert "unknown-field" in job.summary.read_text(encoding="utf-8")
    name, _, path = job.outputs.read_text().strip().partition("=")
    [found] = json.loads(Path(path).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert (name, found["ruleId"]) == ("sarif", "unknown-field")
    where = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert where == "plan/scorecards/corporate.yaml"
    assert job.run("map", strategy="plan").returncode == 0
    assert not (job.temp / "strategy-map.svg").exists()


def test_fail_on_decides(tmp_path: Path) -> None:
    """With `fail-on: none` the same findings are shown and the job goes on."""
    validated = Job(tmp_path, UNREADABLE).run("validate", strategy="plan", fail_on="none")
    assert (validated.returncode, "::error" in validated.stdout) == (0, True)


@pytest.mark.parametrize("step", ["validate", "map"])
@pytest.mark.parametrize("path", ["elsewhere", '$(touch ran)"; touch ran; "`touch ran`', "--version"])
def test_a_path_is_only_a_path(path: str, step: str, tmp_path: Path) -> None:
    """Whatever the strategy's path says, nothing of it is run: there is no such folder, exit code 2, no summary."""
    job = Job(tmp_path, sound.CORPORATE)
    process = job.run(step, strategy=path)
    assert (process.returncode, process.stdout) == (2, "")
    assert "There is no file or folder" in process.stderr
    assert not list(tmp_path.rglob("ran"))
    assert job.summary.read_text() == ""


@pytest.mark.parametrize(("version", "wanted"), [("", "/the/action"), ("1.2.3", "bsc-cli==1.2.3")])
def test_what_is_installed(version: str, wanted: str, tmp_path: Path) -> None:
    """The action's own commit, or the version that was asked for, into an environment of its own."""
    job = Job(tmp_path, sound.CORPORATE)
    noted = shlex.quote(str(tmp_path / "noted"))
    command(job.temp / "python", f'echo "$@" >> {noted}')
    command(job.temp / "bsc" / "bin" / "python", f'echo "$@" >> {noted}')
    assert job.run("install", version=version).returncode == 0
    made, installed = (tmp_path / "noted").read_text().splitlines()
    assert made == f"-m venv {job.temp / 'bsc'}"
    assert (installed.split()[:3], installed.split()[-1]) == (["-m", "pip", "install"], wanted)


def test_nothing_is_spliced_into_a_script() -> None:
    """Inputs reach bash as environment variables; other actions are pinned; only the comment, if any, gets a token."""
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"own/step@{'0' * 40}"))
    with_token = [step.get("id") for step in STEPS if re.search(r"secrets|token", json.dumps(step), re.IGNORECASE)]
    assert with_token == ["comment"]
    assert not re.search(r"secrets", json.dumps(ACTION["runs"]), re.IGNORECASE)


def test_uploading_to_code_scanning_is_asked_for() -> None:
    """It needs a right to write, so it is off by default, and left out for a pull request from a fork."""
    [upload] = [step for step in STEPS if "upload-sarif" in step.get("uses", "")]
    assert ACTION["inputs"]["sarif"]["default"] == "false"
    assert "inputs.sarif == 'true'" in upload["if"]
    assert "github.event.pull_request.head.repo.full_name == github.repository" in upload["if"]
