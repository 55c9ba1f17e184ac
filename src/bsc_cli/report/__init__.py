"""A Result as text for people and machines: one small file for each format, each a plain function to str."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from bsc_cli.finding import Result

Report = Callable[[Result, Mapping[str, str]], str]
"""(what was found, the text of each file by path) -> the document."""

FORMATS = ("text", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "markdown")


def report(name: str) -> Report:
    """Return the report of one of FORMATS; only that format is imported."""
    found: Report = getattr(import_module(f"bsc_cli.report.{name}_format"), "document")  # noqa: B009 - a module's function by name
    return found
