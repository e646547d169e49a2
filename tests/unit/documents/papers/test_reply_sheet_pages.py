"""The 答复处理笺 as printed pages: the standard's lines, and nothing lost where there is too much of everything."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.assigned_office import made, template
from zxdesk.documents.paper import Paper, Value

LONG_TITLE = "关于加快推进云溪县城乡供水一体化建设并同步完善农村安全饮水工程长效管护机制切实保障沿山沿河群众用水安全的若干建议"


def sheet(office: InventedOffice, **values: Value) -> Paper:
    """A sheet of the register, some of whose values are others."""
    [paper] = made(office, "reply_sheet", office.replied())
    assert values.keys() <= paper.values.keys()
    return dataclasses.replace(paper, values={**paper.values, **values})


def printed(paper: Paper, folder: Path, pages: Callable[[Path], list[str]]) -> list[str]:
    path = folder / "答复处理笺.docx"
    path.write_bytes(template("reply_sheet").fill(paper.values))
    return pages(path)


def test_an_ordinary_sheet_prints_on_one_numbered_page(office: InventedOffice, tmp_path: Path, pages: Callable[[Path], list[str]]) -> None:
    (page,) = printed(sheet(office), tmp_path, pages)
    assert "—1—" in "".join(page.split())


def test_the_reply_follows_the_table_with_28_characters_a_line_and_22_lines_a_page(
    office: InventedOffice, tmp_path: Path, pages: Callable[[Path], list[str]]
) -> None:
    body = "一" * (28 * 44 - 2)
    found = printed(sheet(office, 答复内容="", 答复全文=body), tmp_path, pages)
    lines = [line.strip() for page in found for line in page.split("\n") if line.strip().startswith("一一")]
    assert "".join(lines) == body
    assert {len(line) for line in lines[1:-1]} == {28}
    assert max(sum(line.strip().startswith("一一") for line in page.split("\n")) for page in found) == 22


def test_a_crowded_sheet_prints_whole(office: InventedOffice, tmp_path: Path, pages: Callable[[Path], list[str]]) -> None:
    people = tuple(
        {
            "姓名": f"㛃䶮𠮷{at}", "界别": "中国共产主义青年团和中华全国青年联合会", "党派": "", "专委会": "", "电话": "0900-5550123",
            "地址": "柳林镇𬭊山村", "邮编": "",
        }
        for at in range(30)
    )  # fmt: skip
    units = tuple(
        {"会办单位名称": f"县第{at}住房和城乡建设管理局", "意见文号": "云住建提函〔2026〕15号", "意见日期": "2026年12月20日"} for at in range(11)
    )
    body = "\n".join(f"{number}、关于赶集公交。" + "县交通运输局实地踏勘了沿线道路、客流和停靠条件。" * 12 for number in "一二三四")
    crowded = sheet(
        office, 案由=LONG_TITLE, 提案者名单=people[:1], 其余人数="29", 附后名单=people, 会办名单=units, 无会办="", 答复内容="", 答复全文=body,
        长审核意见="答复针对所提建议，写明了时限和责任人。" * 8, 承诺="2026年底前建成首批十二个站点。", 跟踪情况="2026年12月10日回头看：已建成8个。",
    )  # fmt: skip
    found = printed(crowded, tmp_path, pages)
    text = "".join("".join(page.split()).rpartition(f"—{at}—")[0] for at, page in enumerate(found, start=1))
    assert text.count("停靠条件。") == 48
    assert all(f"㛃䶮𠮷{at}" in text for at in range(30))
    assert all(f"县第{at}住房" in text for at in range(11))
    assert "联名提案者29名，名单附后。" in text
