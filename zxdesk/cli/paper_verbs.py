"""Papers and their templates: made, recorded, listed, and the office's own templates taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zxdesk.cli.frame import Frame, Office, now
from zxdesk.cli.speech import give_json, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import find_proposal
from zxdesk.queries.lookups import batches
from zxdesk.services.paper import Outgoing, Sending, issue_papers
from zxdesk.services.resolve import unit_named
from zxdesk.services.template import restore_template, take_template

if TYPE_CHECKING:
    from zxdesk.documents.making import Made
    from zxdesk.documents.paper import PaperKind, Request

FOLDER = Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件夹")]


def paper(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="文书", help="文书的名称或代号，如 征询意见表、reply_sheet；list 列出全部")],
    numbers: Annotated[list[str] | None, typer.Argument(metavar="号…", help="提案号、收件号或 #编号，可多个")] = None,
    folder: FOLDER = Path("."),
    batch: Annotated[str, typer.Option("--batch", help="交办批次的名称或 #编号")] = "",
    unit: Annotated[list[str] | None, typer.Option("--unit", help="承办单位，可多次")] = None,
    number: Annotated[str, typer.Option("--number", help="发文的文号")] = "",
    chosen: Annotated[list[str] | None, typer.Option("--set", help="文书的选项，如 --set 选项=值，可多次")] = None,
    one_file: Annotated[bool, typer.Option("--one-file", help="合成一个文件")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="只写文件，不登记印发")] = False,
) -> None:
    """写出 Word 文书，并在登记簿里留下印发记录。"""
    frame: Frame = context.obj
    if kind == "list":
        _list_kinds(frame)
        return
    with frame.office(to_write=not draft) as office:
        wanted = _request(office, kind, numbers or (), batch=batch, units=unit or (), number=number, chosen=chosen or ())
        written = write_papers(office, kind, wanted, folder, as_one=one_file, is_draft=draft)
    if frame.as_json:
        give_json([str(path) for path in written])
        return
    for path in written:
        say(str(path))
    say(f"共 {len(written)} 份。")


def template(
    context: typer.Context,
    act: Annotated[str, typer.Argument(metavar="做什么", help="list 清单，fields 字段，save 另存，check 检查，take 采用，restore 恢复默认")],
    kind: Annotated[str, typer.Argument(metavar="文书", help="文书的名称或代号")] = "",
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="改好的 .docx，或另存为哪个文件")] = None,
) -> None:
    """文书模板：随程序的一套可以另存、在 WPS 或 Word 里改好再采用。"""
    frame: Frame = context.obj
    acts = {"list": _list_templates, "fields": _list_fields, "save": _save_template, "check": _check_template, "take": _take_template}
    if act == "restore":
        with frame.office(to_write=True) as office:
            chosen = _kind(kind)
            say(f"已{office.door.run(restore_template, kind=chosen.key, name=chosen.name).label}")
    elif act in acts:
        acts[act](frame, kind, file)
    else:
        raise RuleError(f"template 没有“{act}”。可选：list、fields、save、check、take、restore。", "act")


def write_papers(
    office: Office, kind: str, request: Request, folder: Path, *, as_one: bool = False, is_draft: bool = False
) -> list[Path]:
    """Make the papers of a request into a folder, whole or not at all, and record them; a file of that name is never written over."""
    from zxdesk.documents.bundle import Bundle, BundleFile, save_files
    from zxdesk.documents.making import fill_papers, one_file, papers_for, template_of
    from zxdesk.documents.paper import Moment

    chosen, door, frame = _kind(kind), office.door, office.frame
    moment = Moment(frame.today, frame.actor.name)
    with door.reading() as session:
        papers = papers_for(session, chosen, request, moment)
        used = template_of(session, chosen, door.files)
        made = list(fill_papers(chosen, used, papers))
    files = [one_file(chosen, used, papers)] if as_one and len(made) > 1 else [(one.name, one.content) for one in made]
    written = save_files(Bundle(tuple(BundleFile("", name, content) for name, content in files)), folder)
    if not is_draft:
        sending = Sending(chosen.name, used.sha256[:12], "Word", clerk=frame.actor.name)
        outgoing = [outgoing_of(one) for one in made]
        door.run(issue_papers, request.plenary_id, outgoing, sending=sending, issued_on=frame.today, sent_at=now())
    return written


def outgoing_of(made: Made) -> Outgoing:
    """One filled paper as the register records it."""
    paper = made.paper
    return Outgoing(
        made.content, made.name, made.snapshot, proposal_id=paper.proposal_id, unit_id=paper.unit_id, batch_id=paper.batch_id,
        line_id=paper.line_id, assignment_id=paper.assignment_id, number=paper.number,
    )  # fmt: skip


def _request(
    office: Office, kind: str, numbers: Sequence[str], *, batch: str, units: Sequence[str], number: str, chosen: Sequence[str]
) -> Request:
    from zxdesk.documents.paper import About, Request

    plenary, paper_kind = office.plenary_id(), _kind(kind)
    door, today = office.door, office.frame.today
    ids = tuple(door.read(find_proposal, plenary, one) for one in numbers)
    if paper_kind.about is About.PROPOSALS and not ids:
        raise RuleError(f"{paper_kind.name}要写明是哪件提案：在后面加提案号。", "numbers")
    with door.reading() as session:
        unit_ids = tuple(unit_named(session, one, on=today, field="unit").id for one in units)
    batch_id = batch_named(office, plenary, batch) if batch or paper_kind.about is About.BATCH else None
    return Request(plenary, ids, batch_id, unit_ids, number, _options(paper_kind, chosen))


def _options(kind: PaperKind, chosen: Sequence[str]) -> dict[str, str]:
    values = {}
    for one in chosen:
        said, _, value = one.partition("=")
        option = next((option for option in kind.options if said in (option.key, option.label)), None)
        if option is None:
            known = "、".join(f"{option.key}（{option.label}）" for option in kind.options) or "无"
            raise RuleError(f"{kind.name}没有选项“{said}”。可选：{known}。", "set")
        values[option.key] = value
    return values


def batch_named(office: Office, plenary: int, said: str) -> int:
    """The key of a batch by its name or #key, of the newest where nothing is said. Raises ``RuleError`` that lists what there is."""
    offered = office.door.read(batches, plenary_id=plenary)
    found = [option for option in offered if said in (f"#{option.key}", option.label)] or (offered[:1] if not said else [])
    if not offered:
        raise RuleError("还没有交办批次；交办时写明批次，再制作这种文书。", "batch")
    if not found:
        names = "、".join(f"{option.label}（#{option.key}）" for option in offered)
        raise RuleError(f"没有批次“{said}”。现有：{names}。", "batch")
    return int(found[0].key)


def _kind(said: str) -> PaperKind:
    from zxdesk.documents.catalog import paper_kind

    return paper_kind(said.replace("-", "_"))


def _list_kinds(frame: Frame) -> None:
    from zxdesk.documents.catalog import PAPER_KINDS

    if frame.as_json:
        give_json([{"key": kind.key, "name": kind.name, "group": kind.group, "about": kind.about.value} for kind in PAPER_KINDS])
    else:
        table((kind.group, kind.name, kind.key) for kind in PAPER_KINDS)


def _list_templates(frame: Frame, _kind_said: str, _file: Path | None) -> None:
    from zxdesk.documents.catalog import PAPER_KINDS
    from zxdesk.queries.templates import own_templates

    with frame.office() as office:
        own = {key: (row.file_name, row.taken_on) for key, row in office.door.read(own_templates).items()}
    rows = [(kind.name, *(own.get(kind.key) or ("随程序", None))) for kind in PAPER_KINDS]
    if frame.as_json:
        give_json([{"name": name, "file": file, "taken_on": day} for name, file, day in rows])
    else:
        table((name, file, f"{day} 采用" if day else "") for name, file, day in rows)


def _list_fields(frame: Frame, said: str, _file: Path | None) -> None:
    kind = _kind(said)
    rows = [(field.name, field.meaning, "") for field in kind.fields]
    rows += [(part.name, part.meaning, f"{field.name}的每一行") for field in kind.fields for part in field.parts]
    if frame.as_json:
        give_json([{"name": name, "meaning": meaning, "list": of} for name, meaning, of in rows])
    else:
        table((f"{{{{{name}}}}}", meaning, of) for name, meaning, of in rows)


def _save_template(frame: Frame, said: str, file: Path | None) -> None:
    from zxdesk.documents.bundle import Bundle, BundleFile, save_files
    from zxdesk.documents.making import template_content

    kind = _kind(said)
    target = file or Path(f"{kind.name}.docx")
    with frame.office() as office, office.door.reading() as session:
        content = template_content(session, kind, office.door.files)
    say(str(save_files(Bundle((BundleFile("", target.name, content),)), target.parent)[0]))


def _check_template(frame: Frame, said: str, file: Path | None) -> None:
    from zxdesk.documents.template import faults

    found = faults(_content(file), _kind(said))
    if frame.as_json:
        give_json(found)
    else:
        for sentence in found:
            say(sentence)
        say(f"共 {len(found)} 处要改。" if found else "没有发现问题，可以采用。")
    if found:
        raise typer.Exit(1)


def _take_template(frame: Frame, said: str, file: Path | None) -> None:
    from zxdesk.documents.template import read_template

    kind, content = _kind(said), _content(file)
    read_template(content, kind)
    name = file.name if file else ""
    with frame.office(to_write=True) as office:
        change = office.door.run(take_template, kind=kind.key, name=kind.name, file_name=name, content=content, taken_on=frame.today)
    say(f"已{change.label}")


def _content(file: Path | None) -> bytes:
    if file is None:
        raise RuleError("写明改好的 .docx 文件。", "file")
    try:
        return file.read_bytes()
    except OSError:
        raise RuleError(f"没有 {file} 这个文件，或不能读；核对文件名和所在文件夹。", "file") from None
