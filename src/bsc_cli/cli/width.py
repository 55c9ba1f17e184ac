"""How wide text may be."""

from __future__ import annotations

import os
import re
import shutil
import sys

PLAIN_WIDTH = 120
"""Columns of text that is not written to a terminal."""


def width_of(output: str | None) -> int:
    """Return how many columns text may take: the terminal's, else what COLUMNS says, else 120."""
    if output in (None, "-") and sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if re.fullmatch("[1-9][0-9]{0,4}", columns) else PLAIN_WIDTH
