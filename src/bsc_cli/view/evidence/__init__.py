"""What the readings say of the arrows, shown: as text, Markdown and JSON."""

from bsc_cli.view.evidence.json_format import json
from bsc_cli.view.evidence.page import page

__all__ = ["json", "page"]
