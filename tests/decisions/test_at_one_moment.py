"""Two acts at one moment, tried with real connections: one comes first, the other meets what it left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from common.dates import today
from decisions.choices import Answer
from decisions.models import Decision, Proposal, ProposalRound, Response
from decisions.selectors.outcome import outcome_of
from decisions.services.closing import close_proposal
from decisions.services.proposals import ProposalError, open_proposal
from decisions.services.responses import ResponseRefused, record_response
from members.models import Organization
from tests.decisions.sql import execute
from tests.factories.decisions import (
    ProposalFactory,
    a_next_round,
    an_answer,
    an_open_proposal,
    with_deadline_passed,
)
from tests.factories.members import OrganizationFactory, representative, staff_member

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
REFUSALS = (ProposalError, ResponseRefused)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start every act at the same moment, each on its own connection; return what each returned or was refused with."""
    start, came_to = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(PATIENCE)
            came_to[place] = act()
        except (*REFUSALS, DatabaseError) as refused:
            came_to[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "an act never ended"
    return came_to


@contextmanager
def meanwhile(act: Callable[[], Any]):
    """Run the block in a transaction while `act`, begun before its end, waits for the lock that the block holds.

    Yields a list that has the outcome of `act` once the block has ended.
    """
    came_to: list[Any] = []

    def run() -> None:
        try:
            came_to.append(act())
        except REFUSALS as refused:
            came_to.append(refused)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield came_to
        thread.start()
        someone_waits()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "the act never ended"


def someone_waits() -> None:
    """Return once another connection waits for a lock of ours."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for our lock")


def answer(proposal, organization, person, given=Answer.SUPPORT, **more):
    return record_response(proposal=proposal, organization=organization, answer=given, by=person, **more)


def close(proposal, by):
    return close_proposal(proposal=proposal, title="SAMPLE", text="SAMPLE", by=by)


def refusals(came_to):
    return [one for one in came_to if isinstance(one, Exception)]


def test_two_representatives_answering_leave_one_answer_and_both_versions():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    first, second = representative(organization), representative(organization)
    came_to = at_once(
        lambda: answer(proposal, organization, first),
        lambda: answer(proposal, organization, second, Answer.ABSTAIN),
    )
    assert refusals(came_to) == []
    response = Response.objects.get()
    versions = list(response.versions.all())
    assert {one.answered_by for one in versions} == {first, second}
    assert response.answer == versions[-1].answer


def test_two_representatives_going_around_us_leave_one_answer():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    people = [representative(organization) for _ in range(2)]
    came_to = at_once(
        *(
            lambda person=person: Response.objects.create(
                proposal=proposal, organization=organization, answer="support", answered_by=person
            )
            for person in people
        )
    )
    (refused,) = refusals(came_to)
    assert "response_one_per_organization" in str(refused)
    assert Response.objects.count() == 1


def test_an_answer_and_a_close_come_one_after_the_other():
    """Everyone has answered, so it can be closed early; a changed answer is counted, or comes too late."""
    for _ in range(4):
        first, second = OrganizationFactory.create_batch(2)
        proposal, staff, person = an_open_proposal([first, second]), staff_member(), representative(first)
        an_answer(proposal, first)
        an_answer(proposal, second)
        answered, closed = at_once(
            lambda proposal=proposal, first=first, person=person: answer(
                proposal, first, person, Answer.STAND_ASIDE
            ),
            lambda proposal=proposal, staff=staff: close(proposal, staff),
        )
        assert isinstance(closed, Decision)
        in_time = not isinstance(answered, Exception)
        assert ("1 stand aside" in closed.tally) == in_time
        assert proposal.responses.get(organization=first).answer == ("stand_aside" if in_time else "support")


def test_an_answer_that_waited_for_a_close_is_too_late():
    organization = OrganizationFactory()
    proposal, staff, person = an_open_proposal([organization]), staff_member(), representative(organization)
    an_answer(proposal, organization)
    with meanwhile(lambda: answer(proposal, organization, person, Answer.ABSTAIN)) as came_to:
        close(proposal, staff)
    assert isinstance(came_to[0], ResponseRefused)
    assert Response.objects.get().answer == Answer.SUPPORT


def test_a_close_that_waited_for_a_block_is_refused():
    organization = OrganizationFactory()
    proposal, staff, person = an_open_proposal([organization]), staff_member(), representative(organization)
    an_answer(proposal, organization)
    with meanwhile(lambda: close(proposal, staff)) as came_to:
        answer(proposal, organization, person, Answer.BLOCK, reason="SAMPLE harm")
    assert "Amend it" in str(came_to[0])
    assert not Decision.objects.exists()


def test_a_deadline_that_passes_while_an_answer_waits_is_too_late():
    organization = OrganizationFactory()
    proposal, person = an_open_proposal([organization]), representative(organization)
    with meanwhile(lambda: answer(proposal, organization, person)) as came_to:
        with_deadline_passed(proposal)
    assert "no longer takes answers" in str(came_to[0])
    assert not Response.objects.exists()


def test_a_deadline_that_passes_within_the_request_is_too_late_for_the_database_too():
    """It judges by the clock of the moment of writing, not of the transaction's beginning."""
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization], timezone.now() + timedelta(seconds=0.6))
    person = representative(organization)

    def begin_in_time_and_write_late():
        with transaction.atomic():
            execute("SELECT pg_sleep(0.8)")
            Response.objects.create(
                proposal=proposal, organization=organization, answer="support", answered_by=person
            )

    with pytest.raises(DatabaseError, match="takes no answers"):
        begin_in_time_and_write_late()
    assert not Response.objects.exists()


def leave(organization):
    Organization.objects.filter(pk=organization.pk).update(left_on=today() - timedelta(days=1))


def test_an_organization_that_leaves_before_it_answered_answers_no_more():
    staying, leaving = OrganizationFactory(), OrganizationFactory(name="SAMPLE X")
    proposal, person = an_open_proposal([staying, leaving]), representative(leaving)
    an_answer(proposal, staying)

    # The answer has begun and waits; by the time it is its turn, the organization has left.
    with meanwhile(lambda: answer(proposal, leaving, person)) as came_to:
        Proposal.objects.select_for_update().get(pk=proposal.pk)
        leave(leaving)
    assert "no longer a member" in str(came_to[0])
    outcome = outcome_of(proposal, timezone.now())
    assert outcome.words == "1 of 1 answered, no block: adopted; SAMPLE X left during the vote"


def test_an_organization_that_leaves_after_it_answered_is_not_counted_and_its_answer_stays():
    staying, leaving = OrganizationFactory(), OrganizationFactory(name="SAMPLE X")
    proposal, person, staff = an_open_proposal([staying, leaving]), representative(leaving), staff_member()
    an_answer(proposal, staying)
    came_to = at_once(
        lambda: answer(proposal, leaving, person, Answer.BLOCK, reason="SAMPLE harm"), lambda: leave(leaving)
    )
    # Whichever came first, what counts is who is a member at the end of the vote.
    decision = close(proposal, staff)
    assert decision.tally == "1 of 1 answered, no block: adopted; SAMPLE X left during the vote"
    assert proposal.responses.filter(organization=leaving).exists() == (not refusals(came_to))


def test_two_closing_at_once_make_one_decision():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    an_answer(proposal, organization)
    with_deadline_passed(proposal)
    people = [staff_member(), staff_member()]
    came_to = at_once(*(lambda person=person: close(proposal, person) for person in people))
    (refused,) = refusals(came_to)
    assert "closed" in str(refused)
    assert Decision.objects.get().proposal == proposal


def test_two_proposals_closed_at_once_take_two_numbers():
    organization = OrganizationFactory()
    proposals = [an_open_proposal([organization]) for _ in range(2)]
    for one in proposals:
        an_answer(one, organization)
    staff = [staff_member(), staff_member()]
    came_to = at_once(
        *(
            lambda one=one, person=person: close(one, person)
            for one, person in zip(proposals, staff, strict=True)
        )
    )
    assert refusals(came_to) == []
    assert sorted(one.number for one in came_to) == [f"{today().year}-01", f"{today().year}-02"]


def test_two_starting_a_round_at_once_start_one():
    proposal = an_open_proposal()
    people = [staff_member(), staff_member()]
    as_read = [Proposal.objects.get(pk=proposal.pk) for _ in people]
    came_to = at_once(
        *(
            lambda one=one, person=person: a_next_round(one, by=person, text=f"SAMPLE by {person.pk}")
            for one, person in zip(as_read, people, strict=True)
        )
    )
    (refused,) = refusals(came_to)
    assert "Round 2 has begun" in str(refused)
    proposal.refresh_from_db()
    assert proposal.round == 2
    assert proposal.text == ProposalRound.objects.get(proposal=proposal, number=2).text


def test_an_answer_that_waited_for_a_new_round_is_not_given_to_it_unread():
    organization = OrganizationFactory()
    proposal, person, staff = an_open_proposal([organization]), representative(organization), staff_member()
    with meanwhile(lambda: answer(proposal, organization, person, seen_round=1)) as came_to:
        a_next_round(proposal, by=staff)
    assert "round 2" in str(came_to[0])
    assert not Response.objects.exists()


def test_nobody_joins_the_electorate_at_the_moment_of_opening():
    asked, late, staff = OrganizationFactory(), OrganizationFactory(), staff_member()
    draft = ProposalFactory()

    def join():
        try:
            draft.electors.create(organization=late)
        except DatabaseError as refused:
            raise ProposalError(str(refused)) from refused

    with meanwhile(join) as came_to:
        open_proposal(
            proposal=draft, deadline_at=timezone.now() + timedelta(days=1), organizations=[asked], by=staff
        )
    assert "frozen" in str(came_to[0])
    assert [one.organization for one in draft.electors.all()] == [asked]
