"""Files beside a book's own: those that look like records and are not read, and lock files.

People save a workbook as `ratings.xlsx`, Windows hides the end of `ratings.csv.txt`, a browser
writes `ratings (1).csv`, and a shared drive keeps the copy of a conflict.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from zkrc_ledger.book.find import CONTRACT_FILE
from zkrc_ledger.model.amendments import AMENDMENTS_FILE
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.problem import Problem
from zkrc_ledger.model.records import Adjustment, Event, Invoice, Payment, Rating
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 20  # who keeps more beside a book has a folder full of other things
_WORKBOOKS = ("xlsx", "xlsm", "xls", "et", "ods", "numbers")
_TABLES = ("csv", "tsv", "txt", *_WORKBOOKS)
_TABLE_ENDS = tuple(f".{end}" for end in ("toml", *_TABLES))
# patterns are compiled where they are needed: in most folders there is nothing to look at
_ENDS = rf"(?P<stem>.+?)(?P<ends>(?:\.(?:toml|{'|'.join(_TABLES)}))+)"
_CONFLICT = r"冲突|conflict"
_COPY = (
    r"(?:[\s._-]*(?:\(.*|-? ?(?:副本|复件|copy|备份|backup).*|.*(?:冲突|conflict).*|[0-9]{1,2}))?"
)
_SUFFIX = (
    r"(?:汇总|结果|情况|等级|统计|明细|记录|登记|清单|台账|数据"
    r"|一览|总表|表格?|单|[0-9年月日至._-])*"
)
_CHINESE = {
    Rating.FILE: "评价|考核|评级",
    Adjustment.FILE: "扣减|扣款|违约金",
    Invoice.FILE: "发票|开票",
    Payment.FILE: "收款|到账|回款|付款",
    Event.FILE: "事项|节点",
}
# an English name in one piece with anything around it, a Chinese one at the end of the name
_LIKE = {
    file: rf"(?:.*[^a-z])?{file.removesuffix('s.csv')}s?(?:[^a-z].*)?"
    rf"|.*(?:{chinese}){_SUFFIX}{_COPY}"
    for file, chinese in _CHINESE.items()
} | {
    AMENDMENTS_FILE: rf"(?:.*[^a-z])?amendments?{_COPY}",
    CONTRACT_FILE: rf"(?:(?:副本|复件|copy of)[\s_-]*)?contract{_COPY}",
}
# of LibreOffice, Excel, WPS, vim and Emacs
_LOCKS = r"\.~lock\.(.+)#|~\$(.+)|\.~([^l].*)|\.(.+)\.sw[a-z]|\.#(.+)"


def files_beside(folder: Path, contract_file: str) -> Iterator[Problem]:
    """A notice for each file of the folder that looks like one of the book and is not read."""
    read = {*_CHINESE, AMENDMENTS_FILE, contract_file}
    found = (
        _not_read(folder, name, own)
        for name in _names(folder)
        if name not in read and (own := _looks_like(name)) in read
    )
    return islice((one for one in found if one), _MOST)


def like_contract(folder: Path) -> str | None:
    """A file that looks like the contract file of a folder that has none."""
    return next((name for name in _names(folder) if _looks_like(name) == CONTRACT_FILE), None)


def open_elsewhere(folder: Path, file: str) -> Problem | None:
    """A notice where the lock file of another program says that it has a file of the book open."""
    for name in _names(folder):
        if match := re.fullmatch(_LOCKS, name):
            opened = next(filter(None, match.groups()))
            if opened.casefold() == file:
                return Problem(
                    severity="notice",
                    code="open-elsewhere",
                    file=file,
                    message=Text(
                        "Another program has {opened} open and may save over what was recorded: "
                        "{lock} is there.",
                        opened=opened,
                        lock=name,
                    ),
                    hint=Text(
                        "Close it there without saving, then run: ledger check. "
                        "If no program has it open, delete {lock}.",
                        lock=name,
                    ),
                )
    return None


def _names(folder: Path) -> list[str]:
    with suppress(OSError, ValueError):  # whoever may not list it may still read the book
        return sorted(os.listdir(folder))  # noqa: PTH208  (names are all that is asked)
    return []


def _looks_like(name: str) -> str | None:
    """The file of a book that this one looks like, and is not."""
    plain = normal(name).casefold()
    if not plain.endswith(_TABLE_ENDS) or name.startswith((".", "~")):
        return None
    match = re.fullmatch(_ENDS, plain)
    if match is None:
        return None
    is_toml = ".toml" in match["ends"]
    for own, form in _LIKE.items():
        if own.endswith(".toml") is is_toml and name != own and re.fullmatch(form, match["stem"]):
            return own
    return None


def _not_read(folder: Path, name: str, own: str) -> Problem | None:
    path, read = folder / name, folder / own
    try:
        is_missing = not read.exists()
        if not path.is_file() or (not is_missing and path.samefile(read)):
            return None  # a system that takes upper and lower case for the same reads it
    except OSError:
        return None
    return Problem(
        severity="notice",
        code="file-not-read" if is_missing else "file-beside",
        file=name,
        message=Text(
            "The ledger does not read this file; it reads {own}, which is missing.", own=own
        )
        if is_missing
        else Text("The ledger does not read this file; it reads {own}.", own=own),
        hint=_hint(name, own, is_missing=is_missing),
    )


def _hint(name: str, own: str, *, is_missing: bool) -> Text:
    is_workbook = name.lower().endswith(_WORKBOOKS)
    if re.search(_CONFLICT, name.lower()) and not is_missing:
        return Text(
            "Two copies of {own} were changed apart: keep in {own} what is right of both, "
            "then delete this one.",
            own=own,
        )
    if own == Rating.FILE and (is_workbook or not is_missing):
        return Text(
            "Record what it has and {own} lacks: {command}; then move it to another folder.",
            own=own,
            command=f'ledger import "{name}"',
        )
    if is_workbook and is_missing:
        return Text("Save it as CSV (UTF-8) in this folder, by the name {own}.", own=own)
    if is_missing:
        return Text(
            "If it holds the records, rename it to {own}; Windows may hide the end of its name.",
            own=own,
        )
    return Text("Copy what {own} lacks into it, then move this file to another folder.", own=own)
