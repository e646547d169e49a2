"""Papers made of the invented office's register and our own templates, and what stands on them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree

from tests.invented_office import InventedOffice
from zxdesk.documents.models import intake as intake_models
from zxdesk.documents.models import public as public_models
from zxdesk.documents.models import review as review_models
from zxdesk.documents.paper import Moment, Paper, PaperKind, Request
from zxdesk.documents.papers import intake, public, review
from zxdesk.documents.template import Template, read_template

KINDS = {kind.key: kind for kind in (*intake.KINDS, *review.KINDS, *public.KINDS)}
MODELS = {**intake_models.MODELS, **review_models.MODELS, **public_models.MODELS}
MOMENT = Moment(date(2026, 6, 20), "何春棠", "1024:7d6c5b4a9f8e")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(office: InventedOffice, key: str, *proposals: int, number: str = "", **options: str) -> list[Paper]:
    """The papers of a kind about some proposals; every value is checked against the fields of the kind."""
    with office.reading() as session:
        request = Request(office.plenary_id(), tuple(proposals), number=number, values=options)
        papers = list(KINDS[key].make(session, request, MOMENT))
    for paper in papers:
        assert_values_are_fields(KINDS[key], paper)
    return papers


def assert_values_are_fields(kind: PaperKind, paper: Paper) -> None:
    """The keys of the values are the names of the fields, in lists too."""
    assert set(paper.values) == {field.name for field in kind.fields}
    for field in kind.fields:
        value = paper.values[field.name]
        assert isinstance(value, tuple) == bool(field.parts), field.name
        for row in value if field.parts else ():
            assert set(row) == {part.name for part in field.parts}


@cache
def template(key: str) -> Template:
    """Our own template of a kind."""
    stream = io.BytesIO()
    MODELS[key]().save(stream)
    return read_template(stream.getvalue(), KINDS[key])


def text_of(key: str, paper: Paper) -> str:
    """Everything that stands on a filled paper, a paragraph a line."""
    content = template(key).fill(paper.values)
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            if name.startswith(("word/document", "word/header", "word/footer")):
                lines += map(_line, ElementTree.fromstring(package.read(name)).iter(f"{_W}p"))
    return "\n".join(lines)


def values_of(office: InventedOffice, key: str, *proposals: int, **options: Any) -> dict[str, Any]:
    """The values of the only paper there is."""
    (paper,) = made(office, key, *proposals, **options)
    return dict(paper.values)


def _line(paragraph: ElementTree.Element) -> str:
    return "".join("\n" if node.tag == f"{_W}br" else node.text or "" for node in paragraph.iter() if node.tag in (f"{_W}t", f"{_W}br"))
