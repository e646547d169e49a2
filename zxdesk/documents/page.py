"""The page of official papers: A4 with the margins, the grid of 22 lines by 28 characters and the page numbers of GB/T 9704."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.styles import TextStyle

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 156, 225
LINE_PITCH, CHAR_SPACE = 579, -848
"""Twips of one line (28.95 pt, 22 to a page) and 1/4096 pt added to a character (28 to a line). Source: domain §7.1."""

FOOTER_MM = 18.5
"""From the page's lower edge to the footer's: puts the page number 7 mm below the text."""


def new_paper(*, title: str, author: str) -> Any:
    """Return an empty python-docx document with the official page and styles; ``title`` and ``author`` are its properties."""
    import docx

    document = docx.Document(BytesIO(_blank()))
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, author, ""
    properties.last_modified_by = author
    return document


def add_page_foot(document: Any, mark: str) -> None:
    """Give every page its number “— 1 —” on the outer edge, odd right and even left, and below it the small ``mark``."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, style in ((section.footer, styles.PAGE_ODD), (section.even_page_footer, styles.PAGE_EVEN)):
        footer.is_linked_to_previous = False
        for paragraph in list(footer._element):
            footer._element.remove(paragraph)
        footer._element.append(_page_number(style))
        footer._element.append(paragraph_element(styles.PRINT_MARK, mark))


def add_paragraph(document: Any, style: TextStyle, text: str, *, on_new_page: bool = False) -> None:
    """Append one paragraph to ``document``; a line end in ``text`` stays a line end."""
    section = document.element.body.sectPr
    section.addprevious(paragraph_element(style, text, on_new_page=on_new_page))


def paragraph_element(style: TextStyle, text: str, *, on_new_page: bool = False) -> Any:
    """Return a paragraph of the named style as an element; nothing but the style says how it looks."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(paragraph_xml(style, text, on_new_page=on_new_page, namespace=f" {nsdecls('w')}"))


def paragraph_xml(style: TextStyle, text: str, *, on_new_page: bool = False, namespace: str = "") -> str:
    """Return a paragraph as XML text."""
    from xml.sax.saxutils import escape

    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    run = f"<w:r>{lines}</w:r>" if lines else ""
    new_page = "<w:pageBreakBefore/>" if on_new_page else ""
    return f'<w:p{namespace}><w:pPr><w:pStyle w:val="{style.key}"/>{new_page}</w:pPr>{run}</w:p>'


@cache
def _blank() -> bytes:
    """Make the empty paper once: opening python-docx's own template and changing it costs more than the paper itself."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE

    document = docx.Document()
    styles.install_styles(document)
    _set_page(document.sections[0])
    _set_east_asian_layout(document)
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = styles.font_table_xml()
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(section: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER_MM)
    element = section._sectPr
    for old in element.findall(qn("w:docGrid")):
        element.remove(old)
    grid = f'w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHAR_SPACE}"'
    element.append(parse_xml(f"<w:docGrid {nsdecls('w')} {grid}/>"))


def _set_east_asian_layout(document: Any) -> None:
    from docx.oxml.ns import qn

    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")


def _page_number(style: TextStyle) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash, end = '<w:r><w:t xml:space="preserve">— </w:t></w:r>', '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    paragraph = f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style.key}"/></w:pPr>{dash}{field}{end}</w:p>'
    return parse_xml(paragraph)
