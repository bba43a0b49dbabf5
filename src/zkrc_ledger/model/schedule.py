"""The schedule: service months, evaluation cycles, payment periods. All dates inclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@value_class()
class Span:
    """Days from `start` to `end`, both in it: a service month, an evaluation cycle."""

    id: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return today > self.end


ServiceMonth = Span
EvaluationCycle = Span


@value_class()
class RequestDeadline:
    """The last day for starting the funds request; None until the invoice has been received.

    `counted_from` is the first day counted. An `estimated` count runs through a year whose
    working-day notice is not published. `binds_party_a`: by the other reading it bounds only
    the receipt of the invoice.
    """

    day: date | None
    working_days: int
    counted_from: date | None
    basis: Literal["official", "estimated", "awaiting_invoice"]
    binds_party_a: bool = True

    def passed(self, today: date) -> bool:
        """Whether it went by."""
        return self.day is not None and today > self.day


@value_class()
class PaymentPeriod(Span):
    """A payment period, `P1`: what one invoice is for. `installment` in yuan.

    `number` counts from 1. `whole_end` is the last day it would have had where a termination
    cut it, else its end.
    """

    number: int
    whole_end: date
    installment: Decimal
    request_by: RequestDeadline
    cycles: tuple[EvaluationCycle, ...]
    months: tuple[ServiceMonth, ...]

    @property
    def cut(self) -> bool:
        """Whether a termination ended it before its time."""
        return self.end < self.whole_end


@value_class()
class Schedule:
    """The whole service term, divided three times over, without gap or overlap.

    `fallen_away` are the ids of the periods that a termination left nothing of.
    """

    periods: tuple[PaymentPeriod, ...]
    fallen_away: tuple[str, ...] = ()

    @property
    def months(self) -> tuple[ServiceMonth, ...]:
        """Every service month, in order."""
        return tuple(month for period in self.periods for month in period.months)

    def month(self, id_: str) -> ServiceMonth | None:
        """The service month of this id."""
        return next((month for month in self.months if month.id == id_), None)

    def period(self, id_: str) -> PaymentPeriod | None:
        """The payment period of this id."""
        return next((period for period in self.periods if period.id == id_), None)

    def period_of(self, month: str) -> PaymentPeriod | None:
        """The payment period that holds the service month of this id."""
        return next(
            (one for one in self.periods if any(month == each.id for each in one.months)), None
        )

    @property
    def end(self) -> date:
        """The last day of service."""
        return self.periods[-1].end

    def month_of(self, day: date) -> ServiceMonth | None:
        """The service month that holds this day."""
        return next((month for month in self.months if day in month), None)
