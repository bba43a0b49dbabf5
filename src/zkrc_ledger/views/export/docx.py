"""The papers that go to an office, as Word documents filled in from templates.

A template is the ledger's own, or a user's copy of it that was edited in Word.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from zkrc_ledger.model.problem import Refused
from zkrc_ledger.model.text import Text
from zkrc_ledger.views.export.paper_fields import differs, form_fields, payment_fields

if TYPE_CHECKING:
    from collections.abc import Collection

    from zkrc_ledger.model.schedule import ServiceMonth
    from zkrc_ledger.model.settlement import PeriodSettlement
    from zkrc_ledger.model.text import Translator
    from zkrc_ledger.rules.assess import Assessment
    from zkrc_ledger.views.export.paper_fields import Fields

APPLICATION, STATEMENT, DIFFERENCE = "付款申请函", "服务费结算确认单", "金额差异说明"
PAYMENT, EVALUATION_FORM, ACCEPTANCE = "payment", "evaluation-form", "acceptance"
_FOLDER = Path(__file__).resolve().parents[2] / "papers"
_NAMED = re.compile(r"'([^']*)'")


def template(name: str) -> bytes:
    """The ledger's own template: `PAYMENT`, `EVALUATION_FORM` or `ACCEPTANCE`."""
    return (_FOLDER / f"{name}.docx").read_bytes()


def papers_of(settled: PeriodSettlement) -> tuple[str, ...]:
    """The papers that a period's payment takes, by their names.

    No application where nothing is due, or no amount is agreed yet; a difference is explained.
    """
    return (
        *((APPLICATION,) if settled.due else ()),
        STATEMENT,
        *((DIFFERENCE,) if differs(settled) else ()),
    )


def payment(
    assessment: Assessment,
    settled: PeriodSettlement,
    tr: Translator,
    *,
    own_template: bytes | None = None,
    papers: Collection[str] | None = None,
) -> bytes:
    """The papers of a period's payment in one document, each from a new page on.

    `papers` names some of them alone. Raises `Refused` for a template that cannot be filled in.
    """
    wanted = papers_of(settled) if papers is None else papers
    fields = payment_fields(assessment, settled, tr) | {
        f"含{name}": name in wanted for name in (APPLICATION, STATEMENT, DIFFERENCE)
    }
    return _filled(own_template, PAYMENT, fields, tr)


def acceptance(
    assessment: Assessment,
    settled: PeriodSettlement,
    tr: Translator,
    *,
    own_template: bytes | None = None,
) -> bytes:
    """履约验收单 of a period. Raises `Refused` for a template that cannot be filled in."""
    fields = payment_fields(assessment, settled, tr)
    return _filled(own_template, ACCEPTANCE, fields, tr)


def evaluation_form(
    assessment: Assessment,
    month: ServiceMonth,
    tr: Translator,
    *,
    own_template: bytes | None = None,
) -> bytes:
    """评价表 of a service month. Raises `Refused` for a template that cannot be filled in."""
    fields = form_fields(assessment, month, tr)
    return _filled(own_template, EVALUATION_FORM, fields, tr)


def _filled(own: bytes | None, name: str, fields: Fields, tr: Translator) -> bytes:
    """A template with its fields filled in; what is not final is marked as a draft."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.exceptions import UndefinedError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    paper = DocxTemplate(io.BytesIO(template(name) if own is None else own))
    try:
        paper.init_docx()
    except Exception as error:  # a file may be broken in any way
        raise Refused(
            "template",
            Text("The template is not a Word document that can be read."),
            Text("Save it in Word as .docx, or begin from the ledger's own template again."),
        ) from error
    # a template may come from anybody: it reads these fields and reaches nothing else
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    out, misnamed = io.BytesIO(), set[str]()
    try:
        if own is not None:  # all that are misnamed, at once
            misnamed = paper.get_undeclared_template_variables(environment, fields)
        if not misnamed:
            paper.render(fields, environment)
            paper.save(out)
    except UndefinedError as error:
        misnamed = set(_NAMED.findall(str(error))[-1:])
    except Exception as error:  # whatever was written between the braces
        raise Refused(
            "template",
            Text("The template has something that cannot be filled in: {why}", why=str(error)),
            Text("Write a field as {example}.", example="{{ 本期应付 }}"),
        ) from error
    if misnamed:
        raise Refused(
            "template-field",
            Text(
                "The template names fields that there are not: {names}.",
                names=tuple(sorted(misnamed)),
            ),
            Text("The fields are: {names}.", names="、".join(_names(fields))),
        )
    return out.getvalue() if fields["已确定"] else _marked(out.getvalue(), tr)


def _names(fields: Fields) -> list[str]:
    """Every field, and those of a list's rows beside it."""
    found = []
    for name, value in fields.items():
        inner = f"（{'、'.join(value[0])}）" if isinstance(value, list) and value else ""
        found.append(name + inner)
    return found


def _marked(data: bytes, tr: Translator) -> bytes:
    """The document with the draft mark on every page: in each header, and across the page."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    document, words = Document(io.BytesIO(data)), draft_mark(tr)
    both = document.settings.odd_and_even_pages_header_footer
    for number, section in enumerate(document.sections):
        headers = [section.header]
        headers += [section.first_page_header] if section.different_first_page_header_footer else []
        headers += [section.even_page_header] if both else []
        for header in headers:
            if number and header.is_linked_to_previous:
                continue  # it shows the header before it, mark and all
            paragraph = header.paragraphs[0].insert_paragraph_before()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(words)
            run.font.size, run.font.bold = Pt(12), True
            run.font.color.rgb = RGBColor(0xC0, 0, 0)
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")  # noqa: SLF001
            paragraph.add_run()._r.append(parse_xml(_across_the_page(words)))  # noqa: SLF001
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def draft_mark(tr: Translator) -> str:
    """What every page of a paper says that is not final."""
    return tr("Draft, for checking only, not a basis for payment")


def _across_the_page(words: str) -> str:
    """Word's own kind of watermark: grey letters across the page, behind the text."""
    return f"""<w:pict
      xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
      <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
        path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
        <v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
        <v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
        <v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
        <v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>
      <v:shape id="draft" type="#_x0000_t136" fillcolor="#e0e0e0" stroked="f"
        style="position:absolute;margin-left:0;margin-top:0;width:480pt;height:36pt;rotation:315;
        z-index:-251658752;mso-position-horizontal:center;
        mso-position-horizontal-relative:margin;mso-position-vertical:center;
        mso-position-vertical-relative:margin">
        <v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{words}"/>
      </v:shape></w:pict>"""
