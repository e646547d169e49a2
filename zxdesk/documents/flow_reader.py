"""Reading a .docx into what layout lays out: sections with their heads and feet, paragraphs, runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zxdesk.documents.flow_parts import Parts, R, W, is_on, number
from zxdesk.documents.flow_runs import read_pieces
from zxdesk.documents.flow_styles import Properties, StyleSheet, look_of, look_properties, read_styles, shape_of, shape_properties
from zxdesk.documents.flow_tables import read_table
from zxdesk.layout.flow import Block, Edge, Flow, Grid, Page, Paragraph, Section, Table

_BEGINS: dict[str, Any] = {"continuous": "continuous", "evenPage": "even", "oddPage": "odd"}
_WITHIN = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


@dataclass(frozen=True)
class Reading:
    """What stays the same while one part is read: the opened file, its styles, the part's own relationships."""

    parts: Parts
    styles: StyleSheet
    part: str
    spreads_breaks: bool = True

    def picture(self, key: str) -> bytes:
        """The bytes of a picture that the part relates to."""
        _, target = self.parts.relations(self.part).get(key, ("", ""))
        return self.parts.bytes_of(target)


def read_flow(source: Path | bytes) -> Flow:
    """Read a .docx that has been checked before; what layout does not do is left out (``flow_faults.unsupported`` names it)."""
    from lxml import etree

    parts = Parts(source)
    settings = parts.of_kind("settings")
    root = etree.fromstring(settings, etree.XMLParser(resolve_entities=False)) if settings else None
    has_even = root is not None and is_on(root.find(f"{W}evenAndOddHeaders"))
    tab = number(root.find(f"{W}defaultTabStop"), "val") if root is not None else None
    keeps_breaks = root is not None and is_on(root.find(f"{W}compat/{W}doNotExpandShiftReturn"))
    reading = Reading(parts, read_styles(parts.of_kind("styles")), parts.main, not keeps_breaks)
    return Flow(tuple(_sections(reading)), has_even, tab or 36.0)


def _sections(reading: Reading) -> Iterator[Section]:
    blocks: list[Block] = []
    header, footer = Edge(), Edge()
    for element in _elements(reading.parts.body):
        ending = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
        if element.tag != f"{W}sectPr":
            block = read_block(element, reading)
            if ending is None or not blocks or isinstance(blocks[-1], Table) or not isinstance(block, Paragraph) or block.pieces:
                blocks.append(block)
        if ending is not None:
            header, footer = (_edge(ending, side, before, reading) for side, before in (("header", header), ("footer", footer)))
            yield _section(ending, tuple(blocks), header, footer, reading)
            blocks = []
    if blocks:
        yield Section(tuple(blocks), Page())


def _elements(parent: Any) -> Iterator[Any]:
    """The paragraphs, tables and section ends under ``parent``, through what only wraps them."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl", f"{W}sectPr"}:
            yield child
        elif child.tag in _WITHIN:
            yield from _elements(child)


def read_blocks(parent: Any, reading: Reading, base: Properties | None = None) -> tuple[Block, ...]:
    """The paragraphs and tables of a cell, a header or a footer; ``base`` is what a table's style says of letters."""
    return tuple(read_block(element, reading, base) for element in _elements(parent) if element.tag != f"{W}sectPr")


def read_block(element: Any, reading: Reading, base: Properties | None = None) -> Block:
    """One paragraph or table."""
    if element.tag == f"{W}tbl":
        return read_table(element, reading)
    return read_paragraph(element, reading, base)


def read_paragraph(element: Any, reading: Reading, base: Properties | None = None) -> Paragraph:
    """One paragraph with its properties resolved."""
    own = element.find(f"{W}pPr")
    named = own.find(f"{W}pStyle") if own is not None else None
    style, formed, look = reading.styles.of_paragraph(named.get(f"{W}val") if named is not None else None)
    if base:
        look = {**base, **look}
    said = {**formed, **shape_properties(own)} if own is not None else formed
    mark = look_of({**look, **look_properties(own.find(f"{W}rPr"))}) if own is not None else look_of(look)
    pieces = tuple(read_pieces(element, look, reading))
    size = look.get("size", 10.0)
    shape = shape_of(said, style, size, spreads_breaks=reading.spreads_breaks)
    return Paragraph(shape, pieces, mark)


def _section(element: Any, blocks: tuple[Block, ...], header: Edge, footer: Edge, reading: Reading) -> Section:
    kind = element.find(f"{W}type")
    numbers = element.find(f"{W}pgNumType")
    start = numbers.get(f"{W}start") if numbers is not None else None
    begins = _BEGINS.get(kind.get(f"{W}val", "") if kind is not None else "", "next")
    grid = _grid(element.find(f"{W}docGrid"), reading)
    return Section(blocks, _page(element), grid, header, footer, is_on(element.find(f"{W}titlePg")), int(start) if start else None, begins)


def _page(element: Any) -> Page:
    size, margins, plain = element.find(f"{W}pgSz"), element.find(f"{W}pgMar"), Page()

    def given(source: Any, name: str, other: float) -> float:
        value = number(source, name)
        return other if value is None else value

    page = Page(given(size, "w", plain.width), given(size, "h", plain.height))
    names = ("top", "bottom", "left", "right", "header", "footer")
    page = replace(page, **{name: given(margins, name, getattr(plain, name)) for name in names})
    return replace(page, left=page.left + given(margins, "gutter", 0.0))


def _grid(element: Any, reading: Reading) -> Grid | None:
    if element is None or element.get(f"{W}type", "default") == "default":
        return None
    pitch = number(element, "linePitch") or 0.0
    if not pitch:
        return None
    if element.get(f"{W}type") == "lines":
        return Grid(pitch)
    _, _, look = reading.styles.of_paragraph(None)
    extra = float(element.get(f"{W}charSpace", "0")) / 4096
    return Grid(pitch, float(look.get("size", 10.0)) + extra, extra)


def _edge(element: Any, side: str, before: Edge, reading: Reading) -> Edge:
    """The header or footer that a section names; what it does not name it has from the section before."""
    found = {}
    for reference in element.iter(f"{W}{side}Reference"):
        _, part = reading.parts.relations(reading.parts.main).get(reference.get(f"{R}id", ""), ("", ""))
        if reading.parts.bytes_of(part):
            found[reference.get(f"{W}type", "default")] = read_blocks(reading.parts.tree(part), replace(reading, part=part))
    return replace(before, **found)
