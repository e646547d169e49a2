"""The marks of templates, {{案由}}, found in the text of a paragraph however Word has split it over runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any
from xml.sax.saxutils import escape

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPAQUE = "\ufffc"
"""Stands in the text of a paragraph for what is not text: a tab, a picture, a page number."""

MARK = re.compile(r"[{｛]{2}\s*([#＃?？/／!！]?)\s*([^{}｛｝\ufffc]*?)\s*[}｝]{2}")
_BRACES = re.compile(r"[{｛]{2}|[}｝]{2}")


class MarkKind(Enum):
    """What a mark does, with the sign it begins with."""

    FIELD = ""
    REPEAT = "#"
    SHOW = "?"
    END = "/"


_SIGNS = {sign: kind for kind, signs in zip(MarkKind, (("",), "#＃", "?？", "/／"), strict=True) for sign in signs}


@dataclass(frozen=True)
class Mark:
    """One mark and the format of its first letter (a run's properties as XML)."""

    kind: MarkKind
    name: str
    run: str = ""

    def __str__(self) -> str:
        return f"{{{{{self.kind.value}{self.name}}}}}"


@dataclass(frozen=True)
class Plain:
    """What stands between marks, as XML; ``is_blank`` where it is nothing but blanks."""

    xml: str
    is_blank: bool = False


Segment = Mark | Plain


@dataclass(frozen=True)
class _Atom:
    text: str
    run: str
    xml: str = ""


def segments(paragraph: Any) -> list[Segment]:
    """Return what a paragraph is made of, in order; one ``Plain`` without marks where there is none."""
    atoms = list(_atoms(paragraph))
    text = "".join(atom.text for atom in atoms)
    found: list[Segment] = []
    end = 0
    for match in MARK.finditer(text):
        sign, name = match.groups()
        if not name or (sign in "!！" and sign):
            continue
        if plain := _slice(atoms, end, match.start()):
            found.append(plain)
        found.append(Mark(_SIGNS[sign], name, next(part.run for part in _cut(atoms, match.start(), match.end()))))
        end = match.end()
    if plain := _slice(atoms, end, len(text)):
        found.append(plain)
    return found


def broken_marks(text: str) -> Iterator[str]:
    """Yield what looks like a mark in ``text`` and is none: braces without a name, without an end, with an unknown sign."""
    for match in MARK.finditer(text):
        if not match[2] or (match[1] in "!！" and match[1]):
            yield match[0]
    for rest in _BRACES.finditer(MARK.sub("", text)):
        yield rest[0]


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph with a sign for each thing that is no text; text boxes are left out."""
    return "".join(atom.text for atom in _atoms(paragraph))


def inner_xml(element: Any) -> str:
    """Return an element as XML without the namespaces that its parent declares already."""
    from lxml import etree

    text = str(etree.tostring(element, encoding="unicode", with_tail=False))
    head, end, rest = text.partition(">")
    for prefix, uri in element.getparent().nsmap.items() if element.getparent() is not None else ():
        head = head.replace(f' xmlns{":" + prefix if prefix else ""}="{uri}"', "", 1)
    return head + end + rest


def text_run(run: str, text: str) -> str:
    """Return a run of ``text`` with its line ends and tabs, "" for none."""
    if not text:
        return ""
    lines = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">').replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    whole = f'<w:r>{run}<w:t xml:space="preserve">{lines}</w:t></w:r>'
    return whole.replace('<w:t xml:space="preserve"></w:t>', "")


def _atoms(paragraph: Any) -> Iterator[_Atom]:
    for child in paragraph:
        if child.tag == f"{W}r":
            properties = child.find(f"{W}rPr")
            run = "" if properties is None else inner_xml(properties)
            for part in child:
                if part.tag == f"{W}t":
                    yield _Atom(part.text or "", run)
                elif part.tag != f"{W}rPr":
                    yield _Atom(_OPAQUE, run, f"<w:r>{run}{inner_xml(part)}</w:r>")
        elif child.tag != f"{W}pPr":
            yield _Atom(_OPAQUE, "", inner_xml(child))


def _cut(atoms: list[_Atom], start: int, end: int) -> Iterator[_Atom]:
    at = 0
    for atom in atoms:
        after = at + len(atom.text)
        if after > start and at < end:
            yield _Atom(atom.text[max(start - at, 0) : end - at], atom.run, atom.xml)
        at = after


def _slice(atoms: list[_Atom], start: int, end: int) -> Plain | None:
    if start == end:
        return None
    parts = list(_cut(atoms, start, end))
    xml, text, run = "", "", ""
    for part in parts:
        if part.xml or part.run != run:
            xml, text = xml + text_run(run, text), ""
        if part.xml:
            xml += part.xml
        else:
            run, text = part.run, text + part.text
    return Plain(xml + text_run(run, text), all(not part.xml and not part.text.strip() for part in parts))
