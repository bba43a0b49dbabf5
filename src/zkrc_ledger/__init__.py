"""ledger: settles one service contract, every yuan traced to a clause and a record.

As a library:

    >>> from datetime import date
    >>> import zkrc_ledger
    >>> book = zkrc_ledger.load("examples/full-year")
    >>> assessment = zkrc_ledger.assess(book, date(2026, 11, 1))
    >>> assessment.settlement.periods[0].due
    Decimal('438800.00')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from datetime import date

    from zkrc_ledger.model.book import Book
    from zkrc_ledger.rules.assess import Assessment

__version__ = "0.1.0"
__all__ = ["assess", "load"]


def load(path: str | os.PathLike[str]) -> Book:
    """The book in a folder, or of a contract.toml; what is wrong with it is in its `problems`.

    Raises `FileNotFoundError` where no contract file is there.
    """
    from pathlib import Path

    from zkrc_ledger.book.find import find_contract
    from zkrc_ledger.book.store import load_book
    from zkrc_ledger.model.problem import Problem

    found = find_contract(str(path), Path.cwd())
    if isinstance(found, Problem):
        raise FileNotFoundError(str(path))
    return load_book(found)


def assess(book: Book, day: date) -> Assessment:
    """Everything there is to say of a book on a day.

    Raises `zkrc_ledger.rules.assess.UnsoundError`, which has every problem of the book, where
    one of them is an error.
    """
    from zkrc_ledger.rules.assess import assess as assess_book

    return assess_book(book, day)
