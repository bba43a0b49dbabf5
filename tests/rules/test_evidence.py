"""附件1.七: a rating is final by the meeting's decision; the day of the meeting is its evidence."""

from __future__ import annotations

from tests.english import english
from tests.rules.books import EVIDENCE, P1, all_rated, assessed, p1, rated, said

DATED = rated(dict.fromkeys(P1[:2], "好"))
UNDATED = rated(dict.fromkeys(P1[2:], "好"), dated=False)
NO_DAY = (
    *("notice", "undocumented", "ratings.csv", None),
    "Final ratings without the date of the meeting: 2025-10, 2025-11.",
    "Add it: ledger rate 2025-10 好 --approved-on DATE",
)


def test_a_final_rating_without_the_meetings_date_is_named_and_counts() -> None:
    """附件1.七: by default it is final, 388,800 + 4 × 10,000; a notice says which."""
    found = assessed(*DATED, *UNDATED, on="2025-12-20")
    settled = found.settlement.periods[0]
    assert (settled.state, settled.undocumented) == ("final", ("2025-10", "2025-11"))
    assert str(settled.to_invoice) == "428800.00"
    assert [said(one) for one in found.problems if one.code == "undocumented"] == [NO_DAY]


def test_where_evidence_is_required_such_a_rating_is_proposed() -> None:
    """附件1.七, `evidence = "required"`: it counts as it stands, and nothing may be invoiced."""
    found = assessed(*DATED, *UNDATED, on="2025-12-20", **EVIDENCE)
    settled = found.settlement.periods[0]
    assert (settled.state, settled.not_final) == ("proposed", ("2025-10", "2025-11"))
    assert (settled.undocumented, settled.to_invoice) == ((), None)
    assert str(settled.net) == "428800.00"
    # two months at 差 or 优秀: 388,800 + 20,000 − 20,000 and + 60,000
    assert (str(settled.range.low), str(settled.range.high)) == ("388800.00", "468800.00")
    (notice,) = [one for one in found.problems if one.code == "undocumented"]
    assert english(notice.message) == (
        "Recorded as final, and only proposed without the date of the meeting: 2025-10, 2025-11."
    )
    (step,) = found.stages[0].steps
    assert english(step.text) == (
        "Have 2025-10, 2025-11 passed by the committee's enlarged meeting."
    )
    assert p1(*DATED, *DATED, *UNDATED, **EVIDENCE).state == "proposed"
    assert p1(*all_rated(), **EVIDENCE).state == "final"


def test_a_date_added_later_is_evidence() -> None:
    """附件1.七: a row of the same rating with the meeting's date makes it final."""
    later = rated(dict.fromkeys(P1[2:], "好"))
    assert p1(*DATED, *UNDATED, *later, **EVIDENCE).state == "final"


def test_without_a_named_body_neutral_words_stand() -> None:
    """附件1.七: a contract file that names no body is not told of a committee."""
    found = assessed(*rated(dict.fromkeys(P1, "好"), "proposed"), **{"final_rating.by": None})
    (step,) = found.stages[0].steps
    assert english(step.text) == (
        "Have 2025-08, 2025-09, 2025-10, 2025-11 passed by the body that decides."
    )
