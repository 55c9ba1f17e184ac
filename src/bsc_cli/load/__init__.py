"""A tree of files to one linked Strategy, or to the faults that keep it from being one. Never raises for user input."""

from bsc_cli.load.files import matching
from bsc_cli.load.loaded import Loaded
from bsc_cli.load.loader import load
from bsc_cli.load.names import nearest

__all__ = ["Loaded", "load", "matching", "nearest"]
