"""Whatever the files say, every command answers with 0, 1 or 2 and in words. `make fuzz` tries the same without end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

import grown
import hostile_cases
import sound
from bsc_cli.load import load
from bsc_cli.tree import Tree
from every_command import CALLS, WHOLE, Ran, Target, calls, commands, every_call, formats, ran, share, some_calls
from mutations import mutated
from naughty import OWN

READINGS = "metric,period,value,note\ncorporate/revenue,2026-Q1,5,\ncorporate/lead-time,2026-03,14,\n"
FILES: Mapping[str, bytes] = {path: text.encode() for path, text in {**sound.FILES, "readings/r.csv": READINGS}.items()}


def test_every_command_is_tried() -> None:
    """A new command is not forgotten: each has arguments, and no arguments are of a command that is gone."""
    assert set(CALLS) == set(commands())


def test_formats_are_found() -> None:
    """The formats are those of the commands: none is left out, and a command without the option has none."""
    assert formats("status") == ("table", "json", "csv", "markdown", "html")
    assert "sarif" in formats("validate")
    assert formats("init") == ()


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder and return it."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def target_in(folder: Path, files: Mapping[str, bytes] = FILES) -> Target:
    """Write a strategy and an older one, and name them."""
    here, there = write(folder / "strategy", files), write(folder / "older", FILES)
    return Target(here, there, folder / "out", here / "readings")


def test_the_share_leaves_no_command_out(tmp_path: Path) -> None:
    """What is tried for its effect in the quick suite has every command, way to call it, and format of it."""
    target = target_in(tmp_path)

    def told(tried: Iterator[list[str]]) -> tuple[set[str], set[tuple[str, str]]]:
        kept = [" ".join(call).rpartition(" --format ") for call in tried]
        return {before or after for before, _, after in kept}, {
            (before.split()[0], after) for before, _, after in kept if before
        }

    assert told(some_calls(target)) == told(every_call(target))


def assert_answered(done: Ran, call: list[str]) -> None:
    """Assert that a command ended as it should, and that it speaks to a person."""
    assert done.code in (0, 1, 2), call
    assert b"Traceback" not in done.err
    if done.code == 2:
        assert done.err.startswith(b"bsc: "), call


ABOUT_FILES = ("validate", "baseline", "list", "map", "status", "why", "diff", "readings add", "readings check")
PLACES = {
    "scorecard": ("scorecards/h.yaml", hostile_cases.TEXTS),
    "settings": ("bsc.yaml", {name: text.encode() for name, text in hostile_cases.SETTINGS.items()}),
    "readings": ("readings/r.csv", hostile_cases.TABLES),
    "baseline": (".bsc/baseline.json", hostile_cases.BASELINES),
}


@pytest.mark.parametrize("place", PLACES)
def test_hostile_texts(place: str, tmp_path: Path) -> None:
    """In each place each hostile text is tried by one command after the other, so that all have their share."""
    path, texts = PLACES[place]
    target = target_in(tmp_path)
    every = [
        call
        for call in every_call(target)
        if call[-1] not in ("png", "pdf") and call[0] != "init" and "/" in " ".join(call)
    ]
    turn = cycle(Random(place).sample(every, len(every)))  # noqa: S311 - an order, no secret
    for text in share([*texts.values()], 2 if place == "scorecard" else 1):
        write(target.strategy, {path: text})
        call = next(turn)
        assert_answered(ran(call, text), call)


def test_words_of_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Naughty texts as every argument and every value of an option are refused in words, or do what they say."""
    target = target_in(tmp_path)
    monkeypatch.chdir(target.strategy)
    texts = [text for text in OWN if "\0" not in text and not text.startswith(("-", "/"))]
    turn = cycle(Random(7).sample(texts, len(texts)))  # noqa: S311 - an order, no secret
    for command in sorted({*commands()} - {"init", "readings add"}):
        for call in calls(target, command):
            for place in share(range(len(command.split()), len(call)), 2, len(command)):
                words = [*call]
                words[place] = next(turn)
                if "-o" not in words[place - 1 : place + 1]:
                    assert_answered(ran(words), words)


@pytest.mark.parametrize("seed", range(25))
def test_mutations(seed: int, tmp_path: Path) -> None:
    """Whatever is changed in a strategy, by bytes or by words, no command makes a mistake."""
    random = Random(seed)  # noqa: S311 - chance, not secrets
    target = target_in(tmp_path, mutated(FILES, random))
    for call in random.sample([call for call in every_call(target) if "png" not in call], 4):
        assert_answered(ran(call), call)


@given(grown.strategies())
@settings(max_examples=50 if WHOLE else 8, deadline=None, suppress_health_check=list(HealthCheck))
def test_grown(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    """Whatever the language lets one say, in any combination, no command makes a mistake."""
    folder = tmp_path_factory.mktemp("grown")
    target = target_in(folder, files)._replace(card="a", objective="o0", metric="m0")
    random = Random(repr(sorted(files.items())))  # noqa: S311 - chance, not secrets
    for call in random.sample([call for call in every_call(target) if "png" not in call], 4):
        assert_answered(ran(call), call)


def test_most_grown_strategies_can_be_read() -> None:
    """The oracle works: of what is grown a good part is a strategy, and some is not."""
    read = []

    @given(grown.strategies())
    @settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def grow(files: dict[str, bytes]) -> None:
        read.append(load(Tree.of(files)).strategy is not None)

    grow()
    assert read.count(True) > 8
    assert read.count(False) > 2


Trap = Callable[[Path], object]


def _loop(folder: Path) -> None:
    (folder / "scorecards/there.yaml").symlink_to("back.yaml")
    (folder / "scorecards/back.yaml").symlink_to("there.yaml")
    (folder / "scorecards/round").symlink_to("..")


def _long(folder: Path) -> None:
    deep = folder / "scorecards"
    for _ in range(12):
        deep = deep / ("d" * 200)
        deep.mkdir()
    (deep / "x.yaml").write_bytes(b"scorecard: x\nobjectives: {}\n")


def _folder_of_settings(folder: Path) -> None:
    (folder / "bsc.yaml").unlink()
    (folder / "bsc.yaml").mkdir()


def _pipe_of_settings(folder: Path) -> None:
    (folder / "bsc.yaml").unlink()
    os.mkfifo(folder / "bsc.yaml")


def _nothing_left(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()


TRAPS: Mapping[str, Trap] = {
    "a link to itself": lambda folder: (folder / "scorecards/self.yaml").symlink_to("self.yaml"),
    "links that go round": _loop,
    "a link to nothing": lambda folder: (folder / "scorecards/gone.yaml").symlink_to("nowhere.yaml"),
    "a link to a device": lambda folder: (folder / "readings/zero.csv").symlink_to("/dev/zero"),
    "a pipe": lambda folder: os.mkfifo(folder / "scorecards/pipe.yaml"),
    "a pipe of readings": lambda folder: os.mkfifo(folder / "readings/pipe.csv"),
    "a folder called as a file": lambda folder: (folder / "scorecards/folder.yaml").mkdir(),
    "a folder called as the settings": _folder_of_settings,
    "a pipe in the place of the settings": _pipe_of_settings,
    "a folder in the place of the baseline": lambda folder: (folder / ".bsc/baseline.json").mkdir(parents=True),
    "a name that is no text": lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/scorecards/\xff.yaml")).touch(),
    "a name of two lines": lambda folder: (folder / "scorecards/a\n::error::b.yaml").write_bytes(b"scorecard: ["),
    "a way too long": _long,
    "nothing at all": _nothing_left,
}
"""What a folder can hold beside files of text."""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("trap", TRAPS)
def test_traps_in_the_folder(trap: str, tmp_path: Path) -> None:
    """Links, pipes, devices and folders where files belong block no command and lead it nowhere."""
    target = target_in(tmp_path)
    TRAPS[trap](target.strategy)
    for command in ABOUT_FILES:
        call = calls(target, command)[0]
        assert_answered(ran(call), call)


@pytest.mark.parametrize("change", ["gone", "a folder", "longer", "other", "a pipe", "a link out"])
def test_files_that_change_while_they_are_read(change: str, tmp_path: Path) -> None:
    """Between listing and reading a file may vanish or become anything: that is a finding, or what is there now."""
    target = target_in(tmp_path)
    tree = Tree.below(target.strategy)
    file = target.strategy / "scorecards/sales.yaml"
    file.unlink()
    (tmp_path / "secret.yaml").write_text("scorecard: secret\nobjectives: {}\n")
    changes: Mapping[str, Callable[[], object]] = {
        "gone": lambda: None,
        "a folder": file.mkdir,
        "longer": lambda: file.write_bytes(FILES["scorecards/sales.yaml"] * 10),
        "other": lambda: file.write_bytes(b"\xff\xfe"),
        "a pipe": lambda: os.mkfifo(file),
        "a link out": lambda: file.symlink_to(tmp_path / "secret.yaml"),
    }
    changes[change]()
    loaded = load(tree)
    assert loaded.strategy is None
    assert {fault.rule for fault in loaded.faults} <= {"not-yaml", "duplicate-id", "unknown-reference"}


def test_a_file_that_becomes_a_pipe_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even a pipe that takes a file's place between the look at it and its opening makes the reader wait."""
    target = target_in(tmp_path)
    file = target.strategy / "scorecards/sales.yaml"
    real = os.open

    def swapped(path: Path, *more: int) -> int:
        if Path(path).name == "sales.yaml":
            file.unlink()
            os.mkfifo(file)
        return real(path, *more)

    monkeypatch.setattr("bsc_cli.tree.os.open", swapped)
    assert load(Tree.below(target.strategy)).strategy is None


def processes(call: list[str], many: int) -> Iterator[subprocess.CompletedProcess[bytes]]:
    """Run the same command in many processes at once."""
    command = [sys.executable, "-m", "bsc_cli", *call]

    def one(_number: int) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own command

    with ThreadPoolExecutor(many) as pool:
        yield from pool.map(one, range(many))


def test_runs_at_once_give_the_same_answer(tmp_path: Path) -> None:
    """Some at once say the same and leave nothing behind; of some that write the same file one is there, whole."""
    target = target_in(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    many = int(os.environ.get("AT_ONCE", "3"))
    assert (
        len({(done.returncode, done.stdout, done.stderr) for done in processes(calls(target, "status")[0], many)}) == 1
    )
    assert sorted(tmp_path.rglob("*")) == before
    file = tmp_path / "out.json"
    call = ["validate", "--strategy", str(target.strategy), "--format", f"json={file}"]
    assert {done.returncode for done in processes(call, many)} == {0}
    assert json.loads(file.read_text())["valid"] is True
    assert sorted(tmp_path.rglob("*")) == sorted([*before, file])


def test_added_at_once_nothing_is_lost(tmp_path: Path) -> None:
    """Readings that many add at the same moment are all there in the end, each once."""
    target = target_in(tmp_path)
    many = int(os.environ.get("AT_ONCE", "4"))
    base = [sys.executable, "-m", "bsc_cli", "readings", "add", "lead-time"]

    def one(number: int) -> int:
        period = f"{2000 + number // 12}-{number % 12 + 1:02d}"
        call = [*base, period, str(number), "--strategy", str(target.strategy)]
        return subprocess.run(call, check=False, stderr=subprocess.DEVNULL).returncode  # noqa: S603 - our own command

    with ThreadPoolExecutor(many) as pool:
        assert set(pool.map(one, range(many))) == {0}
    rows = (target.readings / "r.csv").read_text().splitlines()
    assert len(rows) == len(READINGS.splitlines()) + many
    assert len(set(rows)) == len(rows)


WAITS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
from bsc_cli.__main__ import main

class Input:
    def read(self, most):
        print("here", flush=True)
        time.sleep(600)

sys.stdin = type("Stdin", (), {"buffer": Input()})
sys.argv = ["bsc", "validate", "-"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
def test_an_interrupt_ends_it_with_130_and_without_a_word(tmp_path: Path) -> None:
    """Ctrl-C while it waits for its input."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", WAITS],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")
