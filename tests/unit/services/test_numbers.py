"""Numbers are issued once, in order, and every one is accounted for."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.issued_number import NumberKind
from zxdesk.services.numbers import number_gaps

PREFIXES = {
    "乡村振兴与农业农村": "农", "工业与科技创新": "工", "财贸金融与营商环境": "财", "交通与基础设施": "交",
    "城乡建设与管理": "城", "生态环境保护": "生", "文化旅游与体育": "文", "教育": "教",
    "医疗卫生": "医", "民政与社会保障": "民", "社会治理与公共安全": "社", "民主法治与统战": "统",
}  # fmt: skip


def gaps(office: InventedOffice, kind: NumberKind = NumberKind.PROPOSAL) -> list[tuple[str, str]]:
    with office.reading() as session:
        return number_gaps(session, office.plenary_id(), kind)


def by_category(office: InventedOffice) -> None:
    """Numbers by category: 城001, 教001."""
    office.step("set-rule", path="proposal_numbering.category_prefixes", value="\n".join(f"{name} | {prefix}" for name, prefix in PREFIXES.items()))
    office.step("set-rule", path="proposal_numbering.width", value="3")
    office.step("set-rule", path="proposal_numbering.series", value="按类别编号")


def in_education(office: InventedOffice) -> int:
    key = office.received()
    office.step("first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category="教育", outcome="立案")
    office.step("second-review", key, reviewer="联合审查组", reviewed_on="2026-03-02")
    return key


def test_receipt_and_proposal_numbers_run_apart(office: InventedOffice) -> None:
    office.received()
    key = office.filed()
    assert (office.value(key, "receipt_number"), office.value(key, "number")) == ("收0002", "0001")


def test_every_plenary_begins_anew(office: InventedOffice) -> None:
    office.filed()
    office.step("add-plenary", term=10, number=3)
    assert office.value(office.filed(), "number") == "0001"


def test_after_999_comes_1000_and_after_9999_five_digits(office: InventedOffice) -> None:
    office.step("set-rule", path="proposal_numbering.width", value="3")
    key = office.reviewed()
    office.step("file", key, meeting="全体会议", decided_on="2026-03-03", number="999")
    later = office.filed()
    assert (office.value(later, "number"), office.value(later, "number_sort")) == ("1000", 1000)
    office.step("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="9999")
    assert office.value(office.filed(), "number") == "10000"


def test_each_category_has_its_own_series_with_prefix_and_width(office: InventedOffice) -> None:
    by_category(office)
    assert office.value(office.filed(), "number") == "城001"
    assert office.value(office.filed(in_education(office)), "number") == "教001"
    assert office.value(office.filed(), "number") == "城002"


def test_numbers_by_category_need_a_prefix_for_every_category(office: InventedOffice) -> None:
    assert "没有字头" in office.refused("set-rule", path="proposal_numbering.series", value="按类别编号").message
    by_category(office)
    assert "没有哪一类的字头" in office.refused("reserve-number", kind="提案号", number="007", reason="留用").message


def test_a_wanted_number_of_one_category_moves_no_other_series(office: InventedOffice) -> None:
    by_category(office)
    office.step("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="城007")
    assert office.value(office.filed(in_education(office)), "number") == "教001"
    assert office.value(office.filed(), "number") == "城008"


def test_a_reserved_number_of_a_category_is_passed_over_in_that_series_alone(office: InventedOffice) -> None:
    by_category(office)
    office.step("reserve-number", kind="提案号", number="城001", reason="留给一号提案")
    assert office.value(office.filed(), "number") == "城002"
    assert office.value(office.filed(in_education(office)), "number") == "教001"


def test_the_gap_list_of_categories_names_the_number_itself(office: InventedOffice) -> None:
    by_category(office)
    office.step("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="城003")
    office.filed(in_education(office))
    office.step("void-number", kind="提案号", number="城002", reason="写错")
    assert gaps(office) == [("城002", "作废：写错")]


@pytest.mark.parametrize("same", ["0001", "1", "第1号", "００01", "01"])
def test_a_number_in_use_is_refused_however_it_is_written(office: InventedOffice, same: str) -> None:
    office.filed(office.received(title="关于路灯的提案"))
    error = office.refused("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number=same)
    assert error.field == "number"
    assert "已用于《关于路灯的提案》，换一个号，或留空由系统编号。" in error.message


def test_a_number_in_use_stays_taken_when_the_first_was_written_short(office: InventedOffice) -> None:
    office.step("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="1")
    assert office.refused("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="0001").field == "number"
    assert office.refused("reserve-number", kind="提案号", number="0001", reason="留用").field == "number"
    assert office.value(office.filed(), "number") == "0002"


def test_a_receipt_number_may_be_given_and_is_never_given_twice(office: InventedOffice) -> None:
    assert office.value(office.received(receipt_number="收0005"), "receipt_number") == "收0005"
    assert office.value(office.received(), "receipt_number") == "收0006"
    values = {"title": "关于路灯的提案", "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    assert "已用于" in office.refused("register", receipt_number="收0005", **values).message
    assert "太长" in office.refused("register", receipt_number="收" * 21, **values).message


def test_a_reserved_number_waits_for_the_one_who_asks_for_it(office: InventedOffice) -> None:
    office.step("reserve-number", kind="提案号", number="第1号", reason="留给一号提案")
    assert office.value(office.filed(), "number") == "0002"
    key = office.reviewed()
    office.step("file", key, meeting="全体会议", decided_on="2026-03-03", number="0001")
    assert office.value(key, "number") == "0001"
    assert gaps(office) == []
    assert "已用" in office.refused("reserve-number", kind="提案号", number="0001", reason="再留").message
    assert "太长" in office.refused("reserve-number", kind="提案号", number="1" * 21, reason="再留").message


def test_a_void_number_is_lost_for_good_and_says_why(office: InventedOffice) -> None:
    office.step("reserve-number", kind="提案号", number="0001", reason="留用")
    office.step("void-number", kind="提案号", number="0001", reason="会议未用")
    error = office.refused("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="0001")
    assert error.message == "提案号 0001 已作废（会议未用），换一个号，或留空由系统编号。"
    assert office.value(office.filed(), "number") == "0002"
    assert office.refused("void-number", kind="提案号", number="0002", reason="写错").field == "number"


def test_the_gap_list_names_what_is_missing_and_why(office: InventedOffice) -> None:
    office.filed()
    office.step("reserve-number", kind="提案号", number="0002", reason="留用")
    office.step("void-number", kind="提案号", number="0003", reason="写错")
    office.step("file", office.reviewed(), meeting="全体会议", decided_on="2026-03-03", number="0006")
    assert gaps(office) == [("0002", "预留：留用"), ("0003", "作废：写错"), ("0004", "没有发出"), ("0005", "没有发出")]


def test_a_number_is_not_given_again_after_the_filing_was_taken_back(office: InventedOffice) -> None:
    key = office.filed()
    office.step("step-back", key, reason="审定有误")
    assert (office.value(key, "number"), office.value(key, "stage.label")) == (None, "待审定")
    assert gaps(office) == [("0001", "作废：退回审定：审定有误")]
    office.step("file", key, meeting="主任会议", decided_on="2026-03-05")
    assert office.value(key, "number") == "0002"


def test_a_withdrawn_proposal_keeps_its_number(office: InventedOffice) -> None:
    office.step("withdraw", office.filed(), request="申请", reason="已解决", withdrawn_on="2026-03-10")
    assert office.value(office.filed(), "number") == "0002"
    assert gaps(office) == []


def test_a_locked_plenary_gives_and_keeps_back_no_numbers(office: InventedOffice) -> None:
    office.step("lock-plenary", locked_on="2026-12-31")
    assert "已于 2026-12-31 锁定" in office.refused("reserve-number", kind="收件号", number="收0009", reason="留用").message
