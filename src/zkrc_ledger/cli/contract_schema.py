"""The JSON Schema of contract.toml, by which editors complete and check it.

`python -m zkrc_ledger.cli.contract_schema > docs/contract.schema.json`. It is made from the
classes that read the file; what only the ledger can check (sums, words, the term) it leaves out.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from zkrc_ledger.cli.framework import N_
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.contract import Contract

DIALECT = "http://json-schema.org/draft-07/schema#"  # what editors of TOML know
COMMON = {
    "clauses": N_("The clauses of the contract it stands in; each must be listed in [clauses]."),
    "summary": N_("What it says, in one line."),
}
DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Contract": {
        "contract": N_("Which contract this is."),
        "parties": N_("The two parties: organisations, never persons."),
        "clauses": N_("All clauses of the contract: number = short title."),
        "term": N_("The service term; first and last day are both in it."),
        "price": N_("The contract's total."),
        "evaluation_cycle": N_("The evaluation cycle: so many service months."),
        "payment_period": N_("The payment period: so many evaluation cycles, and what each pays."),
        "funds_request": N_("By when party A starts the funds request."),
        "evaluation": N_("The monthly evaluation and its rating scale."),
        "final_rating": N_("When a rating is final."),
        "adjustments": N_("That rewards and deductions change what is paid."),
        "payee": N_("The account that is paid into."),
        "invoice": N_("The VAT invoice."),
        "breach": N_("The breach deduction."),
        "damages": N_("Damages."),
        "termination": N_("Termination."),
        "additional_work": N_("Additional work, priced by a separate written agreement."),
        "supplemental_agreement": N_("Supplemental agreements, which prevail over the contract."),
        "force_majeure": N_("Force majeure, which extends the term."),
        "interpretation": N_("Who interprets the evaluation in the end."),
        "effect": N_("When the contract takes effect."),
        "warnings": N_("Warnings by laws that apply only to some contracts."),
        "readings": N_("Where the contract's wording leaves room: the reading taken."),
        "working_days": N_("The working days of a year that the ledger does not know yet."),
    },
    "Bilingual": {"zh": N_("In Chinese."), "en": N_("In English; may be left out.")},
    "Identity": {
        "number": N_("The contract's number."),
        "name": N_("The contract's name."),
        "signed_on": N_("The day it was signed."),
    },
    "Parties": {"a": N_("Party A, the client."), "b": N_("Party B, the contractor.")},
    "Payee": {
        "name": N_("Whose account it is."),
        "bank": N_("The bank."),
        "account": N_("The account number, in quotes."),
        "method": N_("How it is paid, as bank transfer."),
    },
    "Term": {
        "start": N_("The first day, without quotes: 2025-08-08."),
        "end": N_("The last day, without quotes: 2026-08-07."),
        "months": N_("Its length in months."),
    },
    "Price": {
        "total": N_('In yuan: 1166400, or with decimals in quotes, "1166400.50".'),
        "in_words": N_("The amount in words (大写)."),
        "tax_inclusive": N_("true: tax is in it; false: it comes on top."),
    },
    "EvaluationCycle": {"months": N_("Service months in a cycle.")},
    "PaymentPeriod": {
        "cycles": N_("Evaluation cycles in a period."),
        "installments": N_("The installment of each period, in order; their sum is the total."),
    },
    "Installment": {
        "amount": N_('In yuan: 388800, or with decimals in quotes, "388800.50".'),
        "in_words": N_("The amount in words (大写)."),
    },
    "FundsRequest": {
        "working_days": N_("Working days after the period's end."),
        "treasury_cutoff": N_("The last day for requests of this year's budget."),
    },
    "Evaluation": {
        "scale": N_("The ratings, best first."),
        "assessed": N_("What is evaluated, a line each; for the evaluation form."),
        "filled_in_by": N_("The office that fills in the evaluation form."),
        "reviewed_by": N_("The office that the evaluation form goes to."),
    },
    "RatingStep": {
        "rating": N_("The rating's name, as it is typed."),
        "reward": N_("What it adds, in yuan."),
        "deduction": N_("What it takes off, in yuan, without a sign."),
    },
    "FinalRating": {
        "by": N_("Who passes a rating."),
        "evidence": N_("required: without the day of the meeting a rating stays proposed."),
    },
    "VatInvoice": {"vat_percent": N_('The VAT rate in percent: 6, or "7.5" in quotes.')},
    "Warnings": {
        "supplement_percent": N_("Warn when additions exceed so many percent of the total."),
    },
    "Breach": {"percent": N_("Percent of the contract's total.")},
    "Readings": {
        "anchor": N_("What months are counted from: the term's first day, or a date."),
        "month_id": N_("Which service month 2025-09 names: the one that starts or ends in it."),
        "rewards_paid": N_("When a reward is paid."),
        "rewards": N_("Whether rewards come on top of the total."),
        "reward_ceiling": N_("The most that rewards may come to, in yuan."),
        "set_off": N_("Whether damages and breach deductions are set off in a period."),
        "breach_base": N_("What the breach deduction is a percentage of."),
        "invoice_for": N_("What an invoice is for."),
        "request_bounds": N_("What the working days bound."),
        "request_counted_from": N_("What the working days are counted from."),
        "extension_falls": N_("Where an extension falls."),
        "confirmed": N_("Readings that were confirmed, by whom and when."),
    },
    "Confirmation": {
        "reading": N_("The reading's key."),
        "by": N_("An organisation or an office, never a person."),
        "on": N_("The day it was confirmed."),
    },
    "PublishedYear": {
        "year": N_("The year."),
        "source": N_("The notice it is taken from."),
        "days_off": N_("The days off."),
        "make_up_days": N_("The weekend days worked instead (调休)."),
    },
}


def contract_schema() -> bytes:
    """The schema as the bytes of its file, described in English and Chinese."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Contract).json_schema()
    zh = CatalogueTranslator("zh")
    for name, kind in {"Contract": made, **made["$defs"]}.items():
        described = COMMON | DESCRIPTIONS.get(name, {})
        kind["properties"] = {
            key: _in_toml(shape) | {"description": f"{described[key]}\n{zh(described[key])}"}
            for key, shape in kind["properties"].items()
        }
        kind.pop("title")
        kind.pop("description", None)  # only later versions of pydantic have it
    first, _, _ = str(Contract.__doc__).partition("\n")
    made = {"$schema": DIALECT, "title": "contract.toml", **made, "description": first}
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n".encode()


def _in_toml(shape: dict[str, Any]) -> dict[str, Any]:
    """Without the names pydantic makes up, and without null, which TOML does not have.

    Without the lengths of words, which not every version of pydantic gives: the ledger has them.
    """
    left_out = ("title", "minLength", "maxLength")
    kept = {key: one for key, one in shape.items() if key not in left_out and one is not None}
    if choices := [one for one in kept.pop("anyOf", ()) if one.get("type") != "null"]:
        kept |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    return kept


if __name__ == "__main__":
    sys.stdout.buffer.write(contract_schema())
