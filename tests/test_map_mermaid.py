"""Mermaid itself reads what is written for it. Runs where MERMAID_MODULE is the folder of the package `mermaid`.

`npm install mermaid jsdom` somewhere, then `MERMAID_MODULE=.../node_modules/mermaid pytest tests/test_map_mermaid.py`.
What holds without Mermaid is in test_map_formats.py: no text has a character that could mean anything.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from bsc_cli.diff import both, diff
from bsc_cli.load import load
from bsc_cli.stop import Stop
from bsc_cli.tree import Tree
from bsc_cli.view.diff import Compared
from bsc_cli.view.map import mermaid
from bsc_cli.view.map.deltas import deltas_of
from map_maps import NAUGHTY, generated, one

ROOT = Path(__file__).parents[1]
MODULE = os.environ.get("MERMAID_MODULE")
NEEDS_MERMAID = pytest.mark.skipif(MODULE is None, reason="MERMAID_MODULE names no package of Mermaid")
CORPUS = ROOT.parent / "shared" / "corpora" / "blns.json"
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/bsc.yaml"))

PARSE = """
import { JSDOM } from 'jsdom';
const dom = new JSDOM('<!doctype html><body></body>', {pretendToBeVisual: true});
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const mermaid = (await import('mermaid')).default;
mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
let text = '';
for await (const part of process.stdin) text += part;
const faults = [];
for (const source of JSON.parse(text)) {
  try { await mermaid.parse(source); faults.push(''); } catch (error) { faults.push(String(error.message ?? error)); }
}
console.log(JSON.stringify(faults));
"""


def parsed(sources: list[str]) -> list[str]:
    """Return what Mermaid has against each source, "" for nothing."""
    done = subprocess.run(  # noqa: S603 - our own script
        ["node", "--input-type=module", "-e", PARSE],  # noqa: S607 - whichever is installed
        cwd=Path(str(MODULE)).parents[1],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
    )
    faults: list[str] = json.loads(done.stdout)
    assert len(faults) == len(sources)
    return faults


def titled(text: str) -> str:
    """Write the flowchart of a map in which a text is title, owner and perspective."""
    objectives = {
        "a": {"perspective": "p", "title": text, "owner": text, "drives": {"b": {"after": "2 quarters"}}},
        "b": {"perspective": "p", "title": f"x {text}"},
    }
    settings = {"perspectives": {"p": {"title": text}}}
    files = {"bsc.yaml": settings, "scorecards/c.yaml": {"scorecard": "c", "objectives": objectives}}
    # A text of half a surrogate pair is no UTF-8, so JSON's own escapes are the way to write it.
    loaded = load(Tree.of({path: json.dumps(data) for path, data in files.items()}))
    if loaded.strategy is None:
        loaded = load(Tree.of({path: json.dumps(data, ensure_ascii=False) for path, data in files.items()}))
    assert loaded.strategy is not None, loaded.faults
    return mermaid(loaded.strategy)


@NEEDS_MERMAID
def test_mermaid_tells_good_from_bad() -> None:
    """The oracle works: it takes a flowchart and refuses one with an open bracket."""
    good, bad = parsed(['flowchart BT\n  n0["a"]\n', 'flowchart BT\n  n0["a\n'])
    assert good == ""
    assert bad != ""


@NEEDS_MERMAID
def test_mermaid_reads_the_examples_and_generated_maps() -> None:
    """Each example and thirty generated strategies are flowcharts to Mermaid."""
    sources = [generated(seed)[0] for seed in range(30)]
    for name in EXAMPLES:
        strategy = load(Tree.below(ROOT / "examples" / name)).strategy
        assert strategy is not None
        sources.append(strategy)
    assert set(parsed([mermaid(strategy) for strategy in sources])) == {""}


@NEEDS_MERMAID
@pytest.mark.skipif(not CORPUS.exists(), reason="the list of naughty strings is not beside the checkout")
def test_mermaid_reads_every_naughty_string() -> None:
    """Whatever a title, an owner or a perspective is called, Mermaid reads the flowchart."""
    texts = [*json.loads(CORPUS.read_text(encoding="utf-8")), *NAUGHTY]
    faults = parsed([titled(text) for text in texts])
    assert [(text, fault) for text, fault in zip(texts, faults, strict=True) if fault] == []


@NEEDS_MERMAID
def test_mermaid_reads_a_change() -> None:
    """Charts of thirty changes between random strategies, naughty titles and all, with classes and line styles."""
    sources = []
    for seed in range(30):
        found = diff(generated(seed)[0], generated(seed + 100)[0])
        sources.append(mermaid(both(found), deltas=deltas_of(Compared(found, "v1", "v2"))))
    assert any("linkStyle" in source for source in sources)
    assert set(parsed(sources)) == {""}


@pytest.mark.parametrize(
    ("objectives", "owners", "fits"), [(100, True, True), (400, False, True), (1500, False, False)]
)
def test_no_flowchart_is_longer_than_mermaid_takes(
    objectives: int,
    owners: bool,  # noqa: FBT001 - a column
    fits: bool,  # noqa: FBT001 - a column
) -> None:
    """Up to 50,000 characters (`maxTextSize`): then cards lose their owners, then a part must be asked for."""
    title = (
        "Win more orders from European distributors & keep <them> through on-time delivery in full of all custom orders"
    )
    whole = one(
        "scorecard: c\nobjectives:\n"
        + "".join(
            f"  o{number}: {{perspective: customer, title: {title}, owner: Head of Sales}}\n"
            for number in range(objectives)
        )
    )
    if not fits:
        with pytest.raises(Stop, match="takes no more than 50,000 characters"):
            mermaid(whole)
        return
    assert len(mermaid(whole)) <= 50_000
    assert ("Head of Sales" in mermaid(whole)) == owners


def test_a_part_of_the_strategy_can_be_asked_for() -> None:
    """With a focus and a depth only what is so near is in the flowchart."""
    text = "scorecard: c\nobjectives:\n" + "".join(
        f"  o{number}: {{perspective: customer, title: T{number}, drives: {{o{number + 1}: {{}}}}}}\n"
        for number in range(6)
    )
    whole = one(text + "  o6: {perspective: customer, title: T6}\n")
    assert mermaid(whole).count('["T') == 7
    assert [f"T{number}" in mermaid(whole, focus="o3", depth=1) for number in range(7)] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]
