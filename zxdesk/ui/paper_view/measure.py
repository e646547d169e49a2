"""What layout must know of fonts, answered from the real fonts of this computer."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from zxdesk.documents.styles import FALLBACKS
from zxdesk.layout.sheet import Face
from zxdesk.ui.paper_view import fonts

USE_TYPO_METRICS = 1 << 7


class FontMeasure:
    """The ``Measure`` of the window; may be used in any thread."""

    def family(self, letter: str, face: Face) -> str:
        """The font that has this letter: the face's own, or the next of its chain."""
        return fonts.family_of(letter, face.east if is_east(letter) else face.latin)

    def advances(self, text: str, face: Face, family: str) -> Sequence[float]:
        """The widths of the letters in points."""
        return [fonts.advance_of(letter, family, face.is_bold) * face.size for letter in text]

    def ascent(self, face: Face, family: str) -> float:
        """Points above the baseline, as Word counts a line of this font."""
        return line_shares(family)[0] * face.size

    def descent(self, face: Face, family: str) -> float:
        """Points below the baseline."""
        return line_shares(family)[1] * face.size


@dataclass(frozen=True)
class Missing:
    """An official font that this computer lacks, and what is printed in its place; empty where nothing is."""

    wanted: str
    stand_in: str

    @property
    def sentence(self) -> str:
        """As the clerk reads it."""
        return f"缺字体 {self.wanted}，用 {self.stand_in} 代替" if self.stand_in else f"缺字体 {self.wanted}，没有可代替的中文字体"


def missing_fonts(faces: Iterable[Face]) -> list[Missing]:
    """Each official font asked for that this computer lacks under every name, in the order asked."""
    families = dict.fromkeys(family for face in faces for family in (face.east, face.latin) if family)
    found = []
    for family in families:
        known = FALLBACKS.get(family, "").split(";")
        if any(fonts.is_present(name) for name in (family, *(known if family in FALLBACKS else ()))):
            continue
        names = fonts.chain(family)
        found.append(Missing(family, names[0] if names else ""))
    return found


def is_east(letter: str) -> bool:
    """Whether Word takes a letter from the Chinese font: ideographs, full-width forms and the marks that Chinese shares with Latin."""
    code = ord(letter)
    return (code >= 0x2E80 and not 0xFB00 <= code < 0xFE10) or letter in "“”‘’—…·‖′″※○●◎□■△▲◇◆★☆√〇×÷±→←↑↓①②③④⑤⑥⑦⑧⑨⑩"


@cache
def line_shares(family: str) -> tuple[float, float]:
    """Ascent, with the font's own line gap, and descent of a line in ems: hhea, the typographic ones where the font says so, else OS/2 win."""
    font = fonts.raw_font(family, fonts.EM)
    units = float(font.unitsPerEm()) or float(fonts.EM)
    hhea, os2 = bytes(font.fontTable("hhea").data()), bytes(font.fontTable("OS/2").data())
    up, down, gap = struct.unpack(">hhh", hhea[4:10]) if len(hhea) >= 10 else (0, 0, 0)
    if len(os2) >= 78:
        flags = struct.unpack(">H", os2[62:64])[0]
        typo_up, typo_down = struct.unpack(">hh", os2[68:72])
        if flags & USE_TYPO_METRICS and (typo_up or typo_down):
            up, down, gap = typo_up, typo_down, struct.unpack(">h", os2[72:74])[0]
        elif down > 0 or (not up and not down):
            up, down = struct.unpack(">HH", os2[74:78])
            down, gap = -down, 0
    if not up and not down:
        return font.ascent() / fonts.EM, font.descent() / fonts.EM
    return (up + max(gap, 0)) / units, -down / units
