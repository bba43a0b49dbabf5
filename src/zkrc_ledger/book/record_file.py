"""One kind of record, one CSV file: its columns, how a row is read and how one is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from zkrc_ledger.book.table import Row, Table, read_table, table_of
from zkrc_ledger.model.parse import parse_month
from zkrc_ledger.model.problem import Problem, Refused
from zkrc_ledger.model.record import Place, Record
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Kept = TypeVar("Kept", bound=Record)
Value = TypeVar("Value")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # Chinese and Japanese Excel take the wide ones too
# what every kind ends with, and the headings a Chinese file has for it
COMMON_COLUMNS = {
    "note": "备注",
    "revises": "替换",
    "reason": "原因",
    "recorded_at": "记录时间",
    "recorded_by": "记录人",
}

NO_PERIOD = Refused(
    "period-missing",
    Text("The payment period is missing."),
    Text("Write the payment period, as P1."),
)
NO_AMOUNT = Refused(
    "amount-missing",
    Text("The amount is missing."),
    Text("Write yuan with at most two decimals, as 3000.50."),
)
NO_DATE = Refused(
    "date-form",
    Text("The date is missing."),
    Text("Write year, month and day, as 2025-10-15."),
)


@dataclass(slots=True)
class Cells:
    """The cells of one row, read one by one; every refusal is kept."""

    row: Row
    refused: list[Refused] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The cell as it stands; empty where the file has no such column."""
        cell = self.row.cells.get(column, "")
        return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell

    def read(self, column: str, by: Callable[[str], Value], otherwise: Value) -> Value:
        """The cell read; `otherwise` where it is empty, or refused."""
        if not self.text(column):
            return otherwise
        try:
            return by(self.text(column))
        except Refused as refused:
            self.refused.append(refused)
            return otherwise

    def needed(
        self, column: str, by: Callable[[str], Value], otherwise: Value, says: Refused
    ) -> Value:
        """The cell read; where it is empty that is refused too, by `says`."""
        if not self.text(column):
            self.refused.append(says)
            return otherwise
        return self.read(column, by, otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile(Generic[Kept]):
    """A kind of record and the file it is kept in.

    `columns` maps each column that is the kind's own to its Chinese heading; `required` are
    those a file cannot do without. `prefix` begins the ids of the kind.
    """

    name: str
    prefix: str
    columns: dict[str, str]
    required: tuple[str, ...]
    from_cells: Callable[[Cells], Kept]
    to_cells: Callable[[Kept], dict[str, str]]

    @property
    def headings(self) -> dict[str, str]:
        """Every column of the file and its Chinese heading, in the order written."""
        return {"id": "编号"} | self.columns | COMMON_COLUMNS

    def read(self, folder: Path) -> tuple[list[Kept], list[Problem], Table]:
        """Every record of the kind, every problem of the file, and the table to add rows to."""
        return self._records(read_table(folder / self.name, self._names, self.required))

    def read_back(self, data: bytes) -> tuple[list[Kept], list[Problem], Table]:
        """The same of bytes that are to be the file's."""
        return self._records(table_of(data, self.name, self._names, self.required))

    @property
    def _names(self) -> dict[str, str]:
        headings = self.headings
        return {name: name for name in headings} | {zh: name for name, zh in headings.items()}

    def _records(self, table: Table) -> tuple[list[Kept], list[Problem], Table]:
        records, problems = [], list(table.problems)
        for row in table.rows:
            cells = Cells(row)
            record = self.from_cells(cells)
            records.append(
                replace(
                    record,
                    id=cells.text("id"),
                    note=cells.text("note"),
                    revises=_link(cells.text("revises")),
                    reason=cells.text("reason"),
                    recorded_at=cells.text("recorded_at"),
                    recorded_by=cells.text("recorded_by"),
                    place=Place(self.name, row.line),
                )
            )
            problems += [_problem(self.name, row, refused) for refused in cells.refused]
        return records, problems, table

    def with_records(self, table: Table, records: Sequence[Kept], ids: Mapping[int, str]) -> bytes:
        """The file's new bytes, with `records` as its last rows, and `ids` by line."""
        from zkrc_ledger.book.table_writing import with_rows  # only to write

        chinese = any(heading in self.columns.values() for heading in table.headings)
        headings = self.headings if chinese else {name: name for name in self.headings}
        rows = [
            {
                column: cell if column == "amount" else _inert(cell)
                for column, cell in (
                    self.to_cells(record)
                    | {name: getattr(record, name) for name in ("id", *COMMON_COLUMNS)}
                ).items()
            }
            for record in records
        ]
        filled = {
            row.line: {"id": ids[row.line]}
            for row in table.rows
            if not row.cells.get("id") and row.line in ids
        }
        return with_rows(table, rows, headings, filled)


def _inert(cell: str) -> str:
    """Words that Excel would take for a formula, marked as words the way Excel marks them."""
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Whether a formula stands here, behind marks or not: one mark more comes off again."""
    return cell.lstrip("'").startswith(_FORMULA)


def _link(written: str) -> str:
    """What a row replaces: a month, however it is typed, or else the id of another row."""
    if not written:
        return ""
    try:
        return parse_month(written)
    except Refused:
        return written


def _problem(file: str, row: Row, refused: Refused) -> Problem:
    return Problem(
        code=refused.code,
        file=file,
        line=row.line,
        excerpt=",".join(row.cells.values())[:80],
        message=refused.message,
        hint=refused.hint,
    )
