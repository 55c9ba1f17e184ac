"""Every rule's page is its test: the marked lines of the bad example are found, and the good example is clean."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bsc_cli import rules
from bsc_cli.check import Baseline, Silencing, check, read_baseline
from bsc_cli.config import configure
from bsc_cli.evidence import Evidence, examine
from bsc_cli.finding import Finding
from bsc_cli.forecast import Outlook, look_out
from bsc_cli.history import History
from bsc_cli.load import load
from bsc_cli.rule import Example, Rule
from bsc_cli.tree import Tree
from steps import history_of

TODAY = date(2026, 7, 1)
"""The day on which the examples of pages are checked."""


def is_change(example: Example) -> bool:
    """Whether an example is two trees: the files below before/ and those below after/."""
    return any(path.startswith("before/") for path in example.files)


def side(example: Example, name: str) -> Tree:
    """Return one of the two trees of an example."""
    return Tree.of({path.removeprefix(name): text for path, text in example.files.items() if path.startswith(name)})


def findings_of_change(rule: Rule[Any], example: Example) -> tuple[Finding, ...]:
    """Return what one rule says of the step from an example's files before to those after."""
    from bsc_cli.diff import diff, review

    old, new = side(example, "before/"), side(example, "after/")
    before, after = load(old).strategy, load(new).strategy
    assert before is not None
    assert after is not None
    change = diff(before, after)
    was, now = ({path: tree.text(path) for path in tree.paths if path.endswith(".csv")} for tree in (old, new))
    result = check([change, review(change, was, now, today=TODAY)], configure((rule,), after.settings))
    assert rule.name in result.rules_run
    return tuple(
        found._replace(place=found.place._replace(path=f"after/{found.place.path}")) for found in result.findings
    )


def findings_of_history(rule: Rule[Any], example: Example) -> tuple[Finding, ...]:
    """Return what one rule says of the versions of an example: the files below 1/, then those below 2/ over them."""
    numbers = sorted({path.split("/")[0] for path in example.files})
    versions = [
        {path.partition("/")[2]: text for path, text in example.files.items() if path.startswith(f"{number}/")}
        for number in numbers
    ]
    history = history_of(versions)
    result = check([history], configure((rule,), history.settings))
    assert rule.name in result.rules_run
    last = {path: number for number, files in zip(numbers, versions, strict=True) for path in files}
    return tuple(
        found._replace(place=found.place._replace(path=f"{last[found.place.path]}/{found.place.path}"))
        for found in result.findings
    )


def findings(rule: Rule[Any], example: Example) -> tuple[Finding, ...]:
    """Return what one rule says of an example, with every rule's defaults."""
    if rule.subject is History:
        return findings_of_history(rule, example)
    if is_change(example):
        return findings_of_change(rule, example)
    tree = Tree.of(example.files)
    loaded = load(tree)
    subjects: list[Any] = [loaded]
    if loaded.strategy is not None:
        subjects.append(loaded.strategy)
        tables = {path: tree.text(path) for path in tree.paths if path.endswith(".csv")}
        if tables:
            from bsc_cli.evaluation import evaluate
            from bsc_cli.readings import read

            subjects.append(evaluate(loaded.strategy, read(tables, loaded.strategy), TODAY, TODAY))
            if rule.subject in (Evidence, Outlook):
                subjects.append(examine(subjects[-1]))
                subjects.append(look_out(subjects[-2], subjects[-1].odds))
    running = rules.catalogue() if rule.subject in (Silencing, Baseline) else (rule,)
    settings = loaded.strategy.settings if loaded.strategy else None
    config = configure(running, settings, preview=rule.preview)
    result = check(subjects, config, texts=loaded.texts, today=TODAY, baseline=read_baseline(tree))
    assert rule.name in result.rules_run, f"the example makes no {rule.subject.__name__}"
    return tuple(finding for finding in result.findings if finding.rule == rule.name)


@pytest.mark.parametrize("name", rules.names())
def test_page_has_its_headings(name: str) -> None:
    """A page says in one sentence what is caught, why it matters, and shows a bad and a good example."""
    rule = rules.named(name)
    assert rule.name == name
    assert list(rule.sections) == ["", "Why", "Bad", "Good"]
    assert rule.summary.endswith(".")
    assert len(rule.sections["Why"]) > 80
    assert all(option.default is not inspect.Parameter.empty for option in rule.options.values())


@pytest.mark.parametrize("name", rules.names())
def test_bad_example_is_found_at_its_marks(name: str) -> None:
    """The rule fires on exactly the marked lines of its bad example."""
    rule = rules.named(name)
    example = rule.example("Bad")
    assert example.marks
    assert {(found.place.path, found.place.line) for found in findings(rule, example)} == set(example.marks)


@pytest.mark.parametrize("name", sorted({*rules.names()} - {"invalid-value"}))  # there the message says what to write
def test_what_is_found_says_what_to_do(name: str) -> None:
    """Every finding of the bad example has a line of help."""
    rule = rules.named(name)
    assert all(found.help for found in findings(rule, rule.example("Bad")))


@pytest.mark.parametrize("name", rules.names())
def test_good_example_is_clean(name: str) -> None:
    """The rule is quiet on its good example, and that example can be read."""
    rule = rules.named(name)
    example = rule.example("Good")
    assert example.files
    assert not example.marks
    assert not findings(rule, example)
    if rule.subject is History:
        return
    trees = [side(example, "before/"), side(example, "after/")] if is_change(example) else [Tree.of(example.files)]
    assert all(load(tree).strategy is not None for tree in trees)


@pytest.mark.parametrize("name", rules.names())
def test_messages_are_sentences(name: str) -> None:
    """What a rule says is a full sentence on one line."""
    rule = rules.named(name)
    for found in findings(rule, rule.example("Bad")):
        assert found.message[0].isupper() or found.message[0] in "\"'"
        assert found.message.endswith((".", "?"))
        assert "\n" not in found.message


@pytest.mark.parametrize("name", rules.names())
def test_module_holds_one_rule(name: str) -> None:
    """A rule's file holds that rule, named as the file, and no other public function."""
    path = Path(rules.__path__[0]) / f"{name.replace('-', '_')}.py"
    public = [
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert public == [name.replace("-", "_")]
