"""The questions that the contract's wording leaves open, and the answers to each, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zkrc_ledger.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Mapping[str, Text] = {
    "anchor": Text("What months, cycles and periods are counted from"),
    "month_id": Text("What a month's name means"),
    "rewards_paid": Text("When a reward is paid"),
    "rewards": Text("Whether rewards come on top of the total"),
    "invoice_for": Text("What an invoice is for"),
    "set_off": Text("Whether damages and the breach deduction are set off against installments"),
    "breach_base": Text("What the breach deduction is taken of"),
    "request_bounds": Text("What the working days after a period bound"),
    "request_counted_from": Text("What the working days are counted from"),
    "extension_falls": Text("Where an extension falls"),
}
CHOICES: Mapping[str, Mapping[str, Text]] = {
    "month_id": {
        "starts_in": Text("the service month that starts in it"),
        "ends_in": Text("the service month that ends in it"),
    },
    "rewards_paid": {
        "own_period": Text("with its own period's installment"),
        "at_the_end": Text("with the last period's installment"),
    },
    "rewards": {"on_top": Text("on top of the contract's total")},
    "invoice_for": {
        "price": Text("the price of the period, before set-offs"),
        "amount_due": Text("the amount due, after set-offs"),
    },
    "set_off": {
        "named_period": Text("against the period that the record names"),
        "settled_apart": Text("settled apart"),
    },
    "breach_base": {
        "total": Text("the contract's total"),
        "total_with_additional_work": Text("the total with the additional work"),
    },
    "request_bounds": {
        "funds_request": Text("the start of the funds request"),
        "invoice_receipt": Text("the receipt of the invoice"),
    },
    "request_counted_from": {
        "period_end": Text("the day after the period's last day"),
        "invoice_receipt": Text("the day after the invoice was received"),
    },
    "extension_falls": {
        "where_lost": Text("the unit that holds the first lost day grows"),
        "at_the_end": Text("at the end of the term"),
    },
}
