"""Strategies to draw: from YAML, from the published maps, and at random from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from bsc_cli.load import load
from bsc_cli.source import read
from bsc_cli.strategy import Strategy
from bsc_cli.tree import Tree
from bsc_cli.view.map import Hypothesis, Mark, MetricLine

PUBLISHED = Path(__file__).parents[1].parent / "shared" / "real" / "maps"

STATUSES = ("on-target", "near", "off", "no-target", "late", "never-measured", "no-score")
NAUGHTY = (
    "<script>alert(1)</script> & <b>\"quoted\"</b> 'x'",
    "]]> --> </svg><image href=x onerror=alert(1)>",
    "Rechtsschutzversicherungsgesellschaftenzusammenschlussprüfung abschließen",
    "W" * 200,
    "\u5e02\u5834\u5360\u6709\u7387\u309220%\u306b\u62e1\u5927\u3057\u3001\u4e3b\u8981\u306a\u4ee3\u7406\u5e97\u306e\u6e80\u8db3\u5ea6",
    "\u0632\u064a\u0627\u062f\u0629 \u062d\u0635\u0629 \u0627\u0644\u0633\u0648\u0642 \u0641\u064a",
    "\u05dc\u05d4\u05d2\u05d3\u05d9\u05dc \u05d0\u05ea \u05e9\u05d1\u05d9\u05e2\u05d5\u05ea 15%",
    "\U0001f680 rockets \U0001f469\u200d\U0001f469\u200d\U0001f467 and \U0001f3f3\ufe0f\u200d\U0001f308 flags",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u0346\u0310\u0364\u0369lgo text",
    "\ufdfd",
    "{{7*7}} ${jndi:x} %n %s \\N \\E \\G `id` $(id)",
    "end",
    "x",
)


def strategy(files: Mapping[str, str]) -> Strategy:
    """Load a strategy that must be sound."""
    loaded = load(Tree.of(files))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def one(text: str) -> Strategy:
    """Load a single scorecard."""
    return strategy({"corporate.yaml": text})


def published(name: str) -> Strategy:
    """One of the published maps, in our language."""
    data: Any = read(name, (PUBLISHED / f"{name}.yaml").read_text(encoding="utf-8")).data
    words = {"Financial": "financial", "Customer": "customer", "Internal": "process", "Learning": "learning"}
    objectives: dict[str, dict[str, object]] = {
        each["id"]: {"perspective": words[each["perspective"]], "title": each["name"], "drives": {}, "metrics": {}}
        for each in data["objectives"]
    }
    for arrow in data["arrows"]:
        _part(objectives[arrow["from"]], "drives")[arrow["to"]] = {}
    for metric in data["metrics"]:
        _part(objectives[metric["objective"]], "metrics")[metric["id"]] = {"title": metric["name"]}
    return one(json.dumps({"scorecard": "corporate", "title": data["theme"], "objectives": objectives}))


def _part(objective: dict[str, object], name: str) -> dict[str, object]:
    part = objective[name]
    assert isinstance(part, dict)
    return part


def generated(seed: int) -> tuple[Strategy, dict[str, Mark] | None]:
    """Return a random strategy and, for most seeds, marks: units or themes or neither, loops, feedback, odd titles."""
    rnd = random.Random(seed)  # noqa: S311 - a fixed seed gives the same map
    perspectives = [f"p{number}" for number in range(rnd.choice((1, 3, 4, 4, 4, 6)))]
    units = rnd.choice((1, 1, 1, 2, 4))
    themes = [f"t{number}" for number in range(rnd.choice((0, 0, 2, 3, 5)))] if units == 1 else []
    settings = {
        "strategy": rnd.choice(("Halden Valves", *NAUGHTY)),
        "perspectives": {name: {"title": f"Perspective {name}", "asks": _title(rnd, 6)} for name in perspectives},
        "themes": {name: {"title": _title(rnd, 3)} for name in themes},
    }
    files = {"bsc.yaml": json.dumps(settings, ensure_ascii=False)}
    names = [f"u{unit}/o{number}" for unit in range(units) for number in range(rnd.randint(1, max(2, 34 // units)))]
    cards: dict[str, dict[str, object]] = {}
    for name in names:
        unit, short = name.split("/")
        card = cards.setdefault(unit, {"scorecard": unit, "title": _title(rnd, 2), "objectives": {}})
        if unit != "u0":
            card["parent"] = "u0"
        _part(card, "objectives")[short] = _objective(rnd, name, names, perspectives, themes)
    for unit, card in cards.items():
        files[f"scorecards/{unit}.yaml"] = json.dumps(card, ensure_ascii=False)
    marks = {name: _mark(rnd) for name in names if rnd.random() < 0.9}
    return strategy(files), marks if seed % 4 else None


def known(strategy: Strategy, seed: int) -> dict[tuple[str, str], Hypothesis] | None:
    """Return what is known of some arrows of a strategy; for every third seed nobody asked."""
    rnd = random.Random(seed)  # noqa: S311 - a fixed seed gives the same map
    found = {(arrow.source, arrow.target): rnd.choice(list(Hypothesis)) for arrow in strategy.arrows}
    return {ends: each for ends, each in found.items() if rnd.random() < 0.9} if seed % 3 else None


def _objective(
    rnd: random.Random, name: str, names: list[str], perspectives: list[str], themes: list[str]
) -> dict[str, object]:
    made: dict[str, object] = {"perspective": rnd.choice(perspectives), "title": _title(rnd, 9)}
    if rnd.random() < 0.8:
        made["owner"] = rnd.choice(("Chief Financial Officer", "COO", _title(rnd, 4)))
    if themes and rnd.random() < 0.85:
        made["theme"] = rnd.choice(themes)
    drives: dict[str, object] = {}
    for _ in range(rnd.choice((0, 1, 1, 2, 3))):
        arrow: dict[str, object] = {}
        if rnd.random() < 0.5:
            arrow["after"] = f"{rnd.randint(1, 400)} {rnd.choice(('days', 'months', 'quarters'))}"
        arrow["effect"] = rnd.choice(("same", "same", "same", "opposite"))
        arrow["feedback"] = rnd.random() < 0.1
        arrow["strength"] = rnd.choice(("weak", "moderate", "strong"))
        drives[rnd.choice(names)] = arrow
    made["drives"] = drives
    if not name.startswith("u0/") and rnd.random() < 0.7:
        made["supports"] = [rnd.choice([each for each in names if each.startswith("u0/")])]
    if rnd.random() < 0.7:
        metric = {"title": _title(rnd, 5), "kind": rnd.choice(("leading", "lagging")), "unit": "%", "target": 40}
        made["metrics"] = {f"m-{name.replace('/', '-')}": metric}
    return made


def _title(rnd: random.Random, most: int) -> str:
    if rnd.random() < 0.15:
        return rnd.choice(NAUGHTY)
    words = (
        "Grow",
        "revenue",
        "of",
        "European",
        "distributors",
        "on-time",
        "delivery",
        "cost/income",
        "in",
        "satisfaction",
    )
    return " ".join(rnd.choice(words) for _ in range(rnd.randint(1, most)))


def _mark(rnd: random.Random) -> Mark:
    lines = tuple(
        MetricLine(
            title=_title(rnd, 5),
            value=rnd.choice((None, "12", "12,345,678.90 EUR", "+11%")),
            target=rnd.choice((None, "15%", "99,999,999 EUR", "from 3 to 4 days")),
            readings=tuple(Decimal(rnd.randint(-50, 50)) for _ in range(rnd.choice((0, 1, 2, 12)))),
            level=rnd.choice((None, Decimal(7))),
            leading=rnd.random() < 0.5,
        )
        for _ in range(rnd.randint(0, 3))
    )
    return Mark(rnd.choice(STATUSES), lines)


def stress(seed: int = 1) -> Strategy:
    """Return 60 objectives in six perspectives and five themes, with about 95 arrows across themes and perspectives."""
    rnd = random.Random(seed)  # noqa: S311 - a fixed seed gives the same map
    bands = [f"p{number}" for number in range(6)]
    themes = [f"t{number}" for number in range(5)]
    objectives: dict[str, dict[str, object]] = {
        f"{band}-{number}": {
            "perspective": band,
            "theme": themes[number % 5],
            "title": f"{_title(random.Random(number), 5)} {band}",  # noqa: S311 - likewise
            "drives": {},
        }
        for band in bands
        for number in range(10)
    }

    def drive(source: str, target: str) -> None:
        _part(objectives[source], "drives")[target] = {"after": "2 quarters"} if rnd.random() < 0.3 else {}

    for above, band in enumerate(bands[1:]):
        for number in range(10):
            drive(f"{band}-{number}", f"{bands[above]}-{number % 5 + rnd.choice((0, 5))}")
            if rnd.random() < 0.55:
                drive(f"{band}-{number}", f"{bands[above]}-{rnd.randrange(10)}")
            if above and rnd.random() < 0.28:
                drive(f"{band}-{number}", f"{bands[above - 1]}-{rnd.randrange(10)}")
    for band in bands:
        drive(f"{band}-{5 + rnd.randrange(5)}", f"{band}-{rnd.randrange(5)}")
    settings = {
        "strategy": "Meridian Group",
        "perspectives": {band: {"title": f"Perspective {band}", "asks": "What must be true?"} for band in bands},
        "themes": {theme: {"title": f"Theme {theme}"} for theme in themes},
    }
    card = {"scorecard": "group", "objectives": objectives}
    return strategy({"bsc.yaml": json.dumps(settings), "scorecards/group.yaml": json.dumps(card)})
