"""A book as values: the contract, its file as a tree, every row, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from zkrc_ledger.model.contract import Contract
    from zkrc_ledger.model.problem import Problem
    from zkrc_ledger.model.record import Record


@value_class()
class Book:
    """What one look at a book's files found. `contract` is None where its file has an error.

    `tree` is contract.toml as TOML has it: amendments are merged into it. `parts` are its sound
    parts by key. `rows` are in no order that means anything. `outside` tells what was changed
    other than by the ledger.
    """

    contract_file: Path
    contract: Contract | None
    tree: Mapping[str, Any]
    parts: Mapping[str, Any]
    rows: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: tuple[OutsideChange, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that holds the contract file and the records."""
        return self.contract_file.parent


@value_class()
class OutsideChange:
    """A change made other than by the ledger: the notice of it, and whose subject it concerns.

    `subject` is empty for a contract term, which concerns every figure. `form_only`: what the
    file says is the same.
    """

    problem: Problem
    file: str
    subject: tuple[str, ...] = ()
    period: str = ""
    form_only: bool = False
