"""The letters of a paragraph in one row, each with its width, font and look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zxdesk.layout.flow import Break, Grid, InlinePicture, Look, PageField, Paragraph, Tab, Text
from zxdesk.layout.scripts import NOT_FIRST, portions_of, scripts_of
from zxdesk.layout.sheet import Face, Measure

LINE_END, PAGE_END, TAB, PICTURE = "\n", "\f", "\t", "\ufffc"
_AUTO_SPACE = 0.2
"""Of the size: what stands between a Chinese and a Latin letter."""


@dataclass(frozen=True)
class Numbers:
    """What page fields show."""

    page: int = 1
    pages: int = 1
    section: int = 1


class FaceBook(dict[str, tuple[str, float]]):
    """The font and the width of each letter of one face, asked once."""

    def __init__(self, face: Face, measure: Measure) -> None:
        super().__init__()
        self.face = face
        self._measure = measure
        self._heights: dict[str, tuple[float, float]] = {}

    def __missing__(self, letter: str) -> tuple[str, float]:
        if letter in _UNSEEN:
            found = ("", 0.0)
        else:
            family = self._measure.family(letter, self.face)
            found = (family, float(self._measure.advances(letter, self.face, family)[0]))
        self[letter] = found
        return found

    def heights(self, family: str) -> tuple[float, float]:
        """Ascent and descent of one of its fonts."""
        if family not in self._heights:
            self._heights[family] = (self._measure.ascent(self.face, family), self._measure.descent(self.face, family))
        return self._heights[family]


_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad" + LINE_END + PAGE_END + TAB)


class Books(dict[Face, FaceBook]):
    """The books of all faces of a document."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self.measure = measure

    def __missing__(self, face: Face) -> FaceBook:
        book = self[face] = FaceBook(face, self.measure)
        return book


@dataclass
class Letters:
    """The letters of one paragraph: ``bare`` are their widths alone, ``widths`` with what is added after each, ``spans`` the looks' places."""

    text: str
    bare: list[float]
    widths: list[float]
    families: list[str]
    spans: list[tuple[int, int, Look]]
    pictures: dict[int, InlinePicture] = field(default_factory=dict)
    scripts: str = ""
    portions: str = ""

    def may_hang(self, at: int) -> bool:
        """Whether a letter may hang out: one that begins its look, or that only marks part from a Latin letter, does not."""
        if at == 0 or any(start == at for start, _, _ in self.spans):
            return False
        at -= 1
        while at > 0 and self.text[at] in NOT_FIRST and self.scripts[at] == "a":
            at -= 1
        return self.scripts[at] == "a"

    def looks(self, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
        """The looks between two places."""
        for first, last, look in self.spans:
            if last > start and first < end:
                yield max(first, start), min(last, end), look


def letters_of(paragraph: Paragraph, books: Books, grid: Grid | None, numbers: Numbers) -> Letters:
    """Measure the letters of a paragraph; on a grid of characters each Chinese letter takes the grid's extra."""
    texts: list[str] = []
    bare: list[float] = []
    widths: list[float] = []
    families: list[str] = []
    spans: list[tuple[int, int, Look]] = []
    pictures: dict[int, InlinePicture] = {}
    at = 0
    for piece in paragraph.pieces:
        text = _text_of(piece, numbers)
        if isinstance(piece, InlinePicture):
            pictures[at] = piece
            known: Sequence[tuple[str, float]] = [("", piece.width)]
        else:
            book = books[piece.look.face]
            known = [book[letter] for letter in text]
        extra = piece.look.spacing + (grid.extra if grid and grid.step and paragraph.shape.snaps and piece.look.snaps else 0)
        texts.append(text)
        for family, width in known:
            families.append(family)
            bare.append(width)
            widths.append(width + extra)
        if spans and spans[-1][2] is piece.look:
            spans[-1] = (spans[-1][0], at + len(text), piece.look)
        else:
            spans.append((at, at + len(text), piece.look))
        at += len(text)
    letters = Letters("".join(texts), bare, widths, families, spans, pictures)
    letters.scripts, letters.portions = scripts_of(letters.text), portions_of(letters.text)
    if "l" in letters.portions and "a" in letters.portions:
        _space_scripts(letters)
    return letters


def _text_of(piece: Text | PageField | Tab | Break | InlinePicture, numbers: Numbers) -> str:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, PageField):
        return str({"page": numbers.page, "pages": numbers.pages, "section": numbers.section}[piece.counts])
    if isinstance(piece, Break):
        return PAGE_END if piece.is_page else LINE_END
    return TAB if isinstance(piece, Tab) else PICTURE


def _space_scripts(letters: Letters) -> None:
    """Where Chinese and Latin meet the letter's own extra ends; between letters and digits a fifth of the size takes its place.

    LibreOffice does so whatever the paragraph says of it, Word with a quarter and only where the paragraph does not forbid it.
    """
    text, portions = letters.text, letters.portions
    for start, end, look in letters.spans:
        for at in range(max(start, 1), end):
            if portions[at] != portions[at - 1]:
                is_word = text[at].isalnum() and text[at - 1].isalnum()
                letters.widths[at - 1] = letters.bare[at - 1] + (look.face.size * _AUTO_SPACE if is_word else 0)
