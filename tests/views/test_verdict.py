"""The first line of `due` says what to do now, in every situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.views.books_typed import EN, FIRST, SECOND, assessed, period, rated, text
from zkrc_ledger.views import due

if TYPE_CHECKING:
    from pathlib import Path

ALL = rated("优秀", "好", "差", "差")  # 388,800 + 40,000 - 20,000 = 408,800
INVOICED = f"{FIRST},P1,2025-12-22,408800,\n"
AMOUNT_DUE = ('invoice_for = "price"', 'invoice_for = "amount_due"')
NAMED = ("the committee's enlarged meeting", "the enlarged meeting")
LAST = '[[amendment]]\nkind = "termination"\non = 2025-11-30\nbasis = "通知（虚构）"\n'

SITUATIONS: dict[str, tuple[dict[str, Any], str]] = {
    "running, months that are over not rated": (
        {"day": "2025-10-20", "ratings": rated("优秀")},
        "Do not invoice P1 yet. It runs until 2025-12-07. Not rated: 2025-09.",
    ),
    "running, everything over is rated": (
        {"day": "2025-10-20", "ratings": rated("优秀", "好")},
        "Do not invoice P1 yet. It runs until 2025-12-07.",
    ),
    "over, not rated": (
        {"ratings": rated("优秀", "好")},
        "Do not invoice P1 yet. Not rated: 2025-10, 2025-11.",
    ),
    "one month not rated, one not passed": (
        {"ratings": rated("优秀", "好") + "2025-10,差,proposed\n"},
        (
            "Do not invoice P1 yet. Not rated: 2025-11. "
            "Not passed by the committee's enlarged meeting: 2025-10."
        ),
    ),
    "proposed, the contract file names the body": (
        {"ratings": rated("优秀", "好", "差") + "2025-11,差,proposed\n", "contract": [NAMED]},
        "Do not invoice P1 yet. Not passed by the enlarged meeting: 2025-11.",
    ),
    "not final and invoiced already": (
        {"ratings": rated("优秀", "好", "差"), "invoices": INVOICED},
        "Do not invoice P1 yet. Not rated: 2025-11. Invoiced already: 408,800.00.",
    ),
    "cut by a termination": (
        {"ratings": ALL, "amendments": LAST},
        "Do not invoice P1: the termination on 2025-11-30 cut it short, and no amount is agreed.",
    ),
    "nothing invoiced": (
        {"ratings": ALL},
        "Invoice 408,800.00 yuan for P1 now: 肆拾万捌仟捌佰元整.",
    ),
    "too little invoiced": (
        {"ratings": ALL, "invoices": f"{FIRST},P1,2025-12-22,400000,\n"},
        (
            "Invoice 8,800.00 yuan more for P1: 捌仟捌佰元整. In all 408,800.00 is to be invoiced; "
            "400,000.00 is invoiced. Received 0.00, open 408,800.00."
        ),
    ),
    "fully invoiced, nothing paid": (
        {"ratings": ALL, "invoices": INVOICED},
        (
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "Received 0.00, open 408,800.00."
        ),
    ),
    "fully invoiced, partly paid": (
        {"ratings": ALL, "invoices": INVOICED, "payments": "P-1,P1,2026-01-01,300000\n"},
        (
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "Received 300,000.00, open 108,800.00."
        ),
    ),
    "fully invoiced and paid": (
        {"ratings": ALL, "invoices": INVOICED, "payments": "P-1,P1,2026-01-01,408800\n"},
        (
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "Received 408,800.00, nothing is open."
        ),
    ),
    "paid too much": (
        {"ratings": ALL, "invoices": INVOICED, "payments": "P-1,P1,2026-01-01,500000\n"},
        (
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "Received 500,000.00, which is 91,200.00 too much."
        ),
    ),
    "paid, and party B owes": (
        {
            "ratings": ALL,
            "invoices": INVOICED,
            "payments": "P-1,P1,2026-01-01,200000\n",
            "adjustments": "A-1,P1,damages,500000,agreed,四.4,和解协议\n",
        },
        (
            # 408,800 - 500,000 = -91,200 is owed, and 200,000 was received
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "Received 200,000.00; with what party B owes, it returns or pays 291,200.00."
        ),
    ),
    "party B has paid what it owed": (
        {
            "ratings": ALL,
            "invoices": INVOICED,
            "payments": "P-1,P1,2026-01-01,200000\nP-2,P1,2026-01-02,-291200\n",
            "adjustments": "A-1,P1,damages,500000,agreed,四.4,和解协议\n",
        },
        (
            "P1 has been fully invoiced since 2025-12-22: 408,800.00 yuan. "
            "On balance party B paid 91,200.00, nothing is open."
        ),
    ),
    "too much invoiced": (
        {"ratings": ALL, "invoices": f"{FIRST},P1,2025-12-22,418800,\n"},
        (
            f"P1 is invoiced 10,000.00 yuan too much. Take back 10,000.00 of invoice {FIRST} by a "
            "red letter, or all 418,800.00 of it and invoice 408,800.00 anew. "
            "Received 0.00, open 408,800.00."
        ),
    ),
    "invoiced twice": (
        {"ratings": ALL, "invoices": f"{INVOICED}{SECOND},P1,2025-12-23,408800,\n"},
        (
            f"P1 is invoiced 408,800.00 yuan too much. Take back the whole of invoice {SECOND} "
            "(408,800.00) by a red letter. Received 0.00, open 408,800.00."
        ),
    ),
    "party B owes, and the price is to be invoiced": (
        {"ratings": ALL, "adjustments": "A-1,P1,damages,500000,agreed,四.4,确认书\n"},
        "Invoice 408,800.00 yuan for P1 now: 肆拾万捌仟捌佰元整. Party B owes 91,200.00 yuan.",
    ),
    "party B owes, and invoices are for the amount due": (
        {
            "ratings": ALL,
            "adjustments": "A-1,P1,damages,500000,agreed,四.4,确认书\n",
            "contract": [AMOUNT_DUE],
        },
        "There is nothing to invoice for P1. Party B owes 91,200.00 yuan.",
    ),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_first_line(tmp_path: Path, situation: str) -> None:
    book, expected = SITUATIONS[situation]
    assessment = assessed(tmp_path, **book)
    shown = text(due.blocks(assessment, period(assessment), EN))
    assert shown.splitlines()[1] == expected
    assert "零元整" not in shown


def test_a_period_that_starts_later_waits(tmp_path: Path) -> None:
    assessment = assessed(tmp_path)
    shown = text(due.blocks(assessment, period(assessment, "P3"), EN))
    assert shown.splitlines()[1] == "Do not invoice P3 yet. It runs until 2026-08-07."
