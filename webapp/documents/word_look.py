"""The look of a document for a word processor: its styles, its page, and the marks that languages need.

Everything is a named style, so that whoever continues the document can change its look in one place.
"""

from copy import deepcopy
from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

from webapp.documents.tongues import regional, rtl

INK = RGBColor(0x16, 0x26, 0x2B)
SOFT = RGBColor(0x45, 0x54, 0x59)
TYPEFACE = "Calibri"
HEADINGS = {1: (24, 0, 6), 2: (16, 20, 6), 3: (13, 16, 4), 4: (11.5, 12, 4)}
"""Level -> size, space before and space after, in points."""
FACTS, FIGURES = "Radslag Facts", "Radslag Table"
NOTE, SOURCE, REMARK = "Radslag Note", "Radslag Source", "Radslag Remark"
CELL, HEADER = "Radslag Cell", "Radslag Cell Header"
LABEL, VALUE = "Radslag Label", "Radslag Value"
OWN = {
    NOTE: (11, INK, 10, 12),
    SOURCE: (10, SOFT, 0, 10),
    REMARK: (9.5, SOFT, 3, 12),
    CELL: (10, INK, 2.5, 2.5),
    HEADER: (10, SOFT, 2.5, 2.5),
    LABEL: (11, SOFT, 2, 2),
    VALUE: (11, INK, 2, 2),
}
"""Style -> size, colour, space before and space after."""
PAPER = (Mm(210), Mm(297))
MARGIN = Mm(28)
TAB_RIGHT = WD_TAB_ALIGNMENT.RIGHT

TABLE_STYLE = """<w:style %s w:type="table" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>%s</w:tblBorders><w:tblCellMar>
<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
</w:tblCellMar></w:tblPr>%s</w:style>"""
RULES = """<w:bottom w:val="single" w:sz="4" w:space="0" w:color="DFE3DD"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="DFE3DD"/>"""
FIRST_ROW = """<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="788A8D"/></w:tcBorders></w:tcPr></w:tblStylePr>"""
BOX = """<w:pBdr %s><w:%s w:val="single" w:sz="36" w:space="8" w:color="E0A42E"/></w:pBdr>"""
SHADE = """<w:shd %s w:val="clear" w:color="auto" w:fill="EEF4F2"/>"""
AFTER_DIRECTION = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap"),
    *("w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
"""What must come after the direction of a paragraph: the file's schema has an order."""


def dress(docx: Docx, lang: str) -> None:
    """Gives a new file its page, its styles and its language."""
    _page(docx, lang)
    _language(docx, lang)
    _text(docx.styles["Normal"], 11, after=8)
    docx.styles["Normal"].paragraph_format.line_spacing = 1.2
    for level, (size, before, after) in HEADINGS.items():
        _heading(docx.styles[f"Heading {level}"], size, before, after)
    _text(docx.styles["Subtitle"], 13, colour=SOFT, after=14)
    _text(docx.styles["Caption"], 10.5, bold=True, before=12, after=4)
    docx.styles["Caption"].paragraph_format.keep_with_next = True
    _text(docx.styles["List Bullet"], 11, after=4)
    _text(docx.styles["Quote"], 12, before=10, after=2)
    docx.styles["Quote"].paragraph_format.left_indent = Mm(8)
    _own_styles(docx, lang)


def mark_language(run: Any, lang: str) -> None:
    """Marks the words of a run with their language, and their direction where it is from right to left."""
    properties = run._r.get_or_add_rPr()
    mark = OxmlElement("w:lang")
    mark.set(qn("w:bidi" if rtl(lang) else "w:val"), regional(lang))
    if rtl(lang):
        run.font.rtl = True
    properties.append(mark)


def mark_direction(paragraph: Any, lang: str) -> None:
    """Sets a paragraph from right to left where its language is."""
    if rtl(lang):
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_DIRECTION)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that the word processor fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)


def describe(table: Any, caption: str, *, first_row: bool, first_column: bool) -> None:
    """Says what a table is called and where its headers are, for those who hear it read."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    flags = {"firstRow": first_row, "firstColumn": first_column, "noHBand": True, "noVBand": True}
    value = 0x0020 * first_row + 0x0080 * first_column + 0x0600
    look.set(qn("w:val"), f"{value:04X}")
    for name, on in {"lastRow": False, "lastColumn": False, **flags}.items():
        look.set(qn(f"w:{name}"), str(int(on)))
    properties.append(look)
    if caption:
        name = OxmlElement("w:tblCaption")
        name.set(qn("w:val"), caption)
        properties.append(name)


def lay_out(table: Any, widths: list[float], lang: str) -> None:
    """Gives the columns of a table their widths in points, and the table its direction."""
    table.autofit = False
    if rtl(lang):
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Pt(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Pt(width)


def keep_whole(row: CT_Row, *, header: bool = False) -> None:
    """Keeps a row on one page; a header is repeated on every page."""
    properties = row.get_or_add_trPr()
    for name in ["w:cantSplit", *(["w:tblHeader"] if header else [])]:
        properties.append(OxmlElement(name))


def id_of(style: str) -> str:
    """The identifier of one of our own styles; looking it up takes long in a long table."""
    return style.replace(" ", "")


def as_cell(element: CT_Tc, table: Table) -> _Cell:
    """The cell that an element of `table` is; looking cells up by number takes long in a long table."""
    return _Cell(element, table)


def _page(docx: Docx, lang: str) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(33), Mm(28)
    section.header_distance = section.footer_distance = Mm(15)
    if rtl(lang):
        after = ("w:rtlGutter", "w:docGrid", "w:printerSettings")
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), *after)


def _language(docx: Docx, lang: str) -> None:
    for mark in docx.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:bidi" if rtl(lang) else "w:val"), regional(lang))
    settings = docx.settings.element
    for theme in settings.findall(qn("w:themeFontLang")):
        theme.set(qn("w:bidi" if rtl(lang) else "w:val"), regional(lang))
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")


def _text(
    style: Any,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor = INK,
    before: float = 0,
    after: float = 0,
) -> None:
    font = style.font
    font.size, font.bold, font.cs_bold, font.color.rgb = Pt(size), bold or None, bold or None, colour
    font.italic = font.cs_italic = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script, name in (("ascii", TYPEFACE), ("hAnsi", TYPEFACE), ("cs", "Arial")):
        fonts.set(qn(f"w:{script}"), name)
    large = OxmlElement("w:szCs")
    large.set(qn("w:val"), str(int(size * 2)))
    properties = style.element.rPr
    for old in [*properties.findall(qn("w:szCs")), *properties.findall(qn("w:spacing"))]:
        properties.remove(old)
    properties.find(qn("w:sz")).addnext(large)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _tell_twin(style)


def _tell_twin(style: Any) -> None:
    """Gives the character style that belongs to a paragraph style the same look."""
    link = style.element.find(qn("w:link"))
    for other in style.element.getparent().findall(qn("w:style")) if link is not None else ():
        if other.get(qn("w:styleId")) == link.get(qn("w:val")):
            other.replace(other.rPr, deepcopy(style.element.rPr))


def _heading(style: Any, size: float, before: float, after: float) -> None:
    _text(style, size, bold=True, before=before, after=after)
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.line_spacing = 1.1


def _own_styles(docx: Docx, lang: str) -> None:
    styles = docx.styles
    for name, (size, colour, before, after) in OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _text(style, size, colour=colour, before=before, after=after, bold=name == HEADER)
    properties = styles[NOTE].element.get_or_add_pPr()
    properties.insert(0, parse_xml(SHADE % nsdecls("w")))
    properties.insert(0, parse_xml(BOX % (nsdecls("w"), "right" if rtl(lang) else "left")))
    styles[NOTE].paragraph_format.left_indent = styles[SOURCE].paragraph_format.left_indent = Mm(8)
    for name, borders, parts in ((FIGURES, RULES, FIRST_ROW), (FACTS, "", "")):
        xml = TABLE_STYLE % (nsdecls("w"), id_of(name), name, borders, parts)
        styles.element.append(parse_xml(xml))
