"""Rows of a table that are no records: totals, signatures, half a row, an amount parted in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_EXCERPT = 80
_TOTAL_WORD = re.compile(
    r"(?:合计|小计|总计|共计|累计):?|(?:sub|grand)?[ -]?totals?:?", re.IGNORECASE
)
_TOTAL = re.compile(
    rf"(?:.{{0,12}}(?:合计|小计|总计|共计|累计)(?:金额|数|额)?(?:[0-9]+[笔张项]|[:(].*)?"
    rf"|{_TOTAL_WORD.pattern})",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:制表|编制|填表|填报|制单|审核|复核|审定|审批|批准|签字|签名|签章|盖章|经办|负责人|会计|出纳).*"
    r"|[\u4e00-\u9fff]{1,10}(?:\(.*?\))?:.*"  # 单位负责人：, 备注：, 填表日期：
    r"|(?:prepared|checked|approved|signed|signature|date)\b.*:.*",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[-(]?[¥]?[-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?元?[-)]?", re.ASCII)


def row_above(
    name: str, line: int, cells: Sequence[str], columns: Sequence[str], required: Sequence[str]
) -> Problem | None:
    """What to say of a row above the headings: a title is passed over, a record is not."""
    filled = [cell for cell in map(normal, cells) if cell]
    if len(filled) <= 1:
        return None
    needed = [
        normal(cell) for cell, column in zip(cells, columns, strict=False) if column in required
    ]
    looks_like_a_record = len(needed) == len(required) and not any(
        not cell or _SIGNATURE.fullmatch(cell) for cell in needed
    )
    if looks_like_a_record:
        return Problem(
            code="row-above-headings",
            file=name,
            line=line,
            excerpt=_excerpt(cells),
            message=Text("This row stands above the headings, where no record is read."),
            hint=Text("Move the line with the headings to the top, or delete this one."),
        )
    return Problem(
        severity="notice",
        code="line-passed-over",
        file=name,
        line=line,
        excerpt=_excerpt(cells),
        message=Text("This line stands above the headings and is passed over."),
    )


def no_record(
    name: str,
    line: int,
    plain: Sequence[str],
    columns: Sequence[str],
    required: Sequence[str],
) -> Problem | None:
    """The notice that names a line of totals or signatures; None for a row that is to be read.

    A row that has all it needs is a record, whatever stands in its other cells. `plain` are the
    row's cells in normal form, here and below.
    """
    needed = [cell for cell, column in zip(plain, columns, strict=False) if column in required]
    first = next(filter(None, plain), "")
    totals = [cell for cell in needed if _TOTAL_WORD.fullmatch(cell)]
    is_complete = len(needed) == len(required) and all(needed)
    if is_complete and not totals and not (first in needed and _is_label(first)):
        return None
    if totals or _TOTAL.fullmatch(first):
        message = Text("This looks like a totals line and is passed over.")
    elif _SIGNATURE.fullmatch(first):
        message = Text("This looks like a line of signatures or remarks and is passed over.")
    else:
        return None
    return Problem(
        severity="notice",
        code="line-passed-over",
        file=name,
        line=line,
        excerpt=_excerpt(plain),
        message=message,
        hint=Text("If it is a record, complete it."),
    )


def _is_label(cell: str) -> bool:
    return bool(_TOTAL.fullmatch(cell) or _SIGNATURE.fullmatch(cell))


def parted_amount(
    name: str, line: int, plain: Sequence[str], columns: Sequence[str], separator: str
) -> Problem | None:
    """What to say where the comma between thousands was taken for one between cells."""
    too_many = any(plain[len(columns) :])
    if separator != ",":
        return None
    for start in range(min(len(plain) - 1, len(columns))):
        if not too_many and columns[start : start + 1] != ("amount",):
            continue
        for end in range(min(start + 4, len(plain)), start + 1, -1):
            amount = ",".join(plain[start:end]).replace(" ", "")
            if _GROUPED.fullmatch(amount):
                return Problem(
                    code="amount-parted",
                    file=name,
                    line=line,
                    excerpt=_excerpt(plain),
                    message=Text(
                        "The comma in {amount} parts it into {count} cells: {cells}.",
                        amount=amount,
                        count=end - start,
                        cells=tuple(f'"{cell}"' for cell in plain[start:end]),
                    ),
                    hint=Text(
                        'Write {plain}, or "{amount}" in quotes. If these are cells of their own, '
                        "write the amount with its decimals, as {alone}.",
                        plain=amount.replace(",", ""),
                        amount=amount,
                        alone=f"{plain[start].lstrip('(-¥')}.00",
                    ),
                )
    return None


def misfit(
    name: str,
    line: int,
    plain: Sequence[str],
    columns: Sequence[str],
    needed: Mapping[str, str],
) -> Problem | None:
    """What to say of a row that lacks a column needed or has more fields than there are headings.

    `needed` has the columns a row cannot do without, and what the file calls them.
    """
    missing = [column for column in columns[len(plain) :] if column in needed]
    if missing:
        return Problem(
            code="half-row",
            file=name,
            line=line,
            excerpt=_excerpt(plain),
            message=Text(
                "This is half a row: {found} of the {expected} fields that the headings name.",
                found=len(plain),
                expected=len(columns),
            ),
            hint=Text(
                "{columns} is missing; an empty field still needs its separator.",
                columns=tuple(needed[column] for column in missing),
            ),
        )
    if any(plain[len(columns) :]):
        return Problem(
            code="row-too-long",
            file=name,
            line=line,
            excerpt=_excerpt(plain),
            message=Text(
                "This row has more fields ({found}) than there are headings ({expected}).",
                found=len(plain),
                expected=len(columns),
            ),
            hint=Text("A cell that holds a separator must stand in quotes."),
        )
    return None


def _excerpt(cells: Sequence[str]) -> str:
    return ",".join(cells)[:_LONGEST_EXCERPT]
