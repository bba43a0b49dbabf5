"""Warnings: valid but suspicious records. Never merged, never hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from zkrc_ledger.model.money import ZERO, percent_of, total
from zkrc_ledger.model.parse import rounded_by_spreadsheet
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.record import notice_at
from zkrc_ledger.model.records import is_invoice_number
from zkrc_ledger.model.settlement import SET_OFF_KINDS
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.checks.days import day_notices
from zkrc_ledger.rules.over_total import over_total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Adjustment
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment

Kept = TypeVar("Kept", bound="Record")


def suspicious_records(assessment: Assessment) -> list[Problem]:
    """Every notice about the records of a book in which the checks found no error."""
    notices: list[Problem] = []
    for stage in assessment.stages:
        notices += _invoices(stage.settled)
        notices += _payments(stage.settled)
        notices += _adjusted_after_settling(stage.settled)
        if stage.late_and_unpaid(assessment.today):
            notices.append(_deadline_passed(stage.settled))
    notices += _entered_twice(assessment)
    notices += _second_breach(assessment.records.adjustments)
    notices += _supplement_limit(assessment)
    notices += _over_total(assessment)
    notices += day_notices(assessment)
    return notices


def _invoices(settled: PeriodSettlement) -> Iterator[Problem]:
    period = settled.period
    for invoice in settled.account.invoices:
        if not is_invoice_number(invoice.number):
            yield notice_at(
                invoice,
                "number-form",
                Text(
                    "{number} has neither 20 digits (a fully digitalised invoice) nor 8.",
                    number=invoice.number,
                ),
                Text("Check the number against the invoice."),
            )
        elif rounded_by_spreadsheet(invoice.number):
            yield notice_at(
                invoice,
                "number-rounded",
                Text(
                    "The last digits of {number} are zeros, as a spreadsheet leaves them when it "
                    "keeps 15 digits.",
                    number=invoice.number,
                ),
                Text("Compare it with the invoice; type it in a column set to text."),
            )
        if invoice.date and invoice.date <= period.end and not invoice.red_of:
            yield notice_at(
                invoice,
                "invoice-early",
                Text(
                    "The invoice of {day} was issued before {period} ended on {end}.",
                    day=invoice.date,
                    period=period.id,
                    end=period.end,
                ),
                Text("Check the date; the price was not final then."),
            )
    standing = [invoice for invoice, _ in settled.account.standing_invoices()]
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
    if settled.invoiced and settled.to_invoice:
        yield notice_at(
            settled.account.invoices[-1],
            "amounts-differ",
            Text(
                "{period}: {invoiced} is invoiced, {sum} is to be invoiced in all.",
                period=period.id,
                invoiced=settled.invoiced,
                sum=settled.invoice_sum or ZERO,
            ),
            Text("See what to do: ledger status"),
        )


def _payments(settled: PeriodSettlement) -> Iterator[Problem]:
    account, period = settled.account, settled.period.id
    days = [invoice.date for invoice in account.invoices if invoice.date and not invoice.red_of]
    first = min(days, default=None)
    for payment in account.payments:
        paid = payment.amount is not None and payment.amount > 0
        if paid and payment.date and (first is None or payment.date < first):
            yield notice_at(
                payment,
                "paid-before-invoice",
                Text(
                    "Paid on {day}, before any invoice for {period}.",
                    day=payment.date,
                    period=period,
                ),
                Text("Check the date and the period, or record the invoice."),
            )
    net = settled.net
    if net is None:
        return
    if account.received < min(net, ZERO):
        yield notice_at(
            account.payments[-1],
            "returned-too-much",
            Text("{period}: more was sent back than was received.", period=period),
            Text("Check the payments of this period."),
        )
    elif settled.state == "final" and account.received > max(net, ZERO):
        yield notice_at(
            account.payments[-1],
            "paid-too-much",
            Text(
                "{period}: received {received}, due {due}: {excess} too much.",
                period=period,
                received=account.received,
                due=settled.due or ZERO,
                excess=account.received - max(net, ZERO),
            ),
            Text("See what to do: ledger status"),
        )


def _adjusted_after_settling(settled: PeriodSettlement) -> Iterator[Problem]:
    """An adjustment without which the period would be settled to the fen."""
    net, received = settled.net, settled.received
    if net is None or not settled.account.payments or net == received:
        return
    for line in settled.of(*SET_OFF_KINDS, "additional_work"):
        if net - line.amount == received and line.record:
            yield notice_at(
                line.record,
                "adjusted-after-settling",
                Text(
                    "{period} was settled; this adjusts it by {amount}.",
                    period=settled.period.id,
                    amount=line.amount,
                ),
                Text("See what to do: ledger status"),
            )


def _deadline_passed(settled: PeriodSettlement) -> Problem:
    """三.2 The last day for starting the funds request went by and nothing was received."""
    return Problem(
        severity="notice",
        code="deadline-passed",
        message=Text(
            "The request deadline of {period}, {deadline}, has passed.",
            period=settled.period.id,
            deadline=settled.period.request_by.day or "",
        ),
        hint=Text("See what to do: ledger status"),
    )


def _entered_twice(assessment: Assessment) -> Iterator[Problem]:
    payments = assessment.records.payments
    adjustments = assessment.records.adjustments
    same: list[tuple[Record, Record]] = [
        *_alike(payments, lambda one: (one.period, one.date, one.amount, one.ref)),
        *_alike(
            [one for one in adjustments if one.kind != "breach"],
            lambda one: (one.period, one.kind, one.amount, one.clause, one.basis, one.to_period),
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


def _second_breach(adjustments: Iterable[Adjustment]) -> Iterator[Problem]:
    """四.7 speaks of one share of the total."""
    breaches = [one for one in adjustments if one.kind == "breach"]
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


def _supplement_limit(assessment: Assessment) -> Iterator[Problem]:
    """Government Procurement Law 49, where the contract file turns the warning on.

    Supplements are additional work and what amendments added to the total as signed.
    """
    contract = assessment.contract
    percent = contract.warnings.supplement_percent if contract.warnings else None
    if percent is None:
        return
    extras = [one for one in assessment.records.adjustments if one.kind == "additional_work"]
    added = max(assessment.terms.added_to_total, ZERO)
    summed = total(one.amount for one in extras if one.amount is not None) + added
    limit = percent_of(percent, contract.price.total)
    last: list[Record] = [*assessment.terms.changes, *extras]
    if summed > limit:
        yield notice_at(
            last[-1],
            "supplement-limit",
            Text(
                "Supplements come to {summed}, above {percent}% of the total ({limit}).",
                summed=summed,
                percent=f"{percent:f}",
                limit=limit,
            ),
            Text("Government Procurement Law 49 limits supplements."),
        )


def _over_total(assessment: Assessment) -> Iterator[Problem]:
    """三.1 calls the total all the fees; rewards known by now bring the sums above it."""
    over = over_total(assessment.terms, assessment.settlement)
    if over.known > 0:
        yield Problem(
            severity="notice",
            code="over-total",
            message=Text(
                "Rewards and deductions known so far bring the contract {known} ({percent}%) above "
                "its total of {total}; {possible} ({most}%) is possible.",
                known=over.known,
                percent=over.percent(over.known),
                total=over.total,
                possible=over.possible,
                most=over.percent(over.possible),
            ),
            hint=Text(
                "Whether rewards come on top of the total is a reading; see: ledger readings"
            ),
        )
