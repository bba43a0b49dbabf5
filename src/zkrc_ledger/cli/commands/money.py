"""`ledger deduct`, `extra`, `invoice`, `pay`: what changes or moves money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.recording import Slips, record, tell
from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.parse import (
    parse_date,
    parse_number,
    parse_period,
    parse_positive_amount,
    parse_words,
)
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Adjustment, Invoice, Payment
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.booking import ask_adjustments, ask_invoice, ask_payment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import AdjustmentStage, Records
    from zkrc_ledger.rules.booking import Asked


def deduct(
    session: Session,
    period: str,
    amount: str | None,
    *,
    breach: bool,
    fees: str | None,
    clause: str,
    claimed: bool,
    basis: str,
    note: str,
    json: bool,
) -> None:
    """四.7, 四.4 Record a breach deduction, its fees, or damages."""
    slips = Slips()
    sum_ = slips.read(amount, parse_positive_amount, None)
    beside = slips.read(fees, parse_positive_amount, None, "--fees")
    if breach == (amount is not None):
        slips.add(
            Refused(
                "breach-or-amount",
                Text("A deduction is either --breach or an amount of damages."),
                Text("Write ledger deduct P2 --breach, or ledger deduct P2 3000.50."),
            )
        )
    elif fees is not None and not breach:
        slips.add(
            Refused(
                "breach-or-amount",
                Text("--fees stand beside --breach only."),
                Text("Record them as damages: ledger deduct P2 3000.50."),
            )
        )
    slips.end()
    stage: AdjustmentStage = "claimed" if claimed else "agreed"
    asked = [
        Adjustment(
            id="",
            period=parse_period(period),
            kind="breach" if breach else "damages",
            amount=sum_,
            stage=stage,
            clause=clause.strip(),
            basis=parse_words(basis),
            note=parse_words(note),
        )
    ]
    if beside is not None:
        asked.append(
            Adjustment(
                id="",
                period=parse_period(period),
                kind="fees",
                amount=beside,
                stage=stage,
                clause=clause.strip(),
                basis=parse_words(basis),
            )
        )
    _record_adjustments(session, asked, json=json)


def additional_work(
    session: Session, period: str, amount: str, *, basis: str, note: str, json: bool
) -> None:
    """三.1 Record additional work agreed in writing."""
    slips = Slips()
    sum_ = slips.read(amount, parse_positive_amount, None)
    if not basis.strip():
        slips.add(
            Refused(
                "basis-missing",
                Text("Additional work needs the written agreement it rests on."),
                Text("Name it: --basis TEXT"),
            )
        )
    slips.end()
    asked = Adjustment(
        id="",
        period=parse_period(period),
        kind="additional_work",
        amount=sum_,
        basis=parse_words(basis),
        note=parse_words(note),
    )
    _record_adjustments(session, [asked], json=json)


def invoice(
    session: Session,
    period: str,
    amount: str | None,
    *,
    number: str,
    day: str,
    red: str | None,
    note: str,
    json: bool,
) -> None:
    """三.2 Record an invoice issued, or a red-letter invoice against one."""
    slips = Slips()
    asked = Invoice(
        id="",
        period=parse_period(period),
        number=parse_number(number),
        day=slips.read(day, parse_date, None, "--date"),
        amount=slips.read(amount, parse_positive_amount, None),
        red_of=parse_number(red or ""),
        note=parse_words(note),
    )
    slips.end()

    def ask(contract: Contract, records: Records, today: date) -> Sequence[Record]:
        return _granted(ask_invoice(contract, records, asked, today))

    tell(session, record(session, "invoices", ask), json=json)


def pay(
    session: Session,
    period: str,
    amount: str,
    *,
    day: str,
    ref: str,
    returned: bool,
    note: str,
    json: bool,
) -> None:
    """三.2 Record money received, or sent back."""
    slips = Slips()
    sum_ = slips.read(amount, parse_positive_amount, None)
    received_on = slips.read(day, parse_date, None, "--date")
    slips.end()
    asked = Payment(
        id="",
        period=parse_period(period),
        day=received_on,
        amount=-sum_ if returned and sum_ is not None else sum_,
        ref=parse_words(ref),
        note=parse_words(note),
    )

    def ask(contract: Contract, records: Records, today: date) -> Sequence[Record]:
        return _granted(ask_payment(contract, records, asked, today))

    tell(session, record(session, "payments", ask), json=json)


def _record_adjustments(session: Session, asked: list[Adjustment], *, json: bool) -> None:
    def ask(contract: Contract, records: Records, today: date) -> Sequence[Record]:
        return _granted(ask_adjustments(contract, records, asked, today))

    tell(session, record(session, "adjustments", ask), json=json)


def _granted(asked: Asked) -> Sequence[Record]:
    if asked.problems:
        stop(*asked.problems)
    return asked.records
