"""The records that belong to a proposal, each told how it leads there and which of them count."""

from __future__ import annotations

from sqlalchemy import func, select, true

from zxdesk.domain.assignment import Assignment, Batch, Extension, HandBack
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.reply import Contact, Reply, ReplyState
from zxdesk.domain.review import Review, Transfer
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.domain.supervision import Award, Inspection, KeyProposal, Reminder
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.builder.field import Part

_MERGED = Proposal.__table__.alias("absorbed")
_EARLIER = ProposerLine.__table__.alias("earlier_line")

LINE = Part(
    "line", "提案者", ProposerLine, ProposerLine.proposal_id, ProposerLine.id, (ProposerLine.signature == Signature.SIGNED,),
    order=ProposerLine.position,
)  # fmt: skip
IS_FIRST = ~(
    select(_EARLIER.c.id)
    .where(
        _EARLIER.c.proposal_id == ProposerLine.proposal_id, _EARLIER.c.signature == Signature.SIGNED, _EARLIER.c.position < ProposerLine.position
    )
    .correlate(ProposerLine)
    .exists()
)
"""The first proposer who signed; whoever signed after him is a joint proposer."""

ASSIGNMENT = Part("assignment", "承办件", Assignment, Assignment.proposal_id, Assignment.id, (Assignment.state.not_in(ENDED_STATES),))
TO_UNIT = (HandlingUnit, HandlingUnit.id == Assignment.unit_id)
TO_BATCH = (Batch, Batch.id == Assignment.batch_id)
UNIT_NAME = func.coalesce(func.nullif(HandlingUnit.short_name, ""), HandlingUnit.name)

HAND_BACK = Part("hand_back", "退办", HandBack, Assignment.proposal_id, HandBack.id, (), ((Assignment, Assignment.id == HandBack.assignment_id),))
EXTENSION = Part("extension", "延期", Extension, Assignment.proposal_id, Extension.id, (), ((Assignment, Assignment.id == Extension.assignment_id),))
REMINDER = Part("reminder", "催办", Reminder, Assignment.proposal_id, Reminder.id, (), ((Assignment, Assignment.id == Reminder.assignment_id),))
CONTACT = Part("contact", "沟通", Contact, Assignment.proposal_id, Contact.id, (), ((Assignment, Assignment.id == Contact.assignment_id),))
REPLY = Part(
    "reply", "答复", Reply, Assignment.proposal_id, Reply.id,
    (Reply.state == ReplyState.FINAL,), ((Assignment, Assignment.id == Reply.assignment_id),),
)  # fmt: skip
FOLLOW_UP = Part("follow_up", "跟踪", FollowUp, Assignment.proposal_id, FollowUp.id, (), ((Assignment, Assignment.id == FollowUp.assignment_id),))
FEEDBACK = Part("feedback", "征询意见表", Feedback, Feedback.proposal_id, Feedback.id)
VISIT = Part("visit", "回访", Visit, Visit.proposal_id, Visit.id)
REVIEW = Part("review", "审查意见", Review, Review.proposal_id, Review.id)
TRANSFER = Part("transfer", "转送", Transfer, Transfer.proposal_id, Transfer.id)
KEY = Part("key_proposal", "重点督办", KeyProposal, KeyProposal.proposal_id, KeyProposal.id)
INSPECTION = Part(
    "inspection", "督办记录", Inspection, KeyProposal.proposal_id, Inspection.id, (), ((KeyProposal, KeyProposal.id == Inspection.key_proposal_id),)
)
AWARD = Part("award", "评优", Award, Award.proposal_id, Award.id, (Award.proposal_id.is_not(None),))
ATTACHMENT = Part("attachment", "附件", Attachment, Attachment.proposal_id, Attachment.id)
MERGED = Part("merged", "并入的提案", _MERGED, _MERGED.c.lead_id, _MERGED.c.id, (_MERGED.c.lead_id.is_not(None),))
MERGED_NUMBER = func.coalesce(func.nullif(_MERGED.c.number, ""), _MERGED.c.receipt_number)

_REASONED = Proposal.__table__.alias("reasoned")
_EACH_REASON = func.json_each(_REASONED.c.reasons).table_valued("value", name="each_reason")
REASONS = Part("reasons", "原因", _REASONED, _REASONED.c.id, _REASONED.c.id, (), ((_EACH_REASON, true()),))
REASON = _EACH_REASON.c.value
_EACH_WAY = func.json_each(KeyProposal.ways).table_valued("value", name="each_way")
KEY_WAYS = Part("key_ways", "督办方式", KeyProposal, KeyProposal.proposal_id, KeyProposal.id, (), ((_EACH_WAY, true()),))
KEY_WAY = _EACH_WAY.c.value
