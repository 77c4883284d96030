"""P5, the public record: a text, its date and "adopted", in page, feed and minutes, and nothing of how it came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from common.dates import today
from decisions.models import Decision
from decisions.services.consultations import record_consultation
from decisions.services.decisions import correct_decision, switch_visibility
from tests.access_table import PAGES
from tests.briefings.reading import text_of
from tests.decisions.decided import a_decided_proposal
from tests.factories.decisions import DecisionFactory
from tests.factories.members import former_member, representative, staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
# What the record of an adopted decision holds inside, besides unique words.
INSIDE_WORDS = ("canary", "answered", "stand aside", "Stand aside", "proposals/", "inority", "estrict")


@pytest.fixture
def decided() -> Decision:
    """A public decision with a unique word in everything that is inside, corrected once, restricted and opened."""
    staff = staff_member()
    decision = a_decided_proposal(by=staff, text="SAMPLE publicwords as adopted")
    record_consultation(
        target=decision.proposal, group="canarygroup", held_on=today(), how="canaryhow", heard="canaryheard",
        what_changed="canarychanged", by=staff,
    )  # fmt: skip
    switch_visibility(decision=decision, is_public=False, reason="canaryswitch", by=staff)
    switch_visibility(decision=decision, is_public=True, reason="canaryswitch", by=staff)
    correct_decision(
        decision=decision, reason="canarycorrection", by=staff, decided_on=today(), title="SAMPLE second",
        text="SAMPLE publicwords corrected", minority_view="canaryview",
    )  # fmt: skip
    DecisionFactory(number="2026-90", title="canaryhidden", is_public=False, restriction_reason="canarywhy")
    return decision


def public_addresses(number: str) -> list[str]:
    """Every address of the product that begins with the public register's, for one decision."""
    return [
        entry.example.replace("2026-01", number) for entry in PAGES if entry.route.startswith("register/")
    ]


def test_page_and_feed_tell_the_text_the_date_and_adopted(decided):
    addresses = public_addresses(decided.number)
    assert len(addresses) == 3
    for address in addresses:
        page = Client().get(address).content.decode()
        assert "publicwords" in page
        assert "adopted" in page
        assert str(decided.decided_on.day) in page


@pytest.mark.parametrize("visitor", [None, former_member, representative, staff_member])
def test_page_and_feed_tell_nothing_else_to_anyone(visitor, decided):
    client = signed_in(visitor()) if visitor else Client()
    later = Decision.objects.get(corrects=decided)
    for number in (decided.number, later.number):
        for address in public_addresses(number):
            response = client.get(address)
            told = response.content.decode() + str(response.headers)
            assert [word for word in INSIDE_WORDS if word in told] == [], address


def test_nor_is_anything_found_by_searching(decided):
    for word in ("canary", "canarytext", "stand"):
        page = Client().get("/register/", {"search": word}).content.decode()
        assert "No decision fits" in page


def test_minutes_for_outside_tell_the_same_and_no_more(decided):
    browser = signed_in(representative())
    days = {"since": today() - timedelta(days=365), "until": today(), "edition": "outside"}
    for address, query in (
        (f"/decisions/{decided.number}/minutes.pdf", {"edition": "outside"}),
        ("/decisions/minutes/", days),
    ):
        data = browser.get(address, query).content
        told = text_of(data)
        assert "publicwords as adopted" in told
        assert [word for word in INSIDE_WORDS if word in told] == [], address
        assert b"canary" not in data


def test_the_same_words_are_found_in_the_confidential_minutes(decided):
    """The search is worth something: inside, each planted word is there to be found."""
    told = text_of(signed_in(representative()).get(f"/decisions/{decided.number}/minutes.pdf").content)
    for word in (
        "question",
        "reason",
        "minority",
        "group",
        "how",
        "heard",
        "changed",
        "switch",
        "correction",
    ):
        assert f"canary{word}" in told, word
