"""The lock: held by a live process it is waited for, left by a dead one it stops nobody."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.reliability.machine import Fault, begin, quick
from tests.reliability.state import journal, references, strays, whole
from zkrc_ledger.book import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from tests.support import Desk

PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")
OTHER = (*PAY[:-1], "y")
WRITING = 12  # the lock is held, and contents are being written beside the files
REPLACING = 25  # the first file is replaced, the others are not


@contextmanager
def stopped(desk: Desk, at: int) -> Iterator[int]:
    """A run of PAY that is stopped at this call, lock in hand; it ends when the test does."""
    child = begin(desk, *PAY, fault=Fault(at=at, signal=signal.SIGSTOP))
    _, status = os.waitpid(child, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGCONT)
        os.waitpid(child, 0)


def test_who_holds_it_is_said(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits in vain hears which process on which machine holds the lock, and for what."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.1)
    before = begun.read()
    with stopped(begun, WRITING) as child:
        answer = quick(begun, *OTHER)
        assert answer.code == 1
        assert answer.out == ""
        assert answer.err == (
            f"Error: Another ledger is writing to this book ({child}, {socket.gethostname()}: "
            "ledger pay P1 100.00 --date 2026-01-02 --ref x); nothing was recorded. [locked]\n"
            "    Try again in a moment.\n"
        )
        assert (begun.read(), references(begun)) == (before, [])
    assert references(begun) == ["x"]
    assert quick(begun, *OTHER).code == 0
    assert references(begun) == ["x", "y"]
    assert strays(begun) == set()


def test_ten_seconds_and_no_longer(begun: Desk) -> None:
    """A lock that is not given up is waited for ten seconds."""
    with stopped(begun, WRITING):
        started = time.monotonic()
        assert "[locked]" in quick(begun, *OTHER).err
        assert 10 <= time.monotonic() - started < 12


def test_it_is_had_as_soon_as_it_is_free(begun: Desk) -> None:
    """A writer that waits goes on when the other is done, and both are recorded."""
    with stopped(begun, WRITING) as child:
        waiting = begin(begun, *OTHER)
        os.kill(child, signal.SIGCONT)
    assert os.waitstatus_to_exitcode(os.waitpid(waiting, 0)[1]) == 0
    assert sorted(references(begun)) == ["x", "y"]
    assert len(whole(begun)[1]) == 3


def test_a_dead_process_stops_nobody(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of a killed process is free at once, though its name is still there."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0)
    with stopped(begun, WRITING) as child:
        os.kill(child, signal.SIGKILL)
    assert (begun.folder / ".ledger.holder").exists()
    answer = quick(begun, *OTHER)
    assert answer.code == 0
    assert "The last run was cut off: ledger pay P1 100.00" in answer.err
    assert references(begun) == ["y"]
    assert strays(begun) == set()


def test_readers_wait_for_no_writer(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer has not begun to replace files, whoever reads sees the old book at once."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 60)
    with stopped(begun, WRITING):
        for command in ("due", "check", "status", "history"):
            answer = quick(begun, command)
            assert answer.code == 0
            assert "[locked]" not in answer.err
            assert "[cut-off]" not in answer.err
            assert "100.00" not in answer.out


def test_readers_never_see_half(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While files are replaced, whoever reads waits for the end, and else reads nothing."""
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.1)
    with stopped(begun, REPLACING) as child:
        assert (references(begun), len(journal(begun))) == (["x"], 1)  # half
        answer = quick(begun, "due", "P1")
        assert (answer.code, answer.out) == (1, "")
        assert f"({child}, " in answer.err
        monkeypatch.setattr(lock, "LOCK_SECONDS", 10)
        os.kill(child, signal.SIGCONT)
        assert quick(begun, "due", "P1").code == 0
    assert len(whole(begun)[1]) == 2


def test_the_lock_file_itself(begun: Desk) -> None:
    """A folder or a dead link in the lock's place is said; the file itself stays for good."""
    path = begun.folder / ".ledger.lock"
    inode = path.stat().st_ino
    assert quick(begun, *PAY).code == 0
    assert path.stat().st_ino == inode
    path.unlink()
    path.mkdir()
    refused = quick(begun, *OTHER)
    assert (refused.code, references(begun)) == (1, ["x"])
    assert "[not-written]" in refused.err
    path.rmdir()
    path.symlink_to(begun.folder / "nowhere" / "else")
    refused = quick(begun, *OTHER)
    assert (refused.code, references(begun)) == (1, ["x"])
    assert "[not-written]" in refused.err
    path.unlink()
    assert quick(begun, *OTHER).code == 0
