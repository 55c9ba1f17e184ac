"""What very many readings come to, kept between two runs: looked up while nothing has changed, and never wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bsc_cli.cache import files as files_module
from bsc_cli.cache import write_entry
from bsc_cli.cache.measured import MOST_BYTES
from bsc_cli.cache.plain_readings import plain_readings, readings_of
from bsc_cli.cli import run
from bsc_cli.readings import read
from bsc_cli.rules import names
from bsc_cli.strategy import Strategy
from measured import strategy_of
from very_many import CARD, ROWS, TODAY, days, text_of

Capture = pytest.CaptureFixture[str]
CLEAN = text_of(*days("last", "2025-09-01", 90), *days("most", "2025-09-01", 90, "by hand"), "free,2026-01,3,")
SLIPS = CLEAN + "last,2025-09-03,4,\nlast,2025-12-01,1%,\nlats,2025-12-01,1,\ncomputed,2025-12-01,1,\n"


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    """Return a strategy with a metric of each kind, its year from April on."""
    return strategy_of(c=CARD, settings="fiscal_year_starts: april\n")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a strategy to stand in whose readings count as very many, and as written long ago."""
    monkeypatch.setattr("bsc_cli.readings.MANY", 0)
    monkeypatch.setattr(files_module, "SETTLED", -(10**12))
    monkeypatch.setenv("BSC_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    monkeypatch.delenv("CI", raising=False)
    folder = tmp_path / "strategy"
    for path, text in {"bsc.yaml": "", "scorecards/c.yaml": CARD, "readings/r.csv": SLIPS}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows each time that readings are read."""
    seen: list[str] = []
    for name in ("read", "read_bulk"):
        stock = getattr(__import__("bsc_cli.readings", fromlist=[name]), name)

        def noting(*given: Any, stock: Callable[..., Any] = stock, name: str = name, **more: Any) -> Any:  # noqa: ANN401 - stands for both
            seen.append(name)
            return stock(*given, **more)

        monkeypatch.setattr(f"bsc_cli.readings.{name}", noting)
    return seen


def asked(capture: Capture, *arguments: str, command: str = "status") -> tuple[int, str, str]:
    """Run a command and return its exit code and what it said."""
    capture.readouterr()
    code = run([command, *arguments])
    said = capture.readouterr()
    return code, said.out, said.err


@settings(max_examples=60)
@given(rows=ROWS, fold=st.booleans())
def test_readings_come_back_as_they_were(strategy: Strategy, rows: list[tuple[str, ...]], fold: bool) -> None:  # noqa: FBT001 - drawn
    """Through JSON and back: each number to the digit, each place, and what was wrong with the files."""
    texts = {"r.csv": text_of(*map(",".join, rows[::2])), "s.csv": text_of(*map(",".join, rows[1::2]))}
    readings = read(texts, strategy, fold=fold, today=TODAY)
    plain = json.loads(json.dumps(plain_readings(readings, strategy.calendar)))
    metrics = {*strategy.metrics, "c/gone"}
    back = readings_of(plain, strategy.calendar, metrics, frozenset(names()))
    assert back == readings
    assert [str(each.value) for every in back.rows.values() for each in every] == [
        str(each.value) for every in readings.rows.values() for each in every
    ]
    if readings.rows:
        assert readings_of(plain, strategy.calendar, metrics - readings.rows.keys(), frozenset(names())) is None
    if readings.faults:
        assert readings_of(plain, strategy.calendar, metrics, frozenset()) is None


SMALL = {"periods": ["2026-01", "2026-02"], "faults": [], "newest": {"c/last": "2026-02-28"}}
METRIC = ["c/last", [0, 1], ["1.50", None], [[1, "lost"]], "r.csv", [2, 3], 16, [4, 1]]


def small(place: int, put: object) -> dict[str, object]:
    """Return what is kept of two readings, with another column in one place."""
    return {**SMALL, "metrics": [[put if number == place else each for number, each in enumerate(METRIC)]]}


@pytest.mark.parametrize(
    ("place", "put"),
    [
        (0, "c/nothing"), (0, 1), (1, [1, 0]), (1, [0, 0]), (1, [-1, 0]), (1, [0, 2]), (1, [0]), (1, []),
        (1, ["0", "1"]), (2, ["NaN", None]), (2, ["1_0", None]), (2, ["1e99999", None]), (2, [1, None]), (2, ["1"]),
        (3, [[2, "x"]]), (3, [[0, 1]]),
        (4, 1), (4, ["r.csv"]), (5, 0), (5, [2, 0]), (5, [True, True]), (5, [2]), (6, -1), (6, "1"), (7, 0), (7, []),
    ],
)  # fmt: skip
def test_what_cannot_be_readings_is_none(strategy: Strategy, place: int, put: object) -> None:
    """In no column, and not out of order: what looks back relies on it."""
    assert readings_of(small(0, "c/last"), strategy.calendar, strategy.metrics, ()) is not None
    assert readings_of(small(place, put), strategy.calendar, strategy.metrics, ()) is None
    assert readings_of(
        {**small(0, "c/last"), "periods": ["2026-02", "2026-01"]}, strategy.calendar, strategy.metrics, ()
    ) is None  # fmt: skip


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("bulk", [True, False])
def test_the_second_time_nothing_is_read(
    capsys: Capture,
    read_anew: list[str],
    monkeypatch: pytest.MonkeyPatch,
    bulk: bool,  # noqa: FBT001 - a case
) -> None:
    """Whoever asks, and however; the bytes are the same, the lines around findings too."""
    if not bulk:
        monkeypatch.setattr("bsc_cli.readings.can_read_bulk", lambda: False)
    first = asked(capsys)
    assert first[0] == 1
    assert ("last,2025-09-03,4," in first[2]) is not bulk
    assert read_anew
    read_anew.clear()
    assert asked(capsys) == first
    for other in (["ahead"], ["why", "o"], ["map", "--status", "readings/r.csv", "--format", "dot"]):
        run(other)
    assert not read_anew
    assert asked(capsys, "--no-cache") == first
    assert read_anew


def _replace(path: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_text(text, encoding="utf-8")


EDITS: list[Callable[[Path], object]] = [
    _replace("readings/r.csv", CLEAN),
    _replace("readings/r.csv", SLIPS.replace(",4,", ",5,")),
    _replace("readings/r.csv", SLIPS.replace("2025", "2024")),
    _replace("readings/more.csv", text_of("total,2026-01-01,7,")),
    _replace("scorecards/c.yaml", CARD.replace("aggregate: max", "aggregate: mean")),
    _replace("scorecards/c.yaml", CARD.replace("every: month}", "every: quarter}")),
    _replace("bsc.yaml", "fiscal_year_starts: april\n"),
    lambda root: os.utime(root / "readings/r.csv", ns=(0, 0)),
    lambda root: (root / "readings/more.csv").unlink(missing_ok=True),
]
"""What people do to a strategy and its readings between two runs."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.integers(0, len(EDITS) - 1), min_size=1, max_size=4), st.sampled_from(["table", "json"]))
def test_whatever_was_changed_the_answer_is_the_one_worked_out(
    root: Path, capsys: Capture, edits: list[int], form: str
) -> None:
    """After any edits the answer with a cache, twice, is that without one."""
    for edit in edits:
        EDITS[edit](root)
        fresh = asked(capsys, "--format", form, "--no-cache")
        assert asked(capsys, "--format", form) == fresh
        assert asked(capsys, "--format", form) == fresh


@pytest.mark.usefixtures("root")
def test_another_day_is_another_answer(
    capsys: Capture, read_anew: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reading for a day that had not come may be one of a day that has."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    before = asked(capsys)
    assert "for periods that have not begun" in before[2]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    read_anew.clear()
    assert "for periods that have not begun" not in asked(capsys)[2]
    assert read_anew
    assert len(list((tmp_path / "cache").iterdir())) == 1, "it takes the place of the one before"


def test_what_is_not_certain_is_not_kept(
    root: Path, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was just written, one that changed while it was read, and a pipeline whose folder nobody keeps."""
    monkeypatch.setattr(files_module, "SETTLED", 10**12)
    asked(capsys)
    monkeypatch.setattr(files_module, "SETTLED", -(10**12))
    stock = read

    def changing(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - stands for `read`
        with (root / "readings/r.csv").open("a") as file:
            file.write("most,2026-01-05,3,\n")
        return stock(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr("bsc_cli.readings.can_read_bulk", lambda: False)
        patched.setattr("bsc_cli.readings.read", changing)
        asked(capsys)
    with monkeypatch.context() as patched:
        patched.setenv("CI", "true")
        patched.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        patched.delenv("BSC_CACHE_DIR")
        asked(capsys)
    monkeypatch.setenv("BSC_CACHE_DIR", "")
    asked(capsys)
    assert not (tmp_path / "cache").exists()
    monkeypatch.setenv("BSC_CACHE_DIR", str(tmp_path / "cache"))
    asked(capsys)
    assert (tmp_path / "cache").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.floats(0, 1, exclude_max=True), st.binary(max_size=3))
def test_what_is_damaged_counts_as_none(root: Path, capsys: Capture, tmp_path: Path, where: float, put: bytes) -> None:
    """One byte more, less or other anywhere, and the answer is the one worked out."""
    fresh = asked(capsys, "--no-cache")
    asked(capsys)
    (kept,) = (tmp_path / "cache").iterdir()
    content = kept.read_bytes()
    at = int(where * len(content))
    kept.write_bytes(content[:at] + put + content[at + 1 :])
    assert asked(capsys) == fresh
    assert root.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2026-01"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def ways(plain: object, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a JSON document."""
    yield here
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, value in items:
        yield from ways(value, (*here, key))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.floats(0, 1, exclude_max=True), JSON, st.sampled_from(["readings", "readings", ""]))
def test_what_is_forged_is_no_crash(
    root: Path, capsys: Capture, tmp_path: Path, where: float, put: object, inside: str
) -> None:
    """Whatever stands anywhere in it with a right checksum: an answer, and none that is a mistake of ours."""
    asked(capsys)
    (kept,) = (tmp_path / "cache").iterdir()
    plain = json.loads(kept.read_bytes().partition(b"\n")[2])
    key = plain["key"]
    every = [way for way in ways(plain) if way and (not inside or (way[0] == inside and way != (inside,)))]
    *around, last = every[int(where * len(every))]
    target = plain
    for step in around:
        target = target[step]
    target[last] = put
    write_entry(tmp_path / "cache", key, plain, MOST_BYTES)
    code, out, err = asked(capsys, "--format", "json")
    assert code in (0, 1), err
    assert json.loads(out)["metrics"]
    assert root.exists()
    kept.unlink()
