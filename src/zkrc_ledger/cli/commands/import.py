"""`ledger import`: records the ratings of a table that people have, all or none."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.ask import BackError, ask_yes, may_ask
from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Revise
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.cli.stop import USAGE, stop
from zkrc_ledger.model.problem import Problem, errors
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.rules.imports import Import

app = new_app()
_LONGEST = 80  # of what a message quotes


@app.command(cls=Command, epilog="ledger import ratings.xlsx --dry-run")
def import_(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=N_("FILE"), help=N_("A workbook (.xlsx) or a CSV file."))
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show what would be recorded, record nothing."))
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Record without asking first."))
    ] = False,
    sheet: Annotated[
        str, typer.Option(metavar=N_("NAME"), help=N_("The sheet of the workbook."))
    ] = "",
    revise: Revise = None,
) -> None:
    """Record the ratings of a file."""
    slips = Slips()
    reason = slips.reason(revise, "--revise")
    slips.end()
    if not os.path.exists(file):  # noqa: PTH110  (a name longer than the system takes is none too)
        stop(_no_file(file), code=USAGE)
    session: Session = ctx.obj
    asks = not yes and may_ask(session)
    _import(session, Path(file), sheet, reason, dry_run=dry_run, asks=asks)


def _import(
    session: Session, file: Path, sheet: str, reason: str, *, dry_run: bool, asks: bool
) -> None:
    from zkrc_ledger.book.rating_file import read_ratings
    from zkrc_ledger.cli.recording import Asked, foresee, record
    from zkrc_ledger.rules.imports import import_of
    from zkrc_ledger.rules.requests import RequestRefusedError
    from zkrc_ledger.views import imported as view
    from zkrc_ledger.views.blocks import Line

    found, problems = read_ratings(file, sheet)
    wrong = errors(problems) or ([] if found else [_nothing(file)])
    plans: list[Import] = []

    def ask(before: Before) -> Asked:
        plan = import_of(before.records, before.assessment, found, reason)
        if refused := [*wrong, *plan.problems]:
            if plan.rows and not session.json:
                session.show(view.blocks(plan, before.records, session.tr))
            raise RequestRefusedError(*refused)
        plans.append(plan)
        if plan.rows != plans[0].rows:
            raise RequestRefusedError(_changed_meanwhile())
        return Asked(rows=plan.rows, standing=plan.standing)

    if dry_run or asks:
        foreseen = foresee(session, ask)
        is_all = dry_run or not foreseen.new
        before, folder = foreseen.before, foreseen.book.folder
        session.answer(
            [
                *view.blocks(plans[0], before.records, session.tr),
                *view.effects(before.assessment, foreseen.after, foreseen.new, session.tr),
                *([Line(session.tr("Nothing was recorded."))] if is_all else []),
            ],
            view.tree(plans[0], before.records, folder, session.tr),
        )
        session.report(problems)
        if is_all:
            return
        problems = []
        _ask(session)
    record(session, ask)
    session.report(problems)


def _ask(session: Session) -> None:
    """Stop unless whoever sits at the terminal says yes."""
    with suppress(BackError):
        if ask_yes(session, Text("Record this?")):
            return
    stop(Problem(code="declined", message=Text("Nothing was recorded.")))


def _no_file(file: str) -> Problem:
    return Problem(
        code="no-file",
        message=Text("There is no file {path}.", path=file[:_LONGEST]),
        hint=Text("Check the name and the folder; put it in quotes where it has blanks."),
    )


def _nothing(file: Path) -> Problem:
    return Problem(
        code="no-ratings",
        file=file.name,
        message=Text("There are no ratings in this file."),
        hint=Text("It needs a line of headings, as month,rating, and a row for each month."),
    )


def _changed_meanwhile() -> Problem:
    return Problem(
        code="changed-meanwhile",
        message=Text("The book was changed since this was shown; nothing was recorded."),
        hint=Text("Give the command again."),
    )
