"""Which line a name in a table means: known by any name it goes or went by, else suggested, never guessed."""

from __future__ import annotations

import pytest

from appropriations.cells.line_names import KnownLine, LineNames, slug_for

HOTLINE = KnownLine(
    "hotline", "National Human Trafficking Hotline", "Hotline", ("NHTRC",), account="Refugee aid"
)
TIP = KnownLine("jtip", "Office to Monitor and Combat Trafficking in Persons", "J/TIP")
HHS_GRANTS = KnownLine(
    "hhs-grants", "Victim services", account="Refugee and entrant assistance", agency="ACF"
)
DOJ_GRANTS = KnownLine(
    "doj-grants", "Victim services", account="State and local law enforcement", agency="OJP"
)
NAMES = LineNames([HOTLINE, TIP, HHS_GRANTS, DOJ_GRANTS])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("hotline", "hotline"),
        ("  HOTLINE ", "hotline"),
        ("NHTRC", "hotline"),
        ("National Human-Trafficking Hotline", "hotline"),
        ("j/tip", "jtip"),
        ("J TIP", "jtip"),
    ],
)
def test_a_line_is_known_by_its_slug_and_every_name(name, slug):
    assert NAMES.match(name).slug == slug


def test_of_two_lines_of_one_name_the_account_decides():
    assert NAMES.match("Victim services", "OJP").slug == "doj-grants"
    assert NAMES.match("Victim services", "Refugee and Entrant Assistance").slug == "hhs-grants"


def test_without_an_account_that_decides_both_are_suggested():
    for account in ("", "Somewhere else"):
        match = NAMES.match("Victim services", account)
        assert match.slug == ""
        assert match.suggestions == ("doj-grants", "hhs-grants")


def test_a_likely_line_is_suggested_and_not_chosen():
    match = NAMES.match("Trafficking hotline (national)")
    assert match.slug == ""
    assert match.suggestions[0] == "hotline"


def test_an_unlike_name_has_no_suggestion():
    assert NAMES.match("Zebra crossing").suggestions == ()


@pytest.mark.parametrize(
    ("name", "is_sum"),
    [
        ("Total", True),
        ("Subtotal, DOJ", True),
        ("Grand total", True),
        ("DOJ total", True),
        ("Totally new", False),
    ],
)
def test_a_row_that_adds_others_up_is_told(name, is_sum):
    assert NAMES.match(name).is_sum is is_sum


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Child Labor & Forced Labor", "child-labor-forced-labor"), ("Hotline", "hotline-2"), ("!!!", "line")],
)
def test_a_new_line_gets_a_slug_of_its_own(name, slug):
    assert slug_for(name, {"hotline"}) == slug


def test_a_slug_of_its_own_stays_short_enough():
    taken = {"a" * 60}
    assert slug_for("a" * 80, taken) == "a" * 58 + "-2"
