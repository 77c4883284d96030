"""Finding what a proposal may concern, by citation or name, in apps above that this one does not know.

A kind of subject (selectors/subjects.py) is searched where its queryset has the verb `.named_like(words)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from common.naming import address_of, find_named
from decisions.models import Letter, Proposal
from decisions.selectors.subjects import kind_of, subject_kinds
from members.models import Organization

AT_MOST = 6


@dataclass(frozen=True)
class Choice:
    """One thing a proposal may concern: how an address names it, what people call it, and its kind."""

    key: str
    label: str
    kind: str


def searchable() -> list[type[Model]]:
    """Return the models a proposal may concern: every kind of subject but proposals; letters; organizations."""
    kinds: list[type[Model]] = [model for model in subject_kinds().values() if model is not Proposal]
    kinds += [Letter, Organization]
    return [model for model in kinds if hasattr(_rows_of(model), "named_like")]


def search_subjects(words: str, user: Any) -> list[Choice]:
    """Return what `words` may mean, a few of each kind, as far as `user` may see it; nothing for no words."""
    words = words.replace("\0", "").strip()
    if not words:
        return []
    found = (_rows_of(model).visible_to(user).named_like(words)[:AT_MOST] for model in searchable())
    return [choice_of(one) for of_kind in found for one in of_kind]


def subjects_named(keys: Iterable[str], user: Any) -> list[Model]:
    """Return the rows that keys such as "legislation.bill:119-s-2012" name, each once, where `user` may see them.

    What a proposal cannot concern, or does not exist, is left out.
    """
    allowed = {model._meta.label_lower for model in searchable()}  # noqa: SLF001 - Django documents it
    wanted = dict.fromkeys(key for key in keys if key.partition(":")[0] in allowed)
    return [row for key in wanted if (row := find_named(key, user))]


def choice_of(row: Model) -> Choice:
    """Return a row as it is chosen from a list."""
    kind = kind_of(row) if hasattr(row, "subject_kind") else str(row._meta.verbose_name).capitalize()  # noqa: SLF001 - as above
    return Choice(address_of(row), str(getattr(row, "subject_label", row)), kind)


def _rows_of(model: type[Model]) -> Any:
    return model._default_manager.all()  # noqa: SLF001 - as above
