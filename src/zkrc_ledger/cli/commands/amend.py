"""`ledger amend`: extension, termination, changed terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.recording import Slips, record, tell
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.fields import LONGEST_EXTENSION
from zkrc_ledger.model.parse import parse_amount, parse_date, parse_period, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records


def extend(session: Session, *, days: int, start: str, basis: str, note: str, json: bool) -> None:
    """七.1 Record an extension by force majeure."""
    slips = Slips()
    first_day = slips.read(start, parse_date, None, "--from")
    if not 1 <= days <= LONGEST_EXTENSION:
        slips.add(
            Refused(
                "number",
                Text(
                    "A whole number from {least} to {most} is needed here, not {value}.",
                    least=1,
                    most=LONGEST_EXTENSION,
                    value=str(days)[:20],
                ),
            ),
            "--days",
        )
    _needs_basis(slips, basis)
    slips.end()
    if first_day is not None:
        asked = Extension(
            id="", days=days, start=first_day, basis=parse_words(basis), note=parse_words(note)
        )
        tell(session, record(session, "amendments", lambda *_: [asked]), json=json)


def terminate(
    session: Session, *, on: str, settle: str | None, basis: str, note: str, json: bool
) -> None:
    """四.7 Record a termination, or the amount agreed for the period it cut."""
    slips = Slips()
    last_day = slips.read(on, parse_date, None, "--on")
    agreed = slips.read(settle, parse_amount, None, "--settle")
    if agreed is not None and agreed < 0:
        slips.add(
            Refused(
                "money-sign",
                Text("The amount must not be below zero."),
                Text("What party B owes is recorded as a deduction: ledger deduct"),
            ),
            "--settle",
        )
    _needs_basis(slips, basis)
    slips.end()

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        """A later amount for the same day replaces the termination that had none."""
        earlier = [
            one
            for one in Standing(records.amendments).in_effect()
            if isinstance(one, Termination) and one.on == last_day and one.settle is None
        ]
        replaces = agreed is not None and earlier
        return (
            [
                Termination(
                    id="",
                    on=last_day,
                    settle=agreed,
                    basis=parse_words(basis),
                    note=parse_words(note),
                    revises=earlier[0].id if replaces else "",
                    reason=parse_words(basis) if replaces else "",
                )
            ]
            if last_day
            else []
        )

    tell(session, record(session, "amendments", ask), json=json)


def change(
    session: Session, assignments: list[str], *, start: str, basis: str, note: str, json: bool
) -> None:
    """八.1 Record a supplemental agreement that changes terms."""
    from zkrc_ledger.book.key_paths import distinct, read_assignment

    slips = Slips()
    settings = []
    for assignment in assignments:
        setting = slips.read(assignment, read_assignment, None)
        settings += [setting] if setting else []
    try:
        distinct(settings)
    except Refused as refused:
        slips.add(refused)
    unread: str | date = ""
    begins = slips.read(start, _read_start, unread, "--from")
    _needs_basis(slips, basis)
    slips.end()
    asked = Change(
        id="",
        start=begins,
        settings=tuple(settings),
        basis=parse_words(basis),
        note=parse_words(note),
    )
    tell(session, record(session, "amendments", lambda *_: [asked]), json=json)


def _read_start(written: str) -> str | date:
    """A payment period, or a date."""
    from zkrc_ledger.model.fields import read_start

    period = parse_period(written)
    return str(read_start(period)) if period.startswith("P") else parse_date(written)


def _needs_basis(slips: Slips, basis: str) -> None:
    if not basis.strip():
        slips.add(
            Refused(
                "basis-missing",
                Text("An amendment needs the written agreement or notice it rests on."),
                Text("Name it: --basis TEXT"),
            )
        )
