"""The draft-07 schemas meet what SchemaStore asks of a schema: Ajv's strict mode (https://ajv.js.org/strict-mode.html)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bsc_cli.model.json_schema import KINDS, json_schema

# The words of draft 7 that speak about one type of value, and those that speak about any.
ABOUT = {
    **dict.fromkeys(["pattern", "minLength", "maxLength"], "string"),
    **dict.fromkeys(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], "number"),
    **dict.fromkeys(["items", "minItems", "maxItems", "uniqueItems"], "array"),
    **dict.fromkeys(["properties", "patternProperties", "additionalProperties", "required"], "object"),
    **dict.fromkeys(["propertyNames", "minProperties", "maxProperties"], "object"),
}
ANY = {"$schema", "$ref", "title", "description", "default", "examples", "type", "enum", "const", "anyOf", "allOf"}


def schemas(schema: Any, at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any JSON
    """Yield a schema and every schema in it, each with its place."""
    yield at, schema
    for word in ("properties", "patternProperties", "definitions"):
        for name, each in schema.get(word, {}).items():
            yield from schemas(each, f"{at}/{word}/{name}")
    for word in ("anyOf", "allOf"):
        for number, each in enumerate(schema.get(word, ())):
            yield from schemas(each, f"{at}/{word}/{number}")
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(word), dict):
            yield from schemas(schema[word], f"{at}/{word}")


@pytest.mark.parametrize("kind", KINDS)
def test_draft_7_schemas_are_strict(kind: str) -> None:
    """Only words of draft 7, each beside its type; nothing beside a `$ref`; what is required is a field."""
    for at, schema in schemas(json_schema(kind, "draft-07")):
        number = {"integer": "number"}
        assert schema.keys() <= {*ABOUT, *ANY, *({"definitions"} if at == "#" else ())}, at
        assert {ABOUT[word] for word in schema.keys() & ABOUT} <= {
            number.get(schema.get("type", ""), schema.get("type"))
        }, at
        assert "$ref" not in schema or len(schema) == 1, at
        assert set(schema.get("required", ())) <= set(schema.get("properties", ())), at
