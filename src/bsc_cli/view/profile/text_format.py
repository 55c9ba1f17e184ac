"""A profile as plain text."""

from __future__ import annotations

from itertools import zip_longest

from bsc_cli.view.profile.lines import fields, name, place, sections
from bsc_cli.view.profile.profile import Profile
from bsc_cli.visible import oneline


def text(profile: Profile) -> str:
    """Return the profile as text for a terminal, with nothing in it that a terminal would act on."""
    lines = [oneline(name(profile)), oneline(place(profile.said)), ""]
    rows = list(fields(profile))
    widest = max((len(label) for label, _ in rows), default=0)
    for label, values in rows:
        lines += [f"{first:<{widest}}  {oneline(each)}" for first, each in zip_longest([label], values, fillvalue="")]
    for heading, things in sections(profile):
        lines += ["", heading]
        for head, more in things:
            lines += [f"  {oneline(head)}", *(f"    {oneline(each)}" for each in more)]
    return "\n".join(lines) + "\n"
