"""How far each payment period has come on a day, and what to do next: who acts, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.offsets import offset_target, to_set_off
from zkrc_ledger.rules.remarks import remarks_of
from zkrc_ledger.rules.steps import Step, steps_of

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.model.text import Text

Stage = Literal[
    "undetermined",
    "running",
    "awaiting_ratings",
    "awaiting_meeting",
    "ready_to_invoice",
    "correct_invoice",
    "invoiced",
    "requested",
    "request_date_passed",
    "partly_paid",
    "overpaid",
    "owed_by_contractor",
    "settled",
]


@value_class()
class PeriodStage:
    """A period's stage and its next steps, the first thing first; remarks are no steps."""

    settled: PeriodSettlement
    stage: Stage
    steps: tuple[Step, ...]
    remarks: tuple[Text, ...]

    def late_and_unpaid(self, today: date) -> bool:
        """三.2 Whether the request deadline passed, nothing was received and nobody acted."""
        waiting = self.stage in (
            "awaiting_ratings",
            "awaiting_meeting",
            "ready_to_invoice",
            "correct_invoice",
            "request_date_passed",
        )
        return (
            waiting
            and self.settled.period.request_by.passed(today)
            and (self.settled.received <= 0)
        )


def stages_of(terms: Terms, settlement: Settlement) -> tuple[PeriodStage, ...]:
    """Every period's stage and next steps, as of the settlement's day."""
    today, found = settlement.as_of, []
    for settled in settlement.periods:
        stage = stage_of(settled, today)
        target = offset_target(settlement, settled.period.id, to_set_off(settled))
        found.append(
            PeriodStage(
                settled=settled,
                stage=stage,
                steps=tuple(steps_of(terms, settled, stage, target, today)),
                remarks=tuple(remarks_of(terms, settled, stage, today)),
            )
        )
    return tuple(found)


def stage_of(settled: PeriodSettlement, today: date) -> Stage:  # noqa: C901, PLR0911  (a stage a line)
    """三.2 How far one period has come from service to the last payment."""
    if settled.state == "undetermined":
        return "undetermined"
    if not settled.ended:
        return "running"
    if settled.state == "incomplete":
        return "awaiting_ratings"
    if settled.state == "proposed":
        return "awaiting_meeting"
    outstanding, to_invoice = settled.outstanding or ZERO, settled.to_invoice or ZERO
    if outstanding < 0:
        return "owed_by_contractor" if settled.owed_by_contractor else "overpaid"
    if to_invoice < 0:
        return "correct_invoice"
    if to_invoice > 0:
        return "ready_to_invoice"
    if not outstanding:
        return "settled"
    if settled.received > 0:
        return "partly_paid"
    if settled.account.day_of("request-started"):
        return "requested"
    return "request_date_passed" if party_a_is_late(settled, today) else "invoiced"


def party_a_is_late(settled: PeriodSettlement, today: date) -> bool:
    """三.2 Whether party A, having the invoice in time, let the last day for its request pass."""
    deadline, account = settled.period.request_by, settled.account
    received = account.invoice_received_on
    return (
        deadline.binds_party_a
        and deadline.passed(today)
        and received is not None
        and not deadline.passed(received)
        and account.day_of("request-started") is None
    )
