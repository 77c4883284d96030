"""The pages about packets, as staff use them, with scripts and without."""

import re

import pytest
from django.urls import reverse

from briefings.models import Packet
from briefings.services import files
from briefings.services.request import request_packet
from briefings.services.run import make_now
from common.models import Job, JobState
from legislation.models import Legislator
from members.models import User
from tests.briefings.world import SENATOR


@pytest.fixture
def desk(client, world, staff, settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff)
    return client


@pytest.fixture
def waiting(world, staff):
    return request_packet(bioguide_id=SENATOR, requested_by=staff)[0]


@pytest.fixture
def made(waiting):
    return make_now(packet=waiting)


def address(name, packet):
    return reverse(f"briefings:{name}", args=[packet.pk])


def text(response):
    return response.content.decode()


PAGES = ("packet", "packet_progress", "packet_file")


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_led_to_sign_in(client, waiting, name):
    assert client.get(address(name, waiting)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_who_has_no_role_in_the_secretariat_sees_no_packet(client, waiting, name):
    client.force_login(User.objects.create_user("outside@demo-coalition.example", name="Out Sider"))
    assert client.get(address(name, waiting)).status_code == 403


def test_the_list_without_a_packet_offers_to_make_one(desk):
    page = text(desk.get(reverse("briefings:packets")))
    assert "No packet yet" in page
    assert reverse("briefings:new_packet") in page


def test_the_list_names_each_packet_with_its_state_and_file(desk, made):
    page = text(desk.get(reverse("briefings:packets")))
    assert "Sen. Ada Samplesenator (R-ME)" in page
    assert "Draft" in page
    assert address("packet_file", made) in page


def test_the_list_needs_few_queries(desk, staff, django_assert_max_num_queries):
    for bioguide in (SENATOR, "R900001", "D900001"):
        request_packet(bioguide_id=bioguide, requested_by=staff)
    with django_assert_max_num_queries(12):
        desk.get(reverse("briefings:packets"))


def test_the_form_offers_every_sitting_office_by_name(desk):
    page = text(desk.get(reverse("briefings:new_packet")))
    assert '<option value="Samplesenator, Ada: Sen. (R-ME)"></option>' in page
    assert '<option value="Sampledelegate, Cleo: Del. (D-DC)"></option>' in page


def test_the_form_can_be_opened_for_an_office_and_a_bill(desk):
    page = text(desk.get(reverse("briefings:new_packet") + "?office=S900001&bill=119-s-9200"))
    assert 'name="office" value="Samplesenator, Ada: Sen. (R-ME)"' in page
    assert re.search(r'value="119-s-9200"[^>]* checked', page)


def test_asking_makes_a_job_and_leads_to_the_packet(desk, staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sent:
        response = desk.post(reverse("briefings:new_packet"), {"office": SENATOR, "bills": ["119-s-9200"]})
    packet = Packet.objects.get()
    assert response.url == address("packet", packet)
    assert (packet.requested_by, packet.choices["bills"]) == (staff, ["119-s-9200"])
    assert packet.job.state == JobState.QUEUED
    assert len(sent) == 1


def test_a_form_without_an_office_says_so(desk):
    response = desk.post(reverse("briefings:new_packet"), {"office": ""})
    assert response.status_code == 422
    assert "This field is required" in text(response)


def test_a_waiting_packet_follows_along_and_works_without_scripts(desk, waiting):
    page = text(desk.get(address("packet", waiting)))
    assert f'hx-get="{address("packet_progress", waiting)}"' in page
    assert "delay:400ms" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page


def test_progress_tells_the_step(desk, waiting):
    Job.objects.filter(pk=waiting.job_id).update(
        state=JobState.RUNNING, progress_done=2, progress_total=4, progress_note="Setting the pages"
    )
    fragment = text(desk.get(address("packet_progress", waiting)))
    assert "Setting the pages" in fragment
    assert "step 3 of 4" in fragment
    assert 'value="50"' in fragment


def test_progress_of_a_made_packet_asks_for_the_whole_page(desk, made):
    assert desk.get(address("packet_progress", made)).headers["HX-Refresh"] == "true"


def test_the_page_of_a_made_packet_shows_what_it_rests_on(desk, made):
    page = text(desk.get(address("packet", made)))
    assert made.sha256 in page
    assert "SAMPLE Act of FY 2026, enrolled" in page
    assert "What the gate would refuse" in page


def test_the_page_of_a_failed_packet_shows_the_reason_and_offers_to_try_again(desk, waiting):
    Legislator.objects.filter(pk=SENATOR).update(official_name="Ada \ue123 Samplesenator")
    make_now(packet=waiting)
    page = text(desk.get(address("packet", waiting)))
    assert "U+E123" in page
    assert "Nothing was kept." in page
    assert address("packet_again", waiting) in page
    assert address("packet_file", waiting) not in page


def test_trying_again_asks_with_the_same_choices(desk, made):
    made.choices = {"bills": ["119-s-9200"], "lines": []}
    made.save()
    response = desk.post(address("packet_again", made))
    new = Packet.objects.exclude(pk=made.pk).get()
    assert response.url == address("packet", new)
    assert new.choices["bills"] == ["119-s-9200"]


def test_trying_again_is_no_link(desk, made):
    assert desk.get(address("packet_again", made)).status_code == 405


def test_the_file_is_served_byte_for_byte_and_kept_by_no_cache(desk, made):
    response = desk.get(address("packet_file", made))
    assert response.content == files.path_of(made.file).read_bytes()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="briefing-samplesenator-')
    assert response.headers["Content-Disposition"].endswith('-draft.pdf"')
    assert "no-store" in response.headers["Cache-Control"]


def test_a_file_that_was_changed_on_disk_is_not_served(desk, made):
    files.path_of(made.file).write_bytes(b"%PDF-1.7 another")
    assert desk.get(address("packet_file", made)).status_code == 404


def test_a_file_that_is_gone_is_no_server_error(desk, made):
    files.remove(name=made.file)
    assert desk.get(address("packet_file", made)).status_code == 404


def test_a_waiting_packet_has_no_file(desk, waiting):
    assert desk.get(address("packet_file", waiting)).status_code == 404
