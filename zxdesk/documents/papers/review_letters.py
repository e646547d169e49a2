"""The letters that follow a review: sent back, not filed, passed on, merged, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.letter import ISSUED_ON, LETTER_FIELDS, LETTER_OPTIONS, addressed, letter_values, you_of
from zxdesk.documents.values import Texts, chinese_date, told_reasons
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.text.dates import parse_date

ANSWER_BY = Option("answer_by", "回复期限", "date")
RESUBMIT_BY = Option("resubmit_by", "重交期限", "date")

_COMMON = (
    *OFFICE_FIELDS,
    *PROPOSAL_FIELDS,
    *LETTER_FIELDS,
    *named(
        """
        敬称 您、您们或你们
        编号说明 第几号，没有立案的为收件号
        提案者称谓 提案者，委员的名字后带“委员”
        """
    ),
)
_ENDED_BY_WITHDRAWAL = "撤案"
_MOST_OTHERS = 3
_LONGEST_IN_TITLE = 40
"""Characters of a 案由 that a title may repeat; with more it would take half a page."""

_UNFILED = frozenset({Stage.OPINION, Stage.NOT_FILED})


def send_back_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 退回修改通知 a proposal that is out for completion. Source: domain §2.1 P3."""
    desk = Desk(session, request, moment)
    by = chosen_date(request, RESUBMIT_BY, moment)
    for proposal in desk.chosen(_not_sent_back):
        last = proposal.reviews[-1] if proposal.reviews else None
        reasons = told_reasons(desk.rules(proposal), last.reasons) if last else ""
        own = {"退回原因": sentence(proposal.outcome_note) or sentence(reasons), "退回日期": chinese_date(proposal.notified_on), "重交期限": by}
        yield _letter(desk, proposal, own)


def disposal_letters(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 提案处理回复函 a proposal that was not filed or became an opinion, to its proposers. Source: domain §1.4, §7.5."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_not_disposed):
        reasons = told_reasons(desk.rules(proposal), proposal.reasons)
        moved = [
            {
                "去向单位": one.target, "转送日期": chinese_date(one.sent_on), "转送文号": one.number, "回复": sentence(one.answer),
                "回复日期": chinese_date(one.answered_on),
            }
            for one in proposal.transfers
        ]  # fmt: skip
        result = "不予立案" if proposal.stage is Stage.NOT_FILED else f"{proposal.outcome}，不作为提案办理"
        own = {"处理结果": result, "原因": reasons, "处理经过": sentence(proposal.outcome_note)}
        yield _letter(desk, proposal, own, transfers=moved)


def transfer_letters(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 转送函 to each unit that an idea was passed on to, with the text. Source: domain §4.9, §7.5."""
    desk = Desk(session, request, moment)
    by = chosen_date(request, ANSWER_BY, moment)
    for proposal in desk.chosen(_not_passed_on):
        for transfer in proposal.transfers:
            unit = _unit_called(session, transfer.target)
            values = _values(desk, proposal, to=unit.name if unit else transfer.target)
            own = {"函标题": _transfer_title(proposal), "去向单位": transfer.target, "回复期限": by, "转送文号": transfer.number, "文号": transfer.number or request.number}
            if not request.option(ISSUED_ON):
                own["成文日期"] = chinese_date(transfer.sent_on)
            stem = f"{proposal.name}-{transfer.target}"
            unit_id = unit.id if unit else None
            yield Paper(
                stem=stem, values={**values, **own, "附件": f"附件：{proposal.title if _fits_in_title(proposal) else '提案原文'}"}, proposal_id=proposal.id, unit_id=unit_id, number=own["文号"]
            )


def merge_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 并案告知 to every proposer of a merged proposal. Source: domain §1.4, §2.1 P8."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_not_merged):
        lead = proposal.lead
        assert lead is not None
        own = {
            "主案编号": f"第{lead.name}号", "主案案由": lead.title, "主案提案者": addressed(lead.signed_lines),
            "并案日期": chinese_date(proposal.merged_on), "并案说明": sentence(proposal.merge_note),
        }  # fmt: skip
        for line in proposal.signed_lines:
            others = _others([other for other in proposal.signed_lines if other is not line])
            values = _values(desk, proposal, to=addressed([line]))
            personal = {"敬称": you_of([line]), "联名者": others}
            yield Paper(
                stem=f"{proposal.name}-{line.name}",
                values={**values, **own, **personal},
                proposal_id=proposal.id,
                line_id=line.id,
                number=request.number,
            )


def withdrawal_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The 撤案通知 of a withdrawn proposal: to each unit that had it in hand, then to its proposers. Source: domain §2.1 P11."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_not_withdrawn):
        own = {
            "撤案日期": chinese_date(proposal.withdrawn_on),
            "撤案理由": sentence(proposal.withdrawal_reason),
            "撤案申请": sentence(proposal.withdrawal_request),
        }
        for row in (row for row in proposal.assignments if _was_stopped(row)):
            values = {**_values(desk, proposal, to=row.unit.name), **own}
            values |= {
                "停办单位": row.unit.name,
                "承办角色": row.role.label,
                "承办交办日期": chinese_date(row.assigned_on),
                "提出者": values["提案者称谓"],
            }
            stem = f"{proposal.name}-{row.unit.short}"
            yield Paper(stem=stem, values=values, proposal_id=proposal.id, unit_id=row.unit_id, assignment_id=row.id, number=request.number)
        told = {"停办单位": "", "承办角色": "", "承办交办日期": "", "提出者": you_of(proposal.signed_lines)}
        values = {**_values(desk, proposal, to=addressed(proposal.signed_lines)), **own, **told}
        yield Paper(stem=f"{proposal.name}-提案者", values=values, proposal_id=proposal.id, number=request.number)


def sentence(text: str) -> str:
    """A text ended with a full stop where it has no end of its own; empty for none."""
    text = text.strip()
    return text if not text or text.endswith(("。", "！", "？", "……")) else f"{text.rstrip('；;，,.')}。"


def chosen_date(request: Request, option: Option, moment: Moment) -> str:
    """The date chosen in an option as papers print it; empty for none. Raises ``RuleError`` for one that cannot be read."""
    chosen = request.option(option)
    try:
        return chinese_date(parse_date(chosen, today=moment.today)) if chosen else ""
    except ValueError as refusal:
        raise RuleError(f"{option.label}：{refusal}", option.key) from None


def called(proposal: Proposal) -> str:
    """第0088号, or for one that has no number its receipt number: 收0088, 收件号88."""
    if proposal.number:
        return f"第{proposal.number}号"
    return f"收件号{proposal.name}" if proposal.name[:1].isdigit() else proposal.name


def _letter(desk: Desk, proposal: Proposal, own: Texts, *, transfers: list[Texts] | None = None) -> Paper:
    values = {**_values(desk, proposal, to=addressed(proposal.signed_lines)), **own}
    listed = {} if transfers is None else {"转送": tuple(transfers)}
    return Paper(stem=proposal.name, values={**values, **listed}, proposal_id=proposal.id, number=desk.request.number)


def _values(desk: Desk, proposal: Proposal, *, to: str) -> Texts:
    lines = proposal.signed_lines
    return {
        **desk.values(proposal),
        **letter_values(desk.request, desk.moment, desk.office, to=to),
        "敬称": you_of(lines),
        "编号说明": called(proposal),
        "提案者称谓": addressed(lines),
    }


def _transfer_title(proposal: Proposal) -> str:
    return f"关于转送《{proposal.title}》的函" if _fits_in_title(proposal) else "关于转送有关意见和建议的函"


def _fits_in_title(proposal: Proposal) -> bool:
    return len(proposal.title) <= _LONGEST_IN_TITLE


def _unit_called(session: Session, target: str) -> HandlingUnit | None:
    named_so = or_(HandlingUnit.name == target, HandlingUnit.short_name == target)
    return session.scalars(select(HandlingUnit).where(named_so).order_by(HandlingUnit.id.desc())).first()


def _others(lines: Sequence[ProposerLine]) -> str:
    """Who else proposed it; of more than three the first and how many they are."""
    return addressed(lines) if len(lines) <= _MOST_OTHERS else f"{addressed(lines[:1])}等{len(lines)}名提案者"


def _was_stopped(row: Assignment) -> bool:
    return row.state is UnitState.STOPPED and row.end_reason == _ENDED_BY_WITHDRAWAL


def _not_sent_back(proposal: Proposal) -> str:
    return "" if proposal.stage is Stage.RETURNED else f"{proposal.name}现在是“{proposal.stage.label}”，没有退回补充；退回以后再制作退回修改通知。"


def _not_disposed(proposal: Proposal) -> str:
    if proposal.stage in _UNFILED:
        return ""
    return f"{proposal.name}现在是“{proposal.stage.label}”，不予立案或转为意见建议的才有提案处理回复函。"


def _not_passed_on(proposal: Proposal) -> str:
    return "" if proposal.transfers else f"{proposal.name}没有转送记录；登记转送单位以后再制作转送函。"


def _not_merged(proposal: Proposal) -> str:
    if proposal.stage is Stage.MERGED and proposal.lead is not None:
        return ""
    return f"{proposal.name}没有并入别的提案；并案告知发给被并入的提案的提案者。"


def _not_withdrawn(proposal: Proposal) -> str:
    return "" if proposal.stage is Stage.WITHDRAWN else f"{proposal.name}现在是“{proposal.stage.label}”，没有撤案；撤案以后再制作撤案通知。"


_MOVED = PaperField("转送", "转到哪里去了", parts=named("去向单位 单位\n转送日期 日期\n转送文号 文号\n回复 该单位的回复\n回复日期 回复日期"))

LETTERS = (
    PaperKind(
        key="send_back_notice", name="退回修改通知", group="审查", about=About.PROPOSALS, make=send_back_notices, stages=frozenset({Stage.RETURNED}),
        fields=(*_COMMON, *named("退回原因 要补充修改什么\n退回日期 退回日期\n重交期限 请在哪天以前重交")), options=(RESUBMIT_BY, *LETTER_OPTIONS),
        takes_number=True,
    ),
    PaperKind(
        key="disposal_letter", name="提案处理回复函", group="审查", about=About.PROPOSALS, make=disposal_letters, stages=_UNFILED,
        fields=(*_COMMON, *named("处理结果 不予立案，或转为意见和建议等\n原因 原因，顿号隔开\n处理经过 处理说明"), _MOVED), options=LETTER_OPTIONS,
        takes_number=True, pages=1,
    ),
    PaperKind(
        key="transfer_letter", name="转送函", group="审查", about=About.PROPOSALS, make=transfer_letters, stages=_UNFILED,
        fields=(*_COMMON, *named("函标题 关于转送《案由》的函，案由很长的不写案由\n去向单位 登记的去向\n回复期限 请在哪天以前回复\n转送文号 登记的文号")), options=(ANSWER_BY, *LETTER_OPTIONS),
        takes_number=True,
    ),
    PaperKind(
        key="merge_notice", name="并案告知", group="审查", about=About.PROPOSALS, make=merge_notices, stages=frozenset({Stage.MERGED}),
        fields=(*_COMMON, *named("主案编号 如第0088号\n主案案由 主案的案由\n主案提案者 主案的提案者\n并案日期 日期\n并案说明 说明\n联名者 同一件的其他提案者，多的写某某等几名提案者")),
        options=LETTER_OPTIONS, takes_number=True,
    ),
    PaperKind(
        key="withdrawal_notice", name="撤案通知", group="审查", about=About.PROPOSALS, make=withdrawal_notices, stages=frozenset({Stage.WITHDRAWN}),
        fields=(*_COMMON, *named("撤案日期 日期\n撤案理由 理由\n撤案申请 书面申请\n提出者 给单位的写提案者，给提案者的写您\n停办单位 通知停办的单位\n承办角色 主办等\n承办交办日期 交办日期")),
        options=LETTER_OPTIONS, takes_number=True,
    ),
)  # fmt: skip
