"""Models of 提案目录, 提案摘要汇编 and 表彰决定."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents import styles
from zxdesk.documents.grid import Row, add_table, value
from zxdesk.documents.models import official
from zxdesk.documents.models.assigning import list_rows
from zxdesk.documents.models.official import add_body, add_list_head
from zxdesk.documents.page import add_paragraph

_GROUP_NAME = "{{?组名}}{{组名}}（{{组件数}}件）{{/组名}}"


def catalogue() -> Any:
    """提案目录: landscape, a table for each group, the contents on a page before them. Source: domain §7.5."""
    document = official.form("提案目录", landscape=True)
    add_list_head(document, "{{会议全称}}提案目录")
    add_paragraph(document, styles.SHEET_LINE, "共{{件数}}件{{?编排}}，{{编排}}编排{{/编排}}")
    _contents(document, 257)
    _mark(document, "{{#分组}}")
    add_paragraph(document, styles.GROUP_HEAD, _GROUP_NAME)
    columns = (
        ("提案号", "{{#提案}}{{提案编号}}", 16, True),
        ("案由", "{{案由}}", 82, False),
        ("提案者", "{{提案者列名}}", 32, False),
        ("类别", "{{类别}}", 26, False),
        ("主办单位", "{{主办简称}}", 30, False),
        ("会办单位", "{{会办简称}}", 36, False),
        ("办理结果", "{{办理结果}}", 16, True),
        ("备注", "{{备注}}{{/提案}}", 19, True),
    )
    add_table(document, list_rows(columns))
    _mark(document, "{{/分组}}")
    add_paragraph(document, styles.TAIL, "")
    return document


def digest_book() -> Any:
    """提案摘要汇编: number and title, who handles it, what it says. Source: domain §7.5."""
    document = official.form("提案摘要汇编")
    add_paragraph(document, styles.TITLE, "{{会议全称}}提案摘要汇编")
    add_paragraph(document, styles.GAP, "")
    add_paragraph(document, styles.SHEET_LINE, "共{{件数}}件{{?编排}}，{{编排}}编排{{/编排}}")
    _contents(document, 156)
    _mark(document, "{{#分组}}")
    add_paragraph(document, styles.GROUP_HEAD, _GROUP_NAME)
    _mark(document, "{{#提案}}")
    add_paragraph(document, styles.DIGEST_HEAD, "第{{提案编号}}号　{{案由}}")
    units = "{{?主办简称}}　　主办：{{主办简称}}{{/主办简称}}{{?会办简称}}　　会办：{{会办简称}}{{/会办简称}}"
    result = "{{?类别}}　　类别：{{类别}}{{/类别}}{{?办理结果}}　　办理：{{办理结果}}{{/办理结果}}{{?备注}}（{{备注}}）{{/备注}}"
    add_paragraph(document, styles.DIGEST_LINE, f"提案者：{{{{提案者列名}}}}{units}{result}")
    for field, name in (("情况摘要", "情况"), ("建议摘要", "建议")):
        add_paragraph(document, styles.DIGEST, f"{{{{?{field}}}}}{name}：{{{{{field}}}}}{{{{/{field}}}}}")
    _mark(document, "{{/提案}}")
    _mark(document, "{{/分组}}")
    return document


def award_decision() -> Any:
    """表彰决定 as a 文件, the lists as annexes, the 版记 on the last even page. Source: domain §1.10, §7.2."""
    document = official.red_head("表彰决定")
    official.add_title(document, "关于表彰{{年度}}年度{{表彰对象}}的决定")
    official.add_receiver(document)
    add_body(
        document,
        "{{年度}}年，政协各参加单位和全体委员围绕中心、服务大局，深入调查研究，认真撰写提案，积极建言资政、凝聚共识；各承办单位高度重视提案办理，"
        "完善办理机制，加强沟通协商，办理质量不断提高，涌现出一批优秀提案和办理工作中的先进典型。",
        "为鼓励先进，推动提案工作高质量发展，{{?会议日期}}经{{会议日期}}主席会议研究，{{/会议日期}}决定对{{表彰件数}}予以表彰。",
        "希望受到表彰的单位和个人珍惜荣誉，再接再厉，取得新的成绩。政协各参加单位、全体委员和各承办单位要以先进为榜样，提出更多高质量的提案，"
        "以更加务实的作风办理好每一件提案，为经济社会发展作出新的贡献。",
    )
    official.add_enclosure(document)
    official.add_signature(document)
    _annex(
        document, "优秀提案", "提案附件号", "优秀提案名单",
        (("序号", "{{#优秀提案}}{{序号}}", 12), ("提案号", "{{提案号}}", 18), ("案由", "{{案由}}", 62), ("提案者", "{{提案者列名}}", 30),
         ("承办单位", "{{主办单位}}{{/优秀提案}}", 34)),
    )  # fmt: skip
    _annex(document, "先进承办单位", "单位附件号", "提案办理先进承办单位名单", (("序号", "{{#先进承办单位}}{{序号}}", 20), ("单位", "{{单位}}{{/先进承办单位}}", 136)))
    _annex(
        document, "先进个人", "个人附件号", "提案办理先进个人名单",
        (("序号", "{{#先进个人}}{{序号}}", 20), ("姓名", "{{姓名}}", 46), ("单位", "{{单位}}{{/先进个人}}", 90)),
    )  # fmt: skip
    official.add_copies(document, printed=True)
    return document


def _contents(document: Any, width: int) -> None:
    """The groups with their counts, on a page of their own."""
    _mark(document, "{{?目次}}")
    add_paragraph(document, styles.GROUP_HEAD, "目　次")
    number, count, numbers = width * 0.06, width * 0.12, width * 0.24
    widths = (number, width - number - count - numbers, count, numbers)
    names, marks = ("序号", "名称", "件数", "提案号"), ("{{#目次}}{{序号}}", "{{目次名}}", "{{目次件数}}", "{{起止}}{{/目次}}")
    edges = [round(sum(widths[:at]), 2) for at in range(4)] + [float(width)]
    for at in range(4):
        assert edges[at] < edges[at + 1]
    head = Row(tuple(value(edges[at], edges[at + 1], names[at], styles.COMPACT_LABEL) for at in range(4)), 8, is_heading=True)
    row = Row(tuple(value(edges[at], edges[at + 1], marks[at], styles.COMPACT if at == 1 else styles.COMPACT_CENTER) for at in range(4)), 7)
    add_table(document, [head, row])
    add_paragraph(document, styles.TAIL, "", on_new_page=True)
    _mark(document, "{{/目次}}")


def _annex(document: Any, shown_with: str, number: str, title: str, columns: tuple[tuple[str, str, float], ...]) -> None:
    _mark(document, f"{{{{?{shown_with}}}}}")
    add_paragraph(document, styles.ANNEX, f"附件{{{{{number}}}}}", on_new_page=True)
    add_list_head(document, f"{{{{年度}}}}年度{title}")
    add_paragraph(document, styles.GAP, "")
    edges = [sum(width for _, _, width in columns[:at]) for at in range(len(columns) + 1)]
    assert edges[-1] == 156
    head = Row(tuple(value(edges[at], edges[at + 1], name, styles.LIST_LABEL) for at, (name, _, _) in enumerate(columns)), 9, is_heading=True)
    centred = {"序号", "提案号", "姓名"}
    cells = (
        value(edges[at], edges[at + 1], mark, styles.LIST_CENTER if name in centred else styles.LIST) for at, (name, mark, _) in enumerate(columns)
    )
    add_table(document, [head, Row(tuple(cells), 9)])
    _mark(document, f"{{{{/{shown_with}}}}}")


def _mark(document: Any, text: str) -> None:
    """A paragraph that holds nothing but a mark, and so is not printed."""
    add_paragraph(document, styles.TAIL, text)


MODELS: dict[str, Callable[[], Any]] = {"catalogue": catalogue, "digest_book": digest_book, "award_decision": award_decision}
