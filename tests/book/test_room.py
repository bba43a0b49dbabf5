"""A book never grows past what is read again: the record that would do it is refused."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import contents
from zkrc_ledger.book import writing
from zkrc_ledger.book.table import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]

PAY = ("pay", "P1", "1", "--date", "2026-01-01")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_table_that_is_full(desk: Desk, quick: Ledger, language: str) -> None:
    """The row after the last that is read is not written; the book stays as it was, and sound."""
    rows = "P1,2025-12-30,1,R\n" * (MOST_LINES - 2)
    desk.write("payments.csv", f"period,date,amount,ref\n{rows}")
    started = time.monotonic()
    assert quick(*PAY).code == 0
    assert time.monotonic() - started < 20  # it was minutes: each notice against each other
    before = contents(desk.folder)
    answer = quick(*PAY, LEDGER_LANG=language)
    assert (answer.code, answer.out) == (1, "")
    assert "[too-many-lines]" in answer.err
    assert {"en": "Nothing was recorded.", "zh": "没有记录任何内容。"}[language] in answer.err
    assert contents(desk.folder) == before
    assert quick("due").code == 0


def test_amendments_that_are_too_long(desk: Desk, quick: Ledger) -> None:
    """A basis of 100,000 characters fits once; a second of them is refused."""
    amend = ("amend", "extend", "--from", "2026-03-01", "--basis", "x" * 100_000, "--days")
    assert quick(*amend, "1").code == 0
    before = contents(desk.folder)
    answer = quick(*amend, "2")
    assert (answer.code, answer.out) == (1, "")
    assert "[too-large]" in answer.err
    assert contents(desk.folder) == before
    assert quick("due").code == 0


def test_a_journal_that_is_full(desk: Desk, quick: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that could not be read again is not written, and nor is the record."""
    assert quick(*PAY).code == 0
    before = contents(desk.folder)
    monkeypatch.setattr(writing, "LARGEST_FILE", len(before["journal.jsonl"]) + 100)
    answer = quick(*PAY)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Error journal.jsonl: journal.jsonl has ")
    assert answer.err.endswith(" Nothing was recorded. [too-large]\n")
    assert contents(desk.folder) == before
