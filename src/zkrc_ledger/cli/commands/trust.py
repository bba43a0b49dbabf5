"""`ledger accept` and `ledger compare`: what was changed outside, and the other party's book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.cli.session import stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.reading_text import read_words
from zkrc_ledger.model.text import Text
from zkrc_ledger.views.blocks import Cell, Column, Grid, Line

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session


def accept(session: Session, *, reason: str, json: bool) -> None:
    """Take what was changed outside the ledger into the journal."""
    from zkrc_ledger.book.store import accept_as_found, locked, outside_changes, with_ids
    from zkrc_ledger.book.transaction import NotWrittenError

    if not read_words(reason):
        stop(
            Problem(
                code="reason-missing",
                message=Text("--reason needs words."),
                hint=Text('Say why in quotes: --reason "…".'),
            )
        )
    today = session.today()
    book = session.read()
    session.sound(book, today)
    changes = outside_changes(book)
    if changes:
        try:
            with locked(book.folder):
                book = with_ids(session.read())
                session.sound(book, today)
                accept_as_found(book, session.did, session.stamp())
                session.done.append("journal.jsonl")
        except NotWrittenError as error:
            stop(error.problem)
    if json:
        from zkrc_ledger.views.json import problems_tree

        session.show_json(
            {"accepted": bool(changes), "problems": problems_tree(changes, session.tr)}
        )
        return
    session.tell(changes)
    tr = session.tr
    said = tr("Accepted into the journal.") if changes else tr("Nothing was changed outside.")
    session.show([Line(said, "good")])


def compare(session: Session, other: str, *, json: bool) -> None:
    """Show the settlement codes of two books, and where they differ."""
    from zkrc_ledger.rules.settlement_code import settled_by, settlement_code

    today = session.today()
    mine = session.sound(session.read(), today)
    theirs = replace(session, contract=other)
    their_book = theirs.sound(theirs.read(), today)
    here, there = settlement_code(*mine), settlement_code(*their_book)
    ours, others = settled_by(*mine), settled_by(*their_book)
    rows = [
        (key, _values(ours, others, key), _values(others, ours, key))
        for key in sorted({key for key, _ in set(ours) ^ set(others)} | _counted(ours, others))
    ]
    if json:
        session.show_json(
            {
                "here": here,
                "there": there,
                "same": here == there,
                "differences": [
                    {"what": key, "here": left, "there": right} for key, left, right in rows
                ],
            }
        )
        return
    tr = session.tr
    if not rows:
        session.show([Line(tr("The same: settlement code {code}", code=here), "good")])
        return
    session.show(
        [
            Line(tr("Settlement code here {here}, there {there}", here=here, there=there), "stop"),
            Line(),
            Grid(
                columns=(Column(tr("What")), Column(tr("Here")), Column(tr("There"))),
                rows=[
                    (Cell(key, "strong"), "; ".join(left) or "-", "; ".join(right) or "-")
                    for key, left, right in rows
                ],
            ),
        ]
    )


def _counted(ours: list[tuple[str, str]], others: list[tuple[str, str]]) -> set[str]:
    """Keys whose lines stand more often on one side: the same payment, entered twice."""
    return {
        key
        for key, value in {*ours, *others}
        if ours.count((key, value)) != others.count((key, value))
    }


def _values(side: list[tuple[str, str]], other: list[tuple[str, str]], key: str) -> list[str]:
    """What one side says under a key and the other does not."""
    left = [value for name, value in side if name == key]
    for name, value in other:
        if name == key and value in left:
            left.remove(value)
    return left
