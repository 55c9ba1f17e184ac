"""The monthly accident and emergency figures of the NHS in England (April 2016 to March 2019), as a strategy of ours.

England and six large providers: a share within four hours is computed from attendances and breaches, never averaged.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bsc_cli.evaluation import Evaluation, Status, evaluate
from bsc_cli.readings import read
from measured import strategy_of

FILE = Path(__file__).parents[1].parent / "shared" / "real" / "nhs-ae" / "readings.csv"
PROVIDERS = ("r1h", "r1k", "rf4", "rj2", "rqm", "rw6")
UNITS = ("england", *PROVIDERS)
COUNTS = ("attendances", "breaches", "admissions")

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the hospital figures are not here")


def card(unit: str) -> str:
    """Return the scorecard of a unit: the four-hour standard of 95%, and what it is computed from."""
    parent = "" if unit == "england" else "parent: england\n"
    return f"""{parent}scorecard: {unit}
objectives:
  treat-in-time:
    perspective: customer
    title: Treat everyone within four hours
    metrics:
      within-four-hours:
        unit: "%"
        better: higher
        target: 95
        red_line: 85
        every: month
        formula: 100 * (attendances - breaches) / attendances
      six-within-four-hours: {{weight: 0, formula: "{SIX if unit == "england" else "100 * breaches / attendances"}"}}
      attendances: {{weight: 0, every: month, aggregate: sum}}
      breaches: {{weight: 0, every: month, aggregate: sum}}
      admissions: {{weight: 0, every: month, aggregate: sum}}
"""


SIX = "100 * (sum(attendances) - sum(breaches)) / sum(attendances)"


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, Decimal]]:
    """Return the published figures: by metric, by month."""
    found: dict[str, dict[str, Decimal]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["metric"], {})[row["date"][:7]] = Decimal(row["value"])
    return found


@pytest.fixture(scope="module")
def text(published: dict[str, dict[str, Decimal]]) -> str:
    """Return the counts as our readings, each for the month of its date."""
    lines = [
        f"{unit}/{count},{month},{value}"
        for unit in UNITS
        for count in COUNTS
        for month, value in published[f"{unit}-{count}"].items()
    ]
    return "\n".join(["metric,period,value", *lines]) + "\n"


def as_of(text: str, day: str) -> Evaluation:
    """Evaluate the seven scorecards as of a day; later months are there and not seen."""
    strategy = strategy_of(**{unit: card(unit) for unit in UNITS})
    return evaluate(strategy, read({"readings/nhs.csv": text}, strategy), date.fromisoformat(day))


def test_england_is_a_ratio_of_sums(text: str, published: dict[str, dict[str, Decimal]]) -> None:
    """April 2016: (1,867,781 - 186,122) / 1,867,781 = 90.04%, which is not the mean of the providers' shares."""
    found = as_of(text, "2016-04-30").by_metric
    england = found["england/within-four-hours"]
    assert england.value is not None
    assert round(england.value, 2) == Decimal("90.04")
    assert england.status is Status.NEAR
    assert england.score is not None
    assert round(england.score, 2) == Decimal("75.18")  # 100 - 50 * (95 - 90.0351) / (95 - 85)
    shares = [found[f"{unit}/within-four-hours"].value for unit in PROVIDERS]
    average = sum((share for share in shares if share is not None), Decimal(0)) / len(shares)
    assert abs(average - england.value) > 1

    six = found["england/six-within-four-hours"].value
    attended, breached = (
        sum((published[f"{unit}-{count}"]["2016-04"] for unit in PROVIDERS), Decimal(0))
        for count in ("attendances", "breaches")
    )
    assert six is not None
    assert abs(six - 100 * (attended - breached) / attended) < Decimal("1e-20")
    assert abs(six - average) > Decimal("0.001")  # large units of like size: near the mean, and not the mean


def test_every_month_agrees_with_the_published_share(text: str, published: dict[str, dict[str, Decimal]]) -> None:
    """Of all seven units and 36 months, to the six places that were published."""
    found = as_of(text, "2019-03-31").by_metric
    for unit in UNITS:
        series = found[f"{unit}/within-four-hours"].series
        assert len(series) == 36
        for each in series:
            assert each.value is not None
            assert abs(each.value - published[f"{unit}-four-hour"][str(each.period)]) <= Decimal("0.000001")


def test_a_provider_that_stops_is_late_and_not_off(text: str) -> None:
    """Without its last two months a provider is late: no score, and nothing of it in the counts of what is off."""
    kept = [line for line in text.splitlines() if not line.startswith("rqm/") or ",2019-0" not in line]
    found = as_of("\n".join(kept), "2019-03-31")
    assert found.by_metric["rqm/within-four-hours"].status is Status.LATE
    assert found.of("rqm").counts[Status.OFF] == 0
    assert found.of("rqm").scorecards[0].status is Status.NO_SCORE
    assert found.by_metric["r1h/within-four-hours"].status is Status.OFF
