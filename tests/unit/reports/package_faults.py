"""What a program would call damaged in an .xlsx file: parts, references, styles, merged cells, widths, texts, order of rows, cells and elements."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from openpyxl.utils.cell import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "ignoredErrors", "drawing",
)  # fmt: skip
"""The elements of a sheet in the order of the standard. Source: ISO/IEC 29500-1, CT_Worksheet."""

MOST_COLUMNS, MOST_WIDTH, MOST_TEXT, MOST_FORMULA, MOST_HEADER = 16_384, 255, 32_767, 8_192, 255
"""Excel's limits."""


def package_faults(path: Path) -> list[str]:
    """Every fault of the file, in words."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        parts = {name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
        faults = [f"{name} twice" for name, times in Counter(names).items() if times > 1]
    faults += _type_faults(parts, names)
    for name in names:
        if name.endswith(".rels"):
            faults += _relation_faults(name, parts[name], names)
    faults += _book_faults(parts["xl/workbook.xml"])
    styles = len(parts["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    sheets = [one.get("name") for one in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    for name, part in parts.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            faults += [f"{name}: {fault}" for fault in _sheet_faults(part, styles, sheets)]
        if name.startswith("xl/charts/"):
            faults += [f"{name}: {fault}" for fault in _chart_faults(part, sheets)]
    return faults


def _type_faults(parts: dict[str, etree._Element], names: list[str]) -> Iterator[str]:
    types = parts["[Content_Types].xml"]
    endings = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    named = [one.get("PartName").lstrip("/") for one in types.iter(f"{TYPES}Override")]
    yield from (f"type of {name}, which is not there" for name in named if name not in names)
    yield from (f"{name} typed twice" for name, times in Counter(named).items() if times > 1)
    yield from (f"{name} without a type" for name in names if name not in named and name.rpartition(".")[2] not in endings)


def _relation_faults(name: str, part: etree._Element, names: list[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in part.iter(f"{RELATIONS}Relationship"):
        target = one.get("Target")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if one.get("TargetMode") != "External" and whole not in names:
            yield f"{name} leads to {whole}, which is not there"
    yield from (f"{name}: {key} twice" for key, times in Counter(one.get("Id") for one in part).items() if times > 1)


def _book_faults(book: etree._Element) -> Iterator[str]:
    sheets = list(book.iter(f"{MAIN}sheet"))
    for key in ("sheetId", REFERENCE):
        yield from (f"{key} {value} twice" for value, times in Counter(one.get(key) for one in sheets).items() if times > 1)
    names = [one.get("name") for one in sheets]
    yield from (f"sheets called {name}" for name, times in Counter(name.casefold() for name in names).items() if times > 1)
    yield from (f"sheet called {name}" for name in names if not 0 < len(name.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\']", name))
    for one in book.iter(f"{MAIN}definedName"):
        yield from (f"{one.get('name')} leads to {place}" for place in _sheets_named(one.text) if place not in names)
    defined = Counter((one.get("name"), one.get("localSheetId")) for one in book.iter(f"{MAIN}definedName"))
    yield from (f"{name} defined twice for sheet {at}" for (name, at), times in defined.items() if times > 1)
    yield from (f"{name} for sheet {at}" for name, at in defined if at is not None and int(at) >= len(sheets))


def _sheet_faults(sheet: etree._Element, styles: int, names: list[str]) -> Iterator[str]:
    yield from _frame_faults(sheet)
    tags = [etree.QName(one).localname for one in sheet]
    yield from (f"{tag} where it is not looked for" for tag in tags if tag not in ORDER)
    if [ORDER.index(tag) for tag in tags if tag in ORDER] != sorted({ORDER.index(tag) for tag in tags if tag in ORDER}):
        yield f"elements in the order {tags}"
    last = 0
    for row in sheet.iter(f"{MAIN}row"):
        if (number := int(row.get("r"))) <= last:
            yield f"row {number} after row {last}"
        last = number
        yield from _row_faults(row, number, styles)
    boxes = [range_boundaries(one.get("ref")) for one in sheet.iter(f"{MAIN}mergeCell")]
    yield from (f"merged {one} meets {other}" for at, one in enumerate(boxes) for other in boxes[at + 1 :] if _meet(one, other))
    for link in sheet.iter(f"{MAIN}hyperlink"):
        if link.get("location").rpartition("!")[0].strip("'") not in names:
            yield f"a link to {link.get('location')}"


def _frame_faults(sheet: etree._Element) -> Iterator[str]:
    """Columns, dimension, header and footer within the limits of Excel. Source: Excel specifications and limits."""
    last = 0
    for one in sheet.iter(f"{MAIN}col"):
        left, right = int(one.get("min")), int(one.get("max"))
        if not last < left <= right <= MOST_COLUMNS:
            yield f"columns {left} to {right} after column {last}"
        if not 0 < float(one.get("width")) <= MOST_WIDTH:
            yield f"column {left} is {one.get('width')} wide"
        last = right
    cells = [range_boundaries(cell.get("r")) for cell in sheet.iter(f"{MAIN}c")]
    dimension = sheet.find(f"{MAIN}dimension")
    if dimension is not None and cells:
        whole = range_boundaries(dimension.get("ref"))
        used = tuple(pick(cell[at] for cell in cells) for pick, at in ((min, 0), (min, 1), (max, 0), (max, 1)))
        if used[0] < whole[0] or used[1] < whole[1] or used[2] > whole[2] or used[3] > whole[3]:
            yield f"dimension {dimension.get('ref')}, cells {used}"
    for part in sheet.iterfind(f"{MAIN}headerFooter"):
        yield from (f"{etree.QName(one).localname} has {len(one.text)} letters" for one in part if len(one.text or "") > MOST_HEADER)


def _text_faults(cell: etree._Element) -> Iterator[str]:
    """Texts, formulas and errors of a cell."""
    text = "".join(one.text or "" for one in cell.iter(f"{MAIN}t"))
    if len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
        yield f"cell {cell.get('r')} has {len(text)} letters"
    formula = cell.findtext(f"{MAIN}f")
    if formula is not None and (len(formula) > MOST_FORMULA or "#REF!" in formula):
        yield f"cell {cell.get('r')} reckons {formula[:40]}"
    if cell.get("t") == "e":
        yield f"cell {cell.get('r')} shows the error {cell.findtext(f'{MAIN}v')}"


def _row_faults(row: etree._Element, number: int, styles: int) -> Iterator[str]:
    if row.get("ht") and not 0 < float(row.get("ht")) <= 409:
        yield f"row {number} is {row.get('ht')} points high"
    before = 0
    for cell in row:
        left, top, *_ = range_boundaries(cell.get("r"))
        if top != number or left <= before:
            yield f"cell {cell.get('r')} in row {number} after column {before}"
        before = left
        if int(cell.get("s", 0)) >= styles:
            yield f"cell {cell.get('r')} has the style {cell.get('s')}"
        yield from _text_faults(cell)
        text = cell.findtext(f"{MAIN}v")
        if cell.get("t") is None and text is not None and not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text):
            yield f"cell {cell.get('r')} has the number {text}"


def _sheets_named(text: str) -> list[str]:
    """The sheets a defined name speaks of, each of whose areas begins with its sheet."""
    return [(quoted or bare).replace("''", "'") for quoted, bare in re.findall(r"(?:'((?:[^']|'')+)'|([^,'!]+))!", text)]


def _chart_faults(chart: etree._Element, names: list[str]) -> Iterator[str]:
    for formula in chart.iter(f"{CHART}f"):
        for part in formula.text.strip("()").split(","):
            if part.rpartition("!")[0].strip("'") not in names:
                yield f"draws {formula.text}"
    axes = {one.find(f"{CHART}axId").get("val") for tag in ("catAx", "valAx", "dateAx") for one in chart.iter(f"{CHART}{tag}")}
    used = {one.get("val") for tag in ("barChart", "lineChart") for plot in chart.iter(f"{CHART}{tag}") for one in plot.findall(f"{CHART}axId")}
    if axes != used:
        yield f"axes {axes}, of which {used} are used"


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
