"""A page as Markdown: nested lists, for a pull request or a page of a site."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.view.looking.page import Entry, Page
from bsc_cli.view.status.words import spoken
from bsc_cli.visible import in_markdown


def markdown(page: Page) -> str:
    """Return a page as Markdown. User text becomes no markup, HTML or mention."""
    parts = [f"# {in_markdown(page.title)}", *(in_markdown(sentence) for sentence in page.sentences)]
    for heading, entries in page.sections:
        parts += [f"## {in_markdown(heading)}", "\n".join(map(_item, entries))]
    if page.command:
        parts.append(f"On the map: `{page.command}`")
    return "\n\n".join(parts) + "\n"


def _item(entry: Entry) -> str:
    return f"{'  ' * entry.depth}- {'<br>'.join(_lines(entry))}"


def _lines(entry: Entry) -> Iterator[str]:
    state = f"{spoken(entry.status)} " if entry.status else ""
    yield f"{state}**{in_markdown(entry.name)}**"
    yield from (in_markdown(text) for text in (entry.remark, *entry.about) if text)
