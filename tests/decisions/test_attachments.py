"""The files of a proposal: who may keep them, who reads them, and that none is left behind."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from common.models import AuditEntry
from decisions.models import Attachment
from decisions.services.attachments import MOST, AttachmentRefused, atomic_with_files, attach, detach
from tests.factories.decisions import ProposalFactory, an_open_proposal
from tests.factories.members import former_member, representative, staff_member
from tests.pages import signed_in
from tests.uploads import PDF, a_file

pytestmark = pytest.mark.django_db


def address(attachment: Attachment) -> str:
    return f"/decisions/proposals/{attachment.proposal_id}/files/{attachment.pk}/"


def files_kept() -> list[Path]:
    return [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]


def test_a_file_is_kept_by_its_digest_and_readable_by_us_alone():
    kept = attach(proposal=ProposalFactory(), upload=a_file("../SAMPLE brief.pdf"), by=staff_member())
    assert kept.name == "SAMPLE brief.pdf"
    (path,) = files_kept()
    assert path.name == kept.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "brief" not in str(list(AuditEntry.objects.values()))


def test_a_file_is_handed_out_to_be_saved_and_never_shown_in_place():
    draft, staff = ProposalFactory(), staff_member()
    kept = attach(proposal=draft, upload=a_file(), by=staff)
    answer = signed_in(staff).get(address(kept))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="SAMPLE brief.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"] == "application/pdf"


def test_a_drafts_file_is_the_secretariats():
    kept = attach(proposal=ProposalFactory(), upload=a_file(), by=staff_member())
    assert signed_in(representative()).get(address(kept)).status_code == 404
    assert signed_in(former_member()).get(address(kept)).status_code == 403
    assert Client().get(address(kept)).status_code == 302


def test_a_file_is_found_under_its_own_proposal_only():
    staff = staff_member()
    kept = attach(proposal=ProposalFactory(), upload=a_file(), by=staff)
    elsewhere = f"/decisions/proposals/{ProposalFactory().pk}/files/{kept.pk}/"
    assert signed_in(staff).get(elsewhere).status_code == 404


def test_members_read_the_files_of_an_open_proposal():
    staff, proposal = staff_member(), an_open_proposal()
    kept = attach(proposal=proposal, upload=a_file(), by=staff, from_round=2)
    assert signed_in(representative()).get(address(kept)).status_code == 200
    assert signed_in(former_member()).get(address(kept)).status_code == 403


def test_a_file_that_has_gone_is_told_as_missing():
    staff = staff_member()
    kept = attach(proposal=ProposalFactory(), upload=a_file(), by=staff)
    default_storage.delete(kept.file.name)
    assert signed_in(staff).get(address(kept)).status_code == 404


def test_a_page_that_calls_itself_a_pdf_is_refused_and_leaves_nothing():
    with pytest.raises(AttachmentRefused, match=r"brief\.pdf"):
        attach(proposal=ProposalFactory(), upload=a_file("brief.pdf", b"<html></html>"), by=staff_member())
    assert not Attachment.objects.exists()
    assert files_kept() == []


def test_only_the_secretariat_keeps_files():
    with pytest.raises(AttachmentRefused, match="secretariat"):
        attach(proposal=ProposalFactory(), upload=a_file(), by=representative())


def test_a_file_is_attached_once_and_ten_at_most():
    draft, staff = ProposalFactory(), staff_member()
    attach(proposal=draft, upload=a_file("first.pdf"), by=staff)
    with pytest.raises(AttachmentRefused, match=r"“again\.pdf” is attached already, as “first\.pdf”"):
        attach(proposal=draft, upload=a_file("again.pdf"), by=staff)
    for number in range(MOST - 1):
        attach(proposal=draft, upload=a_file(f"{number}.txt", f"SAMPLE {number}".encode()), by=staff)
    with pytest.raises(AttachmentRefused, match=r"“more\.txt” is one too many"):
        attach(proposal=draft, upload=a_file("more.txt", b"SAMPLE more"), by=staff)


def test_files_are_frozen_with_the_text_and_change_with_a_round():
    staff, proposal = staff_member(), an_open_proposal()
    with pytest.raises(AttachmentRefused, match="frozen"):
        attach(proposal=proposal, upload=a_file(), by=staff)
    joined = attach(proposal=proposal, upload=a_file(), by=staff, from_round=2)
    assert list(proposal.attachments.in_round(1)) == []
    assert list(proposal.attachments.in_round(2)) == [joined]


def test_a_draft_loses_a_file_and_the_store_does_too(django_capture_on_commit_callbacks):
    staff = staff_member()
    kept = attach(proposal=ProposalFactory(), upload=a_file(), by=staff)
    with django_capture_on_commit_callbacks(execute=True):
        detach(attachment=kept, by=staff)
    assert files_kept() == []
    with pytest.raises(AttachmentRefused, match="already"):
        detach(attachment=kept, by=staff)


def test_no_file_is_left_when_the_transaction_fails():
    draft, staff = ProposalFactory(), staff_member()

    @atomic_with_files()
    def attach_and_fail() -> None:
        attach(proposal=draft, upload=a_file(), by=staff)
        assert len(files_kept()) == 1
        raise RuntimeError

    with pytest.raises(RuntimeError):
        attach_and_fail()
    assert files_kept() == []
    assert not Attachment.objects.exists()
    # Nothing of the failure stays behind for the next.
    attach(proposal=draft, upload=a_file(), by=staff)
    assert len(files_kept()) == 1
