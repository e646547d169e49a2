"""The names that sheets may bear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zxdesk.text.printable import printable

LONGEST_NAME = 31
"""UTF-16 units of a sheet's name. Source: Excel specifications and limits."""

_FORBIDDEN = frozenset("[]:*?/\\'")
_RESERVED = "history"


def sheet_names(wanted: Sequence[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Return a name for each sheet, all different whatever the case, without forbidden signs; of a long one the end stays, which tells it apart."""
    used = {_RESERVED, *(name.casefold() for name in taken)}
    names = []
    for one in wanted:
        name = _shortened(_allowed(one), LONGEST_NAME)
        times = 1
        while name.casefold() in used:
            times += 1
            mark = f"（{times}）"
            name = _shortened(_allowed(one), LONGEST_NAME - len(mark)) + mark
        used.add(name.casefold())
        names.append(name)
    return names


def _allowed(name: str) -> str:
    return "".join(char for char in printable(name).replace("\n", " ") if char not in _FORBIDDEN).strip() or "报表"


def _shortened(name: str, most: int) -> str:
    while len(name.encode("utf-16-le")) // 2 > most:
        name = name[1:]
    return name.strip()
