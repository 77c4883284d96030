"""Enumerations of what we hand over."""

from django.db.models import TextChoices


class PacketState(TextChoices):
    WAITING = "waiting", "Being made"
    DRAFT = "draft", "Draft"
    FINAL = "final", "Final"
    REFUSED = "refused", "Refused by the gate"
    FAILED = "failed", "Failed"
