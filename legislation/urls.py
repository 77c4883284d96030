"""Pages about bills and families."""

from django.urls import path

from legislation.views import (
    bill,
    bills,
    candidates,
    committees,
    compare,
    families,
    family_keeping,
    files,
    legislators,
    pull,
)

app_name = "legislation"
urlpatterns = [
    path("congress/legislators/", legislators.legislator_list, name="legislators"),
    path("congress/legislators/<slug:bioguide_id>/", legislators.legislator, name="legislator"),
    path(
        "congress/legislators/<slug:bioguide_id>/votes/",
        legislators.legislator_votes,
        name="legislator_votes",
    ),
    path("congress/committees/", committees.committee_list, name="committees"),
    path("congress/committees/<slug:code>/", committees.committee, name="committee"),
    path("bills/", bills.bills, name="bills"),
    path("bills/export.<sheet:kind>", bills.bills_file, name="bills_file"),
    path("bills/pull/", pull.pull_tracked, name="pull_tracked"),
    path("bills/compare/", compare.compare, name="compare"),
    path("bills/families/", families.families, name="families"),
    path("bills/families/new/", family_keeping.new, name="new_family"),
    path("bills/families/candidates/", candidates.candidates, name="candidates"),
    path("bills/families/candidates/look/", candidates.look, name="look_for_candidates"),
    path("bills/families/candidates/<int:pk>/", candidates.candidate, name="candidate"),
    path("bills/families/candidates/<int:pk>/confirm/", candidates.confirm, name="confirm_candidate"),
    path("bills/families/candidates/<int:pk>/dismiss/", candidates.dismiss, name="dismiss_candidate"),
    path("bills/families/candidates/<int:pk>/reopen/", candidates.reopen, name="reopen_candidate"),
    path("bills/families/<slug:slug>/", families.family, name="family"),
    path("bills/families/<slug:slug>/keep/", family_keeping.keep, name="keep_family"),
    path("bills/families/<slug:slug>/edit/", family_keeping.edit, name="edit_family"),
    path("bills/families/<slug:slug>/archive/", family_keeping.archive, name="archive_family"),
    path("bills/families/<slug:slug>/restore/", family_keeping.restore, name="restore_family"),
    path(
        "bills/families/<slug:slug>/removed/<int:removed_id>/back/",
        family_keeping.put_back_row,
        name="put_back_family_row",
    ),
    path("bills/families/<slug:slug>/<slug:kind>/add/", family_keeping.add_row, name="add_family_row"),
    path(
        "bills/families/<slug:slug>/<slug:kind>/<int:row_id>/edit/",
        family_keeping.edit_row,
        name="edit_family_row",
    ),
    path(
        "bills/families/<slug:slug>/<slug:kind>/<int:row_id>/remove/",
        family_keeping.remove,
        name="remove_family_row",
    ),
    path("bills/<str:bill_id>/", bill.bill, name="bill"),
    path("bills/<str:bill_id>/cosponsors.<sheet:kind>", files.cosponsors, name="cosponsors_file"),
    path("bills/<str:bill_id>/pull/", pull.pull, name="pull_bill"),
    path("bills/<str:bill_id>/texts/pull/", compare.pull_texts, name="pull_texts"),
    path("bills/<str:bill_id>/track/", bill.track, name="track_bill"),
    path("bills/<str:bill_id>/untrack/", bill.untrack, name="untrack_bill"),
]
