"""Reads a filled paper back: every value that its template names stands on it, each row of each list, in the order of the marks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zxdesk.documents.marks import MarkKind, W
from zxdesk.documents.package import OFFICE, relations
from zxdesk.documents.paper import Picture, Values
from zxdesk.documents.program import is_filled, row_values, value_of
from zxdesk.documents.story import Group, Named
from zxdesk.text.printable import printable

Content = tuple[str, Sequence[bytes]]
"""The text of something, without blanks, and the pictures in it."""

PaperText = tuple[Content, Sequence[str]]
"""What stands in a paper, and the parts that are its headers and footers."""

if TYPE_CHECKING:
    from zxdesk.documents.compiled import Compiled

_TEXT, _SECTION, _BLIP = f"{W}t", f"{W}sectPr", "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")


def prove(content: bytes, compiled: Compiled, papers: Sequence[Values], sections: Sequence[int], *, name: str) -> None:
    """Raise ValueError naming the paper and the text that its file lacks. Source: reliability §3.12."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        reader = _Reader(_Opened(archive), compiled.main.name)
        found = reader.papers(sections)
        _compare(reader, found, compiled, papers, name=name)


def _compare(reader: _Reader, found: Sequence[PaperText], compiled: Compiled, papers: Sequence[Values], *, name: str) -> None:
    if len(found) != len(papers):
        raise ValueError(f"{name}: {len(papers)} papers given, {len(found)} found in the file")
    for at, (values, (body, edges)) in enumerate(zip(papers, found, strict=True), start=1):
        lacking = missing(expected(compiled.main.marks, values), body)
        for part in compiled.edges.values():
            wanted = list(expected(part.marks, values))
            least = [missing(wanted, reader.part(edge)) for edge in edges]
            lacking = lacking or (None if None in least else next(iter(least), "a header"))
        if lacking is not None:
            raise ValueError(f"{name}: paper {at} lacks {lacking!r}")


def expected(marks: Sequence[Named], values: Values) -> Iterator[str | Picture]:
    """Yield the texts (without blanks) and pictures that marks in reading order must have become."""
    for one in marks:
        if isinstance(one, Group):
            rows = row_values(values, one.mark.name) if one.mark.kind is MarkKind.REPEAT else [values] * is_filled(value_of(values, one.mark.name))
            for row in rows:
                yield from expected(one.body, row)
        elif isinstance(value := value_of(values, one.mark.name), Picture):
            yield value
        elif text := packed(str(value)):
            yield text


def missing(wanted: Iterator[str | Picture] | Sequence[str | Picture], found: Content) -> str | None:
    """Return the first of ``wanted`` that does not stand in ``found`` after the one before it, None where all do."""
    text, pictures = found
    at, drawn = 0, iter(pictures)
    for one in wanted:
        if isinstance(one, Picture):
            if one.png not in drawn:
                return one.text or "a picture"
            continue
        place = text.find(one, at)
        if place < 0:
            return one[:60]
        at = place + len(one)
    return None


def packed(text: str) -> str:
    """Return a text as it is compared: printable, without blanks."""
    return "".join(printable(text).split())


class _Opened(Mapping[str, bytes]):
    """The parts of a zip, inflated when first asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._names = archive, frozenset(archive.namelist())
        self._read: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read:
            self._read[name] = self._archive.read(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


class _Reader:
    """The texts and pictures of a file's parts."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self._parts, self._main = parts, main
        self._relations = {main: relations(parts, main)}
        self._read: dict[str, Content] = {}

    def papers(self, sections: Sequence[int]) -> list[PaperText]:
        """Each paper's text and pictures, and the parts that are its headers and footers."""
        from lxml import etree

        found: list[PaperText] = []
        blocks: list[Any] = []
        edges: list[str] = []
        left = list(sections)
        for block in etree.fromstring(self._parts[self._main])[-1]:
            blocks.append(block)
            ends = [block] if block.tag == _SECTION else block.findall(f"{W}pPr/{_SECTION}") if block.tag == f"{W}p" else list(block.iter(_SECTION))
            for section in ends:
                edges += [self._relations[self._main][one.get(f"{{{OFFICE}}}id")][1] for one in section.iterchildren(*_REFERENCES)]
                left[0] -= 1
            if left and left[0] <= 0 and ends:
                found.append((self._content(blocks, self._main), edges))
                blocks, edges, left = [], [], left[1:]
        return [*found, (self._content(blocks, self._main), edges)] if blocks else found

    def part(self, name: str) -> Content:
        """What stands in a header or footer."""
        from lxml import etree

        if name not in self._read:
            self._read[name] = self._content([etree.fromstring(self._parts[name])], name)
        return self._read[name]

    def _content(self, blocks: Sequence[Any], part: str) -> Content:
        text = "".join([one.text or "" for block in blocks for one in block.iter(_TEXT)])
        blips = [one.get(f"{{{OFFICE}}}embed") for block in blocks for one in block.iter(_BLIP)]
        if blips and part not in self._relations:
            self._relations[part] = relations(self._parts, part)
        known = self._relations[part] if blips else {}
        return re.sub(r"\s+", "", text), [self._parts[known[blip][1]] for blip in blips if blip in known]
