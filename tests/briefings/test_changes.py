"""What changed between two makings of a packet, in sentences. No database."""

from dataclasses import replace
from datetime import date

from briefings.packet.changes import changes
from briefings.packet.facts import Fact, Source
from briefings.packet.manifest import content_of
from briefings.packet.parts import Cell
from briefings.selectors.behind import Behind
from tests.briefings import samples

LATER = Source("govinfo BILLSTATUS, S. 2012 (119th)", date(2026, 12, 2))
REPORT = Source("Senate report 119-44", date(2026, 12, 3))


def packet(**changes):
    return samples.packet(own=(), annex=(samples.bill_section(), samples.funding(charts=())), **changes)


def said(before, now, behind=None):
    return [one.sentence for one in changes(content_of(before, behind or {}), content_of(now, {}))]


def with_cosponsors(names):
    section = samples.bill_section()
    count = Fact(f"{len(names)} cosponsors ({len(names)} D), sponsor not counted, as of Dec 2, 2026", LATER)
    group = Fact(f"Democrats ({len(names)}): {', '.join(names)}", LATER)
    return replace(section, cosponsors=replace(section.cosponsors, count=count, groups=(group,)))


def test_the_same_packet_has_no_change_and_a_new_reading_of_the_same_words_is_none():
    before = packet()
    section = samples.bill_section()
    read = replace(section, stage=replace(section.stage, source=LATER))
    assert said(before, before) == []
    assert said(before, replace(before, annex=(read, before.annex[1]))) == []


def test_cosponsors_are_counted_and_named_for_each_party_alike():
    before = packet(standings=())
    one, two = (
        with_cosponsors(["Sen. A (ME)"]),
        with_cosponsors(["Sen. A (ME)", "Sen. B (OR)", "Sen. C (NE)"]),
    )
    old, new = (replace(before, annex=(section,)) for section in (one, two))
    assert said(old, new) == [
        "S. 2012: 2 cosponsors more (1 to 3).",
        "S. 2012: new among Democrats: Sen. B (OR) and Sen. C (NE).",
    ]
    assert said(new, old)[0] == "S. 2012: 2 cosponsors fewer (3 to 1)."


def test_a_figure_that_came_or_moved_names_its_line_and_column():
    before = packet()
    table = before.money
    first = table.rows[0]
    moved = replace(first, cells=(*first.cells[:3], Cell(Fact("95.0", REPORT))))
    now = replace(before, money=replace(table, rows=(moved, *table.rows[1:])))
    (change,) = changes(content_of(before, {}), content_of(now, {}))
    assert change.sentence == (
        "Victim services for victims of trafficking, FY 2026: 95.0 instead of 83.5 ($ in millions)."
    )
    assert (change.source, change.as_of) == (REPORT.label, REPORT.as_of)
    wider = replace(
        table,
        columns=(*table.columns, "FY 2027 Senate"),
        rows=(replace(first, cells=(*first.cells, Cell(Fact("95.0", REPORT)))), *table.rows[1:]),
    )
    assert said(before, replace(before, money=wider)) == [
        "Victim services for victims of trafficking: FY 2027 Senate added, 95.0 ($ in millions)."
    ]


def test_asks_that_came_or_went_are_told_by_their_words_alone():
    before = packet()
    one = replace(before.asks[1], text=replace(before.asks[1].text, about="ask:2"))
    kept = replace(before, asks=(before.asks[0], one))
    assert said(kept, replace(kept, asks=kept.asks[:1])) == ["Ask no longer in it: “Cosponsor S. 2647”."]
    assert said(replace(kept, asks=kept.asks[:1]), kept) == ["Ask added: “Cosponsor S. 2647”."]


def test_a_section_that_came_is_told_once_and_not_fact_by_fact():
    before = packet()
    now = replace(before, annex=(*before.annex, samples.plan()))
    assert said(before, now) == ["“What this serves in our plan” is in it now."]
    assert said(now, before) == ["“What this serves in our plan” is no longer in it."]


def test_a_decision_corrected_since_is_told():
    source = Source("Decision 2026-03", date(2026, 2, 12), kind=Source.DECISION, ref="2026-03")
    before = packet(letters=(Fact("Support", source),))
    old = content_of(before, {"decision:2026-03": Behind("decision:2026-03", decision="2026-03")})
    new = old | {"decisions_since": {"2026-03": "corrected by 2026-09"}}
    assert [one.sentence for one in changes(old, new)] == ["Decision 2026-03 was corrected by 2026-09."]
    assert changes(old, old) == ()
