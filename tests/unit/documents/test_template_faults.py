"""A template is taken in: every fault is said in a sentence that names its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.unit.documents.template_files import VALUES, add_rows, kind, made, of_lines, of_table, template, with_part
from zxdesk.documents.template import TemplateError, faults, read_template

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def said(source: bytes) -> list[str]:
    return faults(source, kind())


def test_an_unknown_field_is_named_with_its_paragraph_and_the_nearest_field() -> None:
    assert said(of_lines("甲", "乙", "第{{案由x}}号")) == ["第 3 段的 {{案由x}} 不是可用的字段，相近的有 {{案由}}。"]
    assert said(of_lines("{{丙丁戊己}}")) == ["第 1 段的 {{丙丁戊己}} 不是可用的字段。"]


def test_paragraphs_are_counted_as_a_reader_counts_them_without_empty_ones_and_tables() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("")
        document.add_paragraph("甲")
        add_rows(document, ("乙", "{{错}}"))
        document.add_paragraph("{{也错}}")

    assert said(made(write)) == ["第 1 个表格第 1 行第 2 格的 {{错}} 不是可用的字段。", "第 2 段的 {{也错}} 不是可用的字段。"]


def test_a_loop_without_end_is_named_with_its_table() -> None:
    def write(document: Any) -> None:
        add_rows(document, ("甲", "乙"))
        add_rows(document, ("{{#名单}}{{姓名}}", "{{电话}}"))

    assert said(made(write)) == ["第 2 个表格的循环没有结束，{{#名单}} 后面缺 {{/名单}}。"]
    assert said(of_lines("{{?会办单位}}会办")) == ["第 1 段的条件没有结束，{{?会办单位}} 后面缺 {{/会办单位}}。"]


def test_an_end_without_a_beginning_and_ends_that_cross_are_named() -> None:
    assert said(of_lines("甲{{/名单}}")) == ["第 1 段的 {{/名单}} 前面没有 {{#名单}} 或 {{?名单}}。"]
    assert said(of_lines("{{#名单}}{{?电话}}{{/名单}}{{/电话}}"))[0] == "第 1 段的 {{/名单}} 写早了，里面的 {{?电话}} 还没有结束。"


def test_fields_of_a_list_outside_it_lists_as_fields_and_fields_as_lists_are_named() -> None:
    assert said(of_lines("{{姓名}}")) == ["第 1 段的 {{姓名}} 只能写在 {{#名单}} 和 {{/名单}} 之间。"]
    assert said(of_lines("{{名单}}")) == ["第 1 段的 {{名单}} 是名单，要写成 {{#名单}} 和 {{/名单}}，中间写名单里的字段。"]
    assert said(of_lines("{{#案由}}甲{{/案由}}")) == ["第 1 段的 {{#案由}} 不是名单，不能重复；只想在有内容时显示，写 {{?案由}}。"]
    assert said(of_lines("{{序号}}")) == ["第 1 段的 {{序号}} 只能写在名单里，给每一行编号。"]


def test_braces_that_are_no_mark_are_named() -> None:
    assert said(of_lines("甲", "{{案由 的提案")) == ["第 2 段有一处 {{ 不成对，或里面没有字段名，应写成 {{案由}} 这样。"]
    assert said(of_lines("{{ }}")) == ["第 1 段有一处 {{ }} 不成对，或里面没有字段名，应写成 {{案由}} 这样。"]
    assert said(of_lines("{{!会办单位}}无{{/会办单位}}"))[0] == "第 1 段的 {{!会办单位}} 不能用：只有 {{#名单}} 和 {{?字段}} 两种。"


def test_marks_in_headers_and_footers_are_named_by_their_side() -> None:
    def write(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_footer.paragraphs[0].add_run("{{甲}}")
        section.header.paragraphs[0].add_run("{{乙}}")

    assert sorted(said(made(write))) == ["页眉的 {{乙}} 不是可用的字段。", "首页页脚的 {{甲}} 不是可用的字段。"]


def test_marks_that_do_not_stand_in_one_place_are_named() -> None:
    def across(document: Any) -> None:
        document.add_paragraph("{{#名单}}")
        add_rows(document, ("{{姓名}}", "{{/名单}}"))

    assert said(made(across)) == ["第 1 段的 {{#名单}} 和它的结束标记一个在表格里、一个在表格外，放到同一处。"]
    assert said(of_lines("名单：{{#名单}}", "{{姓名}}", "{{/名单}}完")) == [
        "第 1 段的 {{#名单}} 前面还有文字。跨段的标记要写在段首，或单独成段。",
        "第 3 段的 {{/名单}} 后面还有文字。跨段的标记要写在段尾，或单独成段。",
    ]
    assert said(of_table(("{{提案号}}", "{{#名单}}{{姓名}}", "{{电话}}{{/名单}}"))) == [
        "第 1 个表格第 1 行第 1 格的 {{提案号}} 写在了 {{#名单}} 前面，却在要重复的那一行里。移到它里面，或另起一行。"
    ]
    row = ("{{?案由}}甲", "乙{{/案由}}", "{{#名单}}{{姓名}}", "{{电话}}{{/名单}}")
    assert any("占了同一行" in sentence for sentence in said(of_table(row)))


def test_marks_where_nothing_is_filled_and_unaccepted_changes_are_named() -> None:
    box = f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{案由}}}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    field = f"<w:r {W}><w:instrText>IF {{{{案由}}}}</w:instrText></w:r>"
    ruby = f"<w:r {W}><w:ruby><w:rubyBase><w:r><w:t>{{{{案由}}}}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    change = f'<w:ins {W} w:id="1" w:author="甲"><w:r><w:t>乙</w:t></w:r></w:ins>'
    for inside, sentence in (
        (box, "正文文本框里的 {{案由}} 不会被填写，移到段落或表格里。"),
        (field, "正文域里的 {{案由}} 不会被填写，改成普通文字。"),
        (ruby, "正文里有标记写在不能填写的地方（注音、公式之类），改成普通文字。"),
        (change, "正文里有没接受的修订。先在 WPS 或 Word 里全部接受，再采用。"),
    ):
        source, end = of_lines("占位"), f"{inside}</w:p>".encode()
        assert said(with_part(source, "word/document.xml", lambda part, end=end: part.replace(b"</w:p>", end, 1))) == [sentence]


def test_marks_in_footnotes_are_named() -> None:
    relation = (
        b'<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        b'Target="footnotes.xml"/></Relationships>'
    )
    note = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>{{{{案由}}}}</w:t></w:r></w:p></w:footnote></w:footnotes>".encode()
    source = with_part(of_lines("甲"), "word/_rels/document.xml.rels", lambda part: part.replace(b"</Relationships>", relation))
    assert said(with_part(source, "word/footnotes.xml", lambda _: note)) == ["脚注里的 {{案由}} 不会被填写，移到正文里。"]


def test_all_faults_are_said_at_once_and_the_template_is_not_taken() -> None:
    source = of_lines("{{甲乙}}", "{{丙丁}}")
    with pytest.raises(TemplateError) as refused:
        template(source)
    assert refused.value.sentences == tuple(said(source))
    assert len(refused.value.sentences) == 2
    assert refused.value.message.startswith("模板有 2 处要改：第 1 段的 {{甲乙}}")
    assert refused.value.field == "template"


def test_a_good_template_has_no_faults_and_one_without_marks_neither() -> None:
    assert said(of_lines("{{案由}}")) == []
    assert said(of_lines("没有标记")) == []


def test_faults_are_said_of_a_file_as_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(of_lines("{{错}}"))
    assert faults(path, kind()) == said(path.read_bytes())
    assert "读不出来" in faults(tmp_path / "没有.docx", kind())[0]


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def test_a_file_that_is_no_word_file_is_refused_in_one_sentence() -> None:
    good = of_lines("甲")
    for content, part in (
        (b"", "空的"),
        (b"%PDF-1.7", "不是 Word 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (good[: len(good) // 2], "损坏"),
        (good[:2000] + b"\xff" * 50 + good[2050:], "损坏"),
        (zipped(a=b"1"), "压缩包"),
        (with_part(good, "word/vbaProject.bin", lambda _: b"x"), "宏"),
        (with_part(good, "word/document.xml", lambda part: part[:-20]), "损坏"),
        (with_part(good, "word/document.xml", lambda part: part.replace(b"/wordprocessingml/2006/main", b"/other")), "损坏"),
        (with_part(good, "../evil", lambda _: b"x"), "以外"),
        (with_part(good, "word/bomb.xml", lambda _: b"0" * 30_000_000), "压缩比例"),
        (with_part(good, "word/DOCUMENT.XML", lambda _: b"x"), "同名"),
    ):
        sentences = said(content)
        assert len(sentences) == 1, part
        assert part in sentences[0]
        assert sentences[0].endswith("。")


def test_entities_are_never_read() -> None:
    declared = b'<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    source = with_part(of_lines("甲"), "word/document.xml", lambda part: part.replace(b"<w:document", declared + b"<w:document", 1))
    assert "声明了实体" in said(source)[0]


def test_reading_does_not_change_what_was_taken(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(of_lines("{{案由}}"))
    before = path.read_bytes()
    read_template(path, kind()).fill(VALUES)
    assert path.read_bytes() == before
