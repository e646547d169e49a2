"""Times a piece of work beside a bare reference, turn by turn, and keeps the figures of a run."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Work = Callable[[], object]
ROUNDS = 7


@dataclass(frozen=True)
class Figure:
    """One measured piece of work: milliseconds of the best and the middle round, and the ratio of the best ones."""

    name: str
    size: int
    best_ms: float
    median_ms: float
    bare: str
    bare_best_ms: float
    bare_median_ms: float
    ratio: float
    allowed: float


def compare(name: str, work: Work, *, bare: Work, bare_name: str, size: int, allowed: float, rounds: int = ROUNDS) -> Figure:
    """Run both in turns, so that a busy machine slows both; the best of the rounds is what the work itself takes.

    What the tests before it left in memory is set aside from the collector, which would look through it before every round.
    """
    work(), bare()
    gc.collect()
    gc.freeze()
    try:
        pairs = [(_timed(bare), _timed(work)) for _ in range(rounds)]
    finally:
        gc.unfreeze()
    bare_times, times = ([pair[side] * 1000 for pair in pairs] for side in (0, 1))
    ratio = min(times) / max(min(bare_times), 0.001)
    shown = (round(value, 3) for value in (min(times), median(times), min(bare_times), median(bare_times), ratio))
    best, middle, bare_best, bare_middle, rounded = shown
    return Figure(name, size, best, middle, bare_name, bare_best, bare_middle, rounded, allowed)


def keep(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def table(figures: Iterable[Figure]) -> list[str]:
    """The figures as lines of a table."""
    head = f"{'work':<42}{'size':>8}{'best ms':>11}{'median':>11}{'bare ms':>11}{'ratio':>8}{'allowed':>9}  bare reference"
    lines = [
        f"{figure.name:<42}{figure.size:>8,}{figure.best_ms:>11,.2f}{figure.median_ms:>11,.2f}{figure.bare_best_ms:>11,.2f}"
        f"{figure.ratio:>8.1f}{figure.allowed:>9.1f}  {figure.bare}"
        for figure in figures
    ]
    return [head, *lines]


def _timed(work: Work) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start
