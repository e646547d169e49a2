"""综合报告: the reports on review and on handling, as they were written and edited, or as the register words them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.narrative import draft_narrative
from zxdesk.documents.paper import About, Make, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.letter import ISSUED_ON, LETTER_FIELDS, SENDER, letter_values
from zxdesk.documents.values import chinese_date, office_values
from zxdesk.domain.figure_marks import plain_text
from zxdesk.queries.narrative import Report, current_narrative, narrative_named
from zxdesk.queries.paper_records import office_of, plenary_of

NOTES = Option("notes", "附上数字说明", default="1")
REPORT = "report"
"""The key among a request's values that names one of several reports; the newest is meant where it is missing."""

_STYLES = {"receiver": "称呼", "level1": "一级标题", "level2": "二级标题", "body": "段落", "closing": "结语"}
_TEXT_FIELDS = named("称呼 如各位委员：\n一级标题 一、……\n二级标题 （一）……\n段落 一段正文\n结语 最后一句")
_FIELDS = (
    *OFFICE_FIELDS,
    *LETTER_FIELDS,
    *named("标题 报告的标题\n通过说明 何时由何会议通过，没有通过的空白\n数字说明 收支核对和各项数字的口径，一条一行，不附的空白"),
    PaperField("正文", "报告的各段，每段只有一项有内容", _TEXT_FIELDS),
)


def make_of(kind: str) -> Make:
    """The function that makes a kind of report, the newest one unless the request names another. A plenary without one gets the text that the register gives now."""

    def make(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
        plenary, office = plenary_of(session, request.plenary_id), office_of(session)
        chosen = request.values.get(REPORT, "")
        report = narrative_named(session, int(chosen)) if chosen else current_narrative(session, plenary.id, kind)
        title, paragraphs, day = _text_of(session, request, moment, kind=kind, report=report)
        notes = [plain_text(one["text"]) for one in paragraphs if one["style"] == "note"]
        values: Values = {
            **office_values(office, plenary, moment), **letter_values(request, moment, office, day=day), "标题": title,
            "通过说明": f"（{chinese_date(report.adopted_on)}{report.meeting}通过）" if report and report.adopted_on else "",
            "正文": tuple(_row(one) for one in paragraphs if one["style"] != "note"),
            "数字说明": "\n".join(notes) if request.has(NOTES) else "",
        }  # fmt: skip
        yield Paper(plenary.name, values)

    return make


def _text_of(
    session: Session, request: Request, moment: Moment, *, kind: str, report: Report | None
) -> tuple[str, Sequence[Mapping[str, Any]], date]:
    if report is not None:
        return report.title, report.paragraphs, report.adopted_on or moment.today
    draft = draft_narrative(session, request.plenary_id, kind, today=moment.today)
    return draft.title, draft.paragraphs, moment.today


def _row(paragraph: Mapping[str, Any]) -> dict[str, str]:
    name = _STYLES.get(str(paragraph["style"]), "段落")
    return {field: plain_text(paragraph["text"]) if field == name else "" for field in _STYLES.values()}


def _kind(key: str, name: str) -> PaperKind:
    return PaperKind(key, name, "综合报告", About.PLENARY, _FIELDS, make_of(key), options=(NOTES, SENDER, ISSUED_ON))


REVIEW_REPORT = _kind("review_report", "提案审查情况报告")
HANDLING_REPORT = _kind("handling_report", "提案办理情况报告")
KINDS = (REVIEW_REPORT, HANDLING_REPORT)
