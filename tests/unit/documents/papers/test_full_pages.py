"""Papers with more on them than usual, and ordinary ones, as they stand on their pages."""

from __future__ import annotations

from typing import Any

import pytest
from docx.shared import Mm

from tests.invented_office import InventedOffice
from tests.unit.documents.papers import assigned_office, reviewed_office
from tests.unit.documents.template_files import opened
from zxdesk.documents.flow_reader import read_flow
from zxdesk.documents.models.catalog import MODELS
from zxdesk.documents.paper import Paper, Value
from zxdesk.layout.ems import EmMeasure
from zxdesk.layout.fullness import FullPage, full_pages

REASON = "该提案所提事项涉及县城规划区以外的道路建设和养护，相应职能已经划转。" * 15
UNITS = "、".join(f"云溪县第{at}住房和城乡建设管理局" for at in range(12))


def pages_of(content: bytes) -> list[FullPage]:
    return full_pages(read_flow(content), EmMeasure())


def filled(office: InventedOffice, key: str, proposal: int, **values: Value) -> bytes:
    """The first paper of a kind about a proposal, some of whose values are others."""
    desk: Any = assigned_office if key in assigned_office.KINDS else reviewed_office
    paper: Paper = desk.made(office, key, proposal)[0]
    assert values.keys() <= paper.values.keys()
    content: bytes = desk.template(key).fill({**paper.values, **values})
    return content


def styles_in(content: bytes) -> set[str]:
    return {one.style.name for table in opened(content).tables for row in table.rows for cell in row.cells for one in cell.paragraphs}


@pytest.mark.parametrize(("key", "field"), [("hand_back_form", "退办理由"), ("extension_form", "延期理由")])
def test_a_reason_of_five_hundred_characters_keeps_a_form_to_its_page(office: InventedOffice, key: str, field: str) -> None:
    assert len(REASON) >= 500
    content = filled(office, key, office.assigned(), **{field: REASON, "案由": "关于健全城乡供水一体化长效管护机制的建议"})
    assert len(pages_of(content)) == 1


@pytest.mark.parametrize("key", ["hand_back_form", "extension_form", "assign_sheet"])
def test_an_ordinary_sheet_is_not_made_smaller(office: InventedOffice, key: str) -> None:
    content = filled(office, key, office.assigned(lead="县住建局", co=("县财政局", "县民政局", "县教育局")))
    (page,) = pages_of(content)
    assert page.room < Mm(5).pt, "the elastic row takes what is left"
    assert "表格标签" in styles_in(content)
    assert not {"表格紧凑", "表格最小", "紧凑列名"} & styles_in(content)


def test_an_assignment_sheet_with_twelve_co_units_keeps_to_its_page(office: InventedOffice) -> None:
    content = filled(office, "assign_sheet", office.assigned(), 会办单位=UNITS)
    assert len(pages_of(content)) == 1
    assert "表格最小" not in styles_in(content)


def test_a_review_sheet_with_many_units_keeps_to_one_page(office: InventedOffice) -> None:
    content = filled(office, "review_sheet", office.filed(), 建议会办=UNITS, 提案者="、".join(["周砚秋"] * 12))
    assert len(pages_of(content)) == 1


def test_the_register_has_twenty_ordinary_rows_on_a_page(office: InventedOffice) -> None:
    (paper,) = reviewed_office.made(office, "filing_register", office.filed())
    (row,) = paper.values["登记"]
    assert not isinstance(row, str)
    said = {"案由": "关于加快农村饮水安全工程管护的建议", "类别": "乡村振兴与农业农村", "主办单位": "县水利局", "会办单位": "县财政局"}
    content = reviewed_office.template("filing_register").fill({**paper.values, "登记": ({**row, **said},) * 60})
    assert len(pages_of(content)) <= 3


@pytest.mark.parametrize("key", sorted({*assigned_office.MODELS, *reviewed_office.MODELS}))
def test_no_text_touches_the_lines_of_its_cell(key: str) -> None:
    for table in MODELS[key]().tables:
        margins = table._tbl.tblPr.xpath("w:tblCellMar/*[self::w:top or self::w:bottom]/@w:w")
        assert min(map(int, margins), default=0) >= 28, "0.5 mm above and below"
