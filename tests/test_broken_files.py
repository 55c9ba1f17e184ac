"""A strategy broken in one way gives one finding: right rule, file, line and column, in a sentence one can use.

In each case the place where the finding must point is marked with § in the broken text.
"""

# ruff: noqa: E501 - one break on one line reads as the table that it is
from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import sound
from bsc_cli.cli import run


class Break(NamedTuple):
    """Replace `old` by `new` (which marks the place) in a file; the finding must have this rule and say this."""

    path: str
    old: str
    new: str
    rule: str
    says: str


CARD, SALES, SETTINGS, REVIEW = (
    "scorecards/corporate.yaml",
    "scorecards/sales.yaml",
    "bsc.yaml",
    "reviews/2026-Q2.yaml",
)
BREAKS = {
    "a misspelt field": Break(CARD, "    owner: coo\n    drives", "    §ownr: coo\n    drives", "unknown-field", "'ownr' is not a field of an objective; did you mean 'owner'?"),
    "a misspelt required field": Break(CARD, "    title: Shorten", "    §titel: Shorten", "unknown-field", "'titel' is not a field of an objective; did you mean 'title'?"),
    "a field that is nothing like one": Break(CARD, "version: 3", "§zzz: 3", "unknown-field", "'zzz' is not a field of a scorecard."),
    "an id as a field": Break(SALES, "    title: Sign", "    §id: contract\n    title: Sign", "unknown-field", "the key it stands under is its id"),
    "an unknown arrow": Break(CARD, "      grow: {after", "      §grwo: {after", "unknown-reference", '"grwo" is not an objective of "corporate"; did you mean "grow"?'),
    "an unknown parent": Break(SALES, "parent: corporate\n", "parent: §corprate\n", "unknown-reference", '"corprate" is not a scorecard of this strategy; did you mean "corporate"?'),
    "an unknown supported objective": Break(SALES, "[corporate/grow]", "[§corporate/grew]", "unknown-reference", 'did you mean "corporate/grow"?'),
    "an unknown perspective": Break(CARD, "perspective: process", "perspective: §processes", "unknown-reference", 'did you mean "process"?'),
    "an unknown theme": Break(CARD, "theme: europe", "theme: §asia", "unknown-reference", '"asia" is not a theme of this strategy.'),
    "an unknown metric moved": Break(CARD, "[lead-time]", "[§leadtime]", "unknown-reference", 'did you mean "lead-time"?'),
    "an unknown counter-metric": Break(CARD, "counter_metric: margin", "counter_metric: §margins", "unknown-reference", 'did you mean "margin"?'),
    "an unknown proof of the vision": Break(CARD, "measured_by: revenue", "measured_by: §revenues", "unknown-reference", 'did you mean "revenue"?'),
    "an unknown subject of a review": Break(REVIEW, "about: [speed-up]", "about: [§speedup]", "unknown-reference", 'did you mean "speed-up"?'),
    "an unknown control": Break(SETTINGS, "[corporate/margin]", "[§corporate/margins]", "unknown-reference", 'did you mean "corporate/margin"?'),
    "an unknown successor": Break(SALES, "successor: contracts", "successor: §contract", "unknown-reference", 'did you mean "contracts"?'),
    "a key given twice": Break(CARD, "    owner: coo\n    drives", "    owner: coo\n    §owner: cfo\n    drives", "duplicate-id", '"owner" is already used as a key on line 29.'),
    "an objective given twice": Break(CARD, "  speed-up:\n", "  §grow:\n", "duplicate-id", '"grow" is already used as a key on line 11.'),
    "a metric given twice": Break(CARD, "      lead-time: {", "      §revenue: {better: lower}\n      lead-time: {", "duplicate-id", 'The metric "revenue" is declared twice in "corporate".'),
    "an arrow given twice": Break(CARD, "      grow: {after: 2 quarters, because: Fast delivery wins orders.}", "      grow: {after: 2 quarters, because: Fast delivery wins orders.}\n      §corporate/grow: {}", "duplicate-id", '"speed-up" drives "corporate/grow" twice.'),
    "a scorecard given twice": Break(SALES, "scorecard: sales\nparent: corporate\nparent_version: 3\n", "scorecard: §corporate\n", "duplicate-id", 'The scorecard "corporate" is already declared in scorecards/corporate.yaml.'),
    "a list where a mapping stands": Break(SALES, "    drives:\n      corporate/grow: {after: 1 quarter}", "    drives: §[corporate/grow]", "invalid-value", "'drives' must be a mapping"),
    "text where a list stands": Break(CARD, "moves: [lead-time]", "moves: §lead-time", "invalid-value", "'moves' must be a list, not 'lead-time'."),
    "text where a number stands": Break(CARD, "red_line: 20", "red_line: §twenty", "invalid-value", "'red_line' must be a number, not 'twenty'."),
    "a quoted number": Break(CARD, "target: 24.5", 'target: §"24.5"', "invalid-value", "'target' must be a number, and '24.5' is text"),
    "a percent sign": Break(CARD, "target: 24.5", "target: §24.5%", "invalid-value", "no ',' and no '%'"),
    "a decimal comma": Break(CARD, "target: 24.5,", 'target: §"24,5",', "invalid-value", "write digits with a '.'"),
    "a number where text stands": Break(CARD, "title: Expand into Europe", "title: §2026", "invalid-value", "'title' must be text, and 2026 is a number."),
    "no text where text stands": Break(CARD, "    title: Shorten the lead time", "    title:§", "invalid-value", "'title' has nothing after it, and needs text."),
    "a missing required field": Break(CARD, "  speed-up:\n    perspective: process\n", "  §speed-up:\n", "invalid-value", "The objective \"speed-up\" has no 'perspective', and needs one."),
    "a word that is not one of the words": Break(CARD, "kind: lagging", "kind: §laging", "invalid-value", "'kind' must be leading or lagging, not 'laging'."),
    "a cadence in other words": Break(CARD, "review: quarter", "review: §quarterly", "invalid-value", "'review' must be day, week, month, quarter, half-year or year, not 'quarterly'."),
    "a date that is not one": Break(REVIEW, "on: 2026-07-12", "on: §2026-02-30", "invalid-value", "'2026-02-30' is not a date: 2026-02 has 28 days."),
    "a month that is not one": Break(CARD, "due: 2026-09", "due: §2026-13", "invalid-value", "there is no month 13"),
    "a period that is not one": Break(CARD, "by: 2029", "by: §end of 2029", "invalid-value", "'end of 2029' is not a period"),
    "a target due in no period": Break(CARD, "{2026-Q2: 7,", "{§2026-Q5: 7,", "invalid-value", "'2026-Q5' is not a period"),
    "a lag that is not one": Break(CARD, "after: 2 quarters", "after: §half a year", "invalid-value", "'half a year' is not a lag"),
    "not a number": Break(CARD, "baseline: 0", "baseline: §.nan", "invalid-value", "NaN and infinity are not"),
    "an infinite number": Break(CARD, "baseline: 0", "baseline: §-.inf", "invalid-value", "NaN and infinity are not"),
    "a number beyond measure": Break(CARD, "budget: 180000", "budget: §" + "9" * 5000, "invalid-value", "'budget' has more than 18 digits"),
    "a percentage above a hundred": Break(CARD, "progress: 35", "progress: §135", "invalid-value", "must be a percentage from 0 to 100"),
    "a negative budget": Break(CARD, "budget: 180000", "budget: §-1", "invalid-value", "must not be below 0"),
    "two kinds of target": Break(CARD, "      margin: {better: higher,", "      §margin: {targets: {2026: 3}, better: higher,", "invalid-value", "has both 'target' and 'targets'"),
    "a range upside down": Break(CARD, "      margin: {", "      margin: {§limits: {low: 9, high: 1}, ", "invalid-value", "'low' (9) is above 'high' (1)."),
    "an id in capitals": Break(CARD, "  grow:\n", "  §Grow Revenue:\n", "invalid-value", "'Grow Revenue' is not an id: ids are lower-case words joined by hyphens; 'grow-revenue' would do."),
    "yes where true stands": Break(CARD, "grow: {after: 2 quarters,", "grow: {feedback: §yes, after: 2 quarters,", "invalid-value", "'feedback' must be true or false, not 'yes'."),
    "a pattern that leads out": Break(SETTINGS, "fiscal_year_starts: january\n", "reviews: §../*.yaml\n", "invalid-value", "must be a pattern below this folder"),
    "an unknown rule": Break(SETTINGS, "  too-many-objectives:", "  §too-many-objectifs:", "invalid-value", 'did you mean "too-many-objectives"?'),
    "an unknown option of a rule": Break(SETTINGS, "{most: 4}", "{§mots: 4}", "invalid-value", 'did you mean "most"?'),
    "a wrong sort of option": Break(SETTINGS, "{most: 4}", "{most: §four}", "invalid-value", "must be a whole number"),
    "a tab": Break(CARD, "  by: 2029", "§\tby: 2029", "not-yaml", "A tab is used where this line is indented."),
    "a missing colon": Break(CARD, "    owner: cfo\n", "    §owner cfo\n", "not-yaml", "There is no ':' after this key."),
    "a second colon": Break(CARD, "title: Expand into Europe", "title: Expand§: into Europe", "not-yaml", "There is a second ':' on this line"),
    "a quote that is not closed": Break(CARD, 'unit: "%"', 'unit: §"%', "not-yaml", "The quote that begins here is never closed."),
    "a bracket that is not closed": Break(SALES, "supports: [corporate/grow]", "supports: §[corporate/grow", "not-yaml", "The list that begins here is not closed."),
    "a brace that is not closed": Break(CARD, "milestones: {2026-05: Two lines run}", "milestones: §{2026-05: Two lines run", "not-yaml", "The mapping that begins here is not closed."),
    "a percent sign first": Break(CARD, 'unit: "%"', "unit: §% of revenue", "not-yaml", 'A plain value cannot begin with "%".'),
    "an at sign first": Break(SETTINGS, '"@halden/finance"', "§@halden/finance", "not-yaml", 'A plain value cannot begin with "@".'),
    "a star first": Break(CARD, "title: Grow revenue in Europe", "title: §*Grow", "not-yaml", "begins with '*'"),
    "a line indented too far": Break(CARD, "version: 3", "  §version: 3", "not-yaml", "indented deeper"),
    "two documents": Break(CARD, "declined:\n", "§---\ndeclined:\n", "not-yaml", "A second document begins here"),
    "an alias to a mapping": Break(SALES, "contracts: {kind", "again: §&x {kind: leading}\n      more: *x\n      contracts: {kind", "not-yaml", "repeated elsewhere by an alias"),
    "a merge key": Break(SALES, "      calls:\n", "      calls:\n        §<<: {kind: leading}\n", "not-yaml", "Merge keys"),
    "a tag": Break(CARD, "title: Expand", "title: §!!str Expand", "not-yaml", "is not allowed here"),
    "a control character": Break(CARD, "title: Expand", "title: §\x07Expand", "not-yaml", "U+0007"),
}  # fmt: skip


def test_the_strategy_is_sound(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Before it is broken, the strategy can be read as it stands."""
    code, document = validate(tmp_path, sound.FILES, capfdbinary)
    unreadable = {"not-yaml", "duplicate-id", "unknown-field", "invalid-value", "unknown-reference"}
    assert not [found for found in document["findings"] if found["rule"] in unreadable]
    assert document["rules_not_run"] == []
    assert code in {0, 1}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found_where_it_is(name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """One break, one finding, at the place, in plain words, exit 1."""
    broken = BREAKS[name]
    text = sound.FILES[broken.path]
    assert text.count(broken.old) == 1, "the text to break must occur exactly once"
    marked = text.replace(broken.old, broken.new)
    before = marked[: marked.index("§")]
    place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    code, document = validate(tmp_path, {**sound.FILES, broken.path: marked.replace("§", "")}, capfdbinary)
    errors = [found for found in document["findings"] if found["severity"] == "error"]
    assert [(found["rule"], found["path"], found["line"]) for found in errors] == [(broken.rule, broken.path, place[0])]
    # A value that is not there is pointed at just behind its key.
    assert errors[0]["column"] == place[1]
    assert broken.says in errors[0]["message"] + (errors[0]["help"] or "")
    assert code == 1
    for word in ("Traceback", "pydantic", "ruamel", "Input should", "while parsing"):
        assert word not in json.dumps(document)


def test_an_empty_file_is_one_finding(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A scorecard file with nothing in it is named, and what to begin with."""
    code, document = validate(tmp_path, {**sound.FILES, "scorecards/hr.yaml": ""}, capfdbinary)
    assert code == 1
    assert [(found["rule"], found["path"]) for found in document["findings"]] == [
        ("invalid-value", "scorecards/hr.yaml")
    ]


def validate(folder: Path, files: dict[str, str], capture: pytest.CaptureFixture[bytes]) -> tuple[int, dict[str, Any]]:
    """Write files, run `bsc validate --format json` on them, and return the exit code and the document."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    code = run(["validate", str(folder), "--format", "json"])
    output = capture.readouterr()
    assert output.err == b""
    return code, json.loads(output.out)
