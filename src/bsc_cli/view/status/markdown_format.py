"""The status as Markdown, for a pull request or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsc_cli.evaluation import Evaluation
from bsc_cli.view.numbers import shown_score
from bsc_cli.view.status.actions import acting, is_of_actions
from bsc_cli.view.status.line import Line, Section
from bsc_cli.view.status.lines import USUAL, Arrangement, sections
from bsc_cli.view.status.order import moves
from bsc_cli.view.status.units import UNITS
from bsc_cli.view.status.words import tally
from bsc_cli.visible import in_markdown

_COLUMNS = ("value", "expected", "score", "status", "progress", "trend", "owner", "read")
_RIGHT = ("value", "expected", "score", "progress", "covered")
_USER_TEXT = ("owner", "read", "scorecard")


def markdown(evaluation: Evaluation, arrangement: Arrangement = USUAL) -> str:
    """Return a heading, the counts, what is furthest off, and tables. User text becomes no markup, HTML or mention."""
    parts = [f"# {in_markdown(evaluation.strategy.name) or 'Status'}"]
    day = f"As of {evaluation.as_of}" if evaluation.as_of else "Nothing was ever read"
    day += (
        f", with all files as they were at {in_markdown(evaluation.strategy.version)}"
        if evaluation.strategy.version
        else ""
    )
    parts.append(f"{day}: {tally(evaluation.counts).replace('   ', ', ') or 'no metrics'}.")
    if whose := list(_moves(evaluation)):
        parts.append("\n".join(["Whose move it is:\n", *whose]))
    for section in (*sections(evaluation, arrangement), *acting(evaluation)):
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _moves(evaluation: Evaluation) -> Iterator[str]:
    worst, more = moves(evaluation)
    for result in worst:
        owner = in_markdown(result.owner or "no owner")
        title = in_markdown(result.title)
        yield f"- {owner}: {title} ({in_markdown(result.metric.scorecard_id)}), score {shown_score(result.score)}"
    if more:
        yield f"- and {more} more {'is' if more == 1 else 'are'} off"


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {in_markdown(section.title)}"
    if section.top is not None:
        cells = section.top.cells
        said = [f"{cells['status']}, score {cells['score']}", in_markdown(section.top.said)]
        yield " · ".join(filter(None, said))
    columns = section.columns
    note = () if is_of_actions(section) else ("note",)
    if columns != UNITS and note:
        at = _COLUMNS.index("status") + 1
        chance = [name for name in columns if name == "chance"]
        columns = (*_COLUMNS[:at], *chance, *_COLUMNS[at:], *(name for name in columns if name == "scorecard"))
    head = [
        _row(["", *columns, *note]),
        _row(["---", *("---:" if name in _RIGHT else "---" for name in columns), *("---" for _ in note)]),
    ]
    yield "\n".join([*head, *(_row(_cells(line, columns, noted=bool(note))) for line in section.lines)])


def _cells(line: Line, columns: Iterable[str], *, noted: bool) -> Iterator[str]:
    name = in_markdown(line.name)
    # The highest level of a table stands out; everything below the second is set in.
    inner = line.depth if line.branch else max(line.depth - 2, 0)
    yield f"**{name}**" if line.kind == "perspective" else "&emsp;" * inner + name
    for column in columns:
        text = line.cells.get(column, "")
        yield in_markdown(text) if column in _USER_TEXT else text
    if noted:
        yield in_markdown(line.said)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
