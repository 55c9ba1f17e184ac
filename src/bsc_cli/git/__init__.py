"""What git knows of a folder, asked through its command line: the only module that runs it.

Whatever a ref or a repository says, git gets no option from it, starts nothing else and uses no network.
"""

from bsc_cli.git.branches import MAIN_BRANCHES, base_of, prefix_of
from bsc_cli.git.files import LINK, Commit, Entry, contents, files_at, is_commit
from bsc_cli.git.log import Logged, Touched, commit_at, log
from bsc_cli.git.running import SHALLOW, is_shallow

__all__ = [
    "LINK",
    "MAIN_BRANCHES",
    "SHALLOW",
    "Commit",
    "Entry",
    "Logged",
    "Touched",
    "base_of",
    "commit_at",
    "contents",
    "files_at",
    "is_commit",
    "is_shallow",
    "log",
    "prefix_of",
]
