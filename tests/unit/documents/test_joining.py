"""Papers of several kinds in one file: their headers, pictures, styles and sections stay their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
import segno
from docx.shared import Mm

from tests.unit.documents.papers.listed_office import content_lines
from zxdesk.documents import styles
from zxdesk.documents.joining import bind
from zxdesk.documents.models import official
from zxdesk.documents.page import add_paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letter(text: str) -> bytes:
    document = official.letter("函")
    add_paragraph(document, styles.BODY, text)
    return saved(document)


def sheet(text: str, *, landscape: bool = False) -> bytes:
    document = official.form("表", landscape=landscape, mark=f"表脚{text}")
    add_paragraph(document, styles.LIST, text)
    return saved(document)


def sections(content: bytes) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return list(ElementTree.fromstring(package.read("word/document.xml")).iter(f"{W}sectPr"))


def edges(content: bytes, at: int) -> dict[tuple[str, str], str]:
    """The text of each header and footer of a section by kind and side."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        related = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))}
        found = {}
        for one in sections(content)[at]:
            if one.tag.endswith("Reference"):
                part = ElementTree.fromstring(package.read(related[one.get(R)].lstrip("/")))
                text = "".join(node.text or "" for node in part.iter(f"{W}t"))
                found[one.tag.removeprefix(W).removesuffix("Reference"), one.get(f"{W}type", "")] = text
        return found


def test_each_paper_begins_page_one_of_a_section_with_its_own_page_and_feet() -> None:
    (whole,) = bind([letter("一"), sheet("二", landscape=True), sheet("三"), letter("四")])
    found = sections(whole)
    assert [one.find(f"{W}pgSz").get(f"{W}w") for one in found] == ["11906", "16838", "11906", "11906"]  # type: ignore[union-attr]
    assert [one.find(f"{W}pgNumType").get(f"{W}start") for one in found] == ["1"] * 4  # type: ignore[union-attr]
    assert [one.find(f"{W}titlePg") is not None for one in found] == [True, False, False, True]
    assert "发文机关标志" in edges(whole, 0)["header", "first"]
    assert "表脚二" in edges(whole, 1)["footer", "default"]
    assert edges(whole, 1)["header", "first"] == "", "the letter's red head goes on into the sheet"
    assert "表脚三" in edges(whole, 2)["footer", "default"]
    assert [line for line in content_lines(whole) if line in "一二三四"] == list("一二三四")


def test_python_docx_and_every_part_name_agree() -> None:
    (whole,) = bind([letter("一"), sheet("二")])
    document = docx.Document(io.BytesIO(whole))
    assert len(document.sections) == 2
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        named = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
        assert named <= set(package.namelist())
        assert all(name in named for name in package.namelist() if "/header-" in name or "/footer-" in name)


def test_a_picture_that_several_papers_show_is_kept_once_and_numbered_apart() -> None:
    def pictured(code: str) -> bytes:
        document = official.form("表")
        stream = io.BytesIO()
        segno.make(code).save(stream, kind="png")
        document.add_picture(io.BytesIO(stream.getvalue()), width=Mm(15))
        return saved(document)

    (whole,) = bind([pictured("1"), pictured("2"), pictured("1")])
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 2
        text = package.read("word/document.xml").decode()
    ids = [one.get("id") for one in ElementTree.fromstring(text).iter() if one.tag.endswith("}docPr")]
    assert len(ids) == len(set(ids)) == 3
    assert len(docx.Document(io.BytesIO(whole)).inline_shapes) == 3


def with_style(content: bytes, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/styles.xml"] = change(parts["word/styles.xml"].decode()).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def test_a_template_whose_styles_the_office_changed_is_a_file_of_its_own() -> None:
    changed = with_style(sheet("二"), lambda text: text.replace('w:val="24"', 'w:val="30"', 1))
    whole, other = bind([letter("一"), changed, letter("三"), changed])
    assert [line for line in content_lines(whole) if line in "一二三"] == ["一", "三"]
    assert [line for line in content_lines(other) if line in "一二三"] == ["二", "二"]


def test_a_style_that_only_a_later_paper_has_is_taken_over() -> None:
    extra = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="本机关"/></w:style></w:styles>'
    (whole,) = bind([letter("一"), with_style(sheet("二"), lambda text: text.replace("</w:styles>", extra))])
    assert "本机关" in [style.name for style in docx.Document(io.BytesIO(whole)).styles]


def test_a_paper_with_a_link_stays_by_itself() -> None:
    document = official.form("表")
    add_paragraph(document, styles.LIST, "链接")
    document.part.relate_to("https://example.org/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
    whole, other = bind([letter("一"), saved(document), letter("二")])
    assert [line for line in content_lines(whole) if line in ("一", "二", "链接")] == ["一", "二"]
    assert "链接" in content_lines(other)


def test_nothing_to_bind_is_no_file() -> None:
    assert bind([]) == []


@pytest.mark.parametrize("count", [1, 5])
def test_libreoffice_prints_each_paper_with_its_own_head(count: int, pages: Callable[[Path], list[str]], tmp_path: Path) -> None:
    (whole,) = bind([letter("一函" * 400), sheet("二表")] * count)
    path = tmp_path / "合订.docx"
    path.write_bytes(whole)
    printed = pages(path)
    assert len(printed) == 3 * count
    assert ["发文机关标志" in page for page in printed] == [True, False, False] * count
