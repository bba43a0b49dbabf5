"""The commands that record money, amendments and corrections, and their options."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from zkrc_ledger.cli.framework import Command, Group, Json

Period = Annotated[str, typer.Argument(metavar="PERIOD", help=_("The payment period, as P1."))]
Basis = Annotated[
    str, typer.Option(metavar="TEXT", help=_("What it rests on: an agreement, a notice."))
]
Note = Annotated[str, typer.Option(metavar="TEXT", help=_("Anything else."))]

records = typer.Typer()
amend = typer.Typer(
    cls=Group, no_args_is_help=True, help=_("Record what changes the contract itself.")
)


@records.command("deduct", cls=Command, help=_("Record a breach deduction or damages."))
def deduct(
    ctx: typer.Context,
    period: Period,
    amount: Annotated[
        str | None, typer.Argument(metavar="[AMOUNT]", help=_("Damages, in yuan."))
    ] = None,
    *,
    breach: Annotated[
        bool, typer.Option("--breach", help=_("The contract's percentage of its total."))
    ] = False,
    fees: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help=_("Fees beside the breach deduction."))
    ] = None,
    clause: Annotated[str, typer.Option(metavar="CLAUSE", help=_("The clause it rests on."))] = "",
    claimed: Annotated[
        bool, typer.Option("--claimed", help=_("Claimed only: it does not count until agreed."))
    ] = False,
    basis: Basis = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Record a deduction."""
    from zkrc_ledger.cli.commands import money

    money.deduct(
        ctx.obj,
        period,
        amount,
        breach=breach,
        fees=fees,
        clause=clause,
        claimed=claimed,
        basis=basis,
        note=note,
        json=json,
    )


@records.command("extra", cls=Command, help=_("Record additional work agreed in writing."))
def additional_work(
    ctx: typer.Context,
    period: Period,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help=_("The agreed price, in yuan."))],
    *,
    basis: Basis = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Record additional work."""
    from zkrc_ledger.cli.commands import money

    money.additional_work(ctx.obj, period, amount, basis=basis, note=note, json=json)


@records.command(
    "invoice", cls=Command, help=_("Record an invoice issued, or a red-letter invoice.")
)
def invoice(
    ctx: typer.Context,
    period: Period,
    amount: Annotated[
        str | None,
        typer.Argument(metavar="[AMOUNT]", help=_("In yuan; what is due and not invoiced else.")),
    ] = None,
    *,
    number: Annotated[str, typer.Option(metavar="N", help=_("The invoice number, 20 digits."))],
    date: Annotated[str, typer.Option(metavar="DATE", help=_("The day it was issued."))],
    red: Annotated[
        str | None,
        typer.Option(metavar="ORIGINAL", help=_("A red-letter invoice against this number.")),
    ] = None,
    note: Note = "",
    json: Json = False,
) -> None:
    """Record an invoice."""
    from zkrc_ledger.cli.commands import money

    money.invoice(ctx.obj, period, amount, number=number, day=date, red=red, note=note, json=json)


@records.command("pay", cls=Command, help=_("Record money received, or sent back."))
def pay(
    ctx: typer.Context,
    period: Period,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help=_("In yuan."))],
    *,
    date: Annotated[str, typer.Option(metavar="DATE", help=_("The day it arrived."))],
    ref: Annotated[str, typer.Option(metavar="TEXT", help=_("The bank's reference."))] = "",
    returned: Annotated[bool, typer.Option("--returned", help=_("Money sent back."))] = False,
    note: Note = "",
    json: Json = False,
) -> None:
    """Record a payment."""
    from zkrc_ledger.cli.commands import money

    money.pay(ctx.obj, period, amount, day=date, ref=ref, returned=returned, note=note, json=json)


RecordName = Annotated[
    str, typer.Argument(metavar="RECORD", help=_("The record: its id, FILE:LINE, or a month."))
]


@records.command("confirm", cls=Command, help=_("Record that a claimed deduction is agreed."))
def confirm(
    ctx: typer.Context, record: RecordName, *, basis: Basis = "", json: Json = False
) -> None:
    """Confirm a claimed deduction."""
    from zkrc_ledger.cli.commands import correct

    correct.confirm(ctx.obj, record, basis=basis, json=json)


@records.command("void", cls=Command, help=_("Take a record back, leaving it readable."))
def void(
    ctx: typer.Context,
    record: RecordName,
    *,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Why it does not hold."))],
    json: Json = False,
) -> None:
    """Take a record back."""
    from zkrc_ledger.cli.commands import correct

    correct.void(ctx.obj, record, reason=reason, json=json)


@amend.command(cls=Command, help=_("Force majeure: the term is extended."))
def extend(
    ctx: typer.Context,
    *,
    days: Annotated[int, typer.Option(metavar="N", help=_("How many days were lost."))],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=_("The first day lost."))],
    basis: Basis = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Extend the term."""
    from zkrc_ledger.cli.commands import amend as command

    command.extend(ctx.obj, days=days, start=start, basis=basis, note=note, json=json)


@amend.command(cls=Command, help=_("The contract ends early; or what was agreed for that."))
def terminate(
    ctx: typer.Context,
    *,
    on: Annotated[str, typer.Option(metavar="DATE", help=_("The last day of service."))],
    settle: Annotated[
        str | None,
        typer.Option(metavar="AMOUNT", help=_("What was agreed for the period that is cut.")),
    ] = None,
    basis: Basis = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Terminate the contract."""
    from zkrc_ledger.cli.commands import amend as command

    command.terminate(ctx.obj, on=on, settle=settle, basis=basis, note=note, json=json)


@amend.command(cls=Command, help=_("A supplemental agreement: changed terms."))
def change(
    ctx: typer.Context,
    settings: Annotated[
        list[str],
        typer.Argument(metavar="KEY=VALUE…", help=_("Keys of contract.toml and their new values.")),
    ],
    *,
    start: Annotated[
        str, typer.Option("--from", metavar="WHEN", help=_("A payment period, or a date."))
    ],
    basis: Basis = "",
    note: Note = "",
    json: Json = False,
) -> None:
    """Change terms of the contract."""
    from zkrc_ledger.cli.commands import amend as command

    command.change(ctx.obj, settings, start=start, basis=basis, note=note, json=json)


records.add_typer(amend, name="amend")
