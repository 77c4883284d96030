"""P5, closed outside: nothing of the deliberation reaches a packet, in its text, its properties or its manifest."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from briefings.packet import Choices
from briefings.services import files
from briefings.services.request import request_packet
from briefings.services.run import make_now
from decisions.models import Proposal, Response
from members.models import Organization, User
from outreach.models import Meeting, Office
from priorities.models import Position
from tests.briefings import world as worlds
from tests.briefings.reading import body_of, squeezed
from tests.briefings.world import SENATOR
from tests.factories.decisions import an_open_proposal
from tests.factories.members import representative

pytestmark = pytest.mark.django_db
CANARY = "CANARYWORD"


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture(autouse=True)
def var_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def made():
    """A packet with every section: what could leak, is in it."""
    choices = Choices().with_whole_book()
    return make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=None, choices=choices)[0])


def plant(world):
    """Put a canary into everything that is inside only."""
    who = User.objects.create_user("member@demo-coalition.example", name=f"{CANARY} Person")
    member = Organization.objects.create(
        name=f"{CANARY} Organization", slug="canary", joined_on=dt.date(2026, 1, 1)
    )
    proposal = an_open_proposal([member], question=f"{CANARY} question")
    Response.objects.create(
        proposal=proposal, organization=member, answer="block", reason=f"{CANARY} reason", answered_by=who
    )
    Proposal.objects.filter(pk=proposal.pk).update(state="closed", result="adopted")
    public = worlds.decision(
        "2026-05",
        text=f"{CANARY} text",
        tally=f"{CANARY} 11 to 1",
        minority_view=f"{CANARY} view",
        proposal=proposal,
    )
    for resting in (world.ask, world.position):
        resting.decision = public
        resting.save()
    closed = worlds.decision(
        "2026-02", title=f"{CANARY} restricted", is_public=False, restriction_reason=f"{CANARY} why"
    )
    worlds.ask(closed, f"{CANARY} ask of a restricted decision", position=1)
    Position.objects.create(
        bill=world.lonely,
        stance="oppose",
        decision=closed,
        summary=CANARY,
        is_public=True,
        starts_on=dt.date(2026, 1, 1),
    )
    Position.objects.create(
        bill=world.house,
        stance="oppose",
        decision=world.decision,
        summary=CANARY,
        starts_on=dt.date(2026, 1, 1),
    )
    office = Office.objects.create(
        kind="legislator", legislator=world.senator, name="Sen. Sample", as_of=dt.date(2026, 6, 15)
    )
    Meeting.objects.create(office=office, held_on=dt.date(2026, 11, 1), notes=f"{CANARY} notes of a meeting")


def test_nothing_said_inside_is_in_the_packet(world):
    plant(world)
    packet = made()
    data = files.path_of(packet.file).read_bytes()
    assert "Ada" in body_of(data)
    assert CANARY not in body_of(data)
    assert CANARY.encode() not in data
    assert CANARY not in json.dumps(packet.manifest)


def test_a_position_that_is_not_public_is_not_printed(world):
    plant(world)
    packet = made()
    body = body_of(files.path_of(packet.file).read_bytes())
    assert squeezed("Support (Decision 2026-05") in body
    assert "Oppose" not in body


def test_of_a_decision_only_its_number_and_day_are_printed(world):
    packet = made()
    body = body_of(files.path_of(packet.file).read_bytes())
    assert squeezed("Decision 2026-01") in body
    assert squeezed(world.decision.title) not in body


def test_what_the_gate_says_and_the_manifest_stay_with_the_secretariat(world, client):
    packet = made()
    client.force_login(representative())
    for name in ("packet", "manifest", "manifest_json", "packet_changes", "change_sheet", "hand_over"):
        assert client.get(reverse(f"briefings:{name}", args=[packet.pk])).status_code == 403, name
