"""What a strategy answers when it is asked: targets in order, who owns what, and when an effect can show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.load import load
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree


def strategy_of(card: str, settings: str = "") -> Strategy:
    """Return a single scorecard as a strategy."""
    strategy = load(Tree.of({"bsc.yaml": settings, "scorecards/corporate.yaml": card})).strategy
    assert strategy is not None
    return strategy


def with_metric(fields: str, settings: str = "") -> Strategy:
    """Return a strategy of one objective with one metric `m`."""
    return strategy_of(
        f"scorecard: corporate\nobjectives:\n  a: {{perspective: process, title: A, metrics: {{m: {{{fields}}}}}}}\n",
        settings,
    )


def test_targets_come_in_the_order_of_their_due_days() -> None:
    """With a year from April, the quarter and the year end in March, after December; of two the last counts."""
    written = "better: higher, targets: {2026-Q4: 4, 2026-12: 3, 2026: 5}"
    fiscal = with_metric(written, "fiscal_year_starts: april\n")
    metric = fiscal.metrics["corporate/m"]
    assert [str(period) for period, _ in fiscal.targets_of(metric)] == ["2026-12", "2026"]
    assert fiscal.final_target(metric) == (Decimal(5), ("targets", "2026"))


def test_what_was_found_of_targets_is_shared_with_the_parts() -> None:
    """Each scorecard by itself, as rules see it, has the very same answer, and does not work it out again."""
    strategy = with_metric("better: higher, targets: {2026-12: 3, 2026: 5}")
    metric = strategy.metrics["corporate/m"]
    part = next(strategy.parts())
    assert part.targets_of(metric) is strategy.targets_of(metric)


def test_a_range_has_no_final_target() -> None:
    """A metric that is to stay within a range is not on its way to a value."""
    strategy = with_metric("target_range: {low: 1}")
    assert strategy.final_target(strategy.metrics["corporate/m"]) is None


DAY = date(2026, 1, 15)
arrows = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(0, 40), max_size=14)


@given(arrows)
def test_an_effect_shows_by_the_quickest_path(lags: dict[tuple[int, int], int]) -> None:
    """The days agree with going over all arrows again and again until nothing gets quicker (Bellman and Ford)."""
    card = "scorecard: corporate\nobjectives:\n"
    for cause in range(6):
        drives = ", ".join(f"o{to}: {{after: {lag} days}}" for (source, to), lag in lags.items() if source == cause)
        card += f"  o{cause}: {{perspective: process, title: T, drives: {{{drives}}}}}\n"
    quickest = {0: 0}
    for _ in range(6):
        for (cause, effect), lag in lags.items():
            if cause in quickest:
                quickest[effect] = min(quickest.get(effect, 10**6), quickest[cause] + lag)
    shown = strategy_of(card).arrivals("corporate/o0", DAY)
    assert {key: (day - DAY).days for key, day in shown.items()} == {f"corporate/o{k}": v for k, v in quickest.items()}


def written(settings: str = "", **cards: str) -> Strategy:
    """Return a strategy of scorecards, each with an objective `o` with the metrics `m` and `n`."""
    body = "objectives: {o: {perspective: process, title: O, metrics: {m: {better: higher}, n: {better: higher}}}}\n"
    files = {f"scorecards/{card}.yaml": f"scorecard: {card}\n{body}{more}\n" for card, more in cards.items()}
    strategy = load(Tree.of({"bsc.yaml": settings, **files})).strategy
    assert strategy is not None
    return strategy


def touched(strategy: Strategy) -> dict[str, list[str]]:
    """Return what broke the series of each metric that has such a break."""
    every = {metric.id: [event.what for event in strategy.events_about(metric)] for metric in strategy.metrics.values()}
    return {metric: events for metric, events in every.items() if events}


def event(what: str, about: str) -> str:
    """Return an event as it is written in a list."""
    return f"{{on: 2026-07, what: {what}, about: {about}}}"


def test_events_touch_what_they_are_about_wherever_they_are_written() -> None:
    """In a scorecard, in another one, in the settings; a metric, an objective with all of its metrics, or all."""
    strategy = written(
        f"events: [{event('Settings', '[a/m]')}]",
        a=f"events: [{event('Own', '[n, o, m]')}, {event('All', '[]')}]",
        b=f"events: [{event('Abroad', '[a/m]')}, {event('Mine', '[m]')}, {event('Other', '[a/o]')}]",
    )
    assert touched(strategy) == {
        "a/m": ["Settings", "Own", "All", "Abroad", "Other"],
        "a/n": ["Own", "All", "Other"],
        "b/m": ["Mine"],
    }


def test_a_short_reference_in_the_settings_is_of_the_only_scorecard() -> None:
    """`m` means what `a/m` means: as an event, and as a metric that may move both ends of an arrow."""
    for ref in ("m", "a/m"):
        strategy = written(f"controls: [{ref}]\nevents: [{event('Merged', f'[{ref}]')}]", a="")
        assert touched(strategy) == {"a/m": ["Merged"]}
        assert strategy.shared_controls == ("a/m",)
