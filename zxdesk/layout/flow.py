"""What is to be laid out: sections, paragraphs, tables and their measures, every length in points and every property resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zxdesk.layout.sheet import Face

Align = Literal["left", "center", "right", "both", "distribute"]


@dataclass(frozen=True)
class Look:
    """How letters of a run look: ``spacing`` is added after each, ``rise`` lifts them above the baseline, ``snaps`` gives them the grid's extra."""

    face: Face
    color: str = "#000000"
    spacing: float = 0
    rise: float = 0
    snaps: bool = True


@dataclass(frozen=True)
class Text:
    """Letters of one look."""

    text: str
    look: Look


@dataclass(frozen=True)
class PageField:
    """A number that is known only when pages are: this page's, how many there are, how many the section has."""

    counts: Literal["page", "pages", "section"]
    look: Look


@dataclass(frozen=True)
class Tab:
    """A jump to the next tab stop."""

    look: Look


@dataclass(frozen=True)
class Break:
    """A line end, or a page end within a paragraph."""

    look: Look
    is_page: bool = False


@dataclass(frozen=True)
class InlinePicture:
    """A picture that stands in the line like a letter."""

    width: float
    height: float
    content: bytes
    look: Look


Piece = Text | PageField | Tab | Break | InlinePicture


@dataclass(frozen=True)
class Rule:
    """A border line: ``bands`` are its thicknesses from the text outwards, line, gap, line; it stands ``space`` from the text.

    ``dash`` is the length of its dashes (0: solid).
    """

    bands: tuple[float, ...]
    space: float = 0
    color: str = "#000000"
    dash: float = 0

    @property
    def width(self) -> float:
        """The whole thickness."""
        return sum(self.bands)


@dataclass(frozen=True)
class Frame:
    """The border lines around a paragraph or a cell; ``between`` stands between paragraphs that share their frame."""

    top: Rule | None = None
    left: Rule | None = None
    bottom: Rule | None = None
    right: Rule | None = None
    between: Rule | None = None


BARE = Frame()


@dataclass(frozen=True)
class TabStop:
    """A place in the line, from the paragraph area's left edge; ``leader`` is repeated up to it."""

    at: float
    align: Literal["left", "center", "right", "decimal"] = "left"
    leader: str = ""


@dataclass(frozen=True)
class Shape:
    """The resolved properties of a paragraph; ``line`` is points for exact and atLeast, a factor for auto; a negative ``first`` hangs out."""

    align: Align = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    rule: Literal["exact", "atLeast", "auto"] = "auto"
    line: float = 1
    keeps_next: bool = False
    keeps_lines: bool = False
    breaks_before: bool = False
    widow_control: bool = True
    snaps: bool = True
    kinsoku: bool = True
    hangs: bool = True
    spreads_breaks: bool = True
    contextual: bool = False
    style: str = ""
    tabs: tuple[TabStop, ...] = ()
    frame: Frame = BARE
    shading: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; ``mark`` is the look of its end, which sets the height of an empty one."""

    shape: Shape
    pieces: tuple[Piece, ...]
    mark: Look


@dataclass(frozen=True)
class Cell:
    """One cell of a row; ``columns`` of the grid it covers, ``merge`` over rows, ``margins`` top, left, bottom, right."""

    blocks: tuple[Block, ...]
    columns: int = 1
    merge: Literal["", "first", "more"] = ""
    align: Literal["top", "center", "bottom"] = "top"
    margins: tuple[float, float, float, float] = (0, 5.4, 0, 5.4)
    frame: Frame = BARE
    shading: str = ""


@dataclass(frozen=True)
class Row:
    """One row; ``height`` in points by ``rule``; ``skip`` columns are left open at its start; a whole row is not split, a head row is repeated."""

    cells: tuple[Cell, ...]
    height: float = 0
    rule: Literal["auto", "atLeast", "exact"] = "auto"
    is_whole: bool = False
    is_head: bool = False
    skip: int = 0


@dataclass(frozen=True)
class Table:
    """A table of fixed ``columns`` widths, ``indent`` from the text's left edge where it stands left."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    align: Literal["left", "center", "right"] = "left"
    indent: float = 0


Block = Paragraph | Table


@dataclass(frozen=True)
class Page:
    """The sheet of a section: size, margins, how far header and footer stand from the edges; negative top and bottom margins never give way."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72
    bottom: float = 72
    left: float = 90
    right: float = 90
    header: float = 42.55
    footer: float = 42.55


@dataclass(frozen=True)
class Grid:
    """The document grid: ``pitch`` points a line; ``step`` points a character (0: lines alone), ``extra`` of them beside its size."""

    pitch: float
    step: float = 0
    extra: float = 0


@dataclass(frozen=True)
class Edge:
    """The header or footer of a section: the default one (odd pages), the one of even pages, the one of the first page."""

    default: tuple[Block, ...] = ()
    even: tuple[Block, ...] = ()
    first: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Section:
    """Pages of one make; ``starts`` is its first page number (None: counts on)."""

    blocks: tuple[Block, ...]
    page: Page = Page()
    grid: Grid | None = None
    header: Edge = Edge()
    footer: Edge = Edge()
    has_first: bool = False
    starts: int | None = None
    begins: Literal["next", "continuous", "even", "odd"] = "next"


@dataclass(frozen=True)
class Flow:
    """A whole document; ``has_even`` tells left pages from right ones, ``tab`` is the distance of the tab stops that nobody set."""

    sections: tuple[Section, ...]
    has_even: bool = False
    tab: float = 36
