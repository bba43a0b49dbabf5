"""Every command once, as a real process: it starts, does its work and ends with 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, SECOND, halfway
from zkrc_ledger.cli.app import Ledger

if TYPE_CHECKING:
    from tests.support import Desk

BASIS = ("--basis", "x")
TYPED: dict[str, tuple[str, ...]] = {
    "due": ("P1", "--explain"),
    "status": (),
    "schedule": (),
    "check": (),
    "forecast": ("--assume", "2026-01=差"),
    "readings": (),
    "history": (),
    "rate": ("2025-12", "好", "2025-11", "良好"),
    "import": ("ratings.csv",),
    "deduct": ("P2", "--breach", "--fees", "5", *BASIS),
    "confirm": ("A-aaaaaa", *BASIS),
    "extra": ("P2", "20000", *BASIS),
    "amend": ("extend", "--days", "5", "--from", "2026-02-20", *BASIS),
    "void": ("A-aaaaaa", "--reason", "x"),
    "invoice": ("P1", "5", "--number", SECOND, "--date", "2026-01-02", "--red", FIRST),
    "pay": ("P1", "128800", "--date", "2026-01-02"),
    "offset": ("P1", "P2", "1", *BASIS),
    "mark": ("P1", "request-started", "--date", "2026-01-02"),
    "portfolio": (".",),
    "export": ("csv", "P1"),
    "pack": ("P1", "--draft"),
    "compare": (".",),
    "accept": ("--reason", "x"),
    "init": ("new", "--from", "huoying-2025"),
    "help": ("amend", "extend"),
}


def test_every_command_is_here() -> None:
    """The table of commands and this one name the same."""
    names = {entry.name for _, entries in Ledger.sections for entry in entries}
    assert names == TYPED.keys()


@pytest.mark.parametrize("command", TYPED)
def test_it_runs(desk: Desk, command: str) -> None:
    """A plain call of the command is answered."""
    halfway(desk)
    assert desk.ledger("pay", "P1", "999999", "--date", "2026-01-02").code == 0  # to set off
    answer = desk.ledger(command, *TYPED[command])
    assert answer.code == 0, answer.err
    assert answer.out
