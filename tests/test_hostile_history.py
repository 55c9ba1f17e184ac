"""Histories that nobody would write by hand: any bytes where a commit has its people, its dates and its message."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

import sound
from every_command import ran, share
from history import commit, run
from naughty import OWN
from test_injection import READERS, no_command

DATES = (
    "0 +0000", "-1 +0000", "-62135596801 +0000", "253402300799 +0000", "253402300799 +1400", "253402300800 +0000",
    "99999999999999 +0000", "9223372036854775807 +0000", "18446744073709551616 +0000", "1767225600 +9999",
    "1767225600 -9999", "1767225600 +2400", "1767225600 +00:00", "1767225600", "", "x", "nan", " 1 ",
)  # fmt: skip
NOW = b"<office@example.org> 1767225600 +0000"
PEOPLE = (
    b"author A\ncommitter B\n", b"author A\n", b"committer B\n", b"", b"author a\0b " + NOW + b"\n",
    b"author  " + NOW + b"\ncommitter  " + NOW + b"\n", b"author <> " + NOW + b"\ncommitter \xff " + NOW + b"\n",
    b"author A+AAA- " + NOW + b"\ncommitter B " + NOW + b"\nencoding UTF-7\n",
    b"author A " + NOW + b"\ncommitter B " + NOW + b"\nencoding ../../x\x1b[31m\n",
)  # fmt: skip
MESSAGES = (b"", b"\n\n", b"\x01x", b"a\0b", b"a\0" * 9, b"\xff\xfe", b"%H%x00%s", b"x" * 100_000)
TEXTS = [text.encode("utf-8", "surrogatepass") for text in OWN]


def as_name(text: bytes) -> bytes:
    """Return a text as the name in a commit may be: on one line, without what ends it."""
    return b"author " + text.translate(None, b"\0\n<>") + b" " + NOW + b"\ncommitter B " + NOW + b"\n"


WHO, WHAT = b"author A " + NOW + b"\ncommitter B " + NOW + b"\n", b"A change\n"
CASES = {
    **{
        f"date {each}": (b"author A <> %b\ncommitter B <> %b\n" % (each.encode(), each.encode()), WHAT)
        for each in DATES
    },
    **{f"people {each!r}": (each, WHAT) for each in PEOPLE},
    **{f"message {each[:20]!r}": (WHO, each) for each in MESSAGES},
    **{f"text {each[:20]!r}": (as_name(each), each) for each in TEXTS},
}
WAYS = (
    ["log"], ["log", "--format", "json"], ["log", "--format", "markdown"], ["log", "--since", "2020-01-01"],
    ["log", "contract", "--format", "json"], ["list", "--at", "main", "--format", "json"],
)  # fmt: skip


def put(root: Path, people: bytes, message: bytes) -> None:
    """Make a commit of the same files as the newest one, with these people and this message, and let `main` be it."""
    tree, parent = run(root, "rev-parse", "changed^{tree}", "changed~1").split()
    raw = f"tree {tree}\nparent {parent}\n".encode() + people + b"\n" + message
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],  # noqa: S607 - the git of this machine
        cwd=root, input=raw, capture_output=True, check=True,
    )  # fmt: skip
    run(root, "update-ref", "refs/heads/main", made.stdout.decode().strip())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a strategy with two commits; the newer one is also called `changed`."""
    root = tmp_path_factory.mktemp("history")
    commit(root, sound.FILES)
    commit(root, {"scorecards/sales.yaml": sound.SALES.replace("Sign", "Win")})
    run(root, "tag", "changed")
    return root


def assert_told(root: Path, way: list[str]) -> None:
    """Assert that a command tells of the newest commit as of any, and that nothing in it acts."""
    done = ran([*way, "--strategy", str(root)])
    assert done.code == 0, done.err
    no_command(done.err.decode())
    READERS.get(way[-1], no_command)(done.out.decode())


@pytest.mark.parametrize("number", range(4))
def test_whatever_a_commit_says_of_itself(number: int, repository: Path) -> None:
    """Each commit is told by the commands that look at commits, in turn; nothing that it says is obeyed."""
    for turn, (people, message) in enumerate(share([*CASES.values()], 2)[number::4]):
        put(repository, people, message)
        for way in share(WAYS, len(WAYS), turn + number):
            assert_told(repository, way)


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("date ")])
def test_a_date_that_is_none(name: str, repository: Path) -> None:
    """A step has always a day and a moment that a script can read; without a true one, those that git shows."""
    put(repository, *CASES[name])
    steps = json.loads(ran(["log", "--strategy", str(repository), "--format", "json"]).out)["steps"]
    assert [each["date"] == each["recorded_at"][:10] for each in steps] == [True, True]
    assert all(datetime.fromisoformat(each["recorded_at"]) for each in steps)
    known = name in ("date 253402300799 +0000", "date 0 +0000", "date 1767225600 +00:00")
    assert (steps[0]["date"] == "1970-01-01") == (not known or name == "date 0 +0000")


def test_no_commit_forges_a_line_or_a_row(repository: Path) -> None:
    """The page and the table have as many lines and rows as with a commit of plain words."""
    forms = (["log"], ["log", "--format", "markdown"])
    put(repository, WHO, WHAT)
    plain = [ran([*form, "--strategy", str(repository)]).out.decode() for form in forms]
    for text in share(TEXTS, 4):
        put(repository, as_name(text), text)
        for form, expected in zip(forms, plain, strict=True):
            said = ran([*form, "--strategy", str(repository)]).out.decode()
            assert len(said.splitlines()) == len(said.split("\n")) - 1 == len(expected.splitlines())
            assert said.count("\n| ") == expected.count("\n| ")


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_a_commit_that_git_itself_does_not_show(way: list[str], repository: Path) -> None:
    """A time zone of a hundred thousand hours ends git: that is said, not that there is no such commit."""
    put(repository, b"author A <> 1767225600 +99999999\ncommitter A <> 1767225600 +99999999\n", WHAT)
    done = ran([*way, "--strategy", str(repository)])
    if done.code == 0:  # a git that does show it
        return
    assert (done.code, done.out) == (2, b"")
    assert b"is a commit that git itself does not show: git could not answer: fatal: " in done.err
