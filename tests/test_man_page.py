"""The manual pages are what the table of commands makes."""

from __future__ import annotations

import pytest

from tests.support import PROJECT
from zkrc_ledger.cli.app import Ledger
from zkrc_ledger.cli.man_page import man_page
from zkrc_ledger.locale import CatalogueTranslator

PAGES = {"en": "docs/man/ledger.1", "zh": "docs/man/zh_CN/ledger.1"}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_what_the_code_makes(language: str, request: pytest.FixtureRequest) -> None:
    """The committed page is up to date; `pytest --update-goldens` makes it so."""
    path = PROJECT / PAGES[language]
    made = man_page(CatalogueTranslator(language)).encode()
    if request.config.getoption("--update-goldens", default=False):
        path.write_bytes(made)
    assert path.read_bytes() == made


def test_every_command_is_in_it() -> None:
    """Each command of the table, and each below it, has its section."""
    page = man_page(CatalogueTranslator("en"))
    names = [entry.name for _, entries in Ledger.sections for entry in entries]
    for name in (*names, "amend extend", "amend terminate", "amend change"):
        assert f"\n.SS ledger {name}" in page
    assert "\n.B \\-\\-explain\nShow where every figure comes from" in page
