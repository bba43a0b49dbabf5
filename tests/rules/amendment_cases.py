"""Amendments: tables of what can be agreed, and of each problem with what is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.rules.deeds import change, extension, termination
from tests.rules.rows import on

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment

TAKE_BACK = "Take one of them back: ledger void RECORD --reason TEXT"
OUT_OF_TERM = "is not in the service term, 2025-08-08 to 2026-08-07."
TERM = {"term.months": 16, "term.end": date(2026, 12, 7)}
FOURTH = {
    **TERM,
    "price.total": 1555200,
    "price.in_words": "壹佰伍拾伍万伍仟贰佰元整",
    "payment_period.installments[3]": {"amount": 388800},
}
SCALE = {"evaluation.scale": [{"rating": "好", "reward": 1}, {"rating": "差"}]}


def sixths(amount: int) -> dict[str, Any]:
    """One evaluation cycle a payment period: six installments."""
    return {
        "payment_period.cycles": 1,
        "payment_period.installments": [{"amount": amount}] * 6,
    }


SOUND = {
    "nothing": (),
    "an extension, a change, a termination": (
        extension("S-1", 30, "2026-03-01"),
        change("S-2", "P2", {"funds_request.working_days": 10}),
        termination("S-3", "2026-07-01"),
    ),
    "an extension on the last day of service": (
        termination("S-1", "2026-07-01"),
        extension("S-2", 30, "2026-07-01"),
    ),
    "a termination said twice, once with the amount": (
        termination("S-1", "2026-07-01"),
        termination("S-2", "2026-07-01", "0"),
    ),
    "two that contradict each other, one taken back": (
        on(1, termination("S-1", "2026-07-01")),
        termination("S-2", "2026-07-02"),
        on(3, termination("S-1", "2026-07-01", void=True, reason="记错")),
    ),
    "one key changed twice, from two days on": (
        change("S-1", "P2", {"funds_request.working_days": 10}),
        change("S-2", "P3", {"funds_request.working_days": 30}),
    ),
    "one key changed twice from one day on, to one value": (
        change("S-1", "P3", {"funds_request.working_days": 10}),
        change("S-2", "2026-04-08", {"funds_request.working_days": 10}),
    ),
    "two keys changed from one day on": (
        change("S-1", "P3", {"funds_request.working_days": 10}),
        change("S-2", "P3", {"breach.percent": 20}),
    ),
    "a change that begins on the last day": (change("S-1", "2026-08-07", {"breach.percent": 20}),),
    "a change whose period fell away": (
        change("S-1", "P3", SCALE),
        termination("S-2", "2025-12-07"),
    ),
    "four months more at the end": (change("S-1", "P3", FOURTH),),
    "four months more, from their own first day on": (change("S-1", "P4", FOURTH),),
    "four months more, and other terms in them": (
        change("S-1", "P3", FOURTH),
        change("S-2", "P4", {"funds_request.working_days": 10}),
        change("S-3", "2026-09-08", SCALE),
    ),
    "another reading, from the first period or the first day on": (
        change("S-1", "P1", {"readings.rewards_paid": "at_the_end"}),
        change("S-2", "2025-08-08", {"readings.set_off": "settled_apart"}),
    ),
    "a section that the contract lacks": (
        change("S-1", "P2", {"warnings.supplement_percent": 10}),
    ),
    "a section as a table": (change("S-1", "P2", {"warnings": {"supplement_percent": 10}}),),
    "a table and another key of it": (
        change("S-1", "P3", {"funds_request": {"working_days": 10}}),
        change("S-2", "P3", {"funds_request.treasury_cutoff": date(2026, 12, 10)}),
    ),
    "six periods instead of three, from the first on": (change("S-1", "P1", sixths(194400)),),
}
BAD: dict[str, tuple[tuple[Amendment, ...], str, int, str, str]] = {
    "an amount agreed where no period is cut": (
        (termination("S-1", "2026-04-07", "100000"),),
        "nothing-cut",
        1,
        (
            "2026-04-07 is the last day of a payment period: none is cut, so there is no amount "
            "to agree on."
        ),
        "Leave out the amount, or correct the day.",
    ),
    "a termination before the term": (
        (termination("S-1", "2025-08-07"),),
        "not-in-term",
        1,
        f"2025-08-07 {OUT_OF_TERM}",
        "",
    ),
    "a termination after the term": (
        (termination("S-1", "2026-08-08"),),
        "not-in-term",
        1,
        f"2026-08-08 {OUT_OF_TERM}",
        "",
    ),
    "an extension before the term": (
        (extension("S-1", 5, "2025-08-07"),),
        "not-in-term",
        1,
        f"2025-08-07 {OUT_OF_TERM}",
        "",
    ),
    "an extension of days that it brings itself": (
        (extension("S-1", 30, "2026-08-20"),),
        "not-in-term",
        1,
        f"2026-08-20 {OUT_OF_TERM}",
        "",
    ),
    "two terminations": (
        (termination("S-1", "2026-07-01"), termination("S-2", "2026-07-02")),
        "amendments-contradict",
        2,
        "S-1 and S-2 end the contract in two ways.",
        TAKE_BACK,
    ),
    "two agreed amounts": (
        (termination("S-1", "2026-07-01", "1"), termination("S-2", "2026-07-01", "2")),
        "amendments-contradict",
        2,
        "S-1 and S-2 end the contract in two ways.",
        TAKE_BACK,
    ),
    "an extension after the termination": (
        (termination("S-1", "2026-03-01"), extension("S-2", 5, "2026-03-02")),
        "amendments-contradict",
        2,
        "S-2 extends from 2026-03-02 on, and S-1 ended the contract on 2026-03-01.",
        TAKE_BACK,
    ),
    "an amendment replaced without a reason": (
        (on(1, termination("S-1", "2026-03-01")), on(2, termination("S-1", "2026-03-02"))),
        "conflict",
        2,
        (
            "Two rows contradict each other on S-1: amendments.toml:1 says termination on "
            "2026-03-01, amendments.toml:2 says termination on 2026-03-02."
        ),
        "Delete the wrong row, or fill in `reason` in the row that counts.",
    ),
}
