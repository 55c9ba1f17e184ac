"""YAML is read as YAML 1.2 says, by the C parser, with the place of every key and value.

The oracle is the pure-Python parser of ruamel.yaml set to version 1.2: another program, in another language. Where we
mean to differ from it, the test says so: keys are the text as written, numbers are exact, dates are text, lists are
tuples, and what a reviewer could not see (tags, merge keys, aliases to containers) is refused.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bsc_cli.source import Document, Plain, Route, Span, read
from bsc_cli.source import nodes as nodes_module
from bsc_cli.source import quick as quick_module
from bsc_cli.source.plain import Spelt

BOUNDED = settings(max_examples=120, deadline=None)


def oracle(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Return what the pure parser reads in a text, by YAML 1.2."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml.load(text)


def ours(text: str) -> Plain:
    """Return what we read in a text that has no faults."""
    document = read("x.yaml", text)
    assert document.faults == ()
    return document.data


def comparable(value: Any) -> Any:  # noqa: ANN401 - any plain data
    """Return data so that equal means equal: numbers as fractions, lists as lists, keys as text, dates as text."""
    if isinstance(value, dict):
        return {"" if key is None else str(key): comparable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(each) for each in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return Fraction(float(value)) if isinstance(value, float | Decimal) else Fraction(value)


SMALL = [
    "",
    "# nothing but a comment\n",
    "---\n",
    "a: 1",
    "a:\n",
    "a: ~\nb: null\nc: Null\nd: NULL\ne: nuLL\n",
    "a: true\nb: True\nc: TRUE\nd: tRUE\ne: false\n",
    "a: yes\nb: no\nc: on\nd: off\ne: y\nf: N\ng: Yes\nh: OFF\n",
    "a: 010\nb: 0o17\nc: 0x1F\ne: -010\nf: +12\n",
    "a: 1:30\nb: 12:30:45\nc: 190:20:30.15\n",
    "a: 1e3\nb: 1E+3\nc: -1.5e-7\nd: .5\ne: 5.\nf: -.5\ng: 1.10\n",
    "a: .inf\nb: -.inf\nc: +.INF\nd: .nan\ne: .NaN\nf: .Inf\n",
    "a: '1'\nb: \"1\"\nc: 'true'\nd: ''\ne: '~'\n",
    "a: 1 2\nb: 1-2\nc: --1\nd: 1.2.3\ne: 1,5\nf: 12%\ng: .\nh: -1-\n",
    "- a\n- b\n-\n- - c\n  - d\n- e: 1\n  f: 2\n",
    "a:\n- b\n- c\n",
    "a:\n  b:\n    c: d\n  e: f\n",
    "a: |\n  one\n  two\n\nb: >\n  one\n  two\n\n  three\n",
    "a: |-\n  one\nb: |+\n  one\n\nc: >2-\n   x\n",
    "a: one\n  two\n  three\n\n  four\n",
    "a: 'it''s'\nb: \"tab\\t\\\"q\\\" \\x41\\u00e9\\U0001F600 \\/\"\n",
    "a: 'one\n  two\n\n  three'\nb: \"one\\\n  two\"\n",
    "a: b # comment\nc: d#no comment\n# comment\ne: f\n",
    "a: {b: 1, c: [d, e], f: {}, g: []}\n",
    "a: {b: 1,\n  c: 2,\n}\n",
    "[a, b, ]\n",
    "{a: b:c, d: 10:30, e: https://example.org/a?b=c&d}\n",
    "[a:b, c::d, :e, -f, a:b:c]\n",
    '{"a":1, \'b\':2, "c": [1,2], "d" :3}\n',
    "[a: b, c: d]\n",
    "{a: b c, d: e f}\n",
    "{a, b, c: }\n",
    "{a: why?, b: who?what, c?: d, e: f ? g}\n",
    "a: what? why\n",
    "a: ?b\n",
    "a: -b\nc: :d\n",
    "a: b:c\nb: c:d\n",
    "a: http://x:8080/?y=z#w\n",
    "a: 'x: y'\nb: \"{x}\"\nc: x, y\nd: x]\n",
    "a: &anchor 1\nb: *anchor\n",
    "? a\n: b\n",
    "? a\n: b\nc: {d: e}\n",
    "? a\n? b\n: [c]\n",
    "{? a : b, ? c}\n",
    "[? a : b, c]\n",
    "? a\n: - b\n  - c\nd: {}\n",
    "- ? a\n  : b\n- [c]\n",
    "a: { b: 'c?d:e', f: \"g?h:i\" }\n",
    "%YAML 1.2\n---\na: 1\n...\n",
    "a:   b   \nc:  d \n",
    "'a b': 1\n\"c:d\": 2\ne f: 3\n",
    "a: ü\nя: 数\n'😀': 'e\u0301'\n",
    "a: x\u2028y\nb: [z\u2029w]\n",
    "a: 'x\u2028y'\nb: \"x\u2029y\"\n",
    "a: \ufeffb\n",
    "a: 2026-07-15\nb: 2026-07\nc: 2026-Q3\nd: 2026\n",
    "a: <\nb: >-\n  x\n",
    "'<<': 1\n",
    'a: "\\u2028\\x85\\ue000\\ue001"\nb: {c: "\\ue000", d: e:f?}\n',
    "a: \ue000\ue001\nb: {c: d:\ue000?}\n",
]


@pytest.mark.parametrize("text", SMALL)
def test_small_texts_are_read_as_the_oracle_reads_them(text: str) -> None:
    """Another parser of YAML 1.2 gives the same words, numbers, lists and mappings."""
    assert comparable(ours(text)) == comparable(oracle(text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("Off", "Off"),
        ("y", "y"),
        ("0o17", 15),
        ("0x1f", 31),
        ("010", 10),
        ("-7", -7),
        ("+7", 7),
        ("1:30", "1:30"),
        ("190:20:30", "190:20:30"),
        ("1_000", "1_000"),
        ("1e3", Decimal("1E+3")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1.10", Decimal("1.10")),
        ("0.1", Decimal("0.1")),
        ("2026-07-15", "2026-07-15"),
        ("2026-07-15T10:00:00Z", "2026-07-15T10:00:00Z"),
        ("true", True),
        ("tRue", "tRue"),
        ("~", None),
        ("NULL", None),
        ("nil", "nil"),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("inf", "inf"),
        ("NaN", "NaN"),
        ("0b11", "0b11"),
        ("0o8", "0o8"),
        ("-0x1", "-0x1"),
        ("1e", "1e"),
        ("٣", "٣"),
        ("=", "="),
    ],
)
def test_words_and_numbers_of_yaml_1_2(written: str, value: object) -> None:
    """An unquoted scalar is what the core schema of YAML 1.2.2 (section 10.3) says, whatever older tools make of it.

    A whole number in other than plain digits knows how it was written.
    """
    for text in (f"a: {written}\n", f"a: {{b: {written}}}\n", f"- [{written}]\n"):
        (found,) = scalars(ours(text))
        plain = type(value) is not int or str(value) == written
        assert type(found) is (type(value) if plain else Spelt)
        assert found == value
        assert plain or str(found) == written


def scalars(value: Plain) -> list[Plain]:
    """Return the scalars of plain data in order."""
    if isinstance(value, dict):
        return [each for inner in value.values() for each in scalars(inner)]
    return [each for inner in value for each in scalars(inner)] if isinstance(value, tuple) else [value]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12), st.sampled_from(["{:f}", "{:e}", "{:E}"]))
@BOUNDED
def test_decimals_are_exact(number: Decimal, style: str) -> None:
    """A number with a point or an exponent is the decimal as written, not the nearest binary fraction."""
    written = style.format(number)
    (found,) = scalars(ours(f"a: {written}\n"))
    assert found == Decimal(written)
    assert str(found) == str(Decimal(written))


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    """The classic of binary fractions does not happen."""
    data = ours("a: 0.1\nb: 0.2\nc: 0.3\n")
    assert isinstance(data, dict)
    a, b, c = data.values()
    assert isinstance(a, Decimal)
    assert isinstance(b, Decimal)
    assert a + b == c


def test_a_number_of_absurd_length_is_quick_and_exact() -> None:
    """Ten thousand digits stay a decimal: turning them into an int would be refused by Python or take long."""
    digits = "9" * 10_000
    assert ours(f"a: {digits}") == {"a": Decimal(digits)}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("2026: 1\n010: 2\ntrue: 3\n~: 4\n1.0: 5\n'': 6\n", {"2026": 1, "010": 2, "true": 3, "~": 4, "1.0": 5, "": 6}),
        ("{2026-Q1: 7, 0x10: 8}", {"2026-Q1": 7, "0x10": 8}),
    ],
)
def test_keys_are_text_as_written(text: str, data: Plain) -> None:
    """Ids and periods are keys, so a key is never turned into a number, a truth value or nothing."""
    assert ours(text) == data


# Text without what YAML cannot hold: lone surrogates and most controls.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n\t\x85"
)
ODD = [
    "yes",
    "1e3",
    "a: b",
    "? a",
    "- b",
    "[x]",
    "#c",
    "a #b",
    "10:30",
    "why?",
    "a ? b",
    "{",
    "'",
    '"',
    "x\x85y\u2028z",
]
TEXT = st.text(LETTERS, max_size=12) | st.sampled_from(ODD)


def data(text: st.SearchStrategy[str], *, finite: bool = False) -> st.SearchStrategy[object]:
    """Return plain data of any shape."""
    numbers = st.integers() | st.floats(allow_nan=not finite, allow_infinity=not finite)
    single = st.none() | st.booleans() | numbers | text
    return st.recursive(
        single, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3), max_leaves=8
    )


def dumped(value: object, *, flow: bool | None, width: int = 80, unicode: bool = True) -> str:
    """Write data as YAML by the pure emitter: block style, flow style, or flow for the innermost (None)."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = unicode
    yaml.width = width
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


# What the emitter and the oracle do unlike YAML 1.2: values that begin with '?' or ':' inside brackets, and U+0085,
# U+2028 and U+2029, which they take for line ends. And what we do: a "? " at the beginning of a line is a key in any
# case, and so is what ends in a quote and a ":".
UNLIKE = re.compile(r"""^[?:]|\? |["'\]}] ?:|[\x85\u2028\u2029]""")
EMITTED = TEXT.filter(lambda text: not UNLIKE.search(text))


@given(data(EMITTED), st.sampled_from([True, False, None]), st.sampled_from([20, 80]), st.booleans())
@BOUNDED
def test_what_is_dumped_is_read_back(value: object, flow: bool | None, width: int, unicode: bool) -> None:  # noqa: FBT001 - drawn
    """Any plain data, written as YAML in any style, is read as the oracle reads it."""
    text = dumped(value, flow=flow, width=width, unicode=unicode)
    assert comparable(ours(text)) == comparable(oracle(text))


@given(data(TEXT, finite=True), st.sampled_from([None, 2]), st.booleans())
@BOUNDED
def test_json_is_yaml(value: object, indent: int | None, tight: bool) -> None:  # noqa: FBT001 - drawn
    """JSON is read as what it says, with and without spaces: `{"a":1}`."""
    written = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ":") if tight else None)
    assert comparable(ours(written)) == comparable(value)


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "1",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "'",
        '"',
        "x\xa0y",
        ", ",
        ": ",
        "- ",
        "\n",
        "\n  ",
        " ",
        " #",
        "|\n  ",
    ]
)


# The oracle takes the ':' that begins a value inside brackets for a key without a name; by YAML 1.2.2, rule 126
# (ns-plain-first), it is text when a safe character follows.
BEGINS_WITH_COLON = re.compile(r"[{\[,\s]:[^\s,\[\]{}]")


def test_a_colon_may_begin_a_text_inside_brackets() -> None:
    """YAML 1.2.2, rule 126: `{:a}` has the one key ":a"."""
    assert ours("{:a}") == {":a": None}


@given(st.lists(PIECES, max_size=14).map("".join).filter(lambda text: not BEGINS_WITH_COLON.search(text)))
@settings(max_examples=600, deadline=None)
def test_where_both_read_they_read_the_same(text: str) -> None:
    """Two parsers may disagree on what is YAML at all, never on what it says."""
    try:
        expected = oracle(text)
    except (YAMLError, TypeError):  # TypeError: a list or mapping as a key
        return
    document = read("x.yaml", text)
    if not document.faults:
        assert comparable(document.data) == comparable(expected)


def slices(document: Document) -> dict[Route, str]:
    """Return the text at the span of every value."""
    return {route: at(document.text, span) for route, span in document.places.values.items()}


def at(text: str, span: Span) -> str:
    """Return the piece of a text that a span names; lines end at a line feed."""
    lines = text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    inner = lines[span.line : span.end_line - 1]
    last = [lines[span.end_line - 1][: span.end_column - 1]] if span.end_line <= len(lines) else []
    return "\n".join([lines[span.line - 1][span.column - 1 :], *inner, *last])


def walked(value: Plain, route: Route = ()) -> dict[Route, Plain]:
    """Return every value in plain data by its route."""
    found: dict[Route, Plain] = {route: value}
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for part, each in inside:
        found |= walked(each, (*route, part))
    return found


@given(
    data(EMITTED) | data(TEXT).map(lambda value: [json.dumps(value, ensure_ascii=False)]), st.sampled_from([True, None])
)
@example(value={"\n": {"": None, "\n": None, "1e3": None}, "": [None, None, None], "\n\n\n": None}, flow=True)
@example(value={"": [None, None, None], "\n": {"": None, "\n": None, "1e3": None}, "\n\n\n": None}, flow=True)
@BOUNDED
def test_spans_point_at_exactly_the_text_they_name(value: object, flow: bool | None) -> None:  # noqa: FBT001 - drawn
    """What stands at a value's span, read alone, is that value; what stands at a key's span is that key."""
    document = read("x.yaml", dumped([value], flow=flow))
    assert document.faults == ()
    places = document.places
    assert set(places.values) == set(walked(document.data))
    for route, inner in walked(document.data).items():
        if route not in places.containers or flow:
            alone = at(document.text, places.values[route])
            assert comparable(ours(f"[{alone}]" if flow else alone)) == comparable([inner] if flow else inner)
    assert set(places.keys) == {route for route in places.values if route and isinstance(route[-1], str)}
    for route, span in places.keys.items():
        assert ours(f"? {at(document.text, span)}\n: 1\n") == {route[-1]: 1}, "a long key may fill several lines"


@pytest.mark.parametrize(
    ("text", "route", "written", "column"),
    [
        ("{asks: Why?, at: 10:30}", ("asks",), "Why?", 8),
        ("{asks: Why?, at: 10:30}", ("at",), "10:30", 18),
        ("{asks: Why?, at: 10:30, by: https://erp?a=b:c}", ("by",), "https://erp?a=b:c", 29),
        ('{"asks":"Why? So: what", b: 1}', ("b",), "1", 29),
        ("a: [x?, y:z, 'q?']", ("a", 2), "'q?'", 14),
        ("数据: {问: 为什么?, 时: 10:30}", ("数据", "时"), "10:30", 18),
        ("😀: {a: b?, c: d}", ("😀", "c"), "d", 15),
        ("a: x\u2028y  # why?\n", ("a",), "x\u2028y", 4),
        ("{a: x, b: c}", ("b",), "c", 11),
        ("a:   'it''s'  # no", ("a",), "'it''s'", 6),
        ("- - a: b:c", (0, 0, "a"), "b:c", 8),
    ],
)
def test_columns_are_those_of_the_text_as_written(text: str, route: Route, written: str, column: int) -> None:
    """Characters that older YAML would stop at, wide ones and line separators of other kinds move no column."""
    places = read("x.yaml", text).places
    assert at(text, places.find(route)) == written
    assert places.find(route).column == column


def test_spans_cross_lines() -> None:
    """Values of several lines begin at their first character and end behind their last; CRLF changes nothing."""
    text = "a: 'one\n  two'\nb: |\n  one\n  two\nc: one\n  two\nd: [x,\n  y]\n"
    for written in (text, text.replace("\n", "\r\n")):
        document = read("x.yaml", written)
        spans = {route: document.places.values[route] for route in [("a",), ("b",), ("c",), ("d",), ("d", 1)]}
        assert spans == {
            ("a",): Span(1, 4, 2, 7),
            ("b",): Span(3, 4, 6, 1),
            ("c",): Span(6, 4, 7, 6),
            ("d",): Span(8, 4, 9, 5),
            ("d", 1): Span(9, 3, 9, 4),
        }
        assert document.data == {"a": "one two", "b": "one\ntwo\n", "c": "one two", "d": ("x", "y")}


def test_find_points_where_a_reader_would_look() -> None:
    """A scalar is pointed at itself, a list or mapping by its key, what is not there by what is around it."""
    places = read("x.yaml", "a: 1\nb:\n  c: [d, e]\n  f:\n").places
    assert places.find(("a",)) == Span(1, 4, 1, 5)
    assert places.find(("b",)) == places.key(("b",)) == Span(2, 1, 2, 2)
    assert places.find(("b", "c")) == Span(3, 3, 3, 4)
    assert places.find(("b", "c", 1)) == Span(3, 10, 3, 11)
    assert places.find(("b", "c", 7, "x")) == Span(3, 3, 3, 4)
    assert places.find(("b", "f"))[:2] == (4, 5)
    assert places.find(("z", "y")) == Span(1, 1, 1, 2)


@pytest.mark.parametrize(
    ("text", "name", "first", "second"),
    [
        ("a: 1\nb: 2\na: 3\n", "a", Span(1, 1, 1, 2), Span(3, 1, 3, 2)),
        ("{a: 1, 'a': 2}", "a", Span(1, 2, 1, 3), Span(1, 8, 1, 11)),
        ("x:\n  why?: [1]\n  why?: 2\n", "why?", Span(2, 3, 2, 7), Span(3, 3, 3, 7)),
        ("1: a\n1: b\n", "1", Span(1, 1, 1, 2), Span(2, 1, 2, 2)),
    ],
)
def test_duplicate_keys_name_both_places(text: str, name: str, first: Span, second: Span) -> None:
    """A key given twice is a fault at the second, with the first as its related place, and no data."""
    document = read("x.yaml", text)
    (fault,) = document.faults
    assert (fault.rule, fault.span) == ("duplicate-id", second)
    assert f'"{name}"' in fault.message
    assert f"line {first.line}" in fault.message
    assert [span for span, _note in fault.related] == [first]
    assert document.data is None


def test_every_duplicate_is_named() -> None:
    """Three of a kind are two faults, both held against the first; keys that only look alike are none."""
    document = read("x.yaml", "a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n'1': x\n1.0: y\nA: z\n")
    assert [(fault.span.line, fault.related[0][0].line) for fault in document.faults] == [(2, 1), (3, 3), (4, 1)]


REFUSED: dict[str, tuple[str, tuple[int, int]]] = {
    "a: !!str b": ("tag", (1, 4)),
    "a: !x:y?z b": ("not-yaml", (1, 4)),
    "a: !!seq [b]": ("tag", (1, 4)),
    "a: &x [b]\nc: *x\n": ("alias", (1, 4)),
    "a: &x {b: *x}\n": ("alias", (1, 4)),
    "a: &x {b: 1}\nc:\n  <<: *x\n": ("Merge keys", (3, 3)),
    "[a]: b": ("A key must be a word", (1, 1)),
    "{a: 1}: b": ("A key must be a word", (1, 1)),
    "? - a\n: b": ("A key must be a word", (1, 3)),
    "a: 1\n---\nb: 2\n": ("second document", (2, 1)),
    "a: 1\rb: 2\r": ("carriage return", (1, 5)),
    "a: \x1b[31m": ("U+001B", (1, 4)),
    "a: x\nb: \ud800": ("U+D800", (2, 4)),
    "a: x\nb: \ufffe": ("U+FFFE", (2, 4)),
    "{a:}": ("no space after this ':'", (1, 3)),
    "a: *b": ("'*'", (1, 4)),
    'a: "\\q"': ("backslash", (1, 5)),
    "a: - b": ("A list cannot begin", (1, 4)),
    "a: b\n c: d": ("indented deeper", (2, 2)),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_reviewer_could_not_see_is_refused(text: str) -> None:
    """Each is one fault, at its place, in plain words, without a trace of how we read it."""
    says, place = REFUSED[text]
    document = read("x.yaml", text)
    assert document.data is None
    fault = document.faults[0]
    assert fault.rule == "not-yaml"
    assert says in f"not-yaml {fault.message} {fault.help}"
    assert fault.span[:2] == place
    assert not [char for char in fault.message + (fault.help or "") if 0xE000 <= ord(char) <= 0xF8FF]


def test_the_c_parser_is_the_one_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The C extension is there and composes the nodes that are walked; nothing of the pure parser is called."""
    from _ruamel_yaml import CParser
    from ruamel.yaml.parser import Parser
    from ruamel.yaml.scanner import Scanner

    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the pure parser was called")

    for cls in (Scanner, Parser):
        for name, member in list(vars(cls).items()):
            if callable(member) and not name.startswith("__"):
                monkeypatch.setattr(cls, name, never)
    composed: list[object] = []
    for module in (quick_module, nodes_module):
        compose: Callable[[], type] = module._composer  # noqa: SLF001 - the seam between the C parser and us
        assert issubclass(compose(), CParser)

        class Spy(compose()):  # type: ignore[misc] # a C class without stubs
            def get_single_node(self) -> object:
                composed.append(super().get_single_node())
                return composed[-1]

        monkeypatch.setattr(module, "_composer", lambda spy=Spy: spy)
    document = read("x.yaml", "a: [1, b?]\n")
    assert document.data == {"a": (1, "b?")}
    (root,) = composed
    assert isinstance(root, quick_module._List)  # noqa: SLF001 - likewise
    assert document.places.values[("a", 1)] == Span(1, 8, 1, 10)
    assert len(composed) == 2, "places are composed anew, by the same parser"


def test_documents_with_the_same_content_are_equal_wherever_things_stand() -> None:
    """Positions live beside the data: another layout of the same content is the same data."""
    assert ours("a: {b: [1, 2.50]}\n") == ours("# x\na:\n\n  b:\n  - 1\n  - 2.5\n")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('a: 1\nb: ["x", y]\n', (2, 4, 2, 12)),
        ("b: {x: 1}\n", (1, 4, 1, 10)),
        ("b: x\n", (1, 4, 1, 5)),
        ("b:\n  - x\n  - y\n", (1, 1, 1, 2)),
        ("b: [x,\n  y]\n", (1, 1, 1, 2)),
    ],
)
def test_all_of_a_value_is_marked_where_it_stands_on_one_line(text: str, span: tuple[int, ...]) -> None:
    """A list in brackets is marked itself; one of several lines is marked at its key."""
    assert read("x.yaml", text).lookup.value(("b",)) == span
