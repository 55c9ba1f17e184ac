"""Strategies and evaluations from texts, for tests about numbers."""

from __future__ import annotations

from datetime import date
from textwrap import dedent, indent

from bsc_cli.evaluation import Evaluation, MetricResult, evaluate
from bsc_cli.load import load
from bsc_cli.readings import Readings, read
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree


def strategy_of(**files: str) -> Strategy:
    """Load scorecards from YAML texts by name; `settings` is bsc.yaml."""
    settings = files.pop("settings", None)
    tree = {f"scorecards/{name}.yaml": dedent(text) for name, text in files.items()}
    loaded = load(Tree.of({**tree, **({"bsc.yaml": dedent(settings)} if settings else {})}))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def one_metric(fields: str, settings: str | None = None) -> Strategy:
    """Load a strategy of the one metric `m` from its fields, as YAML in one line or several."""
    text = fields if "\n" not in fields else "\n" + indent(dedent(fields).strip(), " " * 8)
    body = text if "\n" in text else f" {{{text}}}"
    card = (
        f"scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    metrics:\n      m:{body}\n"
    )
    return strategy_of(c=card, **({"settings": settings} if settings else {}))


def rows(*lines: str, header: str = "metric,period,value,note") -> str:
    """Return a readings file of lines."""
    return "\n".join([header, *lines]) + "\n"


def readings_of(strategy: Strategy, *lines: str) -> Readings:
    """Read the lines of one file with the columns metric, period, value and note."""
    return read({"readings/r.csv": rows(*lines)}, strategy)


def standing(strategy: Strategy, *lines: str, as_of: str | None = None, today: str | None = None) -> Evaluation:
    """Evaluate a strategy on the lines of a readings file."""
    day, now = (date.fromisoformat(each) if each else None for each in (as_of, today))
    return evaluate(strategy, readings_of(strategy, *lines), day, now)


def result(fields: str, *lines: str, as_of: str | None = None, settings: str | None = None) -> MetricResult:
    """Evaluate the one metric `m`; lines are `period,value` or `period,value,note`."""
    strategy = one_metric(fields, settings)
    return standing(strategy, *(f"m,{line}" for line in lines), as_of=as_of).by_metric["c/m"]
