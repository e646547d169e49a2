"""Lists of names are taken apart as people mean them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zxdesk.text.names import join_names, split_names

FIXED = settings(max_examples=100, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("张三、李四，王五；赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三,李四;王五/赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三\r\n李四\n\n王五", ["张三", "李四", "王五"]),
        ("张　三、李四", ["张三", "李四"]),
        ("张 三 李四 王 五", ["张三", "李四", "王五"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("欧阳明 司马 青", ["欧阳明", "司马", "青"]),
        ("王 小 明", ["王小明"]),
        ("张三 李四", ["张三", "李四"]),
        ("买买提·艾合买提、古丽 • 巴哈尔", ["买买提·艾合买提", "古丽·巴哈尔"]),
        ("民盟云溪县支部、县工商联", ["民盟云溪县支部", "县工商联"]),
        ("李四（教育局，副局长）、王五", ["李四（教育局，副局长）", "王五"]),
        ("李四（教育局，副局长\n王五", ["李四（教育局，副局长", "王五"]),
        ("John Smith、张三", ["John Smith", "张三"]),
        ("张三、张三", ["张三", "张三"]),
        ("、，； \n", []),
        ("", []),
    ],
)
def test_lists_as_they_are_written(written: str, names: list[str]) -> None:
    assert split_names(written) == names


def test_joining_leaves_out_empty_names() -> None:
    assert join_names(["张三", "", "李四"]) == "张三、李四"


@FIXED
@given(st.lists(st.text("张王李赵钱孙明华芳·", min_size=2, max_size=4).filter(lambda name: name.strip("·") == name)))
def test_names_joined_and_split_come_back(names: list[str]) -> None:
    assert split_names(join_names(names)) == names


@FIXED
@given(st.text())
def test_no_name_is_empty_or_has_a_separator_outside_brackets(text: str) -> None:
    for name in split_names(text):
        assert name.strip() == name != ""
        assert "\n" not in name
        if not set(name) & set("（(〔[【"):
            assert not set(name) & set("、，,；;／/")
