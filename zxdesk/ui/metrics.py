"""The sizes of the program in logical pixels, computed once from the chosen size.

Source: the look's table of sizes (look §2).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metrics:
    """Every length a widget may use, in logical pixels; fonts are pixel sizes at 100 %."""

    name: str
    body: float
    second: float
    title: float
    page_title: float
    row: int
    row_two: int
    control: int
    chip: int
    icon: int
    nav: int
    menu_bar: int
    status: int
    key: float
    label: int
    page_head: int = 44
    nav_folded: int = 48
    radius: int = 3
    panel_radius: int = 4
    cell_padding: int = 8
    group_row: int = 24
    command_bar: int = 40
    light: int = 12

    @property
    def fonts(self) -> dict[str, int]:
        """The font sizes in whole pixels, rounded half up, for fonts and the style sheet."""
        sizes = {"body": self.body, "second": self.second, "title": self.title, "page_title": self.page_title, "key": self.key}
        return {name: int(size + 0.5) for name, size in sizes.items()}


SMALL = Metrics("小", 12, 12, 15, 17, 26, 40, 26, 22, 16, 140, 30, 24, 11, 64)
MEDIUM = Metrics("中", 13, 12, 16, 18, 28, 44, 28, 24, 16, 148, 32, 24, 11, 72)
LARGE = Metrics("大", 15, 14, 18.5, 21, 32, 52, 32, 28, 20, 160, 36, 28, 13, 76, command_bar=46, group_row=28, page_head=48)
HUGE = Metrics(
    "特大", 18, 16.5, 22, 25, 40, 64, 38, 34, 20, 176, 42, 32, 15, 80, command_bar=54, group_row=34, page_head=54, light=14
)

SIZES: dict[str, Metrics] = {m.name: m for m in (SMALL, MEDIUM, LARGE, HUGE)}
