"""One story of a template (its text, a header, a footer): its paragraphs with marks, and which mark closes which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zxdesk.documents.marks import MARK, Mark, MarkKind, Plain, Segment, W, broken_marks, paragraph_text, segments

_DROPPED = ("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_KEPT_ATTRIBUTE = re.compile(r"(?!.*(rsid\w*|paraId|textId)$)")


@dataclass
class Line:
    """A paragraph with marks; ``blocks`` are the places in ``segments`` of marks that rule whole paragraphs or rows."""

    element: Any
    place: str
    table: str
    segments: list[Segment]
    blocks: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Group:
    """A repeated or conditional part: its opening mark with its place, and what stands in it."""

    mark: Mark
    place: str
    body: tuple[Named, ...]


@dataclass(frozen=True)
class Spot:
    """A field mark with its place."""

    mark: Mark
    place: str


Named = Spot | Group


@dataclass(frozen=True)
class Pair:
    """An opening mark and its end: their lines and their places in the segments of these."""

    mark: Mark
    first: Line
    first_at: int
    last: Line
    last_at: int


@dataclass
class Story:
    """A story with its lines in reading order, the pairs of its marks (outer ones first), the marks as a tree, and what is wrong."""

    root: Any
    lines: list[Line]
    pairs: list[Pair]
    marks: tuple[Named, ...]
    faults: list[str]


def read_story(root: Any, name: str = "") -> Story:
    """Return the story below ``root`` (w:body, w:hdr, w:ftr); ``name`` is what a fault calls it, "" for the text of the paper."""
    tidy(root)
    lines: list[Line] = []
    faults = list(_out_of_reach(root, name))
    for line, text in _paragraphs(root, name):
        faults += [_broken(line.place, mark) for mark in broken_marks(text)]
        if any(isinstance(one, Mark) for one in line.segments):
            lines.append(line)
    pairs, marks, unpaired = _paired(lines)
    faults += unpaired
    if not faults and _count_of_all(root) > sum(isinstance(one, Mark) for line in lines for one in line.segments):
        faults.append(f"{name or '正文'}里有标记写在不能填写的地方（注音、公式之类），改成普通文字。")
    return Story(root, lines, pairs, marks, faults)


def tidy(root: Any) -> None:
    """Take out what Word keeps for itself, so that marks are not cut by it: proofing, comments, content controls, revision ids."""
    for element in list(root.iter(*(f"{W}{name}" for name in _DROPPED))):
        element.getparent().remove(element)
    for reference in list(root.iter(f"{W}commentReference")):
        run = reference.getparent()
        run.getparent().remove(run)
    if not any(True for _ in root.iter(f"{W}instrText", f"{W}fldSimple", f"{W}hyperlink")):
        for element in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            element.getparent().remove(element)
    for control in list(root.iter(f"{W}sdt")):
        _unwrap(control, control.find(f"{W}sdtContent"))
    for tag in list(root.iter(f"{W}smartTag", f"{W}customXml")):
        _unwrap(tag, tag)
    for link in list(root.iter(f"{W}hyperlink")):
        if "{" in "".join(link.itertext()) or "｛" in "".join(link.itertext()):
            _unwrap(link, link)
    for element in root.iter():
        for attribute in [one for one in element.attrib if not _KEPT_ATTRIBUTE.match(one)]:
            del element.attrib[attribute]


def _count_of_all(root: Any) -> int:
    text = "".join(one.text or "" for one in root.iter(f"{W}t", _FORMULA_TEXT))
    return sum(bool(match[2]) for match in MARK.finditer(text))


def _unwrap(wrapper: Any, content: Any) -> None:
    for child in list(content) if content is not None else ():
        if not str(child.tag).endswith(("}smartTagPr", "}customXmlPr")):
            wrapper.addprevious(child)
    wrapper.getparent().remove(wrapper)


def _paragraphs(root: Any, name: str) -> Iterator[tuple[Line, str]]:
    """Paragraphs are counted as a reader counts them: those of the text that hold something, without those in tables."""
    count, tables = 0, 0
    for block in root:
        if block.tag == f"{W}p":
            text = paragraph_text(block)
            count += bool(text.strip())
            place = name or f"第 {count} 段"
            yield Line(block, place, place, segments(block)), text
        elif block.tag == f"{W}tbl":
            tables += 1
            yield from _in_table(block, f"{name}第 {tables} 个表格")


def _in_table(table: Any, name: str) -> Iterator[tuple[Line, str]]:
    for row_at, row in enumerate(table.iterchildren(f"{W}tr"), start=1):
        for cell_at, cell in enumerate(row.iterchildren(f"{W}tc"), start=1):
            place = f"{name}第 {row_at} 行第 {cell_at} 格"
            for block in cell:
                if block.tag == f"{W}p":
                    yield Line(block, place, name, segments(block)), paragraph_text(block)
                elif block.tag == f"{W}tbl":
                    yield from _in_table(block, f"{place}里的表格")


def _paired(lines: list[Line]) -> tuple[list[Pair], tuple[Named, ...], list[str]]:
    pairs: list[Pair] = []
    faults: list[str] = []
    levels: list[list[Named]] = [[]]
    waiting: list[tuple[Line, int, Mark]] = []
    for line in lines:
        for at, mark in enumerate(line.segments):
            if isinstance(mark, Plain):
                continue
            if mark.kind is MarkKind.FIELD:
                levels[-1].append(Spot(mark, line.place))
            elif mark.kind is not MarkKind.END:
                waiting.append((line, at, mark))
                levels.append([])
            elif waiting and waiting[-1][2].name == mark.name:
                first, first_at, opening = waiting.pop()
                pairs.append(Pair(opening, first, first_at, line, at))
                body = tuple(levels.pop())
                levels[-1].append(Group(opening, first.place, body))
            elif any(opening.name == mark.name for _, _, opening in waiting):
                faults.append(f"{line.place}的 {mark} 写早了，里面的 {waiting[-1][2]} 还没有结束。")
            else:
                faults.append(f"{line.place}的 {mark} 前面没有 {{{{#{mark.name}}}}} 或 {{{{?{mark.name}}}}}。")
    for line, _, mark in waiting:
        what = "循环" if mark.kind is MarkKind.REPEAT else "条件"
        faults.append(f"{line.table}的{what}没有结束，{mark} 后面缺 {{{{/{mark.name}}}}}。")
    for line, _, mark in reversed(waiting):
        body = tuple(levels.pop())
        levels[-1].append(Group(mark, line.place, body))
    order = {id(line): at for at, line in enumerate(lines)}
    pairs.sort(key=lambda pair: (order[id(pair.first)], pair.first_at))
    return pairs, tuple(levels[0]), faults


def _broken(place: str, text: str) -> str:
    if "!" in text or "！" in text:
        return f"{place}的 {text} 不能用：只有 {{{{#名单}}}} 和 {{{{?字段}}}} 两种。"
    return f"{place}有一处 {text} 不成对，或里面没有字段名，应写成 {{{{案由}}}} 这样。"


def _out_of_reach(root: Any, name: str) -> Iterator[str]:
    """Yield what stands where nothing is filled, and changes that nobody has accepted."""
    where = name or "正文"
    if any(True for _ in root.iter(*(f"{W}{change}" for change in _CHANGES))):
        yield f"{where}里有没接受的修订。先在 WPS 或 Word 里全部接受，再采用。"
    boxed: dict[str, None] = {}
    for box in root.iter(f"{W}txbxContent"):
        boxed.update(dict.fromkeys(match[0] for match in MARK.finditer("".join(text.text or "" for text in box.iter(f"{W}t")))))
    for mark in boxed:
        yield f"{where}文本框里的 {mark} 不会被填写，移到段落或表格里。"
    for code in root.iter(f"{W}instrText", f"{W}fldSimple"):
        if match := MARK.search((code.text or "") + (code.get(f"{W}instr") or "") + "".join(code.itertext())):
            yield f"{where}域里的 {match[0]} 不会被填写，改成普通文字。"


def element_path(element: Any, root: Any) -> list[Any]:
    """Return the elements from just below ``root`` down to ``element``."""
    path = [element]
    while path[-1].getparent() is not root:
        path.append(path[-1].getparent())
    return path[::-1]
