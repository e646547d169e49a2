"""One named stream out of an OLE compound file, the wrapping of .xls and .et."""

from __future__ import annotations

import struct

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN

FREE = 0xFFFFFFFC
"""Sector numbers from here up mark the end of a chain or an unused place."""
SMALL = 4096


def stream(content: bytes, name: str) -> bytes | None:
    """The stream's bytes, None when there is no such stream; RuleError when the file's own index is broken."""
    try:
        return _find(content, name)
    except (struct.error, IndexError) as error:
        raise RuleError(BROKEN) from error


def _find(content: bytes, name: str) -> bytes | None:
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise RuleError(BROKEN)
    size = 1 << shift
    directory_start, = struct.unpack_from("<I", content, 48)
    small_start, = struct.unpack_from("<I", content, 60)
    table = _allocation(content, size)
    directory = _chain(content, table, directory_start, size, offset=size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    root = entries[0]
    for entry in entries:
        length, = struct.unpack_from("<H", entry, 64)
        if entry[: max(length - 2, 0)].decode("utf-16-le", "replace") != name or entry[66] != 2:
            continue
        start, count = struct.unpack_from("<II", entry, 116)
        if count >= SMALL:
            return _chain(content, table, start, size, offset=size)[:count]
        box = _chain(content, table, struct.unpack_from("<I", root, 116)[0], size, offset=size)
        raw = _chain(content, table, small_start, size, offset=size)
        small_table = list(struct.unpack(f"<{len(raw) // 4}I", raw))
        return _chain(box, small_table, start, 1 << small_shift, offset=0)[:count]
    return None


def _allocation(content: bytes, size: int) -> list[int]:
    """The table that says which sector follows which."""
    sectors = [number for number in struct.unpack_from("<109I", content, 76) if number < FREE]
    next_list, = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while next_list < FREE:
        if next_list in seen:
            raise RuleError(BROKEN)
        seen.add(next_list)
        *more, next_list = struct.unpack_from(f"<{size // 4}I", content, (next_list + 1) * size)
        sectors += [number for number in more if number < FREE]
    table: list[int] = []
    for number in sectors:
        table += struct.unpack_from(f"<{size // 4}I", content, (number + 1) * size)
    return table


def _chain(content: bytes, table: list[int], start: int, size: int, *, offset: int) -> bytes:
    """The bytes of a chain of sectors; a chain longer than the file is a ring."""
    pieces: list[bytes] = []
    while start < FREE:
        if len(pieces) > len(table):
            raise RuleError(BROKEN)
        pieces.append(content[offset + start * size : offset + (start + 1) * size])
        start = table[start]
    return b"".join(pieces)
