"""三.2: what may be invoiced now, what was received and what is left, figures by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.books import (
    FOR_THE_AMOUNT_DUE,
    N1,
    N2,
    N3,
    P1,
    adjusted,
    all_rated,
    invoiced,
    p1,
    paid,
    rated,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

FLAT = all_rated()  # 388,800 a period
BREACH = adjusted("P1", "breach")  # 349,920
WHOLE = invoiced("P1", "388800")
PART = invoiced("P1", "88800", "2025-12-09", N1)


@pytest.mark.parametrize(
    ("rows", "invoiced_", "to_invoice"),
    [
        ((), "0.00", "388800.00"),
        ((WHOLE,), "388800.00", "0.00"),  # never offered twice
        ((PART,), "88800.00", "300000.00"),
        ((invoiced("P1", "398800"),), "398800.00", "-10000.00"),  # take back by a red letter
        ((WHOLE, invoiced("P1", "88800", number=N2, red_of=N1)), "300000.00", "88800.00"),
        # taken back whole, and issued anew
        (
            (
                WHOLE,
                invoiced("P1", "388800", number=N2, red_of=N1),
                invoiced("P1", "388800", number=N3),
            ),
            *("388800.00", "0.00"),
        ),
        # what is paid or set off changes nothing of what is invoiced
        ((WHOLE, paid("P1", "400000")), "388800.00", "0.00"),
        ((BREACH,), "0.00", "388800.00"),
        ((BREACH, WHOLE), "388800.00", "0.00"),
        # another period's invoices are not this one's
        ((invoiced("P2", "388800"),), "0.00", "388800.00"),
    ],
)
def test_what_may_be_invoiced_is_the_price_less_what_is_invoiced(
    rows: tuple[Record, ...], invoiced_: str, to_invoice: str
) -> None:
    """三.2: the invoice is for the price; invoices less red letters are taken off it."""
    settled = p1(*FLAT, *rows)
    assert (str(settled.invoiced), str(settled.to_invoice)) == (invoiced_, to_invoice)


@pytest.mark.parametrize(
    ("rows", "to_invoice"),
    [
        ((BREACH,), "38880.00"),  # 388,800 − 349,920
        ((BREACH, WHOLE), "-349920.00"),
        ((BREACH, adjusted("P1", "fees", "50000")), "0.00"),  # nothing is due: nothing to invoice
    ],
)
def test_an_invoice_can_be_read_as_for_the_amount_due(
    rows: tuple[Record, ...], to_invoice: str
) -> None:
    """三.2, a reading: under `invoice_for = "amount_due"` it is what is due less invoiced."""
    assert str(p1(*FLAT, *rows, **FOR_THE_AMOUNT_DUE).to_invoice) == to_invoice


@pytest.mark.parametrize("stage", ["proposed", "unrated"])
def test_before_it_is_final_nothing_may_be_invoiced(stage: str) -> None:
    """附件1.七: while a rating is open, what to invoice and what is outstanding are not known."""
    rows = rated(dict.fromkeys(P1, "优秀"), "proposed") if stage == "proposed" else ()
    settled = p1(*rows, WHOLE, paid("P1", "100"))
    assert (settled.to_invoice, settled.outstanding) == (None, None)
    assert (str(settled.invoiced), str(settled.received)) == ("388800.00", "100.00")


@pytest.mark.parametrize(
    ("rating", "rows", "received", "outstanding"),
    [
        ("一般", (), "0.00", "388800.00"),
        ("一般", (paid("P1", "88800"), paid("P1", "200000")), "288800.00", "100000.00"),
        # 400,000 received and 11,200 sent back
        ("一般", (paid("P1", "400000"), paid("P1", "-11200")), "388800.00", "0.00"),
        ("一般", (paid("P1", "400000"),), "400000.00", "-11200.00"),
        # party B pays the 30% apart from the installment
        (
            "一般",
            (BREACH, paid("P1", "388800"), paid("P1", "-349920", paid_by="b")),
            *("38880.00", "0.00"),
        ),
        # party B owes 1,120 and has paid 120 of it
        ("差", (BREACH, paid("P1", "-120", paid_by="b")), "-120.00", "-1000.00"),
    ],
)
def test_what_is_left_is_the_net_less_what_was_received(
    rating: str, rows: tuple[Record, ...], received: str, outstanding: str
) -> None:
    """三.2: money sent back and money from party B are taken off; below zero party B owes."""
    settled = p1(*all_rated(rating), *rows)
    assert (str(settled.received), str(settled.outstanding)) == (received, outstanding)


def test_what_is_invoiced_too_much_is_taken_back_from_the_latest_invoice_first() -> None:
    """三.2: 398,800 invoiced for 388,800: all 8,800 of the second, and 1,200 of the first."""
    first, second = invoiced("P1", "390000"), invoiced("P1", "8800", "2025-12-11", N2)
    assert [
        (invoice.number, str(left), str(excess))
        for invoice, left, excess in p1(*FLAT, first, second).to_take_back()
    ] == [(N2, "8800.00", "8800.00"), (N1, "390000.00", "1200.00")]
