"""Guards: what can be true and still deserves a second look. Never merged, never hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.model.money import ZERO, percent_of, total
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import notice_at
from zkrc_ledger.model.settlement import BREACH_KINDS
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.money_checks import digits_of_an_invoice
from zkrc_ledger.rules.reconciliation import reconcile
from zkrc_ledger.rules.settlement import settle
from zkrc_ledger.rules.standing import Standing
from zkrc_ledger.rules.status import stage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.rules.reconciliation import Reconciliation

Kept = TypeVar("Kept", bound="Record")


def guard_notices(contract: Contract, records: Records, today: date) -> list[Problem]:
    """Every notice about the money of a book in which the checks found no error."""
    settlement = settle(contract, records, today)
    notices: list[Problem] = []
    for one in reconcile(settlement, records):
        notices += _invoices(one)
        notices += _payments(one)
        notices += _adjusted_after_settling(one)
        notices += _deadline_passed(one, today)
    notices += _entered_twice(records)
    notices += _second_breach(records)
    notices += _supplement_limit(contract, records)
    return notices


def _invoices(one: Reconciliation) -> Iterator[Problem]:
    period = one.settled.period
    for invoice in one.invoices:
        if not digits_of_an_invoice(invoice.number):
            yield notice_at(
                invoice,
                "number-form",
                Text(
                    "{number} has neither 20 digits (a fully digitalised invoice) nor 8.",
                    number=invoice.number,
                ),
                Text("Check the number against the invoice."),
            )
        if invoice.day and invoice.day <= period.end and not invoice.red_of:
            yield notice_at(
                invoice,
                "invoice-early",
                Text(
                    "The invoice of {day} was issued before {period} ended on {end}.",
                    day=invoice.day,
                    period=period.id,
                    end=period.end,
                ),
                Text("Check the date; the amount due was not final then."),
            )
    standing = [invoice for invoice, _ in one.standing_invoices()]
    for first, other in _alike(standing, lambda invoice: invoice.amount):
        yield notice_at(
            other,
            "invoiced-twice",
            Text(
                "{first} and {other} are both for {amount}.",
                first=first.number,
                other=other.number,
                amount=other.amount or ZERO,
            ),
            Text("If one was issued by mistake, take it back by a red-letter invoice."),
        )
    if one.settled.state == "final" and one.invoiced and one.to_invoice:
        yield notice_at(
            one.invoices[-1],
            "amounts-differ",
            Text(
                "{period}: invoiced {invoiced}, due {due}, a difference of {difference}.",
                period=period.id,
                invoiced=one.invoiced,
                due=one.due or ZERO,
                difference=one.invoiced - (one.due or ZERO),
            ),
            Text("See what to do: ledger status"),
        )


def _payments(one: Reconciliation) -> Iterator[Problem]:
    days = [invoice.day for invoice in one.invoices if invoice.day and not invoice.red_of]
    first = min(days, default=None)
    for payment in one.payments:
        paid = payment.amount is not None and payment.amount > 0
        if paid and payment.day and (first is None or payment.day < first):
            yield notice_at(
                payment,
                "paid-before-invoice",
                Text(
                    "Paid on {day}, before any invoice for {period}.",
                    day=payment.day,
                    period=payment.period,
                ),
                Text("Check the date and the period, or record the invoice."),
            )
    net = one.settled.net
    if net is not None and one.received < min(net, ZERO):
        yield notice_at(
            one.payments[-1],
            "returned-too-much",
            Text("{period}: more was sent back than was received.", period=one.settled.period.id),
            Text("Check the payments of this period."),
        )


def _adjusted_after_settling(one: Reconciliation) -> Iterator[Problem]:
    """An adjustment without which the period would be settled to the fen."""
    net = one.settled.net
    received = one.received  # a sum over every payment
    if net is None or not one.payments or net == received:
        return
    for line in one.settled.of(*BREACH_KINDS, "additional_work"):
        if net - line.amount == received and line.record:
            yield notice_at(
                line.record,
                "adjusted-after-settling",
                Text(
                    "{period} was settled; this adjusts it by {amount}.",
                    period=one.settled.period.id,
                    amount=line.amount,
                ),
                Text("See what to do: ledger status"),
            )


def _deadline_passed(one: Reconciliation, today: date) -> Iterator[Problem]:
    """三.2 The last day for starting the funds request went by and nothing was received."""
    deadline = one.settled.period.request_by.day
    waiting = stage_of(one, today) in (
        "awaiting_ratings",
        "awaiting_meeting",
        "ready_to_invoice",
        "correct_invoice",
        "request_date_passed",
    )
    if waiting and today > deadline and one.received <= 0:
        yield Problem(
            severity="notice",
            code="deadline-passed",
            message=Text(
                "The request deadline of {period}, {deadline}, has passed.",
                period=one.settled.period.id,
                deadline=deadline,
            ),
            hint=Text("See what to do: ledger status"),
        )


def _entered_twice(records: Records) -> Iterator[Problem]:
    payments = Standing(records.payments).in_effect()
    adjustments = Standing(records.adjustments).in_effect()
    same = [
        *_alike(payments, lambda one: (one.period, one.day, one.amount, one.ref)),
        *_alike(
            [one for one in adjustments if one.kind != "breach"],
            lambda one: (one.period, one.kind, one.amount, one.clause, one.basis),
        ),
    ]
    for first, other in same:
        yield notice_at(
            other,
            "entered-twice",
            Text(
                "{first} and {other} say the same; both count.", first=first.name, other=other.name
            ),
            Text(
                "If it happened once, take one back: ledger void {id} --reason TEXT", id=other.name
            ),
        )


def _alike(records: Iterable[Kept], what: Callable[[Kept], object]) -> Iterator[tuple[Kept, Kept]]:
    """Each record that says the same as an earlier one, with the first that says it."""
    first: dict[object, Kept] = {}
    for record in records:
        earlier = first.setdefault(what(record), record)
        if earlier is not record:
            yield earlier, record


def _second_breach(records: Records) -> Iterator[Problem]:
    """四.7 speaks of one share of the total."""
    breaches = [one for one in Standing(records.adjustments).in_effect() if one.kind == "breach"]
    for other in breaches[1:]:
        yield notice_at(
            other,
            "breach-twice",
            Text(
                "A breach deduction is recorded already, {first}; this is another.",
                first=breaches[0].name,
            ),
            Text(
                "If there was one breach, take one back: ledger void {id} --reason TEXT",
                id=other.name,
            ),
        )


def _supplement_limit(contract: Contract, records: Records) -> Iterator[Problem]:
    """Government Procurement Law 49, where the contract file turns the warning on."""
    percent = contract.warnings.supplement_percent if contract.warnings else None
    if percent is None:
        return
    extras = [
        one for one in Standing(records.adjustments).in_effect() if one.kind == "additional_work"
    ]
    summed = total(one.amount for one in extras if one.amount is not None)
    limit = percent_of(percent, contract.price.total)
    if summed > limit:
        yield notice_at(
            extras[-1],
            "supplement-limit",
            Text(
                "Additional work comes to {summed}, above the {percent}% of the total ({limit}).",
                summed=summed,
                percent=f"{percent:f}",
                limit=limit,
            ),
            Text("Government Procurement Law 49 limits supplements."),
        )
