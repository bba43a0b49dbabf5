"""The papers as LibreOffice prints them: their pages, and what can be read on each."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.export.cases import CASES, case
from tests.export.office import converted
from tests.export.programs import program
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.text import shown
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.export import docx

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
CHINESE = CatalogueTranslator("zh")
MARK = "草稿，仅供核对，不作付款依据"
FEWEST = 60  # characters on a page; a page with less has lost its paper


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page of every paper, without blanks."""
    files = {}
    for number, name in enumerate(CASES):
        book = case(name)
        for settled in book.settlement.periods:
            key = f"{number}-{settled.period.id}"
            files[f"{key}-payment.docx"] = docx.payment(book, settled, CHINESE)
            files[f"{key}-acceptance.docx"] = docx.acceptance(book, settled, CHINESE)
        month = book.schedule.months[0]
        files[f"{number}-form.docx"] = docx.evaluation_form(book, month, CHINESE)
    made = converted(tmp_path_factory.mktemp("office"), "pdf", files)
    return {name.removesuffix(".docx"): _pages(pdf) for name, pdf in made.items()}


def _pages(pdf: Path) -> list[str]:
    said = subprocess.run(
        [program("pdftotext"), "-layout", pdf, "-"], check=True, capture_output=True
    ).stdout.decode()
    return [re.sub(r"\s", "", page) for page in said.split("\f")[:-1]]


@pytest.mark.parametrize("name", CASES)
def test_every_page(name: str, pages: dict[str, list[str]]) -> None:
    """Each page of what is not final is marked, each has the code; none is all but empty."""
    book, number = case(name), list(CASES).index(name)
    code = settlement_code(settled_by(book))
    for settled in book.settlement.periods:
        for kind in ("payment", "acceptance"):
            printed = pages[f"{number}-{settled.period.id}-{kind}"]
            marked = [MARK in page for page in printed]
            assert marked == [settled.state != "final"] * len(printed)
            assert all(code in page for page in printed)
            assert min(map(len, printed)) > FEWEST
        payment = pages[f"{number}-{settled.period.id}-payment"]
        papers = docx.papers_of(settled)
        starts = [page for page in payment for paper in papers if paper in page[:80]]
        assert len(starts) >= len(papers)  # each begins a page of its own
        lines = len(settled.lines) + len(settled.claimed_lines) + len(settled.apart)
        assert len(payment) <= len(papers) + 1 + lines // 5
    months = max(len(one.period.months) for one in book.settlement.periods)
    forms = pages[f"{number}-form"]
    assert len(forms) == 1
    for settled in book.settlement.periods:
        accepted = pages[f"{number}-{settled.period.id}-acceptance"]
        assert len(accepted) <= 1 + months // 5


@pytest.mark.parametrize("name", CASES)
def test_the_figures_in_print(name: str, pages: dict[str, list[str]]) -> None:
    """Each line's amount, the price, what is due in figures and in words are on the paper."""
    book, number = case(name), list(CASES).index(name)
    for settled in book.settlement.periods:
        printed = "".join(pages[f"{number}-{settled.period.id}-payment"])
        figures = (*settled.lines, *settled.claimed_lines, *settled.apart)
        amounts = [one.amount for one in figures]
        amounts += [one for one in (settled.price, settled.due) if one is not None]
        assert [one for one in amounts if shown(one, CHINESE) not in printed] == []
        if settled.due is not None:
            assert f"人民币{in_words(settled.due)}" in printed
        if settled.owed_by_contractor:
            assert f"乙方应付甲方{shown(settled.owed_by_contractor, CHINESE)}" in printed
