"""Writes the zip of a .docx: equal parts give equal bytes, and what many files share is deflated once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from zxdesk.documents.package import CONTENT_TYPES

_LEVEL = 4
_DAY = 0x21  # 1 January 1980: the day on which nothing was written
_MOST = 65_535
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Deflated:
    """A part as it lies in the zip."""

    crc: int
    size: int
    content: bytes


def deflated(content: bytes) -> Deflated:
    """Return a part as it is to lie in a zip."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return Deflated(zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def packed(parts: Mapping[str, bytes | Deflated]) -> bytes:
    """Return the zip of ``parts``, content types first. Raises ValueError for more parts than a zip holds."""
    if len(parts) > _MOST:
        raise ValueError(f"{len(parts)} parts are too many for one file")
    body, directory, at = [], [], 0
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, not name.startswith("_rels/"), name)):
        part = parts[name]
        part = part if isinstance(part, Deflated) else deflated(part)
        label = name.encode()
        shared = (0 if label.isascii() else 0x800, zlib.DEFLATED, 0, _DAY, part.crc, len(part.content), part.size, len(label), 0)
        body += [_LOCAL.pack(b"PK\3\4", 20, *shared), label, part.content]
        directory += [_CENTRAL.pack(b"PK\1\2", 20, 20, *shared, 0, 0, 0, 0, at), label]
        at += _LOCAL.size + len(label) + len(part.content)
    listing = b"".join(directory)
    return b"".join([*body, listing, _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listing), at, 0)])
