"""Every problem of a contract file at once, and an end to them."""

from __future__ import annotations

from tests.english import english
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
