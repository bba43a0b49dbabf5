"""What the contract may still come to: lowest, highest, what if; by year; over the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.rules.readings import readings_taken
from zkrc_ledger.views.blocks import RULE, Cell, Column, Grid, Line
from zkrc_ledger.views.serial import money, plain
from zkrc_ledger.views.words import reading_standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zkrc_ledger.model.settlement import Range, Settlement
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.rules.forecast import Forecast
    from zkrc_ledger.rules.readings import ReadingTaken
    from zkrc_ledger.views.blocks import Block, Row
    from zkrc_ledger.views.serial import Tree


def blocks(
    assessment: Assessment, found: Forecast, assumed: Sequence[str], tr: Translator
) -> list[Block]:
    """The range of each period and of the whole, what if beside it; by year; over the total."""
    number = assessment.contract.number
    said = [Line(tr("What if: {what}", what=tuple(assumed)), "caution")] if assumed else []
    by_year = (
        tr("What if, by calendar year of the request deadline")
        if found.supposed
        else tr("By calendar year of the request deadline")
    )
    return [
        Line(tr("{number}  what it may still come to", number=number), "title"),
        *said,
        Line(),
        _ranges(found, tr),
        Line(),
        Line(by_year, "strong"),
        _years(found, tr),
        *_cutoffs(assessment, tr),
        Line(),
        *_over_total(assessment, found, tr),
    ]


def tree(assessment: Assessment, found: Forecast, assumed: Sequence[str], tr: Translator) -> Tree:
    """Each period's range and the whole contract's; `what_if` where something is assumed."""
    supposed = found.supposed
    what_if = {one.period.id: one.range for one in supposed.periods} if supposed else {}
    over = found.over_total
    reading = _rewards_reading(assessment)
    return {
        "contract": assessment.contract.number,
        "assumed": list(assumed),
        "periods": [
            {
                "period": one.period.id,
                "low": money(one.range.low),
                "high": money(one.range.high),
                "what_if": plain(what_if.get(one.period.id), tr),
            }
            for one in found.as_it_stands.periods
        ],
        "low": money(found.as_it_stands.range.low),
        "high": money(found.as_it_stands.range.high),
        "what_if": plain(supposed.range, tr) if supposed else None,
        "by_year": [
            {"year": year or None, "low": money(sums.low), "high": money(sums.high)}
            for year, sums in sorted(found.by_year.items())
        ],
        "over_total": {
            "total": money(over.total),
            "known": money(over.known),
            "known_percent": over.percent(over.known),
            "possible": money(over.possible),
            "possible_percent": over.percent(over.possible),
            "reading": plain(reading.answer, tr),
            "standing": reading_standing(reading, tr),
        },
    }


def _ranges(found: Forecast, tr: Translator) -> Grid:
    """A row a period; where something is assumed, a second one beneath it."""
    scene = [Column(tr("Outcome"))] if found.supposed else []
    sums = [(one.period.id, one.range) for one in found.as_it_stands.periods]
    supposed = _by_period(found.supposed)
    rows: list[Row] = [
        row for id_, sum_ in sums for row in _scenes(id_, sum_, supposed.get(id_), tr)
    ]
    whole = found.supposed.range if found.supposed else None
    rows += [RULE, *_scenes(tr("Total"), found.as_it_stands.range, whole, tr)]
    return Grid(
        columns=(Column(tr("Period")), *scene, *_low_high(tr)),
        rows=rows,
    )


def _by_period(settlement: Settlement | None) -> dict[str, Range]:
    return {one.period.id: one.range for one in settlement.periods} if settlement else {}


def _scenes(name: str, now: Range, supposed: Range | None, tr: Translator) -> Iterator[Row]:
    if supposed is None:
        yield Cell(name, "strong"), *_pair(now, tr)
        return
    yield Cell(name, "strong"), tr("as it stands"), *_pair(now, tr)
    yield "", Cell(tr("what if"), "caution"), *_pair(supposed, tr)


def _low_high(tr: Translator) -> tuple[Column, Column]:
    return Column(tr("Lowest"), right=True), Column(tr("Highest"), right=True)


def _pair(of: Range, tr: Translator) -> tuple[str, str]:
    return shown(of.low, tr), shown(of.high, tr)


def _years(found: Forecast, tr: Translator) -> Grid:
    return Grid(
        columns=(Column(tr("Year")), *_low_high(tr)),
        rows=[
            (str(year) if year else tr("not known yet"), *_pair(sums, tr))
            for year, sums in sorted(found.by_year.items())
        ],
    )


def _cutoffs(assessment: Assessment, tr: Translator) -> Iterator[Line]:
    """Which request still comes out of the year's budget, where the contract file says until when.

    A period that ends before the treasury closes may be requested before or after that.
    """
    for period in assessment.schedule.periods:
        contract = assessment.terms.governing_period(period.number).contract
        cutoff, deadline = contract.funds_request.treasury_cutoff, period.request_by.day
        if cutoff and deadline and period.end < cutoff < deadline:
            yield Line(
                tr(
                    "{period}: a funds request started by {cutoff} comes out of the budget of "
                    "{year}, a later one out of the next.",
                    period=period.id,
                    cutoff=cutoff,
                    year=cutoff.year,
                )
            )


def _over_total(assessment: Assessment, found: Forecast, tr: Translator) -> Iterator[Line]:
    """三.1 calls the total all the fees: what goes above it, beside the reading that decides."""
    over = found.over_total
    values: dict[str, Shown] = {
        "known": over.known,
        "percent": over.percent(over.known),
        "total": over.total,
        "possible": over.possible,
        "most": over.percent(over.possible),
    }
    if found.supposed:
        said = tr(
            "What if: rewards and deductions then bring the contract {known} ({percent}%) above "
            "its total of {total}; at the most {possible} ({most}%) is possible.",
            **values,
        )
    elif over.known:
        said = tr(
            "Rewards and deductions known so far bring the contract {known} ({percent}%) above "
            "its total of {total}; at the most {possible} ({most}%) is possible.",
            **values,
        )
    else:
        said = tr(
            "Rewards and deductions known so far keep the contract within its total of {total}; "
            "at the most {possible} ({most}%) above it is possible.",
            **values,
        )
    yield Line(said, "caution" if over.known else "")
    reading = _rewards_reading(assessment)
    yield Line(
        tr(
            "This rests on a reading: rewards are paid {answer} ({standing}); see: ledger readings",
            answer=reading.answer,
            standing=reading_standing(reading, tr),
        )
    )


def _rewards_reading(assessment: Assessment) -> ReadingTaken:
    return next(one for one in readings_taken(assessment.terms) if one.name == "rewards")
