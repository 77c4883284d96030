"""How we decide, one module by noun."""

from decisions.models.deliberation import Comment, CommentVersion
from decisions.models.letters import Letter, LetterDeadlineChange, OutsideSigner, Signature
from decisions.models.proposals import (
    Attachment,
    DeadlineChange,
    Elector,
    Proposal,
    ProposalRound,
    Subject,
)
from decisions.models.register import Consultation, Decision, VisibilitySwitch
from decisions.models.responses import Response, ResponseVersion
from decisions.models.sharing import SharedItem

__all__ = [
    "Attachment",
    "Comment",
    "CommentVersion",
    "Consultation",
    "DeadlineChange",
    "Decision",
    "Elector",
    "Letter",
    "LetterDeadlineChange",
    "OutsideSigner",
    "Proposal",
    "ProposalRound",
    "Response",
    "ResponseVersion",
    "SharedItem",
    "Signature",
    "Subject",
    "VisibilitySwitch",
]
