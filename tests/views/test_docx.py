"""The papers of a payment: what stands in them, read back from Word's own format."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.make_templates import FOLDER, TEMPLATES
from tests.support import OTHER_CONTRACTS, PROJECT, assessed, rated
from zkrc_ledger import assess, load
from zkrc_ledger.locale import CatalogueTranslator
from zkrc_ledger.model.amendments import Termination
from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.record import Place
from zkrc_ledger.model.records import Adjustment, Rating
from zkrc_ledger.views.export import docx
from zkrc_ledger.views.export.paper_fields import form_fields, payment_fields
from zkrc_ledger.views.layout import harmless

if TYPE_CHECKING:
    from zkrc_ledger.rules.assess import Assessment

CHINESE = CatalogueTranslator("zh")
MARK = "草稿，仅供核对，不作付款依据"
FIRST = {"2025-08": "良好", "2025-09": "好", "2025-10": "一般", "2025-11": "一般"}
HOSTILE = [
    "a\x00b\x1b[31m\x07c",
    "<script>alert(1)</script> & </w:t>",
    "{{ 7*7 }} {% for x in y %} ${7*7}",
    '=HYPERLINK("http://x","y")',
    "长" * 300,
    "abc\u202edef\u2066ghi",
    "one\ntwo\rthree\tfour\ffive\x0bsix\a",
    "\ud800 lone",
]


def full_year() -> Assessment:
    """The worked example after its last payment."""
    return assess(load(PROJECT / "examples" / "full-year"), date(2026, 11, 1))


def cells(data: bytes) -> list[list[str]]:
    """The rows of every table."""
    tables: Any = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def text(data: bytes) -> str:
    """Every paragraph, those of tables too."""
    body: Any = Document(io.BytesIO(data)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def paid(book: Assessment, number: int = 1, **more: Any) -> bytes:
    """The papers of a period's payment."""
    return docx.payment(book, book.settlement.periods[number - 1], CHINESE, **more)


def titles(data: bytes) -> list[str]:
    """The papers in a document, by their titles."""
    names = (docx.APPLICATION, docx.STATEMENT, docx.DIFFERENCE)
    return [line for line in text(data).splitlines() if line in names]


def test_the_papers_of_the_first_period() -> None:
    """388,800 + 20,000 + 10,000 - 10,000 + 30,000 = 438,800, in figures and in words."""
    data = paid(full_year())
    rows, words = cells(data), text(data)
    assert titles(data) == ["付款申请函", "服务费结算确认单", "金额差异说明"]
    assert "第 1 期（2025年8月8日至2025年12月7日）" in words
    assert "438,800.00 元（大写：人民币肆拾叁万捌仟捌佰元整）" in words
    assert ["银行账号", "632526279"] in rows
    amounts = [row[-1] for row in rows if "评为" in row[0] and len(row) == 4]
    assert amounts == ["20,000.00", "10,000.00", "-10,000.00", "30,000.00"]
    worst = next(row for row in rows if row[0].startswith("2025-10") and len(row) == 5)
    assert worst[2:] == ["ratings.csv:7", "附件1.六、四.5", "-10,000.00"]
    assert "工委扩大会已于 2025-12-29 审议通过" in worst[1]
    assert "工委扩大会 2025-12-29 纪要（虚构）" in worst[1]
    assert ["差异合计"] + [""] * 3 + ["50,000.00"] in rows


def test_cumulative_sums() -> None:
    """Due P1 438,800 and P2 54,080 make 492,880 by the end of P2; all of it has been paid."""
    rows = cells(paid(full_year(), 2))
    by_name = {row[0]: row[1:] for row in rows if len(row) == 3}
    assert by_name["应付"] == ["54,080.00", "492,880.00"]
    assert by_name["已开票"] == ["408,800.00", "847,600.00"]
    assert by_name["已收款（乙方）"] == ["54,080.00", "492,880.00"]
    assert by_name["未付余额"] == ["0.00", "0.00"]


def test_no_difference_no_statement_of_it() -> None:
    """Where the sum is the contract's installment, there is no difference to explain."""
    book = assessed(*rated(dict.fromkeys(FIRST, "一般")))
    assert titles(paid(book)) == ["付款申请函", "服务费结算确认单"]
    # a reward and a deduction that cancel out leave no difference either
    even = assessed(*rated(FIRST | {"2025-08": "好", "2025-09": "差"}))
    assert titles(paid(even)) == ["付款申请函", "服务费结算确认单"]


def test_nothing_due_nothing_to_apply_for() -> None:
    """Where party B owes, there is no application, and the statement says what is owed."""
    damages = Adjustment(
        id="A-1", period="P1", kind="damages", amount=Decimal(500000), basis="确认书", clause="四.4"
    )
    data = paid(assessed(*rated(dict.fromkeys(FIRST, "一般")), damages))
    assert titles(data) == ["服务费结算确认单", "金额差异说明"]
    assert ["乙方应付甲方", "", "", "111,200.00"] in cells(data)


def test_no_amount_agreed_nothing_to_apply_for() -> None:
    """A period that a termination cut has no application until an amount is agreed."""
    ended = Termination(on=date(2025, 11, 20), basis="通知", place=Place("amendments.toml", 1))
    data = paid(assessed(*rated({"2025-08": "好"}), ended))
    assert titles(data) == ["服务费结算确认单"]
    assert ["本期应付", "", "", "未商定"] in cells(data)


def test_what_the_contract_does_not_name_is_left_blank() -> None:
    """A contract file without an account and without offices leaves lines to fill in by hand."""
    book = assessed(contract=OTHER_CONTRACTS / "park_month_end.toml", day=date(2027, 10, 1))
    assert ["开户银行", ""] in cells(paid(book))
    form = cells(docx.evaluation_form(book, book.schedule.months[0], CHINESE))
    assert ["1", "", ""] in form
    assert any(row[0] == "填表单位意见" for row in form)


def test_papers_one_by_one() -> None:
    """A pack asks for each paper alone."""
    book = full_year()
    for name in docx.papers_of(book.settlement.periods[0]):
        assert titles(paid(book, papers=[name])) == [name]


def test_evaluation_form() -> None:
    """A month's form has its scale in yuan, a tick at its rating, the meeting and its minutes."""
    book = full_year()
    data = docx.evaluation_form(book, book.schedule.months[1], CHINESE)
    rows = cells(data)
    assert ["好", "10,000.00", "", "√"] in rows
    assert ["优秀", "30,000.00", "", ""] in rows
    assert ["差", "", "10,000.00", ""] in rows
    assert ["服务月", "2025-09（2025年9月8日至2025年10月7日，第 1 期）"] in rows
    assert ["审议日期", "2025年10月17日　　会议纪要：工委扩大会 2025-10-17 纪要（虚构）"] in rows


def test_acceptance() -> None:
    """The acceptance record lists the period's months with their ratings and meetings."""
    book = full_year()
    rows = cells(docx.acceptance(book, book.settlement.periods[0], CHINESE))
    months = [row[0] for row in rows if row[0].startswith("20")]
    assert months == list(FIRST)


def marked(data: bytes) -> bool:
    """Whether every header of a document has the draft mark, and a mark across the page."""
    headers: Any = [section.header for section in Document(io.BytesIO(data)).sections]
    said = [header.paragraphs[0].text == MARK for header in headers]
    across = [f'string="{MARK}"' in header.part.blob.decode() for header in headers]
    assert said == across
    return all(said)


@pytest.mark.parametrize("stage", ["final", "proposed"])
def test_only_what_is_not_final_is_a_draft(stage: str) -> None:
    """A proposed rating makes a draft of the papers, of the form and of the acceptance record."""
    book = assessed(*rated(FIRST, stage))
    first = book.settlement.periods[0]
    papers = [
        paid(book),
        docx.evaluation_form(book, book.schedule.months[0], CHINESE),
        docx.acceptance(book, first, CHINESE),
    ]
    assert [marked(data) for data in papers] == [stage == "proposed"] * 3


def test_a_draft_of_a_template_with_several_headers() -> None:
    """First pages and even pages with headers of their own carry the mark too."""
    own: Any = Document()
    own.settings.odd_and_even_pages_header_footer = True
    own.sections[0].different_first_page_header_footer = True
    own.sections[0].first_page_header.paragraphs[0].text = "{{ 合同名称 }}"
    own.add_section().header.is_linked_to_previous = False
    data = paid(assessed(), own_template=saved(own))
    first, second = Document(io.BytesIO(data)).sections
    headers = (first.header, first.first_page_header, first.even_page_header, second.header)
    assert all(MARK in header.paragraphs[0].text for header in headers)
    assert "霍营街道接诉即办技术服务项目" in first.first_page_header.paragraphs[1].text


def saved(document: Any) -> bytes:
    """A document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def template_with(*paragraphs: str) -> bytes:
    """A template of one's own."""
    document = Document()
    for one in paragraphs:
        document.add_paragraph(one)
    return saved(document)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_was_typed_is_only_text(words: str) -> None:
    """Whatever a note, a basis or a title says comes out as text within its own cell."""
    row = Rating(
        month="2025-08", rating="好", basis=words, note=words, place=Place("ratings.csv", 2)
    )
    book = assessed(row)
    data = docx.evaluation_form(book, book.schedule.months[0], CHINESE)
    note = next(row for row in cells(data) if row[0] == "备注")
    assert note[1] == harmless(words)
    assert all(char.isprintable() or char in "\u3000\u00a0" for char in note[1])
    plain = docx.evaluation_form(
        assessed(*rated({"2025-08": "好"})), book.schedule.months[0], CHINESE
    )
    assert len(cells(data)) == len(cells(plain))
    assert any(harmless(words) in row[1] for row in cells(paid(book)))


def test_a_title_is_only_text() -> None:
    """So does the contract's name."""
    terms = {"contract.name": "<b>{{ 7*7 }}</b>"}
    assert "《<b>{{ 7*7 }}</b>》" in text(paid(assessed(terms=terms)))


def refused(data: bytes) -> Refused:
    """How a template is refused."""
    with pytest.raises(Refused) as caught:
        paid(full_year(), own_template=data)
    return caught.value


def said(words: Any) -> str:
    """A message in Chinese."""
    return CHINESE(words.msgid, **dict(words.values))


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("{{ 本期应附 }}", "本期应附"),
        ("{% if 无此 %}x{% endif %}", "无此"),
        ("{% for 行 in 价款明细 %}{{ 行.金颔 }}{% endfor %}", "金颔"),
    ],
)
def test_a_misnamed_field_is_refused(field: str, named: str) -> None:
    """A template that names a field there is not is refused; the answer lists the fields."""
    problem = refused(template_with(field))
    assert said(problem.message) == f"模板中的字段不存在：{named}。"
    assert "本期应付" in said(problem.hint)
    assert "价款明细（项目、依据、记录、条款、金额）" in said(problem.hint)


@pytest.mark.parametrize(
    "field",
    [
        "{{ 甲方 ",
        "{% for %}",
        "{{ 甲方.__class__.__mro__ }}",
        "{{ 价款明细.append(1) }}",
        "{% include 'x' %}",
        "{{ 1/0 }}",
    ],
)
def test_a_template_can_only_read_fields(field: str) -> None:
    """What is no field, or reaches further, is refused and does nothing."""
    assert refused(template_with(field)).code.startswith("template")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", saved(Document())[:500]])
def test_a_file_that_is_no_word_document_is_refused(data: bytes) -> None:
    """A broken file, or one of another kind, is refused."""
    assert said(refused(data).message) == "模板不是可以读取的 Word 文档。"


def test_a_template_of_ones_own() -> None:
    """A user's own template is filled in like the ledger's."""
    data = paid(full_year(), own_template=template_with("应付 {{ 本期应付 }} 元"))
    assert text(data) == "应付 438,800.00 元"


def test_every_field_is_documented() -> None:
    """docs/papers.md names every field that a template may show, and every column of a list."""
    book = full_year()
    told = (PROJECT / "docs" / "papers.md").read_text(encoding="utf-8")
    for fields in (
        payment_fields(book, book.settlement.periods[0], CHINESE),
        form_fields(book, book.schedule.months[0], CHINESE),
    ):
        lists = [rows for rows in fields.values() if isinstance(rows, list)]
        columns = {column for rows in lists for row in rows for column in row}
        assert [name for name in (*fields, *columns) if f"`{name}`" not in told] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_templates_are_those_drawn(name: str) -> None:
    """`python -m tests.make_templates` changes nothing."""
    drawn, shipped = TEMPLATES[name](), Document(str(FOLDER / name))
    parts = [
        {str(one.partname): one.blob for one in each.part.package.parts}
        for each in (drawn, shipped)
    ]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("name", TEMPLATES)
def test_fonts_and_rows(name: str) -> None:
    """Every text has its East Asian font beside the Latin one, and no row breaks in two."""
    document: Any = Document(str(FOLDER / name))
    for fonts in document.element.body.iter(qn("w:rFonts")):
        assert fonts.get(qn("w:eastAsia")) in ("仿宋", "黑体")
        assert fonts.get(qn("w:ascii")) == "Times New Roman"
    for row in document.element.body.iter(qn("w:tr")):
        assert row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
