"""A process killed at any call that writes leaves the old book or the new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import Fault, ledger, quick
from tests.reliability.state import (
    RECORDED,
    after_a_kill,
    after_killed_accept,
    copied,
    references,
    strays,
    whole,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

RATE = ("rate", "2025-09", "好")
DEDUCT = ("deduct", "P2", "--breach", "--fees", "1200.50")
PAY = ("pay", "P1", "100.00", "--date", "2026-01-02", "--ref", "x")
ACCEPT = ("accept", "--reason", "x")


def edited(begun: Desk) -> Desk:
    """The book with a note written into its ratings by another program."""
    path = begun.folder / "ratings.csv"
    path.write_bytes(path.read_bytes().replace(b",final,", b",proposed,"))
    return begun


@pytest.mark.parametrize("command", [RATE, DEDUCT], ids=["rate", "deduct"])
def test_old_or_new_after_every_kill(command: tuple[str, ...], begun: Desk, shelf: Path) -> None:
    """Wherever the ledger is killed, the book is old or new, and the next command says which."""
    after = copied(begun, shelf / "after")
    calls = ledger(after, *command).calls
    new = whole(after)
    seen = []
    for at in range(1, calls + 1):
        desk = copied(begun, shelf / f"kill-{at}")
        assert ledger(desk, *command, fault=Fault(at=at)).killed, at
        seen.append(after_a_kill(desk, begun, command, shelf / f"same-{at}"))
        assert seen[-1] == "old" or whole(desk) == new, at
    assert seen == sorted(seen, reverse=True)  # once new, never old again
    assert set(seen) == {"old", "new"}
    assert calls >= 20


def test_accept_is_whole_too(begun: Desk, shelf: Path) -> None:
    """Wherever `accept` is killed, what was changed outside is told still, or accepted."""
    desk = edited(begun)
    calls = ledger(copied(desk, shelf / "counted"), *ACCEPT).calls
    seen = set()
    for at in range(1, calls + 1):
        killed = copied(desk, shelf / f"kill-{at}")
        assert ledger(killed, *ACCEPT, fault=Fault(at=at)).killed, at
        seen.add(after_killed_accept(killed, desk, ACCEPT))
    assert seen == {"old", "new"}


def test_killed_while_finishing(begun: Desk, shelf: Path) -> None:
    """Who is killed while finishing what a killed run left loses nothing either."""
    after = copied(begun, shelf / "after")
    calls = ledger(after, *DEDUCT).calls
    new = whole(after)
    finished = 0
    for at in range(1, calls + 1):
        desk = copied(begun, shelf / f"kill-{at}")
        assert ledger(desk, *DEDUCT, fault=Fault(at=at)).killed
        if not (desk.folder / ".ledger.pending").exists():
            continue
        again = 1
        while ledger(desk, "due", fault=Fault(at=again)).killed:
            again += 1
        finished += 1
        assert whole(desk) == new, at
        assert quick(desk, "rate", "2025-10", "好").code == 0, at
        assert strays(desk) == set(), at
    assert finished >= 5


def test_a_payment_given_again_after_a_kill(begun: Desk) -> None:
    """A payment whose run was killed once it counted is not recorded again; another one is."""
    at = 1
    while not (begun.folder / ".ledger.pending").exists():
        assert ledger(begun, *PAY, fault=Fault(at=at)).killed
        at += 1
    again = quick(begun, *PAY)
    assert (again.code, references(begun)) == (0, ["x"])
    assert RECORDED in again.err
    assert again.out.startswith("Recorded: P1 received 100.00; payments.csv:2 ")
    assert quick(begun, *PAY).code == 0
    assert references(begun) == ["x", "x"]


def test_told_once(begun: Desk) -> None:
    """A run that was cut off is told of by the next command, and by that one alone."""
    assert ledger(begun, *PAY, fault=Fault(at=10)).killed
    assert "[cut-off]" in quick(begun, "status").err
    assert "[cut-off]" not in quick(begun, "status").err


def test_a_killed_run_of_a_hostile_name(begun: Desk) -> None:
    """What a killed run was called comes back as text that a terminal cannot run."""
    command = (*PAY[:-1], "\x1b[31m\u202e[bold]")
    assert ledger(begun, *command, fault=Fault(at=10)).killed
    said = quick(begun, "due").err
    assert "[cut-off]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.mark.parametrize(
    "left",
    ["", "{", "[]", "3", '{"did": 3}', '{"did": "x", "at": "y", "lines": "z"}', "[" * 100_000],
)
def test_a_holder_cut_short(begun: Desk, left: str) -> None:
    """A note of who held the lock that was not written whole is cleared away and not told."""
    holder = begun.folder / ".ledger.holder"
    for command in (("due",), PAY):
        holder.write_text(left, encoding="utf-8")
        answer = quick(begun, *command)
        assert answer.code == 0
        assert "[cut-off]" not in answer.err
        assert not holder.exists()


def test_leftovers_of_several_kills(begun: Desk) -> None:
    """Any number of killed runs leave nothing behind once a command has run."""
    for at in range(1, 30):
        assert ledger(begun, *PAY, fault=Fault(at=at)).killed
    assert quick(replace(begun, day="2026-01-03"), "due").code == 0
    whole(begun)
    assert strays(begun) == set()
