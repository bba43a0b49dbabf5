"""The contract on one page for a browser: no network, no script, a statement when it is printed.

The figures are drawn from the same blocks as on a terminal; each opens its derivation.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import shown
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views import due, explain
from zkrc_ledger.views.blocks import Column, Grid, Line, Node
from zkrc_ledger.views.export.docx import draft_mark
from zkrc_ledger.views.export.html_blocks import draw, words
from zkrc_ledger.views.export.html_drawings import bars, time_line
from zkrc_ledger.views.words import days, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

_STYLE = Path(__file__).with_name("page.css")


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """One file in the reader's language."""
    return "\n".join(_page(assessment, periods, tr)).encode("utf-8", "xmlcharrefreplace")


def _page(
    assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator
) -> Iterator[str]:
    contract, code = assessment.contract, settlement_code(settled_by(assessment))
    title = words(f"{contract.contract.name} {contract.number}")
    language = {"zh": "zh-CN"}.get(tr.language, tr.language)
    yield f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
    yield f"<body><main><header><h1>{title}</h1>"
    said = (tr("As of {day}", day=assessment.today), tr("Settlement code {code}", code=code))
    yield draw(map(Line, said))
    yield "</header>"
    if any(one.state != "final" for one in periods):
        yield f'<p class="draft">{words(draft_mark(tr))}</p>'
    yield _heading(2, tr("At a glance"))
    yield draw([_sums(periods, tr)])
    if periods:
        yield _heading(3, tr("The months by their ratings"))
        yield time_line(assessment, periods, tr)
        yield _heading(3, tr("What each period comes to"))
        yield bars(periods, tr)
    for settled in periods:
        yield from _period(assessment, settled, tr)
    yield "</main></body></html>\n"


def _heading(level: int, said: str) -> str:
    return f"<h{level}>{words(said)}</h{level}>"


def _sums(periods: Sequence[PeriodSettlement], tr: Translator) -> Grid:
    """Price, due, invoiced and received of each period."""

    def yuan(amount: Decimal | None) -> str:
        return tr("undetermined") if amount is None else shown(amount, tr)

    headings = (tr("Price"), tr("Amount due"), tr("Invoiced"), tr("Received"), tr("Outstanding"))
    return Grid(
        (
            Column(tr("Period")),
            Column(tr("State")),
            *(Column(heading, right=True) for heading in headings),
        ),
        [
            (
                one.period.id,
                state(one.state, tr),
                *map(yuan, (one.price, one.due, one.invoiced, one.received, one.outstanding)),
            )
            for one in periods
        ],
    )


def _period(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Iterator[str]:
    yield f'<section class="period" id="{words(settled.period.id)}">'
    yield _heading(2, f"{settled.period.id}  {days(settled.period, tr)}")
    yield draw(due.blocks(assessment, settled, tr)[1:])
    yield _heading(3, tr("Where every figure comes from"))
    yield draw(one for one in explain.blocks(assessment, settled, tr) if isinstance(one, Node))
    yield "</section>"
