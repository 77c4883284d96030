"""The public register: what was adopted, in pages and as a feed, and not a word more (P5)."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from decisions.models import Decision
from decisions.selectors.public_record import PublicRecord
from decisions.services.decisions import record_decision, switch_visibility
from tests.decisions.decided import a_decided_proposal
from tests.factories.decisions import DecisionFactory
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
INSIDE = {
    "tally": "canarytally 11 of 12 answered",
    "minority_view": "canaryminority",
}


def text_of(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def entries() -> list[Any]:
    return etree.fromstring(text_of("/register/feed/").encode()).findall("a:entry", ATOM)


def test_anyone_reads_number_date_title_text_and_that_it_was_adopted():
    DecisionFactory(number="2026-07", title="SAMPLE title", text="SAMPLE **words** adopted")
    for address in ("/register/", "/register/2026-07/"):
        page = text_of(address)
        for said in ("2026-07", "Mar 26, 2026", "SAMPLE title", "<strong>words</strong>", "adopted"):
            assert said in page, (address, said)


def test_a_public_record_has_no_place_for_anything_else():
    assert {field.name for field in fields(PublicRecord)} == {
        "number", "decided_on", "title", "text", "is_sample", "corrects", "corrected_by",
    }  # fmt: skip


def test_how_it_came_about_is_nowhere_outside_not_even_for_those_inside():
    decided = a_decided_proposal()
    later = correct(decided, correction_reason="canarycorrection", **INSIDE)
    for client in (Client(), signed_in(representative())):
        for address in (
            "/register/",
            f"/register/{decided.number}/",
            f"/register/{later.number}/",
            "/register/feed/",
        ):
            page = text_of(address, client)
            assert decided.number in page
            assert "canary" not in page
            assert "stand aside" not in page
            assert "/decisions/proposals/" not in page


def test_a_restricted_decision_is_not_there_for_anyone():
    DecisionFactory(number="2026-03", title="SAMPLE canary", is_public=False, restriction_reason="canarywhy")
    for client in (Client(), signed_in(staff_member())):
        assert "canary" not in text_of("/register/", client) + text_of("/register/feed/", client)
        restricted, unknown = client.get("/register/2026-03/"), client.get("/register/2026-99/")
        assert restricted.status_code == unknown.status_code == 404
        assert re.sub(r'Token": "[^"]*', "", restricted.content.decode()) == re.sub(
            r'Token": "[^"]*', "", unknown.content.decode()
        )


def test_what_was_not_adopted_is_not_on_the_public_record():
    DecisionFactory(number="2026-04", outcome=Decision.Outcome.NOT_ADOPTED)
    assert "2026-04" not in text_of("/register/")
    assert Client().get("/register/2026-04/").status_code == 404


def test_a_switch_takes_effect_at_once():
    decision = DecisionFactory(number="2026-05")
    switch_visibility(decision=decision, is_public=False, reason="SAMPLE", by=staff_member())
    assert Client().get("/register/2026-05/").status_code == 404
    switch_visibility(decision=decision, is_public=True, reason="", by=staff_member())
    response = Client().get("/register/2026-05/")
    assert response.status_code == 200
    assert "no-cache" in response.headers["Cache-Control"]


def correct(earlier: Decision, **more: object) -> Decision:
    return record_decision(
        decided_on=date(2026, 4, 1),
        title="SAMPLE corrected",
        text="SAMPLE",
        by=None,
        corrects=earlier,
        **more,
    )


def test_a_correction_is_shown_both_ways():
    later = correct(DecisionFactory(number="2026-01"))
    assert f'corrected by <a href="/register/{later.number}/"' in text_of("/register/2026-01/")
    assert 'This corrects <a href="/register/2026-01/"' in text_of(f"/register/{later.number}/")


def test_a_correction_does_not_name_an_earlier_record_that_is_restricted():
    later = correct(DecisionFactory(number="2026-01", is_public=False, restriction_reason="SAMPLE"))
    assert "2026-01" not in text_of(f"/register/{later.number}/")


@pytest.mark.parametrize(
    "unseen",
    [{"is_public": False, "restriction_reason": "SAMPLE"}, {"outcome": Decision.Outcome.NOT_ADOPTED}],
)
def test_what_was_corrected_unseen_is_no_longer_told_outside_however_far_back(unseen):
    first = DecisionFactory(number="2026-01")
    second = correct(first)
    correct(second, **unseen)
    assert "2026-0" not in text_of("/register/")
    assert Client().get("/register/2026-01/").status_code == 404


def test_decisions_are_found_by_word_and_year_and_only_public_years_are_offered():
    DecisionFactory(number="2025-01", decided_on=date(2025, 5, 1), title="SAMPLE on shelters")
    DecisionFactory(number="2026-01", title="SAMPLE on visas")
    DecisionFactory(
        number="2024-01", decided_on=date(2024, 5, 1), is_public=False, restriction_reason="SAMPLE"
    )
    for query in ("search=shelters", "year=2025", "search=2025-01"):
        page = text_of(f"/register/?{query}")
        assert "2025-01" in page
        assert "2026-01" not in page
    assert "2024" not in text_of("/register/")
    assert "No decision fits" in text_of("/register/?search=zzz")


def test_an_empty_register_says_so():
    assert "No decision is on the public record yet" in text_of("/register/")


def test_a_longer_register_is_cut_into_pages_and_takes_no_more_queries():
    DecisionFactory()
    few = queries_of(Client(), "/register/")
    DecisionFactory.create_batch(29)
    assert queries_of(Client(), "/register/") == few
    assert "?page=2" in text_of("/register/")


def test_the_page_leads_to_the_feed():
    assert 'rel="alternate" type="application/atom+xml"' in text_of("/register/")


def test_the_feed_carries_the_public_record_and_links_to_its_pages(settings):
    DecisionFactory(number="2026-01", title="on shelters", text="SAMPLE *words*", **INSIDE)
    [entry] = entries()
    assert entry.findtext("a:title", namespaces=ATOM) == "Decision 2026-01, adopted: SAMPLE on shelters"
    assert "<em>words</em>" in entry.findtext("a:summary", namespaces=ATOM)
    assert entry.find("a:link", ATOM).get("href") == f"{settings.SITE_URL}/register/2026-01/"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-03-26T12:00:00-04:00"


def test_the_feed_is_asked_again_by_its_tag():
    decision = DecisionFactory()
    first = Client().get("/register/feed/")
    assert first.headers["Last-Modified"]
    tag = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    assert Client().get("/register/feed/", **tag).status_code == 304
    switch_visibility(decision=decision, is_public=False, reason="SAMPLE", by=staff_member())
    again = Client().get("/register/feed/", **tag)
    assert again.status_code == 200
    assert decision.number not in again.content.decode()


def test_the_feed_holds_still_while_what_is_restricted_changes():
    """Nothing outside tells that something was recorded inside."""
    DecisionFactory()
    before = Client().get("/register/feed/").headers
    DecisionFactory(is_public=False, restriction_reason="SAMPLE")
    after = Client().get("/register/feed/").headers
    assert (after["ETag"], after["Last-Modified"]) == (before["ETag"], before["Last-Modified"])


def test_a_feed_of_nothing_is_still_a_feed():
    assert entries() == []


def test_a_character_that_xml_does_not_take_ends_no_feed():
    DecisionFactory(title="SAMPLE pasted\x0btitle", text="SAMPLE pasted \x07 text")
    (entry,) = entries()
    assert entry.findtext("a:title", namespaces=ATOM).endswith("SAMPLE pasted title")
