"""Who answers for what: as a table, as JSON, as Markdown, and as the file by which a forge asks owners for review."""

from bsc_cli.view.owners.codeowners import BEGIN, CodeOwners, codeowners, spliced
from bsc_cli.view.owners.holding import Holding, holdings
from bsc_cli.view.owners.json_format import json
from bsc_cli.view.owners.markdown_format import markdown
from bsc_cli.view.owners.table import table

__all__ = ["BEGIN", "CodeOwners", "Holding", "codeowners", "holdings", "json", "markdown", "spliced", "table"]
