"""The templates of the invented county, read from the resources."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zxdesk.paths import resources

SUBJECT_FILES = ("subjects_economy", "subjects_society", "subjects_public")


@dataclass(frozen=True)
class Measure:
    """One suggestion: its heading, what is asked for, and what a unit answers."""

    head: str
    detail: str
    answer: str


@dataclass(frozen=True)
class Subject:
    """What proposals are about; ``cores`` are verb phrases with a {place}."""

    key: str
    category: str
    scope: str
    units: tuple[str, ...]
    cores: tuple[str, ...]
    situation: str
    analysis: str
    measures: tuple[Measure, ...]


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """All subjects in the order of their files."""
    rows = [row for name in SUBJECT_FILES for row in table(name)["subject"]]
    return tuple(
        Subject(
            key=row["key"],
            category=row["category"],
            scope=row["scope"],
            units=tuple(row["units"]),
            cores=tuple(row["cores"]),
            situation=row["situation"],
            analysis=row["analysis"],
            measures=tuple(Measure(*parts) for parts in row["measures"]),
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def subject_map() -> dict[str, Subject]:
    """Subjects by key."""
    return {subject.key: subject for subject in subjects()}


@lru_cache(maxsize=1)
def general_measures() -> tuple[Measure, ...]:
    """Suggestions that fit any subject."""
    return tuple(Measure(**row) for row in table("phrases")["measures"])


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """One TOML file of the sample folder."""
    return tomllib.loads((resources() / "sample" / f"{name}.toml").read_text(encoding="utf-8"))


def phrases(name: str) -> list[str]:
    """One list of sentences."""
    found: list[str] = table("phrases")[name]
    return found


def rows(name: str) -> list[dict[str, str]]:
    """One CSV file of the sample folder."""
    with (resources() / "sample" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
