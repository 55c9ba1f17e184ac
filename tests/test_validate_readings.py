"""`bsc validate --readings`: the rules about readings beside those about the strategy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsc_cli.cli import run

ROOT = Path(__file__).parents[1]
CARD = """\
scorecard: shop
objectives:
  sell:
    perspective: financial
    title: Sell more
    metrics:
      revenue: {better: higher, target: 10, red_line: 8, every: month}
"""
FILES = {
    "bsc.yaml": "strategy: Shop\n",
    "scorecards/shop.yaml": CARD,
    "readings/shop.csv": "metric,period,value\nrevenue,2026-04,9\nrevenue,2026-05,3\nrevenue,2026-06,2\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a strategy with a red metric, of which nobody wrote down why, and stand on 1 July 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def validated(shop: Path, capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    """Return what validate says as JSON."""
    assert run(["validate", "--strategy", str(shop), "--format", "json", *arguments]) == code
    data: dict[str, Any] = json.loads(capfd.readouterr().out)
    return data


def told(data: dict[str, Any]) -> set[str]:
    """Return the names of the rules that found something."""
    return {finding["rule"] for finding in data["findings"]}


def test_readings_are_looked_at_when_asked(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without the flag no rule about readings runs; with it they run beside all others."""
    without, with_them = validated(shop, capfd), validated(shop, capfd, "--readings")
    assert told(with_them) - told(without) == {"red-without-action", "red-without-note"}
    assert told(without) < told(with_them)
    assert without["rules_not_run"] == with_them["rules_not_run"] == []


def test_as_of_looks_back(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In April it was not red yet; the later readings are no error, they are not seen."""
    back = validated(shop, capfd, "--readings", "--as-of", "2026-04-30")
    assert not told(back) & {"red-without-action", "red-without-note", "reading-in-the-future"}
    assert "late-reading" in told(validated(shop, capfd, "--readings", "--as-of", "2026-09-30"))


def test_a_slip_in_the_year_is_an_error(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told whatever the day, at its row, and makes nothing late."""
    with (shop / "readings/shop.csv").open("a") as file:
        file.write("revenue,2062-07,12\n")
    for day in ([], ["--as-of", "2026-06-30"]):
        data = validated(shop, capfd, "--readings", *day, code=1)
        [found] = [finding for finding in data["findings"] if finding["rule"] == "reading-in-the-future"]
        assert (found["path"], found["line"]) == ("readings/shop.csv", 5)
        assert "late-reading" not in told(data)


def test_the_row_is_shown(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A finding in a readings file has the line around it, as one in a scorecard."""
    (shop / "readings/shop.csv").write_text(FILES["readings/shop.csv"] + "revenue,2026-06,7\n")
    assert run(["validate", "--strategy", str(shop), "--readings"]) == 1
    out = capfd.readouterr().out
    assert "readings/shop.csv:5:17: error[duplicate-reading]" in out
    assert "5 | revenue,2026-06,7" in out


def test_severities_and_comments_hold(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`bsc.yaml` sets the rules about readings, a comment silences one, and `--fail-on` counts them."""
    (shop / "bsc.yaml").write_text("rules:\n  red-without-note: {severity: error}\n")
    assert "red-without-note" in told(validated(shop, capfd, "--readings", code=1))
    silenced = CARD.replace("every: month}", "every: month}  # bsc: ignore[red-without-note] it is the strike")
    (shop / "scorecards/shop.yaml").write_text(silenced)
    assert "red-without-note" not in told(validated(shop, capfd, "--readings"))
    # Without the readings the rule does not run, and cannot show that the comment is unused.
    assert not told(validated(shop, capfd)) & {"unused-ignore", "red-without-note"}


def test_a_note_that_looks_like_a_comment_is_a_note(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Readings hold no comments: what looks like one silences nothing and is no unused comment."""
    text = "metric,period,value,note\nrevenue,2026-05,9,\nrevenue,2026-05,3,x # bsc: ignore[duplicate-reading] no\n"
    (shop / "readings/shop.csv").write_text(text)
    assert told(validated(shop, capfd, "--readings", code=1)) & {"duplicate-reading", "unused-ignore"} == {
        "duplicate-reading"
    }


@pytest.mark.parametrize("text", [None, "metric,period,value\n"])
def test_no_readings_stop(shop: Path, capfd: pytest.CaptureFixture[str], text: str | None) -> None:
    """With the flag and nothing to look at the command stops and says which files it looked for."""
    (shop / "readings/shop.csv").unlink()
    if text is not None:
        (shop / "readings/shop.csv").write_text(text)
    assert run(["validate", "--strategy", str(shop), "--readings"]) == 2
    err = capfd.readouterr().err
    assert "There are no readings to look at" in err
    assert "readings/" in err


def test_a_broken_strategy_is_told_first(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a strategy there is nothing to hold against readings: its rules are listed as not run."""
    (shop / "scorecards/shop.yaml").write_text(CARD.replace("title:", "titel:"))
    data = validated(shop, capfd, "--readings", code=1)
    assert told(data) >= {"unknown-field"}
    assert "late-reading" in data["rules_not_run"]
    assert "late-reading" not in validated(shop, capfd, code=1)["rules_not_run"]


def test_a_day_needs_readings(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """--as-of alone would do nothing, so it is refused; and it must be a day."""
    assert run(["validate", "--strategy", str(shop), "--as-of", "2026-06-30"]) == 2
    assert "--readings" in capfd.readouterr().err
    assert run(["validate", "--strategy", str(shop), "--readings", "--as-of", "June"]) == 2
    assert "is not a day" in capfd.readouterr().err


def test_a_baseline_holds_warnings_back(shop: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a baseline knows about readings is held back, and not called gone when nobody looked at readings."""
    data = validated(shop, capfd, "--readings")
    [found] = [finding for finding in data["findings"] if finding["rule"] == "red-without-note"]
    entry = {key: found[key] for key in ("rule", "element", "field", "fingerprint")}
    (shop / ".bsc").mkdir()
    (shop / ".bsc/baseline.json").write_text(json.dumps({"format_version": "1.0", "entries": [entry]}))
    assert "red-without-note" not in told(validated(shop, capfd, "--readings"))
    assert "stale-baseline" not in told(validated(shop, capfd))


EXPECTED = {
    "european-expansion": {
        ("living-on-borrowed-time", "corporate/grow-european-revenue"),
        ("living-on-borrowed-time", "sales/secure-distributor-contracts"),
        ("pace-impossible", "corporate/distributor-satisfaction"),
        ("pace-impossible", "operations/cross-trained-operators"),
        ("late-reading", "hr/time-to-hire"),
    },
    "logistics": {
        ("living-on-borrowed-time", "logistics/keep-contracts-profitable"),
        ("counter-metric-worse", "logistics/on-time-delivery"),
        ("pace-impossible", "logistics/cargo-damage"),
        ("pace-impossible", "logistics/loading-checks-done"),
        ("late-reading", "logistics/trucks-with-telematics"),
    },
    "corner-shop": {("living-on-borrowed-time", "shop/live-from-the-neighbourhood")},
    "southwest": {("living-on-borrowed-time", "southwest/more-customers")},
}


@pytest.mark.parametrize("example", EXPECTED)
def test_examples_tell_their_story(
    example: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the readings of an example make the rules say is what its README tells, and nothing else."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")
    strategy = ROOT / "examples" / example
    without = validated(strategy, capfd)
    data = validated(strategy, capfd, "--readings")
    plain = {finding["fingerprint"] for finding in without["findings"]}
    new = [finding for finding in data["findings"] if finding["fingerprint"] not in plain]
    assert {(finding["rule"], finding["element"]) for finding in new} == EXPECTED[example]


@pytest.mark.parametrize("large", [True, False])
def test_a_table_that_is_no_text_is_a_finding_and_the_others_count(
    shop: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    large: bool,  # noqa: FBT001 - a case
) -> None:
    """As a spreadsheet saves it in Latin-1: told with its line and column, counted in characters, by every command."""
    if large:
        monkeypatch.setattr("bsc_cli.readings.MANY", 0)
    (shop / "readings/latin.csv").write_bytes(
        "metric,period,value,note\nrevenue,2026-03,3,Caf\u00e9\n".encode("latin-1")
    )
    [found] = [
        each for each in validated(shop, capfd, "--readings", code=1)["findings"] if each["rule"] == "reading-malformed"
    ]
    assert (found["path"], found["line"], found["column"]) == ("readings/latin.csv", 2, 22)
    assert "UTF-8" in found["message"]
    for command in (["status"], ["why", "sell"], ["readings", "check"], ["map", "--status", str(shop / "readings")]):
        assert run([*command, "--strategy", str(shop)]) == 1
        said = capfd.readouterr()
        assert "latin.csv:2:22: error[reading-malformed]" in said.out + said.err
    assert run(["status", "--strategy", str(shop), "--format", "json"]) == 1
    [metric] = json.loads(capfd.readouterr().out)["metrics"]
    assert metric["value"] == 2
