"""What the system refuses is said, and what is said is true."""

from __future__ import annotations

import errno
import itertools
from typing import TYPE_CHECKING

import pytest

from tests.reliability.machine import Fault, ledger
from tests.reliability.state import BEHIND, NOTHING, copied, outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

DEDUCT = ("deduct", "P2", "--breach", "--fees", "1200.50", "--basis", "x")
ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EINTR")


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
def test_what_is_said_is_true(*, lasting: bool, begun: Desk, shelf: Path) -> None:
    """Whichever call fails, the book is the old one or the new one, as the message says."""
    seen = set()
    for at, name in enumerate(itertools.cycle(ERRORS), start=1):
        desk = copied(begun, shelf / str(at))
        ended = ledger(desk, *DEDUCT, fault=Fault(at, getattr(errno, name), lasting))
        nothing, behind = NOTHING in ended.err, BEHIND in ended.err
        assert ended.code == (1 if nothing else 0), (at, name, ended)
        assert not (nothing and behind), ended
        assert (ended.out == "") is nothing, ended
        left = outcome(desk, begun)
        assert left == ("old" if nothing else "half" if behind else "new"), (at, name, ended)
        seen.add(left)
        if not ended.reached:
            break
    assert seen == ({"old", "half", "new"} if lasting else {"old", "new"})
