"""The papers as LibreOffice prints them: their pages, and what can be read on each."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from docx import Document

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

    from zkrc_ledger.model.settlement import PeriodSettlement

pytestmark = pytest.mark.slow
CHINESE = CatalogueTranslator("zh")
MARK = "草稿，仅供核对，不作付款依据"
FEWEST = 60  # characters on a page; a page with less has lost its paper


def test_every_paper_of_every_case(tmp_path: Path) -> None:
    """Each page of what is not final is marked, each has the code; every figure is in print."""
    pages = printed(tmp_path)
    for number, name in enumerate(CASES):
        book = case(name)
        form = pages[f"{number}-form"]
        rating = book.records.ratings.get(book.schedule.months[0].id)
        assert len(form) == 1, name
        assert (MARK in form[0]) is not bool(rating and rating.settled), name
        for settled in book.settlement.periods:
            payment, acceptance = (
                pages[f"{number}-{settled.period.id}-{kind}"] for kind in ("payment", "acceptance")
            )
            for page in (*payment, *acceptance):
                assert (MARK in page) is (settled.state != "final"), name
                assert settlement_code(settled_by(book)) in page, name
                assert len(page) > FEWEST, name
            assert_no_page_too_many(settled, payment, acceptance)
            assert_figures_in_print(settled, "".join(payment))


def printed(folder: Path) -> dict[str, list[str]]:
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
    made = converted(folder, "pdf", files)
    return {name.removesuffix(".docx"): _pages(pdf) for name, pdf in made.items()}


def _pages(pdf: Path) -> list[str]:
    said = subprocess.run(
        [program("pdftotext"), "-layout", pdf, "-"], check=True, capture_output=True
    ).stdout.decode()
    return [re.sub(r"\s", "", page) for page in said.split("\f")[:-1]]


def assert_no_page_too_many(
    settled: PeriodSettlement, payment: list[str], acceptance: list[str]
) -> None:
    """Each paper begins a page; the statement has two, and one more where it has many lines."""
    papers = docx.papers_of(settled)
    assert all(any(paper in page[:80] for page in payment) for paper in papers)
    lines = len(settled.lines) + len(settled.claimed_lines) + len(settled.apart)
    assert len(payment) <= len(papers) + 1 + lines // 5
    assert len(acceptance) <= 1 + len(settled.period.months) // 5


def assert_figures_in_print(settled: PeriodSettlement, paper: str) -> None:
    """Each line's amount, the price, and what is due in figures and in words."""
    figures = (*settled.lines, *settled.claimed_lines, *settled.apart)
    amounts = [one.amount for one in figures]
    amounts += [one for one in (settled.price, settled.due) if one is not None]
    assert [one for one in amounts if shown(one, CHINESE) not in paper] == []
    if settled.due is not None:
        assert f"人民币{in_words(settled.due)}" in paper
    if settled.owed_by_contractor:
        assert f"乙方应付甲方{shown(settled.owed_by_contractor, CHINESE)}" in paper


def test_a_template_that_another_program_wrote(tmp_path: Path) -> None:
    """A template that an office program has opened and saved again is filled in all the same."""
    names = (docx.PAYMENT, docx.EVALUATION_FORM, docx.ACCEPTANCE)
    given = {f"{name}.docx": docx.template(name) for name in names}
    made = converted(tmp_path, "docx:MS Word 2007 XML", given)
    own = [made[f"{name}.docx"].read_bytes() for name in names]
    book = case("the full year")
    first, month = book.settlement.periods[0], book.schedule.months[1]
    filled = [
        docx.payment(book, first, CHINESE, own_template=own[0]),
        docx.evaluation_form(book, month, CHINESE, own_template=own[1]),
        docx.acceptance(book, first, CHINESE, own_template=own[2]),
    ]
    for data, said in zip(filled, ("438,800.00", "2025-09", "2025-11"), strict=True):
        body = "".join(Document(io.BytesIO(data)).element.body.itertext())
        assert said in body
        assert not {"{", "}"} & set(body)
