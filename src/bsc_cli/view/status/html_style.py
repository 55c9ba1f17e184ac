"""How the status page looks: on screens, light and dark, and on paper. The colours are those of the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bsc_cli.view.map.letters import FONTS
from bsc_cli.view.map.palette import colour

TEXTS: Mapping[str, str] = {
    "ink": "ink",
    "quiet": "mute",
    "good": "ok-text",
    "warning": "near-text",
    "bad": "off-text",
    "unknown": "support",
}
"""The colours of text, and their roles in the palette."""
GROUNDS: Mapping[str, str] = {"page": "page", "head": "band-label", "band": "band-even"}
"""The colours that text stands on."""

_LAYOUT = """
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 FONTS}
main{max-width:90rem;margin:0 auto;padding:1.5rem}
h1{margin:0;font-size:1.6rem}
h2{margin:2rem 0 .4rem;font-size:1.2rem}
p,ul,ol{margin:.3rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;list-style:none}
.table{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem}
caption{padding:.3rem 0;text-align:left}
th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
tbody th{min-width:13rem}
thead th{background:var(--head);font-weight:600}
.perspective>*,.scorecard>*{background:var(--band)}
.perspective th,.objective th,.scorecard th{font-weight:600}
.objective th{padding-left:1.2rem}
.metric th,.supporter th,.more th{padding-left:2.4rem}
.flat .metric th{padding-left:.6rem}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.status,.read,.trend{white-space:nowrap}
.note,.quiet{color:var(--quiet)}
.good{color:var(--good)}
.warning{color:var(--warning)}
.bad{color:var(--bad);font-weight:600}
.unknown{color:var(--unknown)}
svg{display:block;fill:none;stroke:var(--ink);stroke-width:1.5}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.table:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
"""
_PAPER = """
@page{size:A4 landscape;margin:12mm}
main{max-width:none;padding:0}
body{font-size:10pt}
table{font-size:8pt}
th,td{padding:.15rem .4rem}
h2,caption{break-after:avoid}
tr{break-inside:avoid}
thead{display:table-header-group}
.table{overflow:visible}
"""


def style() -> str:
    """Return the style sheet. It loads nothing."""
    paper = f"@media print{{{_colours('light')}{_PAPER}}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{{_colours('dark')}}}"
    return f":root{{color-scheme:light dark}}\n{_colours('light')}\n{dark}{_LAYOUT.replace('FONTS', FONTS)}{paper}"


def _colours(theme: Literal["light", "dark"]) -> str:
    roles = {**TEXTS, **GROUNDS, "line": "hair"}
    return f":root{{{';'.join(f'--{name}:{colour(role, theme)}' for name, role in roles.items())}}}"
