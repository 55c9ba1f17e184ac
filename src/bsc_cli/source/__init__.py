"""YAML text to plain data and the place of every key and value. The only package that knows the YAML library."""

from bsc_cli.source.document import Document, read
from bsc_cli.source.plain import Plain, Route
from bsc_cli.source.span import Fault, Places, Span

__all__ = ["Document", "Fault", "Places", "Plain", "Route", "Span", "read"]
