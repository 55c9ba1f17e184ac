"""A profile as Markdown."""

from __future__ import annotations

from bsc_cli.view.profile.lines import fields, name, place, sections
from bsc_cli.view.profile.profile import Profile
from bsc_cli.visible import in_markdown


def markdown(profile: Profile) -> str:
    """Return the profile as Markdown for a pull request or a page; user text becomes no markup, HTML or mention."""
    said = profile.said
    parts = [
        f"# {in_markdown(str(said['title'] or said['id']))}",
        in_markdown(f"{name(profile)}, {place(said)}"),
        "\n".join(["| field | value |", "|---|---|", *(_row(label, values) for label, values in fields(profile))]),
    ]
    for heading, things in sections(profile):
        items = []
        for head, more in things:
            items += [f"- {in_markdown(head)}", *(f"  - {in_markdown(each)}" for each in more)]
        parts += [f"## {heading}", "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _row(label: str, values: list[str]) -> str:
    return f"| {label} | {'<br>'.join(map(in_markdown, values))} |"
