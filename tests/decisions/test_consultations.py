"""Pages to record that a group of survivors or workers was heard, on a proposal and on a priority (P4)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from common.dates import today
from common.forms import CONFIRMED
from common.models import AuditEntry
from decisions.models import Consultation
from decisions.selectors.consultations import steps_on
from decisions.services.consultations import ConsultationRefused, record_consultation, reword_consultation
from members.choices import Role
from tests.decisions.decided import a_decided_proposal
from tests.factories.decisions import ProposalFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import AffiliationFactory, former_member, representative, staff_member
from tests.factories.priorities import PriorityFactory
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
SENT = {
    "group": "SAMPLE Youth advisory circle",
    "held_on": "2026-03-02",
    "how": "Listening session",
    "heard": "Beds fill by noon.",
    "what_changed": "The first paragraph",
}


def form_of(target) -> str:
    return f"/decisions/consultations/new/?about={target._meta.label_lower}:{target.pk}"


def step_on(target, by=None, **changed) -> Consultation:
    said = {**SENT, "held_on": today(), **changed}
    return record_consultation(target=target, by=by or staff_member(), **said)


def a_staff_member_of_an_organization():
    return AffiliationFactory(role=Role.STAFF).user


@pytest.mark.parametrize("make", [an_open_proposal, PriorityFactory])
@pytest.mark.parametrize("who", [representative, staff_member])
def test_the_secretariat_and_representatives_record_a_step_and_the_page_shows_it(make, who):
    target = make()
    browser = signed_in(who())
    page = browser.get(target.get_absolute_url()).content.decode()
    assert "No consultation is recorded" in page
    assert f"consultations/new/?about={target._meta.label_lower}" in page
    answer = browser.post(form_of(target), SENT, follow=True)
    assert answer.redirect_chain == [(f"{target.get_absolute_url()}#consultation", 302)]
    page = answer.content.decode()
    for said in (SENT["group"], "Mar 2, 2026", SENT["how"], SENT["heard"], SENT["what_changed"]):
        assert said in page
    assert "No consultation is recorded" not in page


def test_others_inside_read_along_and_record_nothing():
    target, person = an_open_proposal(), a_staff_member_of_an_organization()
    browser = signed_in(person)
    page = browser.get(target.get_absolute_url()).content.decode()
    assert "No consultation is recorded" in page
    assert "consultations/new" not in page
    assert browser.get(form_of(target)).status_code == 403
    assert browser.post(form_of(target), SENT).status_code == 403
    with pytest.raises(ConsultationRefused):
        step_on(target, by=person)


def test_a_step_is_recorded_only_on_what_one_may_see_and_what_takes_one():
    browser = signed_in(representative())
    missing = ["", "decisions.proposal:999999", "decisions.proposal:x", "members.user:1", "nothing:1", ":"]
    addresses = [f"/decisions/consultations/new/?about={named}" for named in missing]
    addresses += [form_of(ProposalFactory()), form_of(BillFactory())]
    for address in addresses:
        assert browser.post(address, SENT).status_code == 404, address
    assert not Consultation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"group": " "}, "required"),
        ({"what_changed": ""}, "required"),
        ({"held_on": str(today() + timedelta(days=1))}, "lies ahead"),
        ({"held_on": "March"}, "valid date"),
        ({"heard": "Maria Lopez said so."}, "Maria Lopez"),
        ({"what_changed": "Call (503) 555-0188."}, "(503) 555-0188"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(changed, said):
    answer = signed_in(representative()).post(form_of(an_open_proposal()), {**SENT, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert SENT["how"] in page
    assert not Consultation.objects.exists()


def test_a_name_is_saved_only_once_it_was_confirmed():
    target, browser = an_open_proposal(), signed_in(representative())
    sent = {**SENT, "heard": "Ana Rivera spoke."}
    page = browser.post(form_of(target), sent).content.decode()
    box = re.search(rf'name="{CONFIRMED}" value="([^"]+)"', page)[1]
    assert browser.post(form_of(target), {**sent, CONFIRMED: box}).status_code == 302
    assert Consultation.objects.get().heard == "Ana Rivera spoke."


def test_the_name_of_a_member_organization_is_no_persons():
    target = an_open_proposal()
    organization = target.electors.first().organization
    organization.name = "Clara Verde"
    organization.save()
    assert (
        signed_in(representative()).post(form_of(target), {**SENT, "group": "Clara Verde"}).status_code == 302
    )


def test_whoever_recorded_a_step_takes_back_a_name_that_slipped_in_and_nothing_of_it_is_left():
    person, target = representative(), an_open_proposal()
    step = step_on(target, by=person, heard="canaryname was there")
    address = f"/decisions/consultations/{step.pk}/edit/"
    browser = signed_in(person)
    assert "canaryname" in browser.get(address).content.decode()
    assert browser.post(address, SENT).status_code == 302
    step.refresh_from_db()
    assert (step.heard, step.reworded_by) == (SENT["heard"], person)
    assert "canaryname" not in str(list(AuditEntry.objects.values()))
    assert "words changed by" in browser.get(target.get_absolute_url()).content.decode()


def test_a_step_is_not_changed_by_others():
    step = step_on(an_open_proposal())
    for person in (representative(), a_staff_member_of_an_organization()):
        assert signed_in(person).post(f"/decisions/consultations/{step.pk}/edit/", SENT).status_code == 403
        with pytest.raises(ConsultationRefused):
            reword_consultation(step=step, by=person, **{**SENT, "held_on": today()})
    assert signed_in(former_member()).get(f"/decisions/consultations/{step.pk}/edit/").status_code == 403
    assert signed_in(representative()).get("/decisions/consultations/999999/edit/").status_code == 404


def test_a_step_on_a_draft_is_not_found_by_members():
    step = step_on(ProposalFactory())
    assert signed_in(representative()).get(f"/decisions/consultations/{step.pk}/edit/").status_code == 404


def test_the_record_of_a_decision_shows_who_was_heard():
    decision = a_decided_proposal()
    step_on(decision.proposal, group="SAMPLE circle of farm workers")
    page = signed_in(representative()).get(decision.get_absolute_url()).content.decode()
    assert "SAMPLE circle of farm workers" in page


def test_more_steps_take_no_more_queries():
    target, person = an_open_proposal(), representative()
    browser = signed_in(person)
    step_on(target, by=person)
    few = queries_of(browser, target.get_absolute_url())
    for _ in range(29):
        step_on(target, by=person)
    assert queries_of(browser, target.get_absolute_url()) == few


def test_nobody_outside_reads_a_step():
    target = an_open_proposal()
    step_on(target)
    seen = steps_on(target, former_member())
    assert (seen.steps, seen.may_record) == ((), False)


def test_a_step_is_recorded_on_a_draft_by_the_secretariat_alone_whatever_page_asks():
    with pytest.raises(ConsultationRefused, match="may read"):
        step_on(ProposalFactory(), by=representative())
    with pytest.raises(ConsultationRefused):
        step_on(BillFactory(), by=staff_member())
    assert step_on(ProposalFactory(), by=staff_member()).pk
