"""What people type: months, dates, periods, amounts, numbers, words: 2025-9, 388,800.00元.

Everything is parsed in its normal form and whole; what a spreadsheet has made of it is read
where only one thing can have stood there, and refused with what it may have been otherwise.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zkrc_ledger.model.money import yuan
from zkrc_ledger.model.normal import normal, typed_words
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_LONGEST = 40  # of what a message quotes
_LONGEST_NUMBER = 80
_COUNT = r"([0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_DIGITS = {"": 0} | {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_MONTH = re.compile(rf"([0-9]{{4}})\s*[-/.年]\s*{_COUNT}\s*(?:月份?)?")
_SIX_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})")
_NO_YEAR = re.compile(rf"{_COUNT}\s*月份?")
_SHORT_YEAR = re.compile(rf"([2-9][0-9])\s*[-/年]\s*{_COUNT}\s*(?:月份?)?")
_CUT_MONTH = re.compile(r"([0-9]{4})\.1")  # of 2025.10 a spreadsheet keeps 2025.1
_NAMED_MONTH = re.compile(
    r"(?P<name>[A-Za-z]{3,9})\.?[-/ ]?(?:20)?(?P<year>[2-9][0-9])"
    r"|(?:20)?(?P<year2>[2-9][0-9])[-/ ]?(?P<name2>[A-Za-z]{3,9})"
)
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = r"(?:[T ]+(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)?"
_DAY = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?"
    rf"\s*(?:(?:星期|周)[一二三四五六日天])?{_TIME}"
)
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{6})?")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_SERIAL_YEARS = range(2000, 2100)  # other numbers of five digits are no days of a contract
_PERIOD = re.compile(rf"P\s?{_COUNT}|第?\s?{_COUNT}\s?(?:个?付款)?周?期|([0-9]{{1,3}})")
_AMOUNT = re.compile(
    r"(?P<opened>\()?(?P<front>-)? ?(?:¥|RMB|CNY|人民币)? ?(?P<after>-)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<fen>\.[0-9]{1,2})?"
    r" ?(?:[元圆]整?)?(?P<behind>-)?(?P<closed>\))?",
    re.IGNORECASE | re.ASCII,
)
_MADE_A_FIGURE = re.compile(r"[0-9.]+E\+?[0-9]+|[0-9]+\.[0-9]+", re.IGNORECASE)
_DIGITAL_INVOICE = re.compile(r"[0-9]{15}0{5}")
_MONTHS = 12
MONTH_HINT = Text(
    "Write year and month, as 2025-09; where Excel turns it into a date, format the column as text."
)


def parse_month(written: str) -> str:
    """A service month's id, `2025-09`: 2025-9, 2025/09, 202509, 2025年9月, 2025年9月份.

    Raises `Refused`: `month-year` where only the year is missing (9月); `month-spreadsheet` for
    what a spreadsheet makes of a month (2025/9/1, Sep-25, 45901, 2025.1), with the month or
    months it may have been; `month-form` for anything else.
    """
    plain = normal(written)
    if meant := _made_by_a_spreadsheet(plain):
        raise Refused(
            "month-spreadsheet",
            Text(
                '"{written}" is not a month: a spreadsheet may have made a day or a figure of it.',
                written=written[:_LONGEST],
            ),
            Text("If {month} was meant, write {month}, in a column set to text.", month=meant[0])
            if len(meant) == 1
            else Text(
                "If {first} was meant, write {first}; if {second}, write {second}; "
                "in a column set to text.",
                first=meant[0],
                second=meant[1],
            ),
        )
    for form in (_MONTH, _SIX_DIGITS):
        if (match := form.fullmatch(plain)) and (month := _month(match[1], match[2])):
            return month
    if _month_number(plain):
        raise Refused(
            "month-year", Text('"{written}" names no year.', written=written[:_LONGEST]), MONTH_HINT
        )
    raise Refused(
        "month-form", Text('"{written}" is not a month.', written=written[:_LONGEST]), MONTH_HINT
    )


def parse_month_or_short(written: str) -> str:
    """The same, and a month that names no year as it stands: `parse_month_in` tells which it is."""
    return written if _month_number(normal(written)) else parse_month(written)


def parse_month_in(written: str, months: Iterable[str]) -> str:
    """The same where the ids of a term's months are known: 9月 is its only September.

    Raises `Refused` as `parse_month` does; `month-year` where none or several of `months` fit.
    """
    number = _month_number(normal(written))
    if not number:
        return parse_month(written)
    fitting = tuple(month for month in months if month.endswith(f"-{number:02}"))
    if len(fitting) == 1:
        return fitting[0]
    raise Refused(
        "month-year",
        Text('"{written}" names no year.', written=written[:_LONGEST]),
        Text("Write the one that is meant: {months}.", months=fitting) if fitting else MONTH_HINT,
    )


def parse_date(written: str) -> date:
    """A date: 2025-10-15, 2025/10/15, 2025年10月15日, 20251015, each also with a time of day.

    The number by which a spreadsheet counts days is read too: 46011 is 2025-12-20. Raises
    `Refused` (`date-form`) for anything else.
    """
    plain = normal(written)
    if match := _DAY.fullmatch(plain) or _EIGHT_DIGITS.fullmatch(plain):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass  # the 31st of a short month, month 13: refused below like any other slip
    elif day := _serial_day(plain):
        return day
    raise Refused(
        "date-form",
        Text('"{written}" is not a date.', written=written[:_LONGEST]),
        Text("Write year, month and day, as 2025-10-15."),
    )


def parse_amount(written: str) -> Decimal:
    """Money as people type it: 3000.5, 388,800.00, ￥388,800.00, 388800元, full-width digits.

    Below zero it has a minus in front or behind, or stands in brackets. The figure itself is
    never changed or guessed at: raises `Refused` (`money-form`) for anything else.
    """
    match = _AMOUNT.fullmatch(normal(written))
    signs = [name for name in ("opened", "front", "after", "behind") if match and match[name]]
    if match is None or bool(match["opened"]) != bool(match["closed"]) or len(signs) > 1:
        raise Refused(
            "money-form",
            Text("Not an amount of money: {value}.", value=written[:_LONGEST]),
            Text("Write yuan with at most two decimals, as 3000.50."),
        )
    amount = yuan(match["whole"].replace(",", "") + (match["fen"] or ""))
    return -amount if signs else amount


def parse_positive_amount(written: str) -> Decimal:
    """An amount of money above zero. Raises `Refused`: `money-form`, or `money-sign` below it."""
    amount = parse_amount(written)
    if amount <= 0:
        raise Refused(
            "money-sign",
            Text("The amount must be above zero, not {value}.", value=amount),
            Text("Write it without a sign; the kind of record says which way it counts."),
        )
    return amount


def parse_period(written: str) -> str:
    """A payment period's id, `P1`: P1, p1, 1, 第1期, 第一期, full width.

    Whether there is such a period is not asked here: what names none is handed back in normal
    form. Raises `Refused` (`period-form`) only for a text without end.
    """
    plain = normal(written).upper()
    if match := _PERIOD.fullmatch(plain):
        number = _counted(next(filter(None, match.groups())))
        return f"P{number}" if number else plain
    if len(plain) > _LONGEST:
        raise Refused(
            "period-form",
            Text("{value} is not a payment period.", value=f'"{written[:_LONGEST]}"'),
            Text("Write the payment period, as P1."),
        )
    return plain


def parse_words(written: str) -> str:
    """Words as they can stand in a cell: on one line, and as they are read from one again.

    A line of a note could be taken for a merge's mark; a byte that the console could not
    decode has no place in any encoding.
    """
    plain = written.encode("utf-8", "replace").decode("utf-8")
    return typed_words(" ".join(line.strip() for line in plain.splitlines()))


def parse_number(written: str) -> str:
    """The number of an invoice as people type or paste it, without marks and blanks.

    Raises `Refused`: `number-figure` for what a spreadsheet has made a figure of, whose last
    digits are lost (2.4952E+19); `number-form` for a text without end.
    """
    plain = "".join(normal(written).split())
    if _MADE_A_FIGURE.fullmatch(plain):
        raise Refused(
            "number-figure",
            Text('"{number}" is no invoice number any more.', number=written[:_LONGEST]),
            Text("Excel made a figure of it: type the number again, in a column set to text."),
        )
    if len(plain) > _LONGEST_NUMBER:
        raise Refused(
            "number-form",
            Text('"{number}…" is too long for an invoice number.', number=written[:_LONGEST]),
        )
    return plain


def rounded_by_spreadsheet(number: str) -> bool:
    """Whether a number of 20 digits ends in five zeros, as when only 15 digits were kept."""
    return _DIGITAL_INVOICE.fullmatch(number) is not None


def _month(year: str, number: str) -> str | None:
    month = _counted(number)
    return f"{year}-{month:02}" if int(year) and 1 <= month <= _MONTHS else None


def _month_number(plain: str) -> int:
    """The number of a month that is named without its year; 0 for anything else."""
    match = _NO_YEAR.fullmatch(plain)
    number = _counted(match[1]) if match else 0
    return number if number <= _MONTHS else 0


def _made_by_a_spreadsheet(plain: str) -> list[str]:
    """The months that may have been typed where a day or a figure stands now."""
    found: list[tuple[str, str]] = []
    if match := _CUT_MONTH.fullmatch(plain):
        found = [(match[1], "10"), (match[1], "01")]
    elif match := _DAY.fullmatch(plain) or _EIGHT_DIGITS.fullmatch(plain):
        found = [(match[1], match[2])]
    elif day := _serial_day(plain):
        found = [(str(day.year), str(day.month))]
    elif match := _SHORT_YEAR.fullmatch(plain):
        found = [(f"20{match[1]}", match[2])]
    elif match := _NAMED_MONTH.fullmatch(plain):
        name = (match["name"] or match["name2"]).lower()
        found = [
            (f"20{match['year'] or match['year2']}", str(number))
            for number, full in enumerate(_MONTH_NAMES, start=1)
            if full.startswith(name)
        ]
    return [month for year, number in found if (month := _month(year, number))]


def _serial_day(plain: str) -> date | None:
    match = _SERIAL.fullmatch(plain)
    day = _FIRST_SERIAL_DAY + timedelta(days=int(match[1])) if match else None
    return day if day and day.year in _SERIAL_YEARS else None


def _counted(written: str) -> int:
    """1 for 1 and 一, 12 for 十二; 0 for what counts nothing."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if tens in _DIGITS and ones in _DIGITS:
        return (_DIGITS[tens] or len(ten)) * 10 + _DIGITS[ones]
    return 0
