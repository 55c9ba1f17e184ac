"""The comment in a pull request: it fits, the worst stands first, and whatever people wrote it forges nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bsc_cli.cli.app import run as bsc
from bsc_cli.diff import diff, review
from bsc_cli.model import Review, Scorecard, Settings
from bsc_cli.model.scorecard import with_ids
from bsc_cli.strategy import Strategy
from bsc_cli.view.diff import Compared, markdown
from history import commit

BLNS = Path(__file__).parents[1].parent / "shared" / "corpora" / "blns.json"
NAUGHTY: list[str] = json.loads(BLNS.read_text("utf-8")) if BLNS.is_file() else []
FORGING = [
    "@halden/finance please approve",
    "@everyone",
    "mail ceo@example.org",
    "closes #123, fixes halden/strategy#9 and GH-7",
    "reverts a1b2c3d and 0123456789abcdef0123456789abcdef01234567",
    "halden@a1b2c3d4",
    "!12 %34 ~label &56 ^alert",
    '~"to do" %"next year"',
    "CVE-2021-44228 GHSA-jfh8-c2jp-5v3q",
    ":tada: :+1:",
    "https://example.org www.example.org mailto:a@example.org",
    "</details>",
    "</details></td></tr></table><h1>Approved</h1>",
    "<details open><summary>All good</summary>",
    "<!-- hidden",
    "--> shown",
    "![pixel](https://example.org/p.png)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "[x]: https://example.org",
    "[^1] and [^1]: note",
    "- [x] approved",
    "# Approved",
    "\n\n## Approved\n\ntext",
    "Approved\n===",
    "---",
    "***",
    "> quoted",
    "1. one",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b \\| c",
    "ends in a backslash \\",
    "```",
    "~~~",
    "``` mermaid\nflowchart LR",
    "`code` ``more``",
    "    indented",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "&lt;b&gt; &#60;b&#62; &amp; &copy;",
    "$x^2$ from $100 to $200 $`y`$",
    "::error file=a.yaml::forged",
    "::add-mask::secret",
    "##[error]forged",
    "##vso[task.complete result=Succeeded;]",
    "##teamcity[buildStatus status='SUCCESS']",
    "/approve",
    "/close",
    "\u202eright to left\u202c",
    "\x1b[31mred",
    "a\u2028b\x00c",
    "{{ 7*7 }} ${{ github.token }} {% raw %}",
    "",
    "   ",
]
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What GitHub and GitLab look for in finished text.
MAGIC = re.compile(
    r"@\w|(?<!\w)[#!%~&^][\w\"]|\w#\d|:\w+:|:\+1:|\b(GH|CVE|GHSA)-\w|://|\bwww\.|mailto:\w|(?<!\w)[0-9a-f]{7,40}(?!\w)",
    re.IGNORECASE,
)


def read(card: dict[str, Any]) -> Strategy:
    """Return the strategy of one scorecard, without the way through YAML."""
    return Strategy(Settings(), {"a": Scorecard.model_validate(with_ids(card))})


def card(texts: list[str], target: int) -> dict[str, Any]:
    """Write a scorecard in which each text stands wherever a text may stand."""
    objectives: dict[str, Any] = {"top": {"perspective": "financial", "title": "Top"}}
    for number, text in enumerate(texts):
        metric = {"title": text, "unit": text, "owner": text, "better": "higher", "target": target, "every": "month"}
        arrow = {"because": f"{text} {target}", "after": "1 month"}
        objectives[f"o-{number}"] = {
            "perspective": "process",
            "title": f"{text}" if target == 10 else f"{text} now",
            "owner": text,
            "metrics": {f"m-{number}": metric},
            "drives": {"top": arrow},
        }
    return {"scorecard": "a", "title": texts[0] if texts else "A", "objectives": objectives}


def comment(texts: list[str], *, base: str = "v1", most: int = 10**9) -> str:
    """Write the comment on a change in which each of some texts is all over the place."""
    decisions = tuple({"what": text, "because": text, "about": ("top",)} for text in texts)
    held = Review.model_validate({"@id": "r.yaml", "review": "a", "on": "2026-07-20", "decisions": decisions})
    found = diff(read(card(texts, 10)), replace(read(card(texts, 7)), reviews=(held,)))
    rows = "metric,period,value\n" + "".join(f"a/m-{number},2026-03,8\n" for number in range(len(texts)))
    restated = rows.replace(",8\n", ",9\n")
    return markdown(Compared(found, base, "v2", review(found, {"r.csv": rows}, {"r.csv": restated})), most=most)


def skeleton(tokens: list[Token]) -> list[tuple[str, str]]:
    """Return how a comment is built: its tokens without their texts, HTML by what it is; spans of dollars are text."""
    found: list[tuple[str, str]] = []
    for token in tokens:
        for each in (token, *(token.children or ())):
            said = each.content if each.type in ("html_block", "html_inline") else each.info
            is_text = each.type == "text" or said in ("<span>", "</span>")
            built = ("text", "") if is_text else (each.type, said)
            if not is_text or found[-1] != built:
                found.append(built)
    return found


def shown(tokens: list[Token]) -> str:
    """Return the text that a reader of a comment sees, charts aside."""
    inner = [each for token in tokens for each in (token.children or ())]
    return "\n".join(each.content for each in inner if each.type == "text")


@pytest.mark.parametrize(
    "texts",
    [FORGING, pytest.param(NAUGHTY, marks=pytest.mark.skipif(not NAUGHTY, reason="the list is not here"))],
    ids=["ours", "the big list"],
)
def test_no_text_changes_how_a_comment_is_built(texts: list[str]) -> None:
    """To a parser of Markdown it is built as with harmless words; what forges look for is nowhere in it."""
    texts = [text for text in texts if text.strip()]
    written = comment(texts)
    tokens = READER.parse(written)
    plain = READER.parse(comment([f"word{number}" for number in range(len(texts))]))
    assert skeleton(tokens) == skeleton(plain)
    assert not (found := MAGIC.search(shown(tokens))), found
    assert not [line for line in written.split("\n") if re.match(r"\s*(::|##\[|/\w)", line)]


@pytest.mark.parametrize("at", range(0, len(FORGING), 8))
def test_no_text_leaves_the_chart(at: int) -> None:
    """A small change has one fenced chart outside of every fold, whatever its titles say."""
    some = [text for text in FORGING[at : at + 8] if text.strip()]
    written = comment(some)
    charts = [token for token in READER.parse(written) if token.type == "fence"]
    assert [token.info for token in charts] == ["mermaid"]
    lines = charts[0].content.split("\n")
    assert sum(line.startswith("    n") for line in lines) == len(some) + 1
    assert not re.search(r"[<@`]", re.sub(r"<br/>", "", charts[0].content))
    assert written.index("```mermaid") < (written.find("<details>") % 10**9)


def test_a_chart_that_takes_too_much_room_is_left_out() -> None:
    """Few objectives with titles of nothing but signs: a sentence stands in its place."""
    written = comment([f"{number} {'&<>{}' * 60}" for number in range(17)], most=65_400)
    assert "```mermaid" not in written
    assert "The map of what changes (18 objectives) is too large for a comment" in written


def test_the_names_of_the_versions_are_text() -> None:
    """A branch called like a mention or a heading is shown as it is called."""
    assert "from @&#8203;admin&#60;b&#62; to v2" in comment(["x"], base="@admin<b>")


def test_a_thousand_changes_fit(tmp_path: Path) -> None:
    """At most 65,536 characters as GitHub counts them; rows that stand there and those left out are a thousand."""
    texts = [f"Objective <{number}> @team" for number in range(250)]  # title, target, because: 3 changes each
    folder = tmp_path / "s"
    folder.mkdir()
    commit(folder, {"bsc.yaml": "", "scorecards/a.yaml": json.dumps(card(texts, 10))})
    after = card(texts, 7)
    for number in range(250):
        after["objectives"][f"n-{number}"] = {"perspective": "customer", "title": "New | one"}
    commit(folder, {"scorecards/a.yaml": json.dumps(after)})
    out = tmp_path / "comment.md"
    bsc(["diff", "HEAD~1", "HEAD", "--strategy", str(folder), "--format", "markdown", "-o", str(out)])
    written = out.read_text(encoding="utf-8")
    assert len(written) <= 65_536
    assert len(written.encode("utf-16-le")) // 2 <= 65_536
    assert written.startswith("## What changes in the strategy\n\n1000 changes: 250 loosened, 250 added, 500 changed, ")
    rows = [line for line in written.split("\n") if line.startswith("| a: ")]
    left_out = [int(number) for number in re.findall(r"\n(\d+) more are not shown here; `bsc diff`", written)]
    assert len(rows) + left_out[-1] == 1000
    assert all("**loosened**" in row for row in rows[:200])
    assert written.count("<details>") == written.count("</details>") == 1
    assert "The map of what changes (501 objectives) is too large for a comment" in written


@pytest.mark.parametrize("most", [3_000, 8_000, 20_000, 65_400])
@pytest.mark.parametrize("count", [1, 11, 12, 13, 40, 300])
def test_any_budget_is_kept(count: int, most: int) -> None:
    """However much there is to say, the comment keeps its budget and stays whole."""
    written = comment([f"&&&& $$$$ {number} @x" * 6 for number in range(count)], most=most)
    assert len(written) <= most
    assert written.count("<details>") == written.count("</details>")
    assert written.endswith("\n")


def test_the_worst_stands_first() -> None:
    """What was loosened, then what is gone, then what is new, then words; and what is left is behind a fold."""
    objectives = {
        f"o-{number}": {
            "perspective": "process",
            "title": "Do",
            "metrics": {f"m-{number}": {"better": "higher", "target": 5}},
        }
        for number in range(20)
    }
    old = {"scorecard": "a", "objectives": objectives}
    new = json.loads(json.dumps(old))
    for number in range(10):
        new["objectives"][f"o-{number}"]["title"] = "Do it"
    new["objectives"]["o-10"]["metrics"]["m-10"]["target"] = 4
    del new["objectives"]["o-11"]
    new["objectives"]["o-20"] = {"perspective": "process", "title": "New"}
    written = markdown(Compared(diff(read(old), read(new)), "v1", "v2"))
    rows = [line for line in written.split("\n") if line.startswith("| a: ")]
    assert "**loosened**" in rows[0]
    assert ["removed" in row for row in rows[1:3]] == [True, True]
    assert "added" in rows[3]
    assert all("title: Do → Do it" in row for row in rows[4:])
    assert "<summary>2 more changes</summary>" in written
    assert written.index(rows[11]) < written.index("<details>") < written.index(rows[12])
