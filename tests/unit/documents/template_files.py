"""Templates made by hand for the tests of the filler, and what stands in the papers it makes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx

from zxdesk.documents.paper import About, PaperField, PaperKind
from zxdesk.documents.template import Template, read_template

PEOPLE = PaperField(
    "名单",
    "提案者",
    parts=(PaperField("姓名", "姓名"), PaperField("电话", "联系电话"), PaperField("职务", "职务", parts=(PaperField("名称", "名称"),))),
)
FIELDS = (
    PaperField("提案号", "提案号"),
    PaperField("案由", "案由"),
    PaperField("会办单位", "会办单位"),
    PaperField("正文", "正文"),
    PaperField("二维码", "二维码", is_picture=True),
    PEOPLE,
)
VALUES: dict[str, Any] = {
    "提案号": "0088",
    "案由": "开行镇村赶集公交",
    "会办单位": "县财政局",
    "正文": "一、线路。\n二、时间。",
    "二维码": "",
    "名单": (
        {"姓名": "程以南", "电话": "5550123", "职务": ({"名称": "委员"}, {"名称": "组长"})},
        {"姓名": "方若兰", "电话": "", "职务": ()},
    ),
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da63f80f00010101001bb6ee560000000049454e44ae426082"
)


def kind(*, pages: int = 0, fields: tuple[PaperField, ...] = FIELDS) -> PaperKind:
    """A kind of paper with the fields above."""
    return PaperKind("trial", "试用表", "试用", About.PROPOSALS, fields, make=lambda _session, _request, _moment: (), pages=pages)


def made(write: Callable[[Any], object]) -> bytes:
    """A .docx that ``write`` has written into."""
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_lines(*lines: str) -> bytes:
    """A .docx with a paragraph a line."""
    return made(lambda document: [document.add_paragraph(line) for line in lines])


def of_table(*rows: tuple[str, ...]) -> bytes:
    """A .docx with one table."""
    return made(lambda document: add_rows(document, *rows))


def add_rows(document: Any, *rows: tuple[str, ...]) -> Any:
    """Add a table with a cell a text; a line end makes another paragraph in the cell."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for other in others:
                cell.add_paragraph(other)
    return table


def template(source: bytes, **choices: Any) -> Template:
    """The template in a file."""
    return read_template(source, kind(**choices))


def filled(source: bytes, **changes: Any) -> Any:
    """The paper that the template makes of the values above, as python-docx opens it."""
    return opened(template(source).fill({**VALUES, **changes}))


def opened(content: bytes) -> Any:
    """A file as python-docx opens it."""
    return docx.Document(io.BytesIO(content))


def lines(document: Any) -> list[str]:
    """The paragraphs outside tables."""
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: Any, at: int = 0) -> list[list[str]]:
    """The cells of a table."""
    return [[cell.text for cell in row.cells] for row in document.tables[at].rows]


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed, or added."""
    parts = parts_of(content)
    parts[name] = change(parts.get(name, b""))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, inside in parts.items():
            archive.writestr(part, inside)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
