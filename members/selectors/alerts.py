"""A person's alerts: on what, how they come, what came; and who has one on a thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from common.models import Notice
from common.naming import find_named
from common.querysets import ALERT
from members.choices import ALERTED, Delivery
from members.models import NoticeChoice, Subscription


@dataclass(frozen=True)
class Target:
    """A thing that people can have alerts on, by its model and key."""

    model: type[Model]
    key: str


@dataclass(frozen=True)
class Chosen:
    """One subscription as a person's own list shows it."""

    subscription: Subscription
    name: str
    url: str


def find_alertable(named: str, user: Any) -> Model | None:
    """Return the thing `named` points at ("legislation.bill:119-s-2012") if it has alerts and `user` may see it."""
    model = named.partition(":")[0].rpartition(".")[2]
    return find_named(named, user) if model in ALERTED else None


def subscription_on(target: Model, user: Any) -> Subscription | None:
    """Return a person's own subscription to something, or None."""
    kind = ContentType.objects.get_for_model(target)
    return Subscription.objects.visible_to(user).on(kind, target.pk).first()


def subscription_of(user: Any, number: str) -> Subscription | None:
    """Return a person's own subscription by its number as an address gives it, or None."""
    return Subscription.objects.visible_to(user).filter(pk=number).first() if number.isdigit() else None


def subscribers_of(targets: Iterable[Target]) -> dict[Target, list[Subscription]]:
    """Return the subscriptions of people with an open account on any of `targets`, by target; one query."""
    by_kind: defaultdict[type[Model], set[str]] = defaultdict(set)
    for target in targets:
        by_kind[target.model].add(target.key)
    if not by_kind:
        return {}
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in by_kind}
    any_of = reduce(or_, (Q(content_type=pk, object_id__in=by_kind[model]) for pk, model in kinds.items()))
    found: defaultdict[Target, list[Subscription]] = defaultdict(list)
    for row in Subscription.objects.filter(any_of, user__is_active=True).order_by("pk"):
        found[Target(kinds[row.content_type_id], row.object_id)].append(row)
    return dict(found)


def keys_with_alerts(*models: type[Model]) -> dict[type[Model], set[str]]:
    """Return, of each model, the keys of the rows that somebody has alerts on; one query."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in models}
    found: dict[type[Model], set[str]] = {model: set() for model in models}
    rows = Subscription.objects.filter(content_type__in=kinds, user__is_active=True).order_by()
    for kind, key in rows.values_list("content_type_id", "object_id").distinct():
        found[kinds[kind]].add(key)
    return found


def chosen_by(user: Any) -> list[tuple[str, list[Chosen]]]:
    """Return what a person has alerts on, by kind and name; one query a kind, however many.

    What they may not see any more, or is gone, is not listed.
    """
    rows = Subscription.objects.visible_to(user).select_related("content_type")
    by_kind: defaultdict[str, list[Subscription]] = defaultdict(list)
    for row in rows:
        by_kind[row.content_type.model].append(row)
    listed = ((label, _seen(by_kind[kind], user)) for kind, label in ALERTED.items() if by_kind[kind])
    return [(label, sorted(found, key=lambda one: one.name)) for label, found in listed if found]


def _seen(rows: list[Subscription], user: Any) -> list[Chosen]:
    model = rows[0].content_type.model_class()
    if model is None:
        return []
    visible = model._default_manager.all().visible_to(user)  # type: ignore[attr-defined]  # noqa: SLF001 - documented
    seen = {str(one.pk): one for one in visible.filter(pk__in=[row.object_id for row in rows])}
    return [
        Chosen(row, named(target), target.get_absolute_url())
        for row in rows
        if (target := seen.get(row.object_id))
    ]


def named(target: Any) -> str:
    """Return how a list names a thing: as it is chosen from a list where it says so, else plainly."""
    return str(getattr(target, "subject_label", "") or target)


def alerts_of(user: Any, subscription: Subscription | None = None) -> QuerySet[Notice]:
    """Return what came of a person's alerts, or of one of them, the newest first."""
    rows: QuerySet[Notice] = Notice.objects.visible_to(user).alerts().order_by("-created_at", "-pk")
    return rows.filter(detail__subscriptions__contains=subscription.pk) if subscription else rows


def unread_alerts(user: Any) -> int:
    """Return how many alerts a person has not opened or marked as read."""
    return int(Notice.objects.visible_to(user).alerts().unread().count())


def is_paused(user: Any) -> bool:
    """Whether a person lets no alert come by e-mail for now."""
    return NoticeChoice.objects.filter(user=user, kind=ALERT, delivery=Delivery.NEVER).exists()
