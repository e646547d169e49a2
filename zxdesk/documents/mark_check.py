"""Whether the marks of a template are fields of its paper, each where its field can be filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from zxdesk.documents.marks import Mark, MarkKind
from zxdesk.documents.paper import PaperField
from zxdesk.documents.program import COUNT
from zxdesk.documents.story import Group, Named

Fields = Mapping[str, PaperField]


def mark_faults(marks: Sequence[Named], fields: Sequence[PaperField]) -> Iterator[str]:
    """Yield a sentence for every mark that names nothing, or something that cannot stand there."""
    yield from _check(marks, ({field.name: field for field in fields},))


def names_in(marks: Sequence[Named]) -> Iterator[str]:
    """Yield the names of all marks."""
    for one in marks:
        yield one.mark.name
        if isinstance(one, Group):
            yield from names_in(one.body)


def _check(marks: Sequence[Named], levels: tuple[Fields, ...]) -> Iterator[str]:
    for one in marks:
        name = one.mark.name
        field = next((level[name] for level in levels if name in level), None)
        if field is None:
            if not (name == COUNT and len(levels) > 1 and one.mark.kind is MarkKind.FIELD):
                yield f"{one.place}的 {one.mark} {_unknown(one.mark, levels)}"
        elif one.mark.kind is MarkKind.REPEAT and not field.parts:
            yield f"{one.place}的 {one.mark} 不是名单，不能重复；只想在有内容时显示，写 {{{{?{name}}}}}。"
        elif one.mark.kind is MarkKind.FIELD and field.parts:
            yield f"{one.place}的 {one.mark} 是名单，要写成 {{{{#{name}}}}} 和 {{{{/{name}}}}}，中间写名单里的字段。"
        if isinstance(one, Group):
            inner = levels
            if one.mark.kind is MarkKind.REPEAT:
                inner = ({part.name: part for part in field.parts} if field else {}, *levels)
            yield from _check(one.body, inner)


def _unknown(mark: Mark, levels: tuple[Fields, ...]) -> str:
    """Say where the name belongs, or which real one is nearest."""
    if lists := _lists_with(mark.name, levels[-1].values()):
        name = lists[0]
        return f"只能写在 {{{{#{name}}}}} 和 {{{{/{name}}}}} 之间。"
    if mark.name == COUNT:
        return "只能写在名单里，给每一行编号。"
    known = {name: None for level in levels for name in level}
    near = get_close_matches(mark.name, known, n=1, cutoff=0.5)
    return f"不是可用的字段，相近的有 {Mark(mark.kind, near[0])}。" if near else "不是可用的字段。"


def _lists_with(name: str, fields: Iterable[PaperField]) -> list[str]:
    found = []
    for field in fields:
        if any(part.name == name for part in field.parts):
            found.append(field.name)
        found += _lists_with(name, field.parts)
    return found
