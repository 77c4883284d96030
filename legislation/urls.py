"""Pages about bills and families."""

from django.urls import path

from legislation.views import (
    amendments,
    bill,
    bills,
    committees,
    compare,
    families,
    files,
    legislators,
    pull,
    votes,
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
    path("congress/votes/", votes.vote_list, name="votes"),
    path("congress/votes/pull/", votes.pull, name="pull_votes"),
    path("congress/votes/<slug:vote_id>/", votes.vote, name="vote"),
    path("congress/votes/<slug:vote_id>/members.<sheet:kind>", votes.members_file, name="vote_file"),
    path("bills/", bills.bills, name="bills"),
    path("bills/export.<sheet:kind>", bills.bills_file, name="bills_file"),
    path("bills/pull/", pull.pull_tracked, name="pull_tracked"),
    path("bills/compare/", compare.compare, name="compare"),
    path("bills/families/", families.families, name="families"),
    path("bills/families/<slug:slug>/", families.family, name="family"),
    path("bills/<str:bill_id>/", bill.bill, name="bill"),
    path("bills/<str:bill_id>/cosponsors.<sheet:kind>", files.cosponsors, name="cosponsors_file"),
    path("bills/<str:bill_id>/amendments/", amendments.amendments, name="amendments"),
    path("bills/<str:bill_id>/pull/", pull.pull, name="pull_bill"),
    path("bills/<str:bill_id>/texts/pull/", compare.pull_texts, name="pull_texts"),
    path("bills/<str:bill_id>/track/", bill.track, name="track_bill"),
    path("bills/<str:bill_id>/untrack/", bill.untrack, name="untrack_bill"),
]
