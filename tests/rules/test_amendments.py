"""七.1, 四.7: extensions and terminations, dates and figures by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.english import english
from tests.rules.deeds import MONTHS, adjusted, extension, termination
from tests.rules.row_cases import GONE
from tests.rules.rows import on
from tests.support import assessed, rated

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.settlement import PeriodSettlement

SIGNED = [
    ("2025-08-08", "2025-12-07", "2026-01-05"),
    ("2025-12-08", "2026-04-07", "2026-05-08"),
    ("2026-04-08", "2026-08-07", "2026-09-04"),
]
FLAT = rated(dict.fromkeys(MONTHS, "一般"))
AT_THE_END = {"readings.extension_falls": "at_the_end"}


def periods(*amendments: Amendment, **others: str) -> list[tuple[str, str, str]]:
    """First day, last day and request deadline of each period."""
    return [
        (str(one.start), str(one.end), str(one.request_by.day))
        for one in assessed(*amendments, terms=others).schedule.periods
    ]


def month(id_: str, *amendments: Amendment, **others: str) -> tuple[str, str]:
    """First and last day of one service month."""
    found = assessed(*amendments, terms=others).schedule.month(id_)
    assert found is not None
    return str(found.start), str(found.end)


def settled(*rows: Record) -> tuple[PeriodSettlement, ...]:
    """Every period, settled after all has ended."""
    return assessed(*rows).settlement.periods


@pytest.mark.parametrize(
    ("amendments", "expected"),
    [
        ((), SIGNED),
        (  # in the second period: the first stays, 7 April is 7 May, 7 August is 6 September
            (extension("S-1", 30, "2026-03-01"),),
            [
                SIGNED[0],
                ("2025-12-08", "2026-05-07", "2026-06-03"),
                ("2026-05-08", "2026-09-06", "2026-10-09"),
            ],
        ),
        (  # in the first month, on its first day: everything moves by ten days
            (extension("S-1", 10, "2025-08-08"),),
            [
                ("2025-08-08", "2025-12-17", "2026-01-15"),
                ("2025-12-18", "2026-04-17", "2026-05-19"),
                ("2026-04-18", "2026-08-17", "2026-09-14"),
            ],
        ),
        (  # in the last month, on its last day: only the end moves
            (extension("S-1", 10, "2026-08-07"),),
            [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")],
        ),
        (  # a second one in the grown month, wherever it stands in the file: 35 days together
            (extension("S-2", 5, "2026-03-20"), extension("S-1", 30, "2026-03-01")),
            [
                SIGNED[0],
                ("2025-12-08", "2026-05-12", "2026-06-09"),
                ("2026-05-13", "2026-09-11", "2026-10-15"),
            ],
        ),
        (  # two of one day: 5 and 5 are 10
            (extension("S-1", 5, "2026-08-07"), extension("S-2", 5, "2026-08-07")),
            [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")],
        ),
        (  # taken back
            (
                on(1, extension("S-1", 30, "2026-03-01")),
                on(2, extension("S-1", 30, "2026-03-01"), **GONE),
            ),
            SIGNED,
        ),
        (  # a day that only the first extension brought into the term can be lost too
            (extension("S-1", 10, "2026-08-07"), extension("S-2", 10, "2026-08-17")),
            [*SIGNED[:2], ("2026-04-08", "2026-08-27", "2026-09-23")],
        ),
    ],
)
def test_an_extension_moves_what_comes_after_it(
    amendments: tuple[Amendment, ...], expected: list[tuple[str, str, str]]
) -> None:
    """七.1: everything after the lost days moves by as many days, deadlines too, ids never."""
    assert periods(*amendments) == expected
    assert [one.id for one in assessed(*amendments).schedule.months] == list(MONTHS)


def test_the_month_that_holds_the_first_lost_day_grows() -> None:
    """七.1: 30 days lost from 1 March on make 2026-02 last 58 days and move 2026-03 as it is."""
    lost = extension("S-1", 30, "2026-03-01")
    assert month("2026-01", lost) == ("2026-01-08", "2026-02-07")
    assert month("2026-02", lost) == ("2026-02-08", "2026-04-06")  # 7 March and 30 days
    # 8 March to 7 April are 31 days, and stay 31 days: never counted anew in months
    assert month("2026-03", lost) == ("2026-04-07", "2026-05-07")
    assert month("2026-07", lost) == ("2026-08-07", "2026-09-06")
    cycles = [cycle for period in assessed(lost).schedule.periods for cycle in period.cycles]
    assert [(one.id, str(one.start), str(one.end)) for one in cycles[3:5]] == [
        ("C4", "2026-02-08", "2026-05-07"),
        ("C5", "2026-05-08", "2026-07-07"),
    ]


def test_an_extension_can_be_read_as_falling_at_the_end() -> None:
    """七.1, a reading: the days are added behind the last one, and nothing before them moves."""
    lost = extension("S-1", 10, "2025-08-08")
    assert periods(lost, **AT_THE_END) == [*SIGNED[:2], ("2026-04-08", "2026-08-17", "2026-09-14")]
    assert month("2026-07", lost, **AT_THE_END) == ("2026-07-08", "2026-08-17")
    assert month("2025-08", lost, **AT_THE_END) == ("2025-08-08", "2025-09-07")


def test_what_comes_after_a_termination_falls_away() -> None:
    """四.7: ended on 20 January, P2 stops there, its months too, and there is no P3."""
    ended = termination("S-1", "2026-01-20")
    assert periods(ended) == [SIGNED[0], ("2025-12-08", "2026-01-20", "2026-02-24")]
    schedule = assessed(ended).schedule
    cut = schedule.periods[1]
    assert [(one.id, str(one.end)) for one in cut.months] == [
        ("2025-12", "2026-01-07"),
        ("2026-01", "2026-01-20"),
    ]
    assert [(one.id, str(one.end)) for one in cut.cycles] == [("C3", "2026-01-20")]
    assert (cut.cut, str(cut.whole_end), schedule.fallen_away) == (True, "2026-04-07", ("P3",))


def test_a_cut_period_is_undetermined_until_an_amount_is_agreed() -> None:
    """四.7: 44 of 121 days of 388,800 are 141,381.82, an estimate that counts nowhere."""
    rows = (*rated(dict.fromkeys(MONTHS[:6], "优秀")), termination("S-1", "2026-01-20"))
    first, cut = settled(*rows)
    assert (first.state, str(first.net)) == ("final", "508800.00")
    assert (cut.state, cut.price, cut.net, cut.due, cut.undisputed, cut.to_invoice) == (
        *("undetermined", None, None, None, None, None),
    )
    # 388,800 × 44 ÷ 121 = 141,381.8181…
    assert (str(cut.estimate), str(cut.owed_by_contractor)) == ("141381.82", "0.00")
    # two months 优秀 are 60,000; the installment from nothing to all of it
    assert (str(cut.range.low), str(cut.range.high)) == ("60000.00", "448800.00")
    whole = assessed(*rows).settlement
    assert (whole.net, whole.due, str(whole.owed_by_contractor)) == (None, None, "0.00")


def test_a_cut_period_with_nothing_rated_has_no_line() -> None:
    """四.7: nothing is known of it but the estimate, and that is no line."""
    _, cut = settled(termination("S-1", "2026-01-20"))
    assert (cut.lines, cut.state, str(cut.estimate)) == ((), "undetermined", "141381.82")
    # two months at −10,000 and nothing of the installment; at 30,000 and all of it
    assert (str(cut.range.low), str(cut.range.high)) == ("-20000.00", "448800.00")


def test_the_estimate_is_rounded_half_up() -> None:
    """四.7: half of 388,800.01 is 194,400.005, rounded up to 194,400.01."""
    amounts = {
        "payment_period.installments": [
            {"amount": amount} for amount in ("388800.01", "388800.00", "388799.99")
        ]
    }
    # 30 days more make P1 152 days long, and 22 October is the 76th
    lost, ended = extension("S-1", 30, "2025-10-01"), termination("S-2", "2025-10-22")
    (cut,) = assessed(lost, ended, terms=amounts).settlement.periods
    assert str(cut.estimate) == "194400.01"


@pytest.mark.parametrize(
    "amendments",
    [
        (termination("S-1", "2026-01-20", "150000.00"),),
        # later, as the next version of the termination, or as one of its own
        (
            on(1, termination("S-1", "2026-01-20")),
            on(2, termination("S-1", "2026-01-20", "150000.00", was="2026-01-20")),
        ),
        (termination("S-1", "2026-01-20"), termination("S-2", "2026-01-20", "150000.00")),
        (termination("S-2", "2026-01-20", "150000.00"), termination("S-1", "2026-01-20")),
    ],
)
def test_an_agreed_amount_settles_the_cut_period(amendments: tuple[Amendment, ...]) -> None:
    """四.7: agreed then or later, 150,000 take the place of installment and ratings alike."""
    ratings = rated({**dict.fromkeys(MONTHS[:4], "一般"), "2025-12": "优秀"})
    damage = adjusted("A-2", "P2", "damages", "3000.50")
    claim = adjusted("A-3", "P2", "damages", "1000", stage="claimed")
    _, cut = settled(*ratings, damage, claim, *amendments)
    assert [(line.kind, str(line.amount), english(line.text)) for line in cut.lines] == [
        ("installment", "150000.00", "Agreed for P2, cut by the termination"),
        ("reward", "0.00", "covered by the agreed amount"),
        ("damages", "-3000.50", "damages"),
    ]
    assert cut.lines[0].clauses == ("四.7",)
    assert cut.lines[0].record in amendments
    assert (cut.state, cut.unrated, cut.estimate) == ("final", (), None)
    assert (str(cut.price), str(cut.due), str(cut.undisputed)) == (
        *("150000.00", "146999.50", "145999.50"),
    )
    assert (str(cut.range.low), str(cut.range.high)) == ("145999.50", "146999.50")


def test_an_amount_of_nothing_can_be_agreed() -> None:
    """四.7: 0.00 agreed is an amount, not the want of one."""
    _, cut = settled(*FLAT, termination("S-1", "2026-01-20", "0.00"))
    assert (cut.state, str(cut.net)) == ("final", "0.00")


def test_nothing_need_be_agreed_where_a_period_was_over() -> None:
    """四.7: ended on P1's last day, P1 is paid whole and nothing else is left."""
    (only,) = settled(*FLAT, termination("S-1", "2025-12-07"))
    assert (only.state, str(only.net), only.period.cut) == ("final", "388800.00", False)


def test_an_extended_period_can_be_cut() -> None:
    """七.1, 四.7: 30 days lost in P1 make it 152 days long; 76 of them are half: 194,400."""
    (cut,) = settled(extension("S-1", 30, "2025-10-01"), termination("S-2", "2025-10-22"))
    assert (str(cut.period.whole_end), str(cut.estimate)) == ("2026-01-06", "194400.00")
    assert [one.id for one in cut.period.months] == ["2025-08", "2025-09"]
