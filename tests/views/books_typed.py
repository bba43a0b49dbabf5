"""Books for the tests of views: the real contract, and records as somebody would type them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import zkrc_ledger
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.views import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block

REAL_CONTRACT = Path(__file__).parents[2] / "data" / "contract.toml"
EN = CatalogueTranslator("en")
HEADINGS = {
    "ratings": "month,rating,stage,approved_on,basis,was,reason",
    "adjustments": "id,period,kind,amount,stage,clause,basis,to_period,note",
    "invoices": "number,period,date,amount,red_of",
    "payments": "id,period,date,amount",
    "events": "period,event,date,number",
}
MONTHS_P1 = ("2025-08", "2025-09", "2025-10", "2025-11")
FIRST, SECOND = "25990000000000000011", "25990000000000000012"


def rated(*ratings: str, months: Iterable[str] = MONTHS_P1, more: str = "final,2025-12-15") -> str:
    """Rows of ratings.csv, a month each."""
    return "".join(f"{month},{one},{more}\n" for month, one in zip(months, ratings, strict=False))


def assessed(
    folder: Path,
    day: str = "2026-01-02",
    *,
    contract: Iterable[tuple[str, str]] = (),
    amendments: str = "",
    **records: str,
) -> Assessment:
    """A book with these rows, assessed; `contract` are words of its file and what replaces them."""
    terms = REAL_CONTRACT.read_text(encoding="utf-8")
    for old, new in contract:
        assert old in terms, old
        terms = terms.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "contract.toml").write_text(terms, encoding="utf-8")
    for name, rows in records.items():
        commas = HEADINGS[name].count(",")
        full = [row + "," * (commas - row.count(",")) for row in rows.splitlines()]
        table = "\n".join([HEADINGS[name], *full, ""])
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    if amendments:
        (folder / "amendments.toml").write_text(amendments, encoding="utf-8")
    return zkrc_ledger.assess(zkrc_ledger.load(folder), date.fromisoformat(day))


def period(assessment: Assessment, id_: str = "P1") -> PeriodSettlement:
    """One period of an assessment."""
    found = assessment.settlement.period(id_)
    assert found is not None
    return found


def text(blocks: Iterable[Block], wide: int = 1000) -> str:
    """Blocks as plain text."""
    return plain.draw(blocks, wide)
