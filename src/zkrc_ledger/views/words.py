"""Words that several views share: stages, states, deadlines, spans of days, amendments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text, shown, spoken
from zkrc_ledger.rules.says import says
from zkrc_ledger.views.blocks import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.model.schedule import RequestDeadline, Span
    from zkrc_ledger.model.settlement import Kind, Line, State
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.readings import ReadingTaken
    from zkrc_ledger.views.blocks import Tone

STATE_TONES: dict[State, Tone] = {
    "incomplete": "stop",
    "proposed": "caution",
    "final": "good",
    "undetermined": "stop",
}
_MONTHS = (
    Text("Jan"),
    Text("Feb"),
    Text("Mar"),
    Text("Apr"),
    Text("May"),
    Text("Jun"),
    Text("Jul"),
    Text("Aug"),
    Text("Sep"),
    Text("Oct"),
    Text("Nov"),
    Text("Dec"),
)


def state(of: State, tr: Translator) -> Cell:
    """A settlement's state in a word."""
    words = {
        "incomplete": tr("incomplete"),
        "proposed": tr("proposed"),
        "final": tr("final"),
        "undetermined": tr("undetermined"),
    }
    return Cell(words[of], STATE_TONES[of])


def stage(rating: Rating | None, tr: Translator) -> str:
    """How far a month's rating has come."""
    if rating is None:
        return tr("not rated")
    return tr("final") if rating.stage == "final" else tr("proposed")


def amount_words(amount: Decimal | None, otherwise: str, tr: Translator) -> str:
    """An amount in yuan, or what stands in its place where there is none yet."""
    return otherwise if amount is None else shown(amount, tr)


def kind_words(kind: Kind, tr: Translator) -> str:
    """What the figures of a kind are called."""
    words: dict[Kind, str] = {
        "installment": tr("Installment"),
        "reward": tr("Rewards"),
        "deduction": tr("Deductions"),
        "additional_work": tr("Additional work"),
        "tax": tr("Tax"),
        "breach": tr("Breach deductions"),
        "fees": tr("Fees"),
        "damages": tr("Damages"),
        "offset": tr("Offsets"),
    }
    return words[kind]


def figure_words(line: Line, tr: Translator) -> str:
    """What a figure of a settlement is, in one phrase; a proposed rating says so."""
    if line.month is None:
        return spoken(line.text, tr)
    values: dict[str, Shown] = {"month": line.month, "rating": line.rating or "", "text": line.text}
    if line.stage == "proposed":
        return tr("{month} rated {rating} (proposed): {text}", **values)
    return tr("{month} rated {rating}: {text}", **values)


def deadline(by: RequestDeadline, tr: Translator) -> str:
    """The request deadline, marked where it is an estimate or waits for the invoice."""
    if by.day is None:
        return tr("once invoiced")
    return tr("{day} (estimate)", day=by.day) if by.basis == "estimated" else shown(by.day, tr)


def request_sentence(contract: Contract, by: RequestDeadline, tr: Translator) -> str:
    """What the request deadline is, and how it was counted."""
    if by.day is None:
        return tr(
            "The funds request is to be started within {count} working days of the receipt of "
            "the invoice, which is not marked as received yet.",
            count=by.working_days,
        )
    values: dict[str, Shown] = {
        "day": deadline(by, tr),
        "count": by.working_days,
        "start": by.counted_from or "",
    }
    if contract.readings.request_bounds == "invoice_receipt":
        return tr(
            "The invoice is to be received by {day}: {count} working days from {start} on.",
            **values,
        )
    return tr(
        "The funds request is to be started by {day}: {count} working days from {start} on.",
        **values,
    )


def days(span: Span, tr: Translator) -> str:
    """First and last day."""
    return tr("{start} to {end}", start=span.start, end=span.end)


def days_of_month(span: Span, tr: Translator) -> str:
    """First and last day without their years, where the month's id names the year."""
    return tr("{start} through {end}", start=_day_of_year(span.start), end=_day_of_year(span.end))


def _day_of_year(day: date) -> Text:
    return Text("{day} {month}", day=day.day, month=_MONTHS[day.month - 1])


def signed(amount: Decimal) -> str:
    """What a rating or a set-off brings, with its sign; whole yuan without their decimals."""
    return (f"{amount:+,.2f}" if amount else "0").removesuffix(".00")


def amendment_words(amendment: Amendment, tr: Translator) -> str:
    """An amendment in one line: its id, what it does, what it rests on."""
    return tr(
        "Amendment {name}: {says} ({basis})",
        name=amendment.name,
        says=says(amendment),
        basis=amendment.basis,
    )


def reading_standing(taken: ReadingTaken, tr: Translator) -> str:
    """Who stands behind a reading: who chose it, and who confirmed it."""
    if taken.confirmed:
        return tr("confirmed by {by} on {on}", by=taken.confirmed.by, on=taken.confirmed.on)
    if taken.chosen_by:
        return tr("chosen by amendment {name}, not confirmed", name=taken.chosen_by.change.name)
    if taken.by_default:
        return tr("default reading, not confirmed")
    return tr("chosen in contract.toml, not confirmed")


def sentences(texts: Iterable[str], tr: Translator) -> str:
    """Whole sentences, one after another."""
    return ("" if tr.language == "zh" else " ").join(texts)
