"""The parts of a proposal's file as headed tables of words, ready to be shown and copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

File = Mapping[str, Any]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Block:
    """A heading with pairs of label and value, and long texts below."""

    title: str
    pairs: Pairs = ()
    texts: Pairs = ()
    note: str = ""
    key: str = ""  # what its button opens, where it has one


def yes(value: object) -> str:
    """是, 否 or nothing."""
    return "" if value is None else "是" if value else "否"


def kept(*pairs: tuple[str, object]) -> Pairs:
    """Pairs that have a value."""
    return tuple((label, str(value)) for label, value in pairs if value not in (None, "", [], ()))


def basics(file: File) -> list[Block]:
    """基本."""
    opened = "同意公开" if file["is_open"] else f"不同意公开：{file['open_reason']}" if file["is_open"] is False else ""
    identity = kept(
        ("收件号", file["receipt_number"]), ("提案号", file["number"]), ("届次", file["plenary"]),
        ("提交", " ".join(filter(None, (file["submitted_on"], file["submitted_at"], file["timing_label"])))),
        ("类别", " · ".join(filter(None, (file["category"], file["construction"])))), ("提案者类型", file["proposer_kind"]),
        ("归入", file["proposer_group"]), ("公开", opened), ("涉密", "是" if file["is_secret"] else ""), ("重点", "重点提案" if file["is_key"] else "建议列为重点" if file["is_key_suggested"] else ""),
        ("优秀", "优秀提案" if file["is_good"] else ""), ("意向主办", file["wished_lead"]), ("意向会办", file["wished_co"]), ("来源", file["source"]),
        ("关键词", file["keywords"]), ("联系人", file["contact"]), ("联系电话", file["contact_phone"]),
    )  # fmt: skip
    blocks = [Block("提案", identity), Block("提案者", tuple((line["name"], _proposer(line)) for line in file["proposers"]), note=f"{len(file['proposers'])} 位")]
    if file["lead"]:
        lead = file["lead"]
        blocks.append(Block("并入主案", ((lead["number"] or lead["receipt_number"], lead["title"]),), kept(("说明", file["merge_note"]))))
    if file["merged"]:
        rows = tuple((m["number"] or m["receipt_number"], f"{m['title']}　{m['proposer_names']}") for m in file["merged"])
        blocks.append(Block("并入本件", rows, note=f"{len(rows)} 件"))
    summary = kept(
        ("交办", file["assigned_on"]), ("办复", file["replied_on"]), ("办理类别", " ".join(filter(None, (file["reply_class"], file["reply_class_text"])))),
        ("跟踪后类别", file["follow_class"]), ("满意情况", file["satisfaction"]), ("办结", file["closed_on"]), ("归档号", file["archive_number"]),
        ("保管期限", file["retention"]), ("存放位置", file["location"]), ("撤案", " ".join(filter(None, (file["withdrawn_on"], file["withdrawal_reason"])))),
    )  # fmt: skip
    return [*blocks, Block("办理结果", summary)] if summary else blocks


def text_parts(file: File) -> list[Block]:
    """正文, with earlier wordings below."""
    blocks = [Block(name, texts=(("", file[key]),), note=f"{len(file[key])} 字") for key, name in _PARTS if file[key]]
    for old in reversed(file["text_versions"]):
        parts = tuple((name, old[key]) for key, name in (("title", "案由"), *_PARTS) if old[key])
        blocks.append(Block(f"旧稿　{old['replaced_on']} 前", texts=parts, note=old["reason"]))
    return blocks


def reviews(file: File) -> list[Block]:
    """审查."""
    blocks = []
    for row in file["reviews"]:
        checks = "、".join(name for key, name in _CHECKS if row[key] is False)
        pairs = kept(
            ("审查人", row["reviewer"]), ("日期", row["reviewed_on"]), ("类别", row["category"]), ("结果", row["outcome"]), ("不相符", checks),
            ("建议主办", row["lead_units"]), ("建议会办", row["co_units"]), ("查重", row["duplicate_check"]), ("会议", row["meeting"]),
        )  # fmt: skip
        blocks.append(Block(row["step_label"], pairs, kept(("意见", row["opinion"]))))
    if file["reason_names"] or file["outcome_note"]:
        blocks.append(Block("原因", texts=kept(("", "；".join(file["reason_names"])), ("说明", file["outcome_note"]))))
    if file["notified_on"]:
        blocks.append(Block("告知提案者", kept(("日期", file["notified_on"]), ("方式", file["notified_by"]))))
    blocks += [
        Block("转送", kept(("去向", t["target"]), ("文号", t["number"]), ("日期", t["sent_on"]), ("回复日期", t["answered_on"])), kept(("回复", t["answer"])))
        for t in file["transfers"]
    ]
    return blocks


def undertakings(file: File) -> list[Block]:
    """承办: one block a unit, with its side paths; before 交办 what was wished and agreed."""
    if not file["assignments"]:
        return _before_assignment(file)
    blocks = []
    for row in file["assignments"]:
        pairs = kept(
            ("状态", row["state_label"]), ("交办", " ".join(filter(None, (row["assigned_on"], row["batch"])))), ("期限", row["due_on"]), ("原定期限", _other(row)),
            ("依据", row["due_why"]), ("签收", " ".join(filter(None, (row["signed_on"], row["signed_by"])))), ("承办领导", row["leader"]),
            ("承办科室", row["section"]), ("承办人", " ".join(filter(None, (row["handler"], row["handler_phone"])))), ("终止", row["end_reason"]),
            ("会办意见", " ".join(filter(None, (row["opinion_on"], row["opinion_number"])))),
        )  # fmt: skip
        texts = [(f"退办 {h['requested_on']}", f"{h['reason']}　{_decision(h, 'is_accepted')}") for h in row["hand_backs"]]
        texts += [(f"延期 {e['requested_on']}", f"至 {e['new_due_on']}：{e['reason']}　{_decision(e, 'is_granted')}") for e in row["extensions"]]
        texts += [(f"沟通 {c['contacted_on']}", "　".join(filter(None, (c["way"], c["phase"], c["participants"], c["content"])))) for c in row["contacts"]]
        texts += [(f"催办 {r['reminded_on']}", "　".join(filter(None, (r["way"], r["person"], r["answer"])))) for r in row["reminders"]]
        if row["opinion"]:
            texts.append(("会办意见", row["opinion"]))
        blocks.append(Block(f"{row['unit']}　{row['role_label']}", pairs, tuple(texts), note=row["light_words"]))
    return blocks


def answers(file: File) -> list[Block]:
    """答复: every round of every unit, then follow-ups."""
    blocks = []
    for row in file["assignments"]:
        for reply in row["replies"]:
            round_ = f"第 {reply['redo'] + 1} 次答复"
            pairs = kept(
                ("文号", reply["number"]), ("日期", reply["replied_on"]), ("类别", " ".join(filter(None, (reply["reply_class"], reply["reply_class_text"])))),
                ("状态", reply["state_label"]), ("签发人", reply["signer"]), ("联系人", " ".join(filter(None, (reply["contact"], reply["contact_phone"])))),
                ("公开属性", reply["publicity"]), ("送达", " ".join(filter(None, (reply["delivery"], reply["delivered_on"])))),
                ("采纳", f"{reply['adopted_count']} / {reply['suggestion_count']} 条" if reply["suggestion_count"] else ""), ("按时", yes(reply["is_on_time"])),
                ("承诺时限", reply["promised_on"]), ("承诺责任人", reply["promise_owner"]), ("审核意见", reply["review_opinion"]),
            )  # fmt: skip
            blocks.append(Block(f"{row['unit']}　{round_}", pairs, kept(("承诺", reply["promise"]), ("正文", reply["body"]))))
        for follow in row["follow_ups"]:
            pairs = kept(
                ("原类别", follow["first_class"]), ("转入", follow["started_on"]), ("回头看", follow["planned_on"]), ("落实", follow["followed_on"]),
                ("现类别", follow["new_class"]), ("佐证", follow["evidence"]),
            )  # fmt: skip
            blocks.append(Block(f"{row['unit']}　跟踪", pairs, kept(("事项", follow["item"]), ("落实情况", follow["result"]))))
    return blocks


def opinions(file: File) -> list[Block]:
    """征询回访, with the forms of merged proposals."""
    forms = [*file["feedbacks"], *(form for merged in file["merged"] for form in merged["feedbacks"])]
    blocks = []
    for form in forms:
        pairs = kept(
            ("发出", " ".join(filter(None, (form["sent_on"], form["sent_by"])))), ("收回期限", form["due_on"]), ("收回", form["returned_on"] or "未收回"),
            ("面商情况", form["contact_answer"]), ("办理态度", form["attitude"]), ("办理结果", form["result"]), ("听取方式", form["way"]),
        )  # fmt: skip
        title = f"{form['proposer']}　对 {form['unit']} 的答复"
        blocks.append(Block(title, pairs, kept(("意见或建议", form["comment"])), note=f"第 {form['redo'] + 1} 次" if form["redo"] else ""))
    blocks += [
        Block("回访", kept(("日期", v["visited_on"]), ("方式", v["way"]), ("回访人", v["person"]), ("提案者", v["proposer"])), kept(("结果", v["result"])))
        for v in file["visits"]
    ]
    return blocks


def supervision(file: File) -> list[Block]:
    """督办."""
    key = file["key_file"]
    blocks = [Block("领导批示", texts=(("", file["leader_note"]),))] if file["leader_note"] else []
    if key is None:
        return blocks
    pairs = kept(
        ("状态", key["state_label"]), ("建议", " ".join(filter(None, (key["suggested_on"], key["suggested_by"])))), ("确定", " ".join(filter(None, (key["decided_on"], key["meeting"])))),
        ("督办级别", key["level"]), ("领衔领导", key["leader"]), ("督办单位", key["supervisor"]), ("督办方式", "、".join(key["ways"] or [])), ("计划时间", key["planned_on"]),
        ("报告", key["reported_on"]),
    )  # fmt: skip
    blocks.insert(0, Block("重点提案", pairs, kept(("理由", key["reason"]), ("结果", key["result"]), ("报告", key["report"]))))
    blocks += [Block(f"督办记录　{i['held_on']}", kept(("形式", i["way"]), ("参加人", i["participants"])), kept(("内容", i["content"]))) for i in key["inspections"]]
    return blocks


_PARTS = (("situation", "情况"), ("analysis", "分析"), ("suggestion", "建议"))
_CHECKS = (("is_qualified", "资格"), ("is_content_fit", "内容"), ("is_form_fit", "格式"))


def _before_assignment(file: File) -> list[Block]:
    agreed: File = next((row for row in reversed(file["reviews"]) if row["lead_units"] or row["co_units"]), {})
    wishes = kept(("意向主办", file["wished_lead"]), ("意向会办", file["wished_co"]))
    units = kept(("主办", agreed.get("lead_units")), ("会办", agreed.get("co_units")))
    blocks = (Block("提案者的意向", wishes), Block("审查商定", units, note=str(agreed.get("step_label", ""))))
    return [block for block in blocks if block.pairs]


def _proposer(line: File) -> str:
    place = " · ".join(filter(None, (line["sector"], line["party"], line["phone"])))
    return f"{place}　{line['signature_label']}" if line["signature"] != "signed" else place


def _other(row: File) -> str:
    return str(row["original_due_on"]) if row["original_due_on"] and row["original_due_on"] != row["due_on"] else ""


def _decision(row: File, key: str) -> str:
    if row[key] is None:
        return "待决定"
    word = "同意" if row[key] else "不同意"
    return " ".join(filter(None, (word, row["decided_on"], row["decided_by"], row["decision_note"])))
