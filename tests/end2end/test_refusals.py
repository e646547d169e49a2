"""Bad input: one Chinese sentence saying what and where, exit code 1, and not one byte of the register is different."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.conftest import Desk

TITLE = "关于完善老旧小区加装电梯补助办法的提案"
REGISTER = {"title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "suggestion": "建议。"}


@pytest.fixture
def filed(office: Desk) -> Desk:
    """The office with one proposal filed as 0001 on 3 March."""
    office.step("register", **REGISTER)
    office.step("first-review", "收0001", reviewer="何春棠", reviewed_on="2026-03-01", category="教育")
    office.step("second-review", "收0001", reviewer="联合审查组", reviewed_on="2026-03-02")
    office.step("file", "收0001", meeting="提案委全体会议", decided_on="2026-03-03")
    return office


@pytest.fixture
def assigned(filed: Desk) -> Desk:
    """The same, assigned to 县教育局 on 20 March."""
    filed.step("assign", "0001", sole="县教育局", assigned_on="2026-03-20")
    return filed


@pytest.fixture
def replied(assigned: Desk) -> Desk:
    """The same, answered on 1 May."""
    assigned.step("reply", "0001", number="云教函〔2026〕1号", replied_on="2026-05-01", reply_class="A", body="答复。")
    return assigned


def test_a_wrong_date_order_is_refused_with_both_dates(filed: Desk) -> None:
    sentence = filed.refused_step("assign", "0001", sole="县教育局", assigned_on="2026-03-01")
    assert "2026-03-01" in sentence
    assert "2026-03-03" in sentence


def test_a_reply_before_its_assignment_is_refused(assigned: Desk) -> None:
    sentence = assigned.refused_step("reply", "0001", number="函1", replied_on="2026-03-19", reply_class="A")
    assert "答复日期 2026-03-19" in sentence
    assert "2026-03-20" in sentence


def test_a_reply_of_what_is_not_assigned_is_refused(filed: Desk) -> None:
    sentence = filed.refused_step("reply", "0001", number="函1", replied_on="2026-05-01", reply_class="A")
    assert "“立案”" in sentence
    assert "办理中" in sentence


def test_a_unit_that_no_longer_exists_is_refused_with_its_successor(filed: Desk) -> None:
    sentence = filed.refused_step("assign", "0001", sole="县农业局", assigned_on="2026-03-20")
    assert "云溪县农业农村局" in sentence
    assert "2025-12-31" in sentence


def test_a_unit_nobody_knows_is_refused_by_name(filed: Desk) -> None:
    assert "县航天局" in filed.refused_step("assign", "0001", sole="县航天局", assigned_on="2026-03-20")


def test_a_proposer_out_of_term_is_refused_with_the_day(office: Desk) -> None:
    sentence = office.refused_step("register", **{**REGISTER, "proposers": "秦守拙"})
    assert "秦守拙" in sentence
    assert "2026-02-26" in sentence


def test_a_number_in_use_is_refused_with_the_title_that_has_it(filed: Desk) -> None:
    sentence = filed.refused_step("register", **{**REGISTER, "title": "关于另一件事的提案", "receipt_number": "收0001"})
    assert "收0001" in sentence
    assert TITLE in sentence


def test_an_illegal_transition_is_refused_with_the_present_stage(filed: Desk) -> None:
    sentence = filed.refused_step("archive", "0001", archive_number="1", retention="永久", archived_on="2026-05-01")
    assert "0001" in sentence
    assert "“立案”" in sentence


def test_a_missing_required_field_is_refused_by_its_label(filed: Desk) -> None:
    assert filed.refused_step("register", proposers="周砚秋") == "案由还没有填。"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"assigned_on": "2026-13-45"}, "交办日期"),
        ({"assigned_on": "后年"}, "交办日期"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_an_unreadable_value_is_refused_by_its_field(filed: Desk, values: dict[str, str], word: str) -> None:
    assert word in filed.refused_step("assign", "0001", sole="县教育局", **values)


def test_a_choice_that_does_not_exist_is_refused_with_the_choices(assigned: Desk) -> None:
    sentence = assigned.refused_step("reply", "0001", number="函1", replied_on="2026-05-01", reply_class="E")
    assert "A" in sentence
    assert "“E”" in sentence


def test_a_number_that_does_not_exist_is_refused_by_every_verb_that_takes_one(office: Desk) -> None:
    for words in (("show", "0999"), ("step", "file", "0999", "--set", "meeting=会"), ("paper", "reply_sheet", "0999", "-o", str(office.folder))):
        assert "0999" in office.refused(*words)


def test_a_step_that_does_not_exist_and_one_without_its_number_are_refused(office: Desk) -> None:
    assert "飞行" in office.refused("step", "飞行")
    assert "提案号" in office.refused("step", "file")
    assert "看不懂" in office.refused("step", "register", "--set", "案由")


def test_a_plenary_that_does_not_exist_is_refused_with_those_there_are(office: Desk) -> None:
    assert "十届二次" in office.refused("stats", "--plenary", "九届九次")


def test_a_folder_without_a_register_is_refused_by_every_verb(desk: Desk) -> None:
    for words in (("show", "0001"), ("find", "电梯"), ("stats",), ("check",), ("step", "file", "0001"), ("report", "year_ledger", "-o", "a.xlsx")):
        assert "zxdesk init" in desk.refused(*words)
    assert not desk.folder.exists()


def test_a_second_office_in_the_same_folder_is_refused(office: Desk) -> None:
    assert "已经有机关" in office.refused("init", "--name", "云溪县政协提案委", "--rules", "national")


def test_rules_that_do_not_exist_are_refused_with_those_there_are(desk: Desk) -> None:
    assert "shaanxi-county" in desk.refused("init", "--name", "云溪县政协提案委", "--rules", "月球")
    assert not desk.folder.exists()


def test_a_file_that_is_no_register_is_refused(desk: Desk) -> None:
    desk.folder.mkdir()
    desk.register.write_bytes(b"not a register at all" * 100)
    assert "不是 zxdesk 的登记簿" in desk.refused("stats")


def test_a_day_in_the_environment_that_is_none_is_refused(office: Desk) -> None:
    assert "ZXDESK_TODAY" in office.on("明天").refused("stats")


def test_an_unknown_paper_and_an_unknown_report_are_refused_with_those_there_are(assigned: Desk, tmp_path: Path) -> None:
    assert "答复处理笺" in assigned.refused("paper", "请帖", "0001", "-o", str(tmp_path))
    assert "提案年度台账" in assigned.refused("report", "月报", "-o", str(tmp_path / "a.xlsx"))


def test_a_place_that_cannot_be_written_is_refused(replied: Desk, tmp_path: Path) -> None:
    (tmp_path / "挡路").write_text("a file where a folder should be", encoding="utf-8")
    assert "挡路" in replied.refused("report", "year_ledger", "-o", str(tmp_path / "挡路" / "a.xlsx"))
    assert "挡路" in replied.refused("paper", "reply_sheet", "0001", "-o", str(tmp_path / "挡路"))


def test_an_option_without_its_value_is_wrong_usage(desk: Desk) -> None:
    answer = desk.said(["stats", "--data-dir"])
    assert (answer.code, answer.out) == (2, "")
    assert "--data-dir" in answer.err


def test_no_demonstration_office_is_built_over_a_register(office: Desk) -> None:
    before = office.content()
    answer = office.said(["demo", str(office.folder)])
    assert (answer.code, answer.out) == (1, "")
    assert "没有覆盖" in answer.err
    assert office.content() == before
