"""Models of the papers of 办理."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, label
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import CONTACT_NOTE, pair, wide
from zxdesk.documents.models.official import add_body
from zxdesk.documents.models.reply_sheet import reply_sheet
from zxdesk.documents.page import add_paragraph

_PROPOSAL = "{{会议全称}}第{{提案号}}号提案《{{案由}}》"
_WHERE = "{{?本机关地址}}，地址：{{本机关地址}}{{/本机关地址}}{{?本机关电话}}，电话：{{本机关电话}}{{/本机关电话}}"


def hand_back_form() -> Any:
    """退办（调整）申请表 with the decision below; one page. Source: domain §7.5."""
    document = official.form("退办（调整）申请表", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "提案退办（调整）申请表")
    add_table(
        document,
        [
            *_head_rows(),
            pair("交办日期", "{{承办交办日期}}", "申请期限", "{{退办期限}}"),
            _room("申请理由", "{{退办理由}}", 24),
            wide("建议单位", "{{建议单位}}", 8),
            _signed("申请单位", "负责人签名：{{申请签字人}}", "{{申请日期}}"),
            wide("处理决定", "{{决定选项}}", 8),
            wide("改派单位", "{{改派单位}}", 8),
            _signed("提案委员\n会意见", "{{决定说明}}", "{{决定日期}}", by="{{?决定人}}决定人：{{决定人}}{{/决定人}}"),
            _signed("督查部门\n意见", "", "年　　月　　日", height=20),
        ],
    )
    add_paragraph(document, styles.GAP, "")
    note = "填写说明：1. 申请理由写明不属本单位职责的依据。2. {{?退办期限}}于{{退办期限}}前{{/退办期限}}一式两份送{{本机关}}" + _WHERE
    add_paragraph(document, styles.NOTES, note + "。3. 决定作出以前，仍由原单位承办。")
    return document


def hand_back_decision() -> Any:
    """退办决定通知, a letter to the unit. Source: domain §2.2 U3–U4."""
    document = official.letter("退办决定通知")
    official.add_title(document, "关于{{会议全称}}第{{提案号}}号提案退办申请的决定通知")
    official.add_receiver(document)
    taken = "{{?改派单位}}，该提案改由{{改派单位}}办理{{/改派单位}}"
    add_body(document, f"你单位{{{{申请日期}}}}提出的关于{_PROPOSAL}退办（调整）的申请收悉。经研究，决定如下：")
    _shown(
        document,
        "同意",
        f"同意你单位不再承办该提案{taken}。收到本通知后，请及时移交该提案的有关材料，并将移交情况告知{{{{本机关}}}}。",
    )
    _shown(
        document, "不同意", "不同意调整，该提案仍由你单位承办（{{承办角色}}）{{?承办期限}}，办理期限为{{承办期限}}{{/承办期限}}。请按有关规定认真办理。"
    )
    _shown(document, "决定说明", "说明：{{决定说明}}")
    _end(document, "特此通知。")
    return document


def extension_form() -> Any:
    """延期申请表 with the decision below; one page. Source: domain §7.5."""
    document = official.form("延期申请表", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "提案办理延期申请表")
    add_table(
        document,
        [
            *_head_rows(),
            pair("交办日期", "{{承办交办日期}}", "现定期限", "{{原期限}}"),
            wide("申请延至", "{{新期限}}", 8),
            _room("延期理由", "{{延期理由}}", 24),
            _signed("申请单位", "负责人签名：", "{{申请日期}}"),
            wide("处理决定", "{{决定选项}}", 8),
            _signed("提案委员\n会意见", "{{决定说明}}", "{{决定日期}}", by="{{?决定人}}决定人：{{决定人}}{{/决定人}}"),
            _signed("督查部门\n意见", "", "年　　月　　日", height=20),
        ],
    )
    add_paragraph(document, styles.GAP, "")
    note = "填写说明：1. 延期理由写明已经开展的工作、不能按期答复的原因和后续安排。2. 在期限届满前一式两份送{{本机关}}" + _WHERE
    add_paragraph(document, styles.NOTES, note + "。3. 延期须向提案者说明。")
    return document


def extension_decision() -> Any:
    """延期决定通知, a letter to the unit. Source: domain §2.2 U5."""
    document = official.letter("延期决定通知")
    official.add_title(document, "关于{{会议全称}}第{{提案号}}号提案延期申请的决定通知")
    official.add_receiver(document)
    add_body(document, f"你单位{{{{申请日期}}}}提出的关于{_PROPOSAL}延期答复的申请收悉。经研究，决定如下：")
    granted = "同意延期至{{新期限}}{{?原期限}}（原期限为{{原期限}}）{{/原期限}}。请抓紧办理，在延长的期限内书面答复提案者，并将延期情况告知提案者。"
    _shown(document, "同意", granted)
    _shown(document, "不同意", "不同意延期，仍按原期限{{?原期限}}（{{原期限}}）{{/原期限}}书面答复提案者。")
    _shown(document, "决定说明", "说明：{{决定说明}}")
    _end(document, "特此通知。")
    return document


def co_opinion() -> Any:
    """会办意见函 of a co-unit. Source: domain §7.4 (6), §7.5."""
    document = official.letter("会办意见函")
    official.add_title(document, "关于{{会议全称}}第{{提案号}}号提案的会办意见")
    official.add_receiver(document)
    add_body(document, f"由你单位主办、我单位会办的{_PROPOSAL}收悉。经研究，提出以下会办意见：", "{{会办意见正文}}")
    official.add_closing(document, "以上意见供答复提案者时综合考虑。")
    _sign_letter(document, enclosed=False)
    return document


def reply_letter() -> Any:
    """答复函 as registered: class at the upper right, names, answer, signature, contact. Source: domain §7.4."""
    document = official.letter("答复函", mark="{{答复类别}}{{?公开属性}}　{{公开属性}}{{/公开属性}}")
    official.add_title(document, "{{函标题}}")
    official.add_receiver(document)
    add_body(document, "{{开头语}}")
    _shown(document, "正文", "{{正文}}")
    official.add_closing(document, "{{结束语}}")
    _sign_letter(document, is_model=False)
    return document


def reply_model() -> Any:
    """答复函格式: all that is known filled in, the answer to be written by the unit. Source: domain §7.4 (a)."""
    document = official.letter("答复函格式", mark="办理类别：＿＿类　公开属性：＿＿＿＿＿")
    official.add_title(document, "{{函标题}}")
    official.add_receiver(document)
    add_body(document, "{{称谓}}提出的《{{来件案由}}》（{{来件编号}}）收悉。收到提案后，我单位（写明研究办理和与{{称谓}}沟通的情况）。现答复如下：")
    for title in ("一、关于“　　　　　　　　”的建议", "二、关于“　　　　　　　　”的建议"):
        official.add_level(document, 1, title)
        add_body(document, "（写明已经做到的；列入计划的写明时限和责任单位；暂时做不到的写明原因。）")
    add_paragraph(document, styles.MODEL_CLOSING, "感谢{{称谓}}对我们工作的关心和支持，欢迎继续提出意见和建议。")
    _sign_letter(document)
    return document


def _head_rows() -> list[Row]:
    return [
        wide("案由", "{{案由}}", 10),
        pair("提案者", "{{提案者列名}}", "提案类别", "{{类别}}"),
        pair("承办单位", "{{单位}}", "承办角色", "{{承办角色}}"),
        pair("承办人", "{{承办人}}", "联系电话", "{{?承办人电话}}{{承办人电话}}{{/承办人电话}}"),
    ]


def _room(name: str, text: str, height: float) -> Row:
    """A row for a text of some length, the one that takes what is left of the page."""
    return Row((Box(0, 28, ((styles.ELASTIC, ""), (styles.LABEL, name))), Box(28, 156, ((styles.CELL, text),), at="top")), height)


def _signed(name: str, text: str, day: str, *, by: str = "", height: float = 26) -> Row:
    """A row to sign, seal and date: dated where the register knows the day, otherwise left to be filled in."""
    parts = [(styles.CELL, text), *([(styles.CELL, by)] if by else []), (styles.CELL_RIGHT, f"（盖章）　　　　{day}")]
    return Row((label(0, 28, name), Box(28, 156, tuple(parts), at="bottom")), height)


def _shown(document: Any, field: str, text: str) -> None:
    add_body(document, f"{{{{?{field}}}}}", text, f"{{{{/{field}}}}}")


def _end(document: Any, text: str) -> None:
    official.add_closing(document, text)
    official.add_signature(document)
    official.add_note(document, CONTACT_NOTE, shown_with="本机关联系人")
    official.add_copies(document)


def _sign_letter(document: Any, *, enclosed: bool = True, is_model: bool = True) -> None:
    if enclosed:
        official.add_enclosure(document)
    official.add_signature(document)
    official.add_note(document, "{{附注}}", shown_with="附注")
    official.add_copies(document, is_model=is_model)


MODELS: dict[str, Callable[[], Any]] = {
    "hand_back_form": hand_back_form,
    "hand_back_decision": hand_back_decision,
    "extension_form": extension_form,
    "extension_decision": extension_decision,
    "co_opinion": co_opinion,
    "reply_letter": reply_letter,
    "reply_model": reply_model,
    "reply_sheet": reply_sheet,
}
