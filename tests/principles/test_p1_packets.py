"""P1, nonpartisan: cosponsors of every party alike, no score of anyone, electoral words stop a final packet."""

import pytest

from briefings.packet.judging import judge
from briefings.render import packet_html
from tests.briefings import world as worlds
from tests.briefings.orders import bill_section, packet_for
from tests.briefings.world import SENATOR
from tests.factories.legislation import CosponsorFactory, LegislatorFactory

pytestmark = pytest.mark.django_db
PARTIES = {"R": 3, "D": 3, "I": 1}


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture(autouse=True)
def var_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def packet():
    return packet_for(SENATOR)


def test_cosponsors_of_every_party_are_named_with_the_same_weight(world):
    for party, number in PARTIES.items():
        for _ in range(number):
            CosponsorFactory(
                bill=world.senate, legislator=LegislatorFactory(), party=party, state="OR", district=None
            )
    section = bill_section(packet(), world.senate)
    heads = [group.text.partition(":")[0] for group in section.cosponsors.groups]
    assert heads == ["Democrats (3)", "Republicans (3)", "Independents (1)"]


def test_no_color_or_class_tells_a_party(world):
    html = packet_html(packet()).lower()
    assert not [word for word in ("republican", "democrat", "party") if f'class="{word}' in html]


def test_no_legislator_is_scored_ranked_or_forecast(world):
    html = packet_html(packet()).lower()
    assert not [
        word for word in ("score", "grade", "ranking of", "likely to pass", "chance of") if word in html
    ]


@pytest.mark.parametrize("words", ["Vote out Senator Samplesenator", "Defeat the Republicans who blocked it"])
def test_electoral_words_in_an_ask_keep_a_packet_from_being_final(world, words):
    worlds.ask(world.decision, words, position=1)
    assert "P1" in {refusal.rule for refusal in judge(packet()).refused}


def test_advocacy_for_a_bill_is_not_electoral(world):
    worlds.ask(world.decision, "Vote yes on S. 9200", position=1)
    assert "P1" not in {refusal.rule for refusal in judge(packet()).refused}
