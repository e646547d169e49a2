"""A life of several proposals walks every step there is, and every call leaves one operation in history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.invented_office import TITLE, InventedOffice
from zxdesk.queries.checkup import check
from zxdesk.services.steps import STEPS

WHOLE = {"title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
FIRST = {"reviewer": "何春棠", "reviewed_on": "2026-03-01", "category": "教育", "outcome": "立案"}
SECOND = {"reviewer": "组", "reviewed_on": "2026-03-02"}
FILED = {"meeting": "全体会议", "decided_on": "2026-03-03"}


@dataclass
class Diary:
    """Takes steps and looks after each one that exactly one operation was added."""

    office: InventedOffice
    taken: set[str] = field(default_factory=set)

    def __call__(self, verb: str, key: int | None = None, /, **values: object) -> int:
        before = {event["op_id"] for event in self.office.events()}
        change = self.office.step(verb, key, **values)
        after = {event["op_id"] for event in self.office.events()}
        assert after - before == {change.op_id}, verb
        assert all(event["action"] == verb for event in self.office.events(op_id=change.op_id))
        self.taken.add(verb)
        return change.subject or 0


def office_life(do: Diary) -> None:
    do("edit-office", phone="0900-555-0100")
    do("add-plenary", term=10, number=3, is_current="否")
    do("choose-plenary", plenary="十届三次")
    do("choose-plenary", plenary="十届二次")
    do("edit-plenary", year_starts_on="2025-12-01")
    do("set-rule", path="yellow_days", value="10")
    do("set-holiday", day="2026-03-24", is_workday="否", name="县庆")
    do("add-member", name="梁思齐", member_number="010")
    do("add-organisation", kind="党派", name="民建云溪县支部")
    do("add-unit-record", name="云溪县水利局")
    do("edit-member", member="010", phone="0900-555-0188")
    do("move-member", member="梁思齐", from_on="2026-03-05", committee="提案委员会")
    do("end-membership", member="梁思齐", ends_on="2026-03-20", status="调离")
    do("edit-organisation", organisation="民建云溪县支部", short_name="县民建")
    do("edit-unit-record", unit="云溪县水利局", phone="0900-555-0177")
    do("succeed-unit", unit="云溪县水利局", succession="更名", on="2026-04-01", successor="云溪县水务局")
    do("reserve-number", kind="提案号", number="0100", reason="留用")
    do("void-number", kind="提案号", number="0100", reason="未用")
    do("award-others", year=2026, kind="先进个人", person="罗一帆")
    do("correct-award-others", person="罗一凡", reason="错字")


def intake_life(do: Diary) -> int:
    key = do("draft", **WHOLE, invited="许静安")
    do("receive", key)
    do("countersign", key, proposer="许静安", answered_on="2026-02-27")
    do("return", key, reason="不具体", returned_on="2026-02-27")
    do("resubmit", key, resubmitted_on="2026-02-28", situation="新情况。")
    do("correct", key, keywords="电梯", reason="补", corrected_on="2026-02-28")
    scan = do.office.register.path.parent / "原件扫描.pdf"
    scan.write_bytes(b"scan")
    do("attach", key, file=str(scan), added_on="2026-02-28")
    do("first-review", key, **FIRST)
    do("attach", key, file=str(spare(scan)), added_on="2026-02-28")
    do("detach", key, record="别件的扫描.pdf", reason="加错了")
    do("step-back", key, reason="重审")
    do("first-review", key, **FIRST)
    do("second-review", key, **SECOND)
    do("correct-review", key, record="初审", reviewer="何春", reviewed_on="2026-02-28", reason="录错")
    do("file", key, **FILED)
    return key


def spare(scan: Path) -> Path:
    made = scan.parent / "别件的扫描.pdf"
    made.write_bytes(b"another")
    return made


def other_ends(do: Diary) -> None:
    keys = [do("register", **WHOLE) for _ in range(4)]
    for key in keys:
        do("first-review", key, **FIRST)
        do("second-review", key, **SECOND)
    do("merge", keys[0], lead="0001", merged_on="2026-03-04")
    do("unmerge", keys[0], reason="不同")
    do("opinion", keys[1], reasons="12", decided_on="2026-03-04")
    do("notify", keys[1], notified_on="2026-03-05", notified_by="电话")
    do("transfer", keys[1], target="市住建局", sent_on="2026-03-05")
    do("correct-transfer", keys[1], target="市住房和城乡建设局", reason="补全称")
    do("reject", keys[2], reasons="16", decided_on="2026-03-04")
    do("withdraw", keys[3], request="申请", reason="已解决", withdrawn_on="2026-03-05")


def handling_life(do: Diary, key: int) -> None:
    do("assign", key, lead="县民政局", co="县财政局", assigned_on="2026-03-20")
    do("add-unit", key, added_unit="县交通局", role="会办", assigned_on="2026-03-20")
    for unit in ("县财政局", "县民政局", "县交通局"):
        do("sign", key, unit=unit, signed_on="2026-03-21")
    do("hand-back", key, unit="县民政局", requested_on="2026-03-22", reason="不属职责")
    do("refuse-hand-back", key, unit="县民政局", decided_on="2026-03-23", note="属其职责")
    do("hand-back", key, unit="县民政局", requested_on="2026-03-24", reason="仍不属职责")
    do("reassign", key, unit="县民政局", new_units="县住建局", decided_on="2026-03-25")
    do("sign", key, unit="县住建局", signed_on="2026-03-26")
    do("contact", key, unit="县住建局", contacted_on="2026-04-01", way="走访")
    do("co-opinion", key, unit="县财政局", opinion_on="2026-04-02", number="1号")
    do("extension", key, unit="县住建局", requested_on="2026-05-01", reason="难", new_due_on="2026-08-01")
    do("decide-extension", key, unit="县住建局", is_granted="是", decided_on="2026-05-02")
    do("remind", key, unit="县住建局", reminded_on="2026-05-20", way="电话")
    do("correct-contact", key, unit="县住建局", contacted_on="2026-04-02", participants="周砚秋", reason="录错")
    do("correct-reminder", key, unit="县住建局", way="书面", reason="录错")
    do("submit-reply", key, unit="县住建局", submitted_on="2026-05-25", body="稿。")
    do("send-back-reply", key, unit="县住建局", reviewed_on="2026-05-26", reviewer="督查室", opinion="再改")
    do("reply", key, unit="县住建局", number="1号", replied_on="2026-06-01", reply_class="B", body="答复。")
    do("correct-reply", key, unit="县住建局", signer="顾南乔", reason="补签发人")
    do("correct-assignment", key, unit="县住建局", handler="石云舟", reason="补承办人")


def closing_life(do: Diary, key: int) -> None:
    answer = {"attitude": "满意", "returned_on": "2026-06-10"}
    do("send-forms", key, sent_on="2026-06-02")
    do("feedback", key, proposer="周砚秋", result="基本满意", **answer)
    do("take-back-feedback", key, proposer="周砚秋", reason="录错了人")
    do("remind-form", key, proposer="周砚秋", reminded_on="2026-06-09", way="电话")
    do("correct-form-reminder", key, person="何春棠", reason="漏了经办人")
    do("feedback", key, proposer="周砚秋", result="满意", **answer)
    do("correct-feedback", key, proposer="周砚秋", result="不满意")
    do("redo", key, redone_on="2026-06-12", reason="不满意")
    do("reply", key, unit="县住建局", number="2号", replied_on="2026-07-01", reply_class="B", body="再答复。")
    do("send-forms", key, sent_on="2026-07-02")
    for name in ("周砚秋", "许静安"):
        do("feedback", key, proposer=name, attitude="满意", result="满意", returned_on="2026-07-10")
    do("visit", key, visited_on="2026-07-11", way="走访", person="何春棠", result="属实")
    do("correct-visit", key, visited_on="2026-07-12", reason="录错")
    do("close", key, closed_on="2026-07-15")
    do("follow", key, started_on="2026-07-20", planned_on="2026-12-01")
    do("follow-result", key, followed_on="2026-11-20", new_class="A", result="已办")
    do("decide-publicity", key, publicity="目录")
    do("archive", key, archive_number="2026-001", retention="永久", archived_on="2026-11-30")


def supervision_life(do: Diary, key: int) -> None:
    do("suggest-key", key, suggested_on="2026-03-10")
    do("drop-key", key, reason="再议")
    do("suggest-key", key, suggested_on="2026-03-11")
    do("shortlist-key", key)
    do("decide-key", key, decided_on="2026-03-15", meeting="主席会议", level="提案委督办", leader="顾南乔")
    do("note", key, leader="顾南乔", noted_on="2026-03-16", note="抓紧。")
    do("correct-note", key, note="2026-03-17 顾南乔：抓紧办。", reason="录错")
    do("inspect", key, held_on="2026-04-15", way="现场督办")
    do("correct-inspection", key, held_on="2026-04-16", reason="录错")
    do("correct-key", key, leader="顾南桥", listed_for="民生", reason="录错")
    do("report-key", key, reported_on="2026-05-15", result="已落实")
    do("award", key, year=2026)
    do("correct-award", key, score="95", reason="漏了得分")


def walk_everything(do: Diary) -> None:
    office_life(do)
    key = intake_life(do)
    other_ends(do)
    handling_life(do, key)
    supervision_life(do, key)
    closing_life(do, key)
    do("lock-plenary", locked_on="2026-12-31")
    do("unlock-plenary", reason="更正")
    do("adopt", meeting="十届常委会第十次会议", adopted_on="2026-06-01")
    do("take-back-adoption", reason="会议写错")


def test_every_change_leaves_history(office: InventedOffice) -> None:
    do = Diary(office)
    walk_everything(do)
    assert {step.verb for step in STEPS} - do.taken == set()
    with office.reading() as session:
        assert [finding for finding in check(session, today=date(2026, 12, 31)) if finding.severity == "error"] == []
