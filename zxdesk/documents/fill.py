"""Fills a compiled template: one paper, or many in one file, each in a section of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import quoteattr

from zxdesk.documents.compiled import Compiled, Part
from zxdesk.documents.fit import fitted
from zxdesk.documents.marks import W
from zxdesk.documents.package import CONTENT_TYPES, OFFICE, parse, relations_name
from zxdesk.documents.packing import packed
from zxdesk.documents.paper import Picture, Values
from zxdesk.documents.program import Writing, story_xml

_EMU_PER_MM = 36_000
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL_ID = re.compile(r'(?<=r:id=")[^"]+(?=")')
_DRAWING_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(?=")')
_TYPE = re.compile(r"<w:type\b[^>]*/>")
_PAGE_NUMBERS = re.compile(r"<w:pgNumType\b([^>]*?)/>")
_START = re.compile(r' w:start="\d+"')
_BEFORE_TYPE = re.compile(r"(?:<w:(?:headerReference|footerReference)\b[^>]*/>|<w:(footnotePr|endnotePr)\b.*?</w:\1>|<w:(?:footnotePr|endnotePr)/>)+")
_BEFORE_NUMBERS = re.compile(r"<w:(?:pgSz|pgMar|paperSrc|lnNumType)\b[^>]*/>|<w:pgBorders\b.*?</w:pgBorders>")
_CLOSING = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{}</w:pPr></w:p>'


def filled(compiled: Compiled, papers: Sequence[Values], *, pages: int = 0) -> tuple[bytes, list[int]]:
    """Return the .docx and how many sections each paper has; ``pages`` as many as each must have, 0 for any."""
    making = _Making(compiled)
    bodies = [making.body(values, at, is_last=at == len(papers) - 1, pages=pages) for at, values in enumerate(papers)]
    body = "".join(bodies)
    if "<wp:docPr" in body:
        body = numbered_drawings(body)
    making.parts[compiled.main.name] = f"{compiled.main.head}{body}{compiled.main.tail}".encode()
    same = compiled.deflated
    parts = making.finished()
    return packed({name: same[name] if parts[name] is compiled.parts.get(name) else parts[name] for name in parts}), making.sections


class _Making:
    """The parts of the file that is being made."""

    def __init__(self, compiled: Compiled) -> None:
        self.parts: dict[str, bytes] = dict(compiled.parts)
        self.sections: list[int] = []
        self._compiled = compiled
        self._folder = compiled.main.name.rsplit("/", 1)[0]
        self._edges: dict[tuple[str, str], str] = {}
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._overrides: dict[str, str] = {}

    def body(self, values: Values, at: int, *, is_last: bool, pages: int) -> str:
        """One paper's text; its last section's properties stand in its last paragraph where another paper follows."""
        ids = {rel_id: self._edge(rel_id, part, values, at) for rel_id, part in self._compiled.edges.items()}
        count = 0

        def section(xml: str) -> str:
            nonlocal count
            count += 1
            xml = _REL_ID.sub(lambda match: ids.get(match[0], match[0]), xml)
            is_many = at > 0 or not is_last
            return self._as_new_paper(xml, at) if is_many and count == 1 else xml

        main = self._compiled.main
        text = story_xml(main.pieces, values, Writing(partial(self.picture, main.name), section))
        text = fitted(text, self._compiled, pages=pages)
        last = section(self._compiled.section) if self._compiled.section else section("<w:sectPr></w:sectPr>") if not is_last else ""
        self.sections.append(count)
        return text + last if is_last else with_section(text, last)

    def picture(self, part: str, picture: Picture) -> str:
        """Return a drawing of ``picture``, which becomes a part of the file named after what it shows."""
        digest = sha256(picture.png).hexdigest()[:16]
        self.parts[f"{self._folder}/media/{digest}.png"] = picture.png
        self._relations.setdefault(part, {})[f"zx{digest}"] = ("image", f"media/{digest}.png")
        size = f'cx="{round(picture.width_mm * _EMU_PER_MM)}" cy="{round(picture.height_mm * _EMU_PER_MM)}"'
        called = f'name="{digest}" descr={quoteattr(picture.text)}'
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="1" {called}/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" {called}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="zx{digest}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )

    def finished(self) -> Mapping[str, bytes]:
        """All parts, with the relations and content types of those that were added."""
        from lxml import etree

        for part, added in self._relations.items():
            name = relations_name(part)
            space = f"{_PACKAGE}/relationships"
            root = parse(self.parts[name]) if name in self.parts else etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
            for rel_id, (kind, target) in sorted(added.items()):
                etree.SubElement(root, f"{{{space}}}Relationship", Id=rel_id, Type=f"{OFFICE}/{kind}", Target=target)
            self.parts[name] = _xml(root)
        if self._relations:
            self._add_types()
        return self.parts

    def _add_types(self) -> None:
        from lxml import etree

        space = f"{{{_PACKAGE}/content-types}}"
        types = parse(self.parts[CONTENT_TYPES])
        if not any(one.get("Extension", "").lower() == "png" for one in types.iter(f"{space}Default")):
            types.insert(0, etree.Element(f"{space}Default", Extension="png", ContentType="image/png"))
        for name, kind in sorted(self._overrides.items()):
            etree.SubElement(types, f"{space}Override", PartName=f"/{name}", ContentType=f"{_WORD}.{kind}+xml")
        self.parts[CONTENT_TYPES] = _xml(types)

    def _edge(self, rel_id: str, part: Part, values: Values, at: int) -> str:
        """Return the relation id of a header or footer filled for this paper; equal ones are one part."""
        xml = story_xml(part.pieces, values, Writing(partial(self.picture, part.name), str))
        text = f"{part.head}{numbered_drawings(xml)}{part.tail}"
        known = self._edges.get((rel_id, text))
        if known:
            return known
        if any(of == rel_id for of, _ in self._edges):
            new_id = f"{rel_id}p{at + 1}"
            self._add_edge(new_id, part.name, text)
        else:
            new_id = rel_id
            self.parts[part.name] = text.encode()
        self._edges[rel_id, text] = new_id
        return new_id

    def _add_edge(self, new_id: str, original: str, text: str) -> None:
        folder, file = original.rsplit("/", 1)
        name = f"{folder}/{file.removesuffix('.xml')}-{new_id}.xml"
        kind = "header" if "<w:hdr" in text[:200] else "footer"
        self.parts[name] = text.encode()
        self._overrides[name] = kind
        self._relations.setdefault(self._compiled.main.name, {})[new_id] = (kind, f"/{name}")
        if relations_name(original) in self.parts:
            self.parts[relations_name(name)] = self.parts[relations_name(original)]
        pictures = self._relations.get(original, {})
        self._relations.setdefault(name, {}).update({one: to for one, to in pictures.items() if one in text})

    def _as_new_paper(self, xml: str, at: int) -> str:
        """The first section of one paper among many: on a new page, which is page 1, with no header left from the paper before."""
        if xml.endswith("<w:sectPr/>"):
            xml = "<w:sectPr></w:sectPr>"
        for kind, side in self._compiled.missing_edges if at else ():
            new_id = self._blank_edge(kind.removesuffix("Reference"))
            xml = xml.replace(">", f'><w:{kind} w:type="{side}" xmlns:r="{OFFICE}" r:id="{new_id}"/>', 1)
        return on_new_page(xml)

    def _blank_edge(self, kind: str) -> str:
        new_id, tag = f"zxblank{kind}", "hdr" if kind == "header" else "ftr"
        name = f"{self._folder}/{kind}-blank.xml"
        self.parts[name] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} xmlns:w="{W[1:-1]}"><w:p/></w:{tag}>'.encode()
        self._overrides[name] = kind
        self._relations.setdefault(self._compiled.main.name, {})[new_id] = (kind, f"/{name}")
        return new_id


def on_new_page(xml: str) -> str:
    """Return a section that begins a paper: on a new page, which is page 1, so that it comes on a new leaf where both sides are printed."""
    xml = _TYPE.sub("", xml)
    opening = xml.index(">") + 1
    found = _BEFORE_TYPE.match(xml, opening)
    place = found.end() if found else opening
    new = '<w:type w:val="nextPage"/>'
    xml = f"{xml[:place]}{new}{xml[place:]}"
    if numbers := _PAGE_NUMBERS.search(xml):
        return xml.replace(numbers[0], f'<w:pgNumType{_START.sub("", numbers[1])} w:start="1"/>')
    place = max((match.end() for match in _BEFORE_NUMBERS.finditer(xml)), default=place + len(new))
    return f'{xml[:place]}<w:pgNumType w:start="1"/>{xml[place:]}'


def with_section(text: str, section: str) -> str:
    """Put a section's properties into the last paragraph of a text, or into a new one of no height where that cannot be."""
    start = max(text.rfind("<w:p>"), text.rfind("<w:p "))
    last = text[start:]
    if start < 0 or not text.endswith("</w:p>") or last.count("</w:p>") != 1 or "<w:sectPr" in last:
        return text + _CLOSING.format(section)
    opening = last.index(">") + 1
    if not last.startswith("<w:pPr>", opening):
        return f"{text[:start]}{last[:opening]}<w:pPr>{section}</w:pPr>{last[opening:].removeprefix('<w:pPr/>')}"
    end = last.index("</w:pPr>")
    return f"{text[:start]}{last[:end]}{section}{last[end:]}"


def numbered_drawings(xml: str) -> str:
    """Give every drawing a number of its own, as Word asks."""
    count = 0

    def number(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{match[1]}{count}"

    return _DRAWING_ID.sub(number, xml)


def _xml(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
