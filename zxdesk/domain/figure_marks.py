"""Figures in the text of a report: each stands as ⟦key|as printed⟧, so that it stays tied to the register while people edit around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Paragraphs = Sequence[Mapping[str, Any]]
"""[{"style": …, "text": …}], as ``Narrative.paragraphs`` keeps them."""

_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``key`` names the figure where it is one."""

    text: str
    key: str = ""


def marked(key: str, words: str) -> str:
    """A figure as stored text writes it."""
    return f"⟦{key}|{words}⟧"


def pieces(text: str) -> Iterator[Piece]:
    """The text in its order, figures apart from what stands between them."""
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found[2], found[1])
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def plain_text(text: str) -> str:
    """The text as it is printed."""
    return "".join(piece.text for piece in pieces(text))


def figure_keys(paragraphs: Paragraphs) -> list[str]:
    """The keys of the figures that stand in the paragraphs, each once, in the order of the text."""
    return list(dict.fromkeys(piece.key for paragraph in paragraphs for piece in pieces(paragraph["text"]) if piece.key))


def settled(paragraphs: Paragraphs, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same paragraphs; a mark that is not what its figure says was typed over and becomes plain text. Empty ones are left out."""
    found = []
    for paragraph in paragraphs:
        text = _joined(piece if not piece.key or words.get(piece.key) == piece.text else Piece(piece.text) for piece in pieces(paragraph["text"]))
        if text.strip():
            found.append({"style": str(paragraph["style"]), "text": text})
    return found


def rewritten(paragraphs: Paragraphs, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same paragraphs with each figure as ``words`` print it now; what stands around them is not touched."""
    return [
        {**paragraph, "text": _joined(Piece(words.get(piece.key, piece.text), piece.key) for piece in pieces(paragraph["text"]))}
        for paragraph in paragraphs
    ]


def _joined(found: Iterable[Piece]) -> str:
    return "".join(marked(piece.key, piece.text) if piece.key else piece.text for piece in found)
