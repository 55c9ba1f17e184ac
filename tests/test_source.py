"""YAML is read as YAML 1.2 says, by the C parser, with the place of every key and value.

The oracle is the pure-Python parser of ruamel.yaml set to version 1.2: another program, in another language. Where we
mean to differ from it, the test says so: keys are the text as written, numbers are exact, dates are text, lists are
tuples, and what a reviewer could not see (tags, merge keys, aliases to containers) is refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bsc_cli.source import Document, Plain, Route, Span, read
from bsc_cli.source import document as document_module

BOUNDED = settings(max_examples=120, deadline=None)


def oracle(text: str) -> Any:  # noqa: ANN401 - any YAML
    """Return what the pure parser reads in a text, by YAML 1.2."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 2)  # type: ignore[assignment] # the library's own documentation sets it so
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
    "a: ü\nб: 数\n'😀': 'e\u0301'\n",
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
    """An unquoted scalar is what the core schema of YAML 1.2.2 (section 10.3) says, whatever older tools make of it."""
    for text in (f"a: {written}\n", f"a: {{b: {written}}}\n", f"- [{written}]\n"):
        (found,) = scalars(ours(text))
        assert type(found) is type(value)
        assert found == value


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
    found = ours(f"a: {written}\n")
    assert found == {"a": Decimal(written)}
    assert str(found["a"]) == str(Decimal(written))


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
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\n\t\x85")
ODD = ["yes", "1e3", "a: b", "? a", "- b", "[x]", "#c", "a #b", "10:30", "why?", "a ? b", "{", "'", '"', "x\x85y\u2028z"]
TEXT = st.text(LETTERS, max_size=12) | st.sampled_from(ODD)


def data(text: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """Return plain data of any shape."""
    single = st.none() | st.booleans() | st.integers() | st.floats() | text
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


# The emitter is of YAML 1.1 in two ways: it leaves a '?' at the beginning bare inside brackets, where 1.2 reads "? a" as
# a key, and takes U+0085, U+2028 and U+2029 for line ends.
EMITTED = TEXT.filter(lambda text: not text.startswith("?") and not set(text) & set("\x85\u2028\u2029"))


@given(data(EMITTED), st.sampled_from([True, False, None]), st.sampled_from([20, 80]), st.booleans())
@BOUNDED
def test_what_is_dumped_is_read_back(value: object, flow: bool | None, width: int, unicode: bool) -> None:  # noqa: FBT001 - drawn
    """Any plain data, written as YAML in any style, is read as it was."""
    text = dumped(value, flow=flow, width=width, unicode=unicode)
    assert comparable(ours(text)) == comparable(value)


@given(data(TEXT), st.sampled_from([None, 2]), st.booleans())
@BOUNDED
def test_json_is_yaml(value: object, indent: int | None, tight: bool) -> None:  # noqa: FBT001 - drawn
    """JSON is read as what it says, with and without spaces: `{"a":1}`."""
    written = json.dumps(value, ensure_ascii=False, indent=indent, separators=(",", ":") if tight else None)
    written = written.replace("NaN", ".nan").replace("-Infinity", "-.inf").replace("Infinity", ".inf")
    assert comparable(ours(written)) == comparable(value)


PIECES = st.sampled_from("a b 1 { } [ ] , : ' \" & x\xa0y".split(" ") + [", ", ": ", "- ", "\n", "\n  ", " ", " #", "|\n  "])


@given(st.lists(PIECES, max_size=14).map("".join))
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
