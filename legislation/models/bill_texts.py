"""The words of a bill: one row for each published version we hold, read into sections."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from common.citations import cite_in_full
from legislation.querysets import BillTextQuerySet
from legislation.text_parts import TextPart, parts_from
from legislation.version_codes import version_name


class BillText(models.Model):
    """What one version of a bill says. It stands apart from the list of versions, which each pull writes anew."""

    class Origin(models.TextChoices):
        GOVINFO = "govinfo", "govinfo"
        FILE = "file", "A file handed in"

    # Not a foreign key: a text can be at hand before the bill is, and must not go when facts are reloaded.
    measure = models.CharField(max_length=20, help_text="the bill's id, such as 119-hr-1144")
    code = models.CharField(max_length=10, help_text="the suffix of its file name: ih, rfs, enr")
    title = models.TextField(blank=True, help_text="the official title as this version prints it")
    published_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    source_url = models.URLField(blank=True, max_length=300)
    file_name = models.CharField(max_length=120, blank=True)
    as_of = models.DateTimeField(default=timezone.now, help_text="when it was read")
    digest = models.CharField(max_length=64, help_text="sha256 of its sections; equal means the same words")
    words = models.PositiveIntegerField()
    sections = models.PositiveIntegerField()
    content = models.JSONField(help_text="its parts as legislation.text_parts writes them")

    objects = BillTextQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "published_on", "code"]
        constraints = [models.UniqueConstraint(fields=["measure", "code"], name="bill_text_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """How an address names it: 119-hr-1144-ih."""
        return f"{self.measure}-{self.code}"

    @property
    def version(self) -> str:
        """The version's name: "Introduced in House"."""
        return version_name(self.code)

    @property
    def label(self) -> str:
        """Return "H.R. 1144 (119th), Introduced in House"."""
        return f"{cite_in_full(self.measure)}, {self.version}"

    @property
    def parts(self) -> tuple[TextPart, ...]:
        """Its parts, read from `content`."""
        return parts_from(self.content)
