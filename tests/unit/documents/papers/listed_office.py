"""Papers of any kind made of the invented office's register and our own templates, and what stands on them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from xml.etree import ElementTree

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.assigned_office import assert_values_are_fields
from zxdesk.documents.catalog import paper_kind
from zxdesk.documents.making import our_template
from zxdesk.documents.paper import Moment, Paper, Request
from zxdesk.documents.template import Template, read_template

MOMENT = Moment(date(2026, 7, 20), "何春棠", "1024:7d6c5b4a9f8e")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(office: InventedOffice, key: str, *proposals: int, batch: int | None = None, number: str = "", **options: str) -> list[Paper]:
    """The papers of a kind; every value is checked against the fields of the kind."""
    with office.reading() as session:
        request = Request(office.plenary_id(), proposals, batch, number=number, values=options)
        papers = list(paper_kind(key).make(session, request, MOMENT))
    for paper in papers:
        assert_values_are_fields(paper_kind(key).fields, paper.values)
    return papers


@cache
def template(key: str) -> Template:
    """Our own template of a kind."""
    return read_template(our_template(paper_kind(key)), paper_kind(key))


def text_of(key: str, paper: Paper) -> str:
    """What stands on a filled paper, a paragraph a line."""
    return "\n".join(content_lines(template(key).fill(paper.values)))


def content_lines(content: bytes) -> list[str]:
    """The paragraphs of a .docx that are not empty, headers and footers after the text."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            if name.startswith(("word/document", "word/header", "word/footer")):
                paragraphs = ElementTree.fromstring(package.read(name)).iter(f"{_W}p")
                found += ("".join(node.text or "" for node in paragraph.iter(f"{_W}t")) for paragraph in paragraphs)
    return [line for line in found if line.strip()]
