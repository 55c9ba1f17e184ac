"""What was found before, kept between two runs: where it lies, what it depends on, and reading it as untrusted text.

Nothing here is needed for a right answer: what is missing, damaged, older or of another version counts as not there
(docs/decisions/0018-cache.md).
"""

from bsc_cli.cache.entry import Entry, read_entry, write_entry
from bsc_cli.cache.files import Files, Noted, names
from bsc_cli.cache.folder import VARIABLE, folder
from bsc_cli.cache.identity import program
from bsc_cli.cache.result import as_plain, as_result, rule_infos

__all__ = [
    "VARIABLE",
    "Entry",
    "Files",
    "Noted",
    "as_plain",
    "as_result",
    "folder",
    "names",
    "program",
    "read_entry",
    "rule_infos",
    "write_entry",
]
