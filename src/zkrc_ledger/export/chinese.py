"""How the papers write amounts, days and names: as a Chinese office does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.words import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.schedule import Span

UNDECIDED = "待定"
_WIDE_SPACE = "\u3000"


def yuan(amount: Decimal | None) -> str:
    """An amount as in 438,800.00; one that is not known yet is 待定."""
    return UNDECIDED if amount is None else f"{amount:,.2f}"


def words(amount: Decimal | None) -> str:
    """An amount in words (大写); one below zero has 负 before it."""
    if amount is None:
        return UNDECIDED
    return f"负{in_words(-amount)}" if amount < 0 else in_words(amount)


def day(on: date | None) -> str:
    """A day as in 2025年8月8日; empty where it is not known."""
    return "" if on is None else f"{on.year}年{on.month}月{on.day}日"


def span(days: Span) -> str:
    """First and last day, both counted."""
    return f"{day(days.start)}至{day(days.end)}"


def length(days: Span) -> int:
    """How many days, the first and the last counted."""
    return (days.end - days.start).days + 1


def month(id_: str) -> str:
    """A service month as in 2025年9月."""
    year, _, number = id_.partition("-")
    return f"{year}年{int(number)}月"


def listed(items: Sequence[str]) -> str:
    """Items in a row."""
    return "、".join(items)


def harmless(text: str) -> str:
    """Text as it can stand in one cell: no control characters, no marks that turn its direction.

    Blanks of every kind become spaces, but for the wide space of Chinese.
    """
    return "".join(
        char if char.isprintable() or char == _WIDE_SPACE else " " if char.isspace() else ""
        for char in text
    )
