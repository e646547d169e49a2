"""The paragraph styles of official papers: fonts, sizes and exact line spacing, named as the office knows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

RED = "FF0000"

Align = Literal["left", "right", "center", "both"]


@dataclass(frozen=True)
class Rule:
    """A line along a paragraph's edge; ``width`` in eighths of a point, of a double line that of its thick half (the rest is 0.75 pt each)."""

    side: Literal["top", "bottom"]
    kind: Literal["single", "dashed", "thickThinSmallGap", "thinThickSmallGap"]
    width: int
    color: str = "000000"


@dataclass(frozen=True)
class TextStyle:
    """One paragraph style; sizes in points, line spacing exact, ``spacing`` between characters, indents in characters of its own size.

    A first indent below 0 hangs; ``outdent_mm`` moves the paragraph's edges out to the left and right.
    """

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
    color: str = ""
    rule: Rule | None = None
    outdent_mm: tuple[float, float] = (0, 0)


BODY = TextStyle("Body", "公文正文", FANG, 16, 28.95, "both", first_indent=2, spacing=BODY_SPACING)
TITLE = TextStyle("PaperTitle", "公文标题", BIAO, 22, 30, "center", keeps_with_next=True)
LEVEL_1 = TextStyle("Level1", "一级标题", HEI, 16, 28.95, first_indent=2, spacing=BODY_SPACING, keeps_with_next=True)
LEVEL_2 = TextStyle("Level2", "二级标题", KAI, 16, 28.95, first_indent=2, spacing=BODY_SPACING, keeps_with_next=True)
CLASS_MARK = TextStyle("ClassMark", "类别标注", HEI, 16, 21, "right")
NUMBER = TextStyle("PaperNumber", "编号", FANG, 14, 20, "right", space_after=4)
GAP = TextStyle("Gap", "间隔", FANG, 4, 6)
TAIL = TextStyle("Tail", "表后", FANG, 1, 1)
LABEL = TextStyle("CellLabel", "表格标签", HEI, 14, 18, "center")
CELL = TextStyle("Cell", "表格内容", FANG, 14, 20)
CELL_CENTER = TextStyle("CellCenter", "表格居中", FANG, 14, 20, "center")
CELL_RIGHT = TextStyle("CellRight", "表格落款", FANG, 14, 22, "right", right_indent=1)
LIST_LABEL = TextStyle("ListLabel", "表格列名", HEI, 12, 17, "center")
LIST = TextStyle("ListCell", "表格列内容", FANG, 12, 17)
LIST_CENTER = TextStyle("ListCenter", "表格列居中", FANG, 12, 17, "center")
LIST_RIGHT = TextStyle("ListRight", "表格列落款", FANG, 12, 17, "right", right_indent=1)
COMPACT = TextStyle("Compact", "表格紧凑", FANG, 10.5, 14)
TINY = TextStyle("Tiny", "表格最小", FANG, 9, 11.5)
TINY_CENTER = TextStyle("TinyCenter", "表格最小居中", FANG, 9, 11.5, "center")
NOTES = TextStyle("Notes", "填表说明", FANG, 10.5, 15, "both")
PRINT_MARK = TextStyle("PrintMark", "打印标记", SONG, 7.5, 11, "center")
PAGE_ODD = TextStyle("PageOdd", "页码单页", SONG, 14, 16, "right", right_indent=1)
PAGE_EVEN = TextStyle("PageEven", "页码双页", SONG, 14, 16, "left", left_indent=1)

CODE_LINE = TextStyle("CodeLine", "编号和表码", FANG, 14, 45, "right", space_after=2)
ELASTIC = TextStyle("Elastic", "撑满", FANG, 14, 20)
SHEET_TITLE = TextStyle("SheetTitle", "表格标题", BIAO, 20, 30, "center", keeps_with_next=True)
SHEET_LINE = TextStyle("SheetLine", "表上说明", FANG, 14, 24, space_after=3)
COMPACT_LABEL = TextStyle("CompactLabel", "紧凑列名", HEI, 10.5, 14, "center")
COMPACT_CENTER = TextStyle("CompactCenter", "紧凑居中", FANG, 10.5, 14, "center")
SLIP_TITLE = TextStyle("SlipTitle", "回执标题", BIAO, 18, 26, "center", keeps_with_next=True)
CUT_LINE = TextStyle("CutLine", "剪裁线", FANG, 9, 14, "center", rule=Rule("bottom", "dashed", 6))

LETTER_HEAD = TextStyle("LetterHead", "信函发文机关", BIAO, 34, 40, "center", color=RED, outdent_mm=(8, 6))
LETTER_RULE = TextStyle("LetterRule", "信函上红线", FANG, 1, 10.5, color=RED, rule=Rule("bottom", "thickThinSmallGap", 12, RED), outdent_mm=(8, 6))
LETTER_END_RULE = TextStyle(
    "LetterEndRule", "信函下红线", FANG, 1, 6, color=RED, rule=Rule("bottom", "thinThickSmallGap", 12, RED), outdent_mm=(8, 6)
)
LETTER_FOOT = TextStyle("LetterFoot", "信函页脚空", FANG, 1, 4.25)
LETTER_GAP = TextStyle("LetterGap", "红线下空", FANG, 4, 2.1)
LETTER_NUMBER = TextStyle("LetterNumber", "信函文号", FANG, 16, 28.95, "right", spacing=BODY_SPACING)
RED_GAP = TextStyle("RedGap", "红头上空", FANG, 16, 91)
RED_HEAD = TextStyle("RedHead", "红头", BIAO, 40, 48, "center", color=RED)
RED_NUMBER = TextStyle("RedNumber", "发文字号", FANG, 16, 28.95, "center", spacing=BODY_SPACING)
RED_RULE = TextStyle("RedRule", "版头分隔线", FANG, 1, 9.5, color=RED, rule=Rule("bottom", "single", 12, RED))
BLANK_LINE = TextStyle("BlankLine", "空行", FANG, 16, 28.95)
RECEIVER = TextStyle("Receiver", "主送", FANG, 16, 28.95, spacing=BODY_SPACING)
LEVEL_3 = TextStyle("Level3", "三级标题", FANG, 16, 28.95, "both", first_indent=2, spacing=BODY_SPACING)
CLOSING = TextStyle("Closing", "结语", FANG, 16, 28.95, "both", first_indent=2, spacing=BODY_SPACING, keeps_with_next=True)
MODEL_CLOSING = replace(CLOSING, key="ModelClosing", name="格式结语")
ENCLOSURE = TextStyle("Enclosure", "附件说明", FANG, 16, 28.95, first_indent=-4.25, left_indent=6.25, spacing=BODY_SPACING, keeps_with_next=True)
ENCLOSURE_MARK = TextStyle("EnclosureMark", "附件标注", HEI, 16, 28.95, spacing=BODY_SPACING)
SEAL_SPACE = TextStyle("SealSpace", "印章空", FANG, 16, 28.95, keeps_with_next=True)
SIGNER = TextStyle("Signer", "署名", FANG, 16, 28.95, "center", left_indent=13.1, spacing=BODY_SPACING, keeps_with_next=True)
BYLINE = TextStyle("Byline", "题下署名", KAI, 16, 28.95, "center", spacing=BODY_SPACING, keeps_with_next=True)
ISSUED_ON = TextStyle("IssuedOn", "成文日期", FANG, 16, 28.95, "center", left_indent=13.1, spacing=BODY_SPACING, keeps_with_next=True)
REMARK = TextStyle("Remark", "附注", FANG, 16, 28.95, "both", first_indent=2, spacing=BODY_SPACING)
SEAL_GAP = TextStyle("SealGap", "版记前空", FANG, 4, 6)
FOOT_GAP = TextStyle("FootGap", "抄送前空", FANG, 16, 28.95)
COPIES = TextStyle("Copies", "抄送", FANG, 14, 24, "both", first_indent=-3, left_indent=4, right_indent=1)
PRINTED = TextStyle("Printed", "印发", FANG, 14, 24, left_indent=1, right_indent=1)
PRINTED_ON = TextStyle("PrintedOn", "印发日期", FANG, 14, 24, "right", right_indent=1)

LETTER_STYLES = (
    LETTER_HEAD, LETTER_RULE, LETTER_END_RULE, LETTER_FOOT, LETTER_GAP, LETTER_NUMBER, RED_GAP, RED_HEAD, RED_NUMBER, RED_RULE, BLANK_LINE,
    RECEIVER, LEVEL_3, CLOSING, MODEL_CLOSING, ENCLOSURE, ENCLOSURE_MARK, SEAL_SPACE, SIGNER,
    BYLINE, ISSUED_ON, REMARK, SEAL_GAP, FOOT_GAP, COPIES, PRINTED, PRINTED_ON,
)  # fmt: skip
"""Styles of letters and notices. Source: domain §7.2, §7.3."""

DIGEST_HEAD = TextStyle("DigestHead", "摘要题", HEI, 14, 22, first_indent=-4.5, left_indent=4.5, space_before=8, keeps_with_next=True)
DIGEST_LINE = TextStyle("DigestLine", "摘要说明", KAI, 12, 19, keeps_with_next=True)
DIGEST = TextStyle("Digest", "摘要正文", FANG, 12, 19, "both", first_indent=2)
GROUP_HEAD = TextStyle("GroupHead", "分组标题", HEI, 14, 24, space_before=6, space_after=3, keeps_with_next=True)
ANNEX = TextStyle("Annex", "附件序号", HEI, 16, 28.95)
POST_CODE = TextStyle("PostCode", "邮政编码", SONG, 16, 22, "center")
POST_TO = TextStyle("PostTo", "收件地址", FANG, 16, 26)
POST_NAME = TextStyle("PostName", "收件人", HEI, 20, 34, "center")
POST_FROM = TextStyle("PostFrom", "寄件人", FANG, 10.5, 15, "right")
LABEL_TO = TextStyle("LabelTo", "标签收件人", HEI, 13, 20, space_before=2)
LABEL_CONTACT = TextStyle("LabelContact", "标签联络人", FANG, 12, 17, "right")
POST_CONTACT = TextStyle("PostContact", "信封联络人", FANG, 16, 26, "center")
POST_STYLES = (DIGEST_HEAD, DIGEST_LINE, DIGEST, GROUP_HEAD, ANNEX, POST_CODE, POST_TO, POST_NAME, POST_FROM, LABEL_TO, LABEL_CONTACT, POST_CONTACT)
"""Styles of books of proposals, of annexes and of the post."""

STYLES = (
    BODY, TITLE, LEVEL_1, LEVEL_2, CLASS_MARK, NUMBER, GAP, TAIL, LABEL, CELL, CELL_CENTER, CELL_RIGHT, LIST_LABEL, LIST,
    LIST_CENTER, LIST_RIGHT, COMPACT, TINY, TINY_CENTER, NOTES, PRINT_MARK, PAGE_ODD, PAGE_EVEN,
    CODE_LINE, ELASTIC, SHEET_TITLE, SHEET_LINE, COMPACT_LABEL, COMPACT_CENTER, SLIP_TITLE, CUT_LINE, *LETTER_STYLES, *POST_STYLES,
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
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    return (
        f'<w:style {namespace} w:type="paragraph"{default} w:styleId="{style.key}"><w:name w:val="{style.name}"/>{based}'
        f'<w:qFormat/><w:pPr>{"<w:keepNext/>" if style.keeps_with_next else ""}<w:widowControl w:val="0"/>{_rule_xml(style.rule)}'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{grid}'
        f'<w:spacing w:before="{_twips(style.space_before)}" w:after="{_twips(style.space_after)}" '
        f'w:line="{_twips(style.line)}" w:lineRule="exact"/>{_indent_xml(style)}<w:jc w:val="{style.align}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{style.font}" w:hAnsi="{style.font}" w:eastAsia="{style.font}" w:cs="{style.font}"/>'
        f'{grid}{color}{spacing}<w:kern w:val="0"/><w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:style>'
    )


def _rule_xml(rule: Rule | None) -> str:
    if rule is None:
        return ""
    return f'<w:pBdr><w:{rule.side} w:val="{rule.kind}" w:sz="{rule.width}" w:space="0" w:color="{rule.color}"/></w:pBdr>'


def _indent_xml(style: TextStyle) -> str:
    """Indents in characters follow the grid in Word; the twips beside them serve programs that do not know characters."""
    if any(style.outdent_mm):
        left, right = (-_twips(mm / 25.4 * 72) for mm in style.outdent_mm)
        return f'<w:ind w:left="{left}" w:right="{right}"/>'
    first = "hanging" if style.first_indent < 0 else "firstLine"
    parts = ""
    for name, characters in (("left", style.left_indent), ("right", style.right_indent), (first, abs(style.first_indent))):
        if characters:
            parts += f' w:{name}Chars="{round(characters * 100)}" w:{name}="{_twips(characters * style.size)}"'
    return f"<w:ind{parts}/>" if parts else ""


def _twips(points: float) -> int:
    return round(points * 20)
