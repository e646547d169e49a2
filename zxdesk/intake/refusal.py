"""A row of a foreign sheet that could not be taken, with its place and the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One refused row: a row is refused once, whatever the number of its faults.

    ``row`` is the number Excel shows at the left, ``column`` the heading of the first cell at fault,
    ``reason`` one Chinese sentence that names both.
    """

    sheet: str
    row: int
    column: str
    reason: str
