"""The rows of a long list: its ids in order, and the few pages of rows that were on the screen lately."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from zxdesk.ui.cells import cell

PAGE, PAGES_KEPT = 60, 60
"""Rows read at once, so few that a page that was not foreseen is read within one step of scrolling; and pages kept."""

Fetch = Callable[[Sequence[Any]], Sequence[object]]


class RowWindow:
    """Ids in their order, and ``fetch``, which is given up to a page of them and returns their rows in the same order."""

    def __init__(self, ids: Sequence[Any], fetch: Fetch, id_key: str = "id") -> None:
        self.ids: Sequence[Any] = compact(ids)
        self._fetch, self._id_key = fetch, id_key
        self._pages: OrderedDict[int, Sequence[object | None]] = OrderedDict()
        self._last = 0

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, at: int) -> object | None:
        """The row at a place, read when it is not there yet; None when its record is gone meanwhile."""
        page, within = divmod(at, PAGE)
        return self._page(page)[within]

    def rows(self, places: Sequence[int]) -> Iterator[object]:
        """The rows at these places read anew, a page a time; what is on the screen stays at hand."""
        for start in range(0, len(places), PAGE):
            yield from filter(None, self._read([self.ids[at] for at in places[start : start + PAGE]]))

    def missing(self, first: int, last: int) -> list[int]:
        """The pages around these rows that are not there yet, the ones ahead in the direction of the last look first."""
        if not len(self):
            return []
        low, high, end = first // PAGE, last // PAGE, (len(self) - 1) // PAGE
        around = (high + 1, low - 1) if low >= self._last else (low - 1, high + 1)
        self._last = low
        return [page for page in around if 0 <= page <= end and page not in self._pages]

    def read_ahead(self, page: int) -> None:
        """Read a page before anybody asks for it."""
        self._page(page)

    def forget_rows(self) -> None:
        """Read every row again when it is next shown."""
        self._pages.clear()

    def _page(self, page: int) -> Sequence[object | None]:
        if page not in self._pages:
            self._pages[page] = self._read(list(self.ids[page * PAGE : (page + 1) * PAGE]))
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page]

    def _read(self, ids: Sequence[Any]) -> Sequence[object | None]:
        """The rows of these ids in their places, also where some are gone since the ids were read."""
        rows = self._fetch(ids)
        if len(rows) == len(ids):
            return rows
        found = {cell(row, self._id_key): row for row in rows}
        return [found.get(one) for one in ids]


def compact(ids: Sequence[Any]) -> Sequence[Any]:
    """Whole numbers in eight bytes each; whatever else as it is."""
    if isinstance(ids, list) and len(ids) > PAGE:
        try:
            return array("q", ids)
        except (TypeError, OverflowError):
            return ids
    return ids
