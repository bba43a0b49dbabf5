"""What tests of people's files share: headings, and what the program has to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support import Desk

PAYMENTS = "付款周期,到账日期,金额,凭证号,备注\n"
INVOICES = "发票号码,付款周期,开票日期,价税合计,红冲发票号码\n"
NUMBER = "25990000000000000001"
NEWS = {"unrated", "undocumented", "paid-before-invoice", "over-total"}
Told = list[tuple[str, str, str | None, int | None]]


@pytest.fixture
def clerk(desk: Desk) -> Desk:
    """The desk on the day of the cases."""
    return replace(desk, day="2025-12-22")


def told(desk: Desk) -> Told:
    """What `check` has to say, but for what any young book is told."""
    return [
        (one["severity"], one["code"], one["file"], one["line"])
        for one in desk.ledger("check", "--json").json["problems"]
        if one["code"] not in NEWS
    ]


def words(desk: Desk) -> Iterator[str]:
    """What `check` says in English, then in Chinese."""
    for language in ("en", "zh"):
        answer = desk.ledger("check", LEDGER_LANG=language)
        yield answer.out + answer.err


def received(desk: Desk) -> str:
    """What was received for P1."""
    return desk.ledger("due", "P1", "--json").json["received"]


def months(desk: Desk) -> dict[str, str]:
    """The rated months of P1."""
    [first, *_] = desk.ledger("schedule", "--json").json["periods"]
    return {one["id"]: one["rating"] for one in first["months"] if one["rating"]}
