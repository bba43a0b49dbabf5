"""JSON shapes, as docs for programs state them, and whether an answer has one."""

from __future__ import annotations

import re
from typing import Any

MONEY = re.compile(r"-?\d+\.\d\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d")
RECORD_ID = re.compile(r"R-[2-9a-z]{6}")


def differences(shape: Any, tree: Any, at: str = "$") -> list[str]:
    """Where `tree` is not of this shape; more keys than the shape has are welcome.

    A shape is a dict of shapes, a list with the one shape of all items, a tuple of
    alternatives, a pattern, a type, or the very value.
    """
    match shape:
        case dict():
            if not isinstance(tree, dict):
                return [f"{at}: not an object"]
            missing = [f"{at}.{key}: missing" for key in shape if key not in tree]
            present = [key for key in shape if key in tree]
            return missing + [
                found
                for key in present
                for found in differences(shape[key], tree[key], f"{at}.{key}")
            ]
        case list():
            if not isinstance(tree, list):
                return [f"{at}: not a list"]
            return [
                found
                for position, item in enumerate(tree)
                for found in differences(shape[0], item, f"{at}[{position}]")
            ]
        case tuple():
            ways = [differences(one, tree, at) for one in shape]
            return [] if [] in ways else ways[0]
        case re.Pattern():
            right = isinstance(tree, str) and shape.fullmatch(tree) is not None
        case type():
            right = type(tree) is shape
        case _:
            right = tree == shape
    return [] if right else [f"{at}: {tree!r}"]


PROBLEM = {
    "severity": ("error", "notice"),
    "code": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "message": re.compile(r".+", re.DOTALL),
    "file": (None, str),
    "line": (None, int),
    "key": (None, str),
    "hint": (None, str),
}
PROBLEMS = {"problems": [PROBLEM]}
SPAN = {"start": DATE, "end": DATE}
SCHEDULE = {
    "contract": str,
    "term": SPAN,
    "total": MONEY,
    "periods": [
        {
            **SPAN,
            "id": re.compile(r"P\d"),
            "installment": MONEY,
            "request_by": DATE,
            "request_by_is": ("official", "estimated"),
            "cycles": [{**SPAN, "id": re.compile(r"C\d")}],
            "months": [
                {
                    **SPAN,
                    "id": MONTH,
                    "rating": (None, str),
                    "stage": (None, "proposed", "final"),
                }
            ],
        }
    ],
}
PERIOD = {
    **SPAN,
    "contract": str,
    "period": re.compile(r"P\d"),
    "ended": bool,
    "request_by": DATE,
    "state": ("incomplete", "proposed", "final"),
    "unrated": [MONTH],
    "installment": MONEY,
    "rewards": MONEY,
    "deductions": MONEY,
    "breach": MONEY,
    "additional_work": MONEY,
    "net": MONEY,
    "due": MONEY,
    "owed_by_contractor": MONEY,
    "due_in_words": str,
    "range": {"low": MONEY, "high": MONEY},
    "lines": [
        {
            "kind": ("installment", "reward", "deduction"),
            "amount": MONEY,
            "clauses": [str],
            "month": (None, MONTH),
            "rating": (None, str),
            "record": (None, {"id": (None, str), "at": re.compile(r"ratings\.csv:\d+")}),
            "text": re.compile(r".+"),
        }
    ],
}
DUE = {"contract": str, "periods": [PERIOD], "due": MONEY}
RATED = {
    "recorded": bool,
    "record": {
        "id": (None, str),
        "at": re.compile(r"ratings\.csv:\d+"),
        "month": MONTH,
        "rating": str,
        "stage": ("proposed", "final"),
    },
    "problems": [PROBLEM],
}
PERIOD_ID = re.compile(r"P\d")
WORDS = re.compile(r".+")
ANY_RECORD = {"id": (None, str), "at": re.compile(r"[a-z]+\.(csv|toml):\d+"), "recorded_by": str}
RANGE = {"low": MONEY, "high": MONEY}
STATUS = {
    "contract": str,
    "as_of": DATE,
    "periods": [
        {
            "period": PERIOD_ID,
            "stage": (
                "undetermined", "running", "awaiting_ratings", "awaiting_meeting",
                "ready_to_invoice", "correct_invoice", "invoiced", "request_date_passed",
                "partly_paid", "overpaid", "owed_by_contractor", "settled",
            ),
            "state": ("incomplete", "proposed", "final", "undetermined"),
            "request_by": DATE,
            "due": (None, MONEY),
            "invoiced": MONEY,
            "received": MONEY,
            "to_invoice": (None, MONEY),
            "outstanding": (None, MONEY),
            "owed_by_contractor": MONEY,
            "next": [
                {
                    "text": WORDS, "who": ("a", "b", "both", ""),
                    "by": (None, DATE), "days_left": (None, int),
                }
            ],
            "remarks": [WORDS],
            "invoices": [ANY_RECORD],
            "payments": [ANY_RECORD],
        }
    ],
}  # fmt: skip
FORECAST = {
    **RANGE,
    "contract": str,
    "assumed": [str],
    "periods": [{**RANGE, "period": PERIOD_ID, "what_if": (None, RANGE)}],
    "what_if": (None, RANGE),
}
READINGS = {
    "contract": str,
    "readings": [
        {
            "name": re.compile(r"[a-z_]+"),
            "question": WORDS,
            "taken": WORDS,
            "by_default": bool,
            "confirmed_by": (None, str),
            "confirmed_on": (None, DATE),
            "others": [
                {
                    **RANGE,
                    "reading": WORDS,
                    "setting": WORDS,
                    "unplaced": [str],
                    "periods": [
                        {**RANGE, "period": PERIOD_ID, "end_days": int, "request_by_days": int}
                    ],
                }
            ],
        }
    ],
}
HISTORY = {
    "contract": str,
    "records": [
        {
            **ANY_RECORD,
            "says": WORDS,
            "in_effect": bool,
            "replaced_by": (None, str),
            "taken_back_by": (None, str),
            "recorded_at": str,
        }
    ],
}
