"""What is generated is not stale: docs, schemas and their drafts say what the code says."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import jsonschema
import pytest

import sound
from bsc_cli.model.json_schema import DRAFTS, KINDS, json_schema
from bsc_cli.source import Plain, read

ROOT = Path(__file__).parents[1]
GENERATED: dict[str, str] = runpy.run_path(str(ROOT / "scripts" / "generate.py"))["generated"]()
VALIDATORS = {"2020-12": jsonschema.Draft202012Validator, "draft-07": jsonschema.Draft7Validator}


def test_generated_files_are_up_to_date() -> None:
    """`make docs` would change nothing."""
    stale = [path for path, text in GENERATED.items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert stale == []


def test_no_page_of_a_rule_that_is_gone() -> None:
    """Every page in docs/rules is the page of a rule that exists."""
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages <= set(GENERATED)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_schemas(kind: str, draft: str) -> None:
    """Each schema is valid under the meta-schema of its own draft."""
    schema = json.loads(GENERATED[f"schemas/{'' if draft == '2020-12' else draft + '/'}{kind}.schema.json"])
    VALIDATORS[draft].check_schema(schema)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("path", sound.FILES)
def test_schemas_accept_what_bsc_reads(path: str, draft: str) -> None:
    """A strategy that uses every word is valid under the schemas."""
    kind = {"bsc.yaml": "bsc", "reviews/2026-Q2.yaml": "review"}.get(path, "scorecard")
    errors = list(VALIDATORS[draft](json_schema(kind, draft)).iter_errors(_jsonable(sound.FILES[path])))  # type: ignore[arg-type] # a draft's name
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("draft", DRAFTS)
def test_schemas_refuse_what_bsc_refuses(draft: str) -> None:
    """A misspelt field, a bad id and a wrong word are errors for an editor too."""
    validator = VALIDATORS[draft](json_schema("scorecard", draft))  # type: ignore[arg-type] # a draft's name
    for old, new in [("owner: ceo", "ownr: ceo"), ("  grow:\n", "  Grow:\n"), ("kind: lagging", "kind: laging")]:
        broken = sound.CORPORATE.replace(old, new, 1)
        assert broken != sound.CORPORATE
        assert list(validator.iter_errors(_jsonable(broken)))


def test_every_field_has_a_description() -> None:
    """An editor shows something on hover for each field."""
    for kind in KINDS:
        schema = json_schema(kind)
        for word in (schema, *schema["$defs"].values()):
            for name, shape in word.get("properties", {}).items():
                assert shape.get("description"), name


def _jsonable(text: str) -> object:
    def plain(value: Plain) -> object:
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, tuple):
            return [plain(each) for each in value]
        return value if isinstance(value, str | bool | int) or value is None else float(value)

    return plain(read("x", text).data)
