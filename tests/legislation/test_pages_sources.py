"""The page that says how fresh every source is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from common.models import Job
from legislation.models import ListedBill, OutsideService, SourceRun
from legislation.services.gates import SharedGate
from legislation.services.source_runs import recorded_run
from tests.factories.members import staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
URL = "/bills/sources/"


def shown(path=URL):
    return signed_in(staff_member()).get(path).content.decode()


def run(source="all bills", **more):
    when = timezone.now() - dt.timedelta(hours=1)
    values = {"state": "done", "started_at": when, "finished_at": when, "kind": "by the clock"} | more
    return SourceRun.objects.create(source=source, **values)


def test_before_anything_was_read_it_says_so():
    page = shown()
    assert page.count("Never read yet.") == 6
    assert "No run yet" in page


def test_it_says_how_fresh_a_source_is_and_what_its_last_run_brought():
    run(found=1200, changed=7, calls=99, note="The list was read twice.")
    page = shown()
    assert "Read to its end 1 hour ago." in page
    assert "1,200 found, 7 changed" in page
    assert "The list was read twice." in page


def test_a_stale_source_is_named_at_the_top_and_a_failed_try_told():
    old = timezone.now() - dt.timedelta(days=3)
    run("tracked bills", started_at=old, finished_at=old)
    run("tracked bills", state="failed", note="govinfo: cannot be reached")
    page = shown()
    assert "1 source was not read to the end for too long:" in page
    assert "Read to its end 3 days ago; the last try, " in page
    assert "failed." in page
    assert "cannot be reached" in page


def test_it_shows_the_budget_left_and_a_service_that_is_left_alone(settings):
    settings.CONGRESS_CALLS_PER_HOUR = 100
    SharedGate().enter("Congress.gov API")
    later = timezone.now() + dt.timedelta(minutes=2)
    OutsideService.objects.create(
        name="govinfo",
        failures=8,
        open_until=later,
        last_failure="has trouble",
        last_failure_at=timezone.now(),
    )
    page = shown()
    assert '<b class="num">99</b> of 100 calls are left' in page
    assert "it failed 8 times in a row" in page


def test_it_names_bills_that_fail_again_and_again():
    ListedBill.objects.create(
        measure="119-hr-9001",
        congress=119,
        number=9001,
        service="x",
        wanted_since=timezone.now(),
        attempts=4,
        last_error="has nothing",
    )
    page = shown()
    assert "1 bill waits to be fetched" in page
    assert "4 times: has nothing" in page


def test_run_now_opens_one_job_and_a_second_click_joins_it():
    client = signed_in(staff_member())
    first = client.post(reverse("legislation:read_source"), {"source": "all bills"})
    second = client.post(reverse("legislation:read_source"), {"source": "all bills"})
    job = Job.objects.get()
    assert (first.url, second.url) == (f"/jobs/{job.pk}/",) * 2
    assert job.kind == "discover bills"
    assert "Looking for new and changed bills" in client.get(first.url).content.decode()
    assert "See how far it is" in client.get(URL).content.decode()


def test_a_source_nothing_reads_cannot_be_run():
    assert (
        signed_in(staff_member()).post(reverse("legislation:read_source"), {"source": "moon"}).status_code
        == 404
    )


def test_the_runs_are_paged_and_of_one_source_when_asked():
    for _ in range(30):
        run()
    run("texts", note="Only this one.")
    assert "1 to 25 of 31 runs" in shown()
    page = shown(f"{URL}?source=texts")
    assert "Only this one." in page
    assert "All sources" in page


def test_the_number_of_queries_does_not_grow_with_the_runs():
    client = signed_in(staff_member())
    with recorded_run(source="texts", kind="by hand"):
        pass
    client.get(URL)
    few = queries_of(client, URL)
    for _ in range(30):
        run(failures=[{"what": "a", "reason": "b"}], failed=1)
    assert queries_of(client, URL) - few <= 1, "the count of pages"
