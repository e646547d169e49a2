"""From a kind and a request to filled papers, with what the register will remember of each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from zxdesk.documents.paper import Moment, Paper, PaperKind, Picture, Request, Value, Values
from zxdesk.domain.errors import RuleError
from zxdesk.paths import resources
from zxdesk.queries.paper_records import history_anchor
from zxdesk.queries.templates import own_template

if TYPE_CHECKING:
    from zxdesk.documents.template import Template

OURS = "随程序"
_UNFIT_FOR_FILES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_NAME = 80
_OF_THE_MOMENT = frozenset({"打印日期", "登记簿版本", "经办人"})


@dataclass(frozen=True)
class Made:
    """One filled paper: its .docx, the name of its file, and the values that stand on it."""

    paper: Paper
    name: str
    content: bytes
    snapshot: dict[str, Any]
    sha256: str


def papers_for(session: Session, kind: PaperKind, request: Request, moment: Moment) -> list[Paper]:
    """The papers of this kind that are wanted, in print order, each under a name of its own. Raises ``RuleError`` where there is none."""
    if not moment.anchor:
        moment = Moment(moment.today, moment.clerk, history_anchor(session))
    papers = list(kind.make(session, request, moment))
    if not papers:
        raise RuleError(f"没有可印的{kind.name}；换一些提案或批次。", "proposals")
    return papers


def template_of(session: Session, kind: PaperKind, files: Path | None) -> Template:
    """The office's own template of this kind, or ours. Raises ``RuleError`` when it is missing or damaged."""
    from zxdesk.documents.template import read_template

    return read_template(template_content(session, kind, files), kind)


def template_content(session: Session, kind: PaperKind, files: Path | None) -> bytes:
    """The .docx that is in use for this kind."""
    own = own_template(session, kind.key)
    if own is None:
        return our_template(kind)
    path = (files or Path()) / own.file_sha256
    if not path.is_file():
        raise RuleError(f"本机关的{kind.name}模板文件不见了；在模板里重新采用，或恢复默认。", "template")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != own.file_sha256:
        raise RuleError(f"本机关的{kind.name}模板文件已损坏；在模板里重新采用，或恢复默认。", "template")
    return content


def our_template(kind: PaperKind) -> bytes:
    """The .docx that comes with the program."""
    path = resources() / "templates" / kind.template_name
    if not path.is_file():
        raise RuleError(f"程序里缺少{kind.name}的模板 {kind.template_name}；重新安装程序。", "template")
    return path.read_bytes()


def fill_papers(kind: PaperKind, template: Template, papers: Sequence[Paper]) -> Iterator[Made]:
    """Each paper filled and proofed, under a name that no other of them has."""
    names: dict[str, int] = {}
    for paper in papers:
        content = template.fill(paper.values)
        stem = file_stem(kind, paper)
        names[stem] = names.get(stem, 0) + 1
        name = f"{stem}.docx" if names[stem] == 1 else f"{stem}（{names[stem]}）.docx"
        snapshot = {name: plain_value(value) for name, value in paper.values.items() if name in template.names}
        yield Made(paper, name, content, snapshot, hashlib.sha256(content).hexdigest())


def one_file(kind: PaperKind, template: Template, papers: Sequence[Paper]) -> tuple[str, bytes]:
    """All of them in one .docx, each on pages of its own, with a name that says how many."""
    from zxdesk.documents.template import fill_many

    return f"{kind.name}-{len(papers)}份.docx", fill_many(template, [paper.values for paper in papers])


def file_stem(kind: PaperKind, paper: Paper) -> str:
    """The name of a paper's file without its ending, fit for every system."""
    return _UNFIT_FOR_FILES.sub("_", f"{kind.name}-{paper.stem}" if paper.stem else kind.name)[:_LONGEST_NAME].rstrip("_. ")


def plain_value(value: Value) -> Any:
    """A value as JSON keeps it; a picture as what it says."""
    if isinstance(value, str):
        return value
    if isinstance(value, Picture):
        return value.text
    return [{name: plain_value(one) for name, one in row.items()} for row in value]


def differences(snapshot: Mapping[str, Any], values: Values) -> list[str]:
    """What changed since a paper went out: one sentence a field, 案由：“甲”改为“乙”; the day and state of printing do not count."""
    found = []
    for name, before in snapshot.items():
        now = plain_value(values[name]) if name in values else None
        if name in _OF_THE_MOMENT or before == now or now is None:
            continue
        if isinstance(before, list) or isinstance(now, list):
            found.append(_list_difference(name, before or [], now or []))
        else:
            found.append(f"{name}：“{_short(before)}”改为“{_short(now)}”")
    return found


def _list_difference(name: str, before: Sequence[Any], now: Sequence[Any]) -> str:
    if len(before) != len(now):
        return f"{name}：{len(before)} 行改为 {len(now)} 行"
    at = next(at for at, (one, other) in enumerate(zip(before, now, strict=True), start=1) if one != other)
    one, other = before[at - 1], now[at - 1]
    fields = [f"{key}“{_short(one.get(key, ''))}”改为“{_short(other.get(key, ''))}”" for key in other if one.get(key) != other.get(key)]
    return f"{name}第 {at} 行：{'，'.join(fields)}"


def _short(text: Any) -> str:
    said = str(text)
    return said if len(said) <= 40 else f"{said[:38]}……"
