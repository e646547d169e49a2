"""A script carries one proposal from nothing to 归档, by way of every side path."""

from __future__ import annotations

from typing import Any

import pytest

from tests.end2end.conftest import Desk

TITLE = "关于完善老旧小区加装电梯补助办法的提案"
LEAD, CO, WRONG = "县住建局", "县财政局、县交通局", "县民政局"


def _set_up(desk: Desk) -> None:
    desk.found()
    for number, (name, sector) in enumerate((("周砚秋", "经济界"), ("许静安", "教育界")), 1):
        desk.step("add-member", name=name, sector=sector, member_number=f"{number:03d}")
    for short in ("县住建局", "县财政局", "县民政局", "县交通局"):
        desk.step("add-unit-record", name=f"云溪{short}", short_name=short)


def _file(desk: Desk) -> str:
    received = desk.step("register", title=TITLE, proposers="周砚秋、许静安", submitted_on="2026-02-26", is_open="是", suggestion="建议。")
    receipt: str = received["receipt_number"]
    desk.step("first-review", receipt, reviewer="何春棠", reviewed_on="2026-03-01", category="城乡建设与管理")
    desk.step("second-review", receipt, reviewer="联合审查组", reviewed_on="2026-03-02")
    filed = desk.step("file", receipt, meeting="提案委全体会议", decided_on="2026-03-03")
    assert (filed["stage"], filed["receipt_number"]) == ("filed", receipt)
    number: str = filed["number"]
    return number


def _hand_out(desk: Desk, number: str) -> None:
    desk.step("assign", number, lead=WRONG, co=CO, assigned_on="2026-03-20", batch="第一批")
    desk.step("hand-back", number, unit=WRONG, requested_on="2026-03-23", reason="不属本单位职责")
    desk.step("reassign", number, new_units=LEAD, decided_on="2026-03-25")
    for unit in (LEAD, *CO.split("、")):
        desk.step("sign", number, unit=unit, signed_on="2026-03-27")
    desk.step("contact", number, unit=LEAD, contacted_on="2026-04-01", way="走访", participants="周砚秋、许静安")
    desk.step("extension", number, unit=LEAD, requested_on="2026-06-01", new_due_on="2026-08-01", reason="需报县政府研究")
    desk.step("decide-extension", number, unit=LEAD, is_granted="是", decided_on="2026-06-02")
    for at, unit in enumerate(CO.split("、"), 1):
        desk.step("co-opinion", number, unit=unit, opinion_on="2026-04-10", number=f"会办〔2026〕{at}号")


def _answer(desk: Desk, number: str, *, replied_on: str, sent_on: str, result: str, paper: str) -> dict[str, Any]:
    reply = {"number": paper, "replied_on": replied_on, "reply_class": "B", "body": "答复。", "promised_on": "2026-12-01"}
    desk.step("reply", number, unit=LEAD, **reply)
    desk.step("send-forms", number, sent_on=sent_on)
    desk.step("feedback", number, proposer="周砚秋", attitude="满意", result=result, returned_on=sent_on)
    answer: dict[str, Any] = desk.step("feedback", number, proposer="许静安", attitude="满意", result="满意", returned_on=sent_on)
    return answer


def _finish(desk: Desk, number: str) -> None:
    desk.step("close", number, closed_on="2026-07-30")
    desk.step("follow", number, started_on="2026-08-01", planned_on="2026-12-01", item="12 部电梯")
    desk.step("follow-result", number, followed_on="2026-11-01", new_class="A", result="已装 12 部")
    archived = desk.step("archive", number, archive_number="2026-001", retention="永久", archived_on="2026-11-05")
    assert archived["stage_label"] == "归档"


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """The proposal at the end of its road; the tests only read."""
    desk = Desk(tmp_path_factory.mktemp("year") / "数据", today="2026-11-30")
    _set_up(desk)
    number = _file(desk)
    _hand_out(desk, number)
    _answer(desk, number, replied_on="2026-07-01", sent_on="2026-07-02", result="不满意", paper="云住建函〔2026〕1号")
    assert desk.step("redo", number, redone_on="2026-07-06", reason="补助标准没有答复")["stage"] == "redoing"
    _answer(desk, number, replied_on="2026-07-20", sent_on="2026-07-22", result="基本满意", paper="云住建函〔2026〕2号")
    _finish(desk, number)
    return desk, number


def test_a_script_carries_a_proposal_from_nothing_to_the_archive(archived: tuple[Desk, str]) -> None:
    desk, number = archived
    file = desk.json("show", number)
    assert (file["stage"], file["redo"], file["archive_number"]) == ("archived", 1, "2026-001")
    assert (file["reply_class"], file["follow_class"]) == ("B", "A")
    assert [line["name"] for line in file["proposers"]] == ["周砚秋", "许静安"]


def test_every_side_path_stays_in_the_file(archived: tuple[Desk, str]) -> None:
    desk, number = archived
    work = {row["unit"]: row for row in desk.json("show", number)["assignments"]}
    assert set(work) == {WRONG, LEAD, *CO.split("、")}
    assert (work[WRONG]["state"], work[WRONG]["hand_backs"][0]["is_accepted"]) == ("ended", True)
    extension = work[LEAD]["extensions"][0]
    assert (extension["old_due_on"], extension["new_due_on"], extension["is_granted"]) == ("2026-06-25", "2026-08-01", True)
    assert [(reply["redo"], reply["number"]) for reply in work[LEAD]["replies"]] == [(0, "云住建函〔2026〕1号"), (1, "云住建函〔2026〕2号")]
    assert [work[unit]["opinion_on"] for unit in CO.split("、")] == ["2026-04-10", "2026-04-10"]
    follow = work[LEAD]["follow_ups"][0]
    assert (follow["first_class"], follow["new_class"], follow["followed_on"]) == ("B", "A", "2026-11-01")


def test_each_proposer_was_asked_about_each_round(archived: tuple[Desk, str]) -> None:
    desk, number = archived
    forms = desk.json("show", number)["feedbacks"]
    assert [(form["redo"], form["proposer"], form["result"]) for form in forms] == [
        (0, "周砚秋", "不满意"), (0, "许静安", "满意"), (1, "周砚秋", "基本满意"), (1, "许静安", "满意"),
    ]  # fmt: skip


def test_the_check_up_and_the_figures_agree_with_the_road(archived: tuple[Desk, str]) -> None:
    desk, number = archived
    assert desk.json("check") == []
    figures = desk.json("stats")
    assert (figures["received"], figures["filed"], figures["pending"]) == (1, 1, 0)
    assert {row["name"]: (row["lead"], row["co"]) for row in figures["by_unit"]} == {
        "云溪县住建局": (1, 0), "云溪县财政局": (0, 1), "云溪县交通局": (0, 1),
    }  # fmt: skip
    assert figures["rates"]["form_return"]["numerator"] == figures["rates"]["form_return"]["denominator"] == 4
    assert desk.json("find", "电梯")[0]["number"] == number


def test_history_names_the_clerk_and_every_step(archived: tuple[Desk, str]) -> None:
    desk, number = archived
    history = desk.json("show", number)["history"]
    assert {event["actor"] for event in history} == {"何春棠"}
    told = "".join(event["label"] for event in history)
    for word in ("收件", "初审", "立案", "交办", "申请退办", "改派", "延期", "会办意见", "答复", "重新办理", "转入跟踪", "归档"):
        assert word in told
