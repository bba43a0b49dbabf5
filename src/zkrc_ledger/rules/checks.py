"""Every check of a sound contract's records, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import errors
from zkrc_ledger.rules.amendment_checks import amendment_problems
from zkrc_ledger.rules.money_checks import money_problems
from zkrc_ledger.rules.record_checks import record_problems, unrated_months

if TYPE_CHECKING:
    from datetime import date

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.records import Records


def all_problems(
    contract: Contract, records: Records, today: date, *, readable: bool = True
) -> list[Problem]:
    """Every problem of the records under a sound contract, as of `today`.

    What can only be told once everything before it is sound is told then; `readable` says
    whether every row of the book's files could be read.
    """
    problems = contradictions(contract, records, today)
    if errors(problems) or not readable:
        return problems
    from zkrc_ledger.rules.guards import guard_notices  # commands that only show need none

    return [
        *problems,
        *unrated_months(contract, records, today),
        *guard_notices(contract, records, today),
    ]


def contradictions(contract: Contract, records: Records, today: date) -> list[Problem]:
    """What is wrong with the records in themselves: every error, and notices found with them."""
    problems = amendment_problems(contract, records.amendments)
    if errors(problems):
        return problems
    problems += record_problems(contract, records, today)
    problems += money_problems(contract, records)
    return problems
