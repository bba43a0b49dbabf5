"""Amounts in words (大写), by 正确填写票据和结算凭证的基本规定.

One pattern is built for each amount: its characters, and a `?` behind whatever the rule
leaves to choice. Writing leaves all of that out; checking accepts every form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zkrc_ledger.model.normal import normal

if TYPE_CHECKING:
    from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万")  # beyond what one field holds: 壹万亿
_GROUP = 10_000
_OPTIONAL_ZERO = "零?"
# the rule: 如果金额数字书写中使用繁体字, 也应受理; 圆 and 正 it names as the same as 元 and 整
_SAME = str.maketrans("貳叄參叁陸億萬圓圆正幣额額", "贰叁叁叁陆亿万元元整币额额")
_LABEL = re.compile(r"(?:(?:合计|总计|共计|金额|人民币|RMB|大写|\(大写\)):?)+", re.IGNORECASE)
_OPTIONAL = re.compile(r"\([^)]*\)\?|.\?")


def in_words(amount: Decimal) -> str:
    """The amount (yuan, not negative) in words, the shortest form the rule allows.

    408,800 is 肆拾万捌仟捌佰元整; 1,680.32 is 壹仟陆佰捌拾元叁角贰分.
    """
    return _OPTIONAL.sub("", _pattern(amount))


def words_agree(words: str, amount: Decimal) -> bool:
    """Whether `words` is one of the forms the rule allows for `amount` (yuan).

    圆 stands for 元, 正 for 整 and a traditional character for its simplified one; a label in
    front (人民币, 大写), blanks and repeated 零 do not matter.
    """
    return _agree(_plain(words), amount)


def missing_zheng(words: str, amount: Decimal) -> bool:
    """Whether `words` would say `amount` (yuan), if 整, which the rule requires, stood behind."""
    plain = _plain(words)
    return not _agree(plain, amount) and _agree(f"{plain}整", amount)


def _plain(words: str) -> str:
    plain = "".join(normal(words).split()).translate(_SAME)
    label = _LABEL.match(plain)
    return re.sub("零+", "零", plain[label.end() :] if label else plain)


def _agree(plain: str, amount: Decimal) -> bool:
    return re.fullmatch(_pattern(amount), plain) is not None


def _pattern(amount: Decimal) -> str:
    yuan, fen = divmod(int(amount * 100), 100)
    jiao, fen = divmod(fen, 10)
    if not (yuan or jiao or fen):
        return "零元整"
    whole = f"{_whole(yuan)}元" if yuan else "(零元)?"
    if not (jiao or fen):
        return f"{whole}整"
    if jiao:
        # the rule: a 零 for the units digit may stand or be left out when 角 is not zero
        zero = _OPTIONAL_ZERO if yuan and yuan % 10 == 0 else ""
        return f"{whole}{zero}{_DIGITS[jiao]}角" + (f"{_DIGITS[fen]}分" if fen else "整?")
    return f"{whole}零{_DIGITS[fen]}分" if yuan else f"(零元零)?{_DIGITS[fen]}分"


def _whole(yuan: int) -> str:
    """The yuan part: groups of four digits, highest first."""
    groups = []
    while yuan:
        yuan, group = divmod(yuan, _GROUP)
        groups.append(group)
    written = ""
    skipped = False
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if not group:
            skipped = True
            if power == _GROUPS.index("亿"):
                written += "亿"  # 壹万亿: the 万 in front counts them
            continue
        if written:
            leading_zero = group < _GROUP // 10
            ends_in_zero = skipped or groups[power + 1] % 10 == 0
            # a missing 仟 digit must be said; a zero on the 万 digit alone need not be
            written += "零" if leading_zero else _OPTIONAL_ZERO if ends_in_zero else ""
        written += _four(group) + _GROUPS[power]
        skipped = False
    return written


def _four(group: int) -> str:
    """Four digits, without leading or trailing 零, inner zeros said once."""
    written = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            written += _DIGITS[digit] + _PLACES[place]
        elif written and not written.endswith("零"):
            written += "零"
    return written.removesuffix("零")
