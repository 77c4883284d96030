"""Making a packet: what is kept, what is refused, and what a failure leaves behind (nothing)."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from briefings.choices import PacketState
from briefings.models import Packet
from briefings.packet import Choices
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.services import files
from briefings.services.make import make_packet
from briefings.services.request import request_packet
from briefings.services.run import make_now, run_packet_job
from briefings.tasks import run_packet
from common.jobs import JobError
from common.models import AuditEntry, Job, JobState
from common.pdf import library_versions
from legislation.models import BillFacts, Legislator
from tests.briefings import world as worlds
from tests.briefings.reading import body_of, pages_of, squeezed
from tests.briefings.world import SENATOR
from tests.factories.legislation import change_facts
from tests.pdf_check import check

COALITION = "The Real Coalition"


@pytest.fixture
def real_coalition(settings):
    """A coalition that is no sample, so that a final packet is possible."""
    settings.COALITION_NAME = COALITION
    settings.CONTACT_NAME = "Policy Desk"


def asked(**changes):
    whole = Choices().with_whole_book()
    return request_packet(**{"bioguide_id": SENATOR, "requested_by": None, "choices": whole, **changes})[0]


def made(**changes):
    return make_now(packet=asked(**changes))


def stored(packet):
    return files.path_of(packet.file).read_bytes()


def nothing_is_stored(settings):
    folder = files.path_of(files.FOLDER)
    return not folder.exists() or not list(folder.iterdir())


def test_a_draft_is_made_and_kept_with_its_hash(world):
    packet = made()
    data = stored(packet)
    assert packet.state == PacketState.DRAFT
    assert (packet.sha256, packet.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert packet.pages == len(pages_of(data))
    assert check(data) == []


def test_the_manifest_holds_every_fact_with_its_day_and_the_versions(world):
    manifest = made().manifest
    assert len(manifest["facts"]) > 40
    assert all(fact["source"] and fact["as_of"] for fact in manifest["facts"])
    assert {*library_versions(), "templates"} == set(manifest["versions"])
    assert manifest["sheet_fits"] is True


def test_every_fact_of_the_manifest_is_in_the_file(world):
    packet = made()
    body = body_of(stored(packet))
    assert [fact["text"] for fact in packet.manifest["facts"] if squeezed(fact["text"]) not in body] == []


def test_making_it_again_with_the_same_facts_gives_the_same_bytes(world):
    packet = made()
    first = packet.sha256
    Packet.objects.filter(pk=packet.pk).update(state=PacketState.WAITING, file="", sha256="")
    again = make_packet(packet_id=str(packet.pk), report=lambda *_: None)
    assert again.sha256 == first


def test_a_packet_that_is_made_is_not_made_twice(world):
    packet = made()
    reports = []
    assert (
        make_packet(packet_id=str(packet.pk), report=lambda *step: reports.append(step)).made_at
        == packet.made_at
    )
    assert reports == []


def test_progress_is_told_in_steps(world):
    reports = []
    make_packet(packet_id=str(asked().pk), report=lambda *step: reports.append(step))
    assert [(done, total) for done, total, _ in reports] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert reports[0][2] == "Gathering the facts"


def test_a_second_click_joins_the_first(world, staff):
    first, created = request_packet(bioguide_id=SENATOR, requested_by=staff)
    second, again = request_packet(bioguide_id=SENATOR.lower(), requested_by=staff)
    assert (created, again) == (True, False)
    assert first == second
    assert Packet.objects.count() == 1


def test_a_request_after_the_first_is_made_is_a_new_packet(world, staff):
    first = make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff)[0])
    second, created = request_packet(bioguide_id=SENATOR, requested_by=staff)
    assert created
    assert second.pk != first.pk


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"bioguide_id": "Z1"}, UnknownOffice), ({"choices": Choices(bills=("x",))}, UnknownBills)],
)
def test_what_is_unknown_is_refused_before_any_row_is_written(world, changes, error):
    with pytest.raises(error):
        asked(**changes)
    assert (Packet.objects.count(), Job.objects.count()) == (0, 0)


def test_bills_are_taken_in_any_usual_spelling(world):
    packet = asked(choices=Choices(bills=("119s9200", "119-HR-9300", "119-s-9200")))
    assert packet.choices["bills"] == ["119-s-9200", "119-hr-9300"]


def test_asking_and_making_are_in_the_audit_log(world, staff):
    make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff)[0])
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "actor_id")) == [
        ("asked for a packet", staff.pk),
        ("made a packet", staff.pk),
    ]


def test_the_task_runs_the_job_of_a_packet(world):
    packet = asked()
    run_packet(str(packet.job_id))
    packet.refresh_from_db()
    packet.job.refresh_from_db()
    assert (packet.state, packet.job.state) == (PacketState.DRAFT, JobState.DONE)
    assert packet.job.result == {"packet": str(packet.pk), "state": "draft"}


def test_a_job_that_another_worker_has_is_left_alone(world):
    packet = asked()
    Job.objects.filter(pk=packet.job_id).update(
        state=JobState.RUNNING, lease_until=timezone.now() + timedelta(minutes=5)
    )
    assert run_packet_job(job_id=str(packet.job_id)) is None
    packet.refresh_from_db()
    assert packet.state == PacketState.WAITING


def test_a_canceled_job_makes_no_packet(world, settings):
    packet = asked()
    Job.objects.filter(pk=packet.job_id).update(cancel_requested=True)
    run_packet(str(packet.job_id))
    packet.refresh_from_db()
    packet.job.refresh_from_db()
    assert (packet.state, packet.job.state, packet.error) == ("failed", "canceled", "It was canceled.")
    assert nothing_is_stored(settings)


def test_a_print_that_fails_tells_why_and_leaves_no_file(world, settings):
    Legislator.objects.filter(pk=SENATOR).update(official_name="Ada \ue123 Samplesenator")
    packet = made()
    packet.job.refresh_from_db()
    assert packet.state == PacketState.FAILED
    assert "U+E123" in packet.error
    assert packet.job.error == packet.error
    assert (packet.file, packet.sha256, packet.size) == ("", "", None)
    assert nothing_is_stored(settings)


def test_a_store_that_cannot_be_written_tells_why_and_leaves_no_half_file(world, settings, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    settings.MEDIA_ROOT = str(blocked)
    with pytest.raises(JobError, match="The file could not be kept: "):
        make_packet(packet_id=str(asked().pk), report=lambda *_: None)
    assert Packet.objects.get().state == PacketState.FAILED
    assert blocked.read_text() == "a file where the folder should be"


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "out.pdf"
    target.write_bytes(b"before")
    files.write_whole(path=target, data=b"after")
    assert target.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    target = tmp_path / "out.pdf"
    target.write_bytes(b"before")
    with pytest.raises(TypeError):
        files.write_whole(path=target, data="not bytes")
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


def test_a_final_that_passes_the_gate_is_final(world, real_coalition):
    packet = made(wants_final=True)
    assert (packet.state, packet.refusals) == (PacketState.FINAL, [])
    pages = pages_of(stored(packet))
    assert not any("DRAFT" in page or "SAMPLE · rests" in page for page in pages)


def test_a_refused_final_lists_each_item_and_keeps_no_file(world, settings, real_coalition):
    change_facts(BillFacts.objects.filter(bill=world.senate), checked_at=worlds.LONG_AGO)
    world.ask.is_sample = True
    world.ask.reason = "This is paid for by an offset."
    world.ask.save()
    packet = made(wants_final=True)
    assert (packet.state, packet.file) == (PacketState.REFUSED, "")
    told = {(one["rule"], one["item"].replace("\N{NO-BREAK SPACE}", " ")) for one in packet.refusals}
    assert told == {
        ("sample", "Ask “Bring S. 9200 to a markup”"),
        ("P2", "Ask “Bring S. 9200 to a markup”"),
        ("freshness", "govinfo BILLSTATUS, S. 9200 (119th)"),
    }
    assert nothing_is_stored(settings)


def test_a_decision_no_longer_in_force_keeps_its_ask_out_of_a_final(world, real_coalition):
    worlds.decision("2026-09", corrects=world.decision)
    packet = made(wants_final=True)
    assert packet.state == PacketState.REFUSED
    assert {one["rule"] for one in packet.refusals} == {"decision"}


def test_a_draft_is_made_whatever_the_gate_would_refuse(world):
    change_facts(BillFacts.objects.all(), checked_at=worlds.LONG_AGO)
    packet = made()
    assert packet.state == PacketState.DRAFT
    assert {one["rule"] for one in packet.refusals} == {"sample", "freshness"}
    assert all("DRAFT" in page for page in pages_of(stored(packet)))


def test_the_demo_coalition_marks_every_page_as_sample(world):
    packet = made()
    assert packet.is_sample
    assert all("SAMPLE · rests on demonstration data" in page for page in pages_of(stored(packet)))
