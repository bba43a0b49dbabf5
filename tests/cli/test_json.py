"""--json: the shapes and the figures that programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.shapes import DUE, PERIOD, PROBLEMS, RATED, SCHEDULE, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support import Answer, Desk

RATINGS = (
    "id,month,rating,stage\n"
    "R-aaaaaa,2025-08,优秀,final\n"
    ",2025-09,差,\n"
    "R-cccccc,2025-10,一般,proposed\n"
    "R-dddddd,2025-11,,\n"
)


@pytest.fixture
def rated(desk: Desk) -> Desk:
    """A desk with a reward, a deduction without an id, a proposed rating and an unrated month."""
    desk.write("ratings.csv", RATINGS)
    return desk


def test_schedule(rated: Desk) -> None:
    """`schedule --json` has its documented shape and the contract's own dates."""
    answer = rated.ledger("schedule", "--json")
    assert (answer.code, answer.err) == (0, "")
    tree = answer.json
    assert differences(SCHEDULE, tree) == []
    assert tree["contract"] == "ZKRCHY20250001"
    assert tree["term"] == {"start": "2025-08-08", "end": "2026-08-07"}
    assert tree["total"] == "1166400.00"
    first = tree["periods"][0]
    assert (first["id"], first["start"], first["end"]) == ("P1", "2025-08-08", "2025-12-07")
    assert (first["installment"], first["request_by"]) == ("388800.00", "2026-01-05")
    assert first["request_by_is"] == "official"
    assert first["cycles"] == [
        {"id": "C1", "start": "2025-08-08", "end": "2025-10-07"},
        {"id": "C2", "start": "2025-10-08", "end": "2025-12-07"},
    ]
    assert [(one["id"], one["rating"], one["stage"]) for one in first["months"]] == [
        ("2025-08", "优秀", "final"),
        ("2025-09", "差", "final"),
        ("2025-10", "一般", "proposed"),
        ("2025-11", None, None),
    ]
    assert first["months"][1]["start"] == "2025-09-08"
    assert first["months"][1]["end"] == "2025-10-07"


def test_due_of_one_period(rated: Desk) -> None:
    """`due P1 --json` has its documented shape; every rated month has its line, 0.00 too."""
    answer = rated.ledger("due", "P1", "--json")
    assert (answer.code, answer.err) == (0, "")
    tree = answer.json
    assert differences(PERIOD, tree) == []
    # 388,800 + 30,000 (优秀) - 10,000 (差) + 0 (一般); 2025-11 is worth -10,000 to +30,000
    expected = {
        "contract": "ZKRCHY20250001",
        "period": "P1",
        "start": "2025-08-08",
        "end": "2025-12-07",
        "ended": True,
        "request_by": "2026-01-05",
        "state": "incomplete",
        "unrated": ["2025-11"],
        "installment": "388800.00",
        "rewards": "30000.00",
        "deductions": "-10000.00",
        "breach": "0.00",
        "additional_work": "0.00",
        "net": "408800.00",
        "due": "408800.00",
        "owed_by_contractor": "0.00",
        "due_in_words": "肆拾万捌仟捌佰元整",
        "range": {"low": "388800.00", "high": "468800.00"},  # two months open: -20,000, +60,000
    }
    assert {key: tree[key] for key in expected} == expected
    assert [
        (one["kind"], one["amount"], one["month"], one["rating"], one["record"])
        for one in tree["lines"]
    ] == [
        ("installment", "388800.00", None, None, None),
        ("reward", "30000.00", "2025-08", "优秀", {"id": None, "at": "ratings.csv:2"}),
        ("deduction", "-10000.00", "2025-09", "差", {"id": None, "at": "ratings.csv:3"}),
        ("reward", "0.00", "2025-10", "一般", {"id": None, "at": "ratings.csv:4"}),
    ]
    assert tree["lines"][0]["clauses"] == ["三.2"]
    assert tree["lines"][1]["clauses"] == ["附件1.六", "四.5"]


def test_due_of_all_periods(rated: Desk) -> None:
    """`due --json` lists the periods, each as `due P1 --json` shows it, and sums them."""
    tree = rated.ledger("due", "--json").json
    assert differences(DUE, tree) == []
    assert [one["period"] for one in tree["periods"]] == ["P1", "P2", "P3"]
    alone = rated.ledger("due", "P1", "--json").json
    assert alone == tree["periods"][0] | {"problems": []}
    # 408,800 + 388,800 + 388,800: as far as rated
    assert tree["due"] == "1186400.00"


@pytest.mark.parametrize("asked", ["P1", "p1", " p1 ", "Ｐ１"])
def test_a_period_however_typed(quick: Callable[..., Answer], asked: str) -> None:
    """A period is found in either case and width."""
    assert quick("due", asked, "--json").json["period"] == "P1"


def test_states(desk: Desk, quick: Callable[..., Answer]) -> None:
    """A period is incomplete, then proposed, then final; all rated but not over is incomplete."""
    months = ("2025-08", "2025-09", "2025-10", "2025-11")

    def state(last: str, day: str = "2025-12-08") -> tuple[str, bool]:
        rows = "".join(f"{month},好,\n" for month in months[:3])
        desk.write("ratings.csv", f"month,rating,stage\n{rows}2025-11,{last}\n")
        tree = quick("--as-of", day, "due", "P1", "--json").json
        assert differences(PERIOD, tree) == []
        return tree["state"], tree["ended"]

    assert state(",") == ("incomplete", True)
    assert state("好,proposed") == ("proposed", True)
    assert state("好,final") == ("final", True)
    assert state("好,final", day="2025-12-07") == ("incomplete", False)


def test_check(desk: Desk) -> None:
    """`check --json` lists problems in full shape, and nothing for a sound book."""
    rows = "".join(f"2025-{month:02},一般,2025-12-19\n" for month in range(8, 12))
    desk.write("ratings.csv", "month,rating,approved_on\n" + rows)
    sound = desk.ledger("check", "--json")
    assert (sound.code, sound.json, sound.err) == (0, {"problems": []}, "")
    desk.write("ratings.csv", "month,rating,mood\n2025-08,优,glad\n2025-13,好,\n")
    wrong = desk.ledger("check", "--json")
    assert (wrong.code, wrong.err) == (1, "")
    assert differences(PROBLEMS, wrong.json) == []
    assert [(one["severity"], one["code"], one["line"]) for one in wrong.json["problems"]] == [
        ("error", "rating-unknown", 2),
        ("error", "month-form", 3),
        ("notice", "column-unknown", 1),
    ]
    assert {one["file"] for one in wrong.json["problems"]} == {"ratings.csv"}


def test_check_of_a_contract_file(desk: Desk) -> None:
    """A problem of contract.toml names the file and the key's path."""
    desk.edit_contract(("amount = 388800, ", "amount = 388800.0, "))
    answer = desk.ledger("check", "--json")
    assert answer.code == 1
    assert differences(PROBLEMS, answer.json) == []
    assert [(one["file"], one["key"], one["line"]) for one in answer.json["problems"]] == [
        ("contract.toml", f"payment_period.installments[{position}].amount", None)
        for position in range(3)
    ]


def test_rate(desk: Desk) -> None:
    """`rate --json` says whether it recorded, what now stands, and every notice."""
    first = desk.ledger("rate", "2025-12", "好", "--note", "甲", "--json")
    assert (first.code, first.err) == (0, "")
    assert differences(RATED, first.json) == []
    record = first.json["record"]
    assert first.json["recorded"] is True
    assert (record["at"], record["month"], record["rating"], record["stage"], record["note"]) == (
        "ratings.csv:2",
        "2025-12",
        "好",
        "final",
        "甲",
    )
    assert [one["code"] for one in first.json["problems"]] == ["month-running"]
    again = desk.ledger("rate", "2025-12", "好", "--json").json
    assert differences(RATED, again) == []
    assert (again["recorded"], again["record"]["at"]) == (False, record["at"])


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("due", "P4", "--json"), 1, "period-unknown"),
        (("due", "P1\udcff", "--json"), 1, "period-unknown"),
        (("rate", "2025-13", "好", "--json"), 1, "month-form"),
        (("due", "--jsn", "--json"), 2, "usage"),
        (("rate", "--json"), 2, "usage"),
        (("--as-of", "never", "due", "--json"), 2, "date-form"),
        (("--lang", "fr", "due", "--json"), 2, "language"),
        (("--contract", "nowhere", "due", "--json"), 2, "no-book"),
    ],
)
def test_problems_of_any_command(
    quick: Callable[..., Answer], arguments: tuple[str, ...], code: int, problem: str
) -> None:
    """With --json every refusal is problems on standard output and nothing on standard error."""
    answer = quick(*arguments)
    assert (answer.code, answer.err) == (code, "")
    assert differences(PROBLEMS, answer.json) == []
    assert [one["code"] for one in answer.json["problems"]] == [problem]


def test_json_is_utf8_on_any_console(rated: Desk) -> None:
    """JSON is UTF-8 whatever the console's encoding is."""
    for encoding in ("cp936", "ascii", "latin-1"):
        answer = rated.ledger("due", "P1", "--json", PYTHONIOENCODING=encoding)
        assert answer.json["lines"][1]["rating"] == "优秀"


def test_json_keeps_control_characters(rated: Desk) -> None:
    """A note with control characters comes out of JSON as it was written."""
    note = "\x1b[31mred\x1b[0m [bold]x[/bold]"
    answer = rated.ledger("rate", "2025-11", "好", "--note", note, "--json")
    assert "\x1b" not in answer.out
    assert answer.json["record"]["note"] == note
