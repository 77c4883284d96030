"""The staff home, the public page, and the progress of work."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from atest.selectors import offices_found
from common.citations import NBSP
from common.dates import today
from common.models import Job, JobState
from legislation.choices import FactGroup
from legislation.models import Bill
from members.models import User
from tests.factories.common import JobFactory
from tests.factories.decisions import DecisionFactory, a_next_round, an_answer, an_open_proposal
from tests.factories.legislation import (
    ActionFactory,
    BillFactory,
    BillFactsFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    LegislatorFactory,
    TrackedBillFactory,
)
from tests.factories.members import OrganizationFactory, former_member, representative, staff_member
from tests.factories.outreach import OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(settings: LazySettings) -> User:
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    return staff_member()


@pytest.fixture
def staff(client: Client, policy: User) -> Client:
    client.force_login(policy)
    return client


def text_of(client: Client, path: str = "/home/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace(NBSP, " "))


def a_visit_before(user: User, days: int) -> None:
    """The person's last visit ended `days` ago and the present one has just begun."""
    User.objects.filter(pk=user.pk).update(
        previous_visit_at=timezone.now() - dt.timedelta(days=days), visit_at=timezone.now()
    )


def tracked(**fields: object) -> Bill:
    bill: Bill = TrackedBillFactory(bill=BillFactory(**fields)).bill
    return bill


def test_a_member_is_led_to_the_home_of_members(client: Client) -> None:
    client.force_login(representative())
    assert client.get("/home/").url == "/member/"


def test_someone_who_has_left_sees_neither(client: Client) -> None:
    client.force_login(former_member())
    assert client.get("/home/", follow=True).status_code == 403


def test_what_moved_counts_from_the_last_visit(staff: Client, policy: User) -> None:
    a_visit_before(policy, 5)
    bill = tracked(number=2012, bill_type="s")
    CosponsorFactory(bill=bill, party="R", cosponsored_on=today() - dt.timedelta(days=2))
    CosponsorFactory(bill=bill, party="D", cosponsored_on=today() - dt.timedelta(days=2))
    CosponsorFactory(bill=bill, party="D", cosponsored_on=today() - dt.timedelta(days=60))
    said = text_of(staff)
    assert "S. 2012 gained 2 cosponsors, one from each party" in said
    assert "1 thing moved since" in said


def test_what_nobody_tracks_does_not_move_the_page(staff: Client, policy: User) -> None:
    a_visit_before(policy, 5)
    CosponsorFactory(bill=BillFactory(number=2012), cosponsored_on=today())
    assert "gained" not in text_of(staff)


def test_a_change_of_record_date_alone_is_no_news(staff: Client, policy: User) -> None:
    a_visit_before(policy, 5)
    bill = tracked(number=2012, created_at=timezone.now() - dt.timedelta(days=90))
    Bill.objects.filter(pk=bill.pk).update(changed_at=timezone.now() - dt.timedelta(days=60))
    BillFactsFactory(bill=bill, checked_at=timezone.now(), source_updated_at=timezone.now())
    assert "Nothing moved since your last visit" in text_of(staff)


def test_facts_that_arrive_late_are_told_though_their_dates_are_old(staff: Client, policy: User) -> None:
    a_visit_before(policy, 5)
    bill = tracked(number=2012, latest_action_on=dt.date(2025, 7, 22))
    Bill.objects.filter(pk=bill.pk).update(
        changed_at=timezone.now(), created_at=timezone.now() - dt.timedelta(days=90)
    )
    assert "H.R. 2012 has newer facts here; its latest action is of Jul 22, 2025" in text_of(staff)


def test_when_nothing_moved_the_newest_facts_are_shown_as_such(staff: Client) -> None:
    bill = tracked(number=1144, latest_action_on=dt.date(2025, 7, 22))
    ActionFactory(
        bill=bill, acted_on=dt.date(2025, 7, 22), text="Ordered to be Reported (Amended) by Voice Vote."
    )
    said = text_of(staff)
    assert "as far as the facts here go. The newest there are:" in said
    assert "H.R. 1144 was ordered reported (amended)" in said


def test_an_empty_desk_says_so_and_breaks_nowhere(staff: Client) -> None:
    said = text_of(staff)
    assert "no tracked bill has an action here" in said
    assert "No proposal is open." in said
    assert "No line has a figure yet." in said


def test_decisions_due_come_with_their_answers_and_deadline(staff: Client) -> None:
    an_open_proposal(question="Shall we do the SAMPLE thing?")
    said = text_of(staff)
    assert "Shall we do the SAMPLE thing?" in said
    assert "0 of 3 organizations answered" in said


def test_of_a_new_round_only_its_own_answers_are_counted(staff: Client) -> None:
    asked = OrganizationFactory.create_batch(2)
    first = an_open_proposal(asked)
    an_answer(first, asked[0])
    a_next_round(first)
    assert "0 of 2 organizations answered" in text_of(staff)


def test_stale_bills_are_counted(staff: Client) -> None:
    for days in (0, 12):
        bill = tracked()
        BillFactsFactory(bill=bill, group=FactGroup.CORE, checked_at=timezone.now() - dt.timedelta(days=days))
    assert "1 of 2 tracked bills not refreshed for 7 days" in text_of(staff)


def test_an_office_is_found_by_name_or_state() -> None:
    user = staff_member()
    maine = OfficeFactory(legislator=LegislatorFactory(last_name="Samplé"), term__state="ME")
    OfficeFactory(term__state="OR")
    OfficeFactory(legislator=LegislatorFactory(last_name="Samples"), state="former", term__state="ME")
    for words in ("sample", "ME", "me", "Maine"):
        found = offices_found(user, words)
        assert maine in found
        assert all(office.state == "sitting" for office in found)
    assert offices_found(user, "Maine") == [maine]
    assert offices_found(user, " ") == []


def test_an_office_that_is_not_there_gets_a_clear_word(staff: Client) -> None:
    assert "No sitting office fits “nobody”" in text_of(staff, "/home/?office=nobody")


def _grow(count: int) -> None:
    for _ in range(count):
        bill = tracked()
        FamilyBillFactory(bill=bill)
        BillFactsFactory(bill=bill, checked_at=timezone.now())
        ActionFactory(bill=bill, acted_on=today(), text="Referred to the Committee on SAMPLE.")
        CosponsorFactory(bill=bill, cosponsored_on=today())


def test_thirty_bills_cost_the_home_no_more_queries_than_one(staff: Client, policy: User) -> None:
    a_visit_before(policy, 5)
    _grow(1)
    an_open_proposal()
    staff.get("/home/")
    with CaptureQueriesContext(connection) as few:
        staff.get("/home/")
    _grow(29)
    an_open_proposal()
    with CaptureQueriesContext(connection) as many:
        staff.get("/home/")
    assert len(many) == len(few)


def test_the_public_page_shows_the_record_and_nothing_from_inside(client: Client) -> None:
    CongressFactory()
    DecisionFactory(title="SAMPLE open", tally="SAMPLE 9 of 12", minority_view="SAMPLE dissent")
    DecisionFactory(title="SAMPLE closed", is_public=False, restriction_reason="SAMPLE")
    said = text_of(client, "/")
    assert "SAMPLE open" in said
    for inside in ("SAMPLE closed", "9 of 12", "SAMPLE dissent"):
        assert inside not in said


def test_the_public_page_says_when_it_is_a_demonstration(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    assert "DEMO" in text_of(client, "/")
    settings.DEMO = False
    assert "DEMO" not in text_of(client, "/")


def test_work_is_seen_by_who_waits_for_it_and_by_the_secretariat(client: Client, policy: User) -> None:
    waiting, other = representative(), representative()
    job = JobFactory(kind="pull bills", requested_by=waiting.pk, arguments={"bills": ["119-hr-1144"]})
    for person, status in ((waiting, 200), (policy, 200), (other, 404)):
        client.force_login(person)
        assert client.get(f"/jobs/{job.pk}/").status_code == status
        assert client.get(f"/jobs/{job.pk}/progress/").status_code == status
    assert client.get(f"/jobs/{uuid.uuid4()}/").status_code == 404


def test_progress_is_asked_for_again_only_while_the_work_is_open(staff: Client) -> None:
    job = JobFactory(kind="pull bills", state=JobState.RUNNING, progress_done=3, progress_total=8)
    page = staff.get(f"/jobs/{job.pk}/progress/").content.decode()
    assert "3 of 8" in page
    assert f'hx-get="/jobs/{job.pk}/progress/"' in page
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="SAMPLE: the source did not answer.")
    page = staff.get(f"/jobs/{job.pk}/progress/").content.decode()
    assert "SAMPLE: the source did not answer." in page
    assert "hx-get" not in page


def test_a_pull_that_is_done_leads_to_its_bill(staff: Client) -> None:
    job = JobFactory(kind="pull bills", state=JobState.DONE, arguments={"bills": ["119-hr-1144"]})
    page = staff.get(f"/jobs/{job.pk}/").content.decode().replace(NBSP, " ")
    assert 'href="/bills/119-hr-1144/"' in page
    assert "Open H.R. 1144" in page


def test_waiting_work_can_be_stopped(staff: Client) -> None:
    job = JobFactory(kind="pull bills")
    staff.post(f"/jobs/{job.pk}/cancel/")
    job.refresh_from_db()
    assert job.state == JobState.CANCELED
