"""Spreadsheets exported as CSV to readings: read where it is certain what is meant, else a problem at the cell."""

from bsc_cli.readings.wide.notation import Decimals
from bsc_cli.readings.wide.sheet import Choices, Imported, import_sheet

__all__ = ["Choices", "Decimals", "Imported", "import_sheet"]
