"""The steps that keep the directories of members, organisations and units right."""

from __future__ import annotations

from zxdesk.domain.field import Field
from zxdesk.services import people, unit
from zxdesk.services.step import Step
from zxdesk.services.steps_handling import dated
from zxdesk.services.steps_office import MEMBER_FIELDS, ORGANISATION_FIELDS, UNIT_FIELDS

MEMBER = Field("member", "委员", "member", required=True, help="委员编号、姓名或 #编号")
ORGANISATION = Field("organisation", "集体提案者", "organisation", required=True)
UNIT = Field("unit", "承办单位", "unit", required=True)
TERM = Field("term", "届", help="留空为当前届")
SUCCESSIONS = tuple((word, word) for word in ("更名", "合并", "撤销"))

STEPS = (
    Step("edit-member", "修改委员", people.edit_named_member, (MEMBER, TERM, Field("name", "姓名"), *MEMBER_FIELDS),
         scope="office", page="委员", clears=True),
    Step("move-member", "委员变动", people.move_named_member,
         (MEMBER, TERM, dated("from_on", "变动日期"), Field("sector", "界别", "choice", choices_from="sectors"), Field("committee", "专委会"),
          Field("post", "政协职务"), Field("member_number", "委员编号")), scope="office", page="委员", clears=True),
    Step("end-membership", "委员离任", people.end_named_membership,
         (MEMBER, TERM, dated("ends_on", "离任日期"), Field("status", "离任情况", "choice", required=True, choices_from="member_statuses"),
          Field("end_reason", "说明")), scope="office", page="委员"),
    Step("edit-organisation", "修改集体提案者", people.edit_named_organisation,
         (ORGANISATION, Field("kind", "类型", "choice", choices_from="proposer_types"), Field("name", "全称"), *ORGANISATION_FIELDS),
         scope="office", page="委员", clears=True),
    Step("edit-unit-record", "修改单位", unit.edit_named_unit, (UNIT, *UNIT_FIELDS), scope="office", page="单位", clears=True),
    Step("succeed-unit", "单位更名、合并、撤销", unit.succeed_named_unit,
         (UNIT, Field("succession", "沿革", "choice", required=True, choices=SUCCESSIONS), dated("on", "变动日期"),
          Field("successor", "继任单位", help="更名写新的全称；合并写合并后的单位；撤销可不填")), scope="office", page="单位"),
)
