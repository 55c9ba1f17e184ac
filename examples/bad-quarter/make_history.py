"""Make the git history of a bad quarter: an agreed strategy, a target that was missed, and what people did then.

    python3 examples/bad-quarter/make_history.py DIR

makes the repository DIR, always the same down to the commits' names. It needs Python and git, and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

AGREED = Path(__file__).parent / "agreed"
SALES = "scorecards/sales.yaml"
READINGS = "readings/2026.csv"


class Commit(NamedTuple):
    """A commit: when, by which role, its message, and what it puts in place of what."""

    day: str
    author: str
    message: str
    edits: tuple[tuple[str, str, str], ...]
    """(file, text that is there once, text in its place); where there is none, the text is added at the end."""


MAIN = (
    Commit(
        "2026-07-07",
        "Controller",
        "Readings of the second quarter",
        (
            (
                READINGS,
                "",
                """\
sales/export-revenue,2026-Q2,10,
sales/contracts,2026-Q2,7,
sales/fair-meetings,2026-04,12,The fair in May moved to autumn
sales/fair-meetings,2026-05,11,
sales/fair-meetings,2026-06,13,
sales/answer-hours,2026-04,27,
sales/answer-hours,2026-05,26,
sales/answer-hours,2026-06,24,
sales/certified-sellers,2026-04,47,
sales/certified-sellers,2026-05,51,
sales/certified-sellers,2026-06,56,
""",
            ),
        ),
    ),
)
BRANCHES = {
    # The target that was missed is made to fit, under a title that says nothing of it.
    "quietly": Commit(
        "2026-07-09",
        "Export Lead",
        "Tidy up the sales scorecard",
        (
            (
                SALES,
                "        title: Distributors signed in the quarter\n",
                "        title: New distributors in the quarter\n",
            ),
            (SALES, "        target: 10\n        red_line: 8\n", "        red_line: 5\n        target: 7\n"),
        ),
    ),
    # What was measured is made to fit instead.
    "rewritten": Commit(
        "2026-07-10",
        "Export Lead",
        "Correct the contract register",
        ((READINGS, "sales/contracts,2026-Q2,7,\n", "sales/contracts,2026-Q2,10,\n"),),
    ),
    # The metric that is red is not there any more.
    "dropped": Commit(
        "2026-07-13",
        "Export Lead",
        "Fewer metrics, more focus",
        (
            (
                SALES,
                """\
    metrics:
      fair-meetings:
        title: Meetings with candidates at fairs
        kind: leading
        unit: meetings
        better: higher
        baseline: 14
        target: 20
        red_line: 15
        every: month
        owner: export-lead
        source: Visit reports
        so_what: Below the red line the next stand is given to a partner.
        levers: [which fairs, appointments made beforehand]
    initiatives:
      fair-calendar:
        title: Book four fairs a year
        owner: export-lead
        start: 2026-01
        due: 2026-11
        budget: 120000
        spent: 62000
        progress: 50
        status: active
        moves: [fair-meetings]
""",
                "",
            ),
        ),
    ),
    # The same target is loosened, and the strategy changed, in the open: a review says why.
    "decided": Commit(
        "2026-07-20",
        "Strategy Office",
        "After the second quarter: seven contracts, and the licence first",
        (
            (SALES, "version: 1\n", "version: 2\n"),
            (SALES, "        target: 10\n        red_line: 8\n", "        target: 7\n        red_line: 5\n"),
            (
                SALES,
                """\
    title: Meet candidates at trade fairs
    owner: export-lead
""",
                """\
    title: Meet candidates at trade fairs
    owner: export-lead
    retired:
      on: 2026-07-20
      because: Two of the four fairs were given up, and the meetings there brought one contract in a year.
      successor: get-the-licences
""",
            ),
            (
                SALES,
                "meet-at-fairs: {after: 3 months, because: A seller who knows the local standards gets the meetings.}",
                "get-the-licences: {after: 3 months, because: Who knows the standards hands in papers that pass.}",
            ),
            (
                SALES,
                """\
  answer-fast:
    perspective: process
""",
                """\
  get-the-licences:
    perspective: process
    title: Get the licences of the two largest markets
    owner: export-lead
    drives:
      win-distributors: {after: 2 quarters, because: Without a licence a distributor there may not list our valves.}
    metrics:
      valves-licensed:
        title: Valves with a licence in both markets
        kind: leading
        unit: "%"
        better: higher
        baseline: 20
        targets: {2026-Q4: 60, 2027-Q2: 90}
        limits: {low: 0, high: 100}
        every: month
        owner: export-lead
        source: Licence register
        so_what: Where it stands still for two months a consultant of that market is called in.
        levers: [papers handed in, consultants]
    initiatives:
      hand-in-papers:
        title: Hand in the papers of all valves
        owner: export-lead
        start: 2026-08
        due: 2027-03
        budget: 60000
        moves: [valves-licensed]

  answer-fast:
    perspective: process
""",
            ),
            (
                "reviews/2026-Q2-sales.yaml",
                "",
                """\
review: sales
on: 2026-07-20
period: 2026-Q2
meeting: strategic
notes:
  contracts:
    why: The two largest markets ask for a licence since April; four candidates there could not sign.
    implies: Revenue of the first quarter of 2027 will be lower than planned.
decisions:
  - what: Aim at seven contracts a quarter until the licences are there, and look at the target again in 2027-Q2.
    because: Four of the ten that were planned are in markets where nobody may sign before.
    owner: sales-director
    due: 2027-06
    about: [contracts, win-distributors]
  - what: Give up the fairs, and get the licences with the money.
    because: The meetings at fairs brought one contract in a year.
    owner: export-lead
    due: 2026-08
    about: [meet-at-fairs, get-the-licences]
""",
            ),
        ),
    ),
}


def main(arguments: list[str]) -> int:
    """Make the repository; return the exit code."""
    if len(arguments) != 1:
        return _complain("Say in which folder: python3 make_history.py DIR")
    folder = Path(arguments[0])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return _complain(f"{folder} is there already; name a new or an empty folder.")
    if shutil.which("git") is None:
        return _complain("git is not on this machine, or not on the PATH.")
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, "init", "--quiet", "--initial-branch=main", "--object-format=sha1")
    files = agreed()
    _commit(folder, files, Commit("2026-04-15", "Strategy Office", "The strategy for 2026, with the first quarter", ()))
    for each in MAIN:
        files = edited(files, each)
        _commit(folder, files, each)
    for branch, each in BRANCHES.items():
        _git(folder, "checkout", "--quiet", "-b", branch, "main")
        _commit(folder, edited(files, each), each)
    _git(folder, "checkout", "--quiet", "main")
    return 0


def agreed() -> dict[str, str]:
    """Return the files of the strategy as it was agreed, by their paths."""
    paths = sorted(path for path in AGREED.rglob("*") if path.is_file())
    return {path.relative_to(AGREED).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def edited(files: dict[str, str], commit: Commit) -> dict[str, str]:
    """Return files with the edits of a commit."""
    after = dict(files)
    for path, old, new in commit.edits:
        text = after.get(path, "")
        if old and text.count(old) != 1:
            raise SystemExit(f"{path} does not have this once: {old}")
        after[path] = text.replace(old, new) if old else text + new
    return after


def _commit(folder: Path, files: dict[str, str], commit: Commit) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", f"--message={commit.message}", day=commit.day, author=commit.author)


def _git(folder: Path, *arguments: str, day: str = "2026-01-01", author: str = "Nobody") -> None:
    """Run git so that nothing on this machine shows in the commits."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    role = {"NAME": author, "EMAIL": f"{author.lower().replace(' ', '-')}@example.org", "DATE": f"{day}T12:00:00+0000"}
    made = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in role.items()}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(  # noqa: S603 - what stands above
        ["git", "-c", "core.autocrlf=false", *arguments],  # noqa: S607 - the git of this machine
        cwd=folder,
        env={**kept, **made, **quiet},
        check=True,
    )


def _complain(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
