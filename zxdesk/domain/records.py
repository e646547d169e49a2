"""Every mapped class in one place, so that metadata is whole wherever it is used."""

from __future__ import annotations

from zxdesk.domain.adopted import Adoption
from zxdesk.domain.assignment import Assignment, Batch, Extension, HandBack
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.base import Base, Record
from zxdesk.domain.draft import Draft
from zxdesk.domain.event import Event
from zxdesk.domain.feedback import Feedback, FormReminder, Visit
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.issued_number import IssuedNumber, NumberSeries
from zxdesk.domain.narrative import Narrative
from zxdesk.domain.office import Holiday, Office, Plenary, RulePackage, Term
from zxdesk.domain.paper import IssuedPaper, PaperPrint, PaperTemplate
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Contact, Reply
from zxdesk.domain.review import Review, TextVersion, Transfer
from zxdesk.domain.saved_query import SavedQuery
from zxdesk.domain.saved_view import SavedView
from zxdesk.domain.supervision import Award, Inspection, KeyProposal, Reminder
from zxdesk.domain.unit import HandlingUnit

RECORDS: tuple[type[Record], ...] = (
    Office, Term, Plenary, RulePackage, Holiday, Member, Membership, Organisation, HandlingUnit,
    Proposal, ProposerLine, Review, TextVersion, Transfer, Batch, Assignment, HandBack, Extension,
    Contact, Reply, Feedback, FormReminder, Visit, FollowUp, KeyProposal, Inspection, Reminder, Award,
    Attachment, IssuedPaper, PaperPrint, PaperTemplate, Narrative, Adoption, NumberSeries, IssuedNumber,
)

__all__ = ["RECORDS", "Base", "Draft", "Event", "SavedQuery", "SavedView"]
