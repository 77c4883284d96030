"""Reading the XML of an enrolled Act: its passages and places, and what is refused with the file named."""

from __future__ import annotations

import pytest

from appropriations.enrolled.shape import PAGE_LENGTH, Place, heading_case, page, where
from appropriations.sources import acts
from appropriations.sources.acts import UnreadableAct
from tests.appropriations.sample_act import FORM, HEAD, NAME, WHOLE, act_of


def passage(words, act=None):
    found = [each for each in (act or acts.read(WHOLE, NAME)).passages if words in each.text]
    assert len(found) == 1, words
    return found[0]


def test_an_act_says_which_bill_it_is_its_title_and_its_fiscal_year():
    act = acts.read(WHOLE, NAME)
    assert str(act.bill) == "119-hr-9100"
    assert act.fiscal_year == 2026
    assert act.document == "SAMPLE Appropriations Act, 2026 (H.R. 9100, 119th), enrolled"


def test_an_amount_split_by_tags_is_one_amount():
    assert "$88,000,000 for victim services" in passage("victim services programs").text


def test_a_heading_in_parentheses_is_a_note_and_ends_no_account():
    place = passage("victim services programs").place
    assert place.headings == (
        "Department of Justice",
        "Office of Justice Programs",
        "State and Local Assistance",
    )


def test_a_new_account_ends_the_one_before_but_not_what_stands_above_it():
    assert passage("United States Trustee Program").place.headings == (
        "Department of Justice",
        "Office of Justice Programs",
        "United States Trustee System Fund",
    )


def test_a_paragraph_knows_what_leads_in_to_it():
    act = acts.read(WHOLE, NAME)
    girls = passage("trafficking of girls", act)
    assert girls.enums == ("(3)", "(A)")
    assert "for delinquency prevention" in act.passages[girls.lead].text


def test_a_section_says_its_subsection_and_its_headings():
    found = passage("activities to combat trafficking in persons")
    assert where(found.place, found.enums) == "Division F, title VII, section 7060(g)(1)"
    assert found.place.section_names == (
        "Sector Allocations",
        "Programs to Combat Trafficking in Persons",
        "In General",
    )


def test_quotations_keep_their_marks():
    assert (
        "headings “National Security Investment Programs” and"
        in passage("combat trafficking in persons").text
    )


def test_the_table_of_contents_is_not_read():
    assert not [each for each in acts.read(WHOLE, NAME).passages if "$999,000,000" in each.text]


def test_words_put_into_another_law_are_marked_and_keep_the_place_of_their_section():
    found = passage("fiscal years 2027 through 2030")
    assert found.amends_law
    assert where(found.place, found.enums) == "Division F, title VII, section 7062"
    assert not passage("High Intensity Drug").amends_law


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("REFUGEE AND ENTRANT ASSISTANCE", "Refugee and Entrant Assistance"),
        ("Departmental management", "Departmental Management"),
        ("CORPS OF ENGINEERS—CIVIL", "Corps of Engineers—Civil"),
        (" IN  GENERAL ", "In General"),
    ],
)
def test_headings_are_shown_alike_however_a_file_has_them(written, shown):
    assert heading_case(written) == shown


def test_a_place_fits_the_field_that_keeps_it():
    long = Place(
        division="A", headings=("Office of Many Programs", "An Account of " + "Very " * 20 + "Long Name")
    )
    said = page(long, ("(12)", "(A)"))
    assert len(said) <= PAGE_LENGTH
    assert said.endswith("…, paragraph (12)(A)")


def test_an_act_without_a_year_says_none():
    silent = WHOLE.replace(b"fiscal year ending\nSeptember 30, 2026", b"the year").replace(
        b"Act, 2026<", b"Act<"
    )
    assert acts.read(silent, NAME).fiscal_year is None


def test_a_congress_may_be_written_as_a_number_or_in_words():
    assert (
        acts.read(WHOLE.replace(b"One Hundred Nineteenth Congress", b"119th Congress"), NAME).bill.congress
        == 119
    )
    assert (
        acts.read(WHOLE.replace(b"One Hundred Nineteenth", b"One Hundred Twenty-First"), NAME).bill.congress
        == 121
    )
    assert (
        acts.read(WHOLE.replace(b"One Hundred Nineteenth", b"One Hundred Twentieth"), NAME).bill.congress
        == 120
    )


BOMB = f"""<?xml version="1.0"?><!DOCTYPE bill [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<bill bill-stage="Enrolled-Bill">{FORM}<legis-body><section><text>&b;</text></section></legis-body></bill>"""
FILE = """<?xml version="1.0"?><!DOCTYPE bill [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<bill bill-stage="Enrolled-Bill"><legis-body><section><text>&x;</text></section></legis-body></bill>"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "not well-formed XML"),
        (WHOLE[:-200], "not well-formed XML"),
        (BOMB.encode(), "defines entities"),
        (FILE.encode(), "defines entities"),
        (b"<billStatus/>", "no bill in govinfo's bill XML (its root is <billStatus>)"),
        ((WHOLE.replace(b"Enrolled-Bill", b"Introduced"), "no enrolled Act (its stage is “Introduced”)")),
        (WHOLE.replace(b"H. R. 9100", b"no number"), "does not say which bill"),
        (WHOLE.replace(b"One Hundred Nineteenth Congress", b"A Congress"), "does not say which bill"),
        (f"{HEAD}</bill>".encode(), "holds no body of an Act"),
        (b" " * (acts.MAX_BYTES + 1), "is larger than 32 MB"),
    ],
)
def test_what_is_no_act_is_refused_and_the_message_names_the_file(data, reason):
    with pytest.raises(UnreadableAct) as refused:
        acts.read(data, NAME)
    assert str(refused.value).startswith(f"{NAME}: ")
    assert reason in str(refused.value)


def test_nothing_is_fetched_for_the_document_type():
    # The document type of every Act names a file beside it; it is neither looked for nor needed.
    assert b'"bill.dtd"' in HEAD.encode()
    assert acts.read(WHOLE, NAME).passages


def test_deep_nesting_is_refused_by_the_parser_rather_than_followed():
    deep = "<paragraph><enum>(1)</enum>" * 600 + "</paragraph>" * 600
    with pytest.raises(UnreadableAct, match="not well-formed"):
        acts.read(act_of(f"<section><enum>1.</enum>{deep}</section>"), NAME)
