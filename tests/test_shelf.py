"""What the files of a large strategy say, kept between two runs: only what changed is read, and it is never wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sound
from bsc_cli.cache import shelf as shelf_module
from bsc_cli.cache.plain_json import in_json, plain_of
from bsc_cli.cache.shelf import Shelf
from bsc_cli.cli import opening, remembering, run
from bsc_cli.finding import Finding
from bsc_cli.load import load
from bsc_cli.load import word as word_module
from bsc_cli.source import Document, read
from bsc_cli.tree import Tree
from kept import Capture, asked, stand_in

FULL = sound.SALES.replace("  contract:\n", "  contract:\n    weight: 1.50\n", 1)


@pytest.fixture
def strategy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a strategy to stand in, counted as a large one, with a cache of its own."""
    monkeypatch.setattr(opening, "WORTH", 0)
    return stand_in(tmp_path, {**sound.FILES, "scorecards/sales.yaml": FULL}, monkeypatch)


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the texts that are read as YAML."""
    paths: list[str] = []
    stock = read

    def noting(path: str, text: str) -> Document:
        paths.append(path)
        return stock(path, text)

    monkeypatch.setattr(word_module, "read", noting)
    return paths


def test_after_a_change_only_what_changed_is_read(
    strategy: Path, capsysbinary: Capture, read_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file of all is read as YAML, and rules that look at single scorecards look at that one."""
    asked(capsysbinary)
    assert sorted(read_anew) == sorted({*sound.FILES, "scorecards/sales.yaml"})
    read_anew.clear()
    known: dict[str, bool] = {}
    stock = Shelf.findings

    def noting(shelf: Shelf, path: str, under: str) -> tuple[Finding, ...] | None:
        found = stock(shelf, path, under)
        known[path] = found is not None
        return found

    monkeypatch.setattr(Shelf, "findings", noting)
    path = strategy / "scorecards/sales.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 1.50", "weight: 1.500"), encoding="utf-8")
    changed = asked(capsysbinary)
    assert read_anew == ["bsc.yaml", "scorecards/sales.yaml"]  # settings of rules are always for pydantic
    assert known == {"scorecards/corporate.yaml": True, "scorecards/sales.yaml": False}
    assert changed == asked(capsysbinary, "--no-cache")


def test_other_settings_are_other_findings(strategy: Path, capsysbinary: Capture) -> None:
    """What was found under the settings of before does not count under those of now."""
    asked(capsysbinary)
    settings_ = strategy / "bsc.yaml"
    settings_.write_text(settings_.read_text(encoding="utf-8") + "profile: strict\n", encoding="utf-8")
    assert asked(capsysbinary) == asked(capsysbinary, "--no-cache")
    settings_.write_text("rules: {too-many-objectives: {most: 0}}\n", encoding="utf-8")
    with_rule = asked(capsysbinary)
    assert with_rule == asked(capsysbinary, "--no-cache")
    assert b"too-many-objectives" in with_rule[1]


def test_what_is_kept_is_the_same_strategy(strategy: Path, tmp_path: Path) -> None:
    """Read from the shelf, all words are what they were, to the last digit."""
    tree = Tree.below(strategy)
    with Shelf.within(tmp_path / "cache", "key", writes=True) as first:
        fresh = load(tree, memory=first)
        first.save()
    with Shelf.within(tmp_path / "cache", "key", writes=False) as second:
        kept = load(tree, memory=second)
    assert kept.strategy == fresh.strategy
    assert kept.strategy is not None
    assert str(kept.strategy.objectives["sales/contract"].weight) == "1.50"
    with Shelf.within(tmp_path / "cache", "another key", writes=False) as other:
        assert other.document("bsc.yaml", tree.text("bsc.yaml")) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.floats(0, 1, exclude_max=True), st.binary(max_size=3))
def test_a_damaged_shelf_is_no_other_answer(
    strategy: Path, capsysbinary: Capture, tmp_path: Path, where: float, put: bytes
) -> None:
    """One byte more, less or other anywhere, and the answer is the one worked out."""
    fresh = asked(capsysbinary, "--no-cache")
    asked(capsysbinary)
    (kept,) = (tmp_path / "cache").glob("*.shelf")
    content = kept.read_bytes()
    at = int(where * len(content))
    kept.write_bytes(content[:at] + put + content[at + 1 :])
    for each in (tmp_path / "cache").glob("*.json"):
        each.unlink()
    assert asked(capsysbinary) == fresh
    assert (strategy / "bsc.yaml").exists()


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False).filter(lambda each: not str(each).lstrip("-").isdigit())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | DECIMALS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.dictionaries(st.sampled_from(["scorecard", "title", "objectives", "version", "events"]), JSON, max_size=4))
def test_a_forged_shelf_is_no_crash(
    strategy: Path, capsysbinary: Capture, tmp_path: Path, data: dict[str, Any]
) -> None:
    """Whatever somebody wrote into it with right checksums: an answer."""
    text = (strategy / "scorecards/sales.yaml").read_text(encoding="utf-8")
    with Shelf.within(tmp_path / "forged", "key", writes=True) as forged:
        forged.keep_document(Document("scorecards/sales.yaml", text, data))
        forged.save()
    with Shelf.within(tmp_path / "forged", "key", writes=False) as memory:
        loaded = load(Tree.below(strategy), memory=memory)
    assert loaded.strategy is not None or loaded.faults
    assert asked(capsysbinary)[0] == 0


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5))
def test_data_comes_back_to_the_digit(data: dict[str, Any]) -> None:
    """All of it, decimals with their zeros; what holds the mark that stands around decimals is not kept."""
    body = in_json(data)
    if body is None:
        assert "\\x01" in repr(data)
    else:
        assert repr(plain_of(body)) == repr(data)


def test_a_text_with_the_mark_is_not_kept() -> None:
    """Nobody can write a number by writing text."""
    assert in_json({"a": "\x015\x01", "b": Decimal("1.50")}) is None
    assert in_json({"a": float("nan")}) == b'{"a":NaN}'
    assert in_json({"a": object()}) is None


@pytest.mark.parametrize("year", ["0x7EA", "+2026", "02026", "2026.", "2026e0"])
def test_a_number_that_is_not_in_plain_digits_is_not_kept(tmp_path: Path, year: str) -> None:
    """It would come back as the number 2026, and so as a year, which as it is written it is not."""
    texts = {
        f"{written}.yaml": f"scorecard: a\nvision: {{statement: Do it., by: {written}}}\nobjectives: {{}}\n"
        for written in (year, "2026")
    }
    with Shelf.within(tmp_path / "cache", "key", writes=True) as first:
        for path, text in texts.items():
            first.keep_document(read(path, text))
        first.save()
    with Shelf.within(tmp_path / "cache", "key", writes=False) as second:
        assert [path for path, text in texts.items() if second.document(path, text)] == ["2026.yaml"]
    assert [path for path, text in texts.items() if load(Tree.of({"a.yaml": text})).strategy] == ["2026.yaml"]


def test_nothing_is_left_half_written(strategy: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    """Not where there was nothing to check, and not where something raised on the way."""
    for path in [*strategy.rglob("scorecards/*.yaml"), *strategy.rglob("reviews/*.yaml")]:
        path.unlink()
    (strategy / "bsc.yaml").write_text("strategy: Nothing yet\n", encoding="utf-8")
    assert asked(capsysbinary)[0] == 2
    assert not list((tmp_path / "cache").glob("*.part"))


def test_a_shelf_is_bounded(strategy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A larger one is not kept, and nothing of it is left."""
    monkeypatch.setattr(shelf_module, "MOST_BYTES", 100)
    with Shelf.within(tmp_path / "cache", "key", writes=True) as large:
        load(Tree.below(strategy), memory=large)
        large.save()
    assert not list((tmp_path / "cache").rglob("*.*"))


def test_a_small_strategy_has_none(strategy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a few files takes less than looking them up."""
    monkeypatch.setattr(opening, "WORTH", 9)
    assert remembering.shelf_of(Tree.below(strategy), writes=True) is None
    assert run(["validate"]) == 0
    assert not list((tmp_path / "cache").glob("*.shelf"))


def test_a_pipeline_that_keeps_no_cache_has_none(strategy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would look anything up there again; it has one where it names a folder that it keeps."""
    monkeypatch.setenv("CI", "true")
    named = remembering.shelf_of(Tree.below(strategy), writes=False)
    assert named is not None
    with named:
        monkeypatch.delenv("BSC_CACHE_DIR")
        assert remembering.shelf_of(Tree.below(strategy), writes=False) is None
