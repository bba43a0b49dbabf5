"""`ledger deduct`: records a breach deduction, its fees, or damages (四.7, 四.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zkrc_ledger.cli.framework import N_, Command, new_app
from zkrc_ledger.cli.options import Again, Basis, Clause, Note, Period
from zkrc_ledger.cli.slips import Slips, in_order, is_amount, is_period
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.parse import parse_period, parse_positive_amount, parse_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.records import Adjustment
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from zkrc_ledger.cli.recording import Before
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog='ledger deduct P2 --breach --fees 8000 --basis "…"')
def deduct(
    ctx: typer.Context,
    period: Period,
    amount: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("AMOUNT"),
            help=N_("Damages, in yuan; with --breach the sum agreed or awarded instead."),
        ),
    ] = None,
    *,
    breach: Annotated[
        bool, typer.Option("--breach", help=N_("The contract's percentage of its total."))
    ] = False,
    fees: Annotated[
        str | None,
        typer.Option(metavar=N_("AMOUNT"), help=N_("Lawyer's, notary's and preservation fees.")),
    ] = None,
    clause: Clause = "",
    claimed: Annotated[
        bool, typer.Option("--claimed", help=N_("Claimed only: it does not count until agreed."))
    ] = False,
    basis: Basis = "",
    note: Note = "",
    again: Again = False,
) -> None:
    """Record a deduction: agreed with a basis, claimed without one."""
    in_order(ctx.obj, (period, amount), PERIOD=is_period, AMOUNT=is_amount)
    slips = Slips()
    sum_ = slips.parse(amount, parse_positive_amount, None)
    beside = slips.parse(fees, parse_positive_amount, None, "--fees")
    if not breach and (amount is None) == (fees is None):
        slips.add(
            Refused(
                "breach-or-amount",
                Text("A deduction is --breach, an amount of damages, or --fees."),
                Text("Fees stand alone or beside --breach: ledger deduct P2 --breach --fees 8000."),
            )
        )
    id_ = slips.parse(period, parse_period, "")
    slips.end()
    kinds: list[tuple[str, Decimal | None]] = []
    if breach or sum_ is not None:
        kinds.append(("breach" if breach else "damages", sum_))
    if beside is not None:
        kinds.append(("fees", beside))
    asked = [
        Adjustment(
            period=id_,
            kind=kind,
            amount=value,
            stage="agreed" if parse_words(basis) and not claimed else "claimed",
            clause=normal(clause),
            basis=parse_words(basis),
            note=parse_words(note),
        )
        for kind, value in kinds
    ]
    _record(ctx.obj, asked, again=again)


def _record(session: Session, asked: Sequence[Adjustment], *, again: bool) -> None:
    from zkrc_ledger.cli.recording import Asked, record
    from zkrc_ledger.rules.bookings import held_against_term
    from zkrc_ledger.rules.requests import once, with_clause

    def ask(before: Before) -> Asked:
        sound = before.sound()
        held = [held_against_term(sound, with_clause(sound.contract, one)) for one in asked]
        return Asked(rows=[once(before.records.adjustments, one, again=again) for one in held])

    record(session, ask)
