"""A table of 三.2: what was done by when, and who is late; days counted by hand."""

from __future__ import annotations

from datetime import date

from tests.rules.books import FROM_RECEIPT, N1, N2, invoiced, marked, rated
from tests.rules.stage_cases import (
    FLAT,
    INVOICE,
    ISSUE,
    P1_BY,
    PAID,
    RECEIVED_LATE,
    REQUEST,
    Case,
)

CUTOFF: dict[str, object] = {"funds_request.treasury_cutoff": date(2025, 12, 20)}
CUT_OFF = (
    "The treasury takes requests until 2025-12-20: one started later comes out of the next "
    "year's budget."
)

DEADLINES = {
    # 三.2: party A is late only if it had the invoice in time and did not start
    "the request was started in time": Case(
        (*FLAT, INVOICE, marked("P1", "request-started", "2026-01-05")),
        "2026-02-01",
        "requested",
        ("388800.00", "388800.00", "0.00"),
        [("Pay 388,800.00 when the funds arrive.", "a", None)],
    ),
    "the request was started late": Case(
        (*FLAT, INVOICE, marked("P1", "request-started", "2026-01-08")),
        "2026-02-01",
        "requested",
        ("388800.00", "388800.00", "0.00"),
        [("Pay 388,800.00 when the funds arrive.", "a", None)],
        ["Party A started the funds request on 2026-01-08, 3 days late."],
    ),
    "party A signed for the invoice too late": Case(
        (*FLAT, INVOICE, marked("P1", "invoice-received", "2026-01-06", N1)),
        "2026-01-06",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", None)],
        [RECEIVED_LATE],
    ),
    "one of two invoices was received too late": Case(
        (
            *FLAT,
            invoiced("P1", "88800"),
            invoiced("P1", "300000", "2025-12-11", N2),
            marked("P1", "invoice-received", "2026-01-06", N2),
        ),
        "2026-01-07",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", None)],
        [RECEIVED_LATE],
    ),
    "two months of a running period are over and not rated": Case(
        rated({"2025-09": "好"}),
        "2025-11-10",
        "running",
        ("398800.00", "0.00", "0.00"),
        [
            ("Rate 2025-08, 2025-10.", "a", P1_BY),
            ("The period runs until 2025-12-07.", "", None),
        ],
    ),
    # 三.2, a reading: the 20 working days are counted from the invoice's receipt
    "counted from receipt, not received yet": Case(
        FLAT,
        "2026-02-01",
        "ready_to_invoice",
        ("388800.00", "0.00", "0.00"),
        [(ISSUE, "b", None)],
        terms=FROM_RECEIPT,
    ),
    "counted from receipt, received on Wednesday 10 December": Case(
        (*FLAT, INVOICE),
        "2026-01-08",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        # 11, 12, 15-19, 22-26, 29-31 December are 15; 4-8 January, a make-up Sunday first: 20
        [(REQUEST, "a", "2026-01-08")],
        terms=FROM_RECEIPT,
    ),
    "counted from receipt, a mark moves it to Tuesday 16 December": Case(
        (*FLAT, INVOICE, marked("P1", "invoice-received", "2025-12-16", N1)),
        "2026-01-15",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        # 17-19, 22-26, 29-31 December are 11; 4-9 January: 17; 12-14 January: 20
        [(REQUEST, "a", "2026-01-14")],
        terms=FROM_RECEIPT,
    ),
    # the treasury closes the year between the period's end and the request deadline
    "a period that ends before the treasury's cutoff": Case(
        (*FLAT, INVOICE),
        "2025-12-11",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
        [CUT_OFF],
        terms=CUTOFF,
    ),
    "requested before the treasury's cutoff": Case(
        (*FLAT, INVOICE, marked("P1", "request-started", "2025-12-19")),
        "2025-12-22",
        "requested",
        ("388800.00", "388800.00", "0.00"),
        [("Pay 388,800.00 when the funds arrive.", "a", None)],
        terms=CUTOFF,
    ),
    "paid, whatever the treasury's cutoff was": Case(
        (*FLAT, INVOICE, PAID),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
        terms=CUTOFF,
    ),
    "a period that ends after the treasury's cutoff": Case(
        FLAT,
        "2026-04-08",
        "ready_to_invoice",
        ("388800.00", "0.00", "0.00"),
        [
            (
                "Issue an invoice for 388,800.00: ledger invoice P2 --number N --date DATE",
                "b",
                "2026-05-08",
            )
        ],
        period=1,
        terms=CUTOFF,
    ),
}
