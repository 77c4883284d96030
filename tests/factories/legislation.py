"""Legislators, bills and what belongs to them, all made up: SAMPLE people of no real state or seat."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.db.models import QuerySet
from factory.django import DjangoModelFactory

from common.sorting import sort_key
from legislation.choices import BillType, FactGroup, Source, Stage
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import (
    Action,
    Amendment,
    Authorization,
    Bill,
    BillFacts,
    BillVote,
    Committee,
    CommitteeMeeting,
    CommitteeSeat,
    Congress,
    Cosponsor,
    DistrictOffice,
    Family,
    FamilyBill,
    FamilyLaw,
    Legislator,
    MeetingBill,
    MeetingCommittee,
    MemberVote,
    PartyTotal,
    RollCall,
    Term,
    TrackedBill,
)
from legislation.provenance import GroupFacts
from legislation.services.bill_groups import text_digest
from legislation.services.search_documents import refresh


class CongressFactory(DjangoModelFactory):
    class Meta:
        model = Congress
        django_get_or_create = ("number",)

    number = 119
    starts_on = factory.LazyAttribute(lambda made: dt.date(1789 + 2 * (made.number - 1), 1, 3))
    ends_on = factory.LazyAttribute(lambda made: dt.date(1791 + 2 * (made.number - 1), 1, 3))


class LegislatorFactory(DjangoModelFactory):
    class Meta:
        model = Legislator
        django_get_or_create = ("bioguide_id",)

    bioguide_id = factory.Sequence(lambda number: f"X{number:06d}")
    first_name = "Sample"
    last_name = factory.Sequence(lambda number: f"Legislator{number}")
    sort_key = factory.LazyAttribute(lambda made: sort_key(f"{made.last_name} {made.first_name}"))
    source = Source.LEGISLATORS
    as_of = dt.date(2026, 6, 15)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    legislator = factory.SubFactory(LegislatorFactory)
    chamber = "house"
    state = "OR"
    district = factory.LazyAttribute(lambda made: 1 if made.chamber == "house" else None)
    senate_class = factory.LazyAttribute(lambda made: 2 if made.chamber == "senate" else None)
    party = "Democrat"
    starts_on = dt.date(2025, 1, 3)
    ends_on = dt.date(2027, 1, 3)


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = Committee
        django_get_or_create = ("code",)

    code = "hsfa00"
    name = "House Committee on Foreign Affairs"
    chamber = "house"
    source = Source.LEGISLATORS
    as_of = dt.date(2026, 6, 15)


class CommitteeSeatFactory(DjangoModelFactory):
    class Meta:
        model = CommitteeSeat

    legislator = factory.SubFactory(LegislatorFactory)
    committee = factory.SubFactory(CommitteeFactory)
    side = "majority"
    rank = 1
    as_of = dt.date(2026, 6, 15)
    source = Source.LEGISLATORS


class BillFactory(DjangoModelFactory):
    """A bill of the 119th; `number` makes its id."""

    class Meta:
        model = Bill
        skip_postgeneration_save = True

    congress = factory.SubFactory(CongressFactory)
    bill_type = BillType.HR.value
    number = factory.Sequence(lambda number: 9001 + number)
    id = factory.LazyAttribute(lambda made: f"{made.congress.number}-{made.bill_type}-{made.number}")
    title = "SAMPLE Trafficking Prevention Act"
    origin_chamber = factory.LazyAttribute(lambda made: BillType(made.bill_type).chamber)
    introduced_on = dt.date(2025, 2, 7)
    sponsor = factory.SubFactory(LegislatorFactory)
    sponsor_party = "R"
    sponsor_state = "NJ"
    sponsor_district = 4
    stage = Stage.INTRODUCED
    stage_on = dt.date(2025, 2, 7)
    latest_action_on = dt.date(2025, 2, 7)
    latest_action_text = "Introduced in House"
    cosponsor_count = 0

    @factory.post_generation
    def searchable(self: Bill, create: bool, _extracted: object, **_fields: object) -> None:  # noqa: FBT001
        """Make its search document, as every writer of bills does."""
        if create:
            refresh([self.pk])


class BillFactsFactory(DjangoModelFactory):
    """Where one group of a bill's facts comes from, told in the bill's row; without a core, the core comes along."""

    class Meta:
        model = BillFacts

    bill = factory.SubFactory(BillFactory)
    group = FactGroup.CORE
    source = Source.GOVINFO
    source_updated_at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    checked_at = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    is_complete = True
    note = ""
    digest = ""

    @classmethod
    def _create(
        cls, model_class: type[BillFacts], *_args: object, bill: Bill, group: str, **said: Any
    ) -> BillFacts:
        here = model_class.objects.filter(pk=bill.pk).first()
        groups = here.groups() if here else {}
        told = GroupFacts(bill.pk, str(group), **said)
        row = model_class.of({FactGroup.CORE.value: told._replace(group="core"), **groups, told.group: told})
        row.save()
        # What was read with the bill is no longer so.
        bill._state.fields_cache.pop("facts", None)
        return row


def change_facts(rows: QuerySet[BillFacts], *groups: str, **said: Any) -> None:
    """Say something else of these groups, or of all, wherever a source has told of them."""
    for row in rows:
        told = {
            name: one._replace(**said) if not groups or name in groups else one
            for name, one in row.groups().items()
        }
        BillFacts.of(told).save()


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = Action

    bill = factory.SubFactory(BillFactory)
    acted_on = dt.date(2025, 2, 7)
    text = factory.Sequence(lambda number: f"SAMPLE action {number}")
    text_digest = factory.LazyAttribute(lambda made: text_digest(made.text))
    position = factory.Sequence(int)


class CosponsorFactory(DjangoModelFactory):
    class Meta:
        model = Cosponsor

    bill = factory.SubFactory(BillFactory)
    legislator = factory.SubFactory(LegislatorFactory)
    party = "D"
    state = "OR"
    district = 1
    cosponsored_on = dt.date(2025, 2, 7)


class TrackedBillFactory(DjangoModelFactory):
    class Meta:
        model = TrackedBill

    bill = factory.SubFactory(BillFactory)


class FamilyFactory(DjangoModelFactory):
    class Meta:
        model = Family
        django_get_or_create = ("slug",)

    slug = "sample-family"
    name = "SAMPLE Reauthorization"
    short_name = "SAMPLE"


class FamilyBillFactory(DjangoModelFactory):
    class Meta:
        model = FamilyBill

    family = factory.SubFactory(FamilyFactory)
    bill = factory.SubFactory(BillFactory)
    source = "SAMPLE"


class FamilyLawFactory(DjangoModelFactory):
    class Meta:
        model = FamilyLaw

    family = factory.SubFactory(FamilyFactory)
    law_number = "117-348"
    title = "SAMPLE Act"
    source = "SAMPLE"
    as_of = dt.date(2026, 11, 21)


class AuthorizationFactory(DjangoModelFactory):
    class Meta:
        model = Authorization

    key = factory.Sequence(lambda number: f"sample-{number}")
    name = "SAMPLE program"
    status = Authorization.Status.IN_LAW
    law = "SAMPLE Act"
    first_fiscal_year = 2018
    last_fiscal_year = 2021
    dollars = 1_000_000
    source = "SAMPLE"
    as_of = dt.date(2026, 11, 21)


class CommitteeMeetingFactory(DjangoModelFactory):
    """A markup of House Foreign Affairs on December 3, 2026, at 10 in Washington; `bills` are ids it names."""

    class Meta:
        model = CommitteeMeeting
        skip_postgeneration_save = True

    congress = factory.SubFactory(CongressFactory)
    event_id = factory.Sequence(lambda number: str(118001 + number))
    chamber = "house"
    kind = MeetingKind.MARKUP
    status = MeetingStatus.SCHEDULED
    title = "SAMPLE markup of various measures"
    day = dt.date(2026, 12, 3)
    starts_at = factory.LazyAttribute(
        lambda made: dt.datetime.combine(made.day, dt.time(15), dt.UTC) if made.day else None
    )
    building = "Rayburn House Office Building"
    room = "2172"
    source = Source.CONGRESS_API
    fetched_at = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
    changed_at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

    @factory.post_generation
    def committee(
        self: CommitteeMeeting,
        create: bool,  # noqa: ARG002, FBT001
        extracted: Committee | None,
        **_kwargs: object,
    ) -> None:
        body = extracted or CommitteeFactory()
        MeetingCommittee.objects.create(meeting=self, committee=body, code=body.pk, name=body.name)

    @factory.post_generation
    def bills(self: CommitteeMeeting, create: bool, extracted: list[str] | None, **_kwargs: object) -> None:  # noqa: ARG002, FBT001
        for position, measure in enumerate(extracted or []):
            MeetingBill.objects.create(meeting=self, measure=measure, position=position)


class DistrictOfficeFactory(DjangoModelFactory):
    class Meta:
        model = DistrictOffice

    legislator = factory.SubFactory(LegislatorFactory)
    key = factory.Sequence(lambda number: f"X000001-sample-{number}")
    address = "1 Sample Street"
    city = "Sampleville"
    state = "OR"
    zip_code = "97000"
    phone = "503-555-0100"
    as_of = dt.date(2026, 6, 15)
    source = Source.LEGISLATORS


class AmendmentFactory(DjangoModelFactory):
    class Meta:
        model = Amendment

    bill = factory.SubFactory(BillFactory)
    congress = 119
    amendment_type = "hamdt"
    number = factory.Sequence(lambda number: 1 + number)
    key = factory.LazyAttribute(lambda made: f"{made.congress}-{made.amendment_type}-{made.number}")
    chamber = "house"
    sponsor_name = "Rep. Sample, A. [D-OR-1]"
    purpose = factory.Sequence(lambda number: f"SAMPLE purpose {number}")
    submitted_on = dt.date(2025, 9, 1)


class BillVoteFactory(DjangoModelFactory):
    class Meta:
        model = BillVote

    bill = factory.SubFactory(BillFactory)
    chamber = "house"
    congress = 119
    session = 1
    roll_number = factory.Sequence(lambda number: 1 + number)
    held_at = dt.datetime(2025, 9, 10, 21, 5, tzinfo=dt.UTC)
    acted_on = dt.date(2025, 9, 10)
    action_text = factory.LazyAttribute(
        lambda made: f"On passage Passed by the Yeas and Nays: 316 - 113 (Roll no. {made.roll_number})."
    )


class RollCallFactory(DjangoModelFactory):
    """A roll call of the House with a row for each of three parties."""

    class Meta:
        model = RollCall
        skip_postgeneration_save = True

    congress = factory.SubFactory(CongressFactory)
    chamber = "house"
    session = 1
    number = factory.Sequence(lambda number: 1 + number)
    id = factory.LazyAttribute(
        lambda made: f"{made.congress.number}-{made.chamber}-{made.session}-{made.number}"
    )
    held_at = dt.datetime(2025, 9, 10, 21, 5, tzinfo=dt.UTC)
    question = "On Passage"
    vote_type = "Yea-and-Nay"
    result = "Passed"
    source = Source.CONGRESS_API
    source_url = "https://clerk.house.gov/Votes/20251"
    checked_at = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    members_complete = True

    @factory.post_generation
    def parties(self: RollCall, create: bool, extracted: object, **_fields: object) -> None:  # noqa: FBT001 - factory_boy calls it so
        if create and extracted is not False:
            for party, yea, nay in (("D", 61, 145), ("I", 0, 1), ("R", 213, 0)):
                PartyTotal.objects.create(
                    roll_call=self, party=party, yea=yea, nay=nay, present=0, not_voting=3
                )


class MemberVoteFactory(DjangoModelFactory):
    class Meta:
        model = MemberVote

    roll_call = factory.SubFactory(RollCallFactory)
    legislator = factory.SubFactory(LegislatorFactory)
    cast = "yea"
    words = "Yea"
    party = "D"
    state = "OR"
