"""Every problem of a contract file at once, and an end to them."""

from __future__ import annotations

import pytest

from tests.english import english
from zkrc_ledger.model.contract import Contract
from zkrc_ledger.model.fields import Name
from zkrc_ledger.model.text import Bilingual
from zkrc_ledger.model.validation import validated


def test_the_first_thousand_problems_are_named() -> None:
    """A file that is wrong from end to end is told as such, in words of one screen's memory."""
    value, problems = validated(list[int], ["x"] * 1500)
    assert value is None
    assert len(problems) == 1001
    assert english(problems[-1].message) == "There are 1500 problems; the first 1000 are shown."


def test_a_name_that_is_none() -> None:
    """What is wrong with a name is said at its entry."""
    _, problems = validated(dict[Name, Bilingual], {"三.1": {"zh": "价格"}, "": {"zh": "空"}})
    assert [(one.key, english(one.message)) for one in problems] == [(None, "This is empty.")]


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"price": {"totl": 1}}, "Did you mean total? If not, delete it."),
        ({"price": {"start": 1}}, "Delete it, or correct its spelling."),  # of [term]
        ({"payee": {"nam": 1}}, "Did you mean name? If not, delete it."),
        ({"payee": {"numbr": 1}}, "Delete it, or correct its spelling."),  # of [contract]
        ({"clauses": {"三.1": {"cn": "价格"}}}, "Delete it, or correct its spelling."),
        (
            {"evaluation": {"scale": [{"rating": "好", "rewards": 1}]}},
            "Did you mean reward? If not, delete it.",
        ),
        (
            {"readings": {"confirmed": [{"raeding": "anchor"}]}},
            "Did you mean reading? If not, delete it.",
        ),
        ({"prices": {}}, "Did you mean price? If not, delete it."),
    ],
)
def test_a_hint_names_a_key_of_the_same_table(change: dict[str, object], hint: str) -> None:
    """What is suggested for a misspelt key could stand where it stands."""
    _, problems = validated(Contract, change)
    unknown = [one.hint for one in problems if one.code == "key-unknown"]
    assert [one and english(one) for one in unknown] == [hint]
