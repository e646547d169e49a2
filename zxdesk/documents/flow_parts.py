"""The parts of a .docx that layout reads: XML trees, relationships and pictures, each opened once."""

from __future__ import annotations

import posixpath
import zipfile
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"


class Parts:
    """An opened .docx; trees are parsed when first asked for."""

    def __init__(self, source: Path | bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        self._names = frozenset(self._zip.namelist())
        self.main = next((target for kind, target in self.relations("").values() if kind.endswith(_MAIN)), "word/document.xml")

    @cached_property
    def body(self) -> Any:
        """The body of the document."""
        return self.tree(self.main).find(f"{W}body")

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a part, none where it is missing."""
        return self._zip.read(name) if name in self._names else b""

    def tree(self, name: str) -> Any:
        """The root of an XML part."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._zip.read(name), parser)

    def of_kind(self, kind: str) -> bytes:
        """The bytes of the part that the document relates to as ``kind`` (styles, settings), none where there is no such part."""
        return next((self.bytes_of(target) for of, target in self.relations(self.main).values() if of.endswith(f"/{kind}")), b"")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id to its kind and the part it leads to."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._names:
            return {}
        found = {}
        for relation in self.tree(rels).iter(_RELATION):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", ""), target)
        return found


def is_on(element: Any) -> bool:
    """Whether a switch like ``w:b`` is there and not turned off."""
    return element is not None and element.get(f"{W}val", "true") not in {"0", "false", "off", "none"}


def number(element: Any, name: str) -> float | None:
    """An attribute in twips as points, None where it is missing; Word also allows ``12pt`` and ``3mm``."""
    value = element.get(f"{W}{name}") if element is not None else None
    if value is None:
        return None
    for unit, points in (("pt", 1), ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72), ("pc", 12)):
        if value.endswith(unit):
            return float(value[:-2]) * points
    return float(value) / 20
