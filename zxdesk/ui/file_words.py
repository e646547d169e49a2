"""The parts of a proposal's file as headed tables of words, ready to be shown and copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zxdesk.domain.light import light_of, words
from zxdesk.text.normalise import count_characters

File = Mapping[str, Any]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """One cell of a line: its words, with a light's colour before them, as a badge, or in a tone (muted, warning, error)."""

    text: str
    light: str = ""
    is_badge: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Block:
    """A heading with pairs of label and value, lines of cells, and long texts below."""

    title: str
    pairs: Pairs = ()
    texts: Pairs = ()
    note: str = ""
    lines: tuple[tuple[Cell, ...], ...] = ()
    heads: tuple[str, ...] = ()
    is_prose: bool = False  # paragraphs with their first line drawn in


def yes(value: object) -> str:
    """是, 否 or nothing."""
    return "" if value is None else "是" if value else "否"


def kept(*pairs: tuple[str, object]) -> Pairs:
    """Pairs that have a value."""
    return tuple((label, str(value)) for label, value in pairs if value not in (None, "", [], ()))


def day(value: object, *, year: int | None = None) -> str:
    """A date as people say it: 5月8日, with the year where it is another than ``year``. Source: look §5."""
    if not value:
        return ""
    on = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    return f"{on.month}月{on.day}日" if year is None or on.year == year else on.isoformat()


def joined(*parts: object, by: str = " ") -> str:
    """The parts that are not empty, one after the other."""
    return by.join(str(part) for part in parts if part)


def open_deadlines(file: File, today: date, yellow_days: int) -> list[tuple[str, str, str]]:
    """Every deadline that still counts, the nearest first: the light's colour, what is due, and how long there is."""
    due: list[tuple[date, str]] = []
    for row in file["assignments"]:
        if row["state"] in ("ended", "stopped") or not row["light"] or row["light"] in ("蓝", "灰"):
            continue
        steps = [("due_on", "会办意见" if row["role"] == "co" else "答复")]
        if row["state"] == "waiting":
            steps += [("receipt_due_on", "签收"), ("hand_back_due_on", "退办")]
        if not row["contacts"]:
            steps.append(("contact_due_on", "首次沟通"))
        due += [(date.fromisoformat(row[key]), f"{row['unit']} {what}") for key, what in steps if row[key]]
    if file["stage"] == "consulting":
        forms = [form for form in file["feedbacks"] if form["due_on"] and not form["returned_on"]]
        due += [(date.fromisoformat(form["due_on"]), f"{form['proposer']} 征询意见表") for form in forms]
    found = []
    for on, what in sorted(due):
        light = light_of(on, today=today, yellow_days=yellow_days)
        found.append((light.value, f"{what}　{day(on, year=today.year)}", words(light, on, today)))
    return found


def basics(file: File, year: int | None = None) -> list[Block]:
    """基本, below its rows."""
    blocks = [_proposers(file)]
    if units := _undertaken(file, year):
        blocks.append(Block("承办", kept(("意向单位", joined(file["wished_lead"], file["wished_co"], by="；"))), lines=units))
    elif file["wished_lead"] or file["wished_co"]:
        blocks.append(Block("承办", kept(("意向主办", file["wished_lead"]), ("意向会办", file["wished_co"]))))
    if file["lead"]:
        lead = file["lead"]
        blocks.append(Block("并入主案", ((lead["number"] or lead["receipt_number"], lead["title"]),), kept(("说明", file["merge_note"]))))
    if file["merged"]:
        rows = tuple((m["number"] or m["receipt_number"], f"{m['title']}　{m['proposer_names']}") for m in file["merged"])
        blocks.append(Block("并入本件", rows, note=f"{len(rows)} 件"))
    summary = kept(
        ("交办", day(file["assigned_on"], year=year)), ("办复", day(file["replied_on"], year=year)),
        ("办理类别", joined(file["reply_class"], file["reply_class_text"])), ("跟踪后", file["follow_class"]), ("满意情况", file["satisfaction"]),
        ("办结", day(file["closed_on"], year=year)), ("归档号", file["archive_number"]), ("保管期限", file["retention"]), ("存放位置", file["location"]),
        ("撤案", joined(day(file["withdrawn_on"], year=year), file["withdrawal_reason"])),
    )  # fmt: skip
    return [*blocks, Block("办理结果", summary)] if summary else blocks


def _proposers(file: File) -> Block:
    lines = []
    for at, line in enumerate(file["proposers"]):
        state = "第一提案人" if at == 0 and line["signature"] == "signed" else line["signature_label"]
        sign = Cell(state, light="蓝" if line["signature"] == "signed" else "灰")
        lines.append((Cell(line["name"]), Cell(joined(line["sector"], line["party"], by=" · ")), Cell(line["phone"]), sign))
    waiting = sum(line["signature"] == "pending" for line in file["proposers"])
    note = f"{len(lines)} 位" + (f"，{waiting} 位待会签" if waiting else "")
    return Block("提案者", lines=tuple(lines), note=note)


def _undertaken(file: File, year: int | None) -> tuple[tuple[Cell, ...], ...]:
    lines = []
    for row in file["assignments"]:
        until = f"{day(row['due_on'], year=year)} 前{'交意见' if row['role'] == 'co' else '答复'}" if row["due_on"] else ""
        light = Cell(row["light_words"], light=row["light"]) if row["light"] else Cell("")
        lines.append((Cell(row["role_label"], tone="muted"), Cell(row["unit"]), Cell(row["state_label"], is_badge=True), Cell(until), light))
    return tuple(lines)


def text_parts(file: File) -> list[Block]:
    """正文, with earlier wordings below."""
    blocks = [Block(name, texts=(("", file[key]),), note=f"{count_characters(file[key])} 字", is_prose=True) for key, name in _PARTS if file[key]]
    for old in reversed(file["text_versions"]):
        parts = tuple((name, old[key]) for key, name in (("title", "案由"), *_PARTS) if old[key])
        blocks.append(Block(f"旧稿　{day(old['replaced_on'])} 前", texts=parts, note=old["reason"]))
    return blocks


def reviews(file: File, year: int | None = None) -> list[Block]:
    """审查."""
    blocks = []
    for row in file["reviews"]:
        checks = "、".join(name for key, name in _CHECKS if row[key] is False)
        pairs = kept(
            ("审查人", row["reviewer"]), ("日期", day(row["reviewed_on"], year=year)), ("类别", row["category"]), ("结果", row["outcome"]), ("不相符", checks),
            ("建议主办", row["lead_units"]), ("建议会办", row["co_units"]), ("查重", row["duplicate_check"]), ("会议", row["meeting"]),
        )  # fmt: skip
        blocks.append(Block(row["step_label"], pairs, kept(("意见", row["opinion"]))))
    if file["reason_names"] or file["outcome_note"]:
        blocks.append(Block("原因", texts=kept(("", "；".join(file["reason_names"])), ("说明", file["outcome_note"]))))
    if file["notified_on"]:
        blocks.append(Block("告知提案者", kept(("日期", day(file["notified_on"], year=year)), ("方式", file["notified_by"]))))
    blocks += [
        Block(
            "转送",
            kept(
                ("去向", t["target"]), ("文号", t["number"]), ("日期", day(t["sent_on"], year=year)), ("回复日期", day(t["answered_on"], year=year))
            ),
            kept(("回复", t["answer"])),
        )
        for t in file["transfers"]
    ]
    return blocks


def contacts_of(row: File, year: int | None = None) -> tuple[tuple[Cell, ...], ...]:
    """The contacts of one undertaking, the newest first."""
    return tuple(
        (
            Cell(day(c["contacted_on"], year=year)),
            Cell(c["way"]),
            Cell(c["phase"]),
            Cell(c["participants"]),
            Cell(c["content"] or ("委员提出不需要走访" if c["is_waived"] else "")),
        )
        for c in reversed(row["contacts"])
    )


def side_paths(row: File, year: int | None = None) -> list[Block]:
    """Hand-backs, extensions and reminders of one undertaking, and the opinion of a co-unit."""
    extensions = tuple(
        (
            Cell(day(e["requested_on"], year=year)),
            Cell(f"{day(e['old_due_on'], year=year)} → {day(e['new_due_on'], year=year)}"),
            Cell(_decision(e, "is_granted", year)),
            Cell(e["reason"]),
        )
        for e in reversed(row["extensions"])
    )
    hand_backs = tuple(
        (Cell(day(h["requested_on"], year=year)), Cell(h["suggested_unit"]), Cell(_decision(h, "is_accepted", year)), Cell(h["reason"]))
        for h in reversed(row["hand_backs"])
    )
    reminders = tuple(
        (Cell(day(r["reminded_on"], year=year)), Cell(r["way"]), Cell(r["person"]), Cell(r["answer"])) for r in reversed(row["reminders"])
    )
    blocks = [
        Block("延期", lines=extensions, heads=("申请", "期限", "决定", "理由")),
        Block("退办", lines=hand_backs, heads=("申请", "建议单位", "决定", "理由")),
        Block("催办", lines=reminders, heads=("日期", "方式", "经办人", "单位答复")),
        Block(
            "会办意见", texts=(("", row["opinion"]),) if row["opinion"] else (), note=joined(row["opinion_number"], day(row["opinion_on"], year=year))
        ),
    ]
    return [block for block in blocks if block.lines or block.texts]


FORM_HEADS = ("提案者", "对谁的答复", "发出", "收回", "态度", "结果", "意见或建议")
JUDGED = {"满意": "", "基本满意": "warning", "不满意": "error"}


def counts_of(file: File) -> dict[str, str]:
    """What stands behind the names of the parts: how many there are."""
    if not file:
        return {}
    counts = {"承办": file["assignments"], "附件": file["attachments"], "文书": file["papers"], "征询回访": forms_of(file)}
    return {name: str(len(found)) for name, found in counts.items() if found}


def forms_of(file: File) -> list[File]:
    """Every form that was sent, those of merged proposals too."""
    return [*file["feedbacks"], *(form for merged in file["merged"] for form in merged["feedbacks"])]


def opinions(file: File, year: int | None = None) -> list[Block]:
    """征询回访: the forms in one table, with those of merged proposals, then the visits."""
    blocks = []
    if forms := forms_of(file):
        back = sum(bool(form["returned_on"]) for form in forms)
        lines = tuple(_form_line(form, year) for form in forms)
        blocks.append(Block("征询意见表", lines=lines, heads=FORM_HEADS, note=f"发出 {len(forms)} 份，收回 {back} 份"))
    blocks += [
        Block(
            "回访",
            kept(("日期", day(v["visited_on"], year=year)), ("方式", v["way"]), ("回访人", v["person"]), ("提案者", v["proposer"])),
            kept(("结果", v["result"])),
        )
        for v in file["visits"]
    ]
    return blocks


def _form_line(form: File, year: int | None) -> tuple[Cell, ...]:
    back = Cell(day(form["returned_on"], year=year)) if form["returned_on"] else Cell(f"{day(form['due_on'], year=year)} 到期", tone="warning")
    said = joined(form["comment"], f"第 {form['redo'] + 1} 次" if form["redo"] else "", by="　")
    judged = [Cell(form[key], tone=JUDGED.get(form[key], "")) for key in ("attitude", "result")]
    return (Cell(form["proposer"]), Cell(form["unit"]), Cell(day(form["sent_on"], year=year)), back, *judged, Cell(said))


def supervision(file: File, year: int | None = None) -> list[Block]:
    """督办."""
    key = file["key_file"]
    blocks = [Block("领导批示", texts=(("", file["leader_note"]),))] if file["leader_note"] else []
    if key is None:
        return blocks + awards(file, year)
    pairs = kept(
        ("状态", key["state_label"]), ("建议", joined(day(key["suggested_on"], year=year), key["suggested_by"])), ("确定", joined(day(key["decided_on"], year=year), key["meeting"])),
        ("督办级别", key["level"]), ("领衔领导", key["leader"]), ("督办单位", key["supervisor"]), ("督办方式", "、".join(key["ways"] or [])), ("计划时间", day(key["planned_on"], year=year)),
        ("报告日期", day(key["reported_on"], year=year)),
    )  # fmt: skip
    blocks.insert(0, Block("重点提案", pairs, kept(("理由", key["reason"]), ("结果", key["result"]), ("报告", key["report"]))))
    blocks += [
        Block(f"督办记录　{day(i['held_on'], year=year)}", kept(("形式", i["way"]), ("参加人", i["participants"])), kept(("内容", i["content"])))
        for i in key["inspections"]
    ]
    return blocks + awards(file, year)


def awards(file: File, year: int | None = None) -> list[Block]:
    """评优: one block an award."""
    return [
        Block(
            f"{a['year']} 年{a['kind']}",
            kept(("推荐来源", a["recommended_by"]), ("得分", a["score"]), ("主席会议", day(a["meeting_on"], year=year)), ("文号", a["document_number"])),
        )
        for a in file["awards"]
    ]


_PARTS = (("situation", "情况"), ("analysis", "分析"), ("suggestion", "建议"))
_CHECKS = (("is_qualified", "资格"), ("is_content_fit", "内容"), ("is_form_fit", "格式"))


def before_assignment(file: File) -> list[Block]:
    """承办, before 交办: what was wished and agreed."""
    agreed: File = next((row for row in reversed(file["reviews"]) if row["lead_units"] or row["co_units"]), {})
    wishes = kept(("意向主办", file["wished_lead"]), ("意向会办", file["wished_co"]))
    units = kept(("主办", agreed.get("lead_units")), ("会办", agreed.get("co_units")))
    blocks = (Block("提案者的意向", wishes), Block("审查商定", units, note=str(agreed.get("step_label", ""))))
    return [block for block in blocks if block.pairs]


def _decision(row: File, key: str, year: int | None) -> str:
    if row[key] is None:
        return "待决定"
    word = "同意" if row[key] else "不同意"
    return joined(word, day(row["decided_on"], year=year), row["decided_by"], row["decision_note"])
