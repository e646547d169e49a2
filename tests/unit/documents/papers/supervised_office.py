"""Papers of asking, supervising and following up made of the invented office's register, and what stands on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from docx import Document

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.assigned_office import assert_values_are_fields
from zxdesk.documents.models import feedback as feedback_models
from zxdesk.documents.models import supervision as supervision_models
from zxdesk.documents.paper import Moment, Paper, PaperKind, Request
from zxdesk.documents.papers import feedback, supervision
from zxdesk.documents.template import Template, read_template

KINDS: dict[str, PaperKind] = {kind.key: kind for kind in (*feedback.KINDS, *supervision.KINDS)}
MODELS = {**feedback_models.MODELS, **supervision_models.MODELS}
DAY = date(2026, 6, 20)
LONG_TITLE = ("关于加快推进城乡供水一体化建设并完善农村安全饮水工程长效管护机制切实保障沿山沿河群众用水安全的建议" * 5)[:96] + "𬭊䶮㛃的"


def made(
    office: InventedOffice,
    key: str,
    *proposals: int,
    batch: int | None = None,
    units: Sequence[int] = (),
    on: date = DAY,
    number: str = "",
    **options: str,
) -> list[Paper]:
    """The papers of a kind about some proposals, a batch or the plenary, made on a day; their values are those of the kind's fields."""
    with office.reading() as session:
        request = Request(office.plenary_id(), proposals, batch, tuple(units), number, options)
        papers = list(KINDS[key].make(session, request, Moment(on, "何春棠", "1024:7d6c5b4a9f8e")))
    for paper in papers:
        assert_values_are_fields(KINDS[key].fields, paper.values)
    return papers


@cache
def template(key: str) -> Template:
    """Our own template of a kind."""
    stream = io.BytesIO()
    MODELS[key]().save(stream)
    return read_template(stream.getvalue(), KINDS[key])


def text_of(key: str, paper: Paper) -> str:
    """Everything that stands on a filled paper, a paragraph or a cell a line."""
    document = Document(io.BytesIO(template(key).fill(paper.values)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(line for line in lines if line.strip())


def written(key: str, paper: Paper, folder: Path) -> Path:
    """The filled paper as a file."""
    path = folder / f"{key}.docx"
    path.write_bytes(template(key).fill(paper.values))
    return path
