"""Tables on their way in, all made up."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from appropriations.choices import ImportState, StagedState
from appropriations.models import StagedCell, TableImport
from tests.factories.members import staff_member


class TableImportFactory(DjangoModelFactory):
    """A table of one line and one figure that was read and waits to be looked through."""

    class Meta:
        model = TableImport

    name = "SAMPLE table.csv"
    digest = "0" * 64
    state = ImportState.STAGED
    unit = "millions"
    document = "SAMPLE table"
    as_of = date(2026, 11, 21)
    rows = [["Program", "FY16 PBR"], ["SAMPLE canaryline", "1.6"]]
    first_row = 1
    columns = [
        {"index": 0, "heading": "Program", "role": "line"},
        {"index": 1, "heading": "FY16 PBR", "role": "amount", "fiscal_year": 2016, "stage": "president"},
    ]
    uploaded_by = factory.LazyFunction(staff_member)
    staged_at = factory.LazyFunction(timezone.now)


class StagedCellFactory(DjangoModelFactory):
    class Meta:
        model = StagedCell

    imported = factory.SubFactory(TableImportFactory)
    row = 2
    column = "B"
    label = "SAMPLE canaryline"
    fiscal_year = 2016
    stage = "president"
    text = "1.6"
    state = StagedState.NO_LINE
    reads = "1.6"
