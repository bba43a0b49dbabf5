"""What a paper's template may show: every field by its Chinese name, as text ready to print.

Whoever edits a template in Word writes `{{ 本期应付 }}`; so the names are those of the glossary.
Everything here is taken from the assessment as it stands; text that acts is made harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zkrc_ledger.model.money import total
from zkrc_ledger.model.records import Rating
from zkrc_ledger.model.settlement import PRICE_KINDS, SET_OFF_KINDS
from zkrc_ledger.model.text import listed, shown, spoken
from zkrc_ledger.model.words import in_words
from zkrc_ledger.rules.readings import readings_behind
from zkrc_ledger.rules.settlement_code import settled_by, settlement_code
from zkrc_ledger.rules.steps import deciding_body
from zkrc_ledger.views.changes import changes_in_words
from zkrc_ledger.views.layout import harmless
from zkrc_ledger.views.pieces import Pieces
from zkrc_ledger.views.words import amount_words, figure_words, reading_standing

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from zkrc_ledger.model.schedule import ServiceMonth
    from zkrc_ledger.model.settlement import Line as Figure
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Shown, Translator
    from zkrc_ledger.rules.assess import Assessment

Fields = dict[str, Any]  # text, a list of rows of text, or whether a part of the paper applies


def payment_fields(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Fields:
    """What the papers of a period's payment, and its acceptance record, may show."""
    pieces, period = Pieces(assessment, settled, tr), settled.period
    figures = (*settled.lines, *settled.claimed_lines, *settled.apart)
    rows = {id(one): _row(pieces, one) for one in figures}
    clauses = tuple(dict.fromkeys(number for one in settled.lines for number in one.clauses))
    return _printable(
        {
            **_contract(assessment, tr),
            "期次": tr("payment period {number}", number=period.number),
            "付款周期": period.id,
            "约定条款": shown(pieces.contract.payment_period.clauses, tr),
            "期间起": _day(period.start, tr),
            "期间止": _day(period.end, tr),
            "合同依据": shown(clauses, tr),
            **_sums(settled, tr),
            **_cumulative(assessment, settled, tr),
            "价款明细": [rows[id(one)] for one in settled.of(*PRICE_KINDS)],
            "抵扣明细": [rows[id(one)] for one in settled.of(*SET_OFF_KINDS)],
            "差异明细": [rows[id(one)] for one in _differences(settled)],
            "待确认明细": [rows[id(one)] for one in settled.claimed_lines],
            "另行结算明细": [rows[id(one)] for one in settled.apart],
            "口径明细": [
                {
                    "问题": spoken(taken.question, tr),
                    "口径": spoken(taken.answer, tr),
                    "确认": reading_standing(taken, tr),
                }
                for taken in readings_behind(assessment, settled)
            ],
            "服务月明细": [_month(assessment, month, tr) for month in period.months],
            "发票号码": listed(
                (invoice.number for invoice, _ in settled.account.standing_invoices()), tr
            ),
            "有差异": differs(settled),
            "已确定": settled.state == "final",
        }
    )


def form_fields(assessment: Assessment, month: ServiceMonth, tr: Translator) -> Fields:
    """What the evaluation form of a service month may show."""
    rating = assessment.records.ratings.get(month.id)
    period = assessment.schedule.period_of(month.id)
    scale = assessment.terms.by_month[month.id].contract.evaluation.scale
    return _printable(
        {
            **_contract(assessment, tr),
            **_month(assessment, month, tr),
            "期次": tr("payment period {number}", number=period.number) if period else "",
            "等级明细": [
                {
                    "等级": step.rating,
                    "奖励": shown(step.reward, tr) if step.reward else "",
                    "扣减": shown(step.deduction, tr) if step.deduction else "",
                    "勾选": "√" if rating and rating.rating == step.rating else "",
                }
                for step in scale
            ],
            "备注": rating.note if rating else "",
            "已确定": bool(rating and rating.settled),
        }
    )


def differs(settled: PeriodSettlement) -> bool:
    """Whether price or payment differs from the installment that the contract names."""
    agreed = settled.period.installment
    return settled.price is not None and (settled.price, settled.net) != (agreed, agreed)


def _differences(settled: PeriodSettlement) -> list[Figure]:
    """The figures that make the difference; what a termination put in the installment's place."""
    return [
        one
        for one in settled.lines
        if (one.amount if one.kind != "installment" else one.amount != settled.period.installment)
    ]


def _contract(assessment: Assessment, tr: Translator) -> Fields:
    contract, payee = assessment.contract, assessment.contract.payee
    evaluation, months = contract.evaluation, assessment.schedule.months
    # what the contract file does not name is filled in by hand
    assessed: tuple[Shown, ...] = evaluation.assessed or ("", "")
    return {
        "合同编号": contract.number,
        "合同名称": contract.contract.name,
        "签订日期": _day(contract.contract.signed_on, tr),
        "甲方": contract.parties.a,
        "乙方": contract.parties.b,
        "合同总额": shown(contract.price.total, tr),
        "合同总额大写": in_words(contract.price.total),
        "含税": tr("tax-inclusive") if contract.price.tax_inclusive else tr("without tax"),
        "服务期限起": _day(months[0].start, tr),
        "服务期限止": _day(months[-1].end, tr),
        "收款单位": payee.name if payee else "",
        "开户银行": payee.bank if payee else "",
        "银行账号": payee.account if payee else "",
        "结算方式": payee.method if payee else "",
        "评价内容": [
            {"序号": str(number), "内容": shown(words, tr)}
            for number, words in enumerate(assessed, 1)
        ],
        "评价条款": shown(evaluation.clauses, tr),
        "填表单位": shown(evaluation.filled_in_by or "", tr),
        "审核单位": shown(evaluation.reviewed_by or "", tr),
        "审议机构": shown(deciding_body(assessment.terms), tr),
        "核对码": settlement_code(settled_by(assessment)),
        "截至日期": _day(assessment.today, tr),
    }


def _day(day: date | None, tr: Translator) -> str:
    """A day as an office writes it; empty where it is not known."""
    if day is None:
        return ""
    return tr("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)


def _money(amount: Decimal | None, tr: Translator) -> str:
    return amount_words(amount, tr("undetermined"), tr)


def _sums(settled: PeriodSettlement, tr: Translator) -> Fields:
    installment, net, vat = settled.period.installment, settled.net, settled.vat
    owed, claimed = settled.owed_by_contractor, settled.claimed
    return {
        "约定金额": shown(installment, tr),
        "本期价款": _money(settled.price, tr),
        "本期价款大写": _in_words(settled.price, tr),
        "抵扣合计": shown(settled.set_offs, tr),
        "本期应付": _money(settled.due, tr),
        "本期应付大写": _in_words(settled.due, tr),
        "乙方应付": shown(owed, tr) if owed else "",
        "差异合计": _money(None if net is None else net - installment, tr),
        "争议金额": shown(claimed, tr) if claimed else "",
        "无争议金额": _money(settled.undisputed, tr),
        "税率": f"{vat.percent:f}" if vat else "",
        "不含税金额": shown(vat.net, tr) if vat else "",
        "税额": shown(vat.tax, tr) if vat else "",
        "本期可开票": _money(settled.to_invoice, tr),
        "本期已开票": shown(settled.invoiced, tr),
        "本期已收款": shown(settled.received, tr),
        "本期未付": _money(settled.outstanding, tr),
    }


def _in_words(amount: Decimal | None, tr: Translator) -> str:
    return tr("undetermined") if amount is None else in_words(amount)


def _cumulative(assessment: Assessment, settled: PeriodSettlement, tr: Translator) -> Fields:
    """The sums of this period and of all before it."""
    so_far = assessment.settlement.periods[: settled.period.number]

    def summed(*amounts: Decimal | None) -> str:
        known = [amount for amount in amounts if amount is not None]
        return _money(total(known) if len(known) == len(amounts) else None, tr)

    return {
        "累计应付": summed(*(one.due for one in so_far)),
        "累计已开票": summed(*(one.invoiced for one in so_far)),
        "累计已收款": summed(*(one.received for one in so_far)),
        "累计未付": summed(*(one.outstanding for one in so_far)),
    }


def _row(pieces: Pieces, figure: Figure) -> Fields:
    """One figure: what it is, its basis and its record, its clauses, its amount."""
    tr, record = pieces.tr, figure.record
    basis = [pieces.passed(record)] if isinstance(record, Rating) else []
    basis += [getattr(record, "basis", ""), *changes_in_words(figure.changes, tr)]
    return {
        "项目": figure_words(figure, tr),
        "依据": tr("; ").join(filter(None, basis)),
        "记录": str(getattr(record, "id", "") or record.place or "") if record else "",
        "条款": shown(figure.clauses, tr),
        "金额": shown(figure.amount, tr),
    }


def _month(assessment: Assessment, month: ServiceMonth, tr: Translator) -> Fields:
    rating = assessment.records.ratings.get(month.id)
    passed = tr("final") if rating and rating.settled else tr("proposed")
    return {
        "服务月": month.id,
        "服务月起": _day(month.start, tr),
        "服务月止": _day(month.end, tr),
        "评价结果": rating.rating if rating else "",
        "状态": passed if rating else tr("not rated"),
        "审议日期": _day(rating.approved_on, tr) if rating else "",
        "纪要": rating.basis if rating else "",
    }


def _printable(fields: Fields) -> Fields:
    """The same with nothing in its text that acts: no control character, no turned writing."""

    def clean(value: Any) -> Any:  # noqa: ANN401  (a field)
        if isinstance(value, list):
            return [_printable(row) for row in value]
        return harmless(value) if isinstance(value, str) else value

    return {name: clean(value) for name, value in fields.items()}
