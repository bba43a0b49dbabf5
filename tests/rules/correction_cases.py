"""A table of 三.2: what is due changed after an invoice; what to take back, issue, pay, return."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.books import (
    FOR_THE_AMOUNT_DUE,
    MONTHS,
    N1,
    N2,
    N3,
    adjusted,
    invoiced,
    offset,
    paid,
    rated,
)
from tests.rules.stage_cases import (
    ALL_WORST,
    BREACH,
    FLAT,
    INVOICE,
    ISSUE,
    ONE_BETTER,
    ONE_WORSE,
    P1_BY,
    PAID,
    Case,
)

OWES_AND_OFFSET = (
    "Party B owes {0}: pay it, or set it off against P2: ledger offset P1 P2 {0} --basis TEXT"
)

CORRECTIONS = {
    "a rating revised down after invoicing": Case(
        (*ONE_WORSE, INVOICE),
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
        (*ONE_WORSE, INVOICE, invoiced("P1", "388800", "2025-12-15", N2, red_of=N1)),
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
        (
            *ONE_WORSE,
            INVOICE,
            invoiced("P1", "388800", "2025-12-15", N2, red_of=N1),
            invoiced("P1", "378800", "2025-12-16", N3),
        ),
        "2025-12-20",
        "invoiced",
        ("378800.00", "378800.00", "0.00"),
        [("Start the funds request for 378,800.00; pay when the funds arrive.", "a", P1_BY)],
    ),
    "revised down, red-letter for the difference": Case(
        (*ONE_WORSE, INVOICE, invoiced("P1", "10000", "2025-12-15", N2, red_of=N1)),
        "2025-12-20",
        "invoiced",
        ("378800.00", "378800.00", "0.00"),
        [("Start the funds request for 378,800.00; pay when the funds arrive.", "a", P1_BY)],
    ),
    "revised down by more than the last of two invoices": Case(
        (
            *ONE_WORSE,
            invoiced("P1", "380000", "2025-12-10", N1),
            invoiced("P1", "8800", "2025-12-11", N2),
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
        (
            *ONE_WORSE,
            invoiced("P1", "378800", "2025-12-10", N1),
            invoiced("P1", "10000", "2025-12-11", N2),
        ),
        "2025-12-20",
        "correct_invoice",
        ("378800.00", "388800.00", "0.00"),
        [(f"Issue a red-letter invoice for 10,000.00 against {N2}.", "b", P1_BY)],
    ),
    # the invoice stays for the price: set-offs reduce the payment
    "nothing is due any more": Case(
        (*FLAT, INVOICE, BREACH, adjusted("P1", "damages", "38880.00")),
        "2025-12-20",
        "settled",
        ("0.00", "388800.00", "0.00"),
        [],
    ),
    "nothing is due, by the reading that an invoice is for the amount due": Case(
        (*FLAT, INVOICE, BREACH, adjusted("P1", "damages", "38880.00")),
        "2025-12-20",
        "correct_invoice",
        ("0.00", "388800.00", "0.00"),
        [(f"Issue a red-letter invoice for 388,800.00 against {N1}.", "b", P1_BY)],
        terms=FOR_THE_AMOUNT_DUE,
    ),
    "nothing is due and the price is not invoiced": Case(
        (*FLAT, BREACH, adjusted("P1", "damages", "38880.00")),
        "2025-12-20",
        "ready_to_invoice",
        ("0.00", "0.00", "0.00"),
        [(ISSUE, "b", P1_BY)],
    ),
    "a rating revised up after invoicing": Case(
        (*ONE_BETTER, INVOICE),
        "2026-01-06",
        "ready_to_invoice",
        ("398800.00", "388800.00", "0.00"),
        [
            (
                (
                    "Issue a further invoice for 10,000.00: 398,800.00 is to be invoiced, "
                    "388,800.00 is."
                ),
                "b",
                None,
            )
        ],
    ),
    "revised up after it was paid": Case(
        (*ONE_BETTER, INVOICE, PAID, invoiced("P1", "10000", "2025-12-30", N2)),
        "2026-02-01",
        "partly_paid",
        ("398800.00", "398800.00", "388800.00"),
        [("Pay the remaining 10,000.00.", "a", None)],
    ),
    "revised down after it was paid": Case(
        (*ONE_WORSE, INVOICE, PAID),
        "2026-02-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 10,000.00 against {N1}.", "b", None),
            (
                (
                    "Received 10,000.00 too much: send it back, or set it off against P2: "
                    "ledger offset P1 P2 10,000.00 --basis TEXT"
                ),
                "b",
                None,
            ),
        ],
    ),
    "revised down after two invoices were paid": Case(
        (
            *ONE_WORSE,
            invoiced("P1", "380000", "2025-12-10", N1),
            invoiced("P1", "8800", "2025-12-11", N2),
            PAID,
        ),
        "2026-02-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 8,800.00 against {N2}.", "b", None),
            (f"Issue a red-letter invoice for 1,200.00 against {N1}.", "b", None),
            (
                (
                    "Received 10,000.00 too much: send it back, or set it off against P2: "
                    "ledger offset P1 P2 10,000.00 --basis TEXT"
                ),
                "b",
                None,
            ),
        ],
    ),
    "revised down after the last period was paid": Case(
        (
            *rated({**dict.fromkeys(MONTHS, "一般"), "2026-07": "差"}),
            invoiced("P3", "388800", "2026-08-10"),
            paid("P3", "388800", "2026-09-01"),
        ),
        "2026-10-01",
        "overpaid",
        ("378800.00", "388800.00", "388800.00"),
        [
            (f"Issue a red-letter invoice for 10,000.00 against {N1}.", "b", None),
            (
                (
                    "Received 10,000.00 too much: send it back, or set it off against P1: "
                    "ledger offset P3 P1 10,000.00 --basis TEXT"
                ),
                "b",
                None,
            ),
        ],
        period=2,
    ),
    "party B owes": Case(
        (*ALL_WORST, BREACH, invoiced("P1", "348800")),
        "2026-02-01",
        "owed_by_contractor",
        ("0.00", "348800.00", "0.00"),
        [(OWES_AND_OFFSET.format("1,120.00"), "b", None)],
    ),
    "party B owes, and the price is not invoiced": Case(
        (*ALL_WORST, BREACH),
        "2026-02-01",
        "owed_by_contractor",
        ("0.00", "0.00", "0.00"),
        [
            (
                "Issue an invoice for 348,800.00: ledger invoice P1 --number N --date DATE",
                "b",
                P1_BY,
            ),
            (OWES_AND_OFFSET.format("1,120.00"), "b", None),
        ],
    ),
    "party B owes, and has paid a part": Case(
        (*ALL_WORST, BREACH, invoiced("P1", "348800"), paid("P1", "-120", paid_by="b")),
        "2026-02-01",
        "owed_by_contractor",
        ("0.00", "348800.00", "-120.00"),
        [(OWES_AND_OFFSET.format("1,000.00"), "b", None)],
    ),
    "party B owed, and has paid it": Case(
        (*ALL_WORST, BREACH, invoiced("P1", "348800"), paid("P1", "-1120", paid_by="b")),
        "2026-02-01",
        "settled",
        ("0.00", "348800.00", "-1120.00"),
        [],
    ),
    "party B owed, and it is set off against P2": Case(
        (*ALL_WORST, BREACH, invoiced("P1", "348800"), offset("P1", "P2", "1120")),
        "2026-02-01",
        "settled",
        ("0.00", "348800.00", "0.00"),
        [],
    ),
    "party B owes in the last period": Case(
        (*ALL_WORST, replace(BREACH, period="P3"), invoiced("P3", "348800", "2026-08-10")),
        "2026-10-01",
        "owed_by_contractor",
        ("0.00", "348800.00", "0.00"),
        [
            (
                (
                    "Party B owes 1,120.00: pay it, or set it off against P1: "
                    "ledger offset P3 P1 1,120.00 --basis TEXT"
                ),
                "b",
                None,
            )
        ],
        period=2,
    ),
}
