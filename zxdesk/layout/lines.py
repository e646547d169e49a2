"""Lines of a paragraph: where they break, where each letter stands, how high they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from zxdesk.layout.flow import Grid, InlinePicture, Look, Paragraph, Shape, TabStop
from zxdesk.layout.letters import LINE_END, PAGE_END, PICTURE, TAB, Books, Numbers, letters_of
from zxdesk.layout.scripts import BLANKS, break_place
from zxdesk.layout.sheet import Glyphs, Image, Item

_SLACK = 0.02
"""Points by which a line may be too wide: sums of widths are not exact."""

ASCENT_OF_EXACT = 0.8
"""Where the baseline stands in a line of exact height."""


@dataclass(frozen=True)
class Around:
    """What a block must know of the place it is laid in: ``width`` of the text, ``tab`` the distance of tab stops; nothing hangs out of a cell."""

    books: Books
    width: float
    grid: Grid | None
    numbers: Numbers
    tab: float
    is_cell: bool = False


@dataclass
class Line:
    """One laid-out line; items stand relative to its left edge and its top."""

    height: float
    items: list[tuple[float, float, str, tuple[float, ...], Look, str] | tuple[float, float, InlinePicture]]
    ends_page: bool = False

    def paint(self, x: float, y: float) -> Iterator[Item]:
        """What is to be painted when the line's upper left corner stands at ``x``, ``y``."""
        for item in self.items:
            if len(item) == 3:
                left, top, picture = item
                yield Image(x + left, y + top, picture.width, picture.height, picture.content)
            else:
                left, baseline, text, offsets, look, family = item
                yield Glyphs(x + left, y + baseline, text, offsets, look.face, family, look.color)


@dataclass(frozen=True)
class Cut:
    """One line's letters: from ``start`` to ``end``, of which ``shown`` count for its width."""

    start: int
    end: int
    shown: int
    left: float
    room: float
    is_last: bool


class LineBreaker:
    """Breaks one paragraph into lines of a given width."""

    def __init__(self, paragraph: Paragraph, around: Around) -> None:
        self._shape, self._around, self._mark = paragraph.shape, around, paragraph.mark
        self._width = around.width - paragraph.shape.left - paragraph.shape.right
        self._letters = letters_of(paragraph, around.books, around.grid, around.numbers)

    def lines(self) -> list[Line]:
        """All lines, at least one."""
        return [self._line(cut) for cut in self._cuts()]

    def _cuts(self) -> Iterator[Cut]:
        text, at = self._letters.text, 0
        sums = [0.0, *accumulate(self._letters.widths)]
        has_tabs = TAB in text
        while True:
            left = self._shape.left + (self._shape.first if at == 0 else 0)
            room = self._width - (self._shape.first if at == 0 else 0)
            stop = self._next_end(at)
            if has_tabs and TAB in text[at:stop]:
                sums = self._set_tabs(at, stop, left)
            cut = self._overflow(sums, at, stop, room)
            if cut >= stop:
                is_forced = stop < len(text)
                yield Cut(at, stop, self._visible(at, stop), left, room, not (is_forced and self._shape.spreads_breaks))
                at = stop + 1
                if not is_forced:
                    return
                continue
            end, needed = break_place(text, self._letters.scripts, at, cut, kinsoku=self._shape.kinsoku, may_hang=self._may_hang)
            end = min(end, stop)
            yield Cut(at, end, self._visible(at, min(end, needed)), left, room, end >= len(text))
            at = end
            if at == stop:
                if stop >= len(text):
                    return
                at = stop + 1

    def _may_hang(self, at: int) -> bool:
        return self._shape.hangs and not self._around.is_cell and self._letters.may_hang(at)

    def _next_end(self, at: int) -> int:
        """Where the next line end that somebody set stands, else the paragraph's end."""
        text = self._letters.text
        found = [place for mark in (LINE_END, PAGE_END) if (place := text.find(mark, at)) >= 0]
        return min(found, default=len(text))

    def _overflow(self, sums: list[float], at: int, stop: int, room: float) -> int:
        """The first letter that has no room; blanks at a line's end need none."""
        limit = sums[at] + room + _SLACK
        cut = bisect_right(sums, limit, at, stop + 1) - 1
        if cut > at and sums[cut - 1] + self._letters.bare[cut - 1] > limit:
            cut -= 1
        elif cut < stop and sums[cut] + self._letters.bare[cut] <= limit:
            cut += 1
        if cut < stop and not self._letters.text[cut:stop].strip(BLANKS):
            return stop
        return cut if cut > at else min(at + 1, stop)

    def _visible(self, start: int, end: int) -> int:
        """Where the line's last letter that counts stands: blanks at its end do not, full ones before a line end that somebody set do."""
        text = self._letters.text
        blanks = " " if self._shape.align == "distribute" or text[end : end + 1] == LINE_END else BLANKS
        while end > start and text[end - 1] in blanks:
            end -= 1
        return end

    def _set_tabs(self, at: int, stop: int, left: float) -> list[float]:
        """Give the tabs of the line that begins at ``at`` their widths."""
        text, widths = self._letters.text, self._letters.widths
        x, place = left, at
        edge = self._shape.left + self._width
        while place < stop:
            if text[place] != TAB:
                x += widths[place]
                place += 1
                continue
            if x > edge:
                break
            after = next((other for other in range(place + 1, stop) if text[other] == TAB), stop)
            jump = self._jump(x, sum(widths[place + 1 : after]))
            widths[place] = self._letters.bare[place] = jump
            x += jump
            place += 1
        return [0.0, *accumulate(widths)]

    def _jump(self, x: float, following: float) -> float:
        """How far a tab at ``x`` leads when the text after it is ``following`` wide."""
        stop = self._stop_after(x)
        back = {"right": following, "decimal": following, "center": following / 2}.get(stop.align, 0.0)
        return max(0.0, stop.at - x - back)

    def _stop_after(self, x: float) -> TabStop:
        for stop in self._shape.tabs:
            if stop.at > x + _SLACK:
                return stop
        if self._shape.first < 0 and x + _SLACK < self._shape.left:
            return TabStop(self._shape.left)
        return TabStop((int((x + _SLACK) / self._around.tab) + 1) * self._around.tab)

    def _line(self, cut: Cut) -> Line:
        height, ascent = self._height(cut)
        places, x = self._places(cut)
        items: list[tuple[float, float, str, tuple[float, ...], Look, str] | tuple[float, float, InlinePicture]] = []
        letters = self._letters
        for start, end, look in letters.looks(cut.start, cut.end):
            items.extend(self._items(start, end, look, places, (cut.start, x, ascent)))
        text = letters.text
        return Line(height, items, cut.end < len(text) and text[cut.end] == PAGE_END)

    def _items(
        self, start: int, end: int, look: Look, places: list[float], origin: tuple[int, float, float]
    ) -> Iterator[tuple[float, float, str, tuple[float, ...], Look, str] | tuple[float, float, InlinePicture]]:
        letters, (first, x, ascent) = self._letters, origin
        at = start
        while at < end:
            letter, family = letters.text[at], letters.families[at]
            left = x + places[at - first]
            if letter == PICTURE and at in letters.pictures:
                yield left, ascent - letters.pictures[at].height - look.rise, letters.pictures[at]
                at += 1
                continue
            if letter == TAB:
                yield from self._leader(left, letters.widths[at], look, ascent)
                at += 1
                continue
            after = at + 1
            while after < end and letters.families[after] == family and letters.text[after] != TAB and after not in letters.pictures:
                after += 1
            offsets = tuple(places[other - first] - places[at - first] for other in range(at, after))
            if family:
                yield left, ascent - look.rise, letters.text[at:after], offsets, look, family
            at = after

    def _leader(self, left: float, width: float, look: Look, ascent: float) -> Iterator[tuple[float, float, str, tuple[float, ...], Look, str]]:
        stop = next((stop for stop in self._shape.tabs if abs(stop.at - left - width) < 1 or stop.align != "left"), None)
        if stop is None or not stop.leader:
            return
        family, each = self._around.books[look.face][stop.leader]
        count = int((width - _SLACK) / each)
        if count > 0:
            yield left + width - count * each, ascent - look.rise, stop.leader * count, tuple(at * each for at in range(count)), look, family

    def _places(self, cut: Cut) -> tuple[list[float], float]:
        """Where each letter of the line stands from its start, and where the line starts."""
        letters, shape = self._letters, self._shape
        places = [0.0, *accumulate(letters.widths[cut.start : cut.end])]
        shown = cut.shown - cut.start
        used = places[shown - 1] + letters.bare[cut.shown - 1] if shown else 0.0
        free = cut.room - used
        if shape.align == "distribute" or (shape.align == "both" and not cut.is_last):
            self._spread(places, cut, free)
            return places, cut.left
        part = {"right": 1.0, "center": 0.5}.get(shape.align, 0.0)
        return places, cut.left + free * part

    def _spread(self, places: list[float], cut: Cut, free: float) -> None:
        """Spread what is free between the letters: after each Chinese one, at each blank, between Latin and Chinese ones."""
        text, portions = self._letters.text, self._letters.portions
        start = max((at + 1 for at in range(cut.start, cut.end) if text[at] == TAB), default=cut.start)
        gaps = [
            portions[at] == "a" or text[at] == " " or portions[at + 1] == "a"
            for at in range(start, cut.shown - 1)
        ]  # fmt: skip
        count = sum(gaps)
        if not count or free <= 0:
            return
        each, moved = free / count, 0.0
        for at, is_gap in enumerate(gaps, start=start - cut.start):
            places[at] += moved
            moved += each if is_gap else 0
        for at in range(cut.shown - 1 - cut.start, len(places)):
            places[at] += moved

    def _height(self, cut: Cut) -> tuple[float, float]:
        """The line's height and where its baseline stands."""
        shape = self._shape
        if shape.rule == "exact" and not (self._around.grid and shape.snaps):
            return shape.line, shape.line * ASCENT_OF_EXACT
        ascent, descent = self._extents(cut)
        height = ascent + descent
        if self._around.grid and shape.snaps:
            is_last = cut.end >= len(self._letters.text)
            return _on_grid(height, ascent, self._around.grid.pitch, shape, is_last=is_last)
        if shape.rule == "atLeast":
            more = max(0.0, shape.line - height)
            return height + more, ascent + more
        return height * shape.line, ascent + height * min(shape.line - 1, 0.0)

    def _extents(self, cut: Cut) -> tuple[float, float]:
        letters, ascent, descent = self._letters, 0.0, 0.0
        for start, end, look in letters.looks(cut.start, cut.end):
            book = self._around.books[look.face]
            for family in set(letters.families[start:end]):
                up, down = book.heights(family) if family else (0.0, 0.0)
                ascent, descent = max(ascent, up + look.rise), max(descent, down - look.rise)
        for at, picture in letters.pictures.items():
            if cut.start <= at < cut.end:
                ascent = max(ascent, picture.height)
        if ascent == 0:
            book = self._around.books[self._mark.face]
            ascent, descent = book.heights(book["国"][0])
        return ascent, descent


def _on_grid(height: float, ascent: float, pitch: float, shape: Shape, *, is_last: bool) -> tuple[float, float]:
    """As many whole lines of the grid as the line needs, the text in their middle; what a factor adds stands below."""
    whole = max(1, -int(-(height - _SLACK) // pitch)) * pitch
    added = max(0.0, shape.line - 1) * (height if is_last else whole) if shape.rule == "auto" else 0.0
    return whole + added, ascent + (whole - height) / 2


def lay_lines(paragraph: Paragraph, around: Around) -> list[Line]:
    """Break a paragraph into lines."""
    return LineBreaker(paragraph, around).lines()
