"""答复函: the letter of a reply as registered, and the model that a unit fills in."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import REPLY_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperKind, Request
from zxdesk.documents.papers.co_opinions import BLANK_NOTE
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, addressed, contact_note, letter_values, you_of
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, stem_of, undertakings
from zxdesk.documents.papers.unit_requests import with_values
from zxdesk.documents.values import Texts, co_units, joined, reply_values
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.queries.office_rules import rules_by_plenary
from zxdesk.queries.paper_records import office_of

ENCLOSURES = ("提案办理情况征询意见表",)

_ADDRESS_FIELDS = named(
    """
    函标题 关于某次会议第几号提案的答复
    称谓 您、您们或你们
    来件案由 收函提案者所提提案的案由，并案的是其自己的
    来件编号 第几号，并案的是收件号和并入第几号
    附注 联系人和电话，带括号
    """
)
_LETTER_PARTS = named(
    """
    开头语 首段，登记的正文没有“收悉”的补上
    正文 首段和末段之间的正文
    结束语 末段，登记的正文没有“感谢”的补上
    """
)
_OF_REPLY = tuple(field for field in REPLY_FIELDS if field.name != "抄送")
"""抄送 is the letter's own."""


def make_letters(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The reply in force of each answering unit, to the proposers of the proposal and of each that is merged into it. Source: domain §7.4, §1.4.

    Raises ``RuleError`` while no unit has replied.
    """
    rows = undertakings(session, request, lacking="还没有答复，登记答复以后再制作答复函。", of=_replied)
    office, rules = office_of(session), rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    for row, values in with_values(session, rows, moment):
        reply = row.last_reply
        assert reply is not None
        for member in _receivers(row.proposal, request):
            letter = letter_values(
                request, moment, office, to=addressed(member.signed_lines), copies=reply.copied_to, enclosures=ENCLOSURES, sender=row.unit.name,
                number=reply.number, day=reply.replied_on,
            )  # fmt: skip
            replied = {name: text for name, text in reply_values(reply, rules[member.plenary_id]).items() if name != "抄送"}
            note = {"附注": contact_note(reply.contact or row.handler, reply.contact_phone or row.handler_phone)}
            texts = {**values, **replied, **letter, **_address(row, member, reply), **_parts(member, reply.body), **note}
            yield _paper(row, member, texts, number=letter["文号"])


def make_models(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """For each unit that answers, the letter with all that is known filled in. Source: domain §7.4 (a). Raises ``RuleError`` where nothing is assigned."""
    rows = undertakings(session, request, lacking="还没有交办给答复单位，交办以后再制作答复函格式。", of=lambda one: one.answering)
    office = office_of(session)
    for row, values in with_values(session, rows, moment):
        copies = joined((office.name, *co_units(row.proposal).split("、")))
        for member in _receivers(row.proposal, request):
            letter = letter_values(
                request, moment, office, to=addressed(member.signed_lines), copies=copies, enclosures=ENCLOSURES, sender=row.unit.name,
                number=f"　　　〔{moment.today.year}〕　　号",
            )  # fmt: skip
            letter |= {"成文日期": f"{moment.today.year}年　月　日"}
            yield _paper(row, member, {**values, **letter, **_address(row, member, None), "附注": BLANK_NOTE})


def _replied(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.answering if row.last_reply is not None]


def _receivers(leading: Proposal, request: Request) -> list[Proposal]:
    """The whole family of a proposal, or of it what was asked for; each merged one has its own proposers and is answered apart."""
    asked = [one for one in leading.family if one.id in request.proposals]
    return leading.family if not asked or leading in asked else asked


def _address(row: Assignment, member: Proposal, reply: Reply | None) -> Texts:
    leading = row.proposal
    is_again = bool(row.redo if reply is None else reply.redo)
    full = f"关于{leading.plenary.full_name}第{leading.name}号提案的{'再次答复' if is_again else '答复'}"
    registered = reply.title if reply else ""
    given_by_the_register = f"关于政协{leading.plenary.document_name}第{leading.name}号提案的答复"
    return {
        "函标题": full if registered in ("", given_by_the_register) else registered,
        "称谓": you_of(member.signed_lines),
        "来件案由": member.title,
        "来件编号": _number_of(member),
    }


def _parts(member: Proposal, body: str) -> Texts:
    """Opening, text and close of a letter; an opening and a close that the registered text lacks are added."""
    you = you_of(member.signed_lines)
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    opening = f"{you}提出的《{member.title}》（{_number_of(member)}）收悉。"
    if not lines or "答复如下" not in lines[0]:
        opening += "经研究，现答复如下："
    if lines and "收悉" in lines[0]:
        opening = lines.pop(0)
        opening = f"{you}{opening}" if opening.startswith("提出的") else opening
    closing = f"感谢{you}对我们工作的关心和支持，欢迎继续提出意见和建议。"
    if lines and "感谢" in lines[-1]:
        closing = lines.pop()
    return {"开头语": opening, "正文": "\n".join(lines), "结束语": closing}


def _number_of(member: Proposal) -> str:
    return f"第{member.name}号" if member.lead is None else f"{member.name}，已并入第{member.lead.name}号"


def _paper(row: Assignment, member: Proposal, values: Texts, *, number: str = "") -> Paper:
    merged = "" if member is row.proposal else f"-{member.name}"
    return Paper(
        f"{stem_of(row)}{merged}", values, proposal_id=member.id, unit_id=row.unit_id, batch_id=row.batch_id, assignment_id=row.id, number=number
    )


REPLY_LETTER = PaperKind(
    "reply_letter", "答复函", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_OF_REPLY, *LETTER_FIELDS, *_ADDRESS_FIELDS, *_LETTER_PARTS),
    make_letters, stages=ASSIGNED_STAGES, options=LETTER_OPTIONS,
)  # fmt: skip
REPLY_MODEL = PaperKind(
    "reply_model", "答复函格式", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *LETTER_FIELDS, *_ADDRESS_FIELDS), make_models,
    stages=ASSIGNED_STAGES,
)  # fmt: skip
