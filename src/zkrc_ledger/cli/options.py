"""Arguments and options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from zkrc_ledger.cli.framework import N_

Period = Annotated[str, typer.Argument(metavar=N_("PERIOD"), help=N_("The payment period, as P1."))]
PeriodOrAsked = Annotated[
    str | None,
    typer.Argument(
        metavar=N_("PERIOD"), help=N_("The payment period, as P1. [required; a terminal asks]")
    ),
]
Amount = Annotated[str, typer.Argument(metavar=N_("AMOUNT"), help=N_("In yuan."))]
RecordName = Annotated[
    str,
    typer.Argument(
        metavar=N_("RECORD"),
        help=N_("The record: its id, a month, an invoice number, or FILE:LINE."),
    ),
]
Basis = Annotated[
    str,
    typer.Option(metavar=N_("TEXT"), help=N_("What it rests on: an agreement, a notice.")),
]
Note = Annotated[str, typer.Option(metavar=N_("TEXT"), help=N_("Anything else."))]
Clause = Annotated[str, typer.Option(metavar=N_("CLAUSE"), help=N_("The clause it rests on."))]
Revise = Annotated[
    str | None,
    typer.Option(metavar=N_("REASON"), help=N_("Replace what was recorded, and say why.")),
]
Again = Annotated[
    bool,
    typer.Option("--again", help=N_("Record it although the same is recorded already.")),
]
