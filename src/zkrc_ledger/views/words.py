"""Words that several views share: stages, states, deadlines, spans of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.views.blocks import Cell

if TYPE_CHECKING:
    from zkrc_ledger.model.records import RatingRecord
    from zkrc_ledger.model.schedule import RequestDeadline, Span
    from zkrc_ledger.model.settlement import Line, State
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.readings import ReadingTaken
    from zkrc_ledger.views.blocks import Tone

STATE_TONES: dict[State, Tone] = {
    "incomplete": "stop",
    "proposed": "caution",
    "final": "good",
    "undetermined": "stop",
}


def state(of: State, tr: Translator) -> Cell:
    """A settlement's state in a word."""
    words = {
        "incomplete": tr("INCOMPLETE"),
        "proposed": tr("PROPOSED"),
        "final": tr("FINAL"),
        "undetermined": tr("UNDETERMINED"),
    }
    return Cell(words[of], STATE_TONES[of])


def stage(record: RatingRecord | None, tr: Translator) -> str:
    """How far a month's rating has come."""
    if record is None:
        return tr("not rated")
    return tr("final") if record.stage == "final" else tr("proposed")


def figure_words(line: Line, tr: Translator) -> str:
    """What a figure of a settlement is, in one phrase."""
    if line.month is None:
        return spoken(line.text, tr)
    return tr(
        "{month} rated {rating}: {text}",
        month=line.month,
        rating=line.rating or "",
        text=line.text,
    )


def deadline(by: RequestDeadline, tr: Translator) -> str:
    """The request deadline, marked where it is an estimate."""
    return tr("{day} (estimate)", day=by.day) if by.estimated else shown(by.day, tr)


def days(span: Span, tr: Translator) -> str:
    """First and last day."""
    return tr("{start} to {end}", start=span.start, end=span.end)


def reading_standing(taken: ReadingTaken, tr: Translator) -> str:
    """Who stands behind a reading: who confirmed it, the ledger, or the contract file."""
    if taken.confirmed:
        return tr("confirmed by {by} on {on}", by=taken.confirmed.by, on=taken.confirmed.on)
    if taken.by_default:
        return tr("default reading, not confirmed")
    return tr("reading chosen in contract.toml, not confirmed")
