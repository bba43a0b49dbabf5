"""Asks whoever sits at the terminal for what a recording command was not given.

What comes out is what could have been typed at once; before it is recorded like that, its
outcome is shown, and only a yes goes on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from zkrc_ledger.cli.ask import BackError, ask, ask_yes, in_turn, one_of
from zkrc_ledger.cli.recording import foresee
from zkrc_ledger.cli.stop import Stop, stop
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import (
    parse_date,
    parse_month_in,
    parse_number,
    parse_period,
    parse_positive_amount,
    parse_words,
)
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.records import Invoice, Payment, is_invoice_number
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.bookings import not_a_number
from zkrc_ledger.rules.checks.money import unknown_period
from zkrc_ledger.rules.requests import not_come_yet
from zkrc_ledger.rules.steps import deciding_body
from zkrc_ledger.views.blocks import Column, Grid, Line
from zkrc_ledger.views.words import days_of_month, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.cli.recording import Asked, Before
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.records import Rating
    from zkrc_ledger.model.settlement import PeriodSettlement

Kept = TypeVar("Kept", Invoice, Payment)
_ALL = ("all", "全部")


def ratings(
    session: Session, given: Rating, request: Callable[[list[Rating]], Callable[[Before], Asked]]
) -> list[Rating]:
    """Ratings of one or several months that are over and not final, passed by one meeting.

    `given` has the options that were typed: they are not asked for.
    """
    guide = _Guide(session)
    waiting = guide.waiting_months()
    months, found, meeting = waiting[:1], dict[str, str](), given

    def choose() -> None:
        nonlocal months
        said = session.tr("Waiting for a rating: {months}.", months=tuple(waiting))
        session.show([Line(said)], wrapped=True)
        words = Text("Which months? Several with blanks between them, or all")
        months = ask(session, words, lambda typed: _months(typed, waiting), waiting[0])

    def rate(month: str) -> None:
        scale = guide.scale(month)
        proposed = guide.assessment.records.ratings.get(month)
        found[month] = ask(
            session,
            Text("Rating of {month}", month=month),
            one_of(scale),
            proposed.rating if proposed else None,
        )

    def passed() -> None:
        nonlocal meeting
        body = deciding_body(guide.assessment.terms)
        final = ask_yes(session, Text("Has it been passed by {body}?", body=body), default=True)
        words = Text("Day of the meeting; Enter where it is not known")
        try:
            day = ask(session, words, guide.day_or_none, "") if final else None
        except BackError:
            passed()
            return
        meeting = replace(meeting, stage="final" if final else "proposed", approved_on=day)

    def rests_on() -> None:
        nonlocal meeting
        words = Text("What it rests on, as minutes or a notice; Enter for nothing")
        meeting = replace(meeting, basis=ask(session, words, parse_words, ""))

    def asked() -> list[Rating]:
        return [replace(meeting, month=month, rating=found[month]) for month in months]

    if len(waiting) > 1:
        in_turn(choose)
    in_turn(
        *((lambda month=month: rate(month)) for month in months),
        *([] if given.stage == "proposed" or given.approved_on else [passed]),
        *([] if given.basis else [rests_on]),
        lambda: guide.confirm(request(asked())),
    )
    return asked()


def money(
    session: Session,
    given: Kept,
    request: Callable[[Kept], Callable[[Before], Asked]],
    left: Callable[[PeriodSettlement], Decimal | None],
    **questions: Text,
) -> Kept:
    """An invoice or a payment: asks, by the fields' names, for those that were not typed.

    `left` is what is still to be invoiced or paid for a period: the amount by default.
    """
    guide, asked = _Guide(session), given

    def step(field: str, words: Text) -> Callable[[], None]:
        def asks() -> None:
            nonlocal asked
            parse, default = guide.answers(field, asked.period, left)
            asked = replace(asked, **{field: ask(session, words, parse, default)})

        return asks

    steps = [step(*one) for one in questions.items() if not getattr(given, one[0])]
    in_turn(*steps, lambda: guide.confirm(request(asked)))
    return asked


class _Guide:
    """What the questions need to know of the book, and the last one: whether to record."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.assessment = session.assessment()
        self.today = session.today()
        said = session.tr(
            "Enter takes what stands in brackets; type back to go back, cancel to stop."
        )
        session.show([Line(said, "quiet")], wrapped=True)

    def waiting_months(self) -> list[str]:
        """The months that are over and whose rating is not final; stops if there are none."""
        found = [
            month.id
            for settled in self.assessment.settlement.periods
            for month in settled.period.months
            if month.over(self.today) and month.id in (*settled.unrated, *settled.not_final)
        ]
        return found or stop(
            Problem(
                code="nothing-to-rate",
                message=Text("Every month that is over has its final rating."),
                hint=Text("To replace a rating: ledger rate MONTH RATING --revise REASON"),
            )
        )

    def scale(self, month: str) -> list[str]:
        """附件1.六 Show the rating scale that governs a month, numbered, with its yuan."""
        steps = self.assessment.terms.by_month[month].contract.evaluation.scale
        tr, span = self.session.tr, self.assessment.schedule.month(month)
        rows = [
            (str(number), step.rating, signed(step.reward - step.deduction))
            for number, step in enumerate(steps, start=1)
        ]
        title = f"{month} ({days_of_month(span, tr)})" if span else month
        columns = Column(""), Column(title), Column(tr("Yuan"), right=True)
        self.session.show([Line(), Grid(columns, rows)], wrapped=True)
        return [step.rating for step in steps]

    def answers(
        self, field: str, period: str, left: Callable[[PeriodSettlement], Decimal | None]
    ) -> tuple[Callable[[str], Any], str | None]:
        """How the answer for a field is parsed, and what it is by default."""
        periods = self.assessment.settlement.periods
        match field:
            case "period":
                open_ = [one.period.id for one in periods if (left(one) or 0) > 0]
                return self._period, open_[0] if open_ else None
            case "number":
                return _number, None
            case "date":
                return self.day, self.today.isoformat()
            case "amount":
                settled = self.assessment.settlement.period(period)
                rest = left(settled) if settled else None
                return parse_positive_amount, f"{rest:,.2f}" if rest and rest > 0 else None
            case _:
                return parse_words, ""

    def day(self, typed: str) -> date:
        """A day that has come."""
        day = parse_date(typed)
        for problem in not_come_yet(day, self.today):
            raise Refused(problem.code, problem.message, problem.hint)
        return day

    def day_or_none(self, typed: str) -> date | None:
        """The same, or nothing."""
        return self.day(typed) if typed else None

    def confirm(self, request: Callable[[Before], Asked]) -> None:
        """Show what is to be recorded and what it changes, and stop unless the answer is yes.

        Raises `BackError` where it would be refused, so that an answer can be corrected.
        """
        from zkrc_ledger.views import recorded

        try:
            foreseen = foresee(self.session, request)
        except Stop as stopped:
            self.session.warn(stopped.problems)
            raise BackError from None
        shown = recorded.blocks(
            foreseen.before.assessment,
            foreseen.after,
            foreseen.new,
            foreseen.book.folder,
            self.session.tr,
            standing=foreseen.asked.standing,
            heading=Text("To be recorded in {folder}:", folder=str(foreseen.book.folder)),
        )
        self.session.show([Line(), *shown], wrapped=True)
        if foreseen.new and not ask_yes(self.session, Text("Record this?")):
            stop(Problem(code="declined", message=Text("Nothing was recorded.")))

    def _period(self, typed: str) -> str:
        period = parse_period(typed)
        if self.assessment.settlement.period(period) is None:
            raise Refused("period-unknown", *unknown_period(self.assessment.schedule, period))
        return period


def _months(typed: str, waiting: Sequence[str]) -> list[str]:
    """Months out of those that wait, in their order."""
    if normal(typed).lower() in _ALL:
        return list(waiting)
    named = {parse_month_in(word, waiting) for word in re.split(r"[\s,，、]+", typed) if word}
    for month in named.difference(waiting):
        raise Refused(
            "month-not-waiting",
            Text("{month} is not one of these months.", month=month),
            Text("To replace a rating: ledger rate MONTH RATING --revise REASON"),
        )
    return sorted(named)


def _number(typed: str) -> str:
    number = parse_number(typed)
    if not is_invoice_number(number):
        problem = not_a_number(number)
        raise Refused(problem.code, problem.message, problem.hint)
    return number
