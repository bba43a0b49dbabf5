"""Tables of *Rows* in the interface: what people do to a file, and which row then counts.

The ledger wrote each row in the minute of its line, unless the row says otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.rules.deeds import (
    N1,
    adjusted,
    change,
    extension,
    invoiced,
    marked,
    paid,
    termination,
)
from tests.rules.rows import minute, on, row, typed

if TYPE_CHECKING:
    from zkrc_ledger.model.record import Record

MEETING, LATER = date(2025, 10, 15), date(2025, 10, 16)
AGAIN: dict[str, Any] = {"reason": "复核"}
REVISED: dict[str, Any] = {"reason": "复核", "was": "好 final"}
GONE: dict[str, Any] = {"reason": "记错", "void": True}
CLAIM = on(2, adjusted("A-2", "P1", "damages", "3000.50", stage="claimed"))
PAID = on(2, paid("P-2", "P1", "100", "2026-01-04"))
BILL = on(2, invoiced("I-2", "P1", "5", "2025-12-10"))
RECEIVED = on(2, marked("E-2", "P1", "invoice-received", "2025-12-12", N1))
ENDED = on(2, termination("S-1", "2026-01-20"))
LOST = on(2, extension("S-1", 5, "2026-03-01"))
CHANGED = on(2, change("S-1", "P3", {"breach.percent": 20}))

# rows of one subject, and the line that counts; None: the subject was taken back
COUNTS: dict[str, tuple[tuple[Record, ...], int | None]] = {
    "one row": ((row(2, "好"),), 2),
    "edited in place: nothing stands beside it": ((row(2, "优秀"),), 2),
    # 附件1.七: what the meeting passes needs no reason
    "the meeting passes what was proposed": ((row(2, "好", "proposed"), row(3, "好")), 3),
    "the meeting decides otherwise": ((row(2, "好", "proposed"), row(3, "差")), 3),
    "both typed by hand: final is later": ((typed(2, "差"), typed(3, "好", "proposed")), 2),
    "with a reason only proposed": ((row(2, "好"), row(3, "好", "proposed", **AGAIN)), 3),
    # a row added by hand
    "added by hand with a reason": ((row(2, "好"), typed(3, "优秀", **AGAIN)), 3),
    "added by hand above what it corrects": ((typed(2, "优秀", **AGAIN), row(3, "好")), 2),
    "two typed by hand, one with a reason": ((typed(2, "好", **AGAIN), typed(3, "差")), 2),
    "was typed without its stage": ((row(2, "好"), typed(3, "差", was="好", **AGAIN)), 3),
    # copied and pasted in a spreadsheet, its time with it
    "pasted and changed, with a reason": ((row(2, "好"), row(3, "差", at=2, **AGAIN)), 3),
    "pasted and passed": ((row(2, "好", "proposed"), row(3, "差", at=2)), 3),
    # conflicts that a later row with a reason ended
    "two copies merged, both revised, and decided": (
        (
            *(row(2, "好"), row(3, "良好", **REVISED), row(4, "差", **REVISED)),
            row(5, "良好", was="差 final", **AGAIN),
        ),
        5,
    ),
    "decided by the same rating again": ((row(2, "好"), row(3, "差"), row(4, "差", **AGAIN)), 4),
    "decided by hand": ((row(2, "好"), row(3, "差"), typed(4, "一般", **AGAIN)), 4),
    "decided by taking it back": ((row(2, "好"), row(3, "差"), row(4, "差", **GONE)), None),
    # revisions
    "revised and revised back": (
        (row(2, "好"), row(3, "差", **REVISED), row(4, "好", was="差 final", **AGAIN)),
        4,
    ),
    # what is missing is filled in
    "the meeting's date is added": ((row(2, "好"), row(3, "好", approved_on=MEETING)), 3),
    "a later row says another date": (
        (row(2, "好", approved_on=MEETING), row(3, "好", approved_on=LATER)),
        3,
    ),
    "two typed by hand, one with a date": (
        (typed(2, "好", approved_on=MEETING), typed(3, "好")),
        2,
    ),
    # taken back
    "taken back": ((row(2, "好"), row(3, "好", was="好 final", **GONE)), None),
    "taken back and recorded anew": ((row(2, "好"), row(3, "好", **GONE), row(4, "差")), 4),
    "taken back and proposed anew": (
        (row(2, "好"), row(3, "好", **GONE), row(4, "好", "proposed")),
        4,
    ),
    "taken back by a row without a rating": ((row(2, "好"), typed(3, "", **GONE)), None),
    # times
    "09:03 in Beijing is before 03:30 in Berlin": (
        (row(2, "差", recorded_at="2025-10-15T03:30:00+02:00", **AGAIN), row(3, "好")),
        2,
    ),
    "recorded later, and sorted upwards": ((row(2, "差", at=9, **AGAIN), row(3, "好", at=4)), 2),
    # 四.4, 四.7: a claim is agreed, at its sum or another
    "a claim confirmed": ((CLAIM, on(3, adjusted("A-2", "P1", "damages", "3000.50"))), 3),
    "a claim confirmed at another sum": (
        (CLAIM, on(3, adjusted("A-2", "P1", "damages", "2000", was=CLAIM.said))),
        3,
    ),
    "a payment's reference is added": (
        (PAID, on(3, paid("P-2", "P1", "100", "2026-01-04", "回单1"))),
        3,
    ),
    "an invoice revised": ((BILL, on(3, invoiced("I-3", "P1", "6", "2025-12-10"), **AGAIN)), 3),
    "an event revised": ((RECEIVED, on(3, RECEIVED, date=MEETING, **AGAIN)), 3),
    # 四.7: the amount for the period that was cut comes later
    "a termination settled later": ((ENDED, on(3, termination("S-1", "2026-01-20", "5"))), 3),
    "an extension taken back": ((LOST, on(3, LOST, **GONE)), None),
    "a change revised": ((CHANGED, on(3, CHANGED, set={"breach.percent": 25}, **AGAIN)), 3),
}
# rows of one subject, and the pairs of lines that contradict each other
CONFLICTS: dict[str, tuple[tuple[Record, ...], set[tuple[int, int]]]] = {
    "final, and then only proposed": ((row(2, "好"), row(3, "好", "proposed")), {(2, 3)}),
    "proposed anew": ((row(2, "好", "proposed"), row(3, "差", "proposed")), {(2, 3)}),
    "added by hand without a reason": ((row(2, "好"), typed(3, "优秀")), {(2, 3)}),
    "edited in place, below its revision": ((row(2, "差"), row(3, "良好", **REVISED)), {(2, 3)}),
    "was that quotes another rating": ((row(2, "差"), typed(3, "好", **REVISED)), {(2, 3)}),
    "taken back without a reason": ((row(2, "好"), row(3, "好", void=True)), {(2, 3)}),
    # rows that the order cannot part
    "two typed by hand": ((typed(2, "好"), typed(3, "差")), {(2, 3)}),
    "two typed by hand, each with a reason": (
        (typed(2, "好", **AGAIN), typed(3, "差", **AGAIN)),
        {(2, 3)},
    ),
    "two typed by hand, of two dates": (
        (typed(2, "好", approved_on=MEETING), typed(3, "好", approved_on=LATER)),
        {(2, 3)},
    ),
    "pasted and changed": ((row(2, "好"), row(3, "差", at=2)), {(2, 3)}),
    "one moment in two offsets": (
        (row(2, "好"), row(3, "差", recorded_at="2025-10-15T01:02:00+00:00")),
        {(2, 3)},
    ),
    "three of one moment, and a reason does not make one later": (
        (typed(2, "好", **AGAIN), typed(3, "差", **AGAIN), typed(4, "差", basis="函", **AGAIN)),
        {(2, 3)},
    ),
    # two copies of a book, merged
    "both recorded": ((row(2, "好"), row(3, "差")), {(2, 3)}),
    "both revised": ((row(2, "好"), row(3, "良好", **REVISED), row(4, "差", **REVISED)), {(3, 4)}),
    "both passed": (
        (
            row(2, "好", "proposed"),
            row(3, "好", was="好 proposed"),
            row(4, "差", was="好 proposed"),
        ),
        {(3, 4)},
    ),
    "one revised, the other took back": (
        (row(2, "好"), row(3, "差", **REVISED), row(4, "好", was="好 final", **GONE)),
        {(3, 4)},
    ),
    "a conflict, and a row that replaced something else": (
        (row(2, "好"), row(3, "差"), row(4, "良好", **REVISED)),
        {(2, 3), (3, 4)},
    ),
    "both confirmed, at two sums": (
        (
            CLAIM,
            on(3, adjusted("A-2", "P1", "damages", "2000", was=CLAIM.said)),
            on(4, adjusted("A-2", "P1", "damages", "1000", was=CLAIM.said)),
        ),
        {(3, 4)},
    ),
    "agreed, and then only claimed": (
        (on(2, adjusted("A-2", "P1", "damages", "3000.50")), on(3, CLAIM)),
        {(2, 3)},
    ),
    "a payment pasted and changed": (
        (PAID, on(3, paid("P-2", "P1", "200", "2026-01-04"), recorded_at=minute(2))),
        {(2, 3)},
    ),
    "an invoice of another amount": (
        (BILL, on(3, invoiced("I-3", "P1", "6", "2025-12-10"))),
        {(2, 3)},
    ),
    "an event of another day": ((RECEIVED, on(3, RECEIVED, date=MEETING)), {(2, 3)}),
    "a termination on another day": ((ENDED, on(3, termination("S-1", "2026-01-21"))), {(2, 3)}),
    "a change of another value": ((CHANGED, on(3, CHANGED, set={"breach.percent": 25})), {(2, 3)}),
}
# rows of one subject, and the lines that add nothing
NOISE: dict[str, tuple[tuple[Record, ...], set[int]]] = {
    "both copies recorded the same": ((row(2, "好"), row(3, "好")), {3}),
    "both copies revised to the same": (
        (row(2, "好"), row(3, "差", **REVISED), row(4, "差", **REVISED)),
        {4},
    ),
    "pasted": ((row(2, "好"), row(3, "好", at=2)), {3}),
    "a row without the date that is known": (
        (row(2, "好", approved_on=MEETING), row(3, "好")),
        {3},
    ),
    "a reason for nothing": ((row(2, "好"), row(3, "好", **AGAIN)), {3}),
    "taken back twice": ((row(2, "好"), row(3, "好", **GONE), row(4, "好", **GONE)), {4}),
    "a payment in two copies": ((PAID, on(3, PAID)), {3}),
    "an amendment in two copies": ((LOST, on(3, LOST)), {3}),
}
