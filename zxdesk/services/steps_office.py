"""The steps of the office itself: plenaries, numbers, calendar, awards, directories."""

from __future__ import annotations

from zxdesk.domain.field import Field
from zxdesk.services import adoption, numbers, office, people, supervision, unit
from zxdesk.services.step import Step

AWARDS = (("先进承办单位", "先进承办单位"), ("先进个人", "先进个人"))
PLENARY = Field("plenary", "届次", help="留空为当前届次")
PLENARY_FIELDS = (
    Field("full_name", "全称"),
    Field("opens_on", "开幕", "date"),
    Field("closes_on", "闭幕", "date"),
    Field("cutoff_on", "大会提案截止日期", "date"),
    Field("cutoff_at", "截止时刻", "time", default="23:59"),
    Field("year_starts_on", "提案年度起", "date"),
    Field("year_ends_on", "提案年度止", "date"),
)
MEMBER_FIELDS = (
    Field("member_number", "委员编号"), Field("sector", "界别", "choice", choices_from="sectors"), Field("party", "政治面貌", "choice", choices_from="parties"),
    Field("gender", "性别"), Field("ethnicity", "民族"), Field("born_on", "出生日期", "date"), Field("education", "学历"), Field("native_place", "籍贯"),
    Field("committee", "专委会"), Field("post", "政协职务"), Field("workplace", "单位"), Field("position", "职务"), Field("phone", "手机"),
    Field("office_phone", "办公电话"), Field("address", "通讯地址"), Field("postcode", "邮编"), Field("email", "邮箱"), Field("starts_on", "任职日期", "date"),
    Field("notes", "备注", "long"),
)
ORGANISATION_FIELDS = (
    Field("short_name", "简称"), Field("aliases", "别名", "names"), Field("contact", "联系人"), Field("phone", "电话"), Field("address", "地址"),
    Field("postcode", "邮编"), Field("valid_from", "启用日期", "date"), Field("valid_to", "停用日期", "date"),
)
UNIT_FIELDS = (
    Field("code", "统一编码"), Field("short_name", "简称"), Field("aliases", "别名", "names"), Field("system", "系统", "choice", choices_from="unit_systems"),
    Field("parent", "上级单位", "unit"), Field("leader", "分管领导"), Field("contact", "联络人"), Field("phone", "电话"), Field("fax", "传真"),
    Field("address", "地址"), Field("position", "排序号", "integer"), Field("keywords", "职责关键词", "long"), Field("valid_from", "启用日期", "date"),
)

STEPS = (
    Step("add-plenary", "新建届次", office.add_plenary,
         (Field("term", "届", "integer", required=True), Field("number", "次", "integer", required=True), *PLENARY_FIELDS[:3],
          Field("window_opens_on", "大会提案开始日期", "date"), *PLENARY_FIELDS[3:], Field("is_current", "设为当前届次", "flag", default=True)),
         scope="office", page="设置"),
    Step("edit-plenary", "修改届次", office.edit_plenary, (PLENARY, *PLENARY_FIELDS), scope="office", page="设置"),
    Step("choose-plenary", "切换当前届次", office.choose_plenary, (Field("plenary", "届次", required=True),), scope="office", page="设置"),
    Step("lock-plenary", "锁定届次", office.lock_plenary, (PLENARY, Field("locked_on", "锁定日期", "date", required=True, default="today")), scope="office", page="设置"),
    Step("unlock-plenary", "解锁届次", office.unlock_plenary, (PLENARY, Field("reason", "理由", "long", required=True)), scope="office", page="设置"),
    Step("adopt", "通过年度统计", adoption.adopt_year,
         (PLENARY, Field("meeting", "通过会议", required=True, help="如 十届常委会第十次会议"),
          Field("adopted_on", "通过日期", "date", required=True, default="today")), scope="office", page="统计"),
    Step("take-back-adoption", "撤回年度统计的通过", adoption.take_back_adoption, (PLENARY, Field("reason", "理由", "long", required=True)),
         scope="office", page="统计"),
    Step("edit-office", "修改机关资料", office.edit_office,
         (Field("name", "机关名称"), Field("committee", "政协全称"), Field("region", "地区"), Field("contact", "联系人"), Field("phone", "电话"),
          Field("address", "地址"), Field("postcode", "邮编")), scope="office", page="设置"),
    Step("set-rule", "修改规则", office.set_rule,
         (Field("path", "规则项", required=True, help="如 deadlines.reply_lead"), Field("value", "取值", "long", required=True, help="表格一行写一条"), PLENARY,
          Field("own", "只改这一届次", "flag", default=False)), scope="office", page="设置"),
    Step("set-holiday", "更正放假安排", office.set_holiday,
         (Field("day", "日期", "date", required=True), Field("is_workday", "上班", "flag", required=True), Field("name", "名称")), scope="office", page="设置"),
    *numbers.STEPS,
    Step("add-member", "登记委员", people.add_member, (Field("name", "姓名", required=True), *MEMBER_FIELDS), scope="office", page="委员"),
    Step("add-organisation", "登记集体提案者", people.add_organisation,
         (Field("kind", "类型", "choice", required=True, choices_from="proposer_types"), Field("name", "全称", required=True), *ORGANISATION_FIELDS), scope="office", page="委员"),
    Step("add-unit-record", "登记承办单位", unit.add_unit_record, (Field("name", "全称", required=True), *UNIT_FIELDS), scope="office", page="单位"),
    Step("award-others", "评先进", supervision.give_award,
         (Field("year", "年度", "integer", required=True), Field("kind", "类型", "choice", required=True, choices=AWARDS), Field("award_unit", "承办单位", "unit"),
          Field("person", "个人"), Field("recommended_by", "推荐来源"), Field("score", "得分"), Field("meeting_on", "主席会议日期", "date"),
          Field("document_number", "文号")), scope="office", page="督办"),
)
