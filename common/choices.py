"""Words that every app shares."""

from django.db.models import TextChoices


class Tag(TextChoices):
    """The whole problem (P8)."""

    LABOR = "labor", "Labor trafficking"
    SEX = "sex", "Sex trafficking"
    PREVENTION = "prevention", "Prevention"
    PROTECTION = "protection", "Protection"
    PROSECUTION = "prosecution", "Prosecution"
    PARTNERSHIPS = "partnerships", "Partnerships"
