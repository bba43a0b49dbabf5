"""八.1: a supplemental agreement prevails, from its own start on; figures by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, adjusted, change, extension, said
from tests.rules.row_cases import GONE
from tests.rules.rows import on, row
from tests.support import assessed, problems_of, rated
from zkrc_ledger.model.problem import errors

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import PeriodSettlement

TOP = "evaluation.scale[0].reward"
ALL_TOP = rated(dict.fromkeys(MONTHS, "优秀"))
FLAT = rated(dict.fromkeys(MONTHS, "一般"))
EVALUATED = ("附件1.六", "四.5")


def settled(*rows: Record, **terms: Any) -> tuple[PeriodSettlement, ...]:
    """Every period, settled after all has ended."""
    return assessed(*rows, terms=terms).settlement.periods


def to(amount: int) -> dict[str, Any]:
    """The best rating brings this much."""
    return {TOP: amount}


@pytest.mark.parametrize(
    ("amendments", "rewards"),
    [
        ((), ["120000.00", "120000.00", "120000.00"]),
        # from P2 on 50,000 instead of 30,000
        ((change("S-1", "P2", to(50000)),), ["120000.00", "200000.00", "200000.00"]),
        # 2026-01 begins on that day: one month of P2 at 30,000, three at 50,000
        ((change("S-1", "2026-01-08", to(50000)),), ["120000.00", "180000.00", "200000.00"]),
        # a day later, 2026-01 has begun under the old terms: two and two
        ((change("S-1", "2026-01-09", to(50000)),), ["120000.00", "160000.00", "200000.00"]),
        # two on one term, in whatever order they stand: 40,000 in P2, 50,000 in P3
        (
            (change("S-1", "P3", to(50000)), change("S-2", "P2", to(40000))),
            ["120000.00", "160000.00", "200000.00"],
        ),
        # of two from one day that say the same, one says it
        (
            (change("S-1", "P3", to(50000)), change("S-2", "P3", to(50000))),
            ["120000.00", "120000.00", "200000.00"],
        ),
        # taken back, and revised
        (
            (on(1, change("S-1", "P2", to(50000))), on(2, change("S-1", "P2", to(50000)), **GONE)),
            ["120000.00", "120000.00", "120000.00"],
        ),
        (
            (
                on(1, change("S-1", "P2", to(50000))),
                on(2, change("S-1", "P3", to(40000)), reason="笔误"),
            ),
            ["120000.00", "120000.00", "160000.00"],
        ),
        # ten days lost in P2 let 2026-02 begin on 18 February: it comes under the new terms
        (
            (change("S-1", "2026-02-10", to(50000)), extension("S-2", 10, "2026-01-20")),
            ["120000.00", "160000.00", "200000.00"],
        ),
    ],
)
def test_a_rating_brings_what_governs_its_month(
    amendments: tuple[Amendment, ...], rewards: list[str]
) -> None:
    """附件1.六, 八.1: a changed scale holds for the months that begin under it, and no other."""
    found = settled(*ALL_TOP, *amendments)
    assert [str(one.sum_of("reward")) for one in found] == rewards


def test_one_step_of_the_scale_changes_alone() -> None:
    """附件1.六, 八.1: 良好 at 25,000 from P3 on; no other rating and no other line speaks of it."""
    ratings = rated(
        [
            *(("2025-08", "良好"), ("2025-12", "良好")),
            *(("2026-04", "良好"), ("2026-05", "优秀"), ("2026-06", "好"), ("2026-07", "差")),
        ]
    )
    agreed = change("S-1", "P3", {"evaluation.scale[1].reward": 25000})
    found = settled(*ratings, agreed)
    lines = [line for one in found for line in one.lines if line.month]
    assert [(line.month, str(line.amount), line.clauses) for line in lines] == [
        ("2025-08", "20000.00", EVALUATED),
        ("2025-12", "20000.00", EVALUATED),
        ("2026-04", "25000.00", (*EVALUATED, "八.1")),
        ("2026-05", "30000.00", EVALUATED),
        ("2026-06", "10000.00", EVALUATED),
        ("2026-07", "-10000.00", EVALUATED),
    ]
    assert [line.month for one in found for line in one.lines if line.changes] == ["2026-04"]
    ((changed,),) = (line.changes for line in lines if line.changes)
    assert (changed.key, changed.before, changed.after, changed.change) == (
        *("evaluation.scale[良好].reward", "20000", "25000", agreed),
    )


def test_a_term_that_changed_twice_names_both_agreements() -> None:
    """八.1: 30,000 became 40,000 with P2 and 50,000 with P3; a value kept is no change."""
    first, again = change("S-1", "P2", to(40000)), change("S-2", "P3", to(50000))
    kept = change("S-3", "P2", {"breach.percent": 30})
    found = settled(*ALL_TOP, first, again, kept)
    changes = [
        [(one.change.name, one.before, one.after) for one in period.lines[1].changes]
        for period in found
    ]
    assert changes == [
        [],
        [("S-1", "30000", "40000")],
        [("S-1", "30000", "40000"), ("S-2", "40000", "50000")],
    ]


def test_total_words_and_installments_change_together() -> None:
    """三.1, 八.1: 11,200 more in P3 are 400,000 there, 1,177,600 in all, 30% of which 353,280."""
    agreed = change(
        "S-1",
        "P3",
        {
            "price": {"total": 1177600, "in_words": "壹佰壹拾柒万柒仟陆佰元整"},
            "payment_period.installments[2]": {"amount": 400000, "in_words": "肆拾万元整"},
        },
    )
    breaches = (adjusted("A-2", "P1", "breach"), adjusted("A-3", "P3", "breach"))
    fees = adjusted("A-4", "P3", "fees", "0.50")
    found = settled(*FLAT, agreed, *breaches, fees)
    # 388,800 − 349,920; 388,800; 400,000 − 353,280 − 0.50
    assert [str(one.net) for one in found] == ["38880.00", "388800.00", "46719.50"]
    assert [one.lines[0].clauses for one in found] == [("三.2",), ("三.2",), ("三.2", "八.1")]
    # the share is the contract's own, what it is a share of is the agreement's
    assert [one.clauses for one in (*found[0].of("breach"), *found[2].of("breach", "fees"))] == [
        ("四.7",),
        ("四.7", "八.1"),
        ("四.7",),
    ]
    assert str(assessed(agreed).terms.added_to_total) == "11200.00"


@pytest.mark.parametrize("start", ["P2", "2025-12-08"])
def test_the_working_days_change_from_a_period_on(start: str) -> None:
    """三.2, 八.1: ten working days instead of twenty, for every period that begins later."""
    agreed = change("S-1", start, {"funds_request.working_days": 10})
    deadlines = [one.request_by for one in assessed(agreed).schedule.periods]
    assert [(str(one.day), one.working_days) for one in deadlines] == [
        ("2026-01-05", 20),
        ("2026-04-21", 10),  # 8 to 10, 13 to 17, 20 and 21 April
        ("2026-08-21", 10),  # 10 to 14, 17 to 21 August
    ]


@pytest.mark.parametrize("start", ["P3", "P4"])
def test_months_can_be_added_at_the_end(start: str) -> None:
    """二, 八.1: four months more are a fourth period; everything before stays as it was."""
    agreed = change(
        "S-1",
        start,
        {
            "term": {"months": 16, "end": date(2026, 12, 7)},
            "price": {"total": 1555200, "in_words": "壹佰伍拾伍万伍仟贰佰元整"},
            "payment_period.installments[3]": {"amount": 388800},
        },
    )
    schedule = assessed(agreed).schedule
    assert schedule.periods[:3] == assessed().schedule.periods
    added = schedule.periods[3]
    assert (added.id, str(added.start), str(added.end)) == ("P4", "2026-08-08", "2026-12-07")
    assert [month.id for month in added.months] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert str(added.installment) == "388800.00"
    # 18 working days are left in December 2026, New Year's Day is off, then 4 and 5 January
    assert (str(added.request_by.day), added.request_by.basis) == ("2027-01-05", "estimated")


def test_the_range_knows_the_scale_of_each_month() -> None:
    """附件1.六, 八.1: unrated, P2 ranges from four times −10,000 to four times 50,000."""
    first, second, _ = settled(change("S-1", "P2", to(50000)))
    assert (str(first.range.low), str(first.range.high)) == ("348800.00", "508800.00")
    assert (str(second.range.low), str(second.range.high)) == ("348800.00", "588800.00")


def test_a_ceiling_cuts_what_a_change_brings() -> None:
    """附件1.六, 八.1: of 60,000 in all, 30,000 are left when a reward of 50,000 comes."""
    capped = {"readings.rewards": "within_ceiling", "readings.reward_ceiling": 60000}
    ratings = rated({"2025-08": "优秀", "2025-12": "优秀"})
    agreed = change("S-1", "P2", to(50000))
    first, second, _ = settled(*ratings, agreed, **capped)
    assert str(first.sum_of("reward")) == str(second.sum_of("reward")) == "30000.00"
    assert english(second.of("reward")[0].text) == (
        "reward of 50,000.00, less 20,000.00 above the ceiling"
    )


FEWER = {"evaluation.scale": [{"rating": "好", "reward": 10000}, {"rating": "差"}]}


def test_a_change_that_removes_a_rating_in_use_is_refused() -> None:
    """附件1.六: a rating that counts must be in the scale that governs its month, no other must."""
    used = rated({"2025-08": "优秀", "2026-04": "优秀"})
    (problem,) = errors(problems_of(*used, change("S-1", "P3", FEWER)))
    assert problem.line == 3
    assert said([problem]) == [
        (
            "rating-unknown",
            '"优秀" is not in the rating scale.',
            "The scale is: 好, 差. Write one of these in full.",
        )
    ]


def test_a_rating_that_no_longer_counts_may_leave_the_scale() -> None:
    """附件1.六: what was replaced or taken back before needs no step in the changed scale."""
    rows = (
        row(2, "优秀", month="2026-04"),
        row(3, "好", month="2026-04", reason="复核"),
        row(4, "一般", month="2026-05"),
        row(5, "一般", month="2026-05", **GONE),
    )
    assert errors(problems_of(*rows, change("S-1", "P3", FEWER))) == []


def test_a_step_can_be_added_to_the_scale() -> None:
    """附件1.六, 八.1: 卓越 at 40,000 from P2 on; in P1 nobody knows it."""
    added = change("S-1", "P2", {"evaluation.scale[5]": {"rating": "卓越", "reward": 40000}})
    _, second, _ = settled(row(2, "卓越", month="2026-01"), added)
    assert str(second.sum_of("reward")) == "40000.00"
    (problem,) = errors(problems_of(row(2, "卓越", month="2025-09"), added))
    assert problem.code == "rating-unknown"


def test_a_clause_can_be_added() -> None:
    """八.1: an agreement may bring a clause of its own, and a figure may rest on it then."""
    agreed = change("S-1", "P1", {'clauses."十"': {"zh": "补充约定"}, "damages.clauses": ["十"]})
    first, *_ = settled(*ALL_TOP, agreed, adjusted("A-2", "P1", "damages", "5"))
    assert first.of("damages")[0].clauses == ("十",)


def test_a_vat_rate_agreed_later_splits_what_comes_after() -> None:
    """三.2, 八.1: 6% from P2 on: 388,800 are 366,792.45 and 22,007.55 of tax; P1 has no rate."""
    first, second, third = settled(*FLAT, change("S-1", "P2", {"invoice.vat_percent": 6}))
    assert first.vat is None
    for one in (second, third):
        assert one.vat is not None
        # 388,800 ÷ 1.06 = 366,792.4528…
        assert (str(one.vat.percent), str(one.vat.net), str(one.vat.tax)) == (
            *("6", "366792.45", "22007.55"),
        )


def test_everything_that_amends_the_contract_can_be_told() -> None:
    """八.1: the terms list each amendment in effect, changes in the order they take hold."""
    later, sooner = change("S-1", "P3", to(1)), change("S-2", "2025-09-01", to(2))
    lost, gone = extension("S-3", 5, "2026-03-01"), on(4, extension("S-4", 5, "2025-09-01"))
    rows = (later, sooner, lost, gone, on(5, gone, **GONE))
    assert assessed(*rows).terms.amendments == (sooner, later, lost)


def test_the_signed_contract_is_not_reachable() -> None:
    """八.1: whoever asks an assessment for the contract gets it with every change in it."""
    found = assessed(change("S-1", "P3", {"breach.percent": 20}))
    assert found.contract.breach is not None
    assert found.contract.breach.percent == Decimal(20)
    assert found.contract == found.terms.final.contract
