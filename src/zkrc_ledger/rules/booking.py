"""What is asked to be recorded, as records: adjustments, invoices, payments, corrections.

Only what must be known to build a record is checked here, and what the moment of recording
alone can tell (a day that has not come). Whether it can be true beside everything else the
checks decide, on the records as they would then be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.amendments import Withdrawal
from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.records import Adjustment, Invoice, Payment, RatingRecord
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
from zkrc_ledger.rules.money_checks import digits_of_an_invoice, unknown_period
from zkrc_ledger.rules.reconciliation import left_of, reconcile
from zkrc_ledger.rules.settlement import settle
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records
    from zkrc_ledger.rules.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The records that a request comes to, or why it is refused."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


def ask_adjustments(
    contract: Contract, records: Records, asked: Sequence[Adjustment], today: date
) -> Asked:
    """三.1, 四.4, 四.7 Adjustments; damages without a clause rest on the contract's own."""
    if problem := _no_such_period(contract, records, asked[0].period, today):
        return Asked(problems=(problem,))
    clauses = {
        "damages": contract.damages,
        "breach": contract.breach,
        "fees": contract.breach,
        "additional_work": contract.additional_work,
    }
    filled = []
    for one in asked:
        provision = clauses.get(one.kind)
        own = provision.clauses[0] if provision else ""
        filled.append(one if one.clause else replace(one, clause=own))
    return Asked(records=tuple(filled))


def ask_invoice(contract: Contract, records: Records, asked: Invoice, today: date) -> Asked:
    """三.2 An invoice; without an amount it is for what is due and not invoiced yet.

    A red-letter invoice names its original by number or by id; without an amount it is for
    all that is left of it.
    """
    if problem := _no_such_period(contract, records, asked.period, today):
        return Asked(problems=(problem,))
    problems = _not_come_yet(asked.day, today)
    if not digits_of_an_invoice(asked.number):
        problems.append(
            Problem(
                code="number-form",
                message=Text(
                    "{number} has neither 20 digits (a fully digitalised invoice) nor 8.",
                    number=asked.number[:40],
                ),
                hint=Text("Copy the number from the invoice."),
            )
        )
    holding = Standing(records.invoices).in_effect()
    if asked.red_of:
        named = next((one for one in holding if asked.red_of in (one.number, one.id)), None)
        if named is not None:
            left = left_of(named, holding)
            asked = replace(asked, red_of=named.number, amount=asked.amount or left)
            if left <= 0:
                problems.append(_nothing_left(named))
    elif asked.amount is None:
        one = _reconciled(contract, records, asked.period, today)
        if problem := _no_amount(one):
            problems.append(problem)
        asked = replace(asked, amount=one.to_invoice)
    return Asked(problems=tuple(problems)) if problems else Asked(records=(asked,))


def ask_payment(contract: Contract, records: Records, asked: Payment, today: date) -> Asked:
    """三.2 Money received, or sent back: no more than was received, or than party B owes."""
    if problem := _no_such_period(contract, records, asked.period, today):
        return Asked(problems=(problem,))
    problems = _not_come_yet(asked.day, today)
    one = _reconciled(contract, records, asked.period, today)
    amount, owed = asked.amount or ZERO, one.settled.owed_by_contractor
    if amount < 0 and one.received + amount < -owed:
        problems.append(
            Problem(
                code="returned-too-much",
                message=Text(
                    "{amount} cannot be sent back: {received} was received for {period}.",
                    amount=-amount,
                    received=one.received,
                    period=asked.period,
                ),
                hint=Text("Check the amount and the period."),
            )
        )
    return Asked(problems=tuple(problems)) if problems else Asked(records=(asked,))


def ask_confirm(records: Records, name: str, basis: str, reason: str = "confirmed") -> Asked:
    """四.4, 四.7 A claimed deduction is agreed from now on; the basis says why, else `reason`."""
    found = find_record(records, name)
    if not isinstance(found, Adjustment) or found.stage != "claimed":
        return Asked(
            problems=(
                Problem(
                    code="nothing-to-confirm",
                    message=Text("{name} is no claimed deduction.", name=name[:40]),
                    hint=Text("See the records and their ids: ledger history"),
                ),
            )
        )
    if problem := _no_longer_holds(records, found):
        return Asked(problems=(problem,))
    agreed = replace(
        _blank(found),
        stage="agreed",
        revises=found.id,
        basis=basis or found.basis,
        reason=basis or reason,
    )
    return Asked(records=(agreed,))


def ask_void(records: Records, name: str, reason: str) -> Asked:
    """A record that takes another one back, which stays readable."""
    found = find_record(records, name)
    if found is None:
        return Asked(
            problems=(
                Problem(
                    code="record-unknown",
                    message=Text("There is no record {name}.", name=name[:40]),
                    hint=Text("See the records and their ids: ledger history"),
                ),
            )
        )
    if problem := _no_longer_holds(records, found):
        return Asked(problems=(problem,))
    return Asked(records=(_taking_back(found, reason),))


def find_record(records: Records, name: str) -> Record | None:
    """A record by its id, by FILE:LINE, or a month's rating in effect by the month."""
    wanted = name.strip()
    for record in records.everything:
        if wanted and wanted in (record.id, str(record.place)):
            return record
    in_effect, _ = ratings_in_effect(records.ratings)
    return in_effect.get(wanted)


def kind_of(record: Record) -> str:
    """The place of a record in `Records`."""
    match record:
        case RatingRecord():
            return "ratings"
        case Adjustment():
            return "adjustments"
        case Invoice():
            return "invoices"
        case Payment():
            return "payments"
        case _:
            return "amendments"


def _blank(record: Adjustment) -> Adjustment:
    return replace(record, id="", place=None, recorded_at="", recorded_by="")


def _taking_back(found: Record, reason: str) -> Record:
    match found:
        case RatingRecord():
            return RatingRecord(
                id="", month=found.month, rating="", revises=found.id, reason=reason
            )
        case Adjustment():
            return Adjustment(id="", period=found.period, kind="", revises=found.id, reason=reason)
        case Invoice():
            return Invoice(
                id="",
                period=found.period,
                number="",
                day=None,
                amount=None,
                revises=found.id,
                reason=reason,
            )
        case Payment():
            return Payment(
                id="", period=found.period, day=None, amount=None, revises=found.id, reason=reason
            )
        case _:
            return Withdrawal(id="", revises=found.id, reason=reason)


def _no_longer_holds(records: Records, found: Record) -> Problem | None:
    """What is replaced or taken back already cannot be corrected again, only its successor."""
    standing: Standing[Record] = Standing(getattr(records, kind_of(found)))
    later = standing.taken_back_by(found) or standing.replaced_by(found)
    if later is None:
        return None
    return Problem(
        code="holds-no-more",
        message=Text("{name} no longer holds: see {later}.", name=found.name, later=later.name),
        hint=Text("Correct the record that took its place: {later}.", later=later.name),
    )


def _reconciled(contract: Contract, records: Records, period: str, today: date) -> Reconciliation:
    settlement = settle(contract, records, today)
    return next(one for one in reconcile(settlement, records) if one.settled.period.id == period)


def _no_such_period(
    contract: Contract, records: Records, asked: str, today: date
) -> Problem | None:
    schedule = settle(contract, records, today).schedule
    if schedule.period(asked):
        return None
    message, hint = unknown_period(schedule, asked)
    return Problem(code="period-unknown", message=message, hint=hint)


def _not_come_yet(day: date | None, today: date) -> list[Problem]:
    if day is None or day <= today:
        return []
    return [
        Problem(
            code="not-come-yet",
            message=Text("{day} has not come yet; today is {today}.", day=day, today=today),
            hint=Text("Check the date."),
        )
    ]


def _nothing_left(named: Invoice) -> Problem:
    return Problem(
        code="red-letter",
        message=Text("Nothing is left of invoice {number} to take back.", number=named.number),
        hint=Text("See the records and their ids: ledger history"),
    )


def _no_amount(one: Reconciliation) -> Problem | None:
    """Why what is due cannot simply be invoiced, where it cannot."""
    period = one.settled.period.id
    if one.settled.state != "final":
        return Problem(
            code="not-final",
            message=Text("The amount due for {period} is not final yet.", period=period),
            hint=Text(
                "See what is missing: ledger due {period}. An invoice that was issued all the "
                "same is recorded with its amount.",
                period=period,
            ),
        )
    if (one.to_invoice or ZERO) <= 0:
        return Problem(
            code="nothing-to-invoice",
            message=Text(
                "{period}: {due} is due and {invoiced} is invoiced; nothing is left to invoice.",
                period=period,
                due=one.due or ZERO,
                invoiced=one.invoiced,
            ),
            hint=Text("An invoice that was issued all the same is recorded with its amount."),
        )
    return None
