"""A file that is not a sound sheet is refused with one Chinese sentence, quickly, before any library opens it."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from tests.unit.intake.makers import compound, ledger, text_zip, with_part
from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import MAX_FILE
from zxdesk.intake.sheet import read_sheets

SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    """The sentence with which the file is refused; it names the file, is Chinese and asks nobody politely."""
    with pytest.raises(RuleError) as caught:
        read_sheets(path)
    message = caught.value.message
    assert path.name in message
    assert message.endswith("。")
    assert not re.search("[您请]|Error|Traceback", message)
    return message


def sheet_xml(path: Path, old: bytes, new: bytes) -> Path:
    return with_part(path, SHEET, lambda content: content.replace(old, new, 1))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.xlsx")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    assert "文件夹" in refusal(tmp_path / "台账.xlsx")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    assert "空的" in refusal(path)


def test_a_truncated_workbook_is_broken(tmp_path: Path) -> None:
    path = ledger(tmp_path / "断.xlsx")
    path.write_bytes(path.read_bytes()[:2000])
    assert "损坏" in refusal(path)


def test_a_workbook_with_a_flipped_byte_is_broken(tmp_path: Path) -> None:
    path = ledger(tmp_path / "坏.xlsx")
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo(SHEET)
    content = bytearray(path.read_bytes())
    content[member.header_offset + 30 + len(SHEET) + member.compress_size // 2] ^= 0xFF
    path.write_bytes(content)
    assert "损坏" in refusal(path)


def test_a_file_beyond_fifty_megabytes_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert "50 MB" in refusal(path)


def test_a_workbook_with_a_password_asks_to_take_it_off(tmp_path: Path) -> None:
    path = compound(tmp_path / "密.xlsx", "EncryptedPackage", b"\x10" * 5000)
    assert "去掉密码再导入" in refusal(path)


def test_an_old_workbook_with_a_password_asks_to_take_it_off(tmp_path: Path) -> None:
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)[:20]
    lock = struct.pack("<HH", 0x002F, 54) + b"\x01" * 54 + struct.pack("<HH", 0x000A, 0)
    assert "去掉密码再导入" in refusal(compound(tmp_path / "密.xls", "Workbook", start + lock))


def test_a_zip_member_that_wants_a_password_asks_to_take_it_off(tmp_path: Path) -> None:
    path = ledger(tmp_path / "密.xlsx")
    content = bytearray(path.read_bytes())
    for magic, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(magic) + offset] |= 1
    path.write_bytes(content)
    assert "去掉密码再导入" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("提案.xlsx", b"%PDF-1.7 rest", "PDF"),
        ("提案.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("提案.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
        ("提案.xls", b"\x89PNG\r\n\x1a\n....", "图片"),
        ("提案.xlsx", b"Rar!\x1a\x07\x00", "压缩包"),
        ("提案.csv", b"MZ\x90\x00\x03", "程序"),
        ("提案.csv", b"a,b\x00c,d", "认不出"),
        ("提案.csv", b"\x81\x30\xff\xff,\x80", "编码"),
    ],
)
def test_a_renamed_file_of_another_kind_is_recognised(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


def test_a_word_file_is_sent_to_the_place_for_letters(tmp_path: Path) -> None:
    path = text_zip(tmp_path / "提案.xlsx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"})
    assert "Word" in refusal(path)
    assert "Word" in refusal(compound(tmp_path / "提案.xls", "WordDocument", b"x"))


def test_a_plain_archive_is_not_a_sheet(tmp_path: Path) -> None:
    assert "压缩包" in refusal(text_zip(tmp_path / "表.xlsx", {"a.txt": b"1"}))


def test_a_macro_workbook_is_not_opened(tmp_path: Path) -> None:
    path = with_part(ledger(tmp_path / "宏.xlsx"), "xl/vbaProject.bin", lambda _: b"macro")
    assert "宏" in refusal(path)


def test_a_locked_open_document_asks_to_take_the_password_off(tmp_path: Path) -> None:
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"\x01\x02",
        "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>",
    }
    assert "去掉密码再导入" in refusal(text_zip(tmp_path / "密.ods", members))


def test_a_zip_bomb_is_not_unfolded(tmp_path: Path) -> None:
    path = with_part(ledger(tmp_path / "弹.xlsx"), "xl/media/big.bin", lambda _: b"\0" * 30_000_000)
    assert "压缩比例过大" in refusal(path)


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "xl\\a.xml", "C:/a.xml"])
def test_a_member_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = ledger(tmp_path / "路.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"<a/>")
    assert "文件以外" in refusal(path)


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    path = ledger(tmp_path / "链.xlsx")
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, b"/etc/passwd")
    assert "链接" in refusal(path)


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = ledger(tmp_path / "双.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(SHEET, b"<worksheet/>")
    assert "同名" in refusal(path)


def test_a_dtd_is_refused_in_any_part(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    for part in (SHEET, "xl/styles.xml", "docProps/core.xml"):
        path = with_part(ledger(tmp_path / "实体.xlsx"), part, lambda content: entity + content[content.index(b"<") :])
        assert "DTD" in refusal(path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    path = with_part(ledger(tmp_path / "深.xlsx"), "docProps/app.xml", lambda _: b"<a>" * 300 + b"</a>" * 300)
    assert "嵌套" in refusal(path)


def test_a_link_to_another_file_is_refused(tmp_path: Path) -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://example.invalid/externalLinkPath" Target="file.xlsx" TargetMode="External"/></Relationships>'
    )
    path = with_part(ledger(tmp_path / "外.xlsx"), "xl/externalLinks/_rels/externalLink1.xml.rels", lambda _: relations)
    assert "断开链接" in refusal(path)


def test_one_cell_far_away_is_refused_with_its_place(tmp_path: Path) -> None:
    path = sheet_xml(ledger(tmp_path / "远.xlsx"), b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    message = refusal(path)
    assert "XFD1048576" in message
    assert "台账" in message


def test_cells_that_span_millions_of_empty_ones_are_refused(tmp_path: Path) -> None:
    far = b'<row r="199999"><c r="A199999"><v>1</v></c><c r="SA199999"><v>1</v></c></row></sheetData>'
    assert "SA199999" in refusal(sheet_xml(ledger(tmp_path / "散.xlsx"), b"</sheetData>", far))


def test_a_giant_merge_is_refused_with_its_place(tmp_path: Path) -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert "A1:XFD1048576" in refusal(sheet_xml(ledger(tmp_path / "并.xlsx"), b"</sheetData>", merge))


def test_a_sheet_that_is_listed_and_not_there_is_an_error(tmp_path: Path) -> None:
    path = with_part(
        ledger(tmp_path / "缺.xlsx"), "xl/_rels/workbook.xml.rels", lambda content: content.replace(b"sheet1.xml", b"sheet9.xml")
    )
    assert "台账" in refusal(path)


def test_markup_that_does_not_close_is_broken(tmp_path: Path) -> None:
    assert "损坏" in refusal(sheet_xml(ledger(tmp_path / "漏.xlsx"), b"</sheetData>", b""))


def test_a_compound_file_with_a_ring_of_sectors_is_broken(tmp_path: Path) -> None:
    path = compound(tmp_path / "环.xls", "Workbook", b"\x09\x08" * 3000)
    content = bytearray(path.read_bytes())
    content[512 + 8 : 512 + 12] = struct.pack("<I", 2)
    path.write_bytes(content)
    assert "损坏" in refusal(path)
