"""How high each paragraph and table row of a one-page form is, each kind of line laid out only once in a batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zxdesk.documents.flow_reader import read_flow
from zxdesk.documents.packing import packed
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.fullness import FullPage, full_pages
from zxdesk.layout.sheet import Face
from zxdesk.layout.strips import Strip

if TYPE_CHECKING:
    from zxdesk.documents.compiled import Compiled

_MOST_KEPT = 4_000
_BLOCK = re.compile(r"<w:tbl>.*?</w:tbl>|<w:p/>|<w:p(?: [^>]*)?>.*?</w:p>", re.S)
_ROW = re.compile(r"<w:tr(?: [^>]*)?>.*?</w:tr>", re.S)
_JOINED = re.compile(r'<w:vMerge(?: w:val="continue")?/>')
_NOT_SIMPLE = re.compile(r'<w:sectPr|<w:pageBreakBefore|w:type="page"|<w:framePr|<w:txbxContent|<w:pict|<wp:anchor')
_NAMES = re.compile(r'(?<= )(?:name|descr|r:embed)="[^"]*"')
_TEXT = re.compile(r'(?<=<w:t xml:space="preserve">)[^<]+')
_ALIKE = str.maketrans(dict.fromkeys("123456789", "0"))
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_MARKER_LINE = 7
_MARKER = f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{_MARKER_LINE}" w:lineRule="exact"/></w:pPr></w:p>'


class CautiousMeasure(EmMeasure):
    """Takes Latin letters and digits for a little wider than they are, so that a line is rather counted too often than forgotten."""

    def advances(self, text: str, face: Face, family: str) -> Sequence[float]:
        """The widths in points."""
        return [width if width >= face.size else width * 1.08 for width in super().advances(text, face, family)]


_MEASURE = CautiousMeasure()


@dataclass(frozen=True)
class Extent:
    """The heights in points of what is laid out together: one paragraph, or the rows that joined cells keep together, with their closing line."""

    rows: tuple[float, ...]
    foot: float = 0.0
    is_table: bool = False


def laid_out(body: str, compiled: Compiled) -> list[FullPage]:
    """Put the text of one paper on pages."""
    main = compiled.main
    whole = f"{main.head}{body}{compiled.section}{main.tail}".encode()
    return full_pages(read_flow(packed({**compiled.deflated, main.name: whole})), _MEASURE)


def extents(body: str, compiled: Compiled) -> tuple[float, list[Extent]] | None:
    """Return the height of the page's text area and of everything in order; None for a text that is more than paragraphs and plain tables."""
    if _NOT_SIMPLE.search(body) or _BLOCK.sub("", body).strip():
        return None
    units = list(_units(body))
    if any("<w:tbl>" in unit[5:] for unit in units):
        return None
    keys = [_NAMES.sub("", _TEXT.sub(_alike, unit)) for unit in units]
    known = compiled.extents
    if len(known) > _MOST_KEPT:
        known.clear()
    wanted = {key: unit for key, unit in zip(keys, units, strict=True) if key not in known}
    if "" not in known:
        wanted.setdefault(_MARKER, _MARKER)
    if wanted:
        pages = laid_out("".join(unit + _MARKER for unit in wanted.values()), compiled)
        known[""] = Extent((pages[0].height,))
        known.update(zip(wanted, _measured(pages), strict=False))
    return known[""].rows[0], [known[key] for key in keys]


def _units(body: str) -> Iterator[str]:
    for block in _BLOCK.findall(body):
        if not block.startswith("<w:tbl>"):
            yield block
            continue
        rows = _ROW.findall(block)
        opening = block[: block.index(rows[0])]
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or not _JOINED.search(rows[at]):
                yield f"{opening}{''.join(rows[start:at])}</w:tbl>"
                start = at


def _alike(match: re.Match[str]) -> str:
    """Letters that are equally wide and break lines alike are one."""
    return _CHINESE.sub("中", match[0].translate(_ALIKE))


def _measured(pages: Sequence[FullPage]) -> Iterator[Extent]:
    strips: dict[int, Strip] = {id(strip): strip for page in pages for _, strip in page.strips}
    heights: list[float] = []
    foot, total = 0.0, 0.0
    for strip in strips.values():
        if strip.row is not None:
            heights.append(strip.height)
            foot = strip.row.foot
        elif abs(strip.height - _MARKER_LINE / 20) > 0.01:
            total += strip.before + strip.height + strip.after
        else:
            yield Extent(tuple(heights) or (total,), foot, bool(heights))
            heights, foot, total = [], 0.0, 0.0
