"""Forecasts in the status and on the map's page: a column, a fan, and nothing new where they were not asked for."""

from __future__ import annotations

import json as json_reader
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bsc_cli.cli import extra, run
from bsc_cli.evaluation import Evaluation, evaluate
from bsc_cli.forecast import look_out
from bsc_cli.load import load
from bsc_cli.readings import read
from bsc_cli.tree import Tree
from bsc_cli.view.forecast.fan import fan
from bsc_cli.view.forecast.html_part import html_part
from bsc_cli.view.status import Arrangement, csv, json, markdown, table
from bsc_cli.view.status.html_format import html

EXAMPLE = Path(__file__).parents[1] / "examples" / "logistics"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Evaluate the example logistics on its own readings."""
    tree = Tree.below(EXAMPLE)
    strategy = load(tree).strategy
    assert strategy is not None
    return evaluate(strategy, read({path: tree.text(path) for path in tree.paths if path.endswith(".csv")}, strategy))


@pytest.mark.parametrize("width", [24, 80, 120, 200])
def test_the_table_has_a_column_of_chances(evaluation: Evaluation, width: int) -> None:
    """Each chance that is told stands in the table, whose lines keep to the width."""
    outlook = look_out(evaluation)
    text = table(evaluation, width, Arrangement(outlook=outlook))
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.split())
    for forecasts in outlook.by_metric.values():
        if forecasts[0].probability is not None:
            assert f"{forecasts[0].probability * 100:.0f}% in {forecasts[0].period}" in flat


def test_every_format_says_the_same(evaluation: Evaluation) -> None:
    """CSV has three columns more, JSON the forecasts, Markdown and the page a column."""
    outlook = look_out(evaluation, fan=True)
    rows = [row.split(",") for row in csv(evaluation, outlook).splitlines()]
    assert rows[0][-3:] == ["due", "probability", "probability_with_arrows"]
    stated = [row[-2] for row in rows[1:] if row[-2]]
    firsts = [each[0].probability for each in outlook.by_metric.values() if each[0].probability is not None]
    assert stated == [f"{each:f}" for each in firsts]
    assert "| chance |" in markdown(evaluation, Arrangement(outlook=outlook))
    page = html(evaluation, Arrangement(outlook=outlook))
    assert page.count('opacity=".18"') == len(firsts)
    assert "default-src 'none'" in page


def test_nothing_is_new_where_it_was_not_asked_for(evaluation: Evaluation, capfd: pytest.CaptureFixture[str]) -> None:
    """Without --forecast the status is what it was, with the extra and without it."""
    assert run(["status", "--strategy", str(EXAMPLE), "--format", "json"]) in (0, 1)
    document = json_reader.loads(capfd.readouterr().out)
    assert "forecasts" not in document
    assert json_reader.loads(json(evaluation, document["findings"])) == document


def test_the_fan_is_a_picture_in_words(evaluation: Evaluation) -> None:
    """It is well-formed, stays in its frame, opens towards the due date, and says in words what it shows."""
    outlook = look_out(evaluation, fan=True)
    for forecasts in outlook.by_metric.values():
        picture = fan(forecasts)
        if not any(each.fan for each in forecasts):
            assert picture == ""
            continue
        root = ET.fromstring(picture)  # noqa: S314 - our own
        assert f"chance {(forecasts[0].probability or 0) * 100:.0f}%" in root.attrib["aria-label"]
        for shape in root:
            for point in shape.attrib.get("points", "").split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= 180
                assert 0 <= y <= 44
        steps = max((each.fan for each in forecasts), key=len)
        assert all(after.high - after.low >= (before.high - before.low) / 2 for before, after in pairwise(steps))


def test_the_page_of_the_map(tmp_path: Path) -> None:
    """`bsc map --forecast` puts the table with the fans below the map; its policy lets in no more than before."""
    with_it, without = tmp_path / "with.html", tmp_path / "without.html"
    readings = ["--strategy", str(EXAMPLE), "--status", str(EXAMPLE / "readings")]
    assert run(["map", *readings, "--forecast", "-o", str(with_it)]) == 0
    assert run(["map", *readings, "-o", str(without)]) == 0
    page, plain = with_it.read_text("utf-8"), without.read_text("utf-8")
    start, end = page.index("<section>\n<h2>How likely"), page.index('<script type="application/json"')
    assert page[:start] + page[end:] == plain
    assert 'opacity=".18"' in page[start:end]


def test_user_text_stays_text(evaluation: Evaluation) -> None:
    """No title gets into the page as markup."""
    from dataclasses import replace

    outlook = look_out(evaluation, fan=True)
    nasty = "<script>alert(1)</script>"
    named = [
        replace(each, result=replace(each.result, title=nasty, owner=nasty), lacking=nasty)
        for each in outlook.forecasts
    ]
    assert "<script" not in html_part(replace(outlook, forecasts=tuple(named)))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map", "--forecast", "-o", "m.svg"], "--forecast has no place in svg; it is for html."),
        (["status", "--forecast", "--by", "unit"], "--forecast is about metrics, and --by unit shows none"),
    ],
)
def test_where_it_has_no_place(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and exits with 2."""
    monkeypatch.chdir(EXAMPLE)
    assert run(arguments) == 2
    assert said in capfd.readouterr().err
    assert not Path("m.svg").exists()


@pytest.mark.parametrize("arguments", [["status", "--forecast"], ["map", "--forecast", "-o", "m.html"]])
def test_without_the_extra(
    arguments: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what to install, and exits with 2."""
    monkeypatch.chdir(EXAMPLE)
    monkeypatch.setattr(extra, "find_spec", lambda _: None)
    assert run(arguments) == 2
    assert 'pip install "bsc-cli[evidence]"' in capfd.readouterr().err
