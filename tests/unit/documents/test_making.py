"""Filled papers have names of their own, remember what stood on them, and tell what changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.invented_office import InventedOffice
from zxdesk.documents.making import differences, file_stem, fill_papers, papers_for, template_content, template_of
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Picture, Request
from zxdesk.domain.errors import RuleError
from zxdesk.services.template import take_template

KIND = PaperKind("receipt", "收件回执", "收件", About.PROPOSALS, (PaperField("案由", "案由"),), lambda *_: [])
MOMENT = Moment(date(2026, 6, 1), "何春棠")


class Plain:
    """A filler that writes the title, to see what is done around it."""

    names = frozenset({"案由"})

    def fill(self, values: dict[str, str]) -> bytes:
        return values["案由"].encode()


def test_papers_with_the_same_name_get_numbers_and_none_is_lost() -> None:
    papers = [Paper("0088-周砚秋", {"案由": str(at)}) for at in range(3)]
    made = list(fill_papers(KIND, Plain(), papers))  # type: ignore[arg-type]
    assert [one.name for one in made] == ["收件回执-0088-周砚秋.docx", "收件回执-0088-周砚秋（2）.docx", "收件回执-0088-周砚秋（3）.docx"]
    assert [one.content for one in made] == [b"0", b"1", b"2"]
    assert len({one.sha256 for one in made}) == 3


@pytest.mark.parametrize(
    ("stem", "name"),
    [("0088/周 砚秋", "收件回执-0088_周_砚秋"), ('民盟:"支部"', "收件回执-民盟_支部"), ("", "收件回执"), ("长" * 300, "收件回执-" + "长" * 75)],
)
def test_a_name_is_fit_for_every_system(stem: str, name: str) -> None:
    assert file_stem(KIND, Paper(stem, {})) == name


def test_what_the_template_does_not_print_is_not_remembered() -> None:
    (made,) = fill_papers(KIND, Plain(), [Paper("1", {"案由": "甲", "电话": "0900-555 0123"})])  # type: ignore[arg-type]
    assert made.snapshot == {"案由": "甲"}


def test_what_changed_since_is_told_field_by_field() -> None:
    before = {"案由": "甲", "提案号": "0088", "打印日期": "2026年5月1日", "会办单位": ""}
    assert differences(before, {"案由": "乙", "提案号": "0088", "打印日期": "2026年6月1日", "会办单位": "县财政局"}) == [
        "案由：“甲”改为“乙”", "会办单位：“”改为“县财政局”",
    ]  # fmt: skip


def test_a_changed_line_of_a_list_is_named_by_its_place() -> None:
    people = ({"姓名": "周砚秋", "电话": "1"}, {"姓名": "许静安", "电话": "2"})
    before = {"名单": [dict(one) for one in people]}
    assert differences(before, {"名单": (people[0], {"姓名": "许静安", "电话": "3"})}) == ["名单第 2 行：电话“2”改为“3”"]
    assert differences(before, {"名单": people[:1]}) == ["名单：2 行改为 1 行"]
    assert differences(before, {"名单": people}) == []


def test_a_picture_is_remembered_by_what_it_says_and_a_field_no_longer_there_is_no_change() -> None:
    assert differences({"二维码": "1100", "旧字段": "甲"}, {"二维码": Picture(b"png", 15, 15, "1100")}) == []


def test_the_office_s_template_comes_before_ours_and_a_damaged_one_is_said(office: InventedOffice, tmp_path: Path) -> None:
    with office.reading() as session:
        ours = template_content(session, KIND, tmp_path)
    assert ours[:2] == b"PK"
    from dataclasses import replace

    door = replace(office.door, files=tmp_path)
    door.run(take_template, kind="receipt", name="收件回执", file_name="改.docx", content=b"edited", taken_on=door.today)
    with office.reading() as session:
        assert template_content(session, KIND, tmp_path) == b"edited"
        with pytest.raises(RuleError):
            template_of(session, KIND, tmp_path)
        next(tmp_path.iterdir()).write_bytes(b"damaged")
        with pytest.raises(RuleError, match="已损坏"):
            template_content(session, KIND, tmp_path)


def test_where_there_is_nothing_to_make_it_is_said(office: InventedOffice) -> None:
    with office.reading() as session, pytest.raises(RuleError, match="没有可印的收件回执"):
        papers_for(session, KIND, Request(office.plenary_id()), MOMENT)
