"""Bundles, lines and amounts, all made up."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from appropriations.choices import CellKind, SourceKind, Stage
from appropriations.models import Amount, Bundle, Line


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
