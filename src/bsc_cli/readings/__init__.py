"""CSV text to readings: what was measured, and what in the files cannot be taken as such. Pure; never raises."""

from bsc_cli.readings.bulk import MANY, can_read_bulk, read_bulk
from bsc_cli.readings.edit import Entry, Unfit, appended, inserted, new_file, replaced, row_text
from bsc_cli.readings.folded import EXACT, Aggregate, together
from bsc_cli.readings.home import home, neighbour
from bsc_cli.readings.reader import read
from bsc_cli.readings.reading import Reading, Readings

__all__ = [
    "EXACT",
    "MANY",
    "Aggregate",
    "Entry",
    "Reading",
    "Readings",
    "Unfit",
    "appended",
    "can_read_bulk",
    "home",
    "inserted",
    "neighbour",
    "new_file",
    "read",
    "read_bulk",
    "replaced",
    "row_text",
    "together",
]
