"""The one way to write to the audit log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from common.models import AuditEntry


def record(
    verb: str,
    subject: Model | None = None,
    *,
    actor_id: int | None,
    acting_for: int | None = None,
    **detail: object,
) -> AuditEntry:
    """Write one audit entry in the caller's transaction.

    `verb` is past tense ("changed role"); `detail` holds plain values, ids rather than names.
    """
    return AuditEntry.objects.create(
        verb=verb,
        subject_type=subject._meta.label_lower if subject else "",  # noqa: SLF001 - Django documents _meta
        subject_id=str(subject.pk) if subject else "",
        actor_id=actor_id,
        acting_for=acting_for,
        detail=detail,
    )


def record_each(
    verb: str,
    subjects: Iterable[tuple[Model, dict[str, object]]],
    *,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Write one audit entry for each subject with its detail, all of one moment, in few statements."""
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=at,
                verb=verb,
                subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django documents _meta
                subject_id=str(subject.pk),
                actor_id=actor_id,
                detail=detail,
            )
            for subject, detail in subjects
        ],
        batch_size=2000,
    )
