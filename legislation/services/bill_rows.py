"""The rows of bills themselves, as COPY reads them."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any, cast

from legislation.models import Bill
from legislation.services.copy_rows import array
from legislation.sources.records import BillRecord

_FIELDS = Bill._meta.concrete_fields  # noqa: SLF001 - Django documents _meta
BILL_COLUMNS = tuple(field.name for field in _FIELDS)
_SUBJECTS = BILL_COLUMNS.index("subjects")
_values = attrgetter(*(field.attname for field in _FIELDS))
# What a new bill says beyond its identity, the first four fields, until its facts are set.
_BLANK = _values(Bill())[4:]


def new_bill(record: BillRecord, now: dt.datetime) -> Bill:
    """Return an unsaved bill of which nothing but its identity is set; `now` is the moment of writing (UTC)."""
    identity = (str(record.id), record.id.congress, record.id.type.value, record.id.number)
    # By position: three times as fast as by name, which counts in an import of a Congress.
    values: tuple[Any, ...] = (*identity, *_BLANK)
    bill: Bill = cast("Any", Bill)(*values)
    bill.created_at = now
    return bill


def bill_row(bill: Bill) -> tuple[object, ...]:
    """Return the values of BILL_COLUMNS for a bill, arrays as PostgreSQL writes them."""
    values = _values(bill)
    return (*values[:_SUBJECTS], array(bill.subjects), *values[_SUBJECTS + 1 :])
