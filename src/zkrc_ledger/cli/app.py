"""The table of commands, and the options that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Entry, LazyGroup, new_app, show_help
from zkrc_ledger.cli.stop import REFUSED, Stop, stop
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.cli.session import Session


class Ledger(LazyGroup):
    """Every command, in the order of the work."""

    package = "zkrc_ledger.cli.commands"
    sections = (
        (
            N_("Look"),
            (
                Entry("due", N_("Show the amount due, for one payment period or all.")),
                Entry("status", N_("Show where each period stands, and what to do next.")),
                Entry(
                    "schedule",
                    N_("List service months, evaluation cycles, payment periods and deadlines."),
                ),
                Entry("check", N_("Report all problems in the contract and the records.")),
                Entry("forecast", N_("Show the lowest and the highest outcome, and what if.")),
                Entry("readings", N_("Show where the contract's wording leaves room.")),
                Entry("portfolio", N_("Show every contract under a folder, a line each.")),
                Entry("history", N_("Show who recorded what, when, and what became of it.")),
            ),
        ),
        (
            N_("Record"),
            (
                Entry("rate", N_("Record the ratings of service months.")),
                Entry("import", N_("Record the ratings of a workbook or a CSV file.")),
                Entry("deduct", N_("Record a breach deduction, fees or damages.")),
                Entry("confirm", N_("Record that a claimed deduction is agreed.")),
                Entry("extra", N_("Record additional work agreed in writing.")),
                Entry("amend", N_("Record what changes the contract itself.")),
                Entry("void", N_("Take a record back, leaving it readable.")),
            ),
        ),
        (
            N_("Settle"),
            (
                Entry("invoice", N_("Record an invoice issued, or a red-letter invoice.")),
                Entry("pay", N_("Record money received, or sent back.")),
                Entry("offset", N_("Set off an overpayment or a debt against another period.")),
                Entry("mark", N_("Record an event of a payment period.")),
            ),
        ),
        (
            N_("Share"),
            (
                Entry("export", N_("Write it for Word, Excel, a browser or another program.")),
                Entry("pack", N_("Write everything that goes with a payment into a folder.")),
                Entry("compare", N_("Compare this book with the other party's.")),
                Entry("accept", N_("Take what was changed outside the ledger into the journal.")),
            ),
        ),
        (N_("Set up"), (Entry("init", N_("Begin a new book.")),)),
        (N_("Help"), (Entry("help", N_("Show the help of a command.")),)),
    )


ledger = new_app(
    cls=Ledger,
    help=N_("What may be invoiced under a service contract, and why."),
    epilog="ledger due P1 --explain",
)


def _help(ctx: typer.Context, *, value: bool) -> None:
    if value:
        show_help(ctx)
        raise typer.Exit


def _install_completion(ctx: typer.Context, *, value: bool) -> None:
    if value:
        from zkrc_ledger.cli.completion_script import install

        install(ctx.obj)
        raise typer.Exit


def _show_completion(ctx: typer.Context, *, value: bool) -> None:
    if value:
        from zkrc_ledger.cli.completion_script import show

        show(ctx.obj)
        raise typer.Exit


@ledger.callback()
def options(
    ctx: typer.Context,
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=N_("Show the version and the last year of the working-day calendar.")
        ),
    ] = False,
    contract: Annotated[
        str | None,
        typer.Option(
            metavar=N_("PATH"),
            help=N_("The contract.toml, or its folder; else LEDGER_CONTRACT, else the nearest."),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar=N_("DATE"), help=N_("What day it is; else LEDGER_TODAY, else the clock.")
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="en|zh", help=N_("The language; else LEDGER_LANG, else the locale.")),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            is_eager=True,
            callback=_install_completion,
            help=N_("Let the Tab key complete commands, months and numbers; a shell may follow."),
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            is_eager=True,
            callback=_show_completion,
            help=N_("Show what that installs: bash, zsh, fish or powershell."),
        ),
    ] = False,
    help: Annotated[  # noqa: A002  (its name as an option)
        bool,
        typer.Option(
            "--help", "-h", is_eager=True, callback=_help, help=N_("Show this help and exit.")
        ),
    ] = False,
) -> None:
    """Answer what is asked of no command; the framework has taken the shared options."""
    del contract, as_of, lang, json, help, install_completion, show_completion
    session: Session = ctx.obj
    if version:
        _show_version(session)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        _overview(ctx)
        raise typer.Exit


def _overview(ctx: typer.Context) -> None:
    """What stands open and what to type next, above the table of commands; or why it is unknown."""
    from zkrc_ledger.cli.help_page import commands
    from zkrc_ledger.views import overview
    from zkrc_ledger.views.blocks import Line

    session: Session = ctx.obj
    try:
        file = session.contract_file()
        assessment = session.assessment()
    except Stop as stopped:
        if not session.json:
            session.show([*commands(ctx, session.tr), Line()], wrapped=True)
            if stopped.code == REFUSED:
                stop(_broken(file, len(stopped.problems)))
        raise
    if session.json:
        session.show_json(overview.tree(assessment, file.parent, session.tr))
        return
    more = Line(session.tr("More of a command, with an example: ledger help COMMAND"))
    drawn = overview.blocks(assessment, file.parent, session.tr)
    session.show([*drawn, *commands(ctx, session.tr), Line(), more], wrapped=True)


def _broken(file: Path, count: int) -> Problem:
    return Problem(
        code="unsound",
        message=Text(
            "The book in {folder} has errors: {count}.", folder=str(file.parent), count=count
        ),
        hint=Text("See each, and what to do: ledger check"),
    )


def _show_version(session: Session) -> None:
    from chinese_calendar.constants import holidays

    from zkrc_ledger import __version__
    from zkrc_ledger.views.blocks import Line

    year = max(day.year for day in holidays)
    if session.json:
        session.show_json({"version": __version__, "calendar_until": year})
    else:
        said = session.tr(
            "ledger {version}; working-day calendar until {year}", version=__version__, year=year
        )
        session.show([Line(said)])
