"""The old place of what is now in `bsc_cli.visible` and `bsc_cli.report.where`."""

from bsc_cli.report.where import where
from bsc_cli.visible import in_json, visible, width

__all__ = ["in_json", "visible", "where", "width"]
