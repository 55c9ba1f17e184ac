"""Findings as text, as JSON and as annotations: exactly these bytes, names and limits."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from bsc_cli import __version__
from bsc_cli.finding import Finding, Place, Related, Result, Severity
from bsc_cli.report import report
from bsc_cli.report.text_format import document as text_document
from bsc_cli.visible import visible, width

BOUNDED = settings(max_examples=150, deadline=None)
A = "scorecards/a.yaml"
TEXTS = {
    A: "scorecard: a\nobjectives:\n  grow:\n    title: Grow\n",
    "b.yaml": "scorecard: b\n",
}
GROW = Finding(
    "causal-loop",
    Severity.ERROR,
    '"grow" drives itself.',
    Place(A, 3, 3, 3, 7),
    "a/grow",
    help="Delete one of the arrows.",
    related=(Related(Place("b.yaml", 1, 12, 1, 13), "it comes back here"),),
    kind="objective",
)


NOT_RUN = "rules were not run: they need the whole strategy, and a part cannot be read."


def lines_of(finding: Finding, texts: dict[str, str]) -> list[str]:
    """Return the lines of one finding's block in the text report."""
    return report("text")(Result((finding,)), texts).split("\n\n")[0].split("\n")


def at(line: str, column: int, end: int, *, message: str = "This is so.") -> list[str]:
    """Return the source line and the carets for a span of a text with one line."""
    found = Finding("a-rule", Severity.WARNING, message, Place("x.yaml", 1, column, 1, end), "x")
    return lines_of(found, {"x.yaml": line})[1:]


class TestText:
    """For a person at a terminal."""

    def test_a_finding_whole(self) -> None:
        """Place, severity, rule and sentence; the line with a caret; the other end with its note; the help; a count."""
        assert report("text")(Result((GROW,), ("causal-loop",)), TEXTS) == (
            'scorecards/a.yaml:3:3: error[causal-loop] "grow" drives itself.\n'
            "  3 |   grow:\n"
            "    |   ^^^^\n"
            "  b.yaml:1:12: note: it comes back here\n"
            "  1 | scorecard: b\n"
            "    |            ^\n"
            "  help: Delete one of the arrows.\n"
            "\n"
            "Found 1 error, 0 warnings.\n"
        )

    @pytest.mark.parametrize(
        ("unshown", "said"),
        [
            (
                ("info", "info"),
                "All clear: 1 rules found no error and no warning.\nNot shown: 2 infos. `--show info` shows more.\n",
            ),
            (("info", "error"), "Not shown: 1 error, 1 info. `--show error` shows more.\n"),
        ],
    )  # fmt: skip
    def test_what_is_not_shown_is_no_all_clear(self, unshown: tuple[str, ...], said: str) -> None:
        """Whoever leaves findings out is told how many, and never that there are none."""
        hidden = tuple(GROW._replace(severity=Severity[each.upper()]) for each in unshown)
        result = Result((), ("causal-loop",), unshown=hidden)
        assert report("text")(result, TEXTS) == said
        errors = unshown.count("error")
        found = json.loads(report("json")(result, TEXTS))
        assert (found["valid"], found["summary"]["unshown"], found["findings"]) == (not errors, 2, [])
        assert report("github")(result, TEXTS) == f"bsc found {errors} error(s) and 0 warning(s).\n"
        told = report("markdown")(result, TEXTS)
        assert told.startswith("### bsc: nothing shown\n\nNot shown: ")
        assert "nothing to say" not in told
        shown = report("text")(result._replace(findings=(GROW,)), TEXTS)
        assert f"Found {1 + errors} error{'s' if errors else ''}, 0 warnings.\nNot shown: " in shown

    def test_colours_change_nothing_but_colours(self) -> None:
        """Without the escapes, the coloured report is the plain one."""
        result = Result((GROW,), ("causal-loop",), ("other",))
        coloured = text_document(result, TEXTS, colour=True)
        assert coloured != report("text")(result, TEXTS)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report("text")(result, TEXTS)

    @pytest.mark.parametrize(
        ("severities", "not_run", "closing"),
        [
            ("", 0, "All clear: 2 rules found nothing to say.\n"),
            ("E", 0, "Found 1 error, 0 warnings.\n"),
            ("WW", 0, "Found 0 errors, 2 warnings.\n"),
            ("EEWI", 0, "Found 2 errors, 1 warning, 1 info.\n"),
            ("II", 0, "Found 0 errors, 0 warnings, 2 infos.\n"),
            ("E", 3, f"3 {NOT_RUN}\nFound 1 error, 0 warnings.\n"),
        ],
    )
    def test_the_last_lines_count(self, severities: str, not_run: int, closing: str) -> None:
        """How many of each, and what was not run."""
        words = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}
        findings = tuple(Finding("a", words[each], "So.", Place("x", 1, 1, 1, 2), "x") for each in severities)
        result = Result(findings, ("a", "b"), tuple(f"r{number}" for number in range(not_run)))
        assert report("text")(result, {}).endswith(("\n\n" if severities else "") + closing)

    @pytest.mark.parametrize(
        ("line", "column", "end", "shown", "carets"),
        [
            ("owner: ceo", 8, 11, "owner: ceo", "       ^^^"),
            ("owner:", 7, 7, "owner:", "      ^"),
            ("owner: ceo", 11, 11, "owner: ceo", "          ^"),
            ("owner: ceo   # why", 8, 14, "owner: ceo   # why", "       ^^^"),
            ("名前: 社長 # x", 5, 7, "名前: 社長 # x", "      ^^^^"),
            ("名前: 社長 # x", 10, 11, "名前: 社長 # x", "             ^"),
            ("a: e\u0301te\u0301 b", 10, 11, "a: e\u0301te\u0301 b", "       ^"),
            ("a: 👩\u200d💻 b", 8, 9, "a: 👩\u200d💻 b", "        ^"),
            ("a: \u00e9t\u00e9", 4, 7, "a: \u00e9t\u00e9", "   ^^^"),
            ("\tb: 1", 1, 2, "\\x09b: 1", "^^^^"),
            ("\tb: 1", 5, 6, "\\x09b: 1", "       ^"),
            ("a: \x1b[31m", 4, 5, "a: \\x1b[31m", "   ^^^^"),
            ("a: ##[error]x", 4, 13, "a: #\\x23[error]x", "   ^^^^^^^^^^^^"),
            ("a: \u202egnp", 4, 8, "a: \\u202egnp", "   ^^^^^^^^^"),
        ],
    )  # fmt: skip
    def test_carets_stand_under_the_span(self, line: str, column: int, end: int, shown: str, carets: str) -> None:
        """Also behind wide, combining and joined characters, and behind those that are shown instead of sent."""
        assert at(line, column, end) == [f"  1 | {shown}", f"    | {carets}"]

    def test_windows_line_ends_are_not_shown(self) -> None:
        """The line and the caret of a file with CRLF are those of one without."""
        crlf = {path: text.replace("\n", "\r\n") for path, text in TEXTS.items()}
        assert lines_of(GROW, crlf) == lines_of(GROW, TEXTS)

    def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first(self) -> None:
        """The frame has one line."""
        found = Finding("r", Severity.INFO, "So.", Place(A, 2, 1, 4, 5), "x")
        assert lines_of(found, TEXTS)[1:] == ["  2 | objectives:", "    | ^^^^^^^^^^^"]

    @pytest.mark.parametrize("place", [Place(A, 9, 1, 9, 2), Place(A, 5, 1, 5, 2), Place("c.yaml", 1, 1, 1, 2)])
    def test_a_line_that_is_not_at_hand_has_no_frame(self, place: Place) -> None:
        """Beyond the end of a file, on an empty line, or in a file that could not be read."""
        assert len(lines_of(Finding("r", Severity.INFO, "So.", place, "x"), TEXTS)) == 1

    @given(st.integers(1, 700), st.integers(0, 700), st.integers(0, 60))
    @BOUNDED
    def test_a_long_line_is_cut_around_the_span(self, length: int, begin: int, extent: int) -> None:
        """At most 160 characters are shown, and what stands above the carets is what the span names."""
        line = "".join(chr(0x61 + position * 7 % 26) for position in range(length))
        begin %= length
        end = min(length, begin + max(1, extent))
        shown, carets = (each[len("  1 | ") :] for each in at(line, begin + 1, end + 1))
        assert len(shown) <= 160
        assert shown in line
        above = shown[carets.index("^") : carets.rindex("^") + 1]
        assert above == line[begin : begin + len(above)]
        assert above
        assert len(above) == end - begin or end - begin > 160 - 81

    @given(st.text("ab 値ｗé\u0301\t", max_size=40), st.integers(0, 39), st.integers(0, 5))
    @BOUNDED
    def test_columns_are_counted_as_a_terminal_does(self, line: str, begin: int, extent: int) -> None:
        """Another library's table of widths says where the caret has to be."""
        begin = min(begin, len(line))
        shown_and_carets = at(line, begin + 1, begin + 1 + extent)
        if not line.strip():
            assert shown_and_carets == []
            return
        _shown, carets = shown_and_carets
        assert carets.index("^") == len("    | ") + cell_len(visible(line[:begin]))

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    @BOUNDED
    def test_only_letters_are_sent_to_a_terminal(self, text: str) -> None:
        """No control or line end of any kind is left, and printable text is as it was."""
        shown = visible(text)
        assert not [each for each in shown if unicodedata.category(each) in ("Cc", "Zl", "Zp")]
        assert len(shown.splitlines()) <= 1
        assert 0 <= width(shown) <= 2 * len(shown)
        if text.isprintable() and "##" not in text:
            assert shown == text


class TestJson:
    """For scripts: fixed names."""

    def test_names_and_values(self) -> None:
        """Every name of the document is there with the right value; absent is null, arrays are always there."""
        other = Finding("b", Severity.INFO, "So.", Place("x", 1, 2, 3, 4), "x", ("owner"))
        document = json.loads(report("json")(Result((GROW, other), ("causal-loop",), ("late",)), TEXTS))
        assert document == {
            "format_version": "1.0",
            "tool": {"name": "bsc", "version": __version__},
            "valid": False,
            "summary": {**document["summary"], "errors": 1, "warnings": 0, "infos": 1},
            "findings": [
                {
                    "rule": "causal-loop",
                    "severity": "error",
                    "message": '"grow" drives itself.',
                    "help": "Delete one of the arrows.",
                    "path": A,
                    "line": 3,
                    "column": 3,
                    "end_line": 3,
                    "end_column": 7,
                    "element": "a/grow",
                    "field": None,
                    "related": [{"path": "b.yaml", "line": 1, "column": 12, "note": "it comes back here"}],
                    "fingerprint": GROW.fingerprint,
                },
                {
                    "rule": "b",
                    "severity": "info",
                    "message": "So.",
                    "help": None,
                    "path": "x",
                    "line": 1,
                    "column": 2,
                    "end_line": 3,
                    "end_column": 4,
                    "element": "x",
                    "field": "owner",
                    "related": [],
                    "fingerprint": other.fingerprint,
                },
            ],
            "rules_not_run": ["late"],
        }

    @pytest.mark.parametrize(
        ("severity", "valid"), [(None, True), (Severity.INFO, True), (Severity.WARNING, True), (Severity.ERROR, False)]
    )
    def test_valid_is_without_errors(self, severity: Severity | None, valid: bool) -> None:  # noqa: FBT001 - a column
        """Warnings do not make a strategy invalid; an empty result has empty arrays."""
        findings = (Finding("a", severity, "So.", Place("x", 1, 1, 1, 2), "x"),) if severity else ()
        document = json.loads(report("json")(Result(findings), {}))
        assert document["valid"] is valid
        assert (len(document["findings"]), document["rules_not_run"]) == (len(findings), [])

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    @BOUNDED
    def test_every_text_comes_back(self, text: str) -> None:
        """What is said is said again, character by character, by whoever reads the JSON."""
        found = Finding(
            "a",
            Severity.INFO,
            text,
            Place(text, 1, 1, 1, 2),
            text,
            text,
            text,
            (Related(Place(text, 1, 1, 1, 2), text),),
        )
        (told,) = json.loads(report("json")(Result((found,)), {}).encode())["findings"]
        assert {told[name] for name in ("message", "path", "element", "field", "help")} == {text}
        assert told["related"] == [{"path": text, "line": 1, "column": 1, "note": text}]


def commands(result: Result) -> list[str]:
    """Return the lines of the GitHub report."""
    written = report("github")(result, {})
    assert written.endswith("\n")
    return written.split("\n")[:-1]


class TestGithub:
    """Annotations by workflow commands."""

    def test_a_finding_whole(self) -> None:
        """The worst first; a span of one line has its columns, a longer one its lines."""
        note = Finding("note-it", Severity.INFO, "So.", Place("b.yaml", 1, 1, 4, 2), "b")
        warning = Finding("mind-it", Severity.WARNING, "So.", Place("b.yaml", 2, 1, 2, 9), "b")
        assert commands(Result((note, warning, GROW))) == [
            f"::error file={A},line=3,endLine=3,title=causal-loop,col=3,endColumn=7::{GROW.message} {GROW.help}",
            "::warning file=b.yaml,line=2,endLine=2,title=mind-it,col=1,endColumn=9::So.",
            "::notice file=b.yaml,line=1,endLine=4,title=note-it::So.",
            "bsc found 1 error(s) and 1 warning(s).",
        ]

    @pytest.mark.parametrize(
        ("text", "as_message", "as_path"),
        [
            ("100%", "100%25", "100%25"),
            ("%0A::error::x", "%250A::error::x", "%250A%3A%3Aerror%3A%3Ax"),
            ("a,b:c", "a,b:c", "a%2Cb%3Ac"),
            ("a\nb", "a\\x0ab", "a%0Ab"),
            ("a\r\n::error::b", "a\\x0d\\x0a::error::b", "a%0D%0A%3A%3Aerror%3A%3Ab"),
            ("\x1b[31m", "\\x1b[31m", "\\x1b[31m"),
            ("a\u2028b", "a\\u2028b", "a\\u2028b"),
            ("größe/値", "größe/値", "größe/値"),
            ("##[add-mask]x", "#\\x23[add-mask]x", "#\\x23[add-mask]x"),
        ],
    )
    def test_what_would_end_a_value_is_escaped(self, text: str, as_message: str, as_path: str) -> None:
        """As GitHub unescapes it: '%' everywhere, ':' and ',' in properties, line ends in names; the rest is shown."""
        found = Finding("r", Severity.ERROR, text, Place(text, 1, 2, 1, 3), "x")
        assert (
            commands(Result((found,)))[0]
            == f"::error file={as_path},line=1,endLine=1,title=r,col=2,endColumn=3::{as_message}"
        )

    @pytest.mark.parametrize(
        ("errors", "warnings", "infos", "more"),
        [(0, 0, 0, 0), (10, 10, 10, 0), (11, 0, 0, 1), (12, 15, 11, 8), (0, 30, 0, 20), (9, 10, 13, 3)],
    )
    def test_ten_of_each_are_shown_and_the_rest_is_counted(
        self, errors: int, warnings: int, infos: int, more: int
    ) -> None:
        """GitHub takes ten errors and ten warnings of a step: the first ten of each, the errors first, are sent."""
        severities = [Severity.INFO] * infos + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
        findings = tuple(
            Finding("r", severity, "So.", Place("x", line, 1, line, 2), "x")
            for line, severity in enumerate(severities, 1)
        )
        *sent, last = commands(Result(findings))
        kinds = [line.split(" ")[0] for line in sent]
        assert kinds == ["::error"] * min(errors, 10) + ["::warning"] * min(warnings, 10) + ["::notice"] * min(
            infos, 10
        )
        first = infos + warnings + 1 if errors else infos + 1 if warnings else 1
        assert not sent or f",line={first}," in sent[0]
        assert last.startswith(f"bsc found {errors} error(s) and {warnings} warning(s).")
        assert (f" {more} more are not annotated" in last) == (more > 0)
        assert ("more" in last) == (more > 0)
