"""How far the bills of a year came, as their own actions tell. Pure."""

from __future__ import annotations

from datetime import date

from appropriations.passage import Place, Span, furthest, places_of
from legislation.happenings import PlainAction, happening_of


def places(bill, *actions):
    happenings = [
        happening_of(PlainAction(date.fromisoformat(on), text, committees=committees))
        for on, text, committees in actions
    ]
    return places_of(bill, [one for one in happenings if one])


HOUSE = places(
    "119-hr-1",
    (
        "2025-09-12",
        "The House Committee on Appropriations reported an original measure, H. Rept. 119-1, by Mr. Sample.",
        ("hsap00",),
    ),
    ("2025-09-12", "Placed on the Union Calendar, Calendar No. 1.", ()),
)
LAW = places(
    "119-hr-2",
    ("2026-01-08", "On passage Passed by the Yeas and Nays: 397 - 28 (Roll no. 7).", ()),
    ("2026-01-15", "Passed Senate without amendment by Yea-Nay Vote. 82 - 15. Record Vote Number: 11.", ()),
    ("2026-01-23", "Signed by President.", ()),
    ("2026-01-23", "Became Public Law No: 119-1.", ()),
)


def days(found):
    return {place: (one.bill_id, one.on.isoformat()) for place, one in found.items()}


def test_a_committees_own_bill_reached_its_committee_and_nothing_more():
    assert days(HOUSE) == {Place.HOUSE_COMMITTEE: ("119-hr-1", "2025-09-12")}


def test_an_act_is_told_with_the_floor_of_both_chambers_and_its_day():
    assert days(LAW) == {
        Place.HOUSE_FLOOR: ("119-hr-2", "2026-01-08"),
        Place.SENATE_FLOOR: ("119-hr-2", "2026-01-15"),
        Place.LAW: ("119-hr-2", "2026-01-23"),
    }


def test_a_markup_of_a_subcommittee_is_not_one_of_the_committee():
    sub = places(
        "119-hr-3", ("2025-07-15", "Subcommittee Consideration and Mark-up Session Held", ("hsap19",))
    )
    full = places("119-hr-3", ("2025-07-24", "Committee Consideration and Mark-up Session Held", ("hsap00",)))
    assert list(sub) == [Place.HOUSE_SUB]
    assert list(full) == [Place.HOUSE_COMMITTEE]


def test_over_several_bills_each_place_has_its_newest_day():
    older = places(
        "119-hr-4", ("2025-12-01", "On passage Passed by the Yeas and Nays: 220 - 207 (Roll no. 42).", ())
    )
    assert days(furthest([HOUSE, LAW, older]))[Place.HOUSE_FLOOR] == ("119-hr-2", "2026-01-08")
    assert len(furthest([HOUSE, LAW])) == 4


def test_a_span_counts_both_its_days():
    assert Span(date(2025, 11, 12), date(2026, 1, 30)).days == 80
    assert Span(None, date(2026, 1, 30)).days is None
