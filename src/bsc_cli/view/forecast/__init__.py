"""How likely targets are to be met, for people and for scripts: one module for each format, each a plain function."""

from bsc_cli.view.forecast.csv_format import csv
from bsc_cli.view.forecast.json_format import json
from bsc_cli.view.forecast.markdown_format import markdown
from bsc_cli.view.forecast.table import table

__all__ = ["csv", "json", "markdown", "table"]
