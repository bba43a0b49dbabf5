"""`ledger export` writes the workbook and the journals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support import Desk


@pytest.mark.parametrize(
    ("format_", "name", "begins"),
    [("xlsx", "x.xlsx", b"PK"), ("beancount", "x", b"; ZKRC"), ("hledger", "x", b"; ZKRC")],
)
def test_each_is_written_and_final_refuses_a_draft(
    desk: Desk, format_: str, name: str, begins: bytes
) -> None:
    """A period, or all; with --final nothing is written of what is not final."""
    assert desk.ledger("export", format_, "P1", "--final", "-o", name).code == 1
    assert not (desk.folder / name).exists()
    assert desk.ledger("export", format_, "P1", "-o", name).code == 0
    assert desk.read(name).startswith(begins)
    assert desk.ledger("export", format_, "-o", name, "--force").code == 0
