"""What others do with the same files, as pip installs them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import Command
from benchmarks.place import HOME, Place

SCHEMA = HOME.parent / "schemas" / "scorecard.schema.json"


def json_schema(place: Place, root: Path) -> Command:
    """check-jsonschema with the schema of bsc: only what a schema can say, each file by itself."""
    paths = sorted(str(path) for path in (root / "scorecards").rglob("*.yaml"))
    return Command((place.peer("check-jsonschema"), "--schemafile", str(SCHEMA), *paths), root)


def yamllint(place: Place, root: Path) -> Command:
    """Yamllint with its relaxed rules: only how the YAML is written."""
    return Command((place.peer("yamllint"), "-d", "relaxed", "scorecards"), root)


def dbt_parse(place: Place, root: Path) -> Command:
    """`dbt parse`, nothing kept from the run before: it reads and links models, each with a file that describes it."""
    return Command(
        (place.peer("dbt"), "parse", "--no-partial-parse", "--project-dir", str(root), "--profiles-dir", str(root)),
        root,
        environment={"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
    )


def dbt_project(folder: Path, count: int) -> Path:
    """Write a dbt project of as many models as there are scorecards, each described with 12 columns and 20 tests."""
    root = folder / f"dbt-{count}-models"
    if (root / "dbt_project.yml").exists():
        return root
    for number in range(count):
        group = root / "models" / f"{number % 50:02}"
        group.mkdir(parents=True, exist_ok=True)
        above = f"{{{{ ref('model_{(number - 1) // 10}') }}}}" if number else "(select 1 as c0)"
        (group / f"model_{number}.sql").write_text(f"select * from {above}\n")  # noqa: S608 - nobody runs it
        (group / f"model_{number}.yml").write_text(_described(number))
    (root / "profiles.yml").write_text("bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: ':memory:'}\n")
    (root / "dbt_project.yml").write_text("name: bench\nversion: '1.0'\nprofile: bench\nmodel-paths: [models]\n")
    return root


def _described(number: int) -> str:
    lines = [
        "version: 2",
        "models:",
        f"  - name: model_{number}",
        f"    description: What unit {number} does.",
        "    columns:",
    ]
    for column in range(12):
        lines += [f"      - name: c{column}", f"        description: The column {column} of unit {number}."]
        lines += ["        data_tests: [not_null, unique]" if column % 3 else "        data_tests: [not_null]"]
    return "\n".join(lines) + "\n"
