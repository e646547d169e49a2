"""Names that are found by their initials too, worked out when letters are first typed: that takes 55 MB and a fifth of a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from zxdesk.text.normalise import to_half_width
from zxdesk.text.pinyin import initials
from zxdesk.ui.widgets.finder import SHOWN, Finder, Option


class SoundedFinder(Finder):
    """Options by name, and once letters are typed by the initials of their names."""

    def __init__(self, options: Iterable[Option]) -> None:
        super().__init__(options)
        self._is_sounded = False

    def find(self, typed: str, *, limit: int = SHOWN) -> list[Option]:
        self._sound(typed)
        return super().find(typed, limit=limit)

    def exact(self, typed: str) -> list[Option]:
        self._sound(typed)
        return super().exact(typed)

    def _sound(self, typed: str) -> None:
        if not self._is_sounded and any(character.isascii() and character.isalpha() for character in to_half_width(typed)):
            self._is_sounded = True
            Finder.__init__(self, [replace(one, search_keys=(*one.search_keys, initials(one.label))) for one in self.options])


class Sounded:
    """A source of options for a ``Picker``."""

    def __init__(self, options: Callable[[], Sequence[Option]]) -> None:
        self._options = options

    def __call__(self) -> Sequence[Option]:
        return self._options()

    def finder(self) -> Finder:
        """The options ready to be searched."""
        return SoundedFinder(self._options())
