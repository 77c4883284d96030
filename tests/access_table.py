"""Who may open which address: every URL pattern of the product, each with the least a visitor must be.

A new address without an entry fails tests/test_access.py, which also opens each one as everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from common.access import Access

PUBLIC, SIGNED_IN, MEMBER = Access.PUBLIC, Access.SIGNED_IN, Access.MEMBER
STAFF, ADMINISTRATOR = Access.STAFF, Access.ADMINISTRATOR


@dataclass(frozen=True)
class Page:
    """One address: its pattern, who may open it (None: nobody), an example, and what those who may then get.

    `opened` are the status codes of a plain GET: 405 for what takes only a form, 302 for what leads on.
    Words in braces in `example` are keys of the `world` fixture.
    """

    route: str
    who: Access | None
    example: str
    opened: tuple[int, ...] = (200,)


def page(route: str, who: Access | None, example: str | None = None, *opened: int) -> Page:
    return Page(route, who, f"/{route if example is None else example}", opened or (200,))


HOUSE = [
    # The front page leads those who are signed in to their home.
    page("", PUBLIC, "", 200, 302),
    page("healthz", PUBLIC),
    page("home/", SIGNED_IN, None, 200, 302),
    page("style/", STAFF),
    page("week/", MEMBER),
    page("jobs/<uuid:job_id>/", MEMBER, "jobs/{job}/", 200, 404),
    page("jobs/<uuid:job_id>/progress/", MEMBER, "jobs/{job}/progress/", 200, 404),
    page("jobs/<uuid:job_id>/cancel/", MEMBER, "jobs/{job}/cancel/", 405),
]
LEGISLATION = [
    page("congress/<int:number>/ending/", MEMBER, "congress/119/ending/"),
    page("congress/legislators/", MEMBER),
    page("congress/legislators/<slug:bioguide_id>/", MEMBER, "congress/legislators/X999999/", 404),
    page(
        "congress/legislators/<slug:bioguide_id>/votes/", MEMBER, "congress/legislators/X999999/votes/", 404
    ),
    page("congress/votes/", MEMBER),
    page("congress/legislators/export.<sheet:kind>", MEMBER, "congress/legislators/export.csv"),
    page("congress/committees/export.<sheet:kind>", MEMBER, "congress/committees/export.xlsx"),
    page("congress/votes/export.<sheet:kind>", MEMBER, "congress/votes/export.csv"),
    page("congress/votes/pull/", STAFF, None, 405),
    page("congress/votes/<slug:vote_id>/", MEMBER, "congress/votes/119-house-1-1/", 404),
    page(
        "congress/votes/<slug:vote_id>/members.<sheet:kind>",
        MEMBER,
        "congress/votes/119-house-1-1/members.csv",
        404,
    ),
    page("bills/<str:bill_id>/amendments/", MEMBER, "bills/119-hr-9001/amendments/"),
    page("congress/committees/", MEMBER),
    page("congress/committees/<slug:code>/", MEMBER, "congress/committees/hsxx00/", 404),
    page("calendar/", MEMBER),
    page("calendar/meetings/export.<sheet:kind>", MEMBER, "calendar/meetings/export.csv"),
    page("calendar/pull/", STAFF, None, 405),
    page("calendar/meetings/new/", STAFF),
    page("calendar/meetings/<int:pk>/", MEMBER, "calendar/meetings/{meeting}/"),
    page("calendar/meetings/<int:pk>/meeting.ics", MEMBER, "calendar/meetings/{meeting}/meeting.ics"),
    page("calendar/meetings/<int:pk>/correct/", STAFF, "calendar/meetings/{meeting}/correct/"),
    page("calendar/meetings/<int:pk>/withdraw/", STAFF, "calendar/meetings/{meeting}/withdraw/", 405),
    # Whoever has the address is its reader; a wrong one is answered with 404, and 429 after many.
    page("feeds/calendar/<str:secret>.ics", PUBLIC, "feeds/calendar/none.ics", 404, 429),
    page("bills/", MEMBER),
    page("bills/export.<sheet:kind>", MEMBER, "bills/export.csv"),
    page("bills/pull/", STAFF, None, 405),
    page("bills/watches/", MEMBER),
    page("bills/watches/new/", MEMBER),
    page("bills/watches/<int:pk>/", MEMBER, "bills/watches/1/", 404),
    page("bills/watches/<int:pk>/edit/", MEMBER, "bills/watches/1/edit/", 404),
    page("bills/watches/<int:pk>/pause/", MEMBER, "bills/watches/1/pause/", 405),
    page("bills/watches/<int:pk>/resume/", MEMBER, "bills/watches/1/resume/", 405),
    page("bills/watches/<int:pk>/delete/", MEMBER, "bills/watches/1/delete/", 404),
    page("bills/sources/", STAFF),
    page("bills/sources/read/", STAFF, None, 405),
    page("bills/compare/", MEMBER),
    page("bills/families/", MEMBER),
    page("bills/families/<slug:slug>/", MEMBER, "bills/families/sample-family/"),
    page("bills/families/<slug:slug>/bills.<sheet:kind>", MEMBER, "bills/families/sample-family/bills.csv"),
    page(
        "bills/families/<slug:slug>/authorizations.<sheet:kind>",
        MEMBER,
        "bills/families/sample-family/authorizations.csv",
    ),
    page("bills/families/new/", STAFF),
    page("bills/families/candidates/", STAFF),
    page("bills/families/candidates/look/", STAFF, None, 405),
    page("bills/families/candidates/<int:pk>/", STAFF, "bills/families/candidates/1/", 404),
    page("bills/families/candidates/<int:pk>/confirm/", STAFF, "bills/families/candidates/1/confirm/", 405),
    page("bills/families/candidates/<int:pk>/dismiss/", STAFF, "bills/families/candidates/1/dismiss/", 405),
    page("bills/families/candidates/<int:pk>/reopen/", STAFF, "bills/families/candidates/1/reopen/", 405),
    page("bills/families/<slug:slug>/keep/", STAFF, "bills/families/sample-family/keep/"),
    page("bills/families/<slug:slug>/edit/", STAFF, "bills/families/sample-family/edit/"),
    page("bills/families/<slug:slug>/archive/", STAFF, "bills/families/sample-family/archive/"),
    page("bills/families/<slug:slug>/restore/", STAFF, "bills/families/sample-family/restore/", 405),
    page(
        "bills/families/<slug:slug>/removed/<int:removed_id>/back/",
        STAFF,
        "bills/families/sample-family/removed/1/back/",
        405,
    ),
    page(
        "bills/families/<slug:slug>/changes/<int:entry_id>/undo/",
        STAFF,
        "bills/families/sample-family/changes/1/undo/",
        405,
    ),
    page("bills/families/<slug:slug>/<slug:kind>/add/", STAFF, "bills/families/sample-family/bill/add/"),
    page(
        "bills/families/<slug:slug>/<slug:kind>/<int:row_id>/edit/",
        STAFF,
        "bills/families/sample-family/law/1/edit/",
        404,
    ),
    page(
        "bills/families/<slug:slug>/<slug:kind>/<int:row_id>/remove/",
        STAFF,
        "bills/families/sample-family/authorization/1/remove/",
        404,
    ),
    page("bills/<str:bill_id>/", MEMBER, "bills/119-hr-9001/"),
    page("bills/<str:bill_id>/cosponsors.<sheet:kind>", MEMBER, "bills/119-hr-9001/cosponsors.csv"),
    page("bills/<str:bill_id>/whom-to-ask/", MEMBER, "bills/119-hr-9001/whom-to-ask/"),
    page("bills/<str:bill_id>/whom-to-ask.<sheet:kind>", MEMBER, "bills/119-hr-9001/whom-to-ask.csv"),
    page("bills/families/<slug:slug>/whom-to-ask/", MEMBER, "bills/families/sample-family/whom-to-ask/"),
    page(
        "bills/families/<slug:slug>/whom-to-ask.<sheet:kind>",
        MEMBER,
        "bills/families/sample-family/whom-to-ask.csv",
    ),
    page("bills/<str:bill_id>/facts/", STAFF, "bills/119-hr-9001/facts/"),
    page("bills/<str:bill_id>/facts/<int:pk>/withdraw/", STAFF, "bills/119-hr-9001/facts/1/withdraw/", 405),
    page("bills/<str:bill_id>/pull/", STAFF, "bills/119-hr-9001/pull/", 405),
    page("bills/<str:bill_id>/texts/pull/", STAFF, "bills/119-hr-9001/texts/pull/", 405),
    page("bills/<str:bill_id>/track/", STAFF, "bills/119-hr-9001/track/", 405),
    page("bills/<str:bill_id>/untrack/", STAFF, "bills/119-hr-9001/untrack/", 405),
]
MONEY = [
    page("money/", MEMBER),
    page("money/lines/<slug:slug>/", MEMBER, "money/lines/no-such-line/", 404),
]
MONEY_IMPORT = [
    page("money/import/", STAFF),
    page("money/import/template.<sheet:kind>", STAFF, "money/import/template.xlsx"),
    page("money/import/<int:pk>/", STAFF, "money/import/{table}/"),
    page("money/import/<int:pk>/cells.<sheet:kind>", STAFF, "money/import/{table}/cells.csv"),
    page("money/import/<int:pk>/source/", STAFF, "money/import/{table}/source/"),
    page("money/import/<int:pk>/columns/", STAFF, "money/import/{table}/columns/"),
    page("money/import/<int:pk>/lines/", STAFF, "money/import/{table}/lines/"),
    page("money/import/<int:pk>/cells/<int:cell_pk>/", STAFF, "money/import/{table}/cells/{staged_cell}/"),
    page("money/import/<int:pk>/clear/", STAFF, "money/import/{table}/clear/", 405),
    page("money/import/<int:pk>/read/", STAFF, "money/import/{table}/read/", 405),
    page("money/import/<int:pk>/confirm/", STAFF, "money/import/{table}/confirm/", 405),
    page("money/import/<int:pk>/discard/", STAFF, "money/import/{table}/discard/"),
    page("money/import/<int:pk>/undo/", STAFF, "money/import/{table}/undo/"),
]
PLAN = [
    # A world without a plan has no such pages.
    page("plan/", MEMBER, None, 200, 404),
    page("plan/ended/<int:congress>/", STAFF, "plan/ended/119/"),
    page("plan/ended/<str:kind>/<int:pk>/again/", STAFF, "plan/ended/ask/1/again/", 405),
    page("plan/archive/", MEMBER, None, 200, 404),
    page("triage/", MEMBER),
    page("triage/export.<sheet:kind>", MEMBER, "triage/export.csv"),
    page("triage/act/", STAFF, None, 405),
    page("triage/<str:bill_id>/", MEMBER, "triage/119-hr-9001/", 404),
    page("triage/<str:bill_id>/notes/", STAFF, "triage/119-hr-9001/notes/", 404),
    page("triage/<str:bill_id>/undo/", STAFF, "triage/119-hr-9001/undo/", 405),
    page("plan/priorities/<int:priority_id>/", MEMBER, "plan/priorities/1/", 404),
    page("plan/<str:kind>/<int:target_id>/wording/", STAFF, "plan/priority/1/wording/", 404),
]
DECISIONS = [
    page("register/", PUBLIC),
    page("register/feed/", PUBLIC),
    page("register/<slug:number>/", PUBLIC, "register/2026-01/", 200, 404),
    page("decisions/", MEMBER),
    page("decisions/export.<sheet:kind>", MEMBER, "decisions/export.csv"),
    page("decisions/record/", STAFF),
    page("decisions/minutes/", MEMBER),
    page("decisions/<slug:number>/", MEMBER, "decisions/2026-01/"),
    page("decisions/<slug:number>/minutes.pdf", MEMBER, "decisions/2026-01/minutes.pdf"),
    page("decisions/<slug:number>/correct/", STAFF, "decisions/2026-01/correct/"),
    page("decisions/<slug:number>/visibility/", STAFF, "decisions/2026-01/visibility/"),
    page("decisions/proposals/", MEMBER),
    page("decisions/proposals/export.<sheet:kind>", MEMBER, "decisions/proposals/export.csv"),
    page("decisions/proposals/<int:pk>/", MEMBER, "decisions/proposals/{proposal}/"),
    page("decisions/proposals/<int:pk>/remind/", STAFF, "decisions/proposals/{proposal}/remind/"),
    page("decisions/letters/<int:pk>/remind/", STAFF, "decisions/letters/1/remind/", 404),
    page("decisions/proposals/<int:pk>/respond/", MEMBER, "decisions/proposals/{proposal}/respond/", 405),
    page(
        "decisions/proposals/<int:pk>/files/<int:attachment_id>/",
        MEMBER,
        "decisions/proposals/{proposal}/files/1/",
        404,
    ),
    page("decisions/discussion/", MEMBER),
    page("decisions/discussion/new/", MEMBER, "decisions/discussion/new/?about=legislation.bill:119-hr-9001"),
    page("decisions/discussion/names/", MEMBER),
    page("decisions/discussion/<int:pk>/", MEMBER, "decisions/discussion/{comment}/"),
    # Only its author changes a comment, its author and the secretariat delete it.
    page("decisions/discussion/<int:pk>/edit/", MEMBER, "decisions/discussion/{comment}/edit/", 404),
    page("decisions/discussion/<int:pk>/delete/", MEMBER, "decisions/discussion/{comment}/delete/", 200, 404),
    page("decisions/discussion/<int:pk>/versions/", MEMBER, "decisions/discussion/{comment}/versions/"),
    page("decisions/letters/", MEMBER),
    page("decisions/letters/new/", STAFF),
    page("decisions/letters/<int:pk>/", MEMBER, "decisions/letters/{letter}/"),
    page("decisions/letters/<int:pk>/sign/", MEMBER, "decisions/letters/{letter}/sign/", 405),
    page("decisions/letters/<int:pk>/withdraw/", MEMBER, "decisions/letters/{letter}/withdraw/", 405),
    page("decisions/letters/<int:pk>/letter.pdf", MEMBER, "decisions/letters/{letter}/letter.pdf"),
    page(
        "decisions/letters/<int:pk>/signatories.<sheet:kind>",
        MEMBER,
        "decisions/letters/{letter}/signatories.csv",
    ),
    page(
        "decisions/letters/<int:pk>/consents.<sheet:kind>", STAFF, "decisions/letters/{letter}/consents.csv"
    ),
    # Open for signing: no draft to edit, discard or open.
    page("decisions/letters/<int:pk>/edit/", STAFF, "decisions/letters/{letter}/edit/", 404),
    page("decisions/letters/<int:pk>/discard/", STAFF, "decisions/letters/{letter}/discard/", 404),
    page("decisions/letters/<int:pk>/open/", STAFF, "decisions/letters/{letter}/open/", 404),
    page("decisions/letters/<int:pk>/deadline/", STAFF, "decisions/letters/{letter}/deadline/"),
    page("decisions/letters/<int:pk>/close/", STAFF, "decisions/letters/{letter}/close/"),
    page("decisions/letters/<int:pk>/signers/", STAFF, "decisions/letters/{letter}/signers/"),
    page(
        "decisions/letters/<int:pk>/signers/<int:signer_id>/take-off/",
        STAFF,
        "decisions/letters/{letter}/signers/1/take-off/",
        405,
    ),
    page(
        "decisions/letters/<int:pk>/signatures/<int:signature_id>/take-off/",
        STAFF,
        "decisions/letters/{letter}/signatures/1/take-off/",
        405,
    ),
    page("decisions/proposals/new/", STAFF),
    page("decisions/proposals/subjects/", STAFF),
    page("decisions/proposals/<int:pk>/confirm/", MEMBER, "decisions/proposals/{proposal}/confirm/", 405),
    page("decisions/proposals/<int:pk>/history/", MEMBER, "decisions/proposals/{proposal}/history/"),
    page(
        "decisions/proposals/<int:pk>/rounds/<int:number>/",
        MEMBER,
        "decisions/proposals/{proposal}/rounds/1/",
    ),
    page("decisions/proposals/<int:pk>/edit/", STAFF, "decisions/proposals/{proposal}/edit/", 302),
    page("decisions/proposals/<int:pk>/open/", STAFF, "decisions/proposals/{proposal}/open/", 302),
    page("decisions/proposals/<int:pk>/discard/", STAFF, "decisions/proposals/{proposal}/discard/", 302),
    page("decisions/proposals/<int:pk>/record/", STAFF, "decisions/proposals/{proposal}/record/"),
    page("decisions/proposals/<int:pk>/deadline/", STAFF, "decisions/proposals/{proposal}/deadline/"),
    page("decisions/proposals/<int:pk>/rounds/new/", STAFF, "decisions/proposals/{proposal}/rounds/new/"),
    page("decisions/proposals/<int:pk>/close/", STAFF, "decisions/proposals/{proposal}/close/"),
    page("decisions/proposals/<int:pk>/withdraw/", STAFF, "decisions/proposals/{proposal}/withdraw/"),
    page("decisions/proposals/<int:pk>/undecided/", STAFF, "decisions/proposals/{proposal}/undecided/"),
    page(
        "decisions/consultations/new/",
        MEMBER,
        "decisions/consultations/new/?about=decisions.proposal:{proposal}",
    ),
    page("decisions/consultations/<int:pk>/edit/", MEMBER, "decisions/consultations/1/edit/", 200, 404),
    page("decisions/shared/", MEMBER),
    page("decisions/shared/<int:pk>/edit/", MEMBER, "decisions/shared/{shared}/edit/", 404),
    page("decisions/shared/<int:pk>/delete/", MEMBER, "decisions/shared/{shared}/delete/", 200, 404),
]
PEOPLE = [
    page("member/", MEMBER),
    page("people/organizations/", MEMBER),
    page("people/organizations/export.<sheet:kind>", MEMBER, "people/organizations/export.csv"),
    page("people/organizations/contacts.<sheet:kind>", STAFF, "people/organizations/contacts.csv"),
    page("people/organizations/add/", STAFF),
    page("people/organizations/<slug:slug>/", MEMBER, "people/organizations/sample-one/"),
    # Beyond members: only those who speak for this one, and the secretariat.
    page(
        "people/organizations/<slug:slug>/profile/",
        MEMBER,
        "people/organizations/sample-one/profile/",
        200,
        403,
    ),
    page("people/organizations/<slug:slug>/admit/", STAFF, "people/organizations/sample-one/admit/", 404),
    page("people/organizations/<slug:slug>/leave/", STAFF, "people/organizations/sample-one/leave/"),
    page("people/organizations/<slug:slug>/return/", STAFF, "people/organizations/sample-one/return/", 404),
    page("people/reach/", MEMBER),
    page("people/reach/addition/", MEMBER),
    page("people/reach/addition.<sheet:kind>", MEMBER, "people/reach/addition.csv", 404),
    page("people/reach/<str:table>.<sheet:kind>", MEMBER, "people/reach/states.csv"),
    page("people/skills/", STAFF),
    page("people/skills/<int:pk>/", STAFF, "people/skills/1/", 404),
    page("people/skills/<int:pk>/merge/", STAFF, "people/skills/1/merge/", 405),
    page("people/skills/<int:pk>/remove/", STAFF, "people/skills/1/remove/", 405),
    page("people/organizations/<slug:slug>/naming/", MEMBER, "people/organizations/sample-one/naming/", 405),
    page("people/me/", SIGNED_IN),
    page("member/following/", MEMBER),
    page("member/follow/", MEMBER, None, 405),
    page("member/follow/<int:pk>/stop/", MEMBER, "member/follow/1/stop/", 405),
    page("alerts/", MEMBER),
    page("alerts/start/", MEMBER, None, 405),
    page("alerts/pause/", MEMBER, None, 405),
    page("alerts/read/", MEMBER, None, 405),
    page("alerts/<int:pk>/change/", MEMBER, "alerts/1/change/", 405),
    page("alerts/<int:pk>/stop/", MEMBER, "alerts/1/stop/", 405),
    # Who holds a letter may stop it without signing in; a wrong link stops nothing.
    page("alerts/stop/<str:secret>/", PUBLIC, "alerts/stop/wrong/", 404),
    page("feeds/alerts/<str:secret>/", PUBLIC, "feeds/alerts/wrong/", 404),
    page("notices/", MEMBER),
    page("notices/choices/", MEMBER),
    page("notices/read/", MEMBER, None, 405),
    page("notices/<int:pk>/open/", MEMBER, "notices/1/open/", 405),
    page("people/act-for/", MEMBER, None, 405),
    page("people/audit/", STAFF),
    page("people/invitations/", STAFF),
    page("people/invitations/<int:token_id>/revoke/", STAFF, "people/invitations/1/revoke/", 405),
    page("people/invitation/<str:secret>/", PUBLIC, "people/invitation/{secret}/"),
    page("people/invitations/secretariat/", ADMINISTRATOR, None, 405),
    page("people/invitations/<int:token_id>/again/", STAFF, "people/invitations/1/again/", 405),
    page("people/audit/export.<sheet:kind>", STAFF, "people/audit/export.csv", 405),
    page("people/", STAFF),
    page("people/<int:person_id>/", STAFF, "people/{person}/"),
    page("people/<int:person_id>/roles/", STAFF, "people/{person}/roles/", 405),
    page("people/<int:person_id>/secretariat/", ADMINISTRATOR, "people/{person}/secretariat/", 405),
    page("people/roles/<int:role_id>/change/", STAFF, "people/roles/{role}/change/"),
    page("people/roles/<int:role_id>/end/", STAFF, "people/roles/{role}/end/"),
    page("people/secretariat/<int:term_id>/end/", ADMINISTRATOR, "people/secretariat/{term}/end/"),
    # What is delicate asks for the password first (302).
    page("people/<int:person_id>/second-step/", ADMINISTRATOR, "people/{person}/second-step/", 302),
    page("people/<int:person_id>/close/", ADMINISTRATOR, "people/{person}/close/"),
    page("people/<int:person_id>/reopen/", ADMINISTRATOR, "people/{person}/reopen/"),
    page("people/<int:person_id>/copy/", STAFF, "people/{person}/copy/", 302),
    page("people/<int:person_id>/anonymize/", ADMINISTRATOR, "people/{person}/anonymize/", 302),
    page("people/me/feeds/", MEMBER),
    page("people/me/feeds/<slug:name>/make/", MEMBER, "people/me/feeds/calendar/make/", 405),
    page("people/me/feeds/<slug:name>/choose/", MEMBER, "people/me/feeds/calendar/choose/", 405),
    page("people/me/feeds/<slug:name>/end/", MEMBER, "people/me/feeds/calendar/end/", 405),
    page("people/me/data/", SIGNED_IN, None, 302),
    page("people/me/sessions/<int:session_id>/end/", SIGNED_IN, "people/me/sessions/1/end/", 405),
    page("people/me/address/cancel/", SIGNED_IN, None, 405),
    page("people/address/<str:secret>/confirm/", PUBLIC, "people/address/none/confirm/", 410),
    page("people/address/<str:secret>/undo/", PUBLIC, "people/address/none/undo/", 410),
    page("people/offices/", MEMBER),
    page("people/offices/export.<sheet:kind>", MEMBER, "people/offices/export.csv"),
    page("people/offices/seats/", MEMBER),
    page("people/offices/seats/enter/", STAFF),
    page("people/offices/seats/<int:pk>/take-back/", STAFF, "people/offices/seats/{seat_entry}/take-back/"),
    page("people/offices/seats/<int:pk>/restore/", STAFF, "people/offices/seats/{seat_entry}/restore/", 405),
    page("people/offices/<slug:key>/", MEMBER, "people/offices/{office}/"),
]
PACKETS = [
    page("packets/", STAFF),
    page("packets/new/", STAFF),
    page("packets/<uuid:packet_id>/", STAFF, "packets/{nothing}/", 404),
    page("packets/<uuid:packet_id>/progress/", STAFF, "packets/{nothing}/progress/", 404),
    # Members take the final ones, which the queryset shows them; here there is none.
    page("packets/<uuid:packet_id>/file/", MEMBER, "packets/{nothing}/file/", 404),
    page("packets/<uuid:packet_id>/again/", STAFF, "packets/{nothing}/again/", 405),
]
# Signing in: those who are signed in are led on from what comes before it, and asked for their password
# again (302) before what is delicate.
ACCOUNT = [
    page("account/login/", PUBLIC, None, 200, 302),
    page("account/logout/", PUBLIC, None, 200, 302),
    page("account/inactive/", PUBLIC),
    page("account/signup/", PUBLIC, None, 200, 302),
    page("account/reauthenticate/", SIGNED_IN, None, 200, 302),
    page("account/email/", SIGNED_IN, None, 302),
    page("account/confirm-email/", SIGNED_IN, None, 200, 302),
    page("account/^confirm-email/(?P<key>[-:\\w]+)/$", PUBLIC, "account/confirm-email/none/", 200, 302),
    page("account/password/change/", SIGNED_IN, None, 200, 302),
    page("account/password/set/", SIGNED_IN, None, 200, 302),
    page("account/password/reset/", PUBLIC),
    page("account/password/reset/done/", PUBLIC),
    page(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        PUBLIC,
        "account/password/reset/key/1-none/",
    ),
    page("account/password/reset/key/done/", PUBLIC),
    # Without a code that was asked for, these lead to the sign-in.
    page("account/login/code/confirm/", PUBLIC, None, 200, 302),
    page("account/2fa/", SIGNED_IN),
    page("account/2fa/authenticate/", PUBLIC, None, 200, 302),
    page("account/2fa/reauthenticate/", SIGNED_IN, None, 200, 302),
    page("account/2fa/totp/activate/", SIGNED_IN, None, 200, 302),
    page("account/2fa/totp/deactivate/", SIGNED_IN, None, 302, 404),
    page("account/2fa/recovery-codes/", SIGNED_IN, None, 200, 302, 404),
    page("account/2fa/recovery-codes/generate/", SIGNED_IN, None, 200, 302),
    page("account/2fa/recovery-codes/download/", SIGNED_IN, None, 200, 302, 404),
    page("account/2fa/webauthn/", SIGNED_IN, None, 200, 302),
    page("account/2fa/webauthn/add/", SIGNED_IN, None, 200, 302),
    page("account/2fa/webauthn/reauthenticate/", SIGNED_IN, None, 200, 302, 405),
    page(
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        SIGNED_IN,
        "account/2fa/webauthn/keys/1/remove/",
        302,
        404,
    ),
    page(
        "account/2fa/webauthn/keys/<int:pk>/edit/", SIGNED_IN, "account/2fa/webauthn/keys/1/edit/", 302, 404
    ),
    page("account/2fa/webauthn/login/", PUBLIC, None, 200, 302),
    page("account/sessions/", SIGNED_IN),
]
ADMIN = [
    page("admin/", ADMINISTRATOR),
    page("admin/login/", ADMINISTRATOR, None, 302),
    page("admin/logout/", ADMINISTRATOR, None, 405),
    page("admin/autocomplete/", ADMINISTRATOR, None, 403),
    page("admin/jsi18n/", ADMINISTRATOR),
    # Passwords are changed with the sign-in pages, which log it; the rest of these nobody needs.
    page("admin/password_change/", None),
    page("admin/password_change/done/", None),
    page("admin/r/<path:content_type_id>/<path:object_id>/", None, "admin/r/1/1/"),
    page("admin/(?P<url>.*)$", ADMINISTRATOR, "admin/no-such-page", 404),
]
ADMIN_MODELS = [
    "briefings/packet",
    "common/auditentry",
    "common/job",
    "common/loadedfacts",
    "common/notice",
    "common/token",
    "decisions/consultation",
    "decisions/decision",
    "decisions/proposal",
    "decisions/response",
    "decisions/shareditem",
    "legislation/action",
    "legislation/amendment",
    "legislation/authorization",
    "legislation/bill",
    "legislation/billfacts",
    "legislation/billvote",
    "legislation/committee",
    "legislation/committeemeeting",
    "legislation/committeeseat",
    "legislation/congress",
    "legislation/cosponsor",
    "legislation/districtoffice",
    "legislation/family",
    "legislation/familybill",
    "legislation/familylaw",
    "legislation/legislator",
    "legislation/policysubject",
    "legislation/rollcall",
    "legislation/term",
    "legislation/trackedbill",
    "members/affiliation",
    "members/organization",
    "members/secretariatterm",
    "members/skill",
    "members/user",
    "outreach/meeting",
    "outreach/office",
]


def _admin_pages(model: str) -> list[Page]:
    """The six addresses Django's admin makes of a model: rows to look at, nothing to add, change or delete."""
    at = f"admin/{model}"
    return [
        page(f"{at}/", ADMINISTRATOR),
        # Nothing is added or deleted here, not by an administrator either.
        page(f"{at}/add/", ADMINISTRATOR, None, 403),
        page(f"{at}/<path:object_id>/history/", ADMINISTRATOR, f"{at}/none/history/", 302),
        page(f"{at}/<path:object_id>/delete/", ADMINISTRATOR, f"{at}/none/delete/", 302, 403),
        page(f"{at}/<path:object_id>/change/", ADMINISTRATOR, f"{at}/none/change/", 302),
        page(f"{at}/<path:object_id>/", None, f"{at}/none/"),
    ]


ADMIN_APPS = sorted({model.partition("/")[0] for model in ADMIN_MODELS})
PAGES: list[Page] = [
    *HOUSE,
    *LEGISLATION,
    *MONEY,
    *MONEY_IMPORT,
    *PLAN,
    *DECISIONS,
    *PEOPLE,
    *PACKETS,
    *ACCOUNT,
    *ADMIN,
    *(one for model in ADMIN_MODELS for one in _admin_pages(model)),
]
