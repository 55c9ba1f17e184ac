"""What the readings say of the arrows, shown: as text, Markdown and JSON."""

from bsc_cli.view.evidence.json_format import json
from bsc_cli.view.evidence.page import page
from bsc_cli.view.evidence.plan_json import plan_json
from bsc_cli.view.evidence.plan_page import plan_page

__all__ = ["json", "page", "plan_json", "plan_page"]
