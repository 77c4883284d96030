"""What a position and an ask must be before they are kept: pure rules, each problem at its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from priorities.ask_rules import SaidAsk, problems_of_ask
from priorities.position_rules import Basis, SaidPosition, problems_of_position

DAY = date(2026, 11, 21)
BASIS = Basis(date(2026, 3, 26), is_in_force=True, is_public=True)
POSITION = SaidPosition("support", BASIS, is_public=True, starts_on=date(2026, 3, 26))
ASK = SaidAsk("legislation", "all", BASIS, bill="119-hr-1")


def test_a_sound_position_and_a_sound_ask_have_no_problem():
    assert problems_of_position(POSITION, DAY) == ()
    assert problems_of_ask(ASK, DAY) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"basis": None, "is_public": False}, "decision"),
        ({"basis": replace(BASIS, is_in_force=False)}, "decision"),
        ({"stance": "monitoring", "basis": None}, "is_public"),
        ({"basis": replace(BASIS, is_public=False)}, "is_public"),
        ({"starts_on": date(2026, 11, 22)}, "starts_on"),
        ({"starts_on": date(2026, 3, 25)}, "starts_on"),
        ({"latest_start": date(2026, 3, 26)}, "starts_on"),
        ({"cuts": ["food aid"]}, "despite"),
        ({"cuts": ["food aid"], "stance": "support_if_amended", "despite": " "}, "despite"),
    ],
)
def test_what_is_wrong_with_a_position_is_said_at_its_field(change, field):
    assert [one.field for one in problems_of_position(replace(POSITION, **change), DAY)] == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"stance": "monitoring", "basis": None, "is_public": False},
        {"cuts": ["food aid"], "stance": "oppose"},
        {"cuts": ["food aid"], "despite": "SAMPLE the cut comes out in conference"},
    ],
)
def test_monitoring_needs_no_decision_and_only_support_of_a_cut_needs_a_reason(change):
    assert problems_of_position(replace(POSITION, **change), DAY) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"basis": replace(BASIS, is_in_force=False)}, "decision"),
        ({"audience": "committee"}, "committee"),
        ({"audience": "committee", "committee": "hsju01", "committee_is_part": True}, "committee"),
        ({"audience": "subcommittee", "committee": "hsju00"}, "committee"),
        ({"audience": "senate", "committee": "ssju00"}, "committee"),
        ({"audience": "office"}, "legislator"),
        ({"legislator": "X000001"}, "legislator"),
        ({"bill": ""}, "bill"),
        ({"bill_over": "the 118th Congress ended"}, "bill"),
        ({"kind": "appropriations", "bill": "", "fiscal_year": 2027}, "line"),
        ({"kind": "appropriations", "bill": "", "line": "sample-line"}, "fiscal_year"),
        ({"line": "sample-line"}, "line"),
        ({"family": "tvpra", "bill_in_family": False}, "family"),
        ({"expires_on": date(2026, 11, 20)}, "expires_on"),
        ({"deadline_on": date(2027, 1, 2), "expires_on": date(2027, 1, 1)}, "deadline_on"),
    ],
)
def test_what_does_not_go_together_in_an_ask_is_said_at_its_field(change, field):
    assert [one.field for one in problems_of_ask(replace(ASK, **change), DAY)] == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "inform", "bill": ""},
        {"bill": "", "family": "tvpra"},
        {"audience": "subcommittee", "committee": "hsju01", "committee_is_part": True},
        {"kind": "appropriations", "bill": "", "line": "sample-line", "fiscal_year": 2027},
        {"expires_on": DAY, "deadline_on": DAY},
    ],
)
def test_other_asks_go_together(change):
    assert problems_of_ask(replace(ASK, **change), DAY) == ()
