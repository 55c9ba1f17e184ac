"""Texts by which a title, a note or a name would command whoever shows it: a terminal, a server, a page, a table."""

from __future__ import annotations

import json
from pathlib import Path

_CORPUS = Path(__file__).parents[1].parent / "shared" / "corpora" / "blns.json"
BLNS: tuple[str, ...] = tuple(json.loads(_CORPUS.read_text("utf-8"))) if _CORPUS.exists() else ()
"""The big list of naughty strings (https://github.com/minimaxir/big-list-of-naughty-strings), where it is at hand."""

OWN = (
    "", " ", "\n", "a\nb", "\r\n::error::x", "::error file=x,line=1::y", " ::set-output name=x::y", "::add-mask::e",
    "::stop-commands::x", "%0A::error::x", "%0D%0A", "##[error]x", "###[group]x",
    "##vso[task.setvariable variable=x]y", "##teamcity[buildStop comment='x']",
    "section_start:1:x[collapsed=true]\r\x1b[0Kx", "section_end:1:x\r\x1b[0K", "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07", "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\x9b31m", "\x07",
    "\b\b\b", "\x7f", "\x85", "a\u2028::error::b\u2029c", "\u202egnp.exe", "\u2066x\u2069", "\u200b", "\ufeffx",
    "\U000e0041", "[bold]x[/bold]", "[/]", "[link=https://example.org]x[/link]", "[@click=app.bell]x", ":tada:",
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "javascript:alert(1)", "<!-- ", "-->", "]]>",
    "<![CDATA[x]]>", "<?xml version='1.0'?>", "&lt;b&gt;", "&#x3c;b>", "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>", "</text></svg>", "</title>", "<details open ontoggle=alert(1)>", "</td></tr></table>",
    "@everyone and @halden/finance", "#1 GH-1 !1", "www.example.org https://example.org", "[a](javascript:x)",
    "![a](https://example.org/x.png)", "| a | b |\n|---|---|", "`a` ```b```", "```\n# x\n```", "# a", "- a", "> a",
    "1. a", "---", "***", "    a", "$x$ $`x`$", "/close", "\\", "\\n", "\\\\", "=cmd|' /C calc'!A0", "+1+1", "-1+1",
    "@SUM(1)", "\t=1", "\r=1", " =1", '"=1', "a,b", 'a"b', "a;b", "'", '"];\n b [label="x', '"]', "\\N \\G \\l",
    "<b>x</b>", "a -> b", "{a|b}", "}", "/* x */", "// x", "# x", '" URL="javascript:x', "end", "graph", "subgraph x",
    "%%{init: {'theme': 'dark'}}%%", 'click n0 href "javascript:x"', "A[x]", "a;b --> c", "```mermaid", "#quot;",
    "x:::y", "a" * 300, "W" * 120, "x " * 150, "\u0e17\u0e35\u0e48", "\U0001f469\u200d\U0001f680",
    "S" + "\u0301" * 40, "\ufdfd" * 5, "\u202b\u05d0\u202c", "{0} %s %(x)s ${x} {{x}}", "../../etc/passwd",
    "/etc/passwd", "nul", "x # bsc: ignore[not-yaml] y", "null", "true", "1e9", "2026-Q1", "NaN",
)  # fmt: skip
"""Our own, shorter ones."""

TEXTS: tuple[str, ...] = tuple(dict.fromkeys((*OWN, *BLNS)))
