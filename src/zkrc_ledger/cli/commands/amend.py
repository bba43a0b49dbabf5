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
from zkrc_ledger.model.key_path import parse_assignment
from zkrc_ledger.model.parse import parse_amount, parse_date, parse_period, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session
    from zkrc_ledger.model.amendments import Amendment

app = new_app(cls=Group, epilog='ledger amend extend --days 30 --from 2026-03-01 --basis "…"')
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
    slips = Slips()
    changed: dict[str, object] = {}
    nowhere: str | date = "P1"
    for one in settings:
        nothing: tuple[str, object] = ("", "")
        key, value = slips.parse(one, parse_assignment, nothing)
        if key in changed and changed[key] != value:
            slips.add(
                Refused(
                    "setting-twice",
                    Text("{key} is changed twice in one amendment.", key=key),
                    Text("Keep the value that was agreed."),
                )
            )
        changed[key] = value
    asked = Change(
        start=slips.parse(start, _parse_start, nowhere, "--from"),
        set=changed,
        basis=slips.basis(basis, BASIS_NEEDED),
        note=parse_words(note),
    )
    slips.end()
    _record(ctx.obj, asked, again=None)


def _record(session: Session, asked: Amendment, *, again: bool | None) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.requests import once

    def ask(before: Before) -> Asked:
        before.sound()
        return Asked(rows=[once(before.records.amendments, asked, again=again)])

    record(session, ask)


def _record_termination(session: Session, asked: Termination) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.requests import once, settled_later

    def ask(before: Before) -> Asked:
        before.sound()
        amendments = before.records.amendments
        return Asked(rows=[settled_later(amendments, once(amendments, asked, again=None))])

    record(session, ask)


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
