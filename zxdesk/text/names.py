"""Lists of names in one cell, taken apart and put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zxdesk.text.normalise import clean_text, unify_name_dots

_SEPARATORS = frozenset("、，,；;\n/／|｜")
_OPENING, _CLOSING = "（(〔[【", "）)〕]】"
_CHINESE = r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\ue000-\uf8ff]"
_SHORT_NAME = re.compile(f"{_CHINESE}{{1,4}}")
_SPACED_DOT = re.compile(r"\s*·\s*")


def split_names(text: str) -> list[str]:
    """Return the names in ``text``, in order, doubles included.

    Names are divided by 、，,；; / or a new line, outside brackets. "张　三" is one name, "张三 李四" are two;
    names with a dot (买买提·艾合买提) and names of bodies stay whole.
    """
    names: list[str] = []
    for piece in _pieces(unify_name_dots(clean_text(text))):
        names.extend(_names_in(_SPACED_DOT.sub("·", piece)))
    return names


def join_names(names: Iterable[str]) -> str:
    """Return ``names`` as they are written in a list, divided by 、."""
    return "、".join(name for name in names if name)


def _pieces(text: str) -> list[str]:
    pieces, depth = [""], 0
    for char in text:
        depth += (char in _OPENING) - (char in _CLOSING and depth > 0)
        if char in _SEPARATORS and (depth == 0 or char == "\n"):
            pieces.append("")
            depth = 0
        else:
            pieces[-1] += char
    return [piece.strip() for piece in pieces if piece.strip()]


def _names_in(piece: str) -> list[str]:
    words = piece.split()
    if len(words) == 1 or not all(_SHORT_NAME.fullmatch(word) for word in words):
        return [" ".join(words)]
    names: list[str] = []
    single: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1:
            single.append(word)
            continue
        names.extend(_join_single(single))
        single = []
        if word:
            names.append(word)
    return names


def _join_single(characters: list[str]) -> list[str]:
    """Put characters that were spread apart together: three make one name, otherwise two by two."""
    if len(characters) <= 3:
        return ["".join(characters)] if characters else []
    even = len(characters) - len(characters) % 2
    names = ["".join(characters[at : at + 2]) for at in range(0, even, 2)]
    if even < len(characters):
        names[-1] += characters[-1]
    return names
