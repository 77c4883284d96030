"""The member home: what awaits us first, what moved on what we follow, and all the rest a click away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from decisions.choices import Answer
from decisions.services.sharing import share_information
from members.choices import Role
from members.services.follows import follow
from tests.factories.decisions import CommentFactory, DecisionFactory, an_answer, an_open_proposal
from tests.factories.legislation import BillFactory, TrackedBillFactory
from tests.factories.letters import a_letter_to_sign
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def own(person):
    return person.current_affiliations[0].organization


def home(person):
    return signed_in(person).get("/member/").content.decode()


def test_what_awaits_our_answer_stands_first_by_deadline_with_one_click_to_answer():
    person = representative()
    later = an_open_proposal([own(person)], question="SAMPLE later?")
    sooner = an_open_proposal(
        [own(person)], question="SAMPLE sooner?", deadline_at=timezone.now() + timedelta(days=2)
    )
    page = home(person)
    assert page.index("SAMPLE sooner?") < page.index("SAMPLE later?") < page.index('id="moved"')
    for proposal in (sooner, later):
        assert f'href="/decisions/proposals/{proposal.pk}/#answer">Answer' in page


def test_what_we_answered_awaits_us_no_more():
    person = representative()
    an_answer(an_open_proposal([own(person)], question="SAMPLE done?"), own(person), Answer.ABSTAIN)
    assert "SAMPLE done?" not in home(person)


def test_who_may_not_answer_sees_who_may():
    speaker = representative()
    person = AffiliationFactory(organization=own(speaker), role=Role.STAFF).user
    an_open_proposal([own(speaker)], question="SAMPLE question?")
    page = home(person)
    assert f"{speaker.name} answers for {own(speaker)}" in page
    assert '#answer">Answer' not in page


def test_letters_to_sign_are_there():
    a_letter_to_sign(title="SAMPLE letter to sign")
    assert "SAMPLE letter to sign" in home(representative())


def test_who_acts_for_several_sees_what_awaits_the_others_and_switches():
    person = AffiliationFactory(organization=OrganizationFactory(name="SAMPLE A")).user
    second = OrganizationFactory(name="SAMPLE B", slug="sample-b")
    AffiliationFactory(user=person, organization=second)
    an_open_proposal([second], question="SAMPLE first?")
    an_answer(an_open_proposal([second], question="SAMPLE answered?"), second)
    an_open_proposal([second, OrganizationFactory()], question="SAMPLE second?")
    a_letter_to_sign()
    browser = signed_in(person)
    assert "2 questions and 1 letter await SAMPLE B." in browser.get("/member/").content.decode()
    browser.post("/people/act-for/", {"organization": second.pk, "next": "/member/"})
    page = browser.get("/member/").content.decode()
    assert "SAMPLE first?" in page
    assert "1 letter awaits SAMPLE A." in page


def moved_bill(number):
    return TrackedBillFactory(bill=BillFactory(number=number, introduced_on=timezone.localdate())).bill


def test_without_a_choice_all_tracked_bills_and_a_hint_to_follow():
    moved_bill(9001)
    page = home(representative())
    assert "/bills/119-hr-9001/" in page
    assert "Follow the bills" in page


def test_with_a_choice_only_what_we_follow():
    person, ours = representative(), moved_bill(9001)
    moved_bill(9002)
    follow(organization=own(person), target=ours, by=person)
    page = home(person)
    assert "/bills/119-hr-9001/" in page
    assert "/bills/119-hr-9002/" not in page
    assert "Follow the bills" not in page


def test_missing_pieces_of_the_profile_are_named():
    person = representative()
    assert "Not there yet: what it does, a website, its skills, where it works, an alternate" in home(person)
    AffiliationFactory(organization=own(person), role=Role.ALTERNATE)
    assert "an alternate" not in home(person)


def test_decided_shared_and_discussed_are_there_and_the_rest_is_one_click_away():
    person = representative()
    DecisionFactory(title="SAMPLE was decided")
    share_information(organization=own(person), by=person, title="SAMPLE shared", text="SAMPLE")
    CommentFactory(text="SAMPLE words")
    page = home(person)
    for words in ("SAMPLE was decided", "SAMPLE shared", "began it"):
        assert words in page
    for address in (
        "/week/",
        "/member/following/",
        "/notices/",
        "/notices/choices/",
        own(person).get_absolute_url(),
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("address", ["/member/", "/week/", "/home/"])
def test_a_fuller_home_takes_no_more_queries(address):
    person = staff_member()
    organization = OrganizationFactory()
    AffiliationFactory(user=person, organization=organization)
    AffiliationFactory(user=person, organization=OrganizationFactory())

    def add(start, count):
        for number in range(start, start + count):
            an_open_proposal([organization], question=f"SAMPLE {number}?", quorum=1)
            DecisionFactory(number=f"2024-{number}")
            a_letter_to_sign()
            share_information(organization=organization, by=person, title="SAMPLE", text="SAMPLE")
            follow(organization=organization, target=moved_bill(9000 + number), by=person)
            CommentFactory()

    browser = signed_in(person)
    add(1, 1)
    few = queries_of(browser, address)
    add(2, 29)
    assert queries_of(browser, address) == few


def test_the_week_tells_what_was_shared_asked_and_decided_in_seven_days():
    person = representative()
    share_information(organization=own(person), by=person, title="SAMPLE shared", text="SAMPLE")
    an_open_proposal([own(person)], question="SAMPLE asked?")
    DecisionFactory(title="SAMPLE decided", decided_on=timezone.localdate())
    DecisionFactory(title="SAMPLE long ago", decided_on=timezone.localdate() - timedelta(days=9))
    browser = signed_in(person)
    page = browser.get("/week/").content.decode()
    for words in ("SAMPLE shared", "SAMPLE asked?", "SAMPLE decided", "3 things to know of"):
        assert words in page
    assert "SAMPLE long ago" not in page
    type(person).objects.filter(pk=person.pk).update(
        previous_visit_at=timezone.now() + timedelta(minutes=1), visit_at=timezone.now()
    )
    assert "SAMPLE asked?" not in browser.get("/week/?since=visit").content.decode()


def test_the_secretariat_sees_what_waits_for_it():
    organizations = OrganizationFactory.create_batch(2)
    done = an_open_proposal(organizations, question="SAMPLE everyone answered?")
    for one in organizations:
        an_answer(done, one)
    blocked = an_open_proposal(organizations, question="SAMPLE blocked?")
    for one in organizations:
        an_answer(blocked, one, Answer.BLOCK, "SAMPLE reason")
    soon = timezone.now() + timedelta(days=2)
    an_open_proposal(organizations, question="SAMPLE thin?", quorum=2, deadline_at=soon)
    an_open_proposal(organizations, question="SAMPLE early?", quorum=2)
    found = signed_in(staff_member()).get("/home/").context["home"].needs
    assert [(str(one.row), one.word) for one in found] == [
        ("SAMPLE thin?", "Short of quorum so far"),
        ("SAMPLE everyone answered?", "Ready to close"),
        ("SAMPLE blocked?", "Blocked"),
    ]
