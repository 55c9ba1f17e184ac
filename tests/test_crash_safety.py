"""A write that is cut short: killed at any moment, on a full disk, in a folder that may not be written to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run as bsc
from bsc_cli.cli.output import write_file
from bsc_cli.stop import Stop
from every_command import Target, calls, commands, ran

HERE = Path(__file__).parent
READINGS = "metric,period,value,note\ncorporate/revenue,2026-Q1,5,\ncorporate/lead-time,2026-03,14,\n"
FILES = {**sound.FILES, "readings/r.csv": READINGS, "map.svg": "old\n", ".bsc/baseline.json": "old\n"}


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


WRITES = {
    "init": ("init {folder}/new", 137),
    "baseline": ("baseline --update --strategy {folder}", 13),
    "map": ("map --strategy {folder} -o {folder}/map.svg", 13),
    "validate": (
        "validate --strategy {folder} --format json={folder}/a.json --format sarif={folder}/deep/er/b.sarif",
        29,
    ),
    "status": ("status --strategy {folder} --format html -o {folder}/status.html", 13),
    "readings add": ("readings add revenue 2025-Q4 4 --replace --strategy {folder}", 17),
}
"""Commands that write, and at which steps of their writing they are killed: each 137th, ... `make fuzz` takes all."""
STEP = int(os.environ.get("KILL_AT_EACH", "0"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
@pytest.mark.parametrize("name", WRITES)
def test_killed_at_any_moment(name: str, tmp_path: Path) -> None:
    """Each file is the old one or the new one, whole; the same command run again ends as if nothing had been."""
    pristine, folder = written(tmp_path / "pristine", FILES), tmp_path / "folder"
    command, step = WRITES[name]
    step = STEP or step
    asked = {
        "call": command.format(folder=folder).split(),
        "pristine": str(pristine),
        "folder": str(folder),
        "step": step,
    }
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(HERE / "killed.py")], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    *killed, whole = json.loads(done.stdout)
    assert len(killed) > 4
    old, new = FILES, whole["left"]
    assert new != old
    for each in killed:
        left = {path: text for path, text in each["left"].items() if not path.endswith(".part")}
        assert all(text in (old.get(path), new.get(path)) for path, text in left.items())
        assert old.keys() <= left.keys()
        assert each["code"] in (0, 1) or (left == new and "would be replaced" in each["said"]), each["said"]
        assert {path: text for path, text in each["again"].items() if not path.endswith(".part")} == new


def test_what_a_kill_leaves_behind_is_no_file_of_the_strategy(tmp_path: Path) -> None:
    """The part of a file that a killed run leaves is hidden, and no command takes it for a scorecard or readings."""
    folder = written(tmp_path, FILES)
    before = ran(["list", "--strategy", str(folder)])
    (folder / "scorecards/.x.yaml.abc.part").write_text("scorecard: [")
    (folder / "readings/.r.csv.abc.part").write_text("metric")
    assert ran(["list", "--strategy", str(folder)]) == before


def test_a_file_is_written_beside_its_place_first(tmp_path: Path) -> None:
    """The temporary file lies in the same folder, so that putting it in its place is one step, and is gone after."""
    write_file(tmp_path / "a.txt", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    (tmp_path / "folder").mkdir()
    with pytest.raises(Stop, match="cannot be written: Is a directory"):
        write_file(tmp_path / "folder", b"x")
    with pytest.raises(Stop, match="cannot be written: Not a directory"):
        write_file(tmp_path / "a.txt/b.txt", b"x")
    with pytest.raises(Stop, match="cannot be written: File name too long"):
        write_file(tmp_path / ("x" * 300), b"x")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Stop, match="cannot be written: Too many levels of symbolic links"):
        write_file(tmp_path / "loop", b"x")
    (tmp_path / "loop").unlink()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "folder"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["status", "map", "--version", "--help"])
def test_a_full_disk_behind_stdout(command: str, tmp_path: Path) -> None:
    """Whatever prints says in one sentence that there is no room, and exits with 2; nothing is said when it ends."""
    folder = written(tmp_path, {path: text for path, text in FILES.items() if not path.startswith(".bsc")})
    target = Target(folder, written(tmp_path / "older", sound.FILES), tmp_path / "out", folder / "readings")
    call = calls(target, command)[0] if command in commands() else [command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bsc_cli", *call], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "bsc: The output cannot be written: No space left on device."
    assert "Traceback" not in done.stderr


ONLY_FROM_THE_CACHE = """
import sys
from bsc_cli.cli import app, run
app.run = lambda arguments: sys.exit("it was worked out again")
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_what_was_kept_is_told_with_the_same_care(tmp_path: Path) -> None:
    """An answer from the cache for which there is no room is said in the same sentence as one that is worked out."""
    folder = written(tmp_path / "strategy", {path: text for path, text in FILES.items() if not path.startswith(".bsc")})
    call = ["validate", "--strategy", str(folder), "--format", "json"]
    settings = {**os.environ, "BSC_CACHE_DIR": str(tmp_path / "cache"), "BSC_DEBUG": ""}

    def told(program: list[str], to: str) -> tuple[int, bytes]:
        with Path(to).open("wb") as out:
            done = subprocess.run(  # noqa: S603 - our own command
                [sys.executable, *program, *call], stdout=out, stderr=subprocess.PIPE, env=settings, check=False
            )
        return done.returncode, done.stderr

    in_full, kept = ["-m", "bsc_cli"], ["-c", ONLY_FROM_THE_CACHE]
    assert told(kept, os.devnull) == (1, b"it was worked out again\n"), "nothing is kept yet"
    assert told(in_full, os.devnull) == (0, b"")
    assert told(kept, os.devnull) == (0, b"")
    no_room = (2, b"bsc: The output cannot be written: No space left on device.\n")
    assert told(kept, "/dev/full") == told(in_full, "/dev/full") == no_room


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Give a file system of 64 KiB, where the system lets us make one."""
    folder = Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603 - ours
        folder.rmdir()
        pytest.skip("no file system can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - what was mounted above
        folder.rmdir()


def test_a_full_disk(small_disk: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What does not fit leaves the old file, no part of the new one, and says so in one sentence; exit code 2."""
    strategy = str(written(tmp_path, FILES))
    (small_disk / "old.sarif").write_text("old")
    assert bsc(["validate", "--strategy", strategy, "--format", f"sarif={small_disk / 'old.sarif'}"]) == 2
    assert capfd.readouterr().err == f"bsc: {small_disk / 'old.sarif'} cannot be written: No space left on device.\n"
    assert [(each.name, each.read_text()) for each in small_disk.iterdir()] == [("old.sarif", "old")]


AS_SOMEBODY = """
import json, os, sys
from every_command import ran
wanted = json.load(sys.stdin)
for call in wanted["warm"]:
    ran(call)  # what is imported on the way may lie where only root may read
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
told = []
for call in wanted["calls"]:
    done = ran(call)
    told.append([done.code, done.out.decode(), done.err.decode()])
json.dump(told, sys.stdout)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may enter; pytest closes those it gives, again and again."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for each in (folder, *folder.rglob("*")):
        if each.is_dir():
            each.chmod(0o755)
    shutil.rmtree(folder)


def as_somebody(folder: Path, calls: list[list[str]]) -> list[list[object]]:
    """Run commands as somebody who is not root; the same ones are first tried on a copy."""
    copy = Path(shutil.copytree(folder, folder.parent / "copy"))
    warm = [[word.replace(str(folder), str(copy)) for word in call] for call in calls]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", AS_SOMEBODY], input=json.dumps({"warm": warm, "calls": calls}), capture_output=True,
        text=True, check=False, cwd="/", env={**os.environ, "PYTHONPATH": str(HERE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: list[list[object]] = json.loads(done.stdout)
    return told


def test_folders_that_may_not_be_written_to(open_folder: Path) -> None:
    """Every command that writes says which file it is about and why, exits with 2, and changes nothing."""
    folder = written(
        open_folder / "strategy", {path: text for path, text in FILES.items() if not path.startswith(".bsc")}
    )
    everything = [command.format(folder=folder).split() for command, _step in WRITES.values()]
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    told = as_somebody(folder, [each for each in everything if each[0] != "baseline"])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    for code, out, err in told:
        assert (code, out) == (2, ""), err
        assert str(err).startswith("bsc: ")
        assert str(err).endswith("cannot be written: Permission denied.\n"), err


def test_files_and_folders_that_may_not_be_read(open_folder: Path) -> None:
    """A file without permission is a finding with the reason; of a folder without permission nothing is passed over."""
    folder = written(open_folder / "strategy", {**FILES, "scorecards/closed/a.yaml": "scorecard: x\nobjectives: {}\n"})
    (folder / "scorecards/sales.yaml").chmod(0)
    (folder / "scorecards/closed").chmod(0)
    code, out, _err = as_somebody(folder, [["validate", "--strategy", str(folder), "--format", "json"]])[0]
    found = {each["path"]: each["message"] for each in json.loads(str(out))["findings"]}
    assert code == 1
    assert found["scorecards/sales.yaml"] == "This file cannot be read: Permission denied."
    assert found["scorecards/closed"] == "This folder cannot be read: Permission denied."
