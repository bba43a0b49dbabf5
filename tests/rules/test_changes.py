"""八.1: a supplemental agreement prevails, from its own start on; figures by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, adjusted, change, extension, records, withdrawn
from tests.rules.rows import row
from tests.support import AFTER_ALL, rated, reading
from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.records import Records
from zkrc_ledger.rules.checks import all_problems
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
from zkrc_ledger.rules.schedule import schedule_of
from zkrc_ledger.rules.settlement import settle

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.settlement import PeriodSettlement

TOP = "evaluation.scale[0].reward"
ALL_TOP = rated(dict.fromkeys(MONTHS, "优秀"))
EVALUATED = ("附件1.六", "四.5")


def settled(contract: Contract, what: Records) -> tuple[PeriodSettlement, ...]:
    """Every period, settled after all has ended; the records must be sound."""
    assert errors(all_problems(contract, what, AFTER_ALL)) == []
    return settle(contract, what, AFTER_ALL).periods


@pytest.mark.parametrize(
    ("amendments", "rewards"),
    [
        ((), ["120000.00", "120000.00", "120000.00"]),
        # from P2 on 50,000 instead of 30,000
        ((change("S-1", "P2", **{TOP: 50000}),), ["120000.00", "200000.00", "200000.00"]),
        # 2026-01 begins on that day: one month of P2 at 30,000, three at 50,000
        ((change("S-1", "2026-01-08", **{TOP: 50000}),), ["120000.00", "180000.00", "200000.00"]),
        # a day later, 2026-01 has begun under the old terms: two and two
        ((change("S-1", "2026-01-09", **{TOP: 50000}),), ["120000.00", "160000.00", "200000.00"]),
        # two on one term, in whatever order they stand: 40,000 in P2, 50,000 in P3
        (
            (change("S-1", "P3", **{TOP: 50000}), change("S-2", "P2", **{TOP: 40000})),
            ["120000.00", "160000.00", "200000.00"],
        ),
        # of two from one day that say the same, one says it
        (
            (change("S-1", "P3", **{TOP: 50000}), change("S-2", "P3", **{TOP: 50000})),
            ["120000.00", "120000.00", "200000.00"],
        ),
        # taken back
        (
            (change("S-1", "P2", **{TOP: 50000}), withdrawn("S-2", "S-1")),
            ["120000.00", "120000.00", "120000.00"],
        ),
        # ten days lost in P2 let 2026-02 begin on 18 February: it comes under the new terms
        (
            (change("S-1", "2026-02-10", **{TOP: 50000}), extension("S-2", 10, "2026-01-20")),
            ["120000.00", "160000.00", "200000.00"],
        ),
    ],
)
def test_a_rating_brings_what_governs_its_month(
    contract: Contract, amendments: tuple[Amendment, ...], rewards: list[str]
) -> None:
    """附件1.六, 八.1: a changed scale holds for the months that begin under it, and no other."""
    found = settled(contract, records(ALL_TOP, *amendments))
    assert [str(one.sum_of("reward")) for one in found] == rewards


def test_a_line_names_the_agreement_that_prevails(contract: Contract) -> None:
    """八.1: from its start on, a figure names the agreement beside the clause; before it, not."""
    agreed = change("S-1", "2026-01-08", **{TOP: 50000})
    _, second, _ = settled(contract, records(ALL_TOP, agreed))
    assert [(line.clauses, line.changes) for line in second.lines] == [
        (("三.2",), ()),  # the installment is as signed
        (EVALUATED, ()),
        *[((*EVALUATED, "八.1"), (agreed,))] * 3,
    ]


def test_total_words_and_installments_change_together(contract: Contract) -> None:
    """三.1, 八.1: 11,200 more in P3 are 400,000 there, 1,177,600 in all, 30% of which 353,280."""
    agreed = change(
        "S-1",
        "P3",
        **{
            "price.total": 1177600,
            "price.in_words": "壹佰壹拾柒万柒仟陆佰元整",
            "payment_period.installments[2]": {
                "amount": 400000,
                "in_words": "肆拾万元整",
            },
        },
    )
    breaches = (adjusted("A-2", "P1", "breach"), adjusted("A-3", "P3", "breach"))
    fees = adjusted("A-4", "P3", "fees", "0.50")
    found = settled(
        contract, records(rated(dict.fromkeys(MONTHS, "一般")), agreed, *breaches, fees)
    )
    # 388,800 − 349,920; 388,800; 400,000 − 353,280 − 0.50
    assert [str(one.net) for one in found] == ["38880.00", "388800.00", "46719.50"]
    assert [(one.lines[0].clauses, one.lines[0].changes) for one in found] == [
        (("三.2",), ()),
        (("三.2",), ()),
        (("三.2", "八.1"), (agreed,)),
    ]
    # the share is the contract's own, what it is a share of is the agreement's
    assert [
        (one.clauses, one.changes) for one in (*found[0].of("breach"), *found[2].lines[-2:])
    ] == [
        (("四.7",), ()),
        (("四.7", "八.1"), (agreed,)),
        (("四.7",), ()),
    ]


@pytest.mark.parametrize("start", ["P2", "2025-12-08"])
def test_the_working_days_change_from_a_period_on(contract: Contract, start: str) -> None:
    """三.2, 八.1: ten working days instead of twenty, for every period that begins later."""
    agreed = change("S-1", start, **{"funds_request.working_days": 10})
    deadlines = [one.request_by for one in schedule_of(contract, [agreed]).periods]
    assert [(one.day.isoformat(), one.working_days) for one in deadlines] == [
        ("2026-01-05", 20),
        ("2026-04-21", 10),  # 8 to 10, 13 to 17, 20 and 21 April
        ("2026-08-21", 10),  # 10 to 14, 17 to 21 August
    ]


@pytest.mark.parametrize("start", ["P3", "P4"])
def test_months_can_be_added_at_the_end(contract: Contract, start: str) -> None:
    """二, 八.1: four months more are a fourth period; everything before stays as it was."""
    agreed = change(
        "S-1",
        start,
        **{
            "term.months": 16,
            "term.end": date(2026, 12, 7),
            "price.total": 1555200,
            "price.in_words": "壹佰伍拾伍万伍仟贰佰元整",
            "payment_period.installments[3]": {"amount": 388800},
        },
    )
    assert errors(all_problems(contract, records(None, agreed), AFTER_ALL)) == []
    schedule = schedule_of(contract, [agreed])
    assert schedule.periods[:3] == schedule_of(contract).periods
    added = schedule.periods[3]
    assert (added.id, added.start.isoformat(), added.end.isoformat()) == (
        "P4",
        "2026-08-08",
        "2026-12-07",
    )
    assert [month.id for month in added.months] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert str(added.installment) == "388800.00"
    # 18 working days are left in December 2026, New Year's Day is off, then 4 and 5 January
    assert (added.request_by.day.isoformat(), added.request_by.estimated) == ("2027-01-05", True)


def test_the_range_knows_the_scale_of_each_month(contract: Contract) -> None:
    """附件1.六, 八.1: unrated, P2 ranges from four times −10,000 to four times 50,000."""
    agreed = change("S-1", "P2", **{TOP: 50000})
    first, second, _ = settled(contract, records(None, agreed))
    assert (str(first.range.low), str(first.range.high)) == ("348800.00", "508800.00")
    assert (str(second.range.low), str(second.range.high)) == ("348800.00", "588800.00")


def test_a_ceiling_cuts_what_a_change_brings(contract: Contract) -> None:
    """附件1.六, 八.1: of 60,000 in all, 30,000 are left when a reward of 50,000 comes."""
    capped = reading(contract, rewards="within_ceiling", reward_ceiling=Decimal("60000.00"))
    ratings = rated({"2025-08": "优秀", "2025-12": "优秀"})
    agreed = change("S-1", "P2", **{TOP: 50000})
    first, second, _ = settled(capped, records(ratings, agreed))
    assert str(first.sum_of("reward")) == "30000.00"
    assert str(second.sum_of("reward")) == "30000.00"
    assert english(second.of("reward")[0].text) == (
        "reward of 50,000.00, less 20,000.00 above the ceiling"
    )


def test_a_change_that_removes_a_rating_in_use_is_refused(contract: Contract) -> None:
    """附件1.六: a rating that counts must be in the scale that governs its month, no other must."""
    scale = [{"rating": "好", "reward": 10000}, {"rating": "差", "deduction": 10000}]
    agreed = change("S-1", "P3", **{"evaluation.scale": scale})
    used = rated({"2025-08": "优秀", "2026-04": "优秀"})
    (problem,) = errors(all_problems(contract, records(used, agreed), AFTER_ALL))
    assert (problem.code, problem.line) == ("rating-unknown", 3)
    assert english(problem.message) == '"优秀" is not in the rating scale.'
    assert english(problem.hint) == "The scale is: 好, 差. Write one of these in full."


def test_a_rating_that_no_longer_holds_may_leave_the_scale(contract: Contract) -> None:
    """附件1.六: what was replaced or taken back before needs no step in the changed scale."""
    scale = [{"rating": "好", "reward": 10000}, {"rating": "差", "deduction": 10000}]
    agreed = change("S-1", "P3", **{"evaluation.scale": scale})
    rows = (
        row(2, "优秀", month="2026-04", id_="R-2"),
        row(3, "好", month="2026-04", id_="R-3", revises="R-2", reason="复核"),
        row(4, "一般", month="2026-05", id_="R-4"),
        row(5, "", month="2026-05", id_="R-5", revises="R-4", reason="记错"),
    )
    what = records(Records(ratings=rows), agreed)
    assert errors(all_problems(contract, what, AFTER_ALL)) == []


def test_a_clause_can_be_added(contract: Contract) -> None:
    """八.1: an agreement may bring a clause of its own, and a figure may rest on it then."""
    agreed = change("S-1", "P1", **{'clauses."十"': {"zh": "补充约定"}, "damages.clauses": ["十"]})
    damages = adjusted("A-2", "P1", "damages", "5")
    first, *_ = settled(contract, records(ALL_TOP, agreed, damages))
    assert first.of("damages")[0].clauses == ("十", "八.1")


def test_everything_that_amends_the_contract_can_be_told(contract: Contract) -> None:
    """八.1: the terms list each amendment that holds, changes in the order they take hold."""
    later, sooner = change("S-1", "P3", **{TOP: 1}), change("S-2", "2025-09-01", **{TOP: 2})
    lost, gone = extension("S-3", 5, "2026-03-01"), extension("S-4", 5, "2025-09-01")
    found = terms_of(contract, (later, sooner, lost, gone, withdrawn("S-5", "S-4")))
    assert found.amendments == (sooner, later, lost)
