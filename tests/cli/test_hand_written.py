"""Rows written by hand, without ids: how they are called, and when they get one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.cli.life import FIRST, JOURNAL, RATINGS, changed, contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

    Ledger = Callable[..., Answer]

BY_HAND = {
    "ratings.csv": "month,rating\n2025-08,优秀\n2025-09,差\n",
    "adjustments.csv": '付款周期,类别,金额,状态,依据\nP2,赔偿,"3,000.50",待确认,清单\n',
    "invoices.csv": f"付款周期,发票号码,开票日期,价税合计\nP1,{FIRST},2025-12-20,100\n",
    "payments.csv": "付款周期,到账日期,金额\nP1,2025-12-30,５０\nP1,2025-12-31,-10\n",
}


def ids(desk: Desk, name: str) -> list[str]:
    """The ids of a file's rows, empty where a row has none."""
    rows = csv.DictReader(desk.read(name).decode("utf-8-sig").splitlines())
    return [row.get("id") or row.get("编号") or "" for row in rows]


def write_by_hand(desk: Desk) -> None:
    for name, text in BY_HAND.items():
        desk.write(name, text)


def test_until_then_a_row_is_called_by_its_line(desk: Desk, quick: Ledger) -> None:
    """Asking changes nothing: rows without ids are named FILE:LINE, their id is null."""
    write_by_hand(desk)
    before = contents(desk.folder)
    records = quick("history", "--json").json["records"]
    assert [(one["id"], one["at"]) for one in records] == [
        (None, "adjustments.csv:2"),
        (None, "invoices.csv:2"),
        (None, "payments.csv:2"),
        (None, "payments.csv:3"),
        (None, "ratings.csv:2"),
        (None, "ratings.csv:3"),
    ]
    assert "time unknown  by hand  P1 sent back 10.00  [payments.csv:3]" in quick("history").out
    assert contents(desk.folder) == before


def test_rows_get_ids_when_the_ledger_next_writes_their_file(desk: Desk, quick: Ledger) -> None:
    """A row added to a file gives every row of it an id, and leaves the other records alone."""
    write_by_hand(desk)
    before = contents(desk.folder)
    assert quick("pay", "P1", "5", "--date", "2026-01-01").code == 0
    after = contents(desk.folder)
    assert changed(before, after) == {"payments.csv", *JOURNAL}
    given = ids(desk, "payments.csv")
    assert len(set(given)) == len(given) == 3
    assert all(id_.startswith("P-") for id_ in given)
    # what was typed stays as it was typed
    assert [line.split(",")[:3] for line in desk.read("payments.csv").decode().splitlines()] == [
        ["付款周期", "到账日期", "金额"],
        ["P1", "2025-12-30", "５０"],
        ["P1", "2025-12-31", "-10"],
        ["P1", "2026-01-01", "5.00"],
    ]
    assert quick("pay", "P1", "6", "--date", "2026-01-01").code == 0
    assert ids(desk, "payments.csv")[:3] == given


def test_an_id_survives_sorting(desk: Desk, quick: Ledger) -> None:
    """A record taken back stays taken back when somebody sorts the file the other way."""
    desk.write("payments.csv", BY_HAND["payments.csv"])
    assert quick("void", "payments.csv:3", "--reason", "x").code == 0
    received = [one["received"] for one in quick("status", "--json").json["periods"]]
    head, *rows = desk.read("payments.csv").decode().splitlines()
    desk.write("payments.csv", "\n".join([head, *reversed(rows)]) + "\n")
    again = [one["received"] for one in quick("status", "--json").json["periods"]]
    assert received == again == ["50.00", "0.00", "0.00"]


def test_a_row_by_hand_is_confirmed_and_taken_back_by_its_line(desk: Desk, quick: Ledger) -> None:
    """FILE:LINE names a row without an id; the correction is linked by the id it gets."""
    write_by_hand(desk)
    agreed = quick("confirm", "adjustments.csv:2", "--json").json["records"][0]
    assert agreed["revises"] == ids(desk, "adjustments.csv")[0]
    assert agreed["amount"] == "3000.50"
    void = quick("void", "2025-09", "--reason", "x", "--json").json["records"][0]
    assert void["revises"] == ids(desk, "ratings.csv")[1]


def test_a_month_taken_back_by_its_name_takes_no_new_rating(desk: Desk, quick: Ledger) -> None:
    """A row by hand that voids a month by name would swallow a new rating: it is refused."""
    desk.write("ratings.csv", "month,rating,revises,reason\n2025-09,好,,\n2025-09,,2025-09,错\n")
    before = contents(desk.folder)
    answer = quick("rate", "2025-09", "优秀")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "Error: ratings.csv:3 takes back every rating of 2025-09 that replaces no other: this one "
        "would not count. [taken-back]\n"
        "    In that row, put the id of the row it takes back under `revises`.\n"
    )
    assert contents(desk.folder) == before


def test_a_month_taken_back_by_the_ledger_can_be_rated_again(desk: Desk, quick: Ledger) -> None:
    """`ledger void` names the row by its id, so the month is free for another rating."""
    desk.write("ratings.csv", RATINGS)
    quick("void", "2025-09", "--reason", "x")
    assert quick("rate", "2025-09", "优秀").code == 0
    tree = quick("due", "P1", "--json").json
    # 388,800 + 30,000 + 30,000 (优秀 for 差) + 0 + 20,000
    assert (tree["state"], tree["net"]) == ("final", "468800.00")
