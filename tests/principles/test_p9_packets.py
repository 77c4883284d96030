"""P9, facts before opinion and true ones: no negative from an incomplete list, a source and a day for each fact."""

import pytest

from legislation.models import BillFacts, Cosponsor
from tests.briefings import world as worlds
from tests.briefings.orders import bill_section, packet_for
from tests.briefings.world import DELEGATE, REPRESENTATIVE, SENATOR
from tests.factories.legislation import change_facts

pytestmark = pytest.mark.django_db
NEGATIVES = ("not yet", "not a cosponsor", "has not", "did not", "never")


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture(autouse=True)
def var_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def facts_for(bioguide):
    return packet_for(bioguide).facts


def texts(bioguide):
    return [fact.text.replace("\N{NO-BREAK SPACE}", " ") for fact in facts_for(bioguide)]


@pytest.mark.parametrize("office", [SENATOR, REPRESENTATIVE, DELEGATE])
def test_an_incomplete_list_prints_no_negative_about_anyone(world, office):
    change_facts(BillFacts.objects.all(), is_complete=False)
    said = " ".join(texts(office)).lower()
    assert not [word for word in NEGATIVES if word in said]


def test_an_incomplete_list_says_that_it_is_incomplete(world):
    change_facts(BillFacts.objects.filter(bill=world.house), is_complete=False, note="originals only")
    packet = packet_for(DELEGATE)
    section = bill_section(packet, world.house)
    assert section.cosponsors.note == "The list at hand is not complete. originals only"
    assert section.cosponsors.count.text.startswith("At least 1 cosponsor")


def test_an_incomplete_list_without_a_name_never_says_that_there_is_none(world):
    Cosponsor.objects.all().delete()
    change_facts(BillFacts.objects.all(), is_complete=False)
    counts = [text for text in texts(SENATOR) if "osponsors" in text]
    assert counts
    assert not [text for text in counts if text.startswith("No cosponsors")]


def test_of_predecessors_only_what_was_done_is_said(world):
    assert "Sen. Samplesenator cosponsored S. 8000 (118th)." in texts(SENATOR)
    assert not [text for text in texts(DELEGATE) if "118th" in text]
    assert not [text for text in texts(REPRESENTATIVE) if "118th" in text]


def test_not_yet_a_cosponsor_comes_from_a_complete_list_of_a_live_bill(world):
    assert "Not yet a cosponsor (complete list)" in texts(DELEGATE)
    change_facts(
        BillFacts.objects.filter(bill__in=[world.house, world.lonely]), "cosponsors", is_complete=False
    )
    assert "Not yet a cosponsor (complete list)" not in texts(DELEGATE)


def test_each_printed_fact_shows_its_source_and_its_day(world):
    for fact in facts_for(SENATOR):
        assert fact.source.label
        assert fact.source.as_of
