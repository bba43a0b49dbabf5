"""The workbook as it is written: values beside formulas, harmless texts, a page that prints."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.cli.test_import_budget import imported_by
from tests.english import ENGLISH
from tests.export.cases import case
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.views.export import xlsx

ZH = CatalogueTranslator("zh")
DRAFT = "草稿，仅供核对，不作付款依据"


def written(name: str, tr: CatalogueTranslator = ZH) -> bytes:
    assessment = case(name)
    return xlsx.render(assessment, assessment.settlement.periods, tr)


@pytest.fixture(scope="module")
def year() -> bytes:
    """The workbook of the full year."""
    return written("the full year")


def test_the_full_year_by_hand(year: bytes) -> None:
    """A viewer that does not calculate sees 438,800.00, 54,080.00 and 464,100.50 due."""
    front = load_workbook(io.BytesIO(year), data_only=True)["摘要"]
    rows = [[cell.value for cell in row] for row in front.iter_rows()]
    due = {row[0]: row[5] for row in rows if row[0] in ("P1", "P2", "P3", "合计")}
    # examples/full-year/README.md
    assert due == {"P1": 438800, "P2": 54080, "P3": 464100.5, "合计": 956980.5}


def test_formulas_and_a_drop_down_for_every_month(year: bytes) -> None:
    """Every month's rating is chosen from the scale, and its reward is a formula over it."""
    book = load_workbook(io.BytesIO(year))
    sheet = book["评价汇总表"]
    chosen = {
        str(one.formula1): str(one.sqref).split() for one in sheet.data_validations.dataValidation
    }
    scale = "'评价等级'!$B$5:$B$9"
    cells = [
        cell
        for area in chosen[scale]
        for row in sheet[f"{area}:{area}" if ":" not in area else area]
        for cell in row
    ]
    months = [row[1].value for row in sheet.iter_rows(min_row=5) if row[1].value]
    assert len(cells) == len(months) == 12
    assert {cell.column_letter for cell in cells} == {"E"}
    assert scale in sheet["I5"].value
    assert book.calculation.fullCalcOnLoad


def test_the_settlement_code_and_the_pages(year: bytes) -> None:
    """Every sheet carries the code in its margin and prints on A4, headings kept."""
    code = settlement_code(settled_by(case("the full year")))
    for sheet in load_workbook(io.BytesIO(year)):
        assert code in sheet.oddFooter.left.text
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
            1,
            True,
        )
        assert sheet.freeze_panes or sheet.title == "对账"
        assert sheet.oddHeader.center.text is None


def test_the_same_book_gives_the_same_bytes(year: bytes) -> None:
    """Nothing of the moment of making is in the file."""
    assert written("the full year") == year


@pytest.mark.slow
def test_what_is_not_final_is_a_draft() -> None:
    """An open period's mark stands on every page and on its sheet; in English too."""
    for name in ("proposed", "nothing recorded"):
        book = load_workbook(io.BytesIO(written(name)), data_only=True)
        assert book["P1 结算"]["A2"].value == DRAFT
        assert book["摘要"]["A2"].value == DRAFT
        assert all(sheet.oddHeader.center.text == DRAFT for sheet in book)
    some = load_workbook(io.BytesIO(written("library")))  # all but the last period are final
    assert some["P2 结算"].oddHeader.center.text is None
    assert some["P8 结算"].oddHeader.center.text == DRAFT
    english = load_workbook(io.BytesIO(written("proposed", ENGLISH)), data_only=True)
    assert (
        english["P1 settlement"]["A2"].value == "Draft, for checking only, not a basis for payment"
    )


def test_texts_never_act() -> None:
    """A formula, a script and a turned direction come out as text inside their cells."""
    data = written("hostile")
    book = load_workbook(io.BytesIO(data))
    kept = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "7*7" in cell.value
    ]
    assert len(kept) >= 3
    for cell in kept:
        assert cell.data_type == "s"
        assert cell.value.isprintable()
        assert cell.alignment.wrap_text
        assert bool(cell.quotePrefix) == cell.value.startswith("=")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            assert b"<script>" not in packed.read(name)


def test_money_is_written_to_the_fen() -> None:
    """No figure of the file has more than two decimals: none went through a float."""
    with zipfile.ZipFile(io.BytesIO(written("park"))) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if "worksheets" in name]
    values = [part.split("</v>")[0] for xml in sheets for part in xml.split("<v>")[1:]]
    figures = [Decimal(one) for one in values if one.replace(".", "").lstrip("-").isdigit()]
    assert figures
    assert all(-one.as_tuple().exponent <= 2 for one in figures)  # type: ignore[operator]


def test_due_brings_no_office_package() -> None:
    """`ledger due` imports neither the workbook's library nor an export."""
    modules = imported_by("due", "P1")
    assert not [
        name for name in modules if name.startswith(("openpyxl", "zkrc_ledger.views.export"))
    ]
