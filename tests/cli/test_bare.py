"""`ledger` alone: each period on a line, what to type next, the commands."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.life import FIRST, halfway
from tests.support import clean_environment
from zkrc_ledger.cli.app import Ledger
from zkrc_ledger.views.layout import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Desk

RATED = "month,rating\n2025-08,良好\n2025-09,好\n2025-10,差\n2025-11,优秀\n"
# 388,800 + 20,000 + 10,000 - 10,000 + 30,000 = 438,800
INVOICED = f"period,number,date,amount\nP1,{FIRST},2025-12-20,438800\n"


def next_commands(desk: Desk, day: str) -> list[str]:
    """The commands that the bare command offers on a day."""
    commands: list[str] = desk.ledger("--json", LEDGER_TODAY=day).json["commands"]
    return commands


def test_an_empty_book(desk: Desk) -> None:
    """Each period has its line; the months that are over wait for `ledger rate`."""
    shown = desk.ledger().out.splitlines()
    assert shown[1] == f"Book: {desk.folder}"
    assert [line.split("  ")[0] for line in shown[5:8]] == ["P1", "P2", "P3"]
    # on 2026-01-02 the months 2025-08 to 2025-11 are over, and P1's last day is 2026-01-05
    assert shown[5].endswith("  2026-01-05 (3 days left)")
    assert next_commands(desk, "2026-01-02") == ["ledger rate"]


def test_each_command_is_listed(desk: Desk) -> None:
    """The commands stand in the order of the work, each once."""
    shown = desk.ledger().out
    names = [entry.name for _, entries in Ledger.sections for entry in entries]
    places = [shown.index(f"\n{name} ") for name in names]
    assert places == sorted(places)


def test_the_next_command_of_each_stage(desk: Desk) -> None:
    """Rate, invoice, request, pay: the command is the one of the stage, and can be copied."""
    desk.write("ratings.csv", RATED)
    assert next_commands(desk, "2025-12-20") == ["ledger invoice P1"]
    assert "438,800.00" in desk.ledger(LEDGER_TODAY="2025-12-20").out
    desk.write("invoices.csv", INVOICED)
    assert next_commands(desk, "2025-12-21") == ["ledger mark P1 request-started --date DATE"]
    marked = "period,event,date\nP1,request-started,2025-12-22\n"
    desk.write("events.csv", marked)
    assert next_commands(desk, "2025-12-23") == ["ledger pay P1"]
    desk.write("payments.csv", "id,period,date,amount\nx,P1,2025-12-30,438800\n")
    assert next_commands(desk, "2026-01-02") == []
    desk.write("payments.csv", "id,period,date,amount\nx,P1,2025-12-30,440000\n")
    assert next_commands(desk, "2026-01-02") == ["ledger pay P1 1200.00 --returned --date DATE"]


def test_an_invoice_too_large(desk: Desk) -> None:
    """三.2 The red letter that takes back what is invoiced too much: 440,000 - 438,800."""
    desk.write("ratings.csv", RATED)
    desk.write("invoices.csv", INVOICED.replace("438800", "440000"))
    assert next_commands(desk, "2026-01-02") == [
        f"ledger invoice P1 1200.00 --red {FIRST} --number N --date DATE"
    ]


def test_party_b_owes(desk: Desk) -> None:
    """四.7 349,920 and 60,000 of damages are more than 388,800 + 50,000 of P1: 21,120 less 0."""
    desk.write("ratings.csv", RATED)
    desk.write(
        "adjustments.csv",
        "id,period,kind,amount,stage,basis\na,P1,breach,,agreed,x\nb,P1,damages,110000,agreed,x\n",
    )
    # 438,800 - 349,920 - 110,000 = -21,120; the price is invoiced all the same
    assert next_commands(desk, "2026-01-02") == [
        "ledger pay P1 21120.00 --from-contractor --date DATE"
    ]


def test_a_terminated_contract(desk: Desk) -> None:
    """四.7 A period that was cut short waits for the amount to be agreed."""
    desk.write(
        "amendments.toml",
        '[[amendment]]\nid = "S-1"\nkind = "termination"\non = 2025-10-20\nbasis = "x"\n',
    )
    assert next_commands(desk, "2025-11-30")[-1] == (
        "ledger amend terminate --on 2025-10-20 --settle AMOUNT --basis TEXT"
    )


def test_a_broken_book(desk: Desk) -> None:
    """It says that the book has errors, how many, and what lists them."""
    desk.write("ratings.csv", "month,rating\n2025-08,棒\n2025-13,好\n")
    answer = desk.ledger()
    assert answer.code == 1
    assert "has errors: 2." in answer.err
    assert "ledger check" in answer.err
    assert "Record the ratings of service months." in answer.out
    problems = desk.ledger("--json").json["problems"]
    assert {one["file"] for one in problems} == {"ratings.csv"}


def test_no_book(desk: Desk, tmp_path: Path) -> None:
    """Without a book: the commands, and how to make one."""
    answer = desk.ledger(LEDGER_CONTRACT=str(tmp_path / "nowhere"))
    assert answer.code == 2
    assert "ledger init" in answer.err
    assert "Record the ratings of service months." in answer.out


@pytest.mark.parametrize("language", ["en", "zh"])
def test_halfway(desk: Desk, language: str) -> None:
    """A book in the middle of its life is shown in either language."""
    answer = halfway(desk).ledger(LEDGER_LANG=language)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_wider_than_the_screen(desk: Desk, language: str, columns: int) -> None:
    """Only a command to be copied is wider than a narrow screen."""
    desk.write("ratings.csv", RATED)
    desk.write("invoices.csv", INVOICED)
    settings = {"LEDGER_LANG": language, "LEDGER_TODAY": "2025-12-22", "COLUMNS": str(columns)}
    shown = desk.ledger(**settings).out.splitlines()
    wide = [line for line in shown if width(line) > columns]
    assert all("ledger " in line or str(desk.folder) in line for line in wide), wide


@pytest.mark.parametrize("encoding", ["ascii", "cp936"])
def test_a_console_of_another_encoding(desk: Desk, encoding: str) -> None:
    """In English nothing but the data is lost on a console of ASCII; cp936 loses nothing."""
    halfway(desk)
    environment = clean_environment() | {
        "LEDGER_CONTRACT": str(desk.folder),
        "LEDGER_LANG": "en" if encoding == "ascii" else "zh",
        "LEDGER_TODAY": "2026-01-02",
        "PYTHONIOENCODING": encoding,
    }
    more = [] if encoding == "ascii" else [["due", "--explain"]]
    for command in ([], ["status"], *more):
        done = subprocess.run(
            [sys.executable, "-m", "zkrc_ledger", *command],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert "?" not in done.stdout.decode(encoding), command
