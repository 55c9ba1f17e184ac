"""Rules held against a strategy: which run, how severe they are, what silences them, and where they are found."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sound
import test_rule_pages as pages
from bsc_cli import rules
from bsc_cli.check import Silencing, check, ignores_in
from bsc_cli.cli import run
from bsc_cli.config import PROFILES, Config, configure
from bsc_cli.finding import Also, Finding, Problem, Result, Severity
from bsc_cli.load import Loaded, load
from bsc_cli.model import Settings
from bsc_cli.rule import Rule, rule
from bsc_cli.source.flow import Mask
from bsc_cli.source.lookup import Lookup
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree

TODAY = date(2026, 7, 1)


@rule(Strategy, Severity.WARNING)
def shout(strategy: Strategy, *, most: int = 0, word: str = "loud", others: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Say something of each objective."""
    for objective in list(strategy.objectives.values())[most:]:
        yield Problem(objective, f"This is {' '.join((word, *others))}.")


@rule(Strategy, Severity.INFO)
def title_said(strategy: Strategy) -> Iterator[Problem]:
    """Say something of each title, with the scorecard as the other end."""
    for objective in strategy.objectives.values():
        card = strategy.scorecards[objective.scorecard_id]
        yield Problem(
            objective, f'"{objective.title}" is a title.', "title", also=(Also(card, "it is in here", "title"),)
        )


@rule(Loaded, Severity.ERROR)
def not_yaml(loaded: Loaded) -> Iterator[Problem]:
    """Say what could not be read."""
    yield from loaded.faults_of("not-yaml")


@rule(Strategy, Severity.INFO)
def every_field(strategy: Strategy) -> Iterator[Problem]:
    """Say the kind and the name of some fields of everything in a scorecard."""
    for card in strategy.scorecards.values():
        objective = card.objectives["o"]
        things = (objective, *objective.drives.values(), *objective.metrics.values(), *objective.initiatives.values())
        for each in (card, *filter(None, [card.vision]), *things):
            for field in ("owner", "controls", "by", "theme", "because", "unit", "every", "due"):
                if getattr(each, field, None):
                    yield Problem(each, f"{each.kind} {field}", field)


@rule(Silencing, Severity.INFO)
def left_over(silencing: Silencing) -> Iterator[Problem]:
    """Say which comments silenced nothing."""
    used = {place for place, _ in silencing.used}
    for ignore in silencing.ignores:
        if ignore.place not in used:
            yield Problem(ignore.spot, "Nothing is silenced here.")


OWN: tuple[Rule[Any], ...] = (shout, title_said, not_yaml)


def checked(files: dict[str, str], *, today: date | None = TODAY, own: tuple[Rule[Any], ...] = OWN) -> Result:
    """Return what our own rules say of files."""
    loaded = load(Tree.of(files))
    config = configure(own, loaded.strategy.settings if loaded.strategy else None)
    if loaded.strategy is None:
        return check([loaded], config, missing=[Strategy], texts=loaded.texts, today=today)
    return check([loaded, loaded.strategy], config, texts=loaded.texts, today=today)


CARD = """\
scorecard: corporate
objectives:
  a: {perspective: financial, title: Do A}
  b: {perspective: financial, title: Do B}
"""


A = "  a: {perspective: financial, title: Do A}\n"


class TestIgnoring:
    """`# bsc: ignore[rule] reason`, on the line or alone above it, silences one rule for the thing on that line."""

    def silent(self, text: str, today: date | None = TODAY) -> bool:
        """Whether `shout` has nothing to say of a."""
        found = checked({"x.yaml": text}, today=today, own=(shout,)).findings
        assert "corporate/b" in {each.element for each in found}, "only a may be silenced"
        return "corporate/a" not in {each.element for each in found}

    @pytest.mark.parametrize(
        "comment",
        [
            "# bsc: ignore[shout] It is agreed.",
            "#bsc:ignore[shout] It is agreed.",
            "#  bsc:  ignore[ shout ] - It is agreed.",
            "# bsc: ignore[other, shout] It is agreed.",
            "# bsc: ignore[shout,other,shout] It is agreed.",
            "# bsc: ignore[shout] It is agreed. until=2026-07-01",
            "# bsc: ignore[shout] until=2027-03-31 It is agreed.",
        ],
    )
    def test_a_reason_silences(self, comment: str) -> None:
        """On the same line and alone on the line above, with Unix and Windows line ends, in a flow or a block."""
        line = A.rstrip()
        assert not self.silent(CARD)
        assert self.silent(CARD.replace(line, f"{line}  {comment}"))
        assert self.silent(CARD.replace(line, f"  {comment}\n{line}"))
        assert self.silent(CARD.replace(line, f"{comment}\n\n  # another comment\n{line}"))
        assert self.silent(CARD.replace(line, f"{line}  {comment}").replace("\n", "\r\n"))
        assert self.silent(CARD.replace(line, f"  a:  {comment}\n    perspective: financial\n    title: Do A"))
        assert self.silent(CARD.replace(line, f"{comment}\n  a:\n    perspective: financial\n    title: Do A"))

    @pytest.mark.parametrize(
        "comment",
        [
            "# bsc: ignore[shout]",
            "# bsc: ignore[shout]  - ",
            "# bsc: ignore[shout] until=2027-03-31",
            "# bsc: ignore[shout] It is agreed. until=2026-06-30",
            "# bsc: ignore[shout] It is agreed. until=2026-02-30",
            "# bsc: ignore[shout] It is agreed. until=next year",
            "# bsc: ignore[shout] It is agreed. until=",
            "# bsc: ignore[] It is agreed.",
            "# bsc: ignore shout It is agreed.",
            "# bsc: ignore[Shout] It is agreed.",
            "# bsc: ignore[sho, ut] It is agreed.",
            "# ignore[shout] It is agreed.",
            "# noqa: bsc: ignore[shout] It is agreed.",
        ],
    )
    def test_without_reason_rule_or_time_nothing_is_silenced(self, comment: str) -> None:
        """A reason is required, the rule must be named, and a day that has passed, or is none, ends it."""
        line = A.rstrip()
        assert not self.silent(CARD.replace(line, f"{line}  {comment}"))
        assert not self.silent(CARD.replace(line, f"  {comment}\n{line}"))

    def test_where_no_day_is_known_nothing_expires(self) -> None:
        """Without a today, `until` does not end a comment; a word that is no day still does."""
        comment = "  # bsc: ignore[shout] It is agreed. until="
        line = A.rstrip()
        assert self.silent(CARD.replace(line, f"{line}{comment}2020-01-01"), today=None)
        assert not self.silent(CARD.replace(line, f"{line}{comment}soon"), today=None)

    @pytest.mark.parametrize(
        ("text", "silent"),
        [
            ("""  a: {perspective: financial, title: "Do A # bsc: ignore[shout] x"}\n""", False),
            ("""  a: {perspective: financial, title: 'Do A # bsc: ignore[shout] x'}\n""", False),
            ("""  a: {perspective: financial, title: "Do A"}  # bsc: ignore[shout] x\n""", True),
            ("""  a: {perspective: financial, title: Don't}  # bsc: ignore[shout] x\n""", True),
            ("""  a: {perspective: financial, title: 6" pipes}  # bsc: ignore[shout] x\n""", True),
            ("""  a: {perspective: financial, title: "Do # bsc: ignore[x] A"}  # bsc: ignore[shout] x\n""", True),
            ("""  a: {perspective: financial, title: Do A,\n    description: x}  # bsc: ignore[shout] x\n""", False),
            ("""  a: {perspective: financial, # bsc: ignore[shout] x\n    title: Do A}\n""", True),
            ("""  z: {perspective: process, title: "x\n    # bsc: ignore[shout] x"}\n""" + A, False),
            ("""  z:\n    perspective: process\n    title: |\n      x\n      # bsc: ignore[shout] x\n""" + A, False),
            ("""  z:\n    perspective: process\n    title: |\n      x\n  # bsc: ignore[shout] x\n""" + A, True),
            ("""  a:\n    perspective: financial\n    title: Do A  # bsc: ignore[shout] x\n""", False),
            ("""  a:\n    # bsc: ignore[shout] x\n    perspective: financial\n    title: Do A\n""", False),
        ],
    )  # fmt: skip
    def test_what_is_inside_a_value_is_text(self, text: str, silent: bool) -> None:  # noqa: FBT001 - a column
        """A comment is one to YAML; quotes in plain words hide none, and it is about its line and no other."""
        assert self.silent(CARD.replace(A, text)) is silent

    @pytest.mark.parametrize(
        ("line", "silent"),
        [
            ("scorecard: a  §", {"scorecard owner", "scorecard controls"}),
            ("vision:  §", {"vision by"}),
            ("  o:  §", {"objective theme"}),
            ("    drives:  §", set()),
            ("      p:  §", {"arrow because"}),
            ("      m:  §", {"metric unit", "metric every"}),
            ("      o:  §", {"initiative due"}),
            ("        unit: days  §", {"metric unit"}),
            ("        every: month  §", {"metric every"}),
        ],
    )
    def test_a_comment_at_a_key_is_about_all_of_the_element(self, line: str, silent: set[str]) -> None:
        """Not about what stands inside it, nor about another kind of thing with the same id; and then it is used."""
        text = (
            "scorecard: a\nowner: x\ncontrols: [m]\nvision:\n  statement: Do it\n  by: 2029\nobjectives:\n  o:\n"
            "    perspective: financial\n    title: Do it\n    theme: t\n    drives:\n      p:\n        because: So.\n"
            "    metrics:\n      m:\n        unit: days\n        every: month\n"
            "    initiatives:\n      o:\n        title: Do it\n        due: 2026\n"
            "  p: {perspective: financial, title: Do it}\n"
        )
        bare, comment = line.removesuffix("  §"), "# bsc: ignore[every-field] It is agreed."
        indent = " " * (len(bare) - len(bare.lstrip()))
        assert text.count(f"\n{bare}\n" if indent else f"{bare}\n") == 1
        every = {
            *("scorecard owner", "scorecard controls", "vision by", "objective theme", "arrow because"),
            *("metric unit", "metric every", "initiative due"),
        }
        for commented in (f"{bare}  {comment}", f"{indent}{comment}\n{bare}"):
            files = {"bsc.yaml": "themes: {t: }\n", "scorecards/a.yaml": text.replace(bare + "\n", commented + "\n", 1)}
            found = checked(files, today=TODAY, own=(every_field, left_over)).findings
            assert {each.message for each in found if each.rule == "every-field"} == every - silent
            assert bool(silent) == ("left-over" not in {each.rule for each in found})

    def test_another_file_is_another_place(self) -> None:
        """The same line of another scorecard is not silenced."""
        first = CARD.replace("title: Do A}", "title: Do A}  # bsc: ignore[shout] x")
        found = checked({"a.yaml": first, "b.yaml": CARD.replace("corporate", "sales")}, own=(shout,)).findings
        assert [each.element for each in found] == ["corporate/b", "sales/a", "sales/b"]

    def test_one_rule_is_silenced_and_the_others_speak(self) -> None:
        """Two rules on one line need both names."""
        one = CARD.replace("title: Do A}", "title: Do A}  # bsc: ignore[shout] x")
        both = one.replace("[shout]", "[shout, title-said]")
        assert [each.rule for each in checked({"x.yaml": one}).findings if each.place.line == 3] == ["title-said"]
        assert not [each for each in checked({"x.yaml": both}).findings if each.place.line == 3]

    def test_what_cannot_be_read_is_not_silenced(self) -> None:
        """Else a strategy that was never checked would pass."""
        broken = {"a.yaml": CARD, "b.yaml": "scorecard: b\nobjectives: [  # bsc: ignore[not-yaml] Later.\n"}
        result = checked(broken)
        assert [(each.rule, each.place.path) for each in result.findings] == [("not-yaml", "b.yaml")]
        assert result.rules_not_run == ("shout", "title-said")

    def test_comments_are_told_with_their_place(self) -> None:
        """Rule names, reason, day and the line that each is about, in the order of files and lines."""
        text = "a: 1  # bsc: ignore[x, y] Why not. until=2027-01-31\n# bsc: ignore[z] So.\n\n# more\nb: 2\n"
        text += "# bsc: ignore[z] End.\n"
        told = [
            (each.place[:3], each.rules, each.reason, each.until, each.about)
            for each in ignores_in({"b.yaml": text, "a.yaml": "x: 1 # bsc: ignore[q] r"})
        ]
        assert told == [
            (("a.yaml", 1, 6), ("q",), "r", None, 1),
            (("b.yaml", 1, 7), ("x", "y"), "Why not.", "2027-01-31", 1),
            (("b.yaml", 2, 1), ("z",), "So.", None, 5),
            (("b.yaml", 6, 1), ("z",), "End.", None, 6),
        ]


def test_each_file_is_gone_into_once_whatever_rules_say_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are looked up file by file, not rule by rule: of twelve files each is composed once."""
    made: list[Lookup] = []
    stock = Lookup.__init__

    def noting(lookup: Lookup, mask: Mask) -> None:
        made.append(lookup)
        stock(lookup, mask)

    monkeypatch.setattr(Lookup, "__init__", noting)
    card = "scorecard: unit-{}\nobjectives:\n  grow: {{perspective: financial, title: Grow}}\n"
    result = checked({f"scorecards/{number}.yaml": card.format(number) for number in range(12)})
    assert len(result.findings) == 24
    assert {found.place.line for found in result.findings} == {3}
    assert len(made) == 12


def configured(text: str, own: tuple[Rule[Any], ...] = OWN) -> Config:
    """Return the configuration by a bsc.yaml."""
    found = load(Tree.of({"bsc.yaml": text, "scorecards/x.yaml": CARD})).strategy
    assert found is not None
    return configure(own, found.settings)


class TestSettings:
    """The rule's own word, then the profile, then bsc.yaml."""

    def test_without_settings_a_rule_is_as_declared(self) -> None:
        """Severity from the declaration, options from the signature; all rules run."""
        for config in (configure(OWN, None), configured("")):
            assert [(each.rule.name, each.severity, each.options) for each in config.chosen] == [
                ("shout", Severity.WARNING, {}),
                ("title-said", Severity.INFO, {}),
                ("not-yaml", Severity.ERROR, {}),
            ]

    @pytest.mark.parametrize(
        ("written", "severity", "messages"),
        [
            ("", Severity.WARNING, ["This is loud."] * 2),
            ("rules: {shout: {severity: error}}", Severity.ERROR, ["This is loud."] * 2),
            ("rules: {shout: {severity: info, most: 1}}", Severity.INFO, ["This is loud."]),
            ("rules: {shout: {word: quiet, others: [but, clear]}}", Severity.WARNING, ["This is quiet but clear."] * 2),
            ("rules: {shout: {most: 2}}", None, []),
            ("rules: {shout: {severity: off}}", None, []),
            ("profile: strict", Severity.ERROR, ["This is loud."] * 2),
            ("profile: strict\nrules: {shout: {severity: info}}", Severity.INFO, ["This is loud."] * 2),
        ],
    )
    def test_settings_decide(self, written: str, severity: Severity | None, messages: list[str]) -> None:
        """Severity and options of bsc.yaml reach the rule; `strict` makes errors of warnings, and only of them."""
        result = checked({"bsc.yaml": written, "scorecards/x.yaml": CARD})
        found = [each for each in result.findings if each.rule == "shout"]
        assert [each.message for each in found] == messages
        assert {each.severity for each in found} == ({severity} if severity else set())
        assert {each.severity for each in result.findings if each.rule == "title-said"} == {Severity.INFO}
        assert ("shout" in result.rules_run) == ("off" not in written)

    @pytest.mark.parametrize(
        ("written", "column", "says"),
        [
            ("rules: {shuot: {severity: off}}", 9, '"shuot" is not a rule; did you mean "shout"?'),
            ("rules: {shout: {moist: 1}}", 17, '\'moist\' is not an option of "shout"; did you mean "most"?'),
            ("rules: {shout: {most: 1.5}}", 23, "'most' of \"shout\" must be a whole number."),
            ("rules: {shout: {most: yes}}", 23, "'most' of \"shout\" must be a whole number."),
            ("rules: {shout: {most: true}}", 23, "'most' of \"shout\" must be a whole number."),
            ("rules: {shout: {word: 1}}", 23, "'word' of \"shout\" must be text."),
            ("rules: {shout: {others: x}}", 25, "'others' of \"shout\" must be a list of words."),
        ],
    )
    def test_a_wrong_setting_is_a_finding_and_the_rule_runs_as_declared(
        self, written: str, column: int, says: str
    ) -> None:
        """The place is that of the key or value in bsc.yaml; what cannot be used is not used."""
        result = checked({"bsc.yaml": written, "scorecards/x.yaml": CARD})
        (wrong,) = [each for each in result.findings if each.place.path == "bsc.yaml"]
        assert (wrong.rule, wrong.severity, wrong.place.line, wrong.place.column) == (
            "invalid-value",
            Severity.ERROR,
            1,
            column,
        )
        assert wrong.message == says
        assert sum(each.rule == "shout" for each in result.findings) == 2

    @pytest.mark.parametrize("profile", PROFILES)
    def test_profiles_set_what_there_is(self, profile: str) -> None:
        """Each profile names rules that exist, options that they have, and values of the right sort."""
        for name, preset in PROFILES[profile].items():
            assert name in rules.names()
            for option, value in preset.items():
                if option == "severity":
                    assert value in {"off", "info", "warning", "error"}
                else:
                    assert type(value) is type(rules.named(name).options[option].default)

    @pytest.mark.parametrize("profile", PROFILES)
    def test_every_profile_runs_on_a_sound_strategy(self, profile: str) -> None:
        """All rules take the options that a profile gives them."""
        files = {**sound.FILES, "bsc.yaml": sound.BSC + f"profile: {profile}\n"}
        result = checked(files, own=rules.catalogue())
        off = {name for name, preset in PROFILES[profile].items() if preset.get("severity") == "off"}
        assert not off & set(result.rules_run)
        assert {"too-many-objectives", "no-driver"} - off <= set(result.rules_run)

    def test_settings_win_over_the_profile(self) -> None:
        """What a profile presets, bsc.yaml may set again; what it leaves, stays."""
        small = {
            "scorecards/x.yaml": CARD,
            "bsc.yaml": "profile: kaplan-norton\nrules: {too-many-objectives: {most: 1}}\n",
        }
        config = configure(rules.catalogue(), load(Tree.of(small)).strategy.settings)  # type: ignore[union-attr] # it can be read
        (chosen,) = [each for each in config.chosen if each.rule.name == "too-many-objectives"]
        assert chosen.options == {
            "most": 1,
            "most_in_all": PROFILES["kaplan-norton"]["too-many-objectives"]["most_in_all"],
        }

    def test_a_setting_of_a_rule_that_does_not_run_here_is_no_mistake(self) -> None:
        """All rules are known to the settings, whatever the subjects at hand."""
        config = configure(rules.catalogue(), Settings.model_validate({"rules": {name: {} for name in rules.names()}}))
        assert config.problems == ()


class TestResult:
    """What comes out of a check."""

    def test_rules_that_need_the_whole_are_said_not_to_have_run(self) -> None:
        """With a file that cannot be read only reading is judged; with all files read everything is."""
        result = checked({"x.yaml": CARD, "y.yaml": "scorecard: [\n"})
        assert (result.rules_run, result.rules_not_run) == (("not-yaml",), ("shout", "title-said"))
        result = checked({"x.yaml": CARD})
        assert (result.rules_run, result.rules_not_run) == (("not-yaml", "shout", "title-said"), ())

    def test_a_rule_of_a_subject_that_was_not_asked_for_is_not_missed(self) -> None:
        """Without readings, the rules about readings are neither run nor said to be not run."""
        loaded = load(Tree.of({"x.yaml": CARD}))
        result = check([loaded], configure(OWN, None))
        assert (result.rules_run, result.rules_not_run) == (("not-yaml",), ())

    def test_findings_are_in_the_order_of_their_places_and_told_once(self) -> None:
        """By path, line, column, then rule; the same thing found twice is one finding."""

        @rule(Strategy, Severity.INFO)
        def again(strategy: Strategy) -> Iterator[Problem]:
            """Say everything twice, backwards."""
            every = [*strategy.objectives.values(), *strategy.objectives.values()]
            yield from (Problem(each, "Again.") for each in reversed(every))

        result = checked({"b.yaml": CARD, "a.yaml": CARD.replace("corporate", "sales")}, own=(shout, again))
        assert [(each.place.path, each.place.line, each.rule) for each in result.findings] == [
            (path, line, name) for path in ("a.yaml", "b.yaml") for line in (3, 4) for name in ("again", "shout")
        ]

    def test_places_are_those_of_the_element_or_its_field(self) -> None:
        """A field that is there is pointed at, with its other end; else the element's key."""
        text = CARD + "title: Corporate\n"
        found = [each for each in checked({"x.yaml": text}).findings if each.element == "corporate/a"]
        assert [(each.rule, each.place[1:3], each.field) for each in found] == [
            ("shout", (3, 3), None),
            ("title-said", (3, 38), "title"),
        ]
        assert [(each.place[1:3], each.note) for each in found[1].related] == [((5, 8), "it is in here")]
        without = [each for each in checked({"x.yaml": CARD}).findings if each.rule == "title-said"]
        assert [each.place[1:3] for each in without[0].related] == [(1, 12)]


class TestFingerprints:
    """Rule, kind, element and field: what stays while lines move and sentences are reworded."""

    def prints(self, files: dict[str, str], own: tuple[Rule[Any], ...] = OWN) -> dict[str, tuple[str, int, str]]:
        """Return (rule, line, message) by fingerprint."""
        found = checked(files, own=own).findings
        by_print = {each.fingerprint: (each.rule, each.place.line, each.message) for each in found}
        assert len(by_print) == len(found)
        return by_print

    def test_they_stay_when_lines_move_and_words_change(self) -> None:
        """Comments above, other titles, severities, options, line ends and file names: the same fingerprints."""
        before = self.prints({"x.yaml": CARD})
        moved = "# a comment\n\n" + CARD.replace("Do A", "Do something else").replace("\n", "\r\n")
        settings = "profile: strict\nrules: {shout: {word: reworded}}\n"
        after = self.prints({"bsc.yaml": settings, "scorecards/y.yaml": moved})
        assert set(after) == set(before)
        assert all(after[each][1] == before[each][1] + 2 for each in before)
        assert any(after[each][2] != before[each][2] for each in before)

    def test_they_differ_by_rule_element_field_and_kind(self) -> None:
        """A metric and an objective of one name, two fields, two rules are told apart."""
        place = checked({"x.yaml": CARD}).findings[0].place
        findings = [
            Finding(name, Severity.INFO, "Same.", place, element, field, kind=kind)
            for name in ("one", "two")
            for element in ("a/b", "a/c")
            for field in (None, "title", "owner")
            for kind in ("metric", "objective")
        ]
        assert len({each.fingerprint for each in findings}) == len(findings) == 24

    def test_they_are_what_older_files_hold(self) -> None:
        """A baseline of an earlier version must still fit, so this one never changes: the first half of a SHA-256."""
        (found, _) = [each for each in checked({"x.yaml": CARD}).findings if each.rule == "title-said"]
        assert found.fingerprint == "00df4982ba8a81cb7d0e316c411e1852"

    def test_those_of_reading_do_not_hold_the_line_either(self) -> None:
        """A misspelt field three lines further down is the same finding."""
        wrong = CARD + "titel: X\n"
        told = [
            {
                each.fingerprint
                for each in checked({"x.yaml": text}, own=rules.catalogue()).findings
                if each.rule == "unknown-field"
            }
            for text in (wrong, "# 1\n# 2\n# 3\n" + wrong)
        ]
        assert told[0] == told[1] != set()


NEW_RULE = '''
"""The rule `new-and-loud`."""

from collections.abc import Iterator

from bsc_cli.finding import Problem, Severity
from bsc_cli.rule import rule
from bsc_cli.strategy import Strategy


@rule(Strategy, Severity.WARNING)
def new_and_loud(strategy: Strategy, *, marks: int = 1) -> Iterator[Problem]:
    """A title that ends in more marks of exclamation than it needs.

    ## Why
    Whoever shouts is not heard for long, and the next objective would have to shout louder; a title says what is to be
    achieved, and the map shows how much depends on it.

    ## Bad
    ```yaml
    scorecard: corporate
    objectives:
      grow: {perspective: financial, title: Grow!!}  # <- new-and-loud
    ```

    ## Good
    ```yaml
    scorecard: corporate
    objectives:
      grow: {perspective: financial, title: Grow!}
    ```
    """
    for objective in strategy.objectives.values():
        if objective.title.endswith("!" * (marks + 1)):
            yield Problem(objective, f'"{objective.title}" is loud.', "title")
'''


@pytest.fixture
def new_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put one file more into the folder of rules."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "new_and_loud.py").write_text(NEW_RULE.lstrip(), encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [str(folder), *rules.__path__])
    rules.names.cache_clear()
    rules.named.cache_clear()
    yield "new-and-loud"
    sys.modules.pop("bsc_cli.rules.new_and_loud", None)
    if hasattr(rules, "new_and_loud"):
        delattr(rules, "new_and_loud")
    rules.names.cache_clear()
    rules.named.cache_clear()


class TestDiscovery:
    """Adding a rule edits one file."""

    def test_no_trace_of_it_without_its_file(self) -> None:
        """The fixture alone brings the new rule."""
        assert "new-and-loud" not in rules.names()
        assert {each.name for each in rules.catalogue()} == set(rules.names())

    def test_it_is_found_and_checks(self, new_rule: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """`bsc validate` runs it, and bsc.yaml sets its severity and options."""
        text = CARD.replace("Do A", "Do A!!")
        for settings, codes in [
            ("", (0, 1)),
            (f"rules: {{{new_rule}: {{severity: error}}}}", (1, 1)),
            (f"rules: {{{new_rule}: {{marks: 2}}}}", (0, 0)),
        ]:
            folder = tmp_path / str(len(settings))
            (folder / "scorecards").mkdir(parents=True)
            (folder / "bsc.yaml").write_text(settings, encoding="utf-8")
            (folder / "scorecards/x.yaml").write_text(text, encoding="utf-8")
            code = run(["validate", str(folder), "--format", "json"])
            document = json.loads(capfd.readouterr().out)
            found = [each for each in document["findings"] if each["rule"] == new_rule]
            assert [(each["line"], each["message"]) for each in found] == [(3, '"Do A!!" is loud.')] * codes[1]
            errors = [each for each in document["findings"] if each["severity"] == "error" and each["rule"] != new_rule]
            assert code == (1 if errors else codes[0])

    def test_its_page_is_its_test(self, new_rule: str) -> None:
        """The tests that every page gets pass for it, and would fail for a page that is wrong."""
        pages.test_page_has_its_headings(new_rule)
        pages.test_bad_example_is_found_at_its_marks(new_rule)
        pages.test_good_example_is_clean(new_rule)
        pages.test_messages_are_sentences(new_rule)
        pages.test_module_holds_one_rule(new_rule)

    def test_a_wrong_page_fails_its_test(self, new_rule: str) -> None:
        """A mark on the wrong line and a bad example that is good are noticed."""
        file = Path(rules.__path__[0]) / "new_and_loud.py"
        wrong = NEW_RULE.replace(
            "    objectives:\n      grow: {perspective: financial, title: Grow!!}  # <- new-and-loud",
            "    objectives:  # <- new-and-loud\n      grow: {perspective: financial, title: Grow!!}",
        )
        assert wrong != NEW_RULE
        file.write_text(wrong.lstrip(), encoding="utf-8")
        with pytest.raises(AssertionError):
            pages.test_bad_example_is_found_at_its_marks(new_rule)

    def test_it_is_explained(self, new_rule: str, capfd: pytest.CaptureFixture[str]) -> None:
        """`bsc explain` lists it and shows its page with its option, in every format."""
        assert run(["explain"]) == 0
        assert f"{new_rule} " in capfd.readouterr().out
        assert run(["explain", new_rule]) == 0
        page = capfd.readouterr().out
        for part in ("A title that ends in more", "Whoever shouts", "title: Grow!!", "marks", "default 1"):
            assert part in page
        assert run(["explain", new_rule, "--format", "json"]) == 0
        (told,) = json.loads(capfd.readouterr().out)["rules"]
        assert (told["name"], told["severity"], told["subject"]) == (new_rule, "warning", "Strategy")
        assert [(each["name"], each["default"]) for each in told["options"]] == [("marks", 1)]

    def test_it_is_documented(self, new_rule: str) -> None:
        """`make docs` writes its page and its line in the list."""
        script = Path(__file__).parents[1] / "scripts" / "generate.py"
        generated: dict[str, str] = runpy.run_path(str(script))["generated"]()
        assert "Whoever shouts" in generated[f"docs/rules/{new_rule}.md"]
        assert new_rule in generated["docs/rules.md"]
