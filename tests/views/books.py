"""Books written short for tests of views: the real contract, and a few lines of records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import zkrc_ledger
from tests.english import ENGLISH
from zkrc_ledger.views.plain import draw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zkrc_ledger.model.book import Book
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.blocks import Block

CONTRACT = Path(__file__).parent.parent.parent / "data" / "contract.toml"
HEADINGS = {
    "ratings": "month,rating,stage,approved_on,reason,recorded_at,recorded_by",
    "adjustments": "id,period,kind,amount,clause,basis,to_period",
    "invoices": "number,period,date,amount,red_of",
    "payments": "id,period,date,amount,void,reason,recorded_at,recorded_by",
    "events": "period,event,date,number",
}
N1, N2, N3 = (f"2599000000000000000{digit}" for digit in (1, 2, 3))
# 20,000 + 10,000 + 0 + 30,000: P1 comes to 448,800.00
P1_RATED = ("2025-08,良好", "2025-09,好", "2025-10,一般", "2025-11,优秀")


def book(
    folder: Path,
    *,
    changed: dict[str, str] | None = None,
    amendments: str = "",
    **rows: Iterable[str],
) -> Book:
    """A book in a folder: what its contract says otherwise, its amendments, its rows by kind."""
    folder.mkdir(exist_ok=True)
    signed = CONTRACT.read_text(encoding="utf-8")
    for old, new in (changed or {}).items():
        assert old in signed, old
        signed = signed.replace(old, new)
    (folder / "contract.toml").write_text(signed, encoding="utf-8")
    if amendments:
        (folder / "amendments.toml").write_text(amendments, encoding="utf-8")
    for name, lines in rows.items():
        commas = HEADINGS[name].count(",")
        full = [line + "," * (commas - line.count(",")) for line in lines]
        text = "\n".join([HEADINGS[name], *full, ""])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return zkrc_ledger.load(folder)


def assessed(a_book: Book, day: str) -> Assessment:
    """The book on a day; it must be sound."""
    return zkrc_ledger.assess(a_book, date.fromisoformat(day))


def drawn(blocks: Iterable[Block], wide: int = 100) -> str:
    """What a screen so wide shows, in English."""
    return draw(blocks, wide)


def lines_of(blocks: Iterable[Block], wide: int = 10_000) -> list[str]:
    """The same, line by line, without the branches of trees."""
    return [line.lstrip("│├└─ ") for line in draw(blocks, wide).splitlines()]


__all__ = ["ENGLISH", "N1", "N2", "N3", "P1_RATED", "assessed", "book", "drawn", "lines_of"]
