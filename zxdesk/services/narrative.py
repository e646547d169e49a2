"""Narrative reports: written of the register, edited, brought up to date, adopted, and given back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.figure_marks import Paragraphs, figure_keys, rewritten, settled
from zxdesk.domain.narrative import Narrative
from zxdesk.queries.narrative import changed_figures, current_narrative, report_of
from zxdesk.queries.narrative_figures import AS_OF, kept_figures, narrative_figures
from zxdesk.services.change import Change

NAMES = {"review_report": "提案审查情况报告", "handling_report": "提案办理情况报告"}
Figures = Mapping[str, Mapping[str, Any]]


def write_narrative(
    session: Session, plenary_id: int, *, kind: str, title: str, paragraphs: Paragraphs, figures: Figures, written_on: date
) -> Change:
    """Keep a text newly made of the register: a draft that stands is replaced, an adopted report stays and gets a successor.

    ``figures`` are those the text quotes. Raises ``RuleError`` for a kind or an empty text.
    """
    if kind not in NAMES:
        raise RuleError(f"没有“{kind}”这种综合报告。可选：{'、'.join(f'{key}（{name}）' for key, name in NAMES.items())}。", "kind")
    narrative = session.scalars(
        select(Narrative).where(Narrative.plenary_id == plenary_id, Narrative.kind == kind, Narrative.adopted_on.is_(None))
        .order_by(Narrative.id.desc())
    ).first()
    if narrative is None:
        narrative = Narrative(plenary_id=plenary_id, kind=kind)
        session.add(narrative)
    narrative.title, narrative.written_on = _title(title), written_on
    _put(narrative, paragraphs, figures)
    return Change(f"生成{NAMES[kind]}")


def edit_narrative(session: Session, narrative_id: int, *, title: str, paragraphs: Paragraphs, figures: Figures | None = None) -> Change:
    """Keep what was typed. A figure typed over is text from now on; ``figures`` are those newly quoted. Refused once adopted."""
    narrative = _draft(session, narrative_id)
    before = (narrative.title, narrative.paragraphs)
    narrative.title = _title(title)
    _put(narrative, paragraphs, {**(figures or {}), **narrative.figures})
    if before == (narrative.title, narrative.paragraphs):
        raise RuleError("和原来一样，没有要保存的。改了再保存。", "paragraphs")
    return Change(f"修改{NAMES[narrative.kind]}")


def update_narrative(session: Session, narrative_id: int, *, today: date) -> Change:
    """Put in the figures of the register as it stands now; the text around them stays. ``RuleError`` where none is different."""
    narrative = _draft(session, narrative_id)
    now = narrative_figures(session, narrative.plenary_id, today=today)
    changed = changed_figures(report_of(narrative), now)
    if not changed and narrative.figures.get(AS_OF, {}).get("words", now[AS_OF].words) == now[AS_OF].words:
        raise RuleError("报告中的数字与登记簿一致，没有要更新的。", "figures")
    lost = {key: {**figure, "words": "—", "value": None, "ids": ""} for key, figure in narrative.figures.items() if key not in now}
    quoted = lost | kept_figures(session, narrative.plenary_id, now, narrative.figures, today=today)
    paragraphs = rewritten(narrative.paragraphs, {key: str(figure["words"]) for key, figure in quoted.items()})
    _put(narrative, paragraphs, quoted)
    told = tuple(f"{one.name}由 {one.reported} 改为 {one.now}" for one in changed)
    return Change(f"更新{NAMES[narrative.kind]}数字 {len(changed)} 处", reason="；".join(told))


def adopt_narrative(session: Session, narrative_id: int, *, meeting: str, adopted_on: date, today: date) -> Change:
    """Freeze text, figures and the lists behind them as a meeting adopted them. Source: domain §2.1 guards.

    Raises ``RuleError`` without a meeting or for a day to come; warns where the register says otherwise by now.
    """
    narrative = _draft(session, narrative_id)
    if not meeting.strip():
        raise RuleError("没有写通过报告的会议；写上会议名称，如常委会第十次会议。", "meeting")
    if adopted_on > today:
        raise RuleError(f"通过日期 {adopted_on} 在今天 {today} 之后；改为会议召开的日期。", "adopted_on")
    changed = changed_figures(report_of(narrative), narrative_figures(session, narrative.plenary_id, today=today))
    narrative.meeting, narrative.adopted_on = meeting.strip(), adopted_on
    warnings = (f"报告中有 {len(changed)} 处数字与登记簿现在的不同，按报告的数字通过。",) if changed else ()
    return Change(f"通过{NAMES[narrative.kind]}", warnings=warnings)


def reopen_narrative(session: Session, narrative_id: int, *, reason: str) -> Change:
    """Take the adoption back, with a reason, so that the text can be changed again. Refused where a later one stands."""
    narrative = _known(session, narrative_id)
    if narrative.adopted_on is None:
        raise RuleError("这份报告还没有通过，可以直接修改。", "narrative")
    if not reason.strip():
        raise RuleError("没有写撤回通过的理由；写明为什么要再改。", "reason")
    report = current_narrative(session, narrative.plenary_id, narrative.kind)
    if report is None or report.id != narrative.id:
        raise RuleError("之后又生成了一份同样的报告；改那一份，或先撤销它的生成。", "narrative")
    narrative.adopted_on, narrative.meeting = None, ""
    return Change(f"撤回{NAMES[narrative.kind]}的通过", reason=reason.strip())


def _put(narrative: Narrative, paragraphs: Paragraphs, figures: Figures) -> None:
    """Set the text and exactly the figures it quotes."""
    narrative.paragraphs = settled(paragraphs, {key: str(figure["words"]) for key, figure in figures.items()})
    if not narrative.paragraphs:
        raise RuleError("报告没有内容；写上正文，或重新生成。", "paragraphs")
    narrative.figures = {key: dict(figures[key]) for key in figure_keys(narrative.paragraphs)}
    if AS_OF in figures:
        narrative.as_of = str(figures[AS_OF]["words"])


def _draft(session: Session, narrative_id: int) -> Narrative:
    narrative = _known(session, narrative_id)
    if narrative.adopted_on is not None:
        name = NAMES[narrative.kind]
        raise RuleError(f"{name}已由{narrative.meeting}于 {narrative.adopted_on} 通过，不能再改；要改先撤回通过并写明理由。", "narrative")
    return narrative


def _known(session: Session, narrative_id: int) -> Narrative:
    narrative = session.get(Narrative, narrative_id)
    if narrative is None:
        raise RuleError("没有这份综合报告；在综合报告里另选，或重新生成。", "narrative")
    return narrative


def _title(title: str) -> str:
    if not title.strip():
        raise RuleError("报告没有标题；写上标题。", "title")
    return title.strip()[:200]
