"""Makes a filled paper fit its pages: elastic rows, the space before the 版记, forms that keep to one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from zxdesk.documents.closer import is_letter, set_closer, steps_worth_trying
from zxdesk.documents.heights import Extent, extents, laid_out
from zxdesk.layout.flow import Paragraph
from zxdesk.layout.fullness import FullPage, bottom_of
from zxdesk.layout.sheet import MM
from zxdesk.layout.strips import Strip, stack
from zxdesk.layout.tables import TableRow

if TYPE_CHECKING:
    from zxdesk.documents.compiled import Compiled

ELASTIC, SEAL_GAP, FOOT_GAP = "Elastic", "SealGap", "FootGap"
LADDER = ("Cell", "ListCell", "Compact", "Tiny")
"""The styles of a table's text, each smaller than the one before."""

_LABELS = ("CellLabel", "CellLabel", "ListLabel", "CompactLabel")
"""The style of its labels beside each of them."""

_SPARE = 2 * MM
"""Left free below a stretched row: programs differ by that in how high the lines of a table are."""

_EDGE_SPARE = 1.0
_LEAST_FOOT_GAP = 12.0
"""Points between what stands above and 抄送 where a whole line would push it over the page's end."""

_LOWER, _LEAST = (1.0, 0.8, 0.7, 0.5), 6 * 56.7
"""How low rows become with each step of the ladder, but never under 6 mm."""

_ROW = re.compile(r"<w:tr[ >]")
_HEIGHT = re.compile(r'<w:trHeight w:val="(\d+)" w:hRule="atLeast"/>|<w:trHeight w:hRule="atLeast" w:val="(\d+)"/>')
_ANY_HEIGHT = re.compile(r"<w:trHeight\b[^>]*/>")
_SPACING = re.compile(r"<w:spacing\b[^>]*/>")


def fitted(body: str, compiled: Compiled, *, pages: int) -> str:
    """Return the text of one paper so that it fills its last page and keeps to ``pages`` pages.

    Where ``pages`` is 0 a paper that takes more than one page is left as it is: a row for a signature is not made half a page high.
    """
    elastic, gap, foot = (_named(compiled.styles.get(key)) for key in (ELASTIC, SEAL_GAP, FOOT_GAP))
    signed = is_letter(body, compiled.styles)
    if not (pages or signed or any(style and style in body for style in (elastic, gap, foot))):
        return body
    if pages == 1 and not signed and not (gap and gap in body) and (form := _fitted_form(body, compiled, elastic)) is not None:
        return form
    found = laid_out(body, compiled)
    if signed and len(found) > 1:
        body, found = _set_closer(body, found, compiled, must=0 < pages < len(found))
    if pages and len(found) > pages:
        body, found = _kept_to(pages, body, found, compiled, elastic)
    if elastic and elastic in body and (pages or len(found) == 1):
        body = _stretched(body, found, elastic, compiled.styles[ELASTIC])
    if foot and foot in body:
        return _with_gap(body, found, foot, compiled.styles[FOOT_GAP], is_even=False)
    return _with_gap(body, found, gap, compiled.styles[SEAL_GAP], is_even=True) if gap and gap in body else body


def _set_closer(body: str, found: list[FullPage], compiled: Compiled, *, must: bool) -> tuple[str, list[FullPage]]:
    """Lines as little closer as saves a page; as they were where none does."""
    for step in steps_worth_trying(found, compiled.styles, must=must):
        closer = set_closer(body, compiled.styles, step)
        if len(fewer := laid_out(closer, compiled)) < len(found):
            return closer, fewer
    return body, found


def _kept_to(pages: int, body: str, found: list[FullPage], compiled: Compiled, elastic: str) -> tuple[str, list[FullPage]]:
    """Tables in the largest letter that keeps to the pages; where none does, the largest that takes the fewest."""
    tried = [(body, found)]
    for step in range(1, len(LADDER)):
        smaller = _stepped_down(body, compiled, step, elastic)
        tried.append((smaller, laid_out(smaller, compiled)))
        if len(tried[-1][1]) <= pages:
            return tried[-1]
    return min(tried, key=lambda one: len(one[1]))


def _fitted_form(body: str, compiled: Compiled, elastic: str) -> str | None:
    """Fit a form of one page by the heights of its parts; None where it is more than paragraphs and plain tables, or no letter is small enough."""
    for step in range(len(LADDER)):
        tried = _stepped_down(body, compiled, step, elastic) if step else body
        found = extents(tried, compiled)
        if found is None:
            return None
        height, parts = found
        room = height - _height_of(parts)
        if room >= 0:
            break
    else:
        return None
    rows = _rows_with(tried, elastic) if elastic else []
    heights = _elastic_heights(tried, parts, rows)
    for start, natural in reversed(list(zip(rows, heights, strict=True))):
        if room > _SPARE:
            tried = tried[:start] + _with_height(tried[start:], natural + (room - _SPARE) / len(rows))
    return tried


def _height_of(parts: Sequence[Extent]) -> float:
    """The height of everything; a table's closing line counts where the table ends."""
    feet = [part.foot for part, after in pairwise([*parts, Extent((0.0,))]) if part.is_table and not after.is_table]
    return sum(sum(part.rows) for part in parts) + sum(feet)


def _elastic_heights(body: str, parts: Sequence[Extent], rows: Sequence[int]) -> list[float]:
    """The heights of the rows that begin at ``rows``."""
    all_rows = [height for part in parts if part.is_table for height in part.rows]
    places = [match.start() for match in _ROW.finditer(body)]
    return [all_rows[places.index(start)] for start in rows]


def _named(style: str | None) -> str:
    return f'<w:pStyle w:val="{style}"/>' if style else ""


def _stepped_down(body: str, compiled: Compiled, step: int, elastic: str) -> str:
    """The text of tables in a smaller style, and rows that hold no elastic space a little lower."""
    for ladder in (LADDER, _LABELS):
        smaller = _named(compiled.styles.get(ladder[step]))
        for larger in ladder[:step]:
            if (name := _named(compiled.styles.get(larger))) and smaller:
                body = body.replace(name, smaller)
    starts = [match.start() for match in _ROW.finditer(body)]
    parts = [body[start:end] for start, end in zip([0, *starts], [*starts, len(body)], strict=True)]
    return "".join(part if elastic and elastic in part else _HEIGHT.sub(partial(_lowered, _LOWER[step]), part) for part in parts)


def _lowered(share: float, match: re.Match[str]) -> str:
    height = int(match[1] or match[2])
    return f'<w:trHeight w:val="{min(height, max(round(height * share), round(_LEAST)))}" w:hRule="atLeast"/>'


def _stretched(body: str, pages: Sequence[FullPage], elastic: str, style: str) -> str:
    """Give what is left of a section's last page to the elastic rows that stand on it."""
    heights: list[float | None] = []
    for page in pages:
        rows = [strip for _, strip in page.strips if _is_elastic(strip, style)]
        share = max(0.0, page.room - _SPARE) / len(rows) if rows and page.is_last else 0.0
        heights += [strip.height + share if share else None for strip in rows]
    for start, height in reversed(list(zip(_rows_with(body, elastic), heights, strict=False))):
        if height is not None:
            body = body[:start] + _with_height(body[start:], height)
    return body


def _is_elastic(strip: Strip, style: str) -> bool:
    row = strip.row
    if not isinstance(row, TableRow):
        return False
    return any(isinstance(block, Paragraph) and block.shape.style == style for cell in row.row.cells for block in cell.blocks)


def _rows_with(body: str, elastic: str) -> list[int]:
    """Where rows with an elastic paragraph begin, each once."""
    starts = [match.start() for match in _ROW.finditer(body)]
    return [start for start, end in pairwise([*starts, len(body)]) if elastic in body[start:end]]


def _with_height(row: str, points: float) -> str:
    height = f'<w:trHeight w:val="{int(points * 20)}" w:hRule="atLeast"/>'
    opening = row.index(">") + 1
    if not row.startswith("<w:trPr>", opening):
        return f"{row[:opening]}<w:trPr>{height}</w:trPr>{row[opening:].removeprefix('<w:trPr/>')}"
    end = row.index("</w:trPr>")
    properties = _ANY_HEIGHT.sub("", row[opening:end])
    return f"{row[:opening]}{properties}{height}{row[end:]}"


def _with_gap(body: str, pages: Sequence[FullPage], gap: str, style: str, *, is_even: bool) -> str:
    """Move what follows the gap to the lower edge of the last page, or of an even one. Source: domain §7.2, §7.3 (版记)."""
    placed = [(page, at, strip) for page in pages for at, (_, strip) in enumerate(page.strips)]
    here = next((at for at, (_, _, strip) in enumerate(placed) if strip.style == style), None)
    if here is None:
        return body
    before = placed[here - 1][0] if here else placed[here][0]
    end = bottom_of(before.strips[placed[here - 1][1]]) if here else 0.0
    tail = stack([strip for _, _, strip in placed[here + 1 :]])[1]
    room = before.height - end - tail - _EDGE_SPARE
    least = placed[here][2].height if is_even else _LEAST_FOOT_GAP
    if (before.number % 2 == 0 or not is_even) and room >= least:
        return _gap_of(body, gap, room)
    if not is_even:
        return body
    full = before.height - tail - _EDGE_SPARE
    return _gap_of(body, gap, full, turns=1 if before.number % 2 else 2)


def _gap_of(body: str, gap: str, points: float, *, turns: int = 0) -> str:
    """Set the height of the gap's paragraph, after ``turns`` page ends; all but the last of these leave a blank page."""
    name = body.rindex(gap)
    start = max(body.rfind("<w:p>", 0, name), body.rfind("<w:p ", 0, name))
    end = body.index("</w:pPr>", name)
    turn = "<w:pageBreakBefore/>" if turns else ""
    blank = f"<w:p><w:pPr>{gap}{turn}</w:pPr></w:p>" * (turns - 1)
    height = f'<w:spacing w:before="0" w:after="0" w:line="{int(max(points, 1) * 20)}" w:lineRule="exact"/>'
    rest = _SPACING.sub("", body[name + len(gap) : end])
    return f"{body[:start]}{blank}{body[start:name]}{gap}{turn}{height}{rest}{body[end:]}"
