"""The extra `evidence`: the library of numbers that testing arrows and forecasting need, where it is installed."""

from __future__ import annotations

from importlib.util import find_spec

from bsc_cli.stop import Stop


def can_compute() -> bool:
    """Return whether the extra `evidence` is installed."""
    return find_spec("numpy") is not None


def need_numbers(what: str) -> None:
    """Raise Stop, naming what was asked for, when the extra `evidence` is not installed."""
    if not can_compute():
        raise Stop(f'{what} needs the extra "evidence", which is not installed: pip install "bsc-cli[evidence]".')
