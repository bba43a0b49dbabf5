"""Where each payment period stands on a day, and what to do next: who acts, by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.records import Invoice
    from zkrc_ledger.rules.reconciliation import Reconciliation

Stage = Literal[
    "undetermined",
    "running",
    "awaiting_ratings",
    "awaiting_meeting",
    "ready_to_invoice",
    "correct_invoice",
    "invoiced",
    "request_date_passed",
    "partly_paid",
    "overpaid",
    "owed_by_contractor",
    "settled",
]
Who = Literal["a", "b", "both", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: what, by which party, by which day (None: no day is set)."""

    text: Text
    who: Who
    by: date | None = None

    def days_left(self, today: date) -> int | None:
        """Days until it must be done; negative once it is overdue."""
        return None if self.by is None else (self.by - today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodStatus:
    """A period's stage and its next steps, the first thing first; remarks are no steps."""

    reconciled: Reconciliation
    stage: Stage
    steps: tuple[Step, ...]
    remarks: tuple[Text, ...]


def status_of(reconciled: Sequence[Reconciliation], today: date) -> tuple[PeriodStatus, ...]:
    """Every period's stage and next steps, as of `today`."""
    return tuple(
        _status(one, _after(reconciled, position), today) for position, one in enumerate(reconciled)
    )


def _after(reconciled: Sequence[Reconciliation], position: int) -> str:
    """The period after this one, which a difference can be settled with; empty for the last."""
    later = reconciled[position + 1 : position + 2]
    return later[0].settled.period.id if later else ""


def stage_of(one: Reconciliation, today: date) -> Stage:  # noqa: PLR0911  (a stage a line)
    """三.2 How far one period has come from service to the last payment."""
    settled = one.settled
    if settled.state == "undetermined":
        return "undetermined"
    if not settled.ended:
        return "running"
    if settled.state == "incomplete":
        return "awaiting_ratings"
    if settled.state == "proposed":
        return "awaiting_meeting"
    outstanding, to_invoice = one.outstanding or ZERO, one.to_invoice or ZERO
    if outstanding < 0:
        return "owed_by_contractor" if settled.owed_by_contractor else "overpaid"
    if to_invoice < 0:
        return "correct_invoice"
    if to_invoice > 0:
        return "ready_to_invoice"
    if not outstanding:
        return "settled"
    if one.received > 0:
        return "partly_paid"
    return "request_date_passed" if today > settled.period.request_by.day else "invoiced"


def _status(one: Reconciliation, following: str, today: date) -> PeriodStatus:
    stage = stage_of(one, today)
    return PeriodStatus(
        reconciled=one,
        stage=stage,
        steps=tuple(_steps(one, stage, following)),
        remarks=tuple(_remarks(one, today)),
    )


def _steps(one: Reconciliation, stage: Stage, following: str) -> list[Step]:
    settled, period = one.settled, one.settled.period
    outstanding = one.outstanding or ZERO
    deadline = period.request_by.day
    steps: dict[Stage, Callable[[], list[Step]]] = {
        "undetermined": lambda: [_agree(one)],
        "running": lambda: [_while_running(one)],
        "awaiting_ratings": lambda: [
            Step(text=Text("Rate {months}.", months=settled.unrated), who="a", by=deadline)
        ],
        "awaiting_meeting": lambda: [
            Step(
                text=Text("Have the meeting pass {months}.", months=settled.not_final),
                who="a",
                by=deadline,
            )
        ],
        "ready_to_invoice": lambda: [_to_invoice(one)],
        "correct_invoice": lambda: _red_letter(one),
        "invoiced": lambda: [_request(one)],
        "request_date_passed": lambda: [_request(one)],
        "partly_paid": lambda: [
            Step(text=Text("Pay the remaining {amount}.", amount=outstanding), who="a")
        ],
        "overpaid": lambda: _give_back(one, following),
        "owed_by_contractor": lambda: _give_back(one, following),
        "settled": list,
    }
    return steps[stage]()


def _agree(one: Reconciliation) -> Step:
    return Step(
        text=Text(
            "Agree on the amount for {period} and record it: "
            "ledger amend terminate --on {on} --settle AMOUNT --basis TEXT",
            period=one.settled.period.id,
            on=one.settled.period.end,
        ),
        who="both",
    )


def _request(one: Reconciliation) -> Step:
    return Step(
        text=Text(
            "Start the funds request for {amount}; pay when the funds arrive.",
            amount=one.outstanding or ZERO,
        ),
        who="a",
        by=one.settled.period.request_by.day,
    )


def _while_running(one: Reconciliation) -> Step:
    period = one.settled.period
    return Step(
        text=Text("The period runs until {end}; rate each month once it is over.", end=period.end),
        who="",
    )


def _to_invoice(one: Reconciliation) -> Step:
    amount, period = one.to_invoice or ZERO, one.settled.period
    if one.invoiced:
        text = Text(
            "Issue a further invoice for {amount}: {due} is due, {invoiced} is invoiced.",
            amount=amount,
            due=one.due or ZERO,
            invoiced=one.invoiced,
        )
    else:
        text = Text(
            "Issue an invoice for {amount}: ledger invoice {period} --number N --date DATE",
            amount=amount,
            period=period.id,
        )
    return Step(text=text, who="b", by=period.request_by.day)


def _red_letter(one: Reconciliation) -> list[Step]:
    """三.2 The invoices say more than is due, and no more than is due was paid."""
    deadline = one.settled.period.request_by.day
    return [Step(text=_correction(one, *each), who="b", by=deadline) for each in one.to_take_back()]


def _correction(one: Reconciliation, invoice: Invoice, left: Decimal, excess: Decimal) -> Text:
    if not one.due:
        return Text(
            "Nothing is due: issue a red-letter invoice for {left} against {number}.",
            left=left,
            number=invoice.number,
        )
    if excess == left:
        return _take_back(invoice, excess)
    return Text(
        "Invoiced {excess} too much: issue a red-letter invoice for {left} against {number} "
        "and a new invoice for {anew}; or one for {excess} alone.",
        excess=excess,
        left=left,
        number=invoice.number,
        anew=left - excess,
    )


def _take_back(invoice: Invoice, amount: Decimal) -> Text:
    return Text(
        "Issue a red-letter invoice for {amount} against {number}.",
        amount=amount,
        number=invoice.number,
    )


def _give_back(one: Reconciliation, following: str) -> list[Step]:
    amount = -(one.outstanding or ZERO)
    steps = [
        Step(text=_take_back(invoice, excess), who="b") for invoice, _, excess in one.to_take_back()
    ]
    if following:
        text = Text(
            "Received {amount} too much: settle it with {following}, or send it back.",
            amount=amount,
            following=following,
        )
    else:
        text = Text("Received {amount} too much: send it back.", amount=amount)
    if one.settled.owed_by_contractor:
        text = (
            Text(
                "Party B owes {amount}: settle it with {following}, or pay it.",
                amount=amount,
                following=following,
            )
            if following
            else Text("Party B owes {amount}: pay it.", amount=amount)
        )
    return [*steps, Step(text=text, who="b")]


def _remarks(one: Reconciliation, today: date) -> list[Text]:
    """三.2 What the parties may hold against each other about dates."""
    deadline = one.settled.period.request_by.day
    remarks = []
    if one.invoiced_on and one.invoiced_on > deadline and one.outstanding:
        remarks.append(
            Text(
                "The invoice of {day} came after {deadline}: party A may delay the payment.",
                day=one.invoiced_on,
                deadline=deadline,
            )
        )
    elif today > deadline and one.settled.state == "final" and (one.to_invoice or ZERO) > 0:
        remarks.append(
            Text(
                "The request deadline {deadline} passed without an invoice for the amount: "
                "party A may delay the payment, party B goes on working.",
                deadline=deadline,
            )
        )
    if one.settled.claimed:
        remarks.append(
            Text(
                "Claimed and not agreed: {names}.",
                names=tuple(line.record.name for line in one.settled.claimed if line.record),
            )
        )
    if one.settled.apart:
        remarks.append(
            Text(
                "To be settled apart: {amount}.",
                amount=-sum((line.amount for line in one.settled.apart), ZERO),
            )
        )
    return remarks
