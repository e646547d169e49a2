"""Key proposals from suggestion to report, inspections, awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.supervision import Award, Inspection, KeyProposal, KeyState
from zxdesk.services.change import Change
from zxdesk.services.frame import rules_of
from zxdesk.services.resolve import unit_named


def suggest_key(session: Session, proposal_id: int, *, suggested_on: date, suggested_by: str = "", reason: str = "") -> Change:
    """建议列为重点. Source: domain §1.9, §2.3."""
    proposal = _filed(session, proposal_id)
    if proposal.key_file is not None and proposal.key_file.state is not KeyState.DROPPED:
        raise RuleError(f"{proposal.name} 已在重点提案名单里（{proposal.key_file.state.label}）。", "stage")
    key = proposal.key_file or KeyProposal(state=KeyState.SUGGESTED)
    key.state, key.suggested_on, key.suggested_by, key.reason = KeyState.SUGGESTED, suggested_on, suggested_by, reason
    proposal.key_file = key
    proposal.is_key_suggested = True
    return Change(f"建议重点 {proposal.name}", proposal.id)


def shortlist_key(session: Session, proposal_id: int, *, reason: str = "") -> Change:
    """列入候选."""
    key = _key(session, proposal_id, KeyState.SUGGESTED)
    key.state, key.reason = KeyState.CANDIDATE, reason or key.reason
    return Change(f"重点候选 {key.proposal.name}", proposal_id)


def decide_key(
    session: Session,
    proposal_id: int,
    *,
    decided_on: date,
    meeting: str,
    level: str,
    leader: str,
    supervisor: str = "",
    ways: tuple[str, ...] = (),
    planned_on: date | None = None,
) -> Change:
    """主席会议确定, with leader, supervisor and plan. Source: domain §1.9, §4.8."""
    key = _key(session, proposal_id, KeyState.SUGGESTED, KeyState.CANDIDATE)
    require_decided(session, key, suggested_on=key.suggested_on, decided_on=decided_on, level=level, ways=ways)
    key.state, key.decided_on, key.meeting, key.level = KeyState.DECIDED, decided_on, meeting, level
    key.leader, key.supervisor, key.ways, key.planned_on = leader, supervisor, list(ways), planned_on
    key.proposal.is_key = True
    return Change(f"确定重点 {key.proposal.name}", proposal_id)


def drop_key(session: Session, proposal_id: int, *, reason: str) -> Change:
    """Not taken, or taken off the list, with the reason."""
    key = _key(session, proposal_id, KeyState.SUGGESTED, KeyState.CANDIDATE, KeyState.DECIDED)
    key.state, key.reason = KeyState.DROPPED, reason
    key.proposal.is_key = False
    return Change(f"不列重点 {key.proposal.name}", proposal_id)


def register_inspection(
    session: Session, proposal_id: int, *, held_on: date, way: str, participants: tuple[str, ...] = (), content: str = ""
) -> Change:
    """督办记录 of a key proposal."""
    key = _key(session, proposal_id, KeyState.DECIDED)
    require_inspection(session, key, held_on=held_on, way=way)
    key.inspections.append(Inspection(held_on=held_on, way=way, participants="、".join(participants), content=content))
    return Change(f"督办记录 {key.proposal.name}", proposal_id)


def register_note(session: Session, proposal_id: int, *, leader: str, noted_on: date, note: str) -> Change:
    """领导批示 on a proposal, kept with its key file where there is one."""
    proposal = _filed(session, proposal_id)
    written = f"{noted_on:%Y-%m-%d} {leader}：{note}"
    proposal.leader_note = "\n".join(filter(None, (proposal.leader_note, written)))
    if proposal.key_file is not None:
        proposal.key_file.note, proposal.key_file.note_by, proposal.key_file.note_on = note, leader, noted_on
    return Change(f"批示 {proposal.name}", proposal.id)


def report_key(session: Session, proposal_id: int, *, reported_on: date, result: str, report: str = "") -> Change:
    """督办报告 closes the supervision."""
    key = _key(session, proposal_id, KeyState.DECIDED)
    if not key.inspections:
        raise RuleError(f"{key.proposal.name} 还没有督办记录，先登记再报告。", "report")
    require_reported(key, reported_on)
    key.state, key.reported_on, key.result, key.report = KeyState.REPORTED, reported_on, result, report
    return Change(f"督办报告 {key.proposal.name}", proposal_id)


def require_decided(
    session: Session, key: KeyProposal, *, suggested_on: date | None, decided_on: date, level: str, ways: Sequence[str]
) -> None:
    """``RuleError`` where a key proposal cannot have been decided so; the same when it is decided and when that is corrected."""
    rules = rules_of(session, key.proposal.plenary)
    if level not in rules.supervision_levels:
        raise RuleError(f"没有“{level}”这个督办级别；可选的是：{'、'.join(rules.supervision_levels)}。", "level")
    for way in ways:
        if way not in rules.supervision_ways:
            raise RuleError(f"没有“{way}”这种督办方式；可选的是：{'、'.join(rules.supervision_ways)}。", "ways")
    if suggested_on is not None and decided_on < suggested_on:
        raise RuleError(f"确定日期 {decided_on} 早于建议日期 {suggested_on}。", "decided_on")


def require_inspection(session: Session, key: KeyProposal, *, held_on: date, way: str) -> None:
    """``RuleError`` where an inspection cannot have been so, registered or corrected."""
    ways = rules_of(session, key.proposal.plenary).supervision_ways
    if way not in ways:
        raise RuleError(f"没有“{way}”这种督办方式；可选的是：{'、'.join(ways)}。", "way")
    if key.decided_on is not None and held_on < key.decided_on:
        raise RuleError(f"督办日期 {held_on} 早于确定日期 {key.decided_on}。", "held_on")
    if key.reported_on is not None and held_on > key.reported_on:
        raise RuleError(f"督办日期 {held_on} 晚于报告日期 {key.reported_on}。", "held_on")


def require_reported(key: KeyProposal, reported_on: date) -> None:
    """``RuleError`` where the report would come before the last inspection."""
    last = max((inspection.held_on for inspection in key.inspections), default=key.decided_on)
    if last is not None and reported_on < last:
        raise RuleError(f"报告日期 {reported_on} 早于最后一次督办 {last}。", "reported_on")


def give_award(
    session: Session,
    *,
    year: int,
    kind: str,
    proposal_id: int | None = None,
    award_unit: str | None = None,
    person: str = "",
    recommended_by: str = "",
    score: str = "",
    meeting_on: date | None = None,
    document_number: str = "",
) -> Change:
    """评优: a good proposal, unit or person. Source: domain §1.10."""
    require_year(year)
    proposal = session.get_one(Proposal, proposal_id) if proposal_id is not None else None
    unit = unit_named(session, award_unit, on=meeting_on or date(year, 12, 31), field="award_unit") if award_unit else None
    if kind == "优秀提案" and (proposal is None or not proposal.is_filed):
        raise RuleError("优秀提案要从已立案的提案里评。", "kind")
    require_winner(kind, has_unit=unit is not None, person=person)
    award = Award(
        year=year, kind=kind, proposal=proposal, unit=unit, person=person, recommended_by=recommended_by,
        score=score, meeting_on=meeting_on, document_number=document_number,
    )
    session.add(award)
    if proposal is not None and kind == "优秀提案":
        proposal.is_good = True
    return Change(f"评优 {kind}", proposal.id if proposal else None)


def require_year(year: int) -> None:
    """``RuleError`` where the year of an award is none, given or corrected."""
    if not 1900 <= year <= 2199:
        raise RuleError(f"年度 {year} 不对，写成 2026 这样的四位年份。", "year")


def require_winner(kind: str, *, has_unit: bool, person: str) -> None:
    """``RuleError`` where an award does not say who won it."""
    if kind == "先进承办单位" and not has_unit:
        raise RuleError("先进承办单位要写明单位。", "award_unit")
    if kind == "先进个人" and not person:
        raise RuleError("先进个人要写明姓名。", "person")


def award_proposal(
    session: Session,
    proposal_id: int,
    *,
    year: int,
    recommended_by: str = "",
    score: str = "",
    meeting_on: date | None = None,
    document_number: str = "",
) -> Change:
    """优秀提案."""
    return give_award(
        session, year=year, kind="优秀提案", proposal_id=proposal_id, recommended_by=recommended_by,
        score=score, meeting_on=meeting_on, document_number=document_number,
    )


def _filed(session: Session, proposal_id: int) -> Proposal:
    proposal = session.get_one(Proposal, proposal_id)
    if not proposal.is_filed:
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，立案以后才能列为重点或批示。", "stage")
    return proposal


def _key(session: Session, proposal_id: int, *states: KeyState) -> KeyProposal:
    proposal = _filed(session, proposal_id)
    key = proposal.key_file
    if key is None or key.state not in states:
        now = key.state.label if key else "没有列入"
        raise RuleError(f"{proposal.name} 的重点提案状态是“{now}”，要在“{'、'.join(s.label for s in states)}”时才能这样做。", "stage")
    return key
