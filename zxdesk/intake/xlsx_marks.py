"""The marks of an .xlsx worksheet, element by element."""

from __future__ import annotations

import posixpath
import zipfile
from xml.parsers import expat

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN, chunks
from zxdesk.intake.marks import NOT_COMPUTED, Area, SheetMarks

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
DIGITS = "0123456789"
LISTING_LIMIT = 4 * 1024 * 1024


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The member of each worksheet → its name on the tab, in the order of the tabs."""
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
        for relation in _elements(archive, RELATIONS, "Relationship")
        if relation.get("Type", "").endswith("/worksheet") and "Target" in relation and "Id" in relation
    }
    parts: dict[str, str] = {}
    known = set(archive.namelist())
    for sheet in _elements(archive, WORKBOOK, "sheet"):
        key = next((value for name, value in sheet.items() if name.rpartition(":")[2] == "id"), "")
        if key not in targets:
            continue  # a chart sheet holds no rows
        if targets[key] not in known:
            raise RuleError(f"工作表“{sheet.get('name', '')}”在文件里找不到内容。{BROKEN}")
        if targets[key] in parts or sheet.get("name", "") in parts.values():
            raise RuleError(BROKEN)  # two tabs of one name or one content: the marks could not be told apart
        parts[targets[key]] = sheet.get("name", "")
    return parts


def _elements(archive: zipfile.ZipFile, part: str, local: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == local:
            found.append(attributes)

    def refuse(*_: object) -> None:
        raise RuleError(BROKEN)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        member = archive.getinfo(part)
        if member.file_size > LISTING_LIMIT:
            raise RuleError(BROKEN)
        parser.Parse(b"".join(chunks(archive, member)), True)
    except (expat.ExpatError, KeyError) as error:
        raise RuleError(BROKEN) from error
    return found


def column_of(name: str) -> int:
    """The column, from 0, of letters as in AB; RuleError for anything else."""
    if not name.isascii() or not name.isalpha() or len(name) > 3:
        raise RuleError(BROKEN)
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def area_of(reference: str) -> Area:
    """The area of a reference as in B2:D3."""
    first, _, last = reference.replace("$", "").partition(":")
    top, left = _place(first)
    bottom, right = _place(last or first)
    return top, left, bottom, right


def _place(reference: str) -> tuple[int, int]:
    name = reference.rstrip(DIGITS)
    digits = reference[len(name) :]
    if not digits or len(digits) > 7:
        raise RuleError(BROKEN)
    return int(digits) - 1, column_of(name)


class SheetScan:
    """Notes the place of every cell that is a formula or an error, and every merged area."""

    def __init__(self, marks: SheetMarks) -> None:
        self._marks = marks
        self._kinds: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row = -1
        self._column = -1
        self._type = ""
        self._is_formula = False
        self._text = ""
        self._parser: expat.XMLParserType | None = None

    def attach(self, parser: expat.XMLParserType) -> None:
        """Keeps the parser, to ask it for text only inside the few cells whose text matters."""
        self._parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, its formula or value, a merged area."""
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = name.rpartition(":")[2]
        if kind == "c":
            self._start_cell(attributes)
        elif kind == "row":
            self._row = self._number(attributes.get("r")) if "r" in attributes else self._row + 1
            self._column = -1
        elif kind == "f":
            self._is_formula = True
        elif kind == "v":
            if (self._is_formula or self._type == "e") and self._parser is not None:
                self._text = ""
                self._parser.CharacterDataHandler = self._take
        elif kind == "mergeCell":
            self._marks.merge(area_of(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        """A cell closes: what it was is known now."""
        kind = self._kinds[name]
        if kind == "v":
            if self._parser is not None:
                self._parser.CharacterDataHandler = None
        elif kind == "c" and (self._is_formula or self._type == "e"):
            self._end_cell()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        row = self._row
        if reference is None:
            self._column += 1
        else:
            name = reference.rstrip(DIGITS)
            column = self._columns.get(name)
            if column is None:
                column = self._columns[name] = column_of(name)
            self._column = column
            row = self._number(reference[len(name) :])
        self._row = max(row, 0)
        self._marks.count(self._row, self._column)
        self._type = attributes.get("t", "")
        self._is_formula = False
        self._text = ""

    def _end_cell(self) -> None:
        place = (self._row, self._column)
        if self._type == "e":
            self._marks.faults[place] = f"是错误值 {self._text[:20] or '#ERROR'}"
        elif not self._text and self._type != "str":
            self._marks.faults[place] = NOT_COMPUTED
        else:
            self._marks.formulas.add(place)

    def _take(self, text: str) -> None:
        if len(self._text) < 100:
            self._text += text[:100]

    @staticmethod
    def _number(digits: str | None) -> int:
        if not digits or not digits.isdecimal() or len(digits) > 7:
            raise RuleError(BROKEN)
        return int(digits) - 1
