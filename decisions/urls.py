"""Decisions, proposals, and what members share."""

from django.urls import URLPattern, path

from decisions.views import attachments, proposals, register, shared

app_name = "decisions"
urlpatterns: list[URLPattern] = [
    path("decisions/", register.decisions, name="decisions"),
    path("decisions/proposals/", proposals.proposals, name="proposals"),
    path("decisions/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("decisions/proposals/<int:pk>/respond/", proposals.respond, name="respond"),
    path(
        "decisions/proposals/<int:pk>/files/<int:attachment_id>/", attachments.attachment, name="attachment"
    ),
    path("decisions/shared/", shared.shared, name="shared"),
    path("decisions/<slug:number>/", register.decision, name="decision"),
]
