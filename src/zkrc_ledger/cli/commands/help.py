"""`ledger help`: the help of a command, or of all."""

from __future__ import annotations

from typing import Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app

app = new_app()


@app.command("help", cls=Command, epilog="ledger help due")
def help_(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("COMMAND"), help=N_("The command; all without it.")),
    ] = None,
) -> None:
    """Show help, as --help does."""
    root = ctx.find_root().command
    with root.make_context("ledger", [*(names or []), "--help"], obj=ctx.obj) as asked:
        root.invoke(asked)
