"""What follows the gate: waivers, the final, handing over, and the file that stays as it was."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from briefings.choices import PacketState
from briefings.gate_rules import WAIVABLE
from briefings.models import Handover, Packet, Waiver
from briefings.selectors.gate_page import CHECK_KIND
from briefings.services import files
from briefings.services.check_files import check_files, check_files_tonight
from briefings.services.hand_over import NotHandedOver, hand_over, take_back
from briefings.services.remake import NotToBeMade, make_again
from briefings.services.request import request_packet
from briefings.services.run import make_now
from briefings.services.waive import NotWaivable, waive, withdraw_waiver
from common.dates import today
from common.models import AuditEntry, Job
from decisions.models import Consultation
from legislation.models import BillFacts, Cosponsor
from legislation.services.pull_bills import PullResult
from legislation.sources.errors import SourceError
from tests.briefings import world as worlds
from tests.briefings.reading import body_of, squeezed
from tests.briefings.world import SENATOR
from tests.factories.legislation import change_facts
from tests.pages import queries_of
from tests.pdf_check import check

CANARY = "CANARYREASON"


@pytest.fixture
def real_coalition(settings):
    """A coalition that is no sample, so that a final packet is possible."""
    settings.COALITION_NAME = "The Real Coalition"
    settings.CONTACT_NAME = "Policy Desk"


@pytest.fixture
def final(world, staff, real_coalition):
    return make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff, wants_final=True)[0])


@pytest.fixture
def refused(world, staff, real_coalition):
    """A final that nobody was consulted on."""
    Consultation.objects.all().delete()
    return make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff, wants_final=True)[0])


@pytest.fixture
def desk(client, staff, settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff)
    return client


def address(name, packet, *more):
    return reverse(f"briefings:{name}", args=[packet.pk, *more])


def handed(packet, by, **changes):
    said = {
        "to_whom": "Office of Sen. Sample",
        "handed_on": today(),
        "how": "in_person",
        "by": by,
        "entered_by": by,
    }
    return hand_over(packet=packet, **{**said, **changes})


def test_what_nobody_was_consulted_on_is_waived_with_a_reason_and_then_it_is_final(refused, staff):
    assert {one["rule"] for one in refused.refusals} == {"P4"}
    for one in refused.refusals:
        waive(packet=refused, key=one["key"], reason=f"{CANARY} agreed with the circle on Friday", by=staff)
    again, created = make_again(packet=refused, by=staff)
    made = make_now(packet=again)
    assert (created, made.pk, made.state) == (True, refused.pk, PacketState.FINAL)
    data = files.path_of(made.file).read_bytes()
    assert check(data) == []
    assert CANARY not in body_of(data)
    assert CANARY.encode() not in data
    assert CANARY not in files.path_of(made.page_file).read_text()
    kept = made.manifest["waivers"]
    assert {one["by"] for one in kept} == {staff.pk}
    assert all(CANARY in one["reason"] for one in kept)
    assert AuditEntry.objects.filter(verb="waived a rule of the gate").count() == len(kept)
    with pytest.raises(NotWaivable, match="stays in the record"):
        withdraw_waiver(waiver=Waiver.objects.first(), by=staff)


def test_a_waiver_taken_back_is_asked_about_again_and_a_wrong_one_is_told_why(refused, staff):
    key = refused.refusals[0]["key"]
    waiver = waive(packet=refused, key=key, reason="Agreed on Friday", by=staff)
    assert waive(packet=refused, key=key, reason="Agreed on Friday, twice", by=staff) == waiver
    withdraw_waiver(waiver=waiver, by=staff)
    assert make_now(packet=make_again(packet=refused, by=staff)[0]).state == PacketState.REFUSED
    with pytest.raises(NotWaivable, match="in a sentence"):
        waive(packet=refused, key=key, reason="ok", by=staff)
    with pytest.raises(NotWaivable, match="not refused any more"):
        waive(packet=refused, key="another", reason="Agreed on Friday", by=staff)


def test_what_may_not_be_waived_is_refused_by_the_service_and_by_the_database(refused, staff):
    never = {"key": "k", "item": "Ask", "rule": "P2-hard", "reason": "asks for it", "kind": "", "ref": ""}
    Packet.objects.filter(pk=refused.pk).update(refusals=[never])
    with pytest.raises(NotWaivable, match="cannot be waived"):
        waive(packet=refused, key="k", reason="A long enough reason", by=staff)
    (constraint,) = [one for one in Waiver._meta.constraints if one.name == "waiver_of_what_may_be"]
    assert set(dict(constraint.condition.children)["rule__in"]) == set(WAIVABLE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(packet=refused, key="k", item="x", rule="P2-hard", reason="x", by=staff)


def test_a_final_is_handed_over_and_stays_as_it_was(final, staff):
    assert final.state == PacketState.FINAL, final.refusals
    row = handed(final, staff)
    assert list(Packet.objects.handed_over()) == [final]
    for change in ({"sha256": "0" * 64}, {"state": "draft"}, {"manifest": {}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Packet.objects.filter(pk=final.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=row.pk).update(to_whom="Somebody else")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=row.pk)._raw_delete("default")
    with pytest.raises(files.Kept):
        files.remove(name=final.file)
    new, _ = make_again(packet=final, by=staff)
    assert new.pk != final.pk
    with pytest.raises(NotHandedOver, match="why"):
        take_back(handover=row, reason=" ", by=staff)
    take_back(handover=row, reason="Wrong office", by=staff)
    assert list(Packet.objects.handed_over()) == []
    assert final in Packet.objects.not_handed_over()
    assert hashlib.sha256(files.path_of(final.file).read_bytes()).hexdigest() == final.sha256


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to_whom": " "}, "to_whom"),
        ({"handed_on": dt.date(2999, 1, 1)}, "handed_on"),
        ({"handed_on": dt.date(2000, 1, 1)}, "handed_on"),
    ],
)
def test_a_handing_over_that_cannot_be_is_told_at_its_field(final, staff, change, field):
    with pytest.raises(NotHandedOver) as told:
        handed(final, staff, **change)
    assert told.value.field == field


def test_a_draft_is_never_handed_over_here_or_in_the_database(refused, staff):
    with pytest.raises(NotHandedOver, match="Only a final"):
        handed(refused, staff)
    said = {"to_whom": "x", "handed_on": today(), "how": "email", "by": staff, "entered_by": staff}
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(packet=refused, **said)


def test_the_nightly_look_names_a_file_that_is_gone_or_changed(final, staff):
    assert check_files() == {"checked": 1, "missing": [], "damaged": [], "wrong": 0}
    files.path_of(final.file).write_bytes(b"%PDF-1.7 another")
    assert check_files()["damaged"] == [str(final.pk)]
    with pytest.raises(NotHandedOver, match="missing or damaged"):
        handed(final, staff)
    files.path_of(final.file).unlink()
    job = check_files_tonight()
    assert job.result["missing"] == [str(final.pk)]
    assert check_files_tonight() is None


def test_a_refresh_pulls_the_bills_and_makes_the_packet_again(world, staff, real_coalition, monkeypatch):
    change_facts(BillFacts.objects.filter(bill=world.senate), checked_at=worlds.LONG_AGO)
    packet = make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff, wants_final=True)[0])
    assert {one["rule"] for one in packet.refusals} == {"freshness"}
    asked = []

    def pull(*, bill_ids, report, run):
        asked.extend(bill_ids)
        report(0, 1, "S. 9200")
        change_facts(BillFacts.objects.filter(bill=world.senate), checked_at=worlds.YESTERDAY)
        return PullResult(source="govinfo", asked=1, updated=1)

    monkeypatch.setattr("briefings.services.remake.pull_bills", pull)
    again, _ = make_again(packet=packet, by=staff, refresh=["119-s-9200"])
    with pytest.raises(NotToBeMade, match="being made already"):
        make_again(packet=again, by=staff)
    made = make_now(packet=again)
    assert (asked, made.state) == (["119-s-9200"], PacketState.FINAL)
    assert Job.objects.get(pk=made.job_id).result["refreshed"] == 1


def test_a_refresh_that_fails_says_so_and_the_gate_still_refuses(refused, staff, monkeypatch, desk):
    def pull(**_):
        result = PullResult(source="govinfo", asked=1)
        result.stopped = str(SourceError("no network"))
        return result

    monkeypatch.setattr("briefings.services.remake.pull_bills", pull)
    made = make_now(packet=make_again(packet=refused, by=staff, refresh=["119-s-9200"])[0])
    assert made.state == PacketState.REFUSED
    assert "no network" in desk.get(address("packet", made)).content.decode()


def test_the_page_of_a_refused_final_leads_to_what_is_to_be_mended_and_waives(refused, desk, world):
    page = desk.get(address("packet", refused)).content.decode()
    assert reverse("decisions:decision", args=["2026-01"]) in page
    sent = {"key": refused.refusals[0]["key"], "reason": "Agreed with the circle on Friday"}
    assert desk.post(address("waive", refused), sent).status_code == 302
    page = desk.get(address("packet", refused)).content.decode()
    assert "Agreed with the circle on Friday" in page
    waiver = refused.waivers.get()
    assert address("withdraw_waiver", refused, waiver.pk) in page
    desk.post(address("withdraw_waiver", refused, waiver.pk))
    waiver.refresh_from_db()
    assert waiver.withdrawn_at is not None


def test_a_handing_over_is_entered_shown_and_taken_back_on_the_page(final, desk, staff, world):
    form = address("hand_over", final)
    assert "Mark as handed over" in desk.get(form).content.decode()
    wrong = desk.post(form, {"to_whom": "", "handed_on": today(), "how": "email", "by": staff.pk})
    assert wrong.status_code == 422
    desk.post(
        form, {"to_whom": "Office of Ada", "handed_on": today(), "how": "email", "by": staff.pk, "note": ""}
    )
    row = Handover.objects.get()
    assert "Office of Ada" in desk.get(address("packet", final)).content.decode()
    office = desk.get(final.office.get_absolute_url()).content.decode()
    assert "to Office of Ada" in office
    found = desk.get(reverse("briefings:packets"), {"handed": "yes"}).content.decode()
    assert address("packet", final) in found
    desk.post(address("undo_handover", final, row.pk), {"reason": "Wrong office"})
    assert "Wrong office" in desk.get(address("packet", final)).content.decode()
    assert desk.get(reverse("briefings:stored_packets")).status_code == 200


def test_the_manifest_is_a_page_a_list_and_json_and_what_changed_is_told_and_printed(
    final, desk, world, staff, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        page = desk.get(address("manifest", final)).content.decode()
    assert "Internal" in page
    source = final.manifest["facts"][-1]["source"]
    narrowed = desk.get(address("manifest", final), {"source": source}).content.decode()
    assert narrowed.count('<tr><th scope="row">') < page.count('<tr><th scope="row">')
    csv = b"".join(desk.get(address("manifest_file", final, "csv")).streaming_content).decode()
    assert csv.count("\n") > len(final.manifest["facts"])
    assert json.loads(desk.get(address("manifest_json", final)).content) == final.manifest
    assert "Nothing:" in desk.get(address("packet_changes", final)).content.decode()
    assert desk.get(address("change_sheet", final)).status_code == 302
    Cosponsor.objects.filter(bill=world.senate).delete()
    worlds.decision("2026-09", corrects=world.decision)
    page = desk.get(address("packet_changes", final)).content.decode()
    assert "Decision 2026-01 was corrected by 2026-09." in page
    printed = desk.get(address("change_sheet", final)).content
    assert check(printed) == []
    assert squeezed("Decision 2026-01 was corrected by 2026-09.") in body_of(printed)


def test_minutes_and_drafts_offer_no_handing_over(refused, desk):
    assert desk.get(address("hand_over", refused)).status_code == 302
    assert address("hand_over", refused) not in desk.get(address("packet", refused)).content.decode()


def test_the_page_of_a_refused_packet_asks_no_more_for_thirty_refusals(refused, desk):
    one = refused.refusals[0]
    for number in (1, 30):
        refused.refusals = [{**one, "key": f"k{each}", "item": f"Item {each}"} for each in range(number)]
        refused.save()
        queries = queries_of(desk, address("packet", refused))
        assert f"Item {number - 1}" in desk.get(address("packet", refused)).content.decode()
        assert queries <= 16


def test_damaged_files_are_listed_in_as_many_queries_for_thirty_as_for_one(final, desk, staff):
    copies = Packet.objects.bulk_create(
        Packet(kind=final.kind, office=final.office, title=f"Copy {n}", requested_by=staff) for n in range(30)
    )
    taken = []
    for number in (1, 30):
        lost = [str(one.pk) for one in copies[:number]]
        result = {"checked": 30, "wrong": number, "missing": lost, "damaged": []}
        Job.objects.create(kind=CHECK_KIND, result=result, finished_at=timezone.now(), state="done")
        taken.append(queries_of(desk, reverse("briefings:stored_packets")))
        assert desk.get(reverse("briefings:stored_packets")).content.decode().count(">missing<") == number
    assert taken[0] == taken[1]
