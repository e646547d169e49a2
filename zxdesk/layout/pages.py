"""Pages: strips set one below another until a page is full, with heads, feet and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from zxdesk.layout.filling import Filler
from zxdesk.layout.flow import Block, Edge, Flow, Section
from zxdesk.layout.letters import Books, Numbers
from zxdesk.layout.lines import Around
from zxdesk.layout.sheet import Item, Measure, Sheet
from zxdesk.layout.strips import Strip, paint_rows, paint_stack, stack, strips_of
from zxdesk.layout.tables import settle

Placed = list[tuple[float, Strip]]
"""Strips and how far they stand below the upper edge of what they stand in."""


@dataclass
class Leaf:
    """A page being filled: its section, number, the paper it belongs to, what stands on it."""

    section: Section
    number: int
    paper: int
    is_first: bool
    strips: Placed = field(default_factory=list)


@dataclass(frozen=True)
class Area:
    """The part of a page that the text fills."""

    left: float
    top: float
    width: float
    height: float


def lay_out(flow: Flow, measure: Measure) -> list[Sheet]:
    """Lay out a document on pages."""
    return Composer(flow, measure).sheets()


class Composer:
    """Lays out one document."""

    def __init__(self, flow: Flow, measure: Measure) -> None:
        self._flow = flow
        self._books = Books(measure)
        self._edges: dict[tuple[object, ...], tuple[Placed, float]] = {}
        self.leaves: list[Leaf] = []

    def sheets(self) -> list[Sheet]:
        """All pages, painted."""
        self.compose()
        counts: dict[int, int] = {}
        for leaf in self.leaves:
            counts[id(leaf.section)] = counts.get(id(leaf.section), 0) + 1
        return [self._sheet(leaf, Numbers(leaf.number, len(self.leaves), counts[id(leaf.section)])) for leaf in self.leaves]

    def compose(self) -> None:
        """Put everything on pages."""
        for section in self._flow.sections:
            leaf = self._begin(section)
            around = Around(self._books, self.area(leaf).width, section.grid, Numbers(leaf.number), self._flow.tab)
            Filler(self, leaf).fill(strips_of(section.blocks, around))

    def next_leaf(self, leaf: Leaf) -> Leaf:
        """Begin the next page of the same section."""
        following = Leaf(leaf.section, leaf.number + 1, leaf.paper, False)
        self.leaves.append(following)
        return following

    def area(self, leaf: Leaf) -> Area:
        """Where the text of a page stands; a high header or footer takes room from it, a grid is set in its middle."""
        page = leaf.section.page
        top, bottom = abs(page.top), abs(page.bottom)
        if page.top >= 0:
            top = max(top, page.header + self._edge(leaf, "header", Numbers())[1])
        if page.bottom >= 0:
            bottom = max(bottom, page.footer + self._edge(leaf, "footer", Numbers())[1])
        left, width, height = page.left, page.width - page.left - page.right, page.height - top - bottom
        grid = leaf.section.grid
        if grid:
            spare = height % grid.pitch
            top, height = top + spare / 2, height - spare
        if grid and grid.step:
            spare = width % (int(grid.step * 20) / 20)
            left, width = left + spare / 2, width - spare
        return Area(left, top, width, height)

    def _begin(self, section: Section) -> Leaf:
        last = self.leaves[-1] if self.leaves else None
        if section.begins == "continuous" and last and last.section.page == section.page:
            return last
        number = section.starts if section.starts is not None else (last.number + 1 if last else 1)
        paper = last.paper + (section.starts == 1) if last else 0
        if section.begins in {"even", "odd"} and number % 2 != (section.begins == "odd"):
            if last and section.starts is None:
                self.leaves.append(Leaf(replace(section, header=Edge(), footer=Edge()), number, paper, False))
            number += 1
        leaf = Leaf(section, number, paper, True)
        self.leaves.append(leaf)
        return leaf

    def _edge(self, leaf: Leaf, side: str, numbers: Numbers) -> tuple[Placed, float]:
        """The header or footer of a page and its height."""
        edge: Edge = getattr(leaf.section, side)
        blocks: tuple[Block, ...] = edge.even if self._flow.has_even and leaf.number % 2 == 0 else edge.default
        if leaf.is_first and leaf.section.has_first:
            blocks = edge.first
        if not blocks:
            return [], 0.0
        page = leaf.section.page
        key = (id(blocks), page.width - page.left - page.right, numbers)
        if key not in self._edges:
            around = Around(self._books, page.width - page.left - page.right, None, numbers, self._flow.tab)
            self._edges[key] = stack(strips_of(blocks, around))
        return self._edges[key]

    def _sheet(self, leaf: Leaf, numbers: Numbers) -> Sheet:
        page, area = leaf.section.page, self.area(leaf)
        head, _ = self._edge(leaf, "header", numbers)
        foot, height = self._edge(leaf, "footer", numbers)
        items: list[Item] = list(paint_stack(head, page.left, page.header))
        settle([strip for _, strip in leaf.strips])
        for y, strip in leaf.strips:
            items.extend(strip.paint(area.left, area.top + y))
        items.extend(paint_rows([(area.top + y, strip) for y, strip in leaf.strips], area.left))
        items.extend(paint_stack(foot, page.left, page.height - page.footer - height))
        return Sheet(page.width, page.height, leaf.number, tuple(items), leaf.paper)
