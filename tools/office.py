"""How a Chinese office document looks in Word: paper, fonts, paragraphs, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Sequence

LATIN, BODY, HEADING, TITLE = "Times New Roman", "仿宋", "黑体", "宋体"
SIZE, TABLE_SIZE, SMALL, TITLE_SIZE = 12, 10.5, 9, 20
WIDTH = 15.8  # cm between the margins of an A4 page
LEFT, RIGHT, CENTRE = ALIGN.LEFT, ALIGN.RIGHT, ALIGN.CENTER
_LINE = 1.3


def new_document() -> Any:
    """An empty A4 page with the header of drafts and a footer that names contract and code."""
    document = Document()
    _forget_who_made_it(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.0)
    section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
    section.header_distance = section.footer_distance = Cm(1.1)
    normal = document.styles["Normal"]
    _set_fonts(normal.element.get_or_add_rPr(), BODY)
    normal.font.size = Pt(SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = _LINE
    title = document.styles.add_style("资料标题", WD_STYLE_TYPE.PARAGRAPH)
    title.base_style = normal
    _set_fonts(title.element.get_or_add_rPr(), TITLE)
    title.font.size, title.font.bold = Pt(TITLE_SIZE), True
    title.paragraph_format.alignment = CENTRE
    title.paragraph_format.space_after = Pt(12)
    title.paragraph_format.page_break_before = True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    mark = section.header.paragraphs[0]
    mark.alignment = CENTRE
    run = write(mark, "{{ 草稿标记 }}", font=HEADING, size=14)
    run.font.color.rgb = RGBColor(0xC0, 0, 0)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    write(foot, "合同编号 {{ 合同编号 }}　{{ 期次 }}　核对码 {{ 核对码 }}　第 ", size=SMALL)
    _number(foot, "PAGE")
    write(foot, " 页，共 ", size=SMALL)
    _number(foot, "NUMPAGES")
    write(foot, " 页", size=SMALL)
    return document


def write(
    paragraph: Any, text: str, *, font: str = BODY, size: float = SIZE, bold: bool = False
) -> Any:
    """Text at the end of a paragraph."""
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold or None
    _set_fonts(run._element.get_or_add_rPr(), font)  # noqa: SLF001  (there is no other way in)
    return run


def title(document: Any, text: str) -> None:
    """The title of a paper, on a page of its own."""
    document.add_paragraph(text, style="资料标题")


def line(
    document: Any,
    text: str = "",
    *,
    align: Any = LEFT,
    indent: bool = False,
    heading: bool = False,
    size: float = SIZE,
    before: float = 0,
) -> Any:
    """A paragraph; `indent` by two characters, as Chinese paragraphs begin."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = heading or None
    if indent:
        found = paragraph._element.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
        found.set(qn("w:firstLineChars"), "200")
        found.set(qn("w:firstLine"), str(int(size * 2 * 20)))
    write(paragraph, text, size=size, font=HEADING if heading else BODY)
    return paragraph


def when(document: Any, condition: str, *then: Any) -> None:
    """What `then` adds stands in the document only where the condition holds."""
    line(document, f"{{%p if {condition} %}}")
    for add in then:
        add()
    line(document, "{%p endif %}")


def table(
    document: Any,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    align: Sequence[Any] = (),
    head: int = 0,
    labels: Sequence[int] = (),
    lines: bool = True,
    together: bool = False,
    size: float = TABLE_SIZE,
    height: float = 0.75,
) -> Any:
    """A table of fixed widths (cm). A row of one tag, `{%tr … %}`, is a loop's or a condition's.

    A cell of "<" continues the one on its left. `head` rows are headings, `labels` columns that
    name what stands beside them; `together` keeps it on one page.
    """
    grid = document.add_table(rows=len(rows), cols=len(widths))
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    if lines:
        grid.style = "Table Grid"
    for number, texts in enumerate(rows):
        row = grid.rows[number]
        _flag(row, "w:cantSplit")
        if number < head:
            _flag(row, "w:tblHeader")
        tag = texts[0].startswith("{%tr")
        row.height = None if tag else Cm(height)
        for column, width in enumerate(widths):
            cell = row.cells[column]
            cell.width = Cm(width)
            cell.vertical_alignment = VERTICAL.CENTER
            text = texts[column] if column < len(texts) else ""
            if text == "<":
                continue
            _fill(
                cell,
                text,
                align=CENTRE if number < head else (align[column] if align else LEFT),
                font=HEADING if number < head or (column in labels and not tag) else BODY,
                size=size,
                together=together and number < len(rows) - 1,
            )
        _merge(row, texts)
    return grid


def _fill(cell: Any, text: str, *, align: Any, font: str, size: float, together: bool) -> None:
    for number, part in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.keep_with_next = together or None
        write(paragraph, part, size=size, font=font)


def _merge(row: Any, texts: Sequence[str]) -> None:
    start = 0
    for column in range(1, len(texts) + 1):
        if column < len(texts) and texts[column] == "<":
            continue
        if column - start > 1:
            row.cells[start].merge(row.cells[column - 1])
        start = column


def _set_fonts(properties: Any, east_asian: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{name}"), font)


def _number(paragraph: Any, field: str) -> None:
    for kind in ("begin", "instr", "separate", "result", "end"):
        run = write(paragraph, "1" if kind == "result" else "", size=SMALL)
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = field
            run._element.append(element)  # noqa: SLF001
        elif kind != "result":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._element.append(element)  # noqa: SLF001


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _forget_who_made_it(document: Any) -> None:
    """No program's name, picture or date is left in the file; Word opens it as one of its own."""
    properties = document.core_properties
    properties.author = properties.comments = properties.title = properties.keywords = ""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    compatibility = OxmlElement("w:compat")
    setting = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        setting.set(qn(f"w:{name}"), value)
    compatibility.append(setting)
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    settings.find(qn("w:rsids")).addprevious(compatibility)
