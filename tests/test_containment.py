"""What bsc reads, starts and reaches: the strategy's files, git and nothing else; and its git starts nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run as bsc
from every_command import Target, calls, commands, ran, some_calls
from history import commit, run

ROOT = Path(__file__).parents[1]
READINGS = """\
metric,period,value,note
corporate/revenue,2026-Q1,5,
corporate/lead-time,2026-03,14,
sales/contracts,2026-03,7,
"""
FILES = {**sound.FILES, "readings/r.csv": READINGS}
UNTOLD = "Umbrageous"


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def target_below(folder: Path) -> Target:
    """Write two versions of a strategy, and name them."""
    here, there = written(folder / "strategy", FILES), written(folder / "older", FILES)
    return Target(here, there, folder / "out", here / "readings")


def events(wanted: list[list[str]]) -> list[tuple[str, str]]:
    """Run commands in a process of their own, and return what it opened, started and reached.

    None of them tells what it should not, or ends otherwise than it should.
    """
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / "tests/audited.py")],
        input=json.dumps({"calls": wanted, "untold": UNTOLD}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["codes"]) <= {0, 1, 2}
    assert told["told"] == []
    return [(name, about) for name, about in told["events"]]


def outside(seen: list[tuple[str, str]], *folders: Path) -> set[tuple[str, str]]:
    """Return what was seen that is neither in one of the folders, nor Python's own, nor a handle, nor git."""
    own = tuple(str(each) for each in (*folders, ROOT / "src", ROOT / "tests", sys.prefix, sys.base_prefix, os.devnull))
    return {
        (name, about)
        for name, about in seen
        if not about.isdigit()
        and (name, about) != ("ctypes.dlopen", "None")  # Python itself
        and not (name == "subprocess.Popen" and Path(about).name == "git")
        and not os.path.realpath(about).startswith(own)
    }


def test_nothing_else_is_read_started_or_reached(tmp_path: Path) -> None:
    """Whatever the command and the format: only the named folders are opened, only git is started, no socket made."""
    target = target_below(tmp_path)
    commit(target.strategy, {"scorecards/sales.yaml": sound.SALES.replace("Sign", "Win")})
    commit(target.strategy, {"scorecards/sales.yaml": sound.SALES})
    seen = events(list(some_calls(target)))
    assert outside(seen, tmp_path, Path(os.environ["BSC_CACHE_DIR"])) == set()
    assert {name for name, _about in seen} <= {"open", "os.scandir", "os.listdir", "subprocess.Popen", "ctypes.dlopen"}
    assert any(about.startswith(str(target.strategy)) for _name, about in seen), "the oracle hears"


def test_the_oracle_hears_what_it_should() -> None:
    """A file outside, a program and a socket are told: a test that hears nothing would prove nothing."""
    program = (
        "import runpy, sys, io, every_command\n"
        "def mischief(call):\n"
        "    import socket, subprocess\n"
        "    open('/etc/hostname', 'rb').close(); subprocess.run(['true']); socket.socket().close()\n"
        "    return every_command.Ran(0, b'', b'')\n"
        "every_command.ran = mischief\n"
        "runpy.run_path(sys.argv[1])\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(ROOT / "tests/audited.py")],
        input='{"calls": [[]], "untold": "x"}', capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
    )  # fmt: skip
    heard = {(name, about) for name, about in json.loads(done.stdout)["events"]}
    assert ("open", "/etc/hostname") in heard
    assert {"subprocess.Popen", "socket.__new__"} <= {name for name, _about in heard}


def secret_beside(folder: Path) -> Path:
    """Write a folder in which every kind of file is there, and holds a word that must not be told."""
    said = {path: re.sub(r"(?<=title: )\w+", UNTOLD, text) for path, text in sound.FILES.items()}
    table = f"metric,period,value,note\ncorporate/revenue,2026-Q1,5,{UNTOLD}\n{UNTOLD},{UNTOLD},{UNTOLD},\n"
    return written(folder, {**said, "readings/r.csv": table, ".bsc/baseline.json": json.dumps({"entries": [UNTOLD]})})


WAYS_OUT = {
    "climbing patterns": "scorecards: ../**/*.yaml\nreadings: ../**/*.csv\nreviews: ../**/*.yaml\n",
    "absolute patterns": "scorecards: {secret}/scorecards/*.yaml\nreadings: {secret}/readings/*.csv\n",
    "patterns of everything": "scorecards: '**/*.yaml'\nreadings: '**/*.csv'\nreviews: '**'\n",
    "links": "",
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_what_is_outside_stays_unread(way: str, tmp_path: Path) -> None:
    """By patterns in bsc.yaml and by links to files and folders, no command reads what lies beside the root."""
    secret = secret_beside(tmp_path / "secret")
    target = target_below(tmp_path)
    root = target.strategy
    settings = WAYS_OUT[way].format(secret=secret)
    (root / "bsc.yaml").write_text(sound.BSC + settings)
    if way == "patterns of everything":
        (root / "scorecards/folder").symlink_to(secret / "scorecards")
        (root / "more").symlink_to(secret)
    if way == "links":
        (root / ".bsc").symlink_to(secret / ".bsc")
        for kind in ("scorecards", "reviews", "readings"):
            for number, there in enumerate(sorted((secret / kind).iterdir())):
                (root / kind / f"in{number}{there.suffix}").symlink_to(there)
                (root / kind / f"up{number}{there.suffix}").symlink_to(os.path.relpath(there, root / kind))
    wanted = [call for command in commands() for call in calls(target, command)]
    wanted += [["status", "--strategy", str(root), str(root / "readings" / name)] for name in ("in0.csv", "up0.csv")]
    seen = {about for _name, about in events(wanted)}
    assert not [each for each in seen if os.path.realpath(each).startswith(str(secret))]


@pytest.mark.parametrize("named", ["readings", "tables/r.csv", "tables"])
def test_readings_that_are_a_link_out_are_refused(
    named: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A folder or file of readings that a strategy has turned into a link out of it is not read, though it is named."""
    secret = secret_beside(tmp_path / "secret")
    root = written(tmp_path / "strategy", sound.FILES)
    (root / "readings").symlink_to(secret / "readings")
    (root / "tables").symlink_to("readings")
    for command in (["status"], ["why", "grow"], ["readings", "check"]):
        assert bsc([*command, "--strategy", str(root), str(root / named)]) == 2
        out, err = capfd.readouterr()
        assert "outside the strategy's folder" in err
        assert UNTOLD not in out + err
    assert bsc(["status", "--strategy", str(root), str(secret / "readings")]) == 1, "what is named plainly is read"
    beside = root / ".." / "secret" / "readings"
    assert bsc(["status", "--strategy", str(root), str(beside)]) == 1, "so is what is named by the way out to it"


WRITERS = (
    "readings add lead-time 2026-01 5", "readings add lead-time 2026-01 5 -o {root}/readings/corporate.csv",
    "readings import {table} --append", "readings import {table} -o {root}/readings/corporate.csv",
    "baseline", "baseline --update", "baseline --prune", "map --lock -o {out}",
)  # fmt: skip
LEADING = {
    "to a file outside": "{secret}/old.csv",
    "to a file outside that is not there": "{secret}/new.csv",
    "to a folder outside that is not there": "{secret}/deep/new.csv",
    "to itself": "{link}",
}


@pytest.mark.parametrize("call", WRITERS)
@pytest.mark.parametrize("leading", [*LEADING, "from their folder"])
def test_nothing_is_written_through_a_link_out(
    call: str, leading: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What bsc writes into the strategy's folder does not land beside it, wherever a link of the author leads."""
    secret = written(tmp_path / "secret", {"old.csv": "metric,period,value\n"})
    root = written(
        tmp_path / "strategy", {**sound.FILES, "scorecards/sales.yaml": sound.SALES.replace("owner: cfo", "")}
    )
    written(tmp_path, {"table.csv": "metric,2026-01\nlead-time,5\n"})
    for kept in ("readings/corporate.csv", ".bsc/baseline.json", ".bsc/map.json"):
        link = root / kept
        if leading == "from their folder":
            if not link.parent.exists():
                link.parent.symlink_to(secret)
            continue
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(LEADING[leading].format(secret=secret, link=link))
    words = call.format(root=root, table=tmp_path / "table.csv", out=tmp_path / "map.svg").split()
    assert bsc([*words, "--strategy", str(root)]) in (1, 2)
    assert re.search("link|cannot be read|already|is the same as", capfd.readouterr().err)
    assert {each.name: each.read_text() for each in secret.iterdir()} == {"old.csv": "metric,period,value\n"}


def test_a_name_outside_the_usual_folders_is_contained_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Settings may name readings that bsc does not list, such as a hidden file; a link there is not written through."""
    root = written(tmp_path / "strategy", sound.FILES)
    (root / "bsc.yaml").write_text(sound.BSC + "readings: .kept/r.csv\n")
    (root / ".kept").mkdir()
    (root / ".kept/r.csv").symlink_to(tmp_path / "new.csv")
    assert bsc(["readings", "add", "lead-time", "2026-01", "5", "--strategy", str(root)]) == 2
    assert "is a link out" in capfd.readouterr().err
    assert not (tmp_path / "new.csv").exists()


def test_init_writes_nothing_where_a_link_leads(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder that was prepared with links out of it is refused, and nothing is written on either side."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/scorecards").symlink_to(tmp_path / "elsewhere")
    assert bsc(["init", str(tmp_path / "new")]) == 2
    assert "outside" in capfd.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["scorecards"]


PROGRAMS = (
    "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "credential.helper", "diff.external", "diff.evil.textconv", "diff.evil.command",
    "filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "merge.evil.driver", "gpg.program",
    "gpg.ssh.program", "gpg.x509.program", "pager.log", "pager.ls-tree", "pager.diff", "sequence.editor",
    "interactive.diffFilter", "remote.origin.uploadpack", "remote.origin.receivepack", "uploadpack.packObjectsHook",
)  # fmt: skip
"""Settings of git that name a program."""
HOOKS = (
    "post-checkout",
    "pre-commit",
    "reference-transaction",
    "post-index-change",
    "fsmonitor-watchman",
    "pre-auto-gc",
)
BUILT_IN = ("ls-tree", "cat-file", "for-each-ref", "merge-base", "rev-list", "rev-parse", "log")


def hostile_repository(folder: Path, traces: Path) -> None:
    """Make every setting of a repository name a program that leaves a trace, and lose a file that it would fetch."""
    programs = traces.parent / "programs"
    programs.mkdir()
    traces.mkdir()

    def program(name: str) -> str:
        file = programs / name
        file.write_text(f"#!/bin/sh\ntouch '{traces / name}'\n")
        file.chmod(0o755)
        return str(file)

    for name in PROGRAMS:
        run(folder, "config", name, program(name))
    for name in BUILT_IN:
        run(folder, "config", f"alias.{name}", f"!{program(f'alias-{name}')}")
    for name in HOOKS:
        program(name)
    lost = run(folder, "rev-parse", "HEAD~1:scorecards/sales.yaml")
    for name, value in {
        "core.hooksPath": str(programs),
        "log.showSignature": "true",
        "filter.evil.required": "true",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{program('ext')}",
        "remote.origin.promisor": "true",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
    }.items():
        run(folder, "config", name, value)
    (folder / ".git/objects" / lost[:2] / lost[2:]).unlink()


def test_no_setting_of_a_repository_starts_a_program(tmp_path: Path) -> None:
    """Whatever programs its configuration, attributes and hooks name, and whatever it lacks, none of them is run."""
    target = target_below(tmp_path)
    root = target.strategy
    commit(root, {".gitattributes": "* diff=evil filter=evil merge=evil\n"})
    commit(root, {"scorecards/sales.yaml": sound.SALES.replace("Sign", "Win")})
    commit(root, {"scorecards/sales.yaml": sound.SALES})
    traces = tmp_path / "traces"
    hostile_repository(root, traces)
    every = [call for command in commands() for call in calls(target, command)]
    for call in [*every, *(["diff", ref, "--strategy", str(root)] for ref in ("HEAD", "HEAD~1", "HEAD~2"))]:
        assert ran(call).code in (0, 1, 2)
    assert list(traces.iterdir()) == []
    subprocess.run(["git", "status"], cwd=root, capture_output=True, check=False)  # noqa: S607 - git itself does run them
    assert list(traces.iterdir()) != [], "the programs would leave traces"


def test_files_that_look_like_a_repository_are_no_history(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A pull request cannot bring its own history: a bare repository inside the strategy's folder is not believed."""
    root = written(tmp_path / "strategy", FILES)
    commit(tmp_path, {})
    inner = tmp_path / "inner"
    commit(written(inner, FILES), {})
    for part in ("HEAD", "objects", "refs"):
        (inner / ".git" / part).rename(root / part)
    assert run(root, "rev-parse", "--git-dir") == ".", "git itself believes it"
    for call in (["diff"], ["diff", "HEAD"], ["diff", "main"], ["status", "--at", "main"]):
        assert bsc([*call, "--strategy", str(root)]) == 2
        assert "history is not believed" in capfd.readouterr().err


def test_a_folder_called_like_a_branch_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A pull request that adds a folder `main` does not choose what `bsc diff main` holds it against."""
    changed = sound.SALES.replace("target: 10,", "target: 1,")
    commit(tmp_path, FILES)
    run(tmp_path, "switch", "-q", "-c", "proposal")
    commit(tmp_path, {**{f"main/{path}": text for path, text in FILES.items()}, "main/scorecards/sales.yaml": changed})
    (tmp_path / "scorecards/sales.yaml").write_text(changed)
    monkeypatch.chdir(tmp_path)
    assert bsc(["diff", "main"]) == 2
    assert "a folder here and a commit, too" in capfd.readouterr().err
    bsc(["diff", "main~0", "--format", "json"])
    assert json.loads(capfd.readouterr().out)["changes"]
    bsc(["diff", "./main", ".", "--format", "json"])
    assert json.loads(capfd.readouterr().out)["changes"] == []
