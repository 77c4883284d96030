"""Which bills may belong to a family, on real titles: the reasons, and what is no reason."""

from __future__ import annotations

import pytest

from legislation.fingerprints import fingerprint
from legislation.kin_names import Link, Named, title_key
from legislation.kinship import Kin, Why
from legislation.text_parts import TextPart

SMITH, RISCH, COLLINS = "S000522", "R000584", "C001035"
DOUGLASS = "Frederick Douglass Trafficking Victims Prevention and Protection Reauthorization Act of"
TVPRA = "Trafficking Victims Protection Reauthorization Act of"
RENEW = "To reauthorize the Trafficking Victims Protection Act of 2000, and for other purposes."


def bill(bill_id: str, *short: str, official: str = "", sponsor: str = "", **more) -> Named:
    titles = [("Short Title(s) as Introduced", text) for text in short]
    titles += [("Official Title as Introduced", official)] if official else []
    return Named(bill_id, tuple(titles), sponsor, **more)


@pytest.fixture
def tvpra() -> Kin:
    return Kin(
        [
            bill("119-hr-1144", f"{DOUGLASS} 2025", official=RENEW, sponsor=SMITH),
            bill("117-s-3949", "Trafficking Victims Prevention and Protection Reauthorization Act of 2022"),
            bill("112-hr-2830", f"{TVPRA} 2011", sponsor=SMITH),
            bill("115-s-1312", "Trafficking Victims Protection Act of 2017"),
        ],
        [
            Link("119-s-2296", "119-hr-1144", "Related bill", "CRS"),
            Link("119-hr-1144", "119-s-9999", "Identical bill", "House"),
            Link("119-hr-1144", "112-hr-2830", "Related bill", "CRS"),
        ],
    )


def why(kin: Kin, one: Named) -> list[Why]:
    return [reason.why for reason in kin.reasons(one)]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        (f"{TVPRA} 2011", "trafficking victims protection reauthorization act"),
        (RENEW, "reauthorize the trafficking victims protection act"),
        (
            "A bill to reauthorize the Runaway and Homeless Youth Act.",
            "reauthorize the runaway and homeless youth act",
        ),
        ("Sara\N{RIGHT SINGLE QUOTATION MARK}s Law of 2021", "saras law"),
    ],
)
def test_a_title_is_known_by_its_words_less_its_year(title, key):
    assert title_key(title) == key


def test_the_same_title_in_another_congress_is_a_reason(tvpra):
    (first, *_) = tvpra.reasons(bill("120-hr-7", f"{DOUGLASS} 2027"))
    assert (first.why, first.with_bill) == (Why.SAME_TITLE, "119-hr-1144")
    assert f"{DOUGLASS} 2027" in first.evidence


def test_the_same_official_title_is_a_reason_under_another_name(tvpra):
    senate = bill("119-s-2647", official=f"A bill {RENEW[0].lower()}{RENEW[1:]}")
    assert why(tvpra, senate) == [Why.SAME_PURPOSE]


def test_a_bill_displayed_by_its_official_title_has_no_short_one(tvpra):
    named = Named("119-s-1155", (("Display Title", RENEW),))
    assert why(tvpra, named) == [Why.SAME_PURPOSE]


@pytest.mark.parametrize(
    "title",
    [
        "William Wilberforce Trafficking Victims Protection Reauthorization Act of 2007",
        "International Trafficking Victims Protection Reauthorization Act of 2025",
        "Trafficking Victims Protections Reauthorization Act of 2013",
    ],
)
def test_a_title_that_holds_a_vehicles_or_nearly_is_it_is_similar(tvpra, title):
    assert why(tvpra, bill("110-hr-3887", title)) == [Why.SIMILAR_TITLE]


@pytest.mark.parametrize(
    "title",
    [
        "Child Trafficking Victims Protection Act",
        "Child Trafficking Victims Protection and Welfare Act of 2019",
        "Human Trafficking Prevention Act of 2022",
        "Justice for Victims of Trafficking Act of 2015",
        "To amend section 235 of the William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008.",
        "Stop Act",
    ],
)
def test_a_bill_that_only_sounds_like_the_family_is_not_suggested(tvpra, title):
    assert why(tvpra, bill("115-hr-1", title)) == []


def test_a_link_says_who_identified_it(tvpra):
    (reason,) = tvpra.reasons(bill("119-s-2296", "SAMPLE Defense Act of 2026"))
    assert (reason.why, reason.with_bill) == (Why.RELATED, "119-hr-1144")
    assert reason.evidence.endswith("as identified by CRS")


def test_an_identical_bill_is_told_from_either_side(tvpra):
    assert why(tvpra, bill("119-s-9999", "SAMPLE Act of 2025")) == [Why.IDENTICAL]


def test_a_link_between_vehicles_suggests_nothing(tvpra):
    assert all(
        reason.why is not Why.RELATED for reason in tvpra.reasons(bill("112-hr-3589", f"{TVPRA} 2011"))
    )


def test_the_title_of_a_portion_says_that_it_is_inside(tvpra):
    carrier = Named(
        "113-s-47",
        (
            ("Short Titles as Enacted", "SAMPLE Women Reauthorization Act of 2013"),
            ("Short Titles as Enacted for portions of this bill", f"{TVPRA} 2013"),
        ),
    )
    assert why(tvpra, carrier) == [Why.TITLE_INSIDE]


def test_the_same_sponsor_with_a_title_near_it_is_a_reason_and_alone_is_none(tvpra):
    near = bill(
        "118-hr-1", "Trafficking Victims Prevention and Protection Renewal Act of 2023", sponsor=SMITH
    )
    assert Why.SAME_SPONSOR in why(tvpra, near)
    assert why(tvpra, bill("118-hr-2", "SAMPLE Global Food Security Act of 2023", sponsor=SMITH)) == []


def test_a_text_that_shares_its_words_is_similar_and_a_long_one_holds_it():
    words = " ".join(f"word{number} of section{number % 97}" for number in range(900))
    runs = fingerprint([TextPart("section", text=words)])
    kin = Kin([bill("119-hr-1144", f"{DOUGLASS} 2025", runs=runs, version="Introduced in House")])
    again = kin.reasons(bill("120-hr-3", "SAMPLE Act of 2027", runs=runs))
    assert [reason.why for reason in again] == [Why.SIMILAR_TEXT]
    assert "100%" in again[0].evidence
    assert "Introduced in House" in again[0].evidence
    other = " ".join(f"item{number} and thing{number % 89}" for number in range(9000))
    longer = fingerprint([TextPart("section", text=words), TextPart("section", text=other)])
    assert [one.why for one in kin.reasons(bill("120-s-4", runs=longer))] == [Why.TEXT_INSIDE]
    assert kin.reasons(bill("120-s-5", runs=fingerprint([TextPart("section", text=other)]))) == ()


def test_a_title_is_the_same_reason_whichever_vehicle_has_it(tvpra):
    one = bill("110-hr-270", f"{TVPRA} 2007")
    more = Kin([bill("112-hr-2830", f"{TVPRA} 2011"), bill("120-hr-9", f"{TVPRA} 2027")])
    assert {reason.key for reason in tvpra.reasons(one)} == {reason.key for reason in more.reasons(one)}


def test_many_titles_at_once_give_what_each_gives_alone(tvpra):
    one = bill("113-hr-1", "Trafficking Victims Protections Reauthorization Act of 2013")
    alone = tvpra.reasons(one)
    tvpra.learn([*one.own, "sample act of no family at all"])
    assert tvpra.reasons(one) == alone
