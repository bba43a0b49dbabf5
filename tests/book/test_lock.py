"""The lock: held by a live process it is waited for, and it opens no file but its own."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.book.books import ended, forked, new_book, outside, payment, record, rows
from zkrc_ledger.book import lock
from zkrc_ledger.book.files import NotWrittenError
from zkrc_ledger.book.lock import LOCK_FILE, locked
from zkrc_ledger.book.store import load_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk
    from zkrc_ledger.model.problem import Problem

OTHERS = (54321, 54322)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A contract file without any records beside it."""
    return new_book(tmp_path / "book")


def refused(contract: Path, ref: str) -> Problem:
    """Why a payment cannot be recorded."""
    with pytest.raises(NotWrittenError) as error:
        record(contract, payment(ref))
    return error.value.problem


def test_held_by_another(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another writer holds the book it can be read, and writing is refused after a while."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.05)
    with locked(book.parent):
        assert refused(book, "x").code == "locked"
        assert load_book(book).problems == ()
    assert record(book, payment("x")) is None


def test_waited_for(book: Path) -> None:
    """A writer who waits goes on as soon as the other is done."""
    with locked(book.parent):
        waiting = forked(lambda: record(book, payment("x")))
        time.sleep(0.1)
        assert not (book.parent / "payments.csv").exists()
    assert ended(waiting) == 0
    assert [row["ref"] for row in rows(book, "payments.csv")] == ["x"]


def test_left_by_a_killed_process(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of a killed process is free at once."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0)

    def killed() -> None:
        with locked(book.parent):
            os.kill(os.getpid(), signal.SIGKILL)

    assert ended(forked(killed)) == -signal.SIGKILL
    assert record(book, payment("x")) is None


@pytest.mark.parametrize("error", ["ENOLCK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"])
def test_a_drive_without_locks(desk: Desk, error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named as one, in either language; whoever is alone there may do without."""

    def refuse(*_: object) -> None:
        number = getattr(errno, error)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for language, words in (("en", "has no file locks"), ("zh", "不支持文件锁")):
        answer = desk.ledger("rate", "2025-08", "好", LEDGER_LANG=language)
        assert answer.code == 1
        assert words in answer.err
        assert "LEDGER_NO_LOCK=1" in answer.err
    assert not (desk.folder / "ratings.csv").exists()
    assert desk.ledger("schedule").code == 0
    assert desk.ledger("rate", "2025-08", "好", LEDGER_NO_LOCK="1").code == 0


def test_where_locks_are_there_they_are_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """LEDGER_NO_LOCK changes nothing on a drive that has locks."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.05)
    with locked(desk.folder):
        answer = desk.ledger("rate", "2025-08", "好", LEDGER_NO_LOCK="1")
    assert (answer.code, "Another ledger" in answer.err) == (1, True)


def test_a_link_in_its_place(book: Path) -> None:
    """A link in the lock's place is refused, and the file it leads to keeps its contents."""
    precious = book.parent.parent / "precious.txt"
    precious.write_bytes(b"precious")
    (book.parent / LOCK_FILE).symlink_to("../precious.txt")
    assert refused(book, "x").code == "not-written"
    assert precious.read_bytes() == b"precious"


def test_a_folder_in_its_place(book: Path) -> None:
    """A folder in the lock's place is refused in words."""
    (book.parent / LOCK_FILE).mkdir()
    assert refused(book, "x").code == "not-written"


def test_a_shared_folder(book: Path) -> None:
    """In a folder that a group shares, whoever came second locks and writes like the first.

    Where one user alone can be had, both are this one.
    """
    book.parent.chmod(0o2775)
    for parent in book.parents[1:6]:  # pytest's own are closed to others
        parent.chmod(parent.stat().st_mode | 0o055)
    root = os.geteuid() == 0
    if root:
        os.chown(book.parent, OTHERS[0], OTHERS[0])

    def by(user: int) -> None:
        os.umask(0o022)
        if root:
            os.setgroups([OTHERS[0]])
            os.setgid(OTHERS[0])
            os.setuid(user)
        record(book, payment(str(user)))

    users = [*OTHERS, OTHERS[0]]
    for user in users:
        assert ended(forked(partial(by, user))) == 0
    assert [row["ref"] for row in rows(book, "payments.csv")] == list(map(str, users))
    assert outside(book) == []
    assert stat.S_IMODE((book.parent / "payments.csv").stat().st_mode) == 0o644


def test_many_writers_lose_nothing(book: Path) -> None:
    """Of many writers at once each row lands once, each write has its line, and none is outside."""
    writers, each = 6, 4

    def write_all(writer: int) -> None:
        for number in range(each):
            record(book, payment(f"{writer}-{number}"))

    children = [forked(partial(write_all, n)) for n in range(writers)]
    assert [ended(child) for child in children] == [0] * writers
    refs = [row["ref"] for row in rows(book, "payments.csv")]
    assert sorted(refs) == sorted(f"{w}-{n}" for w in range(writers) for n in range(each))
    loaded = load_book(book)
    assert (loaded.problems, loaded.outside) == ((), ())
    assert len(loaded.journal.entries) == writers * each
    assert len({row["id"] for row in rows(book, "payments.csv")}) == writers * each
