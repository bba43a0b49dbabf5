"""`ledger schedule`: service months, evaluation cycles, payment periods, request deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from zkrc_ledger.cli.framework import Command, new_app

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session

app = new_app()


@app.command(cls=Command, epilog="ledger schedule --json")
def schedule(ctx: typer.Context) -> None:
    """Show the schedule."""
    _show(ctx.obj)


def _show(session: Session) -> None:
    # the core comes with the new rules
    from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
    from zkrc_ledger.rules.schedule import schedule_under

    contract, records = session.sound(session.book(), session.today())
    terms = terms_of(contract, records.amendments)
    planned = schedule_under(terms)
    in_effect, _ = ratings_in_effect(records.ratings)
    if session.json:
        from zkrc_ledger.views.json import schedule_tree

        session.show_json(schedule_tree(terms, planned, in_effect))
    else:
        from zkrc_ledger.views.schedule import schedule_blocks

        session.show(schedule_blocks(terms, planned, in_effect, session.tr))
