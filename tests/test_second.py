"""A second process reads half of a very large strategy; the answer does not depend on it."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

import sound
from bsc_cli.cache import second
from bsc_cli.cache.second import Helped
from bsc_cli.cli import opening, remembering
from bsc_cli.cli.remembering import helped
from bsc_cli.load import load
from bsc_cli.tree import Tree
from kept import Capture, asked, stand_in

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # the tests' own threads do not matter to it
]
OURS = sound.SALES.replace("    metrics:\n", "    metrics:\n      forged: {'@id': other/thing}\n", 1)
"""With a key that is filled in here and that nobody may write."""
MESSY = sound.SALES.replace("owner:", "ownr:", 1)
TEXTS = {"sound": sound.SALES, "messy": MESSY, "ours": OURS, "broken": "scorecard: [sales\n", "empty": ""}


class Full(BytesIO):
    """A file in which nothing more can be written."""

    def write(self, _body: object) -> int:
        """Refuse."""
        raise OSError(28, "No space left on device")


@pytest.fixture
def strategy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a strategy to stand in, counted as a very large one, on a machine with two processors."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(opening, "WORTH", 0)
    monkeypatch.setattr(remembering, "SECOND", 1)
    monkeypatch.setattr(second, "can_help", lambda: True)
    return stand_in(tmp_path, sound.FILES, monkeypatch)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("keeps", [True, False])
def test_the_answer_is_the_same(
    keeps: bool,  # noqa: FBT001 - of a table
    text: str,
    strategy: Path,
    tmp_path: Path,
    capsysbinary: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of sound and of broken files, with a cache and without; and nothing is left of the second process."""
    (strategy / "scorecards/sales.yaml").write_text(text, encoding="utf-8")
    if not keeps:
        monkeypatch.setenv("BSC_CACHE_DIR", "")
    fresh = asked(capsysbinary, "--no-cache")
    assert asked(capsysbinary) == fresh
    assert asked(capsysbinary) == fresh
    assert not list((tmp_path / "temporary").iterdir())
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_second_half_is_read_by_the_second_process(strategy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has read is taken from it, and not read here."""
    tree = Tree.below(strategy)
    fresh = load(tree)
    memory = helped(tree, None)
    assert memory is not None
    with memory:
        theirs = {path: memory.document(path, tree.text(path)) is not None for path in sound.FILES}
        assert theirs == {path: at >= len(tree.paths) // 2 for at, path in enumerate(tree.paths)}
        assert load(tree, memory=memory).strategy == fresh.strategy
    monkeypatch.setattr(second, "can_help", lambda: False)
    assert helped(tree, None) is None


@pytest.mark.parametrize("trouble", ["refused", "killed", "raises", "no room", "full"])
def test_whatever_goes_wrong_with_it_the_files_are_read_here(
    trouble: str, strategy: Path, tmp_path: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more processes are started; one is killed, fails, or finds no room for a file or for what it would write."""
    fresh = asked(capsysbinary, "--no-cache")

    def refusing() -> int:
        raise BlockingIOError

    def without_room() -> BinaryIO:
        raise OSError(28, "No space left on device")

    def ending(*_: object) -> None:
        os.kill(os.getpid(), 9)

    def raising(*_: object) -> None:
        raise MemoryError

    match trouble:
        case "refused":
            monkeypatch.setattr(os, "fork", refusing)
        case "killed":
            monkeypatch.setattr(Helped, "_read", ending)
        case "raises":
            monkeypatch.setattr(Helped, "_read", raising)
        case "no room":
            monkeypatch.setattr(second, "TemporaryFile", without_room)
        case _:
            monkeypatch.setattr(second, "TemporaryFile", Full)
    assert asked(capsysbinary) == fresh
    assert not list((tmp_path / "temporary").iterdir())
    assert (strategy / "bsc.yaml").exists()


def test_it_is_ended_when_the_first_one_is(strategy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody asks for what it reads, nobody waits for it."""

    def endless(*_: object) -> None:
        while True:
            os.read(reading, 1)

    reading, writing = os.pipe()
    monkeypatch.setattr(Helped, "_read", endless)
    memory = helped(Tree.below(strategy), None)
    assert memory is not None
    with memory:
        pass
    os.close(reading)
    os.close(writing)
    assert not list((tmp_path / "temporary").iterdir())
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
