"""The keys of a rule package, each with its Chinese label and the values it may take."""

from __future__ import annotations

LISTS = {
    "contact_ways": "联系提案者方式",
    "face_ways": "算作面商的联系方式",
    "supervision_ways": "督办方式",
    "supervision_levels": "督办级别",
    "reminder_ways": "催办方式",
    "unit_systems": "承办单位系统",
    "retentions": "保管期限",
    "member_statuses": "委员状态",
    "parties": "政治面貌",
    "sectors": "界别",
    "sector_renamings": "界别更名（旧名→新名，历年对比时归到一起）",
    "publicity": "答复公开属性",
    "publication": "提案公开方式",
    "feedback_contact": "征询意见表：面商情况",
    "feedback_attitude": "征询意见表：办理态度（从好到差）",
    "feedback_result": "征询意见表：办理结果（从好到差）",
    "feedback_way": "征询意见表：听取意见方式",
    "contact_done_words": "算作已面商的回答",
    "contact_waived_words": "算作不需要面商的回答",
    "fully_satisfied_words": "算作满意的回答",
    "satisfied_words": "算作满意和基本满意的回答（从好到差）",
    "dissatisfied_words": "算作不满意的回答（从好到差）",
    "solved_classes": "算作已解决的办理类别",
    "adopted_classes": "算作已采纳的办理类别",
    "follow_up_classes": "需要跟踪的办理类别",
    "redo_on": "哪一项不满意要重新办理",
}

CHOICES = {
    "proposer_types": "提案者类型",
    "outcomes": "审查结果",
    "reasons": "不予立案原因",
    "reply_classes": "办理类别",
}

CHOICE_TEXT = {
    "proposer_types": "归入",
    "outcomes": "计入",
    "reasons": "说明",
    "reply_classes": "含义",
}

DEADLINES = {
    "assign": "大会提案交办（从大会闭幕起）",
    "assign_ordinary": "平时提案交办（从立案起）",
    "receipt": "签收回执（从交办起）",
    "hand_back": "申请退办（从交办起）",
    "hand_back_answer": "答复退办申请（从申请起）",
    "first_contact": "首次联系提案者（从交办起）",
    "co_opinion": "会办意见（从交办起）",
    "reply_lead": "主办、独办答复（从交办起）",
    "reply_separate": "分办答复（从交办起）",
    "reply_ordinary": "平时提案答复（从交办起）",
    "extension_max": "延期后答复最迟（从交办起）",
    "extension_ordinary_max": "平时提案延期后答复最迟（从交办起）",
    "feedback_return": "收回征询意见表（从发出起）",
    "redo": "重新办理答复（从重新交办起）",
    "notify": "告知提案者审查结果（从审定起）",
    "resubmit": "退回补充后重交（从退回起）",
    "countersign": "联名会签（从邀请起）",
    "key_decision": "确定重点提案（从大会闭幕起）",
    "key_report": "重点提案督办报告（从确定起）",
    "follow_up": "B类答复件跟踪（从答复起）",
    "summary": "报送办理总结",
    "archive": "立卷归档",
}
DEADLINE_ALIASES = {"reply_co": "co_opinion"}
"""A co-unit answers with its opinion, so both names mean one rule."""

MODES = {"months": "个月", "working_days": "个工作日", "days": "日", "fixed": "固定日期"}
ROLLS = {"none": "不顺延", "next_workday": "逢休息日顺延"}
SERIES = {"plenary": "全会统一编号", "category": "按类别编号"}
SATISFACTIONS = {"first": "以第一提案人为准", "worst": "以最差的回答为准", "majority": "以多数回答为准"}
CHECKS = {"warn": "提醒", "refuse": "不准", "off": "不管"}
REDO_ANSWERS = {"attitude": "办理态度", "result": "办理结果"}

NUMBERINGS = {"receipt_numbering": "收件号", "proposal_numbering": "提案号"}
NUMBERING_FIELDS = {"series": "编号方式", "prefix": "字头", "width": "位数", "start": "起始号", "category_prefixes": "各类别字头"}

CONVENTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "filing_base": ("立案率的分母", {"received": "收到件数", "merged": "合并后件数"}),
    "share_base": ("类别占比的分母", {"filed": "立案件数", "received": "收到件数"}),
    "merged_counted": ("并案提案计入立案率的分子", {"no": "不计入", "yes": "计入"}),
    "joint_counted": ("联名提案的计法", {"line": "在委员提案内单列", "together": "与个人提案合为一行", "apart": "在委员提案之外单列"}),
    "reply_base": ("办复率的分母", {"filed": "全部立案件", "assigned": "已交办件", "due": "已到期件"}),
    "on_time_deadline": ("按时办复以哪个期限为准", {"original": "原期限", "extended": "同意延期后的期限"}),
    "contact_waived": ("提案者提出不需要面商的", {"counts": "算已面商", "excluded": "不计入分母"}),
    "satisfaction_variant": (
        "满意率的算法",
        {"1": "满意和基本满意／收回份数", "2": "满意／收回份数", "3": "满意和基本满意／全部提案"},
    ),
    "satisfaction_by": ("满意率按什么计", {"forms": "按份", "proposals": "按件"}),
    "participation": ("委员参与率的计法", {"any": "署名即算", "first": "只算第一提案人"}),
    "adoption_base": ("采纳率的算法", {"classes": "按办理类别", "suggestions": "按建议条数"}),
    "rounding": ("百分比舍入", {"independent": "各自四舍五入", "largest_remainder": "凑足百分之百"}),
    "decimals": ("百分比小数位", {"0": "整数", "1": "一位", "2": "两位"}),
}

NUMBERS = {"yellow_days": "黄灯提前天数", "title_max": "案由最多字数", "body_max": "正文最多字数"}
CHECK_KEYS = {"co_opinion_required": "会办意见未齐就答复", "contact_required": "未联系提案者就答复"}
FLAGS = {"reply_review": "答复须经审核"}

TEXTS = {"key": "规则包代号", "title": "规则包名称", "source": "依据"}

LOCAL_SOURCE = "本机关设定"
"""The source given to a value that the office has changed itself."""
