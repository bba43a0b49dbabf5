"""The settlement code: what it is taken over, and where two books differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from zkrc_ledger.model.amendments import Change, Extension, Setting, Termination, Withdrawal
from zkrc_ledger.model.flat import flattened, plain
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord, Records
from zkrc_ledger.rules.settlement_code import differences, settled_by, settlement_code

if TYPE_CHECKING:
    from zkrc_ledger.model.contract import Contract

DAY = date(2025, 12, 30)
PAID = Payment(id="P-1", period="P1", day=DAY, amount=Decimal("100.00"), ref="slip")


def code(contract: Contract, records: Records) -> str:
    """The code of these."""
    return settlement_code(settled_by(contract, records))


def facts(contract: Contract, records: Records) -> dict[str, str]:
    """The facts of the records, without the contract's terms."""
    terms = {fact.key for fact in settled_by(contract, Records())}
    return {fact.key: fact.value for fact in settled_by(contract, records) if fact.key not in terms}


def test_its_form(contract: Contract) -> None:
    """Twelve letters and digits in three groups, none of them I, L, O or U."""
    groups = code(contract, Records()).split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_what_it_is_taken_over(contract: Contract) -> None:
    """Each record in effect is one fact, in one form: amounts without idle zeros, ISO dates."""
    amended = contract.evaluation.scale[0]
    records = Records(
        ratings=(
            RatingRecord(id="R-1", month="2025-08", rating="好", stage="proposed"),
            RatingRecord(id="R-2", month="2025-08", rating="好"),
            RatingRecord(id="R-3", month="2025-09", rating=""),
        ),
        adjustments=(
            Adjustment(id="A-1", period="P1", kind="breach", clause="四.7"),
            Adjustment(
                id="A-2", period="P2", kind="damages", amount=Decimal("3000.50"), stage="claimed"
            ),
        ),
        invoices=(
            Invoice(id="I-1", period="P1", number="1", day=DAY, amount=Decimal(5)),
            Invoice(id="I-2", period="P1", number="2", day=DAY, amount=Decimal(5), red_of="1"),
        ),
        payments=(PAID, Payment(id="P-2", period="", day=None, amount=None, revises="P-9")),
        amendments=(
            Extension(id="S-1", basis="b", days=30, start=DAY),
            Termination(id="S-2", basis="b", on=DAY),
            Termination(id="S-5", basis="b", on=DAY, settle=Decimal("1.00")),
            Change(
                id="S-3",
                basis="b",
                start="P3",
                settings=(Setting(path=("evaluation", "scale", 0), value=amended, written={}),),
            ),
            Withdrawal(id="S-4", revises="S-2", reason="x"),
        ),
    )
    assert facts(contract, records) == {
        "rating 2025-08": "好 · final",
        "adjustment P1 breach": "- · agreed · 四.7",
        "adjustment P2 damages": "3000.5 · claimed",
        "invoice 1": "P1 · 2025-12-30 · 5",
        "invoice 2": "P1 · 2025-12-30 · 5 · 1",
        "payment P1 2025-12-30": "100 · slip",
        "extension": "30 · 2025-12-30",
        "termination": "2025-12-30 · 1",
        "change P3 evaluation.scale[0]": '[["rating", "优秀"], ["reward", "30000"], '
        '["deduction", "0"]]',
    }


@pytest.mark.parametrize(
    "ref",
    ["slip\nrating 2025-08 = 差", 'slip"], ["rating 2025-08", "差 · final', "slip · x", ""],
)
def test_no_words_pass_for_another_record(contract: Contract, ref: str) -> None:
    """Whatever stands in a reference, the code is not that of a book with another record."""
    plain_book = Records(
        payments=(PAID,), ratings=(RatingRecord(id="R-1", month="2025-08", rating="差"),)
    )
    sly = Records(payments=(replace(PAID, ref=ref),))
    assert code(contract, sly) != code(contract, plain_book)
    assert code(contract, sly) != code(contract, Records(payments=(PAID,)))


def test_entered_twice_is_another_code(contract: Contract) -> None:
    """A payment that stands twice counts twice, and the difference is the one more."""
    once, twice = Records(payments=(PAID,)), Records(payments=(PAID, replace(PAID, id="P-2")))
    assert code(contract, once) != code(contract, twice)
    [found] = differences(settled_by(contract, once), settled_by(contract, twice))
    assert (found.key, len(found.here), len(found.there)) == ("payment P1 2025-12-30", 0, 1)


def test_differences_are_those_of_either_side(contract: Contract) -> None:
    """A rating that differs is told with both values; what agrees is not told."""
    here = Records(
        payments=(PAID,), ratings=(RatingRecord(id="R-1", month="2025-08", rating="差"),)
    )
    there = Records(ratings=(RatingRecord(id="R-9", month="2025-08", rating="好"),))
    other = replace(contract, funds_request=replace(contract.funds_request, working_days=21))
    found = [
        (one.key, [fact.value for fact in one.here], [fact.value for fact in one.there])
        for one in differences(settled_by(contract, here), settled_by(other, there))
    ]
    assert found == [
        ("funds_request.working_days", ["20"], ["21"]),
        ("payment P1 2025-12-30", ["100 · slip"], []),
        ("rating 2025-08", ["差 · final"], ["好 · final"]),
    ]


def test_plain_values() -> None:
    """Numbers lose idle zeros and a zero its sign; lists of days go in their order in time."""
    assert [plain(value) for value in (None, Decimal("-0.00"), Decimal("1E+5"), True)] == [
        "-", "0", "100000", "True",
    ]  # fmt: skip
    days = (date(2026, 2, 1), date(2026, 1, 1))
    assert list(flattened(days, "days")) == [("days[0]", "2026-01-01"), ("days[1]", "2026-02-01")]
    assert list(flattened({"x": 1}, "table")) == []
