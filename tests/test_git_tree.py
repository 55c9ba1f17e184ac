"""The files of a commit: what git is asked, and what no ref can make it do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bsc_cli import git
from bsc_cli.stop import Stop
from bsc_cli.tree import MAX_YAML_BYTES, Tree, Unreadable
from history import commit, run


def test_a_commit_is_read_as_it_was(tmp_path: Path) -> None:
    """The tree of a ref has the files of then, with names relative to the folder, whatever the disk has now."""
    commit(tmp_path, {"strategy/scorecards/å.yaml": "scorecard: a\n", "strategy/r.csv": "x\n", "other/b.yaml": "b\n"})
    commit(tmp_path, {"strategy/scorecards/å.yaml": "scorecard: b\n", "strategy/new.yaml": "c\n"})
    (tmp_path / "strategy/new.yaml").unlink()
    then = Tree.at(tmp_path / "strategy", "HEAD~1")
    assert then.paths == ("r.csv", "scorecards/å.yaml")
    assert then.text("scorecards/å.yaml") == "scorecard: a\n"
    assert Tree.at(tmp_path / "strategy", "main").text("new.yaml") == "c\n"


def test_what_is_listed_is_what_the_disk_lists(tmp_path: Path) -> None:
    """A commit and a fresh checkout of it list the same files."""
    files = {".hidden/a.yaml": "", "node_modules/b.yaml": "", ".c.yaml": "", "d.yml": "", "e.txt": "", "f/g.csv": ""}
    commit(tmp_path, {**files, ".bsc/baseline.json": "{}", "h/.bsc/baseline.json": "{}"})
    assert Tree.at(tmp_path, "HEAD").paths == Tree.below(tmp_path).paths == (".bsc/baseline.json", "d.yml", "f/g.csv")


@pytest.mark.parametrize(
    "ref",
    ["", " ", "--help", "-", "--output=owned", "a\nb", "a\0b", "\x1b[31m", "no-such", "HEAD..HEAD", "HEAD HEAD",
     "$(touch owned)", "; touch owned", "HEAD:scorecards", ":/A", "x" * 4000, "\ud800", "HEAD^{tree}", "@{-9}"],
)  # fmt: skip
def test_a_hostile_ref_is_a_stop(tmp_path: Path, ref: str) -> None:
    """A ref that is no commit is refused in words; it gives git no option, and nothing is written."""
    commit(tmp_path, {"a.yaml": "scorecard: a\n", "scorecards/b.yaml": ""})
    with pytest.raises(Stop) as stopped:
        Tree.at(tmp_path, ref)
    assert str(stopped.value).startswith(("There is no commit", '"'))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "a.yaml", "scorecards"]


def test_the_environment_leads_git_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIT_DIR and its kin, as a hook has them, change nothing of what is read."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    commit(tmp_path / "one", {"a.yaml": "one\n"})
    commit(tmp_path / "two", {"a.yaml": "two\n"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "two/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "two"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "two/.git/objects"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    assert Tree.at(tmp_path / "one", "HEAD").text("a.yaml") == "one\n"
    assert not (tmp_path / "trace").exists()


def test_two_processes_however_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is started twice: for the names, and for all texts together."""
    commit(tmp_path, {f"scorecards/{number}.yaml": f"scorecard: s{number}\n" for number in range(300)})
    started: list[str] = []
    commands = {"ls-tree", "cat-file", "rev-parse", "log", "rev-list", "for-each-ref", "merge-base"}
    real = subprocess.run

    def counted(command: list[str], **options: object) -> object:
        started.append(next(word for word in command if word in commands))
        return real(command, **options)  # type: ignore[call-overload] # whatever git.py gives

    monkeypatch.setattr(subprocess, "run", counted)
    tree = Tree.at(tmp_path, "HEAD")
    assert len({tree.text(path) for path in tree.paths}) == 300
    assert started == ["ls-tree", "cat-file"]


def test_no_repository_and_no_commit_say_what_to_do(tmp_path: Path) -> None:
    """Without a repository, or without a commit in it, the answer says what to do."""
    with pytest.raises(Stop, match=r"git init"):
        Tree.at(tmp_path, "HEAD")
    run(tmp_path, "init", "-q")
    with pytest.raises(Stop, match="no commit yet"):
        Tree.at(tmp_path, "HEAD")


def test_a_shallow_clone_says_how_to_deepen_it(tmp_path: Path) -> None:
    """What a shallow clone lacks is named, with the way to get it."""
    (tmp_path / "full").mkdir()
    commit(tmp_path / "full", {"a.yaml": "1\n"})
    commit(tmp_path / "full", {"a.yaml": "2\n"})
    run(tmp_path, "clone", "-q", "--depth", "1", (tmp_path / "full").as_uri(), "shallow")
    assert Tree.at(tmp_path / "shallow", "HEAD").text("a.yaml") == "2\n"
    with pytest.raises(Stop, match="fetch-depth: 0"):
        Tree.at(tmp_path / "shallow", "HEAD~1")


def test_links_in_a_commit_stay_inside_it(tmp_path: Path) -> None:
    """A link is followed to a file of the commit, and no further: not out of the folder, not in a circle."""
    (tmp_path / "s").mkdir()
    (tmp_path / "secret.yaml").write_text("secret")
    for name, target in {"good": "real.yaml", "out": "../secret.yaml", "one": "two.yaml", "two": "one.yaml"}.items():
        (tmp_path / "s" / f"{name}.yaml").symlink_to(target)
    commit(tmp_path, {"s/real.yaml": "real\n", "s/large.yaml": b"#" * (MAX_YAML_BYTES + 5)})
    tree = Tree.at(tmp_path / "s", "HEAD")
    assert tree.text("good.yaml") == "real\n"
    for name, said in {"out": "link", "one": "loop", "large": "1 MiB"}.items():
        with pytest.raises(Unreadable, match=said):
            tree.text(f"{name}.yaml")


def test_the_base_is_where_the_branch_left_main(tmp_path: Path) -> None:
    """Without being told, the merge base with the main branch is compared with; without one, the last commit."""
    first = commit(tmp_path, {"a.yaml": "1\n"})
    run(tmp_path, "switch", "-q", "-c", "proposal")
    commit(tmp_path, {"a.yaml": "2\n"})
    assert git.base_of(tmp_path) == (first, f"main ({first[:9]})")
    run(tmp_path, "branch", "-q", "-m", "main", "trunk")
    assert git.base_of(tmp_path) == ("HEAD", "HEAD")
