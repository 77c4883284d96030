"""Deadlines of the money, Member letters and requests of offices, all made up."""

from __future__ import annotations

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from appropriations.choices import DeadlineKind, OfficeRequestKind
from appropriations.models import Deadline, MemberLetter, MemberSignature, OfficeRequest
from common.dates import today
from tests.factories.appropriations import BundleFactory, LineFactory
from tests.factories.legislation import LegislatorFactory


class DeadlineFactory(DjangoModelFactory):
    """Requests to a subcommittee, due in ten days."""

    class Meta:
        model = Deadline

    fiscal_year = 2028
    kind = DeadlineKind.SUBCOMMITTEE_REQUESTS
    title = factory.Sequence(lambda number: f"SAMPLE deadline {number}")
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=10))
    source = "SAMPLE notice"
    as_of = date(2026, 11, 21)
    is_sample = True


class MemberLetterFactory(DjangoModelFactory):
    """A letter of the House for FY 2026, delivered on May 23, 2025; nobody is known to have signed it."""

    class Meta:
        model = MemberLetter

    fiscal_year = 2026
    chamber = "house"
    bundle = factory.SubFactory(BundleFactory)
    subject = factory.Sequence(lambda number: f"SAMPLE letter {number}")
    delivered_on = date(2025, 5, 23)
    source = "SAMPLE press release"
    as_of = date(2026, 11, 21)


class MemberSignatureFactory(DjangoModelFactory):
    class Meta:
        model = MemberSignature

    letter = factory.SubFactory(MemberLetterFactory)
    legislator = factory.SubFactory(LegislatorFactory)
    source = "SAMPLE list of signers"
    as_of = date(2026, 11, 21)


class OfficeRequestFactory(DjangoModelFactory):
    class Meta:
        model = OfficeRequest

    line = factory.SubFactory(LineFactory)
    fiscal_year = 2027
    legislator = factory.SubFactory(LegislatorFactory)
    kind = OfficeRequestKind.PROGRAMMATIC
    asked_on = date(2026, 3, 2)
    source = "SAMPLE email of the office"
    as_of = date(2026, 11, 21)
