"""Taking proposals in: draft, receipt, return for completion, countersigning."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.issued_number import NumberKind
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.review import TextVersion
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import BEFORE_REPLY, Stage, advance
from zxdesk.domain.unit import HandlingUnit
from zxdesk.services.bulk import record_of, settle
from zxdesk.services.change import Change
from zxdesk.services.frame import plenary_of, rules_of
from zxdesk.services.numbers import issue
from zxdesk.services.resolve import by_id, member_named, organisation_named

MEMBER_KINDS = ("个人", "联名")
STANDING = frozenset({Signature.SIGNED, Signature.PENDING})
TEXTS = ("title", "situation", "analysis", "suggestion")


def draft_proposal(session: Session, *, title: str, plenary: str | None = None, **values: Any) -> Change:
    """P1: keep a proposal before anything but its title is known."""
    proposal = new_draft(session, plenary_of(session, plenary), title=title, **values)
    return Change(f"起草《{proposal.title[:20]}》", proposal.id)


def register_proposal(session: Session, *, title: str, plenary: str | None = None, **values: Any) -> Change:
    """P1 and P2 in one act: a new proposal received and given its receipt number."""
    receiving = {name: values.pop(name) for name in ("received_on", "receipt_number", "timing", "timing_reason") if name in values}
    proposal = new_draft(session, plenary_of(session, plenary), title=title, **values)
    return receive_proposal(session, proposal.id, **receiving)


def receive_proposal(
    session: Session,
    proposal_id: int,
    *,
    received_on: date | None = None,
    receipt_number: str | None = None,
    timing: str | None = None,
    timing_reason: str = "",
    **values: Any,
) -> Change:
    """P2: 草稿 becomes 已收件 with a receipt number. Source: domain §2.1 P2."""
    proposal = record_of(session, Proposal, proposal_id)
    fill(session, proposal, **values)
    proposal.require_complete()
    proposal.received_on = received_on or proposal.submitted_on
    _require_receipt_after_submission(proposal, "received_on")
    advance(proposal, "P2")
    computed = _computed_timing(proposal)
    if timing and timing != computed and not timing_reason.strip():
        raise RuleError("按截止时间算出的会间、平时与所选不同，改判要写理由。", "timing_reason")
    proposal.timing = timing or computed
    proposal.timing_reason = timing_reason
    proposal.receipt_number = issue(session, proposal, NumberKind.RECEIPT, wanted=receipt_number)
    return Change(f"收件 {proposal.receipt_number}", proposal.id, warnings=_remarks(session, proposal))


def return_proposal(session: Session, proposal_id: int, *, reason: str, returned_on: date | None = None) -> Change:
    """P3: back to the proposer with the reason. Source: domain §2.1 P3."""
    proposal = record_of(session, Proposal, proposal_id)
    last = max((review.reviewed_on for review in proposal.reviews), default=proposal.received_on)
    if returned_on is not None and last is not None and returned_on < last:
        raise RuleError(f"退回日期 {returned_on} 早于收件或审查日期 {last}；改正其中一个。", "returned_on")
    advance(proposal, "P3")
    proposal.outcome_note = reason
    if returned_on is not None:
        proposal.notified_on = returned_on
    return Change(f"退回补充 {proposal.name}", proposal.id)


def resubmit_proposal(session: Session, proposal_id: int, *, resubmitted_on: date, **values: Any) -> Change:
    """P4: the changed text comes in; the old text is kept as a version."""
    proposal = record_of(session, Proposal, proposal_id)
    if all(values.get(name) in (None, getattr(proposal, name)) for name in TEXTS) and not values.get("proposers"):
        raise RuleError("重交的内容和退回前一样；改案由、情况、分析、建议中的一处再交。", "situation")
    if proposal.notified_on is not None and resubmitted_on < proposal.notified_on:
        raise RuleError(f"重交日期 {resubmitted_on} 早于退回日期 {proposal.notified_on}；改正其中一个。", "resubmitted_on")
    advance(proposal, "P4")
    keep_version(proposal, on=resubmitted_on, reason="补充后重交")
    _fill_received(session, proposal, values)
    return Change(f"补充重交 {proposal.name}", proposal.id)


def correct_proposal(session: Session, proposal_id: int, *, reason: str, corrected_on: date, **values: Any) -> Change:
    """Correct what was entered; after receipt a changed text is kept as a version. Needs a reason."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.stage is not Stage.DRAFT and any(name in values and values[name] != getattr(proposal, name) for name in TEXTS):
        keep_version(proposal, on=corrected_on, reason=reason)
    if "category" in values:
        set_category(session, proposal, values.pop("category"))
    if proposal.stage is Stage.DRAFT:
        fill(session, proposal, **values)
    else:
        _fill_received(session, proposal, values)
    return Change(f"更正 {proposal.name}", proposal.id)


def countersign(session: Session, proposal_id: int, *, proposer: str, answer: str, answered_on: date) -> Change:
    """A joint proposer signs, declines, or lets the time pass. Source: domain §2.3."""
    proposal = record_of(session, Proposal, proposal_id)
    leading = proposal.lead or proposal
    if leading.stage not in BEFORE_REPLY:
        raise RuleError(f"{leading.name} 现在是“{leading.stage.label}”，办复以前才能会签。", "stage")
    line = line_named(proposal, proposer)
    if line.signature is not Signature.PENDING:
        raise RuleError(f"{line.name}的会签已是“{line.signature.label}”，不再改动。", "proposer")
    if line.invited_on is not None and answered_on < line.invited_on:
        raise RuleError(f"会签日期 {answered_on} 早于邀请日期 {line.invited_on}。", "answered_on")
    line.signature = Signature.from_text(answer)
    line.signed_on = answered_on
    return Change(f"会签 {proposal.name} {line.name}", proposal.id)


def new_draft(session: Session, plenary: Plenary, *, title: str, **values: Any) -> Proposal:
    """A draft with what is known so far."""
    plenary.require_unlocked()
    proposal = Proposal(plenary=plenary, title="", stage=Stage.DRAFT)
    fill(session, proposal, title=title, **values)
    proposal.refresh_summary()
    session.add(proposal)  # whole already, so that it is written once
    settle(session)
    return proposal


def fill(session: Session, proposal: Proposal, **values: Any) -> None:
    """Set the plain fields, then the proposers; ``RuleError`` for a title missing or too long, or a proposer out of term.

    Invited names given alone join the proposers there are.
    """
    proposers, invited = values.pop("proposers", None), values.pop("invited", ())
    if category := values.pop("category", None):
        set_category(session, proposal, category)
    for name, value in values.items():
        setattr(proposal, name, "、".join(named_units(session, value)) if isinstance(value, tuple) else value)
    rules = rules_of(session, proposal.plenary)
    if not proposal.title.strip():
        raise RuleError("案由还没有填。", "title")
    if len(proposal.title) > rules.title_max:
        raise RuleError(f"案由有 {len(proposal.title)} 字，超过 {rules.title_max} 字，缩短后再存。", "title")
    if proposers is None and invited:
        proposers = tuple(f"#{line.member_id or line.organisation_id}" for line in proposal.signed_lines)
    if proposers is not None:
        set_proposers(session, proposal, rules, tuple(proposers), tuple(invited))
    elif values.keys() & {"submitted_on", "proposer_kind"}:
        _require_proposers_fit(session, proposal, rules)


def set_proposers(session: Session, proposal: Proposal, rules: Rules, names: tuple[str, ...], invited: tuple[str, ...]) -> None:
    """Put the proposers in order, each with a snapshot of that day; the first is 第一提案人. Source: domain §1.2."""
    on = proposal.submitted_on
    if on is None:
        raise RuleError("先填提交日期，才能核对提案者当天是否在任。", "submitted_on")
    if proposal.stage not in (Stage.DRAFT, Stage.RECEIVED, Stage.RETURNED):
        raise RuleError(f"{proposal.name} 已进入审查，提案者不能再换；要换先退回补充。", "proposers")
    kind = _kind(proposal, rules, names + invited)
    if proposal.lines:
        for line in list(proposal.lines):
            session.delete(line)  # it keeps its proposal, whose history tells of it
        session.flush()
        session.expire(proposal, ["lines"])
    for position, name in enumerate(names + invited):
        field = "invited" if name in invited else "proposers"
        line = _line(session, proposal, name, on=on, is_member=kind in MEMBER_KINDS, field=field)
        if any(other.member is line.member and other.organisation is line.organisation for other in proposal.lines):
            raise RuleError(f"{line.name}填了两次，一件提案里只署名一次。", field)
        line.position = position
        line.signature = Signature.PENDING if name in invited else Signature.SIGNED
        line.invited_on = on if name in invited else None
        line.signed_on = None if name in invited else on
        proposal.lines.append(line)


def named_units(session: Session, names: tuple[str, ...]) -> list[str]:
    """Wishes of the proposer: a chosen unit by its short name, free words as they are."""
    chosen = [by_id(session, HandlingUnit, name) for name in names]
    return [unit.short if unit else name for name, unit in zip(names, chosen, strict=True)]


def set_category(session: Session, proposal: Proposal, category: str) -> None:
    """Set a category the rule package knows; ``RuleError`` lists them otherwise."""
    rules = rules_of(session, proposal.plenary)
    if rules.category(category) is None:
        raise RuleError(f"规则包里没有“{category}”这个类别；可选的是：{'、'.join(c.name for c in rules.categories)}。", "category")
    proposal.category = category


def keep_version(proposal: Proposal, *, on: date, reason: str) -> None:
    """Keep the present wording beside the new one."""
    texts = {name: getattr(proposal, name) for name in TEXTS}
    proposal.text_versions.append(TextVersion(replaced_on=on, reason=reason, **texts))


def line_named(proposal: Proposal, name: str) -> ProposerLine:
    """A proposer of this proposal by name or #id."""
    for line in proposal.lines:
        if name in (line.name, f"#{line.id}"):
            return line
    raise RuleError(f"{proposal.name} 的提案者里没有“{name}”；有：{'、'.join(line.name for line in proposal.lines)}。", "proposer")


def _fill_received(session: Session, proposal: Proposal, values: dict[str, Any]) -> None:
    """Change what is in already: it stays complete and in order, and its timing follows the day of submission."""
    fill(session, proposal, **values)
    proposal.require_complete()
    _require_receipt_after_submission(proposal, "submitted_on")
    if values.keys() & {"submitted_on", "submitted_at"} and not proposal.timing_reason:
        proposal.timing = _computed_timing(proposal)


def _require_receipt_after_submission(proposal: Proposal, field: str) -> None:
    received, submitted = proposal.received_on, proposal.submitted_on
    if received is not None and submitted is not None and received < submitted:
        raise RuleError(f"收件日期 {received} 早于提交日期 {submitted}；改正其中一个。", field)


def _computed_timing(proposal: Proposal) -> str:
    assert proposal.submitted_on is not None
    return proposal.plenary.timing_of(proposal.submitted_on, proposal.submitted_at)


def _require_proposers_fit(session: Session, proposal: Proposal, rules: Rules) -> None:
    """``RuleError`` when a changed date or kind no longer fits the proposers there are."""
    on, standing = proposal.submitted_on, [line for line in proposal.lines if line.signature in STANDING]
    if on is None or not standing:
        return
    is_member = _kind(proposal, rules, tuple(line.name for line in standing)) in MEMBER_KINDS
    for line in standing:
        if (line.member_id is not None) != is_member:
            raise RuleError(f"提案者类型“{proposal.proposer_kind}”与提案者{line.name}不符；改类型，或连提案者一起改。", "proposer_kind")
        _line(session, proposal, f"#{line.member_id or line.organisation_id}", on=on, is_member=is_member, field="submitted_on")


def _kind(proposal: Proposal, rules: Rules, names: tuple[str, ...]) -> str:
    kinds = [choice.name for choice in rules.proposer_types]
    if not proposal.proposer_kind:
        proposal.proposer_kind = "个人" if len(names) == 1 else "联名"
    if proposal.proposer_kind not in kinds:
        raise RuleError(f"没有“{proposal.proposer_kind}”这种提案者类型；可选的是：{'、'.join(kinds)}。", "proposer_kind")
    if proposal.proposer_kind == "个人" and len(names) > 1:
        raise RuleError(f"提案者类型是个人，却填了 {len(names)} 位；改为联名，或只留一位。", "proposer_kind")
    if proposal.proposer_kind == "联名" and len(names) == 1:
        raise RuleError("提案者类型是联名，却只有一位；改为个人，或补上联名人。", "proposer_kind")
    return proposal.proposer_kind


def _line(session: Session, proposal: Proposal, name: str, *, on: date, is_member: bool, field: str) -> ProposerLine:
    if not is_member:
        body = organisation_named(session, name, on=on, field=field)
        return ProposerLine(
            organisation=body, name=body.name, sector="", phone=body.phone, address=body.address, postcode=body.postcode
        )
    member, held = member_named(session, name, on=on, term=proposal.plenary.term, field=field)
    return ProposerLine(
        member=member, name=member.name, sector=held.sector, party=member.party, committee=held.committee,
        phone=member.phone, address=member.address or member.workplace, postcode=member.postcode,
    )


def _remarks(session: Session, proposal: Proposal) -> tuple[str, ...]:
    rules = rules_of(session, proposal.plenary)
    remarks = []
    length = sum(len(getattr(proposal, name) or "") for name in TEXTS[1:])
    if length > rules.body_max:
        remarks.append(f"正文 {length} 字，超过建议的 {rules.body_max} 字。")
    if proposal.proposer_kind not in MEMBER_KINDS and not proposal.is_sealed:
        remarks.append("集体提案还没有注明盖章或召集人签名。")
    if pending := proposal.pending_signatures():
        remarks.append(f"{len(pending)} 位联名人待会签：{'、'.join(line.name for line in pending)}。")
    return tuple(remarks)
