"""A page that has been laid out: what stands where, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Face:
    """A letter as the paper asks for it: family for Chinese and for Latin letters, size in points, weight, slope, underline."""

    east: str
    latin: str
    size: float
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False


@dataclass(frozen=True)
class Glyphs:
    """Letters on one baseline; ``offsets`` are the places of the letters from ``x``, one for each, so that painting measures nothing again.

    ``family`` is the font found for them (a letter that the asked one lacks comes from the next in its chain).
    """

    x: float
    baseline: float
    text: str
    offsets: tuple[float, ...]
    face: Face
    family: str
    color: str = "#000000"


@dataclass(frozen=True)
class Stroke:
    """A straight line; horizontal or vertical, ``width`` points thick, centred on its coordinates."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    color: str = "#000000"


@dataclass(frozen=True)
class Block:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: str


@dataclass(frozen=True)
class Image:
    """A picture (PNG or JPEG bytes) in its frame."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


Item = Glyphs | Stroke | Block | Image


@dataclass(frozen=True)
class Sheet:
    """One page: its size in points, its number as printed, everything on it in painting order; ``paper`` counts the papers of a file from 0."""

    width: float
    height: float
    number: int
    items: tuple[Item, ...]
    paper: int = 0


class Measure(Protocol):
    """What layout must know of fonts; the window answers from real fonts, ``layout.ems`` from the widths of full and half letters."""

    def family(self, letter: str, face: Face) -> str:
        """The font that has this letter: the face's own, or the next of its chain."""

    def advances(self, text: str, face: Face, family: str) -> Sequence[float]:
        """The widths of the letters in points."""

    def ascent(self, face: Face, family: str) -> float:
        """Points above the baseline, as Word counts a line of this font."""

    def descent(self, face: Face, family: str) -> float:
        """Points below the baseline."""


MM = 72 / 25.4
"""Points in a millimetre."""
