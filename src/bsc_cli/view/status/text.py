"""The old place of what is now in `bsc_cli.visible`."""

from bsc_cli.visible import in_csv, in_markdown, oneline

__all__ = ["in_csv", "in_markdown", "oneline"]
