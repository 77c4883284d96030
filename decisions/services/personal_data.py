"""What a person answered, wrote and signed, for their copy; and their name taken out of others' words."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Model, Q

from common import personal_data
from common.personal_data import plain
from decisions.models import (
    Comment,
    CommentVersion,
    Consultation,
    Letter,
    OutsideSigner,
    Proposal,
    ResponseVersion,
    SharedItem,
    Signature,
)
from members.models import User

HIDDEN = "hidden until the close"


def answers(user: User) -> list[dict[str, Any]]:
    """Return every answer the person recorded, each change too.

    What is hidden until the close is hidden here as well: the secretariat takes copies too. A proposal goes by its
    number, because its words are others' and may be newer than the day somebody left.
    """
    rows = ResponseVersion.objects.filter(answered_by=user).order_by("answered_at")
    hidden = Q(response__proposal__state="open", response__proposal__answers_hidden_until_close=True)
    told = plain(
        rows.exclude(hidden),
        "response__proposal",
        "response__organization__name",
        "round",
        "answer",
        "reason",
        "received_how",
        "answered_at",
    )
    untold = plain(rows.filter(hidden), "response__proposal", "response__organization__name", "answered_at")
    return told + [{**one, "answer": HIDDEN} for one in untold]


def comments(user: User) -> list[dict[str, Any]]:
    """Return what the person said in threads, with what an edited comment said before."""
    said = Comment.objects.filter(author=user).order_by("posted_at")
    before = CommentVersion.objects.filter(comment__author=user).order_by("written_at")
    return [
        *plain(
            said, "id", "content_type__model", "object_id", "text", "posted_at", "edited_at", "deleted_at"
        ),
        *plain(before, "comment_id", "text", "written_at"),
    ]


def posts(user: User) -> list[dict[str, Any]]:
    """Return the information the person shared."""
    rows = SharedItem.objects.filter(posted_by=user).order_by("posted_at")
    return plain(rows, "title", "text", "level", "organization__name", "posted_at")


def signatures(user: User) -> list[dict[str, Any]]:
    """Return the letters the person signed for an organization, or took a signature back from."""
    rows = Signature.objects.filter(Q(signed_by=user) | Q(revoked_by=user)).order_by("signed_at")
    return plain(rows, "letter__title", "name", "signed_at", "revoked_at")


def drafts_and_records(user: User) -> list[dict[str, Any]]:
    """Return the proposals, letters, consultations and outside signers the person entered, by number.

    Their words are the coalition's and read inside; others may have changed them since.
    """
    return [
        *plain(Proposal.objects.filter(created_by=user), "id", "created_at"),
        *plain(Letter.objects.filter(created_by=user), "id", "created_at"),
        *plain(Consultation.objects.filter(recorded_by=user), "id", "held_on", "recorded_at"),
        *plain(OutsideSigner.objects.filter(entered_by=user), "id", "name", "entered_at"),
    ]


def erase(user: User) -> None:
    """Put the number of an anonymized person for their name where comments and posts spell it out."""
    if not user.name.strip():
        return
    for model in (Comment, CommentVersion, SharedItem):
        _replace(model, user.name, f"Former member {user.pk}")


def _replace(model: type[Model], name: str, by: str) -> None:
    # As a whole: a short name must not be taken out of the middle of other words.
    whole = re.compile(rf"\b{re.escape(name)}\b")
    rows = model._default_manager.filter(text__contains=name)  # noqa: SLF001 - Django documents it
    for key, text in rows.values_list("pk", "text"):
        model._default_manager.filter(pk=key).update(text=whole.sub(by, text))  # noqa: SLF001


def register() -> None:
    """Name the parts of a copy that this app keeps; called once when the site starts."""
    for name, collect in {
        "answers": answers,
        "comments": comments,
        "posts": posts,
        "signatures": signatures,
        "drafts and records": drafts_and_records,
    }.items():
        personal_data.register(name, collect)
    personal_data.register_erasure(erase)
