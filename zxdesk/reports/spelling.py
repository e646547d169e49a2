"""The texts of a workbook as the file spells them, each spelled once, however many cells say it."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape

from zxdesk.reports.cells import content, written
from zxdesk.reports.fit import halves
from zxdesk.text.printable import printable

_LONGEST_KEPT = 200


class Spelled(NamedTuple):
    """The end of a text's cell after its style; a quoted one begins like a formula; how wide it is, 0 for several lines."""

    end: str
    is_quoted: bool
    halves: int


class Spelling:
    """Spells texts and keeps the shorter ones in ``known``; ``is_altered`` once a text had signs that no cell can hold."""

    def __init__(self) -> None:
        self.known: dict[str, Spelled] = {}
        self.is_altered = False

    def spelled(self, text: str) -> Spelled:
        """Return a text as the file has it. Raises TooLongError."""
        value, _type, is_quoted = content(text, "text")
        self.is_altered = self.is_altered or (value or "") != text
        if not isinstance(value, str):
            made = Spelled('"/>', is_quoted=False, halves=1)
        else:
            shown = escape(written(value))
            wide = 0 if "\n" in value else halves(value)
            made = Spelled(f'" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>', is_quoted, wide)
        if len(text) <= _LONGEST_KEPT:
            self.known[text] = made
        return made


def text_cell(place: str, style: int, text: str) -> str:
    """A cell of the head or the foot: always a text, empty where there is none."""
    shown = escape(written(printable(text)))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>' if shown else f'<c r="{place}" s="{style}"/>'
