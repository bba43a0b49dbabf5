"""What the next command says and does after a run that was cut off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_journal import PAY, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]

HOLDER = ".ledger.holder"


def leave(desk: Desk, did: str, lines: int) -> None:
    """What a run leaves that was killed while it held the lock of a book with so many lines."""
    told = {"pid": 4711, "host": "desk", "did": did, "at": "2026-01-01T09:00:00+08:00"}
    desk.write(HOLDER, json.dumps(told | {"lines": lines}))


def did(desk: Desk) -> str:
    """The last command the journal tells of."""
    return str(lines_of(desk)[-1]["did"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_next_command_says_what_was_recorded(desk: Desk, quick: Ledger, language: str) -> None:
    """Killed after its line was written: the next command says once that it was recorded."""
    assert quick(*PAY).code == 0
    leave(desk, did(desk), lines=0)
    answer = quick("due", LEDGER_LANG=language)
    assert answer.code == 0
    assert (
        answer.err
        == {
            "en": "Notice: The last run was cut off: ledger pay P1 100.50 --date 2025-12-30 --ref "
            "'slip 1' (2026-01-01T09:00:00+08:00). [cut-off]\n"
            "    It was recorded, and need not be given again.\n",
            "zh": "提示: 上一次运行被中断：ledger pay P1 100.50 --date 2025-12-30 --ref "
            "'slip 1'（2026-01-01T09:00:00+08:00）。 [cut-off]\n"
            "    该命令已经记录，无需重做。\n",
        }[language]
    )
    assert quick("due").err == ""


def test_the_next_command_says_that_nothing_was_recorded(desk: Desk, quick: Ledger) -> None:
    """Killed before its line was written: the next command says that nothing was recorded."""
    leave(desk, "pay P1 5 --date 2025-12-30", lines=0)
    answer = quick("rate", "2025-08", "好")
    assert answer.code == 0
    assert "    Nothing was recorded by it.\n" in answer.err
    assert len(lines_of(desk)) == 1


def test_the_same_command_again_records_nothing_twice(desk: Desk, quick: Ledger) -> None:
    """Given again after it was cut off, a command shows what it recorded, and records no more."""
    first = quick(*PAY)
    assert first.code == 0
    leave(desk, did(desk), lines=0)
    again = quick(*PAY)
    assert (again.code, again.out) == (0, first.out)
    assert "need not be given again" in again.err
    assert len(lines_of(desk)) == 1
    # and once more is meant
    assert quick(*PAY).code == 0
    assert len(lines_of(desk)) == 2


def test_another_command_is_another_record(desk: Desk, quick: Ledger) -> None:
    """Another payment after the one that was cut off is recorded beside it."""
    assert quick(*PAY).code == 0
    leave(desk, did(desk), lines=0)
    assert quick("pay", "P1", "7", "--date", "2025-12-30").code == 0
    assert len(lines_of(desk)) == 2


def test_an_invoice_again_is_no_error(desk: Desk, quick: Ledger) -> None:
    """An invoice given again after the run was cut off is there, not refused as there twice."""
    invoice = ("invoice", "P1", "5", "--number", "12345678", "--date", "2025-12-30")
    first = quick(*invoice)
    leave(desk, did(desk), lines=0)
    again = quick(*invoice)
    assert (again.code, again.out) == (0, first.out)


@pytest.mark.parametrize(
    "words", ["", "{", "3", "[" * 100_000, '{"did": 3}', '{"did": "x", "at": "x", "lines": "1"}']
)
def test_whatever_else_stands_there_is_cleared_away(desk: Desk, quick: Ledger, words: str) -> None:
    """A file of that name that says nothing is cleared away without a word."""
    desk.write(HOLDER, words)
    desk.write(".ledger-abc.tmp", "half")
    answer = quick("due")
    assert (answer.code, answer.err) == (0, "")
    assert {path.name for path in desk.folder.iterdir()} == {"contract.toml", ".ledger.lock"}
