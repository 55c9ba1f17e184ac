"""Indicator files as their publishers put them on the web: each says what a person could do about it.

They are no part of the project (real/README.md says whose they are); where they are not at hand nothing is tested.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bsc_cli.cli import run
from bsc_cli.finding import Spot
from bsc_cli.readings import read
from bsc_cli.readings.wide import Choices, import_sheet
from measured import one_metric

FOLDER = Path(__file__).parents[2] / "shared" / "real" / "messy"
FILES = sorted(FOLDER.glob("*")) if FOLDER.is_dir() else []
STRATEGY = one_metric("better: higher, target: 9, every: year")
FISCAL = one_metric("better: higher, target: 9, every: year", "fiscal_year_starts: april\n")
_DEATHS = "Incidence rate of fatal occupational injuries"
_WHOLE = {"Status classification": "", "Water body category": "", "Country": ""}
pytestmark = pytest.mark.skipif(not FILES, reason="the files are not at hand")


def text_of(name: str) -> str:
    """Return the text of a file."""
    return (FOLDER / name).read_text("utf-8-sig")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_as_readings(file: Path) -> None:
    """None of them is a readings file, and the first finding says where, and what to do instead."""
    found = read({file.name: text_of(file.name)}, STRATEGY)
    assert found.count == 0
    problem = found.faults[0].problem
    assert isinstance(problem.element, Spot)
    assert problem.element.place.line in (1, 2)
    assert problem.help is not None
    assert ("bsc readings import" in problem.help) or ("as the first line" in problem.help)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_as_spreadsheets(file: Path) -> None:
    """Each is read, or the cell is named that keeps it from it; every place is in the file."""
    text = text_of(file.name)
    found = import_sheet(file.name, text, STRATEGY, Choices(names={"Value": "c/m"}))
    lines = text.split("\n")
    for fault in found.faults:
        spot = fault.problem.element
        assert isinstance(spot, Spot)
        assert 1 <= spot.place.column <= len(lines[spot.place.line - 1]) + 1
        assert fault.problem.help


@pytest.mark.parametrize(
    ("name", "where", "count", "first", "left_out"),
    [
        ("us_indicator_1-2-1.csv", {"sex": "", "age": ""}, 23, ("2000", "11.3"), ["age"]),
        ("us_indicator_8-8-1.csv", {"Sex": "Male", "Series": _DEATHS}, 10, ("2006", "6.7"), []),
        ("ons_indicator_6-3-2.csv", _WHOLE, 6, ("2015", "35.19606898545139"), ["GeoCode"]),
        ("sh_indicator_1-2-1.csv", {"Gruppe": ""}, 14, ("2005", "11.6"), []),
        ("kz_indicator_5-5-2.csv", {"REF_AREA": "", "URBANISATION": "", "AGE": ""}, 2, ("2010", "37.2"), ["AGE"]),
        ("ca_indicator_16-6-1.csv", {"data.Geography": ""}, 6, ("2014", "85.46"), ["GeoCode"]),
    ],
)
def test_the_headline_of_each(
    name: str, where: dict[str, str], count: int, first: tuple[str, str], left_out: list[str]
) -> None:
    """With the rows chosen that speak for the whole, the headline series comes out without a question."""
    names = {"Value": "c/m", **dict.fromkeys(left_out)}
    found = import_sheet(name, text_of(name), FISCAL, Choices(names=names, where=where))
    assert [(fault.problem.message, fault.problem.element) for fault in found.faults] == []
    assert (found.entries[0].period, found.entries[0].value) == first
    assert len(found.entries) >= count


def test_three_readings_are_told_apart() -> None:
    """A year given twice, spans of years, and a fiscal year where years begin in January."""
    twice = import_sheet("t.csv", text_of("us_indicator_16-9-1.csv"), STRATEGY, Choices(names={"Value": "c/m"}))
    assert [fault.rule for fault in twice.faults] == ["duplicate-reading"]
    spans = import_sheet("t.csv", text_of("ca_indicator_11-3-1.csv"), STRATEGY, Choices(names={"Value": "c/m"}))
    assert "it covers 2005 to 2007" in (spans.faults[0].problem.help or "")
    fiscal = import_sheet("t.csv", text_of("ons_archived-11-6-1.csv"), STRATEGY, Choices(names={"Value": "c/m"}))
    assert any("years begin in January here" in fault.problem.message for fault in fiscal.faults)


def test_a_file_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`There is no data for this indicator yet` is said to be nothing to read."""
    (tmp_path / "c.yaml").write_text(
        "scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n"
        "    metrics:\n      m: {every: year}\n"
    )
    file = str(FOLDER / "ons_indicator_16-7-1.csv")
    assert run(["readings", "import", "--strategy", str(tmp_path / "c.yaml"), file, "--map", "Value=m"]) == 2
    assert "no row has a value" in capsys.readouterr().err
