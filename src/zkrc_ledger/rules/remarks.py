"""What the parties may hold against each other: who let a day go by, what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.steps import invoiced_in_time, passed_too_late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.rules.stages import Stage


def remarks_of(
    terms: Terms, settled: PeriodSettlement, stage: Stage, today: date
) -> Iterator[Text]:
    """三.2 What the parties may hold against each other about dates, and what is disputed."""
    deadline = settled.period.request_by
    if stage not in ("settled", "running") and deadline.day:
        yield from _about_days(settled, deadline.day, today)
    started = settled.account.day_of("request-started")
    cutoff = terms.governing_period(settled.period.number).contract.funds_request.treasury_cutoff
    open_request = stage != "settled" and not started
    if cutoff and deadline.day and open_request and settled.period.end <= cutoff < deadline.day:
        yield Text(
            "The treasury takes requests until {cutoff}: one started later comes out of the next "
            "year's budget.",
            cutoff=cutoff,
        )
    if settled.claimed:
        yield Text("Claimed and not agreed: {amount}.", amount=settled.claimed)
    if settled.apart:
        yield Text(
            "To be settled apart: {amount}.",
            amount=-total(line.amount for line in settled.apart),
        )


def _about_days(settled: PeriodSettlement, deadline: date, today: date) -> Iterator[Text]:
    """三.2 Who let the last day for the request go by; nobody who acted in time."""
    account = settled.account
    received, started = account.invoice_received_on, account.day_of("request-started")
    if started and received and received <= deadline:
        if started > deadline and settled.period.request_by.binds_party_a:
            yield Text(
                "Party A started the funds request on {day}, {days} days late.",
                day=started,
                days=(started - deadline).days,
            )
    elif started and started <= deadline:
        return
    elif received and received > deadline:
        yield Text(
            "The invoice was received on {day}, after {deadline}: party A may delay the payment.",
            day=received,
            deadline=deadline,
        )
    elif today > deadline and (settled.state != "final" or passed_too_late(settled)):
        yield Text(
            "The request deadline {deadline} passed before the price was final: no invoice could "
            "be issued in time.",
            deadline=deadline,
        )
    elif (
        today > deadline and not invoiced_in_time(settled) and _unpaid_for_want_of_invoice(settled)
    ):
        yield Text(
            "The request deadline {deadline} passed without an invoice for the amount: "
            "party A may delay the payment, party B goes on working.",
            deadline=deadline,
        )


def _unpaid_for_want_of_invoice(settled: PeriodSettlement) -> bool:
    return min(settled.to_invoice or ZERO, settled.outstanding or ZERO) > 0
