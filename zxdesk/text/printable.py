"""The characters that an Office file can hold."""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` with every line end as ``\\n`` and without control characters; all that prints stays as it is."""
    return text if text.isprintable() else _NOT_IN_XML.sub("", _LINE_BREAKS.sub("\n", text))
