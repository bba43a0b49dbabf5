"""The worked example day by day: where each period stood, with the records made until then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.full_year import copy_of_the_example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def at(tmp_path: Path) -> Callable[..., Any]:
    """What a command said in JSON on a day, with the records made until then."""

    def ask(day: str, *arguments: str) -> Any:
        desk = replace(copy_of_the_example(tmp_path / day, day), day=day)
        answer = desk.ledger(*arguments, "--json")
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.json

    return ask


# on a day, with the records made until then: each period's stage, due (if final), invoiced,
# received, and the first thing to do: by whom, by when, how many days are left, in what words
Stage = tuple[str, str | None, str, str, tuple[str, str | None, int | None, str] | None]
RUNS = "The period runs until {}; rate each month once it is over."
DAYS: dict[str, dict[str, Stage]] = {
    # P1 is over since Sunday, and 2025-11 is not rated yet: 2026-01-05 is 28 days away
    "2025-12-08": {
        "P1": ("awaiting_ratings", None, "0.00", "0.00", ("a", "2026-01-05", 28, "Rate 2025-11.")),
        "P2": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-04-07"))),
        "P3": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-08-07"))),
    },
    # 2025-11 is proposed
    "2025-12-15": {
        "P1": (
            "awaiting_meeting", None, "0.00", "0.00",
            ("a", "2026-01-05", 21, "Have the meeting pass 2025-11."),
        ),
    },
    # all passed: 388,800 + 60,000 = 448,800 (2025-10 is 一般 still)
    "2025-12-20": {
        "P1": (
            "ready_to_invoice", "448800.00", "0.00", "0.00",
            (
                "b", "2026-01-05", 16,
                "Issue an invoice for 448,800.00: ledger invoice P1 --number N --date DATE",
            ),
        ),
    },
    "2025-12-22": {
        "P1": (
            "invoiced", "448800.00", "448800.00", "0.00",
            (
                "a", "2026-01-05", 14,
                "Start the funds request for 448,800.00; pay when the funds arrive.",
            ),
        ),
    },
    # 2025-10 is 差 now: 448,800 - 10,000 = 438,800 is due, 10,000 too much is invoiced
    "2025-12-29": {
        "P1": (
            "correct_invoice", "438800.00", "448800.00", "0.00",
            (
                "b", "2026-01-05", 7,
                ("Invoiced 10,000.00 too much: issue a red-letter invoice for 448,800.00 against "
                "25990000000000000001 and a new invoice for 438,800.00; "
                "or one for 10,000.00 alone."),
            ),
        ),
    },
    "2026-01-06": {
        "P1": (
            "request_date_passed", "438800.00", "438800.00", "0.00",
            (
                "a", "2026-01-05", -1,
                "Start the funds request for 438,800.00; pay when the funds arrive.",
            ),
        ),
    },
    # the payment stands there twice on the 28th; one was taken back on the 29th
    "2026-01-29": {
        "P1": (
            "partly_paid", "438800.00", "438800.00", "300000.00",
            ("a", None, None, "Pay the remaining 138,800.00."),
        ),
        "P2": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-04-07"))),
    },
    # with the extension P2 runs until 2026-04-17, and P3 until 2026-08-17
    "2026-02-05": {
        "P2": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-04-17"))),
        "P3": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-08-17"))),
    },
    # the breach is agreed: 388,800 + 30,000 - 10,000 - 358,520 = 50,280
    "2026-04-30": {
        "P2": (
            "ready_to_invoice", "50280.00", "0.00", "0.00",
            (
                "b", "2026-05-19", 19,
                "Issue an invoice for 50,280.00: ledger invoice P2 --number N --date DATE",
            ),
        ),
    },
    "2026-06-12": {
        "P1": ("settled", "438800.00", "438800.00", "438800.00", None),
        "P2": ("settled", "50280.00", "50280.00", "50280.00", None),
        "P3": ("running", None, "0.00", "0.00", ("", None, None, RUNS.format("2026-08-17"))),
    },
    # 465,300.50 - 200,000
    "2026-09-25": {
        "P3": (
            "partly_paid", "465300.50", "465300.50", "200000.00",
            ("a", None, None, "Pay the remaining 265,300.50."),
        ),
    },
    # 200,000 + 285,300.50 = 485,300.50 received, 20,000 more than 465,300.50
    "2026-10-16": {
        "P3": (
            "overpaid", "465300.50", "465300.50", "485300.50",
            ("b", None, None, "Received 20,000.00 too much: send it back."),
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_where_each_period_stood(at: Callable[..., Any], day: str) -> None:
    """On each day the book of that day says where a period stands, who acts, and by when."""
    periods = {one["period"]: one for one in at(day, "status")["periods"]}
    for period, (stage, due, invoiced, received, first) in DAYS[day].items():
        found = periods[period]
        final = found["due"] if found["state"] == "final" else None
        assert (found["stage"], final) == (stage, due), period
        assert (found["invoiced"], found["received"]) == (invoiced, received), period
        steps = [(one["who"], one["by"], one["days_left"], one["text"]) for one in found["next"]]
        assert steps[:1] == ([first] if first else []), period


def test_a_claimed_breach_only_widens_the_range(at: Callable[..., Any]) -> None:
    """四.7 Until it was confirmed, the breach lowered P2's lowest by 358,520 and nothing else."""
    before, claimed = (
        at(day, "due", "P2") for day in ("2026-03-01", "2026-03-02")
    )  # 2025-12 and 2026-01 are rated: 388,800 + 10,000 - 10,000; two months are open
    for tree, low in ((before, "368800.00"), (claimed, "10280.00")):
        assert tree["net"] == "388800.00"
        # two months at 差: 388,800 - 20,000; the claim: 368,800 - 358,520; at 优秀: + 60,000
        assert tree["range"] == {"low": low, "high": "448800.00"}
    assert [line["amount"] for line in claimed["claimed"]] == ["-349920.00", "-8600.00"]
    assert at("2026-03-03", "status")["periods"][1]["remarks"] != []
