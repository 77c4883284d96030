"""Hand-written records of a made-up bill, for tests of what becomes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from legislation.choices import BillId, Chamber, Source
from legislation.sources.records import (
    ActionOrigin,
    ActionRecord,
    ActivityRecord,
    BillRecord,
    CommitteeRecord,
    CosponsorRecord,
    LawRecord,
    RelatedBillRecord,
    RelationRecord,
    ReportsRecord,
    SponsorRecord,
    SummaryRecord,
    TextFormatRecord,
    TextVersionRecord,
    TitleRecord,
)

NOW = dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC)
JUNE = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)
JULY = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)


def action(on: str, text: str, **more: Any) -> ActionRecord:
    """An action on an ISO day."""
    return ActionRecord(date=dt.date.fromisoformat(on), text=text, **more)


def cosponsor(bioguide: str, on: str = "2025-02-07", **more: Any) -> CosponsorRecord:
    """A cosponsorship of a made-up person."""
    return CosponsorRecord(
        bioguide=bioguide,
        full_name=f"Rep. Sample{bioguide[-1]}, Pat [D-OR-1]",
        party="D",
        state="OR",
        district=1,
        date=dt.date.fromisoformat(on),
        **more,
    )


INTRODUCED = action(
    "2025-02-07",
    "Introduced in House",
    type="IntroReferral",
    code="1000",
    source_code="9",
    source_name="Library of Congress",
    provenance=(ActionOrigin("IntroReferral", "1000", "9", "Library of Congress"),),
)
REFERRED = action(
    "2025-02-07",
    "Referred to the House Committee on Foreign Affairs.",
    code="H11100",
    source_code="2",
    source_name="House floor actions",
    committees=("hsfa00",),
)
ORDERED = action(
    "2025-07-22",
    "Ordered to be Reported (Amended) by Voice Vote.",
    source_code="1",
    source_name="House committee actions",
    committees=("hsfa00",),
)


def record(**more: Any) -> BillRecord:
    """H.R. 9901 of the 119th as govinfo had it in June 2025, every group delivered."""
    whole = BillRecord(
        id=BillId.parse("119-hr-9901"),
        source=Source.GOVINFO,
        title="SAMPLE Prevention Act",
        origin_chamber=Chamber.HOUSE,
        introduced_on=dt.date(2025, 2, 7),
        sponsor=SponsorRecord(
            "X000001", "Rep. Sponsor, Sample A. [R-NJ-4]", party="R", state="NJ", district=4
        ),
        policy_area="Crime and Law Enforcement",
        source_updated_at=JUNE,
        laws=(),
        actions=(INTRODUCED, REFERRED),
        cosponsors=(cosponsor("X000002"), cosponsor("X000003", withdrawn_on=dt.date(2025, 3, 1))),
        committees=(
            CommitteeRecord(
                "hsfa00",
                "Foreign Affairs Committee",
                Chamber.HOUSE,
                activities=(ActivityRecord("Referred to", dt.datetime(2025, 2, 7, 15, tzinfo=dt.UTC)),),
                subcommittees=(CommitteeRecord("hsfa16", "Africa", Chamber.HOUSE),),
            ),
        ),
        subjects=("Human trafficking", "Victim services"),
        titles=(TitleRecord("SAMPLE Prevention Act", "Display Title"),),
        summaries=(
            SummaryRecord("00", dt.date(2025, 2, 7), "Introduced in House", "<p>It <b>helps</b>.</p>", JUNE),
        ),
        text_versions=(
            TextVersionRecord(
                "Introduced in House",
                dt.date(2025, 2, 7),
                "ih",
                (TextFormatRecord("PDF", "https://www.govinfo.gov/x.pdf"),),
            ),
        ),
        related_bills=(
            RelatedBillRecord(
                BillId.parse("119-s-9902"), "SAMPLE Act", (RelationRecord("Related bill", "CRS"),)
            ),
        ),
        amendments=(),
        reports=ReportsRecord(),
        amendment_count=2,
    )
    return replace(whole, **more)


def law(number: str) -> LawRecord:
    """A public law."""
    from legislation.choices import LawNumber

    return LawRecord("Public Law", LawNumber.parse(number))
