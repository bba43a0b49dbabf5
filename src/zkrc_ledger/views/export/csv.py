"""A flat table for pivot tables: one row for each figure of the settlement."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from zkrc_ledger.model.normal import is_formula
from zkrc_ledger.model.records import Rating
from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.words import figure_words, kind_words, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zkrc_ledger.model.settlement import Line, PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment


def render(assessment: Assessment, periods: Sequence[PeriodSettlement], tr: Translator) -> bytes:
    """The lines of some periods' settlements, amounts in yuan."""
    headings = (
        tr("Contract"),
        tr("Period"),
        tr("From"),
        tr("To"),
        tr("State"),
        tr("Month"),
        tr("Kind"),
        tr("Item"),
        tr("Yuan"),
        tr("Clause"),
        tr("Rating"),
        tr("Stage of the rating"),
        tr("Meeting"),
        tr("Basis"),
        tr("Record"),
    )
    number = assessment.contract.number
    rows = [_cells(number, one, line, tr) for one in periods for line in one.lines]
    return as_csv([headings, *rows])


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """The rows as Excel opens them: UTF-8 with BOM, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _cells(number: str, settled: PeriodSettlement, line: Line, tr: Translator) -> Iterator[str]:
    period, record = settled.period, line.record
    proposed, final = tr("proposed"), tr("final")
    yield text_cell(number)
    yield from (period.id, period.start.isoformat(), period.end.isoformat())
    yield from (state(settled.state, tr).text, line.month or "", kind_words(line.kind, tr))
    yield from (text_cell(figure_words(line, tr)), f"{line.amount:.2f}")
    yield from (text_cell(" ".join(line.clauses)), text_cell(line.rating or ""))
    yield {None: "", "proposed": proposed, "final": final}.get(line.stage, "")
    meeting = record.approved_on if isinstance(record, Rating) else None
    yield meeting.isoformat() if meeting else ""
    yield text_cell(getattr(record, "basis", ""))
    yield str(record.place) if record and record.place else ""


def text_cell(text: str) -> str:
    """Words as a cell that no spreadsheet takes for a formula, and that nothing acts in."""
    return f"'{harmless(text)}" if is_formula(text) else harmless(text)
