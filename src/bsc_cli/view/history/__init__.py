"""The history of a strategy or of an element, for people and for scripts."""

from bsc_cli.view.history.json_format import json
from bsc_cli.view.history.markdown_format import markdown
from bsc_cli.view.history.text_format import text

__all__ = ["json", "markdown", "text"]
