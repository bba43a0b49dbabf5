"""`ledger check`: every problem in the contract and the records, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.cli.session import OK, REFUSED
from zkrc_ledger.model.problem import errors
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session


def run(session: Session, *, json: bool) -> int:
    """Tell every problem; the exit code says whether one of them is an error."""
    book, today = session.read(), session.today()
    problems = session.problems(book, today)
    wrong = errors(problems)
    if json:
        session.tell_json(problems)
    else:
        session.tell(problems)
        if not problems:
            text = session.tr("The book is sound: {path}", path=str(book.contract_file))
            session.show([Line(text, "good")])
        elif not wrong:
            text = session.tr("No errors; notices: {count}.", count=len(problems))
            session.show([Line(text, "good")])
        else:
            text = session.tr(
                "Errors: {errors}; notices: {notices}.",
                errors=len(wrong),
                notices=len(problems) - len(wrong),
            )
            session.show([Line(text, "stop")])
    return REFUSED if wrong else OK
