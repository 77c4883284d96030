"""P4, survivors' part: a consultation is a dated step of groups, never of persons; its absence is said aloud."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, models, transaction

from common.dates import today
from common.models import AuditEntry
from decisions.models import Consultation
from decisions.selectors.proposals import consultations_of, had_consultation
from decisions.services.consultations import record_consultation, reword_consultation
from priorities.models import Ask, Position, PriorityBill
from priorities.selectors.consulted import consulted_words
from priorities.selectors.printable import asks_for_office
from tests.decisions.decided import a_decided_proposal
from tests.factories.decisions import an_open_proposal
from tests.factories.members import former_member, representative, staff_member
from tests.factories.priorities import AskFactory, PositionFactory, PriorityFactory
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def consult(target, **changes):
    said = {
        "group": "SAMPLE Youth advisory circle",
        "held_on": today(),
        "how": "Listening session",
        "what_changed": "The first paragraph",
    }
    return record_consultation(target=target, by=staff_member(), **{**said, **changes})


def test_a_step_says_which_group_when_how_and_what_changed():
    proposal = an_open_proposal()
    step = consult(proposal)
    assert consultations_of(proposal, representative()) == [step]


@pytest.mark.parametrize("missing", ["group", "how", "what_changed"])
def test_none_of_it_may_be_missing_here_or_in_the_database(missing):
    proposal = an_open_proposal()
    with pytest.raises(ValueError, match=missing.replace("_", " ")):
        consult(proposal, **{missing: "  "})
    consult(proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.update(**{missing: ""})


def test_a_plan_to_consult_is_no_consultation():
    with pytest.raises(ValueError, match="after it was held"):
        consult(an_open_proposal(), held_on=today() + timedelta(days=1))


def test_there_is_no_field_for_a_person_or_a_story():
    people = {
        field.name
        for field in Consultation._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label == "members.User"
    }
    assert people == {"recorded_by", "reworded_by"}
    texts = {
        field.name
        for field in Consultation._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
    }
    assert texts == {"group", "how", "heard", "what_changed", "object_id"}


def test_any_subject_can_have_one_and_those_without_are_known():
    consulted, not_consulted = an_open_proposal(), an_open_proposal()
    priority = PriorityFactory()
    consult(consulted)
    consult(priority)
    assert had_consultation([consulted, not_consulted]) == {str(consulted.pk)}
    assert had_consultation([priority]) == {str(priority.pk)}
    assert had_consultation([]) == set()


@pytest.mark.parametrize("make", [an_open_proposal, PriorityFactory])
def test_a_proposal_and_a_priority_without_one_say_so(make):
    page = signed_in(representative()).get(make().get_absolute_url())
    assert "No consultation is recorded" in page.content.decode()


def test_before_names_or_contacts_are_saved_the_form_asks():
    """Group, how, what was heard and what changed: each field is read."""
    proposal, browser = an_open_proposal(), signed_in(representative())
    said = {
        "group": "a circle",
        "held_on": today(),
        "how": "a meeting",
        "heard": "beds",
        "what_changed": "none",
    }
    for field in ("group", "how", "heard", "what_changed"):
        for named in ("Maria Lopez", "maria@shelter.example", "(503) 555-0188", "My name is Destiny"):
            sent = {**said, field: named, "about": ""}
            answer = browser.post(
                f"/decisions/consultations/new/?about=decisions.proposal:{proposal.pk}", sent
            )
            assert answer.status_code == 422, (field, named)
    assert not Consultation.objects.exists()


def test_a_name_that_slipped_in_can_be_taken_back_and_no_copy_is_kept():
    step = consult(an_open_proposal(), heard="canaryname spoke")
    reword_consultation(
        step=step,
        group="a circle",
        held_on=today(),
        how="a meeting",
        heard="",
        what_changed="none",
        by=staff_member(),
    )
    assert "canaryname" not in str(list(Consultation.objects.values()) + list(AuditEntry.objects.values()))


def test_what_groups_said_stays_inside():
    proposal = an_open_proposal()
    consult(proposal)
    assert consultations_of(proposal, former_member()) == []


def test_asks_and_positions_say_whether_a_group_was_consulted_on_their_proposal_or_priority():
    decision, priority = a_decided_proposal(), PriorityFactory()
    by_proposal = AskFactory(decision=decision)
    by_priority = PositionFactory()
    PriorityBill.objects.create(priority=priority, bill=by_priority.bill)
    none = AskFactory()
    consult(decision.proposal, held_on=date(2026, 6, 3))
    consult(priority, held_on=date(2026, 6, 4), group="SAMPLE Workers' council")
    said = consulted_words([by_proposal, by_priority, none])
    assert said[Ask, by_proposal.pk] == "Jun 3, 2026, SAMPLE Youth advisory circle"
    assert said[Position, by_priority.pk] == "Jun 4, 2026, SAMPLE Workers' council"
    assert said[Ask, none.pk] == ""
    given = {one.id: one.consulted for one in asks_for_office(chamber="house")}
    assert given == {by_proposal.pk: "Jun 3, 2026, SAMPLE Youth advisory circle", none.pk: ""}
    page = signed_in(staff_member()).get("/plan/asks/").content.decode()
    assert "Consulted: Jun 3, 2026, SAMPLE Youth advisory circle" in page
    assert "No consultation is recorded." in page
