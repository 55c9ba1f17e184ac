"""Write the generated parts of the project anew: docs/rules, docs/fields.md and schemas.

`make docs` runs this; a test compares what it would write with what is there, so nothing goes stale.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Mapping
from pathlib import Path

from typer.main import get_command

from bsc_cli import rules
from bsc_cli.cli.app import assembled
from bsc_cli.cli.light import WIDEST
from bsc_cli.cli.schema import schema_text
from bsc_cli.diff import both, diff, review
from bsc_cli.evaluation import evaluate
from bsc_cli.load import load
from bsc_cli.model.json_schema import DRAFTS, KINDS, json_schema
from bsc_cli.readings import read
from bsc_cli.tree import Tree
from bsc_cli.view import manual
from bsc_cli.view import map as strategy_map
from bsc_cli.view.diff import Compared
from bsc_cli.view.map.deltas import deltas_of
from bsc_cli.view.map.marks import marks_of, marks_of_both

ROOT = Path(__file__).parents[1]
EXAMPLES = ("european-expansion", "logistics", "corner-shop", "southwest", "checklist")
"""The examples whose maps stand in docs/pictures."""


def generated() -> dict[str, str]:
    """Return every generated file's text by its path from the root."""
    catalogue = rules.catalogue()
    files = {f"docs/rules/{rule.name}.md": manual.page(rule, "markdown") for rule in catalogue}
    files["docs/rules.md"] = _rules_index()
    files["src/bsc_cli/rules/subjects.txt"] = "".join(f"{rule.name} {rule.subject.__name__}\n" for rule in catalogue)
    files["docs/fields.md"] = _fields()
    files["src/bsc_cli/cli/help.txt"] = _help()
    for kind in KINDS:
        for draft in DRAFTS:
            folder = "schemas" if draft == DRAFTS[0] else f"schemas/{draft}"
            files[f"{folder}/{kind}.schema.json"] = schema_text(kind, draft)
    for example in EXAMPLES:
        files[f"docs/pictures/{example}.svg"] = _picture(ROOT / "examples" / example)
    european = ROOT / "examples" / "european-expansion"
    files["docs/pictures/units-folded.svg"] = _picture(european, fold="units")
    files["docs/pictures/in-focus.svg"] = _picture(european, focus="corporate/satisfy-distributors", depth=1)
    files["docs/pictures/evidence.svg"] = _picture(european, scorecard="sales", verdicts=_VERDICTS)
    files["docs/pictures/a-change.svg"] = _picture_of_a_change()
    return files


def _picture_of_a_change() -> str:
    """Return the map of what the branch "decided" of the example bad-quarter changes, as `bsc map --diff` draws it."""
    history = runpy.run_path(str(ROOT / "examples" / "bad-quarter" / "make_history.py"))
    main: dict[str, str] = history["edited"](history["agreed"](), history["MAIN"][0])
    decided: dict[str, str] = history["edited"](main, history["BRANCHES"]["decided"])
    old, new = (load(Tree.of(files)).strategy for files in (main, decided))
    if old is None or new is None:
        raise SystemExit("The example bad-quarter cannot be read.")
    found = diff(old, new)
    was, now = ({path: text for path, text in files.items() if path.endswith(".csv")} for files in (main, decided))
    reviewed = review(found, was, now)
    deltas = deltas_of(Compared(found, "main", "decided", reviewed))
    day = reviewed.as_of.isoformat() if reviewed.as_of else None
    return strategy_map.svg(strategy_map.draw(both(found), marks_of_both(reviewed), as_of=day, deltas=deltas))


_VERDICTS = {
    (f"sales/{source}", f"sales/{target}"): verdict
    for source, target, verdict in (
        ("send-certified-sellers", "fill-the-pipeline", strategy_map.Hypothesis.SUPPORTED),
        ("fill-the-pipeline", "secure-distributor-contracts", strategy_map.Hypothesis.SUPPORTED),
        ("promise-confirmed-dates", "secure-distributor-contracts", strategy_map.Hypothesis.CONTRADICTED),
    )
}
"""What readings may say one day; the page says that this is made up. The others are assumed."""


def _help() -> str:
    """Return what `bsc --help` says, by the library that reads the options, on a terminal of ordinary width."""
    command = get_command(assembled())
    context = command.make_context("bsc", [], resilient_parsing=True, terminal_width=WIDEST - 2)
    return f"{command.get_help(context)}\n"


def _picture(
    folder: Path,
    *,
    scorecard: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    fold: strategy_map.Fold | None = None,
    verdicts: Mapping[tuple[str, str], strategy_map.Hypothesis] | None = None,
) -> str:
    """Return the map of an example with its readings, as `bsc map --status readings` draws it."""
    tree = Tree.below(folder)
    strategy = load(tree).strategy
    if strategy is None:
        raise SystemExit(f"{folder} cannot be read.")
    readings = read({path: tree.text(path) for path in tree.paths if path.endswith(".csv")}, strategy)
    evaluation = evaluate(strategy, readings)
    day = evaluation.as_of.isoformat() if evaluation.as_of else None
    drawing = strategy_map.draw(
        strategy,
        marks_of(evaluation),
        scorecard=scorecard,
        focus=focus,
        depth=depth,
        fold=fold,
        as_of=day,
        hypotheses=verdicts,
    )
    return strategy_map.svg(drawing)


def _rules_index() -> str:
    head = (
        "# The rules\n\nEvery opinion of bsc, each with its page: what it catches, why, a bad and a good example.\n"
        "`bsc explain RULE` shows the same page in the terminal. Severities and options are set in `bsc.yaml`.\n\n"
        "New rules begin as previews: they run only for `bsc validate --preview`, and where `bsc.yaml` gives them a\n"
        "severity, so an upgrade never turns a green repository red. It shows what the next release may bring.\n\n"
    )
    parts = []
    if homeless := {rule.subject.__name__ for rule in rules.catalogue()} - set(_SUBJECTS):
        raise SystemExit(f"docs/rules.md has no heading for rules about {', '.join(sorted(homeless))}.")
    for subject, title in _SUBJECTS.items():
        members = [rule for rule in rules.catalogue() if rule.subject.__name__ == subject]
        if members:
            parts.append(f"## {title}\n\n{manual.index(members, 'markdown')}")
    return head + "\n".join(parts)


_SUBJECTS = {
    "Loaded": "On reading the files",
    "Strategy": "On a strategy",
    "Evaluation": "On a strategy and its readings",
    "Evidence": "On the arrows and their readings",
    "Outlook": "On what is on its way",
    "Diff": "On a change of the strategy",
    "Reviewed": "On a change and its readings",
    "History": "On the history of a strategy",
    "Silencing": "On comments that silence a rule",
    "Baseline": "On the baseline of an old strategy",
}


def _fields() -> str:
    lines = [
        "# The fields",
        "",
        "What can be written in each kind of file, made from the same words that bsc reads with.",
        "`docs/language.md` explains them; `bsc schema` gives the same to an editor.",
        "",
    ]
    for kind in KINDS:
        schema = json_schema(kind)
        words = {schema["title"]: schema, **dict(sorted(schema["$defs"].items()))}
        lines += [f"## {schema['title']}", ""]
        for name, word in words.items():
            if "properties" not in word:
                continue
            if name != schema["title"]:
                lines += [f"### {name}", ""]
            lines += [word["description"].split("\n")[0], "", "| field | | what it says |", "|---|---|---|"]
            required = word.get("required", [])
            lines += [
                f"| `{field}` | {'required' if field in required else ''} | {_cell(shape.get('description', ''))} |"
                for field, shape in word["properties"].items()
            ]
            lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write every generated file, and delete pages of rules that are gone."""
    files = generated()
    for stale in set(map(str, ROOT.glob("docs/rules/*.md"))) - {str(ROOT / path) for path in files}:
        Path(stale).unlink()
    for path, text in files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    sys.stdout.write(f"Wrote {len(files)} files.\n")


if __name__ == "__main__":
    main()
