"""Measure, and write the figures into RESULTS.md: `python -m benchmarks [GROUP]...`; all groups by default."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import cases
from benchmarks.measure import interleaved
from benchmarks.place import HOME, machine, made_ready
from benchmarks.table import section

RESULTS = HOME / "RESULTS.md"
_HEAD = """\
# What bsc costs

Written by `make bench`; [README.md](README.md) says how it is measured and what P, A and L are. Compare ratios, not
times: the machine does other things too.
"""


def main(asked: list[str]) -> None:
    """Measure the groups that are named and put their sections in the place of the old ones."""
    unknown = [name for name in asked if name not in cases.names()]
    if unknown:
        sys.exit(f"There is no group {unknown[0]}; there is {', '.join(cases.names())}.")
    place = made_ready(HOME.parent / "build" / "bench", peers=True)
    for name in asked or cases.names():
        group = cases.made(name, place)
        commands = {**group.yardsticks, **{case.work: case.command for case in group.cases}}
        written = section(group, interleaved(commands, group.rounds))
        when = datetime.now(UTC).date().isoformat()
        put(RESULTS, group.title, f"{written}\n{when}, {machine()}.\n")
        sys.stdout.write(written)


def put(path: Path, title: str, written: str) -> None:
    """Replace one section of the results, or add it at the end."""
    text = path.read_text() if path.exists() else _HEAD
    head, *sections = text.split("\n## ")
    kept = {each.partition("\n")[0]: each for each in sections} | {title: written.removeprefix("## ").rstrip() + "\n"}
    path.write_text("\n## ".join([head.rstrip() + "\n", *(kept[each].rstrip() + "\n" for each in sorted(kept))]))


if __name__ == "__main__":
    main(sys.argv[1:])
