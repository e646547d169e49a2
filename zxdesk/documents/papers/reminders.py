"""催办函 of each unit that is late, and 督办通知书 of an undertaking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, UNIT_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, issued_on, letter_values
from zxdesk.documents.papers.undertakings import ROW_FIELDS, UNDERTAKING_FIELDS, row_values, stem_of, undertaking_values, undertakings
from zxdesk.documents.values import Texts, chinese_date, office_values, unit_values
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import OPEN_STATES, WORKING_STAGES
from zxdesk.domain.supervision import KeyState
from zxdesk.queries.office_rules import rules_by_plenary
from zxdesk.queries.paper_records import office_of
from zxdesk.text.dates import parse_date

SOON = Option("soon", "包括几天内到期的", "number")
ANSWER_BY = Option("answer_by", "要求答复的日期", "date")
ASKED = Option("asked", "另外写明的要求", "text")
LIST_DAYS, NOTICE_DAYS = 15, 10
"""Days that a letter gives where the clerk names no day (our inference)."""

_STATE_FIELDS = named(
    """
    超期天数 超过期限的天数，没有超期的空白
    期限情况 超期几天、今天到期或剩余几天
    催办次数 已经催办的次数，没有的空白
    最近催办 最近一次催办的日期和方式
    备注 重新办理、申请延期、已催办几次
    """
)
_LETTER_LIST_FIELDS = (
    *named(
        """
        截至日期 统计到哪一天
        件数 催办的承办件数
        超期件数 其中超期的件数，没有的空白
        临期件数 其中快到期的件数，没有的空白
        答复件数 其中独办、主办、分办的件数，没有的空白
        会办件数 其中会办的件数，没有的空白
        最长超期 超期最长的天数，没有超期的空白
        答复期限 要求答复的日期
        另外要求 另外写明的要求
        """
    ),
    PaperField("清单", "催办的承办件，超期最长的在前", (*ROW_FIELDS, *_STATE_FIELDS)),
)
_NOTICE_FIELDS = (
    *_STATE_FIELDS,
    *named(
        """
        截至日期 统计到哪一天
        反馈期限 要求报送办理情况的日期
        另外要求 另外写明的要求
        会办 会办单位的写“会办”，其余的空白
        答复单位 独办、主办、分办单位的写“答复单位”，会办的空白
        重点提案 已确定为重点提案的写“重点提案”，其余的空白
        领衔领导 重点提案的领衔领导
        督办单位 重点提案的督办单位
        领导批示 领导的批示，没有的空白
        """
    ),
)


def make_letters(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One letter to each unit with what it owes, of the chosen proposals or of a batch. Source: domain §2.3 催办, §7.5.

    Raises ``RuleError`` where nothing is overdue, or due within the days that were chosen.
    """
    day, soon = moment.today, _days(request)
    lacking = f"没有超过期限{f'或者 {soon} 天内到期' if soon else ''}的承办件，不用催办；要连快到期的一起催，填上“{SOON.label}”。"
    last = day + timedelta(days=soon or -1)
    rows = undertakings(session, request, lacking=lacking, of=_owed(lambda row: row.due_on is not None and row.due_on <= last))
    answer_by = _answer_by(request, moment, LIST_DAYS)
    office, rules = office_of(session), rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    rows.sort(key=lambda row: (row.proposal.plenary_id, row.unit.position, row.unit.code, row.unit_id, row.due_on or day, row.proposal.number_sort))
    for (plenary_id, unit_id), own in groupby(rows, key=lambda row: (row.proposal.plenary_id, row.unit_id)):
        chosen = list(own)
        plenary, unit = chosen[0].proposal.plenary, chosen[0].unit
        letter = letter_values(request, moment, office, to=unit.name)
        lines = tuple({**row_values(row, rules[plenary_id]), **state_values(row, day)} for row in chosen)
        values: Values = {
            **office_values(office, plenary, moment), **unit_values(unit), **letter, **_counts(chosen, day), "答复期限": chinese_date(answer_by),
            "另外要求": request.option(ASKED), "清单": lines,
        }  # fmt: skip
        yield Paper(unit.short, values, unit_id=unit_id, batch_id=request.batch_id, number=letter["文号"])


def make_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One to each unit that is late with a proposal; where none is, to each that has still to answer it. Source: domain §1.9, §7.5.

    Raises ``RuleError`` where every unit has answered.
    """
    day = moment.today
    late = _owed(lambda row: row.due_on is not None and row.due_on < day)
    open_ones = _owed(lambda row: row.role.answers)
    lacking = "没有等待答复的承办件，不用督办；交办以后、答复以前才发督办通知书。"
    rows = undertakings(session, request, lacking=lacking, of=lambda one: late(one) or open_ones(one))
    answer_by = _answer_by(request, moment, NOTICE_DAYS)
    office, rules = office_of(session), rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    for row in rows:
        letter = letter_values(request, moment, office, to=row.unit.name)
        values = {
            **undertaking_values(row, office=office, rules=rules[row.proposal.plenary_id], moment=moment), **letter, **state_values(row, day),
            **_occasion(row.proposal), "截至日期": chinese_date(day), "反馈期限": chinese_date(answer_by), "另外要求": request.option(ASKED),
            "会办": "会办" if row.role is Role.CO else "", "答复单位": "答复单位" if row.role.answers else "",
        }  # fmt: skip
        yield Paper(
            stem_of(row), values, proposal_id=row.proposal_id, unit_id=row.unit_id, batch_id=row.batch_id, assignment_id=row.id, number=letter["文号"]
        )


def state_values(row: Assignment, day: date) -> Texts:
    """How late an undertaking is, and how often its unit was reminded."""
    left = (row.due_on - day).days if row.due_on else None
    late = -left if left is not None and left < 0 else 0
    last = max(row.reminders, key=lambda one: (one.reminded_on, one.id), default=None)
    asked = f"已催办{len(row.reminders)}次" if row.reminders else ""
    told = (f"第{row.redo}次重新办理" if row.redo else "", "申请延期" if row.pending_extension else "", asked)
    return {
        "超期天数": str(late) if late else "",
        "期限情况": "" if left is None else f"超期{late}天" if late else f"剩余{left}天" if left else "今天到期",
        "催办次数": str(len(row.reminders)) if row.reminders else "",
        "最近催办": f"{chinese_date(last.reminded_on)}{last.way}催办" if last else "",
        "备注": "、".join(filter(None, told)),
    }


def _owed(is_meant: Callable[[Assignment], bool]) -> Callable[[Proposal], list[Assignment]]:
    """What units still owe of a proposal, of that only what is meant."""
    return lambda one: [row for row in one.active_assignments if one.stage in WORKING_STAGES and row.state in OPEN_STATES and is_meant(row)]


def _counts(rows: Sequence[Assignment], day: date) -> Texts:
    late = [(day - row.due_on).days for row in rows if row.due_on is not None and row.due_on < day]
    co, soon = sum(row.role is Role.CO for row in rows), len(rows) - len(late)
    return {
        "截至日期": chinese_date(day), "件数": str(len(rows)), "超期件数": str(len(late)) if late else "", "临期件数": str(soon) if soon else "",
        "答复件数": str(len(rows) - co) if len(rows) > co else "", "会办件数": str(co) if co else "", "最长超期": str(max(late)) if late else "",
    }  # fmt: skip


def _occasion(proposal: Proposal) -> Texts:
    """Why it is supervised: decided as a key proposal, or noted on by a leader."""
    key = proposal.key_file
    is_key = key is not None and key.state in (KeyState.DECIDED, KeyState.REPORTED)
    return {
        "重点提案": "重点提案" if is_key else "", "领衔领导": key.leader if key and is_key else "", "督办单位": key.supervisor if key and is_key else "",
        "领导批示": f"{key.note_by}{chinese_date(key.note_on)}批示：{' '.join(key.note.split())}" if key and key.note else "",
    }  # fmt: skip


def _days(request: Request) -> int:
    typed = request.option(SOON).strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed) <= 90):
        raise RuleError(f"“{SOON.label}”写的是“{typed}”；写 1 到 90 的天数，只催超期的就空着。", SOON.key)
    return int(typed)


def _answer_by(request: Request, moment: Moment, days: int) -> date:
    """The day named, which comes after that of the letter; otherwise some days after it."""
    written_on = issued_on(request, moment.today)
    typed = request.option(ANSWER_BY)
    if not typed:
        return written_on + timedelta(days=days)
    try:
        chosen = parse_date(typed, today=written_on)
    except ValueError as refusal:
        raise RuleError(f"{ANSWER_BY.label}：{refusal}", ANSWER_BY.key) from None
    if chosen <= written_on:
        raise RuleError(f"{ANSWER_BY.label} {chosen} 不晚于成文日期 {written_on}；改成以后的日期。", ANSWER_BY.key)
    return chosen


REMINDER_LETTER = PaperKind(
    "reminder_letter", "催办函", "督办跟踪", About.PROPOSALS, (*OFFICE_FIELDS, *UNIT_FIELDS, *LETTER_FIELDS, *_LETTER_LIST_FIELDS), make_letters,
    stages=WORKING_STAGES, options=(SOON, ANSWER_BY, ASKED, *LETTER_OPTIONS), takes_number=True,
)  # fmt: skip
SUPERVISION_NOTICE = PaperKind(
    "supervision_notice", "督办通知书", "督办跟踪", About.PROPOSALS, (*UNDERTAKING_FIELDS, *LETTER_FIELDS, *_NOTICE_FIELDS), make_notices,
    stages=WORKING_STAGES, options=(ANSWER_BY, ASKED, *LETTER_OPTIONS), takes_number=True,
)  # fmt: skip
