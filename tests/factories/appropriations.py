"""Bundles, lines and amounts, all made up."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from appropriations.choices import (
    BundleBillRole,
    CellKind,
    FundingKind,
    LanguageOutcome,
    ReportKind,
    SourceKind,
    Stage,
)
from appropriations.models import (
    Amount,
    Bundle,
    BundleBill,
    FundingEvent,
    LanguageFound,
    Line,
    ReportLanguage,
)


class BundleFactory(DjangoModelFactory):
    class Meta:
        model = Bundle
        django_get_or_create = ("key",)

    key = "sample-bill"
    name = "Sample and Related Agencies"
    short_name = "SAMPLE bill"
    position = 1


class LineFactory(DjangoModelFactory):
    class Meta:
        model = Line

    slug = factory.Sequence(lambda number: f"sample-line-{number}")
    name = factory.Sequence(lambda number: f"SAMPLE line {number}")
    department = "Department of Samples"
    bundle = factory.SubFactory(BundleFactory)
    is_sample = True


class AmountFactory(DjangoModelFactory):
    """An enacted whole of $10 million for FY 2026."""

    class Meta:
        model = Amount

    key = factory.Sequence(lambda number: f"sample-amount-{number}")
    line = factory.SubFactory(LineFactory)
    fiscal_year = 2026
    stage = Stage.ENACTED
    kind = CellKind.DOLLARS
    dollars = 10_000_000
    document = "SAMPLE Act"
    source_kind = SourceKind.LAW
    as_of = date(2026, 11, 21)


class ReportLanguageFactory(DjangoModelFactory):
    """A passage sought for FY 2027."""

    class Meta:
        model = ReportLanguage

    line = factory.SubFactory(LineFactory)
    fiscal_year = 2027
    title = factory.Sequence(lambda number: f"SAMPLE passage {number}")
    sought = "SAMPLE. The Committee directs the Office to report within 90 days."
    source = "SAMPLE requests"
    as_of = date(2026, 11, 21)


class LanguageFoundFactory(DjangoModelFactory):
    """What a House report says of a passage, word for word."""

    class Meta:
        model = LanguageFound

    language = factory.SubFactory(ReportLanguageFactory)
    report = ReportKind.HOUSE
    outcome = LanguageOutcome.ADOPTED
    text = factory.LazyAttribute(lambda found: found.language.sought)
    document = "SAMPLE House report"
    page = "page 1"
    as_of = date(2026, 11, 21)


class BundleBillFactory(DjangoModelFactory):
    """An Act that carries the sample bill in FY 2026; the bill itself is not at hand."""

    class Meta:
        model = BundleBill

    bundle = factory.SubFactory(BundleFactory)
    fiscal_year = 2026
    role = BundleBillRole.LAW
    citation = factory.Sequence(lambda number: f"H.R. {9500 + number} (119th)")
    source = "SAMPLE list"
    as_of = date(2026, 11, 21)


class FundingEventFactory(DjangoModelFactory):
    """A notice of funding that came 90 days late."""

    class Meta:
        model = FundingEvent

    line = factory.SubFactory(LineFactory)
    fiscal_year = 2025
    kind = FundingKind.NOTICE
    due_on = date(2025, 10, 1)
    happened_on = date(2025, 12, 30)
    document = "SAMPLE letter"
    source_kind = SourceKind.ADVOCATE
    as_of = date(2026, 11, 21)


def money_kept(**language: object) -> dict[str, object]:
    """One row of each thing of the money that an address names, by the name it has there."""
    found = LanguageFoundFactory(language=ReportLanguageFactory(**language))
    return {
        "language": found.language.pk,
        "found": found.pk,
        "vehicle": BundleBillFactory().pk,
        "funding": FundingEventFactory().pk,
    }
