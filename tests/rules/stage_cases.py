"""A table of 三.2: books, days, and where a period stands; amounts worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.rules.books import (
    MONTHS,
    N2,
    P1,
    adjusted,
    all_rated,
    claimed,
    ended,
    invoiced,
    lost,
    paid,
    rated,
)

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

FLAT = all_rated()  # 388,800 a period
ONE_BETTER = rated({**dict.fromkeys(MONTHS, "一般"), "2025-08": "好"})  # 398,800 in P1
ONE_WORSE = rated({**dict.fromkeys(MONTHS, "一般"), "2025-08": "差"})  # 378,800 in P1
ALL_WORST = all_rated("差")  # 348,800 a period
BREACH = adjusted("P1", "breach")  # 349,920
INVOICE = invoiced("P1", "388800", "2025-12-10")
PAID = paid("P1", "388800", "2026-01-20")
P1_BY = "2026-01-05"
LATE = (
    "The request deadline 2026-01-05 passed without an invoice for the amount: "
    "party A may delay the payment, party B goes on working."
)
ISSUE = "Issue an invoice for 388,800.00: ledger invoice P1 --number N --date DATE"
RECEIVED_LATE = (
    "The invoice was received on 2026-01-06, after 2026-01-05: party A may delay the payment."
)
REQUEST = "Start the funds request for 388,800.00; pay when the funds arrive."


@dataclass(frozen=True)
class Case:
    """A book, a day, and where P1 stands: sums due, invoiced, received; steps; remarks."""

    rows: tuple[Record, ...]
    day: str
    stage: str
    sums: tuple[str, str, str]
    steps: list[tuple[str, str, str | None]]
    remarks: list[str] = field(default_factory=list)
    period: int = 0
    terms: dict[str, object] = field(default_factory=dict)


STAGES = {
    "the last day of the period": Case(
        FLAT,
        "2025-12-07",
        "running",
        ("388800.00", "0.00", "0.00"),
        [("The period runs until 2025-12-07.", "", None)],
    ),
    "two months are not rated": Case(
        rated({"2025-08": "好", "2025-10": "好"}),
        "2025-12-08",
        "awaiting_ratings",
        ("408800.00", "0.00", "0.00"),
        [("Rate 2025-09, 2025-11.", "a", P1_BY)],
    ),
    "the meeting has not passed them": Case(
        rated(dict.fromkeys(P1, "好"), "proposed"),
        "2025-12-08",
        "awaiting_meeting",
        ("428800.00", "0.00", "0.00"),
        [
            (
                (
                    "Have 2025-08, 2025-09, 2025-10, 2025-11 passed by "
                    "the committee's enlarged meeting."
                ),
                "a",
                P1_BY,
            )
        ],
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
        (*FLAT, INVOICE),
        "2026-01-05",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced before the period ended": Case(
        (*FLAT, invoiced("P1", "388800", "2025-12-01")),
        "2025-12-08",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "the request's day passed": Case(
        (*FLAT, INVOICE),
        "2026-01-06",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced on the last day": Case(
        (*FLAT, invoiced("P1", "388800", "2026-01-05")),
        "2026-01-06",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "invoiced a day too late": Case(
        (*FLAT, invoiced("P1", "388800", "2026-01-06")),
        "2026-01-06",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", None)],
        [RECEIVED_LATE],
    ),
    "invoiced too late and paid": Case(
        (*FLAT, invoiced("P1", "388800", "2026-01-06"), PAID),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "partly paid": Case(
        (*FLAT, INVOICE, paid("P1", "88800", "2026-01-20")),
        "2026-02-01",
        "partly_paid",
        ("388800.00", "388800.00", "88800.00"),
        [("Pay the remaining 300,000.00.", "a", None)],
    ),
    "paid in two parts": Case(
        (
            *FLAT,
            INVOICE,
            paid("P1", "88800", "2026-01-20"),
            paid("P1", "300000", "2026-01-25"),
        ),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "one transfer over two periods, the first": Case(
        (
            *FLAT,
            INVOICE,
            invoiced("P2", "388800", "2026-04-10", N2),
            paid("P1", "388800", "2026-05-20", "T-77"),
            paid("P2", "100000", "2026-05-20", "T-77"),
        ),
        "2026-06-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "one transfer over two periods, the second": Case(
        (
            *FLAT,
            INVOICE,
            invoiced("P2", "388800", "2026-04-10", N2),
            paid("P1", "388800", "2026-05-20", "T-77"),
            paid("P2", "100000", "2026-05-20", "T-77"),
        ),
        "2026-06-01",
        "partly_paid",
        ("388800.00", "388800.00", "100000.00"),
        [("Pay the remaining 288,800.00.", "a", None)],
        period=1,
    ),
    "paid too much": Case(
        (*FLAT, INVOICE, paid("P1", "400000", "2026-01-20")),
        "2026-02-01",
        "overpaid",
        ("388800.00", "388800.00", "400000.00"),
        [
            (
                (
                    "Received 11,200.00 too much: send it back, or set it off against P2: "
                    "ledger offset P1 P2 11,200.00 --basis TEXT"
                ),
                "b",
                None,
            )
        ],
    ),
    "paid too much and sent back": Case(
        (
            *FLAT,
            INVOICE,
            paid("P1", "400000", "2026-01-20"),
            paid("P1", "-11200", "2026-01-25"),
        ),
        "2026-02-01",
        "settled",
        ("388800.00", "388800.00", "388800.00"),
        [],
    ),
    "paid in full and sent back in full": Case(
        (*FLAT, INVOICE, PAID, paid("P1", "-388800", "2026-01-25")),
        "2026-02-01",
        "request_date_passed",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
    ),
    "a cut period without an agreed amount": Case(
        (*FLAT, ended("2025-11-30")),
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
        [
            (
                "The request deadline 2025-12-26 passed before the price was final: no invoice "
                "could be issued in time."
            )
        ],
    ),
    "a cut period with an agreed amount": Case(
        (*FLAT, ended("2025-11-30", "350000")),
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
        (*FLAT, INVOICE, lost(10, "2025-11-10")),
        "2026-01-06",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", "2026-01-15")],
    ),
    "a claim waits": Case(
        (*FLAT, INVOICE, claimed("P1", "breach")),
        "2025-12-20",
        "invoiced",
        ("388800.00", "388800.00", "0.00"),
        [(REQUEST, "a", P1_BY)],
        ["Claimed and not agreed: 349,920.00."],
    ),
}
