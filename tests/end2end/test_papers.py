"""`zxdesk paper` and `zxdesk template`: real Word files, a record of every paper that went out, and the office's own templates."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from tests.end2end.conftest import ANSWERED_TITLE as TITLE
from tests.end2end.conftest import Desk
from zxdesk.documents.catalog import PAPER_KINDS

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def text_of(path: Path) -> str:
    """All that stands in a .docx, heads and feet too, without blanks."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist() if re.match(r"word/(document|header|footer)\d*\.xml", name)]
    said = "".join(element.text or "" for part in parts for element in ElementTree.fromstring(part).iter(_TEXT))
    return "".join(said.split())


def paths(printed: list[str]) -> list[Path]:
    return [Path(path) for path in printed]


def edited(source: Path, target: Path, old: str, new: str) -> Path:
    """A template in which the office changed some words."""
    document = docx.Document(str(source))
    cells = [cell.paragraphs for table in document.tables for row in table.rows for cell in row.cells]
    found = [p for p in (*document.paragraphs, *(p for some in cells for p in some)) if old in p.text]
    assert found
    for paragraph in found:
        text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run._element.getparent().remove(run._element)
        paragraph.runs[0].text = text
    document.save(str(target))
    return target


def test_the_reply_sheet_carries_the_entry_and_is_recorded_with_its_hash(answered: Desk, tmp_path: Path) -> None:
    (written,) = paths(answered.json("paper", "reply_sheet", "0001", "-o", str(tmp_path / "文书")))
    text = text_of(written)
    for words in ("0001", TITLE, "周砚秋", "许静安", "云溪县教育局", "云教函〔2026〕7号", "已修复馆舍。", "走访"):
        assert words in text
    paper = answered.json("show", "0001")["papers"][0]
    assert (paper["kind"], paper["file_name"]) == ("答复处理笺", written.name)
    assert paper["file_sha256"] == hashlib.sha256(written.read_bytes()).hexdigest()
    assert paper["snapshot"]["案由"] == TITLE


def test_each_proposer_gets_a_form(answered: Desk, tmp_path: Path) -> None:
    written = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path)))
    texts = [text_of(path) for path in written]
    assert len(texts) == 2
    assert sorted(name for name in ("周砚秋", "许静安") for text in texts if f"提案者{name}" in text) == ["周砚秋", "许静安"]
    assert all("满意" in text and TITLE in text for text in texts)


def test_the_kept_file_is_the_one_that_went_out(answered: Desk, tmp_path: Path) -> None:
    written = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path)))
    papers = answered.json("show", "0001")["papers"]
    (bundle,) = {paper["kept_in"] for paper in papers}
    with zipfile.ZipFile(answered.folder / "files" / bundle) as kept:
        for path, paper in zip(written, papers, strict=True):
            assert kept.read(f"{paper['file_sha256']}.docx") == path.read_bytes()


def test_many_papers_in_one_file_are_recorded_one_by_one(answered: Desk, tmp_path: Path) -> None:
    (written,) = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path), "--one-file"))
    assert written.name == "征询意见表-2份.docx"
    assert text_of(written).count("提案办理情况征询意见表") == 2
    assert len(answered.json("show", "0001")["papers"]) == 2


def test_a_draft_is_written_but_not_recorded(answered: Desk, tmp_path: Path) -> None:
    assert answered.json("paper", "reply_sheet", "0001", "-o", str(tmp_path), "--draft")
    assert answered.json("show", "0001")["papers"] == []


def test_a_paper_made_again_never_takes_the_place_of_the_first(answered: Desk, tmp_path: Path) -> None:
    first = paths(answered.json("paper", "reply_sheet", "0001", "-o", str(tmp_path)))
    again = paths(answered.json("paper", "reply_sheet", "0001", "-o", str(tmp_path)))
    assert first != again
    assert [path.exists() for path in (*first, *again)] == [True, True]


def test_an_option_of_the_paper_is_chosen_by_name(answered: Desk, tmp_path: Path) -> None:
    (filled, *_) = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path)))
    (plain, *_) = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path), "--set", "填入文号、类别和日期="))
    assert "云教函〔2026〕7号" in text_of(filled)
    assert "云教函〔2026〕7号" not in text_of(plain)
    assert "没有选项“颜色”" in answered.refused("paper", "征询意见表", "0001", "-o", str(tmp_path), "--set", "颜色=红")


def test_a_list_of_a_batch_needs_no_number(answered: Desk, tmp_path: Path) -> None:
    (total,) = paths(answered.json("paper", "交办总清单", "-o", str(tmp_path)))
    assert TITLE in text_of(total)
    lists = paths(answered.json("paper", "交办清单", "-o", str(tmp_path), "--unit", "县财政局"))
    assert len(lists) == 1
    assert "没有批次“三月”" in answered.refused("paper", "交办清单", "-o", str(tmp_path), "--batch", "三月")


def test_making_papers_leaves_the_register_sound(answered: Desk, tmp_path: Path) -> None:
    answered.done("paper", "reply_sheet", "0001", "-o", str(tmp_path))
    assert answered.json("check") == []
    assert len(answered.json("show", "0001")["papers"]) == 1


def test_a_proposal_without_a_reply_has_no_reply_sheet(office: Desk, tmp_path: Path) -> None:
    office.step("register", title=TITLE, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", suggestion="修复。")
    assert "收0001" in office.refused("paper", "reply_sheet", "收0001", "-o", str(tmp_path))
    assert not list(tmp_path.glob("*.docx"))


def test_a_paper_about_proposals_asks_for_a_number_and_an_unknown_one_lists_what_there_is(answered: Desk, tmp_path: Path) -> None:
    assert "要写明是哪件提案" in answered.refused("paper", "征询意见表", "-o", str(tmp_path))
    assert "征询意见表" in answered.refused("paper", "请柬", "0001", "-o", str(tmp_path))


def test_every_paper_is_listed_with_its_group_and_its_fields(answered: Desk) -> None:
    listed = answered.json("paper", "list")
    assert [one["key"] for one in listed] == [kind.key for kind in PAPER_KINDS]
    names = [one["name"] for one in answered.json("template", "fields", "征询意见表")]
    assert {"提案号", "案由", "提案人", "问题名称"} <= set(names)


def test_an_edited_template_is_used_until_ours_is_wanted_again(answered: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "意见表.docx"
    answered.done("template", "save", "征询意见表", str(saved))
    own = edited(saved, tmp_path / "本机关意见表.docx", "提案办理情况征询意见表", "委员意见反馈表")
    answered.done("template", "take", "征询意见表", str(own))
    assert [one for one in answered.json("template", "list") if one["file"] == "本机关意见表.docx"]
    (first, *_) = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path)))
    assert "委员意见反馈表" in text_of(first)
    answered.done("template", "restore", "征询意见表")
    (second, *_) = paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path)))
    assert "提案办理情况征询意见表" in text_of(second)


def test_a_template_with_faults_is_not_taken_and_every_fault_is_said(answered: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "意见表.docx"
    answered.done("template", "save", "征询意见表", str(saved))
    wrong = edited(saved, tmp_path / "改错.docx", "{{案由}}", "{{案由x}}")
    assert "{{案由x}}" in answered.refused("template", "take", "征询意见表", str(wrong))
    assert [one["file"] for one in answered.json("template", "list") if one["name"] == "征询意见表"] == ["随程序"]


@pytest.mark.parametrize("content", [b"", b"not a Word file", b"PK\x03\x04 cut off"])
def test_what_is_no_word_file_is_refused_in_a_sentence(answered: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.docx").write_bytes(content)
    assert "。" in answered.refused("template", "take", "征询意见表", str(tmp_path / "坏.docx"))


def test_a_template_of_the_office_that_was_lost_is_said_and_nothing_is_written(answered: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "意见表.docx"
    answered.done("template", "save", "征询意见表", str(saved))
    answered.done("template", "take", "征询意见表", str(edited(saved, tmp_path / "改.docx", "填表说明", "说明")))
    for kept in (answered.folder / "files").iterdir():
        kept.unlink()
    assert "模板文件不见了" in answered.refused("paper", "征询意见表", "0001", "-o", str(tmp_path / "文书"))


def test_the_same_paper_made_twice_is_the_same_file(answered: Desk, tmp_path: Path) -> None:
    first, second = (paths(answered.json("paper", "征询意见表", "0001", "-o", str(tmp_path), "--draft"))[0].read_bytes() for _ in range(2))
    assert zipfile.ZipFile(io.BytesIO(first)).namelist() == zipfile.ZipFile(io.BytesIO(second)).namelist()
    assert first == second
