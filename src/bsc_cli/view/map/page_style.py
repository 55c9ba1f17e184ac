"""The style of the page: the colours of the map, what is not traced faded, and paper of four kinds."""

from __future__ import annotations

from bsc_cli.view.map.letters import FONTS
from bsc_cli.view.map.palette import Theme, colour

PAPERS = {
    "a4-landscape": ("A4 landscape", 297, 210),
    "a4-portrait": ("A4 portrait", 210, 297),
    "a3-landscape": ("A3 landscape", 420, 297),
    "a3-portrait": ("A3 portrait", 297, 420),
}
"""What the page can be printed on: name, width and height in millimetres (ISO 216)."""

MARGIN = 8
"""Millimetres at each edge of the paper."""

_SHEET = """
*{box-sizing:border-box}
body{margin:0;font:14px/1.45 FONTS;background:var(--page);color:var(--ink)}
main{position:relative;padding:12px;overflow-x:auto}
main svg{display:block;width:100%;height:auto;min-width:LEASTpx;max-width:MOSTpx;margin:0 auto}
.bar{display:flex;gap:16px;flex-wrap:wrap;align-items:center;padding:8px 24px;min-height:44px;position:sticky;top:0;
background:var(--page);border-bottom:1px solid var(--hair)}
.bar[hidden]{display:none}
.bar p{margin:0;color:var(--mute)}
output{flex:1;min-width:16em;font-weight:600}
select{font:inherit;color:inherit;background:var(--page);border:1px solid var(--mute);border-radius:6px;padding:2px 6px}
g.card{cursor:pointer}
g.card:focus{outline:none}
g.card:focus-visible rect:first-of-type,g.card.me rect:first-of-type{stroke:var(--arrow);stroke-width:3;
stroke-dasharray:none}
svg.traced g.card:not(.lit),svg.traced g.arrow:not(.lit),svg.traced g.label:not(.lit){opacity:.15}
g.card,g.arrow,g.label{transition:opacity .12s}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
section{padding:12px 24px;overflow-wrap:anywhere}
h2{font-size:18px}
section p{margin:4px 0}
.unseen{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.table{position:relative;overflow-x:auto}
.table:focus-visible{outline:2px solid var(--arrow);outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{padding:4px 0;text-align:start;color:var(--mute)}
th,td{text-align:start;padding:5px 14px 5px 0;border-bottom:1px solid var(--hair);vertical-align:top}
thead th{white-space:nowrap}
tbody th{min-width:10em;position:sticky;left:0;background:var(--page)}
.noted>*{border-bottom:0}
td{overflow-wrap:break-word}
.number,.whole{white-space:nowrap;font-variant-numeric:tabular-nums}
.number{text-align:right}
td svg{display:block}
@media screen and (max-width:44rem){
section{padding:12px 16px}
table,caption,tbody{display:block}
.table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.table tr{display:flex;flex-wrap:wrap;gap:2px 14px;padding:10px 0;border-bottom:1px solid var(--hair)}
.table tbody th{flex:0 0 100%;position:static}
.table .noted{border:0;padding-bottom:0}
.table th,.table td{padding:0;border:0;text-align:start;overflow-wrap:anywhere}
td:empty{display:none}
td[data-label]::before{content:attr(data-label) " ";color:var(--mute);font-size:12px}
}
a{color:var(--arrow)}
@media (hover:none){.bar p{display:none}}
@media print{
.bar,section{display:none}
main{padding:0;overflow:visible}
svg.traced g{opacity:1!important}
main svg{min-width:0;max-width:100%;-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""


def style(width: float, theme: Theme, paper: str) -> str:
    """Return the style sheet for a map so many pixels wide; `paper` is what it is printed on unless its reader chooses.

    A wide map scrolls before its text becomes smaller than three quarters of its size.
    """
    sheet = _SHEET.replace("FONTS", FONTS)
    sheet = sheet.replace("LEAST", str(round(width * 0.75))).replace("MOST", str(round(width * 1.2)))
    colours = _colours("light" if theme == "auto" else theme)
    if theme == "auto":
        colours += f"@media (prefers-color-scheme:dark){{{_colours('dark')}}}"
    scheme = {"auto": "light dark", "dark": "dark"}.get(theme, "light")
    return f":root{{color-scheme:{scheme}}}{colours}{sheet}{_papers(paper)}"


def _colours(theme: Theme) -> str:
    names = ("page", "ink", "mute", "hair", "arrow")
    return ":root{" + ";".join(f"--{name}:{colour(name, theme)}" for name in names) + "}"


def _papers(usual: str) -> str:
    """Write a page for each paper. The map fits one sheet, its shape kept."""
    written = []
    for name, (_, wide, high) in PAPERS.items():
        chosen = f"html[data-paper={name}] main"
        size = f"size:{wide}mm {high}mm;margin:{MARGIN}mm"
        # A millimetre less than there is, or rounding would push the map to a second sheet.
        room = f"{wide - 2 * MARGIN - 1}mm", f"{high - 2 * MARGIN - 1}mm"
        written.append(
            f"@page {name}{{{size}}}"
            f"@media print{{{chosen}{{page:{name}}}{chosen} svg{{width:{room[0]};height:{room[1]}}}}}"
        )
    _, wide, high = PAPERS[usual]
    return f"@page{{size:{wide}mm {high}mm;margin:{MARGIN}mm}}" + "".join(written)
