"""The commands and their options. Imported once the language is chosen, for its help texts.

Each command's own module is imported only when that command runs.
"""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import Command, Group, Json
from zkrc_ledger.cli.record_commands import records

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session


app = typer.Typer(
    name="ledger",
    cls=Group,
    help=_("What may be invoiced under a service contract, and why."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def options(
    ctx: typer.Context,
    *,
    contract: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            help=_("The contract.toml, or its folder; else LEDGER_CONTRACT, else the nearest."),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=_("What day it is; else LEDGER_TODAY, else the clock.")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(metavar="en|zh", help=_("The language; else LEDGER_LANG, else the locale.")),
    ] = None,
) -> None:
    """Take the options that stand before the command; main has acted on --lang already."""
    del lang
    session: Session = ctx.obj
    ctx.obj = replace(session, contract=contract, as_of=as_of)


@app.command(
    cls=Command, help=_("List service months, evaluation cycles, payment periods and deadlines.")
)
def schedule(ctx: typer.Context, *, json: Json = False) -> None:
    """List the schedule."""
    from zkrc_ledger.cli.commands import schedule as command

    command.run(ctx.obj, json=json)


@app.command(cls=Command, help=_("Record the rating of a service month."))
def rate(
    ctx: typer.Context,
    month: Annotated[
        str, typer.Argument(metavar="MONTH", help=_("The service month, as 2025-09."))
    ],
    rating: Annotated[
        str,
        typer.Argument(metavar="RATING", help=_("The rating, in full, as the contract has it.")),
    ],
    *,
    proposed: Annotated[
        bool, typer.Option("--proposed", help=_("Not yet passed by the meeting."))
    ] = False,
    approved_on: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("The day the meeting passed it."))
    ] = None,
    basis: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What it rests on: minutes, a form."))
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("Anything else."))] = "",
    revise: Annotated[
        str | None,
        typer.Option(metavar="REASON", help=_("Replace an earlier rating, and say why.")),
    ] = None,
    json: Json = False,
) -> None:
    """Record a rating."""
    from zkrc_ledger.cli.commands import rate as command

    asked = command.asked_rating(
        month,
        rating,
        proposed=proposed,
        approved_on=approved_on,
        basis=basis,
        note=note,
        revise=revise,
    )
    command.run(ctx.obj, asked, json=json)


@app.command(cls=Command, help=_("Show the amount due, for one payment period or all."))
def due(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(metavar="[PERIOD]", help=_("The payment period, as P1; all without it.")),
    ] = None,
    *,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=_("Show where every figure comes from: clause, record, arithmetic.")
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Show the amount due."""
    from zkrc_ledger.cli.commands import due as command

    command.run(ctx.obj, period, explain=explain, json=json)


@app.command(
    cls=Command, help=_("Tell every problem in the contract and the records, all at once.")
)
def check(ctx: typer.Context, *, json: Json = False) -> None:
    """Check the book."""
    from zkrc_ledger.cli.commands import check as command

    raise typer.Exit(command.run(ctx.obj, json=json))


app.add_typer(records)


@app.command(cls=Command, help=_("Show where each period stands, and what to do next."))
def status(ctx: typer.Context, *, json: Json = False) -> None:
    """Show the status."""
    from zkrc_ledger.cli.commands import overview

    overview.status(ctx.obj, json=json)


@app.command(cls=Command, help=_("Show the lowest and the highest outcome, and what if."))
def forecast(
    ctx: typer.Context,
    *,
    assume: Annotated[
        list[str] | None,
        typer.Option(metavar="WHAT", help=_("MONTH=RATING, breach, or breach=PERIOD.")),
    ] = None,
    json: Json = False,
) -> None:
    """Show the forecast."""
    from zkrc_ledger.cli.commands import overview

    overview.forecast(ctx.obj, assume or [], json=json)


@app.command(cls=Command, help=_("Show where the contract's wording leaves room."))
def readings(ctx: typer.Context, *, json: Json = False) -> None:
    """Show the readings."""
    from zkrc_ledger.cli.commands import overview

    overview.readings(ctx.obj, json=json)


@app.command(cls=Command, help=_("Show who recorded what, when, and what became of it."))
def history(ctx: typer.Context, *, json: Json = False) -> None:
    """Show the history."""
    from zkrc_ledger.cli.commands import overview

    overview.history(ctx.obj, json=json)


@app.command(cls=Command, help=_("Take what was changed outside the ledger into the journal."))
def accept(
    ctx: typer.Context,
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Why it was changed."))],
    json: Json = False,
) -> None:
    """Accept outside changes."""
    from zkrc_ledger.cli.commands import trust

    trust.accept(ctx.obj, reason=reason, json=json)


@app.command(cls=Command, help=_("Compare this book with the other party's."))
def compare(
    ctx: typer.Context,
    other: Annotated[
        str, typer.Argument(metavar="OTHER_BOOK", help=_("The other contract.toml, or its folder."))
    ],
    *,
    json: Json = False,
) -> None:
    """Compare two books."""
    from zkrc_ledger.cli.commands import trust

    trust.compare(ctx.obj, other, json=json)
