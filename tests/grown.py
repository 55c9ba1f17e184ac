"""Whole strategies that nobody wrote: every field of the language, with references that mostly lead somewhere.

They are grown from the JSON Schemas of the language, so that a new field is in them by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from bsc_cli import rules
from bsc_cli.model.json_schema import json_schema
from naughty import TEXTS

Node = Mapping[str, Any]
Grown = st.SearchStrategy[Any]

CARDS = ("a", "b")
OBJECTIVES = ("o0", "o1", "o2")
METRICS = {"o0": ("m0", "m1"), "o1": ("m2",), "o2": ("m3",)}
EVERY_METRIC = tuple(name for names in METRICS.values() for name in names)
NOWHERE = ("o9", "c/o0", "a/m9", "z")
PERIODS = (
    "2025", "2026", "2025-H2", "2026-Q1", "2026-Q2", "2025-12", "2026-01", "2026-02", "2026-06", "2026-W10", "2026-W53",
    "2026-03-31", "2026-06-30", "0001", "9999-12", "9999", "2027-Q4",
)  # fmt: skip
DAYS = ("2025-01-01", "2026-03-31", "2026-06-30", "2027-12-31", "0001-01-01", "9999-12-31", "2026-02-30")
LAGS = ("1 month", "2 quarters", "10 days", "1 year", "0 weeks", "9999 years", "12 months")
NUMBERS = (0, 1, -1, 2, 10, 100, 0.1, -0.5, 3.25, 1e-9, 99.9, 1e15, -1e15, 999999999999999999, 1e-18, 50, 37)
FORMULAS = (
    "m2 + 1",
    "m0 / m1",
    "m1 * 2 - m3",
    "(m2)",
    "100 * m0 / (m0 + m1)",
    "m3 / (m3 - m3)",
    "-m2",
    "a/m0 + b/m2",
    "m1 +",
    "1",
)

_texts = st.sampled_from(("Earn more", "Reach 20% by 2029", "Improve quality", "cfo", "ceo", "%")) | st.sampled_from(
    TEXTS
)
_numbers = st.sampled_from(NUMBERS) | st.integers(-1000, 1000)


def _refs(*names: str) -> Grown:
    """Return references: short, with a scorecard, and some that lead nowhere."""
    return st.sampled_from([*names, *names, *(f"{card}/{name}" for card in CARDS for name in names), *NOWHERE[:1]])


_objectives, _metrics = _refs(*OBJECTIVES), _refs(*EVERY_METRIC)
_anything = _refs(*OBJECTIVES, *EVERY_METRIC)
_BY_FIELD: Mapping[str, Grown] = {
    "perspective": st.sampled_from(("financial", "customer", "process", "learning", "learning-and-growth", "x")),
    "theme": st.sampled_from(("t", "u")),
    "owner": st.sampled_from(("cfo", "ceo", "nobody")) | _texts,
    "parent": st.sampled_from(("a", "a", "b", "z")),
    "supports": st.lists(_objectives, max_size=2),
    "controls": st.lists(_metrics, max_size=2),
    "moves": st.lists(_metrics, max_size=2),
    "counter_metric": _metrics,
    "measured_by": _metrics,
    "about": st.lists(_anything, max_size=3),
    "successor": _anything,
    "formula": st.sampled_from(FORMULAS),
    "after": st.sampled_from(LAGS),
    "targets": st.dictionaries(st.sampled_from(PERIODS), _numbers, max_size=4),
    "milestones": st.dictionaries(st.sampled_from(PERIODS), _texts, max_size=2),
}
"""What a field holds so that it means something, where its schema only says that it is text."""
_PERIOD, _DAY = r"^\d{4}(-H", r"^\d{4}-\d{2}-\d{2}$"


def _of(node: Node, whole: Node, field: str) -> Grown:
    """Return what a schema allows."""
    if field in _BY_FIELD:
        return _BY_FIELD[field]
    if "$ref" in node:
        return _of(whole["$defs"][node["$ref"].rpartition("/")[2]], whole, field)
    if "anyOf" in node:
        return st.one_of(*(_of(each, whole, field) for each in node["anyOf"] if each.get("type") != "null"))
    return st.sampled_from(node["enum"]) if "enum" in node else _of_kind(node, whole)


def _of_kind(node: Node, whole: Node) -> Grown:
    kinds: Mapping[str, Grown] = {
        "string": _text(node),
        "integer": st.integers(node.get("minimum", -5), 10),
        "number": st.sampled_from([each for each in NUMBERS if each >= node.get("minimum", -1e99)]),
        "boolean": st.booleans(),
    }
    if node["type"] in kinds:
        return kinds[node["type"]]
    if node["type"] == "array":
        return st.lists(_of(node["items"], whole, ""), max_size=2)
    return _mapping(node, whole)


def _text(node: Node) -> Grown:
    pattern = node.get("pattern", "")
    if pattern.startswith(_PERIOD):
        return st.sampled_from(PERIODS)
    if pattern == _DAY:
        return st.sampled_from(DAYS)
    return _anything if pattern else _texts


def _mapping(node: Node, whole: Node) -> Grown:
    """Return mappings: each optional field is there or not, and names are those of things that may be there."""
    if fields := node.get("properties"):
        required = node.get("required", ())
        grown = {name: _of(inner, whole, name) for name, inner in fields.items() if name not in _NAMED}
        return st.fixed_dictionaries(
            {name: each for name, each in grown.items() if name in required},
            optional={name: each for name, each in grown.items() if name not in required},
        )
    inner = next(iter(node.get("patternProperties", {}).values()), None) or node.get("additionalProperties")
    return st.dictionaries(_anything, _of(inner, whole, "") if isinstance(inner, Mapping) else _texts, max_size=2)


_NAMED = ("scorecard", "objectives", "metrics", "drives", "rules", "scorecards", "readings", "reviews", "renamed_from")
"""Fields that are put in by hand: their keys must be the names that others refer to."""


@cache
def _word(kind: str, name: str = "") -> Grown:
    schema = json_schema(kind, "2020-12")
    return _mapping(schema["$defs"][name] if name else schema, schema)


@st.composite
def objectives(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Return an objective with its arrows, metrics and all else there may be."""
    objective: dict[str, Any] = draw(_word("scorecard", "Objective"))
    objective["metrics"] = {metric: draw(_word("scorecard", "Metric")) for metric in METRICS[name]}
    objective["drives"] = draw(st.dictionaries(_objectives, _word("scorecard", "Arrow"), max_size=2))
    return objective


@st.composite
def cards(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Return a scorecard."""
    card: dict[str, Any] = {"scorecard": name, **draw(_word("scorecard"))}
    card["objectives"] = {each: draw(objectives(each)) for each in OBJECTIVES}
    return card


def _rule_settings() -> Grown:
    severities = st.sampled_from(("off", "info", "warning", "error"))
    options = st.sampled_from((0, 1, -1, 3, 10**9, 0.5, "x", True, ("x",)))
    each = [
        st.tuples(
            st.just(rule.name),
            st.fixed_dictionaries({}, optional={"severity": severities, **dict.fromkeys(rule.options, options)}),
        )
        for rule in rules.catalogue()
    ]
    return st.lists(st.one_of(*each), max_size=3).map(dict)


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Any]:
    """Return what stands in bsc.yaml."""
    whole: dict[str, Any] = draw(_word("bsc"))
    whole.setdefault("themes", {"t": {}, "u": {"title": "Win"}})
    if draw(st.booleans()):
        whole["rules"] = draw(_rule_settings())
    return whole


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return a readings file."""
    cells = st.sampled_from(
        [str(number) for number in NUMBERS] + ["", "", "1,5", "7%", "n/a", "1e999", "Q1", "="]
    ) | _numbers.map(str)
    names = st.sampled_from([f"{card}/{metric}" for card in CARDS for metric in EVERY_METRIC])
    rows = draw(st.lists(st.tuples(names, st.sampled_from(PERIODS), cells, st.just("") | _texts), max_size=20))
    return "metric,period,value,note\n" + "".join(",".join(_cell(cell) for cell in row) + "\n" for row in rows)


def _cell(text: str) -> str:
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if set(text) & set(',"\n\r') else text


@st.composite
def strategies(draw: st.DrawFn) -> dict[str, bytes]:
    """Return the files of a strategy by path."""
    words: dict[str, Any] = {f"scorecards/{name}.yaml": draw(cards(name)) for name in CARDS}
    if draw(st.booleans()):
        words["bsc.yaml"] = draw(settings())
        words["reviews/r.yaml"] = {**draw(_word("review")), "review": draw(st.sampled_from(CARDS))}
    files = {path: as_yaml(data).encode("utf-8", "surrogatepass") for path, data in words.items()}
    return {**files, "readings/r.csv": draw(tables()).encode("utf-8", "surrogatepass")}


def as_yaml(data: object) -> str:
    """Write data as JSON, which is YAML once what YAML does not allow bare is an escape."""
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return re.sub("[\x7f-\x9f\ufeff\ufffe\uffff]", lambda match: f"\\u{ord(match.group()):04x}", written) + "\n"
