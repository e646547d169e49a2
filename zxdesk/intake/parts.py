"""One pass of a plain XML parser over every part of a zipped workbook, before the reading library sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN, HOSTILE, MAX_TOTAL, RESAVE, chunks, zip_faults
from zxdesk.intake.marks import SheetMarks
from zxdesk.intake.ods_marks import OpenDocumentScan
from zxdesk.intake.xlsx_marks import SheetScan, sheet_parts

MAX_DEPTH = 200
MAX_ELEMENTS = 8_000_000
XML_ENDINGS = (".xml", ".rels", ".vml", ".rdf")


def scan_parts(path: Path, kind: str) -> list[SheetMarks]:
    """The marks of every sheet; RuleError for a DTD, an entity, a link to another file, or anything beyond the limits."""
    with zip_faults(), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        names = sheet_parts(archive) if kind == "xlsx" else {}
        marks: list[SheetMarks] = []
        total = 0
        for member in members:
            scan = _scan_for(member.filename, kind, names, marks)
            total += _feed(archive, member, scan)
            if total > MAX_TOTAL:
                raise RuleError(HOSTILE.format(why="展开后超过 300 MB"))
    for sheet in marks:
        sheet.close()
    return marks


class Scan(Protocol):
    """What a part's elements are told to."""

    def attach(self, parser: expat.XMLParserType) -> None:
        """Sets the handlers for text where the scan wants any."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""


def _scan_for(part: str, kind: str, names: dict[str, str], marks: list[SheetMarks]) -> Scan | None:
    if not part.lower().endswith(XML_ENDINGS):
        return None
    if part in names:
        marks.append(SheetMarks(names[part]))
        return SheetScan(marks[-1])
    if kind == "ods" and part == "content.xml":
        return OpenDocumentScan(marks)
    if part.endswith(".rels"):
        return _RelationScan()
    return _PlainScan()


def _feed(archive: zipfile.ZipFile, member: zipfile.ZipInfo, scan: Scan | None) -> int:
    if scan is None:
        return sum(len(chunk) for chunk in chunks(archive, member))
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    parser.buffer_text = True
    scan.attach(parser)
    _bind(parser, scan)
    size = 0
    try:
        for chunk in chunks(archive, member):
            size += len(chunk)
            parser.Parse(chunk, False)
        if size:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RuleError(BROKEN) from error
    return size


def _bind(parser: expat.XMLParserType, scan: Scan) -> None:
    """Counts depth and elements around the scan's own handlers, in closures because they run once a cell."""
    depth = elements = 0
    scan_start, scan_end = scan.start, scan.end

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
            raise RuleError(HOSTILE.format(why="内容层层嵌套或过于庞大"))
        scan_start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        scan_end(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end


def _refuse_dtd(*_: object) -> None:
    raise RuleError(HOSTILE.format(why="带有 DTD 或实体声明"))


class _PlainScan:
    """A part of which only the form matters."""

    def attach(self, parser: expat.XMLParserType) -> None:
        """Nothing to read."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Nothing to note."""

    def end(self, name: str) -> None:
        """Nothing to note."""


class _RelationScan(_PlainScan):
    """A list of relationships: hyperlinks may lead outside, nothing else may."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External" and not attributes.get("Type", "").endswith("/hyperlink"):
            raise RuleError("文件里有指向其他文件的链接，没有打开。断开链接（数据 → 编辑链接），" + RESAVE)
