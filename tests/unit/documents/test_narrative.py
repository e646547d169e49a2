"""The texts of both narrative reports, clause by clause, and the papers they become."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.invented_office import InventedOffice
from tests.reported_office import DAY, drafted, refuse, reported, standing, written
from tests.unit.documents.papers.assigned_office import assert_values_are_fields
from zxdesk.documents.making import our_template
from zxdesk.documents.paper import Moment, Paper, Request
from zxdesk.documents.papers.reports import HANDLING_REPORT, KINDS, REVIEW_REPORT
from zxdesk.documents.template import read_template
from zxdesk.domain.errors import RuleError
from zxdesk.domain.figure_marks import figure_keys, pieces, plain_text
from zxdesk.services.narrative import adopt_narrative, edit_narrative

GOLDEN = Path(__file__).parent / "golden"
KEYS = [kind.key for kind in KINDS]


def text_of(paragraphs: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(f"{one['style']}　{plain_text(one['text'])}" for one in paragraphs) + "\n"


def paper(office: InventedOffice, key: str = "review_report", **options: str) -> Paper:
    kind = next(kind for kind in KINDS if kind.key == key)
    with office.reading() as session:
        made = list(kind.make(session, Request(office.plenary_id(), values=options), Moment(DAY, "何春棠")))
    assert len(made) == 1
    assert_values_are_fields(kind.fields, made[0].values)
    return made[0]


def printed(kind: str, made: Paper) -> list[tuple[str, str]]:
    """The style and the text of every paragraph that is not empty."""
    from docx import Document

    chosen = next(one for one in KINDS if one.key == kind)
    document = Document(io.BytesIO(read_template(our_template(chosen), chosen).fill(made.values)))
    return [(one.style.name, one.text) for one in document.paragraphs if one.text.strip()]


@pytest.mark.parametrize("kind", KEYS)
def test_the_text_is_worded_as_agreed(office: InventedOffice, kind: str) -> None:
    reported(office)
    assert text_of(drafted(office, kind).paragraphs) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KEYS)
def test_no_count_and_no_share_stands_in_the_text_without_its_figure(office: InventedOffice, kind: str) -> None:
    reported(office)
    for paragraph in drafted(office, kind).paragraphs:
        between = "".join(piece.text for piece in pieces(paragraph["text"]) if not piece.key)
        assert not any(letter.isdigit() for letter in between), between


@pytest.mark.parametrize("kind", KEYS)
def test_every_figure_of_the_text_is_kept_with_it(office: InventedOffice, kind: str) -> None:
    reported(office)
    draft = drafted(office, kind)
    assert set(draft.figures) == {"as_of", *figure_keys(draft.paragraphs)}
    assert all(figure["convention"] and figure["words"] for figure in draft.figures.values())


def test_received_is_the_sum_of_its_parts_and_says_so(office: InventedOffice) -> None:
    reported(office)
    note = next(one for one in drafted(office, "review_report").paragraphs if one["style"] == "note")
    assert "收支核对：收到7件＝立案3件＋并案1件＋转意见建议1件＋不予立案1件＋待审1件。" in plain_text(note["text"])


def test_clauses_of_what_did_not_happen_are_left_out(office: InventedOffice) -> None:
    office.filed()
    text = text_of(drafted(office, "review_report", on=date(2026, 3, 10)).paragraphs)
    assert "经审查，立案1件，立案率为100%。" in text
    text = text.partition("\nnote")[0]
    for word in ("并案", "不予立案", "意见和建议", "平时提案1", "集体提案", "联名", "重点提案", "⟦", "，，", "。。", "，。"):
        assert word not in text
    assert "期间，广大政协委员" in text
    assert "及时召开提案交办会，将立案提案送交承办单位办理。" in text


def test_an_office_without_trouble_has_no_section_on_trouble(office: InventedOffice) -> None:
    office.closed()
    office.on(date(2026, 6, 20))
    text = text_of(drafted(office, "handling_report", on=date(2026, 6, 20)).paragraphs)
    assert "存在的主要问题" not in text
    assert "level1　三、下一步工作" in text


def test_there_is_no_report_on_nothing(office: InventedOffice) -> None:
    with pytest.raises(RuleError) as caught:
        drafted(office, "review_report")
    assert caught.value.message == "十届二次还没有收到提案，写不出报告；登记提案以后再生成。"
    office.filed()
    with pytest.raises(RuleError) as caught:
        drafted(office, "handling_report")
    assert "还没有交办" in caught.value.message


def test_key_proposals_that_were_carried_out_are_examples_unless_they_are_not_public(office: InventedOffice) -> None:
    for title, is_open in (("关于开放体育场地的提案", "是"), ("关于整治窄巷的提案", "否")):
        key = office.received(title=title, is_open=is_open, **({} if is_open == "是" else {"open_reason": "涉及个人"}))
        office.filed(key)
        office.step("suggest-key", key, reason="群众关心", suggested_on="2026-03-04", suggested_by="提案委")
        office.step("decide-key", key, decided_on="2026-03-10", meeting="主席会议", level="主席会议成员督办", leader="何为")
        office.replied(key)
    text = text_of(drafted(office, "handling_report").paragraphs)
    assert "如县住建局办理的《关于开放体育场地的提案》（第0001号），这件提案的建议得到落实。" in text
    assert "窄巷" not in text


@pytest.mark.parametrize("kind", KEYS)
def test_the_paper_holds_the_text_in_official_styles(office: InventedOffice, kind: str) -> None:
    reported(office)
    draft, lines = drafted(office, kind), printed(kind, made := paper(office, kind))
    assert lines[0][0] == "公文标题"
    styles = {"receiver": "主送", "body": "公文正文", "level1": "一级标题", "level2": "二级标题", "closing": "结语", "note": "填表说明"}
    wanted = [(styles[one["style"]], plain_text(one["text"])) for one in draft.paragraphs]
    assert [line for line in lines if line in wanted] == wanted
    assert ("成文日期", "2026年7月10日") in lines
    assert ("署名", "政协云溪县委员会提案委员会") in lines
    assert "".join(text for style, text in lines if style == "公文标题").replace("\n", "") == draft.title
    assert made.stem == "十届二次"


def test_the_note_on_figures_is_left_out_where_it_is_not_wanted(office: InventedOffice) -> None:
    reported(office)
    assert not [text for style, text in printed("review_report", paper(office, notes="")) if style == "填表说明"]


def test_the_paper_is_the_edited_text_and_says_who_adopted_it(office: InventedOffice) -> None:
    keys = reported(office)
    report = written(office)
    own = [*report.paragraphs[:2], {"style": "body", "text": "委员𬭊䶮㛃的建议已转送。"}, *report.paragraphs[2:]]
    office.run(edit_narrative, report.id, title="提案审查情况的报告", paragraphs=own)
    office.run(adopt_narrative, report.id, meeting="十届常委会第十次会议", adopted_on=date(2026, 7, 8), today=DAY)
    refuse(office, keys["pending"])
    lines = printed("review_report", paper(office))
    assert lines[:2] == [("公文标题", "提案审查情况的报告"), ("题下署名", "（2026年7月8日十届常委会第十次会议通过）")]
    assert ("公文正文", "委员𬭊䶮㛃的建议已转送。") in lines
    assert any("不予立案1件" in text for _style, text in lines)
    assert ("成文日期", "2026年7月8日") in lines
    assert standing(office).adopted_on == date(2026, 7, 8)


def test_the_papers_are_about_the_plenary() -> None:
    assert (REVIEW_REPORT.name, HANDLING_REPORT.name) == ("提案审查情况报告", "提案办理情况报告")
