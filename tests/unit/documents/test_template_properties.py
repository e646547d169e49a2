"""Whatever the values and whatever the template: nothing given is lost, nothing written is changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.documents.template_files import FIELDS, VALUES, cells, kind, lines, of_lines, of_table, opened, template
from zxdesk.documents.program import COUNT
from zxdesk.documents.template import faults, fill_many
from zxdesk.text.printable import printable

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["𬭊䶮㛃", "a&b<c>", "{{案由}}", "", " ", "甲\n\n乙", "\t", "长" * 1000]
)
ROWS = st.lists(st.fixed_dictionaries({"姓名": TEXTS, "电话": TEXTS, "职务": st.just(())}), max_size=12).map(tuple)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}｛｝"), min_size=1, max_size=80)
ROW = template(of_table(("{{#名单}}{{序号}}", "{{姓名}}", "{{?电话}}{{电话}}{{/电话}}{{/名单}}")))
LETTER = template(of_lines("{{案由}}", "第{{提案号}}号", "{{?会办单位}}", "{{会办单位}}", "{{/会办单位}}", "{{#名单}}{{姓名}}{{/名单}}"))
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(TEXTS, TEXTS, TEXTS, ROWS)
def test_every_value_survives_whole(title: str, number: str, unit: str, rows: Any) -> None:
    values = {**VALUES, "案由": title, "提案号": number, "会办单位": unit, "名单": rows}
    expected = [*printable(title).split("\n"), f"第{printable(number)}号"]
    expected += printable(unit).split("\n") if unit.strip() else []
    for row in rows:
        expected += printable(row["姓名"]).split("\n")
    shown = lines(opened(LETTER.fill(values)))
    assert shown == expected


@often
@given(ROWS)
def test_every_row_is_printed_once_in_order(rows: Any) -> None:
    document = opened(ROW.fill({**VALUES, "名单": rows}))
    if not rows:
        assert document.tables == []
        return
    expected = [[str(at), printable(row["姓名"]), printable(row["电话"]) if row["电话"].strip() else ""] for at, row in enumerate(rows, start=1)]
    assert cells(document) == expected


@often
@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_a_template_without_marks_is_unchanged(texts: list[str]) -> None:
    source = of_lines(*texts)
    assert lines(opened(template(source).fill(VALUES))) == lines(opened(source))


@often
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_filling_is_the_same_each_time(lists: Any) -> None:
    papers = [{**VALUES, "名单": rows} for rows in lists]
    assert fill_many(ROW, papers) == fill_many(ROW, papers)
    assert ROW.fill(papers[0]) == fill_many(ROW, papers[:1])


@settings(often, max_examples=25)
@given(
    st.lists(st.sampled_from(["{{#名单}}", "{{/名单}}", "{{?案由}}", "{{/案由}}", "{{姓名}}", "{{案由}}", "文", "{{", "}}"]), max_size=12), st.data()
)
def test_whatever_is_written_is_either_refused_with_a_sentence_or_filled(parts: list[str], data: Any) -> None:
    cut = data.draw(st.lists(st.integers(0, len(parts)), max_size=3).map(sorted))
    texts = ["".join(parts[start:end]) for start, end in zip([0, *cut], [*cut, len(parts)], strict=True)]
    for source in (of_lines(*texts), of_table(tuple(texts)), of_table(*((text, "格") for text in texts))):
        found = faults(source, kind())
        assert all(sentence.endswith(("。", "？")) for sentence in found)
        if not found:
            text = "".join(lines(opened(template(source).fill({**VALUES, "案由": "某案"}))))
            assert "{{" not in text


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_every_field_may_be_empty(field: str) -> None:
    source = of_lines("{{案由}}{{提案号}}{{会办单位}}{{二维码}}", "{{正文}}", "{{#名单}}{{姓名}}{{/名单}}")
    empty = () if isinstance(VALUES[field], tuple) else ""
    assert "None" not in "".join(lines(opened(template(source).fill({**VALUES, field: empty}))))
    assert COUNT not in VALUES
