"""`bsc owners`: who answers for what, and a CODEOWNERS file that says so to GitHub and GitLab."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bsc_cli.cli.app import run as bsc
from bsc_cli.load import load
from bsc_cli.model import is_handle
from bsc_cli.tree import Tree
from bsc_cli.view.owners import codeowners, holdings, markdown, spliced, table
from history import commit, run

SETTINGS = """\
owners:
  cfo: {title: Chief Financial Officer, handle: "@halden/finance", decides: [pricing]}
  cso: {title: "Chief Sales Officer [EU] @all", handle: "@halden/sales"}
  coo: {title: Chief Operating Officer}
  ciso: {}
"""
CORPORATE = """\
scorecard: corporate
owner: cfo
objectives:
  grow:
    perspective: financial
    title: Grow revenue
    metrics: {revenue: {}, margin: {owner: coo}}
  speed-up: {perspective: process, title: Speed up, owner: coo, drives: {grow: {}}}
  old: {perspective: process, title: Old, owner: ciso, retired: {on: 2026-01-01, because: Done.}}
"""
SALES = """\
scorecard: sales
parent: corporate
objectives:
  win:
    perspective: customer
    title: Win
    owner: cso
    metrics: {contracts: {owner: cfo}}
    initiatives:
      fairs: {title: Go to fairs, owner: cso, due: 2026-12}
      gone: {title: Gone, owner: ciso, due: 2026-12, status: done}
  lone: {perspective: customer, title: Alone}
"""
REVIEW = "review: sales\non: 2026-04-12\n"
FILES = {
    "bsc.yaml": SETTINGS,
    "scorecards/corporate.yaml": CORPORATE,
    "scorecards/north west/sales.yaml": SALES,
    "reviews/2026-Q1.yaml": REVIEW,
}


def strategy(files: dict[str, str]):  # type: ignore[no-untyped-def] # noqa: ANN201 - a Strategy that is there
    """Load a strategy that must be sound."""
    loaded = load(Tree.of(files))
    assert loaded.strategy is not None, loaded.faults
    return loaded.strategy


def test_each_owner_holds_what_it_answers_for() -> None:
    """Living things by their owner, else their objective's, else their scorecard's; nobody's last; idle roles too."""
    held = {
        each.owner: {kind: things for kind, things in each.held.items() if things} for each in holdings(strategy(FILES))
    }
    assert held == {
        "cfo": {
            "scorecards": ("corporate",),
            "objectives": ("corporate/grow",),
            "metrics": ("corporate/revenue", "sales/contracts"),
        },
        "cso": {"objectives": ("sales/win",), "initiatives": ("sales/fairs",)},
        "coo": {"objectives": ("corporate/speed-up",), "metrics": ("corporate/margin",)},
        "ciso": {},
        "": {"scorecards": ("sales",), "objectives": ("sales/lone",)},
    }
    assert list(held) == ["cfo", "cso", "coo", "ciso", ""]


def test_every_living_thing_is_held_once() -> None:
    """What is held, put together, is what the strategy has."""
    whole = strategy(FILES)
    held = holdings(whole)
    for kind in ("scorecards", "objectives", "metrics"):
        assert sorted(full for each in held for full in each.held[kind]) == sorted(getattr(whole, kind))


def test_the_forms() -> None:
    """A table with roles and handles, JSON by name, Markdown that mentions nobody."""
    held = holdings(strategy(FILES))
    lines = table(held).split("\n")
    assert lines[0] == "cfo   Chief Financial Officer  @halden/finance"
    assert "      holds nothing" in lines
    assert "(no owner)" in lines
    written = markdown(held)
    assert "@halden" not in written
    assert written.count("\n") == 2 + len(held)
    assert all(line.count("|") == 6 for line in written.strip().split("\n"))


def test_json(tmp_path: Path) -> None:
    """The names of docs/json.md; what is absent is null."""
    commit(tmp_path, dict(FILES))
    out = tmp_path / "owners.json"
    assert bsc(["owners", "--strategy", str(tmp_path), "--format", "json", "-o", str(out)]) == 0
    owners = json.loads(out.read_text(encoding="utf-8"))["owners"]
    assert owners[0] == {
        "id": "cfo",
        "title": "Chief Financial Officer",
        "handle": "@halden/finance",
        "registered": True,
        "decides": ["pricing"],
        "scorecards": ["corporate"],
        "objectives": ["corporate/grow"],
        "metrics": ["corporate/revenue", "sales/contracts"],
        "initiatives": [],
    }
    assert (owners[-1]["id"], owners[-1]["registered"]) == (None, False)


def test_a_line_for_each_file_with_its_owners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paths from the repository's root, the scorecard's owner first; whom nobody can ask is said beside it."""
    commit(tmp_path, {f"plan/{path}": text for path, text in FILES.items()})
    assert bsc(["owners", "--strategy", str(tmp_path / "plan"), "--codeowners"]) == 0
    out, err = capsys.readouterr()
    assert [line for line in out.split("\n") if line and not line.startswith("#")] == [
        "/plan/bsc.yaml @halden/finance",
        "/plan/scorecards/corporate.yaml @halden/finance",
        "/plan/scorecards/north\\ west/sales.yaml @halden/finance @halden/sales",
    ]
    assert "No `handle` under `owners:` for coo; nobody can be asked for them." in err
    assert "owns anything in plan/reviews/2026-Q1.yaml" in err


def test_git_reads_the_patterns_as_they_are_meant(tmp_path: Path) -> None:
    """By git's own matching, whose patterns these are, each names its own file and no other."""
    whole = strategy(FILES)
    made = codeowners(whole, holdings(whole), prefix="plan (eu)")
    patterns = [line.rsplit(" @", 1)[0].split(" @")[0] for line in made.text.split("\n") if line.startswith("/")]
    decoys = [
        "plan (eu)/scorecards/corporate.yaml.bak",
        "x/plan (eu)/bsc.yaml",
        "plan (eu)/scorecards/north/sales.yaml",
    ]
    paths = [*(f"plan (eu)/{path}" for path in FILES), *decoys]
    run(tmp_path, "init", "-q")
    for pattern in patterns:
        (tmp_path / ".gitignore").write_text(f"{pattern}\n", encoding="utf-8")
        done = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],  # noqa: S607 - the git of this machine
            input="\0".join(paths),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.rstrip("\0").split("\0") == [pattern.removeprefix("/").replace("\\ ", " ")]
    assert len(patterns) == 3


def test_sections_ask_every_owner() -> None:
    """For GitLab a section for each handle, named by its roles; no name ends its brackets or mentions anybody."""
    whole = strategy(FILES)
    text = codeowners(whole, holdings(whole), sections=True).text
    heads = [line for line in text.split("\n") if line.startswith("[")]
    assert heads == ["[Chief Financial Officer]", "[Chief Sales Officer  EU   all]"]
    assert text.count("/scorecards/north\\ west/sales.yaml") == 2
    assert not [line for line in text.split("\n") if line.startswith("#") and "@" in line]


def test_other_peoples_lines_stay(tmp_path: Path) -> None:
    """Into a file that is there our lines go anew, at the same place; every other character stays."""
    commit(tmp_path, dict(FILES))
    target = tmp_path / ".github/CODEOWNERS"
    target.parent.mkdir()
    target.write_bytes(b"* @halden/everyone\r\n# END of ours")
    asked = ["owners", "--strategy", str(tmp_path), "--codeowners", "-o", str(target)]
    assert bsc(asked) == 0
    first = target.read_bytes()
    assert first.startswith(b"* @halden/everyone\r\n# END of ours\n# BEGIN bsc owners\n")
    assert bsc(asked) == 0
    assert target.read_bytes() == first
    target.write_bytes(first + b"/docs/ @halden/docs\n")
    (tmp_path / "bsc.yaml").write_text(SETTINGS.replace("halden/sales", "halden/europe"), encoding="utf-8")
    assert bsc(asked) == 0
    again = target.read_bytes()
    assert again == (first + b"/docs/ @halden/docs\n").replace(b"halden/sales", b"halden/europe")
    assert spliced("", "block\n") == "block\n"


@pytest.mark.parametrize(
    ("name", "stays"), [("a#b", False), ("a[1]", False), ("wild*", False), ("ques?", False), ("été & co", True)]
)
def test_a_path_that_no_pattern_can_name_is_said(
    name: str,
    stays: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """GitHub escapes no sign but a space, so a path with one of its signs gets no line, and the command says so."""
    commit(tmp_path, {"bsc.yaml": SETTINGS, f"scorecards/{name}.yaml": CORPORATE})
    assert bsc(["owners", "--strategy", str(tmp_path), "--codeowners"]) == 0
    out, err = capsys.readouterr()
    assert (name.replace(" ", "\\ ") in out) is stays
    assert ("No pattern of CODEOWNERS can name" in err) is not stays


@pytest.mark.parametrize(
    "text", ["@halden", "@halden/finance", "@group/sub/team.x_y-z", "@@maintainer", "cfo@example.org"]
)
def test_a_handle(text: str) -> None:
    """Accounts, teams, nested groups, roles of GitLab, addresses for mail."""
    assert is_handle(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "finance", "@", "@a b", "@a\n/* @evil", "@a #x", "@a,@b", "a@b@c", "@a/", "@-x", "<a@b.c>", "@\xe9"),
        *("@a\u202eb", "@a\u2028@b", "@a\x00"),
    ],
)
def test_no_handle_brings_a_line_of_its_own(text: str) -> None:
    """What could add owners, lines or comments to a file is a finding at its place, not a handle."""
    assert not is_handle(text)
    tree = Tree.of({"bsc.yaml": f"owners: {{cfo: {{handle: {json.dumps(text)}}}}}\n", "scorecards/a.yaml": CORPORATE})
    loaded = load(tree)
    assert loaded.strategy is None
    assert "is not a handle" in loaded.faults[0].problem.message


def test_owners_that_are_handles_need_no_register() -> None:
    """Where `owners:` registers nobody an owner may be written as a handle at once."""
    whole = strategy({"scorecards/a.yaml": CORPORATE.replace("owner: cfo", 'owner: "@halden/finance"')})
    assert "@halden/finance" in codeowners(whole, holdings(whole)).text


def test_nobody_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without any handle nothing is written, and the command says what to add; lines of before are taken away."""
    commit(tmp_path, {"scorecards/a.yaml": CORPORATE, "bsc.yaml": ""})
    target = tmp_path / "CODEOWNERS"
    asked = ["owners", "--strategy", str(tmp_path), "--codeowners", "-o", str(target)]
    assert bsc(asked) == 2
    assert "no owner here has a `handle`" in capsys.readouterr().err
    assert not target.exists()
    target.write_text("* @a\n# BEGIN bsc owners\n/old @b\n# END bsc owners\n", encoding="utf-8")
    assert bsc(asked) == 0
    assert "/old" not in target.read_text(encoding="utf-8")


def test_options_that_do_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and a sentence; outside of a repository the lines come with a note."""
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    asked = ["owners", "--strategy", str(tmp_path)]
    assert bsc([*asked, "--sections"]) == 2
    assert bsc([*asked, "--codeowners", "--format", "json"]) == 2
    binary = tmp_path / "CODEOWNERS"
    binary.write_bytes(b"\xff\xfe")
    assert bsc([*asked, "--codeowners", "-o", str(binary)]) == 2
    assert binary.read_bytes() == b"\xff\xfe"
    assert bsc([*asked, "--codeowners"]) == 0
    assert "is in no git repository" in capsys.readouterr().err
