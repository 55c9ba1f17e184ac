"""`bsc schema`: the JSON Schema of the language."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from bsc_cli.cli.options import OutputOption
from bsc_cli.cli.output import write


class Kind(StrEnum):
    """A kind of YAML file."""

    SCORECARD = "scorecard"
    BSC = "bsc"
    REVIEW = "review"


class Dialect(StrEnum):
    """A version of JSON Schema."""

    LATEST = "2020-12"
    DRAFT_07 = "draft-07"


def schema(
    kind: Annotated[Kind, typer.Argument(help="The kind of file.")] = Kind.SCORECARD,
    draft: Annotated[Dialect, typer.Option("--draft", help="The version of JSON Schema.")] = Dialect.LATEST,
    output: OutputOption = None,
) -> int:
    """Print the JSON Schema of a kind of file, for editors."""
    write(schema_text(kind, draft), output)
    return 0


def schema_text(kind: str, draft: str) -> str:
    """Return a schema as the text that stands in `schemas/`."""
    from bsc_cli.model.json_schema import Draft, json_schema

    chosen: Draft = "draft-07" if draft == "draft-07" else "2020-12"
    return json.dumps(json_schema(str(kind), chosen), indent=2, ensure_ascii=False) + "\n"
