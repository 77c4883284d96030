"""What a bill is called and says, and which bills Congress's own systems relate to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from legislation.models.bills import Bill


class Title(models.Model):
    """A title of a bill, by kind and chamber."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="titles", db_index=False)
    kind = models.CharField(max_length=200)
    text = models.TextField()
    chamber = models.CharField(max_length=20, blank=True)
    text_version = models.CharField(
        max_length=10, blank=True, help_text="the code of the version that bears it: IH, RS"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bill", "position"]
        indexes = [models.Index(fields=["bill", "position"], name="title_of_bill")]

    def __str__(self) -> str:
        return self.text[:80]


class Summary(models.Model):
    """A summary by the Congressional Research Service of one version of a bill; its HTML is sanitized on entry."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="summaries", db_index=False)
    version_code = models.CharField(max_length=40, blank=True)
    action_name = models.CharField(max_length=100, blank=True)
    acted_on = models.DateField(null=True, blank=True)
    text = models.TextField(help_text="sanitized HTML")
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bill", F("acted_on").desc(nulls_last=True), "-version_code"]
        verbose_name_plural = "summaries"
        indexes = [models.Index(fields=["bill"], name="summary_of_bill")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.action_name}"


class TextVersion(models.Model):
    """A published version of a bill's text, with where to read it."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="text_versions", db_index=False)
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=10, blank=True, help_text="the suffix of its file name: ih, rfs, enr")
    published_on = models.DateField(null=True, blank=True)
    formats = models.JSONField(default=list, help_text="type and address of each file")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bill", "position"]
        indexes = [models.Index(fields=["bill", "position"], name="text_version_of_bill")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.name}"


class RelatedBill(models.Model):
    """A bill that Congress's own systems call related; the other need not be known here yet."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="related", db_index=False)
    other_id = models.CharField(max_length=20)
    title = models.TextField(blank=True)
    relationships = models.JSONField(default=list, help_text="kind and who identified it")

    class Meta:
        ordering = ["bill", "other_id"]
        constraints = [models.UniqueConstraint(fields=["bill", "other_id"], name="related_once")]
        indexes = [models.Index(fields=["other_id"], name="related_other")]

    def __str__(self) -> str:
        return f"{self.bill_id} ~ {self.other_id}"
