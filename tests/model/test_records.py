"""Records and amendments: what they are called, what they add, what they take back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zkrc_ledger.model.amendments import Amendment, Setting, Withdrawal
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord, Records

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("price", "total"), "price.total"),
        (("evaluation", "scale", 0, "reward"), "evaluation.scale[0].reward"),
        (("clauses", "三.2", "zh"), 'clauses."三.2".zh'),
        (("payment_period", "installments", 12), "payment_period.installments[12]"),
    ],
)
def test_a_setting_names_its_key_as_the_contract_file_does(
    path: tuple[str | int, ...], key: str
) -> None:
    """A key path is written with dots, places of a list in brackets, other keys in quotes."""
    assert Setting(path=path, written=1, value=1).key == key


def test_a_record_is_called_by_its_id_or_by_its_line() -> None:
    """A row without an id is known by the line it stands on."""
    row = RatingRecord(id="", month="2025-09", rating="好", place=Place("ratings.csv", 3))
    assert row.name == "ratings.csv:3"
    assert Amendment(id="S-1", basis="协议").name == "S-1"


@pytest.mark.parametrize(
    ("record", "takes_back"),
    [
        (RatingRecord(id="a", month="2025-09", rating=""), False),
        (RatingRecord(id="a", month="2025-09", rating="", revises="b"), True),
        (RatingRecord(id="a", month="2025-09", rating="好", revises="b"), False),
        (Adjustment(id="a", period="P1", kind="", revises="b"), True),
        (Adjustment(id="a", period="P1", kind="breach", revises="b"), False),
        (Adjustment(id="a", period="P1", kind=""), False),
        (Invoice(id="a", period="P1", number="", day=None, amount=None, revises="b"), True),
        (Invoice(id="a", period="P1", number="", day=None, amount=None), False),
        (Payment(id="a", period="P1", day=None, amount=None, revises="b"), True),
        (Payment(id="a", period="P1", day=DAY, amount=Decimal(1), revises="b"), False),
        (Withdrawal(id="a", revises="b"), True),
        (Amendment(id="a", basis="协议", revises="b"), False),
    ],
)
def test_a_record_that_only_names_another_takes_it_back(
    record: Record, *, takes_back: bool
) -> None:
    """What names another record and says nothing else takes it back; what says more replaces it."""
    assert record.takes_back is takes_back


def test_a_record_of_no_kind_cannot_say() -> None:
    """Whether a record takes another back is for each kind to say."""
    with pytest.raises(NotImplementedError):
        _ = Record(id="a").takes_back


def test_a_red_letter_invoice_counts_against_its_original() -> None:
    """Amounts are positive in the file; a red-letter one is taken off what is invoiced."""
    plain = Invoice(id="a", period="P1", number="1", day=DAY, amount=Decimal("5.00"))
    red = Invoice(id="b", period="P1", number="2", day=DAY, amount=Decimal("5.00"), red_of="1")
    empty = Invoice(id="c", period="P1", number="", day=None, amount=None, revises="a")
    assert [str(one.signed) for one in (plain, red, empty)] == ["5.00", "-5.00", "0.00"]


def test_records_are_added_to_and_never_changed() -> None:
    """Adding makes new records beside the old ones, which stay as they were."""
    none = Records()
    one = none.adding("payments", [Payment(id="a", period="P1", day=DAY, amount=Decimal(1))])
    two = one.adding("amendments", [Withdrawal(id="b", revises="c")])
    assert [record.id for record in two.everything] == ["a", "b"]
    assert (none.everything, len(one.everything)) == ((), 1)
