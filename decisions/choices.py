"""Enumerations of how we decide."""

from django.db.models import TextChoices


class ProposalKind(TextChoices):
    BILL_POSITION = "bill_position", "Bill position"
    SLATE = "slate", "Appropriations slate"
    LETTER = "letter", "Sign-on letter"
    STATEMENT = "statement", "Statement"
    MEMBERSHIP = "membership", "Membership"
    PLAN_CHANGE = "plan_change", "Plan change"
    OTHER = "other", "Other"


class ProposalState(TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open for answers"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Rule(TextChoices):
    CONSENSUS = "consensus", "Consensus: no organization blocks"
    SILENCE = "silence", "Consensus, silence after the deadline is consent"
    TWO_THIRDS = "two_thirds", "Two-thirds"
    MAJORITY = "majority", "Majority"


class Answer(TextChoices):
    SUPPORT = "support", "Support"
    RESERVATION = "reservation", "Support with reservation"
    STAND_ASIDE = "stand_aside", "Stand aside"
    BLOCK = "block", "Block"
    ABSTAIN = "abstain", "Abstain"
    NOT_PARTICIPATING = "not_participating", "Not participating"
    RECUSE = "recuse", "Recuse"


class SharingLevel(TextChoices):
    """Who may read what a member shares (P6)."""

    INSIDE = "inside", "Inside the coalition"
    PUBLIC = "public", "Fit for outside"


class Result(TextChoices):
    """What a closed proposal came to."""

    ADOPTED = "adopted", "Adopted"
    NOT_ADOPTED = "not_adopted", "Not adopted"
    UNDECIDED = "undecided", "Left undecided"


class LetterState(TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open for signing"
    CLOSED = "closed", "Closed"


class PrintEdition(TextChoices):
    """For whom minutes are printed."""

    INSIDE = "inside", "Internal: confidential, with tally, answers and history"
    OUTSIDE = "outside", "For outside: the public record only"
