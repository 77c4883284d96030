"""Addresses of the money."""

from django.urls import path

from appropriations.views import deadlines, lines, member_letters, office_requests, signers

app_name = "appropriations"
urlpatterns = [
    path("money/", lines.grid, name="grid"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
    path("money/deadlines/", deadlines.deadlines, name="deadlines"),
    path("money/deadlines/export.<sheet:kind>", deadlines.deadlines_file, name="deadlines_file"),
    path("money/deadlines/new/", deadlines.new, name="new_deadline"),
    path("money/deadlines/repeat/", deadlines.repeat, name="repeat_deadlines"),
    path("money/deadlines/reminders/", deadlines.reminders, name="deadline_reminders"),
    path("money/deadlines/<int:pk>/", deadlines.deadline, name="deadline"),
    path("money/deadlines/<int:pk>/deadline.ics", deadlines.deadline_calendar_file, name="deadline_ics"),
    path("money/deadlines/<int:pk>/edit/", deadlines.edit, name="edit_deadline"),
    path("money/deadlines/<int:pk>/act/", deadlines.act, name="act_on_deadline"),
    path("money/deadlines/<int:pk>/remind-me/", deadlines.follow, name="follow_deadline"),
    path("money/member-letters/", member_letters.letters, name="member_letters"),
    path("money/member-letters/export.<sheet:kind>", member_letters.letters_file, name="member_letters_file"),
    path("money/member-letters/new/", member_letters.new, name="new_member_letter"),
    path("money/member-letters/<int:pk>/", member_letters.letter, name="member_letter"),
    path(
        "money/member-letters/<int:pk>/signers.<sheet:kind>",
        member_letters.signers_file,
        name="signers_file",
    ),
    path("money/member-letters/<int:pk>/edit/", member_letters.edit, name="edit_member_letter"),
    path(
        "money/member-letters/<int:pk>/take-back/", member_letters.take_back, name="take_back_member_letter"
    ),
    path("money/member-letters/<int:pk>/undo/", member_letters.undo, name="undo_member_letter"),
    path("money/member-letters/<int:pk>/signers/add/", signers.add, name="add_signer"),
    path("money/member-letters/<int:pk>/signers/paste/", signers.paste, name="paste_signers"),
    path(
        "money/member-letters/<int:pk>/signers/<int:signature>/remove/", signers.remove, name="remove_signer"
    ),
    path("money/office-requests/", office_requests.requests, name="office_requests"),
    path(
        "money/office-requests/export.<sheet:kind>",
        office_requests.requests_file,
        name="office_requests_file",
    ),
    path("money/office-requests/new/", office_requests.new, name="new_office_request"),
    path("money/office-requests/<int:pk>/", office_requests.office_request, name="office_request"),
    path("money/office-requests/<int:pk>/edit/", office_requests.edit, name="edit_office_request"),
    path(
        "money/office-requests/<int:pk>/take-back/",
        office_requests.take_back,
        name="take_back_office_request",
    ),
    path("money/office-requests/<int:pk>/undo/", office_requests.undo, name="undo_office_request"),
]
