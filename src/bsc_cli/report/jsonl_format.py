"""Findings for scripts that read line by line: one JSON object a line, a finding as in docs/json.md."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bsc_cli.finding import Result
from bsc_cli.report.json_format import as_data
from bsc_cli.visible import in_json


def document(result: Result, _texts: Mapping[str, str]) -> str:
    """Return one JSON object a line for each finding; nothing at all when there are none."""
    return "".join(in_json(json.dumps(as_data(finding), ensure_ascii=False)) + "\n" for finding in result.findings)
