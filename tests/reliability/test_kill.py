"""A process killed at any call that writes leaves the old book or the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import Fault, ledger, quick
from tests.reliability.state import copied, strays, whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

RATE = ("rate", "2025-09", "好")
DEDUCT = ("deduct", "P2", "--breach", "--fees", "1200.50")


@pytest.mark.parametrize("command", [RATE, DEDUCT], ids=["rate", "deduct"])
def test_old_or_new_after_every_kill(command: tuple[str, ...], begun: Desk, shelf: Path) -> None:
    """Wherever the ledger is killed, the book is the old or the new one, and goes on working."""
    after = copied(begun, shelf / "after")
    old = whole(after)
    calls = ledger(after, *command).calls
    new = whole(after)
    assert new != old
    seen = set()
    for at in range(1, calls + 1):
        desk = copied(begun, shelf / f"kill-{at}")
        assert ledger(desk, *command, fault=Fault(at=at)).killed, at
        found = whole(desk)
        assert found in (old, new), at
        seen.add(found == new)
        assert quick(desk, *command).code == 0, at
        again = whole(desk)
        assert again[1][: len(new[1])] == new[1], at
        assert strays(desk) <= ({".ledger.holder"} if found == new else set()), at
    assert seen == {False, True}
    assert calls >= 20


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
