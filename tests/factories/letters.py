"""Sign-on letters: drafts, letters open for signing, signatures and outside signers."""

from __future__ import annotations

from datetime import datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from decisions.models import Letter, OutsideSigner, Signature
from decisions.services.letters import open_letter
from decisions.services.outside_signers import Entry, enter_outside_signers
from decisions.services.signatures import sign_letter
from members.models import Organization
from tests.factories.decisions import DecisionFactory
from tests.factories.members import OrganizationFactory, UserFactory, representative, staff_member


class LetterFactory(DjangoModelFactory):
    """A draft; `a_letter_to_sign` opens one."""

    class Meta:
        model = Letter

    title = factory.Sequence(lambda number: f"SAMPLE letter {number}")
    recipients = "The Honorable SAMPLE Chair\nSAMPLE Committee"
    text = "Dear Chair:\n\nSAMPLE **words**."
    created_by = factory.SubFactory(UserFactory)
    is_sample = True


def a_letter_to_sign(deadline_at: datetime | None = None, **fields: object) -> Letter:
    """A letter open for signing for a week, approved by a new decision."""
    return open_letter(
        letter=LetterFactory(**fields),
        decision=DecisionFactory(number=f"2025-{Letter.objects.count():03d}"),
        deadline_at=deadline_at or timezone.now() + timedelta(days=7),
        by=staff_member(),
    )


def a_signature(letter: Letter, organization: Organization | None = None) -> Signature:
    """The signature of an organization through a new representative."""
    signer = organization or OrganizationFactory()
    return sign_letter(letter=letter, organization=signer, by=representative(signer))


def an_outside_signer(letter: Letter, name: str, place: str = "", consent: str = "by email") -> OutsideSigner:
    """An outside signer as the secretariat enters one."""
    entry = Entry(name=name, place=place, consent=consent)
    return enter_outside_signers(letter=letter, entries=[entry], by=staff_member())[0]
