"""The text of 提案审查情况报告. Source: domain §7.5, §7.6 (own wording)."""

from __future__ import annotations

from zxdesk.documents.narrative_text import (
    Facts,
    Paragraph,
    body,
    ending,
    leading,
    name_of,
    notes,
    opening,
    points,
    sections,
    sentence,
    shares,
)
from zxdesk.queries.figures.proposers import BODIES, JOINT_GROUP, MEMBERS, group_lines, group_of


def review_text(facts: Facts) -> list[Paragraph]:
    """What came in and what became of it, what is marked about it, what happens next."""
    text = [
        opening(),
        *body(
            f"{facts.meeting}{'以来' if facts.has('way:ordinary') else '期间'}，",
            "广大政协委员和参加政协的各党派团体围绕中心工作和群众关心的问题，运用提案建言献策。",
            sentence([f"截至{facts.says('as_of')}，共收到提案{facts.says('received')}件", _by_time(facts)]),
            "收到的提案逐件进行了审查，现将审查情况报告如下：",
        ),
        *sections(("提案审查情况", _reviewed(facts)), ("提案的主要特点", _marked(facts)), ("下一步工作", _next(facts))),
        ending(),
    ]
    return [*text, *notes(facts, text)]


def _by_time(facts: Facts) -> str:
    return f"其中{facts.clause('大会提案{}件、', 'way:session')}{facts.clause('平时提案{}件', 'way:ordinary')}" if facts.has("way:ordinary") else ""


def _reviewed(facts: Facts) -> list[Paragraph]:
    outcome = [
        facts.clause("立案{}件", "filed"), facts.clause("并案{}件", "merged"), facts.clause("转为意见和建议{}件", "opinions"),
        facts.clause("不予立案{}件", "not_filed"), facts.clause("提案者撤回{}件", "withdrawn"), facts.clause("另有{}件正在审查", "pending"),
    ]  # fmt: skip
    rate = facts.clause("立案率为{}", "rate:filing")
    groups = group_lines(facts.rules)
    joint = "" if JOINT_GROUP in groups else facts.clause("，其中委员联名提案{}件", "type:联名")
    proposers = [
        facts.clause(f"{group}{{}}件，占{facts.of_base}{{}}{joint if group == MEMBERS else ''}", f"group:{group}", f"group:{group}%")
        for group in groups
    ]
    kinds = sentence(shares(facts, "construction"), between="；")
    return [
        *body(sentence([f"经审查，{sentence(outcome, end='')}", rate])),
        *body(
            sentence([f"立案提案中，{sentence(proposers, end='', between='；')}"] if any(proposers) else []),
            f"按内容分，{kinds}" if kinds else "",
        ),
        *body(_taking_part(facts)),
    ]


def _taking_part(facts: Facts) -> str:
    way = "以第一提案人身份" if facts.rules.conventions["participation"] == "first" else ""
    return facts.clause(f"共有{{}}名委员{way}提交提案，占委员总数的{{}}。", "rate:participation:above", "rate:participation")


def _marked(facts: Facts) -> list[Paragraph]:
    largest = leading(facts, "category", 3)
    topics = "、".join(f"{name_of(key)}{facts.says(key)}件" for key in largest)
    bodies = [facts.clause(f"{name_of(key)}提案{{}}件", key) for key in facts.named("type") if group_of(facts.rules, name_of(key)) == BODIES]
    return points(
        ("选题贴近中心、贴近民生", f"立案提案较为集中的是{topics}，反映了委员对这些方面工作的关注。" if len(largest) > 1 else ""),
        (
            "集体提案发挥了界别和组织优势",
            sentence(["各党派团体、专门委员会和界别等提出集体提案" + facts.says("group:集体提案") + "件", f"其中{'、'.join(filter(None, bodies))}"])
            if facts.has("group:集体提案") and any(bodies) else "",
        ),
        ("联名提案体现了协作建言", facts.clause("两名以上委员共同署名的联名提案有{}件，凝聚了多方面的意见。", "type:联名")),
        (
            "突出了重点",
            facts.clause("从立案提案中确定重点提案{}件，占立案提案的{}，以重点提案的督办带动全部提案的办理。", "rate:key:above", "rate:key"),
        ),
    )  # fmt: skip


def _next(facts: Facts) -> list[Paragraph]:
    if facts.has("rate:assignment:above"):
        given = facts.clause("立案提案已交办{}件，由{}个单位承办。", "rate:assignment:above", "units")
        left = facts.clause("尚未交办的{}件，与党委、政府有关部门商定承办单位后及时交办。", "stage:filed")
    else:
        given, left = "大会闭幕后，与党委、政府有关部门商定承办单位，及时召开提案交办会，将立案提案送交承办单位办理。", ""
    turned = facts.clause("转为意见和建议的{}件，送有关部门研究参考。", "opinions")
    refused = facts.clause("不予立案的{}件，向提案者说明理由。", "not_filed")
    merged = facts.clause("并案的{}件随主案一并办理，对每位提案者分别答复。", "merged")
    return [
        *body(given, left),
        *body(merged, turned, refused),
        *body("会议截止时间以后收到的提案，作为平时提案随收随审、及时交办。加强与承办单位和提案者的联系，推动办前、办中、办后的沟通协商，提高提案办理质量。"),
    ]
