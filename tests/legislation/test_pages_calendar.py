"""The calendar: days in Washington, what stands out, what is off, and what an empty page is worth."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
import time_machine

from common.citations import NBSP
from legislation.models import BillCommittee, SourceRun, TrackedBill
from tests.factories.decisions import an_open_proposal
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeMeetingFactory,
    CongressFactory,
    FamilyBillFactory,
)
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def a_tracked_bill(committee=None, **said):
    bill = BillFactory(**said)
    TrackedBill.objects.create(bill=bill, reason="SAMPLE")
    if committee:
        BillCommittee.objects.create(bill=bill, committee=committee)
    return bill


def words(path, person=None):
    response = signed_in(person or representative()).get(path)
    assert response.status_code == 200
    text = re.sub(r"<(script|style|option).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)).replace(NBSP, " "))
    return re.sub(r" (?=[,;.])", "", text)


@pytest.fixture
def foreign_affairs():
    return CommitteeFactory(code="hsfa00", name="House Committee on Foreign Affairs")


@pytest.fixture
def ways_and_means():
    return CommitteeFactory(code="hswm00", name="House Committee on Ways and Means")


def test_meetings_of_committees_with_tracked_bills_come_first_and_the_others_on_demand(
    foreign_affairs, ways_and_means
):
    a_tracked_bill(foreign_affairs)
    CommitteeMeetingFactory(committee=foreign_affairs, title="SAMPLE ours")
    CommitteeMeetingFactory(committee=ways_and_means, title="SAMPLE theirs")
    assert "SAMPLE ours" in words("/calendar/")
    assert "SAMPLE theirs" not in words("/calendar/")
    assert "SAMPLE theirs" in words("/calendar/?scope=all")


def test_a_subcommittee_counts_with_its_committee(foreign_affairs):
    a_tracked_bill(foreign_affairs)
    africa = CommitteeFactory(code="hsfa16", name="Africa", parent=foreign_affairs)
    CommitteeMeetingFactory(committee=africa)
    assert "House Foreign Affairs: Africa" in words("/calendar/")


def test_a_tracked_bill_of_an_earlier_congress_does_not_count(foreign_affairs):
    a_tracked_bill(foreign_affairs, congress=CongressFactory(number=118))
    CommitteeMeetingFactory(committee=foreign_affairs, title="SAMPLE markup")
    assert "SAMPLE markup" not in words("/calendar/")


def test_a_meeting_that_names_a_tracked_bill_is_shown_whoever_meets(ways_and_means):
    bill = a_tracked_bill(number=9101)
    CommitteeMeetingFactory(committee=ways_and_means, bills=[bill.pk, "119-hr-77777"])
    shown = words("/calendar/")
    assert "H.R. 9101, H.R. 77777" in shown
    assert "House Ways and Means; 2172, Rayburn House Office Building" in shown
    assert "SAMPLE markup" in words("/calendar/?scope=named")


def test_days_and_times_are_those_of_washington():
    # Half past midnight in London is the evening before in Washington.
    CommitteeMeetingFactory(
        day=dt.date(2026, 12, 2), starts_at=dt.datetime(2026, 12, 3, 0, 30, tzinfo=dt.UTC)
    )
    CommitteeMeetingFactory(day=dt.date(2026, 12, 4), starts_at=None)
    shown = words("/calendar/?scope=all")
    assert "Wednesday, December 2 7:30 p.m. ET" in shown
    assert "Friday, December 4 No time given" in shown


@pytest.mark.parametrize("status", ["canceled", "postponed", "rescheduled"])
def test_what_does_not_go_as_announced_stays_and_says_so(status):
    CommitteeMeetingFactory(status=status)
    assert f"Markup {status.capitalize()} SAMPLE markup" in words("/calendar/?scope=all")


def test_a_meeting_its_source_lost_stays_and_says_so():
    CommitteeMeetingFactory(gone_since=NOW)
    assert "The source lists it no longer." in words("/calendar/?scope=all")


def test_past_meetings_are_found_by_paging_the_newest_first():
    for day in range(1, 32):
        CommitteeMeetingFactory(day=dt.date(2026, 10, day), title=f"SAMPLE of day {day}.")
    first, second = words("/calendar/?scope=all&view=past"), words("/calendar/?scope=all&view=past&page=2")
    assert first.index("SAMPLE of day 31.") < first.index("SAMPLE of day 30.")
    assert "SAMPLE of day 1." not in first
    assert "SAMPLE of day 1." in second
    assert "SAMPLE of day" not in words("/calendar/?scope=all")


def test_filters_narrow_to_committee_chamber_kind_and_family(foreign_affairs, ways_and_means):
    part = FamilyBillFactory(bill=BillFactory(number=9001))
    CommitteeMeetingFactory(committee=foreign_affairs, title="SAMPLE one", bills=[part.bill_id])
    CommitteeMeetingFactory(committee=ways_and_means, title="SAMPLE two", kind="hearing", chamber="senate")
    for query, there in (
        ("committee=hsfa00", "one"),
        ("committee=hswm00", "two"),
        ("scope=all&chamber=senate", "two"),
        ("scope=all&kind=markup", "one"),
        (f"scope=all&family={part.family_id}", "one"),
    ):
        shown = words(f"/calendar/?{query}")
        assert [f"SAMPLE {one}" in shown for one in ("one", "two")] == [there == "one", there == "two"], query


def test_a_filter_that_makes_no_sense_leaves_the_page_whole():
    CommitteeMeetingFactory()
    for query in (
        "committee=nonsense",
        "start=soon",
        "kind=x",
        "view=x",
        "view=month&month=2026-99",
        "page=x",
    ):
        assert signed_in(representative()).get(f"/calendar/?scope=all&{query}").status_code == 200


def test_deadlines_and_the_end_of_the_congress_stand_among_the_meetings():
    CongressFactory(number=119)
    an_open_proposal(question="SAMPLE Shall we?", deadline_at=dt.datetime(2026, 12, 5, 22, tzinfo=dt.UTC))
    CommitteeMeetingFactory()
    shown = words("/calendar/?scope=all")
    order = ["SAMPLE markup", "Closes: SAMPLE Shall we?", "Sunday, January 3, 2027 12:00 p.m. ET"]
    assert sorted(order, key=shown.index) == order
    assert "The 119th Congress ends" in shown
    assert "SAMPLE Shall we?" not in words("/calendar/?scope=all&kind=markup")


def test_pages_of_the_calendar_tell_each_other_thing_once():
    for number in range(40):
        CommitteeMeetingFactory(day=dt.date(2026, 12, 1) + dt.timedelta(days=number // 4))
    for day in range(1, 20):
        an_open_proposal(
            question=f"SAMPLE q{day}.",
            deadline_at=dt.datetime(2026, 12, day, 22, tzinfo=dt.UTC),
        )
    pages = [words(f"/calendar/?scope=all&page={number}") for number in (1, 2)]
    for day in range(1, 20):
        assert sum(one.count(f"SAMPLE q{day}.") for one in pages) == 1, day


def test_a_month_shows_its_days_and_leads_to_the_next():
    CommitteeMeetingFactory()
    CommitteeMeetingFactory(day=dt.date(2027, 1, 5), title="SAMPLE later")
    for _ in range(6):
        CommitteeMeetingFactory(day=dt.date(2026, 12, 10))
    shown = words("/calendar/?view=month&month=2026-12&scope=all")
    assert "December 2026 November January" in shown
    assert "10:00 a.m. Markup, House Foreign Affairs" in shown
    assert "3 more" in shown
    assert "7 things in this month" in shown


def test_an_empty_calendar_says_how_fresh_its_source_is():
    assert "they have not been read yet" in words("/calendar/")
    SourceRun.objects.create(
        source="committee meetings",
        kind="by the clock",
        state="done",
        finished_at=NOW - dt.timedelta(hours=1),
    )
    assert "The source was last read Nov 27, 2026, 9:00 a.m. ET" in words("/calendar/")
    SourceRun.objects.create(
        source="committee meetings",
        kind="by the clock",
        state="failed",
        finished_at=NOW,
        note="SAMPLE no network",
    )
    shown = words("/calendar/")
    assert "SAMPLE no network" in shown
    assert "The source was last read Nov 27, 2026, 9:00 a.m. ET" in shown


def test_the_page_of_a_meeting_tells_witnesses_documents_and_bills_not_known_here(foreign_affairs):
    meeting = CommitteeMeetingFactory(
        committee=foreign_affairs,
        bills=["119-hr-77777", "118-s-920"],
        witnesses=[{"name": "SAMPLE Witness", "position": "Director", "organization": "SAMPLE Org"}],
        documents=[
            {"name": "SAMPLE notice", "kind": "Support Document", "url": "https://www.congress.gov/x.pdf"}
        ],
    )
    shown = words(f"/calendar/meetings/{meeting.pk}/")
    for part in (
        "Dec 3, 2026, 10:00 a.m. ET, 2172, Rayburn House Office Building",
        "H.R. 77777 not among the bills here",
        "S. 920 (118th)",
        "SAMPLE Witness",
        "SAMPLE notice",
        "Congress.gov API",
    ):
        assert part in shown, part


def test_the_page_of_a_bill_says_what_comes_up(foreign_affairs):
    bill = BillFactory(number=9101)
    CommitteeMeetingFactory(committee=foreign_affairs, bills=[bill.pk])
    CommitteeMeetingFactory(
        committee=foreign_affairs, bills=[bill.pk], day=dt.date(2026, 6, 3), kind="hearing"
    )
    shown = words(f"/bills/{bill.pk}/")
    assert "Coming up: markup, Thu Dec 3, 10:00 a.m. ET House Foreign Affairs" in shown
    assert "Hearing, Jun 3, 2026" in shown


def test_committee_and_homes_say_what_comes_up(foreign_affairs):
    a_tracked_bill(foreign_affairs)
    CommitteeMeetingFactory(committee=foreign_affairs)
    CommitteeMeetingFactory(committee=foreign_affairs, day=dt.date(2026, 12, 31))
    assert "Coming up: markup, Thu Dec 3" in words("/congress/committees/hsfa00/")
    for path, person in (("/home/", staff_member()), ("/member/", representative())):
        shown = words(path, person)
        assert "Thu Dec 3, 10:00 a.m. Markup, House Foreign Affairs" in shown
        assert "Thu Dec 31" not in shown


@pytest.mark.parametrize("query", ["", "?scope=all", "?scope=all&view=month&month=2026-12"])
def test_the_calendar_takes_as_many_queries_for_thirty_meetings_as_for_one(query, foreign_affairs):
    bill = a_tracked_bill(foreign_affairs)
    person = signed_in(representative())
    CommitteeMeetingFactory(bills=[bill.pk])
    an_open_proposal(deadline_at=dt.datetime(2026, 12, 5, 22, tzinfo=dt.UTC))
    few = queries_of(person, f"/calendar/{query}")
    for number in range(29):
        CommitteeMeetingFactory(bills=[bill.pk, f"119-hr-{number + 1}"], committee=foreign_affairs)
        BillFactory(number=number + 1)
    an_open_proposal(deadline_at=dt.datetime(2026, 12, 5, 23, tzinfo=dt.UTC))
    assert queries_of(person, f"/calendar/{query}") == few


def test_a_deadline_that_is_only_sample_data_says_so():
    an_open_proposal(
        deadline_at=dt.datetime(2026, 12, 4, 22, tzinfo=dt.UTC), question="Whether", is_sample=True
    )
    assert "Closes: Whether SAMPLE" in words("/calendar/")
    assert "SAMPLE" in words("/calendar/?view=month&month=2026-12")
