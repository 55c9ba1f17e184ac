"""What changed between two versions of a strategy, for people and for scripts."""

from bsc_cli.view.diff.compared import Compared
from bsc_cli.view.diff.json_format import json
from bsc_cli.view.diff.markdown_format import markdown
from bsc_cli.view.diff.text_format import text

__all__ = ["Compared", "json", "markdown", "text"]
