"""Papers of 交办 and 办理 made of the invented office's register and our own templates, and what stands on them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import select

from tests.invented_office import InventedOffice
from zxdesk.documents.models import assigning as assigning_models
from zxdesk.documents.models import handling as handling_models
from zxdesk.documents.paper import Moment, Paper, PaperField, PaperKind, Picture, Request, Values
from zxdesk.documents.papers import assigning, handling
from zxdesk.documents.template import Template, read_template
from zxdesk.domain.assignment import Batch

KINDS: dict[str, PaperKind] = {kind.key: kind for kind in (*assigning.KINDS, *handling.KINDS)}
MODELS = {**assigning_models.MODELS, **handling_models.MODELS}
MOMENT = Moment(date(2026, 6, 20), "何春棠", "1024:7d6c5b4a9f8e")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(office: InventedOffice, key: str, *proposals: int, units: tuple[int, ...] = (), number: str = "", **options: str) -> list[Paper]:
    """The papers of a kind: about some proposals, or about the batch of 20 March where none is named."""
    batch = None if proposals else batch_id(office)
    with office.reading() as session:
        request = Request(office.plenary_id(), proposals, batch, units, number, options)
        papers = list(KINDS[key].make(session, request, MOMENT))
    for paper in papers:
        assert_values_are_fields(KINDS[key].fields, paper.values)
    return papers


def batch_id(office: InventedOffice) -> int | None:
    """The key of the first batch, if there is one."""
    with office.reading() as session:
        return session.scalars(select(Batch.id).order_by(Batch.id)).first()


def assert_values_are_fields(fields: tuple[PaperField, ...], values: Values) -> None:
    """The keys of the values are the names of the fields, in lists too; each value is a text or the rows of a list."""
    names = [field.name for field in fields]
    assert len(names) == len(set(names)), "a field twice"
    assert set(values) == set(names)
    for field in fields:
        value = values[field.name]
        if not field.parts:
            assert isinstance(value, Picture if field.is_picture else str), field.name
            assert not isinstance(value, str) or "None" not in value
            continue
        assert isinstance(value, tuple), field.name
        for row in value:
            assert_values_are_fields(field.parts, row)


@cache
def template(key: str) -> Template:
    """Our own template of a kind."""
    stream = io.BytesIO()
    MODELS[key]().save(stream)
    return read_template(stream.getvalue(), KINDS[key])


def lines_of(key: str, paper: Paper) -> list[str]:
    """What stands on a filled paper, a paragraph a line, empty ones left out; headers and footers after the text."""
    content = template(key).fill(paper.values)
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            if name.startswith(("word/document", "word/header", "word/footer")):
                found += (
                    "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
                    for paragraph in ElementTree.fromstring(package.read(name)).iter(f"{_W}p")
                )
    return [line for line in found if line.strip()]


def text_of(key: str, paper: Paper) -> str:
    """The same as one text."""
    return "\n".join(lines_of(key, paper))


def only(papers: list[Paper]) -> dict[str, Any]:
    """The values of the only paper there is."""
    (paper,) = papers
    return dict(paper.values)
