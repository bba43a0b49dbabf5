"""A process killed at any call that writes leaves the old book or the new one."""

from __future__ import annotations

import itertools
import signal
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import Fault, ledger
from tests.reliability.state import copied, journal, outcome, references, strays, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support import Desk

PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")
DEDUCT = ("deduct", "P2", "--breach", "--fees", "1200.50", "--basis", "x")
AMEND = ("amend", "extend", "--days", "3", "--from", "2026-03-01", "--basis", "x")
ACCEPT = ("accept", "--reason", "x")


def killed(begun: Desk, shelf: Path, *command: str) -> Iterator[Desk]:
    """Copies of the book, the command killed in each at one call further, until it is through."""
    for at in itertools.count(1):
        desk = copied(begun, shelf / f"kill-{at}")
        ended = ledger(desk, *command, fault=Fault(at=at))
        yield desk
        if not ended.reached:
            assert ended.code == 0, ended.err
            return


@pytest.mark.parametrize("command", [PAY, DEDUCT, AMEND], ids=["pay", "deduct", "amend"])
def test_old_or_new_after_every_kill(command: tuple[str, ...], begun: Desk, shelf: Path) -> None:
    """Wherever it is killed the rows are there or not, and the journal is behind at most."""
    seen = [outcome(desk, begun) for desk in killed(begun, shelf, *command)]
    order = ["old", "half", "new"]
    assert seen == sorted(seen, key=order.index)  # once new, never old again
    assert set(seen) == set(order)


def test_accept_is_whole_too(begun: Desk, shelf: Path) -> None:
    """Wherever `accept` is killed, what was changed outside is told still, or accepted."""
    path = begun.folder / "ratings.csv"
    path.write_bytes(path.read_bytes().replace("优秀".encode(), "良好".encode()))
    seen = [outcome(desk, begun) for desk in killed(begun, shelf, *ACCEPT)]
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}


def test_a_payment_given_again(begun: Desk, shelf: Path) -> None:
    """A payment whose run was killed is there once after it was given again."""
    for desk in killed(begun, shelf, *PAY):
        desk.ledger(*PAY)
        assert references(desk) == ["x"]


def test_killed_over_and_over(begun: Desk) -> None:
    """Any number of killed runs leave nothing behind once a command has recorded."""
    at, lines = 1, len(journal(begun))
    while len(journal(begun)) == lines and not references(begun):
        assert ledger(begun, *PAY, fault=Fault(at=at)).code == -signal.SIGKILL
        at += 1
    assert begun.ledger("rate", "2025-09", "好").code == 0
    assert begun.ledger(*ACCEPT).code == 0
    whole(begun)
    assert strays(begun) == set()
