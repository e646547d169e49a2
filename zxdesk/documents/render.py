"""A paper written to its file only when everything given stands on it."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from zxdesk.safe_file import write_safely
from zxdesk.text.printable import printable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Record = TypeVar("Record")


def save_paper(document: Any, path: Path, pages: Sequence[Iterable[str]]) -> None:
    """Save a python-docx ``document``; ``pages`` holds for each paper in the file the texts that must stand on it.

    Raises RuleError when the file cannot be written, ValueError when a text is missing after reading the file back.
    Source: reliability §3.12.
    """
    write_safely(path, lambda part: document.save(str(part)), lambda part: _check(part, pages))


def paper_texts(path: Path) -> list[str]:
    """Return the text of each paper in a .docx, without blanks: a new one begins at every page break before a paragraph.

    Headers and footers are counted to every paper.
    """
    around, texts = "", [""]
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith(("word/header", "word/footer")):
                around += _text(ElementTree.fromstring(package.read(name)))
        body = ElementTree.fromstring(package.read("word/document.xml"))[0]
    for element in body:
        if element.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            texts.append("")
        texts[-1] += _text(element)
    return [text + around for text in texts]


def cleaned(record: Record) -> Record:
    """Return a frozen dataclass with every text in it, at any depth, made printable."""
    return _clean(record)  # type: ignore[no-any-return]


def texts_of(record: Any, *, without: Iterable[str] = ()) -> Iterator[str]:
    """Yield every text and date of a dataclass as it is printed, but the fields named in ``without``."""
    skipped = frozenset(without)
    for field in dataclasses.fields(record):
        if field.name not in skipped:
            yield from _texts(getattr(record, field.name))


def chinese_date(day: date | None) -> str:
    """Return the day as papers print it, 2026年5月8日; empty for none."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, date):
        yield chinese_date(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        yield from texts_of(value)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{field.name: _clean(getattr(value, field.name)) for field in dataclasses.fields(value)})
    return value


def _check(path: Path, pages: Sequence[Iterable[str]]) -> None:
    found = paper_texts(path)
    if len(found) != len(pages):
        raise ValueError(f"{path.name}: {len(pages)} papers given, {len(found)} found in the file")
    for at, (expected, text) in enumerate(zip(pages, found, strict=True), start=1):
        for one in expected:
            if _packed(one) not in text:
                raise ValueError(f"{path.name}: paper {at} lacks {one[:60]!r}")


def _text(element: ElementTree.Element) -> str:
    return _packed("".join(text.text or "" for text in element.iter(f"{_W}t")))


def _packed(text: str) -> str:
    return "".join(text.split())
