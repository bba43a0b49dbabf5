"""Full-width characters where TOML wants its own are named, and what to type instead."""

from __future__ import annotations

import pytest

from tests.english import english
from zkrc_ledger.book.contract_file import parse_toml
from zkrc_ledger.model.problem import Problem

OTHER = "This is not valid TOML: "


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("in_words = “壹佰元整”", "“ (U+201C)", '"'),
        ("in_words = ‘壹佰元整’", "‘ (U+2018)", "'"),
        ('in_words = "壹佰，元整”', "” (U+201D)", '"'),
        ("total ＝ 1166400", "＝ (U+FF1D)", "="),
        ("total = １１６６４００", "１ (U+FF11)", "1"),
        ("total = 1，166", "， (U+FF0C)", ","),
        ("start = 2025－08－08", "－ (U+FF0D)", "-"),
        ("［price］", "［ (U+FF3B)", "["),
        ("【price】", "【 (U+3010)", "["),
        ("ｔotal = 1", "ｔ (U+FF54)", "t"),
        ("total = 1 ＃ yuan", "＃ (U+FF03)", "#"),
        ("total = 1。", "。 (U+3002)", "."),
        ("name = { zh ＝ “甲” }", "＝ (U+FF1D)", "="),
    ],
)
@pytest.mark.parametrize("after", ["", "\nnext = 1\n"])
def test_a_full_width_character(line: str, message: str, hint: str, after: str) -> None:
    """The problem names the character that is not TOML's, and the one to type."""
    problem = parse_toml(f'first = "（一）“x”"\n{line}{after}', "contract.toml")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line, problem.excerpt) == ("toml", 2, line)
    assert english(problem.message) == f"The full-width character {message} is no part of TOML."
    assert english(problem.hint) == f"Type {hint} instead, with the keyboard in English."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("total\u3000= 1", "A wide blank (U+3000) is no part of TOML."),
        ("total\xa0= 1", "A wide blank (U+00A0) is no part of TOML."),
        ("total =\u200b1", "A character without width (U+200B) is no part of TOML."),
        ("total = 金额", f"{OTHER}Invalid value."),
        ("total = 3²", f"{OTHER}Expected newline or end of document after a statement."),
        ('total = "“x”" "', f"{OTHER}Expected newline or end of document after a statement."),
    ],
)
def test_other_slips(line: str, message: str) -> None:
    """A blank that is none is named too; what only stands near by is not blamed."""
    problem = parse_toml(line, "contract.toml")
    assert isinstance(problem, Problem)
    assert english(problem.message) == message
