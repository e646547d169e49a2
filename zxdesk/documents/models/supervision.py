"""Models of the papers of 督办 and 跟踪."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import CONTACT_NOTE, list_rows, pair, wide
from zxdesk.documents.models.official import add_body, add_level, add_list_head
from zxdesk.documents.page import add_paragraph

_NAMED = "《{{案由}}》（第{{提案号}}号，提案者：{{提案者列名}}）"


def reminder_letter() -> Any:
    """催办函 to one unit, with the list of what it owes in the text. Source: domain §7.5."""
    document = official.letter("催办函")
    official.add_title(document, "关于催办{{会议全称}}提案的函")
    official.add_receiver(document)
    late = "{{?超期件数}}有{{超期件数}}件超过办理期限尚未办结（超期最长的{{最长超期}}天）{{/超期件数}}"
    soon = "{{?临期件数}}{{?超期件数}}，另{{/超期件数}}有{{临期件数}}件即将到期{{/临期件数}}"
    add_body(document, f"截至{{{{截至日期}}}}，{{{{会议全称}}}}交由你单位承办的提案中，{late}{soon}，现予催办。具体如下：")
    columns = (
        ("序号", "{{#清单}}{{序号}}", 11, True),
        ("提案号", "{{提案号}}", 15, True),
        ("案由", "{{案由}}", 44, False),
        ("角色", "{{承办角色}}", 12, True),
        ("办理期限", "{{承办期限}}", 33, True),
        ("期限情况", "{{期限情况}}", 20, True),
        ("备注", "{{备注}}{{/清单}}", 21, False),
    )
    add_paragraph(document, styles.GAP, "")
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.GAP, "")
    add_body(
        document,
        "请你单位抓紧办理。{{?答复件数}}独办、主办、分办的，于{{答复期限}}前书面答复提案者，并将办理情况书面报送{{本机关}}；{{/答复件数}}"
        "{{?会办件数}}会办的，于{{答复期限}}前将会办意见书面送主办单位；{{/会办件数}}"
        "确实不能按时办结的，书面说明原因、办理进展和办结时间。",
    )
    _when(document, "另外要求", "{{另外要求}}")
    _end(document, "特此函告。")
    return document


def supervision_notice() -> Any:
    """督办通知书 to one unit about one undertaking. Source: domain §1.9, §7.5."""
    document = official.letter("督办通知书")
    official.add_title(document, "提案督办通知书")
    official.add_receiver(document)
    key = "{{?重点提案}}，已确定为重点提案{{?领衔领导}}，由{{领衔领导}}领衔督办{{/领衔领导}}{{/重点提案}}"
    given = "于{{承办交办日期}}交由你单位（{{承办角色}}）办理{{?承办期限}}，办理期限为{{承办期限}}{{/承办期限}}"
    late = "{{?超期天数}}，已超期{{超期天数}}天{{/超期天数}}{{?催办次数}}，此前已催办{{催办次数}}次（最近一次为{{最近催办}}）{{/催办次数}}"
    lacking = "{{?答复单位}}，尚未书面答复提案者{{/答复单位}}{{?会办}}，尚未提出会办意见{{/会办}}"
    add_body(document, f"{{{{会议全称}}}}提案{_NAMED}{key}，{given}。截至{{{{截至日期}}}}{late}{lacking}。")
    _when(document, "领导批示", "{{领导批示}}")
    add_body(document, "经研究，决定对该提案的办理工作进行督办，有关事项通知如下：")
    add_level(document, 1, "一、落实办理责任")
    add_body(document, "单位主要负责人要亲自过问，明确分管负责人、承办科室和承办人，研究解决办理中的问题。")
    add_level(document, 1, "二、加快办理进度")
    add_body(
        document,
        "{{?答复单位}}与提案者当面沟通，对所提建议逐条研究，能够解决的抓紧解决，暂时不能解决的说明原因、列出计划，于{{反馈期限}}前书面答复提案者，并附征询意见表。{{/答复单位}}"
        "{{?会办}}按照职责对所提建议逐条研究，于{{反馈期限}}前将会办意见书面送主办单位{{?主办单位}}（{{主办单位}}）{{/主办单位}}。{{/会办}}",
    )
    add_level(document, 1, "三、报告办理情况")
    add_body(document, "于{{反馈期限}}前将办理情况书面报送{{本机关}}，写明进展、未能按期办结的原因和下一步安排。{{本机关}}将视情况上门督查，督办结果列入年度通报。")
    _when(document, "另外要求", "{{另外要求}}")
    _end(document, "特此通知。")
    return document


def key_list() -> Any:
    """重点提案目录: landscape, its head repeated. Source: domain §1.9."""
    document = official.form("重点提案目录", landscape=True)
    add_list_head(document, "{{会议全称}}重点提案目录")
    add_paragraph(document, styles.SHEET_LINE, "共{{件数}}件{{?已报告件数}}，已完成督办{{已报告件数}}件{{/已报告件数}}")
    columns = (
        ("序号", "{{#清单}}{{序号}}", 11, True),
        ("提案号", "{{提案号}}", 15, True),
        ("案由", "{{案由}}", 49, False),
        ("提案者", "{{提案者列名}}", 24, False),
        ("主办单位", "{{主办简称}}", 26, False),
        ("会办单位", "{{会办简称}}", 26, False),
        ("督办级别", "{{督办级别}}", 22, False),
        ("领衔领导", "{{领衔领导}}", 24, False),
        ("督办方式", "{{督办方式}}", 27, False),
        ("计划时间", "{{计划时间}}{{/清单}}", 33, True),
    )
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.TAIL, "")
    return document


def key_plan() -> Any:
    """重点提案督办方案: what, who, how, when. Source: domain §1.9, §4.8."""
    document = official.form("重点提案督办方案")
    official.add_title(document, "{{会议全称}}第{{提案号}}号重点提案督办方案", lines_before=0)
    add_body(
        document,
        "{{会议全称}}提案" + _NAMED + "，{{?确定会议}}经{{确定会议}}{{?确定日期}}（{{确定日期}}）{{/确定日期}}研究，{{/确定会议}}"
        "确定为重点提案。为做好督办工作，制定本方案。",
    )
    add_level(document, 1, "一、督办提案")
    add_body(document, "案由：{{案由}}。", "提案者：{{提案者}}。")
    _when(document, "列入理由", "列入理由：{{列入理由}}")
    _when(document, "主办单位", "承办单位：{{主办单位}}{{?会办单位}}；会办单位：{{会办单位}}{{/会办单位}}。")
    add_level(document, 1, "二、督办组织")
    add_body(
        document,
        "督办级别：{{督办级别}}。{{?领衔领导}}由{{领衔领导}}领衔督办{{?督办单位}}，{{督办单位}}负责组织实施{{/督办单位}}。{{/领衔领导}}"
        "承办单位主要负责人负总责，明确分管负责人和承办人具体办理。",
    )
    add_level(document, 1, "三、督办方式")
    add_body(document, "{{?督办方式}}采取{{督办方式}}等方式，{{/督办方式}}邀请提案者参加，听取承办单位情况介绍，了解建议的研究和落实情况，共同商讨解决问题的办法。")
    add_level(document, 1, "四、时间安排")
    add_body(
        document,
        "{{?交办日期}}{{交办日期}}已交办{{?答复期限}}，答复期限为{{答复期限}}{{/答复期限}}。{{/交办日期}}{{?计划时间}}{{计划时间}}前后组织督办活动。{{/计划时间}}"
        "督办结束后形成督办报告，报{{?确定会议}}{{确定会议}}{{/确定会议}}。",
    )
    add_level(document, 1, "五、工作要求")
    add_body(
        document,
        "督办单位提前了解提案内容和办理进展，做好每次督办的记录。承办单位如实介绍情况，按期书面答复提案者；对列入计划的事项明确时限和责任人，并接受跟踪督办。",
    )
    official.add_signature(document)
    for style, text in ((styles.BLANK_LINE, ""), (styles.LEVEL_1, "附：提案的主要建议"), (styles.BODY, "{{主要建议}}")):
        _shown(document, style, "主要建议", text)
    return document


def key_report() -> Any:
    """重点提案督办报告: how it was supervised and what came of it. Source: domain §1.9."""
    document = official.form("重点提案督办报告")
    official.add_title(document, "关于{{会议全称}}第{{提案号}}号重点提案督办情况的报告", lines_before=0)
    _shown(document, styles.RECEIVER, "主送", "{{主送}}：")
    add_body(
        document,
        "{{会议全称}}提案" + _NAMED + "{{?确定日期}}于{{确定日期}}{{/确定日期}}{{?确定会议}}经{{确定会议}}{{/确定会议}}确定为重点提案"
        "{{?领衔领导}}，由{{领衔领导}}领衔督办{{/领衔领导}}。现将督办情况报告如下：",
    )
    add_level(document, 1, "一、基本情况")
    add_body(document, "提案者：{{提案者}}。{{?主办单位}}承办单位：{{主办单位}}{{?会办单位}}；会办单位：{{会办单位}}{{/会办单位}}。{{/主办单位}}")
    _when(document, "列入理由", "列入理由：{{列入理由}}")
    _when(document, "批示", "{{批示领导}}{{批示日期}}批示：{{批示}}")
    add_level(document, 1, "二、督办过程")
    add_body(document, "{{?督办单位}}{{督办单位}}{{/督办单位}}共组织督办{{督办次数}}次。", "{{#督办记录}}")
    add_body(document, "（{{序号}}）{{督办日期}}，{{督办形式}}{{?参加人}}，{{参加人}}参加{{/参加人}}。{{督办内容}}", "{{/督办记录}}")
    add_level(document, 1, "三、办理结果")
    add_body(document, "{{#答复情况}}")
    number = "{{?答复文号}}以{{答复文号}}{{/答复文号}}"
    said = "{{?答复类别}}，办理类别为{{答复类别}}{{?答复类别说明}}（{{答复类别说明}}）{{/答复类别说明}}{{/答复类别}}{{?承诺事项}}，承诺：{{承诺事项}}{{/承诺事项}}"
    add_body(document, f"{{{{答复单位}}}}于{{{{答复日期}}}}{number}答复提案者{said}。", "{{/答复情况}}")
    _when(document, "征询份数", "已收回征询意见表{{征询份数}}份，办理结果：{{征询结果}}。")
    _when(document, "督办结果", "{{督办结果}}")
    _when(document, "督办报告正文", "{{督办报告正文}}")
    official.add_closing(document, "特此报告。")
    official.add_signature(document)
    return document


def follow_up_form() -> Any:
    """B类答复件落实情况登记表: what was promised, what came of it; one page with its code. Source: domain §1.8, §7.5."""
    document = official.form("答复件落实情况登记表", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "{{跟踪类别}}答复件落实情况登记表")
    add_table(
        document,
        [
            wide("案由", "{{案由}}", 10),
            pair("提案者", "{{提案者列名}}", "联系电话", "{{第一提案者电话}}", 9),
            pair("填表单位", "{{单位}}", "承办角色", "{{承办角色}}", 9),
            pair("答复文号", "{{答复文号}}", "答复日期", "{{答复日期}}", 9),
            wide("原办类别", "{{原类别}}（{{答复类别说明}}）", 9),
            wide("承诺事项", "{{跟踪事项}}", 18),
            pair("承诺时限", "{{承诺时限}}", "责任人", "{{承诺责任人}}", 9),
            pair("转入跟踪", "{{转入日期}}", "回头看", "{{回头看日期}}", 9),
            Row((_words("落　实", "情　况"), Box(28, 156, ((styles.CELL, "{{落实情况}}"), (styles.ELASTIC, "")), at="top")), 34),
            wide("现办类别", "{{现类别选项}}", 9),
            pair("落实日期", "{{落实日期}}", "佐证材料", "{{佐证}}", 9),
            _signed("填表单位", "负责人签名：　　　　　　　　（盖章）"),
            _signed("提案者\n意　见", "签名："),
            _signed("提案委员\n会核实", "核实人："),
        ],
    )
    add_paragraph(document, styles.TAIL, "")
    return document


def follow_up_list() -> Any:
    """B类答复件落实情况一览表: landscape, its head repeated. Source: domain §1.8, §7.5."""
    document = official.form("答复件落实情况一览表", landscape=True)
    add_list_head(document, "{{会议全称}}{{跟踪类别}}答复件落实情况一览表")
    line = "截至{{打印日期}}，共{{件数}}件，已核实{{核实件数}}件，其中转为A类{{解决件数}}件"
    add_paragraph(document, styles.SHEET_LINE, line)
    columns = (
        ("序号", "{{#清单}}{{序号}}", 11, True),
        ("提案号", "{{提案号}}", 15, True),
        ("案由", "{{案由}}", 50, False),
        ("提案者", "{{提案者列名}}", 24, False),
        ("承办单位", "{{单位简称}}", 26, False),
        ("承诺事项", "{{跟踪事项}}", 42, False),
        ("承诺时限", "{{承诺时限}}", 33, True),
        ("落实情况", "{{落实情况}}", 40, False),
        ("现类别", "{{现类别}}{{/清单}}", 16, True),
    )
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.TAIL, "")
    return document


def _signed(name: str, words: str) -> Row:
    parts = ((styles.LIST, words), (styles.LIST_RIGHT, "年　　月　　日"))
    return Row((_words(*name.split("\n")), Box(28, 156, parts, at="bottom")), 17)


def _words(*words: str) -> Box:
    return Box(0, 28, tuple((styles.LABEL, word) for word in words))


def _when(document: Any, field: str, *paragraphs: str) -> None:
    """Paragraphs of the text that are there only where ``field`` is filled."""
    add_body(document, f"{{{{?{field}}}}}", *paragraphs, f"{{{{/{field}}}}}")


def _shown(document: Any, style: styles.TextStyle, field: str, text: str) -> None:
    for line in (f"{{{{?{field}}}}}", text, f"{{{{/{field}}}}}"):
        add_paragraph(document, style, line)


def _end(document: Any, text: str) -> None:
    official.add_closing(document, text)
    official.add_enclosure(document)
    official.add_signature(document)
    official.add_note(document, CONTACT_NOTE, shown_with="本机关联系人")
    official.add_copies(document)


MODELS: dict[str, Callable[[], Any]] = {
    "reminder_letter": reminder_letter,
    "supervision_notice": supervision_notice,
    "key_list": key_list,
    "key_plan": key_plan,
    "key_report": key_report,
    "follow_up_form": follow_up_form,
    "follow_up_list": follow_up_list,
}
