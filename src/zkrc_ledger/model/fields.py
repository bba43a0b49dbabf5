"""What one field of a contract file may hold, and what is said when it holds something else.

Each type here carries its own check, so that every refusal speaks of yuan, days and clauses
and not of Python types. pydantic calls the checks at the boundary and is imported only there.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

from zkrc_ledger.model.money import yuan
from zkrc_ledger.model.normal import normal
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text, literal
from zkrc_ledger.model.value import value_class

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import CoreSchema

LONGEST_LABEL = 500
_CHINESE_BLANKS = "\u3000\u00a0"
_PERIOD = re.compile(r"P[1-9][0-9]{0,2}", re.ASCII)
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2150


@value_class(kw_only=False)
class Check:
    """Metadata that tells pydantic to call `read` on the raw value.

    `shape` is what an editor is told of it, a JSON Schema as text (annotations are hashed);
    `read` says more than it can.
    """

    read: Callable[[object], Any]
    shape: str = "{}"

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """The schema pydantic asks every annotation for: just call `read`."""
        from pydantic_core import core_schema  # only where a file is validated

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        """The JSON Schema pydantic asks every annotation for."""
        import json  # only where the schema is written

        shape: dict[str, Any] = json.loads(self.shape)
        return shape


def whole(least: int, most: int) -> Check:
    """A whole number from `least` to `most`, both allowed."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Refused(
                "number",
                Text(
                    "A whole number from {least} to {most} is needed here, not {value}.",
                    least=least,
                    most=most,
                    value=literal(value),
                ),
            )
        return value

    return Check(read, f'{{"type": "integer", "minimum": {least}, "maximum": {most}}}')


def read_remark(value: object) -> str:
    """Words that only say why or where from: whatever a person typed, shown as plain text."""
    if not isinstance(value, str) or not value.strip():
        return read_label(value)
    return value


def read_label(value: object) -> str:
    """Words on one line: not empty, no control characters, at most 500 characters."""
    if not isinstance(value, str):
        raise Refused(
            "text",
            Text("Text in quotes is needed here, not {value}.", value=literal(value)),
        )
    words = value.strip()
    if not words:
        raise Refused("text", Text("This is empty."))
    if len(words) > LONGEST_LABEL or not all(map(_plain, words)):
        raise Refused(
            "text",
            Text("One line of at most {most} plain characters is needed here.", most=LONGEST_LABEL),
        )
    return words


def read_name(value: object) -> str:
    """A label that records name: a rating, a clause. In normal form, as their cells are."""
    return normal(read_label(value))


def _plain(char: str) -> bool:
    return char.isprintable() or char in _CHINESE_BLANKS


def read_day(value: object) -> date:
    """A TOML date, without a time and without quotes."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refused(
            "date",
            Text("A date is needed here, not {value}.", value=literal(value)),
            Text("Write a date without quotes: 2025-08-08."),
        )
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Refused(
            "date",
            Text(
                "The year of {value} is not between {first} and {last}.",
                value=value,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
        )
    return value


def read_percent(value: object) -> Decimal:
    """A percentage: a whole number, or a string with up to four decimals; 0 to 100."""
    whole_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100  # noqa: PLR2004  (per cent)
    written = str(value) if whole_number or isinstance(value, str) else ""
    if not _PERCENT.fullmatch(written) or Decimal(written) > 100:  # noqa: PLR2004  (per cent)
        raise Refused(
            "percent",
            Text("A percentage from 0 to 100 is needed here, not {value}.", value=literal(value)),
            Text('Write 30 for 30%, or "7.5" in quotes.'),
        )
    return Decimal(written)


def read_yes_no(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Refused(
            "yes-no", Text("true or false is needed here, not {value}.", value=literal(value))
        )
    return value


def read_anchor(value: object) -> date | str:
    """The day months are counted from: "term_start", or a date."""
    if isinstance(value, str) and value != "term_start":
        raise Refused(
            "choice",
            Text("This is not one of the choices: {value}.", value=literal(value)),
            Text('Write "term_start" in quotes, or a date without: 2025-09-01.'),
        )
    return "term_start" if isinstance(value, str) else read_day(value)


def read_start(value: object) -> date | str:
    """From when changed terms hold: a payment period, "P3", or a date."""
    if isinstance(value, str):
        if not _PERIOD.fullmatch(value):
            raise Refused(
                "period-form",
                Text("{value} is not a payment period.", value=literal(value)),
                Text("Write a payment period, as P3, or a date, as 2026-04-08."),
            )
        return value
    return read_day(value)


_TEXT = '{"type": "string", "minLength": 1}'
_LINE = f'{{"type": "string", "minLength": 1, "maxLength": {LONGEST_LABEL}}}'
_DATE = '{"type": "string", "format": "date"}'
_MONEY = (
    '{"anyOf": [{"type": "integer", "minimum": 0},'
    ' {"type": "string", "pattern": "^[0-9]{1,12}(\\\\.[0-9]{1,2})?$"}]}'
)
_SHARE = (
    '{"anyOf": [{"type": "integer", "minimum": 0, "maximum": 100},'
    ' {"type": "string", "pattern": "^[0-9]{1,3}(\\\\.[0-9]{1,4})?$"}]}'
)
Yuan = Annotated[Decimal, Check(yuan, _MONEY)]
Start = Annotated[date | str, Check(read_start, _TEXT)]
LONGEST_EXTENSION = 3660
Days = Annotated[int, whole(1, LONGEST_EXTENSION)]
Percent = Annotated[Decimal, Check(read_percent, _SHARE)]
Label = Annotated[str, Check(read_label, _LINE)]
Name = Annotated[str, Check(read_name, _LINE)]
Remark = Annotated[str, Check(read_remark, _TEXT)]
Day = Annotated[date, Check(read_day, _DATE)]
Anchor = Annotated[
    date | Literal["term_start"],
    Check(read_anchor, f'{{"anyOf": [{{"const": "term_start"}}, {_DATE}]}}'),
]
YesNo = Annotated[bool, Check(read_yes_no, '{"type": "boolean"}')]
# Bounds keep a slip of the finger from building a schedule of a thousand million months. No
# service is contracted for more than ten years, and each month bears on every period's range.
Months = Annotated[int, whole(1, 120)]
Cycles = Annotated[int, whole(1, 120)]
WorkingDays = Annotated[int, whole(1, 366)]
Year = Annotated[int, whole(FIRST_YEAR, LAST_YEAR)]
