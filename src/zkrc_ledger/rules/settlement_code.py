"""The settlement code (对账码): one short code over everything two parties settle by.

It is taken over the contract's terms and the records in effect, in one canonical form, so that
it is the same on both parties' machines exactly when what they settle by is the same: whatever
the order of rows, encodings, line ends, comments, ids, notes and summaries.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Change, Extension, Setting, Termination
from zkrc_ledger.model.flat import flattened, plain
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records

# Crockford's base 32: none of I, L, O, U, so that a code can be read over the telephone
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 60
# what says the same in other words, or is said about it
_NOT_SETTLED_BY = ("clauses", "in_words", "confirmed", "source", "contract", "parties", "warnings")


def settlement_code(contract: Contract, records: Records) -> str:
    """The code, as K7QF-2M9X-4TZ8."""
    lines = "\n".join(f"{key} = {value}" for key, value in settled_by(contract, records))
    number = int.from_bytes(hashlib.sha256(lines.encode()).digest(), "big") >> (256 - _BITS)
    letters = "".join(_LETTERS[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def settled_by(contract: Contract, records: Records) -> list[tuple[str, str]]:
    """Every term and every record in effect, as key and value, in canonical order."""
    terms = flattened(contract, without=_NOT_SETTLED_BY)
    return [("contract.number", contract.number), *sorted(terms), *sorted(_records(records))]


def _records(records: Records) -> Iterator[tuple[str, str]]:
    ratings, _ = ratings_in_effect(records.ratings)
    for month, rating in ratings.items():
        yield f"rating {month}", f"{rating.rating} {rating.stage}"
    for one in Standing(records.adjustments).in_effect():
        yield f"adjustment {one.period} {one.kind}", f"{plain(one.amount)} {one.stage} {one.clause}"
    for invoice in Standing(records.invoices).in_effect():
        said = (invoice.day, invoice.amount, invoice.red_of)
        yield f"invoice {invoice.period} {invoice.number}", " ".join(map(plain, said))
    for payment in Standing(records.payments).in_effect():
        yield (
            f"payment {payment.period}",
            f"{plain(payment.day)} {plain(payment.amount)} {payment.ref}",
        )
    for amendment in Standing(records.amendments).in_effect():
        match amendment:
            case Extension():
                yield "extension", f"{amendment.days} {plain(amendment.start)}"
            case Termination():
                yield "termination", f"{plain(amendment.on)} {plain(amendment.settle)}"
            case Change():
                for setting in amendment.settings:
                    yield f"change {plain(amendment.start)} {setting.key}", _setting(setting)


def _setting(setting: Setting) -> str:
    return "; ".join(f"{key}={said}" for key, said in flattened(setting.value))
