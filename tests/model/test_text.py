"""Text that waits for its language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.english import CHINESE, ENGLISH
from zkrc_ledger.model.text import Bilingual, Text, listed, literal, shown, spoken


@pytest.mark.parametrize(
    ("value", "in_english", "in_chinese"),
    [
        ("优秀", "优秀", "优秀"),
        (12, "12", "12"),
        (Decimal("388800.00"), "388,800.00", "388,800.00"),
        (Decimal("-10000.00"), "-10,000.00", "-10,000.00"),
        (Decimal("0.00"), "0.00", "0.00"),
        (date(2025, 12, 7), "2025-12-07", "2025-12-07"),
        (Bilingual("价格", "Price"), "Price", "价格"),
        (Bilingual("价格"), "价格", "价格"),
        (Text("final"), "final", "已审议通过"),
        (("优秀", "良好"), "优秀, 良好", "优秀、良好"),
        ((), "", ""),
        ((Decimal(1000), date(2025, 8, 8), Text("final")), "1,000.00, 2025-08-08, final", None),
    ],
)
def test_values_are_shown_as_people_read_them(
    value: object, in_english: str, in_chinese: str | None
) -> None:
    """Money has separators and two decimals, dates are ISO, lists are joined by their language."""
    assert shown(value, ENGLISH) == in_english
    if in_chinese is not None:
        assert shown(value, CHINESE) == in_chinese


def test_a_text_is_spoken_in_the_language_of_its_translator() -> None:
    """A text is its message in the reader's language, with its values in it."""
    text = Text("{month} begins on {start}.", month="2025-09", start=date(2025, 9, 8))
    assert spoken(text, ENGLISH) == "2025-09 begins on 2025-09-08."
    assert spoken(text, CHINESE) == "2025-09 到 2025-09-08 才开始。"


def test_a_text_within_a_text_follows_its_language() -> None:
    """A text used as a value of another is spoken in the same language."""
    text = Text("{month} begins on {start}.", month=Text("not rated"), start="x")
    assert spoken(text, ENGLISH) == "not rated begins on x."
    assert spoken(text, CHINESE) == "未评价 到 x 才开始。"


def test_texts_are_values() -> None:
    """Two texts of the same message and values are equal, and one can stand in a set."""
    one, other = Text("{a}", a=1), Text("{a}", a=1)
    assert one == other
    assert len({one, other, Text("{a}", a=2)}) == 2


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("优", '"优"'),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (2.5, "2.5"),
        ("x" * 58, '"' + "x" * 58 + '"'),
        ("x" * 59, '"' + "x" * 59 + "…"),
        (10**70, "1" + "0" * 59 + "…"),
        (["四.7", 2], '["四.7", 2]'),
        ({"rating": "好", "tables": {"ok": True}}, '{ rating = "好", tables = { ok = true } }'),
        (date(2025, 9, 1), "2025-09-01"),
        (Decimal("116640.00"), '"116640.00"'),
    ],
)
def test_a_raw_value_is_quoted_as_the_file_writes_it(value: object, written: str) -> None:
    """A raw value is shown the way a contract file writes it, cut at sixty characters."""
    assert literal(value) == written


def test_a_number_too_long_to_print_is_shown_all_the_same() -> None:
    """A number of thousands of digits, as hexadecimal allows, is not spelled out."""
    assert (literal(16**5000), literal([16**5000])) == ("…", "[…]")


def test_a_table_without_end_is_cut_like_any_other() -> None:
    """However deep a table is nested, only its beginning is shown."""
    endless: object = 1
    for _ in range(100_000):
        endless = {"a": endless}
    assert literal(endless) == "{ a = " * 10 + "…"


def test_a_list_of_one_has_no_joint() -> None:
    """One item is shown as it is."""
    assert listed(["P1"], ENGLISH) == listed(["P1"], CHINESE) == "P1"
