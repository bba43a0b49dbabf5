"""Every paper of one payment: the files of a folder, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zkrc_ledger.export import Wanted, chinese, render
from zkrc_ledger.export.fields import ACCEPTANCE, FORM, INDEX, papers_of
from zkrc_ledger.export.statement import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of a pack: what it is, its name, and what makes its bytes."""

    title: str
    file: str
    make: Callable[[], bytes]


def pack(assessment: Assessment, period: str, tr: Translator) -> tuple[Paper, ...]:
    """The papers of a period's payment, and their index as the first file."""
    content = statement(assessment, period, tr)
    found = [
        (title, format_, wanted)
        for title, format_, wanted in _wanted(assessment, period, Wanted(tr=tr, period=period))
    ]
    papers = [
        Paper(title, f"{number:02}-{title}.{format_}", _maker(format_, assessment, wanted))
        for number, (title, format_, wanted) in enumerate(found, start=1)
    ]

    def index() -> bytes:
        from zkrc_ledger.export.docx import render_index

        return render_index(content, [(one.title, one.file) for one in papers])

    return (Paper(INDEX, f"00-{INDEX}.docx", index), *papers)


def _wanted(
    assessment: Assessment, period: str, payment: Wanted
) -> Iterator[tuple[str, str, Wanted]]:
    """Title, format and wish of each file. A new format that belongs into a pack is one line."""
    content = statement(assessment, period, payment.tr)
    for paper in papers_of(content):
        yield paper, "docx", replace(payment, papers=(paper,))
    for month in content.period.months:
        yield f"{FORM}-{chinese.month(month.id)}", "docx", replace(payment, form=month.id)
    yield ACCEPTANCE, "docx", replace(payment, acceptance=True)


def _maker(format_: str, assessment: Assessment, wanted: Wanted) -> Callable[[], bytes]:
    return lambda: render(format_, assessment, wanted)
