"""卷内目录, 备考表 and 归档移交清单 of the invented office's register."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.listed_office import made, text_of
from zxdesk.domain.errors import RuleError


def pieces(office: InventedOffice, key: int) -> list[dict[str, Any]]:
    (paper,) = made(office, "volume_contents", key)
    return [dict(row) for row in paper.values["卷内文件"]]  # type: ignore[arg-type]


@pytest.fixture
def volume(office: InventedOffice) -> tuple[InventedOffice, int]:
    """A joint proposal of which 住建局 answered and 财政局 gave its opinion, both forms back, closed and archived."""
    key = office.assigned(office.filed(office.joint()), lead="县住建局", co="县财政局")
    office.signed(key)
    office.step("co-opinion", key, unit="县财政局", number="云财函〔2026〕3号", opinion_on="2026-04-10", opinion="同意安排资金。")
    office.reply(key)
    office.step("send-forms", key, sent_on="2026-06-02")
    office.answer(key)
    office.answer(key, "许静安")
    office.step("close", key, closed_on="2026-06-15")
    office.step("archive", key, archive_number="2026-001", retention="永久", archived_on="2026-07-01", pages="23", location="3柜2层")
    return office, key


def test_the_contents_name_every_paper_of_the_file_in_the_order_of_the_work(volume: tuple[InventedOffice, int]) -> None:
    office, key = volume
    rows = pieces(office, key)
    assert [(row["文号"], row["责任者"], row["日期"], row["备注"]) for row in rows] == [
        ("第0001号", "周砚秋、许静安", "20260226", ""),
        ("", "云溪县政协提案委", "20260303", ""),
        ("", "云溪县政协提案委", "20260320", ""),
        ("云住建函〔2026〕1号", "云溪县住建局", "20260601", "A类"),
        ("云财函〔2026〕3号", "云溪县财政局", "20260410", ""),
        ("", "周砚秋", "20260610", "满意"),
        ("", "许静安", "20260610", "满意"),
    ]
    (paper,) = made(office, "volume_contents", key)
    text = text_of("volume_contents", paper)
    assert "归档号：2026-001" in text
    assert "关于第0001号提案的会办意见" in text


def test_merged_proposals_lie_in_the_volume_of_their_lead_and_have_none_of_their_own(office: InventedOffice) -> None:
    lead = office.filed()
    merged = office.reviewed(office.received(title="关于保护𬭊山古道的提案", proposers="许静安"))
    office.step("merge", merged, lead="0001", meeting="提案委全体会议", merged_on="2026-03-03")
    rows = pieces(office, lead)
    assert ("关于保护𬭊山古道的提案", "许静安", "并案") in [(row["题名"], row["责任者"], row["备注"]) for row in rows]
    with pytest.raises(RuleError, match="收0002 已并入第0001号提案，归入该卷；制作第0001号的。"):
        made(office, "volume_contents", merged)


def test_a_letter_printed_twice_is_one_piece_and_one_without_a_number_none(office: InventedOffice) -> None:
    from zxdesk.services.paper import Outgoing, Sending, issue_papers

    key = office.signed()
    sent = (("督办通知书", "云协提〔2026〕2号"), ("督办通知书", "云协提〔2026〕2号"), ("提案交办单", ""), ("答复函", "云住建函〔2026〕1号"))
    for kind, number in sent:
        paper = Outgoing(b"x", "x.docx", {}, proposal_id=key, number=number)
        day = office.clock.moment.date()
        office.run(issue_papers, office.plenary_id(), [paper], sending=Sending(kind, ""), issued_on=day, sent_at=office.clock())
    rows = pieces(office, key)
    assert [row["文号"] for row in rows if row["题名"] == "第0001号提案督办通知书"] == ["云协提〔2026〕2号"]
    assert not [row for row in rows if row["文号"] == "云住建函〔2026〕1号"]


def test_a_proposal_that_was_not_filed_has_no_volume(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="收0001 没有立案，不单独立卷；另选立案的提案。"):
        made(office, "volume_note", office.received())


def test_the_note_says_what_the_volume_holds_and_what_it_lacks(volume: tuple[InventedOffice, int]) -> None:
    office, key = volume
    (paper,) = made(office, "volume_note", key)
    assert paper.values["说明"] == "本卷共有文件7件、23页。文件齐全。"
    other = office.replied(office.received(title="关于夜市的提案"))
    office.step("send-forms", other, sent_on="2026-06-02")
    (paper,) = made(office, "volume_note", other)
    assert paper.values["还缺"] == "周砚秋的征询意见表"
    assert "缺周砚秋的征询意见表。" in text_of("volume_note", paper)


def test_the_transfer_list_counts_volumes_pieces_and_pages(volume: tuple[InventedOffice, int]) -> None:
    office, key = volume
    office.archived(office.received(title="关于夜市的提案"))
    (paper,) = made(office, "transfer_list")
    values = paper.values
    rows = [dict(row) for row in values["案卷"]]  # type: ignore[arg-type]
    assert [(row["归档号"], row["卷内件数"], row["卷内页数"], row["起止日期"]) for row in rows] == [
        ("2026-001", "7", "23", "202602—202606"), ("2026-002", "5", "", "202602—202606"),
    ]  # fmt: skip
    assert values["总件数"] == str(sum(int(row["卷内件数"]) for row in rows)) == "12"
    assert (values["卷数"], values["总页数"], values["未登页数"], values["期限构成"]) == ("2", "23", "1", "永久2卷")
    assert "3柜2层" in text_of("transfer_list", paper)
    assert [row["归档号"] for row in made(office, "transfer_list", key)[0].values["案卷"]] == ["2026-001"]  # type: ignore[index,union-attr]


def test_nothing_archived_is_said(office: InventedOffice) -> None:
    office.filed()
    with pytest.raises(RuleError, match="没有归档的提案；归档以后再制作移交清单。"):
        made(office, "transfer_list")
    office.archived(office.received(title="关于夜市的提案"))
    with pytest.raises(RuleError, match="没有保管期限为“10年”的归档提案；"):
        made(office, "transfer_list", retention="10年")
