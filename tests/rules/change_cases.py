"""Supplemental agreements that cannot be: a table of each problem with what is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.rules.amendment_cases import OUT_OF_TERM, SCALE, TAKE_BACK, sixths
from tests.rules.deeds import change
from tests.rules.rows import on

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment

TOGETHER = "Change total, words and installments together, from a period that they begin in."
BAD_CHANGES: dict[str, tuple[tuple[Amendment, ...], str, int, str, str]] = {
    "a period that there is not": (
        (change("S-1", "P4", {"breach.percent": 20}),),
        "change-start",
        1,
        "P4 is not a payment period of this contract.",
        "The payment periods are: P1 … P3.",
    ),
    "a period far beyond the calendar": (
        (
            change("S-1", "P999", {"breach.percent": 20}),
            change("S-2", "P2", {"breach.percent": 20}),
        ),
        "change-start",
        1,
        "P999 is not a payment period of this contract.",
        "The payment periods are: P1 … P3.",
    ),
    "another reading from the middle on": (
        (change("S-1", "P2", {"readings.rewards_paid": "at_the_end"}),),
        "change-whole",
        1,
        "readings.rewards_paid holds for the whole contract.",
        "Change it from P1 on.",
    ),
    "a change before the term": (
        (change("S-1", "2025-08-07", {"breach.percent": 20}),),
        "not-in-term",
        1,
        f"2025-08-07 {OUT_OF_TERM}",
        "",
    ),
    "a change after the term": (
        (change("S-1", "2026-08-08", {"breach.percent": 20}),),
        "not-in-term",
        1,
        f"2026-08-08 {OUT_OF_TERM}",
        "",
    ),
    "two values from one day on": (
        (
            change("S-1", "P3", {"breach.percent": 20}),
            change("S-2", "2026-04-08", {"breach.percent": 25}),
        ),
        "amendments-contradict",
        2,
        "S-1 and S-2 change breach.percent from one day on, to different values.",
        TAKE_BACK,
    ),
    "a place that is not there": (
        (change("S-1", "P2", {"evaluation.scale[6].reward": 5}),),
        "key-unknown",
        1,
        "The contract has nothing at evaluation.scale[6].reward to change.",
        "Name a key that is there, or the whole entry that is to be added.",
    ),
    "a total alone": (
        (change("S-1", "P3", {"price.total": 1200000, "price.in_words": "壹佰贰拾万元整"}),),
        "installment-sum",
        1,
        (
            "With the changes in it, the contract contradicts itself: payment_period.installments: "
            "The installments sum to 1,166,400.00, the contract's total is 1,200,000.00: "
            "a difference of -33,600.00."
        ),
        "Correct the installments or `price.total` by the contract.",
    ),
    "a total without its words": (
        (
            change(
                "S-1",
                "P3",
                {
                    "price.total": 1166401,
                    "payment_period.installments[2]": {
                        "amount": 388801,
                        "in_words": "叁拾捌万捌仟捌佰零壹元整",
                    },
                },
            ),
        ),
        "words",
        1,
        (
            "With the changes in it, the contract contradicts itself: price.in_words: "
            "The words 壹佰壹拾陆万陆仟肆佰元整 do not say 1,166,401.00."
        ),
        "In words it is 壹佰壹拾陆万陆仟肆佰零壹元整.",
    ),
    "an installment changed before the change begins": (
        (
            change(
                "S-1",
                "P3",
                {
                    "payment_period.installments": [{"amount": 388000}, *[{"amount": 389200}] * 2],
                },
            ),
        ),
        "installment-sum",
        1,
        # 388,800 and 388,800 as signed, then 389,200
        (
            "The installments of all periods sum to 1,166,800.00, "
            "the amended total is 1,166,400.00: a difference of 400.00."
        ),
        TOGETHER,
    ),
    "a month less": (
        (
            change(
                "S-1",
                "P1",
                {
                    "term.months": 8,
                    "term.end": date(2026, 4, 7),
                    "payment_period.installments": [{"amount": 583200}] * 2,
                },
            ),
        ),
        "month-renamed",
        1,
        "The change would move or rename the service month 2026-04.",
        "Months can be added at the end of the term; to move them, record an extension.",
    ),
    "months that end in what names them": (
        (change("S-1", "P1", {"readings.month_id": "ends_in"}),),
        "month-renamed",
        1,
        "The change would move or rename the service month 2025-08.",
        "Months can be added at the end of the term; to move them, record an extension.",
    ),
    "six periods instead of three, too late": (
        (change("S-1", "2026-04-08", sixths(194400)),),
        "installment-count",
        1,
        "The term has 4 payment periods, and 3 installments are listed.",
        TOGETHER,
    ),
    "a change whose ground was taken back": (
        (
            on(1, change("S-1", "P2", {"evaluation.scale[5]": {"rating": "极好"}})),
            change("S-2", "P3", {"evaluation.scale[6]": {"rating": "极佳"}}),
            on(3, change("S-1", "P2", {}, void=True, reason="记错")),
        ),
        "key-unknown",
        2,
        "The contract has nothing at evaluation.scale[6] to change.",
        "Name a key that is there, or the whole entry that is to be added.",
    ),
    # one key, however it is spelt, and however much of it is changed
    "two spellings of one key": (
        (
            change("S-1", "P3", {"evaluation.scale[1].reward": 5}),
            change("S-2", "P3", {"evaluation.scale.1.reward": 6}),
        ),
        "amendments-contradict",
        2,
        "S-1 and S-2 change evaluation.scale.1.reward from one day on, to different values.",
        TAKE_BACK,
    ),
    "a table and a key of it": (
        (
            change("S-1", "P3", {"breach": {"percent": 20}}),
            change("S-2", "P3", {"breach.percent": 25}),
        ),
        "amendments-contradict",
        2,
        "S-1 and S-2 change breach.percent from one day on, to different values.",
        TAKE_BACK,
    ),
    "a list, and an entry of it": (
        (
            change("S-1", "P3", SCALE),
            change("S-2", "P3", {"evaluation.scale[0].reward": 5}),
        ),
        "amendments-contradict",
        2,
        "S-1 and S-2 change evaluation.scale[0].reward from one day on, to different values.",
        TAKE_BACK,
    ),
    "an entry, and the list that holds it": (
        (
            change("S-1", "P3", {"evaluation.scale[0].reward": 5}),
            change("S-2", "P3", SCALE),
        ),
        "amendments-contradict",
        2,
        "S-1 and S-2 change evaluation.scale from one day on, to different values.",
        TAKE_BACK,
    ),
    # values that contract.toml would refuse as well
    "a misspelt key": (
        (change("S-1", "P1", {"price.totl": 5}),),
        "key-unknown",
        1,
        "The ledger does not know this key.",
        "Did you mean total? If not, delete it.",
    ),
    "a value of the wrong kind": (
        (change("S-1", "P1", {"breach.percent": "20%"}),),
        "percent",
        1,
        'A percentage from 0 to 100 is needed here, not "20%".',
        'Write 30 for 30%, or "7.5" in quotes.',
    ),
    "a step of the scale without a rating": (
        (change("S-1", "P1", {"evaluation.scale[5]": {"reward": 5}}),),
        "key-missing",
        1,
        "The key is missing.",
        "Add it; the file that `ledger init` writes shows every key.",
    ),
    "a choice that there is not": (
        (change("S-1", "P1", {"readings.rewards": "maybe"}),),
        "choice",
        1,
        'This is not one of the choices: "maybe".',
        "Choose one of: on_top, within_ceiling.",
    ),
}
