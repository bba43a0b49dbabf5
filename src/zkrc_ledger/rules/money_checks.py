"""Whether adjustments, invoices and payments can be true: what cannot is an error."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
from zkrc_ledger.rules.reconciliation import taken_back
from zkrc_ledger.rules.schedule import schedule_under
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import Adjustment, Invoice, Payment, Records
    from zkrc_ledger.model.schedule import Schedule

# 数电票 has one 20-digit number; the older kinds have 8 digits
_NUMBER = re.compile(r"[0-9]{20}|[0-9]{8}", re.ASCII)


def money_problems(contract: Contract, records: Records) -> list[Problem]:
    """Every problem of the adjustments, invoices and payments of a sound contract."""
    terms = terms_of(contract, records.amendments)
    schedule = schedule_under(terms)
    problems: list[Problem] = []
    for kept in (records.adjustments, records.invoices, records.payments):
        problems += Standing(kept).problems()
        problems += _periods(schedule, len(terms.final.payment_period.installments), kept)
    problems += _adjustments(terms.final, Standing(records.adjustments).in_effect())
    problems += _invoices(Standing(records.invoices).in_effect())
    return problems


def unknown_period(schedule: Schedule, asked: str) -> tuple[Text, Text]:
    """What to say of a period that the contract does not have, and which ones it has."""
    return (
        Text("{asked} is not a payment period of this contract.", asked=asked[:20]),
        Text(
            "The payment periods are: {ids}.", ids=tuple(period.id for period in schedule.periods)
        ),
    )


def digits_of_an_invoice(number: str) -> bool:
    """Whether a number is 20 digits (数电票), or 8 (the older kinds)."""
    return _NUMBER.fullmatch(number) is not None


def _periods(
    schedule: Schedule, count: int, records: Sequence[Adjustment | Invoice | Payment]
) -> Iterator[Problem]:
    """A period nobody knows is an error; one that a termination took away, a notice."""
    holding = {id(one) for one in Standing(records).in_effect()}
    known = {period.id for period in schedule.periods}
    fallen = {f"P{number}" for number in range(len(schedule.periods) + 1, count + 1)}
    for record in records:
        if not record.period or record.period in known:
            continue
        if record.period in fallen and id(record) in holding:
            yield notice_at(
                record,
                "period-fallen",
                Text("{period} fell away with the termination.", period=record.period),
                Text(
                    "If this did not happen, take it back: ledger void {id} --reason TEXT",
                    id=record.name,
                ),
            )
        elif record.period not in fallen:
            yield error_at(record, "period-unknown", *unknown_period(schedule, record.period))


def _adjustments(contract: Contract, adjustments: list[Adjustment]) -> Iterator[Problem]:
    known = tuple(contract.clauses)
    for record in adjustments:
        if record.clause and record.clause not in contract.clauses:
            yield error_at(
                record,
                "clause-unknown",
                Text("Clause {clause} is not listed in [clauses].", clause=record.clause[:40]),
                Text("Listed are: {known}.", known=known),
            )
        if record.kind in ("breach", "fees") and contract.breach is None:
            yield error_at(
                record,
                "no-provision",
                Text("This contract has no breach clause."),
                Text("Record damages, or add [breach] to contract.toml."),
            )
        if record.kind == "additional_work" and not record.basis:
            yield error_at(
                record,
                "basis-missing",
                Text("Additional work needs the written agreement it rests on."),
                Text("Fill in `basis`."),
            )


def _invoices(invoices: list[Invoice]) -> Iterator[Problem]:
    by_number: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        by_number[invoice.number].append(invoice)
    for number, same in by_number.items():
        for copy in same[1:]:
            yield error_at(
                copy,
                "number-twice",
                Text(
                    "The invoice number {number} stands here and at {other}.",
                    number=number,
                    other=same[0].name,
                ),
                Text("A number is used once: correct one of the two, or take it back."),
            )
    taken = taken_back(invoices)
    for red in invoices:
        if red.red_of:
            yield from _red(red, by_number.get(red.red_of, []), taken[red.red_of])


def _red(red: Invoice, originals: list[Invoice], taken: Decimal) -> Iterator[Problem]:
    """A red-letter invoice takes back all or part of its original, and never more."""
    if not originals:
        yield error_at(
            red,
            "original-unknown",
            Text(
                "The red-letter invoice {number} names no invoice on record: {original}.",
                number=red.number,
                original=red.red_of,
            ),
            Text("Record the original first, or correct its number."),
        )
        return
    original = originals[0]
    if original.red_of:
        message = Text("{original} is itself a red-letter invoice.", original=original.number)
    elif original.period != red.period:
        message = Text(
            "{original} is an invoice of {period}.",
            original=original.number,
            period=original.period,
        )
    elif original.day and red.day and red.day < original.day:
        message = Text(
            "{original} was issued on {day}, after this red-letter invoice.",
            original=original.number,
            day=original.day,
        )
    elif (left := (original.amount or ZERO) - taken) < 0:
        message = Text(
            "The red-letter invoices against {original} ({amount}) come to {excess} more than it.",
            original=original.number,
            amount=original.amount or 0,
            excess=-left,
        )
    else:
        return
    yield error_at(
        red,
        "red-letter",
        message,
        Text("A red-letter invoice takes back all or part of one invoice of the same period."),
    )
