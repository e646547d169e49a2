"""Records as nested plain values: keys as the columns, dates in ISO form, codes with their labels."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.base import Coded, Record, plain

_HIDDEN = frozenset({"digest"})


def values_of(record: Record, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The columns of a record; a coded column ``stage`` is followed by ``stage_label``."""
    values: dict[str, Any] = {}
    for attribute in record.__mapper__.column_attrs:
        name = attribute.key
        if name in _HIDDEN or name in without:
            continue
        value = getattr(record, name)
        values[name] = plain(value)
        if isinstance(value, Coded):
            values[f"{name}_label"] = value.label
    return values
