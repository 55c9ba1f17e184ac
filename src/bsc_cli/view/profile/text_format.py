"""A profile as plain text."""

from __future__ import annotations

from itertools import zip_longest

from bsc_cli.view.profile.lines import fields, place, sections
from bsc_cli.view.profile.profile import Profile
from bsc_cli.view.status.text import oneline


def text(profile: Profile) -> str:
    """Return the profile as text for a terminal, with nothing in it that a terminal would act on."""
    said = profile.said
    lines = [
        f"{said['kind']} {oneline(str(said['id']))}{' (retired)' if said['retired'] else ''}",
        oneline(place(said)),
    ]
    rows = list(fields(profile))
    widest = max((len(name) for name, _ in rows), default=0)
    lines.append("")
    for name, values in rows:
        lines += [f"{label:<{widest}}  {oneline(each)}" for label, each in zip_longest([name], values, fillvalue="")]
    for heading, things in sections(profile):
        lines += ["", heading]
        for head, more in things:
            lines += [f"  {oneline(head)}", *(f"    {oneline(each)}" for each in more)]
    return "\n".join(lines) + "\n"
