"""P1, nonpartisan, no electoral work: no score or forecast anywhere, every party shown alike, words checked."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.apps import apps

from common.dates import today
from common.guard import GuardRule, check
from common.models import PhraseClearance
from legislation.filters import LegislatorFilter
from legislation.models import Cosponsor
from legislation.roll_calls import VoteId
from legislation.selectors.votes import vote_page
from legislation.what_to_ask import OfficeNow
from outreach.filters import ASK_ORDERS, OfficeFilter
from outreach.selectors.whom_to_ask import AskRow
from priorities.services.asks import write_ask
from priorities.services.guarding import Clearing, Refused
from priorities.services.messages import write_message
from priorities.services.positions import take_position
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory, CosponsorFactory, MemberVoteFactory, RollCallFactory
from tests.factories.members import representative, staff_member

OURS = (
    "briefings",
    "outreach",
    "priorities",
    "appropriations",
    "legislation",
    "decisions",
    "members",
    "common",
)
# A seat's `rank` is the roster's own order of seniority, not ours of people.
FORBIDDEN = re.compile(
    r"(?:^|_)(?:score|scorecard|grade|rating|ranking|forecast|likelihood|odds|probability)(?:_|$)"
)


def test_no_table_has_room_for_a_score_of_a_legislator_or_a_forecast():
    fields = [
        f"{model._meta.label}.{field.name}"
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
    ]
    assert len(fields) > 200
    assert [name for name in fields if FORBIDDEN.search(name.rpartition(".")[2])] == []


@pytest.mark.django_db
def test_cosponsors_are_counted_for_every_party_there_is():
    bill = BillFactory()
    for party, number in {"R": 2, "D": 3, "I": 1, "L": 1}.items():
        CosponsorFactory.create_batch(number, bill=bill, party=party)
    assert Cosponsor.objects.filter(bill=bill).by_party() == {"D": 3, "I": 1, "L": 1, "R": 2}


def test_offices_are_filtered_by_any_party_and_ordered_by_none():
    choices = dict(OfficeFilter.base_filters["party"].extra["choices"])
    assert set(choices.values()) == {"R", "D", "I"}
    assert "ordering" not in OfficeFilter.base_filters


def test_legislators_are_filtered_by_any_party_and_ordered_by_name_alone():
    choices = dict(LegislatorFilter.base_filters["party"].extra["choices"])
    assert set(choices) == {"Democrat", "Independent", "Republican"}
    assert not {"sort", "order", "ordering"} & LegislatorFilter.base_filters.keys()


@pytest.mark.django_db
def test_a_vote_is_told_for_every_party_and_its_members_stand_by_name():
    call = RollCallFactory(number=17)
    for name, cast in (("Zebra", "yea"), ("Able", "nay"), ("Middle", "yea")):
        MemberVoteFactory(roll_call=call, cast=cast, words=cast, legislator__last_name=name)
    page = vote_page(representative(), VoteId.parse("119-house-1-17"))
    assert [line.party for line in page.line.parties] == ["D", "I", "R"]
    assert [vote.legislator.last_name for vote in page.members] == ["Able", "Middle", "Zebra"]


def test_what_to_ask_an_office_never_depends_on_its_party():
    """The rule is not told the party, and the list has no field or order that weighs an office."""
    told = {field.name for field in fields(OfficeNow)}
    assert not {name for name in told if "party" in name or FORBIDDEN.search(name)}
    assert not {field.name for field in fields(AskRow) if FORBIDDEN.search(field.name)}
    assert next(iter(ASK_ORDERS)) == "name"
    assert set(ASK_ORDERS) == {"name", "seat", "bill", "stands", "ask"}


@pytest.mark.parametrize(
    "text",
    ["Blue Campaign", "an awareness campaign", "elect to receive", "opposing counsel", "vote yes on S. 2012"],
)
def test_words_of_the_field_pass(text):
    assert check(text) == ()


def test_a_call_to_vote_someone_out_is_caught():
    (hit,) = check("Vote out Senator X")
    assert hit.rule == GuardRule.NONPARTISAN


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["ask", "message", "position"])
def test_partisan_words_wait_for_a_named_person_in_asks_messages_and_positions(model):
    staff, words = staff_member(), "SAMPLE It should pass before the midterm elections."
    keep = {
        "ask": lambda **more: write_ask(
            fields={"kind": "inform", "audience": "all", "text": words, "decision": DecisionFactory()},
            by=staff,
            **more,
        ),
        "message": lambda **more: write_message(
            title="SAMPLE", text=words, tags=[], decision=None, by=staff, **more
        ),
        "position": lambda **more: take_position(
            bill=BillFactory(),
            stance="support",
            decision=DecisionFactory(),
            starts_on=today(),
            summary=words,
            by=staff,
            **more,
        ),
    }[model]
    with pytest.raises(Refused, match="P1, nonpartisan"):
        keep()
    keep(clearing=Clearing(("midterm elections",), "it names a date only"))
    assert PhraseClearance.objects.get().cleared_by == staff.pk
