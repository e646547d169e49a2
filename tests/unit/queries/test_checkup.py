from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.event import Event
from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberUse
from zxdesk.domain.office import Holiday
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.checks.finding import MOST, Finding, limited
from zxdesk.queries.checkup import check

from .conftest import TODAY, Cabinet


def issue(cabinet: Cabinet) -> None:
    """Enter the numbers that proposals bear into the list of numbers."""
    for proposal in cabinet.session.query(Proposal).order_by(Proposal.id):
        for kind, number in ((NumberKind.RECEIPT, proposal.receipt_number), (NumberKind.PROPOSAL, proposal.number)):
            if number:
                serial = int(number.removeprefix("收"))
                used = {"kind": kind, "number": number, "serial": serial, "use": NumberUse.ISSUED, "proposal_id": proposal.id}
                cabinet.put(IssuedNumber(plenary_id=proposal.plenary_id, **used))


def sound(cabinet: Cabinet) -> tuple[Proposal, Assignment]:
    """A proposal with a merged one, answered and asked for, in a register without fault (before it is sealed)."""
    cabinet.put(Holiday(day=date(2026, 5, 1), is_workday=False, name="劳动节"))
    people = [cabinet.member("周砚秋", "003"), cabinet.member("苏见青", "004")]
    lead = cabinet.proposal(
        "0001", proposers=people[:1], stage=Stage.CONSULTING, filed_on=date(2026, 3, 1), assigned_on=date(2026, 3, 20),
        replied_on=date(2026, 5, 8), sent_on=date(2026, 5, 10), reply_class="A",
    )  # fmt: skip
    merged = cabinet.proposal(None, proposers=people[1:], stage=Stage.MERGED, lead=lead)
    unit, other = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    row = cabinet.assignment(lead, unit, Role.LEAD, state=UnitState.REPLIED)
    cabinet.assignment(lead, other, Role.CO)
    reply = cabinet.reply(row)
    cabinet.feedback(lead, reply)
    cabinet.feedback(merged, reply)
    return lead, row


def findings(session: Session, cabinet: Cabinet) -> list[Finding]:
    """Seal the register, forget what is loaded, and check."""
    issue(cabinet)
    cabinet.seal()
    session.commit()
    session.expunge_all()
    return check(session, today=TODAY)


def rules_broken(found: list[Finding]) -> set[str]:
    return {finding.rule for finding in found}


def test_a_sound_register_has_no_findings_and_is_not_touched(session: Session, cabinet: Cabinet) -> None:
    sound(cabinet)
    cabinet.proposal("0002", proposers=[cabinet.member("陆青禾", "005")], filed_on=date(2026, 3, 1))
    assert findings(session, cabinet) == []
    assert not session.dirty
    assert not session.new


DAMAGE: list[tuple[str, str, str]] = [
    ("UPDATE proposal SET title = '改过' WHERE number = '0001'", "digest", "提案 0001 的内容与校验值不符"),
    ("UPDATE event SET reason = '改过'", "event-hash", "历史第 1 条（登记）的内容被改动过"),
    ("UPDATE event SET seq = 2", "event-gap", "历史第 1 至 1 条缺失"),
    ("UPDATE event SET prev_hash = 'sha256:00'", "event-chain", "历史第 1 条与前一条接不上"),
    ("DELETE FROM feedback WHERE id = 1", "record-missing", "征询意见 #1 在历史里有、在登记簿里没有"),
    ("UPDATE proposal SET digest = NULL WHERE number = '0001'", "digest-missing", "有 1 条提案没有校验值"),
    ("UPDATE proposal SET proposer_names = '别人' WHERE number = '0001'", "summary", "十届二次 0001 的列表摘要"),
]


@pytest.mark.parametrize(("damage", "rule", "sentence"), DAMAGE, ids=[rule for _damage, rule, _sentence in DAMAGE])
def test_damage_done_behind_the_program_is_found(
    session: Session, cabinet: Cabinet, damage: str, rule: str, sentence: str
) -> None:
    sound(cabinet)
    findings(session, cabinet)
    session.execute(text(damage))
    session.commit()
    found = [finding for finding in check(session, today=TODAY) if finding.rule == rule]
    assert len(found) == 1
    assert sentence in found[0].sentence


def test_an_older_copy_of_a_record_put_back_is_found(session: Session, cabinet: Cabinet) -> None:
    lead, _row = sound(cabinet)
    key = lead.id
    assert findings(session, cabinet) == []
    old = session.execute(text("SELECT title, version, digest FROM proposal WHERE id = :id"), {"id": key}).one()
    session.get_one(Proposal, key).title = "关于改善县城停车秩序的提案（修改）"
    cabinet.seal()
    session.commit()
    assert check(session, today=TODAY) == []
    session.execute(
        text("UPDATE proposal SET title = :title, version = :version, digest = :digest WHERE id = :id"), {**old._mapping, "id": key}
    )
    session.commit()
    session.expunge_all()
    (finding,) = check(session, today=TODAY)
    assert finding == Finding("history", "error", "提案 0001", "提案 0001 的提案内容旧于历史第 2 条所记，用备份核对。")


def _early_reply(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    row.replies[0].replied_on = date(2026, 3, 1)


def _late_filing(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.filed_on = date(2026, 3, 21)


def _future_reply(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.replied_on = row.replies[0].replied_on = date(2026, 6, 30)


def _unasked(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    cabinet.line(lead, cabinet.member("何春棠", "009"), 1)


def _unanswered(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    cabinet.assignment(lead, cabinet.unit("CG01", "云溪县城管局"), Role.SEPARATE, due_on=date(2026, 6, 20))


def _unassigned(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    cabinet.proposal("0002", stage=Stage.HANDLING, proposers=[lead.lines[0].member])


def _no_lead(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    cabinet.proposal(None, stage=Stage.MERGED, proposers=[lead.lines[0].member])


def _lost_lead(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.merged[0].stage = Stage.FILED
    lead.merged[0].number = "0002"


def _withdrawn(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    stopped = cabinet.proposal(None, stage=Stage.WITHDRAWN, proposers=[lead.lines[0].member])
    cabinet.assignment(stopped, row.unit)


def _nobody(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    cabinet.proposal("0002")


def _unit_not_yet(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    row.unit.valid_from = date(2026, 4, 1)


def _unit_over(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    heir = cabinet.unit("WJ02", "云溪县卫生健康委")
    unit = lead.assignments[1].unit
    unit.valid_to, unit.successor_id = date(2026, 5, 31), heir.id


def _left(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.lines[0].member.memberships[0].ends_on = date(2026, 1, 31)


def _category(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.category = "天文"


def _uncategorised(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    lead.category = ""


def _year(cabinet: Cabinet, lead: Proposal, row: Assignment) -> None:
    for assignment, rule in zip(lead.assignments, ("reply_lead", "redo"), strict=True):
        assignment.due_on, assignment.due_rule = date(2027, 2, 1), rule
    lead.feedbacks[0].due_on = date(2027, 1, 5)
    lead.refresh_summary()


BREAKS: list[tuple[Callable[[Cabinet, Proposal, Assignment], None], str, str]] = [
    (_early_reply, "date-order", "十届二次 0001 云溪县教育局的答复日期 2026-03-01 早于交办日期 2026-03-20；改正其中一个。"),
    (_late_filing, "date-order", "十届二次 0001 交办日期 2026-03-20 早于立案日期 2026-03-21；改正其中一个。"),
    (_future_reply, "date-future", "十届二次 0001 办复日期 2026-06-30 晚于今天 2026-06-10；核对日期。"),
    (_unasked, "form-missing", "十届二次 0001 没有向何春棠发征询意见表；补发，或注明不需征询。"),
    (_unanswered, "reply-missing", "十届二次 0001 是“征询中”，云溪县城管局却没有答复；补登记答复，或退回办理中。"),
    (_unassigned, "assignment-missing", "十届二次 0002 是“办理中”，却没有单位答复；补登记交办。"),
    (_no_lead, "merge", "十届二次 收0003 已并案，却没有主案；补登记主案，或解除并案。"),
    (_lost_lead, "merge", "十届二次 0002 是“立案”，却还连着主案；解除并案。"),
    (_withdrawn, "assignment-open", "十届二次 收0003 已是“撤案”，云溪县教育局却还在办；登记停办。"),
    (_nobody, "proposer-missing", "十届二次 0002 已是“立案”，却没有提案者；补登记提案者。"),
    (_unit_not_yet, "unit-gone", "十届二次 0001 交办给云溪县教育局的日期 2026-03-20 不在该单位的有效期内；改日期或改派。"),
    (_unit_over, "unit-ended", "云溪县卫健局已于 2026-05-31 停用，还有 1 件由它办理；改派给云溪县卫生健康委。"),
    (_left, "member-term", "十届二次 0001 的提案者周砚秋在 2026-02-20 不是本届在任委员；核对提交日期和任职日期。"),
    (_category, "category", "十届二次有 1 件的类别“天文”不在规则包里，归入五大建设时算作其他；改类别，或在规则包里补上。"),
    (_uncategorised, "figures", "十届二次各类别合计 0 件，与立案 1 件不符，1 件没有填类别。"),
    (_year, "holidays", "2027年的放假安排还没有录入，有 1 个按工作日计的期限在那一年，按周一至周五推算；录入后重新计算。"),
]


@pytest.mark.parametrize(("spoil", "rule", "sentence"), BREAKS, ids=[spoil.__name__[1:] for spoil, _rule, _sentence in BREAKS])
def test_a_fault_is_named_in_a_sentence(
    session: Session, cabinet: Cabinet, spoil: Callable[[Cabinet, Proposal, Assignment], None], rule: str, sentence: str
) -> None:
    lead, row = sound(cabinet)
    spoil(cabinet, lead, row)
    assert sentence in [finding.sentence for finding in findings(session, cabinet) if finding.rule == rule]


def number(cabinet: Cabinet, serial: int, **values: Any) -> None:
    defaults = {"plenary_id": cabinet.plenary.id, "kind": NumberKind.PROPOSAL, "number": f"{serial:04d}", "use": NumberUse.ISSUED}
    cabinet.put(IssuedNumber(**(defaults | {"serial": serial} | values)))


def test_gaps_doubles_and_strays_among_numbers_are_named(session: Session, cabinet: Cabinet) -> None:
    member = cabinet.member("周砚秋", "003")
    for serial in (1, 5):
        cabinet.proposal(f"{serial:04d}", proposers=[member])
        number(cabinet, serial)
    number(cabinet, 2, use=NumberUse.VOID, reason="撤回")
    number(cabinet, 5, number="5", use=NumberUse.VOID)
    number(cabinet, 6)
    cabinet.proposal("0009", proposers=[member])
    cabinet.seal()
    found = {finding.rule: finding.sentence for finding in check(session, today=TODAY) if "提案号" in finding.sentence}
    assert found["number-gap"] == "十届二次 提案号 缺 3–4，没有发出，也没有预留或作废的记录；作废并写明原因，或补登记。"
    assert found["number-double"] == "十届二次 提案号 0005 和 5 是同一个号，用了 2 次；作废其中一个。"
    assert found["number-unlisted"].startswith("十届二次 0009 的提案号没有编号记录")
    assert found["number-unused"].startswith("十届二次 提案号 0006 记为已用，却没有提案用它")


def test_errors_come_before_warnings_and_a_flood_is_counted(session: Session, cabinet: Cabinet) -> None:
    for serial in range(MOST + 5):
        cabinet.proposal(f"{serial + 1:04d}")
    found = findings(session, cabinet)
    nobody = [finding for finding in found if finding.rule == "proposer-missing"]
    assert len(nobody) == MOST + 1
    assert "另有 5 处没有列出" in nobody[-1].sentence
    severities = [finding.severity for finding in found]
    assert severities == sorted(severities)
    assert limited([]) == []


def test_history_is_streamed_in_order(session: Session, cabinet: Cabinet) -> None:
    member = cabinet.member("周砚秋", "003")
    proposal = cabinet.proposal("0001", proposers=[member], filed_on=date(2026, 3, 1))
    issue(cabinet)
    cabinet.seal()
    for _ in range(3):
        cabinet.event(proposal, {}, proposal=proposal)
    session.commit()
    assert check(session, today=TODAY) == []
    assert session.query(Event).count() == 4
