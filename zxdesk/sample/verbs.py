"""Which command of the office each verb of a story is, and what its values are called there."""

from __future__ import annotations

from dataclasses import dataclass

from zxdesk.services import archive, assignment, feedback, filing, followup, handling, reply, review, submission, supervision
from zxdesk.services.change import Command


@dataclass(frozen=True)
class Way:
    """A command, the argument that takes the day, and its values as ``name`` or ``name:argument``, separated by blanks."""

    command: Command
    day: str
    values: str = ""
    by_unit: bool = False

    def arguments(self, given: dict[str, object]) -> dict[str, object]:
        """The command's arguments for the values of an act; what is empty stays out."""
        pairs = (item.partition(":") for item in self.values.split())
        named = {argument or name: given.get(name) for name, _, argument in pairs}
        return {name: value for name, value in named.items() if value not in (None, "", ())}


REPLY = "number reply_class signer contact contact_phone publicity delivery suggestion_count adopted_count promised_on promise body"
REVIEW = "reviewer opinion category outcome reasons lead_units co_units"

WAYS: dict[str, Way] = {
    "return_text": Way(submission.return_proposal, "returned_on", "reason"),
    "first_review": Way(review.first_review, "reviewed_on", f"{REVIEW} duplicate_check suggests_key"),
    "second_review": Way(review.second_review, "reviewed_on", REVIEW),
    "file": Way(filing.file_proposal, "decided_on", "meeting category"),
    "turn_opinion": Way(filing.turn_into_opinion, "decided_on", "reasons note meeting"),
    "not_file": Way(filing.reject_proposal, "decided_on", "reasons note meeting"),
    "notify": Way(filing.notify_proposer, "notified_on", "way:notified_by"),
    "transfer": Way(filing.transfer_proposal, "sent_on", "target number"),
    "withdraw": Way(filing.withdraw_proposal, "withdrawn_on", "request reason"),
    "sign": Way(assignment.sign_for, "signed_on", "signed_by leader section handler handler_phone", by_unit=True),
    "ask_hand_back": Way(assignment.request_hand_back, "requested_on", "reason suggested:suggested_unit", by_unit=True),
    "accept_hand_back": Way(assignment.reassign, "decided_on", "by:decided_by new_units note", by_unit=True),
    "refuse_hand_back": Way(assignment.refuse_hand_back, "decided_on", "by:decided_by reason:note", by_unit=True),
    "contact": Way(handling.register_contact, "contacted_on", "way phase participants content", by_unit=True),
    "ask_extension": Way(handling.request_extension, "requested_on", "reason new_due_on", by_unit=True),
    "grant_extension": Way(handling.decide_extension, "decided_on", "is_granted by:decided_by note", by_unit=True),
    "give_opinion": Way(handling.register_co_opinion, "opinion_on", "number opinion", by_unit=True),
    "submit_reply": Way(reply.submit_reply, "submitted_on", "number reply_class body", by_unit=True),
    "reply": Way(reply.register_reply, "replied_on", f"{REPLY} reviewer review_opinion", by_unit=True),
    "remind": Way(handling.remind_unit, "reminded_on", "way person answer next_on", by_unit=True),
    "send_forms": Way(feedback.send_forms, "sent_on", "way:sent_by"),
    "visit": Way(feedback.register_visit, "visited_on", "way person result proposer"),
    "order_redo": Way(feedback.redo_proposal, "redone_on", "reason units"),
    "close": Way(feedback.close_proposal, "closed_on"),
    "follow": Way(followup.start_follow_up, "started_on", "planned_on item"),
    "finish_follow": Way(followup.register_follow_up, "followed_on", "new_class result evidence unit"),
    "suggest_key": Way(supervision.suggest_key, "suggested_on", "by:suggested_by reason"),
    "decide_key": Way(supervision.decide_key, "decided_on", "level leader supervisor ways planned_on meeting"),
    "inspect": Way(supervision.register_inspection, "held_on", "way participants content"),
    "report_key": Way(supervision.report_key, "reported_on", "result report"),
    "archive": Way(archive.archive_proposal, "archived_on", "number:archive_number retention pages location"),
}
"""What needs no more than its values; the rest is in ``carry``."""
