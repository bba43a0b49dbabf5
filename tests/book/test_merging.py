"""Books kept in git: two copies that were both written to and merged, and rewritten line ends."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.book.books import (
    accept,
    edit,
    journal,
    new_book,
    outside,
    payment,
    problems,
    rating,
    record,
    rows,
)
from zkrc_ledger.book.store import load_book

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.model.record import Record

UNION = "*.csv merge=union\njournal.jsonl merge=union\n"
MERGED = [("notice", "journal-merged", None)]
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
    "GIT_COMMITTER_NAME": "clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
}


def git(folder: Path, *arguments: str) -> int:
    """Run git in a folder; its exit code."""
    return subprocess.run(
        ["git", *arguments],  # noqa: S607  (where it is, varies)
        cwd=folder,
        env=os.environ | ENVIRONMENT,
        check=False,
        capture_output=True,
    ).returncode


def commit(contract: Path) -> None:
    """Put the book as it is into git."""
    assert git(contract.parent, "add", "-A") == 0
    assert git(contract.parent, "commit", "-m", "book") == 0


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a rating, in git."""
    contract = new_book(tmp_path / "book")
    assert git(contract.parent, "init", "-b", "ours") == 0
    (contract.parent / ".gitattributes").write_text(UNION)
    record(contract, rating("2025-08", "好"))
    commit(contract)
    return contract


def merged(contract: Path, ours: list[Record], theirs: list[Record]) -> int:
    """Record on two branches and merge; git's exit code."""
    folder = contract.parent
    assert git(folder, "branch", "theirs") == 0
    for branch, new in (("ours", ours), ("theirs", theirs)):
        assert git(folder, "checkout", branch) == 0
        for one in new:
            record(contract, one)
        commit(contract)
    assert git(folder, "checkout", "ours") == 0
    return git(folder, "merge", "--no-edit", "theirs")


def joined(contract: Path) -> None:
    """The next write joins the two, and nothing more is told."""
    record(contract, payment("joins"))
    assert len(journal(contract)[-1]["previous"]) == 2
    assert (problems(contract), outside(contract)) == ([], [])
    record(contract, payment("goes on"))
    assert len(journal(contract)[-1]["previous"]) == 1
    assert problems(contract) == []


def test_two_branches_that_each_recorded(book: Path) -> None:
    """Rows of two branches are all there after a merge; that it happened is a notice."""
    assert merged(book, [rating("2025-09", "差"), payment("a")], [rating("2025-10", "优秀")]) == 0
    assert problems(book) == MERGED
    assert sorted(row["month"] for row in rows(book)) == ["2025-08", "2025-09", "2025-10"]
    changes = load_book(book).outside
    assert {one.subject for one in changes} <= {()}  # no row of either counts as changed
    joined(book)


def test_rows_that_contradict_each_other(book: Path) -> None:
    """Two branches that rated one month apart are seen as two rows that contradict each other."""
    from zkrc_ledger.rules.in_effect import in_effect

    assert merged(book, [rating("2025-09", "差")], [rating("2025-09", "优秀")]) == 0
    subject = in_effect(load_book(book).rows).of_subject("ratings.csv", ("2025-09",))
    assert subject is not None
    assert len(subject.conflicts) == 1
    assert problems(book) == MERGED


def test_resolved_by_hand(book: Path) -> None:
    """Without merge=union git leaves its marks, which are errors; without them all is well."""
    (book.parent / ".gitattributes").unlink()
    commit(book)
    assert merged(book, [rating("2025-09", "差")], [rating("2025-10", "优秀")]) == 1
    assert {code for _, code, _ in problems(book)} >= {"merge-conflict", "journal-broken"}
    for name in ("ratings.csv", "journal.jsonl"):
        path = book.parent / name
        kept = [
            line
            for line in path.read_bytes().splitlines(keepends=True)
            if line[:7] not in (b"<<<<<<<", b"=======", b">>>>>>>")
        ]
        path.write_bytes(b"".join(kept))
    assert problems(book) == MERGED
    joined(book)


def test_a_merge_of_what_was_accepted(book: Path) -> None:
    """What one branch accepted stays known when the other's lines come in."""
    assert git(book.parent, "branch", "theirs") == 0
    edit(book, "ratings.csv", "2025-08,好", "2025-08,优秀")
    accept(book)
    commit(book)
    assert git(book.parent, "checkout", "theirs") == 0
    record(book, payment("a"))
    commit(book)
    assert git(book.parent, "checkout", "ours") == 0
    assert git(book.parent, "merge", "--no-edit", "theirs") == 0
    assert problems(book) == MERGED
    joined(book)


def test_a_pull_that_only_grows(book: Path) -> None:
    """A copy that was not written to follows the other without a word."""
    assert git(book.parent, "branch", "theirs") == 0
    record(book, rating("2025-09", "差"))
    commit(book)
    assert git(book.parent, "checkout", "theirs") == 0
    assert (problems(book), outside(book)) == ([], [])
    assert git(book.parent, "merge", "ours") == 0
    assert (problems(book), outside(book)) == ([], [])


@pytest.mark.parametrize("setting", ["true", "input", "false"])
def test_line_ends_that_git_rewrites(book: Path, tmp_path: Path, setting: str) -> None:
    """A copy checked out with other line ends, as on Windows, is sound, and so is what it sends."""
    record(book, rating("2025-09", "差"))
    record(book, payment("a"))
    commit(book)
    copy = tmp_path / "copy" / "contract.toml"
    clone = ("clone", "-c", f"core.autocrlf={setting}", str(book.parent), "copy")
    assert git(tmp_path, *clone) == 0
    assert (b"\r\n" in (copy.parent / "journal.jsonl").read_bytes()) is (setting == "true")
    assert (problems(copy), outside(copy)) == ([], [])
    record(copy, rating("2025-10", "好"))
    assert (problems(copy), outside(copy)) == ([], [])
    commit(copy)
    assert git(book.parent, "pull", str(copy.parent), "ours") == 0
    assert (problems(book), outside(book)) == ([], [])
    assert len(journal(book)) == 4
