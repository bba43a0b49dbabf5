"""大写, by 正确填写票据和结算凭证的基本规定: what it allows, and what it does not."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from cn2an.an2cn_test import An2CnTest
from cn_amount import CNAmount
from hypothesis import example, given
from hypothesis import strategies as st

from zkrc_ledger.model.words import in_words, missing_zheng, words_agree

# Amount, the shortest form, and every other form the rule allows.
FORMS = {
    # the rule's own examples
    "1409.50": ["壹仟肆佰零玖元伍角", "壹仟肆佰零玖元伍角整"],
    "16409.02": ["壹万陆仟肆佰零玖元零贰分"],
    "325.04": ["叁佰贰拾伍元零肆分"],
    "1680.32": ["壹仟陆佰捌拾元叁角贰分", "壹仟陆佰捌拾元零叁角贰分"],
    "107000.53": [
        "壹拾万柒仟元伍角叁分",
        "壹拾万柒仟元零伍角叁分",
        "壹拾万零柒仟元伍角叁分",
    ],
    # this contract's amounts
    "1166400": ["壹佰壹拾陆万陆仟肆佰元整"],
    "388800": ["叁拾捌万捌仟捌佰元整"],
    "349920": ["叁拾肆万玖仟玖佰贰拾元整"],
    "408800": ["肆拾万捌仟捌佰元整", "肆拾万零捌仟捌佰元整"],
    "508800": ["伍拾万捌仟捌佰元整", "伍拾万零捌仟捌佰元整"],
    # the edges of the places and of the groups of four
    "0": ["零元整"],
    "0.01": ["壹分", "零元零壹分"],
    "0.10": ["壹角", "壹角整", "零元壹角", "零元壹角整"],
    "0.32": ["叁角贰分", "零元叁角贰分"],
    "1": ["壹元整"],
    "10": ["壹拾元整"],
    "10.10": ["壹拾元壹角", "壹拾元零壹角", "壹拾元壹角整", "壹拾元零壹角整"],
    "1001": ["壹仟零壹元整"],
    "10001": ["壹万零壹元整"],
    "10010": ["壹万零壹拾元整"],
    "100000.00": ["壹拾万元整"],
    "60070.14": ["陆万零柒拾元壹角肆分", "陆万零柒拾元零壹角肆分"],
    "100000001": ["壹亿零壹元整"],
    "100001000": ["壹亿壹仟元整", "壹亿零壹仟元整"],
    "1000100000": ["壹拾亿零壹拾万元整"],
    # sums may be larger than any field: 万 counts 亿 again
    "1000000000000": ["壹万亿元整"],
    "1000000000001": ["壹万亿零壹元整"],
    "1000023456789": [
        "壹万亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整",
        "壹万亿零贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整",
    ],
    "1000000005000": ["壹万亿伍仟元整", "壹万亿零伍仟元整"],
    "1000500000000": ["壹万零伍亿元整"],
    "12345600000000": ["壹拾贰万叁仟肆佰伍拾陆亿元整"],
    "999999999999.99": ["玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"],
}
# Amount, words that do not say it, and what is wrong with them.
WRONG = [
    ("1409.50", "壹仟肆佰玖元伍角", "the 零 of the tens is missing"),
    ("1409.50", "壹仟肆佰零玖元伍角零分", "no fen are said"),
    ("1409.50", "壹仟肆佰零玖元零伍角", "a 零 where no digit is zero"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分整", "整 after 分"),
    ("16409.02", "壹万陆仟肆佰零玖元贰分", "the 零 of the jiao is missing"),
    ("325.04", "叁佰贰拾伍元肆分", "the 零 of the jiao is missing"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分整", "整 after 分"),
    ("1680.32", "壹仟陆佰捌拾元叁角叁分", "a wrong digit"),
    ("1680.32", "壹仟陆佰零捌拾元叁角贰分", "a 零 where no digit is zero"),
    ("107000.53", "壹万柒仟元伍角叁分", "壹拾 has lost its 拾"),
    ("107000.53", "拾万柒仟元伍角叁分", "拾 without its 壹"),
    ("388800", "叁拾捌万捌仟捌佰元", "整 after 元 is required"),
    ("388800", "叁拾捌万捌仟捌佰", "元 is missing"),
    ("388800", "叁拾捌万零捌仟捌佰元整", "the digit before is no zero"),
    ("388800", "叁拾捌万捌仟捌佰元整元整", "元整 twice"),
    ("388800", "三十八万八千八百元整", "small characters, not 大写"),
    ("388800", "388800元整", "figures, not words"),
    ("408800", "肆拾捌万捌佰元整", "places mixed up"),
    ("1001", "壹仟壹元整", "a required 零 is missing"),
    ("10001", "壹万壹元整", "a required 零 is missing"),
    ("100000001", "壹亿壹元整", "a required 零 is missing"),
    ("1000023456789", "壹万亿贰仟叁佰肆拾伍万零陆仟柒佰捌拾玖元整", "the digit before is no zero"),
    ("10", "拾元整", "拾 without its 壹"),
    ("0", "元整", "nothing is said"),
    ("0", "", "nothing is said"),
    ("0.01", "零元壹分", "the 零 of the jiao is missing"),
    ("388800.00", "人民币", "nothing is said"),
]
AMOUNTS = st.integers(0, 999_999_999_999_999).map(lambda fen: Decimal(fen) / 100)


@pytest.mark.parametrize(("amount", "forms"), FORMS.items())
def test_in_words_writes_the_shortest_form(amount: str, forms: list[str]) -> None:
    """An amount is written in the shortest form that the rule allows."""
    assert in_words(Decimal(amount)) == forms[0]
    assert min(forms, key=len) == forms[0]


@pytest.mark.parametrize(
    ("amount", "words"), [(amount, words) for amount, forms in FORMS.items() for words in forms]
)
def test_every_allowed_form_agrees(amount: str, words: str) -> None:
    """Words in any form that the rule allows agree with their amount."""
    assert words_agree(words, Decimal(amount))


@pytest.mark.parametrize(("amount", "words", "why"), WRONG)
def test_wrong_words_do_not_agree(amount: str, words: str, why: str) -> None:
    """Words that the rule does not allow for an amount do not agree with it."""
    assert not words_agree(words, Decimal(amount)), why


@pytest.mark.parametrize(
    "written",
    [
        "人民币叁拾捌万捌仟捌佰元整",
        "叁拾捌万捌仟捌佰圆整",
        "叁拾捌万捌仟捌佰元正",
        "叁拾捌万捌仟捌佰圆正",
        " 叁拾捌万 捌仟捌佰元整\n",
        "叁拾捌万\u3000捌仟捌佰元整",
        "人民币 叁拾捌万捌仟捌佰圆正",
        "叄拾捌萬捌仟捌佰圓整",
        "參拾捌萬捌仟捌佰圓正",
        "人民幣：叁拾捌万捌仟捌佰元整",
        "人民币大写：叁拾捌万捌仟捌佰元整",
        "人民币（大写） 叁拾捌万捌仟捌佰元整",
        "大写:叁拾捌万捌仟捌佰元整",
        "金额大写：叁拾捌万捌仟捌佰元整",
        "合计人民币（大写）：叁拾捌万捌仟捌佰元整",
        "叁拾捌万捌仟捌佰元整\u200b",
        "“叁拾捌万捌仟捌佰元整”",
    ],
)
def test_the_ways_people_write_it_agree(written: str) -> None:
    """圆 for 元, 正 for 整, 人民币 in front and blanks change nothing."""
    assert words_agree(written, Decimal(388800))


def test_traditional_characters_agree() -> None:
    """壹佰壹拾陸萬陸仟肆佰圓整 says 1,166,400, and 貳億 two hundred million."""
    assert words_agree("壹佰壹拾陸萬陸仟肆佰圓整", Decimal(1166400))
    assert words_agree("貳億元整", Decimal(200_000_000))


@pytest.mark.parametrize(
    ("words", "amount", "missing"),
    [
        ("叁拾捌万捌仟捌佰元", "388800", True),
        ("人民币叄拾捌萬捌仟捌佰圓", "388800", True),
        ("叁拾捌万捌仟捌佰元整", "388800", False),
        ("叁拾捌万捌仟捌佰", "388800", False),
        ("叁拾捌万捌仟元", "388800", False),
        ("叁拾贰元伍角", "32.5", False),
        ("叁拾贰元伍角贰分", "32.52", False),
        ("", "0", False),
    ],
)
def test_only_zheng_is_missing(words: str, amount: str, missing: bool) -> None:  # noqa: FBT001
    """Where the words are right but for 整, that alone is what is wrong."""
    assert missing_zheng(words, Decimal(amount)) is missing


def test_a_zero_said_twice_agrees() -> None:
    """A 零 for each of several zeros in a row says the same as one."""
    assert words_agree("壹万零零零壹元整", Decimal(10001))


@given(AMOUNTS)
@example(Decimal("107000.53"))
@example(Decimal("999999999999.99"))
@example(Decimal("0.05"))
def test_what_is_written_agrees(amount: Decimal) -> None:
    """The words written for an amount agree with it, and with no amount a fen away."""
    words = in_words(amount)
    assert words_agree(words, amount)
    assert not words_agree(words, amount + Decimal("0.01"))


@given(AMOUNTS)
@example(Decimal("1000000000.01"))
@example(Decimal("1000000000000.00"))
@example(Decimal("1000000050000.00"))
@example(Decimal("100001000.00"))
def test_the_words_agree_with_cn2an(amount: Decimal) -> None:
    """An independent program's words for an amount are accepted, and ours are never longer."""
    theirs = cn2an.an2cn(f"{amount:.2f}", "rmb")
    assert words_agree(theirs, amount)
    assert len(in_words(amount)) <= len(theirs)


def test_the_table_that_cn2an_publishes() -> None:
    """The words of its own tests agree with each of their amounts that is one of money."""
    published = An2CnTest()
    published.setUp()
    table = {Decimal(str(figure)): words[2] for figure, words in published.input_data.items()}
    amounts = {amount: words for amount, words in table.items() if amount == round(abs(amount), 2)}
    assert len(amounts) >= 15
    assert {words for amount, words in amounts.items() if not words_agree(words, amount)} == set()


@given(st.integers(10, 99_999_999_999_999).map(lambda fen: Decimal(fen) / 100))
@example(Decimal("107000.53"))
@example(Decimal("16409.02"))
def test_the_words_agree_with_cn_amount(amount: Decimal) -> None:
    """A second program's words are accepted, from one jiao up to where 万亿 begins."""
    assert words_agree(CNAmount().amount_to_chinese(amount), amount)


@given(
    st.integers(0, 4_000_000).map(lambda fen: Decimal(fen) / 100),
    st.integers(0, 4_000_000).map(lambda fen: Decimal(fen) / 100),
)
def test_two_amounts_never_share_words(one: Decimal, other: Decimal) -> None:
    """Words agree with exactly one amount."""
    assert words_agree(in_words(one), other) == (one == other)
