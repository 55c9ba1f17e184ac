"""Files that bsc keeps beside a strategy, in its folder `.bsc`."""

from __future__ import annotations

from pathlib import Path

from bsc_cli.cli.opening import MARKER, Opened
from bsc_cli.cli.output import leads_out
from bsc_cli.stop import Stop


def kept_file(opened: Opened, strategy: str | None, name: str, what: str) -> Path:
    """Return the file to write; raise Stop where bsc would not look for it again, or it would lie elsewhere."""
    if not opened.tree.root or (strategy and Path(strategy).is_file() and MARKER not in opened.tree.paths):
        raise Stop(f"{what} stands in a strategy's folder: name the folder, or put a {MARKER} into it.")
    root = Path(opened.tree.root)
    if leads_out(root, name) and not (root / name).is_symlink():
        raise Stop(f"{Path(name).parent} is a link to a folder outside the strategy; put the folder itself here.")
    if leads_out(root, name):
        raise Stop(f"{name} is a link to a file outside the strategy; put the file itself here.")
    return root / name
