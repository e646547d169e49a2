"""The headings of sheets of members, handling units and collective proposers, with their other names."""

from __future__ import annotations

from zxdesk.intake.mapping import Column

MEMBERS = (
    Column("name", "姓名", "person", also="委员姓名 委员 名字", required=True),
    Column("member_number", "委员编号", "number", also="委员证号 委员号 证号 编号"),
    Column("gender", "性别"),
    Column("ethnicity", "民族"),
    Column("born_on", "出生日期", "month", also="出生年月 出生年月日 生日"),
    Column("party", "政治面貌", also="党派"),
    Column("sector", "界别", also="所属界别"),
    Column("committee", "专委会", also="所属专委会 专门委员会 所在专委会"),
    Column("workplace", "单位", also="工作单位 所在单位"),
    Column("position", "职务", also="行政职务 现任职务 单位职务"),
    Column("professional_title", "职称"),
    Column("phone", "手机", "number", also="手机号 手机号码 移动电话 联系电话 电话"),
    Column("office_phone", "办公电话", "number", also="单位电话 座机 固定电话"),
    Column("address", "通讯地址", also="通信地址 地址 联系地址"),
    Column("postcode", "邮编", "number", also="邮政编码"),
    Column("email", "邮箱", also="电子邮箱 电子邮件 E-mail Email"),
    Column("post", "政协职务", also="政协内职务"),
    Column("education", "学历", also="文化程度"),
    Column("native_place", "籍贯"),
    Column("status", "状态", also="在册状态 委员状态"),
    Column("starts_on", "任职日期", "month", also="任职时间 增补日期"),
    Column("ends_on", "离任日期", "month", also="离任时间 辞去日期 免职日期"),
    Column("remark", "备注", "text", also="说明"),
    Column("term", "届", also="届次 届别"),
)

UNITS = (
    Column("code", "编码", "number", also="统一编码 单位编码 代码"),
    Column("name", "全称", also="单位名称 单位全称 承办单位 名称 单位", required=True),
    Column("short_name", "简称", also="单位简称"),
    Column("aliases", "别名", "names", also="其他名称 曾用名"),
    Column("system", "系统", also="所属系统 类别"),
    Column("parent", "上级单位", also="主管单位 主管部门"),
    Column("leader", "分管领导", also="分管负责人 负责人"),
    Column("contact", "联络人", also="联系人 联络员 经办人"),
    Column("phone", "电话", "number", also="联系电话 办公电话 联络人电话 手机"),
    Column("fax", "传真", "number"),
    Column("address", "地址", also="通讯地址 办公地址"),
    Column("position", "排序号", "integer", also="排序 序号 顺序"),
    Column("keywords", "职责关键词", also="职责 关键词 主要职责"),
    Column("valid_from", "启用日期", "month", also="设立日期 启用时间"),
    Column("valid_to", "停用日期", "month", also="撤销日期 停用时间"),
    Column("successor", "继任单位", also="承接单位 新单位"),
    Column("succession", "沿革", also="变动 停用原因"),
)

ORGANISATIONS = (
    Column("kind", "类型", also="提案者类型 类别 性质"),
    Column("name", "全称", also="名称 单位名称 提案者 组织名称", required=True),
    Column("short_name", "简称"),
    Column("aliases", "别名", "names"),
    Column("contact", "联系人", also="联络人"),
    Column("phone", "电话", "number", also="联系电话 手机"),
    Column("address", "地址", also="通讯地址"),
    Column("postcode", "邮编", "number", also="邮政编码"),
    Column("valid_from", "启用日期", "month"),
    Column("valid_to", "停用日期", "month"),
)
