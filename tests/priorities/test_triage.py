"""The triage: what comes in, what staff make of it, that it is kept and can be undone, and who reads it (P5)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common import personal_data
from common.citations import cite_in_full
from common.models import Notice
from decisions.models import Proposal
from decisions.services.drafts import discard_draft
from legislation.models import Bill, TrackedBill, WatchMatch
from legislation.search_query import BillQuery
from legislation.services.watches import WatchError, change_watch, make_watch, pause_watch, resume_watch
from members.models import User
from members.services.alerts import subscribe
from priorities.models import TriageItem
from priorities.selectors.triage import tagged_bills
from priorities.services.elevate import elevate
from priorities.services.triage import TriageError, dismiss, note_down, put_back, track, undo
from priorities.services.triage_intake import look, request_look, run_look_job, take_in
from tests.factories.legislation import BillFactory, CongressFactory, TrackedBillFactory
from tests.factories.members import former_member, representative, staff_member
from tests.factories.watches import TriageItemFactory, WatchFactory, a_found_bill

pytestmark = pytest.mark.django_db
LANTERN = BillQuery(q="lantern")


@pytest.fixture
def staff() -> User:
    return staff_member()


@pytest.fixture
def desk(client: Client, staff: User) -> Client:
    client.force_login(staff)
    return client


def a_lantern(**fields: object) -> Bill:
    bill: Bill = BillFactory(**{"title": "SAMPLE Lantern Safety at Harbors Act"} | fields)
    return bill


def in_triage() -> list[str]:
    return list(TriageItem.objects.order_by("pk").values_list("bill_id", flat=True))


# --- what comes in ---


def test_a_new_watch_takes_what_fits_today_as_seen(staff: User) -> None:
    bill = a_lantern()
    watch = make_watch(name="SAMPLE", query=LANTERN, by=staff)
    look()
    assert list(watch.matches.values_list("bill_id", "was_here")) == [(bill.pk, True)]
    assert in_triage() == []


def test_what_fits_today_comes_in_when_asked_for(staff: User) -> None:
    bill = a_lantern()
    make_watch(name="SAMPLE", query=LANTERN, by=staff, tell_existing=True)
    take_in()
    assert in_triage() == [bill.pk]


def test_a_new_bill_comes_in_once_however_often_and_by_however_many_watches_it_is_found(staff: User) -> None:
    make_watch(name="SAMPLE one", query=LANTERN, by=staff)
    make_watch(name="SAMPLE two", query=BillQuery(q='"lantern safety"'), by=staff)
    bill = a_lantern()
    BillFactory()
    assert look().as_dict() == {"watches": 2, "matches": 2, "items": 1}
    assert look().as_dict() == {"watches": 2, "matches": 0, "items": 0}
    assert in_triage() == [bill.pk]


def test_only_the_bills_named_are_looked_at(staff: User) -> None:
    make_watch(name="SAMPLE", query=LANTERN, by=staff)
    one, other = a_lantern(), a_lantern()
    look(bill_ids=[one.pk])
    assert in_triage() == [one.pk]
    look(bill_ids=[one.pk, other.pk])
    assert in_triage() == [one.pk, other.pk]


def test_a_match_keeps_where_the_words_stood(staff: User) -> None:
    make_watch(name="SAMPLE", query=LANTERN, by=staff)
    a_lantern()
    look()
    assert ["Lantern", True] in WatchMatch.objects.get().excerpt["title"]


def test_a_watch_that_rests_catches_up_when_it_is_resumed(staff: User) -> None:
    watch = make_watch(name="SAMPLE", query=LANTERN, by=staff)
    pause_watch(watch=watch, by=staff)
    bill = a_lantern()
    look()
    assert in_triage() == []
    assert resume_watch(watch=watch, by=staff) == 1
    look(bill_ids=[])
    assert in_triage() == [bill.pk]


def test_ones_own_watch_finds_for_oneself_only() -> None:
    person = representative()
    watch = make_watch(name="SAMPLE", query=LANTERN, by=person, own=True)
    a_lantern()
    look()
    assert watch.matches.count() == 1
    assert in_triage() == []


def test_a_changed_search_takes_what_fits_today_as_seen(staff: User) -> None:
    watch = make_watch(name="SAMPLE", query=LANTERN, by=staff)
    other = BillFactory(title="SAMPLE Candle Act")
    change_watch(watch=watch, name="SAMPLE", query=BillQuery(q="candle"), by=staff)
    look()
    assert watch.matches.get(bill=other).was_here
    assert in_triage() == []


@pytest.mark.parametrize("query", [BillQuery(), BillQuery(scope="all", sort="number"), BillQuery(q="the")])
def test_a_watch_of_every_bill_is_refused(staff: User, query: BillQuery) -> None:
    with pytest.raises(WatchError):
        make_watch(name="SAMPLE", query=query, by=staff)


def test_members_make_no_watch_of_the_desk() -> None:
    with pytest.raises(WatchError, match="secretariat"):
        make_watch(name="SAMPLE", query=LANTERN, by=representative())


def test_a_look_is_a_job_that_looks_at_what_changed_since_the_last(staff: User) -> None:
    make_watch(name="SAMPLE", query=LANTERN, by=staff)
    bill = a_lantern()
    job, created = request_look()
    assert job is not None
    assert created
    assert run_look_job(job_id=str(job.pk)).result["items"] == 1  # type: ignore[union-attr]
    Bill.objects.update(changed_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    assert request_look() == (None, False)
    assert in_triage() == [bill.pk]


# --- reintroductions ---


def test_a_dismissed_bill_introduced_again_is_recognized_with_the_reason(desk: Client, staff: User) -> None:
    before = TriageItemFactory(
        bill=a_lantern(
            number=5856,
            congress=CongressFactory(number=118),
            title="SAMPLE Lantern Safety at Harbors Act of 2023",
        )
    )
    dismiss(items=[before], reason="SAMPLE it is about lamps", by=staff)
    make_watch(name="SAMPLE", query=LANTERN, by=staff)
    a_lantern(title="SAMPLE Lantern Safety at Harbors Act of 2025")
    look()
    page = " ".join(desk.get("/triage/").content.decode().split())
    assert "Reintroduction of" in page
    assert "H.R. 5856 (118th)</a></b>, dismissed on" in page
    assert "because: SAMPLE it is about lamps" in page


def test_a_tracked_bill_introduced_again_is_recognized(staff: User) -> None:
    before = a_lantern(
        congress=CongressFactory(number=118), title="SAMPLE Lantern Safety at Harbors Act of 2023"
    )
    TrackedBillFactory(bill=before)
    make_watch(name="SAMPLE", query=LANTERN, by=staff)
    a_lantern(title="SAMPLE Lantern Safety at Harbors Act of 2025")
    look()
    assert [one["bill"] for one in TriageItem.objects.get().kin] == [before.pk]


def test_a_tracked_bill_introduced_again_comes_in_though_no_watch_finds_it(desk: Client) -> None:
    before = a_lantern(
        congress=CongressFactory(number=118), title="SAMPLE Lantern Safety at Harbors Act of 2023"
    )
    TrackedBillFactory(bill=before)
    again = a_lantern(title="SAMPLE Lantern Safety at Harbors Act of 2025")
    other = BillFactory()
    look(bill_ids=[again.pk, other.pk, before.pk])
    assert in_triage() == [again.pk]
    page = " ".join(desk.get("/triage/").content.decode().split())
    assert "No watch found it" in page
    assert "tracked since" in page


# --- what is made of it ---


def test_tracking_pulls_the_bill_by_number_and_undoing_it_stops_that(staff: User) -> None:
    item = a_found_bill()
    assert track(items=[item], by=staff) == 1
    assert TrackedBill.objects.filter(bill=item.bill).exists()
    undo(item=item, by=staff)
    item.refresh_from_db()
    assert item.state == "new"
    assert not TrackedBill.objects.filter(bill=item.bill).exists()


def test_undoing_leaves_what_was_tracked_before(staff: User) -> None:
    item = a_found_bill()
    TrackedBillFactory(bill=item.bill)
    track(items=[item], by=staff)
    undo(item=item, by=staff)
    assert TrackedBill.objects.filter(bill=item.bill).exists()


def test_a_dismissal_needs_a_reason_in_the_form_and_in_the_database(staff: User) -> None:
    item = a_found_bill()
    with pytest.raises(TriageError, match="Say why"):
        dismiss(items=[item], reason="  ", by=staff)
    assert dismiss(items=[item], reason="SAMPLE reason", by=staff) == 1
    item.refresh_from_db()
    assert (item.state, item.dismissed_because) == ("dismissed", "SAMPLE reason")


def test_each_change_is_kept_and_undone_from_the_newest_on(staff: User) -> None:
    item = a_found_bill()
    dismiss(items=[item], reason="SAMPLE reason", by=staff)
    note_down(
        item=item,
        by=staff,
        risk="high_risk",
        risk_note="SAMPLE",
        note="",
        owner=staff,
        tags=["labor"],
        due_on=dt.date(2026, 12, 1),
    )
    assert undo(item=item, by=staff).what == "notes changed"
    assert undo(item=item, by=staff).what == "dismissed"
    item.refresh_from_db()
    assert (item.state, item.risk, item.owner_id, item.tags, item.due_on) == ("new", "", None, [], None)
    with pytest.raises(TriageError, match="nothing to undo"):
        undo(item=item, by=staff)
    assert item.changes.count() == 4


def test_a_risk_is_said_in_words_too(staff: User) -> None:
    with pytest.raises(TriageError, match="in words"):
        note_down(
            item=a_found_bill(),
            by=staff,
            risk="high_risk",
            risk_note=" ",
            note="",
            owner=None,
            tags=[],
            due_on=None,
        )


def test_elevation_starts_a_draft_about_the_bill_and_undoing_it_discards_the_draft(staff: User) -> None:
    item = a_found_bill()
    draft = elevate(item=item, by=staff)
    item.refresh_from_db()
    assert (item.state, item.proposal_id) == ("elevated", draft.pk)
    assert draft.subjects.get().object_id == item.bill_id
    assert draft.state == "draft"
    undo(item=item, by=staff)
    item.refresh_from_db()
    assert (item.state, item.proposal_id) == ("new", None)
    assert not Proposal.objects.exists()


def test_an_elevated_bill_is_not_elevated_or_dismissed_again(staff: User) -> None:
    item = a_found_bill()
    elevate(item=item, by=staff)
    with pytest.raises(TriageError):
        elevate(item=item, by=staff)
    with pytest.raises(TriageError):
        dismiss(items=[item], reason="SAMPLE", by=staff)


def test_a_draft_that_was_discarded_frees_the_bill(desk: Client, staff: User) -> None:
    item = a_found_bill()
    discard_draft(proposal=elevate(item=item, by=staff), by=staff)
    assert "Its draft was discarded" in desk.get("/triage/", {"state": "elevated"}).content.decode()
    assert put_back(items=[item], by=staff) == 1


def test_members_change_nothing(client: Client) -> None:
    person, item = representative(), a_found_bill()
    for refused in (
        lambda: track(items=[item], by=person),
        lambda: dismiss(items=[item], reason="SAMPLE", by=person),
        lambda: elevate(item=item, by=person),
        lambda: undo(item=item, by=person),
    ):
        with pytest.raises(TriageError, match="secretariat"):
            refused()
    client.force_login(person)
    assert client.post("/triage/act/", {"act": "track", "items": item.pk}).status_code == 403


# --- the pages ---


def shown(client: Client, **query: object) -> list[str]:
    return [one.item.bill_id for one in client.get("/triage/", query).context["rows"]]


def test_new_ones_are_shown_first_and_the_states_are_counted(desk: Client, staff: User) -> None:
    old, new = a_found_bill(), a_found_bill()
    dismiss(items=[old], reason="SAMPLE", by=staff)
    assert shown(desk) == [new.bill_id]
    assert shown(desk, state="dismissed") == [old.bill_id]
    assert set(shown(desk, state="all")) == {old.bill_id, new.bill_id}
    page = desk.get("/triage/")
    assert [(state, n) for state, _, n in page.context["counts"]] == [
        ("new", 1),
        ("tracking", 0),
        ("dismissed", 1),
        ("elevated", 0),
        ("all", 2),
    ]


def test_filters_narrow_the_triage(desk: Client, staff: User) -> None:
    watch = WatchFactory()
    one, _ = a_found_bill(watch), a_found_bill()
    note_down(
        item=one,
        by=staff,
        risk="opportunity",
        risk_note="SAMPLE",
        note="",
        owner=staff,
        tags=["labor"],
        due_on=None,
    )
    for query in ({"watch": watch.pk}, {"risk": "opportunity"}, {"owner": staff.pk}, {"tag": "labor"}):
        assert shown(desk, **query) == [one.bill_id]
    assert shown(desk, tag="sex") == []


def test_many_are_dismissed_at_once_by_the_form(desk: Client) -> None:
    items = [a_found_bill() for _ in range(3)]
    sent = {
        "act": "dismiss",
        "items": [one.pk for one in items[:2]],
        "reason": "SAMPLE",
        "next": "/triage/?risk=",
    }
    response = desk.post("/triage/act/", sent)
    assert response.url == "/triage/?risk="
    assert shown(desk) == [items[2].bill_id]


def test_a_form_without_a_reason_or_a_bill_says_so(desk: Client) -> None:
    item = a_found_bill()
    said = desk.post("/triage/act/", {"act": "dismiss", "items": [item.pk]}, follow=True).content.decode()
    assert "Say why" in said
    said = desk.post("/triage/act/", {"act": "track"}, follow=True).content.decode()
    assert "Choose at least one bill first" in said


def test_no_form_leads_away_from_the_site(desk: Client) -> None:
    sent = {"act": "track", "items": [a_found_bill().pk], "next": "https://elsewhere.example/"}
    assert desk.post("/triage/act/", sent).url == "/triage/"


def test_notes_are_kept_by_their_form_and_shown_with_their_history(desk: Client, staff: User) -> None:
    item = a_found_bill()
    at = item.get_absolute_url()
    assert desk.post(f"{at}notes/", {"risk": "high_risk"}).status_code == 422
    sent = {
        "risk": "high_risk",
        "risk_note": "SAMPLE it cuts a fund",
        "tags": ["labor", "protection"],
        "owner": staff.pk,
    }
    assert desk.post(f"{at}notes/", sent).status_code == 302
    page = desk.get(at).content.decode()
    for words in (
        "High risk",
        "SAMPLE it cuts a fund",
        "Labor trafficking",
        "Notes changed",
        f"by {staff.name}",
    ):
        assert words in page
    assert desk.post(f"{at}undo/", {"next": at}).url == at
    assert "SAMPLE it cuts a fund" not in desk.get("/triage/").content.decode()


def test_the_draft_and_the_bill_lead_to_the_triage_and_back(desk: Client, staff: User) -> None:
    item = a_found_bill()
    response = desk.post("/triage/act/", {"act": "elevate", "items": [item.pk]})
    draft = Proposal.objects.get()
    assert response.url == draft.get_absolute_url()
    assert item.get_absolute_url() in desk.get(response.url).content.decode()
    assert item.get_absolute_url() in desk.get(item.bill.get_absolute_url()).content.decode()
    assert draft.get_absolute_url() in desk.get(item.get_absolute_url()).content.decode()


def test_every_member_reads_the_triage_but_no_draft_and_nobody_outside_reads_any(
    client: Client, staff: User
) -> None:
    item = a_found_bill()
    elevate(item=item, by=staff)
    client.force_login(representative())
    page = client.get("/triage/", {"state": "elevated"}).content.decode()
    assert "A proposal is being drafted" in page
    assert "What position do we take" not in page
    assert "Dismiss" not in page.partition('class="triage"')[2]
    assert client.get(item.get_absolute_url()).status_code == 200
    client.force_login(former_member())
    assert client.get("/triage/").status_code == 403
    assert not TriageItem.objects.visible_to(former_member()).exists()


def test_tags_of_bills_we_work_on_count_for_the_whole_problem(staff: User) -> None:
    item, other = a_found_bill(), a_found_bill()
    for one in (item, other):
        note_down(item=one, by=staff, risk="", risk_note="", note="", owner=None, tags=["labor"], due_on=None)
    track(items=[item], by=staff)
    assert tagged_bills() == {item.bill_id: {"labor"}}


def test_thirty_bills_cost_no_more_queries_than_one(desk: Client, staff: User) -> None:
    watch = WatchFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            desk.get("/triage/", {"state": "all"})
        return len(seen)

    a_found_bill(watch)
    queries()
    few = queries()
    for _ in range(29):
        item = a_found_bill(watch)
        note_down(item=item, by=staff, risk="", risk_note="", note="", owner=staff, tags=["sex"], due_on=None)
    assert queries() == few


def test_whoever_has_an_alert_on_a_watch_is_told_once_of_what_it_found_without_its_name(staff: User) -> None:
    watch = make_watch(name="SAMPLE delicate name", query=LANTERN, by=staff)
    subscribe(user=staff, target=watch)
    bill = a_lantern()
    look()
    look()
    notice = Notice.objects.get(recipient_id=staff.pk)
    assert notice.path == watch.get_absolute_url()
    assert cite_in_full(bill.pk) in notice.title
    assert "delicate" not in f"{notice.title} {notice.detail}"


def test_a_copy_holds_what_a_person_watched_and_did_and_taking_them_out_frees_their_bills(
    staff: User,
) -> None:
    mine = make_watch(name="SAMPLE mine", query=LANTERN, by=staff, own=True)
    desk = make_watch(name="SAMPLE desk", query=LANTERN, by=staff, responsible=staff)
    item = a_found_bill(owner=staff)
    track(items=[item], by=staff)
    copy = personal_data.collected(staff)
    assert {one["name"] for one in copy["watches"]} == {"SAMPLE mine", "SAMPLE desk"}
    assert [one["what"] for one in copy["triage"]] == ["tracked"]
    personal_data.erase(staff)
    assert not type(mine).objects.filter(pk=mine.pk).exists()
    desk.refresh_from_db()
    item.refresh_from_db()
    assert (desk.responsible, item.owner) == (None, None)
