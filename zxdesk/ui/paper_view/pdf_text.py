"""Completing the PDF that Qt wrote: the letters behind its glyphs, the exact page sizes, the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

LettersOfFont = tuple[str, ...]
"""The letters of one font in the order of their glyphs' first use."""

_OBJECT = re.compile(rb"(\d+) 0 obj\b")
_FONT = re.compile(rb"/Subtype /Type0\b.*?/ToUnicode (\d+) 0 R", re.DOTALL)
_BOX = re.compile(rb"/(MediaBox|TrimBox) \[[^\]]*\]")
_HEIGHT = re.compile(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> \[")
_BLOCK = 100
"""Entries a block of a character map may have."""


def completed(content: bytes, fonts: Sequence[LettersOfFont], sizes: Sequence[tuple[float, float]], *, author: str = "") -> bytes:
    """The PDF with a full character map for every font, pages of these sizes in points and its author.

    WORKAROUND https://github.com/wkhtmltopdf/wkhtmltopdf/issues/4414 (Qt's defect): Qt maps glyphs back through the font alone, so that
    里 is copied as the radical ⾥ and characters beyond the first plane as nothing. Pages are rounded to whole points by Qt as well.
    """
    objects = _objects(content)
    maps = [int(found[1]) for _number, body in sorted(objects.items()) if (found := _FONT.search(body))]
    for number, letters in zip(maps, fonts, strict=False):
        if len(maps) == len(fonts) and _highest(objects[number]) <= len(letters):
            objects[number] = _stream(character_map(letters))
    pages = [number for number, body in sorted(objects.items()) if b"/Type /Page\n" in body]
    for number, size in zip(pages, sizes, strict=True):
        objects[number] = _sized(objects[number], size)
    if author:
        objects[1] = objects[1].replace(b"<<", b"<<\n/Author " + _text(author), 1)
    return _written(content, objects)


def character_map(letters: LettersOfFont) -> bytes:
    """The ToUnicode map of a font whose glyphs are numbered from 1 in the order of these letters."""
    lines = [f"<{at:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for at, letter in enumerate(letters, start=1)]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    entries = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{entries}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _highest(body: bytes) -> int:
    """The highest glyph that Qt's own map names, to be sure that a map belongs to these letters."""
    return max((int(last, 16) for _first, last in _RANGE.findall(body)), default=0)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream\n" % (len(content), content)


def _sized(page: bytes, size: tuple[float, float]) -> bytes:
    """The page in its own size; what is on it hangs from its upper edge."""
    found = _HEIGHT.search(page)
    top = float(found[1]) if found else size[1]
    box = f"[0 {top - size[1]:.3f} {size[0]:.3f} {top:.3f}]".encode("ascii")
    return _BOX.sub(lambda match: b"/" + match[1] + b" " + box, page)


def _text(words: str) -> bytes:
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _objects(content: bytes) -> dict[int, bytes]:
    """The objects of a file by number, each up to its endobj, found through the file's own table."""
    start = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    lines = content[start : content.rindex(b"trailer")].split(b"\n")[2:]
    places = sorted(int(line[:10]) for line in lines if line.endswith((b"n ", b"n")))
    found = {}
    for place, end in zip(places, [*places[1:], start], strict=True):
        head = _OBJECT.match(content, place)
        if head is None:
            raise ValueError("an object of the PDF does not stand where its table says")
        found[int(head[1])] = content[head.end() : content.rindex(b"endobj", place, end)].lstrip(b"\n")
    return found


def _written(content: bytes, objects: dict[int, bytes]) -> bytes:
    """The file of these objects with a table of its own, head and trailer as they were."""
    parts = [content[: content.index(b"1 0 obj")]]
    place, places = len(parts[0]), {}
    for number, body in sorted(objects.items()):
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body.rstrip(b"\n"))
        places[number] = place
        place += len(part)
        parts.append(part)
    count = max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(count)]
    trailer = content[content.rindex(b"trailer") : content.rindex(b"startxref")]
    parts.append(b"xref\n0 %d\n%s%sstartxref\n%d\n%%%%EOF\n" % (count, b"".join(rows), trailer, place))
    return b"".join(parts)
