"""What a .docx holds that our own layout does not do, so that it is handed to WPS, Word or LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zxdesk.documents.flow_parts import Parts, R, W, is_on

_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/drawingml/2006/"
_TAGS = {
    f"{W}txbxContent": "文本框",
    f"{_WORD_DRAWING}anchor": "浮动的图片或图形",
    f"{W}pict": "旧式图形",
    f"{W}object": "嵌入的对象",
    f"{W}footnoteReference": "脚注",
    f"{W}endnoteReference": "尾注",
    f"{_OFFICE}chart}}chart": "图表",
    f"{_OFFICE}diagram}}relIds": "SmartArt 图示",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "公式",
    f"{W}framePr": "图文框或首字下沉",
    f"{W}tblpPr": "浮动的表格",
    f"{W}ruby": "拼音指南",
    f"{W}eastAsianLayout": "合并字符或纵横混排",
    f"{W}fitText": "调整宽度的文字",
    f"{W}sym": "符号字体的字符",
    f"{W}altChunk": "插入的整篇文件",
    f"{W}del": "未接受的修订",
    f"{W}ins": "未接受的修订",
    f"{W}bidi": "从右向左的文字",
    f"{W}rtl": "从右向左的文字",
}
_SHOWN_PICTURES = (".png", ".jpg", ".jpeg")


def _is_scaled(element: Any) -> bool:
    return str(element.get(f"{W}val", "100")).rstrip("%") != "100"


def _is_vertical(element: Any) -> bool:
    return element.get(f"{W}val", "lrTb") not in {"lrTb", "lr"}


def _is_marked(element: Any) -> bool:
    return element.get(f"{W}val", "none") not in {"none", "", "0"}


_TESTS: dict[str, tuple[Callable[[Any], bool], str]] = {
    f"{W}numPr": (lambda element: _number_of(element) != "0", "自动编号或项目符号"),
    f"{W}textDirection": (_is_vertical, "竖排文字"),
    f"{W}w": (_is_scaled, "缩放宽度的文字"),
    f"{W}em": (_is_marked, "着重号"),
    f"{W}highlight": (_is_marked, "突出显示的文字"),
    f"{W}strike": (is_on, "删除线"),
    f"{W}dstrike": (is_on, "删除线"),
    f"{W}cols": (lambda element: int(element.get(f"{W}num", "1")) > 1, "分栏"),
    f"{W}pgBorders": (lambda element: len(element) > 0, "页面边框"),
    f"{W}lnNumType": (lambda element: True, "行号"),
}


def unsupported(source: Path | bytes) -> list[str]:
    """A sentence for each thing in the document that is not laid out, with its place; none where everything is."""
    parts = Parts(source)
    found = [f"{place}有{name}" for place, element, part in _places(parts) for name in _things(element, parts, part)]
    found.extend(_of_settings(parts))
    found.extend(_of_styles(parts))
    return list(dict.fromkeys(found))


def _places(parts: Parts) -> Iterator[tuple[str, Any, str]]:
    """The paragraphs, tables and section ends of the body, then headers and footers, each with what it is called."""
    paragraphs = tables = 0
    for child in parts.body:
        if child.tag == f"{W}tbl":
            tables += 1
            yield f"第 {tables} 个表格", child, parts.main
        elif child.tag == f"{W}sectPr":
            yield "页面设置", child, parts.main
        else:
            paragraphs += 1
            yield f"第 {paragraphs} 段", child, parts.main
    for kind, target in parts.relations(parts.main).values():
        name = {"header": "页眉", "footer": "页脚"}.get(kind.rpartition("/")[2])
        if name and parts.bytes_of(target):
            yield name, parts.tree(target), target


def _things(element: Any, parts: Parts, part: str) -> Iterator[str]:
    for child in element.iter():
        tag = child.tag
        if tag in _TAGS:
            yield _TAGS[tag]
        elif tag in _TESTS:
            is_there, name = _TESTS[tag]
            if is_there(child):
                yield name
        elif tag == f"{W}vAlign" and child.getparent().tag == f"{W}sectPr" and child.get(f"{W}val") != "top":
            yield "页面垂直对齐"
        elif tag == f"{_PICTURE}blip":
            _, target = parts.relations(part).get(child.get(f"{R}embed", ""), ("", ""))
            if not target.lower().endswith(_SHOWN_PICTURES):
                yield "不是 PNG 或 JPEG 的图片"


def _number_of(properties: Any) -> str:
    number = properties.find(f"{W}numId")
    return number.get(f"{W}val", "0") if number is not None else "0"


def _of_settings(parts: Parts) -> Iterator[str]:
    settings = parts.of_kind("settings")
    if settings:
        from lxml import etree

        root = etree.fromstring(settings, etree.XMLParser(resolve_entities=False))
        for name, said in (("mirrorMargins", "页面设置有对称页边距"), ("bookFoldPrinting", "页面设置有书籍折页"), ("gutterAtTop", "装订线在上方")):
            if is_on(root.find(f"{W}{name}")):
                yield said


def _of_styles(parts: Parts) -> Iterator[str]:
    """Styles that are used and number their paragraphs, or give rows and columns a look of their own."""
    content = parts.of_kind("styles")
    if not content:
        return
    from lxml import etree

    used = {style.get(f"{W}val") for name in ("pStyle", "tblStyle") for style in parts.body.iter(f"{W}{name}")}
    for style in etree.fromstring(content, etree.XMLParser(resolve_entities=False)).iter(f"{W}style"):
        if style.get(f"{W}styleId") not in used:
            continue
        name = style.find(f"{W}name")
        shown = name.get(f"{W}val") if name is not None else style.get(f"{W}styleId")
        if any(_number_of(properties) != "0" for properties in style.iter(f"{W}numPr")):
            yield f"样式“{shown}”有自动编号或项目符号"
        if style.find(f"{W}tblStylePr") is not None:
            yield f"表格样式“{shown}”有随行列变化的格式"
