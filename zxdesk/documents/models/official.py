"""The blocks of official papers that models are put together of: heads, titles, text, signature and 版记."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.page import TEXT_WIDTH_MM, add_page_foot, add_paragraph, new_paper, paragraph_element, paragraph_xml

LANDSCAPE_WIDTH_MM = 257
"""Width of the text on a landscape sheet of ``form``: 297 mm without 20 mm at either side."""

PRINT_MARK = "{{?登记簿版本}}历史 {{登记簿版本}}　　{{/登记簿版本}}打印 {{打印日期}}"
"""What stands small under the page number of sheets: the state of the register and the day (fields of every paper)."""

CODE_MARK = f"表码 {{{{表码}}}}　　{PRINT_MARK}"
"""The same for sheets that come back: the digits of the code, for whoever has no scanner."""

_LETTER_HEADER_MM = 20.97
_LEVELS = {1: styles.LEVEL_1, 2: styles.LEVEL_2, 3: styles.LEVEL_3}


def letter(title: str, *, mark: str = "") -> Any:
    """信函格式: the sender in red, its upper edge 30 mm from the page's, red double lines 4 mm below it and 20 mm above the lower edge.

    ``mark`` stands at the upper right of page 1 (the class of a reply). Fields: 发文机关标志, 文号. Source: domain §7.3.
    """
    from docx.shared import Mm

    document = new_paper(title=title, author="")
    add_page_foot(document, "")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(_LETTER_HEADER_MM)
    head = ((styles.CLASS_MARK, mark), (styles.LETTER_HEAD, "{{发文机关标志}}"), (styles.LETTER_RULE, ""))
    _put(section.first_page_header, (paragraph_element(style, text) for style, text in head))
    _put(section.first_page_footer, (paragraph_element(style, "") for style in (styles.LETTER_END_RULE, styles.LETTER_FOOT)))
    add_paragraph(document, styles.LETTER_GAP, "")
    add_paragraph(document, styles.LETTER_NUMBER, "{{文号}}")
    return document


def red_head(title: str) -> Any:
    """文件格式: 红头 35 mm below the text's upper edge, 发文字号, red line of 156 mm. Fields: 发文机关标志, 文号. Source: domain §7.2."""
    document = new_paper(title=title, author="")
    add_page_foot(document, "")
    add_paragraph(document, styles.RED_GAP, "")
    add_paragraph(document, styles.RED_HEAD, "{{发文机关标志}}")
    add_blank_lines(document, 2)
    add_paragraph(document, styles.RED_NUMBER, "{{文号}}")
    add_paragraph(document, styles.RED_RULE, "")
    return document


def form(title: str, *, landscape: bool = False, mark: str = PRINT_MARK) -> Any:
    """A plain sheet with page numbers and a small print mark; a landscape one is bound at its upper edge. Source: domain §7.2."""
    document = new_paper(title=title, author="")
    add_page_foot(document, mark)
    if landscape:
        _turn(document.sections[0])
    return document


def add_title(document: Any, text: str, *, lines_before: int = 2) -> None:
    """公文标题, two lines below what stands above and one above what follows; the filler breaks it into official shapes."""
    add_blank_lines(document, lines_before)
    add_paragraph(document, styles.TITLE, text)
    add_blank_lines(document, 1)


def add_form_head(document: Any, *titles: str, number: str = "提案号：第{{提案号}}号") -> None:
    """The head of a sheet with a table: its number at the right, its title a line each."""
    if number:
        add_paragraph(document, styles.NUMBER, number)
    for title in titles:
        add_paragraph(document, styles.TITLE, title)
    add_paragraph(document, styles.GAP, "")


def add_code_line(document: Any, number: str = "提案号：第{{提案编号}}号　　{{二维码}}") -> None:
    """The proposal's number and the code at the upper right, where a scanner finds it on every sheet that comes back."""
    add_paragraph(document, styles.CODE_LINE, number)


def add_coded_head(document: Any, *titles: str, number: str = "提案号：第{{提案编号}}号") -> None:
    """The head of a sheet that comes back: its number with the code, its title a line each."""
    add_code_line(document, f"{number}　　{{{{二维码}}}}")
    for title in titles:
        add_paragraph(document, styles.TITLE, title)
    add_paragraph(document, styles.GAP, "")


def add_list_head(document: Any, title: str) -> None:
    """The title of a list in one line, which the filler leaves as it is."""
    add_paragraph(document, styles.SHEET_TITLE, title)


def add_blank_lines(document: Any, count: int) -> None:
    """Empty lines of the page's 22."""
    for _ in range(count):
        add_paragraph(document, styles.BLANK_LINE, "")


def add_receiver(document: Any, text: str = "{{主送}}：") -> None:
    """主送: flush left, with its colon."""
    add_paragraph(document, styles.RECEIVER, text)


def add_body(document: Any, *paragraphs: str) -> None:
    """正文: 3号仿宋, first line two characters in."""
    for text in paragraphs:
        add_paragraph(document, styles.BODY, text)


def add_level(document: Any, level: int, text: str) -> None:
    """一、 in 黑体, （一） in 楷体, 1. in 仿宋."""
    add_paragraph(document, _LEVELS[level], text)


def add_closing(document: Any, text: str) -> None:
    """The last sentence, which never parts from the signature."""
    add_paragraph(document, styles.CLOSING, text)


def add_enclosure(document: Any, text: str = "{{附件}}", *, shown_with: str = "附件") -> None:
    """附件说明, one line below the text; ``shown_with`` names the field without which it is left out ("" for never)."""
    parts = [(styles.SEAL_SPACE, ""), *((styles.ENCLOSURE, line) for line in text.split("\n"))]
    for style, line in _shown(parts, shown_with):
        add_paragraph(document, style, line)


def add_signature(document: Any, signer: str = "{{署名}}", issued_on: str = "{{成文日期}}") -> None:
    """署名 and 成文日期 with room for the seal: the date four characters from the edge, the name centred over it. Source: domain §7.2."""
    for style, text in ((styles.SEAL_SPACE, ""), (styles.SEAL_SPACE, ""), (styles.SIGNER, signer), (styles.ISSUED_ON, issued_on)):
        add_paragraph(document, style, text)


def add_note(document: Any, text: str, *, shown_with: str = "") -> None:
    """附注 below the date, two characters in; ``text`` brings its brackets."""
    for style, line in _shown([(styles.REMARK, text)], shown_with):
        add_paragraph(document, style, line)


def add_copies(document: Any, *, printed: bool = False, is_model: bool = False) -> None:
    """抄送 at the foot of the last page; ``printed`` makes it the 版记 of a 文件, with its lines, 印发机关 and 印发日期.

    In a model that units complete (``is_model``) it stays a line below the text, so that it moves with what they write.

    Fields: 抄送, and with ``printed`` 印发机关, 成文日期. Source: domain §7.2, §7.3.
    """
    if printed:
        from docx.oxml import parse_xml

        add_paragraph(document, styles.SEAL_GAP, "")
        document.element.body.sectPr.addprevious(parse_xml(_imprint_xml()))
        add_paragraph(document, styles.TAIL, "")
        return
    for style, line in _shown([(styles.BLANK_LINE if is_model else styles.FOOT_GAP, ""), (styles.COPIES, "抄送：{{抄送}}。")], "抄送"):
        add_paragraph(document, style, line)


def _shown(parts: list[tuple[styles.TextStyle, str]], field: str) -> list[tuple[styles.TextStyle, str]]:
    return [(styles.TAIL, f"{{{{?{field}}}}}"), *parts, (styles.TAIL, f"{{{{/{field}}}}}")] if field else parts


def _put(part: Any, elements: Iterable[Any]) -> None:
    part.is_linked_to_previous = False
    for old in list(part._element):
        part._element.remove(old)
    for element in elements:
        part._element.append(element)


def _turn(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(28), Mm(26), Mm(20), Mm(20)
    section.header_distance, section.footer_distance = Mm(12), Mm(9.5)


def _imprint_xml() -> str:
    """版记: lines of the text's width, the first and last 0.35 mm, the middle one 0.25 mm."""
    from docx.oxml.ns import nsdecls

    width, half = round(TEXT_WIDTH_MM / 25.4 * 1440), round(TEXT_WIDTH_MM / 25.4 * 720)
    outer, inner = '<w:{} w:val="single" w:sz="8" w:space="0" w:color="000000"/>', '<w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    borders = f"<w:tblBorders>{outer.format('top')}{outer.format('bottom')}{inner}</w:tblBorders>"
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    layout = f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
    properties = f'<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{borders}{layout}'
    row = '<w:trPr><w:cantSplit/><w:trHeight w:val="480" w:hRule="atLeast"/></w:trPr>'
    copies = paragraph_xml(styles.COPIES, "{{?抄送}}抄送：{{抄送}}。{{/抄送}}")
    cells = ((half, styles.PRINTED, "{{印发机关}}"), (width - half, styles.PRINTED_ON, "{{成文日期}}印发"))
    last = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{paragraph_xml(style, text)}</w:tc>' for wide, style, text in cells)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{width - half}"/></w:tblGrid>'
        f'<w:tr>{row}<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{copies}</w:tc></w:tr>'
        f"<w:tr>{row}{last}</w:tr></w:tbl>"
    )
