"""`ledger check`: every problem in the contract and the records, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app
from zkrc_ledger.cli.stop import REFUSED
from zkrc_ledger.model.problem import errors

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger check --json")
def check(ctx: typer.Context) -> None:
    """Report all problems; the exit code says whether one of them is an error."""
    from zkrc_ledger.rules.assess import UnsoundError, assess
    from zkrc_ledger.views import check as view

    session: Session = ctx.obj
    book = session.book()
    try:
        problems = assess(book, session.today()).problems
    except UnsoundError as unsound:
        problems = unsound.problems
    session.report(problems)
    session.answer(view.blocks(problems, str(book.contract_file), session.tr), {})
    if errors(problems):
        raise typer.Exit(REFUSED)
