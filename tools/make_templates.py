"""Make the Word templates that the package ships: python tools/make_templates.py

They can be edited in Word as well; what is edited there by hand belongs here too.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from office import CENTRE, LEFT, RIGHT, line, new_document, table, title, when

TEMPLATES = Path(__file__).parent.parent / "src" / "zkrc_ledger" / "export" / "templates"
ITEM_WIDTHS = (1.3, 3.6, 2.4, 5.9, 2.6)
ITEM_ALIGN = (CENTRE, LEFT, CENTRE, LEFT, RIGHT)
ITEM_HEAD = ("序号", "项目", "合同条款", "依据", "金额（元）")
ITEM_ROW = ("{{ 行.序号 }}", "{{ 行.项目 }}", "{{ 行.条款 }}", "{{ 行.依据 }}", "{{ 行.金额 }}")
SEAL = "日期：　　　　年　　月　　日"


def payment() -> Any:
    """付款申请函, 服务费结算确认单, 金额差异说明."""
    document = new_document()
    for paper, add in (
        ("付款申请函", _application),
        ("服务费结算确认单", _confirmation),
        ("金额差异说明", _difference),
    ):
        when(document, f"含{paper}", partial(title, document, paper), partial(add, document))
    return document


def _application(document: Any) -> None:
    say = partial(line, document)
    say("{{ 甲方 }}：")
    say(
        "我单位与贵单位签订的《{{ 合同名称 }}》（合同编号：{{ 合同编号 }}，合同总额人民币"
        "{{ 合同总额大写 }}，¥{{ 合同总额 }}，{{ 含税 }}），{{ 期次 }}服务期间为{{ 服务期间 }}，"
        "{{ 服务情况 }}。",
        indent=True,
    )
    say("依据合同条款{{ 依据条款 }}，现就{{ 期次 }}服务费提出付款申请：", indent=True)
    table(
        document,
        (4.0, 8.4, 3.4),
        [
            ("本期应付", "人民币{{ 本期应付大写 }}", "¥{{ 本期应付 }}"),
            ("本次申请支付", "人民币{{ 本次申请大写 }}", "¥{{ 本次申请 }}"),
        ],
        align=(LEFT, LEFT, RIGHT),
        labels=(0,),
        size=12,
        height=0.9,
    )
    when(
        document,
        "已付清",
        partial(say, "本期款项已付清，本函仅作存档，无需支付。", indent=True),
    )
    say("收付情况（元）：", heading=True, before=6)
    _money_table(document)
    say("收款账户：", heading=True, before=6)
    table(
        document,
        (3.2, 12.6),
        [
            ("收款单位", "{{ 收款单位 }}"),
            ("开户银行", "{{ 开户银行 }}"),
            ("银行账号", "{{ 银行账号 }}"),
            ("结算方式", "{{ 结算方式 }}"),
        ],
        labels=(0,),
        height=0.65,
    )
    say("附件：", heading=True, before=6)
    say("{%p for 行 in 附件 %}")
    say("{{ 行.序号 }}. {{ 行.名称 }}", indent=True, size=10.5)
    say("{%p endfor %}")
    say("申请单位（盖章）：{{ 乙方 }}", align=RIGHT, heading=True, before=24)
    say(SEAL, align=RIGHT, before=6)


def _confirmation(document: Any) -> None:
    say = partial(line, document)
    _contract_table(document)
    say(size=6)
    _items(
        document,
        [
            *_loop("价款明细", ITEM_ROW),
            _sum_row("本期价款", "人民币{{ 本期价款大写 }}", "{{ 本期价款 }}"),
            *_only("抵扣明细", *_loop("抵扣明细", ITEM_ROW), _sum_row("抵扣合计", "", "{{ 抵扣合计 }}")),
            _sum_row("本期应付", "人民币{{ 本期应付大写 }}", "{{ 本期应付 }}"),
            *_only("乙方应付", _sum_row("乙方应付甲方", "抵扣超过本期价款的部分", "{{ 乙方应付 }}")),
        ],
    )
    say("收付情况（元）：", heading=True, before=6)
    _money_table(document)
    for name, heading in (
        ("争议明细", "甲方已提出、待确认（争议金额），未计入本期应付："),
        ("另行结算明细", "另行结算，未计入本期应付："),
    ):
        say(f"{{%p if {name} %}}")
        say(heading, heading=True, before=6)
        _items(document, _loop(name, ITEM_ROW))
        say("{%p endif %}")
    say("条款理解口径：", heading=True, before=6)
    say(
        "{% for 行 in 条款理解口径 %}{{ 行.确认情况 }}——{{ 行.口径 }}。{% endfor %}",
        size=9,
    )
    say(
        "核对码：{{ 核对码 }}（双方台账的核对码一致，即所依据的条款和记录一致）",
        size=10.5,
        before=6,
    ).paragraph_format.keep_with_next = True
    _both_seals(document)


def _difference(document: Any) -> None:
    say = partial(line, document)
    say(
        "《{{ 合同名称 }}》（合同编号：{{ 合同编号 }}）{{ 期次 }}（{{ 服务期间 }}）合同约定的服务费为"
        "¥{{ 合同本期金额 }}；本期价款为¥{{ 本期价款 }}，即发票金额；本期应付为"
        "人民币{{ 本期应付大写 }}（¥{{ 本期应付 }}），即付款金额。差异逐项说明如下：",
        indent=True,
    )
    item, clauses, amount = ITEM_ROW[1], ITEM_ROW[2], ITEM_ROW[4]
    basis = "{{ 行.依据 }}\n台账记录：{{ 行.记录 }}"
    table(
        document,
        ITEM_WIDTHS,
        [
            ("序号", "差异事项", "合同条款", "依据及台账记录", "金额（元）"),
            *_loop("差异明细", (ITEM_ROW[0], item, clauses, basis, amount)),
        ],
        align=ITEM_ALIGN,
        head=1,
    )
    say(size=6)
    table(
        document,
        (6.4, 3.2, 3.2, 3.0),
        [
            ("", "合同金额（元）", "本期金额（元）", "差异（元）"),
            ("发票金额（本期价款）", "{{ 合同本期金额 }}", "{{ 本期价款 }}", "{{ 价款差异 }}"),
            ("付款金额（本期应付）", "{{ 合同本期金额 }}", "{{ 本期应付 }}", "{{ 应付差异 }}"),
        ],
        align=(LEFT, RIGHT, RIGHT, RIGHT),
        head=1,
        labels=(0,),
    )
    when(
        document,
        "乙方应付",
        partial(
            say,
            "抵扣超过本期价款，本期应付为零，超过部分¥{{ 乙方应付 }}由乙方支付或在后续期次冲抵。",
            indent=True,
            before=6,
        ),
    )
    say("核对码：{{ 核对码 }}", size=10.5, before=6).paragraph_format.keep_with_next = True
    _both_seals(document)


def rating_form() -> Any:
    """评价表: one service month."""
    document = new_document()
    title(document, "服务评价表")
    widths = (3.2, 4.7, 3.2, 4.7)
    table(
        document,
        widths,
        [
            ("合同名称", "{{ 合同名称 }}", "<", "<"),
            ("评价对象", "{{ 乙方 }}", "<", "<"),
            ("服务月", "{{ 服务月 }}", "所属期次", "{{ 期次 }}"),
            ("服务期间", "{{ 服务月期间 }}（共 {{ 服务月天数 }} 天）", "<", "<"),
            ("评价依据", "{{ 依据条款 }}", "<", "<"),
            ("评价办法", "{{ 评价办法 }}", "<", "<"),
        ],
        labels=(0, 2),
        height=0.8,
    )
    table(
        document,
        (7.4, 8.4),
        [
            ("评价内容（本月服务事项）", "完成情况"),
            *([("", "")] * 4),
        ],
        head=1,
        height=0.8,
    )
    table(
        document,
        (2.4, 5.0, 8.4),
        [
            ("评价结果", "评价等级", "奖励或扣减服务费"),
            *_loop("评价等级", ("{{ 行.勾选 }}", "{{ 行.等级 }}", "{{ 行.奖惩 }}")),
        ],
        align=(CENTRE, CENTRE, LEFT),
        head=1,
        height=0.65,
    )
    table(
        document,
        (3.2, 12.6),
        [
            ("评价状态", "{{ 评价状态 }}　{{ 通过日期 }}"),
            ("会议纪要文号", "{{ 会议纪要 }}"),
            ("备注", "{{ 备注 }}"),
            ("专班意见", _OPINION),
            ("街道工委意见", _OPINION),
            ("{{ 审议机构 }}\n审议意见", _OPINION),
        ],
        labels=(0,),
        height=0.8,
        together=True,
    )
    return document


_OPINION = "\n\n负责人（签字）：　　　　　　　　　　日期：　　　　年　　月　　日"


def acceptance() -> Any:
    """履约验收单: one payment period."""
    document = new_document()
    title(document, "履约验收单")
    _contract_table(document)
    line(document, size=6)
    table(
        document,
        (2.6, 7.6, 2.2, 3.4),
        [
            ("服务月", "服务期间", "评价结果", "通过日期"),
            *_loop(
                "各月评价",
                ("{{ 行.服务月 }}", "{{ 行.期间 }}", "{{ 行.评价结果 }}", "{{ 行.通过日期 }}"),
            ),
        ],
        align=(CENTRE, CENTRE, CENTRE, CENTRE),
        head=1,
    )
    line(document, size=6)
    table(
        document,
        (3.2, 12.6),
        [
            ("本期服务内容", "《{{ 合同名称 }}》{{ 期次 }}服务，{{ 服务期间 }}。\n\n"),
            ("验收标准", "合同约定及条款{{ 依据条款 }}"),
            ("验收结果", "□ 合格　　　　□ 基本合格　　　　□ 不合格"),
            ("需整改事项", "\n\n"),
            ("验收小组", "组长（签字）：\n成员（签字）：\n日期：　　　　年　　月　　日"),
        ],
        labels=(0,),
        height=1.0,
    )
    table(
        document,
        (7.9, 7.9),
        [
            (
                "采购单位意见：\n\n\n\n{{ 甲方 }}（盖章）\n" + SEAL,
                "供应商确认：\n\n\n\n{{ 乙方 }}（盖章）\n" + SEAL,
            )
        ],
    )
    return document


def index() -> Any:
    """付款资料目录: the papers of a folder."""
    document = new_document()
    title(document, "付款资料目录")
    _contract_table(document, ("本期应付", "人民币{{ 本期应付大写 }}（¥{{ 本期应付 }}）", "<", "<"))
    line(document, size=6)
    table(
        document,
        (1.3, 5.5, 5.8, 3.2),
        [
            ("序号", "资料名称", "文件", "签字盖章"),
            *_loop(
                "资料",
                ("{{ 行.序号 }}", "{{ 行.名称 }}", "{{ 行.文件 }}", "{{ 行.签章 }}"),
            ),
        ],
        align=(CENTRE, LEFT, LEFT, LEFT),
        head=1,
    )
    line(document, "另附：增值税发票。", before=6)
    line(document, "{%p for 行 in 发票 %}")
    line(document, "发票号码 {{ 行.发票号码 }}，金额 {{ 行.金额 }} 元", indent=True)
    line(document, "{%p endfor %}")
    return document


def _contract_table(document: Any, *more: tuple[str, ...]) -> None:
    table(
        document,
        (2.3, 5.8, 2.3, 5.4),
        [
            ("合同名称", "{{ 合同名称 }}", "<", "<"),
            ("合同编号", "{{ 合同编号 }}", "签订日期", "{{ 签订日期 }}"),
            ("甲方", "{{ 甲方 }}", "乙方", "{{ 乙方 }}"),
            ("合同总额", "人民币{{ 合同总额大写 }}（¥{{ 合同总额 }}，{{ 含税 }}）", "<", "<"),
            ("付款周期", "{{ 期次 }}：{{ 服务期间 }}（共 {{ 服务期间天数 }} 天）", "<", "<"),
            *more,
        ],
        labels=(0, 2),
    )


def _money_table(document: Any) -> None:
    table(
        document,
        (3.0, 3.2, 3.2, 3.2, 3.2),
        [
            ("", "应付", "已开票", "已收款", "未付余额"),
            *(
                (
                    label,
                    f"{{{{ {name}应付合计 }}}}",
                    f"{{{{ {name}已开票 }}}}",
                    f"{{{{ {name}已收款 }}}}",
                    f"{{{{ {name}未付余额 }}}}",
                )
                for label, name in (("本期", "本期"), ("截至本期累计", "累计"))
            ),
        ],
        align=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
        head=1,
        labels=(0,),
        height=0.65,
    )
    when(
        document,
        "含未定期次",
        partial(line, document, "累计数中含尚未确定的期次。", size=9),
    )


def _both_seals(document: Any) -> None:
    line(document, size=9).paragraph_format.keep_with_next = True
    table(
        document,
        (7.9, 7.9),
        [
            (
                "甲方（盖章）：\n{{ 甲方 }}\n\n授权代表（签字）：\n" + SEAL,
                "乙方（盖章）：\n{{ 乙方 }}\n\n授权代表（签字）：\n" + SEAL,
            )
        ],
        lines=False,
        size=11,
    )


def _items(document: Any, rows: list[tuple[str, ...]]) -> None:
    table(document, ITEM_WIDTHS, [ITEM_HEAD, *rows], align=ITEM_ALIGN, head=1, size=10)


def _loop(field: str, row: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(f"{{%tr for 行 in {field} %}}",), row, ("{%tr endfor %}",)]


def _only(field: str, *rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(f"{{%tr if {field} %}}",), *rows, ("{%tr endif %}",)]


def _sum_row(name: str, words: str, amount: str) -> tuple[str, ...]:
    return (name, "<", words, "<", amount)


ALL = {
    "payment": payment,
    "rating_form": rating_form,
    "acceptance": acceptance,
    "index": index,
}

if __name__ == "__main__":
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for name, make in ALL.items():
        make().save(TEMPLATES / f"{name}.docx")
