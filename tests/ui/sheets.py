"""Pages set by hand for the tests of preview, print and PDF."""

from __future__ import annotations

from zxdesk.layout.sheet import MM, Face, Glyphs, Item, Sheet, Stroke
from zxdesk.ui.paper_view.measure import FontMeasure

FANG = Face("仿宋", "仿宋", 16)
A4 = (210 * MM, 297 * MM)
MEASURE = FontMeasure()


def line(text: str, x: float, baseline: float, face: Face = FANG) -> list[Item]:
    """One line of text, every letter in the font that has it."""
    made: list[Item] = []
    while text:
        family = MEASURE.family(text[0], face)
        count = next((at for at, letter in enumerate(text) if MEASURE.family(letter, face) != family), len(text))
        some, text = text[:count], text[count:]
        offsets, width = [], 0.0
        for advance in MEASURE.advances(some, face, family):
            offsets.append(width)
            width += advance
        made.append(Glyphs(x, baseline, some, tuple(offsets), face, family))
        x += width
    return made


def page(*texts: str, number: int = 1, paper: int = 0, size: tuple[float, float] = A4, face: Face = FANG) -> Sheet:
    """A page with these lines from 20 mm of its corner, and a thin line below the first."""
    items: list[Item] = [Stroke(20 * MM, 35 * MM, size[0] - 20 * MM, 35 * MM, 0.5)]
    for at, text in enumerate(texts):
        items += line(text, 20 * MM, 30 * MM + at * 30, face)
    return Sheet(*size, number, tuple(items), paper)
