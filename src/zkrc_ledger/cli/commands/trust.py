"""`ledger accept` and `ledger compare`: what was changed outside, and the other party's book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.book.journal import JOURNAL_FILE
from zkrc_ledger.cli.session import Stopped, stop
from zkrc_ledger.model.parse import parse_words
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.records import Records


def accept(session: Session, *, reason: str, json: bool) -> None:
    """Take what was changed outside the ledger into the journal."""
    from zkrc_ledger.book.outside import outside_changes
    from zkrc_ledger.book.transaction import NotWrittenError
    from zkrc_ledger.book.writing import accept_as_found
    from zkrc_ledger.cli.interrupts import uninterrupted

    reason = parse_words(reason)
    if not reason:
        stop(
            Problem(
                code="reason-missing",
                message=Text("--reason needs words."),
                hint=Text('Say why in quotes: --reason "…".'),
            )
        )
    stamp, today = session.stamp(), session.today()
    book = session.read()
    session.sound(book, today)
    changes = outside_changes(book)
    if changes:
        try:
            book = session.read_to_write(stamp)
            session.sound(book, today)
            changes = outside_changes(book)
            with uninterrupted():
                late = accept_as_found(book, reason, stamp)
                session.done.append(JOURNAL_FILE)
        except NotWrittenError as error:
            stop(error.problem)
        if late:
            session.tell([late])
    if json:
        from zkrc_ledger.views.json import problems_tree

        session.show_json(
            {"accepted": bool(changes), "changes": problems_tree(changes, session.tr)}
        )
    else:
        from zkrc_ledger.views.trust import accepted_blocks

        session.show(accepted_blocks(changes, session.tr))


def compare(session: Session, other: str, *, json: bool) -> None:
    """Show the settlement codes of two books, and where they differ."""
    from zkrc_ledger.rules.settlement_code import differences, settled_by, settlement_code
    from zkrc_ledger.views.trust import compared_blocks, compared_tree

    mine = settled_by(*session.sound(session.read(), session.today()))
    others = settled_by(*_sound_other(replace(session, contract=other)))
    here, there = settlement_code(mine), settlement_code(others)
    found = differences(mine, others)
    if json:
        session.show_json(compared_tree(here, there, found))
    else:
        session.show(compared_blocks(here, there, found, session.tr))


def _sound_other(session: Session) -> tuple[Contract, Records]:
    """The other book; what is wrong with it is told under its own name."""
    folder = session.contract_file().parent
    try:
        return session.sound(session.read(), session.today())
    except Stopped as stopped:
        problems = [
            replace(one, file=str(folder / one.file)) if one.file else one
            for one in stopped.problems
        ]
        raise Stopped(problems, stopped.code) from None
