"""The Strategy: everything that was read, linked into one whole, and where each thing stands."""

from bsc_cli.strategy.strategy import Strategy

__all__ = ["Strategy"]
