"""A JSON document as bsc writes it: with its head, readable, and with nothing in it that a terminal would act on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from bsc_cli import __version__

FORMAT_VERSION = "1.0"
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_document(body: Mapping[str, object]) -> str:
    """Return a document with `format_version` and `tool` before its own fields. Decimals become JSON numbers."""
    head = {"format_version": FORMAT_VERSION, "tool": {"name": "bsc", "version": __version__}}
    text = json.dumps({**head, **body}, indent=2, ensure_ascii=False, default=_number)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"  # they stand inside strings only


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return int(value) if value == value.to_integral_value() else float(value)
