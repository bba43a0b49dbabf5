"""What to do now about a period's invoice: the sentence that stands first wherever it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.money import ZERO
from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.steps import deciding_body
from zkrc_ledger.views.blocks import Line
from zkrc_ledger.views.words import STATE_TONES, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


def verdict(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Line:
    """What to invoice, add or take back, or why not to invoice yet."""
    if settled.state == "final":
        said = [*_final(settled), *_money(settled)]
        wrong = (settled.to_invoice or ZERO) < 0 or (settled.outstanding or ZERO) < 0
        tone = STATE_TONES["undetermined"] if wrong else STATE_TONES["final"]
    else:
        said = list(_not_yet(assessment, settled))
        tone = STATE_TONES[settled.state]
    return Line(sentences((spoken(text, tr) for text in said), tr), tone)


def _not_yet(assessment: Assessment, settled: PeriodSettlement) -> Iterator[Text]:
    period = settled.period
    if settled.state == "undetermined":
        yield Text(
            "Do not invoice {period}: the termination on {end} cut it short, and no amount is "
            "agreed.",
            period=period.id,
            end=period.end,
        )
    else:
        yield Text("Do not invoice {period} yet.", period=period.id)
    yield from missing(assessment, settled)
    if settled.invoiced:
        yield Text("Invoiced already: {invoiced}.", invoiced=settled.invoiced)


def missing(assessment: Assessment, settled: PeriodSettlement) -> Iterator[Text]:
    """What a period that is not final waits for."""
    if not settled.ended:
        yield Text("It runs until {end}.", end=settled.period.end)
    over = {one.id for one in assessment.schedule.months if one.over(assessment.today)}
    if unrated := tuple(month for month in settled.unrated if month in over):
        yield Text("Not rated: {months}.", months=unrated)
    if settled.not_final:
        yield Text(
            "Not passed by {body}: {months}.",
            body=deciding_body(assessment.terms),
            months=settled.not_final,
        )


def _final(settled: PeriodSettlement) -> Iterator[Text]:
    period, invoiced = settled.period.id, settled.invoiced
    amount, whole = settled.to_invoice or ZERO, settled.invoice_sum or ZERO
    if amount > 0 and not invoiced:
        yield Text(
            "Invoice {amount} yuan for {period} now: {words}.",
            amount=amount,
            period=period,
            words=in_words(amount),
        )
    elif amount > 0:
        yield Text(
            "Invoice {amount} yuan more for {period}: {words}.",
            amount=amount,
            period=period,
            words=in_words(amount),
        )
        yield Text(
            "In all {sum} is to be invoiced; {invoiced} is invoiced.", sum=whole, invoiced=invoiced
        )
    elif amount < 0 and invoiced:
        yield Text("{period} is invoiced {excess} yuan too much.", period=period, excess=-amount)
        yield from _take_back(settled)
    elif invoiced:
        days = [one.date for one, _ in settled.account.standing_invoices() if one.date]
        yield Text(
            "{period} has been fully invoiced since {day}: {invoiced} yuan.",
            period=period,
            day=max(days),
            invoiced=invoiced,
        )
    else:
        yield Text("There is nothing to invoice for {period}.", period=period)


def _take_back(settled: PeriodSettlement) -> Iterator[Text]:
    for invoice, left, excess in settled.to_take_back():
        if excess == left:
            yield Text(
                "Take back the whole of invoice {number} ({amount}) by a red letter.",
                number=invoice.number,
                amount=left,
            )
        else:
            yield Text(
                "Take back {excess} of invoice {number} by a red letter, or all {left} of it "
                "and invoice {anew} anew.",
                excess=excess,
                number=invoice.number,
                left=left,
                anew=left - excess,
            )


def _money(settled: PeriodSettlement) -> Iterator[Text]:
    """What is paid and what is open, once there is an invoice, a payment or a debt."""
    received, outstanding = settled.received, settled.outstanding or ZERO
    if outstanding < 0 and received > 0 and settled.owed_by_contractor:
        yield Text(
            "Received {received}; with what party B owes, it returns or pays {owed}.",
            received=received,
            owed=-outstanding,
        )
    elif outstanding < 0 and received > 0:
        yield Text(
            "Received {received}, which is {excess} too much.",
            received=received,
            excess=-outstanding,
        )
    elif outstanding < 0:
        yield Text("Party B owes {owed} yuan.", owed=-outstanding)
    elif not settled.invoiced and not received:
        return
    elif outstanding:
        yield Text(
            "Received {received}, open {outstanding}.", received=received, outstanding=outstanding
        )
    elif received < 0:
        yield Text("On balance party B paid {paid}, nothing is open.", paid=-received)
    else:
        yield Text("Received {received}, nothing is open.", received=received)
