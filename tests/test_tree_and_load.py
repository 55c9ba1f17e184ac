"""From files to one strategy: which files are read, how they are linked, and what keeps them from it."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sound
from bsc_cli.finding import Place, Spot
from bsc_cli.load import Loaded, load, matching
from bsc_cli.model import Objective
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree, Unreadable

CARD = "scorecard: {0}\nobjectives:\n  grow: {{perspective: financial, title: Grow}}\n"


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and return the folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def loaded(files: Mapping[str, str | bytes]) -> Loaded:
    """Return what comes of a tree of files."""
    return load(Tree.of(files))


def strategy(files: Mapping[str, str | bytes]) -> Strategy:
    """Return the strategy that files make."""
    found = loaded(files)
    assert [fault.problem.message for fault in found.faults] == []
    assert found.strategy is not None
    return found.strategy


def faults(files: Mapping[str, str | bytes]) -> list[tuple[str, str, int, int, str]]:
    """Return (rule, path, line, column, message) of each fault."""
    found = loaded(files)
    assert found.strategy is None
    return [(each.rule, *place(each.problem.element)[:3], each.problem.message) for each in found.faults]


def place(element: object) -> Place:
    """Return the place that a fault is about."""
    assert isinstance(element, Spot)
    return element.place


def found_by_glob(folder: Path, pattern: str) -> list[str]:
    """Return what the standard library finds for a pattern, relative to a folder."""
    return glob.glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207 - the one that knows "**" at the end


class TestPatterns:
    """`*` within a name, `?` one character, `**` between slashes any folders; `.yaml` takes `.yml` too."""

    PATHS = (
        "a.yaml",
        "b.yml",
        "bsc.yaml",
        "[x].yaml",
        "scorecards/a.yaml",
        "scorecards/b.yml",
        "scorecards/c.txt",
        "scorecards/deep/a.yaml",
        "scorecards/deep/er/a.yaml",
        "scorecards/deep/er/ab.yml",
        "scorecards2/a.yaml",
        "other/scorecards/a.yaml",
    )

    @pytest.mark.parametrize(
        ("pattern", "found"),
        [
            ("scorecards/**/*.yaml", [4, 5, 7, 8, 9]),
            ("./scorecards/**/*.yaml", [4, 5, 7, 8, 9]),
            ("scorecards/*.yaml", [4, 5]),
            ("scorecards/*.yml", [5]),
            ("scorecards/*/*.yaml", [7]),
            ("scorecards/**", [4, 5, 6, 7, 8, 9]),
            ("**/scorecards/*.yaml", [4, 5, 11]),
            ("**/?.yaml", [0, 1, 4, 5, 7, 8, 10, 11]),
            ("[x].yaml", [3]),
            ("a.yaml", [0]),
            ("scorecards?/a.yaml", [10]),
            ("SCORECARDS/*.yaml", []),
            ("nothing/**/*.yaml", []),
        ],
    )
    def test_a_pattern_takes_the_paths_that_it_should(self, pattern: str, found: list[int]) -> None:
        """As people know patterns from .gitignore and from the shell."""
        assert matching(self.PATHS, pattern) == [self.PATHS[number] for number in found]

    @given(
        st.lists(
            st.sampled_from(["scorecards", "deep", "**", "*", "?.yaml", "*.yaml", "*a*", "a*.yml", "s*s", "er"]),
            min_size=1,
            max_size=5,
        ).map("/".join)
    )
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_patterns_mean_what_they_mean_to_the_shell(self, tmp_path: Path, pattern: str) -> None:
        """The files that the standard library's glob finds on a disk, and with `.yml` those, are the ones matched."""
        written(tmp_path, dict.fromkeys(self.PATHS, ""))
        wanted = {pattern, pattern.removesuffix(".yaml") + ".yml"} if pattern.endswith(".yaml") else {pattern}
        on_disk = {path for each in wanted for path in found_by_glob(tmp_path, each)}
        assert set(matching(self.PATHS, pattern)) == {path for path in on_disk if (tmp_path / path).is_file()}

    @pytest.mark.parametrize("pattern", ["**" * 60 + "b.yaml", "**/" * 60 + "b.yaml", "*a" * 60 + "b.yaml", "?*" * 60])
    def test_no_pattern_takes_for_ever(self, pattern: str) -> None:
        """Patterns are part of a pull request, so the worst of them ends at once: the test ends or hangs."""
        assert matching(["a/" * 100 + "a" * 100 + ".yaml"], pattern) == []

    def test_settings_choose_the_files(self) -> None:
        """With bsc.yaml its patterns decide, whatever a file says; a review is not taken for a scorecard."""
        files = {
            "bsc.yaml": "scorecards: '**/*.yaml'\nreviews: cards/reviews/*.yaml\n",
            "cards/a.yml": CARD.format("a"),
            "b.yaml": CARD.format("b"),
            "cards/reviews/r.yaml": "review: a\non: 2026-01-31\n",
        }
        found = strategy(files)
        assert (list(found.scorecards), [review.id for review in found.reviews]) == (
            ["a", "b"],
            ["cards/reviews/r.yaml"],
        )
        assert found.paths == {"a": "cards/a.yml", "b": "b.yaml"}
        elsewhere = loaded({"bsc.yaml": "", "cards/a.yaml": CARD.format("a")})
        assert (elsewhere.scorecards, elsewhere.files, elsewhere.faults) == (0, 1, ())


class TestDiscovery:
    """Without bsc.yaml, every file that begins a `scorecard:` is one."""

    def test_scorecards_are_told_by_what_they_begin(self) -> None:
        """Other YAML beside them is left alone, whatever is wrong with it; their endings and folders do not matter."""
        files = {
            "a.yaml": CARD.format("a"),
            "units/b.yml": "# a comment first\n---\n" + CARD.format("b"),
            "units/c.yaml": CARD.format("c").replace("scorecard:", '"scorecard" :'),
            "compose.yaml": "services: [\n",
            ".hidden.yaml": "x: [\n",
            "notes.yaml": "title: about the\n  scorecard: of last year\n",
            "reviews/r.yaml": "review: a\non: 2026-01-31\n",
            "readings/r.csv": "scorecard: none\n",
        }
        found = strategy(files)
        assert list(found.scorecards) == ["a", "b", "c"]
        assert [review.review for review in found.reviews] == ["a"]

    def test_a_single_file_is_read_whatever_it_says(self) -> None:
        """Who names one file means that file: its faults are told, and a review alone is a review."""
        assert faults({"x.yaml": "scorcard: a\nobjectives: {}\n"}) == [
            ("unknown-field", "x.yaml", 1, 1, "'scorcard' is not a field of a scorecard; did you mean 'scorecard'?")
        ]
        assert [fault[0] for fault in faults({"x.yaml": "services: {}\n"})][:1] == ["invalid-value"]
        alone = faults({"x.yaml": "review: a\non: 2026-01-31\n"})
        assert alone == [("unknown-reference", "x.yaml", 1, 9, '"a" is not a scorecard of this strategy.')]

    @pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
    def test_a_scorecard_in_another_encoding_is_not_passed_over(self, encoding: str) -> None:
        """What a spreadsheet or an old editor saved is a finding, not a file that silently is none."""
        other = (CARD.format("b") + "title: Größe\n").encode(encoding)
        assert [fault[:2] for fault in faults({"a.yaml": CARD.format("a"), "b.yaml": other})] == [
            ("not-yaml", "b.yaml")
        ]
        assert list(strategy({"a.yaml": CARD.format("a"), "b.yaml": "größe: 1\n".encode(encoding)}).scorecards) == ["a"]

    def test_folders_that_hold_no_strategy_are_not_entered(self, tmp_path: Path) -> None:
        """Hidden folders, installed packages and links to folders are not walked; paths are POSIX, sorted, relative."""
        outside = written(tmp_path / "outside", {"z.yaml": CARD.format("z")})
        folder = written(
            tmp_path / "strategy",
            {path: CARD.format(f"s{number}") for number, path in enumerate(SKIPPED)}
            | {"b/x.yaml": "", "a.yaml": "", "B.yml": ""},
        )
        (folder / "linked").symlink_to(outside)
        assert Tree.below(folder).paths == ("B.yml", "a.yaml", "b/x.yaml")

    def test_named_files_are_the_tree(self, tmp_path: Path) -> None:
        """Several files make one strategy, in whatever order and how often they are named."""
        folder = written(
            tmp_path, {"x/a.yaml": CARD.format("a"), "y/b.yaml": CARD.format("b"), "c.yaml": CARD.format("c")}
        )
        trees = [
            Tree.only(folder, [folder / path for path in order])
            for order in (["x/a.yaml", "y/b.yaml"], ["y/b.yaml", "x/a.yaml", "y/b.yaml"])
        ]
        assert trees[0].paths == trees[1].paths == ("x/a.yaml", "y/b.yaml")
        assert load(trees[0]) == load(trees[1])
        whole = load(trees[0]).strategy
        assert whole is not None
        assert list(whole.scorecards) == ["a", "b"]


SKIPPED = [".git/x.yaml", ".github/y.yaml", "node_modules/p/x.yaml", "venv/x.yaml", "__pycache__/x.yaml", ".x.yaml"]


class TestOrder:
    """The result depends on paths and texts alone."""

    BROKEN: Mapping[str, str] = {
        **sound.FILES,
        "scorecards/again.yaml": sound.SALES,
        "scorecards/broken.yaml": "scorecard: [\n",
        "scorecards/typo.yaml": CARD.format("typo").replace("title", "titel"),
        "scorecards/twice.yaml": CARD.format("typo"),
    }
    DANGLING: Mapping[str, str] = {
        **sound.FILES,
        "scorecards/hr.yaml": CARD.format("hr") + "parent: nobody\ncontrols: [sales/none, x]\n",
        "scorecards/it.yaml": CARD.format("it") + "parent: sals\n",
    }

    @given(st.sampled_from([sound.FILES, BROKEN, DANGLING]).flatmap(lambda files: st.permutations(list(files.items()))))
    @settings(max_examples=30, deadline=None)
    def test_the_order_of_files_changes_nothing(self, items: list[tuple[str, str]]) -> None:
        """Files given in any order make the same strategy, or the same faults in the same order."""
        shuffled, straight = loaded(dict(items)), loaded(dict(sorted(items)))
        assert shuffled == straight
        assert shuffled.faults == straight.faults
        if straight.strategy and shuffled.strategy:
            assert list(shuffled.strategy.scorecards) == list(straight.strategy.scorecards) == ["corporate", "sales"]

    def test_faults_of_all_files_are_told_at_once(self) -> None:
        """One broken file does not hide another's faults; what needs the whole is left until there is one."""
        assert [fault[:2] for fault in faults(self.BROKEN)] == [
            ("not-yaml", "scorecards/broken.yaml"),
            ("unknown-field", "scorecards/typo.yaml"),
            ("duplicate-id", "scorecards/sales.yaml"),
        ]
        assert [fault[:4] for fault in faults(self.DANGLING)] == [
            ("unknown-reference", "scorecards/hr.yaml", 4, 9),
            ("unknown-reference", "scorecards/hr.yaml", 5, 12),
            ("unknown-reference", "scorecards/hr.yaml", 5, 24),
            ("unknown-reference", "scorecards/it.yaml", 4, 9),
        ]

    def test_scorecards_are_in_the_order_of_their_ids(self) -> None:
        """Not in that of their files; objectives stay in the order of the file."""
        card = CARD + "  a: {{perspective: financial, title: A}}\n"
        found = strategy({"1.yaml": card.format("y"), "2.yaml": card.format("x")})
        assert list(found.objectives) == ["x/grow", "x/a", "y/grow", "y/a"]


class TestReferences:
    """Short ids inside a scorecard, `scorecard/name` across."""

    def test_references_lead_across_scorecards(self) -> None:
        """The sound strategy's arrow, cascade, parent, retired metric and review lead where they should."""
        found = strategy(sound.FILES)
        assert [(arrow.source, arrow.target) for arrow in found.arrows] == [
            ("corporate/speed-up", "corporate/grow"),
            ("sales/contract", "corporate/grow"),
        ]
        assert [(unit.id, above.id) for unit, above in found.supports] == [("sales/contract", "corporate/grow")]
        assert [card.id for card in found.units["corporate"]] == ["sales"]
        assert list(found.tombstones) == ["metric sales/calls"]

    def test_a_full_id_may_be_written_at_home_too(self) -> None:
        """`corporate/grow` inside corporate is `grow`."""
        short = strategy(sound.FILES)
        full = strategy(
            {
                **sound.FILES,
                "scorecards/corporate.yaml": sound.CORPORATE.replace(
                    "      grow: {after", "      corporate/grow: {after"
                ),
            }
        )
        assert [(arrow.source, arrow.target) for arrow in full.arrows] == [
            (arrow.source, arrow.target) for arrow in short.arrows
        ]

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("corporate/grow]", "§corporate/revenue]", '"corporate/revenue" is not an objective of "corporate".'),
            ("corporate/grow]", "§grow]", '"grow" is not an objective of "sales"; did you mean "corporate/grow"?'),
            (
                "corporate/grow]",
                "§corprate/grow]",
                '"corprate/grow" is not an objective of "corprate"; did you mean "corporate/grow"?',
            ),
            (
                "corporate/grow: {",
                "§corporate/contract: {",
                '"corporate/contract" is not an objective of "corporate"; did you mean',
            ),
            ("successor: contracts", "successor: §grow", '"grow" is not a metric of "sales".'),
            ("parent: corporate\n", "parent: §grow\n", '"grow" is not a scorecard of this strategy.'),
        ],
    )
    def test_a_reference_to_another_kind_of_thing_leads_nowhere(self, old: str, new: str, says: str) -> None:
        """A name that exists elsewhere, or is something else, is told with the nearest right one."""
        marked = sound.SALES.replace(old, new, 1)
        before = marked[: marked.index("§")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        ((rule, path, *found, message),) = faults({**sound.FILES, "scorecards/sales.yaml": marked.replace("§", "")})
        assert (rule, path, found) == ("unknown-reference", "scorecards/sales.yaml", [line, column])
        assert says in message

    def test_settings_may_be_short_when_there_is_one_scorecard(self) -> None:
        """With one scorecard its name need not be said; with two it must."""
        one = {"bsc.yaml": "controls: [margin]\nthemes: {europe: }\n", "scorecards/corporate.yaml": sound.CORPORATE}
        assert strategy(one).settings.controls == ("margin",)
        ((rule, path, line, column, message),) = faults({**one, "scorecards/sales.yaml": sound.SALES})
        assert (rule, path, line, column) == ("unknown-reference", "bsc.yaml", 1, 12)
        assert message == '"margin" is not a metric of this strategy; did you mean "corporate/margin"?'

    def test_an_event_is_about_series_and_an_initiative_is_none(self) -> None:
        """What is measured can break: a metric, or all that measure an objective."""
        settings = sound.BSC.replace("[corporate/lead-time]}", "[corporate/lead-time, corporate/cell]}")
        ((rule, path, _, _, message),) = faults({**sound.FILES, "bsc.yaml": settings})
        assert (rule, path) == ("unknown-reference", "bsc.yaml")
        assert message.startswith('"corporate/cell" is not an objective or metric of "corporate"')

    def test_two_notes_on_one_thing_are_one_too_many(self) -> None:
        """A review that calls a metric once by its short id and once by its full one would say two things of it."""
        twice = sound.REVIEW.replace("decisions:", "  corporate/lead-time: {why: It rained.}\ndecisions:")
        assert faults({**sound.FILES, "reviews/2026-Q2.yaml": twice}) == [
            ("duplicate-id", "reviews/2026-Q2.yaml", 7, 3, 'This review has two notes on "corporate/lead-time".')
        ]

    def test_the_same_id_in_two_scorecards_is_two_things(self) -> None:
        """Ids are unique in a scorecard; a metric may be called like an objective."""
        card = CARD.replace("title: Grow", "title: Grow, metrics: {{grow: {{better: higher}}}}")
        found = strategy({"a.yaml": card.format("a"), "b.yaml": card.format("b")})
        assert list(found.objectives) == list(found.metrics) == ["a/grow", "b/grow"]

    @pytest.mark.parametrize(
        ("files", "message", "here", "there"),
        [
            (
                {"a.yaml": CARD.format("x"), "b.yaml": CARD.format("x")},
                'The scorecard "x" is already declared in a.yaml.',
                ("b.yaml", 1, 12),
                ("a.yaml", 1, 12),
            ),
            (
                {
                    "a.yaml": CARD.format("x")[:-2]
                    + ", metrics: {m: }}\n  more: {perspective: process, title: M, metrics: {m: }}\n"
                },
                'The metric "m" is declared twice in "x".',
                ("a.yaml", 4, 52),
                ("a.yaml", 3, 57),
            ),
        ],
    )
    def test_duplicates_across_objectives_and_files_show_both_places(
        self, files: dict[str, str], message: str, here: tuple[str, int, int], there: tuple[str, int, int]
    ) -> None:
        """The second place is the finding's, the first its related one."""
        found = loaded(files)
        (fault,) = found.faults
        assert (fault.rule, fault.problem.message) == ("duplicate-id", message)
        assert place(fault.problem.element)[:3] == here
        assert [place(also.element)[:3] for also in fault.problem.also] == [there]


class TestWords:
    """What can be read, and what a key with nothing under it means."""

    def one(self, *lines: str) -> dict[str, str | bytes]:
        """Return a scorecard with one objective and these lines more."""
        return {
            "x.yaml": "\n".join(
                ["scorecard: x", "objectives:", "  a:", "    perspective: financial", "    title: A", *lines, ""]
            )
        }

    def objective(self, *lines: str) -> Objective:
        """Return that objective."""
        return strategy(self.one(*lines)).objectives["x/a"]

    def test_nothing_under_a_key_is_no_details(self) -> None:
        """Metrics, arrows, owners, themes, perspectives and rules may have none: `{}` and nothing are the same."""
        for nothing in ("", "{}"):
            found = strategy(
                {
                    "bsc.yaml": f"owners: {{ceo: {nothing}}}\nthemes: {{t: {nothing}}}\n"
                    f"perspectives: {{financial: {nothing}}}\nrules: {{no-driver: {nothing}}}\n",
                    "scorecards/x.yaml": self.one(
                        "    theme: t", f"    metrics: {{m: {nothing}}}", f"    drives: {{a: {nothing}}}"
                    )["x.yaml"],
                }
            )
            assert list(found.metrics) == ["x/m"]
            assert len(found.arrows) == 1
            assert list(found.settings.owners) == ["ceo"]
            assert list(found.settings.rules) == ["no-driver"]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("    retired:", "The tombstone \"retired\" has no 'on', and needs one."),
            ("    metrics: {m: {retired: }}", "The tombstone \"retired\" has no 'on', and needs one."),
            ("    metrics: {m: {target_range: }}", "has a 'target_range' with neither 'low' nor 'high'"),
            ("vision:", "The vision \"vision\" has no 'statement', and needs one."),
            ("  grow:", "The objective \"grow\" has no 'perspective', and needs one."),
            ("    initiatives: {i: }", "The initiative \"i\" has no 'title', and needs one."),
        ],
    )
    def test_nothing_where_details_are_needed_is_not_passed_over(self, line: str, message: str) -> None:
        """A tombstone, vision or range without details is a mistake; it must not be as if it were not there."""
        assert any(message in fault[-1] for fault in faults(self.one(line)))

    @pytest.mark.parametrize(
        ("lines", "place", "message", "hint"),
        [
            (
                ("controls: [x/m, 5]",),
                (7, 17),
                "Item 2 of 'controls' must be text, and 5 is a number.",
                'Put it in quotes: "5".',
            ),
            (
                ("controls:", "  - x/m", "  -"),
                (9, 4),
                "Item 2 of 'controls' has nothing in it, and needs text.",
                "Write the text in its place, or delete the item.",
            ),
            (
                ("    supports: [[a]]",),
                (7, 16),
                "Item 1 of 'supports' must be text, and this is a list.",
                "Write plain text in its place; put it in quotes when in doubt.",
            ),
            (
                ("events:", "  -"),
                (8, 4),
                "Item 1 of 'events' must be a mapping of fields, and there is nothing here.",
                "Write {on: ..., what: ...} in its place, or delete the item.",
            ),
            (
                ("events:", "  - {on: 2026, what: 5}"),
                (8, 22),
                "'what' must be text, and 5 is a number.",
                'Put it in quotes: what: "5".',
            ),
        ],
    )
    def test_an_item_of_a_list_is_told_by_its_number(
        self, lines: tuple[str, ...], place: tuple[int, int], message: str, hint: str
    ) -> None:
        """It has no name, so neither the sentence nor the help uses its position as one."""
        (fault,) = loaded(self.one("    metrics: {m: {better: higher}}", *lines)).faults
        assert isinstance(fault.problem.element, Spot)
        found = fault.problem.element.place
        assert (fault.problem.message, fault.problem.help) == (message, hint)
        assert (found.line, found.column) == place

    @pytest.mark.parametrize("name", ["@id", "[key]", "@objective", "", " ", "id", "🙂"])
    def test_no_name_is_passed_over(self, name: str) -> None:
        """Names that we use inside, that look like ours, or are hardly names, are unknown fields like any other."""
        quoted = f'"{name}": x'
        for lines, line, column in [
            ((f"    {quoted}",), 6, 5),
            (("    metrics:", "      m:", f"        {quoted}"), 8, 9),
            (("    drives:", "      a:", f"        {quoted}"), 8, 9),
            ((quoted,), 6, 1),
        ]:
            told = faults(self.one(*lines))
            if name == "@objective" and lines[0].startswith(("    @", '"')):
                assert told
                continue
            assert [fault[:4] for fault in told] == [("unknown-field", "x.yaml", line, column)]
            assert f"'{name}'" in told[0][-1]

    def test_numbers_are_exact(self) -> None:
        """What is written is what is held, to the last digit; a nothing of absurd size is refused with the others."""
        metric = self.objective(
            "    metrics: {m: {target: 0.10, red_line: 1e-3, baseline: 12345678901234567.89}}"
        ).metrics["m"]
        assert (metric.target, metric.red_line) == (Decimal("0.10"), Decimal("0.001"))
        assert str(metric.baseline) == "12345678901234567.89"
        for written_number in ("1e18", "0e19", "0e-999999999", "1e-19", "1e999999999"):
            assert "more than 18 digits" in faults(self.one(f"    weight: {written_number}"))[0][-1]

    @pytest.mark.parametrize("value", [".nan", "[a, 1]", "{a: b}", "~", ".inf"])
    def test_an_option_of_no_sort_is_one_fault_at_its_place(self, value: str) -> None:
        """The option is named, not the sorts of value that were tried on it."""
        ((rule, path, line, _column, message),) = faults(
            {"bsc.yaml": f"rules: {{too-many-objectives: {{most: {value}}}}}\n", "scorecards/x.yaml": CARD.format("x")}
        )
        assert (rule, path, line) == ("invalid-value", "bsc.yaml", 1)
        assert message.startswith("'most' must be")

    def test_off_alone_is_told_how_to_write_it(self) -> None:
        """`rule: off` is what people write first."""
        found = loaded({"bsc.yaml": "rules: {no-driver: off}\n", "scorecards/x.yaml": CARD.format("x")})
        assert [fault.problem.help for fault in found.faults] == ["Write it as 'no-driver: {severity: off}'."]

    def test_a_flood_of_faults_is_cut_short_and_says_so(self) -> None:
        """Of a thousand faults in a file a hundred are told, and that there are more; other files have theirs."""
        flood = "".join(f"x{number}: 1\n" for number in range(1000))
        told = faults({"a.yaml": CARD.format("a") + flood, "b.yaml": CARD.format("b") + "y: 1\n"})
        assert [fault[1] for fault in told] == ["a.yaml"] * 101 + ["b.yaml"]
        assert [fault[2] for fault in told[:100]] == list(range(4, 104))
        assert "more faults" in told[100][-1]


class TestEncodings:
    """Files as editors and spreadsheets save them."""

    def test_a_byte_order_mark_and_windows_line_ends_change_nothing(self) -> None:
        """The same strategy with BOM and CRLF is equal, and its places are the same."""
        plain = strategy(sound.FILES)
        other = strategy(
            {path: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for path, text in sound.FILES.items()}
        )
        assert other == plain
        for objective in plain.objectives.values():
            assert other.locate(objective) == plain.locate(objective)
            assert other.locate(objective, "title") == plain.locate(objective, "title")

    @pytest.mark.parametrize(
        ("content", "message", "line", "column"),
        [
            ("scorecard: a\n".encode("utf-16-le"), "control character here (U+0000)", 1, 2),
            (b"\xff\xfe" + "scorecard: a\n".encode("utf-16-le"), "UTF-16", 1, 1),
            (b"\xfe\xff" + "scorecard: a\n".encode("utf-16-be"), "UTF-16", 1, 1),
            ("scorecard: a\ntitle: Größe\n".encode("latin-1"), "0xF6", 2, 10),
            ("scorecard: a\ntitle: für Größe\n".encode("cp1252"), "0xFC", 2, 9),
            (b"scorecard: a\r\ntitle: " + "ü".encode() + b"\xfc\r\n", "0xFC", 2, 9),
            (b"\xef\xbb\xbfx: \xe9\n", "0xE9", 1, 4),
            (b"x: " + "数".encode() + b"\x80\n", "0x80", 1, 5),
        ],
    )
    def test_another_encoding_is_told_at_its_first_wrong_byte(
        self, content: bytes, message: str, line: int, column: int
    ) -> None:
        """Line and column are those of the characters before it, and the help says how to save the file."""
        found = loaded({**sound.FILES, "scorecards/x.yaml": content})
        (fault,) = found.faults
        assert fault.rule == "not-yaml"
        assert message in fault.problem.message
        assert place(fault.problem.element)[:3] == ("scorecards/x.yaml", line, column)
        assert fault.problem.help


class TestTrouble:
    """Files that change while they are read, and settings that cannot be."""

    def test_a_file_that_vanishes_is_a_finding(self, tmp_path: Path) -> None:
        """Between listing and reading, a file may go, become a folder, or lose its folder."""
        tree = Tree.below(
            written(
                tmp_path,
                {**sound.FILES, "scorecards/x.yaml": CARD.format("x"), "scorecards/y/z.yaml": CARD.format("z")},
            )
        )
        (tmp_path / "scorecards/x.yaml").unlink()
        (tmp_path / "scorecards/y/z.yaml").unlink()
        (tmp_path / "scorecards/y").rmdir()
        (tmp_path / "scorecards/sales.yaml").unlink()
        (tmp_path / "scorecards/sales.yaml").mkdir()
        found = load(tree)
        assert [(fault.rule, place(fault.problem.element).path) for fault in found.faults] == [
            ("not-yaml", "scorecards/sales.yaml"),
            ("not-yaml", "scorecards/x.yaml"),
            ("not-yaml", "scorecards/y/z.yaml"),
        ]
        assert all(str(tmp_path) not in f"{fault.problem.message}{fault.problem.help}" for fault in found.faults)
        with pytest.raises(Unreadable, match="No such file"):
            tree.text("scorecards/x.yaml")

    @pytest.mark.parametrize(
        "settings_text", ["[", "a: 1\n", "profile: none\n", "- a\n", "x", "scorecards: ../*.yaml\n"]
    )
    def test_settings_that_cannot_be_read_do_not_hide_the_rest(self, settings_text: str) -> None:
        """The scorecards are looked for where they usually are; their faults are told with those of the settings."""
        told = faults({**sound.FILES, "bsc.yaml": settings_text, "scorecards/x.yaml": "scorecard: [\n"})
        assert {fault[1] for fault in told} == {"bsc.yaml", "scorecards/x.yaml"}

    @pytest.mark.parametrize("settings_text", ["", "# nothing\n", "---\n", "{}\n", "strategy:\n"])
    def test_settings_may_say_nothing(self, settings_text: str) -> None:
        """An empty bsc.yaml marks the root, and everything is as usual."""
        found = strategy({"bsc.yaml": settings_text, "scorecards/x.yaml": CARD.format("x")})
        assert found.perspectives == ("financial", "customer", "process", "learning")

    def test_content_is_compared_not_layout(self) -> None:
        """A strategy written in another way, with other comments and files, is the same strategy."""
        other = {path: rewritten(text.splitlines()) for path, text in sound.FILES.items()}
        other["scorecards/renamed.yaml"] = other.pop("scorecards/sales.yaml")
        assert other["bsc.yaml"] != sound.BSC
        assert strategy(other) == strategy(sound.FILES)
        changed = {
            **other,
            "scorecards/renamed.yaml": other["scorecards/renamed.yaml"].replace("target: 10", "target: 11"),
        }
        assert strategy(changed) != strategy(sound.FILES)


def rewritten(lines: Iterable[str]) -> str:
    """Put comments and empty lines between lines."""
    return "# new\n\n" + "\n\n# comment\n".join(lines) + "\n"
