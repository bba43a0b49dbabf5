"""What happens besides ratings, written short for tables: adjustments, money, amendments.

Every record has an id and a line of its own file, so that problems and steps can name it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.english import english
from zkrc_ledger.book.key_paths import read_setting
from zkrc_ledger.model.amendments import Change, Extension, Termination, Withdrawal
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, Records

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import AdjustmentKind, AdjustmentStage, RatingRecord
    from zkrc_ledger.rules.booking import Asked

MONTHS = (
    *("2025-08", "2025-09", "2025-10", "2025-11"),  # P1
    *("2025-12", "2026-01", "2026-02", "2026-03"),  # P2
    *("2026-04", "2026-05", "2026-06", "2026-07"),  # P3
)
N1, N2, N3 = (f"2511200000000000000{digit}" for digit in "123")  # fully digitalised: 20 digits
_FILES = {Adjustment: "adjustments.csv", Invoice: "invoices.csv", Payment: "payments.csv"}


def _place(kind: type[Record], id_: str) -> Place:
    """The line that an id's number says: A-2 stands on line 2."""
    return Place(_FILES.get(kind, "amendments.toml"), int(id_.rpartition("-")[2]))


def adjusted(
    id_: str,
    period: str,
    kind: AdjustmentKind,
    amount: str | None = None,
    *,
    stage: AdjustmentStage = "agreed",
    clause: str = "",
    basis: str = "",
    revises: str = "",
    reason: str = "",
) -> Adjustment:
    """A row of adjustments.csv."""
    return Adjustment(
        id=id_,
        period=period,
        kind=kind,
        amount=None if amount is None else Decimal(amount),
        stage=stage,
        clause=clause,
        basis=basis,
        revises=revises,
        reason=reason,
        place=_place(Adjustment, id_),
    )


def invoiced(
    id_: str,
    period: str,
    amount: str,
    day: str,
    number: str = N1,
    *,
    red_of: str = "",
) -> Invoice:
    """A row of invoices.csv."""
    return Invoice(
        id=id_,
        period=period,
        number=number,
        day=date.fromisoformat(day),
        amount=Decimal(amount),
        red_of=red_of,
        place=_place(Invoice, id_),
    )


def paid(id_: str, period: str, amount: str, day: str, ref: str = "") -> Payment:
    """A row of payments.csv; with a minus sign, money sent back."""
    return Payment(
        id=id_,
        period=period,
        day=date.fromisoformat(day),
        amount=Decimal(amount),
        ref=ref,
        place=_place(Payment, id_),
    )


def extension(id_: str, days: int, start: str, *, revises: str = "", reason: str = "") -> Extension:
    """七.1 An extension."""
    return Extension(
        id=id_,
        days=days,
        start=date.fromisoformat(start),
        basis="停工通知",
        revises=revises,
        reason=reason,
        place=_place(Extension, id_),
    )


def termination(
    id_: str, on: str, settle: str | None = None, *, revises: str = "", reason: str = ""
) -> Termination:
    """四.7 A termination."""
    return Termination(
        id=id_,
        on=date.fromisoformat(on),
        settle=None if settle is None else Decimal(settle),
        basis="解除通知",
        revises=revises,
        reason=reason,
        place=_place(Termination, id_),
    )


def change(id_: str, start: str, recorded_at: str = "", /, **settings: object) -> Change:
    """八.1 A change from a payment period or a day on; in a key `__` is a dot.

    A key that no argument can be named for comes as `**{"evaluation.scale[0]": …}`.
    """
    return Change(
        id=id_,
        start=start if start.startswith("P") else date.fromisoformat(start),
        settings=tuple(read_setting(key.replace("__", "."), to) for key, to in settings.items()),
        basis="补充协议",
        recorded_at=recorded_at,
        place=_place(Change, id_),
    )


def withdrawn(id_: str, revises: str, reason: str = "记错") -> Withdrawal:
    """An amendment that takes another back."""
    return Withdrawal(id=id_, revises=revises, reason=reason, place=_place(Withdrawal, id_))


def records(
    ratings: Records | None = None, *deeds: Adjustment | Invoice | Payment | Amendment
) -> Records:
    """Rated months and whatever else happened, each in its place."""
    rows: tuple[RatingRecord, ...] = ratings.ratings if ratings else ()
    kinds = (Adjustment, Invoice, Payment)
    return Records(
        ratings=rows,
        adjustments=tuple(one for one in deeds if isinstance(one, Adjustment)),
        invoices=tuple(one for one in deeds if isinstance(one, Invoice)),
        payments=tuple(one for one in deeds if isinstance(one, Payment)),
        amendments=tuple(one for one in deeds if not isinstance(one, kinds)),
    )


def refusals(asked: Asked) -> list[tuple[str, str, str]]:
    """Code, message and hint of each refusal; then nothing is to be recorded."""
    assert not (asked.problems and asked.records)
    return [(one.code, english(one.message), english(one.hint)) for one in asked.problems]
