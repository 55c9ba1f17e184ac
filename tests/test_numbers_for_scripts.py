"""JSON and CSV give values to the digit, and no score or coverage that contradicts its status."""

from __future__ import annotations

import csv as csv_reader
import json as json_reader
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bsc_cli.evaluation import Status
from bsc_cli.view.json_document import json_text
from bsc_cli.view.numbers import exactly, four_places, written
from bsc_cli.view.status import csv, json
from measured import one_metric, standing


def both(fields: str, *lines: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the metric `m` of the JSON, its numbers as decimals, and of the CSV."""
    found = standing(one_metric(fields), *(f"m,{line}" for line in lines))
    [metric] = json_reader.loads(json(found), parse_float=Decimal)["metrics"]
    [row] = csv_reader.DictReader(StringIO(csv(found)))
    return metric, row


@pytest.mark.parametrize(
    ("value", "target", "red_line"),
    [
        ("0.00004", "0.00002", "0.00006"),
        ("123456789012345678.25", "123456789012345678.26", "123456789012345670"),
        ("0.000000000000000001", "-0.000000000000000001", "999999999999999999.999999999999999999"),
        ("0.1", "0.3", "12345.00000000001"),
    ],
)
def test_what_was_written_has_all_its_digits(value: str, target: str, red_line: str) -> None:
    """Also what is smaller than four decimals, or has more digits than a float holds."""
    metric, row = both(f"better: lower, target: {target}, red_line: {red_line}", f"2026-06,{value}")
    for name, text in (("value", value), ("expected", target), ("target", target), ("red_line", red_line)):
        assert Decimal(metric[name]) == Decimal(text)
        assert row[name] == text
    assert [Decimal(each) for each in metric["recent"] if each is not None] == [Decimal(value)]


def test_bounds_have_all_their_digits() -> None:
    """Those of a range as well."""
    metric, _ = both("target_range: {low: 0.00001, high: 0.12345678901234567}", "2026-06,0.00003")
    assert metric["target_range"] == {"low": Decimal("0.00001"), "high": Decimal("0.12345678901234567")}


def test_what_has_no_end_has_15_digits() -> None:
    """A mean of 0.1, 0.1 and 0.2 is 0.4 / 3."""
    days = [f"2026-06-{day},{value}" for day, value in ((28, "0.1"), (29, "0.1"), (30, "0.2"))]
    metric, row = both("every: month, aggregate: mean", *days)
    assert metric["value"] == Decimal("0.133333333333333")
    assert row["value"] == "0.133333333333333"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("5.50", "5.5"),
        ("-0", "0"),
        ("1E+3", "1000"),
        ("123456789012345678.333333333333333333333", "123456789012345678"),
        ("0.0000000000000000000012345678901234567", "0.00000000000000000000123456789012346"),
    ],
)
def test_how_digits_are_written(number: str, text: str) -> None:
    """Without zeros at the end; a computed number keeps its whole digits, and a tiny one its first fifteen."""
    assert written(exactly(Decimal(number))) == text


def test_a_score_just_below_its_target_is_not_100() -> None:
    """999999.5 of 1000000 from 0 is 99.999975: near."""
    metric, row = both("better: higher, baseline: 0, target: 1000000", "2026-06,999999.5")
    assert (metric["score"], metric["status"], row["score"]) == (Decimal("99.9999"), "near", "99.9999")
    assert metric["progress"] == Decimal("99.9999")


@given(st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False))
@example(Decimal("99.99995"))
@example(Decimal("49.99999999"))
def test_a_rounded_score_is_in_the_band_of_the_score(score: Decimal) -> None:
    """Four decimals, at most one of the last place away."""
    found = four_places(score)
    assert found is not None
    assert Status.of_score(found) is Status.of_score(score)
    assert abs(found - score) < Decimal("0.0001")


@given(
    st.recursive(
        st.one_of(st.decimals(allow_nan=False, allow_infinity=False, places=25), st.text("\x01a17.")), st.lists
    )
)
@example([Decimal("0.12345678901234567890123"), "\x010.5\x01", "\x01", "\x01\x01"])
def test_decimals_become_numbers_to_the_digit(data: object) -> None:
    """Beside whatever text there is, also text that looks like the marks that stand around digits on the way."""
    found = json_reader.loads(json_text({"data": data}), parse_float=Decimal)["data"]
    assert _same(found, data)


def _same(found: object, data: object) -> bool:
    if isinstance(data, list):
        return isinstance(found, list) and all(map(_same, found, data))
    return found == data and isinstance(found, str) == isinstance(data, str)
