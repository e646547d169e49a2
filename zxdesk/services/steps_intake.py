"""The steps of taking in and reviewing."""

from __future__ import annotations

from zxdesk.domain.field import Field
from zxdesk.domain.proposer import Signature
from zxdesk.domain.stage import BEFORE_REPLY, REVIEWED, Stage
from zxdesk.services import archive, attachment, filing, review, submission
from zxdesk.services.step import TODAY, Step

TIMINGS = (("session", "会间"), ("ordinary", "平时"))
ANSWERS = tuple((s.value, s.label) for s in (Signature.SIGNED, Signature.DECLINED, Signature.EXPIRED))
CATEGORY = Field("category", "类别", "choice", choices_from="categories")
OUTCOMES = Field("outcome", "建议结果", "choice", choices_from="outcomes")
REASONS = Field("reasons", "原因", "choices", choices_from="reasons", help="填代码或名称，多条用、隔开")
REASON = Field("reason", "理由", "long", required=True)

TEXT_FIELDS = (
    Field("situation", "情况", "long"),
    Field("analysis", "分析", "long"),
    Field("suggestion", "建议", "long"),
)
PROPOSER_FIELDS = (
    Field("proposer_kind", "提案者类型", "choice", choices_from="proposer_types", help="留空：一位为个人，几位为联名"),
    Field("submitted_on", "提交日期", "date"),
    Field("proposers", "提案者", "members", help="有序，第一位是第一提案人；集体填全称或简称"),
    Field("invited", "待会签的联名人", "members"),
)
DETAIL_FIELDS = (
    Field("is_open", "同意公开", "flag"),
    Field("open_reason", "不公开理由"),
    Field("wished_lead", "意向主办单位", "units"),
    Field("wished_co", "意向会办单位", "units"),
)
FURTHER_FIELDS = (
    Field("submitted_at", "提交时刻", "time"),
    Field("is_sealed", "盖章或召集人签名", "flag"),
    Field("contact", "联系人"),
    Field("contact_phone", "联系电话"),
    Field("contact_address", "联系地址"),
    Field("contact_postcode", "邮编"),
    Field("keywords", "关键词"),
    Field("survey", "调研情况"),
    Field("raised_before", "往年提出情况"),
    Field("source", "来源"),
    Field("external_number", "外部系统号"),
    Field("group_number", "小组号"),
    Field("is_key_suggested", "建议作为重点", "flag"),
    Field("wants_feedback", "需征询意见", "flag", default=True),
)
ENTRY = (*PROPOSER_FIELDS, *DETAIL_FIELDS, *TEXT_FIELDS)
RECEIPT_FIELDS = (
    Field("received_on", "收件日期", "date"),
    Field("receipt_number", "收件号", help="留空由系统编号"),
    Field("timing", "会间平时", "choice", choices=TIMINGS, help="留空按截止时间计算"),
    Field("timing_reason", "改判会间平时的理由"),
)
TITLE = Field("title", "案由")
NEW_TITLE = Field("title", "案由", required=True)
PLENARY = Field("plenary", "届次", help="留空为当前届次")

STEPS = (
    Step("draft", "起草", submission.draft_proposal, (NEW_TITLE, CATEGORY, *ENTRY, *FURTHER_FIELDS, PLENARY),
         codes=("P1",), scope="new", page="提案"),
    Step("register", "登记提案", submission.register_proposal,
         (NEW_TITLE, CATEGORY, *ENTRY, *RECEIPT_FIELDS, *FURTHER_FIELDS, PLENARY), codes=("P1", "P2"), scope="new", page="提案"),
    Step("receive", "收件", submission.receive_proposal, (TITLE, *ENTRY, *RECEIPT_FIELDS, *FURTHER_FIELDS),
         codes=("P2",), stages=frozenset({Stage.DRAFT}), page="审查", clears=True),
    Step("return", "退回补充", submission.return_proposal, (REASON, Field("returned_on", "退回日期", "date", default=TODAY)),
         codes=("P3",), stages=frozenset({Stage.RECEIVED, Stage.FIRST_REVIEWED, Stage.SECOND_REVIEWED}), page="审查"),
    Step("resubmit", "补充后重交", submission.resubmit_proposal,
         (Field("resubmitted_on", "重交日期", "date", required=True, default=TODAY), TITLE, *ENTRY, *FURTHER_FIELDS),
         codes=("P4",), stages=frozenset({Stage.RETURNED}), page="审查", clears=True),
    Step("correct", "更正", submission.correct_proposal,
         (REASON, Field("corrected_on", "更正日期", "date", required=True, default=TODAY), TITLE, CATEGORY, *ENTRY, *FURTHER_FIELDS), stages=frozenset(Stage) - {Stage.ARCHIVED}, page="提案", clears=True),
    Step("countersign", "会签", submission.countersign,
         (Field("proposer", "联名人", "line", required=True), Field("answer", "会签意见", "choice", required=True, choices=ANSWERS, default="signed"),
          Field("answered_on", "会签日期", "date", required=True, default=TODAY)), stages=BEFORE_REPLY, page="审查"),
    Step("first-review", "初审", review.first_review,
         (Field("reviewer", "审查人", required=True), Field("reviewed_on", "审查日期", "date", required=True, default=TODAY),
          Field("category", "类别", "choice", required=True, choices_from="categories"),
          Field("outcome", "建议结果", "choice", required=True, choices_from="outcomes", default="立案"), REASONS,
          Field("is_qualified", "资格相符", "flag", default=True), Field("is_content_fit", "内容相符", "flag", default=True),
          Field("is_form_fit", "格式相符", "flag", default=True), Field("duplicate_check", "查重结果"),
          Field("lead_units", "建议主办", "units"), Field("co_units", "建议会办", "units"),
          Field("suggests_key", "建议作为重点", "flag", default=False), Field("opinion", "审查意见", "long")),
         codes=("P5",), stages=frozenset({Stage.RECEIVED}), page="审查"),
    Step("second-review", "复审", review.second_review,
         (Field("reviewer", "审查人", required=True), Field("reviewed_on", "审查日期", "date", required=True, default=TODAY), CATEGORY, OUTCOMES, REASONS,
          Field("lead_units", "商定主办", "units"), Field("co_units", "商定会办", "units"), Field("meeting", "会议"), Field("opinion", "复审意见", "long")),
         codes=("P6",), stages=frozenset({Stage.FIRST_REVIEWED}), page="审查"),
    Step("file", "立案", filing.file_proposal,
         (Field("meeting", "审定会议", required=True), Field("decided_on", "审定日期", "date", required=True, default=TODAY), CATEGORY,
          Field("number", "提案号", help="留空由系统编号"), Field("is_secret", "涉密", "flag", default=False),
          Field("publicity", "公开决定", "choice", choices_from="publication")),
         codes=("P7",), stages=REVIEWED, page="审查"),
    Step("merge", "并案", filing.merge_proposal,
         (Field("lead", "主案", "proposal", required=True), Field("merged_on", "并案日期", "date", required=True, default=TODAY),
          Field("meeting", "审定会议"), Field("note", "征得提案者同意的情况", "long")),
         codes=("P8",), stages=REVIEWED | {Stage.FILED}, page="审查"),
    Step("unmerge", "解除并案", filing.unmerge_proposal, (REASON,), stages=frozenset({Stage.MERGED}), page="审查"),
    Step("opinion", "转意见建议", filing.turn_into_opinion,
         (Field("kind", "处理", "choice", choices=tuple((k, k) for k in filing.OPINION_KINDS), default="转为意见和建议", required=True),
          Field("reasons", "原因", "choices", required=True, choices_from="reasons"),
          Field("decided_on", "审定日期", "date", required=True, default=TODAY), Field("meeting", "审定会议"), Field("target", "转送单位"),
          Field("notified_on", "告知日期", "date"), Field("notified_by", "告知方式"), Field("note", "处理说明", "long")),
         codes=("P9",), stages=REVIEWED, page="审查"),
    Step("reject", "不予立案", filing.reject_proposal,
         (Field("reasons", "原因", "choices", required=True, choices_from="reasons"),
          Field("decided_on", "审定日期", "date", required=True, default=TODAY), Field("meeting", "审定会议"),
          Field("notified_on", "告知日期", "date"), Field("notified_by", "告知方式"), Field("note", "处理说明", "long")),
         codes=("P10",), stages=REVIEWED, page="审查"),
    Step("notify", "告知提案者", filing.notify_proposer,
         (Field("notified_on", "告知日期", "date", required=True, default=TODAY), Field("notified_by", "告知方式", required=True)),
         stages=frozenset({Stage.OPINION, Stage.NOT_FILED, Stage.MERGED, Stage.RETURNED, Stage.WITHDRAWN}), page="审查"),
    Step("transfer", "转送", filing.transfer_proposal,
         (Field("target", "去向单位", required=True), Field("sent_on", "转送日期", "date", required=True, default=TODAY), Field("number", "文号"),
          Field("answered_on", "回复日期", "date"), Field("answer", "回复", "long")),
         stages=frozenset({Stage.OPINION, Stage.NOT_FILED}), page="审查"),
    Step("withdraw", "撤案", filing.withdraw_proposal,
         (Field("request", "书面申请", required=True), Field("withdrawn_on", "撤案日期", "date", required=True, default=TODAY), REASON,
          Field("consent", "提案委意见", help="已交办的要填")),
         codes=("P11",), stages=BEFORE_REPLY - {Stage.DRAFT}, page="审查"),
    Step("attach", "加入附件", attachment.attach_file,
         (Field("file", "文件", "file", required=True), Field("kind", "类型", "choice", choices=tuple((k, k) for k in attachment.KINDS), default="原件"),
          Field("added_on", "加入日期", "date", required=True, default=TODAY)), stages=frozenset(Stage) - {Stage.ARCHIVED}, page="提案"),
    Step("step-back", "退回上一步", archive.step_back, (REASON,), stages=frozenset(archive.BACK), page="提案"),
)
