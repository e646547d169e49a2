"""Tables of a .docx: columns, rows, cells with the lines and margins that style, table and cell give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zxdesk.documents.flow_borders import read_shading, rules_of
from zxdesk.documents.flow_parts import W, is_on, number
from zxdesk.documents.flow_styles import Properties, StyleSheet, look_properties
from zxdesk.layout.flow import Block, Cell, Frame, Paragraph, Row, Rule, Table

if TYPE_CHECKING:
    from zxdesk.documents.flow_reader import Reading

_SIDES = ("top", "left", "bottom", "right")
_WORD_MARGINS = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}
_ALIGNS: dict[str, Any] = {"center": "center", "right": "right", "end": "right"}


class _Look:
    """What the table and its style say for every cell: lines, margins, letters."""

    def __init__(self, properties: Any, styles: StyleSheet) -> None:
        self.rules: dict[str, Rule | None] = {}
        self.margins = dict(_WORD_MARGINS)
        self.letters: Properties = {}
        named = properties.find(f"{W}tblStyle") if properties is not None else None
        for style in _style_chain(named.get(f"{W}val") if named is not None else "", styles):
            self._take(style.find(f"{W}tblPr"))
            self.letters = {**self.letters, **look_properties(style.find(f"{W}rPr"))}
        self._take(properties)

    def _take(self, properties: Any) -> None:
        if properties is None:
            return
        self.rules.update(rules_of(properties.find(f"{W}tblBorders")))
        self.margins.update(_margins(properties.find(f"{W}tblCellMar")))


def _style_chain(name: str, styles: StyleSheet) -> list[Any]:
    chain: list[Any] = []
    while name in styles.tables and styles.tables[name] not in chain:
        chain.insert(0, styles.tables[name])
        based = styles.tables[name].find(f"{W}basedOn")
        name = based.get(f"{W}val") if based is not None else ""
    return chain


def _margins(element: Any) -> dict[str, float]:
    if element is None:
        return {}
    names = {"start": "left", "end": "right"}
    return {names.get(side.tag[len(W) :], side.tag[len(W) :]): number(side, "w") or 0.0 for side in element}


def read_table(element: Any, reading: Reading) -> Table:
    """One table; columns as wide as its grid says."""
    properties = element.find(f"{W}tblPr")
    look = _Look(properties, reading.styles)
    rows = list(_inside(element, "tr"))
    columns = tuple(number(column, "w") or 0.0 for column in element.iterfind(f"{W}tblGrid/{W}gridCol")) or _cell_widths(rows)
    aligned = properties.find(f"{W}jc") if properties is not None else None
    indent = number(properties.find(f"{W}tblInd"), "w") if properties is not None else None
    made = tuple(_row(row, look, reading, (at, len(rows), len(columns))) for at, row in enumerate(rows))
    align = _ALIGNS.get(aligned.get(f"{W}val", "") if aligned is not None else "", "left")
    return Table(columns, made, align, indent or 0.0)


def _inside(parent: Any, name: str) -> Any:
    """The rows of a table or the cells of a row, through content controls."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _inside(child, name)


def _cell_widths(rows: list[Any]) -> tuple[float, ...]:
    first = _inside(rows[0], "tc") if rows else ()
    return tuple(number(cell.find(f"{W}tcPr/{W}tcW"), "w") or 72.0 for cell in first)


def _row(element: Any, look: _Look, reading: Reading, place: tuple[int, int, int]) -> Row:
    properties = element.find(f"{W}trPr")
    height, rule, skip, is_whole, is_head = 0.0, "auto", 0, False, False
    if properties is not None:
        sized, skipped = properties.find(f"{W}trHeight"), properties.find(f"{W}gridBefore")
        if sized is not None:
            height, rule = number(sized, "val") or 0.0, sized.get(f"{W}hRule", "atLeast")
        skip = int(skipped.get(f"{W}val", "0")) if skipped is not None else 0
        is_whole, is_head = is_on(properties.find(f"{W}cantSplit")), is_on(properties.find(f"{W}tblHeader"))
    cells, column = [], skip
    for cell in _inside(element, "tc"):
        cells.append(_cell(cell, look, reading, (*place, column)))
        column += cells[-1].columns
    kind: Any = rule if rule in {"exact", "atLeast"} else ("atLeast" if height else "auto")
    return Row(tuple(cells), height, kind, is_whole, is_head, skip)


def _cell(element: Any, look: _Look, reading: Reading, place: tuple[int, int, int, int]) -> Cell:
    from zxdesk.documents.flow_reader import read_blocks

    properties = element.find(f"{W}tcPr")
    own: dict[str, Rule | None] = {}
    margins, columns, merge, align, shading = dict(look.margins), 1, "", "top", ""
    if properties is not None:
        own = rules_of(properties.find(f"{W}tcBorders"))
        margins.update(_margins(properties.find(f"{W}tcMar")))
        span, merged, stands, shaded = (properties.find(f"{W}{name}") for name in ("gridSpan", "vMerge", "vAlign", "shd"))
        columns = int(span.get(f"{W}val", "1")) if span is not None else 1
        if merged is not None:
            merge = "first" if merged.get(f"{W}val") == "restart" else "more"
        align = stands.get(f"{W}val", "top") if stands is not None else "top"
        shading = read_shading(shaded) if shaded is not None else ""
    blocks = _without_tail(read_blocks(element, reading, look.letters))
    frame = _frame(own, look.rules, (*place, columns))
    kept: Any = align if align in {"center", "bottom"} else "top"
    top, left, bottom, right = (margins[side] for side in _SIDES)
    return Cell(blocks, columns, merge, kept, (top, left, bottom, right), frame, shading)  # type: ignore[arg-type]


def _without_tail(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without the empty paragraph that Word demands after a table within a cell: it takes no room."""
    last = blocks[-1] if len(blocks) > 1 else None
    is_tail = isinstance(last, Paragraph) and not last.pieces and isinstance(blocks[-2], Table)
    return blocks[:-1] if is_tail else blocks


def _frame(own: dict[str, Rule | None], table: dict[str, Rule | None], place: tuple[int, int, int, int, int]) -> Frame:
    """The cell's own lines, else the table's: outer ones at its edges, inner ones between cells."""
    row, rows, columns, column, span = place
    outer = {"top": row == 0, "bottom": row == rows - 1, "left": column == 0, "right": column + span >= columns}
    inner = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
    sides = {side: own[side] if side in own else table.get(side if outer[side] else inner[side]) for side in _SIDES}
    return Frame(**sides)
