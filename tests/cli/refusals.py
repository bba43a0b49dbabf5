"""What each command of a contract's life refuses, on the book of `halfway`: the tables."""

from __future__ import annotations

from tests.cli.life import FIRST, SECOND, THIRD

ABOVE_ZERO = "Write it without a sign; the kind of record says which way it counts."
TWO_DECIMALS = "Write yuan with at most two decimals, as 3000.50."
PERIODS = "The payment periods are: P1, P2, P3."
DATE = "Write year, month and day, as 2025-10-15."
COPY = "Copy the number from the invoice."
DIGITS = "{} has neither 20 digits (a fully digitalised invoice) nor 8."
HISTORY = "See the records and their ids: ledger history"
RED = "A red-letter invoice takes back all or part of one invoice of the same period."
EITHER = "Fees stand alone or beside --breach: ledger deduct P2 --breach --fees 8000."
ANYWAY = "An invoice that was issued all the same is recorded with its amount."
BASIS = "Name it: --basis TEXT"
TAKE_BACK = "Take one of them back: ledger void RECORD --reason TEXT"

INVOICE = ("invoice", "P1", "100", "--number", SECOND, "--date", "2025-12-22")
RED_LETTER = ("--number", SECOND, "--date", "2025-12-22", "--red", FIRST)
PAY = ("pay", "P1")
ON = ("--date", "2025-12-30")
EXTEND = ("amend", "extend", "--basis", "x")
CHANGE = ("amend", "change", "--from", "P2", "--basis", "x")
CLAUSES = "二, 三.1, 三.2, 三.3, 四.4, 四.5, 四.7, 七.1, 八.1, 九, 附件1.六, 附件1.七"

# what is typed: code, what is wrong, what to do
Case = tuple[tuple[str, ...], str, str, str]
MONEY: dict[str, Case] = {
    "deduct in no period": (
        ("deduct", "P4", "5"), "period-unknown",
        "P4 is not a payment period of this contract.", PERIODS),
    "deduct nothing": (
        ("deduct", "P2", "0"), "money-sign", "The amount must be above zero, not 0.00.",
        ABOVE_ZERO),
    "deduct less than nothing": (
        ("deduct", "P2", "-3,000.50"), "money-sign",
        "The amount must be above zero, not -3,000.50.", ABOVE_ZERO),
    "deduct three decimals": (
        ("deduct", "P2", "5.005"), "money-form", "Not an amount of money: 5.005.", TWO_DECIMALS),
    "deduct with a wrong separator": (
        ("deduct", "P2", "3,00"), "money-form", "Not an amount of money: 3,00.", TWO_DECIMALS),
    "neither breach nor amount": (
        ("deduct", "P2"), "breach-or-amount",
        "A deduction is --breach, an amount of damages, or --fees.", EITHER),
    "fees beside damages": (
        ("deduct", "P2", "5", "--fees", "6"), "breach-or-amount",
        "A deduction is --breach, an amount of damages, or --fees.", EITHER),
    "fees of nothing": (
        ("deduct", "P2", "--breach", "--fees", "0"), "money-sign",
        "--fees: The amount must be above zero, not 0.00.", ABOVE_ZERO),
    "extra without basis": (
        ("extra", "P2", "20000"), "basis-missing",
        "Additional work needs the written agreement it rests on.", BASIS),
    "extra with an empty basis": (
        ("extra", "P2", "20000", "--basis", "  "), "basis-missing",
        "Additional work needs the written agreement it rests on.", BASIS),
    "extra of less than nothing": (
        ("extra", "P2", "-1", "--basis", "x"), "money-sign",
        "The amount must be above zero, not -1.00.", ABOVE_ZERO),
    "extra in no period": (
        ("extra", "2025-09", "1", "--basis", "x"), "period-unknown",
        "2025-09 is not a payment period of this contract.",
        "The month 2025-09 is in P1."),
    "invoice in no period": (
        ("invoice", "P9", *INVOICE[2:]), "period-unknown",
        "P9 is not a payment period of this contract.", PERIODS),
    "invoice of 19 digits": (
        ("invoice", "P1", "100", "--number", FIRST[:19], *ON), "number-form",
        DIGITS.format(FIRST[:19]), COPY),
    "invoice of 21 digits": (
        ("invoice", "P1", "100", "--number", f"{FIRST}0", *ON), "number-form",
        DIGITS.format(f"{FIRST}0"), COPY),
    "invoice with a letter": (
        ("invoice", "P1", "100", "--number", f"{FIRST[:19]}O", *ON), "number-form",
        DIGITS.format(f"{FIRST[:19]}O"), COPY),
    "invoice of nothing": (
        ("invoice", "P1", "0", *INVOICE[3:]), "money-sign",
        "The amount must be above zero, not 0.00.", ABOVE_ZERO),
    "invoice of less than nothing": (
        ("invoice", "P1", "-100", *INVOICE[3:]), "money-sign",
        "The amount must be above zero, not -100.00.", ABOVE_ZERO),
    "invoice of tomorrow": (
        (*INVOICE[:-1], "2026-01-03"), "not-come-yet",
        "2026-01-03 has not come yet; today is 2026-01-02.", "Check the date."),
    "invoice of no day": (
        (*INVOICE[:-1], "2025-02-30"), "date-form", '--date: "2025-02-30" is not a date.', DATE),
    "not final yet": (
        ("invoice", "P2", *INVOICE[3:]), "not-final",
        "The amount due for P2 is not final yet.",
        f"See what is missing: ledger due P2. {ANYWAY}"),
    "red-letter beyond the original": (
        ("invoice", "P1", "428800.01", *RED_LETTER), "red-letter",
        f"The red-letter invoices against {FIRST} (428,800.00) come to 0.01 more than it.", RED),
    "red-letter against nothing": (
        (*INVOICE, "--red", THIRD), "original-unknown",
        f"The red-letter invoice {SECOND} names no invoice on record: {THIRD}.",
        "Record the original first, or correct its number."),
    "red-letter of another period": (
        ("invoice", "P2", "100", *RED_LETTER), "red-letter", f"{FIRST} is an invoice of P1.", RED),
    "red-letter before the original": (
        ("invoice", "P1", "100", "--number", SECOND, "--date", "2025-12-19", "--red", FIRST),
        "red-letter", f"{FIRST} was issued on 2025-12-20, after this red-letter invoice.", RED),
    "pay in no period": (
        ("pay", "P4", "5", *ON), "period-unknown",
        "P4 is not a payment period of this contract.", PERIODS),
    "pay nothing": (
        (*PAY, "0", *ON), "money-sign", "The amount must be above zero, not 0.00.", ABOVE_ZERO),
    "pay less than nothing": (
        (*PAY, "-5", *ON), "money-sign", "The amount must be above zero, not -5.00.", ABOVE_ZERO),
    "paid tomorrow": (
        (*PAY, "5", "--date", "2026-01-03"), "not-come-yet",
        "2026-01-03 has not come yet; today is 2026-01-02.", "Check the date."),
    "returned more than received": (
        (*PAY, "300000.01", *ON, "--returned"), "returned-too-much",
        "300,000.01 cannot be sent back: 300,000.00 was received for P1.",
        "Check the amount and the period."),
}  # fmt: skip
OTHERS: dict[str, Case] = {
    "void nothing": (
        ("void", "X-zzzzzz", "--reason", "x"), "record-unknown", "There is no record X-zzzzzz.",
        HISTORY),
    "void an empty name": (
        ("void", "", "--reason", "x"), "record-unknown", "There is no record .", HISTORY),
    "void without a reason": (
        ("void", "A-aaaaaa", "--reason", " "), "reason-missing", "--reason needs a reason.",
        'Say why in quotes: --reason "…".'),
    "extend by no day": (
        (*EXTEND, "--days", "0", "--from", "2026-01-20"), "number",
        "--days: A whole number from 1 to 3660 is needed here, not 0.", ""),
    "extend from no day": (
        (*EXTEND, "--days", "5", "--from", "soon"), "date-form", '--from: "soon" is not a date.',
        DATE),
    "extend before the term": (
        (*EXTEND, "--days", "5", "--from", "2025-08-07"), "not-in-term",
        "2025-08-07 is not in the service term, 2025-08-08 to 2026-08-07.", ""),
    # ten days are added already; the five asked for do not reach back to their own first day
    "extend after the term": (
        (*EXTEND, "--days", "5", "--from", "2026-08-18"), "not-in-term",
        "2026-08-18 is not in the service term, 2025-08-08 to 2026-08-17.", ""),
    "extend without basis": (
        ("amend", "extend", "--days", "5", "--from", "2026-01-20"), "basis-missing",
        "An amendment needs the written agreement or notice it rests on.", BASIS),
    "terminate without basis": (
        ("amend", "terminate", "--on", "2026-03-01"), "basis-missing",
        "An amendment needs the written agreement or notice it rests on.", BASIS),
    "terminate on no day": (
        ("amend", "terminate", "--on", "2026-02-30", "--basis", "x"), "date-form",
        '--on: "2026-02-30" is not a date.', DATE),
    "terminate after the term": (
        ("amend", "terminate", "--on", "2026-08-18", "--basis", "x"), "not-in-term",
        "2026-08-18 is not in the service term, 2025-08-08 to 2026-08-17.", ""),
    "settle for less than nothing": (
        ("amend", "terminate", "--on", "2026-03-01", "--settle", "-5", "--basis", "x"),
        "money-sign", "--settle: The amount must not be below zero.",
        "What party B owes is recorded as a deduction: ledger deduct"),
    "change without basis": (
        ("amend", "change", "breach.percent=20", "--from", "P2"), "basis-missing",
        "An amendment needs the written agreement or notice it rests on.", BASIS),
    "change no key": (
        (*CHANGE, "breach.percent"), "setting", "breach.percent does not change a term.",
        "Write KEY=VALUE, as price.total=1200000."),
    "change one term to two values": (
        (*CHANGE, "breach.percent=20", "breach.percent=25"), "setting-twice",
        "breach.percent is changed twice in one amendment.", "Keep the value that was agreed."),
    "change what is not there": (
        (*CHANGE, "evaluation.scale[9].reward=5"), "key-unknown",
        "The contract has nothing at evaluation.scale[9].reward to change.",
        "Name a key that is there, or the whole entry that is to be added."),
    "change from no period": (
        ("amend", "change", "breach.percent=20", "--from", "P4", "--basis", "x"), "change-start",
        "P4 is not a payment period of this contract.", "The payment periods are: P1 … P3."),
    "change a reading from the middle on": (
        (*CHANGE, "readings.anchor=2025-09-01"), "change-whole",
        "readings.anchor holds for the whole contract.", "Change it from P1 on."),
    "change the months": (
        ("amend", "change", "readings.anchor=2025-09-01", "--from", "P1", "--basis", "x"),
        "month-renamed",
        "The change would move or rename the service month 2025-08.",
        "Months can be added at the end of the term; to move them, record an extension."),
}  # fmt: skip
REFUSALS = MONEY | OTHERS
