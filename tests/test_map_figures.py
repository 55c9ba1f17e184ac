"""The numbers on a card: whole, with their unit, and written alike whether measured or planned."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from bsc_cli.evaluation import evaluate
from bsc_cli.readings import read
from bsc_cli.view.map import MetricLine, draw, page, svg
from bsc_cli.view.map.figures import height_of
from bsc_cli.view.map.marks import marks_of
from bsc_cli.view.map.measured import VALUE, measured
from map_checker import faults
from map_maps import one


def words(text: str) -> list[str]:
    """Return the lines of text in a picture."""
    return [told(each) for each in re.findall(r"<text[^>]*>(.*?)</text>", text)]


def told(markup: str) -> str:
    """Return what is read of markup."""
    return re.sub(r"<[^>]*>", "", markup)


@pytest.mark.parametrize("readings", [(), (Decimal(1), Decimal(9))])
@pytest.mark.parametrize("unit", [None, "%", "EUR", "thousand EUR", "orders signed since 2025"])
@pytest.mark.parametrize("value", [None, "7", "12 607 500", "999 999 999 999.99"])
@pytest.mark.parametrize("target", [None, "10", "12 900 000", "999 999 999 999.99", "at least 12 900 000"])
def test_value_target_and_unit_are_there_whole(
    value: str | None, target: str | None, unit: str | None, readings: tuple[Decimal, ...]
) -> None:
    """On the narrowest card as on a wide one no number is cut, and the unit stands once, behind the last of them."""
    line = MetricLine("Orders", value, target, readings, Decimal(10), unit=unit)
    for room in (124.0, 176.0, 210.0):
        set_in = measured(line, room)
        words = " ".join(filter(None, [set_in.value, set_in.behind, *set_in.below]))
        expected = [value or "no data", f"/ {target}" if target else None, unit if value or target else None]
        assert words == " ".join(filter(None, expected))
        assert VALUE.width(set_in.value, "widest") + set_in.spark <= room or not set_in.spark
        if readings or value:
            assert height_of(line, room) == 7 + 13 + 17 + 13 * len(set_in.below)


def test_what_is_measured_is_written_like_what_is_planned() -> None:
    """Thousands stand apart, units of any length are there, and those of a range too, on the card and in the table."""
    text = """\
scorecard: c
objectives:
  a:
    perspective: customer
    title: A
    metrics:
      m: {title: Orders, unit: thousand EUR, better: higher, baseline: 0, target: 15000.5, every: quarter}
  b:
    perspective: customer
    title: B
    metrics:
      n: {title: Stock, unit: working days, better: within, target_range: {low: 2, high: 1000}, every: quarter}
"""
    planned = draw(one(text))
    assert {"Target 15 000.5 thousand EUR", "Target 2 to 1 000 working days"} <= set(words(svg(planned)))
    sound = one(text)
    unmeasured = draw(sound, marks_of(evaluate(sound, read({}, sound))))
    assert {"Target 15 000.5 thousand EUR", "Target 2 to 1 000 working days"} <= set(words(svg(unmeasured)))
    rows = "metric,period,value\nm,2026-Q1,12600\nn,2026-Q1,3.25\n"
    drawing = draw(sound, marks_of(evaluate(sound, read({"readings/a.csv": rows}, sound))))
    assert {"12 600\u00a0/ 15 000.5 thousand EUR", "3.25\u00a0/ 2 to 1 000 working days"} <= set(words(svg(drawing)))
    assert "Orders: 12 600 thousand EUR (target 15 000.5 thousand EUR)" in told(page(drawing))
    assert faults(svg(drawing)) == []


@pytest.mark.parametrize(("targets", "said"), [("{2026-Q2: 10, 2026-Q4: 20}", True), ("{2026-Q1: 10}", False)])
def test_a_status_that_asks_less_than_the_target_is_explained(targets: str, said: bool) -> None:  # noqa: FBT001 - a case's outcome
    """On the way to a target a green card may be below it: the legend says why, and the hint how much is expected."""
    sound = one(
        "scorecard: c\nobjectives: {a: {perspective: customer, title: A, metrics: "
        f"{{m: {{title: Orders, unit: kg, better: higher, baseline: 0, targets: {targets}, every: quarter}}}}}}}}\n"
    )
    marks = marks_of(evaluate(sound, read({"readings/a.csv": "metric,period,value\nm,2026-Q1,10\n"}, sound)))
    drawing = draw(sound, marks)
    assert marks["c/a"].status == "on-target"
    assert ("Status: against what is expected by now on the way to the target" in words(svg(drawing))) is said
    aims = "expected 5 kg, target 10 kg" if said else "target 10 kg"
    assert f"Orders: 10 kg, {aims}." in drawing.cards[0].hint
    assert f"Orders: 10 kg ({aims})" in told(page(drawing))
    assert faults(svg(drawing)) == []
