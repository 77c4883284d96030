"""The page of a job: what can be stopped has a button that goes with the work; what failed leads back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from common.models import JobState
from tests.factories.common import JobFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def test_the_stop_button_is_part_of_what_is_polled_and_goes_when_the_work_ends():
    job = JobFactory(state=JobState.RUNNING)
    browser = signed_in(staff_member())
    page = browser.get(reverse("job", args=[job.pk])).content.decode()
    assert "?whole=1" in page
    assert reverse("cancel_job", args=[job.pk]) in page
    job.state, job.error, job.finished_at = JobState.FAILED, "No network.", timezone.now()
    job.save()
    polled = browser.get(reverse("job_progress", args=[job.pk]), {"whole": "1"}).content.decode()
    assert "No network." in polled
    assert reverse("cancel_job", args=[job.pk]) not in polled
    assert "hx-get" not in polled


def test_a_failed_pull_of_one_bill_leads_back_to_it():
    bill = BillFactory()
    job = JobFactory(kind="pull bills", arguments={"bills": [bill.pk]}, state=JobState.FAILED)
    page = signed_in(staff_member()).get(reverse("job", args=[job.pk])).content.decode()
    assert f'<a class="button" href="{bill.get_absolute_url()}">Back to' in page


def test_a_page_that_shows_work_in_passing_polls_the_progress_alone():
    job = JobFactory(state=JobState.RUNNING)
    polled = signed_in(staff_member()).get(reverse("job_progress", args=[job.pk])).content.decode()
    assert reverse("cancel_job", args=[job.pk]) not in polled
    assert f'hx-get="{reverse("job_progress", args=[job.pk])}"' in polled
