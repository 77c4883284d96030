"""Short ways to write a bill's actions down, for the tests of stages."""

import datetime as dt

from legislation.choices import BillType
from legislation.happenings import PlainAction
from legislation.stages import stage_of

INTRODUCED = ("2025-01-10", "Introduced in House")
REFERRED = ("2025-01-10", "Referred to the House Committee on Foreign Affairs.", "hsfa00")
REPORTED = ("2025-02-01", "Reported (Amended) by the Committee on Foreign Affairs. H. Rept. 119-1.", "hsfa00")
CALENDAR = ("2025-02-01", "Placed on the Union Calendar, Calendar No. 1.")
HOUSE = (
    "2025-03-01",
    "On motion to suspend the rules and pass the bill, as amended Agreed to by voice vote.",
)
HOUSE_LOC = ("2025-03-01", f"Passed/agreed to in House: {HOUSE[1]}")
SENATE = ("2025-05-01", "Passed Senate without amendment by Unanimous Consent.")
SENATE_AMENDED = ("2025-05-01", "Passed Senate with an amendment by Unanimous Consent.")
PRESENTED = ("2025-06-01", "Presented to President.")
SIGNED = ("2025-06-05", "Signed by President.")
LAW = ("2025-06-05", "Became Public Law No: 119-5.")


def act(*entries):
    return [
        PlainAction(dt.date.fromisoformat(day), text, committees=tuple(codes))
        for day, text, *codes in entries
    ]


def stage(*entries, bill_type=BillType.HR, laws=(), origin=None):
    return stage_of(bill_type, origin or bill_type.chamber, act(*entries), laws)


def at(result):
    return result.stage, str(result.stage_on)


def of(bill):
    return stage_of(
        bill.id.type, bill.origin_chamber, bill.actions or (), bill.laws or (), bill.introduced_on
    )
