"""Tiny git histories, made where a test wants them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

IDENTITY = ("-c", "user.name=Strategy Office", "-c", "user.email=office@example.org", "-c", "commit.gpgsign=false")


def run(folder: Path, *arguments: str) -> str:
    """Run git in a folder as a person would."""
    done = subprocess.run(  # noqa: S603 - what the tests say
        ["git", *IDENTITY, *arguments],  # noqa: S607 - the git of this machine
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, files: Mapping[str, str | bytes], message: str = "A change") -> str:
    """Write files, commit them all, and return the commit."""
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, "init", "-q", "-b", "main")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "--allow-empty", "-m", message)
    return run(folder, "rev-parse", "HEAD")
