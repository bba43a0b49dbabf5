"""The settlement code: the same exactly when what the parties settle by is the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reliability.state import copied
from tests.reliability.test_tampering import codes
from tests.support import assessed, rated
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from tests.support import Desk

MONTHS = ("2025-08", "2025-09", "2025-10", "2025-11")
RATINGS = ("优秀", "良好", "好", "一般", "差")


def edited(name: str, *changes: tuple[str, str]) -> Callable[[Desk], None]:
    """Other words in a file, each of which must be there."""

    def edit(desk: Desk) -> None:
        text = (desk.folder / name).read_bytes().decode("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (desk.folder / name).write_bytes(text.encode())

    return edit


def reordered(desk: Desk) -> None:
    """The rows of ratings.csv the other way round."""
    first, *rows = desk.read().splitlines(keepends=True)
    (desk.folder / "ratings.csv").write_bytes(first + b"".join(reversed(rows)))


def recoded(desk: Desk) -> None:
    """ratings.csv as Excel saves it in Chinese Windows, with the line ends of Unix."""
    text = desk.read().decode("utf-8-sig").replace("\r\n", "\n")
    (desk.folder / "ratings.csv").write_bytes(text.encode("gb18030"))


def utf16(desk: Desk) -> None:
    """ratings.csv with tabs, in UTF-16."""
    text = desk.read().decode("utf-8-sig").replace(",", "\t")
    (desk.folder / "ratings.csv").write_bytes(text.encode("utf-16"))


def recommented(desk: Desk) -> None:
    """A contract file with comments and other line ends."""
    path = desk.folder / "contract.toml"
    path.write_bytes(b"# words\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))


def without_journal(desk: Desk) -> None:
    """A book that never had a journal."""
    (desk.folder / "journal.jsonl").unlink()


def other_contract(desk: Desk) -> None:
    """The records under a contract of another number, whose journal would not have them."""
    without_journal(desk)
    edited("contract.toml", ("ZKRCHY20250001", "ZKRCHY20250002"))(desk)


SAME = {
    "rows in another order": reordered,
    "GB18030 and LF": recoded,
    "UTF-16 and tabs": utf16,
    "comments and CRLF": recommented,
    "no journal": without_journal,
    "圆 for 元": edited("contract.toml", ("肆佰元整", "肆佰圆整"), ("捌佰元整", "捌佰圆整")),
    "正 for 整": edited("contract.toml", ("肆佰元整", "肆佰元正")),
    "total as a string": edited("contract.toml", ("total = 1166400", 'total = "1166400.00"')),
    "a summary": edited("contract.toml", ('zh = "x"', 'zh = "y"')),
    "other ids": edited("payments.csv", ("P-", "Q-")),
    "other times": edited("ratings.csv", ("clerk", "somebody")),
    "a month in Chinese": edited("ratings.csv", ("\n2025-08,", "\n2025年8月,")),
    "full-width digits": edited("ratings.csv", ("\n2025-08,", "\n２０２５－０８,")),
    "an amount's zeros": edited("payments.csv", (",100.00,", ",100,")),
}
OTHER = {
    "a rating": edited("ratings.csv", ("优秀", "良好")),
    "a stage": edited("ratings.csv", ("优秀,final", "优秀,proposed")),
    "a rating's month": edited("ratings.csv", ("2025-09", "2025-10")),
    "damages": edited("adjustments.csv", ("3000.50", "3000.51")),
    "damages' period": edited("adjustments.csv", (",P1,", ",P2,")),
    "damages only claimed": edited("adjustments.csv", ("agreed", "claimed")),
    "a payment": edited("payments.csv", (",100.00,", ",100.01,")),
    "a payment's day": edited("payments.csv", ("2026-01-02,100", "2026-01-03,100")),
    "a payment's reference": edited("payments.csv", (",a,", ",b,")),
    "an invoice's number": edited("invoices.csv", ("12345678", "12345679")),
    "an invoice's amount": edited("invoices.csv", (",100.00,", ",99.99,")),
    "an extension's days": edited("amendments.toml", ("days = 30", "days = 31")),
    "an extension's start": edited("amendments.toml", ("2026-03-01", "2026-03-02")),
    "the breach's percentage": edited("contract.toml", ("percent = 30", "percent = 29")),
    "a reward": edited("contract.toml", ("reward = 30000", "reward = 30001")),
    "a deduction": edited("contract.toml", ("deduction = 10000", "deduction = 10001")),
    "the working days": edited("contract.toml", ("working_days = 20", "working_days = 21")),
    "when rewards are paid": edited("contract.toml", ('"own_period"', '"at_the_end"')),
    "set-off": edited("contract.toml", ('"named_period"', '"settled_apart"')),
    "where extensions fall": edited("contract.toml", ('"where_lost"', '"at_the_end"')),
    "the account": edited("contract.toml", ("632526279", "632526278")),
    "the installments": edited(
        "contract.toml",
        ('388800, in_words = "叁拾捌万捌仟捌佰元整" },\n]', "388799 },\n]"),
        ("total = 1166400", "total = 1166399"),
        ("壹佰壹拾陆万陆仟肆佰元整", "壹佰壹拾陆万陆仟叁佰玖拾玖元整"),
    ),
    "the contract": other_contract,
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_the_same(sample: Desk, shelf: Path, change: Callable[[Desk], None]) -> None:
    """What says the same in another form has the same settlement code."""
    desk = copied(sample, shelf / "book")
    other = copied(desk, shelf / "other")
    change(other)
    told = json.loads(desk.ledger("compare", str(other.folder), "--json").out)
    assert told["here"] == told["there"]
    assert told["same"] is True
    assert told["differences"] == []


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_another(sample: Desk, shelf: Path, change: Callable[[Desk], None]) -> None:
    """What moves money or time has another settlement code, and `compare` names it."""
    desk = copied(sample, shelf / "book")
    other = copied(desk, shelf / "other")
    change(other)
    told = json.loads(desk.ledger("compare", str(other.folder), "--json").out)
    assert told["here"] != told["there"]
    assert told["here"] == codes(desk)
    assert told["there"] == codes(other)
    assert told["same"] is False
    assert told["differences"]


def test_compare_names_the_difference(sample: Desk, shelf: Path) -> None:
    """`compare` says what each side has: here 3,000.50 of damages, there 3,000.51."""
    desk = copied(sample, shelf / "book")
    other = copied(desk, shelf / "other")
    OTHER["damages"](other)
    told = json.loads(desk.ledger("compare", str(other.folder), "--json").out)
    (difference,) = told["differences"]
    assert difference["what"] == "adjustment P1 damages"
    assert difference["here"] == ["3000.5 · agreed · 四.4"]
    assert difference["there"] == ["3000.51 · agreed · 四.4"]


@settings(max_examples=100)
@given(
    st.dictionaries(st.sampled_from(MONTHS), st.sampled_from(RATINGS)),
    st.dictionaries(st.sampled_from(MONTHS), st.sampled_from(RATINGS)),
    st.randoms(use_true_random=False),
)
def test_same_code_means_same_ratings(
    here: dict[str, str], there: dict[str, str], shuffle: Random
) -> None:
    """Two books of ratings, in whatever order, have one code exactly when they rate the same."""
    rows = list(there.items())
    shuffle.shuffle(rows)
    code, other = (settlement_code(settled_by(assessed(*rated(pairs)))) for pairs in (here, rows))
    assert (code == other) is (here == there)
