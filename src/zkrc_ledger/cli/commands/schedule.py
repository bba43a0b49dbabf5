"""`ledger schedule`: service months, evaluation cycles, payment periods, request deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zkrc_ledger.cli.session import Session


def run(session: Session, *, json: bool) -> None:
    """Show the schedule."""
    from zkrc_ledger.rules.clauses.annex1_7_final_rating import ratings_in_effect
    from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import terms_of
    from zkrc_ledger.rules.schedule import schedule_under

    contract, records = session.sound(session.read(), session.today())
    terms = terms_of(contract, records.amendments)
    schedule = schedule_under(terms)
    in_effect, _ = ratings_in_effect(records.ratings)
    if json:
        from zkrc_ledger.views.json import schedule_tree

        session.show_json(schedule_tree(terms, schedule, in_effect))
    else:
        from zkrc_ledger.views.schedule import schedule_blocks

        session.show(schedule_blocks(terms, schedule, in_effect, session.tr))
