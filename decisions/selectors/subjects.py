"""What can be talked of and what members share about: rows of models that say what kind of subject they are.

A model of any app names itself with `subject_kind` ("Bill"), so that this app needs to know none above it.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from common.naming import address_of, find_named
from decisions.models import Proposal


def subject_kinds() -> dict[str, type[Model]]:
    """Return every model whose rows are subjects by its label ("decisions.proposal"), by the kind's name."""
    kinds = [model for model in apps.get_models() if hasattr(model, "subject_kind")]
    return {model._meta.label_lower: model for model in sorted(kinds, key=kind_of)}  # noqa: SLF001 - documented


def kind_of(subject: Model | type[Model]) -> str:
    """Return the kind of a subject in a word: "Bill"."""
    return str(subject.subject_kind)  # type: ignore[union-attr]


def kind_choices(*, with_proposals: bool) -> list[tuple[str, str]]:
    """Return (label, name) of each kind of subject for a filter."""
    return [
        (label, kind_of(model))
        for label, model in subject_kinds().items()
        if with_proposals or model is not Proposal
    ]


def content_type_of(label: str) -> ContentType:
    """Return the content type of a kind's label; raises LookupError when it is no kind of subject."""
    return ContentType.objects.get_for_model(subject_kinds()[label])


def find_discussed(named: str, user: Any) -> Model | None:
    """Return the proposal, bill, line or priority that `named` points at if `user` may see it, else None."""
    return find_named(named, user) if named.partition(":")[0] in subject_kinds() else None


def find_shared_about(named: str, user: Any) -> Model | None:
    """Return what a post may be about (a bill, a line, a priority) if `user` may see it, else None.

    A proposal is talked of in its own thread, whose readers are its own.
    """
    found = find_discussed(named, user)
    return None if isinstance(found, Proposal) else found


def may_read(subject: Model, user: Any) -> bool:
    """Whether `user` may see a subject today, by its own rule of visibility."""
    return find_discussed(address_of(subject), user) is not None
