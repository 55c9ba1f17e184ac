"""The status as one web page: nothing to run in it, nothing to load for it, tables that a screen reader can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from bsc_cli.evaluation import Evaluation, Status
from bsc_cli.view.numbers import shown_score
from bsc_cli.view.status.actions import acting
from bsc_cli.view.status.html_style import style
from bsc_cli.view.status.html_table import section
from bsc_cli.view.status.html_words import spoken, text
from bsc_cli.view.status.lines import USUAL, Arrangement, sections
from bsc_cli.view.status.order import moves
from bsc_cli.view.status.words import WORDS
from bsc_cli.visible import oneline

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(evaluation: Evaluation, arrangement: Arrangement = USUAL) -> str:
    """Return a whole page. All user text is escaped, and stands apart from what is around it in its direction."""
    name = text(evaluation.strategy.name) or "Status"
    day = f"As of {evaluation.as_of}" if evaluation.as_of else "Nothing was ever read"
    day += (
        f", with all files as they were at {text(evaluation.strategy.version)}" if evaluation.strategy.version else ""
    )
    body = [f"<h1>{name}</h1>", f"<p>{day}. 100 is the target, 50 the red line.</p>", _counts(evaluation.counts)]
    body += _moves(evaluation)
    at = f"as of {evaluation.as_of}" if evaluation.as_of else "before anything was read"
    for part in (*sections(evaluation, arrangement), *acting(evaluation)):
        body += section(part, at)
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(oneline(evaluation.strategy.name)) or 'Status'}</title>",
        f"<style>\n{style()}</style>",
    ]
    parts = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>", "<main>"]
    return "\n".join([*parts, *body, "</main>", "</body>", "</html>"]) + "\n"


def _counts(counts: Mapping[Status, int]) -> str:
    items = [f"<li>{spoken(status, f'{n} {WORDS[status]}')}</li>" for status, n in counts.items() if n]
    return f'<ul class="counts">{"".join(items) or "<li>no metrics</li>"}</ul>'


def _moves(evaluation: Evaluation) -> Iterator[str]:
    worst, more = moves(evaluation)
    if worst:
        yield "<h2>Whose move it is</h2>"
        yield "<ol>"
        for result in worst:
            score = spoken(Status.OFF, f"off, score {shown_score(result.score)}")
            title = f"{text(result.title)} ({text(result.metric.scorecard_id)})"
            yield f"<li>{text(result.owner or 'no owner')}: {title}, {score}</li>"
        yield "</ol>"
    if more:
        yield f"<p>And {more} more {'is' if more == 1 else 'are'} off.</p>"
