"""Where a strategy stands, for people and for scripts: one module for each format, each a plain function."""

from bsc_cli.view.status.csv_format import csv
from bsc_cli.view.status.json_format import json
from bsc_cli.view.status.lines import Arrangement
from bsc_cli.view.status.markdown_format import markdown
from bsc_cli.view.status.order import worst_first
from bsc_cli.view.status.table import table
from bsc_cli.view.status.units import below

__all__ = ["Arrangement", "below", "csv", "json", "markdown", "table", "worst_first"]
