"""Decisions, proposals, and what members share."""

from django.urls import URLPattern, path

from decisions import feeds
from decisions.views import (
    attachments,
    comments,
    letter_desk,
    letter_signers,
    letters,
    proposals,
    public_register,
    register,
    reminders,
    shared,
)

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("register/", public_register.register, name="public_register"),
    path("register/feed/", feeds.public_feed, name="public_feed"),
    path("register/<slug:number>/", public_register.decision, name="public_decision"),
    path("decisions/", register.decisions, name="decisions"),
    path("decisions/proposals/", proposals.proposals, name="proposals"),
    path("decisions/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("decisions/proposals/<int:pk>/respond/", proposals.respond, name="respond"),
    path("decisions/proposals/<int:pk>/remind/", reminders.remind_proposal, name="remind_proposal"),
    path("decisions/letters/<int:pk>/remind/", reminders.remind_letter, name="remind_letter"),
    path(
        "decisions/proposals/<int:pk>/files/<int:attachment_id>/", attachments.attachment, name="attachment"
    ),
    path("decisions/discussion/", comments.discussion, name="discussion"),
    path("decisions/discussion/new/", comments.begin, name="begin_thread"),
    path("decisions/discussion/names/", comments.names, name="names_to_mention"),
    path("decisions/discussion/<int:pk>/", comments.thread, name="thread"),
    path("decisions/discussion/<int:pk>/edit/", comments.edit, name="edit_comment"),
    path("decisions/discussion/<int:pk>/delete/", comments.delete, name="delete_comment"),
    path("decisions/discussion/<int:pk>/versions/", comments.versions, name="comment_versions"),
    path("decisions/letters/", letters.letters, name="letters"),
    path("decisions/letters/new/", letter_desk.new_letter, name="new_letter"),
    path("decisions/letters/<int:pk>/", letters.letter, name="letter"),
    path("decisions/letters/<int:pk>/sign/", letters.sign, name="sign_letter"),
    path("decisions/letters/<int:pk>/withdraw/", letters.withdraw, name="withdraw_signature"),
    path("decisions/letters/<int:pk>/letter.pdf", letters.letter_pdf, name="letter_pdf"),
    path("decisions/letters/<int:pk>/signatories.csv", letters.signatories_csv, name="signatories_csv"),
    path("decisions/letters/<int:pk>/consents.csv", letters.consents_csv, name="consents_csv"),
    path("decisions/letters/<int:pk>/edit/", letter_desk.edit_letter, name="edit_letter"),
    path("decisions/letters/<int:pk>/discard/", letter_desk.discard_letter, name="discard_letter"),
    path("decisions/letters/<int:pk>/open/", letter_desk.open_letter, name="open_letter"),
    path("decisions/letters/<int:pk>/deadline/", letter_desk.move_deadline, name="letter_deadline"),
    path("decisions/letters/<int:pk>/close/", letter_desk.close_letter, name="close_letter"),
    path("decisions/letters/<int:pk>/signers/", letter_signers.signers, name="letter_signers"),
    path(
        "decisions/letters/<int:pk>/signers/<int:signer_id>/take-off/",
        letter_signers.take_off_signer,
        name="take_off_signer",
    ),
    path(
        "decisions/letters/<int:pk>/signatures/<int:signature_id>/take-off/",
        letter_signers.take_off_former,
        name="take_off_former",
    ),
    path("decisions/shared/", shared.shared, name="shared"),
    path("decisions/shared/<int:pk>/edit/", shared.edit, name="edit_shared"),
    path("decisions/shared/<int:pk>/delete/", shared.delete, name="delete_shared"),
    path("decisions/<slug:number>/", register.decision, name="decision"),
]
