"""B类答复件落实情况登记表 of each promise, and the list of all of a plenary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS, code_values
from zxdesk.documents.field_names import OFFICE_FIELDS, REPLY_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.undertakings import ROW_FIELDS, UNDERTAKING_FIELDS, row_values, stem_of, undertaking_values, undertakings
from zxdesk.documents.papers.unit_requests import BLANK
from zxdesk.documents.values import Texts, chinese_date, class_mark, office_values, reply_values
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES
from zxdesk.queries.office_rules import rules_by_plenary, rules_of
from zxdesk.queries.paper_records import office_of, plenary_of, proposals_for_papers

_FOLLOW_FIELDS = named(
    """
    跟踪类别 要跟踪的办理类别，如 B类
    原类别 答复时的办理类别
    转入日期 转入跟踪的日期
    回头看日期 计划回头看的日期
    跟踪事项 跟踪的事项，没有另写的为承诺事项
    落实日期 落实或核实的日期
    落实情况 落实情况
    现类别 现在的办理类别，没有核实的空白
    现类别选项 各办理类别，选定的打勾
    佐证 佐证材料
    """
)
_TOTAL_FIELDS = named(
    """
    跟踪类别 要跟踪的办理类别，如 B类
    件数 该类答复的件数
    核实件数 其中已核实落实情况的件数
    解决件数 其中现已转为A类的件数
    """
)
_LINE_FIELDS = (*ROW_FIELDS, *REPLY_FIELDS, *_FOLLOW_FIELDS)


def make_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each promise followed up, or for the unit to fill in; of replies of these classes also before that. Source: domain §1.8, §7.5.

    Raises ``RuleError`` where no reply in force is of such a class.
    """
    rules: dict[int, Rules] = {}

    def promised(proposal: Proposal) -> list[Assignment]:
        key = proposal.plenary_id
        rules[key] = rules.get(key) or rules_of(session, key)
        return [row for row in proposal.answering if is_promised(row, rules[key])]

    rows = undertakings(session, request, lacking="没有要跟踪的答复；答复里承诺以后解决的才填落实情况登记表。", of=promised)
    office = office_of(session)
    for row in rows:
        own = rules[row.proposal.plenary_id]
        reply = row.last_reply
        assert reply is not None
        entry = None if request.has(BLANK) else follow_up_of(row)
        values: Values = {
            **undertaking_values(row, office=office, rules=own, moment=moment), **reply_values(reply, own), **follow_values(row, reply, entry, own),
            **code_values("follow_up_form", row.proposal, assignment=row, redo=reply.redo),
        }  # fmt: skip
        yield Paper(stem_of(row), values, proposal_id=row.proposal_id, unit_id=row.unit_id, batch_id=row.batch_id, assignment_id=row.id)


def make_list(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """Every promise of a plenary by number, with what came of it. Raises ``RuleError`` where there is none. Source: domain §1.8, §7.5."""
    plenary = plenary_of(session, request.plenary_id)
    rules = rules_by_plenary(session, {plenary.id})[plenary.id]
    ids = session.scalars(
        select(Proposal.id)
        .join(Assignment, Assignment.proposal_id == Proposal.id)
        .join(Reply, Reply.assignment_id == Assignment.id)
        .where(Proposal.plenary_id == plenary.id, Reply.reply_class.in_(rules.follow_up_classes))
    )
    proposals = proposals_for_papers(session, ids)
    rows = [row for one in proposals for row in one.answering if is_promised(row, rules)]
    if not rows:
        raise RuleError(f"{plenary.name}没有{_classes(rules)}答复，没有要跟踪落实的。", "plenary")
    values: Values = {
        **office_values(office_of(session), plenary, moment), **_totals(rows, rules), "清单": tuple(_line(row, rules) for row in rows),
    }  # fmt: skip
    yield Paper(plenary.name, values)


def is_promised(row: Assignment, rules: Rules) -> bool:
    """Whether the reply in force only promised, or was followed up."""
    reply = row.last_reply
    return reply is not None and (reply.reply_class in rules.follow_up_classes or follow_up_of(row) is not None)


def follow_up_of(row: Assignment) -> FollowUp | None:
    """The last follow-up of the reply in force."""
    return next((entry for entry in reversed(row.follow_ups) if entry.reply is row.last_reply), None)


def follow_values(row: Assignment, reply: Reply, entry: FollowUp | None, rules: Rules) -> Texts:
    """What is known of one promise; where nothing is recorded yet, what the reply promised."""
    now = entry.new_class if entry is not None and entry.followed_on is not None else ""
    boxes = (f"{'☑' if choice.code == now else '□'}{class_mark(choice.code)}" for choice in rules.reply_classes)
    return {
        "跟踪类别": _classes(rules), "原类别": class_mark(entry.first_class if entry else reply.reply_class),
        "转入日期": chinese_date(entry.started_on) if entry else "", "回头看日期": chinese_date(entry.planned_on) if entry else "",
        "跟踪事项": (entry.item if entry else "") or reply.promise, "落实日期": chinese_date(entry.followed_on) if entry else "",
        "落实情况": entry.result if entry else "", "现类别": class_mark(now), "现类别选项": "　　".join(boxes),
        "佐证": entry.evidence if entry else "",
    }  # fmt: skip


def _line(row: Assignment, rules: Rules) -> Texts:
    reply = row.last_reply
    assert reply is not None
    return {**row_values(row, rules), **reply_values(reply, rules), **follow_values(row, reply, follow_up_of(row), rules)}


def _totals(rows: Sequence[Assignment], rules: Rules) -> Texts:
    done = [entry for row in rows if (entry := follow_up_of(row)) is not None and entry.followed_on is not None]
    best = rules.reply_classes[0].code
    return {
        "跟踪类别": _classes(rules), "件数": str(len(rows)), "核实件数": str(len(done)),
        "解决件数": str(sum(entry.new_class == best for entry in done)),
    }  # fmt: skip


def _classes(rules: Rules) -> str:
    return f"{'、'.join(rules.follow_up_classes)}类"


FOLLOW_UP_FORM = PaperKind(
    "follow_up_form", "B类答复件落实情况登记表", "督办跟踪", About.PROPOSALS, (*UNDERTAKING_FIELDS, *REPLY_FIELDS, *_FOLLOW_FIELDS, *CODE_FIELDS),
    make_forms, stages=ANSWERED_STAGES, options=(BLANK,), pages=1,
)  # fmt: skip
FOLLOW_UP_LIST = PaperKind(
    "follow_up_list", "B类答复件落实情况一览表", "督办跟踪", About.PLENARY,
    (*OFFICE_FIELDS, *_TOTAL_FIELDS, PaperField("清单", "要跟踪的答复，按提案号", _LINE_FIELDS)), make_list,
)  # fmt: skip
