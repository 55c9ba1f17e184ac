"""What `bsc validate` keeps between two runs: never a wrong answer, never a crash, never in anybody's way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sound
from bsc_cli.cache import Files, Noted, as_plain, as_result, entry, files, folder, read_entry, write_entry
from bsc_cli.cli import app, opening, run
from bsc_cli.cli.answers import Request
from bsc_cli.finding import Finding, Place, Related, Result, RuleInfo, Severity
from bsc_cli.report import FORMATS
from bsc_cli.tree import Tree

Capture = pytest.CaptureFixture[bytes]
MESSY = sound.SALES.replace("owner:", "ownr:", 1)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of its own for one test."""
    monkeypatch.setenv("BSC_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def strategy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a strategy to stand in, with a finding."""
    root = tmp_path / "strategy"
    write(root, {**sound.FILES, "scorecards/sales.yaml": MESSY})
    monkeypatch.chdir(root)
    return root


def write(root: Path, texts: dict[str, str]) -> None:
    """Write files below a folder."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def asked(capture: Capture, *arguments: str) -> tuple[int, bytes, bytes]:
    """Run `bsc validate` and return its exit code and what it said."""
    capture.readouterr()
    code = run(["validate", *arguments])
    said = capture.readouterr()
    return code, said.out, said.err


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return a list that grows with each run that was not answered from the cache."""
    seen: list[Any] = []
    in_full = app.run

    def noting(arguments: list[str]) -> int:
        seen.append(arguments)
        return in_full(arguments)

    monkeypatch.setattr(app, "run", noting)
    return seen


@pytest.mark.usefixtures("cache", "strategy")
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_is_answered_from_the_cache_to_the_byte(
    form: str, capsysbinary: Capture, worked_out: list[Any]
) -> None:
    """In every format, with the same exit code; the second time nothing is worked out."""
    first = asked(capsysbinary, "--format", form)
    assert first == asked(capsysbinary, "--format", form)
    assert len(worked_out) == 1
    assert first == asked(capsysbinary, "--format", form, "--no-cache")
    assert first[0] == 1


def touch(root: Path, times: tuple[float, float] | None) -> None:
    """Set the times of all files, to now or to what is given, and nothing else."""
    for path in root.rglob("*.yaml"):
        if path.exists():
            os.utime(path, times)


EDITS: list[Callable[[Path], object]] = [
    lambda root: (root / "scorecards/sales.yaml").write_text(sound.SALES),
    lambda root: (root / "scorecards/sales.yaml").write_text(MESSY),
    lambda root: (root / "scorecards/sales.yaml").write_text(MESSY.replace("ownr", "ownx")),
    lambda root: (root / "scorecards/sales.yaml").write_bytes(MESSY.encode().replace(b"\n", b"\r\n")),
    lambda root: (root / "scorecards/sales.yaml").write_text("scorecard: [sales\n"),
    lambda root: (root / "scorecards/sales.yaml").write_text(f"# bsc: ignore[unknown-field] known\n{sound.SALES}"),
    lambda root: (root / "scorecards/sales.yaml").unlink(missing_ok=True),
    lambda root: (root / "scorecards/again.yaml").write_text(sound.SALES),
    lambda root: (root / "scorecards/again.yaml").unlink(missing_ok=True),
    lambda root: (root / "notes.yaml").write_text("a: 1\n"),
    lambda root: (root / "bsc.yaml").write_text("strategy: Ours\nprofile: strict\n"),
    lambda root: (root / "bsc.yaml").write_text("strategy: Ours\nrules: {unknown-owner: {severity: off}}\n"),
    lambda root: (root / "bsc.yaml").unlink(missing_ok=True),
    lambda root: write(root, {".bsc/baseline.json": '{"format_version": "1.0", "entries": []}'}),
    lambda root: write(root, {".bsc/baseline.json": "<<<<<<< ours"}),
    lambda root: (root / ".bsc/baseline.json").unlink(missing_ok=True),
    lambda root: (
        (root / "scorecards/linked.yaml").symlink_to("../notes.yaml")
        if not (root / "scorecards/linked.yaml").is_symlink()
        else (root / "scorecards/linked.yaml").unlink()
    ),
    lambda root: touch(root, None),
    lambda root: touch(root, (1e9, 1e9)),
]
"""What people do to a strategy between two runs."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=5),
    st.sampled_from(FORMATS),
    st.sampled_from(
        [[], ["--show", "info"], ["--fail-on", "warning"], ["--preview"], ["scorecards"], ["--no-baseline"]]
    ),
    st.sampled_from([0, opening.WORTH]),
)
def test_whatever_was_changed_the_answer_is_the_one_worked_out(
    tmp_path_factory: pytest.TempPathFactory,
    capsysbinary: Capture,
    edits: list[int],
    form: str,
    options: list[str],
    worth: int,
) -> None:
    """After any edits the answer with a cache, twice, is that without one: the same bytes and the same exit code.

    Whether only answers are kept, or, as in a large strategy, what each file says, too.
    """
    root = tmp_path_factory.mktemp("strategy")
    write(root, {**sound.FILES, "scorecards/sales.yaml": MESSY})
    before = Path.cwd()
    os.chdir(root)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "WORTH", worth)
        for edit in [None, *edits]:
            if edit is not None:
                EDITS[edit](root)
            fresh = asked(capsysbinary, "--no-cache", "--format", form, *options)
            assert asked(capsysbinary, "--format", form, *options) == fresh
            assert asked(capsysbinary, "--format", form, *options) == fresh
    os.chdir(before)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.floats(0, 1, exclude_max=True), st.binary(max_size=3))
def test_a_damaged_entry_counts_as_none(
    cache: Path, strategy: Path, capsysbinary: Capture, where: float, put: bytes
) -> None:
    """One byte more, less or other anywhere, and it is worked out anew."""
    fresh = asked(capsysbinary, "--no-cache")
    asked(capsysbinary)
    (kept,) = cache.glob("*.json")
    content = kept.read_bytes()
    at = int(where * len(content))
    kept.write_bytes(content[:at] + put + content[at + 1 :])
    assert asked(capsysbinary) == fresh
    assert strategy.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def ways(plain: object, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a JSON document."""
    yield here
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, value in items:
        yield from ways(value, (*here, key))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.floats(0, 1, exclude_max=True), JSON)
def test_a_forged_entry_is_no_crash(
    cache: Path, strategy: Path, capsysbinary: Capture, where: float, put: object
) -> None:
    """Whatever stands anywhere in an entry with a right checksum: an answer, and none that is our own mistake."""
    asked(capsysbinary, "--format", "sarif")
    (kept,) = cache.glob("*.json")
    plain = json.loads(kept.read_bytes().partition(b"\n")[2])
    every = [way for way in ways(plain) if way]
    *around, last = every[int(where * len(every))]
    target = plain
    for key in around:
        target = target[key]
    target[last] = put
    write_entry(cache, plain.get("key") if isinstance(plain.get("key"), str) else "", plain)
    code, out, _ = asked(capsysbinary, "--format", "sarif")
    assert code in (0, 1)
    assert json.loads(out)["version"] == "2.1.0"
    assert strategy.exists()
    for each in cache.iterdir():
        each.unlink()


@pytest.mark.usefixtures("strategy")
def test_what_is_kept_is_shown_with_the_same_care(cache: Path, capsysbinary: Capture) -> None:
    """A finding that somebody wrote into the cache commands no terminal and no build server."""
    asked(capsysbinary)
    (kept,) = cache.glob("*.json")
    plain = json.loads(kept.read_bytes().partition(b"\n")[2])
    plain["result"]["findings"][0][2] = "\x1b[2J\n::set-output name=a::b\n##vso[task.setvariable]"
    plain["result"]["findings"][0][3][0] = "../../outside.yaml"
    write_entry(cache, plain["key"], plain)
    for form in ("text", "github"):
        plain["request"]["formats"] = [form]
        write_entry(cache, plain["key"], plain)
        code, out, _ = asked(capsysbinary)
        assert code == 1
        assert b"\x1b" not in out
        assert not any(line.startswith((b"::set-output", b"##")) for line in out.splitlines())


@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize("obstacle", ["a file", "a folder in its place", "no right to write", "a link to nothing"])
def test_without_a_place_there_is_no_cache_and_no_complaint(
    obstacle: str, cache: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is the same, and nothing is said about it."""
    fresh = asked(capsysbinary, "--no-cache")
    match obstacle:
        case "a file":
            cache.write_text("here")
        case "a folder in its place":
            monkeypatch.setattr(entry, "name_of", lambda _key: "taken.json")
            (cache / "taken.json").mkdir(parents=True)
        case "no right to write":
            monkeypatch.setattr(Path, "replace", refusing)
        case _:
            cache.symlink_to("nowhere/at/all")
    assert asked(capsysbinary) == asked(capsysbinary) == fresh


def refusing(*_arguments: object, **_options: object) -> Any:  # noqa: ANN401 - in the place of anything
    """Fail as on a read-only disk."""
    raise OSError(30, "Read-only file system")


def test_an_entry_is_never_written_through_a_link(tmp_path: Path) -> None:
    """Neither where the entry is nor where it is made ready: what a link leads to keeps its content."""
    outside = tmp_path / "outside"
    outside.write_text("mine")
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / entry.name_of("k")).symlink_to(outside)
    (cache / entry.name_of("k")).with_suffix(f".{os.getpid()}.part").symlink_to(outside)
    write_entry(cache, "k", {"a": 1})
    write_entry(cache, "k", {"a": 2})
    assert outside.read_text() == "mine"


@pytest.mark.usefixtures("strategy")
def test_six_at_once_give_one_answer(cache: Path) -> None:
    """Whether they find it, write it or read it half way: the same bytes, and nothing is left half written."""
    command = [sys.executable, "-m", "bsc_cli", "validate"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(6)]  # noqa: S603 - our own program
    said = {(each.communicate()[0], each.returncode) for each in runs}
    assert len(said) == 1
    assert [each.suffix for each in cache.iterdir()] == [".json"]


def test_the_cache_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go, by number and by size; one that is too large is not kept at all."""
    monkeypatch.setattr(entry, "MOST_ENTRIES", 5)
    for number in range(9):
        write_entry(tmp_path, str(number), {"a": number})
        os.utime(tmp_path / entry.name_of(str(number)), ns=(number * 10**9, number * 10**9))
    write_entry(tmp_path, "last", {})
    assert [number for number in range(9) if read_entry(tmp_path, str(number))] == [5, 6, 7, 8]
    monkeypatch.setattr(entry, "MOST_IN_ALL", 100)
    write_entry(tmp_path, "next", {"a": "x" * 60})
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) <= 100
    write_entry(tmp_path, "large", {"a": "x" * 60}, 50)
    assert read_entry(tmp_path, "large") is None
    write_entry(tmp_path, "large", {"a": "x" * 60})
    assert read_entry(tmp_path, "large") is not None
    assert read_entry(tmp_path, "large", 0) is None


def test_another_key_of_the_same_name_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the file is short; the whole key decides."""
    monkeypatch.setattr(entry, "name_of", lambda _key: "same.json")
    write_entry(tmp_path, "one", {"a": 1})
    assert read_entry(tmp_path, "other") is None
    assert read_entry(tmp_path, "one") == {"a": 1, "key": "one"}


@pytest.mark.usefixtures("cache")
def test_a_comment_expires_all_the_same(strategy: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """What depends on the day is worked out on each day."""
    line = next(line for line in sound.SALES.splitlines() if "owner:" in line)
    text = sound.SALES.replace(line, f"{line} # bsc: ignore[unknown-owner] soon until=2030-01-01", 1)
    (strategy / "scorecards/sales.yaml").write_text(text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    before = asked(capsysbinary)
    assert asked(capsysbinary) == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    after = asked(capsysbinary)
    assert after == asked(capsysbinary, "--no-cache")
    assert b"expired-ignore" in after[1]
    assert b"expired-ignore" not in before[1]


@pytest.mark.usefixtures("cache", "strategy")
def test_another_program_does_not_answer_for_this_one(
    capsysbinary: Capture, worked_out: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade everything is worked out anew."""
    asked(capsysbinary)
    monkeypatch.setattr("bsc_cli.cache.identity.__version__", "99.0")
    asked(capsysbinary)
    assert len(worked_out) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-cache"],
        ["--readings"],
        ["--format", "json=out.json"],
        ["-o", "out.txt"],
        ["--no-such-option"],
        ["nowhere"],
    ],
)
@pytest.mark.usefixtures("strategy")
def test_what_is_not_kept(arguments: list[str], cache: Path, capsysbinary: Capture) -> None:
    """What reads more than the strategy's files or writes files, what is refused, and what was asked not to be."""
    asked(capsysbinary, *arguments)
    assert not cache.exists()


@pytest.mark.usefixtures("cache")
def test_in_a_fresh_checkout_the_content_decides(
    strategy: Path, capsysbinary: Capture, worked_out: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In CI all times are new; the same content is the same answer."""
    monkeypatch.setenv("CI", "true")
    first = asked(capsysbinary)
    for path in strategy.rglob("*.yaml"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    assert asked(capsysbinary) == first
    assert len(worked_out) == 1


def test_settled_files_are_known_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By size, times and number; so that a thousand of them are looked at and none is opened."""
    write(tmp_path, sound.FILES)
    now = time.time_ns()
    monkeypatch.setattr("time.time_ns", lambda: now + 3600 * 10**9)
    noted = Noted(Tree.below(tmp_path))
    for path in noted.tree.paths:
        noted.tree.data(path)
    known = noted.files()
    assert known is not None
    assert Files.of(json.loads(json.dumps(known.as_plain()))) == known
    unread = Tree(Tree.below(tmp_path).paths, refusing, str(tmp_path))
    assert known.are_in(unread)
    os.utime(tmp_path / "bsc.yaml")
    with pytest.raises(OSError, match="Read-only"):
        known.are_in(unread)
    assert known.are_in(Tree.below(tmp_path)), "the content is the same"


def test_a_file_written_in_the_same_tick_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its times cannot tell; its content does."""
    write(tmp_path, sound.FILES)
    now = time.time_ns()
    monkeypatch.setattr(files, "stamp", lambda _path: (1, now, now, 1))
    noted = Noted(Tree.below(tmp_path))
    for path in noted.tree.paths:
        noted.tree.data(path)
    known = noted.files()
    assert known is not None
    assert known.are_in(Tree.below(tmp_path))
    write(tmp_path, {"scorecards/sales.yaml": MESSY})
    assert not known.are_in(Tree.below(tmp_path))


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    """Nor is one that could not be read: it is not certain what the answer was about."""
    write(tmp_path, sound.FILES)
    noted = Noted(Tree.below(tmp_path))
    noted.tree.data("bsc.yaml")
    assert noted.files() is not None
    write(tmp_path, {"bsc.yaml": "strategy: Another\n"})
    noted.tree.data("bsc.yaml")
    assert noted.files() is None


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"BSC_CACHE_DIR": "/x"}, "linux", "/x"),
        ({"BSC_CACHE_DIR": ""}, "linux", None),
        ({"HOME": "/h"}, "linux", "/h/.cache/bsc"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/c"}, "linux", "/c/bsc"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "relative"}, "linux", "/h/.cache/bsc"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/bsc"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/bsc/Cache"),
        ({}, "linux", None),
        ({}, "win32", None),
    ],
)
def test_where_the_cache_lies(environment: dict[str, str], platform: str, expected: str | None) -> None:
    """By the conventions of each platform, and where BSC_CACHE_DIR says."""
    assert folder(environment, platform) == (None if expected is None else Path(expected))


def test_a_result_comes_back_whole() -> None:
    """Through JSON and back nothing is lost but the pages of the rules; no field is forgotten."""
    place, there = Place("a.yaml", 1, 2, 3, 4), Place("b.yaml", 5, 6, 7, 8)
    found = Finding("r", Severity.ERROR, "It is.", place, "x", "y", "Do.", (Related(there, "here"),), "metric")
    info = RuleInfo("r", "", "", Severity.INFO)
    result = Result((found,), ("r",), ("s",), ("t",), (found._replace(rule="u"),), (info,))
    for whole, blank in ((result, Result()), (found, Finding("", Severity.INFO, "", there, ""))):
        kept = [each for each in whole._fields if each != "unshown"]  # a result is kept before anything is left out
        assert all(getattr(whole, each) != getattr(blank, each) for each in kept)
    assert as_result(json.loads(json.dumps(as_plain(result)))) == result
    assert as_result([]) is as_result({"findings": [[]]}) is None
    assert Request.of({"paths": []}) is None
