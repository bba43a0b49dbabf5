"""What happens besides ratings, written short for tables: adjustments, money, amendments.

Each record stands on the line that the number in its name says: A-2 on line 2 of its file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.english import english
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment
from zkrc_ledger.rules.requests import RequestRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zkrc_ledger.model.problem import Problem

MONTHS = (
    *("2025-08", "2025-09", "2025-10", "2025-11"),  # P1
    *("2025-12", "2026-01", "2026-02", "2026-03"),  # P2
    *("2026-04", "2026-05", "2026-06", "2026-07"),  # P3
)
N1, N2, N3 = (f"2511200000000000000{digit}" for digit in "123")  # fully digitalised: 20 digits


def place(kind: type[Record], name: str) -> Place | None:
    """The line that a record's name says: A-2 stands on line 2, what has no name on none."""
    return Place(kind.FILE, int(name.rpartition("-")[2])) if name else None


def adjusted(
    id_: str,
    period: str,
    kind: str,
    amount: str | None = None,
    *,
    stage: str = "agreed",
    clause: str = "",
    basis: str | None = None,
    to_period: str = "",
    **others: Any,
) -> Adjustment:
    """A row of adjustments.csv; what is agreed has a basis unless said."""
    return Adjustment(
        id=id_,
        period=period,
        kind=kind,
        amount=None if amount is None else Decimal(amount),
        stage=stage,
        clause=clause,
        basis=("函" if stage == "agreed" else "") if basis is None else basis,
        to_period=to_period,
        place=place(Adjustment, id_),
        **others,
    )


def invoiced(
    name: str,
    period: str,
    amount: str,
    day: str,
    number: str = N1,
    *,
    red_of: str = "",
    **others: Any,
) -> Invoice:
    """A row of invoices.csv; `name` only says its line."""
    return Invoice(
        period=period,
        number=number,
        date=date.fromisoformat(day),
        amount=Decimal(amount),
        red_of=red_of,
        place=place(Invoice, name),
        **others,
    )


def paid(id_: str, period: str, amount: str, day: str, ref: str = "", **others: Any) -> Payment:
    """A row of payments.csv; with a minus sign, money sent back."""
    return Payment(
        id=id_,
        period=period,
        date=date.fromisoformat(day),
        amount=Decimal(amount),
        ref=ref,
        place=place(Payment, id_),
        **others,
    )


def marked(name: str, period: str, event: str, day: str, number: str = "", **others: Any) -> Event:
    """A row of events.csv; `name` only says its line."""
    return Event(
        period=period,
        event=event,
        date=date.fromisoformat(day),
        number=number,
        place=place(Event, name),
        **others,
    )


def extension(id_: str, days: int, start: str, **others: Any) -> Extension:
    """七.1 An extension."""
    return Extension(
        id=id_,
        days=days,
        start=date.fromisoformat(start),
        basis="停工通知",
        place=place(Extension, id_),
        **others,
    )


def termination(id_: str, on: str, settle: str | None = None, **others: Any) -> Termination:
    """四.7 A termination."""
    return Termination(
        id=id_,
        on=date.fromisoformat(on),
        settle=None if settle is None else Decimal(settle),
        basis="解除通知",
        place=place(Termination, id_),
        **others,
    )


def change(id_: str, start: str, terms: dict[str, Any], **others: Any) -> Change:
    """八.1 A change of these terms, from a payment period or a day on."""
    return Change(
        id=id_,
        start=start if start.startswith("P") else date.fromisoformat(start),
        set=terms,
        basis="补充协议",
        place=place(Change, id_),
        **others,
    )


def refused(ask: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Code, message and hint of each reason for which something is refused."""
    with pytest.raises(RequestRefusedError) as error:
        ask()
    return said(error.value.problems)


def said(problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """Code, message and hint of each problem."""
    return [(one.code, english(one.message), english(one.hint)) for one in problems]
