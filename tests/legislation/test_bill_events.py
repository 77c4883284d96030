"""What happened to followed bills is recorded once and told once, whatever the sources repeat."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.models import Notice
from legislation.choices import BillId, Chamber, Source
from legislation.models import Bill, BillEvent
from legislation.selectors.moved import what_moved
from legislation.services.lay_over import lay_over
from legislation.services.sync_bill import sync_bill, sync_bills
from legislation.sources.records import ActionOrigin, TextVersionRecord
from members.services.alerts import subscribe
from tests.factories.legislation import (
    CommitteeFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
    TrackedBillFactory,
)
from tests.factories.members import representative
from tests.legislation.records import INTRODUCED, REFERRED, action, cosponsor, law, record
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
BILL = "119-hr-9901"
NOW = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
MARKED_UP = action(
    "2026-11-17", "Committee Consideration and Mark-up Session Held", source_code="1", committees=("hsfa00",)
)
NEW = cosponsor("X000004", "2026-11-18")
OLD = (cosponsor("X000002"), cosponsor("X000003", withdrawn_on=dt.date(2025, 3, 1)))


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def sync(moment: dt.datetime = NOW, **more):
    return sync_bill(record=record(source_updated_at=moment, **more), now=max(moment, NOW))


def hours(many: int) -> dt.datetime:
    return NOW + dt.timedelta(hours=many)


@pytest.fixture
def tracked() -> Bill:
    """The bill as it was known long ago, tracked since."""
    sync(LONG_AGO)
    bill = Bill.objects.get(pk=BILL)
    TrackedBillFactory(bill=bill)
    return bill


def told() -> list[str]:
    return [row.sentence.replace("\xa0", " ") for row in BillEvent.objects.order_by("pk")]


def test_steps_cosponsors_and_texts_are_recorded_with_their_own_days(tracked):
    text = TextVersionRecord("Reported in House", dt.date(2026, 11, 19), "rh")
    sync(
        actions=(INTRODUCED, REFERRED, MARKED_UP),
        cosponsors=(*OLD, NEW),
        text_versions=(*record().text_versions, text),
    )
    assert set(told()) == {
        "H.R. 9901 was marked up by Foreign Affairs",
        "H.R. 9901 gained a cosponsor, Rep. Sample4 (D-OR-1)",
        "H.R. 9901 has a new text: Reported in House",
    }
    assert {row.happened_on.day for row in BillEvent.objects.all()} == {17, 18, 19}
    assert not BillEvent.objects.filter(came_with_list=True).exists()


def test_a_withdrawal_is_an_event_of_its_own(tracked):
    sync(cosponsors=(OLD[0]._replace(withdrawn_on=dt.date(2026, 11, 18)), OLD[1]))
    assert told() == ["Rep. Sample2 (D-OR-1) withdrew as a cosponsor of H.R. 9901"]


def test_importing_again_reordering_or_a_new_record_date_tells_nothing(tracked):
    actions, people = (INTRODUCED, REFERRED, MARKED_UP), (*OLD, NEW)
    sync(actions=actions, cosponsors=people)
    known = BillEvent.objects.count()
    sync(hours(1), actions=actions, cosponsors=people)
    sync(hours(2), actions=actions[::-1], cosponsors=people[::-1])
    sync(hours(3), actions=actions, cosponsors=people, policy_area="Other")
    assert BillEvent.objects.count() == known


def test_a_new_date_of_a_summary_or_text_alone_tells_nothing(tracked):
    summary = record().summaries[0]
    sync(summaries=(summary._replace(updated_at=NOW),))
    sync(hours(1), text_versions=(record().text_versions[0]._replace(date=dt.date(2026, 11, 19)),))
    assert told() == []


def test_a_step_reported_by_several_systems_is_one_event(tracked):
    """119 HR 2796 has its referral three times from two systems."""
    day = "2026-11-17"
    referral = action(
        day, "Referred to the House Committee on the Judiciary.", committees=("hsju00",), code="H11100"
    )
    again = action(day, "Referred to the Committee on the Judiciary.", source_code="9")
    CommitteeFactory(code="hsju00", name="House Committee on the Judiciary")
    sync(actions=(INTRODUCED, REFERRED, again))
    sync(hours(1), actions=(INTRODUCED, REFERRED, again, referral))
    sync(
        hours(2),
        actions=(INTRODUCED, REFERRED, referral, again._replace(provenance=(ActionOrigin("", "", "9", ""),))),
    )
    assert BillEvent.objects.count() == 1


def test_a_fact_that_arrives_late_says_so_and_what_is_long_past_is_not_told(tracked):
    person = representative()
    subscribe(user=person, target=tracked)
    late = action("2026-11-02", "Committee Consideration and Mark-up Session Held", committees=("hsfa00",))
    past = action("2026-09-02", "Subcommittee Hearings Held", committees=("hsfa00",))
    sync(actions=(INTRODUCED, REFERRED, past, late))
    assert told() == ["H.R. 9901 was marked up by Foreign Affairs"]
    (line,) = Notice.objects.get().detail["lines"]
    assert (line["on"], line["arrived"]) == ("2026-11-02", "2026-11-20")


def test_bills_nobody_follows_and_old_copies_leave_no_event_and_cost_next_to_nothing():
    with CaptureQueriesContext(connection) as old:
        sync(LONG_AGO)
    with CaptureQueriesContext(connection) as unfollowed:
        sync(actions=(INTRODUCED, REFERRED, MARKED_UP), cosponsors=(*OLD, NEW))
    mine = [
        one["sql"] for one in (*old, *unfollowed) if "trackedbill" in one["sql"] or "billevent" in one["sql"]
    ]
    assert len(mine) == 1
    assert not BillEvent.objects.exists()


def test_the_first_load_of_a_bill_tells_only_what_happened_since_it_was_chosen():
    """Someone follows a legislator; a bulk load brings bills with weeks of history."""
    sponsor = LegislatorFactory(bioguide_id="X000001")
    person = representative()
    with time_machine.travel(dt.datetime(2026, 11, 16, 15, tzinfo=dt.UTC), tick=False):
        subscribe(user=person, target=sponsor)
    many = [
        record(
            id=BillId.parse(f"119-hr-{9910 + day}"),
            source_updated_at=NOW,
            introduced_on=dt.date(2026, 11, day),
            actions=(action(f"2026-11-{day:02}", "Introduced in House"),),
        )
        for day in range(1, 20)
    ]
    sync_bills(records=many, now=NOW)
    assert BillEvent.objects.filter(kind="introduced").count() == 19
    paths = set(Notice.objects.values_list("path", flat=True))
    assert paths == {f"/bills/119-hr-{9910 + day}/" for day in (16, 17, 18, 19)}


def test_one_event_matched_by_bill_family_legislator_and_committee_is_one_item(tracked):
    person, family = representative(), FamilyFactory()
    FamilyBillFactory(family=family, bill=tracked)
    for target in (
        tracked,
        family,
        LegislatorFactory(bioguide_id="X000004", last_name="Sample4"),
        CommitteeFactory(),
    ):
        subscribe(user=person, target=target)
    sync(actions=(INTRODUCED, REFERRED, MARKED_UP), cosponsors=(*OLD, NEW))
    notice = Notice.objects.get()
    assert [one["text"].replace("\xa0", " ") for one in notice.detail["lines"]] == [
        "H.R. 9901 gained a cosponsor, Rep. Sample4 (D-OR-1)",
        "H.R. 9901 was marked up by Foreign Affairs",
    ]
    why = [words.replace("\xa0", " ") for _, words in notice.detail["why"]]
    assert why[:2] == ["H.R. 9901", "the SAMPLE family"]
    assert why[3] == "the Foreign Affairs committee"
    assert notice.event_key.startswith("bill-events ")


def test_who_follows_one_legislator_hears_of_that_one_alone(tracked):
    person = representative()
    subscribe(user=person, target=LegislatorFactory(bioguide_id="X000005", last_name="Sample5"))
    more = cosponsor("X000005", "2026-11-18")
    sync(actions=(INTRODUCED, REFERRED, MARKED_UP), cosponsors=(*OLD, NEW, more))
    (line,) = Notice.objects.get().detail["lines"]
    assert line["text"].replace("\xa0", " ") == "H.R. 9901 gained a cosponsor, Rep. Sample5 (D-OR-1)"


def test_a_failure_between_writing_and_telling_leaves_neither(tracked):
    person = representative()
    subscribe(user=person, target=tracked)
    with connection.cursor() as cursor:
        # The database refuses notices, as one that fails in the middle would.
        cursor.execute("ALTER TABLE common_notice ADD CONSTRAINT none_now CHECK (recipient_id < 0) NOT VALID")
    with pytest.raises(Exception, match="none_now"):
        sync(cosponsors=(*OLD, NEW))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE common_notice DROP CONSTRAINT none_now")
    assert not BillEvent.objects.exists()
    sync(cosponsors=(*OLD, NEW))
    assert Notice.objects.count() == BillEvent.objects.count() == 1


def test_a_law_is_told_at_the_bills_it_is_related_to(tracked):
    person = representative()
    subscribe(user=person, target=tracked)
    became = action("2026-11-18", "Became Public Law No: 119-999.")
    law_of_another = record(
        id=BillId.parse("119-s-9902"),
        origin_chamber=Chamber.SENATE,
        source_updated_at=NOW,
        actions=(INTRODUCED, became),
        laws=(law("119-999"),),
        related_bills=(),
    )
    sync_bill(record=law_of_another, now=NOW)
    sync_bill(record=replace(law_of_another, source_updated_at=hours(1), policy_area="Other"), now=hours(1))
    assert told() == ["S. 9902 (119th), related to H.R. 9901, became law"]
    assert Notice.objects.get().path == "/bills/119-hr-9901/"


def test_the_page_marks_what_is_new_since_one_last_looked(tracked):
    browser = signed_in(representative())
    address = tracked.get_absolute_url()
    assert "New since" not in browser.get(address).content.decode()
    sync(hours(1), actions=(INTRODUCED, REFERRED, MARKED_UP), cosponsors=(*OLD, NEW))
    with time_machine.travel(hours(2), tick=False):
        page = browser.get(address).content.decode()
        assert "New since you looked on Nov 20, 2026" in page.replace("\xa0", " ")
        assert page.count('<b class="new">New</b>') == 2
    with time_machine.travel(hours(2) + dt.timedelta(minutes=20), tick=False):
        assert '<b class="new">New</b>' in browser.get(address).content.decode()
    with time_machine.travel(hours(4), tick=False):
        assert '<b class="new">New</b>' not in browser.get(address).content.decode()


def test_what_moved_says_when_something_happened_and_since_when_it_is_known(tracked):
    late = action("2026-11-02", "Committee Consideration and Mark-up Session Held", committees=("hsfa00",))
    sync(hours(1), actions=(INTRODUCED, REFERRED, late))
    moved = what_moved(representative(), since=NOW)
    assert [one.sentence.replace("\xa0", " ") for one in moved.items] == [
        "H.R. 9901 was marked up by Foreign Affairs on Nov 2, 2026; known here since Nov 20, 2026"
    ]


def test_a_step_laid_over_is_told_and_not_again_when_the_feed_carries_it(tracked):
    signed = action("2026-11-18", "Signed by President.")
    lay_over(bill_id=BILL, action=signed, source=Source.STAFF, url="https://example.org/sample")
    assert told() == ["H.R. 9901 was signed by the President"]
    theirs = action("2026-11-19", "Signed by President.", source_code="9")
    sync(hours(1), actions=(INTRODUCED, REFERRED, theirs))
    assert len(told()) == 1
