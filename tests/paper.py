"""How an office's paper looks: A4 portrait, 仿宋 with Times New Roman beside it, headings in 黑体.

No row breaks over two pages; what is signed stays together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

BODY, HEADING, LATIN = "仿宋", "黑体", "Times New Roman"
LEFT, CENTRE, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
LETTER, SMALL = 14, 10.5
WIDE = 15.8  # what the margins of A4 leave, in centimetres
TO_DATE = "　　　　年　　月　　日"


def set_fonts(properties: Any, chinese: str) -> None:
    """Both fonts of a run or a style: Word needs the East Asian one set beside the Latin."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # the themes of python-docx's own template
    for part, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{part}"), font)


class Paper:
    """A Word document drawn from top to bottom."""

    def __init__(self) -> None:
        self.document = Document()
        styles = self.document.styles
        for properties in styles.element.xpath("w:docDefaults//w:rPr"):
            set_fonts(properties, BODY)
            for language in properties.findall(qn("w:lang")):
                language.set(qn("w:eastAsia"), "zh-CN")
        normal = styles["Normal"]
        set_fonts(normal.element.get_or_add_rPr(), BODY)
        normal.font.size = Pt(LETTER)
        normal.paragraph_format.space_after = Pt(0)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.7), Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
        self.footer(section.footer.paragraphs[0])

    def footer(self, paragraph: Any) -> None:
        """Contract and settlement code on the left, the page on the right."""
        paragraph.style = self.document.styles["Normal"]  # that of footers has tabs of its own
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
        self.run(paragraph, "合同编号 {{ 合同编号 }}    核对码 {{ 核对码 }}", 9)
        self.run(paragraph, "\t", 9)
        self.run(paragraph, "第 ", 9)
        self.number(paragraph, "PAGE")
        self.run(paragraph, " 页，共 ", 9)
        self.number(paragraph, "NUMPAGES")
        self.run(paragraph, " 页", 9)

    def number(self, paragraph: Any, code: str) -> None:
        """A field that Word counts."""
        run = self.run(paragraph, "", 9)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        paragraph._p.remove(run._r)
        run.text = "1"
        field.append(run._r)
        paragraph._p.append(field)

    def run(self, paragraph: Any, text: str, size: float, *, heading: bool = False) -> Any:
        """Some text in a paragraph."""
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        set_fonts(run._r.get_or_add_rPr(), HEADING if heading else BODY)
        # what both fonts have (√, □, ×) is set in the Chinese one
        run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")
        return run

    def only(self, condition: str) -> None:
        """What follows applies only under a condition, until `end`."""
        self.document.add_paragraph(f"{{%p if {condition} %}}")

    def end(self) -> None:
        """The end of what applies only under a condition."""
        self.document.add_paragraph("{%p endif %}")

    def title(self, text: str, *, new_page: bool = False) -> None:
        """The paper's name at the top of a page."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.page_break_before = new_page
        paragraph.paragraph_format.space_after = Pt(8)
        self.run(paragraph, text, 20, heading=True)

    def heading(self, text: str) -> None:
        """The heading of a part; it stays with what follows."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.space_after = Pt(3)
        self.run(paragraph, text, 12, heading=True)

    def text(
        self, text: str, *, size: float = LETTER, align: Any = None, indent: bool = True
    ) -> Any:
        """A paragraph, its first line set in by two characters."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing = 1.3
        paragraph.paragraph_format.space_before = Pt(3)
        if indent:
            properties = paragraph._p.get_or_add_pPr()
            ind = OxmlElement("w:ind")
            ind.set(qn("w:firstLineChars"), "200")
            ind.set(qn("w:firstLine"), str(int(size * 40)))
            properties.append(ind)
        self.run(paragraph, text, size)
        return paragraph

    def space(self, points: float = 6) -> None:
        """A little room."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(points)
        self.run(paragraph, "", 1)

    def table(self, *widths: float, borders: bool = True) -> _Table:
        """A table of columns this wide, in centimetres."""
        return _Table(self, widths, borders=borders)

    def seals(self, *parties: str) -> None:
        """Where each party seals, signs and dates."""
        self.space()
        table = self.table(*([WIDE / len(parties)] * len(parties)), borders=False)
        table.row(*(f"{party}（盖章）：" for party in parties), together=True)
        table.row(*(f"{{{{ {party} }}}}" for party in parties), together=True)
        table.row(*("授权代表（签字）：" for _ in parties), height=1.3, together=True)
        table.row(*(f"日期：{TO_DATE}" for _ in parties), height=0.9)


class _Table:
    """A table with fixed columns whose rows do not break over two pages."""

    def __init__(self, paper: Paper, widths: Sequence[float], *, borders: bool) -> None:
        self.paper, self.widths = paper, widths
        self.table = paper.document.add_table(rows=0, cols=len(widths))
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.table.autofit = False
        for column, wide in zip(self.table.columns, widths, strict=True):
            column.width = Cm(wide)
        if borders:
            self.table.style = "Table Grid"

    def row(
        self,
        *texts: str,
        align: str = "",
        height: float = 0.68,
        heading: bool = False,
        together: bool = False,
        span: bool = False,
    ) -> None:
        """A row; `align` has l, c or r a column. `span`: the last text takes what is left."""
        row = self.table.add_row()
        row.height = Cm(height)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if heading:
            properties.append(OxmlElement("w:tblHeader"))
        cells = list(row.cells)
        for cell, wide in zip(cells, self.widths, strict=True):
            cell.width = Cm(wide)
        if span:
            cells[len(texts) - 1] = cells[len(texts) - 1].merge(cells[-1])
        for at, text in enumerate(texts):
            cell = cells[at]
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            lines = text.split("\n")
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                where = align[at] if at < len(align) else "l"
                paragraph.alignment = {"l": LEFT, "c": CENTRE, "r": RIGHT}[where]
                paragraph.paragraph_format.keep_with_next = heading or together
                paragraph.paragraph_format.space_before = Pt(0 if number else 1.5)
                paragraph.paragraph_format.space_after = Pt(1.5 if line is lines[-1] else 0)
                self.paper.run(paragraph, line, SMALL, heading=heading)

    def pairs(self, *pairs: tuple[str, str]) -> None:
        """Rows of a name and its value."""
        for name, value in pairs:
            self.row(name, value, align="cl")

    def each(self, rows: str, *texts: str, align: str) -> None:
        """A row for each of a list."""
        self.row(f"{{%tr for 行 in {rows} %}}")
        self.row(*texts, align=align)
        self.row("{%tr endfor %}")

    def only(self, condition: str, *texts: str, align: str, span: bool = False) -> None:
        """A row under a condition."""
        self.row(f"{{%tr if {condition} %}}")
        self.row(*texts, align=align, span=span)
        self.row("{%tr endif %}")
