"""What may be invoiced now over the whole contract: a line a period, and what fell away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.money import ZERO, total
from zkrc_ledger.model.text import shown, spoken
from zkrc_ledger.rules.steps import take_back
from zkrc_ledger.views import due
from zkrc_ledger.views.blocks import RULE, Cell, Column, Grid, Line
from zkrc_ledger.views.serial import plain
from zkrc_ledger.views.words import deadline, sentences, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zkrc_ledger.model.settlement import FallenAway, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block, Row
    from zkrc_ledger.views.serial import Tree


def blocks(assessment: Assessment, tr: Translator) -> list[Block]:
    """Every period on a line: what may be invoiced, what is due, what it can still come to."""
    contract, settlement = assessment.contract, assessment.settlement
    beside = [*_owed(settlement.periods, tr), *fallen_away(settlement.fallen_away, tr)]
    return [
        Line(f"{contract.number}  {contract.contract.name}", "title"),
        Line(),
        Grid(
            columns=(
                Column(tr("Period")),
                Column(tr("State")),
                Column(tr("To invoice"), right=True),
                Column(tr("Amount due"), right=True),
                Column(tr("Lowest"), right=True, gives_way=2),
                Column(tr("Highest"), right=True, gives_way=2),
                Column(tr("Request by"), gives_way=1),
            ),
            rows=[*(_row(one, tr) for one in settlement.periods), RULE, _total(assessment, tr)],
        ),
        Line(),
        *([*beside, Line()] if beside else []),
        Line(
            tr(
                "One period in full: ledger due {period}; where every figure comes from: "
                "ledger due {period} --explain",
                period=settlement.periods[0].period.id,
            ),
            "quiet",
        ),
    ]


def tree(assessment: Assessment, tr: Translator) -> Tree:
    """Every period, the sums over the contract, and the money of periods that fell away."""
    settlement = assessment.settlement
    found: dict[str, Any] = {
        "contract": assessment.contract.number,
        "periods": [due.tree(assessment, one, tr) for one in settlement.periods],
        "net": settlement.net,
        "due": settlement.due,
        "owed_by_contractor": settlement.owed_by_contractor,
        "range": settlement.range,
        "fallen_away": [
            {
                "period": one.period,
                "price": ZERO,
                "net": one.net,
                "invoiced": one.account.invoiced,
                "received": one.account.received,
                "to_invoice": one.to_invoice,
                "outstanding": one.outstanding,
            }
            for one in settlement.fallen_away
        ],
    }
    return {key: plain(value, tr) for key, value in found.items()}


def _row(settled: PeriodSettlement, tr: Translator) -> Row:
    final = settled.state == "final"
    to_invoice = settled.to_invoice or ZERO
    return (
        Cell(settled.period.id, "strong"),
        state(settled.state, tr),
        Cell(shown(to_invoice, tr), "stop" if to_invoice < 0 else "good") if final else "",
        shown(settled.due or ZERO, tr) if final else "",
        shown(settled.range.low, tr),
        shown(settled.range.high, tr),
        deadline(settled.period.request_by, tr),
    )


def _total(assessment: Assessment, tr: Translator) -> Row:
    """The sums of what is final; the range is that of outcomes that can happen together."""
    settlement = assessment.settlement
    final = [one for one in settlement.periods if one.state == "final"]
    return (
        tr("Total"),
        "" if len(final) == len(settlement.periods) else tr("of what is final"),
        shown(total(one.to_invoice for one in final if one.to_invoice), tr) if final else "",
        shown(total(one.due for one in final if one.due), tr) if final else "",
        shown(settlement.range.low, tr),
        shown(settlement.range.high, tr),
        "",
    )


def _owed(periods: Iterable[PeriodSettlement], tr: Translator) -> Iterator[Line]:
    for one in periods:
        if one.state == "final" and one.owed_by_contractor:
            owed = one.owed_by_contractor
            yield Line(
                tr("{period}: party B owes {owed} yuan.", period=one.period.id, owed=owed), "stop"
            )


def fallen_away(periods: Iterable[FallenAway], tr: Translator) -> Iterator[Line]:
    """四.7 What was invoiced and paid for periods of which the termination left nothing."""
    for one in periods:
        said = [
            tr(
                "{period} fell away with the termination: invoiced {invoiced}, received "
                "{received}.",
                period=one.period,
                invoiced=one.account.invoiced,
                received=one.account.received,
            ),
            *(
                spoken(take_back(invoice, left), tr)
                for invoice, left in one.account.standing_invoices()
            ),
        ]
        if one.outstanding < 0:
            said.append(
                tr(
                    "Party B sends {amount} back, or sets it off against another period.",
                    amount=-one.outstanding,
                )
            )
        wrong = one.to_invoice or one.outstanding
        yield Line(sentences(said, tr), "stop" if wrong else "quiet")
