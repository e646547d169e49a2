"""The models of the letters that follow a review: sent back, not filed, passed on, merged, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.models.official import (
    add_body,
    add_closing,
    add_copies,
    add_enclosure,
    add_level,
    add_note,
    add_receiver,
    add_signature,
    add_title,
    letter,
)
from zxdesk.documents.page import add_paragraph

_CONTACT = "（{{?本机关联系人}}联系人：{{本机关联系人}}　{{/本机关联系人}}联系电话：{{本机关电话}}）"
_THANKS = "感谢{{敬称}}对政协提案工作的支持。"


def send_back_notice() -> Any:
    """退回修改通知: what is to be completed, and by when."""
    document = letter("退回修改通知")
    add_title(document, "关于补充修改提案的通知")
    add_receiver(document)
    add_body(document, "{{敬称}}提交的{{届次}}{{会间平时}}《{{案由}}》（{{编号说明}}）收悉。经审查，需要补充修改，现将原件退回。")
    _add_shown(document, "退回原因", "需要补充修改的地方：{{退回原因}}")
    add_body(document, "修改时请一事一案，写明情况、分析和具体建议，案由与内容一致。")
    add_closing(document, "请修改后{{?重交期限}}于{{重交期限}}前{{/重交期限}}重新提交，编号不变。")
    return _ended(document)


def disposal_letter() -> Any:
    """提案处理回复函: the result, its reason, what was done with it. Source: domain §1.4, §7.5."""
    document = letter("提案处理回复函")
    add_title(document, "提案处理回复函")
    add_receiver(document)
    add_body(
        document,
        "{{敬称}}提交的{{届次}}{{会间平时}}《{{案由}}》（{{编号说明}}）收悉。经{{?审定会议}}{{审定会议}}{{/审定会议}}审查，{{处理结果}}。",
    )
    _add_shown(document, "原因", "主要原因：{{原因}}。")
    _add_shown(document, "处理经过", "{{处理经过}}")
    add_paragraph(document, styles.TAIL, "{{#转送}}")
    moved = "所提意见建议已于{{转送日期}}转送{{去向单位}}研究参考{{?转送文号}}（{{转送文号}}）{{/转送文号}}。"
    answered = "{{?回复}}{{?回复日期}}{{回复日期}}，{{/回复日期}}{{去向单位}}回复：{{回复}}{{/回复}}"
    add_body(document, moved + answered)
    add_paragraph(document, styles.TAIL, "{{/转送}}")
    add_closing(document, _THANKS)
    return _ended(document)


def transfer_letter() -> Any:
    """转送函: the idea to the unit it concerns, with its text as an enclosure."""
    document = letter("转送函")
    add_title(document, "{{函标题}}")
    add_receiver(document)
    add_body(
        document,
        "{{提案者称谓}}提交的{{届次}}{{会间平时}}《{{案由}}》（{{编号说明}}），经{{?审定会议}}{{审定会议}}{{/审定会议}}审查，{{?审查结果}}{{审查结果}}，{{/审查结果}}未作为提案立案。",
    )
    add_closing(
        document,
        "所提意见建议与你单位工作有关，现予转送，请研究参考。{{?回复期限}}研究处理情况请于{{回复期限}}前函告我们。{{/回复期限}}",
    )
    add_enclosure(document)
    add_signature(document)
    add_note(document, _CONTACT, shown_with="本机关电话")
    add_copies(document)
    add_paragraph(document, styles.ENCLOSURE_MARK, "附件", on_new_page=True)
    add_paragraph(document, styles.BLANK_LINE, "")
    add_paragraph(document, styles.TITLE, "{{案由}}")
    add_paragraph(document, styles.BYLINE, "{{提案者}}")
    add_paragraph(document, styles.BLANK_LINE, "")
    for name in ("情况", "分析", "建议"):
        add_paragraph(document, styles.TAIL, f"{{{{?{name}}}}}")
        add_level(document, 1, f"{name}：")
        add_body(document, f"{{{{{name}}}}}")
        add_paragraph(document, styles.TAIL, f"{{{{/{name}}}}}")
    return document


def merge_notice() -> Any:
    """并案告知: which proposal it is handled with, and that each proposer is answered and asked all the same. Source: domain §1.4."""
    document = letter("并案告知")
    add_title(document, "关于提案并案办理的告知函")
    add_receiver(document)
    add_body(
        document,
        "{{敬称}}{{?联名者}}与{{联名者}}联名{{/联名者}}提交的{{届次}}{{会间平时}}《{{案由}}》（{{编号说明}}）收悉。",
        "经{{?审定会议}}{{审定会议}}{{/审定会议}}审查，该件与{{主案提案者}}提出的{{主案编号}}提案《{{主案案由}}》反映的问题相同或者相近，"
        "决定以{{主案编号}}提案为主案，一并办理。",
    )
    add_closing(document, "并案以后，{{敬称}}仍是提案者，承办单位将一并研究，分别答复，分别征询意见。对并案有不同意见的，请及时告诉我们。")
    return _ended(document)


def withdrawal_notice() -> Any:
    """撤案通知: to a unit, that it stops; to the proposers, that their request was granted. Source: domain §2.1 P11."""
    document = letter("撤案通知")
    add_title(document, "关于同意撤案的通知")
    add_receiver(document)
    add_body(document, "{{提出者}}提交的{{届次}}{{会间平时}}《{{案由}}》（{{编号说明}}），经{{?停办单位}}提案者{{/停办单位}}书面申请，已于{{撤案日期}}同意撤案。")
    _add_shown(document, "撤案理由", "撤案理由：{{撤案理由}}")
    _add_shown(document, "停办单位", "该提案已于{{承办交办日期}}交你单位（{{承办角色}}）。自撤案之日起停止办理，不再答复，已形成的材料请自行存档。")
    add_closing(document, "特此通知。")
    return _ended(document)


def _add_shown(document: Any, field: str, text: str) -> None:
    """A paragraph shown only where the field is filled."""
    add_paragraph(document, styles.TAIL, f"{{{{?{field}}}}}")
    add_body(document, text)
    add_paragraph(document, styles.TAIL, f"{{{{/{field}}}}}")


def _ended(document: Any) -> Any:
    add_enclosure(document)
    add_signature(document)
    add_note(document, _CONTACT, shown_with="本机关电话")
    add_copies(document)
    return document


LETTER_MODELS: dict[str, Callable[[], Any]] = {
    "send_back_notice": send_back_notice,
    "disposal_letter": disposal_letter,
    "transfer_letter": transfer_letter,
    "merge_notice": merge_notice,
    "withdrawal_notice": withdrawal_notice,
}
