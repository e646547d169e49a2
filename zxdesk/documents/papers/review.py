"""The papers of review: 审查单, the letters after it, and the 立案登记 of a plenary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, PROPOSER_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.intake import review_verdict
from zxdesk.documents.papers.review_letters import LETTERS, sentence
from zxdesk.documents.values import Texts, answering_units, chinese_date, co_units, joined, office_values, proposer_rows, told_reasons
from zxdesk.domain.assignment import Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review, ReviewStep
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.paper_records import plenary_of, proposals_for_papers

_NO_DATE = "　　年　　月　　日"
_MOST_NAMES = 3
_ALSO_NOTED = (("is_key", "重点提案"), ("is_first", "一号提案"), ("is_secret", "涉密"))


def review_sheets(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 审查单 a proposal; steps that are not done yet are left to be written by hand. Source: domain §7.5."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_no_review_sheet):
        rules = desk.rules(proposal)
        steps = {step: _last_of(proposal, step) for step in ReviewStep}
        opinions = {f"{step.label}意见": _opinion(proposal, steps[step], rules) for step in ReviewStep}
        signatures = {f"{step.label}签署": _signature(steps[step]) for step in ReviewStep}
        values: Values = {
            **desk.values(proposal),
            **opinions,
            **signatures,
            **_checks(proposal, steps),
            "提案者名单": proposer_rows(proposal.signed_lines),
        }
        yield Paper(stem=proposal.name, values=values, proposal_id=proposal.id)


def filing_register(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The 立案登记 of a plenary: every number given out, in order; those merged or withdrawn since are said. Source: domain §2.1 P7."""
    desk, plenary = Desk(session, request, moment), plenary_of(session, request.plenary_id)
    numbered = select(Proposal.id).where(Proposal.plenary_id == plenary.id, Proposal.number.is_not(None))
    wanted = [key for key in session.scalars(numbered) if not request.proposals or key in request.proposals]
    if not wanted:
        where = "所选提案里" if request.proposals else plenary.name
        raise RuleError(f"{where}还没有立案的提案；立案以后再制作立案登记。", "plenary")
    proposals = proposals_for_papers(session, wanted)
    values: Values = {
        **office_values(desk.office, plenary, moment),
        "登记": tuple(_register_row(proposal) for proposal in proposals),
        **_register_counts(proposals),
    }
    yield Paper(stem=plenary.name, values=values)


def _no_review_sheet(proposal: Proposal) -> str:
    return f"{proposal.name}还没有收件；收件以后再制作审查单。" if proposal.stage is Stage.DRAFT else ""


def _last_of(proposal: Proposal, step: ReviewStep) -> Review | None:
    return next((review for review in reversed(proposal.reviews) if review.step is step), None)


def _opinion(proposal: Proposal, review: Review | None, rules: Rules) -> str:
    """What was written, then what is proposed: the outcome with its reasons; of the decision, the decision itself."""
    if review is None:
        return ""
    if review.step is ReviewStep.DECISION:
        return "\n".join(filter(None, (sentence(review.opinion), review_verdict(proposal, rules), sentence(proposal.outcome_note))))
    reasons = told_reasons(rules, review.reasons)
    outcome = f"建议{review.outcome}" if review.outcome else ""
    said = sentence(f"{outcome}：{reasons}" if outcome and reasons else outcome)
    written = sentence(review.opinion)
    return "\n".join(filter(None, (written, "" if said.rstrip("。") in written else said)))


def _signature(review: Review | None) -> str:
    """Who signed and when, or the blanks for it."""
    if review is None:
        return f"签名：　　　　　　{_NO_DATE}"
    by = "" if review.reviewer == review.meeting else review.reviewer
    return f"签名：{by or '　　　　　　'}　　{chinese_date(review.reviewed_on)}"


def _checks(proposal: Proposal, steps: dict[ReviewStep, Review | None]) -> Texts:
    first, second = steps[ReviewStep.FIRST], steps[ReviewStep.SECOND]
    agreed = second or first
    return {
        "资格审查": _fits(first.is_qualified if first else None),
        "内容审查": _fits(first.is_content_fit if first else None),
        "格式审查": _fits(first.is_form_fit if first else None),
        "查重结果": first.duplicate_check if first else "",
        "建议主办": answering_units(proposal) or (agreed.lead_units if agreed else ""),
        "建议会办": co_units(proposal) or (agreed.co_units if agreed else ""),
        "建议作为重点": "是" if proposal.is_key_suggested else "否",
        "意向单位": "；".join(
            f"{role}：{names}" for role, names in (("主办", proposal.wished_lead), ("会办", proposal.wished_co)) if names
        ),
    }  # fmt: skip


def _fits(checked: bool | None) -> str:
    return {True: "相符", False: "不符", None: ""}[checked]


def _register_row(proposal: Proposal) -> Texts:
    names = [line.name for line in proposal.signed_lines]
    return {
        "提案号": proposal.number or "", "收件号": proposal.receipt_number or "", "案由": proposal.title,
        "提案者": joined(names) if len(names) <= _MOST_NAMES else f"{names[0]}等{len(names)}名", "类别": proposal.category,
        "立案日期": _short_date(proposal.filed_on), "审定会议": proposal.meeting,
        "主办单位": joined(row.unit.short for row in proposal.answering),
        "会办单位": joined(row.unit.short for row in proposal.active_assignments if row.role is Role.CO), "备注": _remark(proposal),
    }  # fmt: skip


def _short_date(day: date | None) -> str:
    return "" if day is None else f"{day.year}.{day.month}.{day.day}"


def _remark(proposal: Proposal) -> str:
    marks = [label for name, label in _ALSO_NOTED if getattr(proposal, name)]
    if proposal.stage is Stage.MERGED and proposal.lead is not None:
        marks.append(f"并入{proposal.lead.name}")
    if proposal.merged:
        marks.append(f"并有{joined(member.name for member in proposal.merged)}")
    if proposal.stage is Stage.WITHDRAWN:
        marks.append("撤案")
    return joined(marks)


def _register_counts(proposals: Sequence[Proposal]) -> Texts:
    """Counted are those that stand: neither merged nor withdrawn since. Source: domain §6.1."""
    standing = [proposal for proposal in proposals if proposal.is_filed]
    by_category = Counter(proposal.category or "未定类别" for proposal in standing)
    of_members = sum(proposal.proposer_kind in ("个人", "联名") for proposal in standing)
    merged = sum(proposal.stage is Stage.MERGED for proposal in proposals)
    withdrawn = sum(proposal.stage is Stage.WITHDRAWN for proposal in proposals)
    return {
        "登记件数": str(len(proposals)), "立案件数": str(len(standing)), "委员提案件数": str(of_members),
        "集体提案件数": str(len(standing) - of_members), "并案件数": str(merged) if merged else "", "撤案件数": str(withdrawn) if withdrawn else "",
        "类别件数": "、".join(f"{category}{count}件" for category, count in by_category.most_common()),
    }  # fmt: skip


_ON_SHEET = named(
    """
    初审意见 初审的意见和建议结果
    初审签署 初审人和日期
    复审意见 复审的意见和建议结果
    复审签署 复审人和日期
    审定意见 审定的结果和说明
    审定签署 审定会议或审定人和日期
    资格审查 相符或不符
    内容审查 相符或不符
    格式审查 相符或不符
    查重结果 查重结果
    建议主办 交办的主办单位，没有交办的为审查时建议的
    建议会办 交办的会办单位，没有交办的为审查时建议的
    建议作为重点 是或否
    意向单位 提案者希望的主办和会办单位
    """
)
_REGISTER_ROW = named(
    """
    提案号 提案号
    收件号 收件号
    案由 案由
    提案者 提案者，三名以上的写第一名等几名
    类别 类别
    立案日期 如2026.3.10
    审定会议 审定会议
    主办单位 主办、独办或分办单位的简称
    会办单位 会办单位的简称
    备注 重点、并案、撤案等
    """
)
_REGISTER_COUNTS = named(
    """
    登记件数 给出提案号的件数
    立案件数 现在立案的件数，不含并案和撤案
    委员提案件数 立案中的委员提案
    集体提案件数 立案中的集体提案
    并案件数 立案后并入别件的
    撤案件数 立案后撤案的
    类别件数 立案提案的各类别件数
    """
)

KINDS = (
    PaperKind(
        key="review_sheet", name="审查单", group="审查", about=About.PROPOSALS, make=review_sheets, stages=frozenset(Stage) - {Stage.DRAFT}, pages=1,
        fields=(*OFFICE_FIELDS, *PROPOSAL_FIELDS, *_ON_SHEET, PaperField("提案者名单", "每位提案者", parts=PROPOSER_FIELDS)),
    ),
    *LETTERS,
    PaperKind(
        key="filing_register", name="立案登记", group="审查", about=About.PLENARY, make=filing_register,
        fields=(*OFFICE_FIELDS, *_REGISTER_COUNTS, PaperField("登记", "立案的提案，一件一行", parts=_REGISTER_ROW)),
    ),
)  # fmt: skip
