"""Packets: what was printed for which office, from which facts, byte for byte."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from briefings.choices import HandedHow, PacketKind, PacketState
from briefings.querysets import PacketQuerySet, RunQuerySet, SavedTemplateQuerySet
from common.models import Job
from members.models import User
from outreach.models import Office


class PacketRun(models.Model):
    """Packets for many offices asked for at once: one set of choices, one moment, one archive of them all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    key = models.CharField(max_length=64, help_text="digest of what was asked for, and by whom")
    choices = models.JSONField(default=dict, help_text="what staff chose (briefings.packet.order.Choices)")
    wants_final = models.BooleanField(default=False)
    requested_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, help_text="when it was last begun or resumed")
    done_before = models.PositiveSmallIntegerField(default=0, help_text="packets ended before it was resumed")
    canceled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True, help_text="the archive, within the private files")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="bytes of the archive")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") | (~Q(sha256="") & Q(finished_at__isnull=False)),
                name="run_archive_has_its_hash",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(finished_at__isnull=True, canceled_at__isnull=True),
                name="run_one_open_per_key",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Packet(models.Model):
    """A packet asked for, being made, or made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=PacketKind, default=PacketKind.OFFICE)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="packets"
    )
    title = models.CharField(max_length=300, blank=True, help_text="as printed; empty until it is known")
    run = models.ForeignKey(
        PacketRun, null=True, blank=True, on_delete=models.PROTECT, related_name="packets"
    )
    state = models.CharField(max_length=10, choices=PacketState, default=PacketState.WAITING)
    wants_final = models.BooleanField(default=False)
    choices = models.JSONField(default=dict, help_text="what staff chose (briefings.packet.order.Choices)")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    requested_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True, help_text="name within the private files")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True, help_text="bytes")
    page_file = models.CharField(max_length=200, blank=True, help_text="the same as a page for the screen")
    page_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest_as_of = models.DateField(null=True, blank=True)
    manifest = models.JSONField(default=dict, help_text="every fact printed, with source and as-of; versions")
    refusals = models.JSONField(default=list, help_text="what the gate refused, and by which rule")
    error = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    objects = PacketQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PacketState.values), name="packet_state_known"),
            models.CheckConstraint(condition=Q(kind__in=PacketKind.values), name="packet_kind_known"),
            models.UniqueConstraint(fields=["run", "office"], name="packet_once_per_run_and_office"),
            models.CheckConstraint(
                condition=~Q(kind="office") | Q(office__isnull=False), name="packet_of_an_office_names_it"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "final"]) | (~Q(sha256="") & ~Q(file="")),
                name="packet_made_is_stored",
            ),
            models.CheckConstraint(
                condition=Q(page_file="", page_sha256="") | (~Q(page_file="") & ~Q(page_sha256="")),
                name="packet_page_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.title or (f"Packet for {self.office}" if self.office else self.get_kind_display())

    @property
    def is_being_made(self) -> bool:
        """Whether someone is still making it: a job that ended otherwise than by its packet waits for nobody."""
        return self.state == PacketState.WAITING and bool(self.job and self.job.is_open)


class SavedTemplate(models.Model):
    """Choices kept under a name, to make packets from; the secretariat shares them."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=PacketKind)
    choices = models.JSONField(default=dict, help_text="briefings.packet.order.Choices")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="no longer offered; can be put back")

    objects = SavedTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", Lower("name"), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PacketKind.values), name="saved_template_kind_known"),
            models.UniqueConstraint(
                Lower("name"), condition=Q(deleted_at__isnull=True), name="saved_template_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("briefings:edit_template", args=[self.pk])


class Waiver(models.Model):
    """Something the gate refuses in one packet, and a named person lets stand, with the reason; inside only."""

    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="waivers")
    key = models.CharField(max_length=20, help_text="of the refusal, word for word")
    item = models.TextField()
    rule = models.CharField(max_length=20)
    refused_because = models.TextField()
    reason = models.TextField(help_text="why it may stand")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_reason"),
            # The rules that may be waived (briefings/gate_rules.py); a test holds the two equal.
            models.CheckConstraint(condition=Q(rule__in=["freshness", "P4"]), name="waiver_of_what_may_be"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="waiver_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["packet", "key"], condition=Q(withdrawn_at__isnull=True), name="waiver_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} [{self.rule}]"


class Handover(models.Model):
    """A final packet came into an office's hands: to whom, when, how, and who says so."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="handovers")
    to_whom = models.CharField(max_length=200, help_text="office and, where it helps, the person's role")
    handed_on = models.DateField()
    how = models.CharField(max_length=10, choices=HandedHow)
    note = models.TextField(blank=True, help_text="inside only")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="who handed it over")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-handed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=HandedHow.values), name="handover_how_known"),
            models.CheckConstraint(condition=~Q(to_whom=""), name="handover_to_somebody"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_because="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_because="")),
                name="handover_undone_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.packet_id} to {self.to_whom}, {self.handed_on}"
