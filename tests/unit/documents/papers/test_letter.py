"""How letters name their sender, address the proposers, and count their enclosures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.documents.paper import Moment, Request
from zxdesk.documents.papers.letter import addressed, contact_note, enclosure_lines, letter_values, official_lines, sender_of, you_of
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Office
from zxdesk.domain.proposer import ProposerLine
from zxdesk.queries.paper_records import office_of


@pytest.mark.parametrize(
    ("name", "committee", "sender"),
    [
        ("云溪县政协提案委", "政协云溪县委员会", "政协云溪县委员会提案委员会"),
        ("云溪县政协提案委员会", "政协云溪县委员会", "政协云溪县委员会提案委员会"),
        ("云溪县政协办公室", "政协云溪县委员会", "政协云溪县委员会办公室"),
        ("提案和委员联络委员会", "政协云溪县委员会", "政协云溪县委员会提案和委员联络委员会"),
        ("政协云溪县委员会提案委员会", "政协云溪县委员会", "政协云溪县委员会提案委员会"),
        ("云溪县督查室", "政协云溪县委员会", "云溪县督查室"),
        ("云溪县政协提案委", "", "云溪县政协提案委"),
    ],
)
def test_the_sender_is_called_by_its_full_name(name: str, committee: str, sender: str) -> None:
    assert sender_of(Office(name=name, committee=committee)) == sender


def test_a_long_name_is_broken_where_its_parts_meet() -> None:
    assert official_lines("云溪县教育局", 14) == "云溪县教育局"
    long = "中国人民政治协商会议云溪县委员会提案委员会"
    assert official_lines(long, 14) == "中国人民政治协商会议\n云溪县委员会提案委员会"
    assert official_lines("云溪县城乡供水一体化建设工作领导小组", 14) == "云溪县城乡供水一体\n化建设工作领导小组"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("政协云溪县委员会文件", "政协云溪县委员会文件"),
        ("政协云溪县委员会提案委员会文件", "政协云溪县委员会\n提案委员会文件"),
        ("中国人民政治协商会议云溪县委员会文件", "中国人民政治协商会议\n云溪县委员会文件"),
        ("中国人民政治协商会议云溪县委员会提案委员会文件", "中国人民政治协商会议\n云溪县委员会\n提案委员会文件"),
    ],
)
def test_a_red_head_has_no_line_too_long_for_the_page_and_none_of_two_letters(name: str, head: str) -> None:
    assert official_lines(name, 11) == head
    assert all(len(line) <= 11 for line in head.split("\n"))


def test_one_enclosure_has_no_number_and_several_are_counted() -> None:
    assert enclosure_lines(()) == ""
    assert enclosure_lines(("征询意见表",)) == "附件：征询意见表"
    assert enclosure_lines(("清单", "格式")).split("\n") == ["附件：1.清单", "　　　2.格式"]


def test_members_are_addressed_as_members_and_collectives_by_their_name_alone() -> None:
    zhou, xu = ProposerLine(name="周砚秋", member_id=1), ProposerLine(name="许静安", member_id=2)
    party = ProposerLine(name="民盟云溪县支部", organisation_id=1)
    assert (addressed([zhou]), you_of([zhou])) == ("周砚秋委员", "您")
    assert (addressed([zhou, xu]), you_of([zhou, xu])) == ("周砚秋、许静安委员", "您们")
    assert (addressed([party]), you_of([party])) == ("民盟云溪县支部", "你们")
    assert (addressed([party, zhou]), you_of([party, zhou])) == ("周砚秋委员，民盟云溪县支部", "你们")


def test_a_contact_that_is_not_known_leaves_no_empty_brackets() -> None:
    assert contact_note("", "") == ""
    assert contact_note("马辰光", "") == "（联系人：马辰光）"
    assert contact_note("马辰光", "0900-5550134") == "（联系人：马辰光　联系电话：0900-5550134）"


def test_what_the_clerk_chose_stands_before_what_the_register_says(office: InventedOffice) -> None:
    moment = Moment(date(2026, 6, 20))
    with office.reading() as session:
        record = office_of(session)
        plain = letter_values(Request(1), moment, record, to="县教育局", copies="县财政局", number="云协办〔2026〕6号")
        chosen = Request(1, number="云政提〔2026〕9号", values={"issued_on": "6月18日", "copies": "县督查室", "sender": "政协云溪县委员会"})
        told = letter_values(chosen, moment, record, to="县教育局", copies="县财政局", number="云协办〔2026〕6号", is_file=True)
    assert (plain["发文机关标志"], plain["文号"], plain["抄送"]) == ("政协云溪县委员会提案委员会", "云协办〔2026〕6号", "县财政局")
    assert plain["成文日期"] == "2026年6月20日"
    assert (told["发文机关标志"], told["署名"], told["文号"]) == ("政协云溪县委员会文件", "政协云溪县委员会", "云政提〔2026〕9号")
    assert (told["成文日期"], told["抄送"]) == ("2026年6月18日", "县督查室")


def test_a_date_that_cannot_be_read_is_refused_at_its_field(office: InventedOffice) -> None:
    with office.reading() as session, pytest.raises(RuleError, match="成文日期：“下个月”不是日期") as caught:
        letter_values(Request(1, values={"issued_on": "下个月"}), Moment(date(2026, 6, 20)), office_of(session))
    assert caught.value.field == "issued_on"
