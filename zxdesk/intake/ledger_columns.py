"""The headings of the year ledger and the other names offices give them."""

from __future__ import annotations

from zxdesk.intake.mapping import Column

LEDGER = (
    Column("plenary", "届次", also="会次 所属届次 届次会议 会议届次 会议"),
    Column("receipt_number", "收件号", "number", also="收件编号 流水号 来件号 收文号 收件序号"),
    Column("number", "提案号", "number", also="提案编号 提案序号 立案号 立案编号 案号 编号"),
    Column("title", "案由", also="题目 标题 提案标题 提案题目 提案名称 提案案由 事由", required=True),
    Column("proposer_kind", "提案者类型", also="提案者性质 提案者类别 提案人类型 提案人性质 提案类型 提案性质 提案形式"),
    Column("proposers", "提案者", "names", required=True,
           also="提案人 第一提案者 第一提案人 第一提案委员 提案委员 提案者姓名 提案人姓名 提案单位 领衔人 发起人"),
    Column("joint", "联名人", "names", also="联名 联名者 联名委员 联名提案人 联名提案者 附议人 附议 附议委员 附议者"),
    Column("sector", "界别", also="所属界别 委员界别 提案者界别 提案人界别"),
    Column("submitted_on", "提交日期", "date",
           also="提交时间 收件日期 收件时间 收到日期 收到时间 收案日期 来件日期 提案日期 提案时间"),
    Column("timing", "会间平时", also="会间/平时 会间或平时 会间会后 会间/会后 大会平时 大会/平时 时间标识 提交时段"),
    Column("category", "类别", also="提案类别 提案分类 分类"),
    Column("outcome", "审查结果", also="审查意见 审查结论 审查情况 立案情况 审定结果"),
    Column("lead_number", "并入", "number", also="并入提案 并入提案号 并入主案 并案 主案 主案号 并案主案"),
    Column("reasons", "原因", "reasons", also="不立案原因 未立案原因 不予立案原因 不予立案理由 不立案理由 理由 原因码"),
    Column("lead_units", "主办单位", "units",
           also="承办单位 主办 独办单位 主办/独办单位 独办/主办单位 主办或独办单位 牵头单位 主办部门 承办部门"),
    Column("co_units", "会办单位", "units", also="协办单位 会办 协办 会办部门 协办部门 会办/协办单位 配合单位"),
    Column("separate_units", "分办单位", "units", also="分办 分办部门"),
    Column("assigned_on", "交办日期", "date", also="交办时间 交办日"),
    Column("due_on", "答复期限", "date",
           also="答复时限 办理期限 办理时限 办结期限 办结时限 应复日期 应答复日期 限办日期 答复截止日期"),
    Column("replied_on", "答复日期", "date", also="答复时间 办复日期 办复时间 复文日期 回复日期 回复时间"),
    Column("reply_number", "答复文号", also="答复函文号 答复函号 复文号 复函文号 回复文号 文号"),
    Column("reply_class", "办理类别",
           also="答复类别 办复类别 办理分类 答复分类 办理结果类别 办理结果分类 结果类别 答复类型 办复类型 办理类型"),
    Column("contact_way", "沟通方式", also="沟通情况 面商方式 面商情况 走访情况 联系沟通方式 与提案者沟通方式 见面方式"),
    Column("attitude", "办理态度", also="态度 办理态度评价 对办理态度 办理工作评价 办理态度满意度"),
    Column("result", "办理结果", also="结果 办理结果评价 对办理结果 满意度 满意情况 办理结果满意度"),
    Column("is_key", "是否重点", "flag", also="是否重点提案 重点提案 重点"),
    Column("is_open", "是否公开", "flag", also="是否同意公开 同意公开 公开 可否公开"),
    Column("situation", "情况", "text", also="案据 提案情况 情况说明 基本情况"),
    Column("analysis", "分析", "text", also="原因分析 问题分析 存在问题"),
    Column("suggestion", "建议", "text", also="具体建议 意见建议 建议办法 具体办法 办法"),
)
