"""The fields of the Word templates, by the names that people see in them.

A template is edited in Word by those who use it, so its fields are named in Chinese. Values are
text, lists of rows, or whether something applies; every amount is written out already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from zkrc_ledger.export import chinese
from zkrc_ledger.export.chinese import yuan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from zkrc_ledger.export.statement import Item, RatingForm, Statement, Sums
    from zkrc_ledger.model.contract import Contract

Row: TypeAlias = "dict[str, str]"
Fields: TypeAlias = "dict[str, str | bool | list[Row]]"

APPLICATION, CONFIRMATION, DIFFERENCE = "付款申请函", "服务费结算确认单", "金额差异说明"
PAYMENT_PAPERS = (APPLICATION, CONFIRMATION, DIFFERENCE)
FORM, ACCEPTANCE, INDEX = "评价表", "履约验收单", "付款资料目录"
DRAFT_MARK = "草稿，仅供核对，不作付款依据"
_TICKED, _EMPTY = "☑", "□"


def papers_of(statement: Statement) -> tuple[str, ...]:
    """The papers that a payment takes: without a sum to pay no application, and so on."""
    applies = {
        APPLICATION: statement.own.due != 0,
        CONFIRMATION: True,
        DIFFERENCE: statement.differs,
    }
    return tuple(name for name in PAYMENT_PAPERS if applies[name])


def payment_fields(statement: Statement, papers: Sequence[str]) -> Fields:
    """The fields of a payment's papers, and of the acceptance record."""
    one = statement
    period, own = one.period, one.own
    installment, price, due = period.installment, one.price, own.due
    return {
        **_common(one.contract, one.code, final=one.final),
        **{f"含{name}": name in papers for name in PAYMENT_PAPERS},
        "期次": f"第 {period.number} 期",
        "服务期间": chinese.span(period),
        "服务期间天数": str(chinese.length(period)),
        "服务情况": "服务已完成" if one.ended else "服务尚在进行",
        "依据条款": chinese.listed([_clause(one.contract, each) for each in one.clauses]),
        "合同本期金额": yuan(installment),
        "价款明细": _rows(one.price_items, one.deciding_body)
        + [_unrated(month) for month in one.unrated],
        "抵扣明细": _rows(one.set_offs, one.deciding_body),
        "差异明细": _rows(one.differences, one.deciding_body),
        "争议明细": _rows(one.claimed, one.deciding_body),
        "另行结算明细": _rows(one.apart, one.deciding_body),
        "本期价款": yuan(price),
        "本期价款大写": chinese.words(price),
        "抵扣合计": yuan(one.set_off_sum),
        "本期应付": yuan(due),
        "本期应付大写": chinese.words(due),
        "乙方应付": yuan(own.owed_by_contractor) if own.owed_by_contractor else "",
        "本次申请": yuan(one.requested) if one.final else yuan(due),
        "本次申请大写": chinese.words(one.requested if one.final else due),
        "已付清": one.final and one.requested == 0,
        "价款差异": _difference(price, installment),
        "应付差异": _difference(due, installment),
        "本次可开票": yuan(one.to_invoice),
        **_sums("本期", own),
        **_sums("累计", one.up_to_here),
        "含未定期次": one.earlier_open,
        "发票": [{"发票号码": number, "金额": yuan(amount)} for number, amount in one.invoices],
        "条款理解口径": [
            {
                "确认情况": standing,
                "口径": "；".join(
                    f"{each.question}：{each.answer}"
                    for each in one.readings
                    if each.standing == standing
                ),
            }
            for standing in dict.fromkeys(each.standing for each in one.readings)
        ],
        "附件": [
            {"序号": str(number), "名称": name}
            for number, name in enumerate(_attachments(one, papers), start=1)
        ],
        "各月评价": [_month_rated(one, month.id) for month in period.months],
    }


def form_fields(form: RatingForm, *, blank: bool) -> Fields:
    """The fields of a month's evaluation form; blank, it has neither rating nor draft mark."""
    rating = None if blank else form.rating
    evaluation = form.contract.evaluation
    return {
        **_common(form.contract, form.code, final=blank or form.final),
        "期次": f"第 {form.period.number} 期",
        "服务月": chinese.month(form.month.id),
        "服务月期间": chinese.span(form.month),
        "服务月天数": str(chinese.length(form.month)),
        "依据条款": chinese.listed([_clause(form.contract, one) for one in form.clauses]),
        "评价办法": evaluation.summary.zh,
        "评价等级": [
            {
                "勾选": _TICKED if rating and step.rating == rating.rating else _EMPTY,
                "等级": step.rating,
                "奖惩": _consequence(step.reward, step.deduction),
            }
            for step in evaluation.scale
        ],
        "评价结果": rating.rating if rating else "",
        "评价状态": _stage(rating.stage) if rating else "",
        "审议机构": form.deciding_body or "审议机构",
        "通过日期": chinese.day(rating.approved_on) if rating else "",
        "会议纪要": rating.basis if rating else "",
        "备注": rating.note if rating else "",
    }


def index_fields(statement: Statement, files: Iterable[tuple[str, str]]) -> Fields:
    """The fields of a folder's index: the papers and their files."""
    return {
        **payment_fields(statement, papers_of(statement)),
        "资料": [
            {"序号": str(number), "名称": name, "文件": file, "签章": _signed_by(name)}
            for number, (name, file) in enumerate(files, start=1)
        ],
    }


def _common(contract: Contract, code: str, *, final: bool) -> Fields:
    payee = contract.payee
    return {
        "草稿标记": "" if final else DRAFT_MARK,
        "合同名称": contract.contract.name,
        "合同编号": contract.number,
        "签订日期": chinese.day(contract.contract.signed_on),
        "甲方": contract.parties.a,
        "乙方": contract.parties.b,
        "合同总额": yuan(contract.price.total),
        "合同总额大写": chinese.words(contract.price.total),
        "含税": "含税" if contract.price.tax_inclusive else "不含税",
        "收款单位": payee.name if payee else "",
        "开户银行": payee.bank if payee else "",
        "银行账号": payee.account if payee else "",
        "结算方式": payee.method if payee else "",
        "核对码": code,
    }


def _rows(items: Iterable[Item], body: str) -> list[Row]:
    return [
        {
            "序号": str(number),
            "项目": item.text,
            "条款": chinese.listed(item.clauses) or "双方约定",
            "依据": _basis(item, body),
            "记录": item.record or "合同条款",
            "备注": item.note,
            "金额": yuan(item.amount),
        }
        for number, item in enumerate(items, start=1)
    ]


def _basis(item: Item, body: str) -> str:
    if item.stage is None:
        return item.basis or "合同约定"
    passed = f"{body}{chinese.day(item.meeting)}{_stage(item.stage)}"
    return "；".join(one for one in (passed, item.minutes, item.basis) if one)


def _stage(stage: str | None) -> str:
    return "审议通过" if stage == "final" else "待审议"


def _unrated(month: str) -> Row:
    return {
        "序号": "",
        "项目": f"{chinese.month(month)}评价：尚未评价",
        "条款": "",
        "依据": "",
        "记录": "",
        "备注": "",
        "金额": chinese.UNDECIDED,
    }


def _month_rated(statement: Statement, month: str) -> Row:
    rated = next((one for one in statement.price_items if one.month == month), None)
    days = next(each for each in statement.period.months if each.id == month)
    return {
        "服务月": chinese.month(month),
        "期间": chinese.span(days),
        "评价结果": (rated.rating or "") if rated else "尚未评价",
        "通过日期": (chinese.day(rated.meeting) or _stage(rated.stage)) if rated else "",
    }


def _sums(prefix: str, sums: Sums) -> Mapping[str, str]:
    return {
        f"{prefix}应付合计": yuan(sums.due),
        f"{prefix}已开票": yuan(sums.invoiced),
        f"{prefix}已收款": yuan(sums.received),
        f"{prefix}未付余额": yuan(sums.outstanding),
    }


def _difference(amount: Decimal | None, installment: Decimal) -> str:
    return chinese.UNDECIDED if amount is None else f"{amount - installment:+,.2f}"


def _attachments(statement: Statement, papers: Sequence[str]) -> list[str]:
    forms = f"{FORM}（{chinese.month(statement.period.months[0].id)}至"
    forms += (
        f"{chinese.month(statement.period.months[-1].id)}，共 {len(statement.period.months)} 份）"
    )
    invoices = [
        f"增值税发票（号码 {number}，金额 {yuan(amount)} 元）"
        for number, amount in statement.invoices
    ]
    if statement.to_invoice is not None and statement.to_invoice > 0:
        invoices.append(f"增值税发票（待开具，金额 {yuan(statement.to_invoice)} 元）")
    return [*(one for one in papers if one != APPLICATION), forms, ACCEPTANCE, *invoices]


def _clause(contract: Contract, number: str) -> str:
    """A clause by its number and title; a number that the file has no title for stands alone."""
    title = contract.clauses.get(number)
    return f"{number}（{title.zh}）" if title else number


def _consequence(reward: Decimal, deduction: Decimal) -> str:
    if reward:
        return f"奖励 {yuan(reward)} 元"
    return f"扣减服务费 {yuan(deduction)} 元" if deduction else "不奖励、不扣减"


def _signed_by(paper: str) -> str:
    if paper == APPLICATION:
        return "乙方盖章"
    if paper.startswith(FORM):
        return "评价单位签字"
    return "甲、乙双方盖章"
