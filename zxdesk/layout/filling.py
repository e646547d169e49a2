"""Filling the pages of one section: what fits, what keeps to its neighbours, which table heads come again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zxdesk.layout.strips import Strip, gap_between

if TYPE_CHECKING:
    from zxdesk.layout.pages import Composer, Leaf

_SLACK = 0.05
"""Points by which a page may be too full: sums of heights are not exact."""


class Filler:
    """Sets strips on the pages of a section, from ``leaf`` on."""

    def __init__(self, composer: Composer, leaf: Leaf) -> None:
        self._composer, self._leaf = composer, leaf
        self._area = composer.area(leaf)
        self._y, self._is_flowed = 0.0, False
        self._above: Strip | None = None
        self._heads: list[Strip] = []
        if leaf.strips:
            top, self._above = leaf.strips[-1]
            self._y = top + self._above.height

    def fill(self, strips: Sequence[Strip]) -> None:
        """Place all strips, opening pages as they are needed."""
        waiting = list(reversed(strips))
        while waiting:
            strip = waiting.pop()
            if self._leaf.strips and (strip.breaks_before or self._leaf.strips[-1][1].breaks_after):
                self._turn(strip)
                self._is_flowed = False
            self._learn_heads(strip)
            gap = 0.0 if self._is_flowed and not self._leaf.strips else gap_between(self._above, strip)
            if self._fits(strip, gap) or self._place_part(strip, gap, waiting):
                continue
            if self._is_fresh():
                self._place(strip, gap)
                continue
            waiting.append(strip)
            waiting.extend(reversed(self._taken_back()))
            self._turn(waiting[-1])

    def _fits(self, strip: Strip, gap: float) -> bool:
        foot = strip.row.foot if strip.row else 0
        if self._y + gap + strip.height + foot > self._area.height + _SLACK:
            return False
        self._place(strip, gap)
        return True

    def _place_part(self, strip: Strip, gap: float, waiting: list[Strip]) -> bool:
        """Place as much of a row as there is room for; what is left of it goes on the next page."""
        parts = strip.row.split(self._area.height - self._y - gap, self._area.height) if strip.row else None
        if parts is None:
            return False
        self._place(parts[0], gap)
        waiting.append(parts[1])
        self._turn(parts[1])
        return True

    def _place(self, strip: Strip, gap: float) -> None:
        self._leaf.strips.append((self._y + gap, strip))
        self._y += gap + strip.height
        self._above = strip

    def _is_fresh(self) -> bool:
        """Whether nothing but heads that came again stands on the page."""
        return all(strip in self._heads for _, strip in self._leaf.strips) and (self._is_flowed or not self._leaf.strips)

    def _taken_back(self) -> list[Strip]:
        """What must go to the next page because it keeps to what has no room; nothing where that is the whole page."""
        placed = self._leaf.strips
        keeps = 0
        while keeps < len(placed) and placed[-1 - keeps][1].is_glued:
            keeps += 1
        if keeps == 0 or all(strip in self._heads for _, strip in placed[: len(placed) - keeps]):
            return []
        taken = [strip for _, strip in placed[-keeps:]]
        del placed[-keeps:]
        return taken

    def _turn(self, following: Strip) -> None:
        """Open the next page; where ``following`` goes on with a table, its heads come first."""
        self._leaf = self._composer.next_leaf(self._leaf)
        self._area = self._composer.area(self._leaf)
        self._y, self._above, self._is_flowed = 0.0, None, True
        row = following.row
        if row is None or row.is_head or not self._heads or self._heads[0].row is None or self._heads[0].row.table is not row.table:
            return
        for head in self._heads:
            self._place(head, 0.0)

    def _learn_heads(self, strip: Strip) -> None:
        """Remember the head rows that stand at the beginning of the table at hand."""
        if strip.row is None or (self._heads and self._heads[0].row and self._heads[0].row.table is not strip.row.table):
            self._heads = []
        if strip.row and strip.row.is_head and strip not in self._heads:
            self._heads.append(strip)
