"""Exports for programs: the whole assessment as JSON, and the days of a contract as a calendar."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import vobject

from tests.cli.life import halfway

if TYPE_CHECKING:
    from tests.support import Desk


def calendar_of(desk: Desk, *options: str) -> dict[str, tuple[date, str]]:
    """Each event's UID with its day and what it is called, read by another program's parser."""
    answer = desk.ledger("export", "ics", "-o", "-", *options)
    assert answer.code == 0, answer.err
    events = vobject.readOne(answer.out).vevent_list
    return {one.uid.value: (one.dtstart.value, one.summary.value) for one in events}


def test_the_whole_assessment(desk: Desk) -> None:
    """It holds what schedule, due and status answer, and the settlement code."""
    halfway(desk)
    whole = json.loads(desk.ledger("export", "json", "-o", "-").out)
    due = desk.ledger("due", "--json").json
    status = desk.ledger("status", "--json").json
    due.pop("problems")
    assert whole["settlement"] == due
    assert whole["settlement_code"] == status["settlement_code"]
    assert whole["schedule"]["periods"] == desk.ledger("schedule", "--json").json["periods"]
    assert len(whole["records"]) == len(desk.ledger("history", "--json").json["records"])


def test_one_period(desk: Desk) -> None:
    """A named period's settlement alone."""
    halfway(desk)
    part = json.loads(desk.ledger("export", "json", "P1", "-o", "-").out)
    due = desk.ledger("due", "P1", "--json").json
    due.pop("problems")
    assert part["settlement"] == {"periods": [due]}


def test_the_days_of_a_contract(desk: Desk) -> None:
    """二, 三.2: P1 ends on 2025-12-07; the funds request is started by 2026-01-05."""
    found = calendar_of(desk)
    number = "ZKRCHY20250001@zkrc-ledger"
    assert found[f"end-P1-{number}"][0] == date(2025, 12, 7)
    assert found[f"request-P1-{number}"][0] == date(2026, 1, 5)
    assert found[f"rate-2025-09-{number}"][0] == date(2025, 10, 8)
    assert len(found) == 3 + 3 + 12


def test_importing_again_updates(desk: Desk) -> None:
    """The same events have the same UIDs on another day; an extension moves them."""
    before = calendar_of(desk)
    desk.ledger("amend", "extend", "--days", "10", "--from", "2025-09-20", "--basis", "x")
    after = calendar_of(desk, "--as-of", "2026-03-01")
    assert after.keys() == before.keys()
    end = "end-P1-ZKRCHY20250001@zkrc-ledger"
    assert (after[end][0] - before[end][0]).days == 10


def test_every_event_has_an_alarm(desk: Desk) -> None:
    """Three days before."""
    text = desk.ledger("export", "ics", "P1", "-o", "-").out
    assert text.count("BEGIN:VALARM") == text.count("BEGIN:VEVENT") == 6
    assert "TRIGGER:-P3D" in text


def test_a_name_is_only_text(desk: Desk) -> None:
    """What a calendar's lines are parted by is escaped in it."""
    name = "a;b,c {{ 7*7 }} <script>" + "x" * 60
    desk.edit_contract(('name = "霍营街道接诉即办技术服务项目"', f'name = "{name}"'))
    answer = desk.ledger("export", "ics", "-o", "-")
    assert answer.code == 0, answer.err
    escaped = name.replace(";", "\\;").replace(",", "\\,")
    assert f"X-WR-CALNAME:{escaped}\r\n" in answer.out.replace("\r\n ", "")
