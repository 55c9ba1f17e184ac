"""How a strategy came to be as it is: the commits of a folder in, the steps of the strategy out."""

from bsc_cli.history.history import History, history
from bsc_cli.history.named import subject_named
from bsc_cli.history.step import Decided, Step, home_of
from bsc_cli.history.subject import Subject
from bsc_cli.history.walk import walk

__all__ = ["Decided", "History", "Step", "Subject", "history", "home_of", "subject_named", "walk"]
