"""How full the pages of a document are, found without painting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.layout.flow import Flow
from zxdesk.layout.pages import Composer
from zxdesk.layout.sheet import Measure
from zxdesk.layout.strips import Strip


@dataclass(frozen=True)
class FullPage:
    """One page: its number, the height of its text area in points, and what stands where in it; ``is_last`` of its section."""

    number: int
    height: float
    strips: Sequence[tuple[float, Strip]]
    is_last: bool

    @property
    def end(self) -> float:
        """Where what stands on the page ends."""
        return max((bottom_of(place) for place in self.strips), default=0.0)

    @property
    def room(self) -> float:
        """What is left below it."""
        return self.height - self.end


def full_pages(flow: Flow, measure: Measure) -> list[FullPage]:
    """Put everything on pages."""
    composer = Composer(flow, measure)
    composer.compose()
    pages: list[FullPage] = []
    leaves = composer.leaves
    for at, leaf in enumerate(leaves):
        is_last = at + 1 == len(leaves) or leaves[at + 1].section is not leaf.section
        pages.append(FullPage(leaf.number, composer.area(leaf).height, leaf.strips, is_last))
    return pages


def bottom_of(place: tuple[float, Strip]) -> float:
    """The lower edge of a placed strip, the closing line of its table included."""
    top, strip = place
    return top + strip.height + (strip.row.foot if strip.row else 0.0)
