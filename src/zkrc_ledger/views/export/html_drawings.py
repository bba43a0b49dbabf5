"""The drawings of the page: the contract's time, and what each period is made of, as SVG.

A drawing is part of the page: its colours are the page's classes, its words are also its text
alternative. Places are whole units of a canvas `WIDE` units wide; money and days become places
without a float.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.settlement import KINDS
from zkrc_ledger.model.text import shown
from zkrc_ledger.views.layout import harmless, width
from zkrc_ledger.views.pieces import Pieces
from zkrc_ledger.views.words import days, deadline, kind_words, stage, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.contract import RatingStep
    from zkrc_ledger.model.schedule import PaymentPeriod, ServiceMonth, Span
    from zkrc_ledger.model.settlement import Kind, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

WIDE = 960
_LETTER = 7  # units that a narrow letter takes
_MONTHS, _CYCLES, _PERIODS, _DEADLINES = 24, 72, 98, 132  # where each row of the time line is
_STACK = 84  # how high a period's bar is with what stands beside it


def effect(step: RatingStep | None, scale: Sequence[RatingStep]) -> str:
    """The class that colours a rating: by what it brings, the best three rewards apart."""
    if step is None:
        return "unrated"
    if step.reward:
        better = {one.reward for one in scale if one.reward > step.reward}
        return f"up{min(len(better), 2)}"
    return "down" if step.deduction else "level"


def _tag(name: str, *inside: str, **attributes: object) -> Markup:
    written = Markup("").join(
        Markup(' {}="{}"').format(key.strip("_").replace("_", "-"), harmless(str(value)))
        for key, value in attributes.items()
    )
    content = Markup("").join(one if isinstance(one, Markup) else harmless(one) for one in inside)
    return Markup("<{name}{written}>{content}</{name}>").format(
        name=name, written=written, content=content
    )


def _drawing(name: str, title: str, about: str, high: int, parts: Sequence[Markup]) -> Markup:
    return _tag(
        "svg",
        _tag("title", title, id=f"{name}-title"),
        _tag("desc", about, id=f"{name}-about"),
        *parts,
        viewBox=f"0 0 {WIDE} {high}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-about",
    )


def _box(left: int, right: int, top: int, high: int, class_: str, hint: str) -> Markup:
    wide = max(right - left - 1, 1)
    return _tag(
        "rect",
        _tag("title", hint),
        x=left, y=top, width=wide, height=high, class_=class_,
    )  # fmt: skip


def _words(x: int, y: int, text: str, anchor: str = "middle", class_: str = "") -> Markup:
    return _tag("text", text, x=x, y=y, text_anchor=anchor, class_=class_)


def _fitting(room: int, *choices: str) -> str:
    """The first of some wordings that there is room for, or none."""
    return next((one for one in choices if width(one) * _LETTER <= room), "")


def time_line(assessment: Assessment, tr: Translator) -> Markup:
    """The months coloured by rating; beneath them cycles, periods and request deadlines."""
    drawn = _TimeLine(assessment, tr)
    months, periods = assessment.schedule.months, assessment.schedule.periods
    about = [drawn.about(month) for month in months]
    about += [drawn.period_words(one) for one in periods]
    parts = [part for month in months for part in drawn.month(month)]
    for one in periods:
        for cycle in one.cycles:
            parts += drawn.span(cycle, _CYCLES, cycle.id)
        parts += drawn.span(one, _PERIODS, f"{one.id}  {days(one, tr)}", one.id)
    parts += drawn.deadlines()
    parts += drawn.today()
    title = tr("The contract's time: months by rating, cycles, periods, request deadlines")
    return _drawing("time", title, tr("; ").join(about), drawn.high, parts)


class _TimeLine:
    """The time line of one contract for one reader."""

    def __init__(self, assessment: Assessment, tr: Translator) -> None:
        self.assessment = assessment
        self.tr = tr
        schedule = assessment.schedule
        self.first = schedule.periods[0].start
        asked = [one.request_by.day or one.end for one in schedule.periods]
        # a day mistyped by decades must not press the rest together
        last = min(max(*asked, schedule.end), schedule.end + timedelta(days=366))
        self.last = last + timedelta(days=5)
        self.high = _DEADLINES

    def place(self, day: date) -> int:
        """How far to the right a day begins."""
        whole = (self.last - self.first).days
        return min((day - self.first).days * WIDE // whole, WIDE)

    def sides(self, span: Span) -> tuple[int, int]:
        """Where a span begins and ends."""
        return self.place(span.start), self.place(span.end + timedelta(days=1))

    def about(self, month: ServiceMonth) -> str:
        """A month in words: its days, its rating and how far that has come."""
        rating = self.assessment.records.ratings.get(month.id)
        said = (month.id, days(month, self.tr), rating.rating if rating else "")
        return " ".join(filter(None, (*said, stage(rating, self.tr))))

    def period_words(self, one: PaymentPeriod) -> str:
        """A period in words: its days and its deadline."""
        by = deadline(one.request_by, self.tr)
        return f"{one.id} {days(one, self.tr)} {self.tr('Request by')} {by}"

    def month(self, month: ServiceMonth) -> Iterator[Markup]:
        """A month's box in the colour of its rating; what is not final has a broken outline."""
        contract = self.assessment.terms.by_month[month.id].contract
        rating = self.assessment.records.ratings.get(month.id)
        step = contract.step(rating.rating) if rating else None
        class_ = effect(step, contract.evaluation.scale)
        class_ += "" if rating and rating.settled else " open"
        left, right = self.sides(month)
        yield _box(left, right, _MONTHS, 44, class_, self.about(month))
        name = _fitting(right - left, month.id, month.id[2:], month.id[5:])
        said = rating.rating if rating else self.tr("not rated")
        middle = (left + right) // 2
        ink = "on" if rating else ""
        yield _words(middle, _MONTHS + 18, name, class_=ink)
        yield _words(middle, _MONTHS + 36, _fitting(right - left, said), class_=f"{ink} strong")

    def span(self, span: Span, top: int, *choices: str) -> Iterator[Markup]:
        """A cycle or a period."""
        left, right = self.sides(span)
        hint = f"{span.id} {days(span, self.tr)}"
        yield _box(left, right, top, 22, "span", hint)
        yield _words((left + right) // 2, top + 16, _fitting(right - left, *choices))

    def deadlines(self) -> Iterator[Markup]:
        """Each request deadline as a line, its words in the first row that is free there."""
        free: list[int] = []  # for each row, up to where it is taken
        for one in self.assessment.schedule.periods:
            if one.request_by.day is None:
                continue
            x = self.place(one.request_by.day)
            text = f"{one.id} {self.tr('Request by')} {deadline(one.request_by, self.tr)}"
            room = width(text) * _LETTER
            left = min(max(x - room // 2, 0), WIDE - room)
            row = next((at for at, taken in enumerate(free) if taken < left), len(free))
            free[row : row + 1] = [left + room]
            y = _DEADLINES + 14 + 20 * row
            foot = _PERIODS + 23
            yield _tag("path", d=f"M{x} {y - 12}V{foot}l-5 7h10l-5 -7", class_="deadline")
            yield _words(left, y, text, "start")
        self.high = _DEADLINES + 20 * len(free) + 6

    def today(self) -> Iterator[Markup]:
        """The day that the page is of, where the time line has it."""
        today = self.assessment.today
        if self.first <= today <= self.last:
            x = self.place(today)
            anchor = "start" if x < WIDE // 2 else "end"
            yield _tag("path", d=f"M{x} 4V{_DEADLINES}", class_="today")
            beside = x + 4 if anchor == "start" else x - 4
            yield _words(beside, 15, self.tr("As of {day}", day=today), anchor, "strong")


def stacks(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> Markup:
    """A bar a period: what is added from left to right, beneath it what is taken off."""
    ends = [end for one in periods for end in _ends(one)]
    low, high = min(ZERO, *ends), max(Decimal(1), *ends)

    def place(amount: Decimal) -> int:
        return int((amount - low) * (WIDE - 2) / (high - low)) + 1

    parts: list[Markup] = []
    about = []
    for number, one in enumerate(periods):
        top, pieces = number * _STACK, Pieces(assessment, one, tr)
        kinds = kinds_of(one)
        amounts = [amount for _, amount in kinds]
        said = f"{one.period.id}  {state(one.state, tr).text}"
        if one.net is not None:
            said += f"  {pieces.equation(amounts or [ZERO])}"
        parts.append(_words(0, top + 18, said, "start", "strong"))
        at, net = ZERO, total(amounts)
        for kind, amount in sorted(kinds, key=lambda each: each[1] < 0):
            left, right = sorted((place(at), place(at + amount)))
            y, tall = (top + 26, 26) if amount > 0 else (top + 54, 12)
            hint = f"{kind_words(kind, tr)} {shown(amount, tr)}"
            parts.append(_box(left, right, y, tall, f"k-{kind}", hint))
            inner = _fitting(right - left, hint, shown(amount, tr)) if amount > 0 else ""
            parts.append(_words((left + right) // 2, y + 18, inner, class_="on"))
            at += amount
        if one.net is not None:
            parts.append(_tag("path", d=f"M{place(net)} {top + 22}v48", class_="today"))
        if one.state != "final" and one.range.low != one.range.high:
            left, right = place(one.range.low), place(one.range.high)
            path = f"M{left} {top + 68}v10m0 -5H{right}m0 -5v10"
            parts.append(_tag("path", d=path, class_="range"))
            still = tr("still possible: {low} to {high}", low=one.range.low, high=one.range.high)
            parts.append(_words(WIDE, top + 18, still, "end"))
            said += tr("; ") + still
        about.append(said)
    title = tr("What each period is made of")
    return _drawing("stacks", title, tr("; ").join(about), len(periods) * _STACK + 4, parts)


def kinds_of(one: PeriodSettlement) -> list[tuple[Kind, Decimal]]:
    """The sum of each kind of figure that a period has."""
    return [(kind, amount) for kind in KINDS if (amount := one.sum_of(kind))]


def _ends(one: PeriodSettlement) -> Iterator[Decimal]:
    amounts = [amount for _, amount in kinds_of(one)]
    yield from (total(one for one in amounts if one > 0), total(amounts))
    if one.state != "final":
        yield from (one.range.low, one.range.high)
