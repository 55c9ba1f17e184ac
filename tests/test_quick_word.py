"""A word made in one go is what pydantic makes of the same data, and gives up where pydantic has something to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bsc_cli.diff import facts
from bsc_cli.load.quick_word import quick_word
from bsc_cli.model import (
    Arrow,
    Decision,
    Event,
    Initiative,
    Metric,
    Objective,
    OwnerEntry,
    Range,
    Review,
    Scorecard,
    Settings,
    Vision,
    Word,
    with_ids,
)
from bsc_cli.source import read

FULL = """\
scorecard: corporate
title: All of it
owner: cfo
version: 2
review: quarter
vision: {statement: Earn 20% more by 2029., by: 2029, measured_by: profit}
controls: [market]
events: [{on: 2026-Q1, what: A new system, about: [profit]}]
declined: [{what: Growth at any price, because: It costs too much., on: 2025}]
objectives:
  grow-profit:
    perspective: financial
    title: Grow profit
    owner: cfo
    weight: 2
    metrics:
      profit: {kind: lagging, unit: EUR, better: higher, baseline: 1.50, targets: {2026-Q4: 15, 2027: 20.5},
               every: month}
      cash: {target_range: {low: 1, high: 2.25}, red_line: 0.5, levers: [a, b], weight: 0, formula: profit - market}
      market:
    initiatives:
      sell: {title: Sell more, start: 2026-01, due: 2026-06-30, budget: 1000, progress: 20, status: active,
             moves: [profit], milestones: {2026-05: Half done}}
  learn:
    perspective: learning
    title: Learn
    drives: {grow-profit: {after: 6 months, because: It helps., feedback: false, strength: weak,
                           declared_on: 2026-01-31}}
    supports: [other/learn]
    retired: {on: 2026, because: Done., successor: grow-profit}
"""
SETTINGS = """\
strategy: A
perspectives: {financial: {title: Money}, learning: }
owners: {cfo: {title: Chief Financial Officer, handle: "@a/b", decides: [prices]}}
fiscal_year_starts: april
"""
REVIEW = """\
review: corporate
on: 2026-04-15
period: 2026-Q1
meeting: strategic
notes: {profit: {why: A strike, implies: Wait}, cash: }
decisions: [{what: Go on, owner: cfo, due: 2026-06, about: [profit]}]
"""
FILES: list[tuple[type[Word], str]] = [
    (Scorecard, FULL),
    (Settings, SETTINGS),
    (Review, REVIEW),
    *((Scorecard, path.read_text(encoding="utf-8")) for path in sorted(Path("examples").rglob("scorecards/**/*.yaml"))),
]
ODD: tuple[Any, ...] = (
    *(None, "", "text", "no such word", "2026-Q3", "A b", "higher", "within", "a/b", "6 months", "999999999999999999"),
    *(0, -1, 7, 10**20, True, float("nan")),
    *map(Decimal, ("1.50", "1E+30", "1E-30", "0.0", "0E-30", "-0.1", "123456789012345678.5", "1E+17", "1E-19")),
    *({}, (), ("a",), (1,), {"a": None}, {"low": 2, "high": 1}, {"@id": "x"}),
)
KEYS = (
    "title",
    "owner",
    "@id",
    "target",
    "targets",
    "target_range",
    "better",
    "nonsense",
    "because",
    "on",
    "A b",
    "a/b",
    "1",
)


def data_of(model: type[Word], text: str) -> dict[str, Any]:
    """Return the plain data of a text as it is given to a model."""
    data: Any = read("a.yaml", text).data
    return with_ids(data) if model is Scorecard else {**data, "@id": "a.yaml"}


def both(model: type[Word], data: dict[str, Any]) -> tuple[Word | None, Word | None]:
    """Return what is made in one go and what pydantic makes; None where there is something to say."""
    quick: Word | None = None
    careful: Word | None = None
    with suppress(ValueError):
        quick = quick_word(model, data)
    with suppress(ValidationError):
        careful = model.model_validate(data)
    return quick, careful


def words_in(word: Word) -> Iterator[Word]:
    """Yield a word and all that stand in it."""
    yield word
    for name in type(word).model_fields:
        value = getattr(word, name)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for each in inner:
            if isinstance(each, Word):
                yield from words_in(each)


def exactly(word: Word | None) -> object:
    """Return all that a word says with the exact form of each number, and of what type it is."""
    if word is None:
        return None
    return [
        (type(each).__name__, [(name, type(getattr(each, name)), repr(getattr(each, name))) for name in said(each)])
        for each in words_in(word)
    ]


def said(word: Word) -> list[str]:
    """Return the fields that hold no other words."""
    return [name for name in type(word).model_fields if not isinstance(getattr(word, name), Word | dict | tuple)]


@pytest.mark.parametrize(("model", "text"), FILES, ids=lambda each: each.__name__ if isinstance(each, type) else "")
def test_both_make_the_same_of_a_sound_file(model: type[Word], text: str) -> None:
    """Every field of the language, and all examples: made in one go, to the last digit."""
    quick, careful = both(model, data_of(model, text))
    assert quick is not None
    assert quick == careful
    assert exactly(quick) == exactly(careful)


@st.composite
def changed(draw: st.DrawFn) -> tuple[type[Word], dict[str, Any]]:
    """Return data of a sound file with some of it replaced, taken out, or added."""
    model, text = draw(st.sampled_from(FILES[:3]))
    data = data_of(model, text)
    for _ in range(draw(st.integers(1, 3))):
        here: Any = data
        if not here:
            break
        while True:
            key = draw(st.sampled_from(sorted(here, key=str)))
            inside = here[key]
            if not isinstance(inside, dict) or not inside or draw(st.integers(0, 4)) == 0:
                break
            here[key] = here = dict(inside)
        match draw(st.integers(0, 3)):
            case 0:
                del here[key]
            case 1:
                here[draw(st.sampled_from(KEYS))] = draw(st.sampled_from(ODD))
            case _:
                here[key] = draw(st.sampled_from(ODD))
    return model, data


@given(changed())
def test_both_agree_on_any_data(case: tuple[type[Word], dict[str, Any]]) -> None:
    """A word is made in one go exactly where pydantic makes one, and it says the same."""
    quick, careful = both(*case)
    assert exactly(quick) == exactly(careful)
    assert quick == careful


def test_what_is_not_written_is_answered_by_the_class() -> None:
    """Two metrics are equal when they say the same, whether a default is written or not, whoever made them."""
    plain: dict[str, object] = {"@id": "a/b", "@objective": "a/c"}
    written = {**plain, "aggregate": "last", "targets": None, "unit": "EUR"}
    quick, careful = quick_word(Metric, plain), Metric.model_validate(plain)
    assert (quick.unit, quick.aggregate, quick.targets, quick.weight) == (None, "last", {}, None)
    assert quick == careful == quick_word(Metric, {**plain, "aggregate": "last", "targets": None})
    assert quick_word(Metric, written) != quick
    assert Metric.model_validate(written) != quick


WORDS = (Scorecard, Vision, Objective, Arrow, Metric, Range, Initiative, Settings, Event, OwnerEntry, Review, Decision)
OPTIONAL = [
    (word, info.alias or name)
    for word in WORDS
    for name, info in word.model_fields.items()
    if not info.is_required() and not (info.alias or "").startswith("@")
]


@pytest.mark.parametrize(("word", "field"), OPTIONAL, ids=lambda each: each if isinstance(each, str) else each.__name__)
def test_a_field_with_nothing_under_it_is_as_if_it_were_left_out(word: type[Word], field: str) -> None:
    """No field of the language is anything else, whoever makes the word."""
    said: dict[str, object] = {"objectives": {}, "on": "2026-04-15"}
    required = {name: said.get(name, "a") for name, info in word.model_fields.items() if info.is_required()}
    without = word.model_validate(required)
    assert quick_word(word, {**required, field: None}) == word.model_validate({**required, field: None}) == without


@pytest.mark.parametrize("written", [None, {}])
def test_no_perspectives_are_the_classic_ones(written: object) -> None:
    """Nothing under a key is the same as `{}`: a strategy without any perspective could say nothing."""
    quick, careful = both(Settings, {"@id": "bsc.yaml", "perspectives": written})
    assert quick == careful == Settings.model_validate({"@id": "bsc.yaml"})


def test_settings_of_rules_are_left_to_pydantic() -> None:
    """They may have any option, which only pydantic takes."""
    with pytest.raises(ValueError, match=r"^$"):
        quick_word(Settings, {"@id": "bsc.yaml", "rules": {"too-many-metrics": {"most": 3}}})


def test_what_a_word_says_is_told_whoever_made_it() -> None:
    """A history tells the fields of what was added, and no default."""
    data: dict[str, object] = {"@id": "a/b", "unit": "EUR", "aggregate": "last", "every": "month"}
    for made in (quick_word(Metric, data), Metric.model_validate(data)):
        assert [(way, str(shown)) for way, shown in facts(made)] == [(("unit",), "EUR"), (("every",), "month")]
