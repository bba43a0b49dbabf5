"""A table of 三.2: what is due changed after an invoice; what to take back, issue, pay, return."""

from __future__ import annotations

from tests.rules.deeds import (
    MONTHS,
    N1,
    N2,
    N3,
    adjusted,
    invoiced,
    paid,
    records,
)
from tests.rules.stage_cases import (
    BREACH,
    FLAT,
    INVOICE,
    LATE,
    ONE_BETTER,
    ONE_WORSE,
    P1_BY,
    PAID,
    Case,
)
from tests.support import rated

CORRECTIONS = {
    "a rating revised down after invoicing": Case(
        records(ONE_WORSE, INVOICE),
        "2025-12-20",
        "correct_invoice",
        ("378800.00", "388800.00", "0.00"),
        [
            (
                (
                    f"Invoiced 10,000.00 too much: issue a red-letter invoice for 388,800.00 "
                    f"against {N1} and a new invoice for 378,800.00; or one for 10,000.00 alone."
                ),
                "b",
                P1_BY,
            )
        ],
    ),
    "revised down, red-letter for all of it": Case(
        records(ONE_WORSE, INVOICE, invoiced("I-3", "P1", "388800", "2025-12-15", N2, red_of=N1)),
        "2025-12-20",
        "ready_to_invoice",
        ("378800.00", "0.00", "0.00"),
        [
            (
                "Issue an invoice for 378,800.00: ledger invoice P1 --number N --date DATE",
                "b",
                P1_BY,
            )
        ],
    ),
    "revised down, taken back and issued anew": Case(
        records(
            ONE_WORSE,
            INVOICE,
            invoiced("I-3", "P1", "388800", "2025-12-15", N2, red_of=N1),
            invoiced("I-4", "P1", "378800", "2025-12-16", N3),
        ),
        "2025-12-20",
        "invoiced",
        ("378800.00", "378800.00", "0.00"),
        [("Start the funds request for 378,800.00; pay when the funds arrive.", "a", P1_BY)],
    ),
    "revised down, red-letter for the difference": Case(
        records(ONE_WORSE, INVOICE, invoiced("I-3", "P1", "10000", "2025-12-15", N2, red_of=N1)),
        "2025-12-20",
        "invoiced",
        ("378800.00", "378800.00", "0.00"),
        [("Start the funds request for 378,800.00; pay when the funds arrive.", "a", P1_BY)],
    ),
    "revised down by more than the last of two invoices": Case(
        records(
            ONE_WORSE,
            invoiced("I-2", "P1", "380000", "2025-12-10", N1),
            invoiced("I-3", "P1", "8800", "2025-12-11", N2),
        ),
        "2025-12-20",
        "correct_invoice",
        ("378800.00", "388800.00", "0.00"),
        # 10,000 too much: all 8,800 of the second, and 1,200 of the first
        [
            (f"Issue a red-letter invoice for 8,800.00 against {N2}.", "b", P1_BY),
            (
                (
                    f"Invoiced 1,200.00 too much: issue a red-letter invoice for 380,000.00 "
                    f"against {N1} and a new invoice for 378,800.00; or one for 1,200.00 alone."
                ),
                "b",
                P1_BY,
            ),
        ],
    ),
    "revised down by just the last of two invoices": Case(
        records(
            ONE_WORSE,
            invoiced("I-2", "P1", "378800", "2025-12-10", N1),
            invoiced("I-3", "P1", "10000", "2025-12-11", N2),
        ),
        "2025-12-20",
        "correct_invoice",
        ("378800.00", "388800.00", "0.00"),
        [(f"Issue a red-letter invoice for 10,000.00 against {N2}.", "b", P1_BY)],
    ),
    "nothing is due any more": Case(
        records(
            FLAT,
            INVOICE,
            BREACH,
            adjusted("A-3", "P1", "damages", "38880.00"),
        ),
        "2025-12-20",
        "correct_invoice",
        ("0.00", "388800.00", "0.00"),
        [(f"Nothing is due: issue a red-letter invoice for 388,800.00 against {N1}.", "b", P1_BY)],
    ),
    "nothing is due and nothing was invoiced": Case(
        records(FLAT, BREACH, adjusted("A-3", "P1", "damages", "38880.00")),
        "2025-12-20",
        "settled",
        ("0.00", "0.00", "0.00"),
        [],
    ),
    "a rating revised up after invoicing": Case(
        records(ONE_BETTER, INVOICE),
        "2026-01-06",
        "ready_to_invoice",
        ("398800.00", "388800.00", "0.00"),
        [
            (
                "Issue a further invoice for 10,000.00: 398,800.00 is due, 388,800.00 is invoiced.",
                "b",
                P1_BY,
            )
        ],
        [LATE],
    ),
    "revised up after it was paid": Case(
        records(ONE_BETTER, INVOICE, PAID, invoiced("I-3", "P1", "10000", "2025-12-30", N2)),
        "2026-02-01",
        "partly_paid",
        ("398800.00", "398800.00", "388800.00"),
        [("Pay the remaining 10,000.00.", "a", None)],
    ),
    "revised down after it was paid": Case(
        records(ONE_WORSE, INVOICE, PAID),
        "2026-02-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 10,000.00 against {N1}.", "b", None),
            ("Received 10,000.00 too much: settle it with P2, or send it back.", "b", None),
        ],
    ),
    "revised down after two invoices were paid": Case(
        records(
            ONE_WORSE,
            invoiced("I-2", "P1", "380000", "2025-12-10", N1),
            invoiced("I-3", "P1", "8800", "2025-12-11", N2),
            PAID,
        ),
        "2026-02-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 8,800.00 against {N2}.", "b", None),
            (f"Issue a red-letter invoice for 1,200.00 against {N1}.", "b", None),
            ("Received 10,000.00 too much: settle it with P2, or send it back.", "b", None),
        ],
    ),
    "revised down after the last period was paid": Case(
        records(
            rated({**dict.fromkeys(MONTHS, "一般"), "2026-07": "差"}),
            invoiced("I-2", "P3", "388800", "2026-08-10"),
            paid("P-2", "P3", "388800", "2026-09-01"),
        ),
        "2026-10-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 10,000.00 against {N1}.", "b", None),
            ("Received 10,000.00 too much: send it back.", "b", None),
        ],
        period=2,
    ),
}
