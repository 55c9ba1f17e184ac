"""Arrows whose cause has not moved, found without the rest of each verdict."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bsc_cli.evaluation.comparable import Window
from bsc_cli.evaluation.movement import is_measured, movement
from bsc_cli.evaluation.verdict import Word, untried, verdict
from bsc_cli.strategy import Strategy
from measured import standing, strategy_of

_METRICS = (
    "{better: higher, target: 100, red_line: 50, every: month}",
    "{better: lower, target: 2, baseline: 90, weight: 2, every: month}",
    "{better: within, target_range: {low: 20, high: 60}, every: month}",
    "{better: higher, every: month}",
    "{better: higher, target: 100, weight: 0, every: month}",
)


def _strategy(metrics: tuple[str, str, str], arrows: tuple[str, str, str], event: int) -> Strategy:
    """Return a loop of three objectives with a metric each, and an event about the first, or none."""
    lines = ["scorecard: c", "objectives:"]
    for name, to, metric, arrow in zip("abc", "bca", metrics, arrows, strict=True):
        lines += [
            f"  {name}:",
            "    perspective: process",
            f"    title: The {name}",
            f"    drives: {{{to}: {{{arrow}}}}}",
            f"    metrics: {{m-{name}: {metric}}}",
        ]
    told = f"strategy: S\nevents:\n  - {{on: 2025-{event:02}, what: Counted anew, about: [c/m-a]}}\n"
    return strategy_of(c="\n".join(lines) + "\n", **({"settings": told} if event else {}))


_VALUES = st.one_of(
    st.lists(st.integers(48, 52) | st.none(), max_size=14), st.lists(st.integers(0, 99) | st.none(), max_size=14)
)
_ARROWS = st.sampled_from(
    [
        "because: So",
        "after: 1 month, because: So",
        "after: 7 months, effect: opposite, because: So",
        "declared_on: 2025-06-15, because: So",
        "after: 3 months, declared_on: 2025-06-15, because: So",
        "after: 3 years, declared_on: 2025-01-15, because: So",
    ]
)


@settings(max_examples=150)
@given(
    metrics=st.tuples(*[st.sampled_from(_METRICS)] * 3),
    arrows=st.tuples(*[_ARROWS] * 3),
    series=st.tuples(_VALUES, _VALUES, _VALUES),
    event=st.integers(0, 12),
)
@example(
    metrics=(_METRICS[0],) * 3,
    arrows=("because: So", "after: 1 month, because: So", "after: 7 months, because: So"),
    series=([50, 51, 50, 49, 51, 50, 50, 49], [50, 51, 50, 49, 51, 50, 50, 99], [50, 51, 90, 49, 51, 50, 50, 50]),
    event=0,
)
def test_an_arrow_is_untried_when_its_verdict_asks_about_execution(
    metrics: tuple[str, str, str],
    arrows: tuple[str, str, str],
    series: tuple[list[int | None], ...],
    event: int,
) -> None:
    """The short way and the whole verdict never differ; nor do being measured and having a movement."""
    rows = [
        f"m-{name},{2025 + place // 12}-{place % 12 + 1:02},{'' if value is None else value},{'' if value else 'lost'}"
        for name, values in zip("abc", series, strict=True)
        for place, value in enumerate(values)
    ]
    found = standing(_strategy(metrics, arrows, event), *rows)
    wanted = [arrow for arrow in found.strategy.arrows if verdict(found, arrow).word is Word.EXECUTION]
    assert [*untried(found)] == wanted
    if found.as_of is not None:
        for name in ("c/a", "c/b", "c/c"):
            moved = movement(found, name, Window(None, found.as_of))
            assert is_measured(found, name, found.as_of) is (moved is not None)
