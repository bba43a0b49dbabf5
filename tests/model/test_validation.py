"""Every problem of a contract file at once, and an end to them."""

from __future__ import annotations

from tests.english import english
from zkrc_ledger.model.validation import validated


def test_the_first_thousand_problems_are_named() -> None:
    """A file that is wrong from end to end is told as such, in words of one screen's memory."""
    value, problems = validated(list[int], ["x"] * 1500)
    assert value is None
    assert len(problems) == 1001
    assert english(problems[-1].message) == "There are 1500 problems; the first 1000 are shown."
