"""Two drawings for a page, as static SVG: the contract's time, and what each period comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import KINDS
from zkrc_ledger.model.text import shown
from zkrc_ledger.views.export.html_blocks import words
from zkrc_ledger.views.words import deadline, kind_words, stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.schedule import Span
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

_WIDE, _LEFT, _RIGHT = 1000, 44, 150
_ROW = 58


def _figure(title: str, about: str, high: int, parts: Iterable[str]) -> str:
    return (
        f'<figure class="wide" style="margin:0"><svg viewBox="0 0 {_WIDE} {high}" role="img">'
        f"<title>{words(title)}</title><desc>{words(about)}</desc>\n"
        + "\n".join(parts)
        + "\n</svg></figure>"
    )


def _text(x: float, y: float, said: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{named}>{words(said)}</text>'


def _box(x: float, y: float, wide: float, high: int, kind: str, said: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{max(wide, 0.5):.1f}" height="{high}" class="{kind}">'
        f"<title>{words(said)}</title></rect>"
    )


def time_line(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> str:
    """The service months by their ratings, over cycles, periods and request deadlines."""
    first = periods[0].period.start
    last = max(one.period.request_by.day or one.period.end for one in periods)
    a_day = (_WIDE - _LEFT - 40) / max((last - first).days + 1, 1)

    def at(day: date) -> float:
        return _LEFT + (day - first).days * a_day

    def wide(span: Span) -> float:
        return ((span.end - span.start).days + 1) * a_day

    def parts() -> Iterator[str]:
        for settled in periods:
            period = settled.period
            for month in period.months:
                said = _rated(assessment, month.id, tr)
                yield _box(at(month.start), 8, wide(month), 40, _kind(assessment, month.id), said)
                middle = at(month.start) + wide(month) / 2
                yield _text(middle, 25, month.id[2:], anchor="middle")
                rating = assessment.records.ratings.get(month.id)
                yield _text(middle, 41, rating.rating if rating else "—", anchor="middle")
            for cycle in period.cycles:
                x, end = at(cycle.start) + 2, at(cycle.start) + wide(cycle) - 2
                yield f'<path class="span" d="M{x:.1f} 56v6H{end:.1f}v-6"/>'
                yield _text((x + end) / 2, 78, cycle.id, "faint", "middle")
            x, end = at(period.start) + 2, at(period.start) + wide(period) - 2
            yield f'<path class="span" d="M{x:.1f} 86v8H{end:.1f}v-8"/>'
            yield _text((x + end) / 2, 112, period.id, anchor="middle")
            if by := period.request_by.day:
                yield f'<path class="span" d="M{at(by):.1f} 86v40"/>'
                yield _text(at(by), 142, deadline(period.request_by, tr), "faint", "middle")
        if first <= assessment.today <= last:
            yield f'<path class="now" d="M{at(assessment.today):.1f} 2v124"/>'

    months = [month for one in periods for month in one.period.months]
    about = "; ".join(_rated(assessment, month.id, tr) for month in months)
    return _figure(tr("The months by their ratings"), about, 150, parts())


def _rated(assessment: Assessment, month: str, tr: Translator) -> str:
    rating = assessment.records.ratings.get(month)
    return f"{month} {rating.rating if rating else ''} {stage(rating, tr)}".replace("  ", " ")


def _kind(assessment: Assessment, month: str) -> str:
    rating = assessment.records.ratings.get(month)
    if rating is None:
        return "month unrated"
    step = next(
        (s for s in assessment.contract.evaluation.scale if s.rating == rating.rating), None
    )
    amount = step.reward - step.deduction if step else ZERO
    kind = "plus" if amount > 0 else "minus" if amount < 0 else "zero"
    return f"month {kind}" if rating.stage == "final" else f"month {kind} open"


def bars(periods: Sequence[PeriodSettlement], tr: Translator) -> str:
    """Each period's additions stacked, what is taken off beneath, the range while it is open."""
    most = max(max(_added(one), one.range.high, ZERO) for one in periods) or 1
    scale = (_WIDE - _LEFT - _RIGHT) / float(most)

    def parts() -> Iterator[str]:
        for number, settled in enumerate(periods):
            y = number * _ROW + 8
            yield _text(2, y + 18, settled.period.id)
            place, back = ZERO, _added(settled)
            for kind in KINDS:
                amount = settled.sum_of(kind)
                said = f"{kind_words(kind, tr)} {shown(amount, tr)}"
                if amount > 0:
                    yield _box(_x(place, scale), y, float(amount) * scale, 24, kind, said)
                    place += amount
                elif amount < 0:
                    back += amount
                    start = _x(max(back, ZERO), scale)
                    yield _box(start, y + 26, float(-amount) * scale, 8, kind, said)
            if settled.state != "final":
                ends = (settled.range.low, settled.range.high)
                low, high = (_x(max(one, ZERO), scale) for one in ends)
                yield f'<path class="range" d="M{low:.1f} {y + 38}v8m0 -4H{high:.1f}m0 -4v8"/>'
            yield _text(_WIDE - _RIGHT + 6, y + 18, _sum(settled, tr))

    about = "; ".join(f"{one.period.id} {_sum(one, tr)}" for one in periods)
    return _figure(tr("What each period comes to"), about, len(periods) * _ROW + 8, parts())


def _x(amount: Decimal, scale: float) -> float:
    return _LEFT + float(amount) * scale


def _added(settled: PeriodSettlement) -> Decimal:
    return sum((max(settled.sum_of(kind), ZERO) for kind in KINDS), ZERO)


def _sum(settled: PeriodSettlement, tr: Translator) -> str:
    return tr("undetermined") if settled.due is None else shown(settled.due, tr)
