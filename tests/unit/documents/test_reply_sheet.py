"""The 答复处理笺 as a file and as printed pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from zxdesk.documents import reply_sheet
from zxdesk.documents.render import paper_texts
from zxdesk.documents.reply_sheet import ReplySheet, write_reply_sheet


def written(sheet: ReplySheet, folder: Path) -> Path:
    path = folder / "答复处理笺.docx"
    write_reply_sheet(sheet, path)
    return path


def test_the_head_names_the_plenary_in_full_and_the_class_stands_first(sheet: ReplySheet, tmp_path: Path) -> None:
    paragraphs = docx.Document(str(written(sheet, tmp_path))).paragraphs
    assert [paragraph.text for paragraph in paragraphs[:4]] == [
        "A类",
        "提案号：第0088号",
        "政协云溪县第十届委员会第二次会议",
        "提案答复处理笺",
    ]
    assert paragraphs[0].style is not None
    assert paragraphs[0].style.name == "类别标注"


def test_every_fact_of_the_reply_stands_on_the_sheet(sheet: ReplySheet, tmp_path: Path) -> None:
    (text,) = paper_texts(written(sheet, tmp_path))
    for fact in ("方若兰", "云财提函〔2026〕5号", "办前走访", "2026年3月20日", "A类（所提问题已解决或采纳）", "3/4条", "周怀远"):
        assert fact in text


def test_the_foot_carries_digest_anchor_and_print_date_on_odd_and_even_pages(sheet: ReplySheet, tmp_path: Path) -> None:
    document = docx.Document(str(written(sheet, tmp_path)))
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        mark = footer.paragraphs[-1].text
        assert "9f2c41d07be3" in mark
        assert "1024:7d6c5b4a9f8e" in mark
        assert "2026年5月8日" in mark


def test_control_characters_are_removed_and_markup_in_a_value_stays_text(sheet: ReplySheet, tmp_path: Path) -> None:
    odd = dataclasses.replace(sheet, title="甲\x00乙\x0b丙 & <b>丁</b> {{7*7}}", signer="周\x1f怀远")
    (text,) = paper_texts(written(odd, tmp_path))
    assert "甲乙丙&<b>丁</b>{{7*7}}" in text
    assert "签发人：周怀远" in text


def test_rare_characters_thirty_proposers_and_eleven_units_are_all_there(crowded_sheet: ReplySheet, tmp_path: Path) -> None:
    (text,) = paper_texts(written(crowded_sheet, tmp_path))
    assert all(f"㛃䶮𠮷{at}" in text for at in range(30))
    assert all(f"县第{at}住房" in text for at in range(11))
    assert "联名提案者29名，名单附后。" in text
    assert "第2次重新办理" in text
    assert "2026年8月31日" in text


def test_a_writer_that_forgets_a_field_is_caught_and_the_old_file_stays(
    sheet: ReplySheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "答复处理笺.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(reply_sheet, "_contact_rows", lambda sheet: [])
    with pytest.raises(ValueError, match="lacks '2026年3月20日'"):
        write_reply_sheet(sheet, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_sheet_without_anything_but_its_plenary_can_be_written(tmp_path: Path) -> None:
    empty = ReplySheet(
        "政协云溪县委员会", "十届二次会议", "", "", (), "", "", "", (), None, None, None, None, (), 0, "", None, "", "", "", "", "", "",
        "", "", "", "", "", "", date(2026, 5, 8), "", "",
    )  # fmt: skip
    (text,) = paper_texts(written(empty, tmp_path))
    assert "政协云溪县第十届委员会第二次会议提案答复处理笺" in text


def test_an_ordinary_sheet_prints_on_one_page(sheet: ReplySheet, tmp_path: Path, pages: Callable[[Path], list[str]]) -> None:
    printed = pages(written(sheet, tmp_path))
    assert len(printed) == 1
    assert "— 1 —" in printed[0].replace("—1—", "— 1 —")


def test_the_reply_follows_the_table_with_28_characters_a_line_and_page_numbers_run_on(
    sheet: ReplySheet, tmp_path: Path, pages: Callable[[Path], list[str]]
) -> None:
    body = "一" * (28 * 44 - 2)
    printed = pages(written(dataclasses.replace(sheet, body=body), tmp_path))
    lines = [line.strip() for page in printed for line in page.split("\n") if line.strip().startswith("一一")]
    assert "".join(lines) == body
    assert {len(line) for line in lines[1:-1]} == {28}
    assert max(sum(line.strip().startswith("一一") for line in page.split("\n")) for page in printed) == 22


def test_a_crowded_sheet_prints_whole(crowded_sheet: ReplySheet, tmp_path: Path, pages: Callable[[Path], list[str]]) -> None:
    printed = pages(written(crowded_sheet, tmp_path))
    text = "".join("".join(page.split()) for page in printed)
    assert "提案答复处理笺" in text
    assert "提案者名单" in text
    assert text.count("停靠条件。") == 48
    assert f"—{len(printed)}—" in text
