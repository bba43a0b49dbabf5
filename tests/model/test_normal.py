"""The one form in which texts are compared, and what never changes on the way to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkrc_ledger.model.normal import normal, normal_words, stands_for_empty, typed_words


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("⼀般", "一般"),  # U+2F00
        ("⻓期", "长期"),  # U+2ED3, which has no compatibility form
        ("Ａ级（１）", "A级(1)"),
        ("优　秀", "优秀"),
        ("优 \n 秀", "优秀"),
        ("第 1 期", "第 1 期"),
        ("\ufeff好\u200b", "好"),
        ("\xa0好\u2003", "好"),
        ("“好”", "好"),
        ("‘2025-09", "2025-09"),
        ("'25990000000000000001", "25990000000000000001"),
        ("`25990000000000000001", "25990000000000000001"),
        ('="25990000000000000001"', "25990000000000000001"),
        ("＝“25990000000000000001”", "25990000000000000001"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("－5", "-5"),
        ("附件１．六", "附件1.六"),
        ("", ""),
    ],
)
def test_what_looks_the_same_is_the_same(written: str, plain: str) -> None:
    """Width, compatibility forms, radicals, blanks and marks make no difference."""
    assert normal(written) == plain


@pytest.mark.parametrize("written", ["300²", "3000①", "½", "5₂", "⒈", "⑴", "𝟑", "㋈", "㎡"])
def test_no_figure_is_made_of_what_is_none(written: str) -> None:
    """What would become a digit stays as it is, for whoever parses a figure to refuse."""
    assert normal(written) == written


@given(st.text(max_size=20))
def test_a_normal_form_has_no_new_digits(written: str) -> None:
    """Only full-width digits become digits; no digit is lost."""
    wide = str.maketrans("０１２３４５６７８９", "0123456789")
    digits = [char for char in written.translate(wide) if char in "0123456789"]
    assert [char for char in normal(written) if char in "0123456789"] == digits


@given(st.text(alphabet=st.characters(exclude_characters="'‘’‚‛′＇´\"“”„‟″＂`｀=＝"), max_size=20))
def test_a_normal_form_is_its_own(written: str) -> None:
    """The normal form of a normal form is the same, marks aside."""
    assert normal(normal(written)) == normal(written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("依据：纪要（一），“原文”", "依据：纪要（一），“原文”"),
        ("\u3000第３次会议\u200b", "第３次会议"),
        ("附件⼀", "附件一"),
        ("'=1+1", "=1+1"),
        ("'＝1+1", "＝1+1"),
        ("''-x", "'-x"),
        ("'早", "'早"),
        ("'25990000000000000001", "25990000000000000001"),
        ('="00123"', "00123"),
        ("'", "'"),
        ("'-", "-"),
        ("／", ""),
        ("无", ""),
    ],
)
def test_words_keep_their_punctuation(written: str, words: str) -> None:
    """What people wrote for people to read is shown as they wrote it."""
    assert normal_words(written) == words


@pytest.mark.parametrize(
    "written", ["", "/", "／", "—", "——", "-", "－", "--", "\\", "N/A", "#N/A"]
)
def test_signs_for_an_empty_cell(written: str) -> None:
    """A stroke, a dash or N/A alone is how people leave a cell empty."""
    assert stands_for_empty(normal(written), none=False)
    assert typed_words(written) == ""


@pytest.mark.parametrize("written", ["0", "无", "-5", "/1", "好", "否"])
def test_answers_are_not_empty(written: str) -> None:
    """Anything else says something."""
    assert not stands_for_empty(normal(written), none=False)
    assert typed_words(written) == ("" if written == "无" else written)
