"""A strategy to stand in with a cache of its own, and asking `bsc validate` about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bsc_cli.cli import run

Capture = pytest.CaptureFixture[bytes]


def stand_in(folder: Path, files: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a strategy below a folder, make it the working folder, with a cache beside it; return where it is."""
    monkeypatch.setenv("BSC_CACHE_DIR", str(folder / "cache"))
    root = folder / "strategy"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def asked(capture: Capture, *arguments: str) -> tuple[int, bytes]:
    """Run `bsc validate` with all it can say, and return its exit code and what it said."""
    capture.readouterr()
    code = run(["validate", "--show", "info", "--format", "json", *arguments])
    return code, capture.readouterr().out
