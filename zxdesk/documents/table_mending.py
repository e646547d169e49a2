"""Cells joined upwards, put right where the row that they were joined to is not printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents.marks import W, inner_xml


def mender(table: Any) -> Callable[[str], str] | None:
    """Return what mends a table of these namespaces, None where it has no joined cells."""
    if not any(True for _ in table.iter(f"{W}vMerge")):
        return None
    spaces = "".join(f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in table.nsmap.items())
    return lambda xml: mended(xml, spaces)


def mended(xml: str, spaces: str) -> str:
    """Return the table with every joined cell below the first of its column made the first, where that one is missing."""
    from lxml import etree

    table = etree.fromstring(f"<zx{spaces}>{xml}</zx>")[0]
    open_columns: set[int] = set()
    is_changed = False
    for row in table.iterchildren(f"{W}tr"):
        joined: set[int] = set()
        column = 0
        for cell in row.iterchildren(f"{W}tc"):
            merge, span = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
            if merge is not None:
                if merge.get(f"{W}val") != "restart" and column not in open_columns:
                    merge.set(f"{W}val", "restart")
                    is_changed = True
                joined.add(column)
            column += 1 if span is None else int(span.get(f"{W}val"))
        open_columns = joined
    return inner_xml(table) if is_changed else xml
