"""The status as Markdown, for a pull request or a page."""

from __future__ import annotations

from collections.abc import Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.view.numbers import ABSENT
from bsc_cli.view.status.lines import Line, lines
from bsc_cli.view.status.text import in_markdown
from bsc_cli.view.status.words import tally

_COLUMNS = ("", "value", "expected", "score", "status", "progress", "trend", "owner", "read", "note")
_RIGHT = ("value", "expected", "score", "progress")


def markdown(evaluation: Evaluation) -> str:
    """Return a heading, the counts and a table for each scorecard. User text becomes no markup, HTML or mention."""
    parts = [f"# {in_markdown(evaluation.strategy.name) or 'Status'}"]
    day = f"As of {evaluation.as_of}" if evaluation.as_of else "Nothing was ever read"
    parts.append(f"{day}: {tally(evaluation.counts).replace('   ', ', ') or 'no metrics'}.")
    table: list[str] = []
    for line in lines(evaluation):
        if line.depth == 0:
            if table:
                parts.append("\n".join(table))
            parts += [f"## {in_markdown(line.name)}", _summary(line)]
            table = [_row(_COLUMNS), _row("---:" if name in _RIGHT else "---" for name in _COLUMNS)]
        else:
            table.append(_row(_cells(line)))
    if table:
        parts.append("\n".join(table))
    return "\n\n".join(parts) + "\n"


def _summary(line: Line) -> str:
    return f"{line.state}, score {line.score} · {in_markdown(line.about)}"


def _cells(line: Line) -> Iterator[str]:
    name = in_markdown(line.name)
    yield f"**{name}**" if line.depth == 1 else name if line.depth == 2 else f"&emsp;{name}"  # noqa: PLR2004 - an objective
    yield from (line.value, line.expected, line.score, line.state, line.progress, line.trend)
    yield from map(
        in_markdown, (line.owner.replace(ABSENT, "") if line.depth == 1 else line.owner, line.read, line.about)
    )


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
