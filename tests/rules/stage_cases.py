"""A table of 三.2: books, days, and where a period stands; amounts worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.rules.deeds import (
    MONTHS,
    N2,
    adjusted,
    extension,
    invoiced,
    paid,
    records,
    termination,
)
from tests.support import rated

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Records

FLAT = rated(dict.fromkeys(MONTHS, "一般"))  # 388,800 a period
ONE_BETTER = rated({**dict.fromkeys(MONTHS, "一般"), "2025-08": "好"})  # 398,800 in P1
ONE_WORSE = rated({**dict.fromkeys(MONTHS, "一般"), "2025-08": "差"})  # 378,800 in P1
ALL_WORST = rated(dict.fromkeys(MONTHS, "差"))  # 348,800 a period
BREACH = adjusted("A-2", "P1", "breach")  # 349,920
INVOICE = invoiced("I-2", "P1", "388800", "2025-12-10")
PAID = paid("P-2", "P1", "388800", "2026-01-20")
P1_BY = "2026-01-05"
LATE = (
    "The request deadline 2026-01-05 passed without an invoice for the amount: "
    "party A may delay the payment, party B goes on working."
)
ISSUE = "Issue an invoice for 388,800.00: ledger invoice P1 --number N --date DATE"
REQUEST = "Start the funds request for 388,800.00; pay when the funds arrive."


@dataclass(frozen=True)
class Case:
    """A book, a day, and where P1 stands: sums due, invoiced, received; steps; remarks."""

    what: Records
    day: str
    stage: str
    sums: tuple[str, str, str]
    steps: list[tuple[str, str, str | None]]
    remarks: list[str] = field(default_factory=list)
    period: int = 0


STAGES = {
    "the last day of the period": Case(
        FLAT,
        "2025-12-07",
        "running",
        ("388800.00", "0.00", "0.00"),
        [("The period runs until 2025-12-07; rate each month once it is over.", "", None)],
    ),
    "two months are not rated": Case(
        rated({"2025-08": "好", "2025-10": "好"}),
        "2025-12-08",
        "awaiting_ratings",
        ("408800.00", "0.00", "0.00"),
        [("Rate 2025-09, 2025-11.", "a", P1_BY)],
    ),
    "the meeting has not passed them": Case(
        rated(dict.fromkeys(MONTHS[:4], "好"), "proposed"),
        "2025-12-08",
        "awaiting_meeting",
        ("428800.00", "0.00", "0.00"),
        [("Have the meeting pass 2025-08, 2025-09, 2025-10, 2025-11.", "a", P1_BY)],
    ),
    "the day after the period": Case(
        FLAT,
        "2025-12-08",
        "ready_to_invoice",
        ("388800.00", "0.00", "0.00"),
        [(ISSUE, "b", P1_BY)],
    ),
    "no invoice on the last day": Case(
        FLAT,
        "2026-01-05",
        "ready_to_invoice",
        ("388800.00", "0.00", "0.00"),
        [(ISSUE, "b", P1_BY)],
    ),
    "no invoice a day later": Case(
        FLAT,
        "2026-01-06",
        "ready_to_invoice",
        ("388800.00", "0.00", "0.00"),
        [(ISSUE, "b", P1_BY)],
        [LATE],
    ),
    "invoiced": Case(
        records(FLAT, INVOICE),
        "2026-01-05",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced before the period ended": Case(
        records(FLAT, invoiced("I-2", "P1", "388800", "2025-12-01")),
        "2025-12-08",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "the request's day passed": Case(
        records(FLAT, INVOICE),
        "2026-01-06",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced on the last day": Case(
        records(FLAT, invoiced("I-2", "P1", "388800", "2026-01-05")),
        "2026-01-06",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced a day too late": Case(
        records(FLAT, invoiced("I-2", "P1", "388800", "2026-01-06")),
        "2026-01-06",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
        ["The invoice of 2026-01-06 came after 2026-01-05: party A may delay the payment."],
    ),
    "invoiced too late and paid": Case(
        records(FLAT, invoiced("I-2", "P1", "388800", "2026-01-06"), PAID),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "partly paid": Case(
        records(FLAT, INVOICE, paid("P-2", "P1", "88800", "2026-01-20")),
        "2026-02-01",
        "partly_paid",
        ("388800.00", "388800.00", "88800.00"),
        [("Pay the remaining 300,000.00.", "a", None)],
    ),
    "paid in two parts": Case(
        records(
            FLAT,
            INVOICE,
            paid("P-2", "P1", "88800", "2026-01-20"),
            paid("P-3", "P1", "300000", "2026-01-25"),
        ),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "one transfer over two periods, the first": Case(
        records(
            FLAT,
            INVOICE,
            invoiced("I-3", "P2", "388800", "2026-04-10", N2),
            paid("P-2", "P1", "388800", "2026-05-20", "T-77"),
            paid("P-3", "P2", "100000", "2026-05-20", "T-77"),
        ),
        "2026-06-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "one transfer over two periods, the second": Case(
        records(
            FLAT,
            INVOICE,
            invoiced("I-3", "P2", "388800", "2026-04-10", N2),
            paid("P-2", "P1", "388800", "2026-05-20", "T-77"),
            paid("P-3", "P2", "100000", "2026-05-20", "T-77"),
        ),
        "2026-06-01",
        "partly_paid",
        ("388800.00", "388800.00", "100000.00"),
        [("Pay the remaining 288,800.00.", "a", None)],
        period=1,
    ),
    "paid too much": Case(
        records(FLAT, INVOICE, paid("P-2", "P1", "400000", "2026-01-20")),
        "2026-02-01",
        "overpaid",
        ("388800.00", "388800.00", "400000.00"),
        [("Received 11,200.00 too much: settle it with P2, or send it back.", "b", None)],
    ),
    "paid too much and sent back": Case(
        records(
            FLAT,
            INVOICE,
            paid("P-2", "P1", "400000", "2026-01-20"),
            paid("P-3", "P1", "-11200", "2026-01-25"),
        ),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "paid in full and sent back in full": Case(
        records(FLAT, INVOICE, PAID, paid("P-3", "P1", "-388800", "2026-01-25")),
        "2026-02-01",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "party B owes": Case(
        records(ALL_WORST, BREACH),
        "2026-02-01",
        "owed_by_contractor",
        ("0.00", "0.00", "0.00"),
        [("Party B owes 1,120.00: settle it with P2, or pay it.", "b", None)],
    ),
    "party B owes, and has paid a part back": Case(
        records(ALL_WORST, BREACH, paid("P-2", "P1", "-120", "2026-01-20")),
        "2026-02-01",
        "owed_by_contractor",
        ("0.00", "0.00", "-120.00"),
        [("Party B owes 1,000.00: settle it with P2, or pay it.", "b", None)],
    ),
    "party B owed, and has paid it": Case(
        records(ALL_WORST, BREACH, paid("P-2", "P1", "-1120", "2026-01-20")),
        "2026-02-01",
        "settled",
        ("0.00", "0.00", "-1120.00"),
        [],
    ),
    "party B owes in the last period": Case(
        records(ALL_WORST, replace(BREACH, period="P3")),
        "2026-10-01",
        "owed_by_contractor",
        ("0.00", "0.00", "0.00"),
        [("Party B owes 1,120.00: pay it.", "b", None)],
        period=2,
    ),
    "a cut period without an agreed amount": Case(
        records(FLAT, termination("S-1", "2025-11-30")),
        "2026-02-01",
        "undetermined",
        ("None", "0.00", "0.00"),
        [
            (
                (
                    "Agree on the amount for P1 and record it: "
                    "ledger amend terminate --on 2025-11-30 --settle AMOUNT --basis TEXT"
                ),
                "both",
                None,
            )
        ],
    ),
    "a cut period with an agreed amount": Case(
        records(FLAT, termination("S-1", "2025-11-30", "350000")),
        "2025-12-01",
        "ready_to_invoice",
        ("350000.00", "0.00", "0.00"),
        [
            (
                "Issue an invoice for 350,000.00: ledger invoice P1 --number N --date DATE",
                "b",
                "2025-12-26",  # 1 to 5, 8 to 12, 15 to 19, 22 to 26 December
            )
        ],
    ),
    "an extension moves the last day too": Case(
        records(FLAT, INVOICE, extension("S-1", 10, "2025-11-10")),
        "2026-01-06",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", "2026-01-15")],
    ),
    "a claim waits": Case(
        records(FLAT, INVOICE, replace(BREACH, stage="claimed")),
        "2025-12-20",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
        ["Claimed and not agreed: A-2."],
    ),
}
