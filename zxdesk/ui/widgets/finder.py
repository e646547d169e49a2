"""Finding one record among thousands by name, number, initials or pinyin, fast enough for every keystroke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from zxdesk.text.normalise import fold, to_half_width

SHOWN = 60
SEPARATORS = "、，,；;"
_PLAIN = re.compile("[\u4e00-\u9fff·a-zA-Z0-9# -]*")


@dataclass(frozen=True)
class Option:
    """One record to choose: its key, the name shown, words it is also found by, and a detail shown behind."""

    key: str
    label: str
    search_keys: tuple[str, ...] = ()
    detail: str = ""

    @property
    def line(self) -> str:
        """The line in the list."""
        return f"{self.label}　{self.detail}" if self.detail else self.label


class Found(Protocol):
    """What a query for pickers gives: a record's id with the same words."""

    @property
    def key(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def search_keys(self) -> tuple[str, ...]: ...


def options_of(found: Iterable[Found]) -> list[Option]:
    """Options whose key is the record's id written ``#12``, as commands take it."""
    return [Option(f"#{one.key}", one.label, one.search_keys, one.detail) for one in found]


def matching(options: Sequence[Option], typed: str, *, limit: int = SHOWN) -> list[Option]:
    """The options that hold what was typed, the best first; see :class:`Finder`."""
    return Finder(options).find(typed, limit=limit)


class Finder:
    """The options with their words folded once; half width, small letters, no blanks."""

    def __init__(self, options: Iterable[Option]) -> None:
        self.options = list(options)
        self._texts = [_folded(option) for option in self.options]
        self._labels = Counter(option.label for option in self.options)
        self._by_key = {option.key: option for option in self.options}

    def by_key(self, key: str) -> Option | None:
        """The option with this key."""
        return self._by_key.get(key)

    def find(self, typed: str, *, limit: int = SHOWN) -> list[Option]:
        """Every option in which each typed word stands: equal ones first, then beginnings, then any place, detail last."""
        words = [fold(word) for word in to_half_width(typed).split()]
        if not words:
            return self.options[:limit]
        if len(words) > 1:
            return self._with_all(words, limit)
        word = words[0]
        equal, first, later, last = [], [], [], []
        for option, (texts, whole) in zip(self.options, self._texts, strict=True):
            if word not in whole:
                continue
            if word in texts[:-1]:
                equal.append(option)
            elif any(text.startswith(word) for text in texts[:-1]):
                first.append(option)
            elif any(word in text for text in texts[:-1]):
                later.append(option)
            elif word in texts[-1]:
                last.append(option)
        return (equal + first + later + last)[:limit]

    def exact(self, typed: str) -> list[Option]:
        """The options called, numbered or abbreviated exactly so."""
        word = fold(typed)
        return [option for option, (texts, _whole) in zip(self.options, self._texts, strict=True) if word in texts[:-1]] if word else []

    def name(self, option: Option) -> str:
        """The label, with the detail's first words where another option is called the same."""
        if self._labels[option.label] < 2 or not option.detail:
            return option.label
        return f"{option.label}（{' '.join(option.detail.split(' · ')[:2])}）"

    def _with_all(self, words: list[str], limit: int) -> list[Option]:
        hits = (option for option, (_texts, whole) in zip(self.options, self._texts, strict=True) if all(word in whole for word in words))
        return [option for _at, option in zip(range(limit), hits, strict=False)]


def _folded(option: Option) -> tuple[tuple[str, ...], str]:
    texts = tuple(_fold(text) for text in (option.label, option.key, *option.search_keys, option.detail))
    return texts, "\n".join(texts)


def _fold(text: str) -> str:
    """``fold``, ten times faster for the plain names and numbers that nearly all are."""
    return text.replace(" ", "").lower() if _PLAIN.fullmatch(text) else fold(text)
