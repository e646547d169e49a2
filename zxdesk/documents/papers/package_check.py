"""清点表: how many of each paper every unit's folder holds, to be counted before the folders leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.meeting_plan import COPIES, PARTS, Folder, Plan, plan_package
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Value
from zxdesk.documents.papers.assign_notice import BATCH_FIELDS, batch_values
from zxdesk.documents.values import Texts, office_values
from zxdesk.queries.paper_records import office_of, plenary_of

_COLUMNS = {key: f"{option.label}数" for key, option in PARTS.items()}
_COUNTS = tuple(PaperField(name, f"{PARTS[key].label}的份数，不放的空白") for key, name in _COLUMNS.items())
_FOLDER_FIELDS = (
    *named("单位 承办单位全称\n单位简称 承办单位简称\n清单件数 交办清单上的承办件数"), *_COUNTS, *named("合计 文件夹里的文书数\n应发 连同套数应发的文书数"),
)  # fmt: skip
_TOTAL_FIELDS = tuple(PaperField(f"总{name}", f"各单位{name}合计") for name in (*_COLUMNS.values(), "合计", "应发"))


def make_checks(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for the batch. Raises ``RuleError`` as the package itself does. Source: domain §2.1 P12."""
    yield check_of(session, plan_package(session, request, moment), moment)


def check_of(session: Session, plan: Plan, moment: Moment) -> Paper:
    """The paper that belongs to a package."""
    batch = plan.batch
    rows = tuple(_row(folder, plan) for folder in plan.folders)
    totals = {f"总{name}": _sum(rows, name) for name in (*_COLUMNS.values(), "合计", "应发")}
    values: Mapping[str, Value] = {
        **office_values(office_of(session), plenary_of(session, batch.plenary_id), moment), **batch_values(batch, plan.rows), **totals,
        "单位数": str(len(rows)), "套数": str(plan.copies), "多套": f"每个单位{plan.copies}套" if plan.copies > 1 else "", "单位件数": rows,
    }  # fmt: skip
    return Paper(batch.name, values, batch_id=batch.id)


def _row(folder: Folder, plan: Plan) -> Texts:
    counts = {_COLUMNS[kind.key]: str(folder.count(kind)) for kind in plan.kinds}
    return {
        "单位": folder.full_name, "单位简称": folder.name, "清单件数": str(folder.undertakings), **dict.fromkeys(_COLUMNS.values(), ""), **counts,
        "合计": str(len(folder.pieces)), "应发": str(len(folder.pieces) * plan.copies),
    }  # fmt: skip


def _sum(rows: tuple[Texts, ...], name: str) -> str:
    found = [int(row[name]) for row in rows if row[name]]
    return str(sum(found)) if found else ""


PACKAGE_CHECK = PaperKind(
    "package_check", "交办会清点表", "交办", About.BATCH,
    (
        *OFFICE_FIELDS, *BATCH_FIELDS, *_TOTAL_FIELDS, *named("单位数 承办单位数\n套数 每个单位的套数\n多套 每个单位几套，一套的空白"),
        PaperField("单位件数", "各单位的份数", _FOLDER_FIELDS),
    ),
    make_checks, options=(*PARTS.values(), COPIES),
)  # fmt: skip

KINDS: tuple[PaperKind, ...] = (PACKAGE_CHECK,)
