"""A template's story as a program: pieces of XML and fields, written out once a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol

from zxdesk.documents.marks import text_run
from zxdesk.documents.paper import Picture, Value, Values
from zxdesk.documents.title_shape import shaped_title
from zxdesk.text.printable import printable

COUNT = "序号"
"""Counts the rows of a list, where the list has no field of this name."""

_BETWEEN_TABLES = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""Word makes one table of two that touch."""

_TITLE_PARTS = re.compile(r'<w:t xml:space="preserve">([^<]*)</w:t>|(<w:br/>)')
_OTHER_PARTS = re.compile(r"<w:(?!r>|r |rPr|/|t |t>|br/>)|<(?!/?w:)")


@dataclass
class Writing:
    """Where a program writes: the XML so far, how many rows of tables, and what makes drawings and section marks of one paper."""

    picture: Callable[[Picture], str]
    section: Callable[[str], str]
    out: list[str] = field(default_factory=list)
    rows: int = 0


class Piece(Protocol):
    """A part of a program."""

    def write(self, to: Writing, values: Values) -> None:
        """Write this part, filled with ``values``."""


def value_of(values: Values, name: str) -> Value:
    """Return what a field is filled with. Raises ValueError where the paper has no such value: a fault of the program."""
    try:
        return values[name]
    except KeyError:
        raise ValueError(f"the paper has no value for {{{{{name}}}}}") from None


def is_filled(value: Value) -> bool:
    """Whether a part that is shown only where this is filled is shown."""
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def row_values(values: Values, name: str) -> list[Values]:
    """Return for each row of a list what its fields and the outer ones are filled with. Raises ValueError for anything but a list."""
    rows = value_of(values, name)
    if isinstance(rows, str | Picture):
        raise ValueError(f"{{{{#{name}}}}} is given no list")
    return [{**values, COUNT: str(at), **row} for at, row in enumerate(rows, start=1)]


def write_all(pieces: Sequence[Piece], to: Writing, values: Values) -> None:
    """Write the pieces one after the other."""
    for piece in pieces:
        piece.write(to, values)


@dataclass(frozen=True, slots=True)
class Literal:
    """XML that is the same on every paper."""

    xml: str

    def write(self, to: Writing, values: Values) -> None:
        to.out.append(self.xml)


@dataclass(frozen=True, slots=True)
class Field:
    """A field within a paragraph; its line ends are line breaks."""

    name: str
    run: str

    def write(self, to: Writing, values: Values) -> None:
        value = value_of(values, self.name)
        if isinstance(value, Picture):
            to.out.append(f"<w:r>{self.run}{to.picture(value)}</w:r>")
        elif value:
            to.out.append(text_run(self.run, _text(self.name, value)))


@dataclass(frozen=True, slots=True)
class FieldLines:
    """A field alone in its paragraph: each of its lines is a paragraph; ``next_opening`` opens all but the first."""

    name: str
    run: str
    opening: str
    next_opening: str

    def write(self, to: Writing, values: Values) -> None:
        value = value_of(values, self.name)
        if isinstance(value, Picture):
            to.out.append(f"{self.opening}<w:r>{self.run}{to.picture(value)}</w:r></w:p>")
            return
        opening = self.opening
        for line in _text(self.name, value).split("\n"):
            to.out.append(f"{opening}{text_run(self.run, line)}</w:p>")
            opening = self.next_opening


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with fields; one that ``vanishes`` holds nothing but parts shown by condition, and goes where none is shown."""

    opening: str
    body: tuple[Piece, ...]
    vanishes: bool = False

    def write(self, to: Writing, values: Values) -> None:
        before = len(to.out)
        to.out.append(self.opening)
        write_all(self.body, to, values)
        if self.vanishes and not any(to.out[before + 1 :]):
            del to.out[before:]
        else:
            to.out.append("</w:p>")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, broken in the official shapes unless it has line ends of its own; ``run`` is the format of its first letter."""

    opening: str
    body: tuple[Piece, ...]
    run: str

    def write(self, to: Writing, values: Values) -> None:
        before = len(to.out)
        write_all(self.body, to, values)
        inner = "".join(to.out[before:])
        if not _OTHER_PARTS.search(inner):
            text = "".join("\n" if brk else unescape(part) for part, brk in _TITLE_PARTS.findall(inner))
            inner = text_run(self.run, text if "\n" in text else shaped_title(text))
        to.out[before:] = [self.opening, inner, "</w:p>"]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is written once for each row of a list."""

    name: str
    body: tuple[Piece, ...]

    def write(self, to: Writing, values: Values) -> None:
        for row in row_values(values, self.name):
            write_all(self.body, to, row)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is written only where a field is filled."""

    name: str
    body: tuple[Piece, ...]

    def write(self, to: Writing, values: Values) -> None:
        if is_filled(value_of(values, self.name)):
            write_all(self.body, to, values)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    opening: str
    body: tuple[Piece, ...]

    def write(self, to: Writing, values: Values) -> None:
        to.rows += 1
        to.out.append(self.opening)
        write_all(self.body, to, values)
        to.out.append("</w:tr>")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; one that is left without rows is not written, and a cell joined upwards to a row that is gone stands for itself."""

    opening: str
    body: tuple[Piece, ...]
    mends: Callable[[str], str] | None = None

    def write(self, to: Writing, values: Values) -> None:
        before, rows = len(to.out), to.rows
        if before and to.out[-1].endswith("</w:tbl>"):
            to.out.append(_BETWEEN_TABLES)
        to.out.append(self.opening)
        write_all(self.body, to, values)
        if to.rows == rows:
            del to.out[before:]
            return
        to.out.append("</w:tbl>")
        if self.mends:
            start = to.out.index(self.opening, before)
            to.out[start:] = [self.mends("".join(to.out[start:]))]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; one that is left without a paragraph gets ``spare``, since Word refuses a cell without one."""

    opening: str
    body: tuple[Piece, ...]
    spare: str

    def write(self, to: Writing, values: Values) -> None:
        to.out.append(self.opening)
        write_all(self.body, to, values)
        if not to.out[-1].endswith("</w:p>"):
            to.out.append(self.spare)
        to.out.append("</w:tc>")


@dataclass(frozen=True, slots=True)
class Section:
    """The properties of a section, which name its headers and footers."""

    xml: str

    def write(self, to: Writing, values: Values) -> None:
        to.out.append(to.section(self.xml))


def story_xml(pieces: Sequence[Piece], values: Mapping[str, Value], to: Writing) -> str:
    """Return what a story is, filled with ``values``."""
    write_all(pieces, to, values)
    return "".join(to.out)


def _text(name: str, value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{{{{{name}}}}} is given a list where a text stands")
    return printable(value)
