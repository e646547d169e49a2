"""The first schema."""

# Written by tests/unit/storage/write_first.py from the mapped records; frozen with the first release.

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from zxdesk.storage.migrations.history import trigger_statements

revision = "0001"
down_revision = None

KEYS_NEVER_REUSED = ("proposal",)


def upgrade() -> None:
    """Make every table, in the order in which they refer to each other, then the history's triggers."""
    for name, *parts in TABLES:
        op.create_table(name, *parts, sqlite_autoincrement=name in KEYS_NEVER_REUSED)
    for statement in trigger_statements():
        op.execute(statement)


def _record(name: str, *parts: Any) -> tuple[Any, ...]:
    return (
        name,
        *parts,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.String(36), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(80)),
    )


def _table(*parts: Any) -> tuple[Any, ...]:
    return parts


def _text(name: str, length: int | None = None, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Text() if length is None else sa.String(length), **options)


def _number(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Integer(), **options)


def _flag(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Boolean(), **options)


def _day(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Date(), **options)


def _moment(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.DateTime(), **options)


def _json(name: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.JSON(), **options)


def _link(name: str, target: str, **options: Any) -> sa.Column[Any]:
    return _column(name, sa.Integer(), sa.ForeignKey(f"{target}.id"), **options)


def _column(name: str, kind: Any, *parts: Any, null: bool = False, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *parts, nullable=null, **options)


TABLES = (
    _table(
        "event", _number("seq", primary_key=True, autoincrement=False), _text("op_id", 36, index=True), _moment("at"), _number("offset_minutes"),
        _text("actor", 40), _text("host", 60), _text("program", 20), _text("action", 40), _text("label", 120),
        _number("proposal_id", null=True, index=True), _json("changes"), _text("reason", 400), _text("undoes", 36, null=True, index=True),
        _text("prev_hash", 80), _text("hash", 80)),
    _record(
        "handling_unit", _text("code", 20, unique=True), _text("name", 80, index=True), _text("short_name", 40, index=True), _json("aliases"),
        _text("pinyin", 160), _text("initials", 40, index=True), _text("system", 20), _link("parent_id", "handling_unit", null=True, index=True),
        _text("leader", 40), _text("contact", 40), _text("phone", 40), _text("fax", 40), _text("address", 120), _number("position"),
        _text("keywords"), _day("valid_from", null=True), _day("valid_to", null=True),
        _link("successor_id", "handling_unit", null=True, index=True), _text("succession", 12)),
    _record(
        "holiday", _day("day", unique=True), _flag("is_workday"), _text("name", 40), _flag("is_own")),
    _record(
        "member", _text("name", 40, index=True), _text("pinyin", 80), _text("initials", 20, index=True), _text("gender", 4), _text("ethnicity", 20),
        _day("born_on", null=True), _text("native_place", 40), _text("education", 20), _text("party", 20), _text("workplace", 80),
        _text("position", 60), _text("professional_title", 40), _text("workplace_kind", 20), _flag("is_in_system", null=True),
        _text("address", 120), _text("postcode", 10), _text("phone", 40), _text("office_phone", 40), _text("email", 80), _text("wechat", 40),
        _text("social_posts"), _text("honours"), _text("interests"), _text("notes")),
    _record(
        "organisation", _text("kind", 20), _text("name", 80, unique=True), _text("short_name", 40), _text("pinyin", 120),
        _text("initials", 40, index=True), _text("contact", 40), _text("phone", 40), _text("address", 120), _text("postcode", 10), _json("aliases"),
        _day("valid_from", null=True), _day("valid_to", null=True)),
    _record(
        "paper_template", _text("kind", 40, index=True), _text("file_name", 200), _text("file_sha256", 64), _day("taken_on"), _flag("is_used"),
        _text("note", 200)),
    _table(
        "saved_query", _number("id", primary_key=True, autoincrement=False), _text("name", 40, unique=True), _number("position"), _json("content")),
    _table(
        "saved_view", _number("id", primary_key=True, autoincrement=False), _text("name", 20, unique=True), _number("position"), _json("content")),
    _record(
        "term", _number("number", unique=True), _text("name", 20, unique=True), _day("starts_on", null=True), _day("ends_on", null=True)),
    _record(
        "membership", _link("member_id", "member", index=True), _link("term_id", "term", index=True), _text("member_number", 20, index=True),
        _text("sector", 40), _text("sector_duty", 20), _text("sector_group", 40), _text("committee", 60), _text("committee_duty", 20),
        _text("liaison_group", 40), _text("study_group", 40), _text("studio", 60), _text("post", 40), _number("terms_served", null=True),
        _text("status", 12), _day("starts_on", null=True), _day("ends_on", null=True), _text("end_reason", 60)),
    _record(
        "plenary", _link("term_id", "term", index=True), _number("number"), _text("name", 20, unique=True), _text("full_name", 120),
        _day("opens_on", null=True), _day("closes_on", null=True), _moment("window_opens_at", null=True), _moment("cutoff_at", null=True),
        _day("year_starts_on", null=True), _day("year_ends_on", null=True), _day("locked_on", null=True), sa.UniqueConstraint("term_id", "number")),
    _record(
        "adoption", _link("plenary_id", "plenary", index=True), _text("meeting", 80), _day("adopted_on"), _day("as_of"), _json("conventions"),
        _json("figures"), _number("after_seq"), _day("taken_back_on", null=True)),
    _record(
        "batch", _link("plenary_id", "plenary", index=True), _text("name", 40), _day("assigned_on"), _text("meeting", 80),
        _text("document_number", 60), _day("due_on", null=True)),
    _record(
        "narrative", _link("plenary_id", "plenary", index=True), _text("kind", 40), _text("title", 200), _day("written_on"), _text("as_of", 40),
        _json("paragraphs"), _json("figures"), _day("adopted_on", null=True), _text("meeting", 80)),
    _record(
        "number_series", _link("plenary_id", "plenary", index=True), _text("kind", 24), _text("name", 40), _number("next_serial"),
        sa.UniqueConstraint("plenary_id", "kind", "name")),
    _record(
        "office", _text("name", 80), _text("committee", 80), _text("region", 40), _text("contact", 40), _text("phone", 40), _text("address", 120),
        _text("postcode", 10), _link("current_plenary_id", "plenary", null=True)),
    _record(
        "proposal", _link("plenary_id", "plenary", index=True), _text("receipt_number", 20, null=True), _text("number", 20, null=True),
        _number("number_sort"), _text("external_number", 40), _text("timing", 10), _text("timing_reason", 200), _text("proposer_kind", 20),
        _text("group_number", 20), _text("title", 200), _text("situation"), _text("analysis"), _text("suggestion"), _text("keywords", 120),
        _text("survey", 200), _text("raised_before", 200), _text("source", 60), _day("submitted_on", null=True),
        _text("submitted_at", 5, null=True), _day("received_on", null=True), _text("wished_lead", 200), _text("wished_co", 200),
        _text("contact", 40), _text("contact_phone", 40), _text("contact_address", 120), _text("contact_postcode", 10),
        _flag("is_sealed", null=True), _flag("is_open", null=True), _text("open_reason", 200), _flag("is_secret"), _text("publicity", 20),
        _text("stage", 24), _text("outcome", 20), _text("category", 40), _text("subcategory", 40), _json("reasons"), _text("outcome_note", 400),
        _text("meeting", 80), _day("decided_on", null=True), _day("filed_on", null=True), _day("notified_on", null=True), _text("notified_by", 20),
        _link("lead_id", "proposal", null=True, index=True), _day("merged_on", null=True), _text("merge_note", 400),
        _text("stage_before_merge", 24, null=True), _day("withdrawn_on", null=True), _text("withdrawal_request", 200),
        _text("withdrawal_reason", 400), _flag("is_key"), _flag("is_key_suggested"), _flag("is_good"), _flag("is_first"), _flag("wants_feedback"),
        _text("leader_note"), _number("redo"), _day("assigned_on", null=True), _day("replied_on", null=True), _day("sent_on", null=True),
        _day("closed_on", null=True), _text("reply_class", 4), _text("follow_class", 4), _text("satisfaction", 12), _text("archive_number", 40),
        _text("retention", 12), _day("archived_on", null=True), _number("pages", null=True), _text("location", 80), _text("proposer_names", 400),
        _text("unit_names", 600), _text("lead_names", 200), _day("next_due_on", null=True), sa.UniqueConstraint("plenary_id", "number"),
        sa.UniqueConstraint("plenary_id", "receipt_number"),
        sa.Index("ix_proposal_by_category", "category", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_is_key", "is_key", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_lead_names", "lead_names", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_next_due_on", "next_due_on", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_proposer_kind", "proposer_kind", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_proposer_names", "proposer_names", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_reply_class", "reply_class", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_satisfaction", "satisfaction", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_stage", "stage", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_submitted_on", "submitted_on", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_title", "title", sa.text("plenary_id DESC"), "number_sort"),
        sa.Index("ix_proposal_by_unit_names", "unit_names", sa.text("plenary_id DESC"), "number_sort"), sa.Index("ix_proposal_listed",
        sa.text("plenary_id DESC"), "number_sort", "receipt_number", "stage", "category", "proposer_kind", "is_key", "next_due_on", "submitted_on"),
        sa.Index("ix_proposal_plenary_id_stage", "plenary_id", "stage")),
    _record(
        "rule_package", _link("plenary_id", "plenary", null=True, unique=True), _text("key", 40), _text("title", 80), _json("content")),
    _record(
        "assignment", _link("proposal_id", "proposal", index=True), _link("unit_id", "handling_unit", index=True),
        _link("batch_id", "batch", null=True, index=True), _link("previous_id", "assignment", null=True, index=True), _text("role", 24),
        _text("state", 24), _day("assigned_on"), _day("receipt_due_on", null=True), _day("hand_back_due_on", null=True),
        _day("contact_due_on", null=True), _day("due_on", null=True), _text("due_why", 200), _text("due_rule", 24), _day("due_from", null=True),
        _flag("is_due_fixed"), _day("original_due_on", null=True), _day("signed_on", null=True), _text("signed_by", 40), _text("leader", 40),
        _text("section", 60), _text("handler", 40), _text("handler_phone", 40), _day("planned_on", null=True), _text("opinion_number", 60),
        _day("opinion_on", null=True), _text("opinion"), _number("redo"), _day("ended_on", null=True), _text("end_reason", 200),
        sa.Index("ix_assignment_state_due_on", "state", "due_on"),
        sa.Index("ix_assignment_unit_id_state_proposal_id", "unit_id", "state", "proposal_id")),
    _record(
        "attachment", _link("proposal_id", "proposal", index=True), _text("kind", 20), _text("name", 200), _text("sha256", 64), _number("size"),
        _day("added_on")),
    _record(
        "award", _number("year"), _text("kind", 20), _link("proposal_id", "proposal", null=True, index=True),
        _link("unit_id", "handling_unit", null=True, index=True), _text("person", 40), _text("recommended_by", 80), _text("score", 10),
        _day("meeting_on", null=True), _text("document_number", 60)),
    _table(
        "draft", _text("clerk", 40, primary_key=True, autoincrement=False), _text("kind", 40, primary_key=True, autoincrement=False),
        _text("key", 60, primary_key=True, autoincrement=False), _text("op_id", 36, primary_key=True, autoincrement=False), _text("title", 160),
        _link("proposal_id", "proposal", null=True, index=True), _json("values"), _moment("saved_at"), _text("host", 60)),
    _record(
        "issued_number", _link("plenary_id", "plenary", index=True), _text("kind", 24), _text("series", 40), _number("serial", null=True),
        _text("number", 20), _text("use", 24), _text("reason", 200), _link("proposal_id", "proposal", null=True, index=True),
        sa.UniqueConstraint("plenary_id", "kind", "number")),
    _record(
        "key_proposal", _link("proposal_id", "proposal", unique=True), _text("state", 24), _day("suggested_on", null=True),
        _text("suggested_by", 60), _text("reason", 400), _day("decided_on", null=True), _text("meeting", 80), _text("level", 24),
        _text("leader", 60), _text("supervisor", 80), _json("ways"), _day("planned_on", null=True), _text("note"), _text("note_by", 60),
        _day("note_on", null=True), _text("result"), _text("report"), _day("reported_on", null=True)),
    _record(
        "proposer_line", _link("proposal_id", "proposal", index=True), _number("position"), _link("member_id", "member", null=True, index=True),
        _link("organisation_id", "organisation", null=True, index=True), _text("name", 80), _text("sector", 40), _text("party", 20),
        _text("committee", 60), _text("phone", 40), _text("address", 120), _text("postcode", 10), _text("signature", 24),
        _day("invited_on", null=True), _day("signed_on", null=True),
        sa.CheckConstraint("(member_id IS NULL) <> (organisation_id IS NULL)", name="one_proposer"),
        sa.Index("ix_proposer_line_by_sector", "sector", "position", sa.text("proposal_id DESC"), "signature"),
        sa.Index("ix_proposer_line_signature_proposal_id", "signature", "proposal_id")),
    _record(
        "review", _link("proposal_id", "proposal", index=True), _text("step", 24), _text("reviewer", 60), _day("reviewed_on"), _text("opinion"),
        _flag("is_qualified", null=True), _flag("is_content_fit", null=True), _flag("is_form_fit", null=True), _text("duplicate_check", 200),
        _text("category", 40), _text("outcome", 20), _json("reasons"), _text("lead_units", 200), _text("co_units", 400), _flag("suggests_key"),
        _text("meeting", 80)),
    _record(
        "text_version", _link("proposal_id", "proposal", index=True), _day("replaced_on"), _text("reason", 200), _text("title", 200),
        _text("situation"), _text("analysis"), _text("suggestion")),
    _record(
        "transfer", _link("proposal_id", "proposal", index=True), _text("target", 80), _text("number", 60), _day("sent_on"), _text("answer"),
        _day("answered_on", null=True)),
    _record(
        "contact", _link("assignment_id", "assignment", index=True), _day("contacted_on"), _text("way", 12), _text("phase", 12),
        _text("participants", 200), _text("content"), _flag("is_waived"), _number("redo")),
    _record(
        "extension", _link("assignment_id", "assignment", index=True), _day("requested_on"), _text("reason"), _day("old_due_on", null=True),
        _day("new_due_on"), _flag("is_granted", null=True), _day("decided_on", null=True), _text("decided_by", 60), _text("decision_note", 400),
        _number("redo")),
    _record(
        "hand_back", _link("assignment_id", "assignment", index=True), _day("requested_on"), _text("reason"), _text("suggested_unit", 120),
        _text("signed_by", 40), _day("answer_due_on", null=True), _flag("is_accepted", null=True), _day("decided_on", null=True),
        _text("decided_by", 60), _text("decision_note", 400)),
    _record(
        "inspection", _link("key_proposal_id", "key_proposal", index=True), _day("held_on"), _text("way", 24), _text("participants", 200),
        _text("content")),
    _record(
        "issued_paper", _link("plenary_id", "plenary", index=True), _link("proposal_id", "proposal", null=True, index=True),
        _link("unit_id", "handling_unit", null=True, index=True), _link("batch_id", "batch", null=True, index=True),
        _link("line_id", "proposer_line", null=True, index=True), _link("assignment_id", "assignment", null=True, index=True), _text("kind", 40),
        _text("number", 60), _day("issued_on"), _text("template", 40), _json("snapshot"), _text("file_sha256", 64), _text("file_name", 200),
        _text("kept_in", 64), _number("printed")),
    _record(
        "reminder", _link("assignment_id", "assignment", index=True), _day("reminded_on"), _text("way", 12), _text("person", 40),
        _text("answer", 400), _day("next_on", null=True)),
    _record(
        "reply", _link("assignment_id", "assignment", index=True), _number("redo"), _text("state", 24), _text("number", 60), _text("title", 200),
        _day("replied_on", null=True), _text("reply_class", 4), _text("body"), _number("adopted_count", null=True),
        _number("suggestion_count", null=True), _text("signer", 40), _text("contact", 40), _text("contact_phone", 40), _text("publicity", 20),
        _text("delivery", 20), _day("delivered_on", null=True), _text("copied_to", 200), _day("submitted_on", null=True), _text("reviewer", 40),
        _text("review_opinion", 400), _text("promise"), _day("promised_on", null=True), _text("promise_owner", 40),
        _flag("is_promise_kept", null=True), _day("due_on", null=True), _day("original_due_on", null=True)),
    _record(
        "feedback", _link("proposal_id", "proposal", index=True), _link("line_id", "proposer_line", index=True),
        _link("reply_id", "reply", index=True), _number("redo"), _day("sent_on"), _text("sent_by", 20), _day("due_on", null=True),
        _day("returned_on", null=True), _text("contact_answer", 20), _text("attitude", 12), _text("way", 20), _text("relevance", 12),
        _flag("is_leader_reply", null=True), _text("result", 12), _text("comment"), _flag("is_signed", null=True), _day("signed_on", null=True),
        _text("entered_by", 40), sa.UniqueConstraint("line_id", "reply_id")),
    _record(
        "follow_up", _link("assignment_id", "assignment", index=True), _link("reply_id", "reply", index=True), _text("first_class", 4),
        _day("started_on"), _day("planned_on"), _text("item"), _day("followed_on", null=True), _text("result"), _text("new_class", 4),
        _text("evidence", 200)),
    _record(
        "paper_print", _link("paper_id", "issued_paper", index=True), _moment("printed_at"), _text("way", 12), _text("printer", 80),
        _number("copies"), _text("clerk", 40)),
    _record(
        "form_reminder", _link("feedback_id", "feedback", index=True), _day("reminded_on"), _text("way", 12), _text("person", 40),
        _text("answer", 400), _day("next_on", null=True)),
    _record(
        "visit", _link("proposal_id", "proposal", index=True), _link("line_id", "proposer_line", null=True, index=True),
        _link("feedback_id", "feedback", null=True, index=True), _day("visited_on"), _text("way", 12), _text("person", 40), _text("result")),
)
