"""Models of the papers of 征询意见 and 回访."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Box, Row, add_table, value
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import CONTACT_NOTE, pair, wide
from zxdesk.documents.models.official import add_body
from zxdesk.documents.page import add_paragraph


def feedback_form() -> Any:
    """征询意见表: one page, its code at the upper right, at least 40 mm for the proposer's own words. Source: domain §7.5."""
    document = official.form("提案办理情况征询意见表", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "提案办理情况征询意见表")
    add_table(
        document,
        [
            wide("案由", "{{案由}}", 9),
            pair("提案者", "{{提案人}}", "界别", "{{提案人界别}}", 9),
            wide("承办单位", "{{承办单位全称}}", 9),
            wide("会办单位", "{{会办单位名称}}", 9),
            pair("答复文号", "{{答复文号}}", "答复日期", "{{答复日期}}", 9),
            wide("办理类别", "{{办理类别全称}}", 9),
            Row((Box(0, 28, ((styles.LABEL, "{{?上次答复}}上次答复"),)), value(28, 156, "{{上次答复}}{{/上次答复}}")), 9),
            Row((Box(0, 28, ((styles.LABEL, "{{#问题}}{{问题名称}}"),)), value(28, 156, "{{可选答案}}{{/问题}}")), 9),
            Row((_words("对办理", "工作的", "意见或", "建　议"), Box(28, 156, ((styles.ELASTIC, ""),), at="top")), 40),
            Row((_words("提案者", "签　名"), Box(28, 156, ((styles.CELL, ""), (styles.CELL_RIGHT, "{{?集体}}（负责人签名并加盖公章）　　{{/集体}}年　　月　　日")), at="bottom")), 17),
        ],
    )  # fmt: skip
    add_paragraph(document, styles.GAP, "")
    where = "：{{寄回处}}{{?寄回地址}}（{{寄回地址}}）{{/寄回地址}}{{?本机关电话}}，电话：{{本机关电话}}{{/本机关电话}}"
    back = f"{{{{?收回期限}}}}于{{{{收回期限}}}}前{{{{/收回期限}}}}寄回{{{{?寄回处}}}}{where}{{{{/寄回处}}}}。"
    add_paragraph(
        document, styles.NOTES,
        "填表说明：1. 在所选项前的方框内打“√”，每行选一项。2. {{?集体}}集体提案由负责人签名并加盖公章。{{/集体}}联名提案由各提案者分别填写。3. 填好后" + back,
    )  # fmt: skip
    return document


def visit_record() -> Any:
    """回访记录表: whom the office asked again, and what he said. Source: domain §4.7."""
    document = official.form("提案回访记录表", mark=official.CODE_MARK)
    official.add_coded_head(document, "{{会议全称}}", "提案办理回访记录表")
    add_table(
        document,
        [
            wide("案由", "{{案由}}", 10),
            pair("提案者", "{{提案人}}", "联系电话", "{{提案人电话}}", 10),
            wide("承办单位", "{{主办单位}}{{?会办单位}}（会办：{{会办单位}}）{{/会办单位}}", 10),
            pair("办复日期", "{{办复日期}}", "办理类别", "{{办理类别}}", 10),
            pair("办理态度", "{{征询态度}}", "办理结果", "{{征询结果}}", 10),
            wide("征询意见", "{{征询意见}}", 16),
            wide("回访方式", "{{方式选项}}", 10),
            pair("回访人", "{{回访人}}", "回访日期", "{{回访日期}}", 10),
            Row((_words("回　访", "情　况"), Box(28, 156, ((styles.CELL, "{{回访结果}}"), (styles.ELASTIC, "")), at="top")), 60),
            Row((_words("提案委", "意　见"), Box(28, 156, ((styles.CELL, ""), (styles.CELL_RIGHT, "年　　月　　日")), at="bottom")), 30),
        ],
    )
    add_paragraph(document, styles.TAIL, "")
    return document


def redo_notice() -> Any:
    """重新办理通知, a letter to the unit: why, what is asked, until when. Source: domain §2.1 P16."""
    document = official.letter("重新办理通知")
    official.add_title(document, "关于重新办理{{会议全称}}第{{提案号}}号提案的通知")
    official.add_receiver(document)
    before = "{{?上次日期}}于{{上次日期}}{{/上次日期}}答复{{?上次文号}}（{{上次文号}}{{?上次类别}}，{{上次类别}}{{/上次类别}}）{{/上次文号}}"
    add_body(
        document,
        "你单位承办的《{{案由}}》（第{{提案号}}号，提案者：{{提案者列名}}），"
        + before
        + "后，经征询意见，{{?不满意者}}{{不满意者}}对办理情况不满意。{{/不满意者}}"
        "经研究，请你单位{{?再次}}再次{{/再次}}重新办理，有关要求通知如下：",
    )
    _when(document, "不满意意见", ("提案者的意见：",), "{{不满意意见}}")
    add_body(
        document,
        "一、主动与提案者当面沟通，逐条研究上述意见，能够解决的抓紧解决，暂时不能解决的如实说明原因。",
        "二、{{?重办期限}}于{{重办期限}}前{{/重办期限}}重新书面答复提案者，按规定标明办理类别，并附征询意见表；答复同时报送{{本机关}}。",
        "三、重新办理情况列入本年度提案办理工作通报。",
    )
    official.add_closing(document, "特此通知。")
    official.add_enclosure(document)
    official.add_signature(document)
    official.add_note(document, CONTACT_NOTE, shown_with="本机关联系人")
    official.add_copies(document)
    return document


def _when(document: Any, field: str, before: tuple[str, ...], text: str) -> None:
    add_paragraph(document, styles.TAIL, f"{{{{?{field}}}}}")
    add_body(document, *before, text)
    add_paragraph(document, styles.TAIL, f"{{{{/{field}}}}}")


def _words(*words: str) -> Box:
    return Box(0, 28, tuple((styles.LABEL, word) for word in words))


MODELS: dict[str, Callable[[], Any]] = {"feedback_form": feedback_form, "visit_record": visit_record, "redo_notice": redo_notice}
