"""三.2: months make evaluation cycles, cycles make payment periods; the request deadline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.model.schedule import EvaluationCycle, PaymentPeriod, RequestDeadline
from zkrc_ledger.rules.workdays import WorkingDays

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import ServiceMonth


def payment_periods(
    contract: Contract, months: tuple[ServiceMonth, ...]
) -> tuple[PaymentPeriod, ...]:
    """三.2 The payment periods, each of so many cycles, each cycle of so many months."""
    size = contract.evaluation_cycle.months
    cycles = tuple(
        EvaluationCycle(
            id=f"C{number}", start=months[first].start, end=months[first + size - 1].end
        )
        for number, first in enumerate(range(0, len(months), size), start=1)
    )
    per_period = contract.payment_period.cycles
    working_days = WorkingDays(contract.working_days)
    return tuple(
        PaymentPeriod(
            id=f"P{number}",
            start=(own := cycles[(number - 1) * per_period : number * per_period])[0].start,
            end=own[-1].end,
            installment=installment.amount,
            request_by=request_deadline(contract, own[-1].end, working_days),
            cycles=own,
            months=tuple(month for month in months if own[0].start <= month.start <= own[-1].end),
        )
        for number, installment in enumerate(contract.payment_period.installments, start=1)
    )


def request_deadline(
    contract: Contract, period_end: date, working_days: WorkingDays
) -> RequestDeadline:
    """三.2 The last of the working days after the period's end in which to start the request.

    It bounds the start of the funds request, not the payment: party A pays when funds arrive.
    """
    count = contract.funds_request.working_days
    day, estimated = working_days.after(period_end, count)
    return RequestDeadline(
        day=day,
        working_days=count,
        counted_from=period_end + timedelta(days=1),
        estimated=estimated,
    )
