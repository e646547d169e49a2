"""The counting conventions of an office in the words that reports print. Source: domain §6.1, §6.2."""

from __future__ import annotations

from zxdesk.domain.rule_schema import CONVENTIONS
from zxdesk.domain.rule_values import Rules

COUNTED = frozenset(
    {
        "categories", "proposer_types", "outcomes", "reply_classes", "face_ways", "feedback_attitude", "feedback_result", "contact_done_words",
        "contact_waived_words", "fully_satisfied_words", "satisfied_words", "dissatisfied_words", "solved_classes", "adopted_classes",
        "follow_up_classes", "satisfaction",
    }
) | {f"conventions.{key}" for key in CONVENTIONS}  # fmt: skip
"""The settings that the figures of a year read; deadlines are dates of the undertakings, told there."""

_WORDS: dict[str, dict[str, str]] = {
    "filing_base": {"received": "立案率以收到件数为分母", "merged": "立案率以合并后件数（收到件数减并案件数）为分母"},
    "merged_counted": {"no": "并案提案另列，不计入立案件数", "yes": "并案提案在各表中另列，算立案率时计入立案件数，以收到件数为分母"},
    "share_base": {"filed": "各项占比以立案件数为分母", "received": "各项占比以收到件数为分母"},
    "joint_counted": {
        "line": "联名提案计入委员提案，单列一行", "together": "联名提案与个人提案合为一行，计入委员提案",
        "apart": "联名提案不计入委员提案，另列一组",
    },
    "reply_base": {
        "filed": "办复率以立案件数为分母", "assigned": "办复率以已交办件数为分母", "due": "办复率以已办复和到期未办复的件数为分母",
    },
    "on_time_deadline": {"original": "按时办复以原定期限为准", "extended": "按时办复以同意延期后的期限为准"},
    "contact_waived": {"counts": "提案者提出不需要面商的算已面商", "excluded": "提案者提出不需要面商的不计入面商率"},
    "participation": {"any": "委员参与以署名（含联名）为准", "first": "委员参与只算第一提案人"},
    "adoption_base": {
        "classes": "采纳率按办理类别计，{adopted}类为采纳", "suggestions": "采纳率按答复中登记的建议条数计，没有登记条数的不计入",
    },
    "rounding": {
        "independent": "百分比各自四舍五入，合计可能不是百分之百", "largest_remainder": "百分比按最大余数法取舍，合计凑足百分之百",
    },
    "decimals": {"0": "百分比取整数", "1": "百分比取一位小数", "2": "百分比取两位小数"},
}  # fmt: skip
_ANSWERS = {"first": "第一提案人的回答", "worst": "最差的回答", "majority": "多数回答"}


def is_counted(path: str) -> bool:
    """Whether figures read this setting, or the one it is a part of."""
    return any(path == one or path.startswith(f"{one}.") for one in COUNTED)


def conventions_said(rules: Rules) -> dict[str, str]:
    """One clause for each convention as the office has set it; ``satisfaction`` is how 满意率 is counted."""
    said = {key: words[rules.conventions[key]].format(adopted="、".join(rules.adopted_classes)) for key, words in _WORDS.items()}
    if rules.conventions["merged_counted"] == "yes":
        del said["filing_base"]
    return said | {"satisfaction": satisfaction_words(rules)}


def convention_lines(rules: Rules, *keys: str) -> tuple[str, ...]:
    """The clauses of the conventions named, or all of them."""
    said = conventions_said(rules)
    return tuple(said[key] for key in keys if key in said) if keys else tuple(said.values())


def conventions_sentence(rules: Rules, *keys: str) -> str:
    """The same as one sentence for the foot of a report."""
    return f"统计口径：{'；'.join(convention_lines(rules, *keys))}。"


def satisfaction_words(rules: Rules) -> str:
    """By what 满意率 is counted: which answers, forms or proposals, and how several forms make one answer."""
    variant = rules.conventions["satisfaction_variant"]
    happy = "、".join(rules.fully_satisfied_words if variant == "2" else rules.satisfied_words)
    one = f"一件有几份征询意见表的以{_ANSWERS[rules.satisfaction]}为准"
    if variant == "3":
        return f"满意率按件计，回答{happy}的为满意，以立案件数为分母，{one}"
    if rules.conventions["satisfaction_by"] == "proposals":
        return f"满意率按件计，回答{happy}的为满意，以已有定论的件数为分母，{one}"
    return f"满意率按份计，回答{happy}的为满意，以收回且填了该项的份数为分母"
