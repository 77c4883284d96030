"""The page of a proposal as those read it who answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from decisions.choices import Answer
from decisions.models import Proposal, Response
from decisions.services.responses import record_response
from decisions.services.rounds import start_round
from decisions.wording import time_left
from members.choices import Role
from tests.factories.decisions import ProposalFactory, an_answer, an_open_proposal
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def a_second_round(proposal, **changed):
    said = {"question": proposal.question, "text": "SAMPLE other words", "commits_us_to": "SAMPLE"}
    return start_round(
        proposal=proposal,
        **{**said, **changed},
        what_changed="SAMPLE what changed in a sentence",
        deadline_at=timezone.now() + timedelta(days=7, hours=1),
        by=staff_member(),
    )


def test_the_page_says_what_it_commits_to_what_changed_and_whose_answer_it_is_before_the_text():
    organization = OrganizationFactory(name="SAMPLE Speaker")
    proposal = a_second_round(
        an_open_proposal([organization], commits_us_to="SAMPLE"), commits_us_to="SAMPLE two"
    )
    text = signed_in(representative(organization)).get(proposal.get_absolute_url()).content.decode()
    order = [
        "7 days left",
        "What it commits us to",
        "SAMPLE what changed in a sentence",
        "The answer of SAMPLE Speaker",
        "Survivors and workers consulted",
        "SAMPLE other words",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert f"{proposal.get_absolute_url()}rounds/2/" in text


def test_an_answer_to_an_earlier_round_is_confirmed_with_one_click():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    an_answer(proposal, organization, Answer.RESERVATION, "SAMPLE concern")
    a_second_round(proposal)
    browser, address = signed_in(representative(organization)), proposal.get_absolute_url()
    page = browser.get(address)
    assert "To be confirmed." in page.content.decode()
    assert page.context["ours"].to_confirm
    sent = {"organization": organization.pk, "seen_round": 2}
    assert browser.post(address + "confirm/", sent).url == address + "#answer"
    response = Response.objects.get()
    assert (response.round, response.answer, response.reason) == (2, Answer.RESERVATION, "SAMPLE concern")
    assert "To be confirmed." not in browser.get(address).content.decode()
    # A second click finds nothing to confirm and says so.
    assert "awaits confirmation" in browser.post(address + "confirm/", sent, follow=True).content.decode()


def test_nobody_answers_a_text_they_have_not_seen():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    a_second_round(proposal)
    sent = {"organization": organization.pk, "seen_round": 1, "answer": "support"}
    page = signed_in(representative(organization)).post(proposal.get_absolute_url() + "respond/", sent)
    assert page.status_code == 422
    assert "The text has changed" in page.content.decode()
    assert not Response.objects.exists()


def hidden_in(page) -> dict[str, str]:
    text = page.content.decode().partition('<form class="answer-form"')[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def test_nobody_replaces_an_answer_of_a_colleague_they_have_not_seen():
    organization = OrganizationFactory(name="SAMPLE Speaker")
    proposal = an_open_proposal([organization])
    one, colleague = signed_in(representative(organization)), signed_in(representative(organization))
    address = proposal.get_absolute_url()
    read = one.get(address).context["form"].initial
    colleague.post(
        address + "respond/", {**colleague.get(address).context["form"].initial, "answer": "support"}
    )
    refused = one.post(address + "respond/", {**read, "answer": "abstain"})
    assert refused.status_code == 422
    assert "answered support for SAMPLE Speaker while this page was open" in refused.content.decode()
    assert Response.objects.get().answer == Answer.SUPPORT
    # The page that says so shows what stands: sent again from there, the answer counts.
    again = {**hidden_in(refused), "answer": "abstain"}
    assert one.post(address + "respond/", again).status_code == 302
    assert Response.objects.get().answer == Answer.ABSTAIN


def test_an_answer_refused_for_a_text_not_seen_can_be_sent_again_from_the_page_that_shows_it():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    browser, address = signed_in(representative(organization)), proposal.get_absolute_url()
    read = browser.get(address).context["form"].initial
    a_second_round(proposal)
    refused = browser.post(address + "respond/", {**read, "answer": "support"})
    again = {**hidden_in(refused), "answer": "support"}
    assert browser.post(address + "respond/", again).status_code == 302
    assert Response.objects.get().round == 2


def test_the_answer_is_that_of_the_organization_the_page_named():
    first, second, foreign = (OrganizationFactory(name=f"SAMPLE {letter}") for letter in "ABC")
    person = representative(first)
    AffiliationFactory(user=person, organization=second, role=Role.ALTERNATE)
    proposal = an_open_proposal([first, second, foreign])
    browser, address = signed_in(person), proposal.get_absolute_url()
    text = browser.get(address).content.decode()
    assert "The answer of SAMPLE A" in text
    assert "You act for" in text
    browser.post("/people/act-for/", {"organization": second.pk, "next": address + "#answer"})
    assert "The answer of SAMPLE B" in browser.get(address).content.decode()
    # A page that was open before the switch still answers for the organization it named.
    browser.post(address + "respond/", {"organization": first.pk, "answer": "support"})
    assert [one.organization for one in Response.objects.all()] == [first]
    foreigner = {"organization": foreign.pk, "answer": "support"}
    assert browser.post(address + "respond/", foreigner).status_code == 404
    assert browser.post(address + "confirm/", foreigner).status_code == 404


def test_who_may_not_answer_is_told_why():
    asked, late = OrganizationFactory(), OrganizationFactory()
    proposal = an_open_proposal([asked])
    helper = AffiliationFactory(organization=asked, role=Role.STAFF).user
    address = proposal.get_absolute_url()
    assert "representative or alternate answers" in signed_in(helper).get(address).content.decode()
    assert "was not asked" in signed_in(representative(late)).get(address).content.decode()
    refused = signed_in(helper).post(address + "respond/", {"answer": "support"})
    assert refused.status_code == 422
    assert not Response.objects.exists()


def test_an_answer_that_comes_after_the_deadline_is_refused_in_words():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    Proposal.objects.filter(pk=proposal.pk).update(deadline_at=timezone.now())
    browser = signed_in(representative(organization))
    page = browser.post(proposal.get_absolute_url() + "respond/", {"answer": "support"})
    assert page.status_code == 422
    assert "no longer takes answers" in page.content.decode()


def test_a_block_without_a_reason_is_sent_back_with_the_choice_kept():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    page = signed_in(representative(organization)).post(
        proposal.get_absolute_url() + "respond/", {"answer": "block"}
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert "A block needs its reason." in text
    assert re.search(r'value="block"[^>]*checked', text)


def test_what_others_answered_is_hidden_until_the_close_everywhere_and_who_answered_is_not():
    ours, theirs = OrganizationFactory(name="SAMPLE A"), OrganizationFactory(name="SAMPLE B")
    proposal = an_open_proposal([ours, theirs], answers_hidden_until_close=True)
    an_answer(proposal, theirs, Answer.STAND_ASIDE, "SAMPLE canaryreason")
    address = proposal.get_absolute_url()
    for person in (representative(ours), staff_member()):
        browser = signed_in(person)
        for path in ("", "history/"):
            text = browser.get(address + path).content.decode()
            assert "canaryreason" not in text
            assert "Stand aside" not in text.replace("<b>Stand aside</b><small>", "")
        assert "SAMPLE B answered" in browser.get(address + "history/").content.decode()
        assert browser.get(address).context["voices"][1].has_answered
    text = signed_in(representative(theirs)).get(address + "history/").content.decode()
    assert "canaryreason" in text


def test_the_history_keeps_every_version_and_every_round():
    organization, staff = OrganizationFactory(name="SAMPLE A"), staff_member()
    proposal = an_open_proposal([organization], text="SAMPLE old words")
    an_answer(proposal, organization, Answer.BLOCK, "SAMPLE first reason")
    a_second_round(proposal, text="SAMPLE new words")
    record_response(
        proposal=proposal,
        organization=organization,
        answer=Answer.SUPPORT,
        received_how="by telephone",
        by=staff,
    )
    browser = signed_in(representative())
    text = browser.get(proposal.get_absolute_url() + "history/").content.decode()
    told = [
        "Opened for answers",
        "SAMPLE A answered: Block",
        "SAMPLE first reason",
        "Round 2 began",
        "SAMPLE A changed its answer: Support",
        "recorded by the secretariat: by telephone",
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    change = browser.get(proposal.get_absolute_url() + "rounds/2/").content.decode()
    assert re.search(r"<del>.*old.*</del>", change)
    assert re.search(r"<ins>.*new.*</ins>", change)
    assert browser.get(proposal.get_absolute_url() + "rounds/3/").status_code == 404


def test_a_draft_has_no_rounds_or_history_for_members():
    address = ProposalFactory().get_absolute_url()
    browser = signed_in(representative())
    assert [browser.get(address + path).status_code for path in ("history/", "rounds/1/")] == [404, 404]


def test_what_awaits_comes_first_in_the_list_and_what_ended_last():
    ours = OrganizationFactory(name="SAMPLE A")
    soon, later = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    answered = an_open_proposal([ours], soon, question="SAMPLE answered?")
    an_answer(answered, ours)
    to_confirm = an_open_proposal([ours], later, question="SAMPLE to confirm?")
    an_answer(to_confirm, ours)
    a_second_round(to_confirm)
    awaited = an_open_proposal([ours], later + timedelta(days=1), question="SAMPLE awaited?")
    draft = ProposalFactory(question="SAMPLE draft?")
    page = signed_in(representative(ours)).get("/decisions/proposals/")
    assert list(page.context["page"]) == [to_confirm, awaited, answered]
    assert [one.answered for one in page.context["page"]] == [0, 0, 1]
    assert "2 questions await the answer of SAMPLE A" in page.content.decode()
    assert draft in signed_in(staff_member()).get("/decisions/proposals/").context["page"]


def test_empty_lists_say_what_to_do():
    assert "Write the first draft" in signed_in(staff_member()).get("/decisions/proposals/").content.decode()
    browser = signed_in(representative())
    assert "No question is open" in browser.get("/decisions/proposals/").content.decode()
    assert "No proposal fits" in browser.get("/decisions/proposals/?search=none").content.decode()


def test_a_longer_history_takes_no_more_queries():
    organizations = OrganizationFactory.create_batch(12)
    proposal = an_open_proposal(organizations)
    browser = signed_in(representative(organizations[0]))
    an_answer(proposal, organizations[1])
    few = queries_of(browser, proposal.get_absolute_url() + "history/")
    for organization in organizations[2:]:
        an_answer(proposal, organization)
        an_answer(proposal, organization, Answer.BLOCK, "SAMPLE")
    assert queries_of(browser, proposal.get_absolute_url() + "history/") == few


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=9, hours=5), "9 days left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(minutes=59), "less than an hour left"),
        (timedelta(), ""),
        (timedelta(days=-1), ""),
    ],
)
def test_the_time_left_is_said_in_words(left, words):
    now = timezone.now()
    assert time_left(now + left, now) == words


def test_the_main_action_says_what_there_is_to_do_and_the_text_is_one_step_away():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization], commits_us_to="SAMPLE")
    browser, address = signed_in(representative(organization)), proposal.get_absolute_url()

    def actions() -> list[str]:
        return re.findall(
            r'class="button primary" href="#answer">([^<]+)', browser.get(address).content.decode()
        )

    assert actions() == ["Answer"]
    assert 'href="#text">Read the proposal' in browser.get(address).content.decode()
    an_answer(proposal, organization, Answer.SUPPORT)
    assert actions() == ["Change our answer"]
    a_second_round(proposal)
    assert actions() == ["Confirm our answer"]
    ids = re.findall(r' id="([^"]+)"', browser.get(address).content.decode())
    assert sorted(ids) == sorted(set(ids))
