"""A draft with its files, saved in one go: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from decisions.models import Attachment, Proposal
from decisions.services.attachments import atomic_with_files, attach, detach
from decisions.services.drafts import draft_proposal, edit_draft
from members.models import User


@atomic_with_files()
def save_draft(
    *,
    proposal: Proposal | None,
    by: User,
    subjects: Sequence[Model] = (),
    added: Iterable[UploadedFile[Any]] = (),
    dropped: Iterable[Attachment] = (),
    **fields: Any,
) -> Proposal:
    """Write a draft, or change the one given, and its files; `fields` are those of `draft_proposal`.

    Raises ProposalError or AttachmentRefused, which say what is wrong, and then keeps nothing of it.
    """
    if proposal is None:
        saved = draft_proposal(by=by, subjects=subjects, **fields)
    else:
        saved = edit_draft(proposal=proposal, by=by, subjects=subjects, **fields)
    for attachment in dropped:
        detach(attachment=attachment, by=by)
    for upload in added:
        attach(proposal=saved, upload=upload, by=by)
    return saved
