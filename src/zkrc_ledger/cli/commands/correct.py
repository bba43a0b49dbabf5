"""`ledger confirm` and `ledger void`: a record about another record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.recording import Slips, record, tell
from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.parse import parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.rules.booking import ask_confirm, ask_void, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records


def confirm(session: Session, name: str, *, basis: str, json: bool) -> None:
    """四.4, 四.7 Record that a claimed deduction is agreed."""

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        asked = ask_confirm(records, name, parse_words(basis), session.tr("confirmed"))
        if asked.problems:
            stop(*asked.problems)
        return asked.records

    tell(session, record(session, "adjustments", ask), json=json)


def void(session: Session, name: str, *, reason: str, json: bool) -> None:
    """Record that another record does not hold."""
    slips = Slips()
    if not reason.strip():
        slips.add(
            Refused(
                "reason-missing",
                Text("--reason needs words."),
                Text('Say why in quotes: --reason "…".'),
            )
        )
    slips.end()

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        asked = ask_void(records, name, parse_words(reason))
        if asked.problems:
            stop(*asked.problems)
        return asked.records

    tell(session, record(session, lambda asked: kind_of(asked[0]), ask), json=json)
