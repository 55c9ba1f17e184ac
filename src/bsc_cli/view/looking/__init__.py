"""Looking along the arrows, back to the causes and forward to what is at risk: pages, text, Markdown, JSON."""

from bsc_cli.view.looking.ahead_json import json as ahead_json
from bsc_cli.view.looking.ahead_page import page as ahead_page
from bsc_cli.view.looking.markdown_format import markdown
from bsc_cli.view.looking.tree import tree
from bsc_cli.view.looking.why_json import json as why_json
from bsc_cli.view.looking.why_page import page as why_page

__all__ = ["ahead_json", "ahead_page", "markdown", "tree", "why_json", "why_page"]
