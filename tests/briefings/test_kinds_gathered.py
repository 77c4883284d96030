"""What the kinds read: adopted public requests only, in few queries, and a clear word where nothing is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.packet.judging import judge
from briefings.render import packet_html
from briefings.selectors.bills import UnknownBills
from briefings.selectors.subjects import UnknownSubject
from tests.briefings import world as worlds
from tests.briefings.kinds_world import CANARY, build, packet_of, request
from tests.factories.legislation import CosponsorFactory
from tests.factories.letters import LetterFactory, a_letter_to_sign
from tests.factories.members import former_member
from tests.factories.slates import a_request, a_slate

pytestmark = pytest.mark.django_db


def texts(packet):
    return " ".join(fact.text for fact in packet.facts)


def test_a_request_of_a_restricted_decision_is_told_nowhere_and_its_figure_neither():
    world = build(is_public=False, restriction_reason="SAMPLE")
    sections = ("lines", "language", "money")
    for kind, subject in (("book", ""), ("line", world.line.pk), ("office", "")):
        packet = packet_of(
            kind, subject, bioguide_id=worlds.SENATOR, sections=sections, lines=(world.line.pk,)
        )
        said = texts(packet) + packet_html(packet)
        assert "83.5" in said
        assert "100.0" not in said
        assert "$100 million" not in said
        assert "SAMPLE Grants reach survivors" not in said
        assert str(world.slate.decision) not in said


def test_a_slate_that_is_not_adopted_is_told_nowhere_and_another_years_request_changes_nothing(world):
    a_request(
        a_slate(0, year=2028), line=world.line, justification=CANARY, report_language=CANARY, kind="both"
    )
    request(world.line, "SAMPLE later", year=2029, dollars=113_000_000)
    assert CANARY not in packet_html(packet_of("book", fiscal_year=2028))
    assert "113" not in packet_html(packet_of("book", fiscal_year=2028))
    assert "$113 million" in texts(packet_of("book", fiscal_year=2029))


def test_the_queries_of_a_book_do_not_grow_with_its_lines(world, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as one:
        packet_of("book")
    for number in range(30):
        line = worlds.Line.objects.create(
            slug=f"more-{number}", name=f"More {number}", department="D", bundle=world.line.bundle
        )
        worlds.amount(line, 2026, 1_000_000)
    with django_assert_max_num_queries(len(one)):
        assert len(packet_of("book").annex[0].lines) == 31


def test_without_a_choice_the_lines_are_those_the_coalition_asks_for(world):
    request(world.line, "SAMPLE why")
    packet = packet_of("office", bioguide_id=worlds.SENATOR, sections=("lines",))
    assert [part.name for part in packet.annex[0].lines] == ["Victim services"]
    chosen = packet_of("office", bioguide_id=worlds.SENATOR, sections=("lines",), lines=("unknown",))
    assert chosen.annex[0].unknown == ("Quiet line: no source read.",)


def test_more_cosponsors_than_fit_are_counted_by_party_both_alike(world):
    for number in range(72):
        CosponsorFactory(
            bill=world.house, party="D" if number % 2 else "R", cosponsored_on=dt.date(2025, 7, 1)
        )
    (page,) = packet_of("bill", world.house.pk).own
    assert [group.text for group in page.cosponsors.groups] == ["Democrats: 37", "Republicans: 36"]


def test_a_packet_for_information_asks_nothing(world):
    for kind, subject in (("bill", world.senate.pk), ("line", world.line.pk), ("family", "rhytpa")):
        assert packet_of(kind, subject, for_information=True).asks == ()


def test_a_bill_whose_end_is_not_known_is_not_said_to_have_died(world):
    worlds.Amount.objects.all().delete()
    type(world.past).objects.filter(pk=world.past.pk).update(stage="passed_house", actions_complete=False)
    (brief,) = packet_of("family", "rhytpa").own
    assert "Died" not in brief.past[0].got.text


@pytest.mark.parametrize(
    ("kind", "subject", "error"),
    [
        ("book", "nothing", UnknownSubject),
        ("bill", "", UnknownSubject),
        ("bill", "119-hr-1", UnknownBills),
        ("line", "nothing", UnknownSubject),
        ("family", "nothing", UnknownSubject),
        ("letter", "twelve", UnknownSubject),
        ("minutes", "2026-99", UnknownSubject),
    ],
)
def test_a_subject_that_is_not_here_is_refused(kind, subject, error):
    with pytest.raises(error):
        packet_of(kind, subject, requested_by=worlds.staff().pk)


@pytest.mark.parametrize(("state", "rules"), [("draft", {"letter", "decision"}), ("open", {"letter"})])
def test_only_a_closed_letter_of_a_decision_in_force_may_be_final(state, rules):
    letter = LetterFactory() if state == "draft" else a_letter_to_sign()
    found = judge(packet_of("letter", letter.pk, is_draft=False)).refused
    assert {one.rule for one in found if one.item.startswith("Letter ")} == rules


def test_minutes_are_made_for_somebody_inside_only():
    decision = worlds.decision("2026-01")
    for who in (None, former_member().pk):
        with pytest.raises(UnknownSubject, match="inside"):
            packet_of("minutes", decision.number, requested_by=who)
    assert (
        packet_of("minutes", decision.number, requested_by=worlds.staff().pk).title
        == "Minutes: Decision 2026-01"
    )
