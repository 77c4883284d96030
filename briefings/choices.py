"""Enumerations of what we hand over."""

from django.db.models import TextChoices


class PacketKind(TextChoices):
    """What a packet is, and so what it is about."""

    OFFICE = "office", "Office packet"
    BOOK = "book", "Appropriations briefing book"
    BILL = "bill", "Bill one-pager"
    LINE = "line", "Line one-pager"
    FAMILY = "family", "Family brief"
    LETTER = "letter", "Sign-on letter"
    MINUTES = "minutes", "Decision minutes"

    @property
    def is_internal(self) -> bool:
        """Whether it is read inside only (P5): such a packet is never handed over to an office."""
        return self == PacketKind.MINUTES


class SectionName(TextChoices):
    """A section that may stand behind the sheet."""

    COVER = "cover", "Cover note"
    HERE = "here", "The bills and this office"
    PLAN = "plan", "What this serves in our plan"
    MESSAGES = "messages", "Messages"
    BILLS = "bills", "The bills"
    MONEY = "money", "The money"
    LINES = "lines", "The lines one by one"
    LANGUAGE = "language", "Report language"
    LETTERS = "letters", "Member letters"


class HandedHow(TextChoices):
    """How a packet came to an office."""

    IN_PERSON = "in_person", "In person"
    EMAIL = "email", "By e-mail"
    MAIL = "mail", "By mail or courier"
    OTHER = "other", "Otherwise"


class PacketState(TextChoices):
    WAITING = "waiting", "Being made"
    DRAFT = "draft", "Draft"
    FINAL = "final", "Final"
    REFUSED = "refused", "Refused by the gate"
    FAILED = "failed", "Failed"
