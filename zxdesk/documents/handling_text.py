"""The text of 提案办理情况报告. Source: domain §7.5 (own wording)."""

from __future__ import annotations

from zxdesk.documents.narrative_text import Facts, Paragraph, body, ending, name_of, notes, opening, points, sections, sentence, shares
from zxdesk.queries.figures.proposers import group_lines


def handling_text(facts: Facts) -> list[Paragraph]:
    """What was given to the units, what came of it, what is wanting, what happens next."""
    text = [
        opening(),
        *body(f"{facts.meeting}以来，在常务委员会领导和党委、政府支持下，各承办单位认真办理政协提案。截至{facts.says('as_of')}，提案办理情况报告如下："),
        *sections(
            ("提案和交办情况", _given(facts)), ("提案办理情况", _handled(facts)), ("存在的主要问题", _wanting(facts)), ("下一步工作", _next(facts)),
        ),
        ending(),
    ]  # fmt: skip
    return [*text, *notes(facts, text)]


def _given(facts: Facts) -> list[Paragraph]:
    others = [
        facts.clause("并案{}件", "merged"), facts.clause("转为意见和建议{}件", "opinions"), facts.clause("不予立案{}件", "not_filed"),
        facts.clause("撤案{}件", "withdrawn"), facts.clause("另有{}件正在审查", "pending"),
    ]  # fmt: skip
    proposers = [
        facts.clause(f"{group}{{}}件，占{{}}", f"group:{group}", f"group:{group}%") for group in group_lines(facts.rules)
    ]  # fmt: skip
    kinds = sentence(shares(facts, "construction"), between="；")
    base = f"（占比均为占{facts.of_base}比例）" if facts.of_base else ""
    roles = facts.clause("，其中会办{}件次，独办、主办、分办{}件次", "undertakings:co", "undertakings:lead")
    return [
        *body(
            sentence([f"共收到提案{facts.says('received')}件", facts.clause("立案{}件", "filed"), *others]),
            sentence([f"立案提案中，{sentence(proposers, end='', between='；')}{base}"] if any(proposers) else []),
            f"按内容分，{kinds}" if kinds else "",
        ),
        *body(
            facts.clause("立案提案已交办{}件，交办率为{}，", "rate:assignment:above", "rate:assignment")
            + f"由{facts.says('units')}个单位承办，承办件{facts.says('undertakings')}件次{roles}。",
        ),
    ]


def _handled(facts: Facts) -> list[Paragraph]:
    classes = [facts.clause(f"{name_of(key)}类{_meaning(facts, key)}{{}}件，占{{}}", key, f"{key}%") for key in facts.named("class")]
    results = sentence(classes, between="；")
    adopted = "、".join(facts.rules.adopted_classes)
    is_by_suggestion = facts.rules.conventions["adoption_base"] == "suggestions"
    taken_up = "答复采纳的建议共{}条，采纳率为{}。" if is_by_suggestion else f"所提建议已经采纳或列入计划的（{adopted}类）共{{}}件，采纳率为{{}}。"
    return points(
        (
            "办复情况",
            facts.clause("已办复{}件，办复率为{}。", "rate:reply:above", "rate:reply")
            + facts.clause("各承办单位在期限内答复的{}件，按时办复率为{}。", "rate:on_time_reply:above", "rate:on_time_reply"),
        ),
        (
            "办理结果",
            (f"已办复的提案中，{results}" if results else "")
            + facts.clause(taken_up, "rate:adoption:above", "rate:adoption")
            + _solved(facts),
        ),
        ("沟通协商", _consulted(facts)),
        ("征询意见", _asked(facts)),
        ("重点督办和跟踪", _supervised(facts)),
    )


def _meaning(facts: Facts, key: str) -> str:
    text = next((choice.text for choice in facts.rules.reply_classes if choice.code == name_of(key)), "")
    return f"（{text}）" if text else ""


def _solved(facts: Facts) -> str:
    told = "、".join(f"{one.unit}办理的《{one.title}》（第{one.number}号）" for one in facts.examples)
    return f"如{told}，{'这些' if len(facts.examples) > 1 else '这件'}提案的建议得到落实。" if told else ""


def _consulted(facts: Facts) -> str:
    return facts.clause("承办单位与提案者面商的{}件，面商率为{}。", "rate:contact:above", "rate:contact") + facts.clause(
        "办复后回访{}件，回访率为{}。", "rate:revisit:above", "rate:revisit"
    )


def _asked(facts: Facts) -> str:
    if not facts.has("rate:form_return:above"):
        return ""
    rates = [facts.clause("办理态度满意率为{}", "rate:satisfaction_attitude"), facts.clause("办理结果满意率为{}", "rate:satisfaction_result")]
    answers = [facts.clause(f"{key.rpartition(':')[2]}{{}}份", key) for key in facts.named("answer") if key.startswith("answer:result:")]
    sent = facts.clause("发出征询意见表{}份，收回{}份，回收率为{}。", "rate:form_return:below", "rate:form_return:above", "rate:form_return")
    return sent + sentence([*rates, f"对办理结果表示{'、'.join(answers)}" if answers else ""])


def _supervised(facts: Facts) -> str:
    key = facts.clause("确定重点提案{}件，占立案提案的{}", "rate:key:above", "rate:key")
    return "".join((
        sentence([key, facts.clause("已开展督办的{}件", "way:inspected")] if key else []),
        facts.clause("对临近或超过期限的{}件提案进行了催办。", "way:reminded"),
        facts.clause("对承诺尚待落实的{}件提案转入跟踪。", "stage:following"),
    ))  # fmt: skip


def _wanting(facts: Facts) -> list[Paragraph]:
    late = [facts.clause("有{}件提案的承办单位超过期限仍未答复", "way:late"), facts.clause("经同意延期办理的有{}件", "way:extended")]
    weak = [facts.clause(f"办理类别为{name_of(key)}类的{{}}件，占{{}}", key, f"{key}%") for key in _unadopted(facts)]
    unhappy = [facts.clause(f"征询意见中对办理结果{key.rpartition(':')[2]}的{{}}份", key) for key in _dissatisfied(facts)]
    return points(
        ("少数提案没有按期办结", sentence(late) if facts.has("way:late") else ""),
        ("有的提案交办不够精准", facts.clause("有{}件提案交办后承办单位提出退办、调整，影响了办理进度。", "way:handed_back")),
        ("有的提案办理效果还不明显", sentence([*weak, *unhappy, facts.clause("重新办理的{}件", "way:redone")])),
    )


def _next(facts: Facts) -> list[Paragraph]:
    open_ones = [facts.clause("抓紧办理尚未办复的{}件提案", "stage:handling"), facts.clause("对超过期限的{}件逐件催办、限期答复", "way:late")]
    followed = [f"class:{code}" for code in facts.rules.follow_up_classes]
    return [
        *body(
            sentence(open_ones),
            facts.clause("对正在重新办理的{}件，督促承办单位再次与提案者沟通、再次答复。", "stage:redoing"),
            facts.clause("尚未交办的{}件，商定承办单位后及时交办。", "stage:filed"),
        ),
        *body(
            *(facts.clause(f"对{{}}件{name_of(key)}类提案逐件核对承诺事项和时限，适时开展“回头看”。", key) for key in followed),
            *(
                facts.clause(f"对{{}}件{name_of(key)}类提案，向提案者说明情况，条件具备时继续推动。", key)
                for key in _unadopted(facts) if key not in followed
            ),
        ),
        *body("完善提案交办协商机制，提高交办的准确性；加强办理全过程的沟通协商，推动承办单位由答复向落实转变，提高提案工作质量。"),
    ]  # fmt: skip


def _unadopted(facts: Facts) -> list[str]:
    return [key for key in facts.named("class") if name_of(key) not in facts.rules.adopted_classes]


def _dissatisfied(facts: Facts) -> list[str]:
    return [key for key in facts.named("answer") if key.startswith("answer:result:") and key.rpartition(":")[2] not in facts.rules.satisfied_words]
