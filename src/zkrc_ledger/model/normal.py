"""One form for what looks the same: width, compatibility forms, blanks, marks before a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

FORMULA = tuple("=+-@")  # what a spreadsheet takes for the beginning of a formula
_NO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_VARIANTS = "".join(map(chr, range(0xFE00, 0xFE10)))
_ENDS = _NO_WIDTH + "".join(map(chr, (0x3000, 0xA0, *range(9, 14), 32)))
# Radicals that Unicode holds for no compatibility form, though a PDF's text has them for the
# character itself; NFKC knows all others.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻨⻩⻪⻬⻮⻰㇐㇑",
        "民虎西见角贝车长门青页风飞食马骨鬼鱼麦黄黾齐齿龙一丨",
        strict=True,
    )
)
_LOOKS_LIKE = (
    dict.fromkeys(_NO_WIDTH + _DIRECTIONS + _VARIANTS, "")
    | dict.fromkeys("“”„‟″＂", '"')
    | dict.fromkeys("‘’‚‛′＇´", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－─", "-")
    | {"｀": "`"}
    | _RADICALS
)
_NEVER_FOLDED = ("<super>", "<sub>", "<circle>")
_BLANKS = re.compile(r"\s+")
_BLANKS_IN_CHINESE = re.compile(r"(?<=[\u3007\u3400-\u9fff]) (?=[\u3007\u3400-\u9fff])")
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_MARKED_NUMBER = re.compile(r"['`‘’]+([0-9]{8,})", re.ASCII)
_FORMULA_IN_WORDS = (
    *FORMULA,
    *"＝＋－＠\t\r\n",
)  # Chinese and Japanese Excel take the wide ones too
_EMPTY = {"n/a", "#n/a"}
_LONGEST_SIGN = 8


@cache
def folded(char: str) -> str:
    """The plain form of one character: nothing for one without width, itself where it has none."""
    if char in _LOOKS_LIKE:
        return _LOOKS_LIKE[char]
    tag = unicodedata.decomposition(char).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", char)
    becomes_figure = tag != "<wide>" and any(one.isdecimal() for one in plain)
    return char if becomes_figure or tag in _NEVER_FOLDED else plain


@lru_cache(maxsize=4096)  # headings and ratings stand in a book again and again
def normal(text: str) -> str:
    """The text in the one form in which texts are compared.

    Full-width and compatibility forms, radicals, quotes and dashes become the plain character;
    blanks are one or, between Chinese characters, none; what has no width, and the marks that
    make a spreadsheet keep a number as text (`'`, a backtick, `="…"`), are taken off.

    A figure never changes: ², ①, ½ and the like stay as they are, for its parser to refuse.
    """
    if text.isascii() and text.isalnum():
        return text
    wide = text if text.isascii() else "".join(map(folded, text))
    plain = _BLANKS_IN_CHINESE.sub("", _BLANKS.sub(" ", wide).strip())
    if match := _AS_TEXT.fullmatch(plain):
        return match[1].replace('""', '"').strip()
    if plain.lstrip("'").startswith(FORMULA):
        return plain.removeprefix("'").strip()  # one mark, as the ledger itself writes it
    return plain.strip("'\"` ")


def normal_words(text: str) -> str:
    """Words for people to read, as they stand in a cell: punctuation and width are kept.

    One mark in front of a formula is not part of them, as the ledger writes it, nor `="…"`.
    """
    words = _tidy(text)
    if match := _AS_TEXT.fullmatch(words):
        return match[1].replace('""', '"')
    return words[1:] if words[:1] == "'" and is_formula(words) else typed_words(words)


def typed_words(text: str) -> str:
    """Words for people to read, as they are typed; empty where a sign for that was typed.

    Blanks and marks without width at the ends, radicals, and a mark in front of a long number
    are not part of them.
    """
    words = _tidy(text)
    if match := _MARKED_NUMBER.fullmatch(words):
        return match[1]
    is_short = len(words) < _LONGEST_SIGN
    return "" if is_short and stands_for_empty("".join(map(folded, words)), none=True) else words


def _tidy(text: str) -> str:
    words = text if text.isascii() else "".join(_RADICALS.get(c) or _kangxi(c) for c in text)
    return words.strip(_ENDS)


def is_formula(words: str) -> bool:
    """Whether a spreadsheet would take the words for a formula, marked by `'` or not."""
    return words.lstrip("'").startswith(_FORMULA_IN_WORDS)


def stands_for_empty(text: str, *, none: bool) -> bool:
    """Whether people write this, in normal form, to leave a cell empty: `/`, `—`, `N/A`.

    `none` says whether 无 does so too: it could be an answer.
    """
    return not text.strip("-/\\_ ") or text.lower() in _EMPTY or (none and text == "无")


def _kangxi(char: str) -> str:
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char
