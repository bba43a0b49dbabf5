"""The amount due as people read it before they invoice.

Only a final amount is ever called the amount due. Anything else says first that it must not
be invoiced, and shows what it may still become.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.clauses.art3_2_vat_invoice import vat_split
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line
from zkrc_ledger.views.words import STATE_TONES, days, deadline, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.schedule import RequestDeadline
    from zkrc_ledger.model.settlement import PeriodSettlement, Settlement
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.views.blocks import Block


def period_blocks(contract: Contract, settled: PeriodSettlement, tr: Translator) -> list[Block]:
    """One period: whether it may be invoiced, its lines, its sum, what is still missing."""
    return [
        Line(f"{contract.number}  {settled.period.id}  {days(settled.period, tr)}", "title"),
        Line(verdict(settled, tr), STATE_TONES[settled.state]),
        Line(),
        _lines(settled, tr),
        Line(),
        *(Line(text) for text in _below(contract, settled, tr)),
    ]


def all_blocks(contract: Contract, settlement: Settlement, tr: Translator) -> list[Block]:
    """Every period on a line: its state, the amount due once it is final, the range till then."""
    final = [period for period in settlement.periods if period.state == "final"]
    return [
        Line(f"{contract.number}  {contract.contract.name}", "title"),
        Line(),
        Grid(
            columns=(
                Column(tr("Period")),
                Column(tr("State")),
                Column(tr("Amount due"), right=True),
                Column(tr("Lowest"), right=True),
                Column(tr("Highest"), right=True),
                Column(tr("Request by")),
            ),
            rows=[
                (
                    Cell(settled.period.id, "strong"),
                    Cell(tr("party B owes"), "stop")
                    if settled.state == "final" and settled.owed_by_contractor
                    else state(settled.state, tr),
                    _due_cell(settled, tr),
                    shown(settled.range.low, tr),
                    shown(settled.range.high, tr),
                    deadline(settled.period.request_by, tr),
                )
                for settled in settlement.periods
            ],
            closing=[
                (
                    tr("Total"),
                    "",
                    shown(total(one.due for one in final if one.due), tr) if final else "",
                    shown(total(settled.range.low for settled in settlement.periods), tr),
                    shown(total(settled.range.high for settled in settlement.periods), tr),
                    "",
                )
            ],
        ),
        Line(),
        Line(tr("One period in full: ledger due P1; where every figure comes from: --explain")),
    ]


def verdict(settled: PeriodSettlement, tr: Translator) -> str:
    """The one sentence that matters: may this be invoiced, and how much."""
    period = settled.period
    if settled.state == "undetermined":
        return tr(
            "UNDETERMINED, do not invoice: {period} was cut by the termination on {end} "
            "and no amount is agreed.",
            period=period.id,
            end=period.end,
        )
    if settled.state == "final" and settled.owed_by_contractor:
        return tr(
            "FINAL: nothing is due for {period}; party B owes {owed} yuan.",
            period=period.id,
            owed=settled.owed_by_contractor,
        )
    if settled.state == "final":
        return tr(
            "FINAL: {due} yuan may be invoiced for {period}.",
            due=settled.due or ZERO,
            period=period.id,
        )
    if settled.state == "proposed":
        return tr(
            "PROPOSED, do not invoice yet: the meeting has not passed {months}.",
            months=settled.not_final,
        )
    if settled.unrated:
        return tr("INCOMPLETE, do not invoice: not rated: {months}.", months=settled.unrated)
    return tr(
        "INCOMPLETE, do not invoice: {period} runs until {end}.", period=period.id, end=period.end
    )


def _lines(settled: PeriodSettlement, tr: Translator) -> Grid:
    sum_heading = {
        "incomplete": tr("So far, not due"),
        "proposed": tr("If passed"),
        "final": tr("Amount due"),
        "undetermined": tr("Undetermined"),
    }[settled.state]
    tone = STATE_TONES[settled.state]
    return Grid(
        columns=(
            Column(tr("Month")),
            Column(tr("Item")),
            Column(tr("Rating")),
            Column(tr("Yuan"), right=True),
            Column(tr("Clause")),
            Column(tr("Record")),
        ),
        rows=[
            (
                line.month or "",
                spoken(line.text, tr),
                line.rating or "",
                shown(line.amount, tr),
                shown(line.clauses, tr),
                str(line.record.place) if line.record else "",
            )
            for line in settled.lines
        ],
        closing=[
            (
                "",
                Cell(sum_heading, tone),
                "",
                Cell(_sum(settled, tr), tone),
                "",
                "",
            )
        ],
    )


def _due_cell(settled: PeriodSettlement, tr: Translator) -> Cell:
    return Cell(shown(settled.due or ZERO, tr) if settled.state == "final" else "", "good")


def _sum(settled: PeriodSettlement, tr: Translator) -> str:
    """The amount due once it is final; the net till then; nothing where none is determined."""
    amount = settled.due if settled.state == "final" else settled.net
    return "" if amount is None else shown(amount, tr)


def _below(contract: Contract, settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    """What the clerk needs beneath the sum, in the order they need it."""
    period = settled.period
    if settled.state == "final":
        yield tr("In words: {words}", words=in_words(settled.due or ZERO))
        if split := vat_split(contract, settled.due or ZERO):
            yield tr(
                "Of it VAT at {percent}%: {tax}; net of tax: {net}",
                percent=f"{split.percent:f}",
                tax=split.tax,
                net=split.net,
            )
    elif settled.range.low != settled.range.high:
        yield tr(
            "It can still come to {low} at the lowest and {high} at the highest.",
            low=settled.range.low,
            high=settled.range.high,
        )
    if settled.state != "final" and settled.owed_by_contractor:
        yield tr("As it stands, party B would owe {owed}.", owed=settled.owed_by_contractor)
    if settled.estimate is not None:
        yield tr(
            "Pro rata by days it would be {estimate}: an estimate, agreed by nobody.",
            estimate=settled.estimate,
        )
    for line in settled.claimed:
        yield tr("Claimed, not counted: {text} {amount}.", text=line.text, amount=line.amount)
    for line in settled.apart:
        yield tr("Settled apart: {text} {amount}.", text=line.text, amount=line.amount)
    if settled.unrated and not settled.ended:
        yield tr("{period} runs until {end}.", period=period.id, end=period.end)
    yield request_sentence(contract, period.request_by, tr)


def request_sentence(contract: Contract, by: RequestDeadline, tr: Translator) -> str:
    """What the request deadline is, and how it was counted."""
    values: dict[str, Shown] = {
        "day": deadline(by, tr),
        "count": by.working_days,
        "start": by.counted_from,
    }
    if contract.readings.request_bounds == "invoice_receipt":
        return tr(
            "Invoice to be received by {day}: {count} working days from {start} on.", **values
        )
    return tr(
        "Funds request to be started by {day}: {count} working days from {start} on.", **values
    )
