from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Extension, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Visit
from zxdesk.domain.reply import Contact, ReplyState
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.figures.people import by_member
from zxdesk.queries.figures.years import by_year
from zxdesk.queries.statistics import figure_ids, statistics

from .conftest import TODAY, Cabinet

PROMISED = {
    "received", "filed", "merged", "opinions", "not_filed", "withdrawn", "pending", "by_category", "by_construction",
    "by_proposer_type", "by_sector", "by_unit", "by_role", "by_month", "by_class", "rates", "differences",
}  # fmt: skip
PROMISED_RATES = {
    "filing", "reply", "on_time_reply", "contact", "form_return", "revisit", "satisfaction_attitude", "satisfaction_result",
}  # fmt: skip

FORMS = ("attitude", "result", "attitude_by_form", "result_by_form")
"""Satisfaction that counts forms, not proposals."""


def figures(session: Session, cabinet: Cabinet) -> dict[str, Any]:
    session.flush()
    return statistics(session, cabinet.plenary.id, today=TODAY)


def fraction(session: Session, cabinet: Cabinet, name: str) -> tuple[int, int]:
    found = figures(session, cabinet)["rates"][name]
    return found["numerator"], found["denominator"]


def convene(cabinet: Cabinet, name: str, value: str) -> None:
    """Set a counting convention of the office."""
    cabinet.package.content = with_value(cabinet.package.content, f"conventions.{name}", value)
    cabinet.session.flush()


def answered(cabinet: Cabinet, number: str, unit: Any, *, on: date = date(2026, 5, 8), **values: Any) -> Any:
    """A proposal its one unit has answered."""
    member = values.pop("member", None)
    proposal = cabinet.proposal(number, stage=Stage.CONSULTING, proposers=[member] if member else [], reply_class="A", **values)
    cabinet.reply(cabinet.assignment(proposal, unit, state=UnitState.REPLIED), replied_on=on)
    return proposal


def test_the_promised_keys_are_there_and_are_json(session: Session, cabinet: Cabinet) -> None:
    cabinet.proposal("0001")
    found = figures(session, cabinet)
    assert found.keys() >= PROMISED
    assert found["rates"].keys() >= PROMISED_RATES
    for rate in found["rates"].values():
        assert rate.keys() == {"numerator", "denominator", "value", "convention"}
        assert "＝" in rate["convention"]
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found


def test_what_was_received_equals_the_sum_of_its_parts(session: Session, cabinet: Cabinet) -> None:
    stages = [*Stage]
    for stage in stages:
        cabinet.proposal(None, stage=stage, receipt_number=None if stage is Stage.DRAFT else f"收{stage.value}")
    found = figures(session, cabinet)
    parts = {name: found[name] for name in ("filed", "merged", "opinions", "not_filed", "withdrawn", "pending")}
    assert parts == {"filed": 8, "merged": 1, "opinions": 1, "not_filed": 1, "withdrawn": 1, "pending": 4}
    assert found["received"] == sum(parts.values()) == len(stages) - 1
    assert found["identity"]["sentence"] == "收到 16 ＝ 立案 8＋并案 1＋转意见建议 1＋不予立案 1＋撤案 1＋待审 4"
    for name, count in parts.items():
        assert len(figure_ids(session, cabinet.plenary.id, name, today=TODAY)) == count


def test_another_plenary_counts_apart(session: Session, cabinet: Cabinet) -> None:
    from zxdesk.domain.office import Plenary

    earlier = cabinet.put(Plenary(term=cabinet.term, number=1, name="十届一次", full_name="政协云溪县第十届委员会第一次会议"))
    cabinet.proposal("0001", plenary=earlier)
    cabinet.proposal("0001")
    assert figures(session, cabinet)["received"] == 1
    with pytest.raises(RuleError, match="没有 #99 这个届次"):
        statistics(session, 99, today=TODAY)


def test_groups_count_filed_proposals_and_map_to_the_constructions(session: Session, cabinet: Cabinet) -> None:
    teacher, trader = cabinet.member("周砚秋", "003", "教育界"), cabinet.member("苏见青", "004", "经济界")
    cabinet.proposal("0001", category="教育", proposers=[teacher, trader], proposer_kind="联名")
    cabinet.proposal("0002", category="医疗卫生", proposers=[trader])
    cabinet.proposal("0003", category="财贸金融与营商环境", proposers=[cabinet.organisation("民盟县委")], proposer_kind="党派")
    cabinet.proposal(None, category="教育", stage=Stage.NOT_FILED, proposers=[teacher])
    found = figures(session, cabinet)
    lines = {key: {line["name"]: line for line in found[key]} for key in ("by_category", "by_construction", "by_sector")}
    assert (lines["by_category"]["教育"]["count"], lines["by_category"]["教育"]["received"]) == (1, 2)
    assert lines["by_category"]["教育"]["share"] == pytest.approx(1 / 3)
    assert (lines["by_construction"]["社会建设"]["count"], lines["by_construction"]["经济建设"]["count"]) == (2, 1)
    assert (lines["by_sector"]["教育界"]["count"], lines["by_sector"]["经济界"]["count"]) == (1, 1)
    assert [(line["name"], line["count"]) for line in found["by_proposer_group"]] == [("委员提案", 2), ("集体提案", 1)]
    for figure, count in (("construction:社会建设", 2), ("sector:经济界", 1), ("type:党派", 1), ("month:2026-02", 4)):
        assert len(figure_ids(session, cabinet.plenary.id, figure, today=TODAY)) == count, figure
    convene(cabinet, "share_base", "received")
    assert {line["name"]: line for line in figures(session, cabinet)["by_category"]}["教育"]["share"] == pytest.approx(1 / 4)


def test_months_follow_receipt_filing_and_reply(session: Session, cabinet: Cabinet) -> None:
    cabinet.proposal("0001", stage=Stage.CLOSED, filed_on=date(2026, 3, 1), replied_on=date(2026, 5, 8))
    cabinet.proposal(None, stage=Stage.RECEIVED, received_on=None, submitted_on=date(2026, 3, 2))
    assert figures(session, cabinet)["by_month"] == [
        {"name": "2026-02", "received": 1, "filed": 0, "replied": 0},
        {"name": "2026-03", "received": 1, "filed": 1, "replied": 0},
        {"name": "2026-05", "received": 0, "filed": 0, "replied": 1},
    ]


def test_units_count_hosting_and_joining_apart_and_reassigned_ones_not_at_all(session: Session, cabinet: Cabinet) -> None:
    education, health = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    proposal = cabinet.proposal("0001", stage=Stage.CONSULTING)
    cabinet.reply(cabinet.assignment(proposal, education, Role.LEAD, state=UnitState.REPLIED))
    cabinet.assignment(proposal, health, Role.CO, state=UnitState.OPINION_GIVEN, opinion_on=date(2026, 4, 20))
    cabinet.assignment(proposal, health, Role.LEAD, state=UnitState.ENDED)
    late = cabinet.proposal("0002", stage=Stage.HANDLING)
    cabinet.assignment(late, education, due_on=date(2026, 6, 1))
    found = figures(session, cabinet)
    by_unit = {line["name"]: line for line in found["by_unit"]}
    mine = by_unit["云溪县教育局"]
    assert (mine["lead"], mine["sole"], mine["host"], mine["co"]) == (2, 1, 1, 0)
    assert (mine["replied"], mine["on_time"], mine["late"]) == (1, 1, 1)
    assert (by_unit["云溪县卫健局"]["lead"], by_unit["云溪县卫健局"]["co"], by_unit["云溪县卫健局"]["co_given"]) == (0, 1, 1)
    assert {line["name"]: line["count"] for line in found["by_role"]} == {"独办": 1, "主办": 1, "会办": 1, "分办": 0}


def test_the_filing_rate_follows_its_convention(session: Session, cabinet: Cabinet) -> None:
    for at in range(6):
        cabinet.proposal(f"{at}")
    cabinet.proposal(None, stage=Stage.MERGED)
    cabinet.proposal(None, stage=Stage.MERGED)
    cabinet.proposal(None, stage=Stage.OPINION)
    assert fraction(session, cabinet, "filing") == (6, 9)
    convene(cabinet, "filing_base", "merged")
    assert fraction(session, cabinet, "filing") == (6, 7)
    assert "合并后件数" in figures(session, cabinet)["rates"]["filing"]["convention"]
    convene(cabinet, "merged_counted", "yes")
    assert fraction(session, cabinet, "filing") == (8, 9)


def test_the_reply_rate_follows_its_convention(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    answered(cabinet, "0001", unit)
    cabinet.proposal("0002")
    cabinet.assignment(cabinet.proposal("0003", stage=Stage.HANDLING), unit, due_on=date(2026, 6, 1))
    cabinet.assignment(cabinet.proposal("0004", stage=Stage.HANDLING), unit)
    assert fraction(session, cabinet, "reply") == (1, 3)
    convene(cabinet, "reply_base", "filed")
    assert fraction(session, cabinet, "reply") == (1, 4)
    convene(cabinet, "reply_base", "due")
    assert fraction(session, cabinet, "reply") == (1, 2)
    assert len(figure_ids(session, cabinet.plenary.id, "rate:reply:missing", today=TODAY)) == 1


def test_in_time_is_judged_by_the_first_reply_of_every_answering_unit(session: Session, cabinet: Cabinet) -> None:
    unit, other = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    answered(cabinet, "0001", unit)
    answered(cabinet, "0002", unit, on=date(2026, 6, 21))
    both = cabinet.proposal("0003", stage=Stage.CONSULTING)
    cabinet.reply(cabinet.assignment(both, unit, Role.SEPARATE))
    cabinet.reply(cabinet.assignment(both, other, Role.SEPARATE), replied_on=date(2026, 6, 30))
    again = answered(cabinet, "0004", unit)
    cabinet.reply(again.assignments[0], redo=1, replied_on=date(2026, 9, 1), due_on=date(2026, 8, 1))
    cabinet.assignment(cabinet.proposal("0005", stage=Stage.HANDLING), unit, due_on=date(2026, 6, 9))
    cabinet.assignment(cabinet.proposal("0006", stage=Stage.HANDLING), unit)
    assert fraction(session, cabinet, "on_time_reply") == (2, 5)


def test_an_extension_counts_by_the_extended_or_the_original_deadline(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001", stage=Stage.CONSULTING)
    row = cabinet.assignment(proposal, cabinet.unit("JY01", "云溪县教育局"), due_on=date(2026, 7, 20))
    row.original_due_on = date(2026, 6, 20)
    cabinet.put(Extension(assignment=row, requested_on=TODAY, reason="协调", new_due_on=row.due_on, is_granted=True))
    cabinet.reply(row, replied_on=date(2026, 7, 1))
    assert fraction(session, cabinet, "on_time_reply") == (1, 1)
    assert figures(session, cabinet)["by_unit"][0]["extended"] == 1
    convene(cabinet, "on_time_deadline", "original")
    assert fraction(session, cabinet, "on_time_reply") == (0, 1)


def test_a_drafted_reply_is_no_reply(session: Session, cabinet: Cabinet) -> None:
    row = cabinet.assignment(cabinet.proposal("0001", stage=Stage.HANDLING), cabinet.unit("JY01", "云溪县教育局"))
    cabinet.reply(row, state=ReplyState.SUBMITTED)
    assert fraction(session, cabinet, "reply") == (0, 1)
    assert figures(session, cabinet)["by_unit"][0]["replied"] == 0


def test_contact_means_face_to_face_and_a_waiver_follows_its_convention(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    for number, way, is_waived in (("1", "走访", False), ("2", "电话", False), ("3", "电话", True), ("4", "", False)):
        row = cabinet.assignment(cabinet.proposal(number, stage=Stage.HANDLING), unit)
        if way:
            cabinet.put(Contact(assignment=row, contacted_on=TODAY, way=way, is_waived=is_waived))
    assert fraction(session, cabinet, "contact") == (2, 4)
    convene(cabinet, "contact_waived", "excluded")
    assert fraction(session, cabinet, "contact") == (1, 3)


def test_what_proposers_say_of_contact_counts_too_even_merged_ones(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    lead = answered(cabinet, "0001", unit, member=cabinet.member("周砚秋", "003"))
    merged = cabinet.proposal(None, stage=Stage.MERGED, lead=lead, proposers=[cabinet.member("苏见青", "004")])
    reply = lead.assignments[0].replies[0]
    cabinet.feedback(lead, reply)
    cabinet.feedback(merged, reply, returned_on=TODAY, contact_answer="已面商", attitude="满意", result="基本满意")
    cabinet.put(Visit(proposal=merged, visited_on=TODAY))
    assert fraction(session, cabinet, "contact") == (1, 1)
    assert fraction(session, cabinet, "form_return") == (1, 2)
    assert fraction(session, cabinet, "revisit") == (1, 1)
    assert fraction(session, cabinet, "satisfaction_result") == (1, 1)
    assert fraction(session, cabinet, "satisfaction_result_by_proposal") == (0, 0)  # one form is still out


def test_satisfaction_is_counted_apart_for_attitude_and_result_in_three_variants(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    answers = (("满意", "满意"), ("满意", "基本满意"), ("基本满意", "不满意"), ("满意", ""))
    for at, (attitude, result) in enumerate(answers):
        proposal = answered(cabinet, str(at), unit, member=cabinet.member(f"委员{at}", str(at)))
        reply = proposal.assignments[0].replies[0]
        cabinet.feedback(proposal, reply, returned_on=TODAY, attitude=attitude, result=result)
    cabinet.proposal("9")
    assert fraction(session, cabinet, "satisfaction_attitude") == (4, 4)
    assert fraction(session, cabinet, "satisfaction_result") == (2, 3)
    convene(cabinet, "satisfaction_variant", "2")
    assert fraction(session, cabinet, "satisfaction_attitude") == (3, 4)
    assert fraction(session, cabinet, "satisfaction_result") == (1, 3)
    convene(cabinet, "satisfaction_variant", "3")
    assert fraction(session, cabinet, "satisfaction_result") == (2, 5)
    shown = {line["name"]: line["count"] for line in figures(session, cabinet)["answers"]["result"]}
    assert shown == {"满意": 1, "基本满意": 1, "不满意": 1}


def test_after_a_redo_only_the_answer_to_the_last_reply_counts(session: Session, cabinet: Cabinet) -> None:
    proposal = answered(cabinet, "0001", cabinet.unit("JY01", "云溪县教育局"), member=cabinet.member("周砚秋", "003"))
    row = proposal.assignments[0]
    cabinet.feedback(proposal, row.replies[0], returned_on=TODAY, attitude="满意", result="不满意")
    assert fraction(session, cabinet, "satisfaction_result") == (0, 1)
    again = cabinet.reply(row, redo=1, number="云教提〔2026〕9号")
    cabinet.feedback(proposal, again, redo=1, returned_on=TODAY, attitude="满意", result="满意")
    assert fraction(session, cabinet, "satisfaction_result") == (1, 1)
    assert fraction(session, cabinet, "satisfaction_result_by_proposal") == (1, 1)
    assert fraction(session, cabinet, "form_return") == (2, 2)


def test_members_who_took_part_are_counted_once(session: Session, cabinet: Cabinet) -> None:
    first, second = cabinet.member("周砚秋", "003"), cabinet.member("苏见青", "004")
    cabinet.member("陆青禾", "005")
    cabinet.member("何春棠", "006", ends_on=date(2026, 1, 1))
    cabinet.proposal("0001", proposers=[first, second])
    cabinet.proposal("0002", proposers=[first])
    assert fraction(session, cabinet, "participation") == (2, 3)
    convene(cabinet, "participation", "first")
    assert fraction(session, cabinet, "participation") == (1, 3)


def test_nothing_to_divide_by_gives_no_value(session: Session, cabinet: Cabinet) -> None:
    found = figures(session, cabinet)["rates"]
    assert {rate["value"] for rate in found.values()} == {None}


def test_figures_that_do_not_add_up_are_said(session: Session, cabinet: Cabinet) -> None:
    cabinet.proposal("0001", category="", stage=Stage.CLOSED)
    cabinet.proposal(None)
    cabinet.proposal("0003", receipt_number=None)
    assert figures(session, cabinet)["differences"] == [
        "登记的提案 3 件中有 1 件没有收件号，没有计入收到。",
        "立案 2 件中有 1 件没有提案号。",
        "各类别合计 1 件，与立案 2 件不符，1 件没有填类别。",
        "各界别合计 0 件，与立案 2 件不符，2 件的第一提案人没有界别。",
        "独办、主办、分办合计 0 件，与已交办 1 件不符，1 件没有主办单位。",
        "各办理类别合计 0 件，与已办复 1 件不符，1 件已办复没有办理类别。",
        "各月立案合计 0 件，与立案 2 件不符，2 件没有立案日期。",
        "各月办复合计 0 件，与已办复 1 件不符，1 件没有办复日期。",
    ]


def test_every_figure_lists_as_many_proposals_as_it_counts(session: Session, cabinet: Cabinet) -> None:
    """Whatever the page lets one press leads to exactly what it says."""
    unit, other = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    member, second = cabinet.member("周砚秋", "003"), cabinet.member("苏见青", "004", "经济界")
    answered(cabinet, "0001", unit, member=member, satisfaction="满意")
    late = cabinet.proposal("0002", stage=Stage.HANDLING, proposers=[second, member], proposer_kind="联名")
    cabinet.assignment(late, unit, Role.LEAD, due_on=date(2026, 6, 1))
    granted = cabinet.assignment(late, other, Role.CO, state=UnitState.OPINION_GIVEN, opinion_on=date(2026, 5, 1))
    cabinet.put(Extension(assignment=granted, requested_on=TODAY, reason="协调", new_due_on=date(2026, 7, 20), is_granted=True))
    cabinet.proposal(None, stage=Stage.RECEIVED, category="", proposers=[second])
    found = figures(session, cabinet)
    plenary = cabinet.plenary.id

    def count(figure: str, plenary_id: int = plenary) -> int:
        return len(figure_ids(session, plenary_id, figure, today=TODAY))

    for name, rate in found["rates"].items():
        if name not in ("participation", "form_return", *(f"satisfaction_{one}" for one in FORMS)):
            assert (count(f"rate:{name}"), count(f"rate:{name}:below")) == (rate["numerator"], rate["denominator"]), name
    for row in found["by_unit"]:
        for key in ("lead", "co", "replied", "on_time", "late", "co_given", "extended"):
            assert count(f"unit:{row['unit_id']}:{key}") == row[key], (row["name"], key)
        assert count(f"unit:{row['unit_id']}:class-A") == row["classes"].get("A", 0)
    assert count("unit:0:late") == sum(row["late"] for row in found["by_unit"]) == 1
    for stage in found["by_stage"]:
        assert count(f"stage:{stage['stage']}") == stage["count"]
    for month in found["by_month"]:
        keys = ("received", "filed", "replied")
        assert [count(f"month:{month['name']}:{key}") for key in keys] == [month[key] for key in keys]
    for group in found["by_proposer_group"]:
        assert count(f"group:{group['name']}") == group["count"]
    for row in by_member(session, plenary, today=TODAY):
        assert [count(f"member:{row['id']}:{key}") for key in ("signed", "first", "filed")] == [row["signed"], row["first"], row["filed"]]
    assert {row["name"]: (row["signed"], row["first"], row["filed"]) for row in by_member(session, plenary, today=TODAY)} == {
        "周砚秋": (2, 1, 2), "苏见青": (2, 2, 1),
    }  # fmt: skip


def test_answers_lead_to_the_proposals_whose_forms_gave_them(session: Session, cabinet: Cabinet) -> None:
    unit, member = cabinet.unit("JY01", "云溪县教育局"), cabinet.member("周砚秋", "003")
    for number, result in (("0001", "满意"), ("0002", "不满意")):
        proposal = cabinet.proposal(number, stage=Stage.CONSULTING, proposers=[member])
        reply = cabinet.reply(cabinet.assignment(proposal, unit, state=UnitState.REPLIED))
        cabinet.feedback(proposal, reply, returned_on=date(2026, 5, 20), attitude="满意", result=result)
    session.flush()

    def numbers(figure: str) -> int:
        return len(figure_ids(session, cabinet.plenary.id, figure, today=TODAY))

    assert [numbers(f"answer:result:{word}") for word in ("满意", "基本满意", "不满意")] == [1, 0, 1]
    assert (numbers("rate:satisfaction_result"), numbers("rate:satisfaction_result:below")) == (1, 2)
    assert (numbers("rate:satisfaction_result_by_proposal"), numbers("rate:satisfaction_result_by_proposal:below")) == (1, 2)
    assert (numbers("forms:returned"), numbers("forms:out"), numbers("rate:form_return:below")) == (2, 0, 2)


def test_five_years_stand_in_order_each_with_its_own_counts(session: Session, cabinet: Cabinet) -> None:
    from zxdesk.domain.office import Plenary, Term

    old = cabinet.put(Term(number=9, name="九届"))
    earlier = [cabinet.put(Plenary(term=old, number=at, name=f"九届{at}次", full_name=f"九届{at}次会议")) for at in range(1, 6)]
    cabinet.put(Plenary(term=cabinet.term, number=3, name="十届三次", full_name="十届三次会议"))
    cabinet.proposal("0001", plenary=earlier[4], stage=Stage.CLOSED, satisfaction="满意")
    cabinet.proposal("0002", plenary=earlier[4], stage=Stage.MERGED)
    cabinet.proposal("0001", stage=Stage.HANDLING)
    years = by_year(session, cabinet.plenary.id, today=TODAY)
    assert [year["name"] for year in years] == ["九届2次", "九届3次", "九届4次", "九届5次", "十届二次"]
    counted = {year["name"]: tuple(year[key] for key in ("received", "filed", "replied", "satisfied")) for year in years}
    assert (counted["九届5次"], counted["十届二次"], counted["九届2次"]) == ((2, 1, 1, 1), (1, 1, 0, 0), (0, 0, 0, 0))
    assert years[3]["filing"] == pytest.approx(0.5)
    assert years[0]["filing"] is None
    for key in ("received", "filed", "replied", "satisfied"):
        assert len(figure_ids(session, earlier[4].id, key, today=TODAY)) == years[3][key]
