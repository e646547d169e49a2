"""An invented office with something to report of every kind, and its narrative reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.invented_office import InventedOffice
from zxdesk.documents.narrative import Draft, draft_narrative
from zxdesk.queries.narrative import Report, current_narrative
from zxdesk.queries.statistics import statistics
from zxdesk.services.narrative import write_narrative

DAY = date(2026, 7, 10)
RATES = ("filing", "assignment", "reply", "on_time_reply", "contact", "revisit", "adoption", "key", "form_return", "participation")


def reported(office: InventedOffice) -> dict[str, int]:
    """Closed, joint and late, collective and refused by its proposer's form, merged, turned over, refused, under review; 10 July."""
    keys = {"closed": office.closed(title="关于整修老旧小区管网的提案")}
    keys["late"] = office.filed(office.joint(title="关于增设公交站点的提案"))
    keys["merged"] = office.reviewed(office.received(proposers="贺明川", title="关于加密公交站点的提案"))
    office.step("merge", keys["merged"], lead=f"#{keys['late']}", merged_on="2026-03-03", note="已征得同意")
    office.signed(keys["late"], sole="县交通局")
    keys["collective"] = office.received(
        proposers="民盟云溪县支部", proposer_kind="党派", title="关于办好乡村小学的提案",
        is_sealed="是", contact="林月白", contact_phone="0900-5550177",
    )  # fmt: skip
    office.signed(keys["collective"])
    office.reply(keys["collective"], reply_class="C")
    keys["opinion"] = office.reviewed(office.received(proposers="贺明川", title="关于提倡节俭的提案"))
    office.step("opinion", keys["opinion"], reasons="10", decided_on="2026-03-03")
    keys["rejected"] = office.reviewed(office.received(title="关于宣传本人作品的提案"))
    office.step("reject", keys["rejected"], reasons="8", decided_on="2026-03-03")
    keys["pending"] = office.received(proposers="陶望舒", submitted_on="2026-05-08", title="关于夏季防汛的提案")
    office.on(DAY)
    return keys


def refuse(office: InventedOffice, key: int) -> None:
    """Through both reviews to 不予立案, in June."""
    office.step("first-review", key, reviewer="何春棠", reviewed_on="2026-06-01", category="城乡建设与管理", outcome="立案")
    office.step("second-review", key, reviewer="联合审查组", reviewed_on="2026-06-02")
    office.step("reject", key, reasons="10", decided_on="2026-06-03")


def drafted(office: InventedOffice, kind: str, *, on: date = DAY) -> Draft:
    """The text that the register gives."""
    with office.reading() as session:
        return draft_narrative(session, office.plenary_id(), kind, today=on)


def written(office: InventedOffice, kind: str = "review_report", *, on: date = DAY) -> Report:
    """The same, kept as a draft."""
    draft = drafted(office, kind, on=on)
    office.run(
        write_narrative, office.plenary_id(), kind=kind, title=draft.title, paragraphs=draft.paragraphs, figures=draft.figures, written_on=on
    )
    return standing(office, kind)


def standing(office: InventedOffice, kind: str = "review_report") -> Report:
    """The report as the register has it."""
    with office.reading() as session:
        report = current_narrative(session, office.plenary_id(), kind)
    assert report is not None
    return report


def counted(office: InventedOffice, *, on: date = DAY) -> dict[str, Any]:
    """The statistics, which are the only ones that count."""
    with office.reading() as session:
        return statistics(session, office.plenary_id(), today=on)


def in_statistics(figures: dict[str, Any], key: str) -> Any:
    """Where ``zxdesk stats`` says what a figure of a report says."""
    is_share, plain = key.endswith("%"), key.removesuffix("%")
    kind, _, name = plain.partition(":")
    groups = {"group": "by_proposer_group", "type": "by_proposer_type", "construction": "by_construction", "category": "by_category"}
    if kind in groups:
        line = next(line for line in figures[groups[kind]] if line["name"] == name)
        return line["share" if is_share else "count"]
    if kind == "class":
        line = next(line for line in figures["by_class"] if line["name"] == name)
        return line["share_of_replied" if is_share else "count"]
    if kind == "rate":
        rate, _, side = name.partition(":")
        return figures["rates"][rate][{"above": "numerator", "below": "denominator", "": "value"}[side]]
    if kind == "answer":
        aspect, _, word = name.partition(":")
        return next(line["count"] for line in figures["answers"][aspect] if line["name"] == word)
    if kind == "stage":
        return next(line["count"] for line in figures["by_stage"] if line["stage"] == name)
    roles = {line["name"]: line["count"] for line in figures["by_role"]}
    made = {
        "units": len(figures["by_unit"]), "undertakings": sum(roles.values()), "undertakings:co": roles["会办"],
        "undertakings:lead": sum(roles.values()) - roles["会办"],
    }  # fmt: skip
    if plain in made:
        return made[plain]
    return figures["on_the_way"][name] if kind == "way" else figures[plain]
