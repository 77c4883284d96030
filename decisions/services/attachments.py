"""Files that belong to a proposal's text: taken with checks, frozen with it, kept where only our views reach."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from common import audit
from common.uploads import LARGEST, UploadRefused, check, clean_name
from decisions.choices import ProposalState
from decisions.models import Attachment, Proposal
from members.models import User

MOST = 10
_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


class AttachmentRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The file cannot be attached or taken off; the message names it and is fit to be shown."""


@contextmanager
def atomic_with_files() -> Iterator[None]:
    """`transaction.atomic` for services that keep files: when it fails, the files written inside go again."""
    written: list[str] = []
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise
    finally:
        _written.reset(token)
    # A service that calls this one may still fail: then they are its to take away.
    around = _written.get()
    if around is not None:
        around.extend(written)


@atomic_with_files()
def attach(
    *, proposal: Proposal, upload: UploadedFile[Any], by: User, from_round: int | None = None
) -> Attachment:
    """Keep a file with a proposal: with a draft, or with the round that `from_round` names as the next one.

    `by` is of the secretariat. Raises AttachmentRefused for a file of another kind than its name says, too large,
    one too many, twice the same, or for a text that is frozen.
    """
    current = _writable(proposal, by, from_round)
    name = clean_name(upload.name or "")
    if (upload.size or 0) > LARGEST:
        raise AttachmentRefused(f"“{name}” is larger than 10 MB.")
    content = upload.read()
    try:
        checked = check(name, content)
    except UploadRefused as refused:
        raise AttachmentRefused(str(refused)) from refused
    digest = hashlib.sha256(content).hexdigest()
    _refuse_one_too_many(current, name, digest)
    attachment = Attachment(
        proposal=current,
        from_round=from_round or current.round,
        name=checked.name,
        media_type=checked.media_type,
        size=len(content),
        sha256=digest,
        uploaded_by=by,
    )
    attachment.file.save(digest, ContentFile(content), save=False)
    _note(str(attachment.file.name))
    attachment.save()
    audit.record("attached file", attachment, actor_id=by.pk, proposal=current.pk)
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, by: User) -> None:
    """Take a file off: a draft loses it, an open proposal keeps it with its present round and goes on without.

    `by` is of the secretariat. Raises AttachmentRefused when the text is frozen or the file has left already.
    """
    current = _writable(attachment.proposal, by, attachment.proposal.round + 1)
    kept = Attachment.objects.select_for_update().filter(pk=attachment.pk, until_round=None).first()
    if kept is None:
        raise AttachmentRefused(f"“{attachment.name}” was taken off already.")
    audit.record("took off file", kept, actor_id=by.pk, proposal=current.pk)
    if current.state == ProposalState.OPEN:
        kept.until_round = current.round
        kept.save(update_fields=["until_round"])
        return
    storage, name = kept.file.storage, kept.file.name
    kept.delete()
    # The row may come back with a transaction that fails; the file could not.
    transaction.on_commit(lambda: storage.delete(name))


def _note(name: str) -> None:
    written = _written.get()
    if written is not None:
        written.append(name)


def _writable(proposal: Proposal, by: User, from_round: int | None) -> Proposal:
    if not by.is_secretariat:
        raise AttachmentRefused("The secretariat keeps the files of a proposal.")
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    next_round = current.state == ProposalState.OPEN and from_round == current.round + 1
    if current.state != ProposalState.DRAFT and not next_round:
        raise AttachmentRefused("The files were frozen with the text; a new round may bring others.")
    return current


def _refuse_one_too_many(proposal: Proposal, name: str, digest: str) -> None:
    kept: Any = proposal.attachments.filter(until_round=None)
    if twin := kept.filter(sha256=digest).first():
        raise AttachmentRefused(f"“{name}” is attached already, as “{twin.name}”.")
    if kept.count() >= MOST:
        raise AttachmentRefused(f"“{name}” is one too many: a proposal has at most {MOST} files.")
