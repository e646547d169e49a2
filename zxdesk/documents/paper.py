"""What a paper is: its fields, the choices it offers, and the function that makes its values of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from sqlalchemy.orm import Session

from zxdesk.domain.stage import Stage


@dataclass(frozen=True)
class Picture:
    """A picture to be put where its field stands: PNG bytes and its size on paper in mm; ``text`` is what it says to a reader of text."""

    png: bytes
    width_mm: float
    height_mm: float
    text: str = ""


Value = str | Picture | tuple["Values", ...]
"""What a field is filled with: a text (a line end makes a paragraph or a line), a picture, or the rows of a list."""

Values = Mapping[str, Value]
"""Field name, as templates write it, to what it is filled with."""


@dataclass(frozen=True)
class PaperField:
    """One field that templates may name, {{提案号}}; ``parts`` are the fields of each row where it is a list."""

    name: str
    meaning: str
    parts: tuple[PaperField, ...] = ()
    is_picture: bool = False


@dataclass(frozen=True)
class Option:
    """A choice the clerk has when this paper is made; ``default`` is what holds where he leaves it ("1" and "" for a flag)."""

    key: str
    label: str
    kind: Literal["flag", "text", "date", "choice", "number"] = "flag"
    default: str = ""
    choices: tuple[str, ...] = ()


class About(Enum):
    """What one act of making is asked for: chosen proposals, a batch with its units, or the whole plenary."""

    PROPOSALS = "proposals"
    BATCH = "batch"
    PLENARY = "plenary"


@dataclass(frozen=True)
class Request:
    """For what papers are wanted: the plenary always, and proposals, a batch and units where the kind asks for them.

    ``values`` holds the options by key; what is not in it has its default. ``number`` is the 文号 of what is sent, where it has one.
    """

    plenary_id: int
    proposals: tuple[int, ...] = ()
    batch_id: int | None = None
    units: tuple[int, ...] = ()
    number: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def option(self, option: Option) -> str:
        """What was chosen, or the option's default."""
        return self.values.get(option.key, option.default)

    def has(self, option: Option) -> bool:
        """Whether a flag is set."""
        return bool(self.option(option))


@dataclass(frozen=True)
class Moment:
    """When and by whom papers are made; ``anchor`` names the state of the register's history that they show."""

    today: date
    clerk: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper to be filled: the values of its template, the name of its file without the kind's, and whom it is about."""

    stem: str
    values: Values
    proposal_id: int | None = None
    unit_id: int | None = None
    batch_id: int | None = None
    line_id: int | None = None
    assignment_id: int | None = None
    number: str = ""


Make = Callable[[Session, Request, Moment], Iterable[Paper]]


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper. ``make`` yields its papers in the order in which they are printed; ``RuleError`` where there is none to make.

    ``stages``: the stages at which a proposal has one (None: any). ``takes_number``: it goes out under a 文号.
    ``pages``: as many pages as it must have (0: any).
    """

    key: str
    name: str
    group: str
    about: About
    fields: tuple[PaperField, ...]
    make: Make
    stages: frozenset[Stage] | None = None
    options: tuple[Option, ...] = ()
    takes_number: bool = False
    pages: int = 0

    @property
    def template_name(self) -> str:
        """The file of our own template in resources/templates."""
        return f"{self.key}.docx"
