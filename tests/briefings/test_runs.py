"""Packets for many offices: what fails stops no other, what was made is made once, and one archive holds them all."""

import csv
import io
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.urls import reverse

from briefings.choices import PacketState
from briefings.forms.runs import RunForm
from briefings.models import Packet, PacketRun, SavedTemplate
from briefings.packet import Choices
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.runs import choose_offices, progress_of
from briefings.services import files
from briefings.services.pack import run_pack_job
from briefings.services.remake import make_again
from briefings.services.request import request_packet
from briefings.services.run import make_now, run_packet_job
from briefings.services.runs import cancel_run, open_run, pack_anew, resume_run, run_packets_job
from common.clearing import clear_phrases, cleared_keys
from common.dates import congress_day
from common.models import Job, JobState
from legislation.models import Term
from outreach.models import Meeting
from tests.briefings.world import DELEGATE, REPRESENTATIVE, SENATOR
from tests.factories.outreach import OfficeFactory
from tests.pages import queries_of

OFFICES = (SENATOR, REPRESENTATIVE, DELEGATE)


@pytest.fixture
def offices(settings, tmp_path, world):
    settings.MEDIA_ROOT = tmp_path
    return world


def opened(**changes):
    return open_run(**{"bioguide_ids": OFFICES, "choices": Choices(), "requested_by": None, **changes})


def work(jobs):
    """Do the jobs and those they lead to, as workers would."""
    for job in jobs:
        if job.kind == "pack a run":
            run_pack_job(job_id=str(job.pk))
        else:
            work(run_packets_job(job_id=str(job.pk)))


def archive_of(run):
    run.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(files.path_of(run.file).read_bytes()))


def listed(run):
    text = archive_of(run).read("packets.csv").decode("utf-8-sig")
    return {row["Office"]: row for row in csv.DictReader(io.StringIO(text))}


def give_seat(legislator):
    Term.objects.create(
        legislator=legislator,
        chamber="house",
        state="OR",
        district=1,
        starts_on="2025-01-03",
        ends_on="2027-01-03",
        party="Democrat",
    )


@pytest.fixture
def broken(offices):
    """A run whose representative's seat is gone when the packets are made."""
    run, jobs = opened()
    Term.objects.filter(legislator=REPRESENTATIVE).delete()
    work(jobs)
    return run


def test_a_failed_office_never_stops_the_rest_and_the_archive_says_why(broken):
    assert {packet.office.legislator_id: packet.state for packet in broken.packets.all()} == {
        SENATOR: PacketState.DRAFT,
        REPRESENTATIVE: PacketState.FAILED,
        DELEGATE: PacketState.DRAFT,
    }
    assert len([name for name in archive_of(broken).namelist() if name.endswith(".pdf")]) == 2
    failed = next(row for office, row in listed(broken).items() if "Samplemember" in office)
    assert failed["File"] == ""
    assert "holds no seat" in failed["Why not"]


def test_resuming_makes_only_what_is_missing(broken, offices):
    made = {packet.pk: packet.sha256 for packet in broken.packets.exclude(sha256="")}
    give_seat(offices.representative)
    work(resume_run(run=broken, by=None))
    assert progress_of(broken).made == 3
    assert made.items() <= {packet.pk: packet.sha256 for packet in broken.packets.all()}.items()
    assert len(archive_of(broken).namelist()) == 4


def test_a_packet_mended_after_the_run_is_packed_once_more(broken, offices, staff):
    failed = broken.packets.get(state=PacketState.FAILED)
    again, _ = make_again(packet=failed, by=staff)
    run_packet_job(job_id=str(again.job.pk))
    again.refresh_from_db()
    assert pack_anew(packet=again) == []
    give_seat(offices.representative)
    again, _ = make_again(packet=again, by=staff)
    run_packet_job(job_id=str(again.job.pk))
    again.refresh_from_db()
    (packing,) = pack_anew(packet=again)
    assert pack_anew(packet=again) == []
    run_pack_job(job_id=str(packing.pk))
    assert len(archive_of(broken).namelist()) == 4


def test_a_packet_of_no_run_packs_nothing(offices, staff):
    packet, _ = request_packet(bioguide_id=SENATOR, requested_by=staff)
    assert pack_anew(packet=make_now(packet=packet)) == []


def test_a_canceled_run_begins_no_other_packet_and_can_go_on(offices, staff):
    run, jobs = opened()
    run_packets_job(job_id=str(jobs[0].pk))
    cancel_run(run=run, by=staff)
    work(jobs[1:])
    seen = progress_of(run)
    assert (seen.made, seen.waiting, seen.is_making) == (1, 2, False)
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE, JobState.CANCELED}
    run.refresh_from_db()
    assert run.file == ""
    again = resume_run(run=run, by=staff)
    assert resume_run(run=run, by=staff) == []
    assert progress_of(run).total == 3
    assert len(again) == 2


def test_the_same_run_asked_for_twice_is_made_once(offices):
    run, jobs = opened()
    again, none = opened(bioguide_ids=[SENATOR.lower(), *OFFICES])
    assert (again, none) == (run, [])
    assert Packet.objects.count() == len(jobs) == 3


def test_all_packets_of_a_run_tell_of_the_same_moment(offices):
    run, _ = opened()
    assert set(run.packets.values_list("requested_at", flat=True)) == {run.requested_at}


def test_an_office_nobody_sits_in_is_named_and_nothing_is_written(offices):
    with pytest.raises(UnknownOffice, match="Z000001"):
        opened(bioguide_ids=["Z000001"])
    assert not PacketRun.objects.exists()


def test_time_left_is_told_from_what_was_made(offices):
    run, jobs = opened()
    assert progress_of(run).seconds_left is None
    Packet.objects.filter(office__legislator=SENATOR).update(state=PacketState.REFUSED)
    assert progress_of(run).seconds_left is not None
    assert (progress_of(run).refused, progress_of(run).percent) == (1, 33)
    assert jobs


def test_offices_are_chosen_by_chamber_state_committee_and_meeting(offices):
    on = congress_day()
    assert choose_offices(on, chamber="senate") == [SENATOR]
    assert choose_offices(on, states=["OR", "DC"]) == [DELEGATE, REPRESENTATIVE]
    assert choose_offices(on, committee="ssap00") == [SENATOR]
    opened()
    office = Packet.objects.get(office__legislator=DELEGATE).office
    Meeting.objects.create(office=office, held_on="2026-11-30")
    assert choose_offices(on, meeting_on="2026-11-30") == [DELEGATE]


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def run_form(user=None, **fields):
    return RunForm({"title": "Hill day", "which": "all", **fields}, user=user or AnonymousUser())


def test_a_choice_that_fits_nobody_is_an_error_at_its_field(offices):
    form = run_form(which="some", states=["WY"])
    assert form.errors == {"which": ["No office fits; choose at least one."]}
    assert run_form(which="named").errors == {"offices": ["No office fits; choose at least one."]}


def test_a_run_stands_on_a_template_with_what_was_cleared_in_its_words(offices, staff):
    note = "The bill carries an offset of $4 million."
    template = SavedTemplate.objects.create(
        name="Hill day", kind="office", made_by=staff, choices={"sections": ["cover"], "cover_note": note}
    )
    clear_phrases(subject=template, texts={"cover_note": note}, phrases=["offset"], by=staff.pk)
    form = run_form(staff, template=template.pk)
    assert form.is_valid()
    assert form.choices.cover_note == note
    run, _ = opened(choices=form.choices, template=template)
    cleared = cleared_keys(list(run.packets.all()))
    assert len(cleared) == 3
    assert all(cleared.values())
    assert run_form(staff, template=template.pk, sections=["bills"]).errors.keys() == {"template"}


def test_staff_ask_follow_stop_and_go_on_from_pages(offices, client, staff):
    client.force_login(staff)
    answer = client.post(reverse("briefings:new_run"), {"title": "Hill day", "which": "all"})
    run = PacketRun.objects.get()
    assert answer.url == reverse("briefings:run", args=[run.pk])
    assert "0 of 4" in client.get(reverse("briefings:run_progress", args=[run.pk])).content.decode()
    client.post(reverse("briefings:cancel_run", args=[run.pk]))
    assert client.get(reverse("briefings:run_progress", args=[run.pk])).headers["HX-Refresh"] == "true"
    assert "Go on with the other 4" in client.get(answer.url).content.decode()
    client.post(reverse("briefings:resume_run", args=[run.pk]))
    assert progress_of(run).is_making
    assert client.get(reverse("briefings:run_file", args=[run.pk])).status_code == 404


def test_while_it_is_made_the_page_tells_which_packets_are_done(offices, client, staff):
    client.force_login(staff)
    run, jobs = opened()
    run_packets_job(job_id=str(jobs[0].pk))
    answer = text(client.get(reverse("briefings:run_progress", args=[run.pk]) + "?page=1"))
    assert 'id="packets-of-run" hx-swap-oob="true"' in answer
    assert answer.count(">PDF<") == 1
    assert "?page=1" in answer


def test_a_run_of_thirty_asks_no_more_than_a_run_of_one(offices, client, staff):
    client.force_login(staff)
    run, _ = opened(bioguide_ids=[SENATOR])
    address = reverse("briefings:run", args=[run.pk])
    one = queries_of(client, address)
    for number in range(29):
        Packet.objects.create(kind="office", run=run, office=OfficeFactory(), title=f"Packet {number}")
    assert queries_of(client, address) == one
    assert "0 of 30" in text(client.get(address))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_runs_asks_no_more_for_more_runs(
    offices, client, staff, django_assert_max_num_queries, number
):
    PacketRun.objects.bulk_create(PacketRun(title=f"Run 1{n}", key=str(n)) for n in range(number))
    client.force_login(staff)
    client.get(reverse("briefings:runs"))
    with django_assert_max_num_queries(14):
        assert "Run 1" in client.get(reverse("briefings:runs")).content.decode()


def test_the_command_names_what_is_wrong(offices, tmp_path):
    with pytest.raises(CommandError, match="no run"):
        call_command("packets", "--resume", "x", "-o", str(tmp_path))
    with pytest.raises(CommandError, match="hold no seat"):
        call_command("packets", "--office", "Z000001", "-o", str(tmp_path))
    with pytest.raises(CommandError, match="at least 1"):
        call_command("packets", "--all-offices", "--jobs", "0", "-o", str(tmp_path))
