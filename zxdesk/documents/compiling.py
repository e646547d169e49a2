"""Makes a program of a story: what never changes becomes text once, marks become pieces."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from typing import Any

from zxdesk.documents.marks import Mark, MarkKind, Plain, Segment, W, inner_xml
from zxdesk.documents.placing import Placing, Region, vanishes
from zxdesk.documents.program import Cell, Field, FieldLines, Literal, Paragraph, Piece, Repeated, Row, Section, Shown, Table, Title
from zxdesk.documents.story import Line, Story
from zxdesk.documents.table_mending import mender

TITLE = "PaperTitle"
_RUN = re.compile(r"<w:rPr>.*?</w:rPr>", re.S)
_AFTER_SPACING = {
    f"{W}{name}"
    for name in (
        "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
        "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
}  # fmt: skip


def compile_story(story: Story, placing: Placing, *, styles: Mapping[str, str], pictures: Collection[str]) -> tuple[Piece, ...]:
    """Return the program of a story without faults; ``styles`` gives our name of a style by its id, ``pictures`` are the fields that are pictures."""
    return _Compiler(story, placing, styles, pictures).children(story.root, None)


def section_xml(story: Story) -> str:
    """Return the properties of the last section, "" in a header or footer."""
    last = story.root.find(f"{W}sectPr")
    return "" if last is None else inner_xml(last)


class _Compiler:
    def __init__(self, story: Story, placing: Placing, styles: Mapping[str, str], pictures: Collection[str]) -> None:
        self._styles, self._pictures, self._regions = styles, pictures, placing.regions
        self._lines = {line.element: line for line in story.lines}
        self._living = {ancestor for line in story.lines for ancestor in line.element.iterancestors()}
        for section in story.root.iter(f"{W}sectPr"):
            self._living |= set(section.iterancestors())

    def children(self, parent: Any, skipped: str | None) -> tuple[Piece, ...]:
        """The children of an element as pieces, but those of the tag ``skipped``."""
        blocks = list(parent)
        regions = sorted(self._regions.get(parent, ()), key=lambda region: (region.start, region.begin))
        return self._span(blocks, 0, len(blocks) - 1, regions, skipped)

    def _span(self, blocks: list[Any], start: int, end: int, regions: Sequence[Region], skipped: str | None) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        at = start
        while at <= end:
            region = next((one for one in regions if one.start == at), None)
            if region is None:
                if blocks[at].tag != skipped:
                    pieces += self._block(blocks[at])
                at += 1
                continue
            inner = [one for one in regions if one is not region and region.start <= one.start <= region.end]
            body = self._span(blocks, region.start, region.end, inner, skipped)
            pieces.append(_group(region.pair.mark, body))
            regions = [one for one in regions if one.start > region.end]
            at = region.end + 1
        return _merged(pieces)

    def _block(self, block: Any) -> Sequence[Piece]:
        if block.tag == f"{W}sectPr":
            return ()  # the last section's: the filler puts it
        if block in self._lines:
            return self._paragraph(self._lines[block])
        if block not in self._living and block.tag != f"{W}tr":
            return (Literal(inner_xml(block)),)
        if block.tag == f"{W}p":
            return _with_section(block, self.inline([Plain(inner_xml(part)) for part in block if part.tag != f"{W}pPr"]))
        body = self.children(block, f"{W}tcPr" if block.tag == f"{W}tc" else None)
        if block.tag == f"{W}tbl":
            return (Table(_opening(block), body, mender(block) if block in self._regions else None),)
        if block.tag == f"{W}tr":
            return (Row(_opening(block), body),)
        if block.tag == f"{W}tc":
            return (Cell(_opening(block) + _part(block, "tcPr"), body, _spare(block)),)
        return (Literal(_opening(block)), *body, Literal(f"</{inner_xml(block)[1:].split('>', 1)[0].split(' ')[0]}>"))

    def _paragraph(self, line: Line) -> Sequence[Piece]:
        if vanishes(line):
            return ()
        element = line.element
        segments = [one for at, one in enumerate(line.segments) if at not in line.blocks]
        if any(isinstance(one, Mark) and one.name in self._pictures for one in segments):
            _give_height(element)
        opening = _opening(element) + _part(element, "pPr")
        body = self.inline(segments)
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            return _with_section(element, body)
        if self._style(element) == TITLE:
            return (Title(opening, body, _run_of(segments[0])),)
        if len(segments) == 1 and isinstance(one := segments[0], Mark):
            return (FieldLines(one.name, one.run, opening, _next_opening(element)),)
        return (Paragraph(opening, body, _is_all_conditional(segments)),)

    def inline(self, segments: Sequence[Segment]) -> tuple[Piece, ...]:
        """The pieces of one paragraph."""
        levels: list[list[Piece]] = [[]]
        opened: list[Mark] = []
        for one in segments:
            if isinstance(one, Plain):
                levels[-1].append(Literal(one.xml))
            elif one.kind is MarkKind.FIELD:
                levels[-1].append(Field(one.name, one.run))
            elif one.kind is MarkKind.END:
                body = _merged(levels.pop())
                levels[-1].append(_group(opened.pop(), body))
            else:
                opened.append(one)
                levels.append([])
        return _merged(levels[0])

    def _style(self, paragraph: Any) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if style is None else self._styles.get(style.get(f"{W}val"), "")


def _group(mark: Mark, body: tuple[Piece, ...]) -> Piece:
    return Repeated(mark.name, body) if mark.kind is MarkKind.REPEAT else Shown(mark.name, body)


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Literal) and merged and isinstance(before := merged[-1], Literal):
            merged[-1] = Literal(before.xml + piece.xml)
        else:
            merged.append(piece)
    return tuple(merged)


def _is_all_conditional(segments: Sequence[Segment]) -> bool:
    depth, any_group = 0, False
    for one in segments:
        if isinstance(one, Mark) and one.kind is not MarkKind.FIELD:
            any_group = True
            depth += -1 if one.kind is MarkKind.END else 1
        elif depth == 0 and not (isinstance(one, Plain) and one.is_blank):
            return False
    return any_group


def _opening(element: Any) -> str:
    """The opening tag of an element that has children."""
    head = inner_xml(element).split(">", 1)[0]
    return head.rstrip("/") + ">"


def _part(element: Any, name: str) -> str:
    part = element.find(f"{W}{name}")
    return "" if part is None else inner_xml(part)


def _with_section(paragraph: Any, body: tuple[Piece, ...]) -> Sequence[Piece]:
    properties = paragraph.find(f"{W}pPr")
    section = inner_xml(properties.find(f"{W}sectPr"))
    before, after = (_opening(paragraph) + inner_xml(properties)).split(section)
    return (Literal(before), Section(section), Literal(after), *body, Literal("</w:p>"))


def _next_opening(paragraph: Any) -> str:
    """What opens the second and later lines of a field: as the first, but not on a new page."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return _opening(paragraph)
    copied = deepcopy(paragraph)
    for page in copied.findall(f"{W}pPr/{W}pageBreakBefore"):
        page.getparent().remove(page)
    paragraph.addnext(copied)
    opening = _opening(paragraph) + inner_xml(copied.find(f"{W}pPr"))
    copied.getparent().remove(copied)
    return opening


def _run_of(segment: Segment) -> str:
    if isinstance(segment, Mark):
        return segment.run
    found = _RUN.search(segment.xml)
    return found[0] if found else ""


def _spare(cell: Any) -> str:
    paragraph = cell.find(f"{W}p")
    return "<w:p/>" if paragraph is None else f"{_opening(paragraph)}{_part(paragraph, 'pPr')}</w:p>"


def _give_height(paragraph: Any) -> None:
    """A picture in a line of exact height is cut off by Word: its paragraph grows with it instead."""
    from lxml import etree

    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.Element(f"{W}spacing")
        after = next((one for one in properties if one.tag in _AFTER_SPACING), None)
        properties.append(spacing) if after is None else after.addprevious(spacing)
    spacing.set(f"{W}line", "240")
    spacing.set(f"{W}lineRule", "auto")
