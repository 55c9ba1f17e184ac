"""Links from a card to the line of the file that declares its objective."""

from __future__ import annotations

import re
from urllib.parse import quote

from bsc_cli.stop import Stop
from bsc_cli.view.map.scene import Node

# A scheme, an address of another host without one, or what a browser would read as such: "\\host", "java\nscript:".
_ELSEWHERE = re.compile(r"^(?!https?://[^/])[a-z][a-z0-9+.-]*:|^//|[\x00-\x20\x7f\\]|^https?:/*$", re.IGNORECASE)


def checked(base: str) -> str:
    """Return a base for links as it is used: without a slash at its end.

    Raises Stop for anything but an address of http or https, or one relative to the place of the picture.
    """
    if not base or _ELSEWHERE.search(base):
        raise Stop(
            f"{base[:80]!a} cannot be the beginning of links: give one like "
            "https://github.com/OWNER/REPOSITORY/blob/main, or a relative one."
        )
    return base.rstrip("/")


def link(base: str, node: Node) -> str | None:
    """Return the address of an objective's line below a checked base, None when its place is not known."""
    return f"{base}/{quote(node.path)}#L{node.line}" if node.path else None
