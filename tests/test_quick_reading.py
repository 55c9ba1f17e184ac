"""Reading plain data in one go gives what the nodes give, and gives up where only they can tell."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import _ruamel_yaml
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsc_cli.source import document as document_module
from bsc_cli.source import read
from bsc_cli.source.builder import Builder
from bsc_cli.source.flow import Mask
from bsc_cli.source.lookup import Lookup
from bsc_cli.source.nodes import MAX_DEPTH, compose
from bsc_cli.source.plain import Plain
from bsc_cli.source.quick import SAFE_DEPTH, Odd, is_shallow, plain

EXAMPLES = sorted(Path("examples").rglob("*.yaml"))
PIECES = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "- ",
            "? ",
            ": ",
            "\n",
            "\n  ",
            "\n    ",
            " # c",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'x'",
            '"y"',
            "1",
            "0.50",
        ),
        *("no", "null", "~", "&a ", "*a", "!!str ", "!t ", "<<", "|\n", ">\n ", "0x1F", "-3e5", ".inf", "é", "\u2028"),
        *("?", ":"),
    ]
)


def by_nodes(text: str) -> tuple[Plain, bool]:
    """Return what the nodes say of a text, and whether they say it without a fault."""
    mask = Mask(text)
    root, fault = compose(text, mask)
    if fault is not None or root is None:
        return None, fault is None
    builder = Builder(mask)
    data = builder.build(root, 0)
    return data, not builder.faults


def quickly(text: str) -> tuple[Plain, bool]:
    """Return what is read in one go, and whether nothing odd was met."""
    from ruamel.yaml.error import YAMLError

    if not text.strip():
        return None, True  # `read` does not ask
    try:
        return plain(Mask(text), MAX_DEPTH)[0], True
    except (Odd, YAMLError):
        return None, False


def typed(data: Plain) -> object:
    """Return data with the type of everything in it: 1 is not true, 1.0 is not 1.00, and all text is plain text."""
    if isinstance(data, dict):
        return [(key, type(key), typed(value)) for key, value in data.items()]
    if isinstance(data, tuple):
        return tuple(typed(item) for item in data)
    return (str(data), type(data))


@given(st.lists(PIECES, max_size=14).map("".join))
def test_both_ways_agree_on_any_text(text: str) -> None:
    """What is read in one go is what the nodes say; it gives up exactly where they find a fault."""
    nodes, good = by_nodes(text)
    quick, fine = quickly(text)
    assert fine == good
    if good:
        assert typed(quick) == typed(nodes)


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_both_ways_agree_on_the_examples(path: Path) -> None:
    """The examples are read in one go, to the same data."""
    text = path.read_text(encoding="utf-8")
    assert is_shallow(text)
    assert typed(quickly(text)[0]) == typed(by_nodes(text)[0])


@pytest.mark.parametrize(
    ("written", "doubtful"),
    [("no", True), ("017", True), ("[a, 1:30]", True), ("é, 1_000", False), ('"no"', False), ("2026-07", False)],
)
def test_what_may_mean_another_thing_elsewhere_is_noticed(written: str, doubtful: bool) -> None:  # noqa: FBT001 - of a table
    """An unquoted scalar that YAML 1.1 reads otherwise is noticed while the text is read, as a value and in a list."""
    assert read("a.yaml", f"key: {written}\n").doubtful == doubtful
    assert read("a.yaml", f"key: [x, {written}]\nother: é\n").doubtful == (doubtful or written == "é, 1_000")


def assert_both_find_the_same(text: str) -> None:
    """Hold the places that are found on the way to them against the table of all, also of what is not there."""
    lookup, places = read("x.yaml", text).lookup, read("x.yaml", text).places
    there = {(), *places.values, *places.keys}
    for route in {*there, *((*route, more) for route in there for more in ("a", 0, "not there"))}:
        found = lookup.has(route), lookup.find(route), lookup.key(route), lookup.value(route)
        there_too = places.has(route), places.find(route), places.key(route), places.value(route)
        assert found == there_too, route


@given(st.lists(PIECES, max_size=14).map("".join))
def test_places_are_found_as_the_table_of_all_has_them(text: str) -> None:
    """Whatever the text, a fault in it or not."""
    assert_both_find_the_same(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=str)
def test_places_in_the_examples_are_found_without_the_table_of_all(path: Path) -> None:
    """The table is not made for them, and would say the same."""
    text = path.read_text(encoding="utf-8")
    assert isinstance(read("x.yaml", text).lookup, Lookup)
    assert_both_find_the_same(text)


def test_an_ordinary_text_is_read_without_nodes_of_scalars(monkeypatch: pytest.MonkeyPatch) -> None:
    """The composer takes what it is given in the place of its scalar nodes, and gets its own back."""
    stock = _ruamel_yaml.ScalarNode
    monkeypatch.setattr(document_module, "compose", None)  # it would fail if it were called
    assert read("x.yaml", 'a: [1, "2", x]\nb:\n').data == {"a": (1, "2", "x"), "b": None}
    assert _ruamel_yaml.ScalarNode is stock


def test_thecomposer_gets_its_own_back_after_a_fault() -> None:
    """Whoever else uses the library in this process finds it as it was."""
    stock = _ruamel_yaml.ScalarNode
    assert read("x.yaml", "a: [1\n").faults
    assert read("x.yaml", "a: !!str 1\n").faults
    assert _ruamel_yaml.ScalarNode is stock


@given(st.lists(st.sampled_from(["- ", "? ", ": ", "a:\n", "\n", " ", "  ", "[", "{", "x"]), max_size=30).map("".join))
def test_the_bound_of_the_depth_is_one(text: str) -> None:
    """Nothing is nested deeper than brackets and twice the longest line allow."""
    root, _ = compose(text, Mask(text))
    bound = text.count("[") + text.count("{") + 2 * max(map(len, text.split("\n")))
    assert root is None or deep(root, set()) <= bound


def deep(node: object, seen: set[int]) -> int:
    """Return how many lists and mappings are inside each other below a node."""
    value = getattr(node, "value", None)
    if not isinstance(value, list) or id(node) in seen:
        return 0
    seen.add(id(node))
    inner = [each for item in value for each in (item if isinstance(item, tuple) else (item,))]
    return 1 + max((deep(each, seen) for each in inner), default=0)


def test_what_is_deep_is_not_left_to_the_stack() -> None:
    """A text that could be nested deeper than the composer survives is read with its depth counted."""
    for text in ("[" * 1000, "- " * 1000, "a: " + "x" * 1000, "{a: " * 1000):
        assert not is_shallow(text)
        read("x.yaml", text)


@given(st.lists(st.sampled_from(["x" * 199, "x" * 200, "y" * 398, "[" * 99, "\n", "a\n"]), max_size=8).map("".join))
def test_lines_told_by_their_pieces_are_no_longer_than_that(text: str) -> None:
    """What counts as shallow at a glance is shallow by its longest line, too."""
    bound = text.count("[") + text.count("{") + 2 * max(map(len, text.split("\n")))
    assert is_shallow(text) == (bound < SAFE_DEPTH)


def test_what_finds_places_is_kept_for_a_few_documents() -> None:
    """Whoever asks one document again gets the same; what was made for all of ten thousand would take gigabytes."""
    documents = [read(f"{number}.yaml", "a: 1\n") for number in range(50)]
    made = [weakref.ref(document.lookup) for document in documents]
    gc.collect()
    assert 1 <= sum(each() is not None for each in made) < 10
    assert documents[-1].lookup is documents[-1].lookup
    assert documents[0].lookup.find(("a",)) == read("0.yaml", "a: 1\n").places.find(("a",))
