"""The answers about a contract's life that are kept as goldens; some on the example book."""

from __future__ import annotations

from tests.full_year import EXAMPLE, RECORD_FILES
from tests.goldens.cases import FINAL, INCOMPLETE, Case

NUMBER, OTHER = "99000000000000000001", "99000000000000000002"
ROW = "2026-01-02T09:00:00+08:00,财务部"
ADJUSTMENTS = (
    "id,period,kind,amount,stage,clause,basis,note,revises,reason,recorded_at,recorded_by\n"
    f"A-aaaaaa,P1,breach,,agreed,四.7,违约通知,,,,{ROW}\n"
    f"A-bbbbbb,P1,fees,8600,agreed,四.7,违约通知,,,,{ROW}\n"
    f"A-cccccc,P1,damages,3000.50,claimed,四.4,损失清单,,,,{ROW}\n"
    f"A-dddddd,P1,additional_work,26500.50,agreed,三.1,增项协议,,,,{ROW}\n"
    f"A-eeeeee,P1,damages,200,agreed,四.5,,按评价条款,,,{ROW}\n"
)
INVOICES = (
    "id,period,number,date,amount,red_of,note,revises,reason,recorded_at,recorded_by\n"
    f"I-aaaaaa,P1,{NUMBER},2025-12-20,428800,,,,,{ROW}\n"
)
PAYMENTS = (
    "id,period,date,amount,ref,note,revises,reason,recorded_at,recorded_by\n"
    f"P-aaaaaa,P1,2025-12-30,300000,回单 1,,,,{ROW}\n"
)
TERMINATION = (
    '[[amendment]]\nid = "S-aaaaaa"\nkind = "termination"\non = 2025-11-20\nbasis = "解除通知"\n'
)
SETTLED = TERMINATION + (
    '\n[[amendment]]\nid = "S-bbbbbb"\nkind = "termination"\non = 2025-11-20\n'
    'settle = "300000.00"\nbasis = "结算协议"\nrevises = "S-aaaaaa"\nreason = "结算协议"\n'
)
CHANGED = (
    '[[amendment]]\nid = "S-cccccc"\nkind = "change"\nstart = "P1"\nbasis = "补充协议一号"\n'
    '[amendment.set]\n"evaluation.scale[0].reward" = 35000\n"funds_request.working_days" = 30\n'
    '\n[[amendment]]\nid = "S-dddddd"\nkind = "extension"\ndays = 10\nstart = 2025-11-20\n'
    'basis = "不可抗力确认函"\n'
)
TWICE = CHANGED.replace("S-cccccc", "S-eeeeee").replace("35000", "40000").partition("\n\n")[0]
LIFE = (("adjustments.csv", ADJUSTMENTS),)
PAID = (("invoices.csv", INVOICES), ("payments.csv", PAYMENTS))
FOUR_BAD = "month,rating\n" + "".join(f"2025-{month:02},差\n" for month in range(8, 12))
BREACH = (("adjustments.csv", "period,kind,amount\nP1,breach,\n"),)
EXAMPLE_FILES = tuple(
    (name, (EXAMPLE / name).read_text(encoding="utf-8-sig"))
    for name in (*RECORD_FILES, "amendments.toml")
)
TWO_BREACHES = ADJUSTMENTS + f"A-ffffff,P1,breach,,claimed,四.7,,,,,{ROW}\n"
SHORT_NUMBER = INVOICES + f"I-bbbbbb,P2,{OTHER[:19]},2025-12-20,5,,,,,{ROW}\n"
PAID_TWICE = (
    f"{PAYMENTS}P-bbbbbb,P1,2025-12-30,300000,回单 1,,,,{ROW}\nP-cccccc,P3,2025-12-30,5,,,,,{ROW}\n"
)
GUARDED = (
    ("adjustments.csv", TWO_BREACHES),
    ("invoices.csv", SHORT_NUMBER),
    ("payments.csv", PAID_TWICE),
)
NO_FIGURE = (
    f"period,number,date,amount,red_of\nP1,9.9E+19,2026-1-2,5,\nP1,{NUMBER},2026-1-2,5,{OTHER}\n"
)
LIFE_WRONG = (
    ("adjustments.csv", "period,kind,amount,stage\nP1,罚款,5,ok\nP4,damages,-5,\n"),
    ("invoices.csv", NO_FIGURE),
    ("payments.csv", "period,date,amount\nP1,,\n"),
    ("amendments.toml", TERMINATION.replace("2025-11-20", '"2025-11-20"')),
)

CASES = {
    "due-breach": Case(("due", "P1"), FINAL, files=LIFE),
    "due-party-b-owes": Case(("due", "P1"), FOUR_BAD, files=BREACH),
    "due-all-party-b-owes": Case(("due",), FOUR_BAD, files=BREACH),
    "due-settled-apart": Case(
        ("due", "P1"), FINAL, files=LIFE,
        contract=(('set_off = "named_period"', 'set_off = "settled_apart"'),),
    ),
    "due-undetermined": Case(("due", "P1"), INCOMPLETE, files=(("amendments.toml", TERMINATION),)),
    "due-agreed": Case(("due", "P1"), INCOMPLETE, files=(("amendments.toml", SETTLED),)),
    "due-amended": Case(("due", "P1"), FINAL, files=(("amendments.toml", CHANGED),)),
    "due-all-terminated": Case(("due",), INCOMPLETE, files=(("amendments.toml", TERMINATION),)),
    "explain-breach": Case(("due", "P1", "--explain"), FINAL, files=LIFE),
    "explain-amended": Case(
        ("due", "P1", "--explain"), FINAL, files=(("amendments.toml", CHANGED),)
    ),
    "explain-undetermined": Case(
        ("due", "P1", "--explain"), INCOMPLETE, files=(("amendments.toml", TERMINATION),)
    ),
    "explain-agreed": Case(
        ("due", "P1", "--explain"), INCOMPLETE, files=(("amendments.toml", SETTLED),)
    ),
    "schedule-amended": Case(("schedule",), FINAL, files=(("amendments.toml", CHANGED),)),
    "status-nothing-recorded": Case(("status",), day="2025-09-01"),
    "status-ready": Case(("status",), FINAL),
    "status-late": Case(("status",), FINAL, day="2026-01-20"),
    "status-partly-paid": Case(("status",), FINAL, files=PAID),
    "status-correct-invoice": Case(
        ("status",), FINAL.replace("2025-08,优秀", "2025-08,好"), files=PAID[:1]
    ),
    "status-paid-too-much": Case(
        ("status",), FINAL,
        files=(PAID[0], ("payments.csv", PAYMENTS.replace("300000", "430000"))),
    ),
    "status-party-b-owes": Case(("status",), FOUR_BAD, files=BREACH),
    "status-claimed": Case(("status",), FINAL, files=LIFE),
    "status-undetermined": Case(
        ("status",), INCOMPLETE, files=(("amendments.toml", TERMINATION),)
    ),
    "status-full-year": Case(("status",), files=EXAMPLE_FILES, day="2026-10-31"),
    "status-full-year-running": Case(("status",), files=EXAMPLE_FILES, day="2026-03-02"),
    "forecast": Case(("forecast",), FINAL),
    "forecast-what-if": Case(
        ("forecast", "--assume", "2025-12=差", "--assume", "breach"), FINAL, files=LIFE
    ),
    "forecast-unknown": Case(("forecast", "--assume", "2026-08=优"), FINAL),
    "readings": Case(("readings",), files=EXAMPLE_FILES, day="2026-10-31"),
    "history": Case(("history",), files=EXAMPLE_FILES, day="2026-10-31"),
    "history-amended": Case(
        ("history",), INCOMPLETE, files=(("amendments.toml", SETTLED + "\n" + CHANGED),),
        day="2025-11-30",
    ),
    "check-guards": Case(("check",), FINAL, files=GUARDED),
    "check-life-errors": Case(("check",), files=LIFE_WRONG),
    "check-contradiction": Case(
        ("check",), FINAL, files=(("amendments.toml", f"{CHANGED}\n{TWICE}\n"),)
    ),
    "deduct-breach": Case(("deduct", "P2", "--breach", "--fees", "8600", "--claimed")),
    "deduct-damages": Case(("deduct", "P2", "3000.50")),
    "deduct-refused": Case(("deduct", "P2", "--breach", "-5", "--fees", "0")),
    "extra": Case(("extra", "P2", "20000", "--basis", "协议")),
    "extra-refused": Case(("extra", "P2", "20000")),
    "invoice": Case(("invoice", "P1", "--number", NUMBER, "--date", "2025-12-20"), FINAL),
    "invoice-differs": Case(
        ("invoice", "P1", "5", "--number", NUMBER, "--date", "2025-12-01"), FINAL
    ),
    "invoice-red": Case(
        ("invoice", "P1", "--number", OTHER, "--date", "2025-12-20", "--red", NUMBER), FINAL,
        files=PAID[:1],
    ),
    "invoice-refused": Case(
        ("invoice", "P2", "--number", NUMBER[:19], "--date", "2026-12-20"), FINAL
    ),
    "pay": Case(("pay", "P1", "128,800", "--date", "2026-01-02"), FINAL, files=PAID),
    "pay-twice": Case(
        ("pay", "P1", "300000", "--date", "2025-12-30", "--ref", "回单 1"), FINAL, files=PAID
    ),
    "pay-returned": Case(
        ("pay", "P1", "300000", "--returned", "--date", "2026-01-02"), FINAL, files=PAID
    ),
    "pay-refused": Case(
        ("pay", "P1", "300000.01", "--returned", "--date", "2026-01-02"), FINAL, files=PAID
    ),
    "confirm": Case(("confirm", "A-cccccc"), FINAL, files=LIFE),
    "void": Case(("void", "2025-08", "--reason", "误录"), FINAL, files=PAID),
    "void-refused": Case(("void", "X-1", "--reason", "误录"), FINAL),
    "amend-extend": Case(
        ("amend", "extend", "--days", "10", "--from", "2026-01-20", "--basis", "确认函")
    ),
    "amend-terminate": Case(
        ("amend", "terminate", "--on", "2025-11-20", "--basis", "解除通知"), FINAL, files=LIFE
    ),
    "amend-change": Case(
        ("amend", "change", 'evaluation.scale[5]={rating="极好",reward=40000}', "--from", "P3",
         "--basis", "补充协议")
    ),
    "amend-contradicts": Case(
        ("amend", "terminate", "--on", "2025-11-21", "--basis", "解除通知"), FINAL,
        files=(("amendments.toml", TERMINATION),),
    ),
    "amend-breaks-a-check": Case(
        ("amend", "change", "price.total=1266400", "--from", "P3", "--basis", "补充协议")
    ),
    "help-deduct": Case(("deduct", "--help")),
    "help-extra": Case(("extra", "--help")),
    "help-invoice": Case(("invoice", "--help")),
    "help-pay": Case(("pay", "--help")),
    "help-confirm": Case(("confirm", "--help")),
    "help-void": Case(("void", "--help")),
    "help-amend": Case(("amend", "--help")),
    "help-amend-extend": Case(("amend", "extend", "--help")),
    "help-amend-terminate": Case(("amend", "terminate", "--help")),
    "help-amend-change": Case(("amend", "change", "--help")),
    "help-status": Case(("status", "--help")),
    "help-forecast": Case(("forecast", "--help")),
    "help-readings": Case(("readings", "--help")),
    "help-history": Case(("history", "--help")),
}  # fmt: skip
ON_A_TERMINAL = {
    "terminal-status": CASES["status-full-year-running"],
    "terminal-status-late": CASES["status-late"],
    "terminal-forecast": CASES["forecast-what-if"],
    "terminal-readings": CASES["readings"],
    "terminal-history": CASES["history-amended"],
    "terminal-due-breach": CASES["due-breach"],
    "terminal-explain-amended": CASES["explain-amended"],
}
