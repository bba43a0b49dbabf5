"""The real contract file with other words in it, and what is then said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.english import english
from tests.support import REAL_CONTRACT
from zkrc_ledger.book.contract_file import read_contract
from zkrc_ledger.rules.checks.contract import contract_problems

if TYPE_CHECKING:
    from zkrc_ledger.model.problem import Problem

TEXT = REAL_CONTRACT.read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The real contract file with other words in it; each old one stands there once."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def problems_of(content: str | bytes) -> list[Problem]:
    """Every problem of a contract.toml of this content: its keys, and what contradicts what."""
    data = content if isinstance(content, bytes) else content.encode()
    contract, _, parts, problems = read_contract(data, "contract.toml")
    assert (contract is None) == bool(problems)
    assert all((one.file, one.severity) == ("contract.toml", "error") for one in problems)
    return [*problems, *contract_problems(parts)]


def said(problem: Problem) -> tuple[str, str | None, str]:
    """A problem's code, key and English message."""
    return problem.code, problem.key, english(problem.message)


def hint(problem: Problem) -> str:
    """A problem's English hint."""
    return english(problem.hint)
