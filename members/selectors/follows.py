"""What an organization follows: bills, families, lines and priorities, named generically."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from common.naming import find_named
from members.choices import FOLLOWED
from members.models import Follow


@dataclass(frozen=True)
class Followed:
    """One thing followed: its row in our list, its name and its page."""

    follow: Follow
    name: str
    url: str


def find_followable(named: str, user: Any) -> Model | None:
    """Return the bill, family, line or priority that `named` points at ("legislation.bill:119-s-2012"), else None.

    None, too, when `user` may not see it.
    """
    model = named.partition(":")[0].rpartition(".")[2]
    return find_named(named, user) if model in FOLLOWED else None


def _rows(model_class: type[Model], user: Any) -> Any:
    return model_class._default_manager.all().visible_to(user)  # type: ignore[attr-defined]  # noqa: SLF001


def followers_among(target: Model, organization_ids: list[int]) -> set[int]:
    """Return which of these organizations follow something."""
    kind = ContentType.objects.get_for_model(target)
    rows = Follow.objects.filter(
        content_type=kind, object_id=str(target.pk), organization__in=organization_ids
    )
    return set(rows.values_list("organization_id", flat=True))


def followed_keys(organization_id: int) -> dict[str, set[str]]:
    """Return the keys of what an organization follows, by kind ("bill", "family"); one query."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    rows = Follow.objects.filter(organization=organization_id).select_related("content_type")
    for row in rows:
        keys[row.content_type.model].add(row.object_id)
    return keys


def what_we_follow(organization_id: int, user: Any) -> list[tuple[str, list[Followed]]]:
    """Return what an organization follows and `user` may see, by kind and name; one query a kind, however many."""
    rows = Follow.objects.filter(organization=organization_id).select_related("content_type")
    by_kind: defaultdict[str, list[Follow]] = defaultdict(list)
    for row in rows:
        by_kind[row.content_type.model].append(row)
    return [
        (label, sorted(_seen(by_kind[kind], user), key=lambda one: one.name))
        for kind, label in FOLLOWED.items()
        if by_kind[kind]
    ]


def _seen(rows: list[Follow], user: Any) -> list[Followed]:
    model_class = rows[0].content_type.model_class()
    if model_class is None:
        return []
    seen = {
        str(one.pk): one for one in _rows(model_class, user).filter(pk__in=[row.object_id for row in rows])
    }
    return [
        Followed(row, str(target), target.get_absolute_url())
        for row in rows
        if (target := seen.get(row.object_id))
    ]
