"""One element of a strategy with everything about it: its fields, its place, and what it is tied to."""

from bsc_cli.view.profile.markdown_format import markdown
from bsc_cli.view.profile.profile import Profile, json, profile_of
from bsc_cli.view.profile.text_format import text

__all__ = ["Profile", "json", "markdown", "profile_of", "text"]
