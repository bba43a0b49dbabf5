"""A value that cannot stand in contract.toml is told by its key, with what is wrong."""

from __future__ import annotations

import pytest

from tests.book.contracts import changed, hint, problems_of, said

TOTAL = "total = 1166400\n"
DIGITS_ONLY = "Digits only, at most two decimals, no sign, no separators: 388800 or 388800.50."
HOW_MONEY_IS_WRITTEN = 'Write whole yuan as 388800, or yuan and fen in quotes as "388800.50".'


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("1166400.0", "money-type", "Money is not written like this: 1166400.0."),
        ("1e6", "money-type", "Money is not written like this: 1000000.0."),
        ("nan", "money-type", "Money is not written like this: nan."),
        ("inf", "money-type", "Money is not written like this: inf."),
        ("true", "money-type", "Money is not written like this: true."),
        ("2025-08-08", "money-type", "Money is not written like this: 2025-08-08."),
        ("[1166400]", "money-type", "Money is not written like this: [1166400]."),
        ("-1166400", "money-negative", "Money here cannot be negative: -1166400."),
        ('"-1166400"', "money-form", 'Not an amount of money: "-1166400".'),
        ('"+1166400"', "money-form", 'Not an amount of money: "+1166400".'),
        ('"1,166,400"', "money-form", 'Not an amount of money: "1,166,400".'),
        ('"1 166 400"', "money-form", 'Not an amount of money: "1 166 400".'),
        ('"1166400.005"', "money-form", 'Not an amount of money: "1166400.005".'),
        ('"1166400."', "money-form", 'Not an amount of money: "1166400.".'),
        ('".50"', "money-form", 'Not an amount of money: ".50".'),
        ('"1.17e6"', "money-form", 'Not an amount of money: "1.17e6".'),
        ('"¥1166400"', "money-form", 'Not an amount of money: "¥1166400".'),
        ('"１１６６４００"', "money-form", 'Not an amount of money: "１１６６４００".'),
        ('"116万"', "money-form", 'Not an amount of money: "116万".'),
        ('""', "money-form", 'Not an amount of money: "".'),
        ("1000000000000", "money-form", "Not an amount of money: 1000000000000."),
        (f'"{"9" * 80}"', "money-form", f'Not an amount of money: "{"9" * 59}….'),
        (f"0x{'f' * 9000}", "money-form", "Not an amount of money: …."),
    ],
)
def test_money(written: str, code: str, message: str) -> None:
    """Money is whole yuan, or a string with at most two decimals: nothing else is taken."""
    [problem] = problems_of(changed((TOTAL, f"total = {written}\n")))
    assert said(problem) == (code, "price.total", message)
    hints = {
        "money-type": HOW_MONEY_IS_WRITTEN,
        "money-negative": "Write the amount without a sign; the key says which way it counts.",
        "money-form": DIGITS_ONLY,
    }
    assert hint(problem) == hints[code]


@pytest.mark.parametrize("written", ["1166400", '"1166400"', '"1166400.0"', '"1166400.00"'])
def test_money_that_is_right(written: str) -> None:
    """The same amount may be written as a number or as a string, with or without decimals."""
    assert problems_of(changed((TOTAL, f"total = {written}\n"))) == []


MONTHS = "A whole number from 1 to 120 is needed here, not "
LABEL = "Text in quotes is needed here, not "
ONE_LINE = "One line of at most 500 plain characters is needed here."


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "message"),
    [
        ("start = 2025", 'start = "2025-08-08" #', "date", "term.start",
         'A date is needed here, not "2025-08-08".'),
        ("start = 2025-08-08", "start = 2025-08-08T00:00:00", "date", "term.start",
         "A date is needed here, not 2025-08-08 00:00:00."),
        ("start = 2025", "start = 20250808 #", "date", "term.start",
         "A date is needed here, not 20250808."),
        ("start = 2025", "start = 1925", "date", "term.start",
         "The year of 1925-08-08 is not between 1990 and 2150."),
        ("end = 2026", "end = 2206", "date", "term.end",
         "The year of 2206-08-07 is not between 1990 and 2150."),
        ("months = 12\n", "months = 12.0\n", "number", "term.months", MONTHS + "12.0."),
        ("months = 12\n", 'months = "12"\n', "number", "term.months", MONTHS + '"12".'),
        ("months = 12\n", "months = true\n", "number", "term.months", MONTHS + "true."),
        ("months = 12\n", "months = 0\n", "number", "term.months", MONTHS + "0."),
        ("months = 12\n", "months = 601\n", "number", "term.months", MONTHS + "601."),
        ("months = 2\n", "months = -2\n", "number", "evaluation_cycle.months", MONTHS + "-2."),
        ("cycles = 2\n", "cycles = 2.5\n", "number", "payment_period.cycles", MONTHS + "2.5."),
        ("working_days = 20\n", "working_days = 367\n", "number", "funds_request.working_days",
         "A whole number from 1 to 366 is needed here, not 367."),
        ("\ntax_inclusive = true", "\ntax_inclusive = 1", "yes-no", "price.tax_inclusive",
         "true or false is needed here, not 1."),
        ("\ntax_inclusive = true", '\ntax_inclusive = "是"', "yes-no", "price.tax_inclusive",
         'true or false is needed here, not "是".'),
        ("percent = 30\n", "percent = 30.0\n", "percent", "breach.percent",
         "A percentage from 0 to 100 is needed here, not 30.0."),
        ("percent = 30\n", "percent = true\n", "percent", "breach.percent",
         "A percentage from 0 to 100 is needed here, not true."),
        ("percent = 30\n", "percent = 101\n", "percent", "breach.percent",
         "A percentage from 0 to 100 is needed here, not 101."),
        ("percent = 30\n", "percent = -1\n", "percent", "breach.percent",
         "A percentage from 0 to 100 is needed here, not -1."),
        ("percent = 30\n", 'percent = "30%"\n', "percent", "breach.percent",
         'A percentage from 0 to 100 is needed here, not "30%".'),
        ('number = "ZKRCHY20250001"', "number = 20250001", "text", "contract.number",
         LABEL + "20250001."),
        ('number = "ZKRCHY20250001"', 'number = ""', "text", "contract.number", "This is empty."),
        ('number = "ZKRCHY20250001"', 'number = " \u3000 "', "text", "contract.number",
         "This is empty."),
        ('number = "ZKRCHY20250001"', 'number = "a\\u001b[31m"', "text", "contract.number",
         ONE_LINE),
        ('number = "ZKRCHY20250001"', 'number = "a\\nb"', "text", "contract.number", ONE_LINE),
        ('number = "ZKRCHY20250001"', f'number = "{"长" * 501}"', "text", "contract.number",
         ONE_LINE),
        ('account = "632526279"', "account = 632526279", "text", "payee.account",
         LABEL + "632526279."),
        ('anchor = "term_start"', 'anchor = "2025-09-01"', "choice", "readings.anchor",
         'This is not one of the choices: "2025-09-01".'),
        ('anchor = "term_start"', "anchor = 9", "date", "readings.anchor",
         "A date is needed here, not 9."),
        ('month_id = "starts_in"', 'month_id = "begins_in"', "choice", "readings.month_id",
         'This is not one of the choices: "begins_in".'),
        ('month_id = "starts_in"', "month_id = true", "choice", "readings.month_id",
         "This is not one of the choices: true."),
        ('rating = "良好", reward = 20000', 'rating = "良好", reward = 2e4', "money-type",
         "evaluation.scale[1].reward", "Money is not written like this: 20000.0."),
        ('rating = "差", deduction = 10000', 'rating = "差", deduction = -10000',
         "money-negative", "evaluation.scale[4].deduction",
         "Money here cannot be negative: -10000."),
        ('"三.1" = { zh = "费用标准"', '"三.1" = { zh = ""', "value", "clauses.三.1.zh",
         'This cannot stand here: "".'),
        ('"三.1" = { zh = "费用标准"', '"三.1" = { zh = 3', "value", "clauses.三.1.zh",
         "This cannot stand here: 3."),
        ('clauses = ["二"]', 'clauses = "二"', "shape", "term.clauses",
         'A list in brackets is needed here, not "二".'),
        ('clauses = ["二"]', "clauses = [2]", "text", "term.clauses[0]", LABEL + "2."),
    ],
)  # fmt: skip
def test_values(old: str, new: str, code: str, key: str, message: str) -> None:
    """Dates, numbers, percentages, words and choices each say what they need and what they got."""
    [problem] = problems_of(changed((old, new)))
    assert said(problem) == (code, key, message)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("start = 2025", 'start = "2025-08-08" #', "Write a date without quotes: 2025-08-08."),
        ("percent = 30\n", "percent = 0.3\n", 'Write 30 for 30%, or "7.5" in quotes.'),
        ('month_id = "starts_in"', 'month_id = "x"', "Choose one of: starts_in, ends_in."),
        (
            'anchor = "term_start"',
            'anchor = "2025-09-01"',
            'Write "term_start" in quotes, or a date without: 2025-09-01.',
        ),
    ],
)
def test_what_to_do(old: str, new: str, expected: str) -> None:
    """A value that cannot be taken comes with how it is written right."""
    [problem] = problems_of(changed((old, new)))
    assert hint(problem) == expected
