"""The settlement code (核对码): one short code over everything two parties settle by.

It is taken over the contract's terms and the records in effect, in one canonical form, so that
it is the same on both parties' machines exactly when what they settle by is the same: whatever
the order of rows, encodings, line ends, comments, ids, notes and summaries.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Extension, Termination
from zkrc_ledger.model.flat import flattened, plain
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.says import says

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.model.text import Shown
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.in_effect import InEffect

# Crockford's base 32: none of I, L, O, U, so that a code can be read over the telephone
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 60
# what says the same in other words, or is said about it
_NOT_SETTLED_BY = ("clauses", "in_words", "confirmed", "source", "contract", "parties", "warnings")


@value_class()
class Fact:
    """One term or one record that is settled by: its canonical key and value.

    `kind` and `says` are the same for people.
    """

    key: str
    value: str
    kind: Shown
    says: Shown


@value_class()
class Difference:
    """The facts under one key that only one of two books has."""

    key: str
    here: tuple[Fact, ...]
    there: tuple[Fact, ...]


def settlement_code(facts: Sequence[Fact]) -> str:
    """The code over these facts, as K7QF-2M9X-4TZ8; their order means nothing."""
    canonical = json.dumps(sorted((fact.key, fact.value) for fact in facts), ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(canonical.encode()).digest(), "big") >> (256 - _BITS)
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def settled_by(assessment: Assessment) -> list[Fact]:
    """Every term as amended and every record in effect; one that stands twice, twice.

    Events are left out: they tell when something was done, not what is due.
    """
    contract, records = assessment.contract, assessment.records
    terms = [("contract.number", contract.number), *flattened(contract, without=_NOT_SETTLED_BY)]
    return [
        *(Fact(key=key, value=value, kind=key, says=value) for key, value in terms),
        *(
            Fact(
                key=f"rating {month}",
                value=_joined(rating.rating, rating.stage),
                kind=Text("Rating"),
                says=says(rating),
            )
            for month, rating in records.ratings.items()
        ),
        *_bookings(records),
        *(fact for one in assessment.terms.amendments for fact in _amended(one, assessment.terms)),
    ]


def differences(here: Sequence[Fact], there: Sequence[Fact]) -> list[Difference]:
    """What only one of two books is settled by, in the order of the keys."""
    counted = [Counter((fact.key, fact.value) for fact in side) for side in (here, there)]
    only: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((here, there)):
        more = counted[side] - counted[1 - side]
        for fact in facts:
            if more[fact.key, fact.value] > 0:
                more[fact.key, fact.value] -= 1
                only[fact.key][side].append(fact)
    return [
        Difference(key=key, here=tuple(left), there=tuple(right))
        for key, (left, right) in sorted(only.items())
    ]


def _bookings(records: InEffect) -> Iterator[Fact]:
    for one in records.adjustments:
        yield Fact(
            key=f"adjustment {one.period} {one.kind}",
            value=_joined(plain(one.amount), one.stage, one.clause, one.to_period),
            kind=Text("Adjustment"),
            says=says(one),
        )
    for invoice in records.invoices:
        yield Fact(
            key=f"invoice {invoice.number}",
            value=_joined(
                invoice.period, plain(invoice.date), plain(invoice.amount), invoice.red_of
            ),
            kind=Text("Invoice"),
            says=says(invoice),
        )
    for payment in records.payments:
        yield Fact(
            key=f"payment {payment.period} {plain(payment.date)}",
            value=_joined(plain(payment.amount), payment.ref),
            kind=Text("Payment"),
            says=says(payment),
        )


def _amended(amendment: Amendment, terms: Terms) -> Iterator[Fact]:
    start = plain(getattr(amendment, "start", None))
    values: list[tuple[str, str]] = []
    if isinstance(amendment, Extension):
        values = [("extension", _joined(str(amendment.days), start))]
    elif isinstance(amendment, Termination):
        values = [("termination", _joined(plain(amendment.on), plain(amendment.settle)))]
    else:
        changes = [one for one in terms.final.changes if one.change is amendment]
        values = [(f"change {start} {one.key}", one.after) for one in changes]
    for key, value in values:
        yield Fact(key=key, value=value, kind=Text("Amendment"), says=says(amendment))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
