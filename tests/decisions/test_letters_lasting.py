"""What the database itself refuses of letters, and what happens when things happen at one moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from decisions.models import Letter, OutsideSigner, Signature
from decisions.services.letters import LetterRefused, close_letter, move_deadline
from decisions.services.signatures import sign_letter, withdraw_signature
from members.models import Organization
from tests.decisions.sql import execute
from tests.factories.decisions import DecisionFactory
from tests.factories.letters import LetterFactory, a_letter_to_sign, a_signature, an_outside_signer
from tests.factories.members import OrganizationFactory, representative, staff_member

SIGN = """
    INSERT INTO decisions_signature (letter_id, organization_id, name, sort_key, signed_by_id, signed_at)
    SELECT %s, id, name, sort_key, %s, now() FROM members_organization WHERE id = %s
"""
COPY_CLOSED = """
    INSERT INTO decisions_letter (title, recipients, text, state, created_by_id, created_at, is_sample)
    SELECT title, recipients, text, 'closed', created_by_id, now(), false FROM decisions_letter
"""
ENTER = """
    INSERT INTO decisions_outsidesigner (letter_id, name, sort_key, place, consent, entered_by_id, entered_at)
    VALUES (%s, 'SAMPLE late', 'sample late', '', 'by email', %s, now())
"""


def refused(words: str, sql: str, values: tuple[object, ...] = ()) -> None:
    """Assert that the database refuses a statement in these words."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        execute(sql, values)


def at_one_moment(*acts: Callable[[], object]) -> list[object]:
    """Do several things from several connections at one moment; return what each gave or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        start.wait()
        try:
            results[place] = acts[place]()
        except (LetterRefused, DatabaseError) as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# --- going around Django -----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_second_signature_of_one_organization_is_refused():
    letter = a_letter_to_sign()
    signature = a_signature(letter)
    refused("signature_one_in_force", SIGN, (letter.pk, signature.signed_by_id, signature.organization_id))


@pytest.mark.django_db
def test_only_a_member_signs_and_under_its_own_name():
    letter, left = a_letter_to_sign(), OrganizationFactory(left_on="2025-01-31")
    ally = OrganizationFactory(kind="ally", joined_on=None)
    for organization in (left, ally):
        refused("no member today", SIGN, (letter.pk, staff_member().pk, organization.pk))
    other = SIGN.replace("SELECT %s, id, name", "SELECT %s, id, 'SAMPLE other'")
    refused("its own name", other, (letter.pk, staff_member().pk, OrganizationFactory().pk))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM decisions_signature", "withdrawn, never deleted"),
        ("UPDATE decisions_signature SET name = 'x'", "not otherwise changed"),
        ("UPDATE decisions_signature SET signed_at = now()", "not otherwise changed"),
        ("DELETE FROM decisions_outsidesigner", "taken off, never deleted"),
        ("UPDATE decisions_outsidesigner SET name = 'x'", "not otherwise changed"),
        ("UPDATE decisions_outsidesigner SET consent = 'x'", "not otherwise changed"),
        ("UPDATE decisions_letter SET text = 'x'", "frozen"),
        ("UPDATE decisions_letter SET recipients = 'x'", "frozen"),
        ("UPDATE decisions_letter SET state = 'draft'", "opens once"),
        ("UPDATE decisions_letter SET deadline_at = deadline_at - interval '1 hour'", "later only"),
        ("DELETE FROM decisions_letter", "kept"),
        ("DELETE FROM decisions_letterdeadlinechange", "kept"),
        ("UPDATE decisions_letterdeadlinechange SET reason = 'x'", "kept"),
    ],
)
def test_what_was_signed_stays_as_it_was(sql, words):
    letter = a_letter_to_sign()
    a_signature(letter)
    an_outside_signer(letter, "SAMPLE Outside")
    later = letter.deadline_at + timedelta(days=1)
    move_deadline(letter=letter, deadline_at=later, reason="SAMPLE", by=staff_member())
    refused(words, sql)


@pytest.mark.django_db
def test_a_letter_begins_as_a_draft_and_opens_on_a_decision_in_force():
    draft = LetterFactory()
    decision = DecisionFactory(outcome="not_adopted")
    opened = (
        "UPDATE decisions_letter SET state = 'open', opened_at = now(), deadline_at = now(), decision_id = %s"
    )
    refused("no decision in force", opened, (decision.pk,))
    refused("opens once", opened.replace("'open'", "'closed'"), (decision.pk,))
    refused("begins as a draft", COPY_CLOSED)
    assert Letter.objects.get() == draft


@pytest.mark.django_db
def test_a_closed_letter_takes_nothing_more_and_changes_no_more():
    letter = a_letter_to_sign()
    signature, staff = a_signature(letter), staff_member()
    outside = an_outside_signer(letter, "SAMPLE Outside")
    close_letter(letter=letter, by=staff, early=True)
    refused("takes no signatures", SIGN, (letter.pk, staff.pk, OrganizationFactory().pk))
    refused("takes no signatures", ENTER, (letter.pk, staff.pk))
    refused(
        "takes no signatures",
        "UPDATE decisions_signature SET revoked_at = now(), revoked_by_id = %s WHERE id = %s",
        (staff.pk, signature.pk),
    )
    refused(
        "takes no signatures",
        "UPDATE decisions_outsidesigner SET removed_at = now(), removed_by_id = %s WHERE id = %s",
        (staff.pk, outside.pk),
    )
    refused("is closed", "UPDATE decisions_letter SET closed_at = now()")


@pytest.mark.django_db(transaction=True)
def test_after_the_deadline_nothing_can_be_changed_though_it_is_not_closed_yet():
    letter = a_letter_to_sign(timezone.now() + timedelta(seconds=1.2))
    organization, staff = OrganizationFactory(), staff_member()
    person, signature = representative(organization), a_signature(letter)
    time.sleep(max(0.0, (letter.deadline_at - timezone.now()).total_seconds()) + 0.05)
    with pytest.raises(LetterRefused, match="no longer takes signatures"):
        sign_letter(letter=letter, organization=organization, by=person)
    with pytest.raises(LetterRefused, match="no longer takes signatures"):
        withdraw_signature(letter=letter, organization=signature.organization, by=signature.signed_by)
    with pytest.raises(LetterRefused, match="no longer takes signatures"):
        move_deadline(
            letter=letter, deadline_at=timezone.now() + timedelta(days=1), reason="SAMPLE", by=staff
        )
    refused("takes no signatures", SIGN, (letter.pk, person.pk, organization.pk))
    refused("takes no signatures", ENTER, (letter.pk, staff.pk))
    refused("before it has passed", "UPDATE decisions_letter SET deadline_at = now() + interval '1 day'")
    assert close_letter(letter=letter, by=staff).closed_at


# --- at one moment -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_representatives_signing_at_one_moment_leave_one_signature():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    people = [representative(organization) for _ in range(2)]
    results = at_one_moment(
        *(lambda who=who: sign_letter(letter=letter, organization=organization, by=who) for who in people)
    )
    assert results[0] == results[1] == Signature.objects.get()


@pytest.mark.django_db(transaction=True)
def test_signing_and_withdrawing_at_one_moment_leaves_one_of_the_two():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    people = [representative(organization) for _ in range(2)]
    sign_letter(letter=letter, organization=organization, by=people[0])
    at_one_moment(
        lambda: withdraw_signature(letter=letter, organization=organization, by=people[0]),
        lambda: sign_letter(letter=letter, organization=organization, by=people[1]),
    )
    # Either it was signed when the second came, and then withdrawn, or withdrawn and signed anew.
    assert Signature.objects.in_force().count() in {0, 1}
    assert Signature.objects.filter(revoked_at__isnull=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_deadline_that_passes_while_a_signature_waits_is_too_late():
    letter, organization = a_letter_to_sign(timezone.now() + timedelta(seconds=1)), OrganizationFactory()
    person, locked = representative(organization), threading.Event()

    def hold_the_letter_past_its_deadline() -> None:
        with transaction.atomic():
            Letter.objects.select_for_update().get(pk=letter.pk)
            locked.set()
            time.sleep(max(0.0, (letter.deadline_at - timezone.now()).total_seconds()) + 0.2)

    def sign_in_time() -> Signature:
        locked.wait()
        return sign_letter(letter=letter, organization=organization, by=person)

    _, late = at_one_moment(hold_the_letter_past_its_deadline, sign_in_time)
    assert isinstance(late, LetterRefused)
    assert not Signature.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_database_judges_a_deadline_by_the_moment_of_writing():
    letter, organization = a_letter_to_sign(timezone.now() + timedelta(seconds=0.8)), OrganizationFactory()
    person = representative(organization)

    def begin_in_time_and_write_late() -> None:
        with transaction.atomic():
            execute("SELECT pg_sleep(1)")
            execute(SIGN, (letter.pk, person.pk, organization.pk))

    with pytest.raises(DatabaseError, match="takes no signatures"):
        begin_in_time_and_write_late()
    assert not Signature.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_organization_that_leaves_while_it_signs_has_not_signed():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    person, leaving = representative(organization), threading.Event()

    def leave() -> None:
        with transaction.atomic():
            Organization.objects.filter(pk=organization.pk).update(left_on="2026-01-31")
            leaving.set()
            time.sleep(0.3)

    def sign() -> Signature:
        leaving.wait()
        return sign_letter(letter=letter, organization=organization, by=person)

    _, result = at_one_moment(leave, sign)
    assert isinstance(result, LetterRefused)
    assert not Signature.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_close_and_a_signature_at_one_moment_agree_on_who_signed():
    letter, organization = a_letter_to_sign(), OrganizationFactory()
    person, staff = representative(organization), staff_member()
    closed, signed = at_one_moment(
        lambda: close_letter(letter=letter, by=staff, early=True),
        lambda: sign_letter(letter=letter, organization=organization, by=person),
    )
    assert isinstance(closed, Letter)
    assert Signature.objects.exists() == isinstance(signed, Signature)
    if isinstance(signed, Signature):
        assert signed.signed_at <= closed.closed_at


@pytest.mark.django_db(transaction=True)
def test_one_outside_signer_entered_twice_at_one_moment_stands_once():
    letter = a_letter_to_sign()
    results = at_one_moment(*(lambda: an_outside_signer(letter, "SAMPLE Clinic") for _ in range(2)))
    assert OutsideSigner.objects.count() == 1
    assert sum(isinstance(one, LetterRefused) for one in results) == 1
