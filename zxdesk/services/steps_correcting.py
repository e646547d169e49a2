"""The steps that correct what was typed wrong, each with its reason."""

from __future__ import annotations

from zxdesk.domain.field import Field
from zxdesk.domain.stage import ANSWERED_STAGES, FILED_STAGES, Stage
from zxdesk.services import attachment, award_correction, record_correction, review_correction
from zxdesk.services.step import Step
from zxdesk.services.steps_closing import ASKED, YES_NO
from zxdesk.services.steps_handling import PHASES
from zxdesk.services.steps_office import AWARDS

OPEN = frozenset(Stage) - {Stage.ARCHIVED}
AT_UNITS = FILED_STAGES - {Stage.FILED, Stage.ARCHIVED}
WHICH = "只有一条时可不填，写日期或 #编号"
AWARD_FIELDS = (
    Field("recommended_by", "推荐来源"), Field("score", "得分"), Field("meeting_on", "主席会议日期", "date"), Field("document_number", "文号"),
)
WHY = Field("reason", "更正理由", "long", required=True)


def record(label: str) -> Field:
    """Which record of a file is meant."""
    return Field("record", label, "part", help=WHICH)


STEPS = (
    Step("correct-review", "更正审查", review_correction.correct_review,
         (Field("record", "哪一次审查", "part", help="初审、复审、审定，或日期、#编号"), Field("reviewer", "审查人"), Field("reviewed_on", "审查日期", "date"),
          Field("category", "类别", "choice", choices_from="categories"), Field("outcome", "建议结果", "choice", choices_from="outcomes"),
          Field("reasons", "原因", "choices", choices_from="reasons"), Field("is_qualified", "资格相符", "choice", choices=YES_NO),
          Field("is_content_fit", "内容相符", "choice", choices=YES_NO), Field("is_form_fit", "格式相符", "choice", choices=YES_NO),
          Field("duplicate_check", "查重结果"), Field("lead_units", "建议主办", "units"), Field("co_units", "建议会办", "units"),
          Field("suggests_key", "建议作为重点", "choice", choices=YES_NO), Field("meeting", "会议"), Field("opinion", "审查意见", "long"), WHY),
         stages=OPEN - {Stage.DRAFT}, page="审查", clears=True),
    Step("detach", "移除附件", attachment.detach_file,
         (record("哪个附件"), Field("reason", "移除理由", "long", required=True)), stages=OPEN, page="提案"),
    Step("correct-contact", "更正沟通", record_correction.correct_contact,
         (record("哪一次沟通"), Field("contacted_on", "沟通日期", "date"),
          Field("way", "沟通方式", "choice", choices_from="contact_ways"), Field("phase", "阶段", "choice", choices=PHASES),
          Field("participants", "参加人", "names"), Field("is_waived", "委员提出不需要走访", "choice", choices=YES_NO), Field("content", "内容", "long"), WHY),
         stages=AT_UNITS, scope="assignment", page="办理", clears=True),
    Step("correct-reminder", "更正催办", record_correction.correct_reminder,
         (record("哪一次催办"), Field("reminded_on", "催办日期", "date"),
          Field("way", "催办方式", "choice", choices_from="reminder_ways"), Field("person", "经办人"),
          Field("answer", "单位答复", "long"), Field("next_on", "下次跟进", "date"), WHY),
         stages=AT_UNITS, scope="assignment", page="督办", clears=True),
    Step("correct-form-reminder", "更正催收", record_correction.correct_form_reminder,
         (record("哪一次催收"), Field("reminded_on", "催收日期", "date"),
          Field("way", "催收方式", "choice", choices_from="reminder_ways"), Field("person", "经办人"),
          Field("answer", "提案者答复", "long"), Field("next_on", "下次跟进", "date"), WHY),
         stages=ASKED, page="征询回访", clears=True),
    Step("correct-visit", "更正回访", record_correction.correct_visit,
         (record("哪一次回访"), Field("visited_on", "回访日期", "date"), Field("way", "回访方式", "choice", choices_from="contact_ways"),
          Field("person", "回访人"), Field("proposer", "提案者", "line"), Field("result", "回访结果", "long"), WHY),
         stages=(ANSWERED_STAGES | {Stage.MERGED}) - {Stage.ARCHIVED}, page="征询回访", clears=True),
    Step("correct-transfer", "更正转送", record_correction.correct_transfer,
         (record("哪一次转送"), Field("target", "去向单位"), Field("sent_on", "转送日期", "date"), Field("number", "文号"),
          Field("answered_on", "回复日期", "date"), Field("answer", "回复", "long"), WHY),
         stages=frozenset({Stage.OPINION, Stage.NOT_FILED}), page="审查", clears=True),
    Step("correct-key", "更正重点提案", record_correction.correct_key,
         (Field("suggested_on", "建议日期", "date"), Field("suggested_by", "建议人"), Field("listed_for", "列入理由", "long"),
          Field("decided_on", "确定日期", "date"), Field("meeting", "确定会议"), Field("level", "督办级别", "choice", choices_from="supervision_levels"),
          Field("leader", "领衔领导"), Field("supervisor", "督办单位"), Field("ways", "督办方式", "choices", choices_from="supervision_ways"),
          Field("planned_on", "计划时间", "date"), Field("reported_on", "报告日期", "date"), Field("result", "督办结果", "long"),
          Field("report", "督办报告", "long"), WHY), stages=FILED_STAGES - {Stage.ARCHIVED}, page="督办", clears=True),
    Step("correct-note", "更正领导批示", record_correction.correct_note,
         (Field("note", "批示全文", "long", help="一条一段，以日期和领导开头"), WHY), stages=FILED_STAGES - {Stage.ARCHIVED}, page="督办", clears=True),
    Step("correct-inspection", "更正督办记录", record_correction.correct_inspection,
         (record("哪一次督办"), Field("held_on", "督办日期", "date"),
          Field("way", "督办形式", "choice", choices_from="supervision_ways"), Field("participants", "参加人", "names"), Field("content", "督办内容", "long"), WHY),
         stages=FILED_STAGES - {Stage.ARCHIVED}, page="督办", clears=True),
    Step("correct-award", "更正优秀提案", award_correction.correct_award,
         (Field("record", "哪一次评优", "part", help="只有一次时可不填，写年度或 #编号"), Field("year", "年度", "integer"), *AWARD_FIELDS, WHY),
         stages=FILED_STAGES, page="督办", clears=True),
    Step("correct-award-others", "更正评先进", award_correction.correct_other_award,
         (Field("record", "哪一个先进", "part", help="写年度、年度 类型 名称，或 #编号"), Field("year", "年度", "integer"),
          Field("kind", "类型", "choice", choices=AWARDS), Field("award_unit", "承办单位", "unit"), Field("person", "个人"), *AWARD_FIELDS, WHY),
         scope="office", page="督办", clears=True),
)
