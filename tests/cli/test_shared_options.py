"""The options of every command, before its name and after it; what `ledger` answers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import new_desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support import Answer, Desk

WRONG = (("duo",), ("due", "--bogus"), ("pay", "P1"), ("rate", "2025-09"), ("due", "P1", "P2"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_day(quick: Callable[..., Answer], place: int) -> None:
    """--as-of goes before LEDGER_TODAY, wherever it is typed."""
    words = ["due", "P1"]
    words[place:place] = ["--as-of", "2025-09-01"]
    answer = quick(*words, "--json", LEDGER_TODAY="2026-01-02")
    assert answer.json["ended"] is False


@pytest.mark.parametrize("place", [0, 1])
def test_the_book(quick: Callable[..., Answer], tmp_path: Path, place: int) -> None:
    """--contract names the book, wherever it is typed; after the command goes first."""
    other = new_desk(tmp_path / "other")
    other.edit_contract(("ZKRCHY20250001", "OTHER"))
    words = ["schedule", "--json"]
    words[place:place] = [f"--contract={other.folder}"]
    assert quick(*words).json["contract"] == "OTHER"
    answer = quick("--contract", "nowhere", "schedule", "--json", "--contract", str(other.folder))
    assert answer.json["contract"] == "OTHER"


@pytest.mark.parametrize("command", ["extend", "terminate", "change"])
def test_a_command_of_a_group(quick: Callable[..., Answer], command: str) -> None:
    """A group and its commands take them as well."""
    for words in (
        ("amend", command, "--lang=zh", "--bogus"),
        ("amend", "--lang=zh", command, "--bogus"),
    ):
        answer = quick(*words)
        assert (answer.code, answer.err[:3]) == (2, "错误：")


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_wrong_usage_in_json(
    quick: Callable[..., Answer], wrong: tuple[str, ...], *, before: bool
) -> None:
    """--json anywhere makes every problem come as JSON, those of usage too."""
    answer = quick("--json", *wrong) if before else quick(*wrong, "--json")
    assert (answer.code, answer.err) == (2, "")
    assert [problem["code"] for problem in answer.json["problems"]] == ["usage"]


def test_notices_stand_beside_the_answer(quick: Callable[..., Answer]) -> None:
    """With --json nothing goes to standard error, and `problems` stands in every answer."""
    answer = quick("rate", "2025-12", "好", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert {problem["severity"] for problem in answer.json["problems"]} == {"notice"}
    assert quick("schedule", "--json").json["problems"] == []


def test_several_ratings(quick: Callable[..., Answer], desk: Desk) -> None:
    """Several months are rated at once, or none of them."""
    answer = quick("rate", "2025-08", "良好", "2025-09", "优")
    assert (answer.code, (desk.folder / "ratings.csv").exists()) == (1, False)
    answer = quick("rate", "2025-08", "良好", "2025-09", "好", "--json")
    assert [one["month"] for one in answer.json["records"]] == ["2025-08", "2025-09"]
    assert quick("rate", "2025-08", "良好", "2025-09").code == 2


@pytest.mark.parametrize("words", [(), ("--help",), ("help",), ("--as-of", "2026-01-01")])
def test_ledger_alone(quick: Callable[..., Answer], words: tuple[str, ...]) -> None:
    """`ledger` alone lists the commands."""
    answer = quick(*words)
    assert (answer.code, answer.err) == (0, "")
    assert "schedule" in answer.out


def test_the_version(quick: Callable[..., Answer]) -> None:
    """--version says which one it is, and how far the working-day calendar goes."""
    answer = quick("--version")
    assert answer.out.startswith("ledger 0.")
    assert quick("--version", "--json").json["calendar_until"] >= 2026


@pytest.mark.parametrize("name", ["/proc/kmsg", "/proc/kcore", "/dev/zero", "/dev/stdin"])
def test_a_contract_that_is_no_file(quick: Callable[..., Answer], name: str) -> None:
    """What is no plain file is refused at once, not read for ever."""
    answer = quick("--contract", name, "due", "P1")
    assert answer.code in (1, 2)
    assert answer.err.startswith("Error")
