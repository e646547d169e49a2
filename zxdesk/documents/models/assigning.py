"""Models of the papers of 交办."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label, value
from zxdesk.documents.models import official
from zxdesk.documents.models.official import LANDSCAPE_WIDTH_MM, add_body, add_form_head, add_level, add_list_head
from zxdesk.documents.page import add_paragraph
from zxdesk.documents.styles import TextStyle

ROW_MM = 7.6
"""The height of an ordinary row: a line of 14 pt with the space above and below it."""

CONTACT_NOTE = "（联系人：{{本机关联系人}}{{?本机关电话}}　联系电话：{{本机关电话}}{{/本机关电话}}）"

_RULES = (
    ("一、认真接收核对", "收到提案后逐件核对件数、提案号和承办角色，{{签收时限}}填写回执单，加盖公章后送{{本机关}}。"),
    (
        "二、按时提出调整",
        "经核对不属于本单位职责范围的，{{退办时限}}填写退办（调整）申请表，写明理由和建议承办单位，由主要负责人签名并加盖公章后送{{本机关}}。逾期不再调整。"
        "未经同意，不得自行转交其他单位。",
    ),
    (
        "三、加强沟通协商",
        "{{沟通时限}}与提案者取得联系，做到办前听取意见、办中通报进展、办后征询意见。主办单位牵头办理并汇总会办意见；分办单位就各自职责分别答复提案者。"
        "{{?会办件数}}会办单位{{会办时限}}将会办意见书面送主办单位，不直接答复提案者。{{/会办件数}}",
    ),
    (
        "四、按期办结答复",
        "独办、主办、分办单位{{答复时限}}书面答复提案者。情况复杂、确需延期的，在期限届满前填写延期申请表，经同意后方可延期，连同延期最长不超过{{办理限度}}。",
    ),
    (
        "五、规范答复文稿",
        "对提案所提建议逐条答复，写明已经做到的、计划做到的和暂时做不到的原因。答复函由单位负责人签发、加盖公章，在首页右上角标明办理类别：{{类别说明}}。"
        "同时注明公开属性、联系人和联系电话。",
    ),
    (
        "六、及时送达报送",
        "答复函送每位提案者，包括联名提案者和并案的提案者，并附征询意见表；同时报送{{本机关}}和督查部门各2份，附电子文本。提案者对办理结果不满意的，按要求重新办理、再次答复。",
    ),
    ("七、依法依规公开", "办理复文应公开尽公开。涉及国家秘密、商业秘密和个人隐私的，不予公开。"),
    ("八、严格督查考核", "办理情况列入年度通报和考核。对久拖不办、敷衍答复的，进行督办。"),
)


def assign_notice() -> Any:
    """交办通知, a letter to one unit or to all. Source: domain §7.5."""
    document = official.letter("交办通知")
    official.add_title(document, "关于交办{{会议全称}}{{提案种类}}的通知")
    official.add_receiver(document)
    counted = "{{承办件数}}件（{{件数构成}}）"
    add_body(
        document,
        "{{会议全称}}{{提案种类}}已经审查立案。{{?交办会议}}经{{交办会议}}研究，{{/交办会议}}{{?单位数}}现将{{提案件数}}件提案交由{{单位数}}个单位办理，承办件共"
        + counted
        + "{{/单位数}}{{?单位}}现将其中由你单位承办的提案共"
        + counted
        + "交给你们{{/单位}}，有关事项通知如下：",
    )
    for title, text in _RULES:
        add_level(document, 1, title)
        add_body(document, text)
    official.add_closing(document, "特此通知。")
    official.add_enclosure(document)
    official.add_signature(document)
    official.add_note(document, CONTACT_NOTE, shown_with="本机关联系人")
    official.add_copies(document)
    return document


def assign_list() -> Any:
    """交办清单 of one unit: landscape, its head repeated. Source: domain §7.5."""
    document = official.form("交办清单", landscape=True)
    add_list_head(document, "{{会议全称}}提案交办清单")
    counted = "共{{承办件数}}件：{{件数构成}}"
    add_paragraph(document, styles.SHEET_LINE, f"承办单位：{{{{单位}}}}　　交办日期：{{{{交办日期}}}}　　{counted}")
    columns = (
        ("序号", "{{#清单}}{{序号}}", 11, True),
        ("提案号", "{{提案号}}", 15, True),
        ("案由", "{{案由}}", 60, False),
        ("提案者", "{{提案者列名}}", 29, False),
        ("界别", "{{第一提案者界别}}", 22, False),
        ("角色", "{{承办角色}}", 12, True),
        ("主办单位", "{{主办简称}}", 25, False),
        ("会办单位", "{{会办简称}}", 32, False),
        ("办理期限", "{{承办期限}}", 32, True),
        ("备注", "{{备注}}{{/清单}}", 19, True),
    )
    add_table(document, list_rows(columns))
    add_paragraph(document, styles.TAIL, "")
    return document


def assign_total() -> Any:
    """交办总清单 with the count of each unit. Source: domain §7.5."""
    document = official.form("交办总清单", landscape=True)
    add_list_head(document, "{{会议全称}}提案交办总清单")
    counted = "提案{{提案件数}}件，承办单位{{单位数}}个，承办件{{承办件数}}件"
    add_paragraph(document, styles.SHEET_LINE, f"批次：{{{{批次}}}}　　交办日期：{{{{交办日期}}}}　　{counted}")
    columns = (
        ("序号", "{{#清单}}{{序号}}", 11, True),
        ("提案号", "{{提案号}}", 15, True),
        ("案由", "{{案由}}", 68, False),
        ("提案者", "{{提案者列名}}", 30, False),
        ("界别", "{{第一提案者界别}}", 22, False),
        ("主办单位", "{{主办简称}}", 24, False),
        ("会办单位", "{{会办简称}}", 36, False),
        ("答复期限", "{{答复期限}}", 32, True),
        ("备注", "{{备注}}{{/清单}}", 19, True),
    )
    add_table(document, list_rows(columns))
    add_list_head(document, "各承办单位件数")
    counts = (
        ("序号", "{{#单位件数}}{{序号}}", 20, True),
        ("承办单位", "{{单位}}", 117, False),
        ("独办、主办、分办", "{{答复}}", 40, True),
        ("会办", "{{会办}}", 40, True),
        ("合计", "{{合计}}{{/单位件数}}", 40, True),
    )
    total = Row(_boxes([("", 20, True), ("合计", 117, True), ("{{答复件数}}", 40, True), ("{{会办件数}}", 40, True), ("{{承办件数}}", 40, True)]), 7)
    add_table(document, [*list_rows(counts), total])
    add_paragraph(document, styles.TAIL, "")
    return document


def assign_sheet() -> Any:
    """提案交办单, below it the 回执 to tear off; one page. Source: domain §7.5."""
    document = official.form("提案交办单", mark=official.CODE_MARK)
    add_form_head(document, "{{会议全称}}", "提案交办单")
    add_table(document, _sheet_rows())
    add_paragraph(document, styles.CUT_LINE, "沿此线剪下，回执退回{{本机关}}")
    add_paragraph(document, styles.SLIP_TITLE, "提案交办回执")
    add_table(document, _receipt_rows())
    where = "{{?本机关地址}}，地址：{{本机关地址}}{{/本机关地址}}{{?本机关电话}}，电话：{{本机关电话}}{{/本机关电话}}"
    add_paragraph(
        document,
        styles.NOTES,
        "填好后{{?签收期限}}于{{签收期限}}前{{/签收期限}}退回{{本机关}}" + where + "。不属于本单位职责的，另附退办（调整）申请表。",
    )
    return document


def receipt_slip() -> Any:
    """回执单 of one unit: the numbers it got, who handles them. Source: domain §7.5."""
    document = official.form("回执单", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "提案承办回执单", number="{{?交办文号}}交办文号：{{交办文号}}{{/交办文号}}")
    rows = [
        wide("承办单位", "{{单位}}", 10),
        pair("交办日期", "{{交办日期}}", "收到件数", "{{承办件数}}件", 10),
        wide("独办主办", "{{独办主办提案号}}", 10),
        wide("分办", "{{分办提案号}}", 10),
        wide("会办", "{{会办提案号}}", 10),
        wide("核对情况", "□ 件数、提案号核对无误，均属本单位职责，按期办理\n□ 其中第　　　　　　　　　　号不属本单位职责，申请调整", 16),
        *_people_rows(10),
        Row((label(0, 28, "单位签章"), seal(28, 156)), 34),
    ]
    add_table(document, rows)
    add_paragraph(document, styles.GAP, "")
    where = "{{?本机关地址}}，地址：{{本机关地址}}{{/本机关地址}}{{?本机关电话}}，电话：{{本机关电话}}{{/本机关电话}}"
    slip = "填好后{{?签收期限}}于{{签收期限}}前{{/签收期限}}退回{{本机关}}" + where + "。有申请调整的，另附退办（调整）申请表。"
    add_paragraph(document, styles.NOTES, slip)
    return document


def list_rows(columns: tuple[tuple[str, str, float, bool], ...], style: TextStyle = styles.COMPACT) -> list[Row]:
    """A list's head, repeated on each page, and the row that is repeated: name, mark, width in mm, whether centred."""
    head = _boxes([(name, width, True) for name, _, width, _ in columns], styles.COMPACT_LABEL)
    return [Row(head, 8, is_heading=True), Row(_boxes([(mark, width, centred) for _, mark, width, centred in columns], style), 7.5)]


def wide(name: str, text: str, height: float = ROW_MM, style: TextStyle = styles.LIST) -> Row:
    """A label and what fills the rest of the line."""
    return Row((label(0, 28, name), value(28, 156, text, style)), height)


def pair(name: str, text: str, other_name: str, other_text: str, height: float = ROW_MM) -> Row:
    """Two labels with their values in one line."""
    boxes = (label(0, 28, name), value(28, 82, text, styles.LIST), label(82, 108, other_name), value(108, 156, other_text, styles.LIST))
    return Row(boxes, height)


def seal(left: float, right: float, words: str = "（盖章）") -> Box:
    """A cell to sign and seal, its date at the foot."""
    return Box(left, right, ((styles.CELL_RIGHT, words), (styles.CELL_RIGHT, "年　　月　　日")), at="bottom")


def _boxes(cells: list[tuple[str, float, bool]], style: TextStyle = styles.COMPACT) -> tuple[Box, ...]:
    boxes, left = [], 0.0
    for text, width, centred in cells:
        shown = style if style is styles.COMPACT_LABEL or not centred else styles.COMPACT_CENTER
        boxes.append(value(left, left + width, text, shown))
        left += width
    assert left in (LANDSCAPE_WIDTH_MM, 156), f"columns are {left} mm wide"
    return tuple(boxes)


def _sheet_rows() -> list[Row]:
    return [
        wide("案由", "{{案由}}", style=styles.CELL),
        pair("提案者", "{{提案者列名}}", "联系电话", "{{第一提案者电话}}"),
        pair("提案类别", "{{类别}}", "并案提案", "{{并案提案}}"),
        pair("承办单位", "{{单位}}", "承办角色", "{{承办角色}}"),
        wide("主办单位", "{{主办单位}}"),
        wide("会办单位", "{{会办单位}}"),
        pair("交办日期", "{{承办交办日期}}", "交办文号", "{{交办文号}}"),
        pair("签收期限", "{{签收期限}}", "退办期限", "{{退办期限}}"),
        pair("沟通期限", "{{沟通期限}}", "办理期限", "{{承办期限}}"),
        Row((label(0, 28, "领导批示"), Box(28, 156, ((styles.ELASTIC, ""),), at="top")), 12),
    ]


def _receipt_rows() -> list[Row]:
    return [
        pair("提案号", "第{{提案号}}号", "承办角色", "{{承办角色}}"),
        wide("承办单位", "{{单位}}"),
        *_people_rows(),
        wide("核对意见", "□ 属本单位职责，按期办理　　□ 不属本单位职责，申请调整"),
        Row((label(0, 28, "单位签章"), seal(28, 134), value(134, 156, "{{二维码}}", styles.LIST_CENTER)), 20),
    ]


def _people_rows(height: float = ROW_MM) -> list[Row]:
    return [pair("承办领导", "", "承办科室", "", height), pair("承办人", "", "联系电话", "", height)]


MODELS: dict[str, Callable[[], Any]] = {
    "assign_notice": assign_notice,
    "assign_list": assign_list,
    "assign_total": assign_total,
    "assign_sheet": assign_sheet,
    "receipt_slip": receipt_slip,
}
