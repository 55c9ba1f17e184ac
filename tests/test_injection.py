"""Texts that would command their reader, in every field that takes one and through every command and format.

Each document is read by a parser of its own: nothing in it acts, and no text makes a line or a row of its own.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

import sound
from bsc_cli.load import load
from bsc_cli.tree import Tree
from every_command import Target, every_call, formats, ran, share
from grown import as_yaml
from history import commit, run
from naughty import OWN

TEXTS = [text for text in OWN if text.strip() and "\0" not in text]
SIZE = 10
"""Texts in one strategy."""


def strategy_of(texts: list[str]) -> dict[str, str]:
    """Return a strategy with each text in each field that takes any, and as a note of a reading."""
    objectives = {
        f"o{number}": {
            "perspective": "p", "title": text, "owner": text, "description": text, "done_when": text, "theme": "t",
            "drives": {f"o{number + 1}": {"after": "1 month", "because": text}} if number + 1 < len(texts) else {},
            "metrics": {f"m{number}": {"title": text, "unit": text, "better": "higher", "target": 10, "red_line": 5,
                                       "every": "month", "source": text,
                                       "owner": text, "so_what": text, "levers": [text],
                                       }},
            "initiatives": {f"i{number}": {"title": text, "owner": text, "resources": text, "moves": [f"m{number}"]}},
        }
        for number, text in enumerate(texts)
    }  # fmt: skip
    first = texts[0]
    settings = {
        "strategy": first, "perspectives": {"p": {"title": first, "asks": first}}, "themes": {"t": {"title": first}},
        "owners": {"cfo": {"title": first, "decides": [first]}},
        "events": [{"on": "2026-01", "what": first, "about": ["a/m0"]}],
    }  # fmt: skip
    card = {
        "scorecard": "a", "title": first, "owner": first, "vision": {"statement": first, "by": 2029},
        "declined": [{"what": first, "because": first}], "objectives": objectives,
    }  # fmt: skip
    review = {
        "review": "a", "on": "2026-04-01", "notes": {"m0": {"why": first, "implies": first}},
        "decisions": [{"what": first, "because": first, "owner": first, "about": ["o0"]}],
    }  # fmt: skip
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("metric", "period", "value", "note"))
    for number, text in enumerate(texts):
        rows.writerow((f"a/m{number}", "2026-02", "7", text))
        rows.writerow((f"a/m{number}", "2026-03", "" if number % 3 == 0 else "4", text))
    return {
        "bsc.yaml": as_yaml(settings), "scorecards/a.yaml": as_yaml(card), "reviews/r.yaml": as_yaml(review),
        "readings/r.csv": out.getvalue(),
    }  # fmt: skip


UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def harmless(text: str) -> None:
    """Nothing that a terminal, or a runner that reads the log, would act on."""
    text = re.sub("\u2067([^\u2066-\u2069\n]*)\u2069", r"\1", text)  # from the right, and kept to itself by us
    assert not UNSAFE.findall(text)
    assert not re.search(r"##(?:vso|teamcity)?\[", text, re.IGNORECASE)


def no_command(text: str) -> None:
    """No line is a command to GitHub's runner, and no section of GitLab begins or ends."""
    harmless(text)
    assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert not re.search("section_(?:start|end):\\d+:[^ ]*\r", text)


def github(text: str) -> None:
    """Each line is one of our annotations, or begins none."""
    harmless(text)
    for line in text.splitlines():
        if line.lstrip().startswith("::"):
            assert re.fullmatch(
                r"::(?:error|warning|notice) file=[^,:]*,line=\d+,endLine=\d+,title=[a-z-]+"
                r"(?:,col=\d+,endColumn=\d+)?::.*",
                line,
            )


class Page(HTMLParser):
    """A page as a browser reads it, and what in it would act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts = 0
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, handlers and addresses that run or load something."""
        self.scripts += tag == "script"
        if tag in ("iframe", "object", "embed", "base", "form", "link", "img"):
            self.acting.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            loads = name in ("href", "src", "xlink:href", "action") and not address.startswith(
                ("#", "data:font", "data:image")
            )
            if name.startswith("on") or "javascript:" in address or loads:
                self.acting.append(f"{tag} {name}={value}")


def page(text: str, scripts: int = 0) -> None:
    """Nothing in a page runs but our own scripts, and nothing is loaded."""
    harmless(text)
    reader = Page()
    reader.feed(text)
    assert reader.acting == []
    assert reader.scripts == scripts


def svg(text: str) -> None:
    """Assert that a picture is well formed, with no script, no handler and no address elsewhere."""
    page(text)
    root = ET.fromstring(text)  # noqa: S314 - a document of our own
    assert not [each.tag for each in root.iter() if each.tag.rpartition("}")[2] in ("script", "foreignObject", "image")]


def dot(text: str) -> None:
    """Graphviz reads it, and finds as many things as there are."""
    harmless(text)
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=False)  # noqa: S607 - whichever there is
        assert done.returncode == 0, done.stderr
        drawn = ET.fromstring(done.stdout)  # noqa: S314 - a document of our own
        nodes = [each for each in drawn.iter("{http://www.w3.org/2000/svg}g") if each.get("class") == "node"]
        assert len(nodes) >= 3
        assert "javascript" not in "".join(str(each.attrib) for each in drawn.iter()).lower()


def markdown(text: str) -> None:
    """Assert that a reader of Markdown finds no link, picture or script, and no HTML but a line's end."""
    harmless(text)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    inside = [each for token in tokens for each in (token, *(token.children or ()))]
    for each in inside:
        assert each.type not in ("image", "html_block") or each.content.startswith(
            ("<!--", "<details", "</details", "<summary")
        )
        if each.type == "link_open":
            assert str(each.attrs["href"]).startswith(("#", "scorecards/", "docs/")), each.attrs
        if each.type == "html_inline":
            assert re.fullmatch(r"</?(?:br|span|b|sub|sup|details|summary)\s*/?>", each.content), each.content
    assert not re.search(r"(?<![\w&#;])@\w", "".join(each.content for each in inside if each.type == "text"))


def table(text: str) -> None:
    """Every row has as many cells as the head, and no cell of text is a formula."""
    harmless(text.replace("\r\n", "\n"))
    head, *rows = csv.reader(StringIO(text))
    for row in rows:
        assert len(row) == len(head)
        assert not [cell for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r") or re.match(r"-(?![\d.])", cell)]


def data(text: str) -> None:
    """Assert that it is JSON."""
    harmless(text)
    json.loads(text)


def lines_of_data(text: str) -> None:
    """Each line is JSON."""
    harmless(text)
    [json.loads(line) for line in text.splitlines()]


def xml(text: str) -> None:
    """Assert that it is well-formed XML."""
    harmless(text)
    ET.fromstring(text)  # noqa: S314 - a document of our own


def map_page(text: str) -> None:
    """Assert of a page with scripts of ours that nothing else acts."""
    page(text, scripts=text.count("</script>"))
    assert text.count("</script>") <= 2


READERS: Mapping[str, Callable[[str], None]] = {
    "json": data, "jsonl": lines_of_data, "gitlab": data, "sarif": data, "junit": xml, "csv": table,
    "svg": svg, "html": map_page,
    "dot": dot, "markdown": markdown, "github": github,
}  # fmt: skip


@pytest.mark.parametrize("begin", range(0, len(TEXTS), SIZE))
def test_no_text_acts_in_any_format(begin: int, tmp_path: Path) -> None:
    """Whatever a title, an owner, a unit or a note says, every document of every command only shows it."""
    files = strategy_of([*TEXTS, *TEXTS][begin : begin + SIZE])
    loaded = load(Tree.of(files))
    assert loaded.strategy is not None, [fault.problem.message for fault in loaded.faults]
    for folder, changed in (
        ("strategy", files),
        ("older", strategy_of([f"x{text}" for text in TEXTS[begin : begin + SIZE]])),
    ):
        for path, text in changed.items():
            (tmp_path / folder / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / path).write_text(text, "utf-8", newline="")
    target = Target(
        tmp_path / "strategy", tmp_path / "older", tmp_path / "out", tmp_path / "strategy/readings", "a", "o0", "m0"
    )
    for call in every_call(target):
        form = str(call[-1]) if "--format" in call else ""
        if form in ("png", "pdf") or call[0] in ("init", "schema", "explain"):
            continue
        done = ran(call)
        assert done.code in (0, 1, 2)
        no_command(done.err.decode())
        if done.out:
            try:
                READERS.get(form, no_command)(done.out.decode())
            except AssertionError as error:
                raise AssertionError(f"{call}: {error}") from error


def assert_only_shown(call: list[str], codes: tuple[int, ...] = (0, 1, 2)) -> None:
    """Run a command, and let a reader of its format say that nothing in what it wrote acts."""
    done = ran(call)
    form = call[-1] if call[-2:-1] == ["--format"] else ""
    assert done.code in codes, (call, done.err)
    try:
        no_command(done.err.decode())
        if done.out:
            READERS.get(form, no_command)(done.out.decode())
    except AssertionError as error:
        raise AssertionError(f"{call}: {error}") from error


def tried(root: Path, metric: str = "revenue") -> list[list[str]]:
    """Return every command in every format that is text, on a strategy and itself."""
    target = Target(root, root, root.parent / "out", root / "readings", "corporate", "grow", metric)
    quiet = ("init", "schema", "explain")
    return [call for call in every_call(target) if call[-1] not in ("png", "pdf") and call[0] not in quiet]


NAMES = (
    "a\n::error::b", "::error file=x::y", "%0A::error::x", "##[error]x", "##vso[task.complete]", "\x1b[31mred", "a\rb",
    "\u202egnp", "a\u2028::error::b", "<img src=x onerror=y>", "<script>alert(1)", "|a|`b`|", "`a", "[a](javascript:x)",
    "![a](x.png)", "@everyone", "=cmd|x", "a,b;c", "\"'] x -> y", "]]>", "#1", "[bold]x", "--> %%{", " a ", "-o", "\\",
)  # fmt: skip
"""Names for files and folders: texts without a slash or a NUL."""


@pytest.mark.parametrize("begin", range(0, len(NAMES), 4))
def test_no_name_of_a_file_acts_in_any_format(begin: int, tmp_path: Path) -> None:
    """Whatever the files are called in which something is found, and the folders around them, they are only named."""
    root = tmp_path / NAMES[begin]
    files = dict(sound.FILES)
    faulty = "metric,period,value,note\ncorporate/revenue,2026-Q1,5\ncorporate/lead-time,2026-13,x,\nnobody,2026,1,\n"
    for number, name in enumerate(NAMES[begin : begin + 4]):
        folder = f"scorecards/{name}"
        files[f"{folder}/{name}.yaml"] = sound.SALES.replace("scorecard: sales", f"scorecard: s{number}", 1)
        files[f"reviews/{name}.yaml"] = "review: corporate\non: 2026-05-01\nnotes: {nobody: {why: x}}\n"
        files[f"readings/{name}.csv"] = faulty
        files[f"{name}.yaml"] = f"scorecard: t{number}\nobjectives: {{o: {{title: x, perspective: financial}}}}\n"
    files["bsc.yaml"] = sound.BSC + "scorecards: '**/*.yaml'\n"
    for broken in (False, True):
        if broken:
            files |= {path: "scorecard: [" for path in files if path.startswith(f"scorecards/{NAMES[begin]}/")}
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        for call in share(tried(root), 9, begin // 4 + broken):
            assert_only_shown(call)


@pytest.mark.parametrize("begin", range(0, len(TEXTS), 16))
def test_no_id_acts_in_any_format(begin: int, tmp_path: Path) -> None:
    """What stands where an id is wanted - a key, a reference, a metric or a period of a reading - is only quoted."""
    for number, text in enumerate(share(TEXTS[begin : begin + 16], 4)):
        root = tmp_path / str(number)
        objective = {"title": "x", "perspective": text, "drives": {text: {"after": text}}, "metrics": {text: {}}}
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerows(
            [("metric", "period", "value", "note"), (text, "2026-02", 1, ""), ("corporate/revenue", text, text, "")]
        )
        for path, said in {
            **sound.FILES,
            "readings/r.csv": out.getvalue(),
            **(
                {"scorecards/x.yaml": as_yaml({"scorecard": text, "objectives": {text: objective}})}
                if number % 2
                else {}
            ),
        }.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(said, "utf-8", newline="")
        for call in share(tried(root), 20, begin + number):
            assert_only_shown(call)


REFS = (
    "<img-src=x>", "|a|b|", "`a`", "$(touch-x)", "@everyone", "a;b", "'\"]", "%0A::", "\u202egnp", "a\u2028b", "=cmd|x",
    "#1", "](javascript", "--%%{", "<script>alert(1)</script>",
)  # fmt: skip
"""Names that git takes for branches, or nearly."""


def test_no_name_of_a_branch_acts_in_any_format(tmp_path: Path) -> None:
    """Whatever a branch is called, each command that looks at one names it and does nothing else."""
    commit(tmp_path, {**sound.FILES, "readings/r.csv": "metric,period,value\ncorporate/revenue,2026-Q1,5\n"})
    tip = commit(tmp_path, {"scorecards/sales.yaml": sound.SALES.replace("Sign", "Win")})
    here = ["--strategy", str(tmp_path)]
    for number, name in enumerate(REFS):
        there = not re.search(r"[:[]|^-", name)
        if there:
            run(tmp_path, "update-ref", f"refs/heads/{name}", tip)
        ways = (
            ["diff", "main~1", name], ["diff", name, "main~1"], ["validate", "--at", name], ["log", "--at", name],
            ["list", "--at", name], ["status", "--at", name], ["map", "--at", name], ["map", "--diff", name],
            ["log", "--since", name],
        )  # fmt: skip
        every = [
            [*way, *here, "--format", form] for way in ways for form in formats(way[0]) if form not in ("png", "pdf")
        ]
        for call in share(every, 9, number):
            assert_only_shown(call, (0, 1, 2) if there else (2,))
