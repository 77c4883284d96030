"""The gate, rule by rule, over a packet made by hand; marks in the margin; nothing here reads a database."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.choices import PacketKind
from briefings.gate_rules import RULES, WAIVABLE
from briefings.packet.facts import Fact, Source
from briefings.packet.freshness import Limits, limits_on
from briefings.packet.gate import names_in, refusals
from briefings.packet.lines import CoverSection
from briefings.packet.margins import with_margins
from briefings.packet.parts import Cell, LeftOut, MoneyRow
from briefings.packet.prose import passage
from briefings.render import packet_html
from briefings.selectors.behind import Behind
from common.guard import check
from tests.briefings import samples

FRESH = date(2026, 11, 20)
DECIDED = Source("Decision 2026-03 of the Coalition", date(2026, 2, 12), kind=Source.DECISION, ref="2026-03")
ASK, POSITION, DECISION = "ask:1", "position:1", "decision:2026-03"
IN_FORCE = {name: Behind(name, decision="2026-03") for name in (ASK, POSITION, DECISION, "message:1")}


def bill(**changes):
    """A section of a bill whose facts are fresh, with our position."""
    position = Fact("Support", DECIDED, about=POSITION)
    return replace(samples.bill_section(), position=position, **changes)


def ask(text="Cosponsor S. 2012", reason="It reaches young people.", **changes):
    return replace(samples.asks()[0], text=Fact(text, DECIDED, about=ASK), reason=reason, **changes)


def roster(words="The Honorable Susan M. Collins", on=FRESH):
    return Fact(words, Source("Roster", on, kind=Source.ROSTER, ref="C001035"))


def clean(**changes):
    """A packet that the gate lets be final."""
    office = samples.office(honorable=roster(), seats=())
    standing = samples.standings()[0]
    settings = {
        "office": office,
        "asks": (ask(),),
        "standings": (standing,),
        "own": (),
        "annex": (bill(),),
        "sample_reasons": (),
    }
    return samples.packet(**{**settings, **changes})


def told(packet, behind=None, limits=None):
    return [(one.rule, one.item) for one in refusals(packet, {**IN_FORCE, **(behind or {})}, limits)]


def rules_of(packet, behind=None, limits=None):
    return {rule for rule, _ in told(packet, behind, limits)}


def cover(text):
    source = Source("Note of the Coalition", FRESH, kind=Source.OWN)
    return CoverSection("cover", "To this office", passage(text, source))


def test_a_packet_of_fresh_public_decided_and_sourced_items_passes():
    assert told(clean()) == []


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"in_force": False}, "decision"),
        ({"is_public": False}, "public"),
        ({"expired": "it is no longer in force"}, "expired"),
        ({"consulted": False}, "P4"),
        ({"lacks_reason": True}, "P2-cut"),
    ],
)
@pytest.mark.parametrize("name", [ASK, POSITION])
def test_what_stands_behind_an_ask_or_a_position_keeps_it_out(name, row, rule):
    item = {ASK: "Ask “Cosponsor S. 2012”", POSITION: "Position on S. 2012"}[name]
    assert told(clean(), {name: replace(IN_FORCE[name], **row)}) == [(rule, item)]


def test_a_row_that_is_gone_is_not_taken_for_public():
    assert ("public", "Ask “Cosponsor S. 2012”") in told(clean(asks=(ask(),)), {ASK: None})


def test_a_decision_named_as_a_source_has_to_be_in_force_and_public():
    said = Fact("The coalition asks for $5 million", DECIDED)
    packet = clean(letters=(said,))
    restricted = {DECISION: Behind(DECISION, decision="2026-03", is_public=False)}
    assert told(packet, restricted) == [("public", DECIDED.label)]
    assert told(packet) == []


def test_the_rows_to_look_behind_are_named():
    assert names_in(clean()) == {ASK, POSITION, DECISION, f"packet:{clean().id}"}


def test_old_facts_of_a_bill_are_refused_once_with_all_their_places():
    old = samples.bill_section("S. 2647", "bill-119-s-2647", 6, stale=True)
    packet = clean(annex=(replace(old, position=None),))
    (one,) = refusals(packet, IN_FORCE)
    assert (one.rule, one.item) == ("freshness", "govinfo BILLSTATUS, S. 2647 (119th)")
    assert len(one.places) > 5
    assert one.may_be_waived


@pytest.mark.parametrize(("limit", "refused"), [(100, set()), (10, {"freshness"})])
def test_a_roster_has_a_limit_of_its_own(limit, refused):
    packet = clean(office=samples.office(honorable=roster(on=date(2026, 10, 1)), seats=()))
    assert rules_of(packet, limits=Limits(rosters=limit)) == refused


@pytest.mark.parametrize(("column", "refused"), [("FY 2024", set()), ("FY 2027 House", {"freshness"})])
def test_a_figure_of_a_year_past_no_longer_moves_and_one_under_way_does(column, refused):
    figure = Fact("95.0", Source("Committee report", date(2026, 1, 5), kind=Source.MONEY))
    table = replace(
        samples.money(), columns=(column,), rows=(MoneyRow("Victim services", (Cell(figure),)),), notes=()
    )
    assert rules_of(clean(money=table)) == refused


def test_a_bill_may_be_older_while_congress_is_in_recess(settings):
    settings.PACKET_RECESSES = ((date(2026, 8, 1), date(2026, 9, 7)),)
    assert (limits_on(date(2026, 8, 1)).bills, limits_on(date(2026, 9, 8)).bills) == (21, 7)


def test_a_fact_without_a_source_is_refused_by_its_words():
    packet = clean(letters=(Fact("23 offices signed", Source(" ", FRESH)),))
    assert told(packet) == [("unsourced", "“23 offices signed”")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Vote out Senator Sample", "P1"),
        ("The bill carries an offset of $4 million", "P2"),
        ("Transfer $5 million from the account of another program", "P2-hard"),
    ],
)
def test_words_nobody_cleared_are_refused_in_asks_and_in_our_own_sections(text, rule):
    assert rules_of(clean(asks=(ask(text),))) == {rule}
    assert rules_of(clean(asks=(ask(reason=text),))) == {rule}
    assert rules_of(clean(own=(cover(text),))) == {rule}


def test_a_cleared_phrase_passes_and_a_request_for_a_transfer_cannot_be_cleared():
    soft, hard = (
        "The bill carries an offset of $4 million",
        "Transfer $5 million from the account of another program",
    )
    keys = frozenset(hit.key for text in (soft, hard) for hit in check(text))
    known = {ASK: replace(IN_FORCE[ASK], cleared=keys)}
    assert rules_of(clean(asks=(ask(soft),)), known) == set()
    assert rules_of(clean(asks=(ask(hard),)), known) == {"P2-hard"}
    packet = clean(own=(cover(soft),))
    assert rules_of(packet, {f"packet:{packet.id}": Behind("packet:1", cleared=keys)}) == set()


def test_what_an_official_source_says_is_not_ours_to_clear():
    summary = samples.fact(
        "The bill requires the Secretary to offset amounts transferred from other accounts."
    )
    assert (
        told(clean(annex=(bill(what_it_does=replace(summary, source=replace(summary.source, kind="bill"))),)))
        == []
    )


def test_a_packet_for_information_holds_no_request():
    assert told(clean(for_information=True)) == [("information", "Ask “Cosponsor S. 2012”")]
    assert told(clean(for_information=True, asks=(ask(is_request=False),))) == []
    packet = clean(for_information=True, asks=(), own=(cover("We urge you to cosponsor the bill."),))
    assert rules_of(packet) == {"information"}


def test_sample_rows_a_seat_in_doubt_and_what_ended_are_refused():
    doubtful = samples.office(honorable=roster(), seats=(), doubt="term ended January 3, 2027")
    sampled = replace(ask(), text=replace(ask().text, sample=True))
    packet = clean(
        office=doubtful,
        asks=(sampled,),
        sample_reasons=("fictional.",),
        left_out=(LeftOut("Position on S. 1", "ended", chosen=True), LeftOut("Ask “x”", "ended")),
    )
    assert told(packet) == [
        ("office", "Sen. Susan Collins (R-ME)"),
        ("ended", "Position on S. 1"),
        ("sample", "The packet"),
        ("sample", "Ask “Cosponsor S. 2012”"),
    ]


def test_minutes_are_a_record_of_the_house_and_not_judged_as_if_for_outside():
    packet = clean(kind=PacketKind.MINUTES, office=None, asks=(), standings=(), money=None)
    assert told(packet, {POSITION: None, DECISION: None}) == []


def test_a_refusal_names_what_to_open_to_mend_it():
    found = refusals(clean(), {**IN_FORCE, ASK: replace(IN_FORCE[ASK], in_force=False, is_public=False)})
    assert {(one.rule, one.kind, one.ref) for one in found} == {
        ("decision", "decision", "2026-03"),
        ("public", "ask", "1"),
    }


def test_only_old_facts_and_a_missing_consultation_may_be_waived():
    assert set(WAIVABLE) == {"freshness", "P4"}
    assert all(rule.title and rule.principle and rule.margin for rule in RULES.values())


def test_a_waiver_holds_for_the_words_that_were_read():
    old = refusals(samples.packet(), {})
    again = refusals(samples.packet(), {})
    later = refusals(samples.packet(on=date(2026, 11, 22)), {})
    assert [one.key for one in old] == [one.key for one in again]
    assert len({one.key for one in old}) == len(old)
    assert {one.key for one in later} == {one.key for one in old}


def test_a_draft_says_beside_each_item_what_would_be_refused_and_a_final_says_nothing():
    draft = samples.packet()
    marked = with_margins(draft, refusals(draft, {}))
    html = packet_html(marked)
    assert (
        '<h3><span class="not-final">Not final: sample data; old facts.</span> Cosponsor S. 2647</h3>' in html
    )
    assert [fact.text for fact in marked.facts] == [fact.text for fact in draft.facts]
    assert "not-final" not in packet_html(clean(is_draft=False))


def test_a_mark_in_a_passage_stands_before_its_words():
    packet = clean(own=(cover("The bill carries an offset of $4 million."),))
    assert "Not final: words to clear (P2)." in packet_html(with_margins(packet, refusals(packet, IN_FORCE)))
