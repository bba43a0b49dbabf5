"""Everything that goes with a payment, a file each: what it is called, what it is, how it is made.

Names and index are in Chinese: they go to a Chinese office.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text, spoken
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.export import docx, html, xlsx
from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.words import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment

INDEX = "目录.txt"


@value_class()
class Document:
    """A file of the pack: its name, what it is, and what makes its bytes."""

    name: str
    about: Text
    make: Callable[[], bytes]


def documents(
    assessment: Assessment, settled: PeriodSettlement, tr: Translator
) -> tuple[Document, ...]:
    """The papers that apply to a period's payment, in the order they are handed in; the index."""
    files = tuple(
        Document(name=f"{number:02}-{name}", about=about, make=make)
        for number, (name, about, make) in enumerate(_each(assessment, settled, tr), 1)
    )
    make = partial(_index, assessment, settled, files, tr)
    return (*files, Document(name=INDEX, about=Text("The list of these files"), make=make))


def _each(
    assessment: Assessment, settled: PeriodSettlement, tr: Translator
) -> Iterator[tuple[str, Text, Callable[[], bytes]]]:
    about = {
        docx.APPLICATION: Text("Party B applies for the payment; party B seals it"),
        docx.STATEMENT: Text("The period settled line by line; both parties seal it"),
        docx.DIFFERENCE: Text("Why the sum differs from the contract's; both parties seal it"),
    }
    for name in docx.papers_of(settled):
        make = partial(docx.payment, assessment, settled, tr, papers=(name,))
        yield f"{name}.docx", about[name], make
    for month in settled.period.months:
        make = partial(docx.evaluation_form, assessment, month, tr)
        form = Text("The evaluation form of {month}", month=month.id)
        yield f"评价表-{month.id}.docx", form, make
    make = partial(docx.acceptance, assessment, settled, tr)
    yield "履约验收单.docx", Text("The acceptance record of the period"), make
    make = partial(xlsx.render, assessment, (settled,), tr)
    yield "结算表.xlsx", Text("Ratings and sums as a workbook that recalculates"), make
    make = partial(html.render, assessment, (settled,), tr)
    yield "结算页.html", Text("Every figure with its derivation, for a browser"), make


def _index(
    assessment: Assessment, settled: PeriodSettlement, files: Sequence[Document], tr: Translator
) -> bytes:
    """The list of the files, as a text that Windows opens."""
    contract, period = assessment.contract, settled.period
    lines = [
        *([docx.draft_mark(tr), ""] if settled.state != "final" else []),
        tr(
            "Papers of {name} ({number}), {period}, {days}",
            name=contract.contract.name,
            number=contract.number,
            period=period.id,
            days=days(period, tr),
        ),
        tr("Settlement code {code}", code=settlement_code(settled_by(assessment))),
        tr("Amount due {due}", due=tr("undetermined") if settled.due is None else settled.due),
        tr("As of {day}", day=assessment.today),
        "",
        *(f"{one.name}  {spoken(one.about, tr)}" for one in files),
    ]
    return ("\ufeff" + "\r\n".join(map(harmless, lines)) + "\r\n").encode()
