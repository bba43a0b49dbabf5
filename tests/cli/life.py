"""A book halfway through its life, for the commands that record money, amendments, corrections.

P1 is rated and final: 388,800 + 30,000 (优秀) - 10,000 (差) + 0 (一般) + 20,000 (良好) = 428,800.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

RATINGS = (
    "id,month,rating\n"
    "R-aaaaaa,2025-08,优秀\n"
    "R-bbbbbb,2025-09,差\n"
    "R-cccccc,2025-10,一般\n"
    "R-dddddd,2025-11,良好\n"
)
FIRST, SECOND, THIRD = (f"9900000000000000000{last}" for last in "123")
INVOICES = f"id,period,number,date,amount,red_of\nI-aaaaaa,P1,{FIRST},2025-12-20,428800,\n"
PAYMENTS = "id,period,date,amount,ref\nP-aaaaaa,P1,2025-12-30,300000,T-1\n"
ADJUSTMENTS = (
    "id,period,kind,amount,stage,clause,basis\n"
    "A-aaaaaa,P2,damages,3000.50,claimed,四.4,list\n"
    "A-bbbbbb,P2,damages,50,agreed,四.4,list\n"
)
AMENDMENTS = (
    '[[amendment]]\nid = "S-aaaaaa"\nkind = "extension"\ndays = 10\n'
    'start = 2026-01-20\nbasis = "notice"\n'
)


JOURNAL = ("journal.jsonl", "journal.head")


def halfway(desk: Desk) -> Desk:
    """The desk with a record of every kind on it."""
    desk.write("ratings.csv", RATINGS)
    desk.write("invoices.csv", INVOICES)
    desk.write("payments.csv", PAYMENTS)
    desk.write("adjustments.csv", ADJUSTMENTS)
    desk.write("amendments.toml", AMENDMENTS)
    return desk


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that were added or changed."""
    return {name for name in after if after[name] != before.get(name)}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes, but for the lock, which holds nothing."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".ledger.lock"
    }
