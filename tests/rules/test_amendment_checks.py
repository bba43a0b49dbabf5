"""Every problem of the amendments: what was agreed, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from zkrc_ledger.rules.amendment_checks import amendment_problems

from tests.english import english
from tests.rules.amendment_cases import BAD, SOUND
from tests.rules.deeds import change, extension, records, termination
from tests.support import AFTER_ALL
from zkrc_ledger.model.contract import Installment
from zkrc_ledger.rules.checks import all_problems

if TYPE_CHECKING:
    from zkrc_ledger.model.amendments import Amendment
    from zkrc_ledger.model.contract import Contract


@pytest.mark.parametrize("amendments", SOUND.values(), ids=SOUND)
def test_what_can_be_agreed_is_not_complained_of(
    contract: Contract, amendments: tuple[Amendment, ...]
) -> None:
    """Amendments that fit the contract and each other are sound, and everything can be told."""
    assert amendment_problems(contract, amendments) == []
    codes = {one.code for one in all_problems(contract, records(None, *amendments), AFTER_ALL)}
    assert codes <= {"unrated", "deadline-passed"}


@pytest.mark.parametrize(("amendments", "code", "line", "message", "hint"), BAD.values(), ids=BAD)
def test_each_problem_of_the_amendments_is_named(
    contract: Contract,
    amendments: tuple[Amendment, ...],
    code: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    """What does not fit is said with its place, what is wrong and what to do, and nothing else."""
    (problem,) = amendment_problems(contract, amendments)
    assert (problem.severity, problem.code) == ("error", code)
    assert (problem.file, problem.line) == ("amendments.toml", line)
    assert english(problem.message) == message
    assert english(problem.hint) == hint
    assert all_problems(contract, records(None, *amendments), AFTER_ALL) == [problem]


def test_two_extensions_that_say_the_same_are_flagged_and_both_count(contract: Contract) -> None:
    """七.1: five days lost twice from one day on are noticed, never merged."""
    twice = (extension("S-1", 5, "2026-03-01"), extension("S-2", 5, "2026-03-01"))
    (notice,) = amendment_problems(contract, twice)
    assert (notice.severity, notice.code, notice.line) == ("notice", "entered-twice", 2)
    assert english(notice.message) == "S-1 and S-2 say the same; both count."
    assert english(notice.hint) == (
        "If it happened once, take one back: ledger void S-2 --reason TEXT"
    )


def test_an_amendment_from_no_file_has_no_place(contract: Contract) -> None:
    """An amendment that is not written yet is complained of without file and line."""
    asked = (
        replace(termination("S-1", "2026-08-08"), place=None),
        replace(change("S-2", "P1", **{"price.total": 1, "price.in_words": "壹元整"}), place=None),
    )
    for one in asked:
        (problem,) = amendment_problems(contract, (one,))
        assert (problem.file, problem.line) == (None, None)


def test_a_period_beyond_the_calendar_is_refused_like_any_other(contract: Contract) -> None:
    """P999 of a contract with periods of ten years would begin in the year 12005; none such is."""
    decade = replace(
        contract,
        term=replace(contract.term, months=120, end=date(2035, 8, 7)),
        evaluation_cycle=replace(contract.evaluation_cycle, months=12),
        payment_period=replace(
            contract.payment_period,
            cycles=10,
            installments=(Installment(amount=contract.price.total),),
        ),
    )
    slip = change("S-1", "P999", **{"breach.percent": 20})
    (problem,) = amendment_problems(decade, (slip,))
    assert problem.code == "change-start"
    assert english(problem.hint) == "The payment periods are: P1 … P1."
