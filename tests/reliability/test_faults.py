"""What the system refuses is said, and what is said is true."""

from __future__ import annotations

import errno
import itertools
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import Fault, ledger, quick
from tests.reliability.state import LATER, NOTHING, copied, strays, whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

DEDUCT = ("deduct", "P2", "--breach", "--fees", "1200.50")
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR")


def calls_of(begun: Desk, shelf: Path) -> int:
    """How many calls the command makes that write."""
    return ledger(copied(begun, shelf / "counted"), *DEDUCT).calls


def outcome_of(begun: Desk, shelf: Path, at: int, name: str, *, lasting: bool) -> str:
    """What the command says when one call fails, having made sure that it is true."""
    desk = copied(begun, shelf / f"{name}-{at}-{lasting}")
    fault = Fault(at, getattr(errno, name), lasting)
    ended = ledger(desk, *DEDUCT, fault=fault)
    nothing, later = NOTHING in ended.err, LATER in ended.err
    assert ended.code == (1 if nothing else 0), ended.err
    assert not (nothing and later), ended.err
    assert (desk.folder / ".ledger.pending").exists() is later, (at, name)
    assert "None" not in ended.out, ended.out
    assert (ended.out == "") is nothing, ended.out
    assert quick(desk, "due").code == 0, (at, name)
    _, told = whole(desk)
    assert len(told) == (1 if nothing else 2), (at, name, ended.err)
    assert (desk.folder / "adjustments.csv").exists() is not nothing, (at, name)
    assert strays(desk) == set(), (at, name)
    assert quick(desk, "rate", "2025-10", "好").code == 0, (at, name)
    return "nothing" if nothing else "later" if later else "recorded"


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
def test_what_is_said_is_true(*, lasting: bool, begun: Desk, shelf: Path) -> None:
    """Whichever call fails, the book is the old one or the new one, as the message says."""
    said = {
        outcome
        for at, name in enumerate(itertools.islice(itertools.cycle(ERRORS), calls_of(begun, shelf)))
        for outcome in [outcome_of(begun, shelf, at + 1, name, lasting=lasting)]
    }
    assert said == {"recorded", "nothing", "later"} if lasting else {"recorded", "nothing"}


def pending(desk: Desk, words: str) -> None:
    """A file in the place of the note about an unfinished change."""
    (desk.folder / ".ledger.pending").write_text(words, encoding="utf-8")


def test_a_moved_book_is_finished_too(begun: Desk, shelf: Path) -> None:
    """A book moved to another folder after a kill is finished there."""
    beside = begun.folder / ".ledger-moved.tmp"
    beside.write_bytes(begun.read())
    pending(begun, '[[".ledger-moved.tmp", "ratings.csv"]]')
    moved = copied(begun, shelf / "moved")
    assert quick(moved, "due").code == 0
    assert strays(moved) == set()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "3",
        "[3]",
        '{"a": 1}',
        "[" * 100_000,
        '[["{folder}/.ledger-x.tmp", "{folder}/stolen"]]',
        '[[".ledger-x.tmp", "../stolen"]]',
        '[["../kept/.ledger-x.tmp", "stolen"]]',
        '[["contract.toml", "stolen"]]',
        '[[".ledger-x.tmp", ".bashrc"]]',
    ],
)
def test_a_forged_note_moves_nothing(begun: Desk, shelf: Path, words: str) -> None:
    """A note about an unfinished change that the ledger did not write moves no file."""
    kept = shelf / "kept"
    kept.mkdir()
    (kept / ".ledger-x.tmp").touch()
    pending(begun, words.replace("{folder}", str(kept)))
    before = {path for path in shelf.rglob("*") if not path.name.startswith(".ledger.")}
    assert quick(begun, "due").code == 1
    after = {path for path in shelf.rglob("*") if not path.name.startswith(".ledger.")}
    assert after == before
