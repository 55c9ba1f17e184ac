"""The baseline: start green on an old strategy, see only what is new, and never lose sight of what is written off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sound
from bsc_cli import rules
from bsc_cli.check import Address, Baseline, baseline_text, check, holdable, read_baseline
from bsc_cli.cli import run
from bsc_cli.config import configure
from bsc_cli.finding import Finding, Place, Result, Severity
from bsc_cli.load import load
from bsc_cli.tree import BASELINE, Tree

LOADED = load(Tree.of(sound.FILES))
FOUND = check([LOADED, LOADED.strategy], configure(rules.catalogue(), None), texts=LOADED.texts).findings  # type: ignore[list-item] # it can be read
OWNERLESS = sound.SALES.replace("    owner: cfo\n", "")
"""A scorecard with one finding more: of objective-without-owner."""


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Return the folder of a strategy that has warnings and remarks."""
    for path, text in sound.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def bsc(*arguments: str | Path) -> int:
    """Run a command and return its exit code."""
    return run([str(each) for each in arguments])


def validated(
    folder: Path, capfd: pytest.CaptureFixture[str], *more: str, code: int | None = 0
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the summary of a validation that shows everything, and the (rule, element) of each finding."""
    assert bsc("validate", folder, "--format", "json", "--show", "info", *more) in ((0, 1) if code is None else (code,))
    document = json.loads(capfd.readouterr().out)
    return document["summary"], [(each["rule"], each["element"]) for each in document["findings"]]


def entries(folder: Path) -> list[dict[str, Any]]:
    """Return what stands in the file."""
    written: list[dict[str, Any]] = json.loads((folder / BASELINE).read_text(encoding="utf-8"))["entries"]
    return written


def met(baseline: Baseline, *without: str) -> Result:
    """Return what all rules, or all but some, say of the sound strategy with a baseline."""
    config = configure([rule for rule in rules.catalogue() if rule.name not in without], None)
    return check([LOADED, LOADED.strategy], config, texts=LOADED.texts, baseline=baseline)  # type: ignore[list-item] # as above


def baseline_of(findings: Any) -> Baseline:  # noqa: ANN401 - anything with findings in it
    """Return the baseline that takes in these findings."""
    found = read_baseline(Tree.of({BASELINE: baseline_text(map(Address.of, findings))}))
    assert found is not None
    assert found.fault is None
    return found


def test_an_old_strategy_starts_green(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """After `bsc baseline` nothing is found, at any severity, and the summary counts what is held back."""
    before, found = validated(strategy, capfd)
    assert len(found) > 10
    assert before["baselined"] == 0
    assert bsc("baseline", "--strategy", strategy) == 0
    after, shown = validated(strategy, capfd, "--fail-on", "info")
    assert shown == []
    assert after == {"errors": 0, "warnings": 0, "infos": 0, "baselined": len(found), "unshown": 0}
    assert validated(strategy, capfd, "--no-baseline") == (before, found)


def test_only_what_is_new_shows(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A fault that comes in after the baseline is the only one that shows, and it fails the check."""
    bsc("baseline", "--strategy", strategy)
    (strategy / "scorecards" / "sales.yaml").write_text(OWNERLESS)
    _, shown = validated(strategy, capfd, "--fail-on", "warning", code=1)
    assert shown == [("objective-without-owner", "sales/contract")]


def test_entries_outlive_moved_lines(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Lines that move, files that are renamed and severities that change leave every entry in force."""
    bsc("baseline", "--strategy", strategy)
    for name in ("corporate", "sales"):
        card = strategy / "scorecards" / f"{name}.yaml"
        card.with_name(f"0-{name}.yaml").write_text(f"# Moved\n\n{card.read_text()}")
        card.unlink()
    (strategy / "bsc.yaml").write_text(f"{sound.BSC}  kind-undeclared: {{severity: error}}\n")
    summary, shown = validated(strategy, capfd)
    assert shown == []
    assert summary["baselined"] == len(entries(strategy))


@given(st.sets(st.sampled_from(FOUND)))
def test_what_shows_and_what_is_held_back_is_all(taken: set[Finding]) -> None:
    """Whatever part of the findings a baseline takes in is held back; the rest shows, and nothing is stale."""
    result = met(baseline_of(taken))
    assert set(result.baselined) == taken
    assert set(result.findings) == set(FOUND) - taken


def test_reworded_messages_are_held_back() -> None:
    """An entry knows nothing of the words, the place or the help of its finding."""
    elsewhere = Place("elsewhere.yaml", 99, 1, 99, 2)
    reworded = [
        each._replace(message="In other words.", place=elsewhere, help=None, severity=Severity.ERROR) for each in FOUND
    ]
    assert met(baseline_of(reworded)).findings == ()


def test_of_three_where_there_were_two_one_is_new() -> None:
    """Findings with the same address need an entry each."""
    twins = [FOUND[0]._replace(message=f"The {number}.") for number in range(3)]
    new, held = baseline_of(twins[:2]).split(twins)
    assert len(held) == 2
    assert len(new) == 1
    stale = list(baseline_of(twins).met(held, [FOUND[0].rule]).stale(rules.names()))
    assert [entry.number for entry in stale] == [3]


WORDS = st.text(min_size=1, max_size=20)


@given(st.lists(st.builds(Address, WORDS, WORDS, WORDS | st.none(), st.from_regex(r"[0-9a-f]{32}", fullmatch=True))))
def test_a_baseline_is_read_as_it_was_written(addresses: list[Address]) -> None:
    """Any addresses come back, sorted, each from a line of its own that says just what the entry says."""
    text = baseline_text(addresses)
    baseline = read_baseline(Tree.of({BASELINE: text}))
    assert baseline is not None
    assert [entry.address for entry in baseline.entries] == sorted(
        addresses, key=lambda each: (each.rule, each.element, each.field or "", each.fingerprint)
    )
    lines = text.split("\n")
    assert [json.loads(lines[at.line - 1][at.column - 1 : at.end_column - 1]) for _, at, _ in baseline.entries] == [
        entry.address._asdict() for entry in baseline.entries
    ]
    assert len({entry.place.line for entry in baseline.entries}) == len(addresses)


def test_a_change_is_one_line(strategy: Path) -> None:
    """One more finding is one more line, and no other line changes but for a comma."""
    bsc("baseline", "--strategy", strategy)
    before = (strategy / BASELINE).read_text()
    (strategy / "scorecards" / "sales.yaml").write_text(OWNERLESS)
    assert bsc("baseline", "--update", "--strategy", strategy) == 0
    after = (strategy / BASELINE).read_text()
    lines = [set(text.replace("},", "}").split("\n")) for text in (before, after)]
    assert lines[0] < lines[1]
    assert ["objective-without-owner" in line for line in lines[1] - lines[0]] == [True]


def test_the_same_strategy_gives_the_same_baseline(strategy: Path) -> None:
    """Hash seed and locale change no byte of the file."""
    written = []
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        subprocess.run(
            [sys.executable, "-m", "bsc_cli", "baseline", "--update"],
            cwd=strategy,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            check=True,
            capture_output=True,
        )
        written.append((strategy / BASELINE).read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 10


def test_a_stale_entry_is_a_warning_at_its_line(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """When a fault is mended, its entry is named where it stands; --prune drops it and nothing else."""
    (strategy / "scorecards" / "sales.yaml").write_text(OWNERLESS)
    bsc("baseline", "--strategy", strategy)
    (strategy / "scorecards" / "sales.yaml").write_text(sound.SALES)
    lines = (strategy / BASELINE).read_text().split("\n")
    expected = next(number for number, line in enumerate(lines, 1) if "objective-without-owner" in line)
    capfd.readouterr()
    assert bsc("validate", strategy, "--format", "json") == 0
    found = json.loads(capfd.readouterr().out)["findings"]
    assert [(each["rule"], each["severity"], each["path"], each["line"]) for each in found] == [
        ("stale-baseline", "warning", BASELINE, expected)
    ]
    assert bsc("baseline", "--prune", "--strategy", strategy) == 0
    assert (strategy / BASELINE).read_text().split("\n") == [
        line for number, line in enumerate(lines, 1) if number != expected
    ]
    assert validated(strategy, capfd)[1] == []


def test_pruning_takes_nothing_in(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What is new stays new after --prune; a baseline in which all occurs is left as it is, byte for byte."""
    bsc("baseline", "--strategy", strategy)
    (strategy / "scorecards" / "sales.yaml").write_text(OWNERLESS)
    reformatted = json.dumps(json.loads((strategy / BASELINE).read_text()))
    (strategy / BASELINE).write_text(reformatted)
    assert bsc("baseline", "--prune", "--strategy", strategy) == 0
    assert (strategy / BASELINE).read_text() == reformatted
    assert validated(strategy, capfd)[1] == [("objective-without-owner", "sales/contract")]


def test_a_rule_that_is_off_leaves_its_entries_alone(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A rule that does not run cannot show that its entries are stale, and --prune keeps them."""
    bsc("baseline", "--strategy", strategy)
    before = (strategy / BASELINE).read_text()
    assert '"so-what-missing"' in before
    (strategy / "bsc.yaml").write_text(f"{sound.BSC}  so-what-missing: {{severity: off}}\n")
    assert validated(strategy, capfd)[1] == []
    bsc("baseline", "--prune", "--strategy", strategy)
    assert (strategy / BASELINE).read_text() == before


def test_an_entry_of_a_rule_that_is_gone_is_stale() -> None:
    """What names no rule holds nothing back, and says so."""
    result = met(baseline_of([*FOUND, FOUND[0]._replace(rule="no-such-rule")]))
    assert [(each.rule, each.message) for each in result.findings] == [
        ("stale-baseline", '"no-such-rule" is not a rule, so this entry holds nothing back.')
    ]


@pytest.mark.parametrize("change", [{"rule": "no-effect"}, {"element": "sales/other"}, {"field": "title"}])
def test_an_entry_hides_only_what_it_shows(change: dict[str, str]) -> None:
    """An entry whose fingerprint belongs to another finding than it says hides nothing."""
    address = Address.of(FOUND[0])._replace(**change)
    baseline = read_baseline(Tree.of({BASELINE: baseline_text([address])}))
    assert baseline is not None
    result = met(baseline)
    assert result.baselined == ()
    assert set(FOUND) <= set(result.findings)


def test_reading_errors_cannot_be_baselined(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read stops the writing, and no entry written by hand hides it."""
    (strategy / "scorecards" / "sales.yaml").write_text("scorecard: [\n")
    assert bsc("baseline", "--strategy", strategy) == 1
    assert "error[not-yaml]" in capfd.readouterr().err
    assert not (strategy / BASELINE).exists()
    bsc("validate", strategy, "--format", "json")
    fault = json.loads(capfd.readouterr().out)["findings"][0]
    (strategy / BASELINE).parent.mkdir()
    (strategy / BASELINE).write_text(baseline_text([Address(*(fault[name] for name in Address._fields))]))
    summary, shown = validated(strategy, capfd, code=1)
    assert summary["baselined"] == 0
    assert shown == [("not-yaml", "scorecards/sales.yaml")]


def test_trouble_in_the_settings_cannot_be_baselined(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A misspelt rule in bsc.yaml is left out of the baseline, with a word about it, and goes on to fail."""
    (strategy / "bsc.yaml").write_text(f"{sound.BSC}  kind-undeclard: {{severity: off}}\n")
    assert bsc("baseline", "--strategy", strategy) == 0
    assert "1 finding cannot be held back" in capfd.readouterr().err
    assert "invalid-value" not in (strategy / BASELINE).read_text()
    assert [rule for rule, _ in validated(strategy, capfd, code=1)[1]] == ["invalid-value"]


def test_rules_that_read_cannot_be_held_back() -> None:
    """Every rule about reading the files, and the one about the baseline itself, is beyond a baseline."""
    beyond = {rule.name for rule in rules.catalogue() if not holdable(rule)}
    assert {"not-yaml", "unknown-field", "invalid-value", "unknown-reference", "stale-baseline"} <= beyond
    assert not {"objective-without-owner", "unused-ignore"} & beyond


HEX = "0" * 32
CORRUPT: dict[str, tuple[str | bytes, int]] = {
    "empty": ("", 1),
    "text": ("all is well", 1),
    "cut short": ('{\n  "format_version": "1.0",\n  "entries": [\n', 4),
    "a merge": ('{\n  "format_version": "1.0",\n  "entries": [\n<<<<<<< HEAD\n', 4),
    "a list": ("[]", 1),
    "no entries": ('{"format_version": "1.0"}', 1),
    "another format": ('{"format_version": "2.0", "entries": []}', 1),
    "numbers": ('{"format_version": "1.0", "entries": [1, 2]}', 1),
    "no rule": (f'{{"format_version": "1.0", "entries": [{{"element": "a", "fingerprint": "{HEX}"}}]}}', 1),
    "a wrong field": (
        f'{{"format_version": "1.0", "entries": [{{"rule": "a", "element": "", "field": 1, "fingerprint": "{HEX}"}}]}}',
        1,
    ),
    "deep": ("[" * 100_000, 1),
    "a long number": ("9" * 10_000, 1),
    "another encoding": ('{"format_version"'.encode("utf-16"), 1),
    "bytes": (b'{\n"\xff', 2),
}


@pytest.mark.parametrize("name", CORRUPT)
def test_a_corrupt_baseline_is_one_finding(name: str, strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that is no baseline is one error at its line; nothing else is said until it is mended or written anew."""
    content, line = CORRUPT[name]
    (strategy / BASELINE).parent.mkdir()
    (strategy / BASELINE).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert bsc("validate", strategy, "--format", "json") == 1
    document = json.loads(capfd.readouterr().out)
    assert [(each["rule"], each["path"], each["line"]) for each in document["findings"]] == [
        ("invalid-value", BASELINE, line)
    ]
    assert {"no-effect", "stale-baseline"} <= set(document["rules_not_run"])
    assert bsc("baseline", "--prune", "--strategy", strategy) == 1
    assert f"{BASELINE}:{line}:" in capfd.readouterr().err
    assert bsc("list", "--strategy", strategy) == 0
    assert bsc("validate", strategy, "--no-baseline") == 0
    assert bsc("baseline", "--update", "--strategy", strategy) == 0
    capfd.readouterr()
    assert validated(strategy, capfd)[1] == []


def test_a_baseline_with_a_byte_order_mark_and_other_line_ends_is_read(
    strategy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What an editor on another system makes of the file is still the same baseline."""
    bsc("baseline", "--strategy", strategy)
    text = (strategy / BASELINE).read_text()
    (strategy / BASELINE).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert validated(strategy, capfd)[1] == []


def test_nothing_outside_the_strategy_is_read_or_written(
    strategy: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    """A link that leads out is a finding when read, and refused when written through."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "baseline.json").write_text(baseline_text(map(Address.of, FOUND)))
    (strategy / ".bsc").symlink_to(outside)
    assert [rule for rule, _ in validated(strategy, capfd, code=1)[1]] == ["invalid-value"]
    before = (outside / "baseline.json").read_text()
    assert bsc("baseline", "--update", "--strategy", strategy) == 2
    assert "link" in capfd.readouterr().err
    assert (outside / "baseline.json").read_text() == before


def test_other_hidden_files_are_not_read() -> None:
    """Of all hidden files only the baseline is listed, and it is none of the strategy's own."""
    tree = Tree.of({**sound.FILES, BASELINE: baseline_text([])})
    assert load(tree).files == LOADED.files


@pytest.mark.parametrize(
    ("arguments", "there", "code", "complaint"),
    [
        ([], True, 2, "There is a baseline already"),
        (["--update", "--prune"], True, 2, "Choose one"),
        (["--prune"], False, 2, "no baseline to prune"),
        (["--update"], False, 0, "Wrote"),
        (["--update"], True, 0, "Wrote"),
        (["--prune"], True, 0, "nothing was dropped"),
    ],
)
def test_nothing_is_overwritten_unasked(
    arguments: list[str],
    there: bool,  # noqa: FBT001 - a case of the table
    code: int,
    complaint: str,
    strategy: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A baseline is replaced only when asked; what is done or refused is said on stderr, and stdout stays empty."""
    if there:
        bsc("baseline", "--strategy", strategy)
    before = (strategy / BASELINE).read_text() if there else None
    capfd.readouterr()
    assert bsc("baseline", *arguments, "--strategy", strategy) == code
    output, said = capfd.readouterr()
    assert output == ""
    assert complaint in said
    assert ((strategy / BASELINE).read_text() if there else None) == before


def test_nothing_to_hold_back_writes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A strategy without findings gets no baseline."""
    bsc("init", tmp_path)
    assert bsc("baseline", "--strategy", tmp_path) == 0
    assert "nothing to hold back" in capfd.readouterr().err
    assert not (tmp_path / BASELINE).exists()


def test_one_file_without_a_folder_has_no_baseline(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A single scorecard file neither gets a baseline nor falls under that of the folder around it."""
    card = tmp_path / "one.yaml"
    card.write_text("scorecard: one\nobjectives: {a: {perspective: customer, title: Do it}}\n")
    assert bsc("baseline", "--strategy", card) == 2
    assert "name the folder" in capfd.readouterr().err
    assert bsc("baseline", "--strategy", tmp_path) == 0
    capfd.readouterr()
    assert validated(tmp_path, capfd)[1] == []
    assert validated(card, capfd, code=None)[1] != []


def test_a_part_of_the_strategy_is_counted_by_itself(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """For one file, only what is held back in that file counts, and stale entries are left to the whole."""
    (strategy / "scorecards" / "sales.yaml").write_text(OWNERLESS)
    sales = strategy / "scorecards" / "sales.yaml"
    _, found = validated(sales, capfd)
    bsc("baseline", "--strategy", strategy)
    (strategy / "scorecards" / "sales.yaml").write_text(sound.SALES)
    summary, shown = validated(sales, capfd)
    assert shown == []
    assert summary["baselined"] == len(found) - 1


def test_what_is_counted_is_what_would_show(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Findings below --show are left out of the count, too; the text report says the same number in words."""
    bsc("validate", strategy, "--format", "json")
    warnings = json.loads(capfd.readouterr().out)["summary"]["warnings"]
    bsc("baseline", "--strategy", strategy)
    capfd.readouterr()
    bsc("validate", strategy)
    last = capfd.readouterr().out.split("\n")[-2]
    assert last == f"The baseline holds back {warnings} findings; --no-baseline shows all."
    bsc("validate", strategy, "--show", "none")
    assert "baseline" not in capfd.readouterr().out


def test_a_comment_comes_before_the_baseline(strategy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What a comment silences needs no entry: an older one is stale, and the comment counts as used."""
    bsc("baseline", "--strategy", strategy)
    card = strategy / "scorecards" / "sales.yaml"
    card.write_text(sound.SALES.replace("  contract:\n", "  contract: # bsc: ignore[objective-without-plan] Later.\n"))
    _, shown = validated(strategy, capfd)
    assert [rule for rule, _ in shown] == ["stale-baseline"]
    bsc("baseline", "--update", "--strategy", strategy)
    assert not [each for each in entries(strategy) if each["element"] == "sales/contract" and "plan" in each["rule"]]
