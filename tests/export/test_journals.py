"""The journals: they balance, assert what the settlement says, and the programs accept them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.english import ENGLISH
from tests.export.cases import CASES, case
from tests.export.programs import program
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.views.export import beancount, hledger
from zkrc_ledger.views.export.postings import journal

if TYPE_CHECKING:
    from pathlib import Path

    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.postings import Journal

ZH = CatalogueTranslator("zh")
# the full year by hand, from examples/full-year/README.md; what party B gained is negative
FULL_YEAR = {
    "Assets:Bank": "956980.50",
    "Assets:Offsets": "0.00",
    "Assets:Receivable:P1": "0.00",
    "Assets:Receivable:P2": "0.00",
    "Assets:Receivable:P3": "0.00",
    "Expenses:Breach": "349920.00",
    "Expenses:Fees": "6000.00",
    "Income:AdditionalWork": "-26500.50",
    "Income:Deductions": "30000.00",
    "Income:Installments": "-1166400.00",
    "Income:Rewards": "-150000.00",
}


def kept(assessment: Assessment) -> Journal:
    return journal(assessment, assessment.settlement.periods, ENGLISH)


def booked(a_journal: Journal) -> dict[str, Decimal]:
    """What the entries bring each account to."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in a_journal.entries:
        for posting in entry.postings:
            sums[posting.account] += posting.amount
    return sums


def test_the_full_year_by_hand() -> None:
    """The example comes to its figures, account by account."""
    assert {k: f"{v:.2f}" for k, v in kept(case("the full year")).balances.items()} == FULL_YEAR


@pytest.mark.parametrize("name", CASES)
def test_every_entry_balances_and_the_accounts_are_the_settlements(name: str) -> None:
    """Each entry sums to nothing, and together they are what the settlement's own sums say."""
    assessment = case(name)
    a_journal = kept(assessment)
    for entry in a_journal.entries:
        assert sum(posting.amount for posting in entry.postings) == 0, entry
        assert entry.day < a_journal.asserted_on
    assert booked(a_journal) == a_journal.balances
    for one in assessment.settlement.periods:
        if one.outstanding is not None:
            assert a_journal.balances[f"Assets:Receivable:{one.period.id}"] == one.outstanding


def test_tax_is_no_revenue() -> None:
    """448,800.00 at 6% hold 25,403.77 of tax; on top of 448,800.00 it is 26,928.00."""
    for name, within, owed in (
        ("with tax", "Income:TaxIncluded", "25403.77"),
        ("tax on top", None, "26928.00"),
    ):
        settlement = case(name).settlement
        found = journal(case(name), settlement.periods[:1], ENGLISH).balances
        # P1: 388,800 + 30,000 + 20,000 + 10,000 = 448,800
        assert found["Liabilities:OutputTax"] == -Decimal(owed)
        if within:
            assert found[within] == Decimal(owed)


def test_what_is_not_final_is_pending_and_says_so() -> None:
    """An open period's entry is marked !, and the file says that it is a draft."""
    assessment = case("proposed")
    for text in written(assessment):
        assert re.search(r"^2025-12-07 ! ", text, re.MULTILINE)
        assert "Draft, for checking only, not a basis for payment" in text
    for text in written(case("the full year")):
        assert " ! " not in text
        assert "Draft" not in text


def written(assessment: Assessment) -> list[str]:
    periods = assessment.settlement.periods
    return [module.render(assessment, periods, ENGLISH).decode() for module in (beancount, hledger)]


def test_words_stay_on_their_line() -> None:
    """Whatever a basis or reference holds, no line begins with it and no control is left."""
    for text in written(case("hostile")):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert all(
            re.match(r"|  |;|[0-9]{4}-|option|account|commodity|decimal", line)
            for line in text.splitlines()
        )
        assert len(text.splitlines()) == text.count("\n")


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_bean_check_accepts_it_and_has_the_same_balances(name: str, tmp_path: Path) -> None:
    """Beancount finds no error, and its balances are the settlement's."""
    check = program("bean-check")
    assessment = case(name)
    file = tmp_path / "书.beancount"
    file.write_bytes(beancount.render(assessment, assessment.settlement.periods, ZH))
    done = subprocess.run([check, file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    from beancount import loader
    from beancount.core import realization

    entries, errors, _ = loader.load_file(str(file))
    assert not errors
    real = realization.realize(entries)
    balances = kept(assessment).balances
    for account, amount in balances.items():
        position = realization.get(real, account).balance.get_currency_units("CNY")
        assert position.number == amount, account


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_hledger_accepts_it_and_has_the_same_balances(name: str, tmp_path: Path) -> None:
    """The strict checks of hledger pass, and its balances are the settlement's."""
    hledger_ = program("hledger")
    assessment = case(name)
    file = tmp_path / "ledger.journal"
    file.write_bytes(hledger.render(assessment, assessment.settlement.periods, ZH))
    utf8 = {"LC_ALL": "C.UTF-8"}
    checked = subprocess.run(
        [hledger_, "-f", file, "check", "--strict"],
        capture_output=True, text=True, check=False, env=utf8,
    )  # fmt: skip
    assert (checked.returncode, checked.stderr) == (0, "")
    said = subprocess.run(
        [hledger_, "-f", file, "balance", "--empty", "--flat", "--no-total", "-O", "csv"],
        capture_output=True, text=True, check=True, env=utf8,
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(said.stdout)))[1:]
    found = {account: Decimal(amount.removesuffix(" CNY")) for account, amount in rows}
    assert found == kept(assessment).balances


@pytest.mark.slow
def test_a_changed_entry_is_found(tmp_path: Path) -> None:
    """Both programs refuse a journal in which one figure was changed by a fen on both sides."""
    assessment = case("the full year")
    for module, command in ((beancount, ["bean-check"]), (hledger, ["hledger", "check", "-f"])):
        text = module.render(assessment, assessment.settlement.periods, ENGLISH).decode()
        assert "438800.00 CNY" in text
        assert "-388800.00 CNY" in text
        spoiled = text.replace("438800.00 CNY", "438800.01 CNY", 1).replace(
            "-388800.00 CNY", "-388800.01 CNY", 1
        )
        file = tmp_path / "spoiled"
        file.write_text(spoiled, encoding="utf-8")
        done = subprocess.run(
            [program(command[0]), *command[1:], file], capture_output=True, check=False
        )
        assert done.returncode != 0, command
