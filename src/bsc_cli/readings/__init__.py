"""CSV text to readings: what was measured, and what in the files cannot be taken as such. Pure; never raises."""

from bsc_cli.readings.reader import read
from bsc_cli.readings.reading import Reading, Readings

__all__ = ["Reading", "Readings", "read"]
