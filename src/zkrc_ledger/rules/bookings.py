"""三.2 Invoices, payments and offsets as they are asked for, held against what is due."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.parse import parse_month_in
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.records import is_invoice_number
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.checks.money import COUNTS_NOWHERE, unknown_period
from zkrc_ledger.rules.checks.ratings import unknown_month, unknown_rating
from zkrc_ledger.rules.offsets import to_set_off
from zkrc_ledger.rules.requests import RequestRefusedError, not_come_yet

if TYPE_CHECKING:
    from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
    from zkrc_ledger.model.settlement import FallenAway, PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment


def with_invoice_sum(assessment: Assessment, asked: Invoice) -> Invoice:
    """An invoice; without an amount it is for what may be invoiced now.

    A red-letter invoice without an amount is for all that is left of its original.
    """
    problems = not_come_yet(asked.date, assessment.today)
    if not is_invoice_number(asked.number):
        problems.append(not_a_number(asked.number))
    if asked.red_of:
        asked, found = _red_letter(assessment, asked)
        problems += found
    elif asked.amount is None:
        settled = settled_period(assessment, asked.period)
        problems += _no_sum(settled)
        asked = replace(asked, amount=settled.to_invoice)
    if problems:
        raise RequestRefusedError(*problems)
    return asked


def held_against_received(assessment: Assessment, asked: Payment) -> Payment:
    """A payment; what is sent back was received, or is owed by party B."""
    problems = not_come_yet(asked.date, assessment.today)
    amount = asked.amount or ZERO
    if amount < 0 and not asked.from_contractor:
        settled = _any_period(assessment, asked.period)
        received = settled.account.received
        if received + amount < min(settled.net or ZERO, ZERO):
            problems.append(
                Problem(
                    code="returned-too-much",
                    message=Text(
                        "{amount} cannot be sent back: {received} was received for {period}.",
                        amount=-amount,
                        received=received,
                        period=asked.period,
                    ),
                    hint=Text("Check the amount and the period."),
                )
            )
    if problems:
        raise RequestRefusedError(*problems)
    return asked


def held_against_term(assessment: Assessment, asked: Adjustment) -> Adjustment:
    """四.7 Additional work or a deduction of a period that was served; else it counts nowhere."""
    if asked.period in assessment.schedule.fallen_away:
        raise RequestRefusedError(
            Problem(
                code="period-fallen",
                message=Text("{period} fell away with the termination.", period=asked.period),
                hint=COUNTS_NOWHERE,
            )
        )
    return asked


def held_against_debt(assessment: Assessment, asked: Adjustment) -> Adjustment:
    """An offset; no more than party B owes on the period, or was paid too much for it."""
    settled = _any_period(assessment, asked.period)
    most, amount = to_set_off(settled), asked.amount or ZERO
    if amount > most:
        raise RequestRefusedError(
            Problem(
                code="offset-too-much",
                message=Text(
                    "{amount} cannot be set off: {most} was paid too much for {period}, or is "
                    "owed on it by party B.",
                    amount=amount,
                    most=most,
                    period=asked.period,
                ),
                hint=Text("See what is open: ledger status"),
            )
        )
    return asked


def held_against_days(assessment: Assessment, asked: Rating) -> Rating:
    """附件1.七 A rating of a month that has begun, passed by a meeting that was held.

    A month that is named without its year is the one of the term.
    """
    asked = replace(asked, month=month_of_term(assessment, asked.month))
    month = assessment.schedule.month(asked.month)
    governing = assessment.terms.by_month.get(asked.month, assessment.terms.final).contract
    problems = not_come_yet(asked.approved_on, assessment.today)
    if asked.month not in assessment.terms.by_month:
        message, hint = unknown_month(assessment.terms, asked.month)
        problems.append(Problem(code="month-outside", message=message, hint=hint))
    if governing.step(asked.rating) is None:
        message, hint = unknown_rating(governing, asked.rating)
        problems.append(Problem(code="rating-unknown", message=message, hint=hint))
    if month and assessment.today < month.start:
        problems.append(
            Problem(
                code="month-not-begun",
                message=Text("{month} begins on {start}.", month=month.id, start=month.start),
                hint=Text(
                    "A month can be rated once it has begun; today is {today}.",
                    today=assessment.today,
                ),
            )
        )
    elif month and asked.approved_on and asked.approved_on < month.start:
        problems.append(
            Problem(
                code="approved-on",
                message=Text(
                    "{month} begins on {start}: no meeting can have passed its rating on {day}.",
                    month=month.id,
                    start=month.start,
                    day=asked.approved_on,
                ),
                hint=Text("Check the day of the meeting."),
            )
        )
    if problems:
        raise RequestRefusedError(*problems)
    return asked


def held_against_invoices(assessment: Assessment, asked: Event) -> Event:
    """三.2 An event of a day that has come, of an invoice on record where one is named."""
    problems = not_come_yet(asked.date, assessment.today)
    numbers = {one.number for one in assessment.records.invoices if one.period == asked.period}
    if asked.number and asked.number not in numbers:
        problems.append(
            Problem(
                code="event-invoice",
                message=Text(
                    "{period} has no invoice {number} on record.",
                    period=asked.period,
                    number=asked.number[:40],
                ),
                hint=Text("Record the invoice, or correct the number."),
            )
        )
    if problems:
        raise RequestRefusedError(*problems)
    return asked


def month_of_term(assessment: Assessment, typed: str) -> str:
    """The service month that `typed` names, by its id, or by its number alone (9月)."""
    try:
        return parse_month_in(typed, (month.id for month in assessment.terms.months))
    except Refused as refused:
        problem = Problem(code=refused.code, message=refused.message, hint=refused.hint)
        raise RequestRefusedError(problem) from None


def settled_period(assessment: Assessment, period: str) -> PeriodSettlement:
    """The settlement of a payment period. Raises `RequestRefusedError` where there is none."""
    if settled := assessment.settlement.period(period):
        return settled
    message, hint = unknown_period(assessment.schedule, period)
    raise RequestRefusedError(Problem(code="period-unknown", message=message, hint=hint))


def _any_period(assessment: Assessment, period: str) -> PeriodSettlement | FallenAway:
    """The same, or a period that fell away with a termination."""
    for fallen in assessment.settlement.fallen_away:
        if fallen.period == period:
            return fallen
    return settled_period(assessment, period)


def _red_letter(assessment: Assessment, asked: Invoice) -> tuple[Invoice, list[Problem]]:
    """三.2 A red-letter invoice against all or part of what is left of its original."""
    left = {
        invoice.number: amount
        for account in assessment.records.accounts.values()
        for invoice, amount in account.standing_invoices()
    }
    known = any(
        one.number == asked.red_of and not one.red_of for one in assessment.records.invoices
    )
    if known and asked.red_of not in left:
        problem = Problem(
            code="red-letter",
            message=Text("Nothing is left of invoice {number} to take back.", number=asked.red_of),
            hint=Text("See the records and their ids: ledger history"),
        )
        return asked, [problem]
    amount = asked.amount or left.get(asked.red_of)
    return replace(asked, amount=amount), []


def not_a_number(number: str) -> Problem:
    """What to say of an invoice number that has neither form."""
    return Problem(
        code="number-form",
        message=Text(
            "{number} has neither 20 digits (a fully digitalised invoice) nor 8.",
            number=number[:40],
        ),
        hint=Text("Copy the number from the invoice."),
    )


def _no_sum(settled: PeriodSettlement) -> list[Problem]:
    """Why what is due cannot simply be invoiced, where it cannot."""
    period = settled.period.id
    if settled.to_invoice is None:
        return [
            Problem(
                code="not-final",
                message=Text("The amount due for {period} is not final yet.", period=period),
                hint=Text(
                    "See what is missing: ledger due {period}. An invoice that was issued all the "
                    "same is recorded with its amount.",
                    period=period,
                ),
            )
        ]
    if settled.to_invoice <= 0:
        return [
            Problem(
                code="nothing-to-invoice",
                message=Text(
                    "{period}: {sum} is to be invoiced, {invoiced} is invoiced; nothing is left.",
                    period=period,
                    sum=settled.invoice_sum or ZERO,
                    invoiced=settled.invoiced,
                ),
                hint=Text("An invoice that was issued all the same is recorded with its amount."),
            )
        ]
    return []
