"""The fonts of this computer as papers ask for them: which family has a letter, and what stands in for an official font that is missing."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from zxdesk.documents.styles import BIAO, FALLBACKS, FANG, HEI, KAI, SONG

STAND_INS = {
    FANG: ("FandolFang", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体"),
    KAI: ("FandolKai", "AR PL UKai CN", "LXGW WenKai"),
    HEI: ("FandolHei", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "思源黑体"),
    SONG: ("FandolSong", "Noto Serif CJK SC", "Source Han Serif SC", "思源宋体"),
    BIAO: ("FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"),
}
"""Free fonts of the same kind, after those that ``FALLBACKS`` names."""
LATIN = {
    "Times New Roman": ("Liberation Serif", "Nimbus Roman", "DejaVu Serif"),
    "Arial": ("Liberation Sans", "Nimbus Sans", "DejaVu Sans"),
    "Calibri": ("Carlito", "Liberation Sans", "DejaVu Sans"),
}
LAST = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun", "宋体", "SimSun-ExtB", "宋体-ExtB", "SimSun-ExtG",
    "Microsoft YaHei", "PingFang SC", "DejaVu Sans", "Segoe UI Symbol",
)  # fmt: skip
"""Where rare characters and signs are found that a font of papers does not have."""
EM = 1000
_local = threading.local()


@cache
def chain(family: str) -> tuple[str, ...]:
    """The families of this computer for an asked one, the best first; the same font under two names stands twice at most."""
    fallbacks = tuple(FALLBACKS[family].split(";")) if family in FALLBACKS else LATIN.get(family, ())
    wanted = (family, *fallbacks, *STAND_INS.get(family, ()), *LAST)
    return tuple(dict.fromkeys(name for name in wanted if is_present(name)))


@cache
def is_present(family: str) -> bool:
    """Whether this computer has a family of that name."""
    return QFontDatabase.hasFamily(family)


@cache
def has_bold(family: str) -> bool:
    """Whether a family has bold letters of its own; otherwise they are struck twice."""
    return any(QFontDatabase.bold(family, style) for style in QFontDatabase.styles(family))


def raw_font(family: str, size: float, *, is_bold: bool = False, is_italic: bool = False) -> QRawFont:
    """The font without hinting, made once a thread: Qt forbids to hand one from thread to thread."""
    held: dict[tuple[str, float, bool, bool], QRawFont] | None = getattr(_local, "fonts", None)
    if held is None:
        held = _local.fonts = {}
    key = (family, size, is_bold and has_bold(family), is_italic)
    if key not in held:
        font = QFont(family)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        font.setPixelSize(EM)
        font.setBold(key[2])
        font.setItalic(is_italic)
        made = QRawFont.fromFont(font)
        made.setPixelSize(size)
        held[key] = made
    return held[key]


@cache
def family_of(letter: str, family: str) -> str:
    """The font that draws a letter asked for in ``family``: its own, the next of its chain, any of the computer that has it."""
    names = chain(family)
    if not names or unicodedata.category(letter) in ("Cf", "Cc"):
        return names[0] if names else QFont().defaultFamily()
    return next((name for name in names if has_letter(name, letter)), "") or _anywhere(letter) or names[0]


@cache
def has_letter(family: str, letter: str) -> bool:
    """Whether a font has a glyph for this letter."""
    return bool(raw_font(family, EM).supportsCharacter(ord(letter)))


@cache
def _anywhere(letter: str) -> str:
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    every = [*chinese, *(name for name in QFontDatabase.families() if name not in chinese)]
    return next((name for name in every if QFontDatabase.isSmoothlyScalable(name) and has_letter(name, letter)), "")


@cache
def glyph_of(letter: str, family: str, is_bold: bool) -> int:
    """The number of a letter's glyph in its font; 0 for none."""
    found = raw_font(family, EM, is_bold=is_bold).glyphIndexesForString(letter)
    return int(found[0]) if found else 0


@cache
def advance_of(letter: str, family: str, is_bold: bool) -> float:
    """The width of a letter in ems; formatting characters have none."""
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn"):
        return 0.0
    font = raw_font(family, EM, is_bold=is_bold)
    return float(font.advancesForGlyphIndexes([glyph_of(letter, family, is_bold)])[0].x()) / EM
