"""三.2: months make evaluation cycles, cycles make payment periods; the request deadline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.model.schedule import EvaluationCycle, PaymentPeriod, RequestDeadline
from zkrc_ledger.rules.clauses.art2_service_term import cycle_bounds, period_bounds
from zkrc_ledger.rules.clauses.art4_7_termination import ended_on
from zkrc_ledger.rules.workdays import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import ServiceMonth
    from zkrc_ledger.model.terms import Terms


def payment_periods(terms: Terms, received: Mapping[str, date | None]) -> tuple[PaymentPeriod, ...]:
    """三.2 The payment periods, each of so many cycles, each cycle of so many months.

    What a period pays and how its deadline is counted is the contract that governs it.
    `received` is when party A received each period's invoice, by the period's id.
    """
    contract, months = terms.contract, terms.months
    cycles = tuple(
        EvaluationCycle(id=f"C{number}", start=months[first].start, end=months[after - 1].end)
        for number, (first, after) in enumerate(cycle_bounds(contract), start=1)
    )
    per_period = contract.payment_period.cycles
    working_days = WorkingDays(contract.working_days)
    return tuple(
        _period(
            terms,
            number,
            cycles[(number - 1) * per_period : number * per_period],
            months[first:after],
            lambda contract, end, id_: request_deadline(
                contract, end, working_days, received.get(id_)
            ),
        )
        for number, (first, after) in enumerate(period_bounds(contract), start=1)
    )


def _period(
    terms: Terms,
    number: int,
    cycles: tuple[EvaluationCycle, ...],
    months: tuple[ServiceMonth, ...],
    deadline: Callable[[Contract, date, str], RequestDeadline],
) -> PaymentPeriod:
    start, end, id_ = months[0].start, months[-1].end, f"P{number}"
    governing = terms.governing_period(number).contract
    last = end
    if terms.termination and start <= terms.termination.on < end:
        last = terms.termination.on
        cycles, months = ended_on(last, cycles), ended_on(last, months)
    return PaymentPeriod(
        id=id_,
        number=number,
        start=start,
        end=last,
        whole_end=end,
        installment=governing.payment_period.installments[number - 1].amount,
        request_by=deadline(governing, last, id_),
        cycles=cycles,
        months=months,
    )


def request_deadline(
    contract: Contract, period_end: date, working_days: WorkingDays, received: date | None
) -> RequestDeadline:
    """三.2 The last of the working days in which to start the funds request.

    They are counted from the day after the period's end; by the other reading from the day
    after the invoice was received, if that is later. The day bounds the start of the request,
    not the payment: party A pays when the funds arrive.
    """
    count = contract.funds_request.working_days
    after = period_end
    if contract.readings.request_counted_from == "invoice_receipt":
        if received is None:
            return RequestDeadline(
                day=None, working_days=count, counted_from=None, basis="awaiting_invoice"
            )
        after = max(period_end, received)
    day, estimated = working_days.after(after, count)
    return RequestDeadline(
        day=day,
        working_days=count,
        counted_from=after + timedelta(days=1),
        basis="estimated" if estimated else "official",
        binds_party_a=contract.readings.request_bounds == "funds_request",
    )
