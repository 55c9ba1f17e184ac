"""The JSON Schema of the language, for editors and for other programs, made from the words themselves."""

from __future__ import annotations

from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema

from bsc_cli.model.review import Review
from bsc_cli.model.scorecard import Scorecard
from bsc_cli.model.settings import Settings
from bsc_cli.model.word import Word

Draft = Literal["2020-12", "draft-07"]
DRAFTS: tuple[Draft, ...] = ("2020-12", "draft-07")
KINDS: dict[str, type[Word]] = {"scorecard": Scorecard, "bsc": Settings, "review": Review}
"""The kinds of YAML file by the name of their schema."""

_DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft-07": "http://json-schema.org/draft-07/schema#",
}
_TITLES = {"scorecard": "A balanced scorecard", "bsc": "bsc.yaml: settings of a strategy", "review": "A review"}


class _Untitled(GenerateJsonSchema):
    """Without a title for each field: an editor shows the field's name already."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's signature
        return False


def json_schema(kind: str, draft: Draft = "2020-12") -> dict[str, Any]:
    """Return the schema of one of KINDS. It accepts whatever bsc can read; rules are not part of it."""
    folder = "$defs" if draft == "2020-12" else "definitions"
    schema = _closed(KINDS[kind].model_json_schema(ref_template=f"#/{folder}/{{model}}", schema_generator=_Untitled))
    words = schema.pop("$defs", {})
    head = {"$schema": _DIALECTS[draft], "title": _TITLES[kind]}
    return _older({**schema, **head, folder: words}) if draft == "draft-07" else {**schema, **head, folder: words}


def _closed(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """Where keys must look like an id, a key that does not is refused; JSON Schema alone would let it pass."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if "patternProperties" in closed and "properties" not in closed:
        closed["additionalProperties"] = False
    return closed


def _older(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """Draft 7 ignores what stands beside a $ref, so such a $ref moves into an allOf."""
    if isinstance(schema, list):
        return [_older(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    older = {key: _older(value) for key, value in schema.items()}
    if "$ref" in older and len(older) > 1:
        older["allOf"] = [{"$ref": older.pop("$ref")}]
    return older
