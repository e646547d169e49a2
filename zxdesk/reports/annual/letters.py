"""Lists of what went out: the units' replies, and the ideas passed on elsewhere. Source: domain §4.6, §4.9."""

from __future__ import annotations

from zxdesk.queries.report_lists import letters, passed_on, proposal_lines, proposers
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.catalogues import NOBODY
from zxdesk.reports.annual.counts import Lines, empty_notes
from zxdesk.reports.annual.units import result_answers
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.table import Column, Table
from zxdesk.text.names import join_names


def build(source: YearSource) -> Table:
    """Every reply that went out, in the order of the numbers; an earlier round is named as such."""
    columns = (
        Column("number", "提案号", width=9), Column("title", "案由", width=46), Column("unit", "承办单位", width=18),
        Column("role", "承办角色", width=9), Column("reply_number", "复函文号", width=25), Column("replied_on", "复函日期", "date", 11.5),
        Column("reply_class", "类别", width=6), Column("publicity", "公开属性", width=11), Column("answer", "提案者意见", width=11),
        Column("note", "备注", width=14),
    )  # fmt: skip
    lines = Lines(columns)
    answers = {(one.unit_id, one.proposal_id): one.word for one in result_answers(source)}
    sent = source.read(letters)
    for letter in sent:
        answer = answers.get((letter.unit_id, letter.proposal_id), "") if letter.is_last else ""
        values = {**letter._asdict(), "role": letter.role.label, "answer": answer, "note": _round(letter.redo, is_last=letter.is_last)}
        lines.add(values, {"number": f"proposal:{letter.proposal_id}"})
    again = sum(1 for letter in sent if letter.redo)
    return lines.table(
        source, "提案办理复函汇总表",
        convention=f"列出立案提案的全部复函 {len(sent)} 件，其中重新办理后的 {again} 件；提案者意见是对办理结果的意见，只列在最后一次复函上。",
        notes=empty_notes(source) or (() if sent else ("本届次还没有收到承办单位的复函。",)), record="number", frozen=2,
    )  # fmt: skip


def build_transfers(source: YearSource) -> Table:
    """What was passed on, under its outcome, with where it went and what came back."""
    columns = (
        Column("receipt_number", "收件号", width=10), Column("title", "案由", width=46), Column("proposers", "提案者", width=18),
        Column("target", "转送去向", width=20), Column("number", "转送文号", width=23), Column("sent_on", "转送日期", "date", 11.5),
        Column("answer", "回复", width=34), Column("answered_on", "回复日期", "date", 11.5),
    )  # fmt: skip
    lines = Lines(columns)
    passed = source.read(passed_on)
    known = {line.id: line for line in source.read(proposal_lines)}
    outcomes = [choice.name for choice in source.rules.outcomes]
    for outcome in sorted({one.outcome for one in passed}, key=lambda name: outcomes.index(name) if name in outcomes else len(outcomes)):
        within = [one for one in passed if one.outcome == outcome]
        lines.head(f"{outcome or '未填审查结果'}（{len({one.proposal_id for one in within})} 件）")
        for one in within:
            line = known[one.proposal_id]
            names = source.read(proposers).get(one.proposal_id, NOBODY).names
            values = {"receipt_number": line.receipt_number, "title": line.title, "proposers": join_names(names), **one._asdict()}
            values |= {} if one.target else {"target": "（还没有转送）"}
            lines.add(values, {"receipt_number": f"proposal:{one.proposal_id}"})
    waiting = sum(1 for one in passed if not one.target)
    return lines.table(
        source, "转意见建议目录",
        convention="列出审查结果为转意见建议一类的提案，以及不予立案而转送有关单位的提案；一件转送几处的分列几行。",
        notes=empty_notes(source) or _waiting(waiting, any_passed=bool(passed)), record="receipt_number", frozen=2,
    )  # fmt: skip


def _round(redo: int, *, is_last: bool) -> str:
    if redo:
        return f"第 {redo + 1} 次答复"
    return "" if is_last else "已重新办理"


def _waiting(count: int, *, any_passed: bool) -> tuple[str, ...]:
    if not any_passed:
        return ("本届次没有转意见建议的提案，也没有转送记录。",)
    return (f"其中 {count} 件还没有转送记录。",) if count else ()


REPLY_LIST = ReportKind("reply_list", "复函汇总", build, group=LISTS)
TRANSFER_LIST = ReportKind("transfer_list", "转意见目录", build_transfers, group=LISTS)
