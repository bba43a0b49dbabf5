"""Whatever is recorded and edited by hand, in whatever order, the journal knows which was which."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reliability.conftest import MEMORY
from tests.reliability.machine import quick
from tests.support import Desk, new_desk

MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")
RATINGS = ("优秀", "良好", "好", "一般", "差")
BY_HAND = {
    "ratings.csv": {"month": "2025-11", "rating": "好"},
    "payments.csv": {"period": "P2", "date": "2026-01-01", "amount": "7"},
    "adjustments.csv": {"period": "P1", "kind": "damages", "amount": "9"},
}

recorded = st.one_of(
    st.tuples(
        st.just("rate"), st.sampled_from(MONTHS), st.sampled_from(RATINGS), st.just("--revise=x")
    ),
    st.tuples(st.just("rate"), st.sampled_from(MONTHS), st.sampled_from(RATINGS)),
    st.tuples(
        st.just("pay"), st.just("P1"), st.sampled_from(("1", "2.50")), st.just("--date=2026-01-02")
    ),
    st.just(("deduct", "P2", "--breach", "--fees", "1")),
    st.just(("deduct", "P1", "5", "--claimed")),
    st.just(("extra", "P3", "20", "--basis", "x")),
    st.just(("amend", "extend", "--days", "3", "--from", "2026-03-01", "--basis", "x")),
    st.just(("amend", "change", "funds_request.working_days=21", "--from", "P3", "--basis", "x")),
    st.tuples(
        st.just("void"),
        st.sampled_from(("payments.csv:2", "adjustments.csv:2", "ratings.csv:2", "2025-11")),
        st.just("--reason=x"),
    ),
    st.just(("confirm", "adjustments.csv:2")),
)
by_hand = st.sampled_from(tuple(BY_HAND))


def outside(desk: Desk) -> list[str]:
    """What `check` says was changed outside, of a book that has no other fault."""
    answer = quick(desk, "check", "--json")
    assert answer.code == 0, answer.out
    found = json.loads(answer.out)["problems"]
    assert not [one for one in found if one["code"].startswith("journal")]
    return [one["message"] for one in found if one["code"] == "changed-outside"]


def add_by_hand(desk: Desk, name: str) -> None:
    """A row more at the end of a file, without an id."""
    path, cells = desk.folder / name, BY_HAND[name]
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ",".join(cells) + "\n"
    row = ",".join(cells.get(column, "") for column in text.splitlines()[0].split(","))
    path.write_bytes((text + row + "\n").encode("utf-8-sig"))


@settings(max_examples=30)
@given(st.lists(recorded | by_hand, max_size=8))
def test_what_the_ledger_recorded_was_not_changed_outside(
    deeds: list[tuple[str, ...] | str],
) -> None:
    """Only rows added by hand are told as changed, until they are accepted; then nothing is."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        desk = new_desk(Path(folder) / "book")
        assert quick(desk, "rate", "2025-08", "优秀").code == 0
        for deed in deeds:
            if isinstance(deed, str):
                before = {path: path.read_bytes() for path in desk.folder.iterdir()}
                add_by_hand(desk, deed)
                if quick(desk, "check").code:  # two ratings of a month, say: not the question here
                    for path in desk.folder.iterdir():
                        if path in before:
                            path.write_bytes(before[path])
                        else:
                            path.unlink()
                    continue
                [told] = outside(desk)
                assert " is new: " in told
                assert quick(desk, "accept", "--reason", "typed in a hurry").code == 0
            else:
                assert quick(desk, *deed).code in (0, 1)
            assert outside(desk) == []
