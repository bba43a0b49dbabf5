"""What to do next for a payment period, and what the parties may hold against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.records import Invoice
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.model.text import Shown
    from zkrc_ledger.rules.stages import Stage

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


def deciding_body(terms: Terms) -> Shown:
    """附件1.七 Who passes a rating, as the contract file names it."""
    by = terms.contract.final_rating.by if terms.contract.final_rating else None
    return by or Text("the body that decides")


def steps_of(
    terms: Terms, settled: PeriodSettlement, stage: Stage, following: str, today: date
) -> list[Step]:
    """The next steps of a period, the first thing first; `following` is the period after it."""
    deadline = settled.period.request_by.day
    steps: dict[Stage, Callable[[], list[Step]]] = {
        "undetermined": lambda: [_agree(settled)],
        "running": lambda: _while_running(settled, today),
        "awaiting_ratings": lambda: [
            Step(text=Text("Rate {months}.", months=settled.unrated), who="a", by=deadline)
        ],
        "awaiting_meeting": lambda: [_pass_ratings(terms, settled)],
        "ready_to_invoice": lambda: [_to_invoice(settled)],
        "correct_invoice": lambda: _red_letters(settled),
        "invoiced": lambda: [_request(settled)],
        "requested": lambda: [
            Step(
                text=Text(
                    "Pay {amount} when the funds arrive.", amount=settled.outstanding or ZERO
                ),
                who="a",
            )
        ],
        "request_date_passed": lambda: [_request(settled)],
        "partly_paid": lambda: [
            Step(
                text=Text("Pay the remaining {amount}.", amount=settled.outstanding or ZERO),
                who="a",
            )
        ],
        "overpaid": lambda: _give_back(settled, following),
        "owed_by_contractor": lambda: _give_back(settled, following),
        "settled": list,
    }
    return steps[stage]()


def _agree(settled: PeriodSettlement) -> Step:
    return Step(
        text=Text(
            "Agree on the amount for {period} and record it: "
            "ledger amend terminate --on {on} --settle AMOUNT --basis TEXT",
            period=settled.period.id,
            on=settled.period.end,
        ),
        who="both",
    )


def _while_running(settled: PeriodSettlement, today: date) -> list[Step]:
    """The months that are over wait for their ratings; the period goes on."""
    period = settled.period
    waiting = tuple(
        month.id for month in period.months if month.over(today) and month.id in settled.unrated
    )
    runs = Step(text=Text("The period runs until {end}.", end=period.end), who="")
    if not waiting:
        return [runs]
    rate = Step(text=Text("Rate {months}.", months=waiting), who="a", by=period.request_by.day)
    return [rate, runs]


def _pass_ratings(terms: Terms, settled: PeriodSettlement) -> Step:
    return Step(
        text=Text(
            "Have {months} passed by {body}.",
            months=settled.not_final,
            body=deciding_body(terms),
        ),
        who="a",
        by=settled.period.request_by.day,
    )


def _request(settled: PeriodSettlement) -> Step:
    """三.2 Party A's own deadline, unless the invoice came too late for it."""
    deadline, received = settled.period.request_by.day, settled.account.invoice_received_on
    in_time = deadline and received and received <= deadline
    return Step(
        text=Text(
            "Start the funds request for {amount}; pay when the funds arrive.",
            amount=settled.outstanding or ZERO,
        ),
        who="a",
        by=deadline if in_time else None,
    )


def _to_invoice(settled: PeriodSettlement) -> Step:
    amount, period = settled.to_invoice or ZERO, settled.period
    if settled.invoiced:
        text = Text(
            "Issue a further invoice for {amount}: {sum} is to be invoiced, {invoiced} is.",
            amount=amount,
            sum=settled.invoice_sum or ZERO,
            invoiced=settled.invoiced,
        )
    else:
        text = Text(
            "Issue an invoice for {amount}: ledger invoice {period} --number N --date DATE",
            amount=amount,
            period=period.id,
        )
    return Step(text=text, who="b", by=period.request_by.day)


def _red_letters(settled: PeriodSettlement) -> list[Step]:
    """三.2 The invoices say more than they should, and no more than is due was paid."""
    return [
        Step(text=_correction(*each), who="b", by=settled.period.request_by.day)
        for each in settled.to_take_back()
    ]


def _correction(invoice: Invoice, left: Decimal, excess: Decimal) -> Text:
    if excess == left:
        return take_back(invoice, excess)
    return Text(
        "Invoiced {excess} too much: issue a red-letter invoice for {left} against {number} "
        "and a new invoice for {anew}; or one for {excess} alone.",
        excess=excess,
        left=left,
        number=invoice.number,
        anew=left - excess,
    )


def take_back(invoice: Invoice, amount: Decimal) -> Text:
    """What to do about an invoice that says too much."""
    return Text(
        "Issue a red-letter invoice for {amount} against {number}.",
        amount=amount,
        number=invoice.number,
    )


def _give_back(settled: PeriodSettlement, following: str) -> list[Step]:
    amount = -(settled.outstanding or ZERO)
    steps = [
        Step(text=take_back(invoice, excess), who="b")
        for invoice, _, excess in settled.to_take_back()
    ]
    if (settled.to_invoice or ZERO) > 0:
        steps.append(_to_invoice(settled))  # set-offs lower the payment, not the price
    values: dict[str, Shown] = {
        "amount": amount,
        "period": settled.period.id,
        "following": following,
    }
    if settled.owed_by_contractor and following:
        text = Text(
            "Party B owes {amount}: pay it, or set it off against {following}: "
            "ledger offset {period} {following} {amount} --basis TEXT",
            **values,
        )
    elif settled.owed_by_contractor:
        text = Text("Party B owes {amount}: pay it.", amount=amount)
    elif following:
        text = Text(
            "Received {amount} too much: send it back, or set it off against {following}: "
            "ledger offset {period} {following} {amount} --basis TEXT",
            **values,
        )
    else:
        text = Text("Received {amount} too much: send it back.", amount=amount)
    return [*steps, Step(text=text, who="b")]


def remarks_of(
    terms: Terms, settled: PeriodSettlement, stage: Stage, today: date
) -> Iterator[Text]:
    """三.2 What the parties may hold against each other about dates, and what is disputed."""
    deadline, account = settled.period.request_by.day, settled.account
    received, started = account.invoice_received_on, account.day_of("request-started")
    open_sum = stage not in ("settled", "running")
    if deadline and open_sum:
        if received and received > deadline:
            yield Text(
                "The invoice was received on {day}, after {deadline}: party A may delay the "
                "payment.",
                day=received,
                deadline=deadline,
            )
        elif today > deadline and min(settled.to_invoice or ZERO, settled.outstanding or ZERO) > 0:
            yield Text(
                "The request deadline {deadline} passed without an invoice for the amount: "
                "party A may delay the payment, party B goes on working.",
                deadline=deadline,
            )
        elif started and started > deadline:
            yield Text(
                "Party A started the funds request on {day}, {days} days late.",
                day=started,
                days=(started - deadline).days,
            )
    cutoff = terms.governing_period(settled.period.number).contract.funds_request.treasury_cutoff
    if (
        (cutoff and deadline and settled.period.end <= cutoff < deadline)
        and not started
        and stage != "settled"
    ):
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
