"""Many filled papers of several kinds as one .docx, each in a section of its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from zxdesk.documents.fill import numbered_drawings, on_new_page, with_section
from zxdesk.documents.marks import W
from zxdesk.documents.package import CONTENT_TYPES, OFFICE, main_part, parse, read_package, relations, relations_name
from zxdesk.documents.packing import packed

_COPIED = {"header", "footer", "image"}
_ALIKE = {"numbering", "settings", "footnotes", "endnotes"}
_REFERENCE = re.compile(r'(?<=r:id=")[^"]+(?=")|(?<=r:embed=")[^"]+(?=")')
_EDGE = re.compile(r"<w:(header|footer)Reference\b[^>]*>")
_SIDE = re.compile(r'w:type="(\w+)"')
_SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.S)
_STYLE = re.compile(rb'<w:style\b[^>]*?w:styleId="([^"]+)".*?</w:style>\s*', re.S)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EDGES = {"header", "footer"}


class Binder:
    """Takes in papers one after the other, as long as the same style is the same in all of them."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes] = {}
        self._main = self._head = self._tail = ""
        self._alike: dict[str, bytes] = {}
        self._styles: dict[str, bytes] = {}
        self._bodies: list[tuple[str, str]] = []
        self._added: dict[str, tuple[str, str]] = {}
        self._edges: set[tuple[str, str]] = set()
        self._endings: set[str] = set()

    def add(self, content: bytes) -> bool:
        """Take in one paper, or say that it cannot be bound with those before it."""
        parts = read_package(content)
        main = main_part(parts)
        text = parts[main].decode()
        head, inner = text.split("<w:body>", 1)
        body, tail = inner.rsplit("</w:body>", 1)
        known = relations(parts, main)
        alike = {kind: parts[place] for kind, place in known.values() if kind in _ALIKE and place in parts}
        styles = style_table(next((parts[place] for kind, place in known.values() if kind == "styles"), b""))
        if b'TargetMode="External"' in parts.get(relations_name(main), b"") or not _SECTION.search(body):
            return False
        if not self._bodies:
            self._main, self._head, self._tail, self._alike, self._styles = main, head, tail, alike, dict(styles)
            copied = {place for kind, place in known.values() if kind in _COPIED}
            self._parts = {name: part for name, part in parts.items() if name not in copied | {relations_name(one) for one in copied}}
        elif (main, head, tail, alike) != (self._main, self._head, self._tail, self._alike) or any(
            self._styles.get(key, style) != style for key, style in styles.items()
        ):
            return False
        self._styles |= styles
        ids = {rel_id: self._adopted(parts, kind, place) for rel_id, (kind, place) in known.items() if kind in _COPIED and place in parts}
        body = self._begun(_REFERENCE.sub(lambda match: ids.get(match[0], match[0]), body))
        last = list(_SECTION.finditer(body))[-1]
        self._bodies.append((body[: last.start()], last[0]))
        return True

    def bound(self) -> bytes:
        """The whole file. Raises ValueError where nothing was taken in."""
        if not self._bodies:
            raise ValueError("no paper to bind")
        *before, (last, section) = self._bodies
        whole = "".join(with_section(body, own) for body, own in before) + last + section
        parts = {**self._parts, self._main: f"{self._head}<w:body>{numbered_drawings(whole)}</w:body>{self._tail}".encode()}
        self._add_styles(parts)
        self._relate(parts)
        return packed(parts)

    def _begun(self, body: str) -> str:
        """The paper's first section begins a new page 1; the headers of the paper before it do not go on into it."""
        first = _SECTION.search(body)
        assert first is not None
        section = first[0] if not first[0].endswith("/>") else "<w:sectPr></w:sectPr>"
        for kind, side in sorted(self._edges - _edges_of(section)):
            blank = f'<w:{kind}Reference w:type="{side}" xmlns:r="{OFFICE}" r:id="{self._blank(kind)}"/>'
            section = section.replace(">", f">{blank}", 1)
        self._edges |= _edges_of(body)
        return f"{body[: first.start()]}{on_new_page(section)}{body[first.end() :]}"

    def _adopted(self, parts: Mapping[str, bytes], kind: str, place: str) -> str:
        """Return the relation id of a part that is taken over under a name made of what it holds."""
        content, relating = parts[place], relations_name(place)
        digest = sha256(content + parts.get(relating, b"")).hexdigest()[:16]
        rel_id = f"zb{digest}"
        if rel_id in self._added:
            return rel_id
        name = self._named(kind, digest, place)
        self._parts[name] = content
        if relating in parts:
            of_part = parts[relating].decode()
            for found in re.findall(r'Target="([^"]+)"', of_part):
                picture = posixpath.normpath(posixpath.join(posixpath.dirname(place), found.lstrip("/") if found.startswith("/") else found))
                if picture in parts:
                    taken = self._named("image", sha256(parts[picture]).hexdigest()[:16], picture)
                    self._parts[taken] = parts[picture]
                    of_part = of_part.replace(f'Target="{found}"', f'Target="/{taken}"')
            self._parts[relations_name(name)] = of_part.encode()
        self._added[rel_id] = (kind, name)
        return rel_id

    def _named(self, kind: str, digest: str, place: str) -> str:
        folder = posixpath.dirname(self._main)
        if kind in _EDGES:
            return f"{folder}/{kind}-{digest}.xml"
        ending = place.rpartition(".")[2].lower()
        self._endings.add(ending)
        return f"{folder}/media/{digest}.{ending}"

    def _blank(self, kind: str) -> str:
        rel_id, tag = f"zbblank{kind}", "hdr" if kind == "header" else "ftr"
        name = f"{posixpath.dirname(self._main)}/{kind}-blank.xml"
        self._parts[name] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} xmlns:w="{W[1:-1]}"><w:p/></w:{tag}>'.encode()
        self._added[rel_id] = (kind, name)
        return rel_id

    def _add_styles(self, parts: dict[str, bytes]) -> None:
        place = next((place for kind, place in relations(parts, self._main).values() if kind == "styles"), "")
        own = style_table(parts.get(place, b""))
        lacking = b"".join(style for key, style in self._styles.items() if key not in own)
        if lacking:
            parts[place] = parts[place].replace(b"</w:styles>", lacking + b"</w:styles>")

    def _relate(self, parts: dict[str, bytes]) -> None:
        """Name the parts that were taken over among the relations and the content types."""
        from lxml import etree

        space = f"{_PACKAGE}/relationships"
        name = relations_name(self._main)
        root = parse(parts[name])
        for one in list(root):
            if one.get("Type", "").rsplit("/", 1)[-1] in _COPIED:
                root.remove(one)
        for rel_id, (kind, place) in sorted(self._added.items()):
            etree.SubElement(root, f"{{{space}}}Relationship", Id=rel_id, Type=f"{OFFICE}/{kind}", Target=f"/{place}")
        parts[name] = _xml(root)
        space = f"{{{_PACKAGE}/content-types}}"
        types = parse(parts[CONTENT_TYPES])
        for one in list(types.iter(f"{space}Override")):
            if one.get("PartName", "").removeprefix("/") not in parts:
                types.remove(one)
        known = {one.get("Extension", "").lower() for one in types.iter(f"{space}Default")}
        for ending in sorted(self._endings - known):
            types.insert(0, etree.Element(f"{space}Default", Extension=ending, ContentType=f"image/{'jpeg' if ending == 'jpg' else ending}"))
        for kind, place in sorted(one for one in self._added.values() if one[0] in _EDGES):
            kind_of = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            etree.SubElement(types, f"{space}Override", PartName=f"/{place}", ContentType=kind_of)
        parts[CONTENT_TYPES] = _xml(types)


def bind(papers: Iterable[bytes]) -> list[bytes]:
    """Return one file of all papers in order; those of a template with other styles of the same name are a file of their own.

    A paper that can be bound with no other, such as one with a link in it, is a file by itself, after the others.
    """
    binders: list[Binder] = []
    single: list[bytes] = []
    for content in papers:
        if any(binder.add(content) for binder in binders):
            continue
        binder = Binder()
        if binder.add(content):
            binders.append(binder)
        else:
            single.append(content)
    return [*(binder.bound() for binder in binders), *single]


@lru_cache(maxsize=32)
def style_table(part: bytes) -> dict[str, bytes]:
    """The styles of a file by id, as they are written, and what holds for all of them under ""."""
    if not part:
        return {}
    styles = {style[1].decode(): style[0].strip() for style in _STYLE.finditer(part)}
    return {"": _STYLE.sub(b"", part).split(b"<w:styles", 1)[-1], **styles}


def _edges_of(xml: str) -> set[tuple[str, str]]:
    return {(edge[1], side[1] if (side := _SIDE.search(edge[0])) else "default") for edge in _EDGE.finditer(xml)}


def _xml(root: object) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
