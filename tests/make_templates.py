"""The Word templates that the ledger ships: `python -m tests.make_templates` draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.paper import SMALL, TO_DATE, Paper
from tests.support import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

FOLDER = PROJECT / "src" / "zkrc_ledger" / "papers"
CONTRACT = (
    ("合同名称", "{{ 合同名称 }}"),
    ("合同编号", "{{ 合同编号 }}"),
    ("服务期间", "{{ 期次 }}（{{ 付款周期 }}）：{{ 期间起 }}至{{ 期间止 }}（首尾两日在内）"),
)


def sums(paper: Paper) -> None:
    """What is due, invoiced, received and open."""
    table = paper.table(3.8, 6, 6)
    table.row("项目（单位：元）", "本期", "截至本期累计", align="ccc", heading=True)
    for name, this, so_far in (
        ("应付", "本期应付", "累计应付"),
        ("已开票", "本期已开票", "累计已开票"),
        ("已收款（乙方）", "本期已收款", "累计已收款"),
        ("未付余额", "本期未付", "累计未付"),
    ):
        table.row(name, f"{{{{ {this} }}}}", f"{{{{ {so_far} }}}}", align="crr")


def application(paper: Paper) -> None:
    """付款申请函, by party B."""
    paper.only("含付款申请函")
    paper.title("付款申请函")
    paper.text("{{ 甲方 }}：", indent=False)
    paper.text(
        "根据贵我双方签订的《{{ 合同名称 }}》（合同编号：{{ 合同编号 }}；"
        "合同总额人民币 {{ 合同总额 }} 元，大写人民币{{ 合同总额大写 }}，{{ 含税 }}），"
        "{{ 期次 }}（{{ 期间起 }}至{{ 期间止 }}）的服务费"
        "现申请支付：人民币 {{ 本期应付 }} 元（大写：人民币{{ 本期应付大写 }}）。请予审核支付。"
    )
    paper.space()
    table = paper.table(3.8, 12)
    table.pairs(
        ("合同依据", "{{ 合同依据 }}"),
        ("本期价款", "{{ 本期价款 }} 元"),
        ("本次申请支付", "{{ 本期应付 }} 元，大写人民币{{ 本期应付大写 }}"),
        ("收款单位", "{{ 收款单位 }}"),
        ("开户银行", "{{ 开户银行 }}"),
        ("银行账号", "{{ 银行账号 }}"),
        ("结算方式", "{{ 结算方式 }}"),
    )
    paper.space()
    sums(paper)
    paper.space()
    paper.text("附件：", size=12, indent=False)
    paper.text("1. 增值税发票（号码：{{ 发票号码 or '　　　　　　　　　　' }}）", size=12)
    paper.text("2. 服务费结算确认单　　3. 各服务月评价表　　4. 履约验收单", size=12)
    paper.only("有差异")
    paper.text("5. 金额差异说明", size=12)
    paper.end()
    paper.space(12)
    table = paper.table(7.3, 8.5, borders=False)
    table.row("", "{{ 乙方 }}（盖章）", align="lr", height=1.1, together=True)
    table.row("经办人：", TO_DATE, align="lr", height=0.9, together=True)
    table.row("联系电话：", "", align="lr", height=0.9)
    paper.end()


def statement(paper: Paper) -> None:
    """服务费结算确认单, by both parties."""
    paper.only("含服务费结算确认单")
    paper.title("服务费结算确认单", new_page=True)
    paper.table(2.8, 13).pairs(
        *CONTRACT, ("甲方", "{{ 甲方 }}"), ("乙方", "{{ 乙方 }}"), ("核对码", "{{ 核对码 }}")
    )
    paper.heading("一、结算明细")
    table = paper.table(3.8, 6.3, 2.8, 2.9)
    table.row("项目", "依据", "条款", "金额（元）", align="cccc", heading=True)
    row = ("{{ 行.项目 }}", "{{ 行.依据 }}", "{{ 行.条款 }}", "{{ 行.金额 }}")
    table.each("价款明细", *row, align="lllr")
    table.row("本期价款", "", "", "{{ 本期价款 }}", align="clcr")
    table.each("抵扣明细", *row, align="lllr")
    table.row("本期应付", "", "", "{{ 本期应付 }}", align="clcr")
    table.only("乙方应付", "乙方应付甲方", "", "", "{{ 乙方应付 }}", align="clcr")
    table.row("应付（大写）", "人民币{{ 本期应付大写 }}", align="cl", span=True)
    paper.only("税率")
    paper.text(
        "发票金额按税率 {{ 税率 }}% 拆分：不含税 {{ 不含税金额 }} 元，税额 {{ 税额 }} 元。",
        size=SMALL,
        indent=False,
    )
    paper.end()
    listed = (
        ("待确认明细", "甲方已提出、待确认，未计入本期应付"),
        ("另行结算明细", "另行结算，未计入本期应付"),
    )
    for rows, words in listed:
        paper.only(rows)
        paper.heading(words)
        table = paper.table(3.8, 6.3, 2.8, 2.9)
        table.row("项目", "依据", "条款", "金额（元）", align="cccc", heading=True)
        table.each(rows, *row, align="lllr")
        paper.end()
    paper.only("争议金额")
    paper.text(
        "争议金额 {{ 争议金额 }} 元，无争议金额 {{ 无争议金额 }} 元。", size=SMALL, indent=False
    )
    paper.end()
    paper.heading("二、应付、开票和收款")
    sums(paper)
    paper.heading("三、条款理解口径")
    table = paper.table(5.6, 6, 4.2)
    table.row("问题", "本单采用的口径", "确认情况", align="ccc", heading=True)
    table.each("口径明细", "{{ 行.问题 }}", "{{ 行.口径 }}", "{{ 行.确认 }}", align="lll")
    paper.text(
        "双方确认{{ 期次 }}本期应付人民币 {{ 本期应付 }} 元"
        "（大写：人民币{{ 本期应付大写 }}）及以上口径。"
        "本单一式两份，双方各执一份。",
        size=12,
    ).paragraph_format.keep_with_next = True
    paper.seals("甲方", "乙方")
    paper.end()


def difference(paper: Paper) -> None:
    """金额差异说明, by both parties, where the sum differs from the contract's installment."""
    paper.only("含金额差异说明")
    paper.title("金额差异说明", new_page=True)
    paper.text(
        "《{{ 合同名称 }}》（合同编号：{{ 合同编号 }}）约定{{ 期次 }}服务费 {{ 约定金额 }} 元；"
        "本期价款（开票金额）{{ 本期价款 }} 元，本期应付 {{ 本期应付 }} 元，"
        "价款扣除抵扣后与约定金额相差 {{ 差异合计 }} 元，差异逐项说明如下。"
    )
    paper.space()
    table = paper.table(3, 4.9, 2.7, 2.6, 2.6)
    table.row("项目", "依据", "台账记录", "条款", "金额（元）", align="ccccc", heading=True)
    table.row("合同约定的本期服务费", "", "", "{{ 约定条款 }}", "{{ 约定金额 }}", align="llllr")
    table.each(
        "差异明细",
        "{{ 行.项目 }}",
        "{{ 行.依据 }}",
        "{{ 行.记录 }}",
        "{{ 行.条款 }}",
        "{{ 行.金额 }}",
        align="llllr",
    )
    table.row("差异合计", "", "", "", "{{ 差异合计 }}", align="cllcr")
    table.row("本期应付", "", "", "", "{{ 本期应付 }}", align="cllcr")
    table.only("乙方应付", "乙方应付甲方", "", "", "", "{{ 乙方应付 }}", align="cllcr")
    table.row("应付（大写）", "人民币{{ 本期应付大写 }}", align="cl", span=True)
    paper.text(
        "以上差异经双方确认，本期按实际金额支付。", size=12
    ).paragraph_format.keep_with_next = True
    paper.seals("甲方", "乙方")
    paper.end()


def payment() -> Document:
    """The papers of a payment in one file, each from a new page on."""
    paper = Paper()
    application(paper)
    statement(paper)
    difference(paper)
    return paper.document


def evaluation_form() -> Document:
    """评价表 of a service month, by the task force."""
    paper = Paper()
    paper.title("服务月度评价表")
    paper.table(2.8, 13).pairs(
        ("项目名称", "{{ 合同名称 }}"),
        ("合同编号", "{{ 合同编号 }}"),
        ("评价主体", "{{ 甲方 }}"),
        ("评价对象", "{{ 乙方 }}"),
        ("服务月", "{{ 服务月 }}（{{ 服务月起 }}至{{ 服务月止 }}，{{ 期次 }}）"),
    )
    paper.heading("一、评价内容")
    table = paper.table(1.2, 9, 5.6)
    table.row("序号", "评价内容", "完成情况", align="ccc", heading=True)
    table.row("{%tr for 行 in 评价内容 %}")
    table.row("{{ 行.序号 }}", "{{ 行.内容 }}", "", align="cll", height=1.3)
    table.row("{%tr endfor %}")
    table.row("备注", "{{ 备注 }}", align="cl", height=0.9, span=True)
    paper.heading("二、评价结果（{{ 评价条款 }}）")
    table = paper.table(4.2, 4.2, 4.2, 3.2)
    table.row("等级", "奖励（元）", "扣减服务费（元）", "评定（打√）", align="cccc", heading=True)
    table.each(
        "等级明细",
        "{{ 行.等级 }}",
        "{{ 行.奖励 }}",
        "{{ 行.扣减 }}",
        "{{ 行.勾选 }}",
        align="crrc",
    )
    paper.heading("三、意见")
    table = paper.table(3.8, 12)
    sign = f"签字（盖章）：                {TO_DATE}"
    for who in ("{{ 填表单位 or '填表单位' }}意见", "{{ 审核单位 or '审核单位' }}意见"):
        table.row(who, f"\n{sign}", align="cr", height=2.1)
    passed = "{{ 审议日期 or '" + TO_DATE + "' }}　　会议纪要：{{ 纪要 }}"
    table.row("审议日期", passed, align="cl", together=True)
    table.row("{{ 审议机构 }}审议意见", f"\n{sign}", align="cr", height=2.1)
    return paper.document


def acceptance() -> Document:
    """履约验收单 of a payment period."""
    paper = Paper()
    paper.title("履约验收单")
    paper.table(2.8, 13).pairs(*CONTRACT, ("采购单位", "{{ 甲方 }}"), ("供应商", "{{ 乙方 }}"))
    paper.heading("一、本期服务内容")
    table = paper.table(1.2, 9, 5.6)
    table.row("序号", "服务内容", "履约情况", align="ccc", heading=True)
    table.row("{%tr for 行 in 评价内容 %}")
    table.row("{{ 行.序号 }}", "{{ 行.内容 }}", "", align="cll", height=1)
    table.row("{%tr endfor %}")
    paper.heading("二、验收标准和各月评价（{{ 评价条款 }}）")
    table = paper.table(1.8, 3.8, 2.6, 3.3, 4.3)
    table.row("服务月", "起止日期", "评价结果", "审议日期", "纪要", align="ccccc", heading=True)
    table.each(
        "服务月明细",
        "{{ 行.服务月 }}",
        "{{ 行.服务月起 }}至\n{{ 行.服务月止 }}",
        "{{ 行.评价结果 }}\n{{ 行.状态 }}",
        "{{ 行.审议日期 }}",
        "{{ 行.纪要 }}",
        align="clcll",
    )
    paper.heading("三、验收")
    table = paper.table(3.2, 12.6)
    table.row("验收结果", "合格 □　　　整改后合格 □　　　不合格 □", align="cl", height=1)
    table.row("需整改事项", "", align="cl", height=1.1)
    for who, seal in (
        ("验收小组意见", "小组成员（签字）："),
        ("采购单位意见", "盖章："),
        ("供应商确认", "盖章："),
    ):
        table.row(who, f"\n{seal}                {TO_DATE}", align="cr", height=1.6)
    return paper.document


TEMPLATES: dict[str, Callable[[], Document]] = {
    "payment.docx": payment,
    "evaluation-form.docx": evaluation_form,
    "acceptance.docx": acceptance,
}


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in TEMPLATES.items():
        drawn().save(FOLDER / name)


if __name__ == "__main__":
    main()
