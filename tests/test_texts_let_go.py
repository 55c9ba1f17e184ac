"""Of thousands of files the texts are not held; what is said of them is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import sound
from bsc_cli.cli import run
from bsc_cli.load import load, loader
from bsc_cli.tree import Tree

Capture = pytest.CaptureFixture[bytes]
MESSY = {
    "scorecards/sales.yaml": sound.SALES.replace("owner:", "ownr:", 1),
    "scorecards/corporate.yaml": sound.CORPORATE.replace("owner: ", "owner: everybody and ", 1),
}


@pytest.fixture
def strategy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a strategy that counts as a very large one."""
    monkeypatch.setattr(loader, "MANY", 0)
    for path, text in {**sound.FILES, "readings/r.csv": "metric,period,value\nsales/calls,2026-Q1,x\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("messy", [{}, *({path: text} for path, text in MESSY.items())], ids=["sound", *MESSY])
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_findings_are_the_same(
    messy: dict[str, str], form: str, strategy: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
) -> None:
    """With their places and the lines around them, whether texts are held or not."""
    for path, text in messy.items():
        (strategy / path).write_text(text, encoding="utf-8")
    command = ["validate", "--no-cache", "--show", "info", "--readings", "--format", form]
    code, said = run(command), capsysbinary.readouterr()
    monkeypatch.setattr(loader, "MANY", 500)
    assert (run(command), capsysbinary.readouterr()) == (code, said)
    assert said.out


def test_texts_are_let_go_but_for_those_with_comments(strategy: Path) -> None:
    """A text that may silence findings is wanted again for sure, and held."""
    path = strategy / "scorecards/sales.yaml"
    path.write_text(f"# bsc: ignore[no-driver] known\n{sound.SALES}", encoding="utf-8")
    loaded = load(Tree.below(strategy))
    assert list(loaded.texts.held()) == ["scorecards/sales.yaml"]
    assert loaded.texts["bsc.yaml"] == sound.FILES["bsc.yaml"]
    assert set(loaded.texts) == {*sound.FILES}


def test_a_text_that_became_another_one_tells_nothing(strategy: Path) -> None:
    """Places of the old text in the new one would be wrong: the first line stands for the file."""
    loaded = load(Tree.below(strategy))
    assert loaded.strategy is not None
    objective = loaded.strategy.objectives["corporate/grow"]
    path = strategy / "scorecards/corporate.yaml"
    path.write_text(f"# new\n{sound.CORPORATE}", encoding="utf-8")
    assert loaded.strategy.locate(objective)[1:3] == (1, 1)
    assert loaded.texts["scorecards/corporate.yaml"] == ""
    path.unlink()
    assert loaded.texts["scorecards/corporate.yaml"] == ""
