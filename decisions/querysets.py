"""Named filters over proposals and decisions; who may see what is decided here (P5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils import timezone

from common.access import is_inside


class ProposalQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Deliberation is open inside and closed outside; drafts are the secretariat's."""
        if not is_inside(user):
            return self.none()
        return self if user.is_secretariat else self.exclude(state="draft")

    def open(self) -> Self:
        """Proposals that take answers."""
        return self.filter(state="open")

    def awaiting(self, organization_id: int) -> Self:
        """Open proposals put to an organization whose present round it has not answered."""
        answered = self.model.objects.filter(
            responses__organization_id=organization_id, responses__round=F("round")
        )
        return (
            self.open()
            .filter(electors__organization_id=organization_id, deadline_at__gt=timezone.now())
            .exclude(pk__in=answered.values("pk"))
        )


class ResponseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Answers are seen inside only; where a proposal hides them until its close, each sees its own."""
        if not is_inside(user):
            return self.none()
        own = [one.organization_id for one in user.current_affiliations]
        hidden = Q(proposal__state="open", proposal__answers_hidden_until_close=True)
        return self.exclude(hidden & ~Q(organization_id__in=own))


# What a record that outside does not see corrected, step by step back: its words would say adopted what no longer is.
UNDONE_UNSEEN = """
    WITH RECURSIVE undone(id) AS (
        SELECT corrects_id FROM decisions_decision
        WHERE corrects_id IS NOT NULL AND NOT (is_public AND outcome = 'adopted')
        UNION
        SELECT earlier.corrects_id FROM decisions_decision earlier JOIN undone ON undone.id = earlier.id
        WHERE earlier.corrects_id IS NOT NULL
    ) SELECT id FROM undone
"""


class DecisionQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Decisions whose record may be read by anyone: adopted, not restricted, and not undone unseen (P5)."""
        return self.filter(is_public=True, outcome="adopted").exclude(pk__in=RawSQL(UNDONE_UNSEEN, []))  # noqa: S611 - no value goes in

    def visible_to(self, user: Any) -> Self:
        """Everyone sees what is on the public record; those inside see all."""
        return self if is_inside(user) else self.public()

    def in_force(self) -> Self:
        """Adopted decisions that no later record corrects."""
        return self.filter(outcome="adopted", corrected_by__isnull=True)


class VisibilitySwitchQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Who closed or opened a record, and why, is read inside only."""
        return self if is_inside(user) else self.none()


class ConsultationQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """What groups told us is read inside only."""
        return self if is_inside(user) else self.none()


class SharedItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those inside read everything shared; outside goes only what its author said is fit for it."""
        return self if is_inside(user) else self.filter(level="public", deleted_at__isnull=True)

    def live(self) -> Self:
        """Posts that nobody deleted."""
        return self.filter(deleted_at__isnull=True)

    def about(self, content_type_id: int, object_id: object) -> Self:
        """What bears on one bill, line or priority."""
        return self.filter(content_type_id=content_type_id, object_id=str(object_id))


class AttachmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those inside read what belongs to a proposal they may read; a draft's is the secretariat's."""
        if not is_inside(user):
            return self.none()
        return self if user.is_secretariat else self.exclude(proposal__state="draft")

    def in_round(self, number: int) -> Self:
        """What belongs to the text of one round."""
        stays = Q(until_round__isnull=True) | Q(until_round__gte=number)
        return self.filter(stays, from_round__lte=number)


class CommentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Open to all active organizations and to nobody else (P5); on a draft proposal, to the secretariat."""
        if not is_inside(user):
            return self.none()
        if user.is_secretariat:
            return self
        proposals = self.model._meta.apps.get_model("decisions", "proposal").objects  # noqa: SLF001 - as documented
        drafts = proposals.filter(state="draft").values_list(Cast("pk", models.CharField()))
        return self.exclude(
            content_type__app_label="decisions", content_type__model="proposal", object_id__in=drafts
        )

    def about(self, content_type_id: int, object_id: object) -> Self:
        """What was said on one proposal, bill, line or priority."""
        return self.filter(content_type_id=content_type_id, object_id=str(object_id))

    def threads(self) -> Self:
        """What began a thread."""
        return self.filter(reply_to__isnull=True)


class LetterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those inside read letters; a draft is the secretariat's until a proposal puts it to the organizations."""
        if not is_inside(user):
            return self.none()
        return self if user.is_secretariat else self.filter(~Q(state="draft") | self._put_to_all())

    def _put_to_all(self) -> Q:
        concerned = apps.get_model("decisions", "Subject").objects.filter(
            content_type__app_label="decisions", content_type__model="letter"
        )
        asked = concerned.exclude(proposal__state="draft")
        return Q(pk__in=asked.annotate(letter=Cast("object_id", models.BigIntegerField())).values("letter"))

    def awaiting(self, organization_id: int, at: datetime) -> Self:
        """Letters open at a moment that an organization has not signed."""
        signatures = apps.get_model("decisions", "Signature").objects.in_force()
        return self.filter(state="open", deadline_at__gt=at).exclude(
            pk__in=signatures.filter(organization_id=organization_id).values("letter")
        )

    def named_like(self, words: str) -> Self:
        """Letters by words of their title."""
        return self.filter(title__icontains=words.strip())


class SignatureQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Signatures that were not withdrawn."""
        return self.filter(revoked_at__isnull=True)


class OutsideSignerQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Outside signers that were not removed."""
        return self.filter(removed_at__isnull=True)
