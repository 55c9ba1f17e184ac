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

HEADINGS: Mapping[str, str] = {
    "value": "Value",
    "expected": "Expected",
    "score": "Score",
    "status": "Status",
    "chance": "Chance",
    "progress": "Progress",
    "due": "Due",
    "trend": "Trend",
    "recent": "Recent",
    "owner": "Owner",
    "read": "Read",
    "scorecard": "Scorecard",
    "covered": "Covered",
    "metrics": "Metrics",
}
"""What columns are called, by their names, which are also the classes of their cells."""
NUMBERS = ("value", "expected", "score", "progress", "covered")
"""The columns that stand at the right. No number is broken."""

_LAYOUT = """
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 FONTS;overflow-wrap:anywhere}
main{max-width:90rem;margin:0 auto;padding:1.5rem}
h1{margin:0;font-size:1.6rem;line-height:1.25}
h2{margin:2rem 0 .4rem;font-size:1.2rem;line-height:1.3}
p,ul,ol{margin:.3rem 0}
ol{padding-left:1.6rem}
.counts{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;list-style:none}
.table{position:relative;overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.9rem}
caption{padding:.3rem 0;text-align:left}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
th:first-child{padding-left:.6rem}
tbody th{min-width:13rem}
.owner{min-width:7rem}
thead th{background:var(--head);font-weight:600;white-space:nowrap}
.perspective>*,tr.scorecard>*{background:var(--band)}
.perspective th,.objective th,.scorecard th{font-weight:600}
.objective th{padding-left:1.2rem}
.metric th,.supporter th,.more th,.said td{padding-left:2.4rem}
.flat .metric th,.flat .said td{padding-left:.6rem}
.noted>*{border-bottom:0}
.said td{padding-top:0}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.status,.chance,.due,.trend,.whole,.good,.warning,.bad,.unknown{white-space:nowrap}
.read{min-width:6rem}
.note,.quiet{color:var(--quiet)}
.good{color:var(--good)}
.warning{color:var(--warning)}
.bad{color:var(--bad);font-weight:600}
.unknown{color:var(--unknown)}
svg{display:block;max-width:8rem;height:auto;fill:none;stroke:var(--ink);stroke-width:1.5}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.table:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
"""
_CLOSE = """
main{padding:1rem}
table{font-size:.8rem}
th,td{padding:.25rem .35rem}
tbody th{min-width:10rem;position:sticky;left:0;background:var(--page)}
.owner{min-width:5rem}
.read{min-width:0;overflow-wrap:normal}
svg{max-width:4.5rem}
"""
"""Where a table has little room, its cells stand closer; if it still scrolls, names stay in sight."""
_NARROW = """
table,caption,tbody{display:block}
table{font-size:.9rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
.table th,.table td,.table.table .metric th,.table.table .said td{min-width:0;padding:0;border:0;text-align:left}
.table tbody th{position:static;flex:0 0 100%;background:none}
.note,.metrics{flex:0 0 100%}
.perspective,tr.scorecard{background:var(--band);padding:.5rem}
.perspective>*{background:none}
.objective th{font-size:1rem}
.initiative th{font-weight:600}
.perspective+.objective,.said+.objective,.metric+.objective{padding-top:1.2rem}
.metric{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.5rem,1fr));gap:.4rem .6rem}
.metric th{grid-column:1/-1;font-weight:600}
.noted{border-bottom:0;padding-bottom:.4rem}
.said{padding-top:0}
td:empty{display:none}
svg{max-width:100%}
"""
"""Where it has none each of its rows is a block, and each cell stands by what it is called."""
_PAPER = """
@page{size:A4 landscape;margin:12mm}
main{max-width:none;padding:0}
body{font-size:10pt}
table{font-size:8pt}
th,td{padding:.15rem .4rem}
h2,caption,.noted{break-after:avoid}
tr{break-inside:avoid}
thead{display:table-header-group}
.table{overflow:visible}
"""


def style() -> str:
    """Return the style sheet. It loads nothing."""
    paper = f"@media print{{{_colours('light')}{_PAPER}}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{{_colours('dark')}}}"
    close = f"@media screen and (max-width:64rem){{{_CLOSE}}}"
    narrow = f"@media screen and (max-width:44rem){{{_NARROW}{_labels()}}}"
    layout = _LAYOUT.replace("FONTS", FONTS)
    return f":root{{color-scheme:light dark}}\n{_colours('light')}\n{dark}{layout}{close}\n{narrow}\n{paper}"


def _labels() -> str:
    """Return what stands by the cells of each column; it is read aloud, too, where blocks are not taken for a table.

    A metric's are above its cells. A status and counts of metrics speak for themselves where they stand in one line.
    """
    words = "".join(f'td.{name}::before{{content:"{word} "}}' for name, word in HEADINGS.items())
    return f"""{words}
td::before{{color:var(--quiet);font-size:.8rem;font-weight:400}}
.metric td::before{{display:block}}
tr:not(.metric) .status::before,.metrics::before{{display:none}}
"""


def _colours(theme: Literal["light", "dark"]) -> str:
    roles = {**TEXTS, **GROUNDS, "line": "hair"}
    return f":root{{{';'.join(f'--{name}:{colour(role, theme)}' for name, role in roles.items())}}}"
