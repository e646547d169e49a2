"""A paper is filled, fitted to its page, read back and compared in a few times what its zip takes to write."""

from __future__ import annotations

import io
import zipfile
from itertools import cycle
from typing import Any

import docxtpl  # type: ignore[import-untyped]
import pytest
import segno

from tests.benchmarks.conftest import Measure
from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.page import add_page_foot, add_paragraph, new_paper
from zxdesk.documents.paper import About, PaperField, PaperKind, Picture
from zxdesk.documents.template import Template, fill_many, read_template

BATCH = 600
PEOPLE = PaperField("名单", "提案者", parts=(PaperField("姓名", ""), PaperField("界别", ""), PaperField("电话", "")))
NAMES = ("提案号", "案由", "承办单位", "会办单位", "答复文号", "答复日期", "办理类别", "意见", "表码")
FIELDS = (*(PaperField(name, "") for name in NAMES), PaperField("二维码", "", is_picture=True), PEOPLE)
QUESTIONS = ("面商情况", "办理态度", "听取意见", "答复内容", "办理结果")


def template(*, pages: int) -> Template:
    """A 征询意见表 as papers of the trade are: a title, twelve fields in a table, a list, an elastic row, a code, a foot with the number."""
    document = new_paper(title="征询意见表", author="提案委")
    add_page_foot(document, "表码 {{表码}}")
    add_paragraph(document, styles.NUMBER, "提案号：第{{提案号}}号")
    add_paragraph(document, styles.TITLE, "关于{{案由}}提案办理情况的征询意见表")
    people = Row((label(0, 28, "提案者"), value(28, 60, "{{#名单}}{{姓名}}"), value(60, 110, "{{界别}}"), value(110, 156, "{{电话}}{{/名单}}")), 8)
    rows = [Row((label(0, 28, name), value(28, 156, f"{{{{{name}}}}}")), 8) for name in NAMES[1:7]]
    rows += [Row((label(0, 28, name), value(28, 156, "□满意　□基本满意　□不满意")), 8) for name in QUESTIONS]
    rows += [Row((label(0, 28, "意见"), Box(28, 156, ((styles.ELASTIC if pages else styles.CELL, "{{意见}}"),), at="top")), 30)]
    add_table(document, [people, *rows])
    add_paragraph(document, styles.LIST, "{{二维码}}")
    stream = io.BytesIO()
    document.save(stream)
    made = PaperKind("bench", "征询意见表", "", About.PROPOSALS, FIELDS, make=lambda _session, _request, _moment: (), pages=pages)
    return read_template(stream.getvalue(), made)


def values(at: int) -> dict[str, Any]:
    """What one paper is filled with."""
    stream = io.BytesIO()
    segno.make(f"ZX-10-2-{at:04d}").save(stream, kind="png", scale=4)
    people = tuple({"姓名": f"程以南{one}", "界别": "经济界", "电话": "0900-5550123"} for one in range(3))
    title = "加快推进城乡供水一体化建设并同步完善农村安全饮水工程长效管护机制"[: 8 + at % 24]
    fixed = {"案由": title, "承办单位": "县水利局", "会办单位": "县财政局、柳林镇人民政府", "意见": ""}
    reply = {"答复文号": f"云水函〔2026〕{at}号", "答复日期": "2026年5月6日", "办理类别": "A类（所提问题已解决或采纳）", "表码": f"ZX-{at:04d}"}
    return {**fixed, **reply, "提案号": f"{at:04d}", "名单": people, "二维码": Picture(stream.getvalue(), 18, 18)}


def zipped_anew(content: bytes) -> Any:
    """Return what writes the parts of a file into a zip, and no more."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def write() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)

    return write


@pytest.mark.parametrize(("pages", "name", "allowed"), [(0, "paper: filled and read back", 3), (1, "paper: form fitted to its page", 6)])
def test_one_paper(measure: Measure, pages: int, name: str, allowed: float) -> None:
    taken, given = template(pages=pages), cycle([values(at) for at in range(97)])
    bare = zipped_anew(taken.fill(next(given)))
    figure = measure(name, lambda: taken.fill(next(given)), bare=bare, bare_name="a zip of the same parts", size=1, allowed=allowed, rounds=40)
    assert figure.best_ms < (20 if pages else 10), "design §8: 10 ms a paper; a form alone is laid out from nothing"


@pytest.mark.parametrize(("pages", "name", "allowed"), [(0, "papers: 600 in one file", 12), (1, "papers: 600 forms in one file", 40)])
def test_a_batch_of_papers(measure: Measure, pages: int, name: str, allowed: float) -> None:
    taken, given = template(pages=pages), [values(at) for at in range(BATCH)]
    bare = zipped_anew(fill_many(taken, given))
    figure = measure(name, lambda: fill_many(taken, given), bare=bare, bare_name="a zip of the same parts", size=BATCH, allowed=allowed, rounds=2)
    assert figure.best_ms / BATCH < 10, "design §8: 600 papers at 10 ms each"


def test_a_batch_of_files(measure: Measure) -> None:
    taken, given = template(pages=0), [values(at) for at in range(BATCH)]
    bare = zipped_anew(taken.fill(given[0]))
    name, bare_name = "papers: 600 files", "600 zips of the same parts"
    figure = measure(
        name, lambda: [taken.fill(one) for one in given], bare=lambda: [bare() for _ in given], bare_name=bare_name, size=BATCH, allowed=3, rounds=2
    )
    assert figure.best_ms / BATCH < 10, "design §8: 600 papers at 10 ms each"


@pytest.mark.parametrize("size", [1, BATCH])
def test_against_the_usual_library(measure: Measure, size: int) -> None:
    """The same form, its marks written as that library wants them; its batch is measured on every tenth paper."""
    document = new_paper(title="征询意见表", author="提案委")
    add_paragraph(document, styles.NUMBER, "提案号：第{{提案号}}号")
    add_paragraph(document, styles.TITLE, "关于{{案由}}提案办理情况的征询意见表")
    add_table(document, [Row((label(0, 28, name), value(28, 156, f"{{{{{name}}}}}")), 8) for name in NAMES[1:]])
    stream = io.BytesIO()
    document.save(stream)
    plain = PaperKind("bench", "征询意见表", "", About.PROPOSALS, FIELDS, make=lambda _session, _request, _moment: ())
    taken, given = read_template(stream.getvalue(), plain), [values(at) for at in range(0, size, 10)]

    def usual() -> None:
        for one in given:
            model = docxtpl.DocxTemplate(io.BytesIO(stream.getvalue()))
            model.render({name: one[name] for name in NAMES}, autoescape=True)
            model.save(io.BytesIO())

    name, bare_name = f"paper: against docxtpl, {len(given)} files", "docxtpl, the same template"
    measure(name, lambda: [taken.fill(one) for one in given], bare=usual, bare_name=bare_name, size=len(given), allowed=0.5, rounds=3)
