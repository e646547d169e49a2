"""The paragraph styles of official papers: fonts, sizes and exact line spacing, named as the office knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FANG, KAI, HEI, SONG, BIAO = "仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"

FALLBACKS = {
    FANG: "仿宋_GB2312;FangSong;华文仿宋",
    KAI: "楷体_GB2312;KaiTi;华文楷体",
    HEI: "SimHei;华文黑体",
    SONG: "SimSun;华文宋体",
    BIAO: "方正小标宋_GBK;华文中宋;宋体",
}
"""What Word takes where a font is missing; 小标宋 and others do not come with every machine. Source: domain §9.1 (11)."""

BODY_SPACING = -0.3
"""Points between characters of 3号: 28 × 15.7 pt fill the 156 mm of a line in every program, with or without a grid."""

Align = Literal["left", "right", "center", "both"]


@dataclass(frozen=True)
class TextStyle:
    """One paragraph style; sizes in points, line spacing exact, ``spacing`` between characters, indents in characters of its own size."""

    key: str
    name: str
    font: str
    size: float
    line: float
    align: Align = "left"
    first_indent: float = 0
    left_indent: float = 0
    right_indent: float = 0
    space_before: float = 0
    space_after: float = 0
    spacing: float = 0
    keeps_with_next: bool = False


BODY = TextStyle("Body", "公文正文", FANG, 16, 28.95, "both", first_indent=2, spacing=BODY_SPACING)
TITLE = TextStyle("PaperTitle", "公文标题", BIAO, 22, 30, "center", keeps_with_next=True)
LEVEL_1 = TextStyle("Level1", "一级标题", HEI, 16, 28.95, first_indent=2, spacing=BODY_SPACING, keeps_with_next=True)
LEVEL_2 = TextStyle("Level2", "二级标题", KAI, 16, 28.95, first_indent=2, spacing=BODY_SPACING, keeps_with_next=True)
CLASS_MARK = TextStyle("ClassMark", "类别标注", HEI, 16, 21, "right")
NUMBER = TextStyle("PaperNumber", "编号", FANG, 14, 20, "right", space_after=4)
GAP = TextStyle("Gap", "间隔", FANG, 4, 6)
TAIL = TextStyle("Tail", "表后", FANG, 1, 1)
LABEL = TextStyle("CellLabel", "表格标签", HEI, 14, 20, "center")
CELL = TextStyle("Cell", "表格内容", FANG, 14, 20)
CELL_CENTER = TextStyle("CellCenter", "表格居中", FANG, 14, 20, "center")
CELL_RIGHT = TextStyle("CellRight", "表格落款", FANG, 14, 22, "right", right_indent=1)
LIST_LABEL = TextStyle("ListLabel", "表格列名", HEI, 12, 17, "center")
LIST = TextStyle("ListCell", "表格列内容", FANG, 12, 17)
LIST_CENTER = TextStyle("ListCenter", "表格列居中", FANG, 12, 17, "center")
LIST_RIGHT = TextStyle("ListRight", "表格列落款", FANG, 12, 17, "right", right_indent=1)
COMPACT = TextStyle("Compact", "表格紧凑", FANG, 10.5, 14)
TINY = TextStyle("Tiny", "表格最小", FANG, 9, 11.5)
NOTES = TextStyle("Notes", "填表说明", FANG, 10.5, 15, "both")
PRINT_MARK = TextStyle("PrintMark", "打印标记", SONG, 7.5, 11, "center")
PAGE_ODD = TextStyle("PageOdd", "页码单页", SONG, 14, 16, "right", right_indent=1)
PAGE_EVEN = TextStyle("PageEven", "页码双页", SONG, 14, 16, "left", left_indent=1)

STYLES = (
    BODY, TITLE, LEVEL_1, LEVEL_2, CLASS_MARK, NUMBER, GAP, TAIL, LABEL, CELL, CELL_CENTER, CELL_RIGHT, LIST_LABEL, LIST,
    LIST_CENTER, LIST_RIGHT, COMPACT, TINY, NOTES, PRINT_MARK, PAGE_ODD, PAGE_EVEN,
)  # fmt: skip

_KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


def install_styles(document: Any) -> None:
    """Replace the styles of a python-docx ``document`` by those of official papers; 正文 is 3号仿宋, 28 to a line."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sheet = document.styles.element
    for style in sheet.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            sheet.remove(style)
    defaults = sheet.find(qn("w:docDefaults"))
    sheet.replace(defaults, parse_xml(_defaults_xml(nsdecls("w"))))
    normal = next(style for style in sheet.findall(qn("w:style")) if style.get(qn("w:styleId")) == "Normal")
    base = TextStyle("Normal", "Normal", FANG, 16, 28.95, spacing=BODY_SPACING)
    sheet.replace(normal, parse_xml(_style_xml(base, nsdecls("w"), is_default=True)))
    for style in STYLES:
        sheet.append(parse_xml(_style_xml(style, nsdecls("w"))))


def font_table_xml() -> bytes:
    """Return the part that names the fonts used and what stands in for each."""
    fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{others}"/></w:font>' for name, others in FALLBACKS.items())
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {space}>{fonts}</w:fonts>'.encode()


def _defaults_xml(namespace: str) -> str:
    fonts = f'<w:rFonts w:ascii="{FANG}" w:hAnsi="{FANG}" w:eastAsia="{FANG}" w:cs="{FANG}"/>'
    run = f'<w:rPr>{fonts}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    return f"<w:docDefaults {namespace}><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _style_xml(style: TextStyle, namespace: str, *, is_default: bool = False) -> str:
    default = ' w:default="1"' if is_default else ' w:customStyle="1"'
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    grid = '<w:snapToGrid w:val="0"/>'
    spacing = f'<w:spacing w:val="{_twips(style.spacing)}"/>' if style.spacing else ""
    return (
        f'<w:style {namespace} w:type="paragraph"{default} w:styleId="{style.key}"><w:name w:val="{style.name}"/>{based}'
        f"<w:qFormat/><w:pPr>{'<w:keepNext/>' if style.keeps_with_next else ''}<w:widowControl w:val=\"0\"/>"
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{grid}'
        f'<w:spacing w:before="{_twips(style.space_before)}" w:after="{_twips(style.space_after)}" '
        f'w:line="{_twips(style.line)}" w:lineRule="exact"/>{_indent_xml(style)}<w:jc w:val="{style.align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:eastAsia="{style.font}" w:cs="{style.font}"/>'
        f'{grid}{spacing}<w:kern w:val="0"/><w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:style>'
    )


def _indent_xml(style: TextStyle) -> str:
    """Indents in characters follow the grid in Word; the twips beside them serve programs that do not know characters."""
    parts = ""
    for name, characters in (("left", style.left_indent), ("right", style.right_indent), ("firstLine", style.first_indent)):
        if characters:
            parts += f' w:{name}Chars="{round(characters * 100)}" w:{name}="{_twips(characters * style.size)}"'
    return f"<w:ind{parts}/>" if parts else ""


def _twips(points: float) -> int:
    return round(points * 20)
