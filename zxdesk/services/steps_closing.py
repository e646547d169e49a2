"""The steps of asking, closing, following up, supervising and archiving."""

from __future__ import annotations

from zxdesk.domain.feedback import RELEVANCE_WORDS
from zxdesk.domain.field import Field
from zxdesk.domain.stage import ANSWERED_STAGES, FILED_STAGES, Stage
from zxdesk.services import archive, feedback, feedback_entry, followup, publicity, supervision
from zxdesk.services.step import Step
from zxdesk.services.steps_handling import dated

ASKED = frozenset({Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING, Stage.MERGED})
YES_NO = (("是", "是"), ("否", "否"))  # a flag that may stay as it is
RELEVANCE = tuple((word, word) for word in RELEVANCE_WORDS)

STEPS = (
    Step("send-forms", "发出征询意见表", feedback.send_forms, (dated("sent_on", "发出日期"), Field("sent_by", "发出方式", default="随答复函")),
         codes=("P14",), stages=frozenset({Stage.REPLIED}), page="征询回访"),
    Step("feedback", "登记征询意见", feedback.register_feedback,
         (Field("proposer", "提案者", "line", required=True), Field("unit", "承办单位", "assignment", help="只有一家答复时可不填"),
          dated("returned_on", "收回日期"), Field("attitude", "办理态度", "choice", required=True, choices_from="feedback_attitude"),
          Field("result", "办理结果", "choice", required=True, choices_from="feedback_result"),
          Field("contact_answer", "面商情况", "choice", choices_from="feedback_contact"), Field("way", "听取意见方式", "choice", choices_from="feedback_way"),
          Field("relevance", "是否针对提案", "choice", choices=RELEVANCE), Field("is_leader_reply", "分管领导答复", "flag"),
          Field("is_signed", "已签名", "flag"), Field("signed_on", "签名日期", "date"), Field("comment", "意见或建议", "long")),
         codes=("U9",), stages=ASKED, page="征询回访"),
    Step("correct-feedback", "更正征询意见", feedback_entry.correct_feedback,
         (Field("proposer", "提案者", "line", required=True), Field("unit", "承办单位", "assignment", help="只有一家答复时可不填"),
          Field("reason", "更正理由", "long", help="征询中可不写"), Field("returned_on", "收回日期", "date"),
          Field("attitude", "办理态度", "choice", choices_from="feedback_attitude"), Field("result", "办理结果", "choice", choices_from="feedback_result"),
          Field("contact_answer", "面商情况", "choice", choices_from="feedback_contact"), Field("way", "听取意见方式", "choice", choices_from="feedback_way"),
          Field("relevance", "是否针对提案", "choice", choices=RELEVANCE), Field("is_leader_reply", "分管领导答复", "choice", choices=YES_NO),
          Field("is_signed", "已签名", "choice", choices=YES_NO), Field("signed_on", "签名日期", "date"), Field("comment", "意见或建议", "long")),
         stages=ASKED, page="征询回访", clears=True),
    Step("take-back-feedback", "征询意见退回未收", feedback_entry.take_back_feedback,
         (Field("proposer", "提案者", "line", required=True), Field("unit", "承办单位", "assignment", help="只有一家答复时可不填"),
          Field("reason", "理由", "long", required=True)),
         stages=frozenset({Stage.CONSULTING, Stage.MERGED}), page="征询回访"),
    Step("remind-form", "催收征询意见表", feedback_entry.remind_form,
         (Field("proposer", "提案者", "line", required=True), Field("unit", "承办单位", "assignment", help="只有一家答复时可不填"),
          dated("reminded_on", "催收日期"), Field("way", "催收方式", "choice", required=True, choices_from="reminder_ways"), Field("person", "经办人"),
          Field("answer", "提案者答复", "long"), Field("next_on", "下次跟进", "date")),
         stages=ASKED, page="征询回访"),
    Step("visit", "登记回访", feedback.register_visit,
         (dated("visited_on", "回访日期"), Field("way", "回访方式", "choice", required=True, choices_from="contact_ways"), Field("person", "回访人", required=True),
          Field("proposer", "提案者", "line"), Field("result", "回访结果", "long", required=True)),
         stages=ANSWERED_STAGES | {Stage.MERGED}, page="征询回访"),
    Step("redo", "重新办理", feedback.redo_proposal,
         (dated("redone_on", "重新办理日期"), Field("reason", "理由", "long", required=True),
          Field("units", "重办单位", "units", help="留空为不满意的单位"), Field("due_on", "新期限", "date", help="留空按规则计算")),
         codes=("P16", "U10"), stages=frozenset({Stage.CONSULTING}), page="征询回访"),
    Step("close", "办结", feedback.close_proposal, (dated("closed_on", "办结日期"), Field("waiver", "不满意或表未收齐时办结的理由", "long")),
         codes=("P15",), stages=frozenset({Stage.CONSULTING}), page="征询回访"),
    Step("follow", "转入跟踪", followup.start_follow_up,
         (dated("started_on", "转入日期"), Field("planned_on", "回头看日期", "date", required=True), Field("item", "跟踪事项", "long")),
         codes=("P18",), stages=frozenset({Stage.CLOSED}), page="督办"),
    Step("follow-result", "跟踪落实", followup.register_follow_up,
         (dated("followed_on", "落实日期"), Field("new_class", "现办理类别", "choice", required=True, choices_from="reply_classes"),
          Field("unit", "承办单位", "assignment"), Field("evidence", "佐证"), Field("result", "落实情况", "long", required=True)),
         codes=("P19",), stages=frozenset({Stage.FOLLOWING}), page="督办"),
    Step("decide-publicity", "作公开决定", publicity.decide_publicity,
         (Field("publicity", "公开决定", "choice", required=True, choices_from="publication"), Field("reason", "理由", "long", help="改变原来的决定时要写")),
         stages=FILED_STAGES, page="征询回访"),
    Step("archive", "归档", archive.archive_proposal,
         (Field("archive_number", "归档号", required=True), Field("retention", "保管期限", "choice", required=True, choices_from="retentions"),
          dated("archived_on", "归档日期"), Field("pages", "页数", "integer"), Field("location", "存放位置")),
         codes=("P20",), stages=frozenset({Stage.CLOSED}), page="征询回访"),
    Step("suggest-key", "建议重点", supervision.suggest_key,
         (dated("suggested_on", "建议日期"), Field("suggested_by", "建议人"), Field("reason", "列入理由", "long")), stages=FILED_STAGES, page="督办"),
    Step("shortlist-key", "列入候选", supervision.shortlist_key, (Field("reason", "列入理由", "long"),), stages=FILED_STAGES, page="督办"),
    Step("decide-key", "确定重点", supervision.decide_key,
         (dated("decided_on", "确定日期"), Field("meeting", "确定会议", required=True),
          Field("level", "督办级别", "choice", required=True, choices_from="supervision_levels"), Field("leader", "领衔领导", required=True),
          Field("supervisor", "督办单位"), Field("ways", "督办方式", "choices", choices_from="supervision_ways"), Field("planned_on", "计划时间", "date")),
         stages=FILED_STAGES, page="督办"),
    Step("drop-key", "不列重点", supervision.drop_key, (Field("reason", "理由", "long", required=True),), stages=FILED_STAGES, page="督办"),
    Step("inspect", "督办记录", supervision.register_inspection,
         (dated("held_on", "督办日期"), Field("way", "督办形式", "choice", required=True, choices_from="supervision_ways"),
          Field("participants", "参加人", "names"), Field("content", "督办内容", "long")), stages=FILED_STAGES, page="督办"),
    Step("note", "领导批示", supervision.register_note,
         (Field("leader", "批示领导", required=True), dated("noted_on", "批示日期"), Field("note", "批示", "long", required=True)), stages=FILED_STAGES, page="督办"),
    Step("report-key", "督办报告", supervision.report_key,
         (dated("reported_on", "报告日期"), Field("result", "督办结果", "long", required=True), Field("report", "督办报告", "long")), stages=FILED_STAGES, page="督办"),
    Step("award", "评为优秀提案", supervision.award_proposal,
         (Field("year", "年度", "integer", required=True), Field("recommended_by", "推荐来源"), Field("score", "得分"),
          Field("meeting_on", "主席会议日期", "date"), Field("document_number", "文号")), stages=FILED_STAGES, page="督办"),
)
