"""Widths of letters where no font is at hand: full for Chinese, about half for Latin."""

from __future__ import annotations

from collections.abc import Sequence

from zxdesk.layout.sheet import Face

_NARROW = dict.fromkeys("ijlI.,:;'|!", 0.28) | dict.fromkeys('frt()[]{}/\\-" ', 0.35) | dict.fromkeys("mwMW@%", 0.85)
_HALF = 0.52
_ASCENT, _DESCENT = 0.88, 0.12
_FULL_BELOW = frozenset("·×÷±°§“”‘’—…─")
"""Letters below the Chinese blocks that Chinese fonts draw full."""


class EmMeasure:
    """A measure of full and half widths; every face has one family."""

    def family(self, letter: str, face: Face) -> str:
        """The face's own font, whatever the letter."""
        return face.east if _is_full(letter) else face.latin

    def advances(self, text: str, face: Face, family: str) -> Sequence[float]:
        """One em for a Chinese letter, about half of it for the others."""
        return [face.size * (1.0 if _is_full(letter) else _NARROW.get(letter, _HALF)) for letter in text]

    def ascent(self, face: Face, family: str) -> float:
        """The upper part of the em."""
        return face.size * _ASCENT

    def descent(self, face: Face, family: str) -> float:
        """The lower part of the em."""
        return face.size * _DESCENT


def _is_full(letter: str) -> bool:
    return ord(letter) >= 0x2E80 or letter in _FULL_BELOW or 0x2460 <= ord(letter) < 0x2700
