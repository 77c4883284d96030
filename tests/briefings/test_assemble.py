"""How one office's packet comes out of the database."""

import datetime as dt

import pytest

from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from common.citations import NBSP
from legislation.choices import Stage, Step
from legislation.models import Bill, BillFacts
from tests.briefings import world as worlds
from tests.briefings.orders import bill_section, funding, packet_for, plan_lines
from tests.briefings.world import DELEGATE, REPRESENTATIVE, SENATOR
from tests.factories.legislation import CommitteeFactory, CosponsorFactory, TermFactory, change_facts


def plain(text):
    return str(text).replace(NBSP, " ")


def standing_on(packet, bill):
    return next(plain(row.office) for row in packet.standings if row.anchor == f"bill-{bill.pk}")


def test_a_senator_is_named_exactly(world):
    office = packet_for(SENATOR).office
    assert plain(office.honorable) == "The Honorable Ada Samplesenator"
    assert (office.body, office.place, office.short) == (
        "United States Senate",
        "Maine",
        "Sen. Ada Samplesenator (R-ME)",
    )


def test_a_representative_is_named_with_the_district(world):
    office = packet_for(REPRESENTATIVE).office
    assert office.body == "United States House of Representatives"
    assert (office.place, office.short) == ("Oregon's 1st District", "Rep. Ben Samplemember (D-OR-1)")


def test_a_delegate_is_a_delegate(world):
    office = packet_for(DELEGATE).office
    assert (office.place, office.short) == ("District of Columbia", "Del. Cleo Sampledelegate (D-DC)")


def test_seats_that_matter_are_named(world):
    seats = [plain(seat) for seat in packet_for(SENATOR).office.seats]
    assert seats == ["Appropriations (Chairman)", "Appropriations subcommittee: Commerce, Justice, Science"]


def test_where_the_office_stands_on_each_live_vehicle(world):
    packet = packet_for(SENATOR)
    assert packet.standings[0].bill == f"S.{NBSP}9200"
    assert standing_on(packet, world.senate) == "Sponsor"
    assert standing_on(packet, world.house) == "House bill; Senate companion S. 9200: sponsor"
    assert standing_on(packet, world.lonely) == "House bill, in the other chamber"
    house = packet_for(REPRESENTATIVE)
    assert standing_on(house, world.house) == "Cosponsor since Jun 12, 2025"
    assert standing_on(house, world.lonely) == "Not yet a cosponsor (complete list)"
    assert standing_on(packet_for(DELEGATE), world.lonely) == "Not yet a cosponsor (complete list)"


def test_a_bill_of_an_earlier_congress_is_no_live_vehicle(world):
    packet = packet_for(SENATOR)
    assert f"bill-{world.past.pk}" not in {row.anchor for row in packet.standings}


def test_chosen_bills_are_the_sections_in_their_order(world):
    packet = packet_for(SENATOR, bills=(world.lonely.pk, world.past.pk))
    assert [one.anchor for one in packet.annex if one.anchor.startswith("bill-")] == [
        f"bill-{world.lonely.pk}",
        f"bill-{world.past.pk}",
    ]
    assert [row.anchor for row in packet.standings] == [f"bill-{world.lonely.pk}"]


def test_every_fact_names_its_source_and_day(world):
    for fact in packet_for(SENATOR).facts:
        assert fact.source.label
        assert isinstance(fact.source.as_of, dt.date)


def test_facts_refreshed_yesterday_are_not_stale(world):
    assert packet_for(SENATOR).stale_facts == ()


def test_facts_not_refreshed_for_longer_than_the_limit_are_marked_and_kept(world, settings):
    settings.STALE_AFTER_DAYS = 7
    change_facts(BillFacts.objects.filter(bill=world.senate), checked_at=worlds.LONG_AGO)
    packet = packet_for(SENATOR)
    assert {fact.source.label for fact in packet.stale_facts} == {f"govinfo BILLSTATUS, S.{NBSP}9200 (119th)"}
    section = bill_section(packet, world.senate)
    assert "not refreshed since" in section.stale_words
    assert packet.oldest_as_of <= worlds.LONG_AGO.date()


def test_facts_of_an_ended_congress_never_go_stale(world):
    change_facts(BillFacts.objects.filter(bill=world.past), checked_at=worlds.LONG_AGO)
    assert packet_for(SENATOR, bills=(world.past.pk,)).stale_facts == ()


def test_asks_meant_for_the_other_chamber_are_left_out(world):
    assert [plain(ask.text) for ask in packet_for(REPRESENTATIVE).asks] == ["Fund victim services"]
    assert [plain(ask.text) for ask in packet_for(SENATOR).asks] == [
        "Bring S. 9200 to a markup",
        "Fund victim services",
    ]


def test_nobody_is_asked_to_cosponsor_what_they_are_on(world):
    worlds.ask(world.decision, "Cosponsor H.R. 9100", bill=world.house)
    assert "Cosponsor H.R. 9100" not in {plain(ask.text) for ask in packet_for(REPRESENTATIVE).asks}
    assert "Cosponsor H.R. 9100" in {plain(ask.text) for ask in packet_for(DELEGATE).asks}


def test_nobody_is_asked_to_cosponsor_in_the_other_chamber(world):
    worlds.ask(world.decision, "Cosponsor H.R. 9100", bill=world.house)
    assert "Cosponsor H.R. 9100" not in {plain(ask.text) for ask in packet_for(SENATOR).asks}


def test_nobody_is_asked_to_cosponsor_once_the_last_committee_has_reported(world):
    worlds.ask(world.decision, "Cosponsor H.R. 9100", bill=world.house)
    assert "Cosponsor H.R. 9100" in {plain(ask.text) for ask in packet_for(DELEGATE).asks}
    Bill.objects.filter(pk=world.house.pk).update(stage=Stage.REPORTED, step=Step.ON_CALENDAR)
    assert "Cosponsor H.R. 9100" not in {plain(ask.text) for ask in packet_for(DELEGATE).asks}


def test_at_most_three_asks_the_closest_first(world):
    for number in range(4):
        worlds.ask(world.decision, f"General ask {number}")
    worlds.ask(world.decision, "Ask of one office", audience="office", legislator=world.senator, position=900)
    asks = [plain(ask.text) for ask in packet_for(SENATOR).asks]
    assert asks == ["Ask of one office", "Bring S. 9200 to a markup", "General ask 0"]


def test_an_ask_for_a_committee_reaches_its_members_only(world):
    committee = CommitteeFactory(code="ssap16")
    worlds.ask(world.decision, "Ask of the subcommittee", audience="committee", committee=committee)
    assert plain(packet_for(SENATOR).asks[0].text) == "Ask of the subcommittee"
    assert "Ask of the subcommittee" not in {plain(ask.text) for ask in packet_for(REPRESENTATIVE).asks}


def test_an_expired_ask_is_not_said(world):
    world.line_ask.expires_on = dt.date(2026, 1, 1)
    world.line_ask.save()
    assert packet_for(REPRESENTATIVE).asks == ()


def test_a_line_ask_says_that_the_office_writes_the_line(world):
    here = packet_for(SENATOR).asks[1].this_office
    assert (
        plain(here)
        == "Sen. Samplesenator sits on the subcommittee that writes this line: Commerce, Justice, Science"
    )
    assert packet_for(REPRESENTATIVE).asks[0].this_office is None


def test_the_money_shows_years_with_figures_and_names_lines_without(world):
    packet = packet_for(SENATOR)
    table = funding(packet).tables[0]
    assert [plain(column) for column in table.columns] == ["FY 2022", "FY 2024", "FY 2026"]
    assert [[plain(cell.fact) for cell in row.cells] for row in table.rows] == [["88.0", "88.0", "83.5"]]
    assert table.unknown == ("Quiet line: no source read.",)


def test_figures_of_different_fineness_share_their_decimals(world):
    worlds.amount(world.line, 2025, 105_625_000, stage="full_year_cr", key="fine")
    cells = funding(packet_for(SENATOR)).tables[0].rows[0].cells
    assert {plain(cell.fact) for cell in cells if cell.fact} == {"88.000", "105.625", "83.500"}


def test_a_chart_says_in_words_what_its_table_says_in_words(world):
    rate = "full_year_cr"
    worlds.amount(world.line, 2025, None, stage=rate, kind="prior_rate", rate_of_fiscal_year=2024)
    worlds.amount(world.line, 2023, None, kind="not_found", words="its Act was not read")
    (chart,) = funding(packet_for(SENATOR)).charts
    said = {plain(row.name): plain(row.cells[0].fact) for row in chart.table.rows}
    assert said["FY 2025"] == "full-year CR at the FY 2024 rate"
    assert said["FY 2023"] == "not found"
    assert "in force FY 2024 rate" in plain(chart.alternative)
    assert "in force not found" in plain(chart.alternative)


def test_the_sheet_keeps_the_first_remark_on_a_figure_and_the_annex_has_them_all(world):
    worlds.amount(world.line, 2025, 80_000_000, key="noted", words="first words", note="A second remark.")
    packet = packet_for(SENATOR)
    assert "First words." in [plain(note.text) for note in packet.money.notes]
    assert "A second remark." not in [plain(note.text) for note in packet.money.notes]
    assert "A second remark." in [plain(note.text) for note in funding(packet).tables[0].notes]


def test_conflicting_sources_are_told_in_a_note(world):
    worlds.amount(
        world.line,
        2026,
        90_000_000,
        key="rival",
        is_preferred=False,
        document="Another SAMPLE text",
        source_kind="official",
    )
    table = funding(packet_for(SENATOR)).tables[0]
    assert any("Sources differ: 90 (Another SAMPLE text)" in plain(note.text) for note in table.notes)
    assert any("Another source: Another SAMPLE text" in plain(note.text) for note in table.notes)


def test_the_plan_names_what_serves_it(world):
    packet = packet_for(SENATOR)
    assert [(line.code, plain(line.title), plain(line.serves)) for line in plan_lines(packet)] == [
        ("1.2", "SAMPLE reauthorization", "H.R. 9100, H.R. 9300, S. 9200 and Victim services")
    ]


def test_the_position_rests_on_its_decision(world):
    section = bill_section(packet_for(SENATOR), world.senate)
    assert plain(section.position) == "Support (Decision 2026-01, Feb 12, 2026)"


def test_cosponsors_are_counted_for_every_party_without_the_sponsor(world):
    CosponsorFactory(bill=world.house, legislator=world.delegate, party="D", state="DC", district=0)
    CosponsorFactory(bill=world.house, legislator=world.senator, party="R", state="NE", district=2)
    section = bill_section(packet_for(SENATOR), world.house)
    assert plain(section.cosponsors.count).startswith("3 cosponsors (2 D, 1 R), sponsor not counted, as of ")
    assert [plain(group) for group in section.cosponsors.groups] == [
        "Democrats (2): Cleo Sampledelegate (DC), Ben Samplemember (OR-1)",
        "Republicans (1): Ada Samplesenator (NE-2)",
    ]


def test_who_withdrew_is_not_counted_and_is_named_apart(world):
    CosponsorFactory(
        bill=world.house, legislator=world.delegate, state="DC", district=0, withdrawn_on=dt.date(2025, 9, 1)
    )
    section = bill_section(packet_for(SENATOR), world.house)
    assert plain(section.cosponsors.count).startswith("1 cosponsor (1 D)")
    assert plain(section.cosponsors.withdrawn) == "Withdrawn: Cleo Sampledelegate (DC)"


def test_an_unknown_office_is_named_with_what_an_id_looks_like(world):
    with pytest.raises(UnknownOffice, match=r"'Z999999' is known here\. It looks like S001198"):
        packet_for("Z999999")


def test_who_no_longer_sits_gets_no_packet(world):
    world.other.terms.all().delete()
    TermFactory(legislator=world.other, starts_on=dt.date(2021, 1, 3), ends_on=dt.date(2023, 1, 3))
    with pytest.raises(UnknownOffice, match=r"Dora Otherperson \(O900001\) holds no seat in Congress"):
        packet_for("O900001")


def test_an_unknown_bill_is_named(world):
    with pytest.raises(UnknownBills, match="119-hr-1"):
        packet_for(SENATOR, bills=("119-hr-1",))


def test_the_number_of_queries_does_not_grow_with_the_bills(world, django_assert_max_num_queries):
    for number in range(9400, 9412):
        more = worlds.bill("hr", number, f"SAMPLE Act {number}", sponsor=world.other)
        worlds.facts(more)
        CosponsorFactory(bill=more, legislator=world.representative)
        worlds.FamilyBillFactory(family_id="rhytpa", bill=more)
    with django_assert_max_num_queries(45):
        assert len(packet_for(SENATOR, sections=("bills",)).sections) == 15
