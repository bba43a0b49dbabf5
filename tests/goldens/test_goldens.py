"""The screens that people read, kept to the character, in both languages.

Look at the difference when one changes on purpose, then `pytest --update-goldens`.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import zkrc_ledger
from tests.support import PROJECT, Desk, new_desk
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.views import compare, due, plain, status
from zkrc_ledger.views.layout import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.views.blocks import Block

HERE = Path(__file__).parent
NEW_ID = re.compile(r"\b[APS]-[2-9a-z]{6}\b")
EXAMPLE = PROJECT / "examples" / "full-year"
RATINGS = (
    "month,rating,stage,approved_on\n2025-08,良好,final,2025-09-19\n2025-09,好,final,2025-10-17\n"
)
INVOICE = ("invoice", "P1", "1000", "--number", "25990000000000000009", "--date", "2025-12-22")

# on the real contract, with the first two months rated
SCREENS: dict[str, Sequence[str]] = {
    "due-open": ("due", "P1"),
    "due-all": ("due",),
    "schedule": ("schedule",),
    "check": ("check",),
    "rate": ("rate", "2025-10", "差", "2025-11", "一般", "--approved-on", "2025-12-19"),
    "rate-refused": ("rate", "2025-08", "差"),
    "invoice": INVOICE,
    "readings": ("readings",),
    "forecast": ("forecast", "--assume", "2025-12=差"),
    "help": ("help",),
}
# on the invented year, after its end
YEAR: dict[str, Sequence[str]] = {
    "year-due": ("due", "P2"),
    "year-explain": ("due", "P2", "--explain"),
    "year-status": ("status",),
    "year-history": ("history",),
}


def keep(request: pytest.FixtureRequest, name: str, text: str) -> None:
    """Compare a text with its golden file; or write the file, where that was asked for."""
    golden = HERE / f"{name}.txt"
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [*SCREENS, *YEAR])
def test_screen(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    language: str,
) -> None:
    """What a command prints: standard output, then standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    if name in YEAR:
        shutil.copytree(EXAMPLE, tmp_path / "book")
        desk = Desk(tmp_path / "book", day="2026-11-01")
    else:
        desk = new_desk(tmp_path / "book")
        desk.write("ratings.csv", RATINGS)
    answer = desk.ledger(*(SCREENS | YEAR)[name], LEDGER_LANG=language)
    said = (answer.out + answer.err).replace(str(desk.folder), "BOOK")
    keep(request, f"{language}/{name}", NEW_ID.sub("X-xxxxxx", said))


def wide_screens(language: str) -> dict[str, list[Block]]:
    """The widest screens of the invented year: due with set-offs, status, compare."""
    tr = CatalogueTranslator(language)
    year = zkrc_ledger.assess(zkrc_ledger.load(EXAMPLE), date(2026, 11, 1))
    other = zkrc_ledger.assess(zkrc_ledger.load(PROJECT / "data"), date(2026, 11, 1))
    return {
        "due": due.blocks(year, year.settlement.periods[1], tr),
        "status": status.blocks(year, tr),
        "compare": compare.blocks(year, other, tr),
    }


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_figure_is_folded(request: pytest.FixtureRequest, language: str, columns: int) -> None:
    """At 60, 80 and 120 columns every line fits, and no figure, date or record is cut in two."""
    unlimited = {
        name: set(re.findall(r"[-\d][\d,.:-]{5,}|\w+\.csv:\d+", plain.draw(blocks)))
        for name, blocks in wide_screens(language).items()
    }
    for name, blocks in wide_screens(language).items():
        drawn = plain.draw(blocks, columns)
        keep(request, f"{language}/{name}-{columns}", drawn)
        for one in unlimited[name]:
            assert set(one) <= {"-"} or one in drawn, (name, one)
        assert max(map(width, drawn.splitlines())) <= max(columns, 72), name
