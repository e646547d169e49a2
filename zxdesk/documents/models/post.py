"""Models of labels and envelopes, in millimetres of the paper they are printed on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Part, Row, add_table
from zxdesk.documents.page import add_paragraph, new_paper


@dataclass(frozen=True)
class LabelSheet:
    """A sheet of labels: so many columns, their size, the upper and left edge, the gap between columns, the room left free in each."""

    columns: int
    width: float
    height: float
    top: float
    left: float
    gap: float
    inset: float


@dataclass(frozen=True)
class Envelope:
    """An envelope: its size, where the receiver's address begins and how wide it is."""

    width: float
    height: float
    address_top: float
    address_left: float


SHEETS = {
    "labels_2x7": LabelSheet(2, 99.1, 38.1, top=15.15, left=4.65, gap=2.5, inset=3),
    "labels_3x8": LabelSheet(3, 70, 37, top=0.4, left=0, gap=0, inset=5),
}
_NOTHING: tuple[Part, ...] = ((styles.TAIL, ""),)
ENVELOPES = {"envelope_dl": Envelope(220, 110, 24, 32), "envelope_c5": Envelope(229, 162, 44, 40)}

CODE_TOP, CODE_LEFT, CODE_BOX, CODE_GAP = 8, 12, 8, 2
"""Six boxes for the receiver's postcode at the upper left."""


def labels(sheet: LabelSheet) -> Any:
    """A sheet of labels, a table of exact rows without lines."""
    document = new_paper(title="邮寄标签", author="")
    _set_page(document, 210, 297, top=sheet.top, left=sheet.left, bottom=0, right=0)
    boxes: list[Box] = []
    for at in range(sheet.columns):
        left = at * (sheet.width + sheet.gap)
        ends = (left, left + sheet.inset, left + sheet.width - sheet.inset, left + sheet.width + (sheet.gap if at + 1 < sheet.columns else 0))
        opening = ((styles.TAIL, "{{#标签行}}"),) if at == 0 else _NOTHING
        closing = ((styles.TAIL, "{{/标签行}}"),) if at + 1 == sheet.columns else _NOTHING
        boxes += [Box(ends[0], ends[1], opening), Box(ends[1], ends[2], _label_lines(at + 1)), Box(ends[2], ends[3], closing)]
    add_table(document, [Row(tuple(boxes), sheet.height, is_exact=True)], is_ruled=False)
    add_paragraph(document, styles.TAIL, "")
    return document


def _label_lines(number: int) -> tuple[Part, ...]:
    def shown(field: str) -> str:
        return f"{{{{?{field}{number}}}}}{{{{{field}{number}}}}}{{{{/{field}{number}}}}}"

    return (
        (styles.COMPACT, shown("收件邮编")),
        (styles.COMPACT, f"{{{{收件地址{number}}}}}"),
        (styles.COMPACT, shown("收件单位")),
        (styles.LABEL_TO, f"{{{{收件人{number}}}}}{{{{?收件称呼{number}}}}}　{{{{收件称呼{number}}}}}{{{{/收件称呼{number}}}}}"),
        (styles.LABEL_CONTACT, shown("收件联络人")),
    )


def envelope(size: Envelope) -> Any:
    """An envelope: postcode at the upper left, the receiver in the middle, the sender at the lower right."""
    document = new_paper(title="信封", author="")
    _set_page(document, size.width, size.height, top=CODE_TOP, left=CODE_LEFT, bottom=6, right=10)
    for field, is_ruled in (("邮编框", True), ("无邮编框", False)):
        add_paragraph(document, styles.TAIL, f"{{{{?{field}}}}}")
        _add_code(document, is_ruled=is_ruled)
        add_paragraph(document, styles.TAIL, f"{{{{/{field}}}}}")
    width, left = size.width - CODE_LEFT - 10, size.address_left - CODE_LEFT
    to = (
        (styles.POST_TO, "{{收件地址}}"),
        (styles.POST_TO, "{{?收件单位}}{{收件单位}}{{/收件单位}}"),
        (styles.POST_NAME, "{{收件人}}{{?收件称呼}}　{{收件称呼}}{{/收件称呼}}"),
        (styles.POST_CONTACT, "{{?收件联络人}}{{收件联络人}}{{/收件联络人}}"),
    )
    sender = (
        (styles.POST_FROM, "{{寄件地址}}　{{寄件人}}"),
        (styles.POST_FROM, "{{?寄件电话}}电话：{{寄件电话}}　{{/寄件电话}}{{?寄件邮编}}邮政编码：{{寄件邮编}}{{/寄件邮编}}"),
    )
    gap = size.address_top - CODE_TOP - CODE_BOX - 2
    rest = size.height - size.address_top - 8
    rows = [
        Row((Box(0, width, _NOTHING),), gap, is_exact=True),
        Row((Box(0, left, _NOTHING), Box(left, width, to, at="top")), rest - 16, is_exact=True),
        Row((Box(0, width, sender, at="bottom"),), 14, is_exact=True),
    ]
    add_table(document, rows, is_ruled=False)
    add_paragraph(document, styles.TAIL, "")
    return document


def _add_code(document: Any, *, is_ruled: bool) -> None:
    """Six boxes; drawn side by side where the envelope has none."""
    boxes: list[Box] = []
    step = CODE_BOX + (0 if is_ruled else CODE_GAP)
    for at in range(6):
        left = float(at * step)
        boxes.append(Box(left, left + CODE_BOX, ((styles.POST_CODE, f"{{{{邮编{at + 1}}}}}"),)))
        if not is_ruled and at < 5:
            boxes.append(Box(left + CODE_BOX, left + step, _NOTHING))
    add_table(document, [Row(tuple(boxes), CODE_BOX, is_exact=True)], is_ruled=is_ruled, at_left=True)


def _set_page(document: Any, width: float, height: float, *, top: float, left: float, bottom: float, right: float) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(0)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


MODELS: dict[str, Callable[[], Any]] = {
    **{key: partial(labels, sheet) for key, sheet in SHEETS.items()},
    **{key: partial(envelope, size) for key, size in ENVELOPES.items()},
}
