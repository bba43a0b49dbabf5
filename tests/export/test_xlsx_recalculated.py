"""LibreOffice calculates the workbook: its figures are the ledger's, whatever the ratings."""

from __future__ import annotations

import io
import random
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests.export.cases import CASES, CONTRACTS, TAX_ON_TOP, VAT, case
from tests.export.office import recalculated
from tests.rules.books import (
    AT_THE_END,
    FOR_THE_AMOUNT_DUE,
    REAL_CONTRACT,
    adjusted,
    assessed,
    ceiling,
    changed,
    claimed,
    extra,
    invoiced,
    offset,
    paid,
    rated,
)
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.views.export import xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from zkrc_ledger.rules.assess import Assessment

pytestmark = pytest.mark.slow
ZH = CatalogueTranslator("zh")
COMBINATIONS = 6  # of each kind of contract
MONEY = (
    *(adjusted("P1", "fees", "1234.56"), adjusted("P2", "breach"), claimed("P3", "damages", "7")),
    *(extra("P3", "26500.50"), offset("P2", "P1", "0.01")),
    *(invoiced("P1", "400000"), paid("P1", "399000.10"), paid("P2", "1.99")),
)
KINDS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "plain": ((), {}),
    "money": (MONEY[:4], {}),
    "at the end": ((), AT_THE_END),
    "ceiling": ((), ceiling("65000.50")),
    "ceiling at the end": ((), AT_THE_END | ceiling("45000")),
    "with tax": (MONEY[3:4], VAT),
    "tax on top": (MONEY[3:4], TAX_ON_TOP),
    "amount due": (MONEY[1:4], VAT | FOR_THE_AMOUNT_DUE),
    "another scale": ((changed("P2", **{"evaluation.scale[0].reward": 50000}),), {}),
    "invoiced and paid": ((*MONEY[5:8], MONEY[0]), {}),
    "park": ((), {"path": CONTRACTS / "park_month_end.toml", "on": "2030-01-01"}),
    "library": ((), {"path": CONTRACTS / "library_29th.toml", "on": "2030-01-01"}),
    "canteen": ((), {"path": CONTRACTS / "canteen_anchored.toml", "on": "2030-01-01"}),
}


def workbook_of(assessment: Assessment, *, data_only: bool = False) -> Workbook:
    data = xlsx.render(assessment, assessment.settlement.periods, ZH)
    return load_workbook(io.BytesIO(data), data_only=data_only)


def plain(value: object) -> object:
    """A cell's value: figures to the fen, an empty text as nothing."""
    if isinstance(value, (int, float)):
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value or None


def test_the_values_stored_are_those_calculated(tmp_path: Path) -> None:
    """In every kind of settlement each formula comes to the ledger's own figure beside it."""
    made = {f"n{position}": workbook_of(case(name)) for position, name in enumerate(CASES)}
    seen = recalculated(tmp_path, made)
    for position, name in enumerate(CASES):
        stored = workbook_of(case(name), data_only=True)
        assert any(
            cell.data_type == "f" for row in made[f"n{position}"].worksheets[2] for cell in row
        )
        for sheet in stored.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    found = seen[f"n{position}"][sheet.title][cell.coordinate].value
                    place = (name, sheet.title, cell.coordinate)
                    assert plain(found) == plain(cell.value), place


def months_and_scale(**terms: Any) -> tuple[list[str], list[str]]:
    assessment = assessed(**terms)
    scale = [step.rating for step in assessment.contract.evaluation.scale]
    return [month.id for month in assessment.schedule.months], scale


def rate(workbook: Workbook, ratings: dict[str, str]) -> None:
    """Choose ratings in the sheet that is made for it, as a clerk does."""
    sheet = workbook["评价汇总表"]
    left = dict(ratings)
    for row in sheet.iter_rows(min_row=4):
        if (month := row[1].value) in left:
            row[4].value = left.pop(month)
            row[5].value = "已审议通过"
    assert not left


def figures(workbook: Workbook) -> dict[tuple[str, str, int], object]:
    """The figures of the settlements and of the front sheet, by what stands beside them."""
    found = {}
    for sheet in workbook.worksheets:
        if sheet.title.endswith(" 结算"):
            for number, row in enumerate(sheet.iter_rows(min_row=5)):
                found[sheet.title, str(row[1].value), number] = plain(row[2].value)
        if sheet.title == "摘要":
            for row in sheet.iter_rows(min_row=8):
                for column in range(3, 11):
                    found[sheet.title, str(row[0].value), column] = plain(row[column].value)
    own = ("台账的价款减抵扣", "本工作簿改动额", "本期应付大写")
    return {key: value for key, value in found.items() if key[1] not in ("None", *own)}


@pytest.mark.parametrize("kind", KINDS)
def test_changed_ratings_come_to_what_the_ledger_says(kind: str, tmp_path: Path) -> None:
    """Ratings changed in the workbook, recalculated, are a book with those ratings."""
    rows, terms = KINDS[kind]
    day = terms.get("on", date(2026, 9, 1))
    terms = {"path": REAL_CONTRACT, **terms, "on": day}
    months, scale = months_and_scale(**terms)
    pick = random.Random(kind)  # noqa: S311  (the same combinations every time)
    before = {month: pick.choice(scale) for month in months[:-2]}
    base = assessed(*rated(before), *rows, **terms)
    chosen = [{month: pick.choice(scale) for month in months} for _ in range(COMBINATIONS)]
    for few in chosen[: COMBINATIONS // 2]:  # in half of them only some months change
        for month in months[:-2]:
            if pick.random() < 0.6:
                few[month] = before[month]
    books = {}
    for position, ratings in enumerate(chosen):
        books[f"n{position}"] = workbook_of(base)
        rate(books[f"n{position}"], ratings)
    seen = recalculated(tmp_path, books)
    for position, ratings in enumerate(chosen):
        now = assessed(*rated(ratings), *rows, **terms)
        assert figures(seen[f"n{position}"]) == figures(workbook_of(now, data_only=True)), ratings
        front = seen[f"n{position}"]["摘要"]["A2"].value
        assert ("草稿" in (front or "")) == any(
            one.net != other.net or other.state != "final"
            for one, other in zip(base.settlement.periods, now.settlement.periods, strict=True)
        )


def test_a_rating_that_is_no_step_shows_as_an_error(tmp_path: Path) -> None:
    """Pasted over the drop-down, 优 is not 优秀: the sum is an error and never a wrong figure."""
    workbook = workbook_of(case("every step"))
    workbook["评价汇总表"]["E5"].value = "优"
    seen = recalculated(tmp_path, {"pasted": workbook})["pasted"]
    assert seen["评价汇总表"]["I5"].value == "#N/A"
    price = [row[2].value for row in seen["P1 结算"].iter_rows() if row[1].value == "本期价款"]
    assert price == ["#N/A"]
