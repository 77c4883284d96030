"""Offices and meetings."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from outreach.choices import OfficeKind, OfficeState
from outreach.models import Meeting, Office, SeatEntry
from tests.factories.legislation import LegislatorFactory, TermFactory


class OfficeFactory(DjangoModelFactory):
    """The office of a made-up legislator who sits for a term."""

    class Meta:
        model = Office
        skip_postgeneration_save = True

    kind = OfficeKind.LEGISLATOR
    legislator = factory.SubFactory(LegislatorFactory)
    name = factory.LazyAttribute(lambda made: f"Rep. {made.legislator.last_name} (D-OR-1)")
    as_of = date(2026, 6, 15)

    @factory.post_generation
    def term(self: Office, create: bool, extracted: object, **fields: object) -> None:  # noqa: ARG002, FBT001
        if extracted is not False:
            TermFactory(legislator=self.legislator, **fields)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    office = factory.SubFactory(OfficeFactory)
    held_on = date(2026, 10, 6)
    notes = "SAMPLE notes"
    is_sample = True


class SeatEntryFactory(DjangoModelFactory):
    """What staff entered of a made-up legislator's seat: that its holder leaves."""

    class Meta:
        model = SeatEntry

    chamber = "house"
    state = "OR"
    district = factory.LazyAttribute(lambda made: 1 if made.chamber == "house" else None)
    senate_class = factory.LazyAttribute(lambda made: 2 if made.chamber == "senate" else None)
    kind = OfficeState.DEPARTING
    legislator = factory.SubFactory(LegislatorFactory)
    source = "SAMPLE statement of the office"
    as_of = date(2026, 11, 5)
