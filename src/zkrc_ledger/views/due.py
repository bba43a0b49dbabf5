"""What may be invoiced for one period now: the first line says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.settlement import BREACH_KINDS, PRICE_KINDS, SET_OFF_KINDS
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.readings import readings_behind
from zkrc_ledger.views.blocks import RULE, Cell, Column, Grid, Line
from zkrc_ledger.views.serial import deadline_tree, plain
from zkrc_ledger.views.verdict import verdict
from zkrc_ledger.views.words import STATE_TONES, amount_words, days, request_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block, Row, Tone
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> list[Block]:
    """One period: what to do now, its lines, its sums, what the clerk has to know beside."""
    number = assessment.contract.number
    return [
        Line(f"{number}  {settled.period.id}  {days(settled.period, tr)}", "title"),
        verdict(assessment, settled, tr),
        Line(),
        _table(settled, tr),
        Line(),
        *(Line(text) for text in _below(assessment, settled, tr)),
    ]


def tree(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Tree:
    """One period's settlement, line by line."""
    period = settled.period
    found: dict[str, Any] = {
        "contract": assessment.contract.number,
        "period": period.id,
        "start": period.start,
        "end": period.end,
        "ended": settled.ended,
        **deadline_tree(period.request_by),
        "state": settled.state,
        "unrated": settled.unrated,
        "not_final": settled.not_final,
        "undocumented": settled.undocumented,
        "installment": settled.sum_of("installment"),
        "rewards": settled.sum_of("reward"),
        "deductions": settled.sum_of("deduction"),
        "additional_work": settled.sum_of("additional_work"),
        "tax": settled.sum_of("tax"),
        "breach": settled.sum_of(*BREACH_KINDS),
        "offset": settled.sum_of("offset"),
        "price": settled.price,
        "net": settled.net,
        "due": settled.due,
        "owed_by_contractor": settled.owed_by_contractor,
        "due_in_words": None if settled.due is None else in_words(settled.due),
        "claimed": settled.claimed,
        "undisputed": settled.undisputed,
        "invoiced": settled.invoiced,
        "to_invoice": settled.to_invoice,
        "received": settled.received,
        "outstanding": settled.outstanding,
        "range": settled.range,
        "vat": settled.vat,
        "estimate": settled.estimate,
        "lines": settled.lines,
        "claimed_lines": settled.claimed_lines,
        "settled_apart": settled.apart,
    }
    return {key: plain(value, tr) for key, value in found.items()}


def _table(settled: PeriodSettlement, tr: Translator) -> Grid:
    """The lines of the price, then the set-offs, then what they come to. It adds up downwards."""
    price_rows = [_row(line, tr) for line in settled.of(*PRICE_KINDS)]
    rows = [*price_rows, RULE] if price_rows else []
    if set_offs := settled.of(*SET_OFF_KINDS):
        price = amount_words(settled.price, tr("undetermined"), tr)
        rows.append(_sum(tr("Price"), price))
        rows += [*(_row(line, tr) for line in set_offs), RULE]
        if settled.state == "final" and settled.net is not None:
            rows.append(_sum(tr("Price less set-offs"), shown(settled.net, tr)))
    rows.append(_last(settled, tr))
    return Grid(
        columns=(
            Column(tr("Month")),
            Column(tr("Item"), wraps=True),
            Column(tr("Yuan"), right=True),
            Column(tr("Clause"), gives_way=1),
            Column(tr("Record"), gives_way=2),
        ),
        rows=rows,
    )


def _row(line: Figure, tr: Translator) -> Row:
    return (
        line.month or "",
        _item(line, tr),
        shown(line.amount, tr),
        shown(line.clauses, tr),
        str(line.record.place) if line.record and line.record.place else "",
    )


def _item(line: Figure, tr: Translator) -> Cell:
    """What a figure is; its month stands in a column of its own."""
    if line.rating is None:
        return Cell(spoken(line.text, tr))
    if line.stage == "proposed":
        proposed = tr("{rating} (proposed): {text}", rating=line.rating, text=line.text)
        return Cell(proposed, "caution")
    return Cell(tr("{rating}: {text}", rating=line.rating, text=line.text))


def _last(settled: PeriodSettlement, tr: Translator) -> Row:
    """What is due, or what party B owes; until it is final, what it is not yet."""
    tone = STATE_TONES[settled.state]
    if settled.net is None:
        return _sum(tr("Amount due"), tr("undetermined"), tone)
    if settled.state != "final":
        heading = {"proposed": tr("If passed, not due yet")}.get(
            settled.state, tr("So far, not due")
        )
        return _sum(heading, shown(settled.net, tr), tone)
    if settled.owed_by_contractor:
        return _sum(tr("Party B owes"), shown(settled.owed_by_contractor, tr), "stop")
    return _sum(tr("Amount due"), shown(settled.due or ZERO, tr), tone)


def _sum(heading: str, amount: str, tone: Tone = "") -> Row:
    return "", Cell(heading, tone), Cell(amount, tone), "", ""


def _below(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    """What the clerk needs beneath the sums, in the order they need it."""
    if settled.state == "final":
        yield from _final_sum(settled, tr)
    else:
        yield from _open_sum(settled, tr)
    yield from _disputed(settled, tr)
    yield from _evidence(assessment, settled, tr)
    contract = assessment.terms.governing_period(settled.period.number).contract
    yield request_sentence(contract, settled.period.request_by, tr)


def _final_sum(settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    if settled.due and settled.due != settled.to_invoice:  # else the first line has the words
        yield tr("Amount due in words: {words}.", words=in_words(settled.due))
    if settled.vat and settled.invoice_sum:
        yield tr(
            "Of the {sum} that invoices are for, VAT at {percent}% is {tax}; {net} without tax.",
            sum=settled.invoice_sum,
            percent=f"{settled.vat.percent:f}",
            tax=settled.vat.tax,
            net=settled.vat.net,
        )


def _open_sum(settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    if settled.range.low != settled.range.high:
        yield tr(
            "It can still come to {low} at the lowest and {high} at the highest.",
            low=settled.range.low,
            high=settled.range.high,
        )
    if settled.owed_by_contractor:
        yield tr("As it stands, party B would owe {owed}.", owed=settled.owed_by_contractor)
    if settled.estimate is not None:
        yield tr(
            "Pro rata by days the installment would be {estimate}: an estimate that nobody "
            "agreed to.",
            estimate=settled.estimate,
        )


def _disputed(settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    """What is claimed or settled apart. Neither counts."""
    for line in settled.claimed_lines:
        yield tr(
            "Claimed, neither agreed nor counted: {text}, {amount}.",
            text=line.text,
            amount=line.amount,
        )
    if settled.claimed and settled.undisputed is not None:
        yield tr(
            "Undisputed {undisputed}, disputed {claimed}.",
            undisputed=settled.undisputed,
            claimed=settled.claimed,
        )
    for line in settled.apart:
        values: dict[str, Shown] = {"text": line.text, "amount": line.amount}
        if line.record and line.record.settled:
            yield tr("Settled apart, not counted here: {text}, {amount}.", **values)
        else:
            yield tr("Claimed, to be settled apart: {text}, {amount}.", **values)


def _evidence(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    """What is not documented, and what is not confirmed."""
    months = settled.undocumented
    if len(months) == 1:
        yield tr("The rating of {month} is recorded without the meeting's date.", month=months[0])
    elif months:
        yield tr(
            "{count} ratings are recorded without the meeting's date: {months}.",
            count=len(months),
            months=months,
        )
    behind = readings_behind(assessment, settled)
    if count := sum(taken.confirmed is None for taken in behind):
        yield tr(
            "Readings behind these figures that nobody has confirmed: {count}; see them: "
            "ledger readings",
            count=count,
        )
