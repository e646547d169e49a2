"""The steps of assigning, handling and replying."""

from __future__ import annotations

from zxdesk.domain.assignment import Role
from zxdesk.domain.field import Field
from zxdesk.domain.stage import AT_WORK, FILED_STAGES, OPEN_STATES, WORKING_STAGES, Stage, UnitState
from zxdesk.services import assignment, correction, handling, reply
from zxdesk.services.step import TODAY, Step

WORKING = WORKING_STAGES
ROLES = tuple((role.value, role.label) for role in Role)
REASON = Field("reason", "理由", "long", required=True)
ANSWERED = frozenset({UnitState.REPLIED, UnitState.JUDGED, UnitState.REDOING})
ANSWERING = frozenset({Role.SOLE, Role.LEAD, Role.SEPARATE})
PHASES = (("办前", "办前"), ("办中", "办中"), ("办后", "办后"))


def dated(name: str, label: str) -> Field:
    """A required date, today unless said otherwise."""
    return Field(name, label, "date", required=True, default=TODAY)


STEPS = (
    Step("assign", "交办", assignment.assign_proposal,
         (Field("lead", "主办单位", "units"), Field("co", "会办单位", "units"), Field("sole", "独办单位", "unit"), Field("separate", "分办单位", "units"),
          dated("assigned_on", "交办日期"), Field("batch", "交办批次"), Field("meeting", "交办会议"), Field("document_number", "交办文号"),
          Field("due_on", "答复期限", "date", help="留空按规则计算"), Field("co_due_on", "会办意见期限", "date", help="留空按规则计算")),
         codes=("P12",), stages=frozenset({Stage.FILED}), page="交办"),
    Step("add-unit", "增加承办单位", assignment.add_unit,
         (Field("added_unit", "增加的单位", "unit", required=True), Field("role", "角色", "choice", required=True, choices=ROLES, default="co"),
          dated("assigned_on", "交办日期"), Field("due_on", "办理期限", "date"), Field("reason", "理由", "long")),
         codes=("P12",), stages=WORKING, page="交办"),
    Step("sign", "签收", assignment.sign_for,
         (dated("signed_on", "签收日期"), Field("signed_by", "签收人"), Field("leader", "承办领导"), Field("section", "承办科室"),
          Field("handler", "承办人"), Field("handler_phone", "承办人电话"), Field("planned_on", "计划办结日", "date")),
         codes=("U1",), stages=WORKING, unit_states=frozenset({UnitState.WAITING}), scope="assignment", page="办理"),
    Step("hand-back", "申请退办", assignment.request_hand_back,
         (dated("requested_on", "申请日期"), Field("reason", "退办理由", "long", required=True), Field("suggested_unit", "建议单位"), Field("signed_by", "签字人")),
         codes=("U2",), stages=WORKING, unit_states=frozenset({UnitState.WAITING, UnitState.SIGNED}), scope="assignment", page="交办"),
    Step("reassign", "同意退办改派", assignment.reassign,
         (Field("new_units", "改派单位", "units"), dated("decided_on", "决定日期"), Field("decided_by", "决定人"),
          Field("due_on", "新的办理期限", "date"), Field("note", "决定说明", "long")),
         codes=("U3",), stages=WORKING, unit_states=frozenset({UnitState.HAND_BACK}), scope="assignment", page="交办"),
    Step("refuse-hand-back", "不同意退办", assignment.refuse_hand_back,
         (dated("decided_on", "决定日期"), Field("decided_by", "决定人"), Field("note", "决定说明", "long", required=True)),
         codes=("U4",), stages=WORKING, unit_states=frozenset({UnitState.HAND_BACK}), scope="assignment", page="交办"),
    Step("contact", "登记沟通", handling.register_contact,
         (dated("contacted_on", "沟通日期"), Field("way", "沟通方式", "choice", required=True, choices_from="contact_ways"),
          Field("phase", "阶段", "choice", choices=PHASES, default="办中"), Field("participants", "参加人", "names"),
          Field("is_waived", "委员提出不需要走访", "flag", default=False), Field("content", "内容", "long")),
         codes=("U7",), stages=WORKING | {Stage.REPLIED, Stage.CONSULTING}, scope="assignment", page="办理"),
    Step("extension", "申请延期", handling.request_extension,
         (dated("requested_on", "申请日期"), Field("new_due_on", "新期限", "date", required=True), Field("reason", "延期理由", "long", required=True)),
         codes=("U5",), stages=WORKING, unit_states=frozenset({UnitState.SIGNED, UnitState.HANDLING, UnitState.REDOING}), scope="assignment", page="办理"),
    Step("decide-extension", "决定延期", handling.decide_extension,
         (Field("is_granted", "同意延期", "flag", required=True), dated("decided_on", "决定日期"), Field("decided_by", "决定人"), Field("note", "决定说明", "long")),
         codes=("U5",), stages=WORKING, unit_states=OPEN_STATES, scope="assignment", page="办理"),
    Step("co-opinion", "登记会办意见", handling.register_co_opinion,
         (dated("opinion_on", "会办意见日期"), Field("number", "文号"), Field("opinion", "会办意见", "long")),
         codes=("U6",), stages=WORKING | {Stage.REPLIED}, unit_states=AT_WORK, roles=frozenset({Role.CO}), scope="assignment", page="办理"),
    Step("submit-reply", "答复送审", reply.submit_reply,
         (dated("submitted_on", "送审日期"), Field("number", "答复文号"), Field("reply_class", "办理类别", "choice", choices_from="reply_classes"),
          Field("title", "标题"), Field("body", "答复正文", "long", required=True)),
         codes=("U7",), stages=WORKING, unit_states=AT_WORK, roles=ANSWERING, scope="assignment", page="办理"),
    Step("send-back-reply", "退回重写", reply.send_back_reply,
         (dated("reviewed_on", "审核日期"), Field("reviewer", "审核人", required=True), Field("opinion", "审核意见", "long", required=True)),
         codes=("U8",), stages=WORKING, unit_states=frozenset({UnitState.DRAFTED}), scope="assignment", page="办理"),
    Step("reply", "登记答复", reply.register_reply,
         (Field("number", "答复文号", required=True), dated("replied_on", "答复日期"),
          Field("reply_class", "办理类别", "choice", required=True, choices_from="reply_classes"),
          Field("signer", "签发人"), Field("contact", "联系人"), Field("contact_phone", "联系电话"),
          Field("publicity", "公开属性", "choice", choices_from="publicity"), Field("delivery", "送达方式"), Field("delivered_on", "送达日期", "date"),
          Field("suggestion_count", "建议总数", "integer"), Field("adopted_count", "采纳建议数", "integer"),
          Field("promised_on", "承诺时限", "date"), Field("promise_owner", "承诺责任人"), Field("promise", "承诺事项", "long"),
          Field("copied_to", "抄送"), Field("reviewer", "审核人"), Field("review_opinion", "审核意见"), Field("title", "标题"), Field("body", "答复正文", "long")),
         codes=("U8", "P13", "P17"), stages=WORKING, unit_states=AT_WORK | {UnitState.DRAFTED}, roles=ANSWERING, scope="assignment", page="办理"),
    Step("correct-assignment", "更正承办件", correction.correct_assignment,
         (REASON, Field("signed_on", "签收日期", "date"), Field("signed_by", "签收人"), Field("leader", "承办领导"), Field("section", "承办科室"),
          Field("handler", "承办人"), Field("handler_phone", "承办人电话"), Field("planned_on", "计划办结日", "date")),
         stages=FILED_STAGES - {Stage.FILED, Stage.ARCHIVED}, scope="assignment", page="办理"),
    Step("correct-reply", "更正答复", correction.correct_reply,
         (REASON, Field("number", "答复文号"), Field("replied_on", "答复日期", "date"),
          Field("reply_class", "办理类别", "choice", choices_from="reply_classes"), Field("signer", "签发人"), Field("contact", "联系人"),
          Field("contact_phone", "联系电话"), Field("publicity", "公开属性", "choice", choices_from="publicity"), Field("delivery", "送达方式"),
          Field("delivered_on", "送达日期", "date"), Field("promised_on", "承诺时限", "date"), Field("promise_owner", "承诺责任人"),
          Field("promise", "承诺事项", "long"), Field("title", "标题"), Field("body", "答复正文", "long")),
         stages=FILED_STAGES - {Stage.FILED, Stage.ARCHIVED}, unit_states=ANSWERED, roles=ANSWERING, scope="assignment", page="办理"),
    Step("remind", "催办", handling.remind_unit,
         (dated("reminded_on", "催办日期"), Field("way", "催办方式", "choice", required=True, choices_from="reminder_ways"), Field("person", "经办人"),
          Field("answer", "单位答复", "long"), Field("next_on", "下次跟进", "date")),
         stages=WORKING, unit_states=OPEN_STATES, scope="assignment", page="督办"),
)
