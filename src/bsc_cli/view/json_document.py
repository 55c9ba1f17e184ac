"""A JSON document as bsc writes it: with its head, readable, and with nothing in it that a terminal would act on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from bsc_cli import __version__
from bsc_cli.visible import in_json

FORMAT_VERSION = "1.0"


def json_document(body: Mapping[str, object]) -> str:
    """Return a document with `format_version` and `tool` before its own fields. Decimals become JSON numbers."""
    head = {"format_version": FORMAT_VERSION, "tool": {"name": "bsc", "version": __version__}}
    text = json.dumps({**head, **body}, indent=2, ensure_ascii=False, default=_number)
    return in_json(text) + "\n"


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return int(value) if value == value.to_integral_value() else float(value)
