"""What was typed is done as it was meant, or refused in a sentence that names what to type instead."""

from __future__ import annotations

import inspect
import shlex
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from every_command import Target, calls, commands, ran
from history import commit
from test_cli import written


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what is said on stderr of what cannot be run as asked; nothing is on stdout."""
    capfd.readouterr()
    assert run(arguments) == 2
    output, complaint = capfd.readouterr()
    assert output == ""
    return complaint


@pytest.mark.parametrize("group", [(), ("readings",)])
def test_without_a_command_the_help_is_shown(group: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    """Line by line, as `--help` shows it; but nothing was asked for, so it is no document and no success."""
    assert run([*group, "--help"]) == 0
    shown = capfd.readouterr().out
    assert refused(capfd, *group) == shown
    assert len(shown.splitlines()) > 5


def test_a_name_that_is_neither_folder_nor_commit(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt folder is named, whatever else could be said of the folder it is looked for in."""
    written(here / "before", sound.FILES)
    written(here / "after", sound.FILES)
    assert refused(capfd, "diff", "before", "aftr") == (
        'bsc: There is no folder "aftr" here, and no commit is called so. Did you mean the folder "after"?\n'
    )
    commit(here, {"README.md": "Two plans.\n"})
    assert 'no folder "aftr"' in refused(capfd, "diff", "before", "aftr")
    assert "after, before" in refused(capfd, "diff", "before", "HEAD")
    written(here, {"bsc.yaml": "", "scorecards/a.yaml": "scorecard: a\n"})
    said = refused(capfd, "diff", "before", "aftr")
    assert 'no commit "aftr" here' in said
    assert said.endswith('Did you mean the folder "after"?\n')
    assert "folder" not in refused(capfd, "diff", "no-such-branch")


def test_a_list_of_folders_says_how_many_more(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of many strategies below, the first are named and the others counted."""
    for number in range(11):
        written(here / f"s{number:02}", {"bsc.yaml": "rules: {}\n"})
    assert "11 below: s00, s01, s02, s03, s04, s05, s06, s07 and 3 more. Name" in refused(capfd, "validate")


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", ""),
        ("map", "--strategy", ""),
        ("status", ""),
        ("map", "--status", ""),
        ("readings", "check", ""),
        ("readings", "import", ""),
        ("init", ""),
    ],
)
def test_an_empty_name_is_no_path(arguments: tuple[str, ...], here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As from a variable that is not set: it does not mean the working folder."""
    written(here, sound.FILES if arguments[0] != "init" else {})
    before = sorted(here.rglob("*"))
    assert refused(capfd, *arguments).startswith('bsc: An empty name ("") names no file or folder')
    assert sorted(here.rglob("*")) == before


def test_standard_input_stands_alone(capfd: pytest.CaptureFixture[str]) -> None:
    """Beside other paths, - is no file that is missing."""
    assert refused(capfd, "validate", "-", "s").startswith("bsc: - reads standard input, and stands alone")


def test_rows_are_not_chosen_by_a_column_that_is_not_there(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All rows would count; so nothing is written, and the columns that there are are named."""
    written(here, sound.FILES)
    written(here, {"t.csv": "metric,Region,2026-01\nrevenue,North,1\nrevenue,South,2\n"})
    said = refused(capfd, "readings", "import", "t.csv", "--where", "Regoin=North", "-o", "new.csv")
    assert said == 'bsc: There is no column "Regoin" to choose rows by; t.csv has metric, Region, 2026-01.\n'
    assert not (here / "new.csv").exists()


def test_a_day_that_is_none_names_its_own_option(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What `--since` was given is to be mended at `--since`."""
    commit(here, sound.FILES)
    assert refused(capfd, "log", "--since", "2026-13-01") == (
        "bsc: '2026-13-01' is not a day; write --since as 2026-06-30.\n"
    )


@pytest.mark.parametrize("folder", ["plan", "my plan", "--foo", "-", "it's", "$HOME"])
def test_what_init_suggests_can_be_pasted(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A shell takes the folder for one word that is no option, and for the folder."""
    assert run(["init", "--", folder]) == 0
    command = capfd.readouterr().err.splitlines()[1]
    there = shlex.split(command)[: 2 + 1]
    assert there[0] == "cd"
    assert there[2] == "&&"
    assert not there[1].startswith("-")
    assert (Path(there[1]) / "bsc.yaml").is_file()


def test_a_part_of_a_repository_is_quoted_too(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Also what is to be moved, and what each command of the workflow is to be given."""
    commit(here, {"README.md": "A repository.\n"})
    assert run(["init", "my plan"]) == 0
    assert "move 'my plan/.github' there, and give each bsc command in it --strategy 'my plan'." in (
        capfd.readouterr().err
    )


def test_outside_git_nothing_is_said_of_another_command(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """That `bsc diff` could compare two folders is of no use to somebody who asks about arrows."""
    assert run(["init", "plan"]) == 0
    capfd.readouterr()
    run(["validate", "plan", "--readings"])
    said = capfd.readouterr().err
    assert f"only `declared_on` can tell: {here / 'plan'} is in no git repository" in said
    assert "bsc diff" not in said


COMPLAINING = sorted(
    name
    for name, function in commands().items()
    if any("strategy" in each for each in inspect.signature(function).parameters)
)


@pytest.mark.parametrize("command", COMPLAINING)
def test_what_is_said_on_stderr_is_coloured_as_asked(command: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that can say what is wrong with a strategy obeys --color, FORCE_COLOR and NO_COLOR there, too."""
    written(
        here, {"bsc.yaml": "rules: {}\n", "scorecards/a.yaml": "scorecard: [\n", "readings/r.csv": "metric,period\n"}
    )
    commit(here, {"README.md": "A plan.\n"})
    target = Target(here, here, here, here / "readings")
    call = calls(target, command)[0]

    def is_coloured(*more: str, **environment: str) -> bool:
        with monkeypatch.context() as here_only:
            for name in ("NO_COLOR", "FORCE_COLOR"):
                here_only.delenv(name, raising=False)
            for name, value in environment.items():
                here_only.setenv(name, value)
            done = ran([*call, *more])
        assert done.code == 1, done.err
        return b"\x1b[" in done.out + done.err

    assert not is_coloured()
    assert is_coloured("--color", "always", NO_COLOR="1")
    assert is_coloured(FORCE_COLOR="1")
    assert not is_coloured(FORCE_COLOR="1", NO_COLOR="1")
    assert not is_coloured("--color", "never", FORCE_COLOR="1")
