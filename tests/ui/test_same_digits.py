"""The window prints the digits that narratives and papers print, by the office's rounding."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet, cabinet, session
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.narrative_figures import narrative_figures
from zxdesk.queries.statistics import year_figures
from zxdesk.ui.pages.figure_parts import group_bars
from zxdesk.ui.pages.statistics_summary import SummaryTab
from zxdesk.ui.pages.statistics_words import RATES

__all__ = ["cabinet", "session"]
GROUPS = {"category": "by_category", "construction": "by_construction", "type": "by_proposer_type", "group": "by_proposer_group"}


@pytest.mark.parametrize("decimals", ["0", "1", "2"])
@pytest.mark.parametrize("mode", ["independent", "largest_remainder"])
def test_screen_and_narrative_print_the_same_digits(qtbot: QtBot, session: Session, cabinet: Cabinet, mode: str, decimals: str) -> None:
    figures, quoted = counted(session, cabinet, mode, decimals)
    tab = SummaryTab()
    qtbot.addWidget(tab)
    tab.show_figures(figures, figures["decimals"])
    for name, part in tab.parts.items():
        assert part.number() == quoted[name].words
    for name in RATES:
        assert tab.rates[name].number() == (quoted[f"rate:{name}"].words or "—")
    for kind, group in GROUPS.items():
        for bar in group_bars(figures[group], kind, figures["decimals"]):
            assert (bar.words, bar.note) == (quoted[bar.key].words, quoted[f"{bar.key}%"].words)
    classes = next(bar for bar in tab.answers.chart.bars() if bar.name == "类别")
    for line in figures["by_class"]:
        assert f"{line['name']} {line['count']}（{quoted['class:' + line['name'] + '%'].words}）" in classes.below


def counted(session: Session, cabinet: Cabinet, mode: str, decimals: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Seven proposals, which no decimals divide."""
    cabinet.package.content = with_value(cabinet.package.content, "conventions.rounding", mode)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.decimals", decimals)
    member, unit = cabinet.member("周砚秋", "003"), cabinet.unit("JY01", "云溪县教育局")
    kinds = ("教育", "教育", "教育", "医疗卫生", "医疗卫生", "财贸金融与营商环境", "")
    for at, (category, reply_class) in enumerate(zip(kinds, "AABBBCC", strict=True)):
        proposal = cabinet.proposal(f"{at:04d}", stage=Stage.CONSULTING, category=category, proposers=[member], reply_class=reply_class)
        reply = cabinet.reply(cabinet.assignment(proposal, unit, state=UnitState.REPLIED), reply_class=reply_class)
        cabinet.feedback(proposal, reply, returned_on=TODAY, attitude="满意", result=("满意", "不满意")[at % 2])
    session.flush()
    figures = year_figures(session, cabinet.plenary.id, today=TODAY)
    return figures, narrative_figures(session, cabinet.plenary.id, today=TODAY)
