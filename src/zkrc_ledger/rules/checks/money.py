"""Whether adjustments, invoices, payments and events can be true: what cannot is an error."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.parse import parse_month_in
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.record import error_at, notice_at
from zkrc_ledger.model.records import Adjustment, Event
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Invoice, Payment
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.rules.in_effect import InEffect


def money_problems(terms: Terms, schedule: Schedule, records: InEffect) -> Iterator[Problem]:
    """Every problem of the adjustments, invoices, payments and events in effect."""
    yield from _periods(schedule, records)
    for adjustment in records.adjustments:
        yield from _adjustment(terms.contract, adjustment)
    yield from _red_letters(records.invoices)
    yield from _events(records)


COUNTS_NOWHERE = Text("It counts nowhere: record it for a period that was served.")


def unknown_period(schedule: Schedule, asked: str) -> tuple[Text, Text]:
    """What to say of a period that the contract does not have; which ones it has, or is meant."""
    message = Text("{asked} is not a payment period of this contract.", asked=asked[:20])
    ids = tuple(period.id for period in schedule.periods)
    hint = Text("The payment periods are: {ids}.", ids=ids)
    near = "P" + "".join(filter(str.isdecimal, asked))
    if near in ids:  # Q1, P01
        message = Text("{message} Did you mean {names}?", message=message, names=(near,))
    with suppress(Refused):
        month = parse_month_in(asked, (one.id for one in schedule.months))
        if period := schedule.period_of(month):
            hint = Text("The month {month} is in {period}.", month=month, period=period.id)
    return message, hint


def _periods(schedule: Schedule, records: InEffect) -> Iterator[Problem]:
    """A period nobody knows is an error; one that a termination took away, a notice."""
    known = {period.id for period in schedule.periods}
    fallen = set(schedule.fallen_away)
    of_periods: tuple[Adjustment | Invoice | Payment | Event, ...] = (
        *records.adjustments,
        *records.invoices,
        *records.payments,
        *records.events,
    )
    named: list[tuple[Record, str]] = [(record, record.period) for record in of_periods]
    named += [(one, one.to_period) for one in records.adjustments if one.kind == "offset"]
    for record, period in named:
        if period in fallen:
            nowhere = isinstance(record, Adjustment) and record.kind != "offset"
            yield notice_at(
                record,
                "period-fallen",
                Text("{period} fell away with the termination.", period=period),
                COUNTS_NOWHERE if nowhere else Text("See what is to be returned: ledger status"),
            )
        elif period not in known:
            yield error_at(record, "period-unknown", *unknown_period(schedule, period))


def _adjustment(contract: Contract, record: Adjustment) -> Iterator[Problem]:
    if record.clause and record.clause not in contract.clauses:
        yield error_at(
            record,
            "clause-unknown",
            Text("Clause {clause} is not listed in [clauses].", clause=record.clause[:40]),
            Text("Listed are: {known}.", known=tuple(contract.clauses)),
        )
    if record.kind in ("breach", "fees") and contract.breach is None:
        yield error_at(
            record,
            "no-provision",
            Text("This contract has no breach clause."),
            Text("Record damages, or add [breach] to contract.toml."),
        )
    if record.amount is None and record.kind != "breach":
        yield error_at(
            record,
            "amount-missing",
            Text("The amount is missing."),
            Text("Write yuan with at most two decimals, as 3000.50."),
        )
    needs_basis = record.stage == "agreed" or record.kind in ("additional_work", "offset")
    if needs_basis and not record.basis:
        message = {
            "additional_work": Text("Additional work needs the written agreement it rests on."),
            "offset": Text("An offset needs the agreement it rests on."),
        }.get(record.kind, Text("A deduction is agreed only with the basis it was agreed on."))
        yield error_at(record, "basis-missing", message, Text("Fill in `basis`."))
    if record.kind == "offset" and record.to_period == record.period:
        yield error_at(
            record,
            "offset-period",
            Text(
                "An offset is between two periods; this one names {period} twice.",
                period=record.period,
            ),
            Text("Name the other period under `to_period`."),
        )


def _red_letters(invoices: tuple[Invoice, ...]) -> Iterator[Problem]:
    """A red-letter invoice takes back all or part of its original, and never more."""
    by_number = {invoice.number: invoice for invoice in invoices}
    last = {invoice.red_of: invoice for invoice in invoices}
    taken = dict.fromkeys(by_number, ZERO)
    for red in invoices:
        if red.red_of in taken:
            taken[red.red_of] += red.amount or ZERO
    for red in invoices:
        if not red.red_of:
            if (red.amount or ZERO) <= 0:
                yield _not_above_zero(red)
            continue
        original = by_number.get(red.red_of)
        if original is None:
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
        elif message := _cannot_take_back(
            red, original, (original.amount or ZERO) - taken[red.red_of], last[red.red_of]
        ):
            yield error_at(
                red,
                "red-letter",
                message,
                Text(
                    "A red-letter invoice takes back all or part of one invoice of the same period."
                ),
            )


def _cannot_take_back(red: Invoice, original: Invoice, left: Decimal, last: Invoice) -> Text | None:
    """Why not; that several together take back too much is said once, of the last of them."""
    if original.red_of:
        return Text("{original} is itself a red-letter invoice.", original=original.number)
    if original.period != red.period:
        return Text(
            "{original} is an invoice of {period}.",
            original=original.number,
            period=original.period,
        )
    if original.date and red.date and red.date < original.date:
        return Text(
            "{original} was issued on {day}, after this red-letter invoice.",
            original=original.number,
            day=original.date,
        )
    if left < ZERO and red is last:
        return Text(
            "The red-letter invoices against {original} ({amount}) come to {excess} more than it.",
            original=original.number,
            amount=original.amount or ZERO,
            excess=-left,
        )
    return None


def _not_above_zero(invoice: Invoice) -> Problem:
    return error_at(
        invoice,
        "money-sign",
        Text("The amount must be above zero, not {value}.", value=invoice.amount or ZERO),
        Text("If it is a red-letter invoice, name the invoice it takes back under `red_of`."),
    )


def _events(records: InEffect) -> Iterator[Problem]:
    """三.2 An event that names an invoice names one on record, of the same period."""
    periods = {invoice.number: invoice.period for invoice in records.invoices}
    for event in records.events:
        if event.number and periods.get(event.number) != event.period:
            yield _no_such_invoice(event)


def _no_such_invoice(event: Event) -> Problem:
    return notice_at(
        event,
        "event-invoice",
        Text(
            "{period} has no invoice {number} on record.", period=event.period, number=event.number
        ),
        Text("Record the invoice, or correct the number."),
    )
