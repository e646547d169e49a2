"""Narrative reports written of the register: paragraphs in the official wording, every number in them a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.documents.handling_text import handling_text
from zxdesk.documents.narrative_text import Facts, Paragraph
from zxdesk.documents.review_text import review_text
from zxdesk.domain.errors import RuleError
from zxdesk.domain.figure_marks import figure_keys
from zxdesk.queries.narrative import solved_key_proposals
from zxdesk.queries.narrative_figures import AS_OF, kept_figures, narrative_figures
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import plenary_of

_TEXTS: dict[str, tuple[str, Callable[[Facts], list[Paragraph]]]] = {
    "review_report": ("关于{}提案审查情况的报告", review_text),
    "handling_report": ("关于{}提案办理情况的报告", handling_text),
}


@dataclass(frozen=True)
class Draft:
    """A report as the register words it: title, paragraphs, and the figures they quote."""

    kind: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    figures: Mapping[str, Mapping[str, Any]]


def draft_narrative(session: Session, plenary_id: int, kind: str, *, today: date) -> Draft:
    """A new text of a kind. Raises ``RuleError`` while the plenary has nothing to report on."""
    title, write = _TEXTS[kind]
    plenary, figures = plenary_of(session, plenary_id), narrative_figures(session, plenary_id, today=today)
    if not figures["received"].value:
        raise RuleError(f"{plenary.name}还没有收到提案，写不出报告；登记提案以后再生成。", "plenary")
    if kind == "handling_report" and not figures["rate:assignment:above"].value:
        raise RuleError(f"{plenary.name}的提案还没有交办，写不出办理情况报告；交办以后再生成。", "plenary")
    rules = rules_of(session, plenary_id)
    examples = solved_key_proposals(session, plenary_id, rules.adopted_classes[0]) if rules.adopted_classes else []
    facts = Facts(figures, plenary.full_name, rules, tuple(examples))
    paragraphs = tuple(write(facts))
    quoted = [AS_OF, *figure_keys(paragraphs)]
    return Draft(kind, title.format(plenary.full_name), paragraphs, kept_figures(session, plenary_id, figures, quoted, today=today))
