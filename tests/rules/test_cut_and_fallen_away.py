"""四.7: a period that a termination cut, and money of one that it took away, figures by hand."""

from __future__ import annotations

from tests.english import english
from tests.rules.books import (
    AT_THE_END,
    N1,
    N2,
    P1,
    adjusted,
    all_rated,
    assessed,
    changed,
    claimed,
    ended,
    extra,
    invoiced,
    paid,
    pair,
    periods,
    rated,
)

FLAT = all_rated(months=P1)


def test_a_cut_period_is_undetermined_until_an_amount_is_agreed() -> None:
    """四.7: every sum of P2 that rests on its price is open, and so are the book's totals of it."""
    rows = (*FLAT, adjusted("P2", "breach"), invoiced("P2", "1000"), paid("P2", "300"))
    whole = assessed(*rows, ended("2026-01-20")).settlement
    cut = whole.periods[1]
    assert (cut.state, cut.price, cut.net, cut.due, cut.undisputed) == (
        "undetermined",
        *[None] * 4,
    )
    assert (cut.to_invoice, cut.outstanding, cut.invoice_sum, cut.vat) == (*[None] * 4,)
    assert (str(cut.invoiced), str(cut.received), str(cut.set_offs)) == (
        "1000.00",
        "300.00",
        "-349920.00",
    )
    assert str(cut.estimate) == "141381.82"  # 388,800 × 44 ÷ 121 days, counted nowhere
    # nothing to a whole installment, and two unrated months from 差 to 优秀, less 349,920
    assert pair(cut.range) == ("-369920.00", "98880.00")
    assert (whole.net, whole.due, str(whole.owed_by_contractor)) == (None, None, "0.00")


def test_an_agreed_amount_takes_the_place_of_the_installment_and_the_periods_own_months() -> None:
    """四.7: 150,000 agreed; 优秀 of 2025-12 is 0.00; work and set-offs stand beside it."""
    beside = (extra("P2", "20000"), adjusted("P2", "damages", "3000.50"))
    rows = (*FLAT, *rated({"2025-12": "优秀"}), *beside, claimed("P2", "fees", "1000"))
    cut = periods(*rows, ended("2026-01-20", "150000"))[1]
    assert [(line.kind, str(line.amount), english(line.text)) for line in cut.lines] == [
        ("installment", "150000.00", "Agreed for P2, cut by the termination"),
        ("reward", "0.00", "covered by the agreed amount"),
        ("additional_work", "20000.00", "additional work"),
        ("damages", "-3000.50", "damages"),
    ]
    # 150,000 + 20,000 − 3,000.50; 2026-01 need not be rated
    assert (cut.state, cut.unrated, cut.estimate) == ("final", (), None)
    assert (str(cut.price), str(cut.net)) == ("170000.00", "166999.50")
    assert pair(cut.range) == ("165999.50", "166999.50")


def test_earlier_rewards_that_are_paid_at_the_end_stay_beside_the_agreed_amount() -> None:
    """四.7, a reading: P1's 4 × 30,000 come with the last period there is: 150,000 + 120,000."""
    ratings = rated(dict.fromkeys(P1, "优秀") | {"2025-12": "优秀", "2026-01": "差"})
    first, cut = periods(*ratings, ended("2026-01-20", "150000"), **AT_THE_END)
    assert (str(first.net), str(cut.net)) == ("388800.00", "270000.00")
    assert (first.state, cut.state) == ("final", "final")
    assert [(line.month, str(line.amount)) for line in cut.lines[1:]] == [
        *((month, "30000.00") for month in P1),
        ("2025-12", "0.00"),
        ("2026-01", "0.00"),
    ]


def test_earlier_rewards_keep_a_cut_period_open() -> None:
    """四.7, a reading: while a month of P1 is unrated, P2, which pays its reward, is incomplete."""
    rows = all_rated("优秀", P1[:3])
    _, cut = periods(*rows, ended("2026-01-20", "150000"), **AT_THE_END)
    assert (cut.state, cut.unrated) == ("incomplete", ("2025-11",))
    # 150,000 + 3 × 30,000, and 0 to 30,000 for 2025-11, whose deduction would be P1's
    assert pair(cut.range) == ("240000.00", "270000.00")


def test_money_of_a_period_that_fell_away_is_listed_apart() -> None:
    """四.7: invoices of 300,000 for P3 are to be taken back, 100,000 to be returned."""
    rows = (
        invoiced("P3", "388800", "2025-12-01", N1),
        invoiced("P3", "88800", "2025-12-02", N2, red_of=N1),
        paid("P3", "150000", "2025-12-03"),
        paid("P3", "-50000", "2025-12-04"),
    )
    whole = assessed(*FLAT, *rows, ended("2025-12-07")).settlement
    (fallen,) = whole.fallen_away
    assert (fallen.period, str(fallen.account.invoiced), str(fallen.account.received)) == (
        "P3",
        "300000.00",
        "100000.00",
    )
    assert (str(fallen.to_invoice), str(fallen.outstanding)) == ("-300000.00", "-100000.00")
    assert [one.period.id for one in whole.periods] == ["P1"]
    assert str(whole.net) == "388800.00"  # what fell away is in no total


def test_a_period_that_fell_away_without_money_is_not_listed() -> None:
    """四.7: there is nothing to say of a period nobody invoiced or paid."""
    assert assessed(*FLAT, ended("2025-12-07")).settlement.fallen_away == ()


def test_an_amended_installment_names_the_clause_of_supplements() -> None:
    """八.1: P1 pays by 三.2, P3 by the changed term: its line names 八.1 beside."""
    dearer = changed(
        "P3",
        **{
            "price.total": 1176400,
            "price.in_words": "壹佰壹拾柒万陆仟肆佰元整",
            "payment_period.installments[2]": {
                "amount": 398800,
                "in_words": "叁拾玖万捌仟捌佰元整",
            },
        },
    )
    first, _, last = periods(*FLAT, dearer)
    assert [(str(one.lines[0].amount), one.lines[0].clauses) for one in (first, last)] == [
        ("388800.00", ("三.2",)),
        ("398800.00", ("三.2", "八.1")),
    ]
