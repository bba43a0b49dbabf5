"""`ledger compare`: the other party's book beside one's own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import halfway

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]


@pytest.fixture
def other(desk: Desk) -> Desk:
    """A copy of the desk's book in the folder beside it."""
    halfway(desk)
    folder = desk.folder.parent / "other"
    shutil.copytree(desk.folder, folder)
    return replace(desk, folder=folder)


def test_the_same(other: Desk, quick: Ledger) -> None:
    """Two books that agree have one code, which `status` and `due --explain` show too."""
    answer = quick("compare", "../other")
    assert (answer.code, answer.err) == (0, "")
    code = answer.out.removeprefix("The same: settlement code ").strip()
    assert len(code) == 14
    assert f"\nSettlement code {code}\n" in quick("status").out
    assert f"\nSettlement code {code}\n" in quick("due", "P2", "--explain").out
    assert quick("status", "--json").json["settlement_code"] == code
    assert quick("due", "P2", "--explain", "--json").json["settlement_code"] == code
    assert quick("compare", str(other.folder / "contract.toml"), "--json").json == {
        "here": code,
        "there": code,
        "same": True,
        "differences": [],
        "problems": [],
    }


def test_no_other_book(quick: Ledger) -> None:
    """A folder without a contract is no book: wrong usage."""
    answer = quick("compare", "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
