"""What to say of rules that take an extra."""

from __future__ import annotations

from bsc_cli.finding import Result


def lacking(result: Result) -> str:
    """Return a sentence about the rules that would have run if the extra were installed."""
    names = ", ".join(result.rules_lacking)
    return f'Not run without the extra "evidence" (pip install "bsc-cli[evidence]"): {names}.'
