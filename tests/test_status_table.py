"""The status for people: the table at each width, sorting, selecting, the tree of units, the web page, and watching."""

from __future__ import annotations

import json as json_reader
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bsc_cli.cli import run
from bsc_cli.cli.watching import changes, listing, watch
from bsc_cli.evaluation import Evaluation, Status, evaluate
from bsc_cli.load import load
from bsc_cli.readings import read
from bsc_cli.tree import Tree
from bsc_cli.view.status import Arrangement, json, markdown, table
from bsc_cli.view.status.html_format import html
from bsc_cli.view.status.recent import recent, sparkline
from bsc_cli.view.status.units import MOST_SUPPORTERS
from bsc_cli.view.status.words import SHAPES, WORDS
from bsc_cli.visible import oneline
from measured import result, standing, strategy_of

ROOT = Path(__file__).parents[1]
SHOP = ROOT / "examples" / "corner-shop"
EXPANSION = ROOT / "examples" / "european-expansion"
ARRANGEMENTS = [Arrangement(), Arrangement(sort="worst"), Arrangement(by="unit"), Arrangement(by="unit", sort="worst")]
BLNS = Path(__file__).parents[1].parent / "shared" / "corpora" / "blns.json"
LISTED: list[str] = json_reader.loads(BLNS.read_text("utf-8")) if BLNS.is_file() else []
NAUGHTY = [
    "::error file=a::b",
    "x" * 33 + "::error::cut here" * 9,
    "one ::set-output name=a::b two",
    "##[error]no",
    "###vso[task.setvariable]no",
    "\x1b[31mred\x1b[0m\x07",
    "right\u202eleft\u2028",
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "</style></title><iframe src=//example.org>",
    "漢字仮名" * 30,
    "e\u0301" * 90,
]
TEXTS = [*((text, text, text) for text in NAUGHTY), *zip(LISTED[::3], LISTED[1::3], LISTED[2::3], strict=False)]
"""A title, an owner and a note each."""


def shop() -> Evaluation:
    """Evaluate the example on its own readings."""
    return of_folder(SHOP)


def of_folder(folder: Path) -> Evaluation:
    """Evaluate a strategy on disk on all its readings."""
    tree = Tree.below(folder)
    strategy = load(tree).strategy
    assert strategy is not None
    return evaluate(strategy, read({path: tree.text(path) for path in tree.paths if path.endswith(".csv")}, strategy))


def width_of(line: str) -> int:
    """Return the columns of a line as Unicode has them (UAX 11): a second opinion on what a terminal shows."""
    marks = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(each) in marks else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in line
    )


@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_example_looks_as_it_should(width: int) -> None:
    """The whole table of the corner shop, letter by letter; tests/golden has it at each width."""
    golden = ROOT / "tests" / "golden" / f"status-{width}.txt"
    assert table(shop(), width) == golden.read_text("utf-8")


def test_the_example_on_one_screen() -> None:
    """Where we stand and whose move it is stand in the first lines, and the rest fits on a screen of 24 lines.

    What is being done stands below it, with its headings in the line of its title.
    """
    lines = table(shop(), 160).splitlines()
    actions = next(number for number, line in enumerate(lines) if line.startswith("Actions "))
    assert actions <= 24
    assert lines[actions].split() == ["Actions", "progress", "due", "status", "owner"]
    assert len(lines) == actions + 1 + 4
    assert lines[2] == "● 1 on target   ◆ 1 near   ■ 1 off   ○ 1 missing"
    assert lines[3] == "whose move  ■ 46.4  shopkeeper  Hours worked by people who have been here for a year"


def test_a_metric_takes_one_line_where_there_is_room() -> None:
    """At 160 columns value, expected, score, status, trend, newest values, owner and period stand beside the title."""
    lines = table(shop(), 160).splitlines()
    line = next(line for line in lines if "Slips with 4 or 5" in line)
    assert re.fullmatch(
        r" +Slips with 4 or 5 stars of 5 \(%\) +79 +85 +70  ◆ near +→ steady  ▁▂▃▅▅▆▆▇█▅▂▁  floor-lead +2026-06", line
    )


def test_colour_changes_nothing_but_colour() -> None:
    """Without the codes the coloured table is the plain one, and each code is ended on its line."""
    coloured = table(shop(), 120, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == table(shop(), 120)
    assert "\x1b[1;31m  ■ off" in coloured
    assert all(line.count("\x1b[") == 2 * line.count("\x1b[0m") for line in coloured.splitlines())


CASCADE = {
    "settings": "strategy: Many hands\n",
    "top": """
        scorecard: top
        title: The whole
        owner: ceo
        objectives:
          treat-in-time:
            perspective: customer
            title: Treat everyone in time
            metrics:
              in-time: {better: higher, target: 100, red_line: 50, every: month}
              waiting: {better: lower, target: 4, red_line: 6, every: month}
          save:
            perspective: financial
            title: Save
            metrics:
              cost: {better: lower, target: 10, red_line: 20}
        """,
    "north": """
        scorecard: north
        parent: top
        objectives:
          staff-up:
            perspective: learning
            title: Staff the night
            supports: [top/treat-in-time]
            metrics:
              nights: {better: higher, target: 100, red_line: 50}
              lost: {better: higher, target: 5, every: month}
        """,
    "south": """
        scorecard: south
        parent: top
        objectives:
          open-early:
            perspective: process
            title: Open early
            owner: south-lead
            supports: [top/treat-in-time]
            metrics:
              hours: {better: higher, target: 100, red_line: 50}
        """,
    "deep": """
        scorecard: deep
        parent: south
        objectives:
          wake-up:
            perspective: process
            title: Wake up
            supports: [south/open-early]
            metrics:
              alarms: {better: higher, target: 100, red_line: 50}
              guess: {}
        """,
}
READINGS = (
    "top/in-time,2026-06,80,",
    "top/waiting,2026-06,8,",
    "top/cost,2026-06,10,",
    "north/nights,2026-06,100,",
    "north/lost,2026-02,5,",
    "south/hours,2026-06,20,",
    "deep/alarms,2026-06,60,",
    "deep/guess,2026-06,3,",
)


def cascade() -> Evaluation:
    """Evaluate four scorecards, three levels deep. Scores as in READINGS: 80, 0, 100, 100, late, 20, 60, none."""
    return standing(strategy_of(**CASCADE), *READINGS)


def test_worst_first() -> None:
    """By score from the lowest; then what owes a number; then what has none to owe. The scorecard stands beside."""
    lines = table(cascade(), 160, Arrangement(sort="worst")).splitlines()
    rows = lines[next(n for n, line in enumerate(lines) if "value" in line) + 1 :]
    names = [row.split()[0] for row in rows]
    assert names == ["waiting", "hours", "alarms", "in-time", "nights", "cost", "lost", "guess"]
    assert rows[0].split()[-1] == "top"
    assert rows[1].split()[-1] == "south"


def test_whose_move_it_is() -> None:
    """At most three metrics that are off, the worst first, with owners; how many more are off is said."""
    card = (
        "scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    owner: doer\n    metrics:\n"
    )
    card += "".join(f"      m{n}: {{better: higher, target: 100, red_line: 50}}\n" for n in range(6))
    found = standing(strategy_of(c=card), *(f"m{n},2026-06,{50 - 10 * n}," for n in range(6)))
    lines = table(found, 120).splitlines()
    assert lines[3:7] == [
        "whose move  ■ 0   doer  m5",
        "            ■ 10  doer  m4",
        "            ■ 20  doer  m3",
        "            and 2 more are off",
    ]
    assert "- doer: m5 (c), score 0\n" in markdown(found)
    assert "whose move" not in table(standing(strategy_of(c=card), "m0,2026-06,100,"), 120)


def test_an_objective_with_one_metric_is_said_once() -> None:
    """Its line is a name alone. With two metrics, or where it says something else than its metric, it has numbers."""
    text = table(cascade(), 120)
    assert re.search(r"^  Save$", text, re.MULTILINE)
    assert re.search(r"^  Treat everyone in time .*40  ■ off", text, re.MULTILINE)
    over = standing(strategy_of(top=CASCADE["top"]), "cost,2026-06,-20,")
    assert re.search(r"^  Save +150  ● on target", table(over, 120), re.MULTILINE)
    assert re.search(r"^    cost +-20 +10 +250  ● on target", table(over, 120), re.MULTILINE)


def test_coverage_is_said_where_it_is_not_whole() -> None:
    """50% covered is said, 100% is not, and a thing without any score says so by its status alone."""
    text = table(cascade(), 120)
    assert re.search(r"Staff the night +100  ● on target  50% covered\n", text)
    assert "100% covered" not in text
    assert "0% covered" not in text.replace("50% covered", "")


def test_the_tree_of_units() -> None:
    """Every scorecard stands below its parent, and below each objective of a parent what supports it, worst first."""
    lines = table(cascade(), 120, Arrangement(by="unit")).splitlines()
    start = lines.index("Units") + 1
    tree = [re.split(r"  +(?=\S+  [●◆■?])", line)[0] for line in lines[start : start + 4]]
    assert tree == ["The whole (top)", "├─ north", "└─ south", "   └─ deep"]
    text = "\n".join(lines)
    assert re.search(r"└─ south +20  ■ off +100%  ■1\n   └─ deep +60  ◆ near +50%  ◆1 □1", text)
    block = text[text.index("What the units do for The whole") :].splitlines()
    assert [line.split("  ")[1 if line[2] != " " else 2] for line in block[1:5]] == [
        "Treat everyone in time",
        "south: Open early",
        "north: Staff the night",
        "Save",
    ]
    assert block[4].endswith("no unit supports it")
    assert re.search("What the units do for south\n  Open early .*\n    deep: Wake up ", text)


def test_units_side_by_side_in_the_order_of_their_scores() -> None:
    """With --sort worst the worst unit comes first, and stays below its parent."""
    text = table(cascade(), 120, Arrangement(by="unit", sort="worst"))
    assert text.index("─ south") < text.index("─ deep") < text.index("─ north")


def test_units_in_a_circle_are_shown_once() -> None:
    """Scorecards that are each other's parent are a finding elsewhere; the tree shows each of them all the same."""
    circle = {name: CASCADE[name].replace("supports: [top/treat-in-time]", "weight: 1") for name in ("north", "south")}
    circle["north"] = circle["north"].replace("parent: top", "parent: south")
    circle["south"] = circle["south"].replace("parent: top", "parent: north")
    found = standing(strategy_of(**circle), "north/nights,2026-06,100,")
    lines = table(found, 120, Arrangement(by="unit")).splitlines()
    assert [sum(line.startswith(name) for line in lines) for name in ("north", "└─ south")] == [1, 1]


def test_json_says_what_is_above_and_what_supports() -> None:
    """Scorecards have their parent, objectives those that support them, metrics their newest values."""
    found = json_reader.loads(json(cascade()))
    assert [card["parent"] for card in found["scorecards"]] == ["south", "top", "top", None]
    by_id = {each["id"]: each for each in found["objectives"]}
    assert by_id["top/treat-in-time"]["supported_by"] == ["north/staff-up", "south/open-early"]
    assert by_id["top/save"]["supported_by"] == []
    assert next(each for each in found["metrics"] if each["id"] == "top/waiting")["recent"] == [8]


def wide_strategy() -> Evaluation:
    """Evaluate 141 scorecards of 4 metrics each, two levels below the top; a fifth of the metrics is off."""
    metrics = "".join(f"      m{n}: {{title: Treated in {n} hours, better: higher, target: 95}}\n" for n in range(4))
    cards = {}
    for number in range(141):
        above = "" if number == 0 else f"parent: u{(number - 1) // 12:03}\n"
        supports = f"    supports: [u{(number - 1) // 12:03}/treat]\n" if number else ""
        head = f"scorecard: u{number:03}\ntitle: Trust number {number} in a county with a long name\n{above}"
        objective = f"  treat:\n    perspective: customer\n    title: Treat everyone in time\n{supports}    metrics:\n"
        cards[f"u{number:03}"] = f"{head}objectives:\n{objective}{metrics}"
    lines = [f"u{card:03}/m{n},2026-06,{75 + (card * 7 + n * 3) % 25}," for card in range(141) for n in range(4)]
    return standing(strategy_of(**cards), *lines)


@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=str)
def test_many_units_stay_readable(arrangement: Arrangement) -> None:
    """Of 141 units with 564 metrics no line is too long, all are there, and the worst is named in the first lines."""
    found = wide_strategy()
    worst = min((each for each in found.metrics if each.score is not None), key=lambda each: each.score or Decimal(0))
    for width in (80, 120):
        text = table(found, width, arrangement)
        lines = text.splitlines()
        assert max(map(width_of, lines)) <= width
        assert worst.metric.scorecard_id in lines[3]
        if arrangement.by == "unit":
            tree = text[: text.index("What the units do")]
            assert len(re.findall(r"\bu\d{3}\)", tree.replace("\n", " "))) == 141
            assert f"and {12 - MOST_SUPPORTERS} more" in text
            assert len(lines) < 141 * 5
        else:
            assert len(re.findall("^ *Treated in", text, re.MULTILINE)) == 564


@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=str)
@given(
    texts=st.tuples(*[st.text("ab 漢字é\u0301:[]<>&=#|{}/-", min_size=1, max_size=120)] * 3),
    width=st.integers(1, 240),
    value=st.decimals(min_value=-(10**18), max_value=10**18, places=3),
)
@settings(max_examples=60, deadline=None)
def test_no_line_is_too_long(arrangement: Arrangement, texts: tuple[str, str, str], width: int, value: Decimal) -> None:
    """Whatever titles, owners, notes and numbers are, no line of the table takes more columns than there are."""
    found = with_texts(*texts, value)
    lines = table(found, width, arrangement).splitlines()
    assert max(map(width_of, lines)) <= max(width, 24)
    assert all(line == line.rstrip() for line in lines)


def in_yaml(text: str) -> str:
    """Return text as a YAML scalar in double quotes, whatever it is; an empty one becomes a letter."""
    return '"' + "".join(f"\\U{ord(each):08x}" for each in text.strip() or "x") + '"'


def with_texts(title: str, owner: str, note: str, value: Decimal = Decimal(4)) -> Evaluation:
    """Evaluate two scorecards, one above the other, in which every place for text holds one of these."""
    said = {"title": title, "owner": owner}
    quoted = {name: in_yaml(text) for name, text in said.items()}
    card = f"""
scorecard: c
title: {quoted["title"]}
owner: {quoted["owner"]}
objectives:
  o:
    perspective: process
    title: {quoted["title"]}
    metrics:
      m: {{title: {quoted["title"]}, unit: {quoted["owner"]}, better: higher, target: 5}}
      n: {{owner: {quoted["owner"]}}}
"""
    unit = card.replace("scorecard: c\n", "scorecard: d\nparent: c\n").replace("  o:\n", "  o:\n    supports: [c/o]\n")
    noted = '"' + note.replace('"', '""') + '"'
    return standing(strategy_of(c=card, d=unit), f"c/m,2026-01,{value:f},{noted}", "c/n,2026-01,,x", "d/m,2026-01,1,")


def test_naughty_strings_are_shown_and_not_obeyed() -> None:
    """No line begins with a command of a workflow's log, has one of another runner's, or a control character."""
    for text in TEXTS:
        found = with_texts(*text)
        for width in (24, 60, 160):
            for arrangement in ARRANGEMENTS:
                for line in table(found, width, arrangement).split("\n"):
                    assert not line.lstrip().startswith("::"), text
                    assert not re.search(r"##(vso|teamcity)?\[", line, re.IGNORECASE), text
                    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line), text


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; those that hold nothing are not left open."""
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "polyline", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that holds nothing."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Hold the page to closing what it opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text by what it stands in."""
        if data.strip():
            self.texts.append((self.open[-1], data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of one name."""
        return [attributes for name, attributes in self.elements if name == tag]


HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "ol", "li", "div", "table"),
    *("caption", "thead", "tbody", "tr", "th", "td", "span", "bdi", "svg", "polyline", "circle"),
}


@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=str)
def test_the_page_is_well_formed(arrangement: Arrangement) -> None:
    """Everything opened is closed in turn; each table has a caption, and each heading cell says what it heads."""
    page = Page(html(of_folder(EXPANSION), arrangement))
    assert page.open == []
    assert {tag for tag, _ in page.elements} <= HARMLESS
    assert page.named("html") == [{"lang": "en"}]
    assert len(page.named("caption")) == len(page.named("table")) > 0
    assert {attributes.get("scope") for attributes in page.named("th")} <= {"col", "row", "rowgroup"}
    assert len(page.named("h1")) == 1
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in page.named("svg"))


def test_the_page_loads_and_runs_nothing() -> None:
    """Whatever the texts are, there is no script, handler, address or style that fetches, and a policy forbids them."""
    for text in TEXTS:
        written = html(with_texts(*text))
        page = Page(written)
        assert page.open == [], text
        assert {tag for tag, _ in page.elements} <= HARMLESS, text
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on") or name in ("src", "href", "action")]
        assert [each for each in page.named("meta") if each.get("http-equiv") == "Content-Security-Policy"] == [
            {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"}
        ]
        style = next(data for tag, data in page.texts if tag == "style")
        assert not re.search(r"url\(|@import|expression", style)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written), text
        shown = [data for _, data in page.texts]
        assert [each for each in text if each.strip() and oneline(each) not in shown] == []


def test_the_page_never_says_a_status_by_colour_alone() -> None:
    """Beside each coloured shape stands its word, and the shape is not read aloud."""
    written = html(of_folder(EXPANSION))
    for status in (Status.ON_TARGET, Status.NEAR, Status.OFF, Status.LATE, Status.MISSING):
        pattern = rf'<span class="[a-z]+"><span aria-hidden="true">{SHAPES[status]}</span> (?:\d+ )?{WORDS[status]}'
        assert re.search(pattern, written), status
    shapes = "".join(shape for status, shape in SHAPES.items() if status is not Status.NO_SCORE)
    assert len(re.findall(f"[{shapes}]", written)) == len(re.findall(f'aria-hidden="true">[{shapes}]</span>', written))


def test_the_pages_colours_can_be_read() -> None:
    """Every colour of text has a contrast of 4.5 to 1 or more on every ground, light and dark (WCAG 2.2, 1.4.3)."""
    style = next(data for tag, data in Page(html(shop())).texts if tag == "style")
    themes = [dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", block)) for block in re.findall(r":root\{(--.*?)\}", style)]
    assert len(themes) == 3
    assert themes[0] == themes[2] != themes[1]
    used = set(re.findall(r"[^-]color:var\(--([a-z]+)\)", style))
    grounds = set(re.findall(r"background:var\(--([a-z]+)\)", style))
    assert (len(used), len(grounds)) == (6, 3)
    for theme in themes:
        pairs = [("ink", "head"), *((text, ground) for text in used for ground in grounds - {"head"})]
        assert [pair for pair in pairs if contrast(*(theme[each] for each in pair)) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_newest_values_as_a_picture() -> None:
    """The lowest block is the lowest value, the highest the highest; equal ones are half way; the unknown is a gap."""
    assert sparkline([Decimal(each) for each in range(8)]) == "▁▂▃▄▅▆▇█"
    assert sparkline([Decimal(5), None, Decimal(1)]) == "█╌▁"
    assert sparkline([Decimal(7), Decimal(7)]) == "▄▄"
    assert sparkline([None, None]) == sparkline([]) == ""


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12))
def test_a_picture_never_turns_values_round(values: list[Decimal]) -> None:
    """Of two values the greater never has the lower block."""
    drawn = sparkline(values)
    assert len(drawn) == len(values)
    assert all(drawn[a] <= drawn[b] for a in range(len(values)) for b in range(len(values)) if values[a] <= values[b])


@pytest.mark.parametrize(
    ("every", "periods", "expected"),
    [
        ("month", ("2026-01,1", "2026-02,", "2026-03,3"), [1, None, 3]),
        ("month", ("2025-11,1", "2026-03,3"), [1, None, None, None, 3]),
        ("quarter", ("2025-Q3,1", "2026-Q1,3"), [1, None, 3]),
        ("week", ("2025-W52,1", "2026-W03,3"), [1, None, None, 3]),
        ("day", ("2024-02-28,1", "2024-03-01,3"), [1, None, 3]),
        ("half-year", ("2024-H1,1", "2025-H1,2", "2025-H2,3"), [1, None, 2, 3]),
        ("year", ("2019,1", "2023,3"), [1, None, None, None, 3]),
        ("month", ("2020-01,1", "2026-03,3"), [*[None] * 11, 3]),
    ],
)
def test_periods_passed_over_are_gaps(every: str, periods: tuple[str, ...], expected: list[int | None]) -> None:
    """A period without a reading takes its place, as one that is known to be missing does; twelve are looked at."""
    lines = [f"{each},why" if each.endswith(",") else each for each in periods]
    assert list(recent(result(f"better: higher, every: {every}", *lines))) == expected


def test_only_twelve_periods_are_looked_at() -> None:
    """Of two years of months the last one is shown."""
    lines = [f"{2025 + n // 12}-{n % 12 + 1:02},{n}" for n in range(24)]
    assert list(recent(result("better: higher, every: month", *lines))) == list(range(12, 24))
    assert list(recent(result("better: higher", *lines))) == list(range(12, 24))


def statuses(text: str) -> Iterator[str]:
    """Yield the ids of the metrics of a JSON document."""
    return (each["id"] for each in json_reader.loads(text)["metrics"])


def test_select_as_in_list(capfd: pytest.CaptureFixture[str]) -> None:
    """Only metrics that fit are shown, and what they are rolled up into, with the numbers of the whole."""
    ask = ["status", "--strategy", str(EXPANSION), "--format", "json"]
    assert run([*ask, "--select", "owner:coo", "--select", "hr"]) == 0
    text = capfd.readouterr().out
    assert {each.split("/")[0] for each in statuses(text)} == {"hr", "corporate"}
    found = json_reader.loads(text)
    assert all(each["owner"] == "coo" for each in found["metrics"] if each["id"].startswith("corporate/"))
    assert sum(found["summary"].values()) == len(found["metrics"])
    assert {each["id"] for each in found["objectives"]} == {each["objective"] for each in found["metrics"]}
    assert {each["id"] for each in found["perspectives"]} == {each["perspective"] for each in found["objectives"]}
    run(ask)
    whole = {each["id"]: each for each in json_reader.loads(capfd.readouterr().out)["scorecards"]}
    assert found["scorecards"] == [whole["corporate"], whole["hr"]]
    assert run([*ask, "--select", "owner:nobody"]) == 2
    assert "is not an owner of this strategy" in capfd.readouterr().err
    assert run(["status", "--strategy", str(EXPANSION), "--select", "status:active"]) == 0
    output, said = capfd.readouterr()
    assert "no metrics" in output
    assert "No metric fits." in said


def test_what_is_not_selected_does_not_fail(capfd: pytest.CaptureFixture[str]) -> None:
    """--fail-on off looks at what is shown."""
    ask = ["status", "--strategy", str(SHOP), "--fail-on", "off", "--select"]
    assert run([*ask, "owner:shopkeeper"]) == 1
    assert run([*ask, "owner:floor-lead"]) == 0
    assert "Slips" in capfd.readouterr().out


@pytest.mark.parametrize("style", ["json", "csv"])
def test_scripts_get_the_worst_first_too(style: str, capfd: pytest.CaptureFixture[str]) -> None:
    """--sort worst orders the metrics of JSON and the rows of CSV."""
    run(["status", "--strategy", str(SHOP), "--format", style, "--sort", "worst"])
    text = capfd.readouterr().out
    names = ["employee-retention", "customer-satisfaction", "revenue", "cash-flow"]
    assert sorted(names, key=text.index) == names


def test_units_below_one(capfd: pytest.CaptureFixture[str]) -> None:
    """--by unit --scorecard shows a unit and all below it; CSV has rows of metrics and says so."""
    assert run(["status", "--strategy", str(EXPANSION), "--by", "unit", "--scorecard", "corporate"]) == 0
    assert "├─ Operations" in capfd.readouterr().out
    assert run(["status", "--strategy", str(EXPANSION), "--by", "unit", "--scorecard", "sales"]) == 0
    assert "Operations" not in capfd.readouterr().out
    assert run(["status", "--strategy", str(EXPANSION), "--by", "unit", "--format", "csv"]) == 2


@pytest.mark.parametrize(("columns", "most"), [("", 120), ("80", 80), ("0", 120), ("²", 120), ("9" * 5000, 120)])
def test_width_of_a_log(
    columns: str, most: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal a table takes the columns that COLUMNS says, and 120 when it says none."""
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["status", "--strategy", str(SHOP), "--color", "never"]) == 0
    assert capfd.readouterr().out == table(shop(), most)


def test_what_changed() -> None:
    """Files that came, went or were written to are told; what stayed is not."""
    before = {"a": (1, 1), "b": (1, 1), "c": (1, 1), "d": (1, 1)}
    after = {"a": (1, 1), "b": (2, 1), "c": (1, 2), "e": (1, 1)}
    assert changes(before, after) == ("b", "c", "d", "e")
    assert changes(before, before) == ()


def test_listing_sees_what_is_written(tmp_path: Path) -> None:
    """A new file, a longer one and one that is gone make a difference; what is missing makes none."""
    (tmp_path / "a.yaml").write_text("scorecard: a\n")
    seen = listing([tmp_path, tmp_path / "gone.csv"])
    assert list(seen) == [(tmp_path / "a.yaml").as_posix()]
    (tmp_path / "r.csv").write_text("metric,period,value\n")
    (tmp_path / "a.yaml").write_text("scorecard: a\ntitle: A\n")
    assert len(changes(seen, listing([tmp_path]))) == 2


def test_watching_shows_again_after_each_change() -> None:
    """It is shown at once, and again with the paths for each listing that differs; the same listing shows nothing."""
    listings = iter([{"a": (1, 1)}, {"a": (1, 1)}, {"a": (2, 1)}, {"a": (2, 1)}, {}])
    shown: list[tuple[str, ...]] = []
    slept: list[float] = []
    with pytest.raises(StopIteration):
        watch(shown.append, lambda: next(listings), slept.append)
    assert shown == [(), ("a",), ("a",)]
    assert slept == [1.0] * 5


@pytest.mark.parametrize("more", [[], ["-o", "x"], ["--format", "json"], ["--strategy", "-"]])
def test_watching_needs_a_terminal(more: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Into a pipe, a file or another format there is nothing to watch."""
    assert run(["status", "--strategy", str(SHOP), "--watch", *more]) == 2
    output, said = capfd.readouterr()
    assert output == ""
    assert "--watch shows the table on a terminal" in said


def interrupted(_seconds: float) -> None:
    """Stand for a person who presses Ctrl-C instead of waiting."""
    raise KeyboardInterrupt


def test_watching_what_cannot_be_shown_ends_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without any readings there is nothing to wait for: that is said, and the command ends with 2."""
    card = "scorecard: c\nobjectives:\n  o: {perspective: process, title: Do it, metrics: {m: {}}}\n"
    (tmp_path / "c.yaml").write_text(card)
    monkeypatch.setattr("bsc_cli.cli.watching.time.sleep", interrupted)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["status", "--strategy", str(tmp_path / "c.yaml"), "--watch"]) == 2
    assert "There are no readings to look at" in capfd.readouterr().err


def test_watching_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The screen is cleared, a change is shown, trouble in a file is waited out, and Ctrl-C ends it with 130."""
    card = "scorecard: c\nobjectives:\n  o:\n    perspective: process\n    title: Do it\n    metrics: {m: {}}\n"
    (tmp_path / "bsc.yaml").write_text("rules: {}\n")
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "scorecards" / "c.yaml").write_text(card)
    (tmp_path / "readings").mkdir()
    rows = tmp_path / "readings" / "r.csv"
    rows.write_text("metric,period,value\nm,2026-01,4\n")
    steps: Iterator[Callable[[], object]] = iter(
        [lambda: rows.write_text("metric,period,value\nm,2026-01,41234\n"), rows.unlink]
    )

    def sleep(_seconds: float) -> None:
        step = next(steps, None)
        if step is None:
            interrupted(0)
        else:
            step()

    monkeypatch.setattr("bsc_cli.cli.watching.time.sleep", sleep)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert run(["status", "--strategy", str(tmp_path), "--watch", "--color", "never"]) == 130
    output, said = capfd.readouterr()
    screens = output.split("\x1b[H\x1b[2J")
    assert len(screens) == 4
    assert " 4 " in screens[1]
    assert "41 234" in screens[2]
    assert screens[3] == ""
    assert "There are no readings to look at" in said
    assert "readings/r.csv." in said
