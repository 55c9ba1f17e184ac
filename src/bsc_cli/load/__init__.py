"""A tree of files to one linked Strategy, or to the faults that keep it from being one. Never raises for user input."""

from bsc_cli.load.files import SETTINGS, begins_a_scorecard, matching
from bsc_cli.load.loaded import Loaded
from bsc_cli.load.loader import load
from bsc_cli.load.names import nearest
from bsc_cli.load.texts import Texts
from bsc_cli.load.word import Memory, read_word

__all__ = ["SETTINGS", "Loaded", "Memory", "Texts", "begins_a_scorecard", "load", "matching", "nearest", "read_word"]
