"""Named filters of common's tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import connections, models
from django.db.models import F, Lookup, Q
from django.db.models.functions import Coalesce

from common.access import is_inside


def count_of(rows: models.QuerySet[Any]) -> Coalesce:
    """Return an annotation that counts `rows`, which name the outer row by OuterRef.

    Counted row by row, and so for the rows of a page only; where two tables are joined and counted at once, each row
    of the one meets each of the other.
    """
    many = rows.order_by().values(none=models.Value(1)).annotate(many=models.Count("pk")).values("many")
    return Coalesce(models.Subquery(many), 0)


class _AnyOf(Lookup):
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, self.rhs)


def among(column: str, values: Iterable[str]) -> Lookup[Any]:
    """Return the condition that a column of texts is one of many: a single parameter, where `__in` makes one of each.

    For the hundreds that a batch of an import asks for, Django would take longer over `__in` than the database.
    """
    return _AnyOf(F(column), list(values))


class JobQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Jobs that wait or run."""
        return self.filter(state__in=["queued", "running"])

    def of_kind(self, kind: str) -> Self:
        """Jobs of one kind."""
        return self.filter(kind=kind)

    def expired(self, now: datetime) -> Self:
        """Running jobs whose worker has not renewed its lease, and queued ones whose message was lost."""
        return self.open().filter(Q(lease_until__lt=now))


# A step for each different word, from one to the next by its index, however many entries there are.
DIFFERENT = """
    WITH RECURSIVE word(value) AS (
        (SELECT {column} FROM common_auditentry ORDER BY {column} LIMIT 1)
        UNION ALL
        SELECT (SELECT {column} FROM common_auditentry WHERE {column} > word.value ORDER BY {column} LIMIT 1)
        FROM word WHERE word.value IS NOT NULL
    ) SELECT value FROM word WHERE value <> ''
"""


class AuditQuerySet(models.QuerySet[Any]):
    def verbs(self) -> list[str]:
        """Every verb there is in the log, by the alphabet."""
        return self._different("verb")

    def subject_types(self) -> list[str]:
        """Every kind of thing that the log has entries on."""
        return self._different("subject_type")

    def _different(self, column: str) -> list[str]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(DIFFERENT.format(column=column))
            return [value for (value,) in cursor.fetchall()]

    def about(self, subject_type: str, subject_id: object) -> Self:
        """Entries on one subject."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))


# The kind of the notices that come of a person's own alerts.
ALERT = "alert"


class NoticeQuerySet(models.QuerySet[Any]):
    def unsent(self) -> Self:
        """Notices not yet e-mailed and not given up."""
        return self.filter(sent_at__isnull=True, error="")

    def due(self, now: datetime) -> Self:
        """Unsent notices whose time to be e-mailed has come."""
        return self.unsent().filter(due_at__lte=now)

    def unread(self) -> Self:
        """Notices whose recipient has not opened them here."""
        return self.filter(seen_at__isnull=True)

    def alerts(self) -> Self:
        """What a person asked to be told of, as against what the work of the coalition sends them."""
        return self.filter(kind=ALERT)

    def of_the_work(self) -> Self:
        """Every notice that is no alert."""
        return self.exclude(kind=ALERT)

    def visible_to(self, user: Any) -> Self:
        """A person sees only what was addressed to them."""
        return self.filter(recipient_id=user.pk)


class PhraseClearanceQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Who cleared which words is read inside only: they are of texts that may not have left yet."""
        return self if is_inside(user) else self.none()

    def about(self, subject_type: str, subject_ids: Iterable[object]) -> Self:
        """What was cleared in the texts of some rows of one table."""
        return self.filter(subject_type=subject_type, subject_id__in=[str(one) for one in subject_ids])
