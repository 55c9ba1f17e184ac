"""Any input at all: it is read or it is a finding; bsc never raises, never crashes, never sends what it was given."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import hostile_cases
import sound
from bsc_cli import rules
from bsc_cli.check import check
from bsc_cli.cli import run
from bsc_cli.config import Chosen, Config, configure
from bsc_cli.finding import Also, Finding, Problem, Result, Severity
from bsc_cli.load import Loaded, load
from bsc_cli.report import report
from bsc_cli.rule import Rule
from bsc_cli.strategy import Strategy
from bsc_cli.tree import MAX_YAML_BYTES, Tree
from bsc_cli.visible import visible

SHARED = Path(__file__).parents[1].parent / "shared" / "corpora"
HOSTILE = sorted((SHARED / "hostile-yaml").glob("*.yaml"))
needs_corpora = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not beside this checkout")
READABLE = {0, 1, 2}
CARD = "scorecards/hostile.yaml"


def validated(folder: Path, files: Mapping[str, str | bytes], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Write files, run `bsc validate --format json` on the folder, and return the exit code and the document."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    target = folder / "found.json"
    code = run(["validate", *(arguments or [str(folder)]), "--format", "json", "-o", str(target)])
    return code, json.loads(target.read_bytes()) if target.exists() else {}


@pytest.fixture(autouse=True)
def _tracebacks_are_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a mistake of ours raise instead of ending in exit code 3, so that a test shows where it is."""
    monkeypatch.setenv("BSC_DEBUG", "1")


@needs_corpora
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda path: path.name)
@pytest.mark.parametrize("place", [CARD, "bsc.yaml", "reviews/hostile.yaml", "alone.yaml"])
def test_hostile_files_are_findings(hostile: Path, place: str, tmp_path: Path) -> None:
    """In the place of a scorecard, of the settings, of a review and alone, each hostile file gives findings in it."""
    files: dict[str, str | bytes] = {} if place == "alone.yaml" else {**sound.FILES}
    files[place] = hostile.read_bytes()
    found = load(Tree.of(files))
    code, document = validated(tmp_path, files)
    if place == "bsc.yaml" and hostile.name == "empty.yaml":  # all its keys are optional; only the theme is missed
        assert {each["path"] for each in document["findings"]} == {"scorecards/corporate.yaml"}
        return
    assert code == 1
    assert found.strategy is None
    assert {each["path"] for each in document["findings"]} == {place}
    assert document["rules_not_run"]
    for each in document["findings"]:
        assert each["rule"] in {"not-yaml", "duplicate-id", "unknown-field", "invalid-value"}
        assert each["message"].endswith((".", "?"))
        assert not re.search(r"Traceback|ruamel|pydantic|Input should|while (?:parsing|scanning)", json.dumps(each))


@pytest.mark.parametrize("name", hostile_cases.TEXTS)
def test_the_quick_way_of_reading_says_what_the_careful_one_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a text is read in one go or by its nodes, its data and its faults are the same."""
    files = {"scorecards/h.yaml": hostile_cases.TEXTS[name]}
    quick = load(Tree.of(files))
    monkeypatch.setattr("bsc_cli.source.document.is_shallow", lambda _text: False)
    careful = load(Tree.of(files))
    assert [fault.problem for fault in quick.faults] == [fault.problem for fault in careful.faults]
    assert (quick.strategy and quick.strategy.scorecards) == (careful.strategy and careful.strategy.scorecards)


DEPTH = 100_000
BOMBS = {
    "open brackets": "[" * DEPTH,
    "open braces": "{" * DEPTH,
    "closed brackets": "[" * DEPTH + "]" * DEPTH,
    "mappings in mappings": "{a: " * DEPTH + "1" + "}" * DEPTH,
    "brackets closed in comments": "[ # ]\n" * DEPTH,
    "brackets closed in quotes": '["]",' * DEPTH,
    "braces closed in keys": '{"}": ' * DEPTH,
    "dashes on a line": "- " * DEPTH,
    "question marks on a line": "? " * DEPTH,
    "colons on a line": ": " * DEPTH,
    "dashes with tabs": "-\t" * DEPTH,
    "dashes on many lines": "".join(" " * (128 * line) + "- " * 64 + "\n" for line in range(127)),
    "question marks on many lines": "".join(" " * (128 * line) + "? " * 64 + "\n" for line in range(127)),
    "deep indentation": "".join(" " * line + "a:\n" for line in range(1440)),
    "deep lists": "".join(" " * line + "-\n" for line in range(1440)),
    "keys of keys": "".join(" " * line + "?\n" for line in range(1440)),
    "anchors": "".join(f"a{line}: &x{line}\n" for line in range(10_000)),
    "aliases": "a: &a [x]\n" + "b: [" + "*a," * DEPTH + "]\n",
    "one long key": "k" * 1_000_000 + ": 1",
    "one long value": "k: " + "v" * 1_000_000,
    "quotes": "'" * DEPTH,
    "a million spaces": " " * 1_000_000,
    "commas": "[" + "," * DEPTH,
    "comments that silence": "a: b # bsc: ignore[x] y\n" * 10_000,
    "percent signs": "%" * DEPTH,
    "tags": "!" * DEPTH,
    "ampersands": "&" * DEPTH,
    "line ends": "\n" * 1_000_000,
    "returns": "\r" * DEPTH,
}


def test_no_nesting_crashes_the_process() -> None:
    """Text made to exhaust the stack, in each way that YAML has, is refused; the C parser would crash the process."""
    program = (
        "import json, sys\n"
        "from bsc_cli.check import ignores_in\n"
        "from bsc_cli.load import load\n"
        "from bsc_cli.tree import Tree\n"
        "for name, text in json.load(sys.stdin).items():\n"
        "    loaded = load(Tree.of({'x.yaml': text}))\n"
        "    list(ignores_in(loaded.texts))\n"
        "    print(name, loaded.strategy is None, loaded.faults[0].rule, sep=': ', flush=True)\n"
    )
    process = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], input=json.dumps(BOMBS), capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, f"crashed after {process.stdout.splitlines()[-1:]}: {process.stderr[-400:]}"
    told = [line.split(": ") for line in process.stdout.splitlines()]
    assert [name for name, *_rest in told] == list(BOMBS)
    assert {(refused, rule) for _name, refused, rule in told} <= {
        ("True", rule) for rule in ("not-yaml", "invalid-value", "unknown-field", "duplicate-id")
    }


@pytest.mark.parametrize(("levels", "readable"), [(64, True), (65, False), (66, False), (67, False), (200, False)])
@pytest.mark.parametrize("style", ["flow", "block", "mapping"])
def test_sixty_four_levels_are_read(levels: int, readable: bool, style: str) -> None:  # noqa: FBT001 - a column
    """The limit is where it is said to be, in every style."""
    text = {
        "flow": "[" * levels + "]" * levels,
        "block": "".join(" " * level + "-\n" for level in range(levels)),
        "mapping": "".join(" " * level + "a:\n" for level in range(levels)),
    }[style]
    faults = load(Tree.of({"x.yaml": text})).faults
    assert any("nested more than 64 levels deep" in fault.problem.message for fault in faults) is not readable


def test_brackets_and_dashes_in_prose_are_not_nesting() -> None:
    """A hundred brackets or dashes in a value or a comment are text."""
    title = "[" * 100 + "{" * 100 + "- " * 100 + "? " * 100
    text = sound.CORPORATE.replace("title: Expand into Europe", f"title: 'x {title}' # {title}")
    assert text != sound.CORPORATE
    strategy = load(Tree.of({**sound.FILES, "scorecards/corporate.yaml": text})).strategy
    assert strategy is not None
    assert strategy.scorecards["corporate"].title == f"x {title}"


def test_a_file_of_two_mebibytes_is_refused_and_of_one_is_read(tmp_path: Path) -> None:
    """The size limit is a finding that says what to write instead; just below it a file is read as any other."""
    at_limit = sound.SALES + "#" * (MAX_YAML_BYTES - len(sound.SALES))
    code, document = validated(tmp_path, {**sound.FILES, "scorecards/sales.yaml": at_limit})
    assert (code, document["rules_not_run"]) == (0, [])
    for size in (MAX_YAML_BYTES + 1, 2 * MAX_YAML_BYTES):
        code, document = validated(tmp_path, {"scorecards/sales.yaml": sound.SALES.ljust(size, "#")})
        (found,) = document["findings"]
        assert (code, found["rule"], found["path"]) == (1, "not-yaml", "scorecards/sales.yaml")
        assert "1 MiB" in found["message"]
        assert found["help"]


@pytest.mark.parametrize(
    ("content", "says", "place"),
    [
        (b"scorecard: a\ntitle: \xed\xa0\x80\n", "0xED", (2, 8)),  # a surrogate, which UTF-8 may not hold
        (b"scorecard: a\ntitle: \xc0\xaf\n", "0xC0", (2, 8)),  # an overlong slash
        (b"scorecard: a\ntitle: \xf4\x90\x80\x80\n", "0xF4", (2, 8)),  # beyond the last character
        (b"scorecard: a\ntitle: \xc3\xa9t\xe9\n", "0xE9", (2, 10)),  # Latin-1 after UTF-8
        (b"scorecard: a\ntitle: x\xc3", "0xC3", (2, 9)),  # cut off
        (b"scorecard: a\ntitle: \x00\n", "U+0000", (2, 8)),
        ("scorecard: a\ntitle: \ufffe\n".encode(), "U+FFFE", (2, 8)),
        ("scorecard: a\n".encode("utf-16-be"), "U+0000", (1, 1)),  # without its byte-order mark
        ("scorecard: a\n".encode("utf-32"), "UTF-16", (1, 1)),
    ],
)
def test_bytes_that_are_no_text(content: bytes, says: str, place: tuple[int, int], tmp_path: Path) -> None:
    """What is not UTF-8 is one finding at its line and column, counted in characters."""
    code, document = validated(tmp_path, {**sound.FILES, CARD: content})
    (found,) = document["findings"]
    assert (code, found["rule"], found["path"]) == (1, "not-yaml", CARD)
    assert (found["line"], found["column"]) == place
    assert says in found["message"]


def test_a_link_to_itself_and_links_that_go_round(tmp_path: Path) -> None:
    """A loop of links is a file that cannot be read, not a loop of ours."""
    validated(tmp_path, sound.FILES)
    (tmp_path / "scorecards/self.yaml").symlink_to("self.yaml")
    (tmp_path / "scorecards/there.yaml").symlink_to("back.yaml")
    (tmp_path / "scorecards/back.yaml").symlink_to("there.yaml")
    (tmp_path / "scorecards/round").symlink_to(tmp_path)
    code, document = validated(tmp_path, {})
    assert code == 1
    assert [(each["path"], each["rule"]) for each in document["findings"]] == [
        (f"scorecards/{name}.yaml", "not-yaml") for name in ("back", "self", "there")
    ]


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_followed(tmp_path: Path) -> None:
    """Nothing outside the strategy's folder is read, by whatever way the link goes; inside, a link is a file."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("scorecard: secret\nobjectives: {}\n")
    folder = tmp_path / "strategy"
    validated(folder, sound.FILES)
    (folder / "scorecards/out.yaml").symlink_to(secret)
    (folder / "scorecards/up.yaml").symlink_to("../../secret.yaml")
    (folder / "scorecards/gone.yaml").symlink_to("nowhere.yaml")
    (folder / "scorecards/outside").symlink_to(tmp_path)
    code, document = validated(folder, {})
    assert code == 1
    told = {each["path"]: each["message"] for each in document["findings"]}
    assert set(told) == {f"scorecards/{name}.yaml" for name in ("out", "up", "gone")}
    assert "outside" in told["scorecards/out.yaml"]
    assert "outside" in told["scorecards/up.yaml"]
    assert "secret" not in json.dumps({**told, "path": ""}).replace("secret.yaml", "")
    for name in ("out", "up", "gone"):
        (folder / f"scorecards/{name}.yaml").unlink()
    (folder / "shared.txt").write_text("scorecard: shared\nobjectives: {}\n")
    (folder / "scorecards/in.yaml").symlink_to("../shared.txt")
    loaded = load(Tree.below(folder))
    assert loaded.strategy is not None
    assert "shared" in loaded.strategy.scorecards


def test_what_is_not_a_regular_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would block whoever opens it, so it is looked at first; a folder with the name of a file is a folder."""
    validated(tmp_path, sound.FILES)
    os.mkfifo(tmp_path / "scorecards/pipe.yaml")
    (tmp_path / "scorecards/folder.yaml").mkdir()
    (tmp_path / "scorecards/folder.yaml/inside.yaml").write_text("scorecard: inside\nobjectives: {}\n")
    program = (
        "import sys; from pathlib import Path; from bsc_cli.load import load; from bsc_cli.tree import Tree\n"
        "faults = load(Tree.below(Path(sys.argv[1]))).faults\n"
        "print(*(f'{fault.problem.element.place.path} {fault.problem.message}' for fault in faults), sep='\\n')\n"
    )
    process = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert process.stdout == "scorecards/pipe.yaml This is not a regular file.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission is a finding with the system's reason."""
    validated(tmp_path, {**sound.FILES, CARD: "scorecard: x\nobjectives: {}\n"})
    (tmp_path / CARD).chmod(0)
    code, document = validated(tmp_path, {})
    assert (code, [each["path"] for each in document["findings"]]) == (1, [CARD])


NAMES = [
    b"::error::x.yaml",
    b" ::error file=a::x.yaml",
    b"a\nb.yaml",
    b"\x1b[31mred.yaml",
    b"\xff\xfe.yaml",
    b"a%0A::b.yaml",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", ["text", "github", "json"])
def test_names_of_files_are_text_too(
    name: bytes, style: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A file's name can hold a command, an escape, a line end or bytes that are no text; none of it gets through."""
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "bsc.yaml").write_bytes(b"")
    Path(os.fsdecode(os.fsencode(tmp_path / "scorecards") + b"/" + name)).write_bytes(b"scorecard: [\n")
    assert run(["validate", str(tmp_path), "--format", style]) == 1
    written = capfdbinary.readouterr().out.decode()
    assert "\x1b" not in written
    if style == "json":
        (found,) = json.loads(written)["findings"]
        assert ("The name of this file is not UTF-8" in found["message"]) == (b"\xff" in name)
        assert (
            found["path"]
            == f"scorecards/{name.decode(errors='surrogateescape')}".encode(errors="backslashreplace").decode()
        )
    elif style == "github":
        assert_only_our_commands(written, 1)
    else:
        assert_safe_text(written)


def test_a_name_at_the_root_begins_no_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The text report begins a line with the path; in a workflow's log that must not be a command."""
    (tmp_path / "::error::x.yaml").write_bytes(b"scorecard: [\n")
    assert run(["validate", str(tmp_path)]) == 1
    written = capfd.readouterr().out
    assert "error::x.yaml" in written
    assert_safe_text(written)


SLICES = st.tuples(st.integers(0, 2000), st.integers(0, 30))
YAMLISH = (
    b""": |: |  |- |[|]|{|}|'|"|#|&a |*a|!|?|---\n|...\n|%|<<: |@id: |~|null|1e9|.nan|yes|2026-13|corporate/|/""".split(
        b"|"
    )
)
UNTEXT = [
    b"\n",
    b"\t",
    b"\r",
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"9" * 30,
    b"|\n",
    b"# bsc: ignore[x]",
]
BYTES = st.binary(max_size=4) | st.sampled_from(YAMLISH) | st.sampled_from(UNTEXT)
MUTATIONS = st.lists(st.tuples(st.sampled_from(sorted(sound.FILES)), SLICES, BYTES), min_size=1, max_size=4)


@given(MUTATIONS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_of_bytes_is_a_mistake_of_ours(
    tmp_path: Path, mutations: list[tuple[str, tuple[int, int], bytes]]
) -> None:
    """Whatever bytes are cut out of a strategy and put into it, loading never raises and validate ends in 0, 1 or 2."""
    files = {path: text.encode() for path, text in sound.FILES.items()}
    for path, (at, length), put in mutations:
        content = files[path]
        begin = at % (len(content) + 1)
        files[path] = content[:begin] + put + content[begin + length :]
    loaded = load(Tree.of(files))
    code, document = validated(tmp_path, files)
    assert code in READABLE
    assert (loaded.strategy is None) == bool(document["rules_not_run"])
    assert (loaded.strategy is None) == bool(loaded.faults)
    if loaded.faults:
        assert code == 1
    for style in ("text", "github"):
        report(style)(result_of(loaded), loaded.texts).encode()


def result_of(loaded: Loaded) -> Result:
    """Return what all rules say of what was loaded."""
    config = configure(rules.catalogue(), loaded.strategy.settings if loaded.strategy else None)
    subjects: list[Any] = [loaded, *([loaded.strategy] if loaded.strategy else [])]
    return check(subjects, config, missing=() if loaded.strategy else (Strategy,), texts=loaded.texts)


NAUGHTY: list[str] = json.loads((SHARED / "blns.json").read_text("utf-8")) if SHARED.is_dir() else []
OWN = [
    "::error file=x::pwned",
    "\n::set-output name=x::y",
    "##[add-mask]x",
    "a ##vso[task.complete result=Failed;]",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\x07",
    "%0A::error::x",
    "a\r::error::b",
    "a\u2028b\u2029c\x85d",
    "\u202egnp.exe",
    "\ufeffx",
    "[bold]x[/bold]",
    "{asks: Why?}",
    "x # bsc: ignore[not-yaml] no",
    "\ue000\ue001",
    "\U000e0041",
    "a" * 500,
]
FREE_TEXT = {
    "bsc.yaml": [
        "Halden Valves",
        "Chief Executive Officer",
        "pricing",
        "Win Europe",
        "Warehouses merged",
    ],
    "scorecards/corporate.yaml": [
        "Expand into Europe",
        "Earn 20% of revenue in Europe by 2029.",
        "Grow revenue in Europe",
        "%",
        "Shorten the lead time",
        "Fast delivery wins orders.",
        "Build a just-in-time cell",
        "Two lines run",
        "A second brand",
        "It would split the sales force.",
    ],
    "scorecards/sales.yaml": ["Sign distributors", "It counted effort."],
    "reviews/2026-Q2.yaml": [
        "The second line came late.",
        "Satisfaction will slip.",
        "Move the second line forward.",
        "It gates satisfaction.",
    ],
}


def quoted(text: str) -> str:
    """Write text as a double-quoted scalar: as JSON, with what YAML does not allow bare as an escape."""
    return re.sub(
        "[\x7f-\x9f\ufffe\uffff\ufeff]",
        lambda match: f"\\u{ord(match.group()):04x}",
        json.dumps(text, ensure_ascii=False),
    )


def naughty_strategy(text: str) -> dict[str, str]:
    """Return the sound strategy with a text in each field that takes any."""
    files = dict(sound.FILES)
    for path, fields in FREE_TEXT.items():
        for old in fields:
            written = f'"{old}"' if f'"{old}"' in files[path] else old
            before, after = files[path].split(written, 1)
            files[path] = before + quoted(text) + after
    return files


def texts_in(word: object) -> Iterator[str]:
    """Yield every text in a model, keys included."""
    if isinstance(word, str):
        yield word
    elif isinstance(word, BaseModel):
        yield from (text for name in type(word).model_fields for text in texts_in(getattr(word, name)))
    elif isinstance(word, Mapping):
        yield from (text for pair in word.items() for part in pair for text in texts_in(part))
    elif isinstance(word, tuple):
        yield from (text for part in word for text in texts_in(part))


def echo(strategy: Strategy) -> Iterator[Problem]:
    """Say every text of a strategy in each part of a finding."""
    for card in strategy.scorecards.values():
        for text in (card.title or "", *(objective.title for objective in card.objectives.values())):
            yield Problem(card, f'"{text}" is what it says.', "title", f"Say {text}.", (Also(card, text, "title"),))


ECHO = Rule(Strategy, Severity.ERROR, echo)
COMMAND = re.compile(
    r"::(?:error|warning|notice) file=[^:,\t\r\n]*,line=\d+,endLine=\d+,title=[a-z-]+(?:,col=\d+,endColumn=\d+)?"
    r"::(?P<message>[^\x00-\x1f\x7f-\x9f\u2028\u2029]*)"
)


def assert_only_our_commands(written: str, findings: int) -> None:
    """Each line is one of our commands, as many as there are findings, but for the last, which counts them."""
    *commands, last = written.split("\n")[:-1]
    assert written.endswith("\n")
    assert written.splitlines() == [*commands, last], "no other kind of line end is in it"
    assert len(commands) == findings
    for line in commands:
        assert COMMAND.fullmatch(line), line
    assert re.fullmatch(r"bsc found \d+ error\(s\) and \d+ warning\(s\)\.( .*)?", last)


def assert_safe_text(written: str) -> None:
    """Nothing that a terminal or a workflow's log would act on is in a text."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", written)
    assert written.splitlines() == written.split("\n")[:-1]
    assert not [line for line in written.splitlines() if line.lstrip().startswith("::")]
    assert not re.search(r"##(?:vso)?\[", written)


@needs_corpora
def test_naughty_strings_in_every_text(capfd: pytest.CaptureFixture[str]) -> None:
    """Each naughty string in each free text field is read as it is, and every report says it without obeying it."""
    for text in [*NAUGHTY, *OWN]:
        loaded = load(Tree.of(naughty_strategy(text)))
        assert loaded.strategy is not None, (text, [fault.problem.message for fault in loaded.faults])
        words = [loaded.strategy.settings, *loaded.strategy.scorecards.values(), *loaded.strategy.reviews]
        assert sum(found == text for word in words for found in texts_in(word)) >= sum(map(len, FREE_TEXT.values()))
        result = check([loaded.strategy], Config((Chosen(ECHO, Severity.ERROR),)), texts=loaded.texts)
        assert_reported(result, loaded.texts, text)
    assert capfd.readouterr() == ("", "")


def assert_reported(result: Result, texts: Mapping[str, str], said: str) -> None:
    """Hold the three reports of a result against what they must be."""
    assert any(said in found.message for found in result.findings)
    assert_safe_text(report("text")(result, texts))
    document = json.loads(report("json")(result, texts))
    assert [(each["message"], each["help"]) for each in document["findings"]] == [
        (found.message, found.help) for found in result.findings
    ]
    assert [note["note"] for each in document["findings"] for note in each["related"]] == [
        related.note for found in result.findings for related in found.related
    ]
    annotated = report("github")(result, texts)
    assert_only_our_commands(annotated, len(result.findings))
    messages = [
        match["message"].replace("%25", "%") for match in map(COMMAND.fullmatch, annotated.split("\n")) if match
    ]
    assert messages == [visible(f"{found.message} {found.help}") for found in result.findings]


@needs_corpora
def test_naughty_strings_where_words_are_wanted() -> None:
    """As a key, a reference, a word or a number each string gives findings that quote it, and no report obeys them."""
    for number, text in enumerate([*NAUGHTY, *OWN]):
        written = quoted(text)
        card = (
            f"scorecard: s{number}\nobjectives:\n  a:\n    title: A\n"
            f"    perspective: {written}\n    weight: {written}\n"
            f"    drives: {{b: {{after: {written}, feedback: {written}}}}}\n    supports: [{written}]\n"
            f"    metrics: {{m: {{kind: {written}, target: {written}, every: {written}}}}}\n  b:\n    {written}: x\n"
        )
        loaded = load(Tree.of({"x.yaml": card}))
        assert loaded.strategy is None
        result = Result(result_of(loaded).findings[:10])
        assert len(result.findings) >= 6
        assert all(found.place.path == "x.yaml" and found.place.line > 4 for found in result.findings)
        assert_safe_text(report("text")(result, loaded.texts))
        assert_only_our_commands(report("github")(result, loaded.texts), len(result.findings))
        document = json.loads(report("json")(result, loaded.texts))
        assert [each["message"] for each in document["findings"]] == [found.message for found in result.findings]


@needs_corpora
def test_naughty_strings_through_all_rules() -> None:
    """Whatever rule quotes a title, a unit or an owner, what comes out is safe."""
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    for number, text in enumerate([*NAUGHTY, *OWN][::7]):
        loaded = load(Tree.of(naughty_strategy(text)))
        result = result_of(loaded)
        texts |= {f"{number}/{path}": content for path, content in loaded.texts.items()}
        findings += result.findings
        assert_safe_text(report("text")(result, loaded.texts))
        for begin in range(0, len(result.findings), 10):
            part = Result(result.findings[begin : begin + 10])
            assert_only_our_commands(report("github")(part, loaded.texts), len(part.findings))
    assert findings
