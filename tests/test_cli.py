"""The command line as people and scripts meet it: exit codes, stdout and stderr, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from history import commit

CLEAN = {"bsc.yaml": "rules: {}\n"}


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Write a strategy to disk."""
    return written(tmp_path / "strategy", sound.FILES)


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def bsc(*arguments: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
    command = [sys.executable, "-m", "bsc_cli", *arguments]
    return subprocess.run(command, cwd=folder, env={**kept, **environment}, capture_output=True, check=False)  # noqa: S603 - our own command


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["validate", "--help"], 0),
        (["explain"], 0),
        (["explain", "too-many-objectives"], 0),
        (["explain", "no-such-rule"], 2),
        (["schema"], 0),
        (["schema", "review", "--draft", "draft-07"], 0),
        (["no-such-command"], 2),
        (["validate", "x" * 5000], 2),
        (["ahead", "x" * 5000], 2),
        (["map", "--depth", "-1"], 2),
        (["map", "--depth", "one"], 2),
        (["validate", "--no-such-flag"], 2),
        (["validate", "no-such-folder"], 2),
        (["validate", "--format", "no-such-format", "."], 2),
        (["validate", "--fail-on", "no-such-level"], 2),
        (["validate", "."], 2),
        (["status", "--strategy", "."], 2),
        (["map", "--strategy", ".", "-o", "x.svg"], 2),
        (["map", "--strategy", ".", "-o", "x.doc"], 2),
    ],
)
def test_exit_codes_without_a_strategy(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """0 when it ran, 2 when it could not run as asked; then stdout is empty and stderr says why in a sentence."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    output, complaint = capfd.readouterr()
    assert bool(output) == (code == 0)
    if code == 2:
        assert complaint.startswith("bsc: ")
        assert "Traceback" not in complaint
        assert "Value error" not in complaint
        assert "Input should" not in complaint


@pytest.mark.parametrize(("fail_on", "code"), [("none", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_decides_the_exit_code(
    fail_on: str, code: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With warnings and no errors, the exit code depends on `--fail-on` and on nothing else."""
    folder = written(tmp_path, {"a.yaml": WARNED})
    assert run(["validate", str(folder), "--fail-on", fail_on]) == code
    assert "too-many-objectives" in capfd.readouterr().out


WARNED = """\
scorecard: a
title: Four aims at once
owner: ceo
vision: {statement: Serve 100 customers by 2029., by: 2029, measured_by: served}
objectives:
  money: {perspective: financial, title: Earn, owner: cfo, metrics: {served: {better: higher, target: 100}}}
  more: {perspective: financial, title: Earn more, owner: cfo, drives: {money: {after: 1 month, because: It adds up.}}}
  most: {perspective: financial, title: Earn most, owner: cfo, drives: {money: {after: 1 month, because: It adds up.}}}
  all: {perspective: financial, title: Earn all, owner: cfo, drives: {money: {after: 1 month, because: It adds up.}}}
"""


def test_errors_exit_with_one(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that is not YAML is a finding, not a refusal to run."""
    (strategy / "scorecards" / "hr.yaml").write_text("scorecard: [\n")
    assert run(["validate", str(strategy)]) == 1
    output = capfd.readouterr().out
    assert "scorecards/hr.yaml:1:12: error[not-yaml]" in output
    assert "rules were not run" in output


def test_reading_errors_cannot_be_switched_off(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What cannot be read fails, whatever the settings say: nothing else could be checked."""
    (strategy / "bsc.yaml").write_text(sound.BSC + "  not-yaml: {severity: off}\n")
    (strategy / "scorecards" / "hr.yaml").write_text("scorecard: [\n")
    assert run(["validate", str(strategy)]) == 1
    assert "error[not-yaml]" in capfd.readouterr().out


def test_a_single_file_works_without_settings(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One scorecard file is a strategy."""
    written(tmp_path, {"one.yaml": WARNED, "other.yaml": "something: else\n"})
    assert run(["validate", str(tmp_path / "one.yaml"), "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["valid"] is True


def test_files_of_a_strategy_are_checked_in_its_context(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Naming a file below a bsc.yaml resolves references to other files, and shows only what is in that file."""
    run(["validate", str(strategy / "scorecards" / "sales.yaml"), "--format", "json", "--show", "info"])
    document = json.loads(capfd.readouterr().out)
    assert {found["path"] for found in document["findings"]} <= {"scorecards/sales.yaml"}
    assert not [found for found in document["findings"] if found["rule"] == "unknown-reference"]


def test_a_link_that_leads_out_is_a_finding(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A named file that is a link out of the strategy's folder is not followed, and said so at its name."""
    (strategy.parent / "secret.yaml").write_text("scorecard: secret\n")
    (strategy / "scorecards" / "link.yaml").symlink_to(strategy.parent / "secret.yaml")
    assert run(["validate", str(strategy / "scorecards" / "link.yaml")]) == 1
    assert "scorecards/link.yaml:1:1: error[not-yaml] This is a link" in capfd.readouterr().out


def test_a_device_is_no_strategy(capfd: pytest.CaptureFixture[str]) -> None:
    """What is neither file nor folder is refused, not passed over."""
    assert run(["validate", os.devnull]) == 2
    assert "neither a file nor a folder" in capfd.readouterr().err


def test_the_root_is_searched_upward(
    strategy: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """From a folder inside a strategy, no argument means the whole strategy."""
    monkeypatch.chdir(strategy / "reviews")
    run(["validate", "--format", "json"])
    inside = capfd.readouterr().out
    run(["validate", str(strategy), "--format", "json"])
    assert capfd.readouterr().out == inside


def test_standard_input(tmp_path: Path) -> None:
    """`-` reads one file."""
    process = subprocess.run(
        [sys.executable, "-m", "bsc_cli", "validate", "-", "--format", "json"],
        input=b"scorecard: a\nobjectves: {}\n",
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert process.returncode == 1
    assert json.loads(process.stdout)["findings"][0]["rule"] == "unknown-field"


def test_several_strategies_below_are_not_mixed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder above two strategies is refused, and both are named."""
    written(tmp_path / "one", sound.FILES)
    written(tmp_path / "two", sound.FILES)
    assert run(["validate", str(tmp_path)]) == 2
    assert "one, two" in capfd.readouterr().err


def test_settings_with_another_ending_are_not_passed_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a word, owners and readings would be looked for where nobody said they are."""
    root = written(tmp_path / "one", sound.FILES)
    (root / "bsc.yaml").rename(root / "bsc.yml")
    for named in (root, root / "scorecards", root / "scorecards/sales.yaml"):
        assert run(["validate", str(named)]) == 2
        assert f"{root / 'bsc.yml'} is not read" in capfd.readouterr().err
    (root / "bsc.yaml").write_text(sound.BSC)
    assert run(["validate", str(root / "scorecards")]) == 0


def test_several_formats_at_once(strategy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each format goes to its own file; the one without a file goes to stdout."""
    target = tmp_path / "out" / "findings.json"
    run(["validate", str(strategy), "--format", f"json={target}", "--format", "text"])
    assert json.loads(target.read_text())["tool"]["name"] == "bsc"
    assert capfd.readouterr().out.endswith(".\n")
    assert run(["validate", str(strategy), "--format", "json", "--format", "text"]) == 2


def test_inside_github_actions_the_format_is_github(strategy: Path) -> None:
    """In a workflow, findings are annotations without being asked for, at paths of the checkout."""
    (strategy / "scorecards" / "hr.yaml").write_text("scorecard: [\n")
    process = bsc("validate", str(strategy), GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(strategy.parent))
    assert process.stdout.startswith(b"::error file=strategy/scorecards/hr.yaml,line=1,")


def test_colour_obeys_flag_and_environment(strategy: Path) -> None:
    """No colour into a pipe; colour when forced; the flag wins."""
    assert b"\x1b[" not in bsc("validate", str(strategy)).stdout
    assert b"\x1b[" in bsc("validate", str(strategy), FORCE_COLOR="1").stdout
    assert b"\x1b[" not in bsc("validate", str(strategy), FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[" not in bsc("validate", str(strategy), "--color", "never", FORCE_COLOR="1").stdout
    assert b"\x1b[" in bsc("validate", str(strategy), "--color", "always").stdout


def test_the_output_depends_on_the_content_alone(strategy: Path, tmp_path: Path) -> None:
    """Two hash seeds, two locales, two working folders and another order of files give the same bytes."""
    other = tmp_path / "elsewhere" / "copy"
    written(other, dict(reversed(sound.FILES.items())))
    for command in (["validate", "--format", "text"], ["validate", "--format", "json"], ["map"], ["status"]):
        (strategy / "readings").mkdir(exist_ok=True)
        (other / "readings").mkdir(exist_ok=True)
        for folder in (strategy, other):
            (folder / "readings" / "r.csv").write_text("metric,period,value\ncorporate/lead-time,2026-03,15\n")
        runs = [
            bsc(*command, folder=strategy, PYTHONHASHSEED="1", LC_ALL="C"),
            bsc(*command, folder=other, PYTHONHASHSEED="2", LC_ALL="C.UTF-8"),
            bsc(*command, "--strategy", str(strategy), folder=tmp_path, PYTHONHASHSEED="3", LC_ALL="C"),
        ]
        assert runs[0].stdout
        assert len({(process.returncode, process.stdout) for process in runs}) == 1, command


def test_a_closed_pipe_is_silent(strategy: Path) -> None:
    """`bsc ... | head -0` ends without a word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bsc_cli", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=strategy
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_our_own_mistakes_are_one_line(
    strategy: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bug gives exit 3 and one line; the traceback comes with BSC_DEBUG=1."""
    monkeypatch.setattr("bsc_cli.check.check", lambda *_args, **_kwargs: 1 // 0)
    assert run(["validate", str(strategy)]) == 3
    complaint = capfd.readouterr().err
    assert complaint.count("\n") == 1
    assert "ZeroDivisionError" in complaint
    monkeypatch.setenv("BSC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["validate", str(strategy)])


def test_an_interrupt_exits_with_130(strategy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is neither a finding nor a bug."""

    def interrupted(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bsc_cli.check.check", interrupted)
    assert run(["validate", str(strategy)]) == 130


@pytest.mark.parametrize("kind", [(), ("--template", "company"), ("--template", "public-service")])
def test_init_writes_a_strategy_that_validates_clean(
    kind: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What init writes passes with warnings as errors, draws and has a status at once."""
    folder = tmp_path / "new"
    assert run(["init", str(folder), *kind]) == 0
    assert run(["validate", str(folder), "--fail-on", "warning"]) == 0
    assert run(["map", "--strategy", str(folder), "-o", str(folder / "map.svg")]) == 0
    assert run(["status", "--strategy", str(folder)]) == 0
    assert (folder / ".github" / "workflows").is_dir()
    capfd.readouterr()


def test_a_device_is_written_to_and_stays_one(strategy: Path) -> None:
    """`-o /dev/null` throws the document away and leaves the device alone."""
    before = Path(os.devnull).stat().st_mode
    assert run(["map", "--strategy", str(strategy), "--format", "svg", "-o", os.devnull]) == 0
    assert Path(os.devnull).stat().st_mode == before


def test_a_link_stays_a_link(strategy: Path, tmp_path: Path) -> None:
    """Writing through a link replaces what it leads to."""
    (tmp_path / "real.svg").write_text("old")
    (tmp_path / "map.svg").symlink_to(tmp_path / "real.svg")
    assert run(["map", "--strategy", str(strategy), "-o", str(tmp_path / "map.svg")]) == 0
    assert (tmp_path / "map.svg").is_symlink()
    assert (tmp_path / "real.svg").read_text().startswith("<")


def test_init_in_a_part_of_a_repository(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """GitHub looks for workflows at the root only; so it says where the one it wrote belongs."""
    commit(tmp_path, {"README.md": "A repository.\n"})
    assert run(["init", str(tmp_path / "plan")]) == 0
    assert "move plan/.github there, and give each bsc command in it --strategy plan." in capfd.readouterr().err


def test_init_replaces_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder that has one of the files stays as it is."""
    (tmp_path / "bsc.yaml").write_text("strategy: Mine\n")
    assert run(["init", str(tmp_path)]) == 2
    assert "bsc.yaml" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["bsc.yaml"]


def test_a_file_is_written_whole_or_not_at_all(
    strategy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A target that cannot be written is said in a sentence, and leaves nothing behind."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert run(["map", "--strategy", str(strategy), "-o", str(blocked / "map.svg")]) == 2
    assert "cannot be written" in capfd.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "strategy"]


def test_a_path_that_holds_nothing_of_the_strategy_is_not_all_clear(
    strategy: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A note, a table or an empty folder beside the scorecards: nothing was checked, so nothing is clear."""
    written(strategy, {"README.md": "Ours.\n", "readings/r.csv": "metric,period,value\n"})
    (strategy / "notes").mkdir()
    monkeypatch.chdir(strategy)
    for path in ("README.md", "readings", "readings/r.csv", "notes"):
        assert run(["validate", path]) == 2
        said = capfd.readouterr()
        assert said.out == ""
        assert said.err.startswith(f"bsc: There is nothing to check in {path}: ")
    (strategy / "scorecards/torn.yaml").write_bytes(b"\xff\xfe\x00")
    assert run(["validate", "scorecards/torn.yaml"]) == 1
    assert run(["validate", "reviews"]) in (0, 1)
