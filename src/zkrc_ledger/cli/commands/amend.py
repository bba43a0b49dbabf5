"""`ledger amend`: extension, termination, changed terms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, Group, new_app
from zkrc_ledger.cli.options import Again, Basis, Note
from zkrc_ledger.cli.slips import Slips
from zkrc_ledger.model.amendments import Change, Extension, Termination
from zkrc_ledger.model.fields import LONGEST_EXTENSION
from zkrc_ledger.model.parse import parse_amount, parse_date, parse_period, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.record import Record
    from zkrc_ledger.model.records import Records

app = new_app(cls=Group)
BASIS_NEEDED = Text("An amendment needs the written agreement or notice it rests on.")


@app.command(
    cls=Command,
    help=N_("Force majeure: the term is extended."),
    epilog='ledger amend extend --days 30 --from 2026-03-01 --basis "…"',
)
def extend(
    ctx: typer.Context,
    *,
    days: Annotated[str, typer.Option(metavar=N_("DAYS"), help=N_("How many days were lost."))],
    start: Annotated[
        str, typer.Option("--from", metavar=N_("DATE"), help=N_("The first day lost."))
    ],
    basis: Basis = "",
    note: Note = "",
    again: Again = False,
) -> None:
    """七.1 Extend the term."""
    slips = Slips()
    asked = Extension(
        id="",
        days=slips.parse(days, _parse_days, 0, "--days"),
        start=slips.parse(start, parse_date, date.min, "--from"),
        basis=slips.basis(basis, BASIS_NEEDED),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked, again=again)


@app.command(
    cls=Command,
    help=N_("The contract ends early; or what was agreed for that."),
    epilog='ledger amend terminate --on 2026-02-10 --settle 200000 --basis "…"',
)
def terminate(
    ctx: typer.Context,
    *,
    on: Annotated[str, typer.Option(metavar=N_("DATE"), help=N_("The last day of service."))],
    settle: Annotated[
        str | None,
        typer.Option(metavar=N_("AMOUNT"), help=N_("What was agreed for the period that is cut.")),
    ] = None,
    basis: Basis = "",
    note: Note = "",
) -> None:
    """四.7 Terminate the contract, or record the amount agreed for the period it cut."""
    slips = Slips()
    asked = Termination(
        id="",
        on=slips.parse(on, parse_date, date.min, "--on"),
        settle=slips.parse(settle, _parse_settlement, None, "--settle"),
        basis=slips.basis(basis, BASIS_NEEDED),
        note=parse_words(note),
    )
    slips.end()
    _record_termination(ctx.obj, asked)


@app.command(
    cls=Command,
    help=N_("A supplemental agreement: changed terms."),
    epilog='ledger amend change price.total=1200000 --from P3 --basis "…"',
)
def change(
    ctx: typer.Context,
    settings: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("KEY=VALUE"), help=N_("Keys of contract.toml and their new values.")
        ),
    ],
    *,
    start: Annotated[
        str, typer.Option("--from", metavar=N_("WHEN"), help=N_("A payment period, or a date."))
    ],
    basis: Basis = "",
    note: Note = "",
) -> None:
    """八.1 Change terms of the contract."""
    from zkrc_ledger.book.key_paths import distinct, read_assignment

    slips = Slips()
    parsed = [slips.parse(one, read_assignment, None) for one in settings]
    changed = tuple(one for one in parsed if one is not None)
    try:
        distinct(changed)
    except Refused as refused:
        slips.add(refused)
    nowhere: str | date = ""
    asked = Change(
        id="",
        start=slips.parse(start, _parse_start, nowhere, "--from"),
        settings=changed,
        basis=slips.basis(basis, BASIS_NEEDED),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked)


def _record(session: Session, asked: Extension | Change, *, again: bool = False) -> None:
    # the core comes with the new rules: --again
    from zkrc_ledger.cli.recording import answer, record

    del again
    answer(session, record(session, "amendments", lambda *_: [asked]))


def _record_termination(session: Session, asked: Termination) -> None:
    # the core comes with the new rules
    from dataclasses import replace

    from zkrc_ledger.cli.recording import answer, record
    from zkrc_ledger.rules.standing import Standing

    def ask(_contract: Contract, records: Records, _today: date) -> Sequence[Record]:
        """An amount for the same day replaces the termination that had none."""
        earlier = [
            one
            for one in Standing(records.amendments).in_effect()
            if isinstance(one, Termination) and one.on == asked.on and one.settle is None
        ]
        if asked.settle is None or not earlier:
            return [asked]
        return [replace(asked, revises=earlier[0].id, reason=asked.basis)]

    answer(session, record(session, "amendments", ask))


def _parse_days(typed: str) -> int:
    days = int(typed) if typed.strip().isdecimal() and len(typed) < 20 else 0  # noqa: PLR2004
    if not 1 <= days <= LONGEST_EXTENSION:
        raise Refused(
            "number",
            Text(
                "A whole number from {least} to {most} is needed here, not {value}.",
                least=1,
                most=LONGEST_EXTENSION,
                value=typed[:20],
            ),
        )
    return days


def _parse_settlement(typed: str) -> Decimal:
    amount = parse_amount(typed)
    if amount < 0:
        raise Refused(
            "money-sign",
            Text("The amount must not be below zero."),
            Text("What party B owes is recorded as a deduction: ledger deduct"),
        )
    return amount


def _parse_start(typed: str) -> str | date:
    """A payment period, or a date."""
    from zkrc_ledger.model.fields import read_start

    period = parse_period(typed)
    return str(read_start(period)) if period.startswith("P") else parse_date(typed)
