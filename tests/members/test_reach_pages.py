"""The map of skills and reach, what one more organization would add, and their files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.dates import today
from members.choices import OrganizationKind
from tests.factories.members import (
    AllyFactory,
    OrganizationFactory,
    ReachFactory,
    SkillFactory,
    former_member,
    representative,
    staff_member,
)
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db


def an_organization(name, *, states=(), countries=(), skills=(), national=False, **fields):
    one = OrganizationFactory(name=name, slug=name.lower().replace(" ", "-"), **fields)
    for code in states:
        ReachFactory(organization=one, kind="state", code=code)
    for code in countries:
        ReachFactory(organization=one, kind="country", code=code)
    if national:
        ReachFactory(organization=one, kind="national", code="")
    one.skills.set(skills)
    return one


def a_prospect(name, **brings):
    return an_organization(name, kind=OrganizationKind.PROSPECTIVE, joined_on=None, **brings)


def text_of(response):
    return response.content.decode()


def test_the_map_counts_active_members_only():
    an_organization("SAMPLE Here", states=["OR"])
    an_organization("SAMPLE Gone", states=["OR"], left_on=today() - timedelta(days=1))
    an_organization("SAMPLE Later", states=["OR"], joined_on=today() + timedelta(days=1))
    a_prospect("SAMPLE Maybe", states=["OR"])
    found = signed_in(staff_member()).get("/people/reach/").context["map"]
    assert found.by_state == {"OR": 1}
    assert [one.name for one in found.members] == ["SAMPLE Here"]


def test_nationwide_is_counted_apart_and_said():
    an_organization("SAMPLE Wide", national=True)
    page = signed_in(staff_member()).get("/people/reach/")
    assert page.context["map"].by_state == {}
    assert "1 works nationwide and is not counted in any state" in text_of(page)


def test_gaps_are_named():
    alone, unused = SkillFactory(name="Sample sewing"), SkillFactory(name="Sample sailing")
    an_organization("SAMPLE Here", states=["OR"], countries=["GH"], skills=[alone])
    found = signed_in(staff_member()).get("/people/reach/").context["map"]
    assert "Oregon" not in [one.name for one in found.states_without]
    assert "Maine" in [one.name for one in found.states_without]
    assert len(found.states_without) == 55
    assert [one.name for one in found.skills_without] == [unused.name]
    assert [one.name for one in found.skills_with_one] == [alone.name]
    assert [one.name for one in found.countries_with_one] == ["Ghana"]


def test_the_map_is_filtered_by_skill_and_by_who_leads():
    sewing = SkillFactory()
    an_organization("SAMPLE Sews", states=["OR"], skills=[sewing])
    an_organization("SAMPLE Leads", states=["ME"], survivor_led=True)
    browser = signed_in(staff_member())
    assert browser.get(f"/people/reach/?skill={sewing.pk}").context["map"].by_state == {"OR": 1}
    assert browser.get("/people/reach/?survivor_led=yes").context["map"].by_state == {"ME": 1}
    assert "1 survivor-led, by its own description" in text_of(browser.get("/people/reach/"))
    assert sheet_rows(browser.get(f"/people/reach/skills.csv?skill={sewing.pk}"))[1] == [
        sewing.name,
        "1",
        "SAMPLE Sews",
    ]


def test_a_tile_leads_to_the_organizations_of_its_state():
    sewing = SkillFactory()
    an_organization("SAMPLE Sews", states=["OR"], skills=[sewing])
    an_organization("SAMPLE Other", states=["OR"])
    browser = signed_in(staff_member())
    address = f"/people/organizations/?skill={sewing.pk}&state=OR"
    assert f'href="{address.replace("&", "&amp;")}"' in text_of(
        browser.get(f"/people/reach/?skill={sewing.pk}")
    )
    assert [row["it"].name for row in browser.get(address).context["rows"]] == ["SAMPLE Sews"]


def test_each_table_is_a_file_that_no_spreadsheet_runs():
    skill = SkillFactory(name="=SAMPLE()")
    an_organization("SAMPLE Here", states=["OR"], countries=["GH"], skills=[skill])
    browser = signed_in(representative())
    states = sheet_rows(browser.get("/people/reach/states.csv"))
    assert states[0] == ["State", "Organizations", "Names"]
    assert ["Oregon", "1", "SAMPLE Here"] in states
    assert len(states) == 57
    assert sheet_rows(browser.get("/people/reach/countries.csv"))[1:] == [["Ghana", "1", "SAMPLE Here"]]
    assert sheet_rows(browser.get("/people/reach/skills.csv"))[1:] == [["'=SAMPLE()", "1", "SAMPLE Here"]]
    assert browser.get("/people/reach/budgets.csv").status_code == 404


def test_the_gaps_are_a_file_too():
    SkillFactory(name="Sample missing")
    an_organization(
        "SAMPLE Here", states=["OR"], countries=["GH"], skills=[SkillFactory(name="Sample alone")]
    )
    browser = signed_in(representative())
    assert "/people/reach/gaps.csv" in text_of(browser.get("/people/reach/"))
    gaps = sheet_rows(browser.get("/people/reach/gaps.csv"))
    assert gaps[0] == ["Kind", "Name", "Organizations", "Names"]
    assert ["state", "Texas", "0", ""] in gaps
    assert not [row for row in gaps if row[1] == "Oregon"]
    assert ["skill", "Sample missing", "0", ""] in gaps
    assert ["skill", "Sample alone", "1", "SAMPLE Here"] in gaps
    assert ["country", "Ghana", "1", "SAMPLE Here"] in gaps


def test_a_saved_prospective_organization_is_compared():
    law = SkillFactory(name="Sample law")
    an_organization("SAMPLE One", states=["OR"], skills=[law])
    an_organization("SAMPLE Two", states=["TX"])
    an_organization("SAMPLE Three", states=["TX"])
    a_prospect("SAMPLE Maybe", states=["OR", "AK", "TX"], countries=["NP"], skills=[law])
    browser = signed_in(representative())
    page = browser.get("/people/reach/addition/?organization=sample-maybe")
    assert page.context["found"].addition.sentences == [
        "New to the coalition: 1 state (Alaska) and 1 country (Nepal).",
        "From one organization to two: 1 state (Oregon) and 1 skill (Sample law).",
        "Brought by two or more already: 1 state (Texas).",
    ]
    # The map says it in words, not by color alone.
    assert page.context["tiles"]["words"] == {"AK": "new", "OR": "1 + 1", "TX": "2 + 1"}
    assert 'aria-label="AK: new"' in text_of(page)
    assert sheet_rows(browser.get("/people/reach/addition.csv?organization=sample-maybe"))[1:] == [
        ["state", "Alaska", "new", "0", ""],
        ["state", "Oregon", "strengthened", "1", "SAMPLE One"],
        ["state", "Texas", "overlap", "2", "SAMPLE Three; SAMPLE Two"],
        ["country", "Nepal", "new", "0", ""],
        ["skill", "Sample law", "strengthened", "1", "SAMPLE One"],
    ]


def test_one_is_described_in_the_address_and_nothing_is_kept():
    skill = SkillFactory(name="Sample law")
    asked = {"skills": skill.pk, "states": ["AK", "ME"], "countries": "nepal\nGhana", "national": "on"}
    page = signed_in(representative()).get("/people/reach/addition/", asked)
    assert page.context["found"].addition.sentences == [
        "New to the coalition: 2 states (Alaska, Maine), 2 countries (Ghana, Nepal) and 1 skill (Sample law).",
        "It would be the first to work nationwide.",
    ]
    assert skill.organizations.count() == 0


def test_a_misspelled_country_is_named_and_what_was_entered_stays():
    page = text_of(
        signed_in(representative()).get("/people/reach/addition/", {"countries": "Nepl", "states": ["AK"]})
    )
    assert "No country is called “Nepl”. Did you mean Nepal?" in page
    assert ">\nNepl</textarea>" in page
    assert 'value="AK" checked' in page


def test_a_member_is_not_offered_as_prospective():
    an_organization("SAMPLE Member", states=["OR"])
    AllyFactory(name="SAMPLE Friend", slug="sample-friend")
    browser = signed_in(representative())
    form = browser.get("/people/reach/addition/").context["form"]
    assert [one.name for one in form.fields["organization"].queryset] == ["SAMPLE Friend"]
    assert browser.get("/people/reach/addition/?organization=sample-member").context["found"] is None
    assert browser.get("/people/reach/addition.csv?organization=sample-member").status_code == 404


def test_the_page_of_a_prospective_organization_leads_to_what_it_adds():
    a_prospect("SAMPLE Maybe", states=["OR"])
    browser = signed_in(representative())
    assert "/people/reach/addition/?organization=sample-maybe" in text_of(
        browser.get("/people/organizations/sample-maybe/")
    )


def test_before_anyone_has_joined_the_page_says_so():
    assert "No organization has joined yet" in text_of(signed_in(staff_member()).get("/people/reach/"))


@pytest.mark.parametrize(
    "address", ["/people/reach/", "/people/reach/addition.csv", "/people/reach/states.csv"]
)
def test_nobody_outside_sees_it(address):
    assert signed_in(former_member()).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/people/reach/", "/people/reach/addition/?organization=sample-maybe"])
def test_more_organizations_take_no_more_queries(address):
    a_prospect("SAMPLE Maybe", states=["OR"])

    def add(number):
        for _ in range(number):
            one = OrganizationFactory()
            ReachFactory(organization=one)
            SkillFactory().organizations.add(one)

    browser = signed_in(staff_member())
    add(1)
    few = queries_of(browser, address)
    add(29)
    assert queries_of(browser, address) == few
