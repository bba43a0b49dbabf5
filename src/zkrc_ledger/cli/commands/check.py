"""`ledger check`: every problem in the contract and the records, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app
from zkrc_ledger.cli.stop import REFUSED
from zkrc_ledger.model.problem import errors
from zkrc_ledger.views.blocks import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.problem import Problem

app = new_app()


@app.command(cls=Command, epilog="ledger check --json")
def check(ctx: typer.Context) -> None:
    """Report all problems; the exit code says whether one of them is an error."""
    session: Session = ctx.obj
    # the core comes with the new rules: the problems of an assessment
    book = session.book()
    problems = session.problems(book, session.today())
    session.report(problems)
    if session.json:
        session.show_json({})
    else:
        session.show([_summary(session, problems, str(book.contract_file))])
    if errors(problems):
        raise typer.Exit(REFUSED)


def _summary(session: Session, problems: Sequence[Problem], path: str) -> Line:
    wrong = len(errors(problems))
    if not problems:
        return Line(session.tr("The book is sound: {path}", path=path), "good")
    if not wrong:
        return Line(session.tr("No errors; notices: {count}.", count=len(problems)), "good")
    text = session.tr(
        "Errors: {errors}; notices: {notices}.", errors=wrong, notices=len(problems) - wrong
    )
    return Line(text, "stop")
