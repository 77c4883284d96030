"""A small world for packets: two SAMPLE offices, a family with a companion, a line with figures, asks on a decision.

Days are the real ones; every bill was checked yesterday, so that nothing is stale unless a test makes it so.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from appropriations.models import Amount, Bundle, BundleSubcommittee, Line
from decisions.models import Consultation, Decision
from legislation.choices import FactGroup
from legislation.models import CommitteeSeat, Family, Legislator
from members.choices import SecretariatRole
from members.models import SecretariatTerm, User
from priorities.models import Ask, Goal, Pillar, Plan, Position, Priority
from tests.factories.legislation import (
    ActionFactory,
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
    TermFactory,
)

SENATOR, REPRESENTATIVE, DELEGATE = "S900001", "R900001", "D900001"
YESTERDAY = timezone.now() - dt.timedelta(days=1)
LONG_AGO = timezone.now() - dt.timedelta(days=40)


def facts(bill, *, complete=True, checked_at=YESTERDAY):
    """Give a bill's fact groups their source."""
    for group in (FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COSPONSORS):
        BillFactsFactory(
            bill=bill,
            group=group,
            checked_at=checked_at,
            source_updated_at=checked_at,
            is_complete=complete,
            note="" if complete else "originals only",
        )


def person(bioguide, first, last, **term):
    who = LegislatorFactory(
        bioguide_id=bioguide, first_name=first, last_name=last, official_name=f"{first} {last}"
    )
    TermFactory(legislator=who, **term)
    return who


def bill(kind, number, title, congress=119, **fields):
    made = BillFactory(
        congress=CongressFactory(number=congress),
        bill_type=kind,
        number=number,
        title=title,
        short_title=title,
        **fields,
    )
    ActionFactory(bill=made, text=f"Introduced as {made.citation} (SAMPLE).")
    return made


def decision(number, **fields):
    settings = {"decided_on": dt.date(2026, 2, 12), "title": f"SAMPLE decision {number}", "text": "SAMPLE"}
    return Decision.objects.create(number=number, **{**settings, **fields})


def staff():
    """A person of the secretariat."""
    who = User.objects.create_user("staff@demo-coalition.example", "not-a-real-password", name="Staff Sample")
    SecretariatTerm.objects.create(
        user=who, role=SecretariatRole.choices[0][0], starts_on=dt.date(2026, 1, 1)
    )
    return who


def build():
    """Make the world and return its named parts."""
    world = SimpleNamespace()
    world.senator = person(SENATOR, "Ada", "Samplesenator", chamber="senate", state="ME", party="Republican")
    world.representative = person(REPRESENTATIVE, "Ben", "Samplemember", state="OR", district=1)
    world.delegate = person(DELEGATE, "Cleo", "Sampledelegate", state="DC", district=0)
    world.other = person("O900001", "Dora", "Otherperson", state="NE", district=2, party="Republican")
    _bills(world)
    _money(world)
    _asks(world)
    _fresh_roster()
    return world


def _bills(world):
    family = FamilyFactory(slug="rhytpa", name="SAMPLE Youth Act", short_name="SYA")
    world.house = bill("hr", 9100, "SAMPLE Youth Act of 2025", sponsor=world.other)
    world.senate = bill("s", 9200, "SAMPLE Youth Act of 2025", sponsor=world.senator, sponsor_state="ME")
    world.lonely = bill("hr", 9300, "SAMPLE House Act of 2025", sponsor=world.other)
    world.past = bill("s", 8000, "SAMPLE Youth Act of 2023", congress=118, sponsor=world.other)
    for made in (world.house, world.senate, world.lonely):
        facts(made)
    facts(world.past, complete=False)
    FamilyBillFactory(family=family, bill=world.house, companion=world.senate)
    FamilyBillFactory(family=family, bill=world.senate, companion=world.house)
    FamilyBillFactory(family=family, bill=world.lonely)
    FamilyBillFactory(family=family, bill=world.past)
    CosponsorFactory(bill=world.house, legislator=world.representative, cosponsored_on=dt.date(2025, 6, 12))
    CosponsorFactory(bill=world.past, legislator=world.senator, party="R", state="ME", district=None)


def _money(world):
    whole = CommitteeFactory(code="ssap00", name="Senate Committee on Appropriations", chamber="senate")
    subcommittee = CommitteeFactory(
        code="ssap16", name="Commerce, Justice, Science", chamber="senate", parent=whole
    )
    CommitteeSeatFactory(legislator=world.senator, committee=subcommittee.parent, title="Chairman")
    CommitteeSeatFactory(legislator=world.senator, committee=subcommittee)
    cjs = Bundle.objects.create(
        key="cjs", name="Commerce, Justice, Science, and Related Agencies", short_name="CJS"
    )
    BundleSubcommittee.objects.create(bundle=cjs, chamber="senate", committee=subcommittee)
    world.line = Line.objects.create(
        slug="victims", name="Victim services", department="Department of Justice", bundle=cjs
    )
    world.unknown = Line.objects.create(
        slug="unknown",
        name="Quiet line",
        department="Department of Justice",
        bundle=cjs,
        empty_reason="no source read",
    )
    for year, dollars in ((2022, 88_000_000), (2024, 88_000_000), (2026, 83_500_000)):
        amount(world.line, year, dollars)


def amount(line, year, dollars, **fields):
    settings = {
        "key": f"{line.pk}-{year}-{fields.get('stage', 'enacted')}",
        "stage": "enacted",
        "kind": "dollars",
        "document": f"SAMPLE Act of FY {year}, enrolled",
        "source_kind": "law",
        "as_of": dt.date(2026, 11, 1),
    }
    return Amount.objects.create(line=line, fiscal_year=year, dollars=dollars, **{**settings, **fields})


def _asks(world):
    world.decision = decision("2026-01")
    plan = Plan.objects.create(
        slug="plan",
        name="SAMPLE plan",
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2028, 12, 31),
        source="SAMPLE plan, page 2",
    )
    pillar = Pillar.objects.create(plan=plan, number=1, short_title="SAMPLE pillar")
    Goal.objects.create(pillar=pillar, number=1, short_title="SAMPLE goal")
    priority = Priority.objects.create(
        pillar=pillar, code="1.2", short_title="SAMPLE reauthorization", position=2
    )
    priority.lines.add(world.line)
    priority.families.add(*Family.objects.all())
    _heard(priority)
    world.ask = ask(world.decision, "Bring S. 9200 to a markup", audience="senate", bill=world.senate)
    world.line_ask = ask(
        world.decision, "Fund victim services", kind="appropriations", line=world.line, position=50
    )
    world.position = Position.objects.create(
        bill=world.senate,
        stance="support",
        decision=world.decision,
        is_public=True,
        starts_on=dt.date(2026, 2, 12),
    )


def _heard(priority):
    """Groups were heard on the priority, so that the gate finds nothing to say about it (P4)."""
    Consultation.objects.create(
        target=priority,
        group="SAMPLE circle",
        held_on=dt.date(2026, 1, 20),
        how="Listening session",
        what_changed="The order of the requests",
        recorded_by=User.objects.create_user("scribe@demo-coalition.example", name="Scribe Sample"),
    )


def _fresh_roster():
    for model in (Legislator, CommitteeSeat):
        model.objects.update(as_of=YESTERDAY.date())


def ask(resting_on, text, **fields):
    settings = {"kind": "legislation", "audience": "all", "position": 10, "reason": "A reason (SAMPLE text)."}
    return Ask.objects.create(decision=resting_on, text=text, **{**settings, **fields})
