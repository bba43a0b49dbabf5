"""三.2: months make evaluation cycles, cycles make payment periods; the request deadline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.schedule import EvaluationCycle, PaymentPeriod, RequestDeadline
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.clauses.art4_7_termination import ended_on
from zkrc_ledger.rules.workdays import WorkingDays

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import ServiceMonth
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import Terms


def payment_periods(terms: Terms, months: tuple[ServiceMonth, ...]) -> tuple[PaymentPeriod, ...]:
    """三.2 The payment periods, each of so many cycles, each cycle of so many months.

    What a period pays and how its deadline is counted is the contract that governs it.
    """
    contract = terms.final
    size, per_period = contract.evaluation_cycle.months, contract.payment_period.cycles
    cycles = tuple(
        EvaluationCycle(
            id=f"C{number}", start=months[first].start, end=months[first + size - 1].end
        )
        for number, first in enumerate(range(0, len(months), size), start=1)
    )
    working_days = WorkingDays(contract.working_days)
    return tuple(
        _period(
            terms,
            number,
            cycles[(number - 1) * per_period : number * per_period],
            months[(number - 1) * per_period * size : number * per_period * size],
            working_days,
        )
        for number in range(1, len(cycles) // per_period + 1)
    )


def _period(
    terms: Terms,
    number: int,
    cycles: tuple[EvaluationCycle, ...],
    months: tuple[ServiceMonth, ...],
    working_days: WorkingDays,
) -> PaymentPeriod:
    start, end = months[0].start, months[-1].end
    governing = terms.governing(number, start)
    last = end
    if terms.termination and start <= terms.termination.on < end:
        last = terms.termination.on
        cycles, months = ended_on(last, cycles), ended_on(last, months)
    return PaymentPeriod(
        id=f"P{number}",
        number=number,
        start=start,
        end=last,
        whole_end=end,
        installment=installment_of(governing, number),
        request_by=request_deadline(governing, last, working_days),
        cycles=cycles,
        months=months,
    )


def installment_of(governing: Contract, number: int) -> Decimal:
    """三.2 What the contract that governs a period (counted from 1) pays for it, in yuan.

    Raises `Refused` where it names nothing: a change that makes more periods began too late.
    """
    installments = governing.payment_period.installments
    if number > len(installments):
        raise Refused(
            "installment-count",
            Text(
                "The term has {periods} payment periods, and {count} installments are listed.",
                periods=number,
                count=len(installments),
            ),
            Text(
                "Change total, words and installments together, from a period that they begin in."
            ),
        )
    return installments[number - 1].amount


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
