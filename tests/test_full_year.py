"""The worked example: the whole contract, twelve ratings to the last payment, by hand.

The book is `examples/full-year/`. Every figure below is worked out beside its clause, from the
contract's own numbers, and compared with what the ledger makes of the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.full_year import EXAMPLE, RECORD_FILES, copy_of_the_example
from tests.support import REAL_CONTRACT

if TYPE_CHECKING:
    from pathlib import Path

# 三.2 an installment is 388,800; 附件1.六 优秀 +30,000, 良好 +20,000, 好 +10,000, 一般 0,
# 差 -10,000; 四.7 the breach is 30% of 1,166,400 = 349,920, and fees beside it; 三.1 additional
# work as agreed.
BY_HAND = {
    # 2025-08 良好 20,000 + 2025-09 好 10,000 + 2025-11 优秀 30,000 = 60,000;
    # 2025-10 一般, after the invoice 差: -10,000. 388,800 + 60,000 - 10,000 = 438,800
    "P1": {
        "installment": "388800.00",
        "rewards": "60000.00",
        "deductions": "-10000.00",
        "breach": "0.00",
        "additional_work": "0.00",
        "net": "438800.00",
        "due": "438800.00",
        "due_in_words": "肆拾叁万捌仟捌佰元整",
    },
    # 2025-12 好 10,000 + 2026-02 一般 0 + 2026-03 良好 20,000 = 30,000; 2026-01 差 -10,000;
    # breach -349,920 and fees, claimed at 8,600 and agreed at 6,000: -355,920; 1,200 that were
    # paid too much go to P3. 388,800 + 30,000 - 10,000 - 355,920 + 1,200 = 54,080
    "P2": {
        "installment": "388800.00",
        "rewards": "30000.00",
        "deductions": "-10000.00",
        "breach": "-355920.00",
        "additional_work": "0.00",
        "offset": "1200.00",
        "net": "54080.00",
        "due": "54080.00",
        "due_in_words": "伍万肆仟零捌拾元整",
    },
    # 2026-04 优秀 30,000 + 2026-05 良好 20,000 + 2026-07 好 10,000 = 60,000; 2026-06 差 -10,000;
    # additional work 26,500.50; the damages were taken back;
    # 1,200 are set off. 388,800 + 60,000 - 10,000 + 26,500.50 - 1,200 = 464,100.50
    "P3": {
        "installment": "388800.00",
        "rewards": "60000.00",
        "deductions": "-10000.00",
        "breach": "0.00",
        "additional_work": "26500.50",
        "offset": "-1200.00",
        "net": "464100.50",
        "due": "464100.50",
        "due_in_words": "肆拾陆万肆仟壹佰元伍角",
    },
}
# each line of a period: what it is, its month, yuan, the clauses it rests on
LINES = {
    "P1": [
        ("installment", None, "388800.00", ["三.2"]),
        ("reward", "2025-08", "20000.00", ["附件1.六", "四.5"]),
        ("reward", "2025-09", "10000.00", ["附件1.六", "四.5"]),
        ("deduction", "2025-10", "-10000.00", ["附件1.六", "四.5"]),
        ("reward", "2025-11", "30000.00", ["附件1.六", "四.5"]),
    ],
    "P2": [
        ("installment", None, "388800.00", ["三.2"]),
        ("reward", "2025-12", "10000.00", ["附件1.六", "四.5"]),
        ("deduction", "2026-01", "-10000.00", ["附件1.六", "四.5"]),
        ("reward", "2026-02", "0.00", ["附件1.六", "四.5"]),
        ("reward", "2026-03", "20000.00", ["附件1.六", "四.5"]),
        ("fees", None, "-6000.00", ["四.7"]),
        ("breach", None, "-349920.00", ["四.7"]),
        ("offset", None, "1200.00", ["三.2"]),
    ],
    "P3": [
        ("installment", None, "388800.00", ["三.2"]),
        ("reward", "2026-04", "30000.00", ["附件1.六", "四.5"]),
        ("reward", "2026-05", "20000.00", ["附件1.六", "四.5"]),
        ("deduction", "2026-06", "-10000.00", ["附件1.六", "四.5"]),
        ("reward", "2026-07", "10000.00", ["附件1.六", "四.5"]),
        ("additional_work", None, "26500.50", ["三.1"]),
        ("offset", None, "-1200.00", ["三.2"]),
    ],
}


@pytest.mark.parametrize("period", BY_HAND)
def test_each_period_by_hand(tmp_path: Path, period: str) -> None:
    """Each period comes to what its clauses make of its records, and is final."""
    desk = copy_of_the_example(tmp_path / "book")
    tree = desk.ledger("due", period, "--json").json
    assert {key: tree[key] for key in BY_HAND[period]} == BY_HAND[period]
    lines = [(one["kind"], one["month"], one["amount"], one["clauses"]) for one in tree["lines"]]
    assert lines == LINES[period]
    assert (tree["state"], tree["unrated"], tree["owed_by_contractor"]) == ("final", [], "0.00")
    assert tree["range"] == {"low": tree["net"], "high": tree["net"]}  # nothing is open any more


def test_the_whole_contract_by_hand(tmp_path: Path) -> None:
    """438,800 + 54,080 + 464,100.50 = 956,980.50 is due over the whole contract."""
    desk = copy_of_the_example(tmp_path / "book")
    tree = desk.ledger("due", "--json").json
    assert (tree["due"], tree["net"], tree["owed_by_contractor"]) == (
        "956980.50",
        "956980.50",
        "0.00",
    )


# 二, 三.2, 七.1: ten days are lost from 2026-01-20 on, which 2026-01 holds (2026-01-08 to
# 02-07): it ends ten days later, and so does everything after it. 2025-12 and P1 stay.
MONTHS = [
    ("2025-08", "2025-08-08", "2025-09-07"),
    ("2025-09", "2025-09-08", "2025-10-07"),
    ("2025-10", "2025-10-08", "2025-11-07"),
    ("2025-11", "2025-11-08", "2025-12-07"),
    ("2025-12", "2025-12-08", "2026-01-07"),
    ("2026-01", "2026-01-08", "2026-02-17"),
    ("2026-02", "2026-02-18", "2026-03-17"),
    ("2026-03", "2026-03-18", "2026-04-17"),
    ("2026-04", "2026-04-18", "2026-05-17"),
    ("2026-05", "2026-05-18", "2026-06-17"),
    ("2026-06", "2026-06-18", "2026-07-17"),
    ("2026-07", "2026-07-18", "2026-08-17"),
]
# 三.2: the 20th working day after a period's last day, by the State Council's calendars.
# P1 ends on Sunday 2025-12-07: 8-12 December are 5, 15-19: 10, 22-26: 15, 29-31: 18; 1-3 January
#   are days off; Sunday 4 January is made up for: 19; Monday 5 January: 20.
# P2 ends on Friday 2026-04-17: 20-24 April are 5, 27-30: 9; 1-5 May are days off; 6-8 May: 12;
#   Saturday 9 May is made up for: 13; 11-15 May: 18; 18 and 19 May: 20.
# P3 ends on Monday 2026-08-17: 18-21 August are 4, 24-28: 9, 31 August to 4 September: 14,
#   7-11 September: 19; Monday 14 September: 20.
PERIODS = [
    ("P1", "2025-08-08", "2025-12-07", "2026-01-05"),
    ("P2", "2025-12-08", "2026-04-17", "2026-05-19"),
    ("P3", "2026-04-18", "2026-08-17", "2026-09-14"),
]
CYCLES = [
    ("C1", "2025-08-08", "2025-10-07"),
    ("C2", "2025-10-08", "2025-12-07"),
    ("C3", "2025-12-08", "2026-02-17"),
    ("C4", "2026-02-18", "2026-04-17"),
    ("C5", "2026-04-18", "2026-06-17"),
    ("C6", "2026-06-18", "2026-08-17"),
]


def test_the_extension_moves_everything_after_it(tmp_path: Path) -> None:
    """七.1 The month that holds the first lost day grows by ten days; what follows moves by ten."""
    desk = copy_of_the_example(tmp_path / "book")
    tree = desk.ledger("schedule", "--json").json
    periods = tree["periods"]
    assert tree["term"] == {"start": "2025-08-08", "end": "2026-08-17"}
    assert [(one["id"], one["start"], one["end"], one["request_by"]) for one in periods] == PERIODS
    assert {one["request_by_is"] for one in periods} == {"official"}
    for name, expected in (("cycles", CYCLES), ("months", MONTHS)):
        units = [unit for one in periods for unit in one[name]]
        assert [(unit["id"], unit["start"], unit["end"]) for unit in units] == expected


# due, invoiced, received and what is left between due and received, at the very end:
# P1 invoiced 448,800 - 448,800 (red-letter) + 438,800; received 300,000 + 138,800
# P2 invoiced for its price, 408,800; received 54,080 of a transfer of 192,880 = 138,800 + 54,080
# P3 invoiced 465,300.50; received 200,000 + 284,100.50 - 20,000 sent back
SETTLED = {
    "P1": ("438800.00", "438800.00", "438800.00", "0.00", "0.00"),
    "P2": ("54080.00", "408800.00", "54080.00", "0.00", "0.00"),
    "P3": ("464100.50", "465300.50", "464100.50", "0.00", "0.00"),
}


def test_in_the_end_every_period_is_settled(tmp_path: Path) -> None:
    """Due, invoiced and received agree in each period, and nobody has anything left to do."""
    desk = copy_of_the_example(tmp_path / "book")
    periods = desk.ledger("status", "--json").json["periods"]
    columns = ("due", "invoiced", "received", "to_invoice", "outstanding")
    assert {one["period"]: tuple(one[key] for key in columns) for one in periods} == SETTLED
    assert {(one["stage"], *one["next"], *one["remarks"]) for one in periods} == {("settled",)}


def test_check_finds_one_thing_to_know(tmp_path: Path) -> None:
    """The example is sound; its additional work goes over the contract's total, and that is told.

    三.1 the total is 1,166,400; invoiced for the price: 438,800 + 408,800 + 465,300.50.
    """
    desk = copy_of_the_example(tmp_path / "book")
    answer = desk.ledger("check", "--json", LEDGER_CONTRACT=str(EXAMPLE))
    problems = [(one["code"], one["severity"]) for one in answer.json["problems"]]
    assert (answer.code, problems) == (0, [("over-total", "notice")])


def test_the_example_is_marked_as_invented_and_its_contract_is_the_real_one() -> None:
    """Every record says in words of its own that it is invented; the contract file is the real."""
    for name in RECORD_FILES:
        for line in (EXAMPLE / name).read_text(encoding="utf-8-sig").splitlines()[1:]:
            assert "（虚构）" in line, line
    assert "（虚构）" in (EXAMPLE / "amendments.toml").read_text(encoding="utf-8")
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert "Every record here is invented." in readme
    assert "这里的记录全部是虚构的。" in readme
    contracts = [
        path.read_bytes().split(b"\n", 1) for path in (EXAMPLE / "contract.toml", REAL_CONTRACT)
    ]
    assert contracts[0][1] == contracts[1][1]  # the first line says where the schema lies
