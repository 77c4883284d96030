"""People: organizations, one's own page, invitations, the audit log, and the member's home."""

from django.urls import URLPattern, path

from members.views import audit, home, invitations, me, notices, organizations

app_name = "members"
urlpatterns: list[URLPattern] = [
    path("member/", home.home, name="home"),
    path("people/organizations/", organizations.organizations, name="organizations"),
    path("people/organizations/contacts.csv", organizations.contacts_csv, name="contacts_csv"),
    path("people/organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("people/organizations/<slug:slug>/naming/", organizations.naming, name="naming"),
    path("people/me/", me.me, name="me"),
    path("notices/", notices.notices, name="notices"),
    path("notices/choices/", notices.notice_choices, name="notice_choices"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/<int:pk>/open/", notices.open_notice, name="open_notice"),
    path("people/act-for/", me.act_for, name="act_for"),
    path("people/audit/", audit.audit, name="audit"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/<int:token_id>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("people/invitation/<str:secret>/", invitations.accept, name="accept"),
]
