"""Where the headings of a table are, and which column each of them means.

People hand on reports: a title above the headings, units in them (金额（元）), and near names
(评价等级 for 评价结果). Which names are near stands in one table here; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import TYPE_CHECKING

from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEPARATORS = ",\t;"
_EXCEL_HINT = "sep="
_FIRST_LINES = 30  # the headings stand in them
# By a column's name where it means the same in every file, else by the file's own heading.
NEAR: Mapping[str, tuple[str, ...]] = {
    "month": (
        *("服务月", "服务月份", "月度", "评价月份", "评价月", "评价月度", "考核月份", "考核月"),
        *("考核月度", "所属月份", "年月", "service_month", "rating_month"),
    ),
    "rating": (
        *("评价等级", "评价", "等级", "评级", "评定等级", "评定结果", "评价结论", "考核结果"),
        *("考核等级", "月度评价", "月度评价结果", "月度评价等级", "grade", "result"),
    ),
    "approved_on": ("审议日期", "审议通过日期", "会议日期", "通过时间", "审定日期", "approved"),
    "basis": ("依据文件", "审议依据", "会议纪要", "依据材料"),
    "note": ("说明", "备注说明", "附注", "remark", "remarks", "notes", "memo"),
    "reason": ("更正原因", "修改原因", "变更原因"),
    "period": (
        *("付款期", "付款期次", "期次", "期数", "期别", "结算周期", "结算期", "所属周期"),
        *("所属付款周期", "付款周期编号", "payment_period"),
    ),
    "date": ("日期",),
    "到账日期": ("收款日期", "到账时间", "收款时间", "到账日", "收款日", "入账日期", "交易日期"),
    "开票日期": ("发票日期", "开具日期", "开票时间", "开票日", "invoice_date"),
    "amount": ("金额",),
    "金额": ("到账金额", "收款金额", "实收金额", "回款金额"),
    "价税合计": ("开票金额", "发票金额", "含税金额", "价税合计金额"),
    "ref": (
        *("流水号", "回单号", "凭证号码", "凭证编号", "回单编号", "银行回单号", "银行流水号"),
        *("交易流水号", "reference"),
    ),
    "number": (
        *("发票号", "发票号码", "发票编号", "数电票号码", "数电发票号码", "全电发票号码"),
        *("invoice_number", "invoice_no", "invoice_no."),
    ),
    "kind": ("类型", "种类", "事项类别"),
    "clause": ("合同条款", "依据条款"),
}
_MONEY = "amount"
# a tax office's list of invoices has all three: 金额 is the price without tax there
_NET, _TAX, _GROSS = "金额", "税额", "价税合计"
_WITH_UNIT = re.compile(r"(.+?) ?[(\[【/](.*?)[)\]】]?")
_UNIT_PARTS = re.compile(r"[,;:、/ ]")
_YUAN = {"元", "人民币", "人民币元", "rmb", "cny", "¥", "yuan", "含税", "单位", "小写", ""}


@value_class(kw_only=False)
class Found:
    """Where the headings are: on which line, parted by what, and the rows that stand above."""

    line: int
    separator: str
    above: tuple[tuple[int, tuple[str, ...]], ...]


def find_headings(text: str, names: Mapping[str, str], required: Sequence[str]) -> Found:
    """The line that names most of the columns needed, the first of these.

    The first line with anything in it, where no line names a column.
    """
    known = _known(names)
    best, highest = Found(1, SEPARATORS[0], ()), (-1, 0, 0, 0)
    for separator in SEPARATORS:
        above: list[tuple[int, tuple[str, ...]]] = []
        for line, cells in _first_rows(text, separator):
            named = set(_columns(cells, known)) & set(names.values())
            needed = len(named & set(required))
            score = (needed, len(named), -line, len(cells))
            if score > highest:
                best, highest = Found(line, separator, tuple(above)), score
            if needed == len(required):
                break
            above.append((line, tuple(cells)))
    return best


def columns_of(headings: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The column each heading means; one that means none is its own name, in normal form.

    `names` maps each heading of the file's kind, in lower case, to its column.
    """
    return tuple(_columns(headings, _known(names)))


def other_unit(heading: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """The column of money that a heading means, and the unit it counts in, if that is not yuan."""
    match = _WITH_UNIT.fullmatch(_key(heading))
    if match and columns_of([match[1]], names)[0] == _MONEY and match[2].endswith("元"):
        return (_MONEY, match[2]) if not _is_yuan(match[2]) else None
    return None


def heading_of(column: str, names: Mapping[str, str], *, chinese: bool) -> str:
    """What a file in that language calls a column."""
    own = [heading for heading, named in names.items() if named == column]
    return next((heading for heading in own if chinese is not heading.isascii()), column)


def _known(names: Mapping[str, str]) -> dict[str, str]:
    near = {alias: names[key] for key, many in NEAR.items() if key in names for alias in many}
    return near | dict(names)


def _columns(headings: Sequence[str], known: Mapping[str, str]) -> Iterator[str]:
    keys = [_key(heading) for heading in headings]
    if known.get(_GROSS) == _MONEY and any(_TAX in key for key in keys):
        known = {key: column for key, column in known.items() if key != _NET}
    for key, heading in zip(keys, headings, strict=True):
        yield known.get(key) or _by_its_unit(key, known) or normal(heading)


def _first_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The first rows that hold anything, without Excel's own line, and the line each starts on."""
    lines = itertools.islice(io.StringIO(text, newline=""), _FIRST_LINES)
    reader = csv.reader(lines, delimiter=separator)
    start = 1
    try:
        for cells in reader:
            is_hint = start == 1 and cells and cells[0].lower().startswith(_EXCEL_HINT)
            if any(map(str.strip, cells)) and not is_hint:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        return  # an endless cell: it is reported when the rows are read


def _key(heading: str) -> str:
    """A heading as it is looked up: in normal form, lower case, without the mark for required."""
    key = normal(heading).lower().strip("*: ")
    return re.sub(r"[ -]+", "_", key) if key.isascii() else key.replace(" ", "")


def _by_its_unit(key: str, known: Mapping[str, str]) -> str | None:
    match = _WITH_UNIT.fullmatch(key)
    column = known.get(match[1].strip("_")) if match else None
    return column if match and (column != _MONEY or _is_yuan(match[2])) else None


def _is_yuan(unit: str) -> bool:
    return set(_UNIT_PARTS.split(unit)) <= _YUAN
