"""P4, survivors' part: the gate names what goes to offices without a consultation, and a draft says so beside it."""

import pytest

from briefings.packet.judging import judge
from briefings.render import packet_html
from decisions.models import Consultation
from tests.briefings import orders
from tests.briefings import world as worlds
from tests.briefings.world import SENATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return worlds.build()


def test_asks_and_positions_that_had_no_consultation_are_named_and_marked(world):
    made = orders.packet_for(SENATOR, bills=("119-s-9200",), sections=("bills",))
    assert not [one for one in judge(made).refused if one.rule == "P4"]
    Consultation.objects.all().delete()
    judged = judge(made)
    named = {one.item.replace("\N{NO-BREAK SPACE}", " ") for one in judged.refused if one.rule == "P4"}
    assert named == {
        "Ask “Bring S. 9200 to a markup”",
        "Ask “Fund victim services”",
        "Position on S. 9200",
    }
    assert packet_html(judged.packet).count("no consultation") == len(named)
