"""How far our pages stand from LibreOffice's: letters and lines of both, matched page by page."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from zxdesk.documents.flow_reader import read_flow
from zxdesk.layout.pages import lay_out
from zxdesk.layout.scripts import HANGING
from zxdesk.layout.sheet import MM, Glyphs, Measure, Sheet, Stroke
from zxdesk.ui.paper_view import fonts

_AT_ONCE = 60
_FONTS = re.compile(r"<w:rFonts [^>]*>")
_FAMILY = re.compile(r'(w:(?:ascii|hAnsi|eastAsia|cs)=")([^"]+)(")')


@dataclass(frozen=True)
class Letter:
    """One letter with its origin on the baseline, in points from the page's upper left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A drawn line: its middle."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Page:
    """One page as somebody laid it out."""

    letters: tuple[Letter, ...]
    lines: tuple[Line, ...]

    def text_lines(self) -> list[tuple[float, float, float, str]]:
        """Baseline, left and right origin, letters: for a reader of a failure."""
        rows: dict[float, list[Letter]] = {}
        for letter in self.letters:
            rows.setdefault(round(letter.y, 1), []).append(letter)
        ordered = [(y, sorted(row, key=lambda letter: letter.x)) for y, row in sorted(rows.items())]
        return [(y, round(row[0].x, 1), round(row[-1].x, 1), "".join(letter.text for letter in row)) for y, row in ordered]


def is_possible() -> bool:
    """Whether this computer can make the comparison."""
    return shutil.which("soffice") is not None


def with_real_fonts(source: bytes) -> bytes:
    """The same document asking for the fonts that this computer has in the place of missing ones, so that both programs take the same."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("word/") and name.endswith(".xml") and "fontTable" not in name:
                content = _FONTS.sub(_with_present, content.decode()).encode()
            if "fontTable" not in name:
                new.writestr(name, content)
            else:
                new.writestr(name, re.sub(rb"<w:font .*</w:font>", b"", content, flags=re.S))
    return stream.getvalue()


def _with_present(element: re.Match[str]) -> str:
    return _FAMILY.sub(lambda hit: f"{hit[1]}{_present(hit[2])}{hit[3]}", element[0])


def _present(family: str) -> str:
    names = fonts.chain(family)
    return names[0] if names else family


def printed_by_libreoffice(papers: Mapping[str, bytes], folder: Path) -> dict[str, list[Page]]:
    """Print all papers, few starts of LibreOffice for many of them: after about a hundred files it stops without a word."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in papers.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in papers]
    for start in range(0, len(files), _AT_ONCE):
        subprocess.run(
            [*command, *files[start : start + _AT_ONCE]], check=True, capture_output=True, timeout=110, env=os.environ | {"HOME": str(folder)}
        )
    return {name: read_pdf(folder / f"{name}.pdf") for name in papers}


def read_pdf(path: Path) -> list[Page]:
    """The letters and lines of each page of a PDF."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    pages = []
    document = pdfium.PdfDocument(path)
    for page in document:
        height, words = page.get_height(), page.get_textpage()
        letters = []
        for at in range(raw.FPDFText_CountChars(words.raw)):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(words.raw, at, x, y)
            if not raw.FPDFText_IsGenerated(words.raw, at):
                letters.append(Letter(chr(raw.FPDFText_GetUnicode(words.raw, at)), x.value, height - y.value))
        bounds = [item.get_bounds() for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        lines = [_middle(left, height - top, right, height - bottom) for left, bottom, right, top in bounds]
        pages.append(Page(tuple(letter for letter in letters if letter.text.strip()), tuple(line for line in lines if line)))
        words.close()
    document.close()
    return pages


def _middle(left: float, top: float, right: float, bottom: float) -> Line | None:
    if bottom - top < 9 < right - left:
        return Line(left, (top + bottom) / 2, right, (top + bottom) / 2)
    if right - left < 9 < bottom - top:
        return Line((left + right) / 2, top, (left + right) / 2, bottom)
    return None


def laid_out_by_us(source: bytes, measure: Measure) -> list[Page]:
    """The letters and lines of our own pages."""
    return [_page(sheet) for sheet in lay_out(read_flow(source), measure)]


def _page(sheet: Sheet) -> Page:
    letters = [
        Letter(letter, item.x + offset, item.baseline)
        for item in sheet.items
        if isinstance(item, Glyphs)
        for letter, offset in zip(item.text, item.offsets, strict=True)
        if letter.strip()
    ]
    lines = [Line(item.x1, item.y1, item.x2, item.y2) for item in sheet.items if isinstance(item, Stroke)]
    return Page(tuple(letters), tuple(lines))


def differences(ours: Sequence[Page], theirs: Sequence[Page], *, within: float = MM) -> list[str]:
    """What stands elsewhere by more than ``within`` points, a sentence each."""
    found = [f"pages: {len(ours)} and not {len(theirs)}"] if len(ours) != len(theirs) else []
    for number, (our, their) in enumerate(zip(ours, theirs, strict=False), start=1):
        found.extend(f"page {number}: {said}" for said in _letters_apart(our.letters, their.letters, within))
        found.extend(f"page {number}: {said}" for said in _lines_apart(our.lines, their.lines, within))
    return found


def _letters_apart(ours: Sequence[Letter], theirs: Sequence[Letter], within: float) -> list[str]:
    """Letters of either that the other has elsewhere or not at all; one that hangs out wholly, LibreOffice 7.4 does not paint."""
    waiting: dict[str, list[Letter]] = {}
    for letter in ours:
        waiting.setdefault(letter.text, []).append(letter)
    found = []
    for letter in theirs:
        candidates = waiting.get(letter.text)
        if not candidates:
            found.append(f"{letter.text} at {letter.x:.1f}, {letter.y:.1f} is missing")
            continue
        nearest = min(candidates, key=lambda other: abs(other.x - letter.x) + abs(other.y - letter.y))
        candidates.remove(nearest)
        if max(abs(nearest.x - letter.x), abs(nearest.y - letter.y)) > within:
            found.append(f"{letter.text} at {nearest.x:.1f}, {nearest.y:.1f} and not at {letter.x:.1f}, {letter.y:.1f}")
    edge = max((letter.x for letter in theirs), default=0)
    left_over = [letter for rest in waiting.values() for letter in rest if not (letter.text in HANGING and letter.x >= edge)]
    return found + [f"{letter.text} at {letter.x:.1f}, {letter.y:.1f} is too much" for letter in left_over]


def _lines_apart(ours: Sequence[Line], theirs: Sequence[Line], within: float) -> list[str]:
    """Lines of either that the other has not drawn: each point of one must lie on a line of the other."""
    ways = ((ours, theirs, "is too much"), (theirs, ours, "is missing"))
    return [
        f"line {line.x1:.1f}, {line.y1:.1f} – {line.x2:.1f}, {line.y2:.1f} {said}"
        for these, those, said in ways
        for line in these
        if not _is_drawn(line, those, within)
    ]


def _is_drawn(line: Line, others: Sequence[Line], within: float) -> bool:
    steps = 12
    points = [(line.x1 + (line.x2 - line.x1) * (at + 0.5) / steps, line.y1 + (line.y2 - line.y1) * (at + 0.5) / steps) for at in range(steps)]
    near = [other for other in others if _box_apart(line, other) <= within]
    return all(any(_point_apart(x, y, other) <= within for other in near) for x, y in points)


def _box_apart(one: Line, other: Line) -> float:
    across = max(other.x1 - one.x2, one.x1 - other.x2, 0)
    down = max(other.y1 - one.y2, one.y1 - other.y2, 0)
    return max(across, down)


def _point_apart(x: float, y: float, line: Line) -> float:
    return max(line.x1 - x, x - line.x2, line.y1 - y, y - line.y2, 0)
