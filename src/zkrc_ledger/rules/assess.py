"""A book, resolved once: terms, schedule, records in effect, settlement, stages, problems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import errors
from zkrc_ledger.model.value import value_class
from zkrc_ledger.rules.checks.amendments import amendment_problems
from zkrc_ledger.rules.checks.contract import contract_problems
from zkrc_ledger.rules.checks.money import money_problems
from zkrc_ledger.rules.checks.ratings import rating_problems
from zkrc_ledger.rules.checks.suspicious import suspicious_records
from zkrc_ledger.rules.clauses.annex1_7_final_rating import with_evidence
from zkrc_ledger.rules.clauses.art8_1_supplemental_agreement import UnmergedError, resolve_terms
from zkrc_ledger.rules.in_effect import in_effect, row_problems
from zkrc_ledger.rules.schedule import build_schedule
from zkrc_ledger.rules.settlement import settle
from zkrc_ledger.rules.stages import stages_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from zkrc_ledger.model.book import Book, OutsideChange
    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.schedule import Schedule
    from zkrc_ledger.model.settlement import Settlement
    from zkrc_ledger.model.terms import Terms
    from zkrc_ledger.rules.in_effect import InEffect
    from zkrc_ledger.rules.stages import PeriodStage


class UnsoundError(Exception):
    """A book with errors cannot be assessed; `problems` has all of them, and the notices."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(errors(problems))} errors in the book")
        self.problems = tuple(problems)


@value_class()
class Assessment:
    """Everything there is to say of a book on a day. Every answer is read from here.

    `terms` are as amended; `records` are those in effect, with every version of each;
    `settlement` holds the schedule, and what was invoiced and received beside what is due;
    `stages` tell for each period how far it has come and what to do next. `problems` are
    notices: a book with errors has no assessment.
    """

    today: date
    terms: Terms
    records: InEffect
    settlement: Settlement
    stages: tuple[PeriodStage, ...]
    problems: tuple[Problem, ...]
    outside: tuple[OutsideChange, ...]

    @property
    def contract(self) -> Contract:
        """The contract with every amendment in it."""
        return self.terms.contract

    @property
    def schedule(self) -> Schedule:
        """Service months, evaluation cycles and payment periods, as amended."""
        return self.settlement.schedule


def assess(book: Book, today: date) -> Assessment:
    """Assess a book as of `today`, which decides stages and what is overdue, and hides no record.

    Raises `UnsoundError` with every problem where one of them is an error.
    """
    records = in_effect(book.rows)
    name = book.contract_file.name
    contract_found = contract_problems(book.parts)
    problems = [
        *book.problems,
        *(replace(one, file=name) for one in contract_found),
        *row_problems(records),
        *(one.problem for one in book.outside),
    ]
    if book.contract is None or errors(contract_found):
        raise UnsoundError(problems)
    try:
        terms = resolve_terms(book.contract, book.tree, records.amendments)
        amended = amendment_problems(book.contract, terms, records.amendments)
    except UnmergedError as error:
        raise UnsoundError([*problems, *error.problems]) from None
    problems += amended
    if errors(amended):
        raise UnsoundError(problems)
    records = replace(records, ratings=with_evidence(records.ratings, terms.contract))
    schedule = build_schedule(terms, records.accounts)
    found = [
        *rating_problems(terms, schedule, records, today),
        *money_problems(terms, schedule, records),
    ]
    # beside rows that were not understood, what is missing is no news
    problems += errors(found) if errors(problems) else found
    if errors(problems):
        raise UnsoundError(problems)
    settlement = settle(terms, schedule, records, today)
    assessment = Assessment(
        today=today,
        terms=terms,
        records=records,
        settlement=settlement,
        stages=stages_of(terms, settlement),
        problems=(),
        outside=book.outside,
    )
    problems += suspicious_records(assessment)
    return replace(assessment, problems=tuple(problems))
