"""The sums that must agree are printed with their parts, and what keeps one from agreeing is counted, worded and listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.statistics import figure_ids, statistics

from .conftest import TODAY, Cabinet

FILED = {"filed_on": date(2026, 3, 1)}
Line = dict[str, Any]


def lines(session: Session, cabinet: Cabinet) -> dict[str, Line]:
    """The sums of the register by their keys."""
    session.flush()
    return {line["key"]: line for line in statistics(session, cabinet.plenary.id, today=TODAY)["reconciliation"]}


def ids(session: Session, cabinet: Cabinet, figure: str) -> list[int]:
    return figure_ids(session, cabinet.plenary.id, figure, today=TODAY)


def sound(cabinet: Cabinet) -> None:
    """A year in which everything agrees: answered, merged, turned over, refused, withdrawn, under review."""
    member, unit = cabinet.member("周砚秋", "003"), cabinet.unit("JY01", "云溪县教育局")
    answered = cabinet.proposal("0001", stage=Stage.CONSULTING, proposers=[member], reply_class="A", replied_on=date(2026, 5, 8), **FILED)
    row = cabinet.assignment(answered, unit, Role.LEAD, state=UnitState.REPLIED)
    cabinet.assignment(answered, cabinet.unit("WJ01", "云溪县卫健局"), Role.CO)
    reply = cabinet.reply(row, suggestion_count=3, adopted_count=1)
    cabinet.feedback(answered, reply, returned_on=TODAY, attitude="满意", result="")
    body = cabinet.proposal("0002", proposers=[cabinet.organisation("民盟县委")], proposer_kind="党派", **FILED)
    for stage in (Stage.OPINION, Stage.NOT_FILED, Stage.WITHDRAWN, Stage.RECEIVED):
        cabinet.proposal(None, stage=stage, proposers=[member])
    cabinet.proposal(None, stage=Stage.MERGED, lead=body, proposers=[member])
    cabinet.proposal(None, stage=Stage.DRAFT, receipt_number=None)


def test_a_sound_year_agrees_in_every_sum(session: Session, cabinet: Cabinet) -> None:
    sound(cabinet)
    found = lines(session, cabinet)
    assert [line["key"] for line in found.values() if not line["holds"]] == []
    said = {key: line["sentence"] for key, line in found.items()}
    assert said["received"] == "收到 7 ＝ 立案 2＋并案 1＋转意见建议 1＋不予立案 1＋撤案 1＋待审 1"
    assert said["after_merging"] == "合并后 6 ＝ 立案 2＋转意见建议 1＋不予立案 1＋撤案 1＋待审 1"
    assert said["sector"].endswith("教育界 1＋集体提案者 1")
    assert said["class"] == "已办复 1 ＝ A类 1＋B类 0＋C类 0"
    assert said["answers_result"] == "收回的征询意见表按办理结果 1 ＝ 满意 0＋基本满意 0＋不满意 0＋该项未填 1＋以前各次答复的 0"
    assert said["roles"] == "各单位承办 2 ＝ 独办 0＋主办 1＋会办 1＋分办 0"
    assert statistics(session, cabinet.plenary.id, today=TODAY)["differences"] == []


def test_every_sum_leads_to_its_lists_and_is_json(session: Session, cabinet: Cabinet) -> None:
    sound(cabinet)
    found = lines(session, cabinet)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    for line in found.values():
        if line["unit"] != "件":
            continue
        if line["figure"]:
            assert len(ids(session, cabinet, line["figure"])) == line["total"], line["key"]
        for part in line["parts"]:
            if part["figure"]:
                assert len(ids(session, cabinet, part["figure"])) == part["count"], part


def _category(cabinet: Cabinet) -> None:
    cabinet.proposal("9", category="", **FILED)


def _type(cabinet: Cabinet) -> None:
    cabinet.proposal("9", proposer_kind="", **FILED)


def _group(cabinet: Cabinet) -> None:
    cabinet.proposal("9", proposer_kind="市民", **FILED)


def _sector(cabinet: Cabinet) -> None:
    cabinet.proposal("9", proposers=[cabinet.member("苏见青", "009", "")], **FILED)


def _class(cabinet: Cabinet) -> None:
    """One reply without a class, and one class without a reply: the sums agree, the proposals do not."""
    unit = cabinet.unit("CG01", "云溪县城管局")
    for number, stage, reply_class, day in (("8", Stage.CONSULTING, "", date(2026, 5, 8)), ("9", Stage.HANDLING, "B", None)):
        proposal = cabinet.proposal(number, stage=stage, reply_class=reply_class, replied_on=day, **FILED)
        cabinet.assignment(proposal, unit)


def _number(cabinet: Cabinet) -> None:
    cabinet.proposal(None, **FILED)


def _receipt(cabinet: Cabinet) -> None:
    cabinet.proposal("9", receipt_number=None, **FILED)


def _unit(cabinet: Cabinet) -> None:
    cabinet.proposal("9", stage=Stage.HANDLING, **FILED)


def _early_unit(cabinet: Cabinet) -> None:
    cabinet.assignment(cabinet.proposal("9", **FILED), cabinet.unit("CG01", "云溪县城管局"))


def _mixed(cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("9", stage=Stage.HANDLING, **FILED)
    for code, role in (("CG01", Role.SOLE), ("CG02", Role.SEPARATE)):
        cabinet.assignment(proposal, cabinet.unit(code, f"云溪县{code}局"), role)


def _timing(cabinet: Cabinet) -> None:
    cabinet.proposal("9", timing="", **FILED)


def _filed_on(cabinet: Cabinet) -> None:
    cabinet.proposal("9")


def _received_on(cabinet: Cabinet) -> None:
    cabinet.proposal(None, stage=Stage.RECEIVED, received_on=None, submitted_on=None)


def _replied_on(cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("9", stage=Stage.CLOSED, reply_class="A", **FILED)
    cabinet.assignment(proposal, cabinet.unit("CG01", "云溪县城管局"))


Damage = Callable[[Cabinet], None]
BROKEN: list[tuple[str, Damage, int, str, str]] = [
    ("category", _category, 1, "lacking:category", "各类别合计 2 件，与立案 3 件不符，1 件没有填类别。"),
    ("type", _type, 1, "lacking:type", "各提案者类型合计 2 件，与立案 3 件不符，1 件没有填提案者类型。"),
    ("group", _group, 1, "lacking:group", "委员、集体提案合计 2 件，与立案 3 件不符，1 件的提案者类型没有归入委员或集体。"),
    ("sector", _sector, 1, "lacking:sector", "各界别合计 2 件，与立案 3 件不符，1 件的第一提案人没有界别。"),
    ("class", _class, 0, "lacking:class", "各办理类别合计与已办复 2 件相等，1 件已办复没有办理类别，1 件有办理类别却没有办复。"),
    ("number", _number, 0, "lacking:number", "立案 3 件中有 1 件没有提案号。"),
    ("registered", _receipt, 0, "lacking:receipt", "登记的提案 8 件中有 1 件没有收件号，没有计入收到。"),
    ("units", _unit, 1, "lacking:unit", "独办、主办、分办合计 1 件，与已交办 2 件不符，1 件没有主办单位。"),
    ("units", _early_unit, -1, "lacking:early_unit", "独办、主办、分办合计 2 件，与已交办 1 件不符，1 件有主办单位却还没有交办。"),
    ("units", _mixed, -1, "lacking:mixed_units", "独办、主办、分办合计 3 件，与已交办 2 件不符，1 件独办、主办、分办并存。"),
    ("timing", _timing, 1, "lacking:timing", "大会、平时提案合计 7 件，与收到 8 件不符，1 件没有分大会、平时。"),
    ("month_filed", _filed_on, 1, "lacking:filed_on", "各月立案合计 2 件，与立案 3 件不符，1 件没有立案日期。"),
    ("month_received", _received_on, 1, "lacking:received_on", "各月收到合计 7 件，与收到 8 件不符，1 件没有收到日期。"),
    ("month_replied", _replied_on, 1, "lacking:replied_on", "各月办复合计 1 件，与已办复 2 件不符，1 件没有办复日期。"),
]


@pytest.mark.parametrize(("key", "damage", "difference", "figure", "sentence"), BROKEN, ids=[figure for *_, figure, _sentence in BROKEN])
def test_a_difference_is_counted_worded_and_listed(
    session: Session, cabinet: Cabinet, key: str, damage: Damage, difference: int, figure: str, sentence: str
) -> None:
    sound(cabinet)
    damage(cabinet)
    line = lines(session, cabinet)[key]
    assert not line["holds"]
    assert line["sentence"] == sentence
    assert figure in [reason["figure"] for reason in line["reasons"]]
    for reason in line["reasons"]:
        assert len(ids(session, cabinet, reason["figure"])) == reason["count"] == 1
    assert line["difference_figure"] == line["reasons"][0]["figure"]
    if key not in ("number", "registered"):
        assert line["difference"] == difference
    assert sentence in statistics(session, cabinet.plenary.id, today=TODAY)["differences"]


def test_suggestions_that_were_not_counted_are_told_where_the_rate_goes_by_them(session: Session, cabinet: Cabinet) -> None:
    sound(cabinet)
    unit = cabinet.unit("CG01", "云溪县城管局")
    proposal = cabinet.proposal("9", stage=Stage.CONSULTING, reply_class="B", replied_on=date(2026, 5, 8), **FILED)
    cabinet.reply(cabinet.assignment(proposal, unit, state=UnitState.REPLIED))
    assert "suggestions" not in lines(session, cabinet)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.adoption_base", "suggestions")
    line = lines(session, cabinet)["suggestions"]
    assert line["sentence"] == "已办复 2 件中有 1 件没有登记建议条数，没有计入采纳率。"
    assert ids(session, cabinet, "lacking:suggestions") == [proposal.id]


def test_forms_of_former_replies_are_told_apart(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001", stage=Stage.CONSULTING, proposers=[cabinet.member("周砚秋", "003")], reply_class="A", **FILED)
    row = cabinet.assignment(proposal, cabinet.unit("JY01", "云溪县教育局"), state=UnitState.REPLIED)
    cabinet.feedback(proposal, cabinet.reply(row), returned_on=TODAY, attitude="满意", result="不满意")
    cabinet.feedback(proposal, cabinet.reply(row, redo=1, number="云教提〔2026〕9号"), redo=1)
    found = lines(session, cabinet)
    assert found["forms"]["sentence"] == "发出的征询意见表 2 ＝ 收回 1＋未收回 1"
    assert found["answers_result"]["sentence"].endswith("以前各次答复的 1")
    assert ids(session, cabinet, "forms:former") == [proposal.id]
