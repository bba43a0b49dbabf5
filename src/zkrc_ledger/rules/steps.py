"""What to do next for a payment period: which party, by which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.text import Text
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.records import Invoice
    from zkrc_ledger.model.settlement import FallenAway, PeriodSettlement
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.model.text import Shown
    from zkrc_ledger.rules.stages import Stage

Who = Literal["a", "b", "both", ""]


@value_class()
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
    """The next steps of a period, the first thing first.

    `following` is the period that what was paid too much, or is owed, can be set off against.
    """
    steps: dict[Stage, Callable[[], list[Step]]] = {
        "undetermined": lambda: [_agree(settled)],
        "running": lambda: _while_running(terms, settled, today),
        "awaiting_ratings": lambda: _rate(terms, settled, today),
        "awaiting_meeting": lambda: _rate(terms, settled, today),
        "ready_to_invoice": lambda: [_to_invoice(settled, today)],
        "correct_invoice": lambda: _red_letters(settled, today),
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
        "overpaid": lambda: _give_back(settled, following, today),
        "owed_by_contractor": lambda: _give_back(settled, following, today),
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


def _while_running(terms: Terms, settled: PeriodSettlement, today: date) -> list[Step]:
    """The months that are over wait for their ratings; the period goes on."""
    period = settled.period
    if today < period.start:
        return [Step(text=Text("The period begins on {start}.", start=period.start), who="")]
    over = {month.id for month in period.months if month.over(today)}
    runs = Step(text=Text("The period runs until {end}.", end=period.end), who="")
    return [*_rate(terms, settled, today, over), runs]


def _rate(
    terms: Terms, settled: PeriodSettlement, today: date, only: Collection[str] | None = None
) -> list[Step]:
    """附件1.七 The months to be rated, and those to be passed; `only` some of them.

    The last day for the request is when they are wanted by. It binds nobody to rate: once it
    has gone by, no day is named, for without an invoice party A is not late.
    """
    deadline = settled.period.request_by
    by = None if deadline.passed(today) else deadline.day
    unrated, not_final = (
        tuple(month for month in months if only is None or month in only)
        for months in (settled.unrated, settled.not_final)
    )
    rate = Step(text=Text("Rate {months}.", months=unrated), who="a", by=by)
    pass_them = Step(
        text=Text("Have {months} passed by {body}.", months=not_final, body=deciding_body(terms)),
        who="a",
        by=by,
    )
    return [step for step, months in ((rate, unrated), (pass_them, not_final)) if months]


def _request(settled: PeriodSettlement) -> Step:
    """三.2 Party A's own deadline, unless it is not bound by it or the invoice came too late."""
    deadline, received = settled.period.request_by, settled.account.invoice_received_on
    in_time = received and deadline.binds_party_a and not deadline.passed(received)
    return Step(
        text=Text(
            "Start the funds request for {amount}; pay when the funds arrive.",
            amount=settled.outstanding or ZERO,
        ),
        who="a",
        by=deadline.day if in_time else None,
    )


def _invoice_by(settled: PeriodSettlement, today: date) -> date | None:
    """三.2 The last day for the request; once it has gone by, only where party B let it.

    It did not where it invoiced in time what was to be corrected later, or where the ratings
    were passed too late.
    """
    deadline = settled.period.request_by
    if deadline.passed(today) and (invoiced_in_time(settled) or passed_too_late(settled)):
        return None
    return deadline.day


def invoiced_in_time(settled: PeriodSettlement) -> bool:
    """三.2 Whether party B's first invoice came before the last day for the request was over."""
    days = [one.date for one in settled.account.invoices if one.date]
    return bool(days) and not settled.period.request_by.passed(min(days))


def passed_too_late(settled: PeriodSettlement) -> bool:
    """附件1.七 Whether a rating was passed only after the last day for the request."""
    ratings = [line.record for line in settled.lines if isinstance(line.record, Rating)]
    days = [one.approved_on for one in ratings if one.approved_on]
    return any(map(settled.period.request_by.passed, days))


def _to_invoice(settled: PeriodSettlement, today: date) -> Step:
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
    return Step(text=text, who="b", by=_invoice_by(settled, today))


def _red_letters(settled: PeriodSettlement, today: date) -> list[Step]:
    """三.2 The invoices say more than they should, and no more than is due was paid."""
    return [
        Step(text=_correction(*each), who="b", by=_invoice_by(settled, today))
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


def _give_back(settled: PeriodSettlement, following: str, today: date) -> list[Step]:
    steps = _letters((invoice, excess) for invoice, _, excess in settled.to_take_back())
    if (settled.to_invoice or ZERO) > 0:
        steps.append(_to_invoice(settled, today))  # set-offs lower the payment, not the price
    owed, amount = bool(settled.owed_by_contractor), -(settled.outstanding or ZERO)
    return [*steps, _return(settled.period.id, amount, following, owed=owed)]


def fallen_away_steps(fallen: FallenAway, following: str) -> list[Step]:
    """四.7 What was invoiced and paid for a period that a termination left nothing of."""
    steps = _letters(fallen.account.standing_invoices())
    if fallen.outstanding < 0:
        steps.append(_return(fallen.period, -fallen.outstanding, following, owed=False))
    return steps


def _letters(invoices: Iterable[tuple[Invoice, Decimal]]) -> list[Step]:
    return [Step(text=take_back(*each), who="b") for each in invoices]


def _return(period: str, amount: Decimal, following: str, *, owed: bool) -> Step:
    values: dict[str, Shown] = {"amount": amount, "period": period, "following": following}
    if owed and following:
        text = Text(
            "Party B owes {amount}: pay it, or set it off against {following}: "
            "ledger offset {period} {following} {amount} --basis TEXT",
            **values,
        )
    elif owed:
        text = Text("Party B owes {amount}: pay it.", amount=amount)
    elif following:
        text = Text(
            "Received {amount} too much: send it back, or set it off against {following}: "
            "ledger offset {period} {following} {amount} --basis TEXT",
            **values,
        )
    else:
        text = Text("Received {amount} too much: send it back.", amount=amount)
    return Step(text=text, who="b")
