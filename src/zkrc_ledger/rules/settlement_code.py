"""The settlement code (对账码): one short code over everything two parties settle by.

It is taken over the contract's terms and the records in effect, in one canonical form, so that
it is the same on both parties' machines exactly when what they settle by is the same: whatever
the order of rows, encodings, line ends, comments, ids, notes and summaries.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Amendment, Change, Extension, Setting, Termination
from zkrc_ledger.model.flat import flattened, plain
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.history import says
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.model.text import Shown

# Crockford's base 32: none of I, L, O, U, so that a code can be read over the telephone
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 60
# what says the same in other words, or is said about it
_NOT_SETTLED_BY = ("clauses", "in_words", "confirmed", "source", "contract", "parties", "warnings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One term or one record that is settled by: its canonical key and value.

    `kind` and `says` are the same for people.
    """

    key: str
    value: str
    kind: Shown
    says: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
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


def settled_by(contract: Contract, records: Records) -> list[Fact]:
    """Every term of the contract and every record in effect; one that stands twice, twice."""
    terms = [("contract.number", contract.number), *flattened(contract, without=_NOT_SETTLED_BY)]
    return [
        *(Fact(key=key, value=value, kind=key, says=value) for key, value in terms),
        *_ratings(records),
        *_bookings(records),
        *(fact for one in Standing(records.amendments).in_effect() for fact in _amended(one)),
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


def _ratings(records: Records) -> Iterator[Fact]:
    for month, rating in ratings_in_effect(records.ratings)[0].items():
        yield Fact(
            key=f"rating {month}",
            value=_joined(rating.rating, rating.stage),
            kind=Text("Rating"),
            says=says(rating),
        )


def _bookings(records: Records) -> Iterator[Fact]:
    for one in Standing(records.adjustments).in_effect():
        yield Fact(
            key=f"adjustment {one.period} {one.kind}",
            value=_joined(plain(one.amount), one.stage, one.clause),
            kind=Text("Adjustment"),
            says=says(one),
        )
    for invoice in Standing(records.invoices).in_effect():
        yield Fact(
            key=f"invoice {invoice.number}",
            value=_joined(
                invoice.period, plain(invoice.day), plain(invoice.amount), invoice.red_of
            ),
            kind=Text("Invoice"),
            says=says(invoice),
        )
    for payment in Standing(records.payments).in_effect():
        yield Fact(
            key=f"payment {payment.period} {plain(payment.day)}",
            value=_joined(plain(payment.amount), payment.ref),
            kind=Text("Payment"),
            says=says(payment),
        )


def _amended(amendment: Amendment) -> Iterator[Fact]:
    settings = amendment.settings if isinstance(amendment, Change) else ()
    start = plain(getattr(amendment, "start", None))
    values = [(f"change {start} {one.key}", _setting(one)) for one in settings]
    if isinstance(amendment, Extension):
        values = [("extension", _joined(str(amendment.days), start))]
    elif isinstance(amendment, Termination):
        values = [("termination", _joined(plain(amendment.on), plain(amendment.settle)))]
    for key, value in values:
        yield Fact(key=key, value=value, kind=Text("Amendment"), says=says(amendment))


def _setting(setting: Setting) -> str:
    return json.dumps(list(flattened(setting.value)), ensure_ascii=False)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
